"""`scrapy nightly`: crawl, check, publish, back up, report; the exit code says how it went."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess

from archive.run import Run
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.nightly import nightly, tell
from crawling.run import crawl
from records.errors import ConfigurationError


class Command(ArchiveCommand):
    """One night."""

    def short_desc(self) -> str:
        """What it does."""
        return "Crawl, check, publish what is good, back up, report (for a timer)"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Run the night, say how it went, and tell the operator's command where it failed."""
        if args:
            raise ConfigurationError(f"nightly takes no arguments, only options: {' '.join(args)}")
        night = nightly(configuration, self._crawl)
        print(night.report, flush=True)
        if night.code and configuration.on_failure:
            tell(configuration.on_failure, night.report)
        return night.code

    def _crawl(self, archive_db: Path) -> Run | None:
        """Crawl the site into a database; None where the crawl could not begin."""
        assert self.settings
        self.settings.set("ARCHIVE_DB", str(archive_db), priority="cmdline")
        process = AsyncCrawlerProcess(self.settings)
        return crawl(process, process.create_crawler("collective"), {})
