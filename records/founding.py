"""The year in which a member was founded: a labelled fact, else a sentence that says it of the member."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from records.dates import find_dates
from records.names import folded

_FOUNDED = re.compile(
    r"\b(?:founded|established|created|set up|formed|born"
    r"|fond[ée]{1,2}e?s?|cr[ée]{2,3}s?|cr[ée]{1,2}e?s?|constitu[ée]{1,2}e?s?|n[ée]{1,2}e?s?|vu le jour"
    r"|(?:fondation|cr[ée]ation|foundation|creation)(?=,? (?:en|in)\b)"
    r"|(?P<begun>launched|started|lanc[ée]{1,2}e?s?|d[ée]marr[ée]{1,2}e?s?))\b",
    re.IGNORECASE,
)
# Of something that opened "that year", the year stands before it.
_THAT_YEAR = re.compile(
    r"\b(?:opened|founded|established|created|set up|ouverte?s?|fond[ée]{1,2}e?s?|cr[ée]{2,3}e?s?)\b"
    r"[^.;]{0,40}?\b(?:(?:that|the) (?:very |same )?year|(?:cette|la) (?:m[êe]me )?ann[ée]e)\b",
    re.IGNORECASE,
)
# What an association calls itself.
_ASSOCIATION = frozenset({
    "association", "asso", "organisation", "organization", "ong", "ngo", "charity", "network", "reseau",
    "federation", "confederation", "union", "ligue", "league", "comite", "committee", "collectif",
    "collective", "mouvement", "movement", "fondation", "foundation", "societe", "society", "groupe", "group",
    "institut", "institute", "institution", "congregation", "oeuvre", "amicale", "structure", "entraide",
    "coordination",
    "alliance", "cooperative", "observatoire", "observatory", "cercle", "circle", "club", "agence", "agency",
    "etablissement", "equipe", "team", "bureau", "secours", "communaute", "community", "syndicat",
    "plateforme",
})  # fmt: skip
_PRONOUNS = frozenset({"it", "she", "they", "we", "elle", "il", "elles", "ils", "nous", "on"})
# These are given, made and opened by others, whatever year they say.
_OTHERS = frozenset({
    "helpline", "hotline", "line", "ligne", "shelter", "foyer", "house", "home", "centre", "center",
    "service", "numero", "permanence", "site", "website", "journal", "revue", "magazine", "school", "ecole",
    "antenne", "accueil", "refuge", "idee", "idea", "poste", "programme", "program", "restaurant",
    "boutique", "shop",
})  # fmt: skip
_GIVEN = re.compile(
    r"\b(?:grant|prize|award|fund|project|programme|campaign|law(?! of 1901)|day"
    r"|prix|subvention|bourse|fonds|projet|dispositif|campagne|loi(?! (?:de )?1901)|journ[ée]e)\b[^,;]*$",
    re.IGNORECASE,
)
# An article and up to three words: an adjective may stand on either side of the noun.
_NO_NOUN = (
    r"(?!(?:of|de|des|du|for|pour|against|contre|to|aux?|a|an|the|le|la|les|une?"
    r"|est|fut|ét[ée]|was|is|has|had)\b)"
)
_NOUN = rf"{_NO_NOUN}[^\W\d_][\w’'-]*(?:\s+{_NO_NOUN}[^\W\d_][\w’'-]*){{0,2}}"
_SUBJECT = re.compile(
    r"(?:\b(?:the|an?|its|their|our|this|le|la|les|une?|son|sa|ses|leur|notre|nos|cet(?:te)?|ce)\s+"
    rf"|\bl['’]\s?)({_NOUN})",
    re.IGNORECASE,
)
# `A small group of teachers, founded in 2001.`: a sentence that says nothing else says what the member is.
_DEFINES = re.compile(r"\s*(?:an?|une?)\s", re.IGNORECASE)
_ONLY = 60
_CLAUSE = re.compile(
    r"[,;:()–—]|\b(?:which|that|who|whose|where|qui|dont|où|and|et|when|lorsque?)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý])")
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
# `Année de création : 1994`, `Founded: 3 June 1994`, `Date de création | 1994`, over folded text.
_LABEL = re.compile(
    r"(?:(?:annee|date|an|year|lieu et date) (?:de |d'|of )?)?(?:la |sa |its |the )?"
    r"(?:creation|fondation|naissance|constitution|formation|founded|founding|foundation|established"
    r"|establishment|creee?s?|fondee?s?|nee?s?)"
    r"(?: de l'association| of the association)?(?: le| en| in| on| depuis| since)?\s*(?:[:|]\s*|$)"
)
_CHRONICLE = re.compile(
    r"((?:1[789]|20)\d\d) ?[:–-] ?(?:creation|fondation|naissance) (?:de l'association|du |de la )"
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
            year = _of_that_year(sentence) or _stated(sentence, before, own)
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


def _of_that_year(sentence: str) -> int | None:
    """The year of what was opened "that year": the last before it."""
    found = _THAT_YEAR.search(sentence)
    if not found or _GIVEN.search(sentence[max(0, found.start() - 40) : found.start()]):
        return None
    years = _YEAR.findall(sentence[: found.start()])
    return int(years[-1]) if years else None


def _stated(sentence: str, before: str, own: frozenset[str]) -> int | None:
    """The year of foundation that a sentence tells of the member, None where it tells of something else."""
    for verb in _FOUNDED.finditer(sentence):
        said = sentence[: verb.start()]
        if _GIVEN.search(said[-40:]):
            continue
        after = sentence[verb.end() :]
        defines = _DEFINES.match(said) and "," in said and "," not in after and len(after) < _ONLY
        if not defines and not _is_of_member(said, before, own, bool(verb["begun"])):
            continue
        if not said.strip(" «\"'") and not _opens_about_member(after, own):
            continue
        dates = (date for date in find_dates(sentence) if date.date and date.end > verb.end())
        dated = next(dates, None)
        if dated and dated.date and dated.start - verb.end() < _ONLY:
            return int(dated.date[:4])
        year = _YEAR.search(said)
        if year and re.search(r"\b(?:in|en)\s*$", said[: year.start()], re.IGNORECASE):
            return int(year[1])
    return None


def _is_of_member(said: str, before: str, own: frozenset[str], begun: bool) -> bool:
    """Whether what stands before the verb speaks of the member; of a thing "begun" it must say so."""
    clauses = [clause for clause in _CLAUSE.split(said) if clause is not None]
    clause = clauses[-1] if clauses else ""
    subject = _subjects(clause)
    if subject:
        return _is_member(subject[0], own)
    words = set(re.findall(r"\w+", folded(clause)))
    if words & _PRONOUNS:
        earlier = _subjects(before)
        return not earlier or _is_member(earlier[0], own)
    if words & (_ASSOCIATION | own):
        return True
    if words - _AUXILIARY:
        # A name of its own, without an article; else a noun of something else.
        return not begun and any(word[:1].isupper() for word in clause.split())
    # `…, founded in 1994` and `… which was founded`: of what was named last.
    named = [noun for one in clauses[:-1] for noun in _subjects(one)]
    if named:
        return _is_member(named[-1], own)
    return not begun


_AUXILIARY = frozenset({
    "was", "were", "is", "has", "been", "had", "be", "a", "ete", "est", "fut", "ont", "etait", "sont",
    "first", "officially", "originally", "d", "abord", "officiellement", "ainsi", "then", "also", "aussi",
    "avait", "re", "depuis", "since", "sa", "son", "its", "their", "in", "en",
})  # fmt: skip


def _opens_about_member(after: str, own: frozenset[str]) -> bool:
    """Whether `Founded in 1994, the …` goes on about the member."""
    _, comma, rest = after.partition(",")
    subject = _SUBJECT.match(rest.strip()) if comma else None
    return subject is None or _is_member(subject[1], own)


def _subjects(clause: str) -> list[str]:
    return [found[1] for found in _SUBJECT.finditer(clause)]


def _is_member(noun: str, own: frozenset[str]) -> bool:
    """Whether a noun is what an association calls itself, a part of its name, or a name."""
    words = folded(noun).split()
    if words[0] in ("creation", "fondation", "foundation", "year", "annee"):
        return True
    if own.issuperset(words[:1]) or any(word.removesuffix("s") in _ASSOCIATION for word in words):
        return not _OTHERS.intersection(words) - own
    return noun[:1].isupper() and not own
