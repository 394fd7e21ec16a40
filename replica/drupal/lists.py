"""Which nodes Drupal lists together: the front page, a term, a month, the recent ones; and its pagers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from replica.content import Content, Entry
from replica.drupal.content import nodes

PER_PAGE = 10
PER_BLOCK = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list, `number` from 0; past the end it has no entries, and no pager either."""

    entries: list[Entry]
    number: int
    pages: int

    @property
    def following(self) -> int | None:
        """The number of the next page, None on the last one and beyond."""
        return self.number + 1 if self.number + 1 < self.pages else None


def part(entries: list[Entry], number: int, length: int = PER_PAGE) -> Part:
    """The page of a list with a number."""
    shown = entries[number * length : (number + 1) * length]
    return Part(shown, number, -(-len(entries) // length))


def promoted(content: Content) -> list[Entry]:
    """The nodes of the front page and the feed: no page is among them, members and newsletters."""
    return [entry for entry in nodes(content) if entry.bundle == "article"]


def of_term(content: Content, term: int) -> list[Entry]:
    """The nodes that bear a term."""
    return [entry for entry in nodes(content) if term in entry.terms]


def of_month(content: Content, month: str) -> list[Entry]:
    """The nodes of a month: "202106"."""
    return [entry for entry in nodes(content) if entry.published[:7].replace("-", "") == month]


def months(content: Content) -> list[tuple[str, int]]:
    """The months that have nodes, with how many, the latest first."""
    counted = Counter(entry.published[:7].replace("-", "") for entry in nodes(content))
    return sorted(counted.items(), reverse=True)
