"""How much of an element leads to other pages of the site or to its files: a frame or a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import Element, iterwalk
from lxml.html import HtmlElement

from layouts import headed_boxes
from layouts.addresses import is_ours
from layouts.file_addresses import is_file, is_kept
from layouts.file_words import without_details
from layouts.markup import absolute, length_of, opening_text, outermost, text_content
from layouts.suffixes import is_picture
from records.dates import find_dates
from records.site import Site

# The elements that themes make boxes of.
BOXES = frozenset({"div", "section", "article", "aside", "nav", "header", "footer", "dl", "table"})
# What themes call a list of files; an editor's own list in a text stays.
_FILE_NAME = re.compile(r"file|fichier|document|attach|piece|download|telecharg", re.IGNORECASE)
_LISTS = frozenset({"ul", "ol", "p"})
# `Documents à télécharger :`, `(3 mai 2017, info document : PDF, 90 ko)`; what ends as a sentence is a text.
_LABEL, _DETAILS = 60, 40
_SENTENCE = re.compile(r"[.!?…](?=\s|\Z)")
# What says more is no box of links, whatever days stand beside them.
_BOX = 1000
# Of a box that says nothing of its own, so much leads to other pages of the site.
_LEADING = 0.8
# Where files stand among them there are headings over both.
_COLUMN, _MANY = 0.7, 3


class Share(NamedTuple):
    """What an element says: its signs, those of links that lead to other pages of the site or to files of
    it, how many links of each kind it has, and how many at all."""

    signs: int = 0
    leading: int = 0
    filed: int = 0
    leads: int = 0
    files: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        """The signs that lead to no other page."""
        return self.signs - self.leading

    def only_leads(self) -> bool:
        """Whether next to nothing is said that does not lead to other pages."""
        return self.leads > 0 and self.leading >= _LEADING * self.signs

    def is_column(self) -> bool:
        """Whether a column of links to other pages holds links to files as well, and next to nothing else."""
        beside = self.signs - self.filed
        return self.files > 0 and self.leads >= _MANY and self.leading >= _COLUMN * beside

    def only_files(self) -> bool:
        """Whether nothing is said but links to files, with a label and their details perhaps."""
        beside = self.signs - self.filed
        return self.links == self.files > 0 and beside <= _LABEL + _DETAILS * self.files


def shares(whole: HtmlElement, base: str, site: Site) -> dict[HtmlElement, Share]:
    """What each element inside says, told in one pass from the last element to the first."""
    found: dict[HtmlElement, Share] = {}
    inside: dict[HtmlElement, list[Share]] = {}
    for element in reversed(list(whole.iter(Element))):
        inner = inside.pop(element, [])
        said = Share(*map(sum, zip(*inner, strict=True))) if inner else Share()
        if element.tag not in ("script", "style"):
            said = said._replace(signs=said.signs + length_of(element.text))
        if element.tag == "a" and element.get("href"):
            url = absolute(base, element.get("href"))
            said = said._replace(links=1)
            if url and is_ours(url, site):
                if is_file(url, site) or is_kept(url, site):
                    said = said._replace(filed=said.signs, files=1)
                elif not is_picture(url):
                    said = said._replace(leading=said.signs, leads=1)
        found[element] = said
        if element is not whole:
            said = said._replace(signs=said.signs + length_of(element.tail))
            inside.setdefault(element.getparent(), []).append(said)
    return found


def leads_away(element: HtmlElement, base: str, site: Site) -> bool:
    """Whether an element is a frame by what it says, whatever its class: links to other pages of the site."""
    if next(element.iter("a"), None) is None:
        return False
    said = shares(element, base, site)[element]
    if said.only_leads() or not said.leads or said.signs > _BOX:
        return said.only_leads()
    # Days say nothing of a list of others: `3 mai 2017`, the link, `4 mai 2017`, another.
    text = opening_text(element, 2 * _BOX)
    days = sum(length_of(date.phrase) for date in find_dates(text))
    linked = sum(
        length_of(date.phrase) for a in element.iter("a") for date in find_dates(text_content(a))
    )
    return said._replace(signs=said.signs - max(0, days - linked)).only_leads()


def file_boxes(pieces: list[HtmlElement], share: dict[HtmlElement, Share]) -> Iterator[HtmlElement]:
    """The boxes of attached files in or below a text: a label at most, links to files and their details.

    A text that says nothing else stays.
    """
    rest = sum(share[piece].signs for piece in pieces)
    for box in all_file_boxes(pieces, share):
        rest -= share[box].signs
        if rest <= 0:
            return
        yield box


def all_file_boxes(
    pieces: Iterable[HtmlElement], share: dict[HtmlElement, Share]
) -> list[HtmlElement]:
    """The same, of parts that need say nothing else; a list of files may have its heading beside it."""
    found: list[HtmlElement] = []
    for piece in pieces:
        found += (box for box in piece.iter(*BOXES) if _only_files(box, share[box]))
        found += (
            box
            for box in piece.iter("ul", "ol")
            if _FILE_NAME.search(box.get("class") or "") and _only_files(box, share[box])
        )
        for heading, below in headed_boxes.files_below(piece):
            if below.tag in _LISTS and _only_files(below, share[below]):
                found += [heading, below]
    return outermost(found)


def holds_files(element: HtmlElement, base: str, site: Site) -> bool:
    """Whether an element is a box of attached files by what it says, whatever its class."""
    if next(element.iter("a"), None) is None:
        return False
    return _only_files(element, shares(element, base, site)[element])


def _beside_links(box: HtmlElement) -> Iterator[str]:
    """The texts of a box outside of its links; themes set them apart without a space."""
    links = 0
    for event, element in iterwalk(box, events=("start", "end")):
        links += (1 if event == "start" else -1) if element.tag == "a" else 0
        text = element.text if event == "start" else element.tail if element is not box else None
        if text and not links and element.tag not in ("script", "style"):
            yield text


def _only_files(box: HtmlElement, said: Share) -> bool:
    if not said.only_files():
        return False
    label = without_details(" ".join(_beside_links(box)))
    return len(label) < _LABEL and not _SENTENCE.search(label)
