"""Keep every answer in the run's WARC file, as it came, before anything reads it.

Those that are asked again, and those no spider sees (robots.txt), are kept and indexed as well.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response

from archive import captures
from archive.clock import now, refuse_unlike
from archive.faults import ends_the_run
from archive.run import Run
from archive.warc_writer import Answered
from crawling.run import run_of
from records.errors import ClockWrong, NotWritable
from records.models import Capture
from records.reading import Fetched

logger = logging.getLogger(__name__)


class KeepCaptures:
    """Writes each response and its request; the capture travels on in `request.meta["capture"]`."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run
        self._stopping: asyncio.Future[Any] | None = None
        self._is_told_time = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(crawler, run_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep one answer. Where it cannot be kept it is not read, and nothing more is asked."""
        if self._stopping:
            raise IgnoreRequest("the run is stopping")
        answer = _answered(request, response)
        try:
            self._refuse_unlike(answer)
            capture = self._written(request, response, answer)
            self.run.keep(capture)
        except ClockWrong as error:
            if not self.run.writer.path.exists():
                self.run.refusal = error
            self._stop(str(error))
            raise IgnoreRequest(str(error)) from error
        except NotWritable as error:
            self._stop(str(error))
            raise IgnoreRequest(str(error)) from error
        except sqlite3.Error as error:
            if not ends_the_run(error):
                raise
            self._stop(f"the archive could not be written: {error}")
            raise IgnoreRequest(str(error)) from error
        request.meta["capture"] = capture
        return response

    def _refuse_unlike(self, answer: Answered) -> None:
        """Raise ClockWrong where the site's clock is far from ours, as its first answer with a date tells."""
        if not self._is_told_time:
            hours = self.crawler.settings.getfloat("CLOCK_HOURS_MAX")
            age = answer.header("age")
            self._is_told_time = refuse_unlike(
                answer.captured_at, answer.header("date"), age, hours
            )

    def _written(self, request: Request, response: Response, answer: Answered) -> Capture:
        """The answer as a record of its own, or as one that refers to the payload kept before."""
        held = request.meta.get("held")
        if response.status == 200 and held is None:
            held = captures.last_payload(self.run.db, self.run.writer.folder, response.url)
        if held and (response.status == 304 or held.digest == answer.digest):
            return self.run.writer.unchanged(answer, held)
        return self.run.writer.response(answer)

    def _stop(self, why: str) -> None:
        why = f"{why}; see docs/operating.md"
        self.run.error = self.run.error or why
        logger.error("%s", why)
        if self.crawler.engine:
            self._stopping = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="not-writable")
            )


def capture_of(response: Response) -> Capture:
    """Where an answer is kept; for one that is read by hand, what a capture of it would say."""
    kept = response.meta.get("capture")
    if isinstance(kept, Capture):
        return kept
    assert response.request
    answer = _answered(response.request, response)
    return Capture(
        id="not-kept",
        url=answer.url,
        captured_at=answer.captured_at,
        status=answer.status,
        digest=answer.digest,
        bytes=len(answer.body),
        file="",
        offset=0,
        crawl_id="by-hand",
    )


def fetched_of(response: Response) -> Fetched:
    """An answer as the layouts read it."""
    return Fetched(
        url=response.url,
        body=response.body,
        captured_at=capture_of(response).captured_at,
        status=response.status,
        headers={
            name.decode("latin-1").lower(): values[0].decode("latin-1")
            for name, values in response.headers.items()
            if values
        },
    )


def _answered(request: Request, response: Response) -> Answered:
    return Answered(
        response.url, response.status, _pairs(response.headers), response.body, now(),
        _pairs(request.headers), request.method, response.protocol or "HTTP/1.1",
    )  # fmt: skip


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
