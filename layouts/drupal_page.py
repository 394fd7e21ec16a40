"""What a Drupal page is and where its own part stands: identity, main part, element, title, trail, date.

Read by what Drupal's core prints under any theme: its settings for scripts, the links of <head>, the
attributes and classes of its stable templates; where a theme took them away, by `main` and `article`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from layouts import titles
from layouts.addresses import Place, place
from layouts.drupal_addresses import is_number
from layouts.markup import (
    Around,
    absolute,
    has_class,
    holding,
    matches,
    opening_text,
    outermost,
    select,
    text_content,
)
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
_is_other_node = matches(f"(self::article or self::div) and {OTHER}")
is_frame = matches(FRAME)
TEXT_FIELD = (
    "(contains(@class,'field--name-body') or contains(@class,'field--type-text')"
    f" or {has_class('field--type-string-long', 'text-formatted', 'field-name-body')})"
)
is_text_field = matches(TEXT_FIELD)
_MAINS = (
    "descendant::main",
    "descendant::*[@role='main']",
    "descendant::*[@id='content' or @id='main-content' or @id='main']",
    f"descendant::*[{has_class('region-content', 'main-content', 'content')}]",
)
_ELEMENTS = (
    "descendant::*[contains(@class,'node--view-mode-full')]",
    "descendant::article",
    f"descendant::div[{has_class('node')}]",
)
_MAIN_BLOCK = f"descendant::*[{has_class('block-system-main-block')}]"
_DATES = (
    f"descendant::*[{has_class('field--name-created')}]",
    "descendant::*[@property='schema:dateCreated' or contains(@property,'dc:created')]",
    f"descendant::*[{has_class('submitted', 'node__submitted', 'node__meta', 'node-meta', 'meta')}]",
    "descendant::*[contains(@class,'date') or contains(@class,'submitted') or contains(@class,'publi')]",
)
# A field's own time is the text's, not the page's.
_is_field = matches(
    "contains(@class,'field--name-')"
    " and not(contains(@class,'field--name-created') or contains(@class,'field--name-title'))"
)
_PAGE_TITLE = "descendant::h1[contains(@class,'page-title') or contains(@class,'page-header')]"
_NODE_TITLE = "descendant::h2[contains(@class,'node__title') or contains(@class,'node-title')]"
# No site's name is longer, nor what <title> sets behind a heading.
_LONGEST_SITE = 200
# A page has not so many headings: the title is among the first, or nowhere.
_MOST = 100
# What is longer is no item of a breadcrumb.
_LONGEST_CRUMB = 400
_TOLD = ("node", "term")
_BODY_NUMBER = re.compile(r"\bpage-node-([0-9]{1,9})(?![\w-])")
_YEAR = re.compile(r"[0-9]{4}")
_TERM_FEED = re.compile(r"/taxonomy/term/[0-9]{1,9}(?=/feed/?\Z)")


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
    others, frames = Around(_is_other_node), Around(is_frame)
    whole = {
        element.get("data-history-node-id")
        for element in select(tree, "descendant-or-self::*[@data-history-node-id]")
        if element not in others and element.getparent() not in frames
    }
    if len(whole) == 1 and is_number(one := whole.pop()):
        return place(absolute(site.base, f"node/{one}") or "", site)
    return None


def _in_its_language(tree: HtmlElement, base: str, at: Place, site: Site) -> Place:
    """A page under the prefix of a language it has no translation in is the page without it.

    Its canonical address says so: it bears no prefix.
    """
    number = at.id.split("/")
    for href in select(tree, "descendant::link[@rel='canonical']/@href") if len(number) > 3 else ():
        own = place(absolute(base, str(href)) or "", site)
        if own and not own.id.startswith(f"drupal/path/{number[3]}/") and own.id != at.id:
            return Place("/".join(number[:3]), at.offset)
    return at


def current_path(tree: HtmlElement) -> str | None:
    """The path by which Drupal itself knows the page, as its settings for scripts tell it."""
    for script in select(tree, "descendant::script[@data-drupal-selector='drupal-settings-json']"):
        try:
            settings: Any = json.loads(script.text or "", strict=False)
            return f"{settings['path']['pathPrefix']}{settings['path']['currentPath']}"
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return None


def _own_addresses(tree: HtmlElement, base: str) -> Iterator[str]:
    for relation in ("shortlink", "canonical"):
        for href in select(tree, "descendant::link[@rel=$relation]/@href", relation=relation):
            if url := absolute(base, str(href)):
                yield url
    for href in select(tree, "child::head/child::link[@rel='alternate']/@href"):
        if found := _TERM_FEED.search(str(href)):
            yield absolute(base, str(href)[: found.end()]) or ""
    for names in select(tree, "child::body/@class"):
        if numbered := _BODY_NUMBER.search(str(names)):
            yield absolute(base, f"/node/{numbered[1]}") or ""


def main_part(tree: HtmlElement) -> HtmlElement:
    """The part of the page that is not its frame, as far as the theme says."""
    # The anchor that a link over the menus skips to bears such a name too, and holds nothing.
    whole = holding(tree.iter("h1", "h2", "article", "p", "form"))
    parts = (element for path in _MAINS for element in select(tree, path) if element in whole)
    body = tree.find("body")
    return next(parts, tree if body is None else body)


def own_element(main: HtmlElement, at: Place | None) -> HtmlElement | None:
    """The element of the page's own node; None where no name tells it from the rest of the main part."""
    number = at.id.split("/")[2] if at and at.kind == "node" else ""
    others, frames = Around(_is_other_node), Around(is_frame)
    numbered = "descendant::*[@data-history-node-id=$number]"
    for path in (*([numbered] if number else []), *_ELEMENTS, _MAIN_BLOCK):
        for element in select(main, path, number=number):
            is_own = path == _MAIN_BLOCK or element not in others
            if is_own and element.getparent() not in frames:
                return element
    return None


