"""Which pages a page lists: the links that open a line of its own part, with their words.

What stands beside the page's own part (menus, sidebars, footers) it does not list, also under a theme
that names none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.addresses import Place, month, place
from layouts.markup import BLOCKS, Around, absolute, holding, opening_text, text_content
from records.dates import read_date
from records.kinds import section_names
from records.reading import Reading
from records.site import Site
from records.typography import clean

_LINES = frozenset({
    "li", "p", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "div", "article", "section", "ul",
    "ol", "body", "main", "header", "figure", "blockquote", "table", "tr",
})  # fmt: skip
# What an editor sets into a page's part without a box of a theme's around it.
_TEXTUAL = frozenset(
    {"p", "ul", "ol", "dl", "table", "h2", "h3", "h4", "h5", "h6", "article", "section"}
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:side(?:bar|nav)?|aside|foot(?:er)?|pied|menus?|nav(?:igation|bar)?|secondary|secondaire"
    r"|widgets?|breadcrumbs?|ariane|banner)(?:$|[\s_-]|[0-9])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
# No list has these among what it lists.
_NO_ITEMS = ("sommaire", "plan", "backend", "sitemap", "feed")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Two links side by side turn to what is before and behind; more are a list.
_SEVERAL = 3
# What stands before a link that opens its line is a bullet or a date.
_BEFORE = 40


def listed(
    within: HtmlElement, heading: HtmlElement | None, base: str, at: Place, site: Site,
    is_frame: Callable[[HtmlElement], bool],
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Address and words of each page that a part of the page lists, once, in order.

    Where `within` is the whole page, the part is looked for below its `heading`.
    """
    # What holds the heading is no frame, though a theme name it by the sidebar that it holds as well.
    around = {
        within,
        *within.iterancestors(),
        *(heading.iterancestors() if heading is not None else ()),
    }
    frames = Around(
        lambda element: element not in around and (is_frame(element) or is_beside(element))
    )
    is_box = _boxes()
    opening = [
        (link, url, other)
        for link in within.iterdescendants("a")
        if link.getparent() not in frames
        and (url := absolute(base, link.get("href") or ""))
        and (other := place(url, site) or month(url, site))
        and other.kind not in _NO_ITEMS
        and other.id != at.id
        and _opens_its_line(link, is_box)
    ]
    if within.tag in ("body", "html"):
        every = [link for link in within.iterdescendants("a") if link.getparent() not in frames]
        parts = Around(set(_below(heading, [link for link, _, _ in opening], every)).__contains__)
        opening = [found for found in opening if found[0] in parts]
    words: dict[str, str] = {}
    for link, url, _ in opening:
        # A picture's link and the title's lead to the same page.
        words[url] = words.get(url) or _title_of(link)
    return tuple(words.items())


def of_text(reading: Reading, pieces: Iterable[HtmlElement], base: str, site: Site) -> Reading:
    """The reading of a page that is no list and bears no section's name: it lists what its text links to,
    not what its theme sets below the text."""
    if reading.is_list or not reading.listed or section_names(reading, site):
        return reading
    own = {absolute(base, link.get("href") or "") for piece in pieces for link in piece.iter("a")}
    return replace(reading, listed=tuple(one for one in reading.listed if one[0] in own))


def named_part(
    tree: HtmlElement, heading: HtmlElement | None, parts: Iterable[HtmlElement]
) -> HtmlElement:
    """The first of some parts that holds the heading; else the whole page."""
    around = set(heading.iterancestors()) if heading is not None else set()
    body = tree.find("body")
    whole = tree if body is None else body
    return next((part for part in parts if part in around and part.tag != "html"), whole)


def _below(
    heading: HtmlElement | None, links: Sequence[HtmlElement], every: Sequence[HtmlElement]
) -> list[HtmlElement]:
    """The elements below a heading that hold what its page lists.

    They are what follows the heading in the nearest element with any of the `links` behind it. Where
    that element is the whole page, with some of `every` link above the heading, it holds sidebars and
    footers as well: then only the first that lists anything, and those that are like it.
    """
    behind = _behind(heading, links)
    around, child = holding(behind), heading
    parent = child.getparent() if child is not None else None
    while parent is not None and child is not None and parent not in around:
        child, parent = parent, parent.getparent()
    if child is None or parent is None:
        return []
    following = list(child.itersiblings(Element))
    before = set(every) - set(_behind(heading, every))
    if parent.tag != "body" and parent not in holding(before):
        return following
    first = next((one for one in following if one in around or one in behind), None)
    if first is None:
        return []
    return [
        one
        for one in following[following.index(first) :]
        if one.tag in _TEXTUAL or (one.tag, one.get("class")) == (first.tag, first.get("class"))
    ]


def _behind(heading: HtmlElement | None, links: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The links behind the heading, in the order of the page."""
    if heading is None or not links:
        return []
    wanted, found = set(links), []
    element: HtmlElement | None = heading
    while element is not None:
        for sibling in element.itersiblings(Element):
            found += [one for one in sibling.iter("a") if one in wanted]
        element = element.getparent()
    return found


def is_beside(element: HtmlElement) -> bool:
    """Whether an element stands beside the page's own part, by its tag or the usual names."""
    if element.tag in ("aside", "nav", "footer"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ("body", "html", "main", "a") and _BESIDE.search(names) is not None


def _title_of(link: HtmlElement) -> str:
    """The words of a link; of a whole teaser that is one, those of its heading."""
    headings = (text_content(heading) for heading in link.iter(*_HEADINGS))
    return next(filter(None, headings), "") or text_content(link)


def _boxes() -> Callable[[HtmlElement], bool]:
    """A question to each element: whether it is a link that is a box of its own.

    Such a link holds blocks, or stands among others in a box of links alone.
    """
    holds_links_alone = cache(_holds_links_alone)

    def is_box(element: HtmlElement) -> bool:
        if element.tag != "a":
            return False
        if next(element.iterdescendants(*BLOCKS), None) is not None:
            return True
        parent = element.getparent()
        return parent is not None and holds_links_alone(parent)

    return is_box


def _holds_links_alone(box: HtmlElement) -> bool:
    if box.tag not in ("div", "section", "main") or len(box) < _SEVERAL or (box.text or "").strip():
        return False
    return all(child.tag == "a" and not (child.tail or "").strip() for child in box)


def _opens_its_line(link: HtmlElement, is_box: Callable[[HtmlElement], bool]) -> bool:
    """Whether nothing but a bullet or a date stands before a link in its line."""
    if is_box(link):
        return True
    before = _before(link, is_box)
    return before is not None and (not _LETTER.search(before) or read_date(before) is not None)


def _before(link: HtmlElement, is_box: Callable[[HtmlElement], bool]) -> str | None:
    """What is printed before a link in its line; None where it is more than a date."""
    said: list[str] = []
    element = link
    for _ in range(_BEFORE):
        previous = element.getprevious()
        if previous is None:
            element = element.getparent()
            said.append((element.text or "") if element is not None else "")
            if element is None or element.tag in _LINES:
                break
        else:
            said.append(previous.tail or "")
            if previous.tag == "br" or previous.tag in _LINES or is_box(previous):
                break
            said.append(opening_text(previous, _BEFORE))
            element = previous
        if sum(map(len, said)) > 2 * _BEFORE:
            return None
    else:
        return None
    return clean("".join(reversed(said))).strip(" -–—:•·*|>»[]()")
