"""How far a run is: a bar on a terminal, a log line every half minute without one."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sized
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from tqdm import tqdm
from twisted.internet.task import LoopingCall

from archive.run import Run
from crawling.run import run_of

logger = logging.getLogger(__name__)
LOG_SECONDS = 30.0
BAR_SECONDS = 0.2


class Progress:
    """Pages done, pages queued, and the rate."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run
        self.bar: tqdm[Any] | None = None
        self.call: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making an extension."""
        extension = cls(crawler, run_of(crawler))
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def opened(self) -> None:
        """Begin to show."""
        if sys.stderr.isatty():
            self.bar = tqdm(unit=" pages", leave=False, dynamic_ncols=True)
        self.call = create_looping_call(self.show)
        self.call.start(BAR_SECONDS if self.bar is not None else LOG_SECONDS, now=False)

    def show(self) -> None:
        """Show where the run stands."""
        counts = self.run.counts
        scheduler = self.crawler.engine.scheduler if self.crawler.engine else None
        done = counts["read"] + counts["quarantined"]
        queued = len(scheduler) if isinstance(scheduler, Sized) else 0
        if self.bar is None:
            logger.info(
                "%d pages read, %d quarantined, %d queued",
                counts["read"],
                counts["quarantined"],
                queued,
            )
            return
        self.bar.total = done + queued
        self.bar.n = done
        self.bar.set_postfix_str(
            f"{queued} queued, {counts['quarantined']} in quarantine", refresh=True
        )

    def closed(self) -> None:
        """Stop showing, and leave the terminal clean."""
        if self.call and self.call.running:
            self.call.stop()
        if self.bar is not None:
            self.bar.close()
