"""A crawl of the rebuilt site, in three themes, and of both generations into one archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from replica.drupal.content import published, records
from replica.drupal.site import is_trap
from replica.server import serve
from tests.crawling.comparing import compared, table
from tests.crawling.conftest import Shell
from tests.crawling.test_replica_crawl import OPEN, Crawled, crawl


@pytest.fixture(scope="module", params=["bartik", "olivero", "plain"])
def crawled(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("drupal"))
    with serve(generation="drupal", theme=request.param) as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN))


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    assert crawled.rows("SELECT * FROM quarantine") == []


def test_every_record_is_as_the_content_says(crawled: Crawled) -> None:
    content = crawled.site.content
    counts, lines = compared(
        sqlite3.connect(crawled.shell.folder / "archive.db"), content, records(content)
    )
    print(table(counts))
    assert not lines, "\n".join([table(counts), *lines])


def test_every_published_page_is_stored_once_and_nothing_else(crawled: Crawled) -> None:
    read = [page for (page,) in crawled.rows("SELECT id FROM pages WHERE kind != 'list'")]
    assert sorted(map(str, read)) == sorted(published(crawled.site.content))


def test_no_trap_is_asked_and_few_requests_are_made(crawled: Crawled) -> None:
    asked = [entry.target for entry in crawled.site.log]
    assert [target for target in asked if is_trap(target) or target.startswith("/index.php")] == []
    assert len(asked) == len(set(asked))
    there = {e.target for e in crawled.site.log if e.status == 200 and "/sites/" not in e.target}
    pages = [target for target in asked if "/sites/" not in target]
    assert len(pages) <= 1.25 * len(there)


def test_both_generations_are_one_collection(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    with serve() as site:
        assert crawl(shell, site.url, *OPEN).code == 0
        before = set(shell.rows("SELECT id FROM members"))
        site.turn("drupal")
        assert crawl(shell, site.url, *OPEN).code == 0
    # The same members under varying names, and the two that joined since.
    new = set(shell.rows("SELECT id FROM members")) - before
    assert new == {("cdr",), ("la-cordee-des-halles",)}
    both = shell.rows(
        "SELECT member_id FROM profiles GROUP BY 1 HAVING count(DISTINCT substr(id, 1, 4)) = 2"
    )
    assert set(both) == before
