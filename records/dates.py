"""Reads the dates printed in a text, in the languages asked for, at the precision printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Literal

from records.date_chains import named_dates
from records.date_grammar import Grammar, grammar
from records.date_phrases import phrases
from records.figure_dates import figure_dates
from records.printed import fold, span

Precision = Literal["day", "month", "year"]

_ISO = re.compile(r"(?<![0-9a-z/.-])(?:1[89]|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9/-])")
_FOUR_FIGURES = re.compile(r"[0-9]{4}")
# A time printed after a date line: ` - 09:00`, `, 10h30`, ` at 9:30am`.
_TIME_AFTER = re.compile(
    r"[ ,]*(?:-|at|a)?[ ]*(?:[0-9]{1,2}[ ]?[:h.][ ]?[0-9]{0,2}|[0-9]{1,2}(?= ?[ap]))"
    r"(?::[0-9]{2})?[ ]*(?:[ap]\.?m\.?)?[ .]*"
)
# How far before a year stands the word that makes it one.
_CUE = 32


@dataclass(frozen=True, slots=True)
class DateRead:
    """One date of a text. Positions are those of the text given.

    `date` is ISO 8601 at the precision printed ("2018-05-10", "2019-03", "2018"), None where a
    day or a month is named without a year. `phrase` is the text it was read from: for a list or
    a range that shares its month or its year, the whole of it.
    """

    date: str | None
    precision: Precision
    phrase: str
    start: int
    end: int
    # The day or month alone ("05-10", "03"), to match one whose year is printed elsewhere.
    month_day: str | None = field(default=None, compare=False)
    # The span of this day's own part of the phrase.
    own: tuple[int, int] = field(default=(0, 0), compare=False)
    # The weekday printed beside it, Monday 0: it tells whether a year can be the one meant.
    weekday: int | None = field(default=None, compare=False)


def find_dates(text: str, languages: Sequence[str] = ("en", "fr")) -> list[DateRead]:
    """Every date of the text, in its order; lists and ranges give one value for each day.

    >>> [found.date for found in find_dates("Lundi 14 et mardi 15 mai 2018")]
    ['2018-05-14', '2018-05-15']
    >>> find_dates("Le 11 juin prochain")[0].date is None
    True
    """
    g = grammar(tuple(languages))
    folded, places = fold(text)
    found = [
        _value(
            text,
            places,
            named.iso if named.dated else None,
            "month" if len(named.iso) == 7 else "day",
            named.whole,
            named.own,
            named.iso[5:],
            named.weekday,
        )
        for named in named_dates(folded, phrases(text, folded, places, g), g)
    ]
    found += _iso_dates(text, folded, places)
    found += _dates_in_figures(text, folded, places, tuple(languages))
    found += _years(text, folded, places, g)
    return sorted(found, key=lambda each: each.start)


def read_date(text: str, languages: Sequence[str] = ("en", "fr")) -> DateRead | None:
    """The one date that the whole text is, a weekday before and a time after it aside."""
    found = find_dates(text, languages)
    if len(found) != 1 or found[0].precision == "year" or text[: found[0].start].strip():
        return None
    return found[0] if _is_rest(fold(text[found[0].end :])[0]) else None


def _is_rest(folded: str) -> bool:
    """Whether the text after a date adds nothing to it but a time."""
    rest = folded.strip(" \n,;.")
    return len(rest) < 24 and (not rest or _TIME_AFTER.fullmatch(rest) is not None)


def _exists(iso: str) -> bool:
    try:
        Date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _value(
    text: str,
    places: list[int] | None,
    iso: str | None,
    precision: Precision,
    whole: tuple[int, int],
    own: tuple[int, int] | None = None,
    month_day: str | None = None,
    weekday: int | None = None,
) -> DateRead:
    start, end = span(*whole, places)
    month_day = month_day or (iso[5:] if iso else None) or None
    own = span(*(own or whole), places)
    return DateRead(iso, precision, text[start:end], start, end, month_day, own, weekday)


def _iso_dates(text: str, folded: str, places: list[int] | None) -> Iterator[DateRead]:
    for match in _ISO.finditer(folded):
        if _exists(match[0]):
            yield _value(text, places, match[0], "day", match.span())


def _dates_in_figures(
    text: str, folded: str, places: list[int] | None, languages: tuple[str, ...]
) -> Iterator[DateRead]:
    for read in figure_dates(folded, languages):
        yield _value(
            text,
            places,
            read.iso if read.dated else None,
            "day",
            read.whole,
            read.own,
            read.iso[5:],
            read.weekday,
        )


def _years(text: str, folded: str, places: list[int] | None, g: Grammar) -> Iterator[DateRead]:
    """Years that a word says to be dates (`en 2012`, `since 2007`), with those joined to them."""
    read_to = 0
    for match in g.year.finditer(folded):
        start, end = match.span()
        if start < read_to:
            continue
        cues = max(read_to, start - _CUE)
        joined = g.years_joined.match(folded, end)
        cue = g.cue_before.search(folded, cues, start) or g.part_before.search(folded, cues, start)
        if not cue and not (joined and g.opening_before.search(folded, cues, start)):
            continue
        end = joined.end() if joined else end
        if g.counted.match(folded, end):
            continue
        read_to = end
        for year in _FOUR_FIGURES.finditer(folded, start, end):
            yield _value(text, places, year[0], "year", year.span())
