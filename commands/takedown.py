"""`scrapy takedown`: apply `withheld.toml` to the archive, its captures, its backups and exports."""

from __future__ import annotations

import argparse

from archive.check_words import told
from archive.database import open_archive
from archive.lock import locked
from archive.withheld import unknown
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.nightly import close_killed
from crawling.taking_down import take_down_in, take_down_in_backups, take_down_in_exports
from crawling.terminal import say
from records.errors import ConfigurationError
from records.untrusted import printable


class Command(ArchiveCommand):
    """Take down what `withheld.toml` names."""

    def short_desc(self) -> str:
        """What it does."""
        return "Remove what withheld.toml names from rows, versions, search, captures and backups"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Take down, then check that the archive is still whole."""
        if not configuration.archive_db.is_file():
            raise ConfigurationError(f"there is no archive at {configuration.archive_db}")
        with locked(configuration.archive_db, "scrapy takedown"):
            close_killed(configuration)
            db = open_archive(configuration.archive_db)
            not_known = unknown(db, configuration.withheld)
            db.close()
            removed, results = take_down_in(
                configuration.archive_db, configuration.captures_dir, configuration
            )
            cleaned, damaged = take_down_in_backups(configuration)
            exports = take_down_in_exports(configuration)
        say(
            f"withheld: {len(configuration.withheld)}; captures removed just now: {removed}; written anew"
            f" without them: the archive, its backups ({cleaned}){', the exports' if exports else ''}"
        )
        for one in not_known:
            say(
                f"nothing was known of {one}: is it the id of a page or document, as their own pages say it?"
            )
        failed = [result for result in results if not result.passed]
        for result in failed:
            say(f"FAILED: {told(result)}")
        for backup, why in damaged.items():
            say(
                f"FAILED: {printable(backup)} could not be written anew, and may still hold it: delete it, or"
                f" mend it and run this again ({printable(why)})"
            )
        return 1 if failed or damaged else 0
