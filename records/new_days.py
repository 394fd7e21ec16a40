"""The new day of a meeting that is moved, where it is no more than its number: `reportée au 12`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date as Date
from functools import lru_cache, partial

from records.date_grammar import grammar
from records.dates import DateRead
from records.languages import words_of
from records.printed import any_of

# Only to know whether a day without a year exists at all.
_LEAP = 2000


@lru_cache(maxsize=16)
def _pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = partial(words_of, codes=languages)
    ordinals = rf"\s?{any_of(words('ordinals'))}"
    return re.compile(
        rf"(?<![a-z])(?:(?P<earlier>{any_of(words('earlier'))}(?![a-z]))|{any_of(words('moved'))})(?:,?\s[a-z']+){{0,3}}?,?\s(?:{any_of(words('moved_to'))})\s"
        rf"(?P<day>(?P<article>(?:{any_of(words('articles'))}|(?<=au\s)|(?<=le\s))\s?)?"
        rf"(?:(?P<weekday>{any_of(words('weekdays'))})\.?\s)?"
        rf"(?P<number>3[01]|[12][0-9]|0?[1-9])(?P<ordinal>{ordinals})?)(?![0-9a-z/.:-][0-9a-z])"
        rf"(?!,?\s*(?:(?:bis|ter),?\s)?{any_of(words('place_nouns'))}(?![a-z]))"
        rf"(?=\s*(?:[.,;:()]|\Z|\s-\s)|\s{any_of(words('after_day'))}(?![a-z]))"
    )


def new_days(
    text: str,
    folded: str,
    dates: Sequence[DateRead],
    languages: Sequence[str],
    near: DateRead | None = None,
) -> list[DateRead]:
    """The days to which a line moves another, in the month of that one, or in the next.

    `near` is the day that a line above names: `Elle est reportée au mardi 29`.

    >>> from records.dates import find_dates
    >>> line = "reunion du 28 avril 2017 reportee au 5"
    >>> [day.date for day in new_days(line, line, find_dates(line), ("fr",))]
    ['2017-05-05']
    """
    found: list[DateRead] = []
    starts, ends = [date.start for date in dates], [date.end for date in dates]
    for match in _pattern(tuple(languages)).finditer(folded) if dates or near else ():
        start, end = match.span("day")
        told = match["article"] is not None or match["weekday"] or match["ordinal"]
        # A date that is read already ends behind this number's beginning.
        if not told or bisect_right(ends, start) < bisect_left(starts, end):
            continue
        given_up = dates[max(0, bisect_right(ends, match.start()) - 1)] if dates else near
        if given_up is None:
            continue
        numbers = grammar(tuple(languages)).weekday_numbers
        weekday = numbers.get((match["weekday"] or "-")[:3])
        date, month_day = _after(given_up, int(match["number"]), match["earlier"] is None)
        if month_day:
            own = (start, end)
            found.append(DateRead(date, "day", text[start:end], *own, month_day, own, weekday))
    for match in _old(tuple(languages)).finditer(folded) if dates else ():
        at = bisect_left(starts, match.end())
        if at < len(dates) and bisect_right(ends, match.start("day")) == at:
            # `La commission du 9 est décalée au 16 mai`
            own = match.span("day")
            same = match["not"] is not None
            date, month_day = _before(dates[at], int(match["number"]), same)
            if month_day:
                found.append(DateRead(date, "day", text[slice(*own)], *own, month_day, own))
    return found


@lru_cache(maxsize=16)
def _old(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = partial(words_of, codes=languages)
    return re.compile(
        rf"(?<![a-z])(?:du|le|au|of the|on the|on|to the)\s(?P<day>(?:{any_of(words('weekdays'))}\s)?"
        rf"(?P<number>3[01]|[12][0-9]|0?[1-9])(?:{any_of(words('ordinals'))})?)"
        rf"(?:\s(?:(?:est|a ete|sera|is|has been|will be)\s)?{any_of(words('moved'))}(?![a-z])"
        r"|,?\s(?P<not>et non(?: pas)?|not)(?=\s(?:le|au|on|the|to)\s))"
    )


def _before(new: DateRead, number: int, same_month: bool) -> tuple[str | None, str | None]:
    """The date and the month and day of the day of this number nearest to the new one, rather before it."""
    if new.precision != "day" or not new.month_day:
        return None, None
    year = int((new.date or f"{_LEAP}")[:4])
    month, day = (int(part) for part in new.month_day.split("-"))
    months = year * 12 + month - 1 - int(number > day and not same_month)
    try:
        old = Date(months // 12, months % 12 + 1, number)
    except ValueError:
        return None, None
    return old.isoformat() if new.date else None, old.isoformat()[5:]


def _after(given_up: DateRead, number: int, forward: bool) -> tuple[str | None, str | None]:
    """The date and the month and day of the next day of this number, or of the last one."""
    if given_up.precision != "day" or not given_up.month_day:
        return None, None
    year = int((given_up.date or f"{_LEAP}")[:4])
    month, day = (int(part) for part in given_up.month_day.split("-"))
    away = int(number < day) if forward else -int(number > day)
    months = year * 12 + month - 1 + away
    try:
        new = Date(months // 12, months % 12 + 1, number)
    except ValueError:
        return None, None
    return new.isoformat() if given_up.date else None, new.isoformat()[5:]
