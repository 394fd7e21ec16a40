"""Asking only for what changed: with what the site called the last state that was read of an address."""

from __future__ import annotations

import re
from datetime import date
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from archive import captures
from archive.run import Run
from crawling.run import run_of
from records.models import Capture

# A web server that compresses marks the ETag so, and does not know it again with the mark.
WHOLE_AFTER_DAYS = 30
_COMPRESSED = re.compile(r"-+(?:gzip|br|zstd|deflate)(?=\"$)")


class AskIfChanged:
    """Adds If-None-Match and If-Modified-Since to a request with `if_changed` in its meta.

    Both at once: Drupal answers 304 only then. The capture that an answer of 304 stands for travels
    on in `request.meta["held"]`; it must be there to be read.
    """

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(run_of(crawler))

    def process_request(self, request: Request) -> None:
        """Make a request conditional; one that is asked again after a failure is so already."""
        if not request.meta.get("if_changed") or "held" in request.meta:
            return
        known = self.run.readings.known(request.url)
        held = captures.indexed(self.run.db, known.capture_id) if known else None
        if not known or not held or not self._is_there(held) or self._is_old(known.whole_at):
            return
        request.meta["held"] = held.with_changes(etag=known.etag, last_modified=known.last_modified)
        if known.etag:
            request.headers["If-None-Match"] = own_etag(known.etag)
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    def _is_old(self, whole_at: str) -> bool:
        """A site may call unchanged what it changed: now and then everything is received whole."""
        since = date.fromisoformat(self.run.crawl.started_at[:10]) - date.fromisoformat(
            whole_at[:10]
        )
        return since.days >= WHOLE_AFTER_DAYS

    def _is_there(self, held: Capture) -> bool:
        return (self.run.writer.folder / held.file).is_file()


# What servers answer that cannot do with a condition: the address is asked for without, from then on.
NO_CONDITIONS = (400, 412, 431, 501)


def own_etag(etag: str) -> str:
    """The ETag as the site itself gave it, without the mark of the server's compression.

    >>> own_etag('"1700000000-gzip"')
    '"1700000000"'
    """
    return _COMPRESSED.sub("", etag)


def whole(request: Request) -> Request:
    """The same request without conditions: the payload that is unchanged is not at hand."""
    meta = {name: value for name, value in request.meta.items() if name not in _CONDITIONS}
    headers = request.headers.copy()
    for name in ("If-None-Match", "If-Modified-Since"):
        headers.pop(name, None)
    return request.replace(headers=headers, meta=meta, dont_filter=True)


_CONDITIONS = ("held", "if_changed", "capture")
