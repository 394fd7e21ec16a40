"""Backups: a whole copy of the archive a day, thinned out as they grow old, and the way back.

A backup is a database like the archive itself: `archive-20261125T031500Z.db`, the moment in UTC.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Hashable
from datetime import UTC, datetime
from pathlib import Path

from archive import working_copy
from archive.database import open_to_read
from records.errors import ArchiveError

# How many are kept: a slip is found within days, a layout that reads wrongly within weeks, and what
# nobody missed for months is in the month's copy.
DAYS, WEEKS, MONTHS = 7, 4, 12
_FORM = "%Y%m%dT%H%M%SZ"


def kept(moments: Collection[datetime]) -> set[datetime]:
    """Which backups stay: the latest of each of the last 7 days, 4 weeks and 12 months that have one.

    Days without a backup do not count: after a pause of a year the old ones are still there.
    """
    return (
        _latest(moments, DAYS, lambda moment: moment.date())
        | _latest(moments, WEEKS, lambda moment: moment.isocalendar()[:2])
        | _latest(moments, MONTHS, lambda moment: (moment.year, moment.month))
    )


def _latest(
    moments: Collection[datetime], number: int, period: Callable[[datetime], Hashable]
) -> set[datetime]:
    latest = {period(moment): moment for moment in sorted(moments)}
    return set(sorted(latest.values())[-number:])


def backups(folder: Path, archive_db: Path) -> dict[datetime, Path]:
    """The backups of an archive in a folder, oldest first. Other files there are none of ours."""
    name = re.compile(rf"{re.escape(archive_db.stem)}-(\d{{8}}T\d{{6}}Z)\.db")
    found = {
        datetime.strptime(match[1], _FORM).replace(tzinfo=UTC): path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := name.fullmatch(path.name)) and _is_moment(match[1])
    }
    return dict(sorted(found.items()))


def make(archive_db: Path, folder: Path, moment: datetime) -> Path:
    """Make a backup of the archive as it is now. Raises ArchiveError where it cannot be made."""
    path = folder / f"{archive_db.stem}-{moment.astimezone(UTC).strftime(_FORM)}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        working_copy.copy(archive_db, path)
    except OSError as error:
        raise ArchiveError(f"no backup could be made in {folder}: {error}") from error
    return path


def prune(folder: Path, archive_db: Path) -> list[Path]:
    """Remove the backups that are no longer kept; returns those that went.

    Those of an archive that was lost, and of which nobody can say whose they are, stay: they may be all
    that is left of it.
    """
    ours = _first_run(archive_db)
    found = {m: path for m, path in backups(folder, archive_db).items() if _first_run(path) == ours}
    stay = kept(found)
    gone = [path for moment, path in found.items() if moment not in stay]
    for path in gone:
        path.unlink()
    return gone


def _first_run(archive_db: Path) -> str:
    """The run with which an archive began, which no other has; the file's name where it cannot be read."""
    try:
        db = open_to_read(archive_db)
        try:
            first = db.execute("SELECT id FROM crawls ORDER BY started_at, id LIMIT 1").fetchone()
        finally:
            db.close()
    except (ArchiveError, sqlite3.Error):
        return archive_db.name
    return str(first[0]) if first else archive_db.name


def _is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, _FORM)
    except ValueError:
        return False
    return True
