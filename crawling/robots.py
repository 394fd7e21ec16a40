"""robots.txt as RFC 9309 has it: obeyed where it leads, and where it cannot be had nothing is asked."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from crawling import redirects
from crawling.run import has_run, run_of

logger = logging.getLogger(__name__)
# Of a longer one this much is read: the standard asks for as much at least.
_MOST_BYTES = 512 * 1024
_FIRST = 1000
# What a request is not sent for, as the run's summary counts it.
FORBIDDEN, UNKNOWN = "forbidden by robots.txt", "no robots.txt could be had"


class ObeyRobots:
    """Asks each host for its robots.txt before anything else, and lets no request by that it forbids.

    Scrapy's own takes a redirect, an error page and a server that is down for rules that allow everything.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._rules: dict[str, asyncio.Task[ProtegoRobotParser]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request by, once the rules of its host are known. Raises IgnoreRequest otherwise."""
        at = urlsplit(request.url)
        if request.meta.get("dont_obey_robotstxt") or at.scheme not in ("http", "https"):
            return
        host = f"{at.scheme}://{at.netloc}"
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._asked(f"{host}/robots.txt"))
        # Others wait for the same answer: who is cancelled takes it from none of them.
        rules = await asyncio.shield(self._rules[host])
        agent = request.headers.get("User-Agent") or self.crawler.settings["USER_AGENT"]
        if not rules.allowed(request.url, agent):
            raise IgnoreRequest(FORBIDDEN)

    async def _asked(self, url: str) -> ProtegoRobotParser:
        """The rules of a host. A client's error says that there are none, a server's that nobody may ask."""
        try:
            response = await self._answer(url)
        except IgnoreRequest:
            raise
        except Exception as error:
            # No answer at all: the site is not reached, whatever kept it away.
            raise IgnoreRequest(f"{UNKNOWN}: {error or type(error).__name__}") from error
        if response is None or (400 <= response.status < 500 and response.status != 429):
            return self._parsed(b"", url)
        if response.status != 200:
            raise self._unknown(url, f"HTTP {response.status}")
        return self._parsed(response.body[:_MOST_BYTES], url)

    async def _answer(self, url: str) -> Response | None:
        """What is answered at the end of all redirects; None where they lead nowhere that can be asked."""
        engine: Any = self.crawler.engine
        for _ in range(redirects.MAX_REDIRECTS + 1):
            meta = {"dont_obey_robotstxt": True}
            request = Request(url, priority=_FIRST, meta=meta, callback=NO_CALLBACK)
            response: Response = await engine.download_async(request)
            if response.status not in redirects.REDIRECTS:
                return response
            target = redirects.location(response)
            if target is None:
                break
            is_elsewhere = urlsplit(target).netloc != urlsplit(url).netloc
            if is_elsewhere and redirects.is_private(target):
                break
            url = target
        logger.warning("%s leads nowhere: taken for one that is not there", url)
        return None

    def _parsed(self, body: bytes, url: str) -> ProtegoRobotParser:
        rules = ProtegoRobotParser(body, self.crawler.spider)
        self.crawler.signals.send_catch_log(
            signals.robots_parsed, robotparser=rules, request=Request(url)
        )
        return rules

    def _unknown(self, url: str, why: str) -> IgnoreRequest:
        """The rules are not known: nothing may be asked until they are (RFC 9309, 2.3.1.4)."""
        said = f"{url} was answered with {why}: until it is answered nothing may be asked"
        logger.error("%s; the next run asks again", said)
        if has_run(self.crawler):
            run_of(self.crawler).no_robots = said
        return IgnoreRequest(f"{UNKNOWN}: {why}")
