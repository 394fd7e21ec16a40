"""The printed date of a page whose theme gives it no known name: by where it stands, or by what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.markup import BORDERS, Around, holding, opening_text
from records.dates import find_dates, read_date
from records.names import folded

# A date line is short, and stands not far below the heading.
_SHORT = 60
_NEAR = 11
# "Published on", "Mis en ligne le": what a theme says before the date.
_BEFORE_DATE = re.compile(r"^[^\W\d][^\d:,]{0,24}(?:\b(?:on|le)\b|:)\s*", re.IGNORECASE)
# "by Ada": who wrote it, behind the date.
_BEHIND_DATE = re.compile(r"\s?[,–—·|-]?\s(?:par|by)\s[^\d.:!?]{2,40}\Z", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:date (?:de )?publication|publiee?|parue?|mise? en ligne|posted|published)\b"
)
_LINES = ("dd", "td", "p", "li", "div", "span", "small", "time")
# A line of author and date has not more elements.
_MOST_INSIDE = 4
# What teases other pages, or answers this one, has days of its own.
_OTHERS = re.compile(r"comment|forum|related|similar|teaser|\bcards?\b|card__|reponse|recent")


def near(
    heading: HtmlElement, pieces: list[HtmlElement], framed: Callable[[HtmlElement], bool]
) -> str | None:
    """The first line between a heading and the text that is nothing but a date, or a day beside the heading
    in a box of its own."""
    lines = (e for e in _following(heading) if not len(e) or e.tag in ("p", "time"))
    for element in islice(lines, _NEAR):
        if pieces and (element is pieces[0] or pieces[0] in element.iterancestors()):
            break
        line = _dated_line(element)
        if line and not framed(element):
            return line
    beside = map(_dated_line, islice(_before(heading, pieces), _NEAR))
    return next((line for line in beside if line and _days(line)), None)


def labelled(
    tree: HtmlElement, pieces: Collection[HtmlElement], left_out: Collection[HtmlElement] = ()
) -> str | None:
    """The one day that a page says beside its text that it was published on (`Publié le`, and the day in the
    next element); None where it says so of several, as of teasers. `left_out` are no text inside `pieces`."""
    others, own = Around(_is_of_others), set(pieces)
    texts = Around({*own, *left_out}.__contains__)
    found = {
        _days(line)[0]: line
        for element in tree.iter(*_LINES)
        if len(element) < _MOST_INSIDE
        and not any(len(child) for child in element)
        and (line := _said(element))
        and element not in others
        and texts.nearest(element) not in own
    }
    return next(iter(found.values())) if len(found) == 1 else None


def is_teased(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Whether an element stands in a link, or in the box of another page."""
    around = set(heading.iterancestors()) if heading is not None else set()
    return any(
        one.tag == "a" or (one.tag in ("article", "li") and one not in around)
        for one in element.iterancestors()
    )


def _said(element: HtmlElement) -> str | None:
    """The line of an element that says on which day a page was published."""
    text = opening_text(element, _SHORT)
    label = element.getprevious() if element.tag in ("dd", "td", "span") else None
    if label is not None and not _PUBLISHED.match(folded(text)):
        text = f"{opening_text(label, _SHORT)} {text}"
    if len(text) >= _SHORT or not _PUBLISHED.match(folded(text)):
        return None
    return text if read_date(_BEFORE_DATE.sub("", text)) and _days(text) else None


def _is_of_others(element: HtmlElement) -> bool:
    if element.tag == "a":
        return True
    return (
        _OTHERS.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        is not None
    )


def _dated_line(element: HtmlElement) -> str | None:
    """The text of a line that is nothing but a date, and what a theme says before it."""
    text = opening_text(element, _SHORT)
    day = _BEHIND_DATE.sub("", _BEFORE_DATE.sub("", text))
    return text if len(text) < _SHORT and read_date(day) else None


def _days(text: str) -> list[str]:
    return [date.date for date in find_dates(text) if date.date and date.precision == "day"]


def _before(heading: HtmlElement, pieces: list[HtmlElement]) -> Iterator[HtmlElement]:
    """The lines before a heading in a box that holds no text."""
    box = heading.getparent()
    if box is None or box.tag == "body" or box in holding(pieces):
        return
    for element in box.iterdescendants(Element):
        if element is heading:
            return
        if next(element.iterdescendants(*BORDERS), None) is None:
            yield element


def _following(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """The elements behind one, in the order of the page, without those inside it."""
    while element is not None:
        for sibling in element.itersiblings(Element):
            yield from sibling.iter(Element)
        element = element.getparent()
