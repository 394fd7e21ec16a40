"""The year in which a member was founded: a labelled fact, else a sentence that says it of the member."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from records.dates import find_dates
from records.founding_sentences import founded_in
from records.names import folded

_SENTENCES = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý])")
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
# `Année de création : 1994`, `Founded: 3 June 1994`, `Date de création | 1994`, over folded text.
_LABEL = re.compile(
    r"(?:(?:annee|date|an|year|lieu et date) (?:de |d'|of )?)?(?:la |sa |its |the )?"
    r"(?:creation|fondation|naissance|constitution|formation|founded|founding|foundation|established"
    r"|establishment|creee?s?|fondee?s?|nee?s?)"
    r"(?: de (?:l'|notre |cette )association| of the association)?(?: le| en| in| on| depuis| since)?"
    r"\s*(?:[:|]\s*|$)|existe depuis\s*[:|]\s*"
    r"|(?:(?:annee|date|year) (?:de |d'|of )(?:creation|fondation|naissance|foundation)"
    r"|founded|est\.|established)\s(?=(?:1[789]|20)\d\d\W*$)"
)
_CHRONICLE = re.compile(
    r"((?:1[789]|20)\d\d) ?[:–-] ?(?:creation|fondation|naissance)"
    r"(?:\W*$| de l'association"
    r"| (?:du|de la) (?!site|journal|revue|foyer|centre|maison|ligne|numero|service|ecole))"
)
# A date stands right behind its label, its weekday before it at most.
_NEAR = 12


def founded_year(texts: Iterable[str], name: str = "") -> int | None:
    """The year that a labelled fact names, else the first sentence that says it of the member `name`.

    >>> founded_year(["Open since 2007, it was founded on 12 March 2004."])
    2004
    >>> founded_year(["The helpline was launched in 2003.", "Année de création : 1994"])
    1994
    """
    texts = list(texts)
    lines = [line for text in texts for line in text.split("\n")]
    labelled = _labelled(lines)
    if labelled:
        return labelled
    own = frozenset(re.findall(r"\w+", folded(name)))
    for text in texts:
        before = ""
        for sentence in _SENTENCES.split(text):
            year = founded_in(sentence, before, own)
            if year:
                return year
            before = sentence
    return None


def _labelled(lines: Sequence[str]) -> int | None:
    """The year behind a label, or in the line below one that stands alone."""
    for number, line in enumerate(lines):
        said = folded(line).lstrip("-•*# ")
        chronicle = _CHRONICLE.match(said)
        if chronicle:
            return int(chronicle[1])
        label = _LABEL.match(said)
        if not label:
            continue
        value = said[label.end() :] or folded(lines[number + 1] if number + 1 < len(lines) else "")
        dated = next((date for date in find_dates(value) if date.date), None)
        if dated and dated.date and dated.start < _NEAR:
            return int(dated.date[:4])
        if year := _YEAR.match(value):
            return int(year[1])
    return None
