"""Reading pages and files apart from the crawl: one that hangs or crashes its reader harms no other."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

import layouts
from crawling.apart import Worker
from layouts.drupal_files import behind
from layouts.feeds import addresses_in
from layouts.files import describe, fingerprint
from layouts.markup import links, parse
from layouts.saved import saved_address
from records.errors import OverLimit, Oversized
from records.finding import Finding, find
from records.models import Capture
from records.reading import Fetched, Reading
from records.site import Site

Done = TypeVar("Done")


class Read(NamedTuple):
    """A page that was read, and its records as what `lists` say it is; none where they could not be made."""

    reading: Reading
    found: Finding | None
    lists: tuple[str, ...]


class PageReader:
    """Reads the pages of one site, in the order in which it is asked: whatever looks into one.

    All raise Oversized where that takes more than any page may.
    """

    def __init__(self, site: Site) -> None:
        self._worker = Worker[tuple[Callable[..., Any], tuple[object, ...]], Any](_applied, site)
        # It hands over one page after another, while the crawl stores what was read before. It has little to
        # do, and often: by default it would wait for its turn as long as a page takes, 5 ms.
        self._turns = ThreadPoolExecutor(1)
        sys.setswitchinterval(0.0005)

    def begin(self) -> None:
        """Make ready, while the first answer is waited for."""
        self._worker.begin()

    def ahead(
        self, fetched: Fetched, capture: Capture, lists: tuple[str, ...] = ()
    ) -> Future[Read]:
        """A page with its records, once it was its turn: what `layouts.read` gives or raises."""
        return self._turns.submit(self._bounded, _read, fetched, capture, lists)

    def read(self, fetched: Fetched) -> Reading:
        """What `layouts.read` gives or raises."""
        return self._at_once(layouts.read, fetched)

    def find(self, reading: Reading, capture: Capture, lists: tuple[str, ...] = ()) -> Finding:
        """What `records.finding.find` makes of a reading: a text is as long as a page, too."""
        return self._at_once(_found, reading, capture, lists)

    def addresses_in(self, body: bytes) -> list[str]:
        """The addresses in a feed or a sitemap."""
        return self._at_once(_listed, body)

    def file_behind(self, fetched: Fetched) -> str | None:
        """The address of the file that a page of its own stands before."""
        return self._at_once(behind, fetched)

    def links_in(self, fetched: Fetched) -> list[str]:
        """The addresses that a page links to, of which nothing else is read."""
        return self._at_once(_linked, fetched)

    def saved_address(self, path: PurePath, fetched: Fetched) -> str | None:
        """What a file itself tells of its address."""
        return self._at_once(saved_address, path, fetched)

    def _at_once(self, work: Callable[..., Done], *given: object) -> Done:
        return self._turns.submit(self._bounded, work, *given).result()

    def _bounded(self, work: Callable[..., Done], *given: object) -> Done:
        try:
            done: Done = self._worker.do((work, given))
            return done
        except OverLimit as limit:
            raise Oversized(f"{limit}: the page is asked for and read again next time") from limit

    def close(self) -> None:
        """End the process, whatever it is doing; what waited for its turn is not read any more."""
        self._turns.shutdown(wait=False, cancel_futures=True)
        self._worker.close()


def _applied(call: tuple[Callable[..., Any], tuple[object, ...]], site: Site) -> Any:
    work, given = call
    return work(*given, site)


def _read(fetched: Fetched, capture: Capture, lists: tuple[str, ...], site: Site) -> Read:
    reading = layouts.read(fetched, site)
    try:
        return Read(reading, find(reading, site, capture, lists), lists)
    except Exception:  # noqa: BLE001 - whatever it is, it is raised where the records are asked for
        return Read(reading, None, lists)


def _found(reading: Reading, capture: Capture, lists: tuple[str, ...], site: Site) -> Finding:
    return find(reading, site, capture, lists)


def _listed(body: bytes, site: Site) -> list[str]:
    return addresses_in(body)


def _linked(fetched: Fetched, site: Site) -> list[str]:
    return links(parse(fetched))


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
