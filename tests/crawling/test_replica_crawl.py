"""A crawl of the replica: every page once, no trap, and every record as the content files say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from replica.expected import is_trap, members, published, redirected
from replica.server import Replica, serve
from tests.crawling.comparing import compared, content_of, table
from tests.crawling.conftest import Ended, Shell

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off")
# Contact details are part of what is compared; that they are withheld by default has its own test.
OPEN = ("-s", "WITHHOLD_CONTACT_DETAILS=off")
# Many answers at once, so that pages are read ahead of what others say of them.
MANY = ("-s", "CONCURRENT_REQUESTS=16", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16")


@dataclass(frozen=True)
class Crawled:
    shell: Shell
    site: Replica
    ended: Ended

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return self.shell.rows(sql)


def crawl(shell: Shell, url: str, *more: str) -> Ended:
    return shell("crawl", "collective", "-s", f"SITE_URL={url}", *FAST, *more)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("crawl"))
    with serve() as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    shell = Shell(tmp_path_factory.mktemp("generated"))
    with serve(pages=300) as site:
        yield Crawled(shell, site, crawl(shell, site.url, *OPEN, *MANY))


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    assert crawled.rows("SELECT * FROM quarantine") == []


def test_every_record_is_as_the_content_says(crawled: Crawled) -> None:
    counts, lines = compared(
        sqlite3.connect(crawled.shell.folder / "archive.db"), crawled.site.content
    )
    print(table(counts))
    assert not lines, "\n".join([table(counts), *lines])


@pytest.mark.slow
def test_every_generated_record_is_as_the_generator_says(generated: Crawled) -> None:
    assert generated.ended.code == 0, generated.ended.said
    counts, lines = compared(
        sqlite3.connect(generated.shell.folder / "archive.db"), generated.site.content
    )
    assert not lines, "\n".join([table(counts), *lines[:40]])


def test_every_published_page_is_stored_once_and_nothing_else(crawled: Crawled) -> None:
    read = [page for (page,) in crawled.rows("SELECT id FROM pages WHERE kind != 'list'")]
    assert sorted(map(str, read)) == sorted(published(crawled.site.content))


def test_each_page_is_asked_once_and_no_trap_ever(crawled: Crawled) -> None:
    asked = [entry.target for entry in crawled.site.log]
    assert [target for target in asked if is_trap(target)] == []
    assert len(asked) == len(set(asked))
    pages = len(published(crawled.site.content)) + len(crawled.site.content.sections)
    documents = [target for target in asked if target.startswith("/IMG/")]
    assert len(asked) - len(documents) <= 1.25 * pages + 8


def test_a_redirection_off_the_site_is_not_followed_and_is_no_page(crawled: Crawled) -> None:
    for page in redirected(crawled.site.content):
        assert crawled.rows(f"SELECT count(*) FROM pages WHERE id = '{page}'") == [(0,)]


def test_profiles_in_two_languages_are_one_member(crawled: Crawled) -> None:
    found: dict[object, set[object]] = {}
    for member, profile in crawled.rows("SELECT member_id, id FROM profiles"):
        found.setdefault(member, set()).add(profile)
    assert found == {member: set(pages) for member, pages in members(crawled.site.content).items()}


def test_a_report_is_tied_to_the_announced_day_and_not_to_the_cancelled_one(
    crawled: Crawled,
) -> None:
    tied = crawled.rows(
        "SELECT r.held_on, d.status FROM reports r JOIN meeting_dates d ON d.id = r.meeting_date_id"
    )
    assert tied == [("2016-12-09", "announced")]


def test_every_attached_document_has_a_fate(crawled: Crawled) -> None:
    assert crawled.rows("SELECT id FROM documents WHERE status = 'listed'") == []
    kept = crawled.rows(
        "SELECT bytes, sha256, mime, text FROM documents WHERE status = 'kept' AND format != 'PNG'"
    )
    assert kept
    assert all(all(row) for row in kept)


@pytest.mark.slow
def test_a_second_crawl_of_an_unchanged_site_writes_no_content_and_no_version(
    crawled: Crawled,
) -> None:
    content = ("members", "profiles", "statements", "meetings", "meeting_dates", "reports", "agenda_items",
               "articles", "documents", "page_documents", "mentions", "versions", "addresses")  # fmt: skip
    before = {name: crawled.rows(f"SELECT * FROM {name}") for name in content}
    ended = crawl(crawled.shell, crawled.site.url, *OPEN)
    assert ended.code == 0, ended.said
    for name in content:
        assert crawled.rows(f"SELECT * FROM {name}") == before[name], name


@pytest.mark.slow
def test_the_captures_alone_make_the_same_content(crawled: Crawled, tmp_path: Path) -> None:
    again = Shell(tmp_path)
    captures = crawled.shell.folder / "captures"
    ended = again(
        "crawl", "captures", "-a", f"path={captures}", "-s", f"SITE_URL={crawled.site.url}", *OPEN,
        "-s", f"CAPTURES_DIR={captures}",
    )  # fmt: skip
    assert ended.code == 0, ended.said
    assert content_of(tmp_path / "archive.db") == content_of(crawled.shell.folder / "archive.db")


@pytest.mark.slow
def test_withheld_details_are_nowhere_in_the_archive_of_a_default_crawl(
    crawled: Crawled, tmp_path: Path
) -> None:
    shell = Shell(tmp_path)
    assert crawl(shell, crawled.site.url).code == 0
    for table_name in (
        "profiles",
        "statements",
        "meetings",
        "reports",
        "articles",
        "documents",
        "versions",
        "entries",
    ):
        for row in shell.rows(f"SELECT * FROM {table_name}"):
            assert "@" not in str(row).replace("http", ""), row
    assert shell("check-archive").code == 0


@pytest.mark.slow
def test_only_the_kinds_asked_for_are_stored(crawled: Crawled, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    assert crawl(shell, crawled.site.url, "-a", "only=statement").code == 0
    assert shell.rows("SELECT DISTINCT kind FROM pages") == [("statement",)]
    assert shell.rows("SELECT count(*) FROM members") == [(0,)]


@pytest.mark.slow
def test_max_pages_ends_a_crawl_early(crawled: Crawled, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    ended = crawl(shell, crawled.site.url, "-a", "max_pages=5")
    assert ended.code == 0, ended.said
    assert shell.rows("SELECT count(*) FROM pages WHERE kind != 'list'") == [(5,)]


@pytest.mark.slow
def test_an_archive_that_cannot_be_written_stops_the_run_and_says_so(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    with serve(pages=300) as site:
        assert crawl(shell, site.url, "-a", "max_pages=1").code == 0
        db = sqlite3.connect(tmp_path / "archive.db")
        with db:
            # An error of SQLite itself, as that of a full disk; what it refuses is another matter.
            db.execute("CREATE TRIGGER full BEFORE INSERT ON reports BEGIN SELECT json('{'); END")
        asked = len(site.log)
        ended = crawl(shell, site.url)
        assert ended.code == 1
        assert "the archive could not be written: malformed JSON" in ended.said
        assert len(site.log) - asked < 200
    assert shell("check-archive").code == 0
