"""A night: crawl into a working copy, check it, publish it if it is good, keep a backup, report."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive import backups, downloads, warc_files, working_copy
from archive.database import open_archive, open_to_read
from archive.lock import locked
from archive.night_line import Faults, night_line, troubles
from archive.run import Run
from archive.warc_writer import writable
from crawling.configuration import Configuration
from crawling.summary import summary
from records.errors import ArchiveError, WorkingCopyDamaged

logger = logging.getLogger(__name__)
# Longer than any mailer needs; one that hangs must not keep the timer from its next night.
TELLING_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Night:
    """How a night went: the exit code of its command, and what is said of it."""

    code: int
    report: str


def nightly(configuration: Configuration, crawl: Callable[[Path], Run | None]) -> Night:
    """One night under the archive's lock. `crawl` crawls into the database it is given.

    Whatever goes wrong comes back as a report: a night has nobody who watches it.
    """
    try:
        with locked(configuration.archive_db, "scrapy nightly"):
            return _night(configuration, crawl)
    except ArchiveError as error:
        return Night(error.exit_code, f"nightly: failed – {error}")
    except (sqlite3.Error, OSError) as error:
        return Night(1, f"nightly: failed – {type(error).__name__}: {error}; see docs/operating.md")


def _night(configuration: Configuration, crawl: Callable[[Path], Run | None]) -> Night:
    live, working = configuration.archive_db, working_copy.beside(configuration.archive_db)
    writable(configuration.captures_dir)
    try:
        for killed in _note_unpublished(working, live):
            warc_files.cut_torn_end(configuration.captures_dir / f"{killed}.warc.gz")
    except WorkingCopyDamaged as error:
        logger.warning("%s; it is made anew", error)
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
        said = troubles(run.counts["failed"], run.first_lost, _faults(run))
        first = f"nightly: published, but {'; '.join([*missing, *said])}"
    notes += _unread(live, configuration.captures_dir)
    return Night(
        1 if missing else run.exit_code, "\n".join([first, "", table, "", *notes]).rstrip()
    )


def _kept_beside(configuration: Configuration) -> tuple[list[str], list[str]]:
    """Make what stands beside a published archive; what was made, and what could not be."""
    live, folder = configuration.archive_db, configuration.exports_dir
    notes, missing = [], []
    try:
        copy = backups.make(live, configuration.backups_dir, datetime.now(UTC))
        gone = backups.prune(configuration.backups_dir, live)
        notes.append(f"  backup: {copy}{f', {len(gone)} older removed' if gone else ''}")
    except (ArchiveError, sqlite3.Error, OSError) as error:
        missing.append(f"without a backup – {error}")
    if folder:
        try:
            made = downloads.make(live, folder, configuration.site, configuration.public_url)
            notes.append(f"  exports: {len(made.files)} files in {folder}")
        except (ArchiveError, sqlite3.Error, OSError) as error:
            missing.append(f"without new exports – {error}")
    return notes, missing


def _note_unpublished(working: Path, live: Path) -> list[str]:
    """Note the runs of a working copy in the live archive, so that the operator sees them there."""
    db = open_archive(live)
    try:
        return working_copy.carry_over(working, db) if working.is_file() else []
    finally:
        db.close()


def _line(run: Run) -> str:
    failed = [result.name for result in run.results if result.required and not result.passed]
    return night_line(run.crawl, failed or [str(run.error)], run.first_lost, _faults(run))


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
        *(f"    {path}" for path in unread[-3:]),
        "  what the site said only then is read with: scrapy crawl captures -a path=FILE",
    ]


def tell(command: str, report: str) -> None:
    """Give the report to the operator's command on its standard input."""
    try:
        ended = subprocess.run(
            command,
            shell=True,
            input=f"{report}\n",
            text=True,
            timeout=TELLING_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.error("NIGHTLY_ON_FAILURE could not be told: %s", error)
        return
    if ended.returncode:
        logger.error("NIGHTLY_ON_FAILURE ended with %d: was anybody told?", ended.returncode)
