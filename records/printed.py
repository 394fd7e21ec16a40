"""Text as the patterns read it, beside the places of its signs in the text as it was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_FOLDED = "\r\t\v\f`"
# As long as few signs of a text are to be replaced, it is fastest to do one after the other.
_FEW = 40
# Signs that a reader does not see: soft hyphens, joiners, byte order marks.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−→", "-"),
        **dict.fromkeys("’‘ʼ´`′", "'"),
        **dict.fromkeys("\r\t\v\f", " "),
        **dict.fromkeys("\x85\u2028\u2029", "\n"),
        "ᵉ": "e",
        "ʳ": "r",
        "İ": "i",
    }
)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """The one sign that a sign is read as: `é` is `e`; nothing for marks and unseen signs."""
    if sign in _UNSEEN or unicodedata.combining(sign):
        return ""
    if (ours := sign.translate(_SAME)) != sign:
        return ours
    if sign.isspace():
        return " "
    base = unicodedata.normalize("NFD", sign)[0].lower()
    return base if len(base) == 1 else sign


def fold(text: str) -> tuple[str, list[int] | None]:
    """Lower case, no accents, one kind of space, dash and apostrophe; and where each sign stood.

    The list is None where both texts are equally long, which is nearly always: only decomposed
    accents and unseen signs make the folded text shorter.

    >>> fold("Le 1ᵉʳ août")
    ('le 1er aout', None)
    """
    plain = {sign: _plain(sign) for sign in set(text) if not sign.isascii() or sign in _FOLDED}
    places: list[int] | None = None
    if "" in plain.values():
        places = [place for place, sign in enumerate(text) if plain.get(sign, sign)]
        places.append(len(text))
    if len(plain) > _FEW:
        return text.translate({ord(sign): read for sign, read in plain.items()}).lower(), places
    for sign, read in plain.items():
        text = text.replace(sign, read)
    return text.lower(), places


def span(start: int, end: int, places: list[int] | None) -> tuple[int, int]:
    """Where a span of the folded text stood in the printed one, the marks after it included."""
    if places is None:
        return start, end
    return places[start], places[end]


def aligned(text: str) -> tuple[str, str]:
    """The text, composed and without unseen signs, and its folded form, sign for sign."""
    text = unicodedata.normalize("NFC", text)
    folded, places = fold(text)
    if places is None:
        return text, folded
    return "".join(text[place] for place in places[:-1]), folded


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words or patterns, longest first; a space is any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(" ", r"\s{1,4}") for word in ordered) + ")"


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds one of these words or patterns, whole words only, in folded text."""
    words = tuple(words)
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![a-z0-9]){any_of(words)}(?![a-z0-9])")
