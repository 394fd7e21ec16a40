"""Lists in which each meeting has a line of its own, and what is told once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from itertools import groupby

from records.date_grammar import grammar
from records.dates import find_dates
from records.languages import LANGUAGES, words_of
from records.meeting_hours import Sessions
from records.meeting_lines import Line
from records.printed import aligned, any_of

# `mardi 6 : bureau, 18h`, `- Tuesday 6th, 8pm`
_DAY_OF_MONTH = re.compile(
    rf"[^a-z0-9]*(?:{any_of(words_of('articles'))}\s)?(?P<weekday>{any_of(words_of('weekdays'))})\.?\s"
    rf"(?P<number>[0-9]{{1,2}})(?:{any_of(words_of('ordinals'))})?(?=\s?[:,(]|\s[-|]|\s(?:a|at|de|from)\s[0-9])"
)
# `Agenda de juin 2017`
_MONTH = re.compile(
    rf"(?<![a-z0-9]){any_of(names[0] for language in LANGUAGES.values() for names in language.months)}"
    r"(?![a-z0-9])(?:\s(?:19|20)[0-9]{2})?"
)
_WEAK = frozenset(words_of("weak_months"))
# A day without its month is of the next weeks; after five, the same number and weekday may come again.
_WEEKS = 5
# A weekday with its number stands within the first signs of a line.
_HEAD = 40
# A line that is nothing but a month is no longer.
_SHORT = 24


def under_months(
    parts: Iterable[str], title: str, languages: Sequence[str], published: str | None
) -> Iterator[str]:
    """The lines, a day without a month with the one month that the title or a line above it names.

    Where none names one, it is of the first weeks after the day of publication, if its weekday agrees.
    """
    text, folded = aligned(title)
    named = [
        text[slice(*found.span())]
        for found in _MONTH.finditer(folded)
        # "you may join", "a peace march": an everyday word is a month with its capital alone.
        if text[found.start()].isupper() or found[0].split()[0] not in _WEAK
    ]
    of_days = any(found.precision == "day" for found in find_dates(text, languages))
    month = named[0] if len(named) == 1 and not of_days else ""
    for part in parts:
        if len(part) < _SHORT and (alone := _only_month(part)):
            month = alone
        head, folded = aligned(part[:_HEAD])
        day = _DAY_OF_MONTH.match(folded)
        of = month or (_soon(day, published) if day else "")
        if day and of:
            yield f"{head[: day.end()]} {of}{head[day.end() :]}{part[_HEAD:]}"
        else:
            yield part


def _soon(day: re.Match[str], published: str | None) -> str:
    """The month in which a weekday with its number comes next, within the weeks that leave no doubt."""
    if published is None or len(published) != 10:
        return ""
    code = next(c for c, language in LANGUAGES.items() if day["weekday"] in language.weekdays)
    language = LANGUAGES[code]
    weekday = grammar((code,)).weekday_numbers[day["weekday"][:3]]
    first = Date.fromisoformat(published)
    for date in (first + timedelta(days) for days in range(_WEEKS * 7)):
        if date.day == int(day["number"]) and date.weekday() == weekday:
            # Some months need their capital.
            return language.months[date.month - 1][0].capitalize()
    return ""


def _only_month(part: str) -> str:
    alone = part.strip(" :.")
    return alone if _MONTH.fullmatch(aligned(alone)[1]) else ""


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
    """The lines; `même lieu` is the place of the day above, `même heure` its hours."""
    found: list[tuple[str, Line]] = []
    place: str | None = None
    hours: Sessions = ()
    for part, line in read:
        if line.same_place:
            line = replace(
                line, days=tuple(replace(day, place=day.place or place) for day in line.days)
            )
        if line.same_hours:
            line = replace(
                line, days=tuple(replace(day, hours=day.hours or hours) for day in line.days)
            )
        if line.days:
            place, hours = line.days[-1].place, line.days[-1].hours
        found.append((part, line))
    return found
