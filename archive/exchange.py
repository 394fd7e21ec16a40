"""The heads of a capture: what was asked and what the answer said of itself, never the answer's body."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive.warc_fields import bare_id
from records.contact_details import withhold
from records.errors import ArchiveError
from records.models import Capture

Headers = tuple[tuple[str, str], ...]
WITHHELD = "[withheld]"
# What they carry opens a session, or names who asked.
_SECRET = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization"})
# What reading a damaged or torn record raises, of the file itself or of what unpacks it.
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The first line and the headers of an answer, and of the request where it was kept too."""

    answer_line: str | None
    answer: Headers
    request_line: str | None = None
    request: Headers = ()


def exchange(folder: Path, capture: Capture) -> Exchange:
    """Read a capture's heads from its WARC file, secrets and e-mail addresses withheld.

    The request stands after its answer. Raises ArchiveError where the file does not hold the capture.
    """
    path = folder / Path(capture.file).name
    try:
        with path.open("rb") as stream:
            stream.seek(capture.offset)
            records = iter(ArchiveIterator(stream))
            answer = next(records)
            found = bare_id(answer.rec_headers.get_header("WARC-Record-ID") or "")
            if found != capture.id:
                raise ArchiveError(
                    f"{path.name} holds {found} at {capture.offset}, not {capture.id}"
                )
            line, headers = _head(answer)
            asked = _request(records, capture.id)
    except (StopIteration, *_DAMAGE) as error:
        raise ArchiveError(
            f"capture {capture.id} is not in {path.name} at {capture.offset}: {error}"
        ) from error
    return Exchange(line, headers, *(_head(asked) if asked else (None, ())))


def _request(records: Iterable[ArcWarcRecord], capture_id: str) -> ArcWarcRecord | None:
    """The next record, if it is the request that brought the answer."""
    try:
        record = next(iter(records), None)
    except _DAMAGE:
        # A killed run may have left a torn record: the answer before it is whole.
        return None
    if record is None or record.rec_type != "request":
        return None
    brought = bare_id(record.rec_headers.get_header("WARC-Concurrent-To") or "")
    return record if brought == capture_id else None


def _head(record: ArcWarcRecord) -> tuple[str | None, Headers]:
    """The first line and the headers; a page that came as a file has none."""
    http = record.http_headers
    if http is None:
        return None, ()
    return f"{http.protocol} {http.statusline}".strip(), shown(http.headers)


def shown(headers: Iterable[tuple[str, str]]) -> Headers:
    """Headers as they may be published.

    >>> shown([("Set-Cookie", "id=1"), ("User-Agent", "a (+who@example.org)")])
    (('Set-Cookie', '[withheld]'), ('User-Agent', 'a ([e-mail withheld])'))
    """
    return tuple((name, _value(name, value)) for name, value in headers)


def _value(name: str, value: str) -> str:
    if name.lower() in _SECRET:
        return WITHHELD
    # Numbers in headers are counts and tags, hardly anybody's telephone.
    return withhold(value) if "@" in value else value
