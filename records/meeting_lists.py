"""Lists in which each meeting has a line of its own, and what is told once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from records.dates import find_dates
from records.languages import LANGUAGES, words_of
from records.meeting_lines import Line
from records.printed import aligned, any_of

# `mardi 6 : bureau, 18h`, `- Tuesday 6th, 8pm`
_DAY_OF_MONTH = re.compile(
    rf"[^a-z0-9]*(?:{any_of(words_of('articles'))}\s)?{any_of(words_of('weekdays'))}\.?\s"
    rf"[0-9]{{1,2}}(?:{any_of(words_of('ordinals'))})?(?=\s?[:,(]|\s[-|]|\s(?:a|at|de|from)\s[0-9])"
)
# `Agenda de juin 2017`
_MONTH = re.compile(
    rf"(?<![a-z0-9]){any_of(names[0] for language in LANGUAGES.values() for names in language.months)}"
    r"(?![a-z0-9])(?:\s(?:19|20)[0-9]{2})?"
)
# A line that is nothing but a month is no longer.
_SHORT = 24


def under_months(parts: Iterable[str], title: str, languages: Sequence[str]) -> Iterator[str]:
    """The lines, a day without a month with the one month that the title or a line above it names."""
    text, folded = aligned(title)
    named = [found[0] for found in _MONTH.finditer(folded)]
    of_days = any(found.precision == "day" for found in find_dates(text, languages))
    month = named[0] if len(named) == 1 and not of_days else ""
    for part in parts:
        if len(part) < _SHORT and (alone := _only_month(part, languages)):
            month = alone
        day = _DAY_OF_MONTH.match(aligned(part)[1]) if month else None
        yield f"{part[: day.end()]} {month}{part[day.end() :]}" if day else part


def _only_month(part: str, languages: Sequence[str]) -> str:
    found = find_dates(part, languages)
    alone = len(found) == 1 and found[0].precision == "month"
    return found[0].phrase if alone and found[0].phrase == part.strip(" :.") else ""


def entries(read: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """The lines; those that open with a day and follow each other are rows, each with its place."""
    found: list[tuple[str, Line]] = []
    for opens, run in groupby(read, lambda each: each[1].is_row or each[1].is_entry):
        lines = list(run)
        if opens and len(lines) > 1:
            lines = [(part, replace(line, is_row=True)) for part, line in lines]
            if found and found[-1][0].rstrip().endswith(":"):
                # `Un mardi par mois, 18h30, 14 rue Haute :`, above the list
                part, head = found[-1]
                found[-1] = part, replace(head, of_all=True)
        found += lines
    return _with_same_places(found)


def _with_same_places(read: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """The rows; `même lieu` is the place of the row above."""
    found: list[tuple[str, Line]] = []
    place: str | None = None
    for part, line in read:
        if line.is_row and line.same_place and place:
            line = replace(
                line, days=tuple(replace(day, place=day.place or place) for day in line.days)
            )
        if line.days:
            place = line.days[-1].place
        found.append((part, line))
    return found
