"""Where things stand on a SPIP page: its frame, trail, heading, text and printed date.

Read by SPIP's stable class names; where a template renamed them, by where and how they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import islice

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts import dates_beside, headed_boxes, titles
from layouts.addresses import Place, place
from layouts.markup import (
    BORDERS,
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
from layouts.names import Names
from layouts.shares import leads_away
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
_FRAME = (
    f"self::aside or self::nav or self::footer or {_FRAMES}"
    f" or {' or '.join(f'@id={name!r}' for name in _FRAME_IDS)}"
)
_is_frame = matches(_FRAME)
_is_named = matches(f"{_FRAMES} or {' or '.join(f'@id={name!r}' for name in _FRAME_IDS)}")
_answers = matches(
    "(self::div or self::section or self::ul or self::ol or self::article) and (@class or @id)"
    " and (contains(@class,'comment') or contains(@id,'comment') or contains(@class,'forum'))"
)
# SPIP gives its own list of attached files the class "menu": for it that is no frame.
_is_above = matches(_FRAME.replace(has_class("menu"), "false()"))


def _bears_a_name(element: HtmlElement) -> bool:
    """Whether anything about an element could call it a frame: most are done with at once."""
    return bool(
        element.get("class") or element.get("id") or element.tag in ("aside", "nav", "footer")
    )


def is_frame(element: HtmlElement) -> bool:
    """Whether an element is of the page's frame; an article's own foot holds its afterword and notes."""
    if not _bears_a_name(element):
        return False
    if _is_frame(element):
        return not (element.tag == "footer" and not _is_named(element) and _of_article(element))
    # Whatever else is called by what answers a page; what holds the heading may be named by both.
    return _answers(element) and next(element.iter("h1"), None) is None


def is_above(element: HtmlElement) -> bool:
    """Whether an element is of the frame for lists of files: those stand in an article's own aside too."""
    if not _bears_a_name(element) or not _is_above(element):
        return False
    if element.tag == "aside" and not (element.get("class") or element.get("id")):
        return not _of_article(element)
    return element.tag != "footer" or _is_named(element) or not _of_article(element)


def _of_article(element: HtmlElement) -> bool:
    """Whether an element stands in the article of the page's heading."""
    article = next(element.iterancestors("article"), None)
    return article is not None and next(article.iter("h1", "h2"), None) is not None


_TEXT = ("chapo", "texte", "hyperlien", "ps", "notes")
_is_whole = matches(has_class("texte"))
_PUBLISHED = "descendant::*[@itemprop='datePublished']"
_DATES = (("published",), ("info-publi", "date", "publication", "dateline"))
# A teaser's text has a text's class; above it stands a heading that leads to its page.
_TEASING = ("h2", "h3", "h4", "h5")
_TRAIL = ("arbo", "ariane", "fil-ariane", "breadcrumb", "hierarchie")
_TRAIL_IDS = ("hierarchie", "arbo", "ariane")
_HEADINGS = ("h1", "h2", "h3")
# The trail stands above all: its first link is among the first of the page.
_FIRST_LINKS = 40
# A page has not so many headings: the title is among the first, or nowhere.
_MOST = 100
_LONGEST_TRAIL = 400


def texts_of(names: Names, base: str, site: Site) -> list[HtmlElement]:
    """The elements of the page's own text: of no frame, no list of other pages and no teaser."""
    found = [e for e in _named_texts(names) if not leads_away(e, base, site)]
    if not found:
        return found
    # Themes give the class of an afterword to lists of key words as well.
    others = headed_boxes.leading_on(names.tree)
    return [e for e in found if e not in others or next(e.iter("a"), None) is None]


def are_whole(texts: list[HtmlElement]) -> bool:
    """Whether one of these texts is named as an article's text: a lead, an afterword or notes are not all."""
    return any(map(_is_whole, texts))


