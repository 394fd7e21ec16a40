"""A night has an end, whatever the site leads to: it ends in order, says so, and proves nothing by it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from archive.checks import Result, keep
from crawling.run import begin_for
from layouts.addresses import Place
from spiders.collective import CollectiveSpider
from tests.crawling.conftest import Ended, Shell
from tests.crawling.site_of_pages import Answer, Page, Served, drupal, serve_pages

HOME = drupal("Home", '<p>Welcome.</p><a href="/choir">Choir</a><a href="/band">Band</a>')
CHOIR = drupal("The choir", "<p>An evening of songs.</p>", 1, "choir")
BAND = drupal("The band", "<p>Another evening.</p>", 2, "band")
WELL: dict[str, Page] = {"/": HOME, "/choir": CHOIR, "/band": BAND}


class Endless(dict[str, Page]):
    """A site on which every page leads to two new addresses."""

    def get(self, path: str, default: object = None) -> object:  # type: ignore[override]
        if path in self or not path.startswith("/evening-"):
            return super().get(path, default)
        number = int(path.removeprefix("/evening-"))
        return drupal(
            f"Evening {number}", f"<p>What was sung on evening {number}.</p>{two(number)}"
        )


def two(number: int) -> str:
    return "".join(f'<a href="/evening-{n}">Next</a>' for n in (2 * number, 2 * number + 1))


def endless(**pages: Page) -> Endless:
    """The well site, whose home page leads into the endless one."""
    home = drupal(
        "Home", f'<p>Welcome.</p>{two(1)}<a href="/choir">Choir</a><a href="/band">Band</a>'
    )
    return Endless({**WELL, "/": home, **{f"/{name}": page for name, page in pages.items()}})


def crawled(
    shell: Shell, site: Served, *more: str, command: tuple[str, ...] = ("crawl", "collective")
) -> Ended:
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off")
    return shell(*command, "-s", f"SITE_URL={site.url}", *fast, *more)


def failures(ended: Ended) -> list[str]:
    return [line.strip() for line in ended.said.splitlines() if "FAILED" in line]


def test_a_site_without_end_is_left_after_so_many_pages_and_what_was_read_is_stored(
    shell: Shell,
) -> None:
    with serve_pages(endless()) as site:
        ended = crawled(shell, site, "-s", "CLOSESPIDER_PAGECOUNT=30")
    assert ended.code == 1
    (failed,) = failures(ended)
    assert failed.startswith(
        "FAILED: ran to its end: ended before its end: after 30 pages (CLOSESPIDER_PAGECOUNT), the bound"
    )
    assert re.search(
        rf"does the site lead to ever new addresses, as {site.url}evening-\d+\?", failed
    )
    assert len(site.asked) <= 31
    ((outcome, finished_at, read),) = shell.rows("SELECT outcome, finished_at, read FROM crawls")
    assert outcome == "failed"
    assert finished_at
    pages = shell.rows("SELECT count(*) FROM pages")
    assert pages == [(read,)]
    assert shell.rows("SELECT count(*) FROM articles WHERE text LIKE 'What was sung%'")[0][0] > 20
    assert shell.rows("SELECT count(*) FROM captures") == [(len(site.asked),)]
    assert not (shell.folder / "archive.db.lock.holder").exists()
    whole = shell("check-archive")
    assert whole.code == 0, whole.said


@pytest.mark.slow
def test_a_site_without_end_is_left_after_so_many_hours(shell: Shell) -> None:
    with serve_pages(endless()) as site:
        ended = crawled(shell, site, "-s", "CRAWL_HOURS_MAX=0.0005")
    assert ended.code == 1
    (failed,) = failures(ended)
    assert failed.startswith(
        "FAILED: ran to its end: ended before its end: after 0.0005 hours (CRAWL_HOURS_MAX), the bound"
    )
    assert shell.rows("SELECT outcome FROM crawls") == [("failed",)]


@pytest.mark.slow
def test_a_night_without_end_is_not_published_and_its_captures_can_be_read(shell: Shell) -> None:
    night = ("nightly",)
    with serve_pages(WELL) as site:
        assert crawled(shell, site, command=night).code == 0
        before = kept(shell)
    with serve_pages(endless()) as site:
        ended = crawled(shell, site, "-s", "CLOSESPIDER_PAGECOUNT=30", command=night)
        assert ended.code == 1
        assert ended.said.count("the published archive stays as it was") == 1
        assert kept(shell) == before
        (captured,) = shell.folder.glob("captures/*.unpublished.warc.gz")
        elsewhere = ("-s", f"ARCHIVE_DB={shell.folder}/other.db")
        read = shell(
            "crawl", "captures", "-a", f"path={captured}", "-s", f"SITE_URL={site.url}", *elsewhere
        )
    assert read.code == 0, read.said
    with closing(sqlite3.connect(shell.folder / "other.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] > 20


def kept(shell: Shell) -> list[list[tuple[object, ...]]]:
    tables = ("pages", "articles", "statements", "versions", "absences", "captures")
    return [shell.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


@pytest.mark.slow
def test_what_a_run_that_was_ended_found_absent_or_did_not_meet_proves_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    pages = Endless(WELL)
    other = Shell(tmp_path / "other")
    with serve_pages(pages) as site:
        assert crawled(shell, site).code == 0
        known = shell.rows(BOTH)
        assert [title for title, *_ in known] == ["The band", "The choir"]
        shutil.copytree(shell.folder, other.folder)
        pages["/choir"] = NOT_THERE
        # In a run that comes to its own end this is a proof.
        told = ("-s", "GONE_AFTER=1", "-s", "ACCEPT_CHANGES=on")
        assert crawled(other, site, *told).code == 0
        assert other.rows("SELECT page_id FROM absences") == [("drupal/node/1",)]
        site.asked.clear()
        pages["/"] = drupal("Home", f'{two(1)}<a href="/choir">Choir</a>')
        more = ("-s", "CLOSESPIDER_PAGECOUNT=25", "-s", "GONE_AFTER=1")
        assert "after 25 pages" in crawled(shell, site, *more).said
    assert "/choir" in site.asked
    assert shell.rows(BOTH) == known
    assert shell.rows("SELECT * FROM absences") == []


@pytest.mark.slow
def test_a_known_page_that_a_list_would_have_named_stays_what_it_is(shell: Shell) -> None:
    """Its list stands behind the end of the run: without it, it looks like an article."""
    listed = '<ul><li><a href="/a-house">House</a></li></ul>'
    pages = Endless({
        "/": drupal("Home", '<p>Welcome.</p><a href="/a-house">House</a><a href="/members">All</a>'),
        "/a-house": drupal("A house (AHS)", "<p>It has a garden.</p>", 20, "a-house"),
        "/members": drupal("Our members", listed, 21),
    })  # fmt: skip
    tables = ("profiles", "members", "articles WHERE id = 'drupal/node/20'")
    with serve_pages(pages) as site:
        assert crawled(shell, site).code == 0
        assert shell.rows("SELECT id FROM members") == [("ahs",)]
        before = [shell.rows(f"SELECT * FROM {table}") for table in tables]
        pages["/"] = drupal("Home", f'<p>Welcome.</p>{two(1)}<a href="/a-house">House</a>')
        pages["/a-house"] = drupal("A house (AHS)", "<p>It has a gate.</p>", 20, "a-house")
        crawled(shell, site, "-s", "CLOSESPIDER_PAGECOUNT=25")
    assert site.asked.count("/a-house") == 2
    assert [shell.rows(f"SELECT * FROM {table}") for table in tables] == before


BOTH = "SELECT title, kind, gone_at, last_seen_at FROM pages WHERE url LIKE '%/choir' OR url LIKE '%/band' ORDER BY 1"
NOT_THERE: Answer = (404, {}, "<html><body><h1>Rien</h1></body></html>")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings()
    made.setmodule("settings")
    for name, value in {
        "SITE_URL": "https://example.org/",
        "ARCHIVE_DB": str(tmp_path / "archive.db"),
        "CAPTURES_DIR": str(tmp_path / "captures"),
        "WITHHELD_FILE": str(tmp_path / "withheld.toml"),
    }.items():
        made.set(name, value, priority="project")
    return made


def bounded(settings: Settings, asked: int = 0, **set_by_hand: object) -> Crawler:
    """A crawler whose run has begun, after a good one that asked for so many pages."""
    for name, value in set_by_hand.items():
        settings.set(name, value, priority="cmdline")
    crawler = Crawler(CollectiveSpider, settings)
    crawler.addons.load_settings(crawler.settings)
    if asked:
        good = begin_for(Crawler(CollectiveSpider, crawler.settings), {})
        good.results = [Result("requests", True, True, asked)]
        keep(good.db, good.crawl.id, good.results)
        good.end("finished")
    begin_for(crawler, {}).end("failed")
    return crawler


@pytest.mark.parametrize(
    ("asked", "most"),
    [(0, 100_000), (60, 10_000), (2_000, 10_000), (2_001, 10_005), (30_000, 150_000)],
)
def test_the_bound_of_pages_is_many_times_what_the_last_good_run_asked_for(
    settings: Settings, asked: int, most: int
) -> None:
    assert bounded(settings, asked).settings.getint("CLOSESPIDER_PAGECOUNT") == most


@pytest.mark.parametrize("given", ["7", "0"])
def test_a_bound_of_pages_that_the_operator_sets_wins(settings: Settings, given: str) -> None:
    crawler = bounded(settings, 2_000, CLOSESPIDER_PAGECOUNT=given)
    assert crawler.settings.getint("CLOSESPIDER_PAGECOUNT") == int(given)


def test_a_crawl_lasts_twenty_hours_unless_the_operator_says_otherwise(settings: Settings) -> None:
    assert bounded(settings).settings.getfloat("CLOSESPIDER_TIMEOUT") == 20 * 3600
    assert bounded(settings, CRAWL_HOURS_MAX="1.5").settings.getfloat("CLOSESPIDER_TIMEOUT") == 5400
    assert (
        bounded(settings, CLOSESPIDER_TIMEOUT="60").settings.getfloat("CLOSESPIDER_TIMEOUT") == 60
    )


def test_a_crawl_without_a_bound_of_hours_has_none(settings: Settings) -> None:
    assert bounded(settings, CRAWL_HOURS_MAX="0").settings.getfloat("CLOSESPIDER_TIMEOUT") == 0


def test_no_more_pages_wait_in_memory_than_a_run_may_ask_for(settings: Settings) -> None:
    """Each of these pages leads to a hundred others."""
    crawler = bounded(settings, CLOSESPIDER_PAGECOUNT="150")
    run = begin_for(crawler, {})
    spider = CollectiveSpider.from_crawler(crawler)
    for number in range(5):
        links = "".join(f'<a href="/evening-{number}-{other}">Next</a>' for other in range(100))
        url = f"https://example.org/evening-{number}"
        page = drupal(f"Evening {number}", f"<p>Songs.</p>{links}").encode()
        response = HtmlResponse(url, body=page, encoding="utf-8", request=Request(url))
        list(spider.parse(response, Place(f"drupal/path/evening-{number}"), {}))
    spider.closing()
    assert len(spider.asked) == 150
    assert len(run.met) == 150
    assert run.first_beyond == "https://example.org/evening-1-50"
    run.counts["read"] = 5
    run.finish("finished")
    assert run.crawl.outcome == "failed"
    (end,) = [result for result in run.results if result.name == "ran to its end"]
    assert end.note and end.note.startswith("ended after 150 pages (CLOSESPIDER_PAGECOUNT)")
