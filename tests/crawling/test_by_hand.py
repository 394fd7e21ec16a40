"""A page read by hand, with a response alone: what a crawl would make of it, and nothing is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawling.run import begin_for, has_run
from records.finding import Finding, Unread
from spiders.collective import CollectiveSpider
from tests.crawling.conftest import HOME
from tests.crawling.site_of_pages import drupal, serve_pages
from tests.crawling.test_scrapys_tools import PAGES, place

URL = "https://example.org/"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = Settings()
    made.setmodule("settings")
    for name, value in {
        "SITE_URL": URL,
        "ARCHIVE_DB": str(tmp_path / "archive.db"),
        "CAPTURES_DIR": str(tmp_path / "captures"),
        "WITHHELD_FILE": str(tmp_path / "withheld.toml"),
    }.items():
        made.set(name, value)
    return made


def parsed(
    settings: Settings, path: str, html: str, status: int = 200, **headers: str
) -> list[object]:
    """What our spider gives for one answer, made as Scrapy's shell makes it: without a run."""
    spider = CollectiveSpider.from_crawler(Crawler(CollectiveSpider, settings))
    url = f"{URL}{path}"
    response = HtmlResponse(
        url, status, headers, html.encode(), encoding="utf-8", request=Request(url)
    )
    given = list(spider.parse(response))
    spider.closing()
    return given


def test_a_page_gives_its_record_and_what_it_leads_to_at_once(
    settings: Settings, tmp_path: Path
) -> None:
    """Also a page no rule claims and a bare number, for which a crawl waits."""
    found, *requests = parsed(settings, "node/1", str(PAGES["/node/1"]))
    assert isinstance(found, Finding)
    assert (found.page.id, found.page.title) == ("drupal/node/1", "The choir")
    assert found.content and found.content.text.startswith("An evening of songs.")
    assert [request.url.removeprefix(URL) for request in requests] == [
        "sites/default/files/songs.pdf",
        "node/2",
        "songs",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_could_be_remembered_is_not(settings: Settings, tmp_path: Path) -> None:
    parsed(settings, "node/1", str(PAGES["/node/1"]), ETag='"7"')
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_read_gives_the_row_of_quarantine(settings: Settings) -> None:
    (found,) = parsed(settings, "node/1", "<html><body><p>No page of any CMS.</p></body></html>")
    assert isinstance(found, Unread)
    assert found.reason == "unknown-layout"


def test_a_redirect_gives_the_request_for_where_it_leads(settings: Settings) -> None:
    (request,) = parsed(settings, "moved", "", 301, Location="/songs")
    assert isinstance(request, Request)
    assert request.url == f"{URL}songs"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("search/node", 200, "is no page: searches"),
        ("nowhere", 404, "was answered with HTTP 404"),
        ("node/1", 500, "HTTP 500"),
    ],
)
def test_what_gives_nothing_says_why(
    settings: Settings, caplog: pytest.LogCaptureFixture, path: str, status: int, said: str
) -> None:
    assert parsed(settings, path, "", status) == []
    assert said in caplog.text


def test_an_address_of_another_site_is_named_with_the_setting_that_would_make_it_ours(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.set("SITE_URL", "http://127.0.0.1:1/")
    assert parsed(settings, "node/1", str(PAGES["/node/1"])) == []
    assert "no address of http://127.0.0.1:1/ (a copy of the site: SITE_URL)" in caplog.text


def test_what_was_taken_down_is_not_asked_for(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "withheld.toml").write_text(
        '[[withheld]]\nid = "drupal/node/2"\ndate = 2026-01-02\nreason = "asked for"\n', "utf-8"
    )
    asked = [
        str(getattr(one, "url", "")) for one in parsed(settings, "node/1", str(PAGES["/node/1"]))
    ]
    assert f"{URL}songs" in asked
    assert f"{URL}node/2" not in asked


def test_a_crawler_has_a_run_only_where_one_was_handed_to_it(settings: Settings) -> None:
    crawler = Crawler(CollectiveSpider, settings)
    crawler.addons.load_settings(crawler.settings)
    assert not has_run(crawler)
    run = begin_for(crawler, {})
    assert has_run(crawler)
    run.end("failed")


def test_a_page_is_parsed_and_nothing_else_is_asked_for(tmp_path: Path) -> None:
    with serve_pages(PAGES) as site:
        ended = place(tmp_path, site)("parse", "--spider=collective", "{page}")
    assert "<GET http://" in ended.said and "/node/2>" in ended.said
    assert site.asked == ["/robots.txt", "/node/1"]


@pytest.mark.slow
def test_a_page_is_parsed_with_what_it_leads_to(tmp_path: Path) -> None:
    mail = drupal("The songs", "<p>Write to choir@example.org.</p>", 3, "songs")
    pages = {**PAGES, "/songs": mail, "/sites/default/files/songs.pdf": "do re mi"}
    with serve_pages(pages) as site:
        there = place(tmp_path, site)
        ended = there("parse", "--spider=collective", "--pipelines", "--depth=2", "{page}")
    assert ended.code == 0, ended.said
    assert "Another evening." in ended.said
    assert "Write to [e-mail withheld]." in ended.said
    assert "'status': 'kept'" in ended.said
    assert there.left() == {}


CONTRACT = """
from spiders.collective import CollectiveSpider

class Checked(CollectiveSpider):
    name = "checked"

    def parse(self, response, **given):
        \'\'\'
        @url {page}
        @returns items 1 1
        @returns requests 3 3
        \'\'\'
        return super().parse(response, **given)
"""


@pytest.mark.slow
def test_what_our_spider_gives_can_be_promised_in_a_contract(tmp_path: Path) -> None:
    with serve_pages(PAGES) as site:
        there = place(tmp_path, site)
        contract = CONTRACT.format(page=f"{site.url}node/1")
        (there.elsewhere / "checked.py").write_text(contract, "utf-8")
        kept = there("check", SPIDER_MODULES="checked")
        (there.elsewhere / "checked.py").write_text(contract.replace("3 3", "4 4"), "utf-8")
        broken = there("check", SPIDER_MODULES="checked")
    assert (kept.code, broken.code) == (0, 1), kept.said + broken.said
    assert "Ran 2 contracts" in kept.said
    assert there.left() == {}


@pytest.mark.slow
def test_our_spider_asks_nothing_where_no_run_was_begun(tmp_path: Path) -> None:
    with serve_pages(PAGES) as site:
        there = place(tmp_path, site)
        ended = there("runspider", str(HOME / "spiders" / "collective.py"))
    assert "nothing is asked: this spider crawls by `scrapy crawl collective` alone" in ended.said
    assert "Traceback" not in ended.said
    assert site.asked == []
    assert there.left() == {}
