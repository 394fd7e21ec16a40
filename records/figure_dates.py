"""Dates printed in figures: `14/03/2016`, `du 18 au 20/01/2018`, and `jeudi 18/01` without its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from records.date_grammar import SPACE, grammar
from records.languages import words_of
from records.printed import any_of

# A longer range names its two ends, not a month of meetings.
_LONGEST_RANGE = 31
_LONGEST_RUN = 12
# `Groupe régional – 21/05`
_ENDS_LINE = re.compile(r"[ ]?[-,][ ][0-9/]+(?=[ .]{0,2}(?:\Z|\n|[,;:(|-]))")
# Only to know whether a day without a year exists at all, and the days of a range between.
_LEAP, _COMMON = 2000, 2001


@dataclass(frozen=True, slots=True)
class FigureDate:
    """A day in positions of the folded text: `iso` is complete, in a year of no meaning unless `dated`."""

    iso: str
    dated: bool
    whole: tuple[int, int]
    own: tuple[int, int]
    weekday: int | None


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    day: int
    month: int | None
    year: int | None
    weekday: int | None
    led: bool  # a weekday or an article stands before it
    of_range: bool


@dataclass(frozen=True, slots=True)
class _Figures:
    item: re.Pattern[str]
    led: re.Pattern[str]
    bare: re.Pattern[str]
    join: re.Pattern[str]
    cue: re.Pattern[str]
    hour: re.Pattern[str]


@lru_cache(maxsize=16)
def _figures(languages: tuple[str, ...]) -> _Figures:
    every = partial(words_of, codes=languages)

    def words(field: str) -> str:
        return any_of(every(field))

    article = rf"(?:{words('articles')}{SPACE})?"
    weekday = rf"(?:{words('weekdays')}(?:\.?,?{SPACE}|(?=[0-9])))"
    ranged = rf"{SPACE}?-{SPACE}?|{SPACE}{words('until')}{SPACE}"
    also = rf"{SPACE}{words('also')}{SPACE}|{SPACE}?[&+,]{SPACE}?(?:{words('also')}{SPACE})?"
    return _Figures(
        item=re.compile(
            r"(?<![0-9a-z])(?<![0-9][./,:-])"
            rf"(?P<lead>{article}(?P<weekday>{weekday}?))(?P<day>[0-9]{{1,2}})(?P<sign>[/.-])(?P<month>[0-9]{{1,2}})"
            # Of two figures only between slashes, or points beside pairs: `14/05/18`, `14.05.18`.
            r"(?:(?P=sign)(?P<year>(?:1[89]|20)[0-9]{2}"
            r"|(?<=/)[0-9]{2}|(?<=[0-9]{2}\.[0-9]{2}\.)[0-9]{2}))?(?![0-9a-z]|[./-][0-9])"
        ),
        led=re.compile(
            rf"(?<![a-z0-9]){any_of([*every('opening'), *every('articles'), *every('on_day'), 'au'])}"
            rf"{SPACE}\Z"
        ),
        bare=re.compile(
            rf"(?<![0-9a-z])(?<![0-9][./,:-])(?P<items>(?:{article}{weekday}?[0-9]{{1,2}}(?:er)?"
            rf"(?:{ranged}|{also})){{1,8}})\Z"
        ),
        join=re.compile(rf"(?P<range>{ranged})|{also}"),
        # `Date : 18/01`, `Réunion 18/01`, a cell, the begin of a line
        cue=re.compile(
            rf"(?:\A|\n|\||(?<![a-z0-9])(?:{words('meeting')}|{words('calendars')}|{words('day_labels')}))[\s:(-]*\Z"
        ),
        hour=re.compile(
            r"[\s,(-]*(?:(?:a|de|des|at|from)\s+)?[0-9]{1,2}(?:\s?h|:[0-9]{2}|\s?[ap]m)"
        ),
    )


def figure_dates(folded: str, languages: tuple[str, ...]) -> Iterator[FigureDate]:
    """The days printed in figures, in their order; one without a year only where its words call it a day."""
    f = _figures(languages)
    run: list[_Item] = []
    for found in f.item.finditer(folded):
        join = f.join.fullmatch(folded, run[-1].end, found.start()) if run else None
        if run and (join is None or len(run) == _LONGEST_RUN):
            yield from _days(folded, run, f)
            run, join = [], None
        if not run:
            run = list(_bare_before(folded, found, languages, f))
            join = f.join.fullmatch(folded, run[-1].end, found.start()) if run else None
        run.append(_item(found, languages, join is not None and bool(join["range"])))
    yield from _days(folded, run, f)


def _item(found: re.Match[str], languages: tuple[str, ...], of_range: bool) -> _Item:
    weekday = grammar(languages).weekday_numbers.get(found["weekday"].strip()[:3])
    year = found["year"]
    if year and len(year) == 2:
        # Of a year of two figures, those from 70 on are of the last century.
        year = f"{'19' if year >= '70' else '20'}{year}"
    day, month = int(found["day"]), int(found["month"])
    if year and weekday is not None and _weekday(day, month, int(year)) != weekday:
        # The day is first, unless a weekday printed before it says that the month is.
        if _weekday(month, day, int(year)) == weekday:
            day, month = month, day
    elif not year and found["sign"] != "/":
        day = 0  # `10.12` is rather an hour or a number
    led = weekday is not None or (
        bool(found["lead"].strip()) and (len(found["month"]) == 2 or day > 4)
    )
    start = found.start("lead") if found["weekday"] else found.start("day")
    if year:
        start = found.start()
    return _Item(
        start,
        found.end(),
        day,
        month,
        int(year) if year else None,
        weekday,
        led,
        of_range,
    )


def _bare_before(
    folded: str, found: re.Match[str], languages: tuple[str, ...], f: _Figures
) -> Iterator[_Item]:
    """The days that share the month of the one after them: `18 et 19/01`, `du 18 au 20/01/2018`."""
    before = f.bare.search(folded, max(0, found.start() - 120), found.start())
    if before is None:
        return
    numbers = list(re.finditer(r"([a-z]*)\.?\s?\b([0-9]{1,2})(?:er)?(?![0-9])", before["items"]))
    days = [int(number[2]) for number in numbers] + [int(found["day"])]
    if sorted(set(days)) != days:
        return
    offset = before.start("items")
    last_end = 0
    for n, number in enumerate(numbers):
        weekday = grammar(languages).weekday_numbers.get(number[1][:3]) if number[1] else None
        join = f.join.search(before["items"], last_end, number.start(2)) if n else None
        # A comma alone joins what is rather a number and a date: `salle 12, 18/01/2018`.
        ends = before["items"][number.end() :]
        if n == len(numbers) - 1 and len(numbers) == 1 and re.match(r"\s*,\s*\Z", ends):
            return
        yield _Item(
            offset + number.start(2),
            offset + number.end(),
            days[n],
            None,
            None,
            weekday,
            weekday is not None,
            join is not None and bool(join["range"]),
        )
        last_end = number.end()


def _days(folded: str, run: list[_Item], f: _Figures) -> Iterator[FigureDate]:
    if not run:
        return
    years, months = [item.year for item in run], [item.month for item in run]
    for n in range(len(run) - 2, -1, -1):
        months[n] = months[n] or months[n + 1]
        rises = (months[n] or 0, run[n].day) < (months[n + 1] or 0, run[n + 1].day)
        years[n] = years[n] or (years[n + 1] if rises else None)
    called = any(item.led for item in run) or _is_called(folded, run, f)
    shares = len(run) > 1 and any(
        item.month is None or item.year is None or item.of_range for item in run
    )
    whole = (run[0].start, run[-1].end)
    before: tuple[_Item, str, int | None] | None = None
    for item, month, year in zip(run, months, years, strict=True):
        iso = _iso(item.day, month or 0, year or _LEAP)
        if iso is None or not (year or called):
            before = None
            continue
        own = (item.start, item.end)
        of = whole if shares else own
        if before and item.of_range and bool(before[2]) == bool(year):
            for between in _between(before[1], iso, year):
                yield FigureDate(between, year is not None, of, (before[0].start, item.end), None)
        yield FigureDate(iso, year is not None, of, own, item.weekday)
        before = (item, iso, year)


def _is_called(folded: str, run: list[_Item], f: _Figures) -> bool:
    """Whether words before or an hour after figures without a year make them days."""
    first, last = run[0], run[-1]
    plain = folded[first.start : last.end]
    if f.led.search(folded, max(0, first.start - 24), first.start):
        return re.search(r"/[0-9](?![0-9])", plain) is None or first.day > 4
    if re.search(r"(?<![0-9])[0-9]/|/[0-9](?![0-9])", plain):
        return False  # `3/4`
    if f.hour.match(folded, last.end) or _ENDS_LINE.match(folded, max(0, first.start - 3)):
        return True
    return f.cue.search(folded, max(0, first.start - 40), first.start) is not None


def _between(first: str, last: str, year: int | None) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if year is None:
        common = [_iso(day.day, day.month, _COMMON) for day in (start, end)]
        if None in common:
            return []
        one, other = (date.fromisoformat(iso or "") for iso in common)
        if other - one != end - start:
            return []
    length = (end - start).days
    if not 0 < length < _LONGEST_RANGE:
        return []
    return [(start + timedelta(n)).isoformat() for n in range(1, length)]


def _iso(day: int, month: int, year: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _weekday(day: int, month: int, year: int) -> int | None:
    iso = _iso(day, month, year)
    return date.fromisoformat(iso).weekday() if iso else None
