"""Which members a text names: by acronym as printed, or by name whatever its case and accents.

Whole words only: an acronym inside another word, or the same letters in lower case, is no mention. An
acronym is the same with and without points, and `CADE-Paris` names CADE. One that two members bear is
nobody's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from records.names import APOSTROPHES, acronym_key, folded

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
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        self._names: dict[tuple[str, ...], str] = {}
        # How many words the names have that begin with a word, the longest first.
        self._lengths: defaultdict[str, list[int]] = defaultdict(list)
        for member_id, name, is_acronym in names:
            if is_acronym:
                self._acronyms[acronym_key(name)].add(member_id)
                continue
            words = tuple(_words(name))
            # One short word is too common to be known as a name: "Agir", "Ensemble".
            if len(words) > 1 and words not in self._names:
                self._names[words] = member_id
                self._lengths[words[0]] = sorted(
                    {*self._lengths[words[0]], len(words)}, reverse=True
                )

        # A text repeats most of its words, and so do all texts together.
        self._borne = lru_cache(maxsize=50_000)(self._bearers)

    def find(self, text: str) -> list[Found]:
        """The members named, in the order of their first mention."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        marks = list(_WORD.finditer(text.translate(APOSTROPHES)))
        words = [folded(mark[0]) for mark in marks]
        skip = 0
        for number, mark in enumerate(marks):
            if number < skip:
                continue
            borne = self._borne(mark[0])
            for member_id in borne:
                places[member_id].append(mark.start())
            if borne:
                continue
            for length in self._lengths.get(words[number], ()):
                named = self._names.get(tuple(words[number : number + length]))
                if named:
                    places[named].append(mark.start())
                    skip = number + length
                    break
        return [Found(m, len(found), _around(text, found[0])) for m, found in places.items()]

    def _bearers(self, word: str) -> list[str]:
        """The members that a word names by their acronym, whole or as a part before or behind a hyphen."""
        key = acronym_key(word)
        parts = [key] if key in self._acronyms or "-" not in key else key.split("-")
        named = (self._acronyms.get(part, ()) for part in parts)
        return list(
            dict.fromkeys(member for bearers in named if len(bearers) == 1 for member in bearers)
        )


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
