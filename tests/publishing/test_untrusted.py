"""What a page of the site says is text here and nothing else, on whichever page it is shown."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.publishing.conftest import Served
from tests.publishing.things import EVIL, LONG, RIGHT_TO_LEFT

PAGES = (
    "archive/articles/drupal~2Fnode~2F9", "archive/articles/drupal~2Fnode~2F11", "archive/documents/evil~2Epdf",
    f"search?q={quote(EVIL)}", "search?q=alert", "search?q=rouge", f"search?q={LONG}",
    "search?q=a&kind=%22%3E%3Cscript%3E&language=%22%3E%3Cscript%3E&member=%22%3E%3Cscript%3E&from=%22%3E",
    "archive/articles/drupal~2Fnode~2F8", "archive/articles", "archive/pages/drupal~2Fnode~2F9",
    "history/articles/drupal~2Fnode~2F9",
)  # fmt: skip


class Elements(HTMLParser):
    """The elements of a page with their attributes, as a browser would make them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))


def elements(html: str) -> Elements:
    parsed = Elements()
    parsed.feed(html)
    return parsed


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scraped_becomes_an_element_an_attribute_or_a_link_that_runs(
    things: Served, path: str
) -> None:
    answer = things.get(path)
    assert answer.status in (200, 410)
    parsed = elements(answer.text)
    for tag, attributes in parsed.found:
        assert tag != "img" and not any(name.startswith("on") for name in attributes), (
            tag,
            attributes,
        )
        for name in ("href", "src", "action"):
            assert (
                not (attributes.get(name) or "")
                .lower()
                .strip()
                .startswith(("javascript:", "data:"))
            )
    running = [text for tag, text in parsed.texts if tag == "script" and "alert" in text]
    # One block of data may hold the words; no text in it can end it, for none of its marks stands there.
    assert running or path not in (PAGES[0], PAGES[2])
    assert all(json.loads(text) and not re.search("[<>&]", text) for text in running)


def test_the_evil_page_is_shown_whole_and_its_words_stand_alone(things: Served) -> None:
    html = things.get(PAGES[0]).text
    assert html.count("&lt;/script&gt;") > 3 and LONG in html
    # Marks of direction end with the element they stand in.
    assert f'<p dir="auto">{RIGHT_TO_LEFT} fin</p>' in html
    assert re.search(r"<h1><bdi[^>]*>&lt;/script", html)
    assert "overflow-wrap: anywhere" in things.get("assets/archive.css").text
    title = re.search(r"<title>(.*?)</title>", things.get(PAGES[1]).text)
    assert title and len(title[1]) < 300
