"""Restoring: a backup takes the archive's place, while it is served, and can be taken back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive import backups, working_copy
from archive.checks import Result, soundness
from archive.database import open_archive, open_to_read
from crawling.configuration import Configuration
from crawling.taking_down import take_down_in
from records.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore left: a backup of what was there before, and the checks of what is there now."""

    before: Path | None
    results: list[Result]


def restore(configuration: Configuration, backup: Path) -> Restored:
    """Publish a backup, brought up to this version's schema, without what was taken down since.

    Raises ConfigurationError where the file is no archive, ArchiveError where it is damaged, or
    where the archive that is there is: nothing is lost, it is to be moved away by hand first.
    """
    _check(backup)
    live = configuration.archive_db
    working = working_copy.beside(live)
    was_there = live.is_file()
    # A damaged file is refused before anything is done to it; one that is not there is made.
    open_archive(live).close()
    moment = datetime.now(UTC)
    before = backups.make(live, configuration.backups_dir, moment) if was_there else None
    taken: list[Result] = []
    try:
        working_copy.copy(backup, working)
        open_archive(working).close()
        if configuration.withheld:
            _, taken = take_down_in(working, configuration.captures_dir, configuration)
        working_copy.publish(working, live)
    finally:
        working_copy.discard(working)
    db = open_to_read(live)
    results = {one.name: one for one in [*taken, *soundness(db, configuration.captures_dir)]}
    db.close()
    return Restored(before, list(results.values()))


def _check(backup: Path) -> None:
    if not backup.is_file():
        raise ConfigurationError(
            f"there is no backup {backup}: scrapy restore lists those there are"
        )
    try:
        db = open_to_read(backup)
        db.execute("SELECT 1 FROM crawls").fetchone()
        db.close()
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(f"{backup} is no archive: {error}") from error
