"""A SPIP whose templates share no name with those that were shown, and one that links by titles: equal records."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from replica.expected import page_id, published, records
from replica.server import serve
from replica.spip.addresses import Addresses
from tests.crawling.comparing import compared, table
from tests.crawling.conftest import Shell
from tests.crawling.test_replica_crawl import OPEN, Crawled, crawl
from tests.replica.asking import get

# The theme, and whether it links by titles; where no page tells its number it is known by its title.
WAYS = {
    "other names, numbers": ("quartier", False),
    "other names, titles": ("quartier", True),
    "its own names, titles": ("", True),
}
_CLASSES = re.compile(r"""class=["']([^"']*)""")


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS)
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("quartier"))
    theme, rewritten = request.param
    with serve(theme=theme, rewritten=rewritten) as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN))


@pytest.mark.slow
def test_every_record_is_as_the_content_says(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    known, wanted = identities(crawled), records(crawled.site.content)
    for one in wanted:
        one["page_id"] = known[one["page_id"]]
        one["translation_of"] = known.get(one["translation_of"])
    counts, lines = compared(
        sqlite3.connect(crawled.shell.folder / "archive.db"), crawled.site.content, wanted
    )
    print(table(counts))
    assert not lines, "\n".join([table(counts), *lines])


@pytest.mark.slow
def test_every_published_page_is_stored_once_and_nothing_else(crawled: Crawled) -> None:
    read = [page for (page,) in crawled.rows("SELECT id FROM pages WHERE kind != 'list'")]
    known = identities(crawled)
    assert sorted(map(str, read)) == sorted(known[page] for page in published(crawled.site.content))


def identities(crawled: Crawled) -> dict[object, object]:
    """What each article is known by: its number, or where its page tells none its address."""
    addresses = Addresses(crawled.site.content, crawled.site.rewritten)
    met = dict(crawled.rows("SELECT url, page_id FROM addresses"))
    return {
        page_id(number): met.get(crawled.site.url + addresses.article(number), page_id(number))
        for number in crawled.site.content.entries
    }


def test_the_theme_shares_no_class_with_spips_own() -> None:
    def classes(theme: str) -> set[str]:
        with serve(theme=theme) as site:
            pages = [f"spip.php?article{number}" for number in list(site.content.entries)[:30]]
            text = "".join(
                get(site, f"/{page}").text for page in [*pages, "spip.php?rubrique10", ""]
            )
        return {name for names in _CLASSES.findall(text) for name in names.split()}

    assert classes("quartier") & classes("") == set()
