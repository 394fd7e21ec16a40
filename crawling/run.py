"""The run of a spider, from its first request to its row in `crawls`."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from archive.boundary import named, put_fault
from archive.faults import ends_the_run, said
from archive.run import Run, begin
from crawling.configuration import read
from layouts.addresses import address_of

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
        """A fault in what a spider makes of one answer costs that page; any other has failed the run."""
        request, error = getattr(response, "request", None), _of(failure)
        if request is None or ends_the_run(error):
            where = f"reading {request.url}" if request else "at the spider's start"
            self._fail(f"{said(error)}, {where}")
            return
        url, document = address_of(request.url, self.run.site), request.cb_kwargs.get("document")
        capture = request.meta.get("capture")
        self._cost(error, url, capture, document, doing="after it was fetched")

    def item_error(self, failure: Failure, item: Any) -> None:
        """A fault in a pipeline before the archive's own: the item is not stored, and is named."""
        error = _of(failure)
        if ends_the_run(error):
            self._fail(f"{said(error)}, storing a {type(item).__name__}")
            return
        url, capture, document = named(self.run, item)
        self._cost(error, url, capture, document, doing="before storing it")

    def _cost(
        self, error: BaseException, url: str, capture: Any, document: str | None, *, doing: str
    ) -> None:
        try:
            put_fault(self.run, error, url, capture, document, doing=doing)
        except Exception as again:
            logger.exception("a fault could not be noted")
            self._fail(f"{said(again)}, noting a fault of {url}")

    def _fail(self, error: str) -> None:
        self.run.error = self.run.error or error

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """End the run. An exception here would vanish in Scrapy's signals: it is kept on the run."""
        try:
            self.run.finish(reason)
        except Exception as error:
            logger.exception("the run could not be finished")
            self._fail(f"{said(error)}, finishing the run")
            self._close_row()

    def _close_row(self) -> None:
        """Say at least in the run's own row that it failed; the next run closes what cannot be closed."""
        try:
            self.run.end("failed")
        except Exception:
            logger.exception("its row could not be closed")
            self.run.crawl = self.run.crawl.with_changes(outcome="failed")


def _of(failure: Failure) -> BaseException:
    assert failure.value
    return failure.value
