"""Where things stand on a SPIP page: its frame, trail, heading, text and printed date.

Read by SPIP's stable class names; where a template renamed them, by where and how they are printed.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from layouts.addresses import Place
from layouts.markup import has_class, select, text_content
from records.dates import read_date
from records.names import folded
from records.site import Site
from records.typography import clean

# What surrounds a page's own content. A theme names these as it likes; SPIP's own and the usual ones.
_FRAME_CLASSES = (
    "aside", "secondaire", "sidebar", "comments", "forum", "pied", "footer", "hierarchie", "arbo",
)  # fmt: skip
_FRAMES = f"{has_class(*_FRAME_CLASSES)} or {has_class('menu')}"
_FRAME_IDS = (
    "navigation",
    "nav",
    "extra",
    "aside",
    "sidebar",
    "footer",
    "pied",
    "forum",
    "comments",
)
FRAME = (
    f"ancestor-or-self::*[self::aside or self::nav or self::footer or {_FRAMES}"
    f" or {' or '.join(f'@id={name!r}' for name in _FRAME_IDS)}]"
)
# SPIP gives its own list of attached files the class "menu": for it that is no frame.
ABOVE = FRAME.replace("ancestor-or-self", "ancestor").replace(has_class("menu"), "false()")
_OWN = f"[not({FRAME})][not(ancestor::li)]"
# A teaser's text has the same class; above it stands a heading that leads to its page.
_TEASED = "preceding-sibling::*[self::h2 or self::h3 or self::h4 or self::h5][.//a[@href]]"
TEXT = (
    f"//*[@class][{has_class('chapo', 'texte', 'hyperlien', 'ps', 'notes')}]{_OWN}[not({_TEASED})]"
)
_DATES = (
    f"//*[@class][{has_class('published')}]{_OWN}",
    f"//*[@class][{has_class('info-publi', 'date', 'publication', 'dateline')}]{_OWN}",
    f"//time{_OWN}",
)
# "Published on", "Mis en ligne le": what a theme says before the date.
_BEFORE_DATE = re.compile(r"^[^\W\d][^\d:,]{0,24}(?:\b(?:on|le)\b|:)\s*", re.IGNORECASE)
_TRAIL = (
    f"//*[@class or @id][{has_class('arbo', 'ariane', 'fil-ariane', 'breadcrumb', 'hierarchie')}"
    " or @id='hierarchie' or @id='arbo' or @id='ariane']"
)
_HEADING = "self::h1 or self::h2 or self::h3"
_TITLES = (
    f"//*[@class][{has_class('surlignable', 'entry-title')}][{_HEADING}][not({FRAME})]",
    f"//*[contains(@class,'titre')][{_HEADING}][not({FRAME})]",
    f"//h1[not({FRAME})]",
    f"//*[@class][{has_class('titre', 'titre-article')}][not({FRAME})]",
    f"//h2[not({FRAME})]",
)


def heading_of(tree: HtmlElement, trail: list[str]) -> HtmlElement | None:
    """The heading of the page. The trail and <title> cut long titles: they only tell which it is."""
    last = folded(trail[-1].removesuffix("(...)").removesuffix("(…)")) if trail else ""
    first = None
    for path in _TITLES:
        for element in select(tree, path):
            text = text_content(element)
            if text and last and folded(text).startswith(last):
                found: HtmlElement = element
                return found
            first = element if first is None and text else first
    return first


def content_of(heading: HtmlElement | None) -> HtmlElement | None:
    """The element that holds a page's heading and its text: the nearest with text under it."""
    element = heading
    while element is not None and element.tag not in ("body", "html"):
        if select(element, f".{TEXT}"):
            return element
        element = element.getparent()
    return element


def trail_of(tree: HtmlElement, site: Site) -> list[str]:
    """The items of the trail: its links, then what stands behind the last one.

    Where its name is a theme's own it is known by its words: `Home > …`, in one short element.
    """
    found = select(tree, _TRAIL) or [
        element
        for link in select(tree, "//a[following-sibling::node() or parent::li]")[:40]
        if folded(text_content(link)) in site.words.home
        and len(text_content(element := link.getparent())) < 400
        and re.match(r"[^>»›]{2,40}\s?[>»›]", text_content(element))
    ]
    if not found:
        return []
    crumbs = list(found[0].iter("a"))
    behind = _after(crumbs[-1], found[0]) if crumbs else text_content(found[0])
    items = [*map(text_content, crumbs), behind.strip(" >›»/|\u00a0")]
    return [item for item in items if item]


def _after(element: HtmlElement, within: HtmlElement) -> str:
    """The text behind an element, as far as another goes that holds it."""
    parts: list[str] = []
    while element is not within:
        parts.append(element.tail or "")
        for sibling in element.itersiblings():
            parts += [*sibling.itertext(), sibling.tail or ""]
        element = element.getparent()
    return clean("".join(parts))


def whole_trail(trail: list[str], title: str, at: Place) -> tuple[str, ...]:
    """The trail with the title itself as its last item, in place of the cut one."""
    if not trail or not title:
        return tuple(trail)
    last = folded(trail[-1].removesuffix("(...)").removesuffix("(…)"))
    named = folded(title).startswith(last) and len(trail) > 1
    return (*(trail[:-1] if named else trail), title)


def date_line_of(
    tree: HtmlElement, heading: HtmlElement | None, pieces: list[HtmlElement]
) -> str | None:
    """The printed date; an attribute without a text is the moment of the request, not a date.

    Where its name is a theme's own, the first line below the heading that is nothing but a date.
    """
    for path in _DATES:
        for element in select(tree, path):
            if printed := text_content(element):
                return printed
    if heading is None:
        return None
    for element in select(heading, "following::*[not(*) or self::p or self::time][position()<12]"):
        if pieces and (element is pieces[0] or pieces[0] in element.iterancestors()):
            break
        text = text_content(element)
        if len(text) < 60 and read_date(_BEFORE_DATE.sub("", text)) and not _is_framed(element):
            return text
    return None


def _is_framed(element: HtmlElement) -> bool:
    """Whether an element stands in a frame, or in a box that leads to another page."""
    return bool(select(element, f"self::*[{FRAME} or {_TEASED} or parent::li[.//a]]"))
