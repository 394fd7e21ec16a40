"""The run of a spider, from its first request to its row in `crawls`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from archive.boundary import named, put_fault
from archive.checks import LIVE
from archive.comparison import most_pages
from archive.database import open_to_read
from archive.faults import ends_the_run, said
from archive.run import Run, begin, by_hand
from crawling.configuration import read
from layouts.addresses import address_of
from records.errors import ConfigurationError, NotWritable

logger = logging.getLogger(__name__)


def crawl(
    process: CrawlerProcessBase, crawler: Crawler, arguments: Mapping[str, str]
) -> Run | None:
    """Run a crawler's spider over the archive, to the end of its run. None where nothing could be asked.

    Nothing else hands a run to a crawler: what Scrapy's own tools make of our spiders stores nothing.
    Raises ArchiveLocked where another process writes, ClockWrong where this machine's clock cannot be right,
    ConfigurationError where what was taken down would come back.
    """
    run = begin_for(crawler, arguments)
    process.crawl(crawler, **arguments)
    process.start()
    if crawler.spider and hasattr(crawler.spider, "closing"):
        # After a second signal nobody tells the spider that it is closed, and its readers would go on.
        crawler.spider.closing()
    if run.refusal:
        raise run.refusal
    if run.crawl.outcome == "running":
        # Scrapy could not start its spider, or was stopped at once by a second signal.
        run.end("failed" if process.bootstrap_failed else "interrupted")
    return None if process.bootstrap_failed and not run.counts["asked"] else run


def begin_for(crawler: Crawler, arguments: Mapping[str, str]) -> Run:
    """Begin the run of a crawler, and hand it over: its components work for it from then on."""
    configuration = read(crawler.settings)
    _refuse_to_forget(configuration.archive_db, Path(crawler.settings.get("WITHHELD_FILE")))
    assert crawler.spidercls.name
    run = begin(
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
    run.gone_after = configuration.gone_after
    run.withheld = frozenset(entry.id for entry in configuration.withheld)
    run.accepts = crawler.settings.getbool("ACCEPT_CHANGES")
    if run.crawl.spider in LIVE:
        run.bounds = _bounded(crawler.settings, most_pages(run.db, run.crawl))
    # Scrapy's crawler is what every component is made from; it has no place of its own for this.
    crawler.archive_run = run  # type: ignore[attr-defined]
    return run


def _refuse_to_forget(archive_db: Path, withheld: Path) -> None:
    """Raise ConfigurationError where pages were taken down and the file that names them is gone.

    An entry that somebody deletes from the file is taken back; a file that is not there says nothing.
    """
    if withheld.is_file() or not archive_db.is_file():
        return
    db = open_to_read(archive_db)
    try:
        (taken,) = db.execute("SELECT count(*) FROM withheld").fetchone()
    finally:
        db.close()
    if taken:
        raise ConfigurationError(
            f"WITHHELD_FILE={withheld} is not there, and the archive has {taken} pages or documents that"
            " were taken down by it: they would be published again. Put it back, or an empty one in its place"
        )


def _bounded(settings: BaseSettings, pages: int) -> dict[str, str]:
    """Let a crawl have an end, by Scrapy's own means; what the operator sets of them wins.

    Returns how far it may go, in words by the reason that Scrapy gives when it stops it.
    """
    if not settings.getpriority("CLOSESPIDER_PAGECOUNT"):
        settings.set("CLOSESPIDER_PAGECOUNT", pages, priority="project")
    pages, hours = settings.getint("CLOSESPIDER_PAGECOUNT"), settings.getfloat("CRAWL_HOURS_MAX")
    longest = f"{hours:g} hours (CRAWL_HOURS_MAX)"
    if settings.getpriority("CLOSESPIDER_TIMEOUT"):
        longest = f"{settings.get('CLOSESPIDER_TIMEOUT')} seconds (CLOSESPIDER_TIMEOUT)"
    else:
        settings.set("CLOSESPIDER_TIMEOUT", hours * 3600, priority="project")
    return {
        "closespider_pagecount": f"{pages} pages (CLOSESPIDER_PAGECOUNT)",
        "closespider_timeout": longest,
    }


def has_run(crawler: Crawler) -> bool:
    """Whether a crawler works for a run: that of Scrapy's `fetch`, `shell` or `parse` works for none."""
    return isinstance(getattr(crawler, "archive_run", None), Run)


def run_of(crawler: Crawler) -> Run:
    """The run a crawler works for. Raises NotConfigured, so that Scrapy leaves out what works for a run."""
    if not has_run(crawler):
        raise NotConfigured
    run: Run = crawler.archive_run  # type: ignore[attr-defined]
    return run


def run_by_hand(settings: BaseSettings) -> Run:
    """A run for a page that is read by hand: it stores nothing, and knows what was taken down."""
    configuration = read(settings)
    run = by_hand(configuration.site)
    run.withheld = frozenset(entry.id for entry in configuration.withheld)
    return run


def refuse_without_run(spider: Spider) -> None:
    """Ask nothing for a run that nobody began: a crawl of hours would be stored nowhere."""
    if not has_run(spider.crawler):
        spider.logger.error(
            "nothing is asked: this spider crawls by `scrapy crawl %s` alone", spider.name
        )
        raise CloseSpider("no run was begun")


class ArchiveRun:
    """Counts what a run asks and what goes wrong, and finishes it when its spider closes."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making an extension."""
        extension = cls(crawler, run_of(crawler))
        crawler.signals.connect(extension.request_sent, signals.request_reached_downloader)
        crawler.signals.connect(extension.spider_error, signals.spider_error)
        crawler.signals.connect(extension.item_error, signals.item_error)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def request_sent(self, request: Request) -> None:
        """Count what is asked of the site."""
        self.run.counts["asked"] += 1
        self.run.counts["asked again"] += "retry_times" in request.meta
        self.run.last_asked = request.url

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
        self._not_stored(_of(failure), item)

    def _not_stored(self, error: BaseException, item: Any) -> None:
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

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """End the run. An exception here would vanish in Scrapy's signals: it is kept on the run."""
        try:
            if self.run.refusal:
                self.run.withdraw()
                return
            await self._store_left(spider)
            self.run.finish(reason)
        except NotWritable as error:
            # The disk is full: what it holds is closed all the same.
            logger.error("%s", error)
            self._fail(str(error))
            self._close_row()
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

    async def _store_left(self, spider: Spider) -> None:
        """Give the pipelines what a spider that was ended still held: they are there until now."""
        for item in getattr(spider, "left", tuple)():
            try:
                await self.crawler.engine.scraper.itemproc.process_item_async(item)
            except Exception as error:
                logger.exception("what was read last could not be stored")
                self._not_stored(error, item)


def _of(failure: Failure) -> BaseException:
    assert failure.value
    return failure.value
