"""A SPIP whose templates share no name with those that were shown, and one that links by titles: equal records."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from replica.expected import published
from replica.server import serve
from tests.crawling.comparing import compared, table
from tests.crawling.conftest import Shell
from tests.crawling.test_replica_crawl import OPEN, Crawled, crawl
from tests.replica.asking import get

WAYS = {"by numbers": False, "by titles": True}
_CLASSES = re.compile(r"""class=["']([^"']*)""")


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS)
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("quartier"))
    with serve(theme="quartier", rewritten=request.param) as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN))


@pytest.mark.slow
def test_every_record_is_as_the_content_says(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    counts, lines = compared(
        sqlite3.connect(crawled.shell.folder / "archive.db"), crawled.site.content
    )
    print(table(counts))
    assert not lines, "\n".join([table(counts), *lines])


@pytest.mark.slow
def test_every_published_page_is_stored_once_and_nothing_else(crawled: Crawled) -> None:
    read = [page for (page,) in crawled.rows("SELECT id FROM pages WHERE kind != 'list'")]
    assert sorted(map(str, read)) == sorted(published(crawled.site.content))


def test_the_theme_shares_no_class_with_spips_own() -> None:
    def classes(theme: str) -> set[str]:
        with serve(theme=theme) as site:
            pages = [f"spip.php?article{number}" for number in list(site.content.entries)[:30]]
            text = "".join(
                get(site, f"/{page}").text for page in [*pages, "spip.php?rubrique10", ""]
            )
        return {name for names in _CLASSES.findall(text) for name in names.split()}

    assert classes("quartier") & classes("") == set()
