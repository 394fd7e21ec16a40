"""Taking down in every copy there is: the archive, its backups and exports, a working copy of a night."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive import backups, downloads, working_copy
from archive.check_words import told
from archive.checks import Result, soundness
from archive.run import begin
from archive.takedown import take_down
from archive.withheld import still_public
from crawling.configuration import Configuration
from crawling.withheld import leads_there
from records.errors import ArchiveError

# Of the checks those that a backup must pass, which has no captures of its own.
_OF_ROWS = ("withheld", "words overwritten", "SQLite integrity", "foreign keys")


def take_down_in(
    archive_db: Path, captures_dir: Path, configuration: Configuration
) -> tuple[int, list[Result]]:
    """Take down in one database and the captures it stands on; the captures removed, and its checks."""
    run = begin(archive_db, captures_dir, configuration.site, "takedown", {}, {})
    ids = {entry.id for entry in configuration.withheld}
    results: list[Result] = []
    try:
        done = take_down(
            run.db,
            captures_dir,
            configuration.withheld,
            leads_there(ids, configuration.site),
            configuration.site,
            run.crawl.id,
        )
        results = [*done.results, still_public(run.db, ids), *soundness(run.db, captures_dir)]
    finally:
        is_well = bool(results) and all(result.passed for result in results)
        run.end("finished" if is_well else "failed")
        run.db.close()
    return done.removed, results


def take_down_in_backups(configuration: Configuration) -> tuple[int, dict[Path, str]]:
    """Take down in every backup, and drop what a failed night left; how many backups were written anew, and
    which could not be, and why.

    A backup has no captures of its own: restoring one brings it into line with those there are.
    """
    working = working_copy.beside(configuration.archive_db)
    working_copy.discard(working)
    found = backups.backups(configuration.backups_dir, configuration.archive_db)
    damaged: dict[Path, str] = {}
    for backup in found.values():
        try:
            working_copy.copy(backup, working)
            _, results = take_down_in(working, configuration.backups_dir, configuration)
            still = [result for result in results if result.name in _OF_ROWS and not result.passed]
            if still:
                raise ArchiveError(told(still[0]))
            working_copy.copy(working, backup)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            damaged[backup] = str(error)
        finally:
            working_copy.discard(working)
    return len(found) - len(damaged), damaged


def take_down_in_exports(configuration: Configuration) -> bool:
    """Make the files that the site offers anew, where there are any: until then it offers none."""
    folder = configuration.exports_dir
    if not folder or not downloads.discard(folder):
        return False
    downloads.make(configuration.archive_db, folder, configuration.site, configuration.public_url)
    return True
