"""Revisits resolved: the capture that has the payload of a record which only says it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlite_utils import Database

from archive.warc_records import Kept, Revisit
from records.models import Capture
from records.reading import Fetched

# The ways in which a revisit names its original, the surest first: each as a condition on captures.
_ID = "id = ?"
_MOMENT = "url = ? AND captured_at = ?"
_PAYLOAD = "url = ? AND digest = ?"
_ETAG = "url = ? AND etag = ? AND status = 200"
_MODIFIED = "url = ? AND last_modified = ? AND status = 200"
# An equal payload at another address: only within a run, since captures have no index for it.
_PAYLOAD_ELSEWHERE = "digest = ?"
_EMPTY = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
_Name = tuple[str, ...]


class Originals:
    """The captures with a payload that a run has met, by every name a revisit may use of them.

    Ids and digests are those of the file that was read; the captures may be our copies of its records.
    What is not met in the run is looked for in the archive.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._met: dict[_Name, Capture] = {}

    def note(self, kept: Kept, capture: Capture) -> None:
        """Learn of a record with a payload. One that is cut, or says that another holds, stands for none.

        An empty payload is one too, as that of a redirect; but at other addresses everything is like it.
        """
        fetched = kept.fetched
        if kept.cut or fetched.status == 304:
            return
        payloads = _payloads(fetched.url, kept.digests)
        for name in (
            *_places(kept.capture_id, fetched.url, fetched.captured_at),
            *(name for name in payloads if kept.size or name[0] != _PAYLOAD_ELSEWHERE),
            *(_validators(fetched.url, fetched.headers) if fetched.status == 200 else ()),
        ):
            self._met[name] = capture

    def of(self, revisit: Revisit) -> Capture | None:
        """The original of a revisit, which from now on may be named by the revisit's own id too."""
        named = (self._met.get(name) or self._archived(name) for name in _names(revisit))
        found = next(filter(None, named), None)
        if found:
            for name in _places(revisit.capture_id, revisit.url, revisit.captured_at):
                self._met.setdefault(name, found)
        return found

    def _archived(self, name: _Name) -> Capture | None:
        condition, *values = name
        if condition == _PAYLOAD_ELSEWHERE:
            return None
        query = (
            f"SELECT * FROM captures WHERE {condition} AND (status <> 304 OR refers_to IS NOT NULL)"
        )
        row = next(self._db.query(f"{query} ORDER BY captured_at DESC LIMIT 1", values), None)
        if row and row["refers_to"]:
            return self._archived((_ID, row["refers_to"]))
        return Capture.model_validate(row) if row else None


def resolved(revisit: Revisit, original: Capture, payload: Fetched) -> Kept:
    """A revisit as a record of its own: what was answered at its time, with the payload it stands for.

    A 304 says that all of the original still holds; any other answer speaks for itself.
    """
    answer = replace(payload, url=revisit.url, captured_at=revisit.captured_at)
    if revisit.status not in (None, 304):
        assert revisit.status
        headers = {**payload.headers, **revisit.headers}
        answer = replace(answer, status=revisit.status, headers=headers)
    size = 0 if revisit.status == 304 else original.bytes
    return Kept(
        answer,
        revisit.capture_id,
        revisit.offset,
        (original.digest,),
        original.digest,
        size,
        stored=revisit.stored,
        member=revisit.member,
    )


def row(kept: Kept, file: str, crawl_id: str) -> Capture:
    """The row of a record of ours, as when it was written."""
    return Capture(
        id=kept.capture_id,
        url=kept.url,
        captured_at=kept.fetched.captured_at,
        status=kept.fetched.status,
        mime=kept.fetched.headers.get("content-type", "").partition(";")[0].strip() or None,
        digest=kept.digest,
        bytes=kept.size,
        file=file,
        offset=kept.offset,
        crawl_id=crawl_id,
        etag=kept.fetched.headers.get("etag"),
        last_modified=kept.fetched.headers.get("last-modified"),
    )


def row_of_revisit(
    kept: Kept, revisit: Revisit, original: Capture, file: str, crawl_id: str
) -> Capture:
    """The row of a revisit of ours: what was answered, and the capture whose payload that is."""
    made = row(kept, file, crawl_id)
    answered = {name: revisit.headers.get(name) for name in ("etag", "last-modified")}
    return made.with_changes(
        status=revisit.status or kept.fetched.status,
        refers_to=original.id,
        etag=answered["etag"] or original.etag,
        last_modified=answered["last-modified"] or original.last_modified,
    )


def _names(revisit: Revisit) -> Iterator[_Name]:
    if revisit.refers_to:
        yield (_ID, revisit.refers_to)
    if revisit.refers_to_date:
        yield (_MOMENT, revisit.refers_to_url, revisit.refers_to_date)
    if revisit.is_unmodified or revisit.status == 304:
        # The payload is by definition the one from which these were taken; the digest that Heritrix
        # writes is that of the empty body of the 304.
        yield from _validators(revisit.url, revisit.headers)
        yield from _payloads(revisit.url, tuple(one for one in revisit.digests if one != _EMPTY))
    else:
        yield from _payloads(revisit.url, revisit.digests)


def _places(capture_id: str, url: str, captured_at: str) -> Iterator[_Name]:
    yield (_ID, capture_id)
    yield (_MOMENT, url, captured_at)


def _payloads(url: str, digests: tuple[str, ...]) -> Iterator[_Name]:
    for digest in digests:
        yield (_PAYLOAD, url, digest)
    for digest in digests:
        yield (_PAYLOAD_ELSEWHERE, digest)


def _validators(url: str, headers: Mapping[str, str]) -> Iterator[_Name]:
    for condition, header in ((_ETAG, "etag"), (_MODIFIED, "last-modified")):
        if header in headers:
            yield (condition, url, headers[header])
