"""A night: crawl into a working copy, check it, publish it if it is good, keep a backup, report."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive import backups, downloads, warc_files, working_copy
from archive.database import open_archive, open_to_read
from archive.lock import locked
from archive.night_line import Faults, night_line, troubles, unproved
from archive.run import Run
from archive.warc_writer import writable
from crawling.configuration import Configuration
from crawling.summary import summary
from crawling.telling import EndedBySignal, unforeseen
from crawling.terminal import LONGEST_LINE
from records.errors import ArchiveError, ArchiveMissing, WorkingCopyDamaged
from records.untrusted import printable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Night:
    """How a night went: the exit code of its command, and what is said of it.

    `is_news`: the operator is told, because it failed or because one before it was killed.
    """

    code: int
    report: str
    is_news: bool = True


def nightly(
    configuration: Configuration, crawl: Callable[[Path], Run | None], *, begins: bool = False
) -> Night:
    """One night under the archive's lock. `crawl` crawls into the database it is given.

    Where there is no archive, but captures or backups of one, it is begun anew only if it `begins`.
    Whatever goes wrong comes back as a report: a night has nobody who watches it.
    """
    killed = ""
    try:
        with locked(configuration.archive_db, "scrapy nightly") as killed:
            if not begins:
                _refuse_to_lose(configuration)
            night = _night(configuration, crawl)
    except ArchiveError as error:
        night = Night(error.exit_code, f"nightly: failed – {printable(error, LONGEST_LINE)}")
    except (sqlite3.Error, OSError) as error:
        said = f"{type(error).__name__}: {printable(error)}"
        night = Night(1, f"nightly: failed – {said}; see docs/operating.md")
    except (EndedBySignal, KeyboardInterrupt) as error:
        night = Night(1, unforeseen(error))
    except Exception as error:
        logger.exception("a fault of the program")
        night = Night(1, unforeseen(error))
    return _after_a_kill(night, killed) if killed else night


def _after_a_kill(night: Night, killed: str) -> Night:
    """The report of a night that found the lock's note of another: its holder had no time to remove it."""
    first, _, rest = night.report.partition("\n")
    said = f"  before it {printable(killed)} was killed, or cut off with the machine"
    return Night(night.code, f"{first}\n{said}\n{rest}".rstrip())


def _refuse_to_lose(configuration: Configuration) -> None:
    """Raise ArchiveMissing where an archive was: a new one would be published in its place."""
    live, captures_dir = configuration.archive_db, configuration.captures_dir
    if live.is_file() and live.stat().st_size:
        return
    left = []
    if copies := list(backups.backups(configuration.backups_dir, live).values()):
        left.append(f"{len(copies)} backups, the last {copies[-1]}")
    if any(captures_dir.glob("*.warc.gz")):
        left.append(f"captures in {captures_dir}")
    if left:
        raise ArchiveMissing(
            f"{live} is not there, but there are {' and '.join(left)}: put it back (docs/operating.md,"
            ' "The archive cannot be opened"), or begin a new one with scrapy nightly --begin'
        )


def _night(configuration: Configuration, crawl: Callable[[Path], Run | None]) -> Night:
    live, working = configuration.archive_db, working_copy.beside(configuration.archive_db)
    writable(configuration.captures_dir)
    close_killed(configuration)
    working_copy.copy(live, working)
    run = crawl(working)
    if run is None:
        return Night(1, "nightly: failed – the crawl did not begin: the log above says why")
    table = summary(run)
    run.db.close()
    if run.crawl.outcome != "finished":
        _note_unpublished(working, live)
        captured = run.writer.path
        if run.crawl.outcome != "interrupted":
            captured = warc_files.set_aside(captured)
            working_copy.rename_captures(working, run.writer.path.name, captured.name)
        return Night(run.exit_code, f"{_line(run)}\n\n{table}\n\n{_kept(captured, working)}")
    working_copy.publish(working, live)
    working_copy.discard(working)
    notes, missing = _kept_beside(configuration)
    first = _line(run)
    if missing:
        said = troubles(run.counts["failed"], run.first_lost, _faults(run), run.results)
        first = f"nightly: published, but {'; '.join([*missing, *said])}"
    notes += _unread(live, configuration.captures_dir)
    code = 1 if missing or unproved(run.results) else run.exit_code
    return Night(code, "\n".join([first, "", table, "", *notes]).rstrip(), is_news=code != 0)


def close_killed(configuration: Configuration) -> None:
    """Note nights that were killed in the live archive, and cut off what they left half written."""
    live = configuration.archive_db
    try:
        for killed in _note_unpublished(working_copy.beside(live), live):
            warc_files.cut_torn_end(configuration.captures_dir / f"{killed}.warc.gz")
    except WorkingCopyDamaged as error:
        logger.warning("%s; it is made anew", error)


def _kept_beside(configuration: Configuration) -> tuple[list[str], list[str]]:
    """Make what stands beside a published archive; what was made, and what could not be."""
    notes, missing = [], []
    for what, make in (("a backup", _backed_up), ("new exports", _exported)):
        try:
            notes.append(make(configuration))
        except (ArchiveError, sqlite3.Error, OSError) as error:
            missing.append(f"without {what} – {printable(error)}")
        except Exception as error:
            # The night is published: a fault here is no reason to say that it failed.
            logger.exception("a fault of the program")
            missing.append(f"without {what} – {type(error).__name__}: {printable(error)}")
    return list(filter(None, notes)), missing


def _backed_up(configuration: Configuration) -> str:
    live, folder = configuration.archive_db, configuration.backups_dir
    copy = backups.make(live, folder, datetime.now(UTC))
    gone = backups.prune(folder, live)
    return f"  backup: {copy}{f', {len(gone)} older removed' if gone else ''}"


def _exported(configuration: Configuration) -> str:
    folder = configuration.exports_dir
    if not folder:
        return ""
    made = downloads.make(
        configuration.archive_db, folder, configuration.site, configuration.public_url
    )
    return f"  exports: {len(made.files)} files in {folder}"


def _note_unpublished(working: Path, live: Path) -> list[str]:
    """Note the runs of a working copy in the live archive, so that the operator sees them there."""
    db = open_archive(live)
    try:
        return working_copy.carry_over(working, db) if working.is_file() else []
    finally:
        db.close()


def _line(run: Run) -> str:
    return night_line(run.crawl, run.results, run.first_lost, _faults(run), error=run.error)


def _faults(run: Run) -> Faults:
    return Faults(run.new_faults, run.first_fault)


def _kept(captured: Path, working: Path) -> str:
    lines = [f"  what this night read is in {working} until the next night"]
    if captured.is_file():
        lines.append(f"  its captures stay in {captured}")
    return "\n".join(lines)


def _unread(live: Path, captures_dir: Path) -> list[str]:
    """Captures of nights killed or failed since the last good one: nothing of them is in the archive."""
    db = open_to_read(live)
    known = {file for (file,) in db.execute("SELECT DISTINCT file FROM captures").fetchall()}
    good = db.execute(
        "SELECT id FROM crawls WHERE outcome = 'finished' AND spider = 'collective'"
        " ORDER BY started_at DESC LIMIT 1 OFFSET 1"
    ).fetchone()
    db.close()
    since = good[0] if good else ""
    files = sorted(captures_dir.glob("*.warc.gz"))
    unread = [path for path in files if path.name not in known and path.name > since]
    if not unread:
        return []
    return [
        f"  {len(unread)} WARC files of nights since the last good one that were not published:",
        *(f"    {printable(path)}" for path in unread[-3:]),
        "  what the site said only then is read with: scrapy crawl captures -a path=FILE",
    ]