def below(heading: HtmlElement | None, texts: list[HtmlElement]) -> list[HtmlElement]:
    """The texts without those above the heading and outside of its own box: a column's, set before it."""
    before = {e for one in _outwards(heading) for e in one.itersiblings(Element, preceding=True)}
    above = Around(before.__contains__)
    behind = [text for text in texts if text not in above]
    if not behind or len(behind) == len(texts):
        return texts
    own = Around(frozenset({content_of(heading, behind)}).__contains__)
    return [text for text in texts if text not in above or text in own]


def _outwards(heading: HtmlElement | None) -> Iterator[HtmlElement]:
    if heading is not None:
        yield heading
        yield from heading.iterancestors()


def linking_texts(names: Names, heading: HtmlElement | None) -> list[HtmlElement]:
    """Texts of nothing but links to other pages, right beside the heading: all that some pages say."""
    whole = {names.tree, names.tree.find("body")}
    around = set(heading.iterancestors()) - whole if heading is not None else set()
    return [
        element
        for element in _named_texts(names)
        if around.intersection(islice(element.iterancestors(), 2))
    ]


def _named_texts(names: Names) -> list[HtmlElement]:
    return outermost(_own(names, names.of(*_TEXT), are_teased=False))


def _own(names: Names, elements: list[HtmlElement], are_teased: bool = True) -> list[HtmlElement]:
    frames, teased = names.around(is_frame), _teased()
    return [
        element
        for element in elements
        if element not in frames
        and next(element.iterancestors("li"), None) is None
        and (are_teased or not teased(element))
    ]


def _teased() -> Callable[[HtmlElement], bool]:
    """A question to each element: whether a heading with a link stands above it in the same box."""

    @cache
    def below(parent: HtmlElement | None) -> set[HtmlElement]:
        headings = parent.iterchildren(*_TEASING) if parent is not None else ()
        links = (h for h in headings if any(a.get("href") is not None for a in h.iter("a")))
        first = next(links, None)
        return set() if first is None else set(first.itersiblings())

    return lambda element: element in below(element.getparent())


def heading_of(
    names: Names,
    trail: list[str],
    without: Collection[HtmlElement],
    site: Site,
) -> HtmlElement | None:
    """The heading of the page: the one that <title> confirms, else the one that the trail ends with.

    Both cut long titles: they only tell which it is. Where neither tells, a heading that is named as
    a title, or the first `h1`; an `h2` that nobody confirms is of the text.
    """
    last = folded(trail[-1].removesuffix("(...)").removesuffix("(…)")) if trail else ""
    tree = names.tree
    frames, head = names.around(is_frame), titles.stated(tree, site)
    inside = Around(set(without).__contains__)
    found = [
        [element for element in likely[:_MOST] if element not in frames]
        for likely in _likely_titles(names)
    ]
    told = titles.confirmed(head, (e for same in found for e in same if e not in inside), site)
    if told is None:
        told = titles.any_confirmed(tree, head, Around(lambda e: e in frames or e in inside), site)
    if told is not None:
        return told
    named = [e for same in found for e in same if e not in inside and opening_text(e, 1)]
    for element in named:
        if last and folded(opening_text(element, 2 * len(last) + 1)).startswith(last):
            return element
    # Without a <title> there is nothing to confirm by.
    sure = (e for e in named if e.tag != "h2" or not head or e.get("class"))
    return next(sure, None)


def _likely_titles(names: Names) -> Iterator[list[HtmlElement]]:
    """Headings and what is named as one, in groups of which the first is the likeliest."""
    yield [e for e in names.of("surlignable", "entry-title") if e.tag in _HEADINGS]
    yield [e for e in names.of(part="titre") if e.tag in _HEADINGS]
    yield list(islice(names.tree.iter("h1"), _MOST))
    yield names.of("titre", "titre-article")
    yield list(islice(names.tree.iter("h2"), _MOST))


def trails(names: Names, site: Site) -> list[HtmlElement]:
    """The elements of the page's trail.

    Where its name is a theme's own it is known by its words: `Home > …`, in one short element.
    """
    found = names.of(*_TRAIL, ids=_TRAIL_IDS) or list(islice(_likely_trails(names.tree, site), 1))
    return [element for element in found if element.tag not in ("body", "html")]


