"""How much of an element leads to other pages of the site or to its files: a frame or a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.addresses import is_ours
from layouts.file_addresses import document_format
from layouts.markup import absolute, length_of, opening_text, outermost, text_content
from records.site import Site

# The elements that themes make boxes of.
BOXES = frozenset({"div", "section", "article", "aside", "nav", "header", "footer", "dl", "table"})
# `Documents à télécharger :`, `(PDF - 90 ko)`.
_LABEL, _SIZE = 60, 20
_SIZES = re.compile(
    r"[(]?(?:\w{2,6}\W{1,3})?\d[\d.,]*\s?(?:octets?|bytes|[kmg]?i?[ob])\b[)]?", re.IGNORECASE
)
# Of a box that says nothing of its own, so much leads to other pages of the site.
_LEADING = 0.8


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

    def only_files(self) -> bool:
        """Whether nothing is said but links to files, with a label and sizes perhaps."""
        beside = self.signs - self.filed
        return self.links == self.files > 0 and beside <= _LABEL + _SIZE * self.files


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
                if document_format(url):
                    said = said._replace(filed=said.signs, files=1)
                elif "/IMG/" not in url:
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
    return shares(element, base, site)[element].only_leads()


def file_boxes(pieces: list[HtmlElement], share: dict[HtmlElement, Share]) -> Iterator[HtmlElement]:
    """The boxes of attached files in or below a text: a label at most, links to files and their sizes.

    A text that says nothing else stays.
    """
    rest = sum(share[piece].signs for piece in pieces)
    boxes = (box for piece in pieces for box in piece.iter(*BOXES) if share[box].only_files())
    for box in outermost(boxes):
        rest -= share[box].signs
        if rest <= 0:
            return
        beside = opening_text(box, 2 * share[box].signs)
        for link in box.iter("a"):
            beside = beside.replace(text_content(link), " ", 1)
        if len(_SIZES.sub("", beside)) < _LABEL:
            yield box
