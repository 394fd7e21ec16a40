"""What a Drupal page is and where its own part stands: identity, main part, element, title, trail, date.

Read by what Drupal's core prints under any theme: its settings for scripts, the links of <head>, the
attributes and classes of its stable templates; where a theme took them away, by `main` and `article`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from layouts.addresses import Place, place
from layouts.drupal_addresses import is_number
from layouts.markup import absolute, has_class, select, text_content
from records.names import folded
from records.site import Site

_SIDE = has_class(
    "sidebar", "breadcrumb", "menu", "region-sidebar-first", "region-sidebar-second",
    "region--sidebar", "region-footer",
)  # fmt: skip
# Beside the page's own content, wherever a theme puts it; an article's own header is no frame.
BESIDE = (
    "self::aside or (self::header or self::footer) and not(ancestor::article)"
    " or @role='banner' or @role='contentinfo' or @role='complementary' or @role='search'"
    " or starts-with(@id,'sidebar') or starts-with(@id,'footer')"
    f" or {_SIDE}"
)
FRAME = f"{BESIDE} or self::nav or @role='navigation' or {has_class('pager', 'pagination')}"
# A node that only stands on the page of another: a teaser, a comment, an author's profile.
OTHER = (
    "(contains(@class,'teaser') or contains(@class,'comment') or contains(@class,'profile')"
    " or contains(@class,'view-mode-') and not(contains(@class,'view-mode-full')))"
)
_OTHERS = f"ancestor-or-self::*[self::article or self::div][{OTHER}]"
TEXT_FIELD = (
    "(contains(@class,'field--name-body') or contains(@class,'field--type-text')"
    f" or {has_class('field--type-string-long', 'text-formatted', 'field-name-body')})"
)
# The anchor that a link over the menus skips to bears such a name too, and holds nothing.
_HOLDS = "[.//h1 or .//h2 or .//article or .//p]"
_MAINS = (
    f"//main{_HOLDS}",
    f"//*[@role='main']{_HOLDS}",
    f"//*[@id='content' or @id='main-content' or @id='main']{_HOLDS}",
    f"//*[{has_class('region-content', 'main-content', 'content')}]{_HOLDS}",
    "//body",
)
_ELEMENTS = (
    f".//*[contains(@class,'node--view-mode-full')][not({_OTHERS})]",
    f".//article[not({_OTHERS})]",
    f".//div[{has_class('node')}][not({_OTHERS})]",
    f".//*[{has_class('block-system-main-block')}]",
)
_DATES = (
    f".//*[{has_class('field--name-created')}]",
    ".//*[@property='schema:dateCreated' or contains(@property,'dc:created')]",
    f".//*[{has_class('submitted', 'node__submitted', 'node__meta', 'node-meta', 'meta')}]",
    ".//*[contains(@class,'date') or contains(@class,'submitted') or contains(@class,'publi')]",
    ".//header//time | ./time | ./p/time | ./div/time",
    # The line that core's own template prints under a node, by no name at all.
    "./footer | ./header[not(.//h1 or .//h2)] | ./div/footer",
)
# A field's own time is the text's, not the page's.
_IN_FIELD = (
    "ancestor-or-self::*[contains(@class,'field--name-')]"
    "[not(contains(@class,'field--name-created') or contains(@class,'field--name-title'))]"
)
_TOLD = ("node", "term")
_BODY_NUMBER = re.compile(r"\bpage-node-([0-9]{1,9})(?![\w-])")
_TERM_FEED = re.compile(r"/taxonomy/term/[0-9]{1,9}(?=/feed/?\Z)")
_PARTS = re.compile(r"\s+(?:\||–|—|::|»|-)\s+(?=[^|]*\Z)")


def told(tree: HtmlElement, base: str, site: Site) -> Place | None:
    """The node or term that the page says it is, None where it is neither or does not say."""
    path = current_path(tree)
    if path is not None:
        at = place(absolute(site.base, path) or "", site)
        return _in_its_language(tree, base, at, site) if at and at.kind in _TOLD else None
    for url in _own_addresses(tree, base):
        at = place(url, site)
        if at and at.kind in _TOLD:
            return _in_its_language(tree, base, at, site)
    whole = set(
        select(
            tree,
            f"//*[@data-history-node-id][not({_OTHERS})][not(ancestor::*[{FRAME}])]/@data-history-node-id",
        )
    )
    if len(whole) == 1 and is_number(str(one := whole.pop())):
        return place(absolute(site.base, f"node/{one}") or "", site)
    return None


def _in_its_language(tree: HtmlElement, base: str, at: Place, site: Site) -> Place:
    """A page under the prefix of a language it has no translation in is the page without it.

    Its canonical address says so: it bears no prefix.
    """
    number = at.id.split("/")
    for href in select(tree, "//link[@rel='canonical']/@href") if len(number) > 3 else ():
        own = place(absolute(base, str(href)) or "", site)
        if own and not own.id.startswith(f"drupal/path/{number[3]}/") and own.id != at.id:
            return Place("/".join(number[:3]), at.offset)
    return at


def current_path(tree: HtmlElement) -> str | None:
    """The path by which Drupal itself knows the page, as its settings for scripts tell it."""
    for script in select(tree, "//script[@data-drupal-selector='drupal-settings-json']"):
        try:
            settings: Any = json.loads(script.text or "", strict=False)
            return f"{settings['path']['pathPrefix']}{settings['path']['currentPath']}"
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return None


def _own_addresses(tree: HtmlElement, base: str) -> Iterator[str]:
    for path in ("//link[@rel='shortlink']/@href", "//link[@rel='canonical']/@href"):
        for href in select(tree, path):
            if url := absolute(base, str(href)):
                yield url
    for href in select(tree, "//head/link[@rel='alternate']/@href"):
        if found := _TERM_FEED.search(str(href)):
            yield absolute(base, str(href)[: found.end()]) or ""
    for names in select(tree, "//body/@class"):
        if numbered := _BODY_NUMBER.search(str(names)):
            yield absolute(base, f"/node/{numbered[1]}") or ""


def main_part(tree: HtmlElement) -> HtmlElement:
    """The part of the page that is not its frame, as far as the theme says."""
    return next((found[0] for path in _MAINS if (found := select(tree, path))), tree)


def own_element(main: HtmlElement, at: Place | None) -> HtmlElement | None:
    """The element of the page's own node; None where no name tells it from the rest of the main part."""
    number = at.id.split("/")[2] if at and at.kind == "node" else None
    paths = [f".//*[@data-history-node-id='{number}'][not({_OTHERS})]"] if number else []
    for path in (*paths, *_ELEMENTS):
        for element in select(main, path):
            if not select(element, f"ancestor::*[{FRAME}]"):
                return element
    return None


