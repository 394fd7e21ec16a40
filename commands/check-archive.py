"""`scrapy check-archive`: whether the database is whole, and every row leads to what proves it."""

from __future__ import annotations

import argparse

from archive.check_words import told
from archive.checks import soundness
from archive.database import open_to_read
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.terminal import say


class Command(ArchiveCommand):
    """Check the archive."""

    def short_desc(self) -> str:
        """What it does."""
        return "Check integrity, foreign keys, search index, provenance and captures"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's own, and how far to look."""
        super().add_options(parser)
        parser.add_argument(
            "--quick", action="store_true",
            help="do not read the captures, only look whether their files are there",
        )  # fmt: skip

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """One line a check; exit 1 where one fails."""
        db = open_to_read(configuration.archive_db)
        results = soundness(db, configuration.captures_dir, quick=opts.quick)
        for result in results:
            word = "passed" if result.passed else "FAILED"
            say(f"{word}  {result.name if result.passed else told(result)}")
        return 0 if all(result.passed for result in results) else 1
