"""Reading attached files apart from the crawl: one that hangs or crashes its reader harms no other."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any

from layouts.files import describe, fingerprint

SECONDS = 60
MEMORY_BYTES = 2 * 1024**3


def _prepare() -> None:
    """Bound the reader's memory; what it says of a broken file is in the file's own row."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    logging.disable(logging.CRITICAL)
    threading.Thread(target=_end_with_the_crawl, daemon=True).start()


def _end_with_the_crawl() -> None:
    """A crawl that is killed ends nothing in order: without this, its reader would wait for ever."""
    crawl = parent_process()
    assert crawl
    crawl.join()
    os._exit(1)


class Reader:
    """One process that reads files in turn; it is started with the first and replaced when it fails."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        # One file at a time: the clock of the next starts when it is begun, not when it is queued.
        self._turn = asyncio.Lock()

    async def describe(self, body: bytes) -> dict[str, Any]:
        """What `layouts.files.describe` says of a file, within the limits of time and memory."""
        async with self._turn:
            return await self._described(body)

    async def _described(self, body: bytes) -> dict[str, Any]:
        if self._pool is None:
            # "spawn": a fork would carry the crawl's connections and database along.
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare)
        work = asyncio.get_running_loop().run_in_executor(self._pool, describe, body)
        try:
            return await asyncio.wait_for(work, SECONDS)
        except TimeoutError:
            return self._gave_up(body, f"not read within {SECONDS} seconds")
        except BrokenProcessPool:
            return self._gave_up(body, "its reader crashed")

    def _gave_up(self, body: bytes, note: str) -> dict[str, Any]:
        self.close()
        return {**fingerprint(body), "status": "unreadable", "note": note}

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._pool:
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
