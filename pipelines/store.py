"""Give what was read to the archive; where nothing can be stored the run stops, never in silence."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Self

from scrapy.crawler import Crawler

from archive.boundary import boundary
from archive.run import Run
from crawling.run import run_of

logger = logging.getLogger(__name__)


class StoreInArchive:
    """One item, one transaction."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a pipeline."""
        return cls(crawler, run_of(crawler))

    def process_item(self, item: Any) -> Any:
        """Store one item."""
        try:
            with boundary(self.run, item):
                self.run.take(item)
        except Exception as error:
            # What was the item's own fault has become its row of quarantine.
            why = str(error) or type(error).__name__
            self._stop(f"the archive could not be written: {why}; see docs/operating.md")
            raise
        return item

    def _stop(self, why: str) -> None:
        """A full disk or a lock will not spare the next page: end the run, keep what is there."""
        if self.run.error is None and self.crawler.engine:
            self.run.error = why
            logger.error("%s", why)
            self._stopping = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="archive-not-writable")
            )
