"""What was read last at each address, so that bytes that are the same need not be read again.

Only a memory, in a file of its own beside the captures: where it is missing or broken, everything is
asked and read whole. An address stands in it only where its last answer could be read, so that the
site is never asked whether a broken answer is still the same.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from records.header_dates import header_date
from records.models import Capture
from records.reading import Reading

logger = logging.getLogger(__name__)
NAME = "readings.db"
_LONGEST = 256
_READING = TypeAdapter(Reading)
_TABLE = """
    CREATE TABLE IF NOT EXISTS readings (
        url TEXT PRIMARY KEY NOT NULL,
        capture_id TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        whole_at TEXT NOT NULL,
        parser TEXT NOT NULL,
        reading TEXT
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The last answer of an address that could be read: its capture, and what the site knows it by."""

    capture_id: str
    etag: str | None
    last_modified: str | None
    whole_at: str


class Readings:
    """The memory of one folder of captures. A fault of it is logged once; then it knows nothing.

    Without a folder it never knows anything.
    """

    def __init__(self, folder: Path | None, parser: str) -> None:
        self.path = (folder or Path()) / NAME
        self.parser = parser
        self._connection: sqlite3.Connection | None = None
        self._is_off = folder is None

    def known(self, url: str) -> Known | None:
        """What is known of an address that can be asked for only if changed."""
        sql = (
            "SELECT capture_id, etag, last_modified, whole_at FROM readings"
            " WHERE url = ? AND coalesce(etag, last_modified) IS NOT NULL"
        )
        found = self._do(sql, (url,))
        return Known(*found[0]) if found else None

    def holds(self, url: str, payload: str) -> bool:
        """Whether what was read there in a payload is kept, and the same parser would read it so again."""
        sql = (
            "SELECT 1 FROM readings"
            " WHERE url = ? AND capture_id = ? AND parser = ? AND reading IS NOT NULL"
        )
        return bool(self._do(sql, (url, payload, self.parser)))

    def reading(self, url: str, payload: str) -> Reading | None:
        """What was read there in a payload, if the same parser would read it so again."""
        sql = "SELECT reading FROM readings WHERE url = ? AND capture_id = ? AND parser = ?"
        found = self._do(sql, (url, payload, self.parser))
        if not found or not found[0][0]:
            return None
        try:
            return _READING.validate_json(found[0][0])
        except ValidationError:
            self.forget(url)
            return None

    def is_current(self, url: str) -> bool:
        """Whether it was this parser that read there last; of a file no reading is kept."""
        sql = "SELECT 1 FROM readings WHERE url = ? AND parser = ?"
        return bool(self._do(sql, (url, self.parser)))

    def put(self, url: str, capture: Capture, reading: Reading | None) -> None:
        """Remember an answer that could be read; a file without validators has nothing to remember."""
        etag = capture.etag if _is_plain(capture.etag) else None
        dated = _is_plain(capture.last_modified) and header_date(capture.last_modified)
        last_modified = capture.last_modified if dated else None
        if not (etag or last_modified or reading):
            return
        text = _READING.dump_json(reading).decode() if reading else None
        known = self.known(url) if capture.status == 304 else None
        whole_at = known.whole_at if known else capture.captured_at
        row = (url, capture.refers_to or capture.id, etag, last_modified, whole_at)
        self._do("REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, self.parser, text))

    def forget(self, url: str) -> None:
        """An answer that could not be read is asked for whole again."""
        self._do("DELETE FROM readings WHERE url = ?", (url,))

    def close(self) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _do(self, sql: str, values: tuple[str | None, ...]) -> list[tuple[str, ...]]:
        if self._is_off:
            return []
        try:
            if self._connection is None:
                self._connection = _opened(self.path)
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            logger.warning("%s: %s. Pages are asked and read whole", self.path, error)
            self._is_off = True
            return []


def _is_plain(stated: str | None) -> bool:
    """Whether it can be sent back as it came: servers refuse long ones, and other scripts get lost."""
    return stated is not None and stated.isascii() and len(stated) <= _LONGEST


def discard(folder: Path) -> None:
    """Forget everything: what was taken down must not stay here."""
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
        (folder / name).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    """Open the memory; one that is no database any more is begun anew."""
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        logger.warning("%s is damaged (%s): begun anew", path, error)
        discard(path.parent)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    # A power cut may cost it: it is only a memory.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_TABLE)
    return connection
