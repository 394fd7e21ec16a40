"""Keep every answer in the run's WARC file, as it came, before anything reads it."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from archive.run import Run, now
from crawling.run import run_of


class KeepCaptures:
    """Writes each response and its request; the capture travels on in `request.meta["capture"]`."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(run_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep one answer."""
        request.meta["capture"] = self.run.writer.response(
            response.url,
            response.status,
            _pairs(response.headers),
            response.body,
            now(),
            _pairs(request.headers),
            request.method,
        )
        return response


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
