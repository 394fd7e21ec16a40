"""Whether a text speaks another language than its template says: some print one language on all pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The words that no text is without, of each language the words that no other here has.
_COMMON = {
    "en": frozenset({"the", "and", "of", "to", "is", "are", "with", "for", "that", "by", "was", "who"}),
    "fr": frozenset({"le", "la", "les", "des", "et", "une", "du", "dans", "est", "pour", "qui", "sur"}),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20
# Names and a quotation leave of another language a few of its words at most.
_MOST, _LEAST = 0.05, 0.15
_READ = 5_000


def other_language(text: str, stated: str, languages: Sequence[str]) -> str | None:
    """The one of these languages that a text speaks beyond doubt where it is not the stated one.

    >>> said = "We look after the rivers that rise in the hills and the people who live by them, to the sea."
    >>> other_language(said, "fr", ("fr", "en"))
    'en'
    """
    words = _WORD.findall(text[:_READ].lower())
    if len(words) < _ENOUGH or stated not in _COMMON:
        return None
    shares = {
        language: sum(word in _COMMON[language] for word in words) / len(words)
        for language in {stated, *languages}
        if language in _COMMON
    }
    if shares.pop(stated) > _MOST:
        return None
    return next((language for language, share in shares.items() if share >= _LEAST), None)
