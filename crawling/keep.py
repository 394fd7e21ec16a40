"""Keep every answer in the run's WARC file, as it came, before anything reads it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response

from archive.run import Run, now
from crawling.run import run_of
from records.errors import ArchiveError

logger = logging.getLogger(__name__)


class KeepCaptures:
    """Writes each response and its request; the capture travels on in `request.meta["capture"]`."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run
        self._stopping: asyncio.Future[Any] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(crawler, run_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep one answer. Where it cannot be kept it is not read, and nothing more is asked."""
        if self._stopping:
            raise IgnoreRequest("the run is stopping")
        try:
            request.meta["capture"] = self.run.writer.response(
                response.url,
                response.status,
                _pairs(response.headers),
                response.body,
                now(),
                _pairs(request.headers),
                request.method,
            )
        except (OSError, ArchiveError) as error:
            self._stop(error)
            raise IgnoreRequest(str(error)) from error
        return response

    def _stop(self, error: Exception) -> None:
        why = f"captures cannot be written to {self.run.writer.folder}: {error}; see docs/operating.md"
        self.run.error = self.run.error or why
        logger.error("%s", why)
        if self.crawler.engine:
            self._stopping = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="captures-not-writable")
            )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
