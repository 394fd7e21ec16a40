"""The lines around a text that only say by whom and when it was set up, or are a theme's own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.markup import BLOCKS, opening_text
from layouts.shares import Share
from records.dates import find_dates, read_date
from records.names import folded
from records.site import Site

# By whom and when: what a theme says between a title and its text, without the date.
_BY = r"(?:\b(?:par|by|author|auteur)\b(?:[^.!?:;]|(?<=\b[a-z])\.){2,60})?"
_SAID = (
    r"publiee?|postee?|parue?|soumise?|ecrite?|redigee?|ajoutee?|actualisee?|mis(?:e)? en ligne"
    r"|(?:derniere )?mis(?:e)? a jour|modifiee?|submitted|posted|published|written|created"
    r"|(?:last )?(?:updated|modified)"
    r"|derniere modification|dernier ajout|date de (?:publication|modification|mise a jour)|last update"
    r"|publication date|temps de lecture|reading time"
)
_IS_SAID = re.compile(rf"\W*(?:{_SAID})\b")
# `Publié le … par …`, without the days; of several clauses each says so.
_ABOUT = re.compile(
    rf"[\W\d]*(?:(?:le|on|date)\b[\W\d]*)?{_BY}"
    rf"|\W*(?:(?:article|texte|page)\W+)?(?:{_SAID})\b(?:[\W\d]|\b(?:le|on|at|a|h|min|minutes?|du)\b)*{_BY}"
)
_CLAUSES = re.compile(r"[,;.|()–—·•]|\s-\s")
_FURNITURE = re.compile(
    r"\W*(?:haut de page|retour (?:en )?haut|imprimer|print|partager|share|back to top|accueil)\b.{0,40}"
)
_SHORT = 160
# `Date : mar 13/01/2026 - 10:00` at its end is a field of the text, too.
_DAY_OF_TEXT = re.compile(r"\W*dates?(?: et heures?| and time)?\s?:")
# `Date : mardi 4 avril 2017` below `Soumis le 6 mars 2017` is a field of the text.
_DATE_LABEL = re.compile(r"\A\W*dates?\b\W*", re.IGNORECASE)
# What themes call the line of author and day; how much they set beside the day.
_META = re.compile(r"\bmeta|[_-]meta\b|byline|submitted|\binfos?\b|publi|\bdate")
_NAME = 40
_LABEL = re.compile(r"[^\W\d]\s?:")
_SENTENCE = re.compile(r"[.!?…](?=\s+[A-ZÀ-Ý]|\Z)")


def opening(
    heading: HtmlElement,
    pieces: list[HtmlElement],
    left_out: Collection[HtmlElement],
    share: dict[HtmlElement, Share],
    site: Site,
) -> Iterator[HtmlElement]:
    """What stands between the title and its text: by whom, when. Inside a text a day is a day."""
    stack: list[HtmlElement | None] = [*reversed(pieces)]
    around, is_dated = set(heading.iterancestors()), False
    while stack:
        element = stack.pop()
        if element is None:
            return
        if element not in share or not share[element].signs:
            continue
        if element in left_out:
            is_dated = is_dated or _says_day(element, share, site)
            continue
        if is_about(element, share, site):
            said = opening_text(element, _SHORT)
            is_day = read_date(_DATE_LABEL.sub("", said)) is not None
            if is_day and (is_dated or _begins_text(element, around)):
                return
            is_dated = is_dated or bool(find_dates(said, site.languages))
            yield element
        elif (element.text or "").strip():
            return
        else:
            # Up to the first words that stand in no element.
            loose = next((n for n, child in enumerate(element) if (child.tail or "").strip()), None)
            children = list(element if loose is None else element[: loose + 1])
            stack += children[::-1] if loose is None else [None, *reversed(children)]


def _says_day(element: HtmlElement, share: dict[HtmlElement, Share], site: Site) -> bool:
    """Whether an element says no more than on which day a page was set up."""
    return is_about(element, share, site) and bool(
        find_dates(opening_text(element, _SHORT), site.languages)
    )


def trailing(
    pieces: list[HtmlElement],
    left_out: Collection[HtmlElement],
    share: dict[HtmlElement, Share],
    site: Site,
) -> Iterator[HtmlElement]:
    """The boxes at the end of a text, before what is left out of it, that only say when it was published.

    The day that a letter ends with is its own.
    """
    element = pieces[-1] if pieces else None
    while element is not None:
        if (element.tail or "").strip() and element is not pieces[-1]:
            return
        if not share[element].signs or element in left_out:
            element = element.getprevious()
        elif is_about_at_end(element, share, site) and _IS_SAID.match(
            folded(opening_text(element, _SHORT))
        ):
            yield element
            element = element.getprevious() if element is not pieces[-1] else None
        else:
            element = next(element.iterchildren(Element, reversed=True), None)
        while element is not None and element not in share:
            element = element.getprevious()


def is_about_at_end(element: HtmlElement, share: dict[HtmlElement, Share], site: Site) -> bool:
    """Whether what ends a text only says when the page was set up; a labelled day is the text's own."""
    said = folded(opening_text(element, _SHORT))
    return not _DAY_OF_TEXT.match(said) and is_about(element, share, site)


def is_about(element: HtmlElement, share: dict[HtmlElement, Share], site: Site) -> bool:
    """Whether an element only says by whom and when a page was set up, or is the theme's own word."""
    stack = [element]
    while stack:
        inner = stack.pop()
        said = share.get(inner)
        if said is None or said.signs > _SHORT:
            return False
        children = [child for child in inner if child in share and share[child].signs]
        if children and not _has_words(inner) and any(child.tag in BLOCKS for child in children):
            stack += children
        elif said.signs and not _says_about(inner, site):
            return False
    return True


def _has_words(element: HtmlElement) -> bool:
    """Whether an element has text of its own, outside of those in it."""
    return bool((element.text or "").strip() or any((e.tail or "").strip() for e in element))


def _says_about(element: HtmlElement, site: Site) -> bool:
    text = opening_text(element, _SHORT)
    if _is_byline(element, text, site):
        return True
    for date in sorted(find_dates(text, site.languages), key=lambda date: -date.start):
        text = text[: date.start] + " " + text[date.end :]
    words = folded(text)
    if _ABOUT.fullmatch(words) or _FURNITURE.fullmatch(words):
        return True
    return all(_ABOUT.fullmatch(clause) for clause in _CLAUSES.split(words))


def _is_byline(element: HtmlElement, text: str, site: Site) -> bool:
    """Whether an element says a day and a name, and is called so or holds a `time`: `Ada · 6 March 2019`."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if element.tag == "p" or not (
        _META.search(name) or next(element.iter("time"), None) is not None
    ):
        return False
    days = [date for date in find_dates(text, site.languages) if date.date]
    beside = len(text) - sum(len(date.phrase) for date in days)
    says_more = _SENTENCE.search(text) or _LABEL.search(text)
    return bool(days) and beside <= _NAME and not says_more


def _begins_text(line: HtmlElement, around: Collection[HtmlElement]) -> bool:
    """Whether a line is the first of an editor's paragraphs: like the next, in a box without the heading."""
    following = next(line.itersiblings(Element), None)
    if line.tag != "p" or following is None or line.getparent() in around:
        return False
    return bool(following.tag == "p" and line.get("class") == following.get("class"))
