"""`scrapy nightly`: crawl, check, publish, back up, report; the exit code says how it went."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from scrapy.crawler import AsyncCrawlerProcess

from archive.run import Run
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.nightly import nightly
from crawling.run import crawl
from crawling.telling import SETTING, command_of, end
from crawling.terminal import LONGEST_LINE
from records.errors import ArchiveError, ConfigurationError
from records.untrusted import printable


class Command(ArchiveCommand):
    """One night. Every end of it that is not 0 is told, see crawling/telling.py."""

    def short_desc(self) -> str:
        """What it does."""
        return "Crawl, check, publish what is good, back up, report (for a timer)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's own; what it refuses of the command line before this command runs is told too."""
        super().add_options(parser)
        parser.add_argument(
            "--begin", action="store_true",
            help="begin a new archive although captures or backups of an earlier one are there",
        )  # fmt: skip
        parser.error = self._refuse_arguments  # type: ignore[method-assign]

    def _refuse_arguments(self, message: str) -> NoReturn:
        end(command_of(sys.argv, os.environ), f"nightly: failed – {printable(message)}")
        sys.exit(2)

    def refuse(self, error: ArchiveError) -> int:
        """A night that did not begin: its report is told like any other."""
        assert self.settings
        end(
            str(self.settings.get(SETTING) or ""),
            f"nightly: failed – {printable(error, LONGEST_LINE)}",
        )
        return error.exit_code

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Run the night, say how it went, and tell the operator's command where it failed."""
        if args:
            raise ConfigurationError(f"nightly takes no arguments, only options: {' '.join(args)}")
        night = nightly(configuration, self._crawl, begins=opts.begin)
        end(configuration.on_failure if night.is_news else "", night.report)
        return night.code

    def _crawl(self, archive_db: Path) -> Run | None:
        """Crawl the site into a database; None where the crawl could not begin."""
        assert self.settings
        self.settings.set("ARCHIVE_DB", str(archive_db), priority="cmdline")
        process = AsyncCrawlerProcess(self.settings)
        run = crawl(process, process.create_crawler("collective"), {})
        # What is left takes seconds, and is worth more than a quick end.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _go_on)
        return run


def _go_on(number: int, frame: FrameType | None) -> None:
    """No answer to a signal. One that is ignored would be so by the operator's command too."""
