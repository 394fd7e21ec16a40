"""Each kind of page, in each language: nobody is kept out, nothing is asked of anybody else."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from public.pages.language import DEFAULT, LANGUAGES
from tests.browser.conftest import PHONE, Reader
from tests.browser.kinds import KINDS, STATUS, path_of
from tests.publishing.conftest import Served

AXE = Axe()
# Colours are all that a dark screen changes.
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
EVERYTHING = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_nobody_out_and_asks_nobody_else(
    reader: Reader, published: Served, kind: str
) -> None:
    """Status, language, one heading, a quiet console, no request outside, axe in light and dark, a phone."""
    path = path_of(kind, published.db)
    headings = set()
    problems = []
    for language in LANGUAGES:
        named = f"{path}{'&' if '?' in path else '?'}lang={language}"
        status = reader.look(named)
        if status != STATUS.get(kind, 200):
            problems.append(f"{language}: answered {status}")
            continue
        problems += [f"{language}: {problem}" for problem in _problems(reader, language, status)]
        headings.add(reader.page.title())
    assert not problems, "\n".join([f"/{path}", *problems])
    # Datasette's own error pages and the titles of records are in one language.
    assert "lang" in path or headings


def _problems(reader: Reader, language: str, status: int) -> list[str]:
    page = reader.page
    found = [f"asked outside: {url}" for url in reader.outside()]
    # A browser says of a page that is not there that it is not there.
    found += [f"console: {said}" for said in reader.complaints if f" {status} (" not in said]
    if page.evaluate("document.documentElement.lang") != language:
        found.append(f"html lang is {page.evaluate('document.documentElement.lang')!r}")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first rank")
    found += violations(page, EVERYTHING)
    if language == DEFAULT:
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {found}" for found in violations(page, CONTRAST)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        found += too_wide(page)
        page.set_viewport_size({"width": 1200, "height": 900})
    return found


def violations(page: Any, options: dict[str, Any]) -> list[str]:
    """What axe-core finds, a line each: the rule, how often, the first place."""
    found = AXE.run(page, options=options).response["violations"]
    return [
        f"axe {one['id']} ({one['impact']}), {len(one['nodes'])} places, first "
        f"{one['nodes'][0]['html'][:160]}: {one['nodes'][0]['failureSummary'].splitlines()[-1].strip()}"
        for one in found
    ]


def too_wide(page: Any) -> list[str]:
    """By how much the page is to be scrolled sideways, and what is to blame."""
    over = page.evaluate(
        """() => {
          const room = window.innerWidth, wide = document.scrollingElement.scrollWidth;
          if (wide <= room) return [];
          const blamed = [...document.body.querySelectorAll("*")]
            .filter(e => e.getBoundingClientRect().right > room + 1)
            .map(e => e.outerHTML.slice(0, 80));
          return [`${wide} px wide on a phone of ${room}`, ...blamed.slice(0, 3)];
        }"""
    )
    return [" | ".join(over)] if over else []
