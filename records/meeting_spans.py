"""Spans whose two ends both carry a day and an hour: `du 6 à 18h au 8 mai 2016 à 16h`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta

from records.dates import DateRead
from records.languages import words_of
from records.printed import any_of
from records.times import TimeRead


def _words(field: str) -> str:
    return any_of(words_of(field))


_ARTICLE = rf"(?:{_words('articles')}\s+)?"
_WEEKDAY = rf"(?:{_words('weekdays')}[.,]{{0,2}}\s+)?"
_LEAD = rf"[\s,]*(?:\(|-|@|:|t|(?:{_words('hour_cues')}|{_words('on_day')})\b)?\s*(?:{_ARTICLE})"
_UNTIL = rf"\s*[,)]*\s*(?:-|(?:et\s|and\s)?{_words('until')}\b)\s*"
_AT = re.compile(_LEAD)
_BETWEEN = re.compile(_UNTIL)
_TO_DAY = re.compile(rf"{_UNTIL}{_ARTICLE}{_WEEKDAY}")
_ON_TO_DAY = re.compile(rf"{_UNTIL}{_ARTICLE}{_WEEKDAY}[0-9]{{1,2}}(?![0-9h:])")
# What a time in the middle of a range stands behind: a day's number, a month or a year.
_BEFORE_TIME = re.compile(rf"(?<=[0-9a-z.])(?:{_LEAD}|\s*\()\Z")
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Run:
    """Days printed together, with the times of its first and its last where each has one."""

    days: list[DateRead]
    opens: TimeRead | None = None
    closes: TimeRead | None = None


def blotted(folded: str, times: Sequence[TimeRead]) -> str:
    """The text with dashes in brackets for the hours between the ends of a range, of equal length.

    >>> blotted("du 6 a 18h au 8 mai", [TimeRead("18:00", None, "18h", 7, 10)])
    'du 6(----) au 8 mai'
    """
    for time in times:
        lead = _BEFORE_TIME.search(folded, max(0, time.begins - 16), time.begins)
        if time.end or lead is None or not _ON_TO_DAY.match(folded, time.ends):
            continue
        start, end = lead.start(), time.ends
        while end < len(folded) and folded[end] in ",)":
            end += 1
        if end - start > 2:
            blot = "(" + "-" * (end - start - 2) + ")"
            folded = folded[:start] + blot + folded[end:]
    return folded


def spans(folded: str, runs: Sequence[list[DateRead]], times: Sequence[TimeRead]) -> list[Run]:
    """The runs of a line, those that are the two ends of a span as one."""
    found: list[Run] = []
    begins = [time.begins for time in times]
    n = 0
    while n < len(runs):
        days = runs[n]
        one = _span(folded, days, times, begins) if len(days) > 1 else None
        two = None
        if n + 1 < len(runs) and len(days) == len(runs[n + 1]) == 1:
            two = _span(folded, days + runs[n + 1], times, begins)
        found.append(one or two or Run(days))
        n += 2 if two else 1
    return found


def _span(
    folded: str, days: list[DateRead], times: Sequence[TimeRead], begins: list[int]
) -> Run | None:
    first, last = days[0], days[-1]
    last_begins = last.own[0] if last.start == first.start else last.start
    at = bisect_left(begins, first.own[0])
    if at == len(times) or bisect_left(begins, last_begins) != at + 1 or times[at].end:
        return None
    middle = times[at]
    before = times[at - 1] if at and times[at - 1].end is None else None
    after = times[at + 1] if at + 1 < len(times) and times[at + 1].end is None else None
    if (
        after
        and last.end <= after.begins
        and _TO_DAY.fullmatch(folded, middle.ends, last_begins)
        and _AT.fullmatch(folded, last.end, after.begins)
    ):
        return Run(_filled(days), middle, after)
    # `from 6 pm on Friday until 4 pm on Sunday`
    if (
        before
        and before.ends <= first.start
        and _AT.fullmatch(folded, before.ends, first.start)
        and _BETWEEN.fullmatch(folded, first.end, middle.begins)
        and _AT.fullmatch(folded, middle.ends, last.start)
    ):
        return Run(_filled(days), before, middle)
    return None


def _filled(days: list[DateRead]) -> list[DateRead]:
    """The two ends with the days between them, where both have a year and are no month apart."""
    first, last = days[0], days[-1]
    if len(days) != 2 or not first.date or not last.date or last.precision != "day":
        return days
    start = Date.fromisoformat(first.date)
    length = (Date.fromisoformat(last.date) - start).days
    between = [
        (start + timedelta(number)).isoformat()
        for number in range(1, length if length < _LONGEST else 0)
    ]
    return [first, *(replace(last, date=iso, month_day=iso[5:]) for iso in between), last]