def title_of(tree: HtmlElement, main: HtmlElement, own: HtmlElement, site: Site) -> str:
    """The page's heading, as <title> confirms it; <title> itself only where a theme prints none."""
    head = text_content(tree.find(".//title"))
    first = ""
    for path, within in (
        ("//h1[contains(@class,'page-title') or contains(@class,'page-header')]", tree),
        (".//h1", own), (".//h1", main), (f"//h1[not(ancestor::*[{FRAME}])]", tree),
        (".//h2[contains(@class,'node__title') or contains(@class,'node-title')]", own),
        ("//h1", tree), (".//h2", main),
    ):  # fmt: skip
        for element in select(within, path):
            text = text_content(element)
            if not text or folded(text) == folded(site.name) or select(element, _OTHERS):
                continue
            if folded(head).startswith(folded(text)):
                return text
            # A second-rate heading counts only where <title> confirms it.
            if not first and path not in ("//h1", ".//h2"):
                first = text
    return first or (_PARTS.split(head)[0] if _PARTS.search(head) else "")


def trail(tree: HtmlElement, title: str) -> tuple[str, ...]:
    """The breadcrumb's items and the title; a theme may print the title, cut, as its last item."""
    found = select(
        tree,
        "//nav[contains(@class,'breadcrumb')] | //*[@aria-labelledby='system-breadcrumb']"
        " | //*[self::ol or self::ul or self::div][contains(@class,'breadcrumb')]",
    )
    items = [text_content(li) for li in select(found[0], ".//li")] if found else []
    if found and not items:
        items = [text_content(a) for a in found[0].iter("a")]
    items = [item.strip(" »›>/") for item in items if item.strip(" »›>/")]
    if items and title and folded(title).startswith(folded(items[-1]).rstrip(".… ")):
        items = items[:-1]
    return (*items, title) if items else ()


def date_element(own: HtmlElement) -> HtmlElement | None:
    """The element of the printed date: short, with a year, of no field's own and of no comment."""
    for path in _DATES:
        for element in select(own, path):
            if select(element, f"{_IN_FIELD} | {_OTHERS} | ancestor::*[{TEXT_FIELD}]"):
                continue
            text = text_content(element)
            if re.search(r"[0-9]{4}", text) and len(text) < 160:
                found: HtmlElement = element
                return found
    return None
