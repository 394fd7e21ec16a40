"""Leads to other pages that stand beside a page: titles in sidebars, with their `Read more`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from layouts.addresses import Place, place
from layouts.markup import Around, absolute, text_content
from layouts.names import Names
from layouts.spip_place import identity
from records.names import folded
from records.reading import Teaser
from records.site import Site

# Sidebars, by SPIP's names and the usual ones. Menus and footers lead to pages, but tease none.
_SIDEBARS = ("aside", "secondaire", "sidebar", "extra", "teaser", "teasers", "bloc")
_SIDEBAR_IDS = ("extra", "aside", "sidebar")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(
    names: Names, pieces: list[HtmlElement], base: str, at: Place, site: Site
) -> Iterator[Teaser]:
    """Each page teased beside this one, once, with the section heading it stands under."""
    sidebars = names.of(*_SIDEBARS, ids=_SIDEBAR_IDS, asides=True)
    read_with = Around({*pieces, *sidebars}.__contains__)
    found: dict[str, Teaser] = {}
    for sidebar in sidebars:
        # What stands in the page's text is no teaser, and a box in a sidebar was read with it.
        if sidebar.getparent() in read_with:
            continue
        for teaser in _in_sidebar(sidebar, base, site):
            if teaser.page_id and teaser.page_id != at.id:
                found.setdefault(teaser.page_id, teaser)
    yield from found.values()


def _in_sidebar(sidebar: HtmlElement, base: str, site: Site) -> Iterator[Teaser]:
    """A title is the text of a link to a page, or the line before a `Read more` to it."""
    frame = _frame(site)
    headings: dict[str, str] = {}
    line = ""
    for element in sidebar.iter("a", "p", *_HEADINGS):
        url = absolute(base, element.get("href") or "") if element.tag == "a" else None
        target = place(url, site) if url else None
        if element.tag == "a" and (target is None or target.is_list):
            continue
        text = text_content(element)
        said = line if _only(folded(text), frame) else text
        if element.tag in _HEADINGS:
            headings = {level: words for level, words in headings.items() if level < element.tag}
            headings[element.tag] = text
        if element.tag != "a":
            line = said
        elif url and target and (title := said):
            above = [said for said in headings.values() if said != title]
            yield Teaser(title, url, above[-1] if above else None, identity(target))


@lru_cache(maxsize=4)
def _frame(site: Site) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, (*site.words.read_more, *site.words.see_all))))


def _only(text: str, words: re.Pattern[str]) -> bool:
    """Whether a line is nothing but `Read more`, `See all` and what parts them."""
    return not words.sub("", text).strip(" .…>»|-[]()")
