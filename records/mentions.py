"""Which members a text names: by acronym as printed, or by name whatever its case and accents.

Whole words only: an acronym inside another word, or the same letters in lower case, is no mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from records.names import APOSTROPHES, folded

_WORD = re.compile(r"[^\W_]+(?:[&.-][^\W_]+)*")
_CONTEXT = 80


class Name(NamedTuple):
    """A name that stands for a member."""

    member_id: str
    name: str
    is_acronym: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How often a text names a member, and the words around the first time."""

    member_id: str
    count: int
    context: str


class Names:
    """The names of all members, laid out so that a text of any length is read once."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._acronyms: dict[str, str] = {}
        self._names: dict[tuple[str, ...], str] = {}
        # How many words the names have that begin with a word, the longest first.
        self._lengths: defaultdict[str, list[int]] = defaultdict(list)
        for member_id, name, is_acronym in names:
            if is_acronym:
                self._acronyms[name] = member_id
                continue
            words = tuple(_words(name))
            # One short word is too common to be known as a name: "Agir", "Ensemble".
            if len(words) > 1 and words not in self._names:
                self._names[words] = member_id
                self._lengths[words[0]] = sorted(
                    {*self._lengths[words[0]], len(words)}, reverse=True
                )

    def find(self, text: str) -> list[Found]:
        """The members named, in the order of their first mention."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        marks = list(_WORD.finditer(text.translate(APOSTROPHES)))
        words = [folded(mark[0]) for mark in marks]
        skip = 0
        for number, mark in enumerate(marks):
            if number < skip:
                continue
            member_id = self._acronyms.get(mark[0])
            if member_id:
                places[member_id].append(mark.start())
                continue
            for length in self._lengths.get(words[number], ()):
                named = self._names.get(tuple(words[number : number + length]))
                if named:
                    places[named].append(mark.start())
                    skip = number + length
                    break
        return [Found(m, len(found), _around(text, found[0])) for m, found in places.items()]


def _words(text: str) -> list[str]:
    return [folded(mark[0]) for mark in _WORD.finditer(text.translate(APOSTROPHES))]


def _around(text: str, start: int) -> str:
    before = text[max(0, start - _CONTEXT) : start]
    after = text[start : start + _CONTEXT]
    if start > _CONTEXT:
        before = "…" + before.partition(" ")[2]
    if start + _CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join((before + after).split())