def content_of(heading: HtmlElement | None, texts: list[HtmlElement]) -> HtmlElement | None:
    """The element that holds a page's heading and its text: the nearest with text under it."""
    around = holding(texts)
    element = heading
    while element is not None and element.tag not in ("body", "html") and element not in around:
        element = element.getparent()
    return element


def trail_of(trails: list[HtmlElement], base: str, site: Site) -> list[str]:
    """The items of the trail: its links, then what stands behind the last one.

    A second link to the home page, whatever it is called (`Home & News > …`), is no section.
    """
    if not trails:
        return []
    found = trails[0]
    crumbs = list(found.iter("a"))
    behind = _after(crumbs[-1], found) if crumbs else text_content(found)
    sections = [a for a in crumbs[1:] if not _is_home(absolute(base, a.get("href") or ""), site)]
    items = [*map(text_content, [*crumbs[:1], *sections]), behind.strip(" >›»/|\u00a0")]
    return [item for item in items if item]


def _is_home(url: str | None, site: Site) -> bool:
    at = place(url, site) if url else None
    return at is not None and at.kind == "sommaire"


def _likely_trails(tree: HtmlElement, site: Site) -> Iterator[HtmlElement]:
    followed = (
        link
        for link in tree.iter("a")
        if link.tail or link.getnext() is not None or link.getparent().tag == "li"
    )
    for link in islice(followed, _FIRST_LINKS):
        if folded(opening_text(link, _LONGEST_TRAIL)) in site.words.home:
            element = link.getparent()
            text = opening_text(element, _LONGEST_TRAIL)
            if len(text) < _LONGEST_TRAIL and re.match(r"[^>»›]{2,40}\s?[>»›]", text):
                yield element


def _after(element: HtmlElement, within: HtmlElement) -> str:
    """The text behind an element, as far as another goes that holds it."""
    parts: list[str] = []
    while element is not within:
        parts.append(element.tail or "")
        for sibling in element.itersiblings():
            border = " " if sibling.tag in BORDERS else ""
            parts += [border, text_content(sibling), border, sibling.tail or ""]
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
    names: Names,
    heading: HtmlElement | None,
    pieces: list[HtmlElement],
    left_out: Collection[HtmlElement] = (),
) -> str | None:
    """The printed date; an attribute without a text is the moment of the request, not a date.

    By its name in the box of heading and text; where its name is a theme's own, by where it stands; else by
    its name elsewhere, or by what it says, where that is told of one day alone.
    """
    content = content_of(heading, pieces)
    inside, framed = Around(frozenset({content}).__contains__), _framed(names)
    named = (
        (element, text)
        for likely in _likely_dates(names)
        for element in _own(names, likely)
        if (text := text_content(element)) and not dates_beside.is_teased(element, heading)
    )
    elsewhere: set[str] = set()
    for element, text in named:
        if content is not None and element in inside:
            return text
        if not framed(element):
            elsewhere.add(text)
    near = dates_beside.near(heading, pieces, framed) if heading is not None else None
    if near or len(elsewhere) == 1:
        return near or elsewhere.pop()
    return dates_beside.labelled(names.tree, pieces, left_out)


def _likely_dates(names: Names) -> Iterator[list[HtmlElement]]:
    """What is named as a date, in groups of which the first is the likeliest."""
    yield select(names.tree, _PUBLISHED)
    yield from (names.of(*classes) for classes in _DATES)
    yield list(names.tree.iter("time"))


def _framed(names: Names) -> Callable[[HtmlElement], bool]:
    """A question to each element: whether it stands in a frame, or in a box that leads to another page."""
    frames, teased = names.around(is_frame), _teased()

    def framed(element: HtmlElement) -> bool:
        parent = element.getparent()
        leads = parent is not None and parent.tag == "li" and parent.find(".//a") is not None
        return element in frames or teased(element) or leads

    return framed
