"""A run that is being closed comes to its end, whatever was under way.

Scrapy (2.19) asks whether all items are done only when a response is. Items of `start()`, and those given to
the pipelines when a spider is idle, come with none: closed while one of them is stored, it would wait
for ever, and the archive's lock with it.
"""

from __future__ import annotations

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

SECONDS = 0.5


class LetItClose:
    """Looks again and again whether what Scrapy waits for at its end is done."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._looking = create_looping_call(self.look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making an extension."""
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def opened(self) -> None:
        """Begin to look."""
        self._looking.start(SECONDS, now=False)

    def closed(self) -> None:
        """It is closing."""
        if self._looking.running:
            self._looking.stop()

    def look(self) -> None:
        """Let the scraper close where it waits for items that are stored by now."""
        slot = self.crawler.engine and self.crawler.engine.scraper.slot
        if slot and slot.closing and not slot.closing.called and slot.is_idle():
            assert self.crawler.spider
            slot.closing.callback(self.crawler.spider)


def is_closing(crawler: Crawler) -> bool:
    """Whether a run is being closed: then nothing more is to be begun."""
    # A spider may be read without a crawl, as tests do: then there is no engine to ask.
    engine = crawler.engine if crawler.crawling else None
    return bool(engine and (engine._slot is None or engine._slot.closing))
