"""The run of a spider, from its first request to its row in `crawls`."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from archive.run import Run, begin
from crawling.configuration import read

logger = logging.getLogger(__name__)


def run_of(crawler: Crawler) -> Run:
    """The run a crawler works for."""
    run = getattr(crawler, "archive_run", None)
    assert isinstance(run, Run), "the extension crawling.run.ArchiveRun is off"
    return run


class ArchiveRun:
    """Begins a run when a crawler is made and finishes it when its spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        configuration = read(crawler.settings)
        assert crawler.spidercls.name
        arguments = getattr(crawler.spider, "arguments", {})
        self.run = begin(
            configuration.archive_db,
            configuration.captures_dir,
            configuration.site,
            crawler.spidercls.name,
            arguments,
            {
                "software": f"collective-archive (Scrapy {version('scrapy')})",
                "operator": str(crawler.settings.get("CONTACT") or "not stated"),
                "http-header-user-agent": str(crawler.settings.get("USER_AGENT")),
                "robots": "obey" if crawler.settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            },
        )
        self.run.gone_after = configuration.gone_after
        self.run.withheld = frozenset(entry.id for entry in configuration.withheld)
        self.run.accepts = crawler.settings.getbool("ACCEPT_CHANGES")
        # Scrapy's crawler is what every component is made from; it has no place of its own for this.
        crawler.archive_run = self.run  # type: ignore[attr-defined]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making an extension."""
        extension = cls(crawler)
        crawler.signals.connect(extension.request_sent, signals.request_reached_downloader)
        crawler.signals.connect(extension.spider_error, signals.spider_error)
        crawler.signals.connect(extension.item_error, signals.item_error)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def request_sent(self) -> None:
        """Count what is asked of the site."""
        self.run.counts["asked"] += 1

    def spider_error(self, failure: Failure, response: Any) -> None:
        """A fault of the program: the page is lost to this run, and the run has failed."""
        self._fail(f"{_said(failure)}, reading {getattr(response, 'url', response)}")

    def item_error(self, failure: Failure, item: Any) -> None:
        """A record that could not be stored."""
        self._fail(f"{_said(failure)}, storing a {type(item).__name__}")

    def _fail(self, error: str) -> None:
        self.run.error = self.run.error or error

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """End the run. An exception here would vanish in Scrapy's signals: it is kept on the run."""
        try:
            self.run.finish(reason)
        except Exception as error:
            logger.exception("the run could not be finished")
            self._fail(f"{type(error).__name__}: {error}, finishing the run")
            self.run.crawl = self.run.crawl.with_changes(outcome="failed")


def _said(failure: Failure) -> str:
    return f"{type(failure.value).__name__}: {failure.getErrorMessage()}"
