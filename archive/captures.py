"""Captures found again: what a row of `captures` leads to, and the row that a record already has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from archive.warc_records import record_at
from records.errors import ArchiveError
from records.models import Capture
from records.reading import Fetched


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
    kept = record_at(folder / capture.file, capture.offset)
    if kept.capture_id != capture.id:
        raise ArchiveError(
            f"{folder / capture.file} holds {kept.capture_id} at {capture.offset}, not {capture.id}"
        )
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
