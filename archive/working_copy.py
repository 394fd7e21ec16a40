"""The working copy: a night writes into it, and readers see what it wrote all at once, or never.

Copies are made by SQLite's own backup, never by copying files: a database that is served, or was left
by a killed run, is more than its one file. Publishing is a backup *into* the live file. It is one
transaction there, so that a Datasette that is running sees the old content or the new and needs no
restart; a file renamed over the live one would not be seen by it at all.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.database import BUSY_SECONDS
from archive.store import write
from records.errors import ArchiveError, WorkingCopyDamaged
from records.models import Check, Crawl


def beside(archive_db: Path) -> Path:
    """Where an archive's working copy is: `archive-working.db` beside `archive.db`."""
    return archive_db.with_name(f"{archive_db.stem}-working{archive_db.suffix}")


def archive_of(path: Path) -> Path:
    """The archive that a database is the working copy of; itself where it is none.

    >>> archive_of(Path("archive-working.db")).name
    'archive.db'
    """
    return path.with_name(f"{path.stem.removesuffix('-working')}{path.suffix}")


def copy(source: Path, target: Path) -> None:
    """Make `target` a copy of `source` as it is at this moment; it appears as a whole or not at all."""
    fresh = target.with_name(f"{target.name}.part")
    discard(fresh)
    with closing(_open(source)) as here, closing(_open(fresh)) as there:
        here.backup(there)
        # A copy is one file: it can be carried elsewhere, and opened where nothing can be written.
        there.execute("PRAGMA journal_mode = DELETE")
        _whole(there, source)
    discard(target)
    fresh.replace(target)


def publish(working: Path, live: Path) -> None:
    """Bring the working copy into the live archive, in one transaction."""
    with closing(_open(working)) as here, closing(_open(live)) as there:
        _whole(here, working)
        here.backup(there)
        # The whole content went through the write-ahead log, which would stay as large for good.
        there.execute("PRAGMA journal_mode = WAL")
        there.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def carry_over(working: Path, live: Database) -> list[str]:
    """Note in the live archive the runs that only the working copy knows of: those not published.

    Returns their ids. A run that never came to its end was killed. Raises WorkingCopyDamaged.
    """
    known = {id_ for (id_,) in live.execute("SELECT id FROM crawls").fetchall()}
    try:
        runs, checks = _runs_beside(working, known)
    except sqlite3.DatabaseError as error:
        raise WorkingCopyDamaged(f"{working} cannot be read: {error}") from error
    with live.atomic():
        for run in runs:
            killed = run.outcome == "running"
            write(live, run.with_changes(outcome="interrupted") if killed else run)
        for check in checks:
            write(live, check)
    return [run.id for run in runs]


def _runs_beside(working: Path, known: set[str]) -> tuple[list[Crawl], list[Check]]:
    with closing(_open(working)) as connection:
        db = Database(connection)
        crawls = [Crawl.model_validate(row) for row in db.query("SELECT * FROM crawls")]
        runs = [crawl for crawl in crawls if crawl.id not in known]
        checks = [
            Check.model_validate(row)
            for run in runs
            for row in db.query("SELECT * FROM checks WHERE crawl_id = ?", (run.id,))
        ]
    return runs, checks


def rename_captures(working: Path, name: str, new: str) -> None:
    """Follow a WARC file that has another name now, for who looks at what a failed night read."""
    with closing(_open(working)) as connection, connection:
        connection.execute("UPDATE captures SET file = ? WHERE file = ?", (new, name))


def discard(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it; nothing where there is none."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


def _whole(connection: sqlite3.Connection, path: Path) -> None:
    """Raises ArchiveError where the file is damaged: a damaged copy is worth less than none."""
    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise ArchiveError(
            f"{path} is damaged: {said}. See docs/operating.md, 'The archive cannot be opened'"
        )
