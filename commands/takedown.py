"""`scrapy takedown`: apply `withheld.toml` to the archive and its captures."""

from __future__ import annotations

import argparse

from archive.checks import soundness
from archive.run import begin
from archive.takedown import take_down
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.lock import locked
from crawling.withheld import leads_there
from records.errors import ConfigurationError


class Command(ArchiveCommand):
    """Take down what `withheld.toml` names."""

    def short_desc(self) -> str:
        """What it does."""
        return "Remove what withheld.toml names from rows, versions, search and captures"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Take down, then check that the archive is still whole."""
        if not configuration.archive_db.is_file():
            raise ConfigurationError(f"there is no archive at {configuration.archive_db}")
        with locked(configuration.archive_db, "scrapy takedown"):
            run = begin(
                configuration.archive_db,
                configuration.captures_dir,
                configuration.site,
                "takedown",
                {},
                {},
            )
            ids = {entry.id for entry in configuration.withheld}
            removed = take_down(
                run.db,
                configuration.captures_dir,
                configuration.withheld,
                leads_there(ids, configuration.site),
                configuration.site,
                run.crawl.id,
            )
            results = soundness(run.db, configuration.captures_dir)
            failed = [result for result in results if not result.passed]
            run.end("failed" if failed else "finished")
        print(
            f"{len(configuration.withheld)} entries withheld; {removed} captures removed just now"
        )
        for result in failed:
            print(f"FAILED: {result.name}: {result.note}")
        return 1 if failed else 0
