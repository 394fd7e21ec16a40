"""Captures found again: what a WARC file of ours, or a WARC or WET file of another tool, holds.

`archive/warc_writer.py` writes ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from records.errors import ArchiveError
from records.models import Capture
from records.reading import Fetched

# One byte more than the largest file that is fetched, so that what is cut is seen to be too large.
MOST_BYTES = 100 * 1024 * 1024 + 1
_READABLE = ("response", "resource", "conversion")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a WARC file: what was fetched, and where it stands in which file."""

    fetched: Fetched
    capture_id: str
    digest: str
    offset: int


def bare_id(record_id: str) -> str:
    """A record id without its brackets and scheme."""
    return record_id.removeprefix("<urn:uuid:").removesuffix(">")


def records_in(path: Path) -> Iterator[Kept]:
    """The pages kept in a WARC or WET file, in order. Raises ArchiveError where it is damaged."""
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream)
        try:
            for record in iterator:
                if record.rec_type in _READABLE:
                    # The body first: asked for its offset, warcio reads the record to its end.
                    kept = _kept(record)
                    yield replace(kept, offset=iterator.get_record_offset())
        except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
            raise ArchiveError(
                f"{path.name} is damaged: {error}. The records before were read; get the file again"
            ) from error


def _kept(record: ArcWarcRecord, offset: int = 0) -> Kept:
    headers = record.rec_headers
    http = record.http_headers
    content_type = (http or headers).get_header("Content-Type") or ""
    form: Literal["html", "text"] = (
        "text"
        if record.rec_type == "conversion" or content_type.startswith("text/plain")
        else "html"
    )
    body = _at_most(record.content_stream(), MOST_BYTES)
    fetched = Fetched(
        url=headers["WARC-Target-URI"],
        body=body,
        captured_at=headers["WARC-Date"],
        form=form,
        status=int(http.get_statuscode()) if http and http.get_statuscode().isdigit() else 200,
        headers={name.lower(): value for name, value in http.headers}
        if http
        else {"content-type": content_type},
    )
    digest = (
        headers.get_header("WARC-Payload-Digest") or headers.get_header("WARC-Block-Digest") or ""
    )
    return Kept(fetched, bare_id(headers["WARC-Record-ID"] or ""), digest, offset)


def _at_most(stream: BinaryIO, most: int) -> bytes:
    """A body as far as any page or file goes: what was packed to be unpacked without end is cut."""
    parts: list[bytes] = []
    while most > 0 and (part := stream.read(min(most, 2**20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def read(db: Database, folder: Path, capture: Capture) -> Fetched:
    """A capture's answer as it was kept: of an unchanged one, the payload that it refers to.

    Raises ArchiveError where the file does not hold it.
    """
    if capture.refers_to is None:
        return _read(folder, capture)
    row = next(db.query("SELECT * FROM captures WHERE id = ?", (capture.refers_to,)), None)
    if row is None:
        raise ArchiveError(
            f"capture {capture.id} refers to {capture.refers_to}, which is not in the archive"
        )
    return replace(_read(folder, Capture.model_validate(row)), captured_at=capture.captured_at)


def _read(folder: Path, capture: Capture) -> Fetched:
    path = folder / capture.file
    try:
        with path.open("rb") as stream:
            stream.seek(capture.offset)
            record = next(iter(ArchiveIterator(stream)))
            kept = _kept(record, capture.offset)
    except (OSError, StopIteration, ArchiveLoadFailed) as error:
        raise ArchiveError(
            f"capture {capture.id} is not in {path} at {capture.offset}: {error}"
        ) from error
    if kept.capture_id != capture.id:
        raise ArchiveError(f"{path} holds {kept.capture_id} at {capture.offset}, not {capture.id}")
    return kept.fetched


def known(db: Database, url: str, captured_at: str, bytes_: int) -> Capture | None:
    """The capture already kept of the same address, time and size: a file read a second time."""
    row = next(
        db.query(
            "SELECT * FROM captures WHERE url = ? AND captured_at = ? AND bytes = ?",
            (url, captured_at, bytes_),
        ),
        None,
    )
    return Capture.model_validate(row) if row else None


def indexed(db: Database, capture_id: str) -> Capture | None:
    """The row of a capture, by its id."""
    row = next(db.query("SELECT * FROM captures WHERE id = ?", (capture_id,)), None)
    return Capture.model_validate(row) if row else None


def last_payload(db: Database, folder: Path, url: str) -> Capture | None:
    """The last payload that a crawl kept of an address, where its file is still there."""
    row = next(
        db.query(
            "SELECT c.* FROM captures c JOIN crawls w ON w.id = c.crawl_id WHERE c.url = ?"
            " AND c.status = 200 AND c.refers_to IS NULL AND w.spider = 'collective'"
            " ORDER BY c.captured_at DESC LIMIT 1",
            (url,),
        ),
        None,
    )
    if row is None or not (folder / row["file"]).is_file():
        return None
    return Capture.model_validate(row)
