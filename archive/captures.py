"""Captures found again: what a row of `captures` leads to, and the row that a record already has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from archive import warc_fields
from archive.warc_records import Kept, record_at
from archive.warc_writer import Source, Writer
from records.errors import ArchiveError
from records.models import Capture
from records.reading import Fetched


def read(db: Database, folder: Path, capture: Capture) -> Fetched:
    """A capture's answer as it was kept: of an unchanged one, the payload that it refers to.

    Raises ArchiveError where the file does not hold it.
    """
    if capture.refers_to is None:
        return _read(folder, capture)
    original = indexed(db, capture.refers_to)
    if original is None:
        raise ArchiveError(
            f"capture {capture.id} refers to {capture.refers_to}, which is not in the archive"
        )
    return replace(_read(folder, original), captured_at=capture.captured_at)


def _read(folder: Path, capture: Capture) -> Fetched:
    kept = record_at(folder / capture.file, capture.offset)
    if kept.capture_id != capture.id:
        raise ArchiveError(
            f"{folder / capture.file} holds {kept.capture_id} at {capture.offset}, not {capture.id}"
        )
    return kept.fetched


def copied(db: Database, writer: Writer, capture: Capture, kept: Kept, source: Source) -> Capture:
    """The row of a record of another tool, `capture` as it says itself: kept as it is in the run's own file.

    One that is kept already is not kept again. It is known by its own id, or by one that is made of its bytes
    where it has none, or another record has the same.
    """
    found = known(db, capture.url, capture.captured_at, capture.digest)
    if found:
        return found
    assert kept.stored
    record_id = kept.capture_id
    if not warc_fields.is_usable(record_id) or indexed(db, record_id):
        record_id = warc_fields.made_id(kept.stored)
    stands_for = {} if kept.is_as_stated else {
        "WARC-Target-URI": capture.url, "WARC-Date": capture.captured_at
    }  # fmt: skip
    offset = writer.copy(kept.stored, capture.url, record_id, source, stands_for)
    return capture.with_changes(id=record_id, file=writer.path.name, offset=offset)


def known(db: Database, url: str, captured_at: str, digest: str) -> Capture | None:
    """The capture already kept of the same address, moment and payload: a record read a second time."""
    row = next(
        db.query(
            "SELECT * FROM captures WHERE url = ? AND captured_at = ? AND digest = ?",
            (url, captured_at, digest),
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
