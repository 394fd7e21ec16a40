"""Where dates are printed in a text: days, months and years in words, lists of them and ranges.

Nothing is known here of calendars: a phrase says "31", "février", "2014", and `records.dates`
says that there is no such day. All positions are those of the folded text, see `records.printed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from records.date_grammar import Grammar

# How far a list of days may reach back from its month, and a cue from what it is the cue of.
_REACH = 240
_CUE = 32


class Item(NamedTuple):
    """One printed day of a month, with how it is joined to the day before it."""

    day: int
    start: int
    end: int
    join: Literal["", "comma", "and", "range"]
    bare: bool  # only a number: no article, no weekday, no bracket
    weekday: int | None = None  # printed beside it: Monday is 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A month with its days (none where only the month is named) and its year, if printed.

    `opened` is where an opening word stands ("from", "between"), else `start`. `sure` is False
    where the words are a date only if a year turns out to belong to them ("they may 2").
    """

    language: str
    month: str
    items: tuple[Item, ...]
    year: int | None
    start: int
    end: int
    opened: int
    sure: bool


def phrases(text: str, folded: str, places: list[int] | None, g: Grammar) -> Iterator[Phrase]:
    """Every month of the text with the days and the year printed beside it, in order."""
    read_to = 0
    for month in g.month.finditer(folded):
        start = month.start()
        if start < read_to or (start and folded[start - 1].isalnum()):
            continue
        after_number = start > 1 and folded[start - 2].isdigit() and folded[start - 1] == " "
        is_weekday = month[0] in g.weekday_words and not after_number
        if is_weekday and g.day_then_month.match(folded, month.end()):
            continue  # `mar. 15 mars`: a weekday
        capital = text[start if places is None else places[start]].isupper()
        if phrase := _phrase(folded, month, read_to, capital, g):
            read_to = phrase.end
            yield phrase


def _phrase(
    folded: str, month: re.Match[str], read_to: int, capital: bool, g: Grammar
) -> Phrase | None:
    start = month.start()
    short = month[0] != g.month_names[month[0]][1]
    end = month.end() + (short and folded.startswith(".", month.end()))
    pointed = end > month.end()
    # Where it could be another word, a month without a year needs its capital or its point.
    sure = month[0] not in g.weak or capital or pointed
    left = max(read_to, start - _REACH)
    number = g.ends_in_number.search(folded, max(left, start - 80), start)
    before = g.days_before.search(folded, left, start) if number else None
    items = _days_before(folded, before, g) if before else ()
    if len(items) < 2 and (phrase := _month_first(folded, month, end, bool(items), left, sure, g)):
        return phrase
    if number and not before:
        return None  # a number that is no day: better nothing than its month alone
    opened = None
    if before and items:
        if items[0].start == before.start("items"):
            opened = before.start()
        start = items[0].start
    else:
        cues = max(left, start - _CUE)
        if part := g.part_before.search(folded, cues, start):
            start = part.start()
        elif not (
            g.cue_before.search(folded, cues, start)
            or g.of_month_before.search(folded, cues, start)
        ):
            sure = False
        sure = sure and (pointed or not short)
        if opening := g.opening_before.search(folded, cues, start):
            opened = opening.start()
    year = g.year_after.match(folded, end)
    if year:
        end = year.end()
    elif following := g.following.match(folded, end):
        end, sure = following.end(), sure or month[0] not in g.weak
    return Phrase(
        *g.month_names[month[0]],
        items,
        int(year["year"]) if year else None,
        start,
        end,
        start if opened is None else opened,
        sure,
    )


def _month_first(
    folded: str, month: re.Match[str], end: int, has_day: bool, left: int, sure: bool, g: Grammar
) -> Phrase | None:
    """`March 28, 2014`: a day before the month gives way only to a day with a year after it."""
    after = g.days_after.match(folded, end) if g.days_after else None
    if after is None or (has_day and not after["year"]):
        return None
    start, weekday = month.start(), None
    if not has_day and (lead := g.weekday_before.search(folded, max(left, start - _CUE), start)):
        start = lead.start()
        weekday = g.weekday_numbers.get(lead["weekday"][:3])
    elif not after["year"] and month[0] in g.weak:
        sure = sure and bool(g.on_day_before.search(folded, max(left, start - _CUE), start))
    days = _rising_from_first(tuple(_days(folded, *after.span("items"), g)))
    days = (days[0]._replace(weekday=weekday), *days[1:])
    stop = after.end() if after["year"] else days[-1].end
    year = int(after["year"]) if after["year"] else None
    return Phrase(*g.month_names[month[0]], days, year, start, stop, start, sure)


def _days_before(folded: str, before: re.Match[str], g: Grammar) -> tuple[Item, ...]:
    days = tuple(_days(folded, *before.span("items"), g))
    if days[0].bare and g.numbered_before.search(
        folded, max(0, days[0].start - _CUE), days[0].start
    ):
        days = days[1:]
    # `Module 1 – jeudi 14 mars`: an end of a range bears its weekday where the other does.
    of_one = len(days) == 2 and days[0].bare and not before["opening"]
    apart = of_one and days[1].join == "range" and days[1].weekday is not None
    if apart and folded[days[0].end : days[1].start].lstrip().startswith("-"):
        days = days[1:]
    # Two bare numbers and a comma are rather a number and a date: `Room 12, 14 May 2018`.
    if len(days) == 2 and days[0].bare and days[1].bare and days[1].join == "comma":
        days = days[1:]
    # `30 et 1er mai`: the 30th is of another month, which is not printed.
    for i in range(len(days) - 1, 0, -1):
        if days[i - 1].day >= days[i].day:
            return days[i:]
    return days


def _rising_from_first(days: tuple[Item, ...]) -> tuple[Item, ...]:
    for i in range(1, len(days)):
        if days[i - 1].day >= days[i].day:
            return days[:i]
    return days


def _days(folded: str, start: int, end: int, g: Grammar) -> Iterator[Item]:
    join: Literal["", "comma", "and", "range"] = ""
    while item := g.item.match(folded, start, end):
        bare = not item["article"] and not item["weekday"] and folded[item.end() - 1] != ")"
        weekday = g.weekday_numbers.get(item["weekday"][:3])
        yield Item(int(item["day"] or 1), *item.span(), join, bare, weekday)
        joint = g.join.match(folded, item.end(), end)
        if joint is None:
            return
        join = "range" if joint["range"] else "and" if joint["also"] else "comma"
        start = joint.end()
