"""What a page prints of a file beside its name: format, size, day; within its link or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import Element, iterwalk
from lxml.html import HtmlElement

from layouts import suffixes
from layouts.markup import BORDERS, opening_text, text_content
from records.dates import find_dates
from records.names import folded
from records.sizes import SIZE, Size, find_size, read_format_and_size
from records.typography import clean

_FORMATS = "|".join(
    sorted(
        {re.escape(folded(word)) for pair in suffixes.DOCUMENTS.items() for word in pair},
        reverse=True,
    )
)
# What a theme sets around format and size: `Info document : PDF`, `Taille : 2 Mo`, `(nouvelle fenêtre)`.
_WORDS = (
    r"info(?:rmation)?s?|document|fichier|file|taille|size|poids|weight|format|type|mis en ligne"
    r"|ajoutee?|publiee?|telecharger|telechargement|download|le|du|on|adobe|acrobat|microsoft"
    r"|open ?(?:document|office)(?: (?:text|writer|spreadsheet|calc|presentation|impress|drawing|graphics))?"
    r"|ouvre (?:dans )?une?|opens in an?|nouvelle fenetre|nouvel onglet|new window|new tab"
)
_DETAIL = re.compile(rf"\d+|\b(?:{_WORDS}|{_FORMATS})(?![^\W\d])")
_FORMAT = re.compile(rf"\b(?:{_FORMATS})(?![^\W\d])")
# `Les comptes 2016 - 1.1 Mo PDF`
_ENDING = re.compile(
    rf"\s[-–—|]\s(?:[\w ]{{2,30}}[-–—,|] )?(?:{SIZE.pattern})[\w ,|–—-]{{0,60}}\Z", SIZE.flags
)
_LONGEST = 120
# No theme sets so many elements between a file's name and its size.
_MOST = 40
_ENDS = frozenset(
    {"li", "tr", "article", "section", "ul", "ol", "table", "dl", "main", "body", "html"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def are_details(text: str) -> bool:
    """Whether a text says nothing but format, size and day of a file.

    >>> [are_details(text) for text in ("(PDF | 84.2 ko)", "Word – 3 mai 2017", "Le rapport en PDF")]
    [True, True, False]
    """
    return 0 < len(text) <= _LONGEST and not re.search(r"\w", without_details(text))


def without_details(text: str) -> str:
    """A text, folded, without formats, sizes, days and the words that themes set around them."""
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} {text[date.end :]}"
    return clean(_DETAIL.sub(" ", folded(SIZE.sub(" ", text))))


def called(link: HtmlElement) -> str | None:
    """What a link calls its file: its text, else that of its picture; what a frame is titled.

    Format and size are no name: SPIP prints them as a title, and as a picture's words, other themes in an
    element of their own behind the name.
    """
    title = link.get("title") or ""
    said = [] if are_details(title) else [title]
    # What stands in a frame is said where it cannot be shown; of one left open it is all that follows.
    if link.tag == "a":
        pictured = [img.get("alt") or "" for img in link.iter("img")]
        said = [named(link), *(alt for alt in pictured if not are_details(alt)), *said]
    return next((text for text in said if text and not read_format_and_size(text)), None)


def named(link: HtmlElement) -> str:
    """The text of a link without the details of its file: those in elements of their own, and a size with
    or without a format that ends it behind a dash or in a line below."""
    said = _without_elements(link)
    ending = _ENDING.search(said)
    if ending and ending.start() and are_details(said[ending.start() :]):
        return said[: ending.start()].rstrip()
    return said


def _without_elements(link: HtmlElement) -> str:
    details = _within(link)
    if not details:
        return text_content(link)
    kept = [(e.tag, e.text, e.tail) for e in details]
    for element in details:
        element.text, element.tail = None, f" {element.tail or ''}"
    said = text_content(link)
    for element, (_, text, tail) in zip(details, kept, strict=True):
        element.text, element.tail = text, tail
    return said or text_content(link)


def size_of(link: HtmlElement) -> Size | None:
    """The size that is printed in a link or right behind it, with nothing before it but details."""
    for element in _within(link):
        if size := find_size(text_content(element)):
            return size
    said = opening_text(link, 3 * _LONGEST)
    if (ending := _ENDING.search(said)) and are_details(said[ending.start() :]):
        return find_size(ending[0])
    if bracketed := re.search(r"[(\[]([^()\[\]]{2,40})[)\]]\W*\Z", said):
        size = find_size(bracketed[1]) if are_details(bracketed[1]) else None
        if size:
            return size
    behind = _behind(link)
    found = SIZE.search(behind)
    return find_size(behind) if found and are_details(behind[: found.end()]) else None


def _within(link: HtmlElement) -> list[HtmlElement]:
    """The elements without others inside that say nothing but details, behind the name."""
    if link.tag != "a" or not len(link):
        return []
    leaves = ((e, e.text) for e in link.iterdescendants(Element) if not len(e) and e.text)
    return [e for e, text in leaves if _is_detail(text, is_themes=e.get("class") is not None)]


def _is_detail(text: str, *, is_themes: bool) -> bool:
    """Whether an element says a size, or a format where it is a theme's: a year is a part of a name."""
    is_said = SIZE.search(text) or (is_themes and _FORMAT.search(folded(text)))
    return bool(is_said) and are_details(text)


def _is_line_of_details(heading: HtmlElement) -> bool:
    """Whether a theme sets format and size in a heading's tag."""
    return are_details(opening_text(heading, _LONGEST))


def _behind(link: HtmlElement) -> str:
    """What is printed behind a link in its box, up to the next link or heading."""
    said: list[str] = []
    size = 0
    for number, text in enumerate(_following(link)):
        said.append(text)
        size += len(text.strip())
        if size > _LONGEST or number > _MOST:
            break
    return " ".join("".join(said)[: 2 * _LONGEST].split())


def _following(link: HtmlElement) -> Iterator[str]:
    yield link.tail or ""
    element = link
    while element is not None and element.tag not in _ENDS:
        for sibling in element.itersiblings(Element):
            # Themes set them apart without a space.
            yield " "
            for event, inner in iterwalk(sibling, events=("start", "end")):
                if event == "end":
                    yield (inner.tail or "") if inner is not sibling else ""
                    continue
                other = inner.tag == "a" and inner.get("href") not in (None, link.get("href"))
                if other or (inner.tag in _HEADINGS and not _is_line_of_details(inner)):
                    return
                yield f"{' ' if inner.tag in BORDERS else ''}{inner.text or ''}"
            yield f" {sibling.tail or ''}" if sibling.tag in BORDERS else sibling.tail or ""
        element = element.getparent()
        if element is not None and element.tag not in _ENDS:
            yield f" {element.tail or ''}"
