"""What stands in place of a page at status 200 is refused by what it says of itself; a page is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import layouts
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
