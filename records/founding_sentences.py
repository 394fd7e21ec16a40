"""Which sentences say of a member in which year it was founded, and not of another, or of what it founded."""

from __future__ import annotations

import re

from records.dates import find_dates
from records.founding_words import (
    ACTS,
    ARTICLE,
    ASSEMBLY,
    ASSOCIATION,
    AUXILIARY,
    BACK,
    CIRCUMSTANCE,
    CLAUSE,
    DEFINES,
    ESTABLISHED,
    FOUNDED,
    GIVEN,
    IN,
    IN_YEAR,
    INVERTED,
    IS,
    LAW,
    OBJECT,
    ON,
    ONLY,
    OPENING_TIME,
    OTHERS,
    PRONOUNS,
    SAME_CLAUSE,
    SOME,
    SUBJECT,
    THAT_YEAR,
    WHEN,
    WHEN_IT,
    YEAR,
    YEAR_OF,
)
from records.names import folded


def founded_in(sentence: str, before: str, own: frozenset[str]) -> int | None:
    """The year of foundation that a sentence tells of the member, None where it tells of something else.

    `before` is the sentence before it, `own` are the words of the member's name.

    >>> founded_in("In 1962, three nurses founded the charity.", "", frozenset())
    1962
    >>> founded_in("The charity founded a school in 1990.", "", frozenset())
    """
    year = YEAR_OF.search(sentence) or ESTABLISHED.search(sentence)
    if year:
        return int(year[1])
    return _of_that_year(sentence) or _of_assembly(sentence) or _stated(sentence, before, own)


def _of_assembly(sentence: str) -> int | None:
    """The year in which the association was voted into being."""
    found = ASSEMBLY.search(sentence)
    dates = find_dates(sentence[found.end() :]) if found else []
    dated = next((date.date for date in dates if date.date and date.start < ONLY), None)
    return int(dated[:4]) if dated else None


def _of_that_year(sentence: str) -> int | None:
    """The year of what was opened "that year": the last before it."""
    found = THAT_YEAR.search(sentence)
    if not found or GIVEN.search(sentence[max(0, found.start() - 40) : found.start()]):
        return None
    years = YEAR.findall(sentence[: found.start()])
    return int(years[-1]) if years else None


def _stated(sentence: str, before: str, own: frozenset[str]) -> int | None:
    """The year of foundation that a sentence tells of the member, None where it tells of something else."""
    for verb in FOUNDED.finditer(sentence):
        said = LAW.sub(" ", sentence[: verb.start()])
        if GIVEN.search(said[-40:]):
            continue
        after = sentence[verb.end() :]
        if not verb["born"] and _acts(said, verb[0], after):
            gives = verb[0][:4].lower() == "donn"
            founded = _year_around(said, after) if _founds_member(said, after, own, gives) else None
            if founded:
                return founded
            continue
        behind = _behind(said, verb, after)
        if behind:
            founded = _year_around(said, after) if _is_object(behind, own) else None
            if founded:
                return founded
            continue
        if verb["born"] and not _subjects(said) and not _is_member_behind(after, own):
            continue
        opens = not said.strip(" «\"'(")
        defines = (opens and bool(verb["begun"]) and _names_member_behind(verb[0], after, own)) or (
            DEFINES.match(said) and "," in said and "," not in after and len(after) < ONLY
        )
        if not defines and not _is_of_member(said, before, own, bool(verb["begun"])):
            continue
        if not said.strip(" «\"'") and not _opens_about_member(after, own):
            continue
        dates = (date for date in find_dates(sentence) if date.date and date.end > verb.end())
        dated = next(dates, None)
        if dated and dated.date and dated.start - verb.end() < ONLY:
            return int(dated.date[:4])
        back = BACK.match(after)
        if back:
            return int(back[1])
        earlier = next((date for date in reversed(find_dates(said)) if date.date), None)
        if earlier and earlier.date:
            says_when = verb["born"] or IN.search(said[: earlier.start])
            is_day = earlier.precision == "day" and ON.search(said[: earlier.start])
            says_when = says_when or (is_day and SAME_CLAUSE.fullmatch(said[earlier.end :]))
            if says_when or WHEN_IT.match(said[earlier.end :]):
                return int(earlier.date[:4])
        elif (found := IN_YEAR.search(said)) and SAME_CLAUSE.fullmatch(said[found.end() :]):
            return int(found[1])
    return None


def _behind(said: str, verb: re.Match[str], after: str) -> str | None:
    """The noun behind a verb that has its subject there: `ainsi est née, en 1962, l'association`."""
    clause = CIRCUMSTANCE.sub(" ", re.split(r"[;:()–—]", said)[-1])
    if not said.strip(" «\"'(") or not INVERTED.fullmatch(clause):
        return None
    if not (verb["born"] or IS.search(said)):
        return None
    found = OBJECT.match(after)
    if found is None or not (found["known"] or found["other"] or found["noun"][0].isupper()):
        return None
    return found["noun"]


