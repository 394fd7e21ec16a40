"""Each kind of page, in each language: nobody is kept out, nothing is asked of anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from public.pages.language import COOKIE, LANGUAGES
from tests.browser.conftest import PHONE, Reader
from tests.browser.kinds import KINDS, STATUS, path_of
from tests.publishing.conftest import Served

AXE = Axe().axe_script
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast"]}
# Another language has the same colours, and looking at them takes half the time.
WORDS = {**EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}
# What makes the page wider than its window; what scrolls by itself, or is kept off the screen, does not.
TOO_WIDE = """() => {
  const room = window.innerWidth, wide = document.scrollingElement.scrollWidth;
  if (wide <= room) return [];
  const over = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > room + 1);
  return [`${wide} px wide on a phone of ${room}`, ...over.slice(0, 4).map(e => e.outerHTML.slice(0, 90).replace(/\\s+/g, " "))];
}"""


# The same templates with other words: each in every language is for who has more time.
IN_LANGUAGES = [
    "en",
    *(pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES if one != "en"),
]


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_nobody_out_and_asks_nobody_else(
    reader: Reader, published: Served, kind: str, language: str
) -> None:
    path, page = path_of(kind, published.db), reader.page
    page.context.add_cookies([{"name": COOKIE, "value": language, "url": reader.base}])
    status = reader.look(path)
    assert status == STATUS.get(kind, 200), path
    # A browser says of a page that is not there that it is not there.
    problems = [f"console: {said}" for said in reader.complaints if f" {status} (" not in said]
    problems += [f"asked outside: {url}" for url in reader.outside()]
    if (told := page.locator("html").get_attribute("lang")) != language:
        problems.append(f"html lang is {told!r}")
    if (headings := page.locator("h1").count()) != 1:
        problems.append(f"{headings} headings of the first rank")
    page.evaluate(AXE)
    if language == "en":
        problems += violations(page, EVERYTHING)
        # Colours are all that a dark screen changes.
        page.emulate_media(color_scheme="dark")
        problems += [f"dark: {found}" for found in violations(page, COLOURS)]
    else:
        problems += violations(page, WORDS)
    page.set_viewport_size(PHONE)
    problems += [" | ".join(page.evaluate(TOO_WIDE))]
    assert not any(problems), "\n".join([f"/{path}", *filter(None, problems)])


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe-core finds, a line each: the rule, how often, the first place."""
    script = "options => axe.run(document, options).then(found => found.violations)"
    return [
        f"axe {one['id']} ({one['impact']}), {len(one['nodes'])} places, first "
        f"{' '.join(one['nodes'][0]['html'][:200].split())}: "
        f"{one['nodes'][0]['failureSummary'].splitlines()[-1].strip()}"
        for one in page.evaluate(script, options)
    ]
