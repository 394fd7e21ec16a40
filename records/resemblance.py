"""Names that look like one member's: told to a person, who decides; nothing is merged by them.

And names that do not: under one acronym they are two members' all the same.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from records.names import acronym_key, folded
from records.web_addresses import host

# Words that any organisation's name may have; with articles and prepositions they tell none apart.
_COMMON = frozenset({
    "association", "asso", "collectif", "comite", "federation", "fondation", "reseau", "foundation",
    "organisation", "network", "committee", "france", "francaise", "francais", "le", "la", "les",
    "l", "de", "du", "des", "d", "un", "une", "et", "en", "pour", "contre", "a", "au", "aux", "the",
    "of", "and", "for", "in", "against",
})  # fmt: skip
# As alike as a slip of the pen: "Esclavage Moderne" and "Esclavages Modernes".
_ALIKE = 0.88
_WORD = re.compile(r"[a-z0-9]+")


class Named(NamedTuple):
    """A member as it is called: its name and, where it has them, its acronym and its website."""

    name: str
    acronym: str | None
    website: str | None = None


def resemblance(one: Named, other: Named) -> str | None:
    """Why two names may be one member's, None where nothing says so.

    >>> resemblance(Named("Foyer ADX", None), Named("Association du Foyer Dix", "ADX"))
    'ADX is the acronym of one and a word of the other'
    """
    keys = {acronym_key(named.acronym) for named in (one, other) if named.acronym}
    if one.acronym and other.acronym and len(keys) == 1:
        return f"{one.acronym} is the acronym of both"
    for short, long in ((one, other), (other, one)):
        acronym = short.acronym and re.sub(r"[^A-ZÀ-Ý]", "", short.acronym)
        if not acronym or len(acronym) < 3:
            continue
        if re.search(rf"\b{acronym}\b", f"{long.name} {long.acronym or ''}"):
            return f"{acronym} is the acronym of one and a word of the other"
        if long.acronym is None and _initials(long.name) == folded(acronym):
            return f"{acronym} is the acronym of one and the initials of the other"
    if one.website and other.website and _host(one.website) == _host(other.website):
        return "the same website"
    words, others = _distinct(one.name), _distinct(other.name)
    if words and words == others:
        return "the same name but for common words"
    if min(len(words), len(others)) > 1 and (words < others or others < words):
        return "the one name is a part of the other"
    matcher = SequenceMatcher(None, folded(one.name), folded(other.name))
    if matcher.real_quick_ratio() >= _ALIKE <= matcher.quick_ratio() and matcher.ratio() >= _ALIKE:
        return "spelled nearly alike"
    return None


def are_unlike(one: Named, other: Named) -> bool:
    """Whether two names under one acronym have nothing in common that would make them one member's.

    >>> are_unlike(Named("Aide aux étrangers", "CADE"), Named("Cercle des amis de l’enfance", "CADE"))
    True
    >>> are_unlike(Named("Comité d’aide aux étrangers", "CADE"), Named("Aide aux étrangers", "CADE"))
    False
    """
    acronym = folded(acronym_key(one.acronym or ""))
    named, others = _distinct(one.name), _distinct(other.name)
    if not named or not others or acronym in named | others:
        return False
    if one.website and other.website and _host(one.website) == _host(other.website):
        return False
    if 2 * len(named & others) >= min(len(named), len(others)):
        return False
    return SequenceMatcher(None, folded(one.name), folded(other.name)).ratio() < _ALIKE


def _host(url: str) -> str:
    return host(url).removeprefix("www.")


def _distinct(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(name))) - _COMMON


def _initials(name: str) -> str:
    """The first letters of a name's words, without articles and prepositions.

    They join an acronym or not as its members liked: only the usual way is looked at.
    """
    words = [word for word in _WORD.findall(folded(name)) if len(word) > 3 or word == "non"]
    return "".join(word[0] for word in words)
