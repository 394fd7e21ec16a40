"""The elements of a page by their classes and ids: found in one walk, asked for many times.

An XPath for each question would walk the whole page again, and judge every class of it anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from lxml.html import HtmlElement

from layouts.markup import Around, select

_NAMED = "descendant-or-self::*[@class or @id or self::aside]"


class Names:
    """Made of a tree that is not changed any more; what it finds is in document order, each once."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self._by_class: defaultdict[str, list[int]] = defaultdict(list)
        self._by_id: defaultdict[str, list[int]] = defaultdict(list)
        self._asides: list[int] = []
        self._around: dict[Callable[[HtmlElement], bool], Around] = {}
        self._elements: list[HtmlElement] = select(tree, _NAMED)
        for place, element in enumerate(self._elements):
            for name in (element.get("class") or "").split():
                self._by_class[name].append(place)
            if own := element.get("id"):
                self._by_id[own].append(place)
            if element.tag == "aside":
                self._asides.append(place)

    def of(
        self, *classes: str, ids: Iterable[str] = (), part: str = "", asides: bool = False
    ) -> list[HtmlElement]:
        """The elements with one of these classes or ids, or a class that has `part` in it; all asides too."""
        found: list[Sequence[int]] = [self._by_class.get(name, ()) for name in classes]
        found += [self._by_id.get(own, ()) for own in ids]
        if part:
            found += [places for name, places in self._by_class.items() if part in name]
        if asides:
            found.append(self._asides)
        return [self._elements[place] for place in sorted(set(chain.from_iterable(found)))]

    def around(self, is_one: Callable[[HtmlElement], bool]) -> Around:
        """What tells the nearest element of a kind: one for the whole page, that judges none twice."""
        return self._around.setdefault(is_one, Around(is_one))