def _acts(said: str, verb: str, after: str) -> bool:
    """Whether a verb founds what stands behind it: `ont fondé`, `fondent`, `founded the charity`."""
    if ACTS.match(verb):
        return True
    if IS.search(said) or not said.strip(" «\"'"):
        return False
    found = OBJECT.match(after)
    return found is not None and bool(
        found["other"] or found["known"] or found["noun"][0].isupper()
    )


def _founds_member(said: str, after: str, own: frozenset[str], gives: bool) -> bool:
    """Whether what is founded is the member: who founds it is another.

    What "gives birth" (`gives`) to just any network may be a thing.
    """
    found = OBJECT.match(after)
    if found is None or not _is_object(found["noun"], own) or (gives and found["other"]):
        return False
    clause = [part or "" for part in CLAUSE.split(said)][-1]
    words = set(re.findall(r"\w+", folded(clause)))
    if found["other"] and (words & PRONOUNS or not words):
        return False
    known = {word for word in own if len(word) > ARTICLE}
    return bool(SOME.search(clause)) or not words & (ASSOCIATION | known)


def _is_object(noun: str, own: frozenset[str]) -> bool:
    """Whether a noun is the member's: with a name of its own beside `association` it is another's."""
    names = {
        w for word in noun.split() if word[:1].isupper() for w in re.findall(r"\w+", folded(word))
    }
    return _is_member(noun, own) and (not own or names <= own | ASSOCIATION)


def _is_member_behind(after: str, own: frozenset[str]) -> bool:
    """Whether the subject stands behind its verb (`En 1962 naît l'association`), or none does."""
    found = OBJECT.match(after)
    words = after.split()
    opens = bool(words) and folded(words[0]).strip(" ,") in (
        "en",
        "in",
        "le",
        "on",
        "à",
        "a",
        "de",
        "d'une",
    )
    return opens or (found is not None and _is_object(found["noun"], own))


def _year_around(said: str, after: str) -> int | None:
    """The year before an active verb, else the first behind it."""
    before = WHEN.findall(said)
    if before:
        return int(before[-1])
    dates = [date.date for date in find_dates(said) if date.date and date.precision != "year"]
    if dates:
        return int(dates[-1][:4])
    dated = next(
        (date.date for date in find_dates(after) if date.date and date.start < 2 * ONLY), None
    )
    return int(dated[:4]) if dated else None


def _is_of_member(said: str, before: str, own: frozenset[str], begun: bool) -> bool:
    """Whether what stands before the verb speaks of the member; of a thing "begun" it must say so."""
    clauses = [clause for clause in CLAUSE.split(said) if clause is not None]
    clause = OPENING_TIME.sub("", clauses[-1], count=1) if clauses else ""
    subject = _subjects(clause)
    if subject:
        return _is_member(subject[0], own)
    words = set(re.findall(r"\w+", folded(clause)))
    if words & PRONOUNS:
        earlier = _subjects(before)
        return not earlier or _is_member(earlier[0], own)
    if words & (ASSOCIATION | own):
        return True
    if words - AUXILIARY:
        # A name of its own, without an article; else a noun of something else.
        return not begun and any(word[:1].isupper() for word in clause.split())
    # `…, founded in 1994` and `… which was founded`: of what was named last.
    named = [noun for one in clauses[:-1] for noun in _subjects(one)]
    if named:
        return _is_member(named[-1], own)
    # `Association d'entraide, déclarée …`
    return not begun or bool(ASSOCIATION.intersection(folded(clauses[0]).split()[:1]))


def _opens_about_member(after: str, own: frozenset[str]) -> bool:
    """Whether `Founded in 1994, the …` goes on about the member."""
    _, comma, rest = after.partition(",")
    subject = SUBJECT.match(rest.strip()) if comma else None
    return subject is None or _is_member(subject[1], own)


def _names_member_behind(verb: str, after: str, own: frozenset[str]) -> bool:
    """Whether `Opened in 1984 by two neighbours, the house …` goes on by naming the member; what is declared
    to the prefecture is nothing else."""
    _, comma, rest = after.partition(",")
    subject = SUBJECT.match(rest.strip()) if comma else None
    if subject is None:
        named = own.intersection(re.findall(r"\w+", folded(rest))[:1]) if rest else None
        return bool(named) or folded(verb).startswith("declare")
    return _is_member(subject[1], own)


def _subjects(clause: str) -> list[str]:
    return [found[1] for found in SUBJECT.finditer(clause)]


def _is_member(noun: str, own: frozenset[str]) -> bool:
    """Whether a noun is what an association calls itself, a part of its name, or a name."""
    words = folded(noun).split()
    if words[0] in ("creation", "fondation", "foundation", "year", "annee", "histoire", "history"):
        return True
    if own.issuperset(words[:1]) or any(word.removesuffix("s") in ASSOCIATION for word in words):
        return not OTHERS.intersection(words) - own
    return noun[:1].isupper() and not own
