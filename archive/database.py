"""Opening the archive: one SQLite file, made and brought up to date on the way."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from archive.migrations import migrations
from records.errors import ArchiveError, ConfigurationError

# How long to wait for another writer, in seconds: longer than any transaction of ours.
BUSY_SECONDS = 60
# And how long without a word.
_QUIETLY = 2
logger = logging.getLogger(__name__)


def open_archive(path: Path) -> Database:
    """Open the archive for writing; a file that is not there is made.

    WAL lets Datasette read while a crawl writes. Raises ConfigurationError where the file cannot
    be there, ArchiveError where it is no archive or cannot be written.
    """
    if not path.parent.is_dir():
        raise ConfigurationError(f"ARCHIVE_DB={path}: the folder {path.parent} does not exist")
    try:
        connection = sqlite3.connect(path, timeout=_QUIETLY)
        _in_wal(connection, path)
        # With WAL, NORMAL cannot corrupt the file; it may lose the last transactions at a power
        # cut, and the next crawl reads those pages again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        db = Database(connection)
        migrations.apply(db)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"{path} cannot be opened for writing: {error}. "
            "See docs/operating.md, 'The archive cannot be opened'"
        ) from error
    return db


def _in_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Set the journal's mode, and say so where that has to wait for another program."""
    wait = f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}"
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(wait)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        logger.warning("%s is locked by another program: waiting up to %d s", path, BUSY_SECONDS)
        connection.execute(wait)
        connection.execute("PRAGMA journal_mode = WAL")


def in_memory() -> Database:
    """An empty archive that is nowhere: what is written to it is gone with it."""
    db = Database(memory=True)
    migrations.apply(db)
    return db


def open_to_read(path: Path) -> Database:
    """Open an archive that must be there already, without writing to it."""
    if not path.is_file():
        raise ConfigurationError(
            f"there is no archive at {path}: run a crawl first (make demo), or set ARCHIVE_DB"
        )
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS
    )
    return Database(connection)
