"""The links of an element and what stands beside them: for boxes of tags and of files, which nest."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from records.typography import clean


class _At(NamedTuple):
    """How much of a page stands before a place: links, their signs, texts beside them, signs, gaps."""

    links: int
    linked: int
    beside: int
    signs: int
    gaps: int


class Linked:
    """Of an element and of all inside it, in one pass: asked one by one, boxes that nest are read again
    and again."""

    def __init__(self, whole: HtmlElement) -> None:
        self._links: list[HtmlElement] = []
        self._beside: list[str] = []
        self._spans: dict[HtmlElement, tuple[_At, _At]] = {}
        self._linked = self._signs = self._gaps = 0
        self._is_gap = False
        # Signs, by number, with a gap before them: before the first of a text it is none of the text's.
        self._apart: set[int] = set()
        open_links = 0
        begins: list[_At] = []
        for event, element in iterwalk(whole, events=("start", "end", "comment", "pi")):
            if event == "start":
                begins.append(self._here())
                if element.tag == "a":
                    self._links.append(element)
                    open_links += 1
                self._add(element.text, beside=not open_links)
                continue
            if event == "end":
                self._spans[element] = span = begins.pop(), self._here()
                if element.tag == "a":
                    open_links -= 1
                    self._linked += self._length(*span)
                    self._spans[element] = span[0], self._here()
            if element is not whole:
                self._add(element.tail, beside=not open_links)

    def _here(self) -> _At:
        return _At(len(self._links), self._linked, len(self._beside), self._signs, self._gaps)

    def _add(self, text: str | None, *, beside: bool) -> None:
        if not text:
            return
        words = text.split()
        if not words:
            self._is_gap = True
            return
        if self._signs and (self._is_gap or text[0].isspace()):
            self._apart.add(self._signs)
            self._gaps += 1
        self._is_gap = text[-1].isspace()
        self._signs += sum(map(len, words))
        self._gaps += len(words) - 1
        if beside:
            self._beside.append(text)

    def _length(self, begin: _At, end: _At) -> int:
        """The length of a text as one clean line."""
        leading = begin.signs < end.signs and begin.signs in self._apart
        return end.signs - begin.signs + end.gaps - begin.gaps - leading

    def ends(self, element: HtmlElement) -> tuple[int, int]:
        """Which of all links stand inside an element: from the first to before the second number."""
        begin, end = self._spans[element]
        return begin.links, end.links

    def links(self, element: HtmlElement) -> list[HtmlElement]:
        """The links inside an element, in order."""
        return self._links[slice(*self.ends(element))]

    def length_beside(self, element: HtmlElement) -> int:
        """How much longer the text of an element is than that of its links together."""
        begin, end = self._spans[element]
        return self._length(begin, end) - (end.linked - begin.linked)

    def beside(self, element: HtmlElement) -> str:
        """Its text without that of its links."""
        begin, end = self._spans[element]
        return clean(" ".join(self._beside[begin.beside : end.beside]))
