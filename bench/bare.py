"""The reference: a bare Scrapy spider that fetches the same pages, follows the same links, keeps nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

# The lists and the articles of SPIP, and the later pages of a list.
_FOLLOWED = re.compile(
    r"spip\.php\?page=(?:article&id_article|rubrique&id_rubrique)=\d+(?:&debut_articles=\d+)?$"
)


class BareSpider(scrapy.Spider):
    """Finds links with lxml, asks for each once, and does nothing else."""

    name = "bare"
    pages = 0

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Begin at the home page and the site map, as the archive does."""
        for path in ("", "spip.php?page=plan"):
            yield scrapy.Request(self.url + path)

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """Follow every article and list."""
        type(self).pages += 1
        for href in response.xpath("//a/@href").getall():
            link = href.partition("#")[0]
            if _FOLLOWED.search(link):
                yield response.follow(link)


def main() -> None:
    """Crawl, and print how many pages came."""
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "TELNETCONSOLE_ENABLED": False}
    )
    process.crawl(BareSpider, url=sys.argv[1])
    process.start()
    print(BareSpider.pages)


if __name__ == "__main__":
    main()
