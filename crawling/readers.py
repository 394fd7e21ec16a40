"""Reading pages and files apart from the crawl: one that hangs or crashes its reader harms no other."""

from __future__ import annotations

import asyncio
from typing import Any

import layouts
from crawling.apart import Worker
from layouts.files import describe, fingerprint
from records.errors import OverLimit, Oversized
from records.reading import Fetched, Reading
from records.site import Site


class PageReader:
    """Reads the pages of one site, in the order in which it is asked.

    The crawl waits for each: it asks one page at a time, and what a page says decides which is the next.
    """

    def __init__(self, site: Site) -> None:
        self._worker = Worker[Fetched, Reading](layouts.read, site)

    def begin(self) -> None:
        """Make ready, while the first answer is waited for."""
        self._worker.begin()

    def read(self, fetched: Fetched) -> Reading:
        """What `layouts.read` gives or raises; Oversized where that takes more than any page may."""
        try:
            return self._worker.do(fetched)
        except OverLimit as limit:
            raise Oversized(f"{limit}: the page is asked for and read again next time") from limit

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._worker.close()


class FileReader:
    """Reads attached files one after another, while the crawl goes on."""

    def __init__(self) -> None:
        self._worker = Worker[bytes, dict[str, Any]](describe)
        # One file at a time: the clock of the next starts when it is begun, not when it is queued.
        self._turn = asyncio.Lock()

    async def describe(self, body: bytes) -> dict[str, Any]:
        """What `layouts.files.describe` says of a file.

        Of one that takes more than any may only what its bytes say, as "failed": what was read of it
        before stays, and the next run asks for it again.
        """
        async with self._turn:
            try:
                return await asyncio.to_thread(self._worker.do, body)
            except OverLimit as limit:
                return {**fingerprint(body), "status": "failed", "note": str(limit)}

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._worker.close()
