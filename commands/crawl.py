"""`scrapy crawl SPIDER`: run a spider over the archive, say what it did, exit as it went.

Scrapy's own command exits 0 whatever happens in a spider; this one takes its place.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from archive.database import open_archive
from archive.lock import locked
from archive.warc_writer import writable
from crawling.command import complain, damaged
from crawling.configuration import read
from crawling.run import crawl
from crawling.summary import summary
from crawling.terminal import say
from records.errors import ArchiveError, ConfigurationError


class Command(BaseRunSpiderCommand):
    """Run one spider."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "[options] SPIDER"

    def short_desc(self) -> str:
        """What it does."""
        return "Crawl into the archive (spiders: collective, captures)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse bad settings before Scrapy itself stumbles over them."""
        super().process_options(args, opts)
        assert self.settings
        try:
            read(self.settings)
        except ConfigurationError as error:
            complain(error)
            sys.exit(error.exit_code)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything that can be checked, then crawl under the archive's lock."""
        if len(args) != 1:
            raise UsageError("name one spider: scrapy crawl collective", print_help=False)
        try:
            self.exitcode = self._crawl(args[0], opts.spargs)
        except ArchiveError as error:
            complain(error)
            self.exitcode = error.exit_code
        except sqlite3.DatabaseError as error:
            complain(damaged(error))
            self.exitcode = 1

    def _crawl(self, name: str, arguments: dict[str, str]) -> int:
        assert self.settings
        assert self.crawler_process
        configuration = read(self.settings)
        known = self.crawler_process.spider_loader.list()
        if name not in known:
            raise ConfigurationError(
                f"there is no spider {name!r}; there are: {', '.join(sorted(known))}"
            )
        crawler = self._create_crawler(name)
        check = getattr(crawler.spidercls, "check", None)
        if check:
            check(arguments)
        with locked(configuration.archive_db, f"scrapy crawl {name}"):
            open_archive(configuration.archive_db).close()
            writable(configuration.captures_dir)
            run = crawl(self.crawler_process, crawler, arguments)
        if run is None:
            raise ArchiveError("the crawl did not begin: the log above says why")
        say(summary(run))
        return run.exit_code
