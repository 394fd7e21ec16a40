"""Leads to other pages that stand beside a page: titles in sidebars, with their `Read more`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from layouts.addresses import Place, place
from layouts.markup import Around, absolute, has_class, select, text_content
from layouts.spip_place import identity
from records.names import folded
from records.reading import Teaser
from records.site import Site

# Sidebars, by SPIP's names and the usual ones. Menus and footers lead to pages, but tease none.
_SIDEBARS = (
    "descendant-or-self::*[self::aside or @id='extra' or @id='aside' or @id='sidebar'"
    f" or {has_class('aside', 'secondaire', 'sidebar', 'extra', 'teaser', 'teasers', 'bloc')}]"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(
    tree: HtmlElement, pieces: list[HtmlElement], base: str, at: Place, site: Site
) -> Iterator[Teaser]:
    """Each page teased beside this one, once, with the section heading it stands under."""
    sidebars = select(tree, _SIDEBARS)
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
        text = text_content(element)
        says_more = _only(folded(text), frame)
        if element.tag in _HEADINGS:
            headings = {level: said for level, said in headings.items() if level < element.tag}
            headings[element.tag] = text
        if element.tag != "a":
            line = line if says_more else text
            continue
        url = absolute(base, element.get("href") or "")
        target = place(url, site) if url else None
        title = line if says_more else text
        if url and target and not target.is_list and title:
            above = [said for said in headings.values() if said != title]
            yield Teaser(title, url, above[-1] if above else None, identity(target))


@lru_cache(maxsize=4)
def _frame(site: Site) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, (*site.words.read_more, *site.words.see_all))))


def _only(text: str, words: re.Pattern[str]) -> bool:
    """Whether a line is nothing but `Read more`, `See all` and what parts them."""
    return not words.sub("", text).strip(" .…>»|-[]()")
