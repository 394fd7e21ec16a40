"""What stands in place of a page at status 200 is refused by what it says of itself; a page is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import layouts
from layouts.addresses import place
from records.errors import NotContent
from records.reading import Fetched
from tests.layouts.test_bad_input import SITE, URL, page, read

PAGES = sorted((Path(__file__).parent / "disguised").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_in_disguise_is_refused_and_says_by_what_it_was_known(path: Path) -> None:
    with pytest.raises(NotContent) as refusal:
        layouts.read(Fetched(URL, path.read_bytes(), "2026-01-01T00:00:00Z"), SITE)
    challenge = path.stem.startswith("challenge")
    assert ("check whether a browser asks" in refusal.value.detail) == challenge


def test_a_challenge_is_known_by_its_header_alone() -> None:
    with pytest.raises(NotContent, match="cf-mitigated"):
        read(page("<p>Words.</p>"), headers={"cf-mitigated": "challenge"})


@pytest.mark.parametrize(
    "body",
    [
        page("<p>Words.</p>", head="<title>Attention required in hotels - Collective</title>"),
        page("<p>Words.</p>", head="<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
        page("<p>Words.</p>", head="<meta http-equiv='refresh' content='600'>"),
        page("<p>How a captcha works, and _cf_chl_opt in it.</p>" + "<p>More words of it.</p>" * 200),
        page("<p>The security check at work places.</p>", title="<h1>A security check for all</h1>"),
    ],
)  # fmt: skip
def test_a_page_that_only_resembles_one_is_read(body: bytes) -> None:
    assert read(body).blocks


ON = "<p>Cette page a déménagé : <a href='spip.php?article842'>cliquez ici</a>.</p>"
LEADING = [
    "0; url=spip.php?article842", "0;URL='spip.php?article842'", '5; url="/article842"', "0,url=/article842",
    "1.5 ; Url=http://contrelatraite.org/spip.php?page=article&amp;id_article=842",
]  # fmt: skip
STAYING = [
    "600", "0", "300; url=spip.php?article842", "0; url=https://example.org/", "0; url=", "0; url=mailto:a@example.org",
    f"0; url={URL}", "url=spip.php?article842",
]  # fmt: skip


@pytest.mark.parametrize("content", LEADING)
def test_a_page_that_only_leads_on_says_nothing_and_leads_there(content: str) -> None:
    body = page(
        ON, head=f"<meta http-equiv='Refresh' content='{content.replace(chr(39), '&#39;')}'>"
    )
    reading = read(body)
    assert not reading.blocks
    (url,) = reading.links
    assert url == reading.leads_to
    assert place(url, SITE) == place("https://contrelatraite.org/article842", SITE)


@pytest.mark.parametrize("content", STAYING)
def test_a_page_that_stays_for_its_readers_is_read(content: str) -> None:
    reading = read(page(ON, head=f"<meta http-equiv='refresh' content='{content}'>"))
    assert reading.leads_to is None
    assert reading.blocks


def test_a_long_page_that_leads_on_is_a_page() -> None:
    head = "<meta http-equiv='refresh' content='0; url=spip.php?article842'>"
    said = page("<p>Beaucoup de mots, et d’autres encore.</p>" * 100, head=head)
    assert read(said).leads_to is None
