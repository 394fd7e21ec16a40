"""The live site: from its start pages through its lists to every article, each asked once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar, Self

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from twisted.python.failure import Failure

from archive import captures, unanswered
from archive.absences import is_known, page_at
from archive.faults import ends_the_run, said
from archive.intake import Item
from crawling import redirects
from crawling.closing import is_closing
from crawling.conditional import NO_CONDITIONS, whole
from crawling.keep import capture_of, fetched_of
from crawling.readers import PageReader, Read
from crawling.robots import FORBIDDEN, UNKNOWN
from crawling.run import has_run, refuse_without_run, run_by_hand, run_of
from layouts.addresses import (
    Place,
    address_of,
    canonical,
    clean_address,
    is_ours,
    month,
    place,
    refusal,
)
from layouts.markup import absolute
from records.document import documents
from records.errors import ArchiveError, MissingPart, Refused
from records.finding import Absent, Answer, Finding, Unchanged, Unread
from records.models import Capture
from records.reading import Fetched, Reading
from spiders import arguments
from spiders.attached import Attached
from spiders.evidence import Evidence
from spiders.findings import fault, found_in, read, refused
from spiders.months import months_listed
from spiders.prefixes import Prefixes
from spiders.unchanged import as_it_was, earlier, is_read_otherwise
from spiders.unlisted import unlisted

# Pages that no rule claims wait for what lists say of them; so many are kept in memory.
_MOST_UNSURE = 500
# Addresses that are no pages are only counted; so many are told apart.
_MOST_REFUSED = 100_000
# Pages are asked as soon as they are known, so that few wait in memory.
_MENU, _PAGE, _LIST = 20, 10, 0


class CollectiveSpider(scrapy.Spider):
    """Asks for pages by identity: one request a page, however many spellings lead to it."""

    name = "collective"
    allowed: ClassVar = {
        "only": f"kinds to store, some of {','.join(arguments.KINDS)}",
        "max_pages": "how many articles to ask for",
    }

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.check(given)
        self.arguments = given
        self.only = arguments.kinds(given.get("only"))
        self.max_pages = arguments.count("max_pages", given.get("max_pages"))
        self.asked: set[Place] = set()
        self.articles = 0
        self.refused: set[str] = set()
        self.read_pages: set[str] = set()
        self._tasks: set[Any] = set()
        # One page is read while the one before is stored: more would be read before what lists say is known.
        self._ahead = asyncio.Semaphore(2)
        self.numbers: dict[str, str] = {}
        self._reread: set[str] = set()
        self._unsure: dict[str, list[Finding]] = {}

    @classmethod
    def check(cls, given: dict[str, str]) -> None:
        """Refuse bad arguments before a run is begun."""
        arguments.check(given, cls.allowed)
        arguments.kinds(given.get("only"))
        arguments.count("max_pages", given.get("max_pages"))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way of making a spider."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.closing, scrapy.signals.spider_closed)
        if has_run(crawler):
            crawler.signals.connect(spider.idle, scrapy.signals.spider_idle)
            crawler.signals.connect(spider.sitemaps, scrapy.signals.robots_parsed)
            spider.pages.begin()
        return spider

    @cached_property
    def run(self) -> Any:
        """The run this spider works for; where a page is read by hand, one that stores nothing."""
        return run_of(self.crawler) if self.is_crawling else run_by_hand(self.crawler.settings)

    @property
    def is_crawling(self) -> bool:
        """Whether this is a crawl: where a page is read by hand, nothing waits for what others say."""
        return has_run(self.crawler)

    @cached_property
    def evidence(self) -> Evidence:
        """What the pages read so far say of others."""
        known = Prefixes(lambda *asked: is_known(self.run.db, *asked))
        return Evidence(self.run.site, self.run.met, self.run.same, prefixes=known)

    @cached_property
    def pages(self) -> PageReader:
        """What reads pages."""
        return PageReader(self.run.site)

    @cached_property
    def attached(self) -> Attached:
        """The files that pages attach."""
        return Attached(self.run, self.pages)

    def closing(self) -> None:
        """End the processes that read."""
        self.attached.reader.close()
        self.pages.close()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the start pages of `site.toml`, below the base address."""
        refuse_without_run(self)
        site = self.run.site
        for path in site.start:
            url = absolute(site.base, path.lstrip("/")) or site.base
            for request in self._ask(url):
                yield request

    def sitemaps(self, robotparser: ProtegoRobotParser) -> None:
        """Ask for the sitemaps that robots.txt names."""
        engine = self.crawler.engine
        for url in robotparser.rp.sitemaps:
            at = place(url, self.run.site)
            for request in self._ask(url) if engine and at and at.is_feed else ():
                engine.crawl(request)

    def _ask(self, url: str, menu: bool = False, waits: bool = True) -> Iterator[Request]:
        """The request for an address, unless it is no page of the site or was asked already.

        Most numbers turn out to be pages met by their alias: a number waits until no other is left.
        """
        at = place(url, self.run.site)
        if at is None:
            return
        is_asked = at in self.asked or self._is_read(at)
        if not is_asked and at.id not in self.numbers and self._is_enough():
            self.run.first_beyond = self.run.first_beyond or url
            return
        is_new = self.evidence.meet(url)
        if is_asked:
            self.run.skipped["another address of a page that was asked"] += is_new
            return
        if at.kind == "node" and waits and self.is_crawling:
            self.numbers.setdefault(at.id, url)
            return
        if at.id in self.run.withheld:
            self.run.skipped["withheld"] += 1
            return
        if at.kind in ("backend", "feed") and self.run.withheld:
            # A feed carries whole texts, those taken down among them.
            self.run.skipped["feed, because something is withheld"] += 1
            return
        if not at.is_list:
            if self.max_pages is not None and self.articles >= self.max_pages:
                self.run.skipped["over max_pages"] += 1
                return
            self.articles += 1
        self.asked.add(at)
        yield self._request(clean_address(url, at, self.run.site), at, {}, menu)

    def _is_read(self, at: Place) -> bool:
        """Whether a page was read under another spelling, where that is known beforehand."""
        return not at.offset and self.evidence.page(at.id) in self.read_pages

    def idle(self) -> None:
        """When nothing else is left, see what waited. Scrapy only logs what a signal's handler raises: the
        run must not end as if all were well."""
        try:
            self._go_on()
        except DontCloseSpider:
            raise
        except Exception as error:
            self.logger.exception("what waited for the end could not be read")
            self.run.error = self.run.error or f"{said(error)}, at the end of the crawl"

    def _go_on(self) -> None:
        """Numbers still unknown, then pages that waited for what lists say, then those in no list."""
        engine = self.crawler.engine
        assert engine
        waiting, self.numbers = self.numbers, {}
        requests = [r for url in waiting.values() for r in self._ask(url, waits=False)]
        for request in requests:
            engine.crawl(request)
        late = [] if requests else list(self._late())
        for item in late:
            for request in self.attached.ask(item.documents if isinstance(item, Finding) else []):
                engine.crawl(request)
            task = asyncio.ensure_future(engine.scraper.start_itemproc_async(item, response=None))
            self._tasks.add(task)
            task.add_done_callback(self._done)
        if requests or late or self._tasks:
            raise DontCloseSpider
        if self.run.unlisted is None and self._ask_unlisted():
            raise DontCloseSpider

    def _done(self, task: Any) -> None:
        """When what waited is stored, the engine looks again at once, and not at its next heartbeat."""
        self._tasks.discard(task)
        slot = self.crawler.engine and self.crawler.engine._slot
        if slot and not self._tasks:
            slot.nextcall.schedule()

    def _late(self) -> Iterator[Item]:
        """The pages that waited: those that a list has named since are read again, as what it says."""
        named = self.evidence.late()
        waited, self._unsure = self._unsure, {}
        for page_id, found in waited.items():
            if self.evidence.page(page_id) != page_id:
                # Without its prefix it was read since, and says the same.
                continue
            if page_id not in named and self._is_wanted(found[-1]):
                yield from found
            elif page_id not in named:
                self._not_wanted()
        for page_id, capture in named.items():
            addresses = waited[page_id][-1].addresses if page_id in waited else {}
            yield from self._again(capture, addresses)

    def _not_wanted(self) -> None:
        self.run.skipped["kind not asked for"] += 1
        self.run.counts["answered"] += 1

    def _ask_unlisted(self) -> bool:
        """Ask once for each known page that nothing led to: a missing link alone proves nothing."""
        engine = self.crawler.engine
        if self.max_pages is not None or self.run.first_beyond:
            return False
        if not self.run.is_untroubled or not engine:
            return False
        self.run.unlisted = unlisted(self.run, self.evidence, self.asked, self.read_pages)
        self.run.counts["unlisted"] = len(self.run.unlisted)
        for page_id in self.run.unlisted:
            at, url = Place(page_id), canonical(page_id, self.run.site)
            self.asked.add(at)
            engine.crawl(self._request(url, at, {}))
        return bool(self.run.unlisted)

    def _again(self, capture: Capture, addresses: dict[str, int | None]) -> Iterator[Item]:
        """A page read anew from its capture, with what its lists say of it."""
        try:
            fetched = captures.read(self.run.db, self.run.writer.folder, capture)
            found, reading = read(fetched, capture, self.run.site, self.evidence, self.pages)
            before, is_reread = (
                earlier(self.run, self.evidence, reading, self.pages) if reading else (None, False)
            )
        except Exception as error:
            if ends_the_run(error):
                raise
            url = address_of(capture.url, self.run.site)
            yield fault(error, url, capture, "reading it again")
            return
        if not isinstance(found, Finding):
            yield found
        elif self._is_wanted(found):
            found.is_reread = is_reread or found.page.id in self._reread
            found.addresses |= addresses
            yield from [before, found] if before else [found]
        else:
            self._not_wanted()

    def _request(
        self, url: str, at: Place, came_by: dict[str, int | None], menu: bool = False
    ) -> Request:
        """Ask for a page. `came_by` are the addresses that redirected here, with their status."""
        return Request(
            url,
            callback=self.answered,
            errback=self.failed,
            priority=_MENU if menu else _LIST if at.is_list else _PAGE,
            cb_kwargs={"at": at, "came_by": came_by},
            meta={"if_changed": not at.is_feed},
            # Pages are told apart by identity above: Scrapy's own filter would drop a redirect to
            # another spelling of the same address.
            dont_filter=True,
        )

    async def answered(
        self, response: Response, at: Place, came_by: dict[str, int | None]
    ) -> Iterable[Request | Item]:
        """Let a page be read while the one before is stored, then `parse` it."""
        is_page = response.status == 200 and at.kind != "month" and not at.is_feed
        if not is_page or self._is_as_it_was(response):
            return self.parse(response, at, came_by)
        async with self._ahead:
            if is_closing(self.crawler):
                # Its capture is kept; the next run asks for it, and reads it.
                return ()
            lists = self.evidence.of(at.id)
            ahead = self.pages.ahead(fetched_of(response), capture_of(response), lists)
            with suppress(Exception):
                # What reading raises is told where its page is looked into.
                await asyncio.wrap_future(ahead)
        return self.parse(response, at, came_by, ahead)

    def parse(
        self,
        response: Response,
        at: Place | None = None,
        came_by: dict[str, int | None] | None = None,
        ahead: Future[Read] | None = None,
    ) -> Iterator[Request | Item]:
        """Store one answer, and ask for what it leads to; `ahead` is its reading, where that was begun.

        With an answer alone, as `scrapy parse` and `scrapy shell` have it, what it is is told by its
        address.
        """
        capture, came_by = capture_of(response), came_by or {}
        at = at or self._by_hand(response)
        if at is None:
            return
        if response.status in redirects.REDIRECTS:
            yield from self._redirected(response, at, came_by)
        elif self._is_as_it_was(response):
            yield from self._unchanged(response, at, came_by)
        elif response.status in NO_CONDITIONS and "held" in response.meta:
            self.run.readings.forget(response.url)
            assert response.request
            yield whole(response.request)
        elif response.status != 200:
            yield from self._not_there(response, at, capture)
        elif at.kind == "month":
            yield from self._of_month(response, at, capture)
        elif at.is_feed:
            unanswered.answered(self.run.db, response.url)
            self.run.counts["answered"] += 1
            yield from self._listed(response, capture)
        else:
            yield from self._read(fetched_of(response), capture, came_by, ahead)

    def _listed(self, response: Response, capture: Capture) -> Iterator[Request | Item]:
        """Ask for what a feed or a sitemap names."""
        try:
            listed = self.pages.addresses_in(response.body)
        except Refused as refusal:
            yield refused(refusal, response.url, capture, self.run.site)
            return
        for url in listed:
            yield from self._ask(url)

    def _of_month(
        self, response: Response, at: Place, capture: Capture
    ) -> Iterator[Request | Item]:
        """Ask for the pages of one month's archive, and for its next part; never for another month."""
        self.run.counts["answered"] += 1
        try:
            linked = self.pages.links_in(fetched_of(response))
        except Refused as refusal:
            yield refused(refusal, response.url, capture, self.run.site)
            return
        found = [request for url in linked for request in self._ask(url)]
        yield from found
        # Behind the last part a list answers as well, and leads to nothing new.
        for url in linked if found else ():
            part = month(url, self.run.site)
            if part and part.id == at.id and part.offset == at.offset + 1:
                yield from self._ask_month(url, part)

    def _ask_month(self, url: str, at: Place) -> Iterator[Request]:
        if at not in self.asked and not self._is_enough():
            self.asked.add(at)
            yield self._request(url, at, {})

    def _by_hand(self, response: Response) -> Place | None:
        """Which page somebody asked for by hand; said where it is none, or not there."""
        site = self.run.site
        at = place(response.url, site)
        if at is None:
            why = (
                refusal(response.url, site)
                if is_ours(response.url, site)
                else f"no address of {site.base} (a copy of the site: SITE_URL)"
            )
            self.logger.error("%s is no page: %s", response.url, why)
        elif response.status != 200:
            self.logger.warning("%s was answered with HTTP %d", response.url, response.status)
        return at

    def _read(
        self,
        fetched: Fetched,
        capture: Capture,
        came_by: dict[str, int | None],
        ahead: Future[Read] | None = None,
    ) -> Iterator[Request | Item]:
        found, reading = read(fetched, capture, self.run.site, self.evidence, self.pages, ahead)
        if reading is None or not isinstance(found, Finding):
            self.run.readings.forget(fetched.url)
            self.run.counts["answered"] += isinstance(found, Answer)
            if isinstance(found, Unchanged):
                found.addresses |= came_by
            yield found
            yield from self._follow(reading) if reading else self._led_on(fetched, found)
            return
        if reading.page_id not in self.run.withheld:
            self.run.readings.put(fetched.url, capture, reading)
        before, found.is_reread = earlier(self.run, self.evidence, reading, self.pages)
        if found.is_reread:
            self._reread.add(reading.page_id)
        yield from self._found(found, reading, {**came_by, fetched.url: 200}, before)

    def _led_on(self, fetched: Fetched, found: Item) -> Iterator[Request]:
        """A page whose text was not found leads on all the same: a home page, to the whole site."""
        if not isinstance(found, Unread) or found.reason != MissingPart.reason:
            return
        try:
            linked = self.pages.links_in(fetched)
        except Refused:
            return
        for url in linked:
            # Parts of lists are followed where the list is known for one.
            at = place(url, self.run.site)
            yield from self._ask(url) if at and not at.offset else ()

    def _found(
        self,
        found: Finding | Unchanged,
        reading: Reading,
        addresses: dict[str, int | None],
        before: Finding | None = None,
    ) -> Iterator[Request | Item]:
        """Store what was found, after what a better parser finds in the capture `before`, and ask for
        the files and pages that it leads to."""
        found.addresses |= addresses
        unsure = reading.page_id in self.evidence.unsure and len(self._unsure) < _MOST_UNSURE
        if isinstance(found, Finding) and unsure and self.is_crawling:
            self._unsure[reading.page_id] = [before, found] if before else [found]
        elif not self._is_wanted(found):
            self._not_wanted()
        else:
            if before:
                yield before
            yield found
            if reading.page_id not in self.run.withheld:
                files, _ = documents(reading, found.capture.id)
                yield from self.attached.ask(files)
        self.read_pages.add(reading.page_id)
        yield from self._follow(reading)

    def _unchanged(
        self, response: Response, at: Place, came_by: dict[str, int | None]
    ) -> Iterator[Request | Item]:
        """A page that is as it was: what was read then holds, and leads on."""
        capture = capture_of(response)
        reading = self.run.readings.reading(response.url, capture.refers_to or "")
        if reading is None:
            try:
                fetched = captures.read(self.run.db, self.run.writer.folder, capture)
            except ArchiveError as error:
                self.logger.warning("%s; asked for whole", error)
                assert response.request
                yield whole(response.request)
                return
            yield from self._read(fetched, capture, came_by)
            return
        if response.status == 200:
            self.run.readings.put(response.url, capture, reading)
        self.evidence.note(reading, at.id, capture)
        try:
            found = as_it_was(self.run, self.evidence, reading, capture) or found_in(
                reading, at, capture, self.evidence, self.pages
            )
        except Refused as refusal:
            self.run.readings.forget(response.url)
            yield refused(refusal, response.url, capture, self.run.site)
            yield from self._follow(reading)
            return
        if isinstance(found, Finding):
            found.is_reread = is_read_otherwise(self.run, reading.page_id, capture)
            if found.is_reread:
                self._reread.add(reading.page_id)
        yield from self._found(found, reading, {**came_by, response.url: 200})

    def _is_as_it_was(self, response: Response) -> bool:
        """Whether a page is as it was, by the site's word, or by its bytes where their reading is kept."""
        if response.status == 304:
            return "held" in response.meta
        payload = capture_of(response).refers_to if response.status == 200 else None
        return payload is not None and self.run.readings.holds(response.url, payload)

    def _is_wanted(self, found: Finding | Unchanged) -> bool:
        """Whether the kind of a page was asked for (`-a only=`)."""
        kind = found.page.kind if isinstance(found, Finding) else found.kind
        return ("article" if kind == "list" else kind) in self.only

    def _follow(self, reading: Reading) -> Iterator[Request]:
        # The sections that a menu names are read before the pages they list.
        menus = frozenset(reading.menu)
        months = months_listed(reading, self.run.site)
        for url in reading.links:
            if not is_ours(url, self.run.site):
                continue
            if url in months:
                yield from self._ask_month(url, months[url])
                continue
            is_refused = place(url, self.run.site) is None and len(self.refused) < _MOST_REFUSED
            if is_refused and url not in self.refused:
                self.refused.add(url)
                self.run.skipped[refusal(url, self.run.site)] += 1
            yield from self._ask(url, url in menus)

    @cached_property
    def most(self) -> int:
        """How many pages a run may ask for; 0 where there is no bound."""
        return self.crawler.settings.getint("CLOSESPIDER_PAGECOUNT")

    def _is_enough(self) -> bool:
        """Whether so many were asked for, or wait: what is met beyond would only fill the memory."""
        return 0 < self.most <= len(self.asked) + len(self.numbers)

    def left(self) -> Iterator[Item]:
        """Pages that still wait when the run is ended: the new ones, as what they are by then.

        What a list already says of a page, and what is known of it, the next run looks at again.
        """
        named = self.evidence.late()
        waited, self._unsure = self._unsure, {}
        for page_id, found in waited.items():
            ids = (page_id, *found[-1].aliases)
            is_news = page_id not in named and not any(self._is_known(Place(id_)) for id_ in ids)
            if is_news and self._is_wanted(found[-1]):
                yield from found

    def _redirected(
        self, response: Response, at: Place, came_by: dict[str, int | None]
    ) -> Iterator[Request]:
        self.run.counts["answered"] += 1
        target = redirects.location(response)
        if not target or not is_ours(target, self.run.site):
            self.run.skip(*redirects.refused(target))
            return
        came_by = {**came_by, response.url: response.status}
        if target in came_by or len(came_by) > redirects.MAX_REDIRECTS:
            self._lost(response.url, f"redirects without end, to {target}")
            return
        there = place(target, self.run.site)
        if there == at:
            # Another spelling of the same page, which was not read yet.
            yield self._request(target, at, came_by)
        elif there:
            if response.status in (301, 308):
                self.evidence.redirected(at, there)
            yield from self._ask(target)

    def _not_there(self, response: Response, at: Place, capture: Capture) -> Iterator[Item]:
        """What an answer without a page means. Only 404 and 410 say that a page is not there."""
        if response.status not in (404, 410):
            self._refused(response, at)
            return
        unanswered.answered(self.run.db, response.url)
        self.run.counts["answered"] += 1
        page = page_at(self.run.db, self.evidence.page(at.id), response.url)
        if page and not at.offset:
            yield Absent(page, capture)
        else:
            self.run.skipped[f"answered {response.status}, and was never there"] += 1

    def _refused(self, response: Response, at: Place) -> None:
        if response.status == 403 and not at.is_list and not self._is_known(at):
            # The site's own word for a page that is not published; a page once read is another case.
            self.run.counts["answered"] += 1
            self.run.skipped["answered 403, and was never there"] += 1
            return
        if (at.is_feed or at.kind == "plan") and response.status == 403:
            self.run.counts["answered"] += 1
            return
        self._lost(response.url, f"HTTP {response.status}")

    def _is_known(self, at: Place) -> bool:
        """Whether the page was ever read, in this run or an earlier one."""
        page = self.evidence.page(at.id)
        known = self.run.db.execute(
            "SELECT page_id FROM addresses WHERE url = ?", (canonical(at.id, self.run.site),)
        ).fetchone()
        page = known[0] if known else page
        return (
            self.run.db.execute("SELECT 1 FROM pages WHERE id = ?", (page,)).fetchone() is not None
        )

    def failed(self, failure: Failure) -> None:
        """No answer at all, after all retries."""
        # Scrapy sets the request on the failure; Twisted's type knows nothing of it.
        request = failure.request  # type: ignore[attr-defined]
        why = str(failure.value) if isinstance(failure.value, IgnoreRequest) else ""
        if not_sent := next((one for one in (FORBIDDEN, UNKNOWN) if why.startswith(one)), None):
            self.run.skipped[not_sent] += 1
            return
        if self.run.error:
            # The run is stopping, and has said why: what was under way is not lost by the site.
            return
        self._lost(request.url, failure.getErrorMessage() or type(failure.value).__name__)

    def _lost(self, url: str, why: str) -> None:
        self.run.lose(url, why)
        self.logger.error("lost %s: %s", url, why)
