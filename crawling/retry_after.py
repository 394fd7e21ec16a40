"""When the site asks to be left alone (429 or 503 with Retry-After), nothing is asked until then."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from records.header_dates import header_date
from records.numbers import LARGEST, whole_number

logger = logging.getLogger(__name__)
STATUSES = (429, 503)


class HonourRetryAfter:
    """Holds back every request until the moment the site named; Scrapy's own retry asks again then.

    A wait beyond RETRY_AFTER_MAX seconds ends the run instead: the next one asks again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self.until = 0.0
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait as long as the site asked for; another answer may have put it off meanwhile."""
        while (rest := self.until - monotonic()) > 0:
            await asyncio.sleep(rest)

    def process_response(self, request: Request, response: Response) -> Response:
        """Take note of a wait that the site asks for."""
        stated = response.headers.get("Retry-After")
        if response.status not in STATUSES or not stated:
            return response
        seconds = seconds_of(stated.decode("latin-1"), datetime.now(UTC))
        if seconds is None:
            return response
        if seconds > self.longest:
            logger.error(
                "%s asks to be left alone for %d seconds: this run ends, the next asks again",
                response.url,
                seconds,
            )
            engine = self.crawler.engine
            if engine and self._closing is None:
                # Kept, because a task that nobody holds may vanish before it is done.
                self._closing = asyncio.ensure_future(
                    engine.close_spider_async(reason="asked to stay away")
                )
            return response
        logger.warning("%s asks to wait %d seconds: waiting", response.url, seconds)
        self.until = max(self.until, monotonic() + seconds)
        return response


def seconds_of(stated: str, now: datetime) -> float | None:
    """The wait that a Retry-After header states, in seconds: a number, or a date; None for neither.

    >>> seconds_of("120", datetime.now(UTC))
    120.0
    """
    stated = stated.strip()
    if stated.isascii() and stated.isdigit():
        number = whole_number(stated)
        return float(LARGEST if number is None else number)
    moment = header_date(stated)
    return None if moment is None else max(0.0, (moment - now).total_seconds())
