"""Give what was read to the archive; an item that cannot be stored fails the run, never in silence."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

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
            self.run.take(item)
        except sqlite3.Error as error:
            self.run.error = self.run.error or f"the archive could not be written: {error}"
            logger.error("%s: %s", self.run.error, type(item).__name__)
            raise CloseSpider("archive-not-writable") from error
        return item
