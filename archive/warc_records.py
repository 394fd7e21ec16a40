"""What a WARC file of ours holds, or a WARC, WET, ARC or WACZ file of another tool: its records as values."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive import faults, warc_fields, warc_sources
from archive.warc_bodies import body
from records.characters import shown_name
from records.errors import ArchiveError, OddRecord
from records.reading import Fetched
from records.web_addresses import encoded

# What reading a file raises that is not what it was, or not all there.
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, zlib.error, zipfile.BadZipFile)
_READABLE = ("response", "resource", "conversion", "revisit")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a WARC file: what was fetched, and where it stands in which file.

    `digests` are those of the payload, as the record names them; `size` is that of the payload as it
    came. `cut` says why the tool that wrote it stopped before the end of the payload, if it did.
    """

    fetched: Fetched
    capture_id: str
    offset: int
    digests: tuple[str, ...] = ()
    size: int = 0
    cut: str = ""

    @property
    def url(self) -> str:
        """The address asked."""
        return self.fetched.url


@dataclass(frozen=True, slots=True)
class Revisit:
    """A record without a payload of its own, and all it says of the one that has it.

    `status` is None where the record has no HTTP head. Header names are lower case.
    """

    url: str
    captured_at: str
    capture_id: str
    offset: int
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    refers_to: str = ""
    refers_to_url: str = ""
    refers_to_date: str = ""
    digests: tuple[str, ...] = ()
    is_unmodified: bool = False


@dataclass(frozen=True, slots=True)
class Odd:
    """A record that is passed over, and why, in words by which such records are counted.

    `error` is what this program itself failed with, where it is no fault of the record.
    """

    url: str
    reason: str
    offset: int = 0
    error: Exception | None = None


def records_in(path: Path) -> Iterator[Kept | Revisit | Odd]:
    """What a WARC, WET, ARC or WACZ file holds of a website, in order.

    Requests, metadata and the tool's word on itself are no answers, and left out. Raises ArchiveError
    where the file is damaged.
    """
    try:
        for records in warc_sources.opened(path):
            for record in records:
                found = _found(record)
                # The body first: asked for its offset, warcio reads the record to its end.
                offset = records.get_record_offset()
                _assert_whole(record)
                if found:
                    yield replace(found, offset=offset)
    except (*_DAMAGE, RuntimeError, ValueError) as error:
        raise ArchiveError(
            f"{shown_name(path)} is damaged: {error}. The records before were read; get the file again"
        ) from error


def _assert_whole(record: ArcWarcRecord) -> None:
    """Without its length nothing tells where the next record begins; what is short breaks off."""
    url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_type
    if record.length is None:
        raise EOFError(f"the record of {url} does not say its length")
    if record.raw_stream.limit:
        raise EOFError(f"it breaks off in the record of {url}")


def _found(record: ArcWarcRecord) -> Kept | Revisit | Odd | None:
    if record.rec_type not in _READABLE or record.length is None:
        return None
    try:
        return _revisit(record) if record.rec_type == "revisit" else _kept(record)
    except OddRecord as odd:
        return Odd(_named(record), str(odd))
    except _DAMAGE:
        raise
    except Exception as error:
        if faults.ends_the_run(error):
            raise
        return Odd(_named(record), "record that this program cannot read", error=error)


def _named(record: ArcWarcRecord) -> str:
    return encoded(record.rec_headers.get_header("WARC-Target-URI") or "")


def _kept(record: ArcWarcRecord, offset: int = 0) -> Kept:
    headers = record.rec_headers
    url = warc_fields.address(headers.get_header("WARC-Target-URI"))
    captured_at = warc_fields.moment(headers.get_header("WARC-Date"))
    status = warc_fields.parse_http(record) if record.rec_type == "response" else 200
    http = record.http_headers
    size = record.length - record.raw_stream.tell()
    content_type = (http or headers).get_header("Content-Type") or ""
    form: Literal["html", "text"] = (
        "text"
        if record.rec_type == "conversion" or content_type.startswith("text/plain")
        else "html"
    )
    answered = _lower(http.headers) if http else {"content-type": content_type}
    fetched = Fetched(
        url=url,
        body=body(record),
        captured_at=captured_at,
        form=form,
        status=status,
        headers=answered,
    )
    digests = warc_fields.digests(headers) or (headers.get_header("WARC-Block-Digest") or "",)
    cut = headers.get_header("WARC-Truncated") or ""
    capture_id = warc_fields.bare_id(headers.get_header("WARC-Record-ID") or "")
    return Kept(fetched, capture_id, offset, digests, size, cut)


def _revisit(record: ArcWarcRecord) -> Revisit:
    headers = record.rec_headers
    url = warc_fields.address(headers.get_header("WARC-Target-URI"))
    captured_at = warc_fields.moment(headers.get_header("WARC-Date"))
    status = warc_fields.parse_http(record) if record.length else None
    refers_to_date = headers.get_header("WARC-Refers-To-Date")
    answered = _lower(record.http_headers.headers) if record.http_headers else {}
    # Heritrix names them here where the site answered 304.
    for name in ("ETag", "Last-Modified"):
        value = headers.get_header(f"WARC-{name}")
        if value:
            answered.setdefault(name.lower(), value)
    return Revisit(
        url=url,
        captured_at=captured_at,
        capture_id=warc_fields.bare_id(headers.get_header("WARC-Record-ID") or ""),
        offset=0,
        status=status,
        headers=answered,
        refers_to=warc_fields.bare_id(headers.get_header("WARC-Refers-To") or ""),
        refers_to_url=encoded((headers.get_header("WARC-Refers-To-Target-URI") or url).strip("<>")),
        refers_to_date=warc_fields.moment(refers_to_date) if refers_to_date else "",
        digests=warc_fields.digests(headers),
        is_unmodified=(headers.get_header("WARC-Profile") or "").endswith("server-not-modified"),
    )


def _lower(headers: list[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def record_at(path: Path, offset: int) -> Kept:
    """The one record that begins there, in a file of ours. Raises ArchiveError where none does."""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream, no_record_parse=True)))
            return _kept(record, offset)
    except (OSError, StopIteration, ArchiveLoadFailed, OddRecord) as error:
        raise ArchiveError(f"no capture is in {path} at {offset}: {error}") from error