def heading_of(
    tree: HtmlElement, main: HtmlElement, own: HtmlElement, site: Site
) -> HtmlElement | None:
    """The page's heading, as <title> confirms it."""
    head = titles.stated(tree, site)
    others = Around(_is_other_node)
    found = [(e, is_sure) for e, is_sure in _headings(tree, main, own) if e not in others]
    told = titles.confirmed(head, (element for element, _ in found), site)
    if told is None:
        around = Around(lambda e: is_frame(e) or _is_other_node(e) or is_text_field(e))
        told = titles.any_confirmed(tree, head, around, site)
    if told is None:
        sure = [e for e, is_sure in found if is_sure and opening_text(e, 1)]
        own_names = (e for e in sure if not titles.is_site(opening_text(e, _LONGEST_SITE), site))
        # A first page may well be called nothing but that.
        told = next(own_names, sure[0] if sure else None)
    return told


def _headings(
    tree: HtmlElement, main: HtmlElement, own: HtmlElement
) -> Iterator[tuple[HtmlElement, bool]]:
    """Where the title may stand, the surest first; one that is not sure needs <title> to confirm it."""
    for within, path in ((tree, _PAGE_TITLE), (own, "descendant::h1"), (main, "descendant::h1")):
        yield from ((heading, True) for heading in select(within, path)[:_MOST])
    frames, every = Around(is_frame), select(tree, "descendant::h1")[:_MOST]
    yield from ((heading, True) for heading in every if heading.getparent() not in frames)
    yield from ((heading, True) for heading in select(own, _NODE_TITLE)[:_MOST])
    yield from ((heading, False) for heading in every)
    yield from ((heading, False) for heading in select(main, "descendant::h2")[:_MOST])


def breadcrumbs(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that a theme names a breadcrumb."""
    return select(
        tree,
        "descendant-or-self::*[@aria-labelledby='system-breadcrumb' or"
        " (self::nav or self::ol or self::ul or self::div) and contains(@class,'breadcrumb')]",
    )


def trail(tree: HtmlElement, title: str) -> tuple[str, ...]:
    """The breadcrumb's items and the title; a theme may print the title, cut, as its last item."""
    found = breadcrumbs(tree)
    items = [*map(_crumb, select(found[0], "descendant::li"))] if found else []
    if found and not items:
        items = [*map(_crumb, found[0].iter("a"))]
    items = [item.strip(" »›>/") for item in items if item.strip(" »›>/")]
    if items and title and folded(title).startswith(folded(items[-1]).rstrip(".… ")):
        items = items[:-1]
    return (*items, title) if items else ()


def _crumb(element: HtmlElement) -> str:
    text = opening_text(element, _LONGEST_CRUMB)
    return text if len(text) <= _LONGEST_CRUMB else ""


def date_element(own: HtmlElement) -> HtmlElement | None:
    """The element of the printed date: short, with a year, of no field's own and of no comment."""
    texts = Around(is_text_field)
    apart = Around(lambda element: _is_field(element) or _is_other_node(element))
    for element in _dated(own):
        if element in apart or element.getparent() in texts:
            continue
        text = opening_text(element, 160)
        if len(text) < 160 and _YEAR.search(text):
            return element
    return None


def date_line(own: HtmlElement) -> str | None:
    """The printed date; days that stand one behind the other without a space are parted."""
    date = date_element(own)
    if date is None:
        return None
    times = list(date.iter("time"))
    words = text_content(date)
    for before, after in pairwise(times):
        glued = text_content(before) + text_content(after)
        words = words.replace(glued, f"{text_content(before)} {text_content(after)}", 1)
    return words


def is_beside() -> Callable[[HtmlElement], bool]:
    """A question to each element: whether it stands in the frame, or with a link in its line."""
    frames = Around(lambda element: is_frame(element) or _is_other_node(element))

    def beside(element: HtmlElement) -> bool:
        line = next(element.iterancestors("li", "p"), element)
        return element in frames or next(line.iter("a"), None) is not None

    return beside


def _dated(own: HtmlElement) -> Iterator[HtmlElement]:
    """Where a page's date may be printed, the surest first."""
    for path in _DATES:
        yield from select(own, path)
    headers = outermost(header for header in own.iter("header") if header is not own)
    in_header = {time for header in headers for time in header.iter("time")}
    for time in own.iter("time"):
        parent = time.getparent()
        below = parent is own or (parent.tag in ("p", "div") and parent.getparent() is own)
        if below or time in in_header:
            yield time
    # The line that core's own template prints under a node, by no name at all.
    titled = holding(own.iter("h1", "h2"))
    for child in own:
        if child.tag == "footer" or (child.tag == "header" and child not in titled):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child if inner.tag == "footer")
