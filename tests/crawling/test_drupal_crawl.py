"""A crawl of the rebuilt site, in three themes, and of both generations into one archive."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from replica import expected
from replica.content import read_content
from replica.drupal.content import published, records
from replica.drupal.site import is_trap
from replica.server import serve
from tests.crawling.comparing import compared, content_of, table
from tests.crawling.conftest import HOME, Shell
from tests.crawling.test_replica_crawl import OPEN, Crawled, crawl

OTHERS = [pytest.param(theme, marks=pytest.mark.slow) for theme in ("olivero", "plain")]


@pytest.fixture(scope="module", params=["bartik", *OTHERS])
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


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("both"))
    with serve(generation="both") as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN))


@pytest.mark.slow
def test_the_readme_prints_what_the_demo_answers(both: Crawled) -> None:
    text = (HOME / "README.md").read_text("utf-8")
    asked = re.findall(r"```sql\n(.*?)```\n```\n(.*?)```", text, re.DOTALL)
    assert len(asked) == 3
    for sql, printed in asked:
        rows = [" | ".join(map(str, row)) for row in both.rows(sql)]
        assert rows == printed.splitlines(), sql


@pytest.mark.slow
def test_one_crawl_of_both_generations_stores_every_page_of_both_once(both: Crawled) -> None:
    shell, site = both.shell, both.site
    assert both.ended.code == 0, both.ended.said
    new, old = site.content, read_content("spip")
    db = sqlite3.connect(shell.folder / "archive.db")
    counts, lines = compared(db, new, records(new))
    of_old, lines_of_old = compared(db, old)
    print(table(counts + of_old))
    assert not lines + lines_of_old, "\n".join([table(counts + of_old), *lines, *lines_of_old])
    ids = [str(page) for (page,) in shell.rows("SELECT id FROM pages WHERE kind != 'list'")]
    expected_ids = {*published(new), *expected.published(old)}
    assert set(ids) == expected_ids and len(ids) == len(expected_ids)
    asked = [entry.target for entry in site.log]
    assert not [t for t in asked if is_trap(t) or ("spip.php" in t and expected.is_trap(t))]
    there = {e.target for e in site.log if e.status == 200 and _is_page(e.target)}
    assert len([e for e in site.log if _is_page(e.target)]) <= 1.25 * len(there)


@pytest.mark.slow
def test_the_captures_alone_make_the_same_content_of_both(both: Crawled, tmp_path: Path) -> None:
    again = Shell(tmp_path)
    captures = both.shell.folder / "captures"
    ended = again(
        "crawl", "captures", "-a", f"path={captures}", "-s", f"SITE_URL={both.site.url}", *OPEN,
        "-s", f"CAPTURES_DIR={captures}",
    )  # fmt: skip
    assert ended.code == 0, ended.said
    assert content_of(tmp_path / "archive.db") == content_of(both.shell.folder / "archive.db")


@pytest.mark.slow
def test_a_second_crawl_changes_nothing_although_every_byte_is_rendered_anew(
    both: Crawled,
) -> None:
    archive = both.shell.folder / "archive.db"
    before = content_of(archive), both.rows("SELECT count(*) FROM versions")
    both.site.turn("both")
    assert crawl(both.shell, both.site.url, *OPEN).code == 0
    assert (content_of(archive), both.rows("SELECT count(*) FROM versions")) == before


def _is_page(target: str) -> bool:
    return "/sites/" not in target and "IMG/" not in target


@pytest.mark.slow
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
