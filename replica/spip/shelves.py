"""Which entries stand together: those of a rubrique, the newest, those the teasers announce."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from replica.content import Content, Entry

PAGE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: its entries, where it begins, and how many there are in all."""

    entries: list[Entry]
    offset: int
    total: int

    @property
    def offsets(self) -> list[int]:
        """Where the pages of the list begin; empty where one page holds it all."""
        return list(range(0, self.total, PAGE_LENGTH)) if self.total > PAGE_LENGTH else []


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Entries with the latest published first; of one moment, the higher number first."""
    return sorted(entries, key=lambda entry: (entry.published, entry.number), reverse=True)


def part_of(entries: list[Entry], offset: int) -> Part:
    """The page of a list at an offset: any offset answers, past the end the last page comes back.

    -1 asks for all.
    """
    total = len(entries)
    if offset == -1:
        return Part(entries, -1, total)
    if offset >= total:
        offset = max(0, (total - 1) // PAGE_LENGTH * PAGE_LENGTH)
    return Part(entries[offset : offset + PAGE_LENGTH], offset, total)


def within(content: Content, section: int) -> set[int]:
    """The numbers of a rubrique and of all below it."""
    found = {section}
    while below := {s.number for s in content.sections.values() if s.parent in found} - found:
        found |= below
    return found


def teasers(content: Content, language: str) -> list[Entry]:
    """What every page announces: the latest statement, the next meetings, two pictures.

    A member's statement is not announced. Kinds that have no entry are left out.
    """
    entries = newest(e for e in content.entries.values() if e.language == language)

    def latest(kind: str, count: int) -> list[Entry]:
        wanted = [e for e in entries if kind in (e.kind, e.expected.get("kind"))]
        return [e for e in wanted if e.expected.get("issuer", "collective") == "collective"][:count]

    return latest("statement", 1) + latest("meeting", 1) + latest("picture", 2)
