"""What several witnesses say of one day: its year, its hours, its place, whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date as Date

from records.given_up_days import in_year
from records.line_days import DayRead
from records.meeting_hours import joined
from records.meeting_lines import Line
from records.place_parts import fuller_place


def by_month_day(days: Iterable[DayRead]) -> dict[str | None, list[DayRead]]:
    """The days by their month and day, whatever their year."""
    found: dict[str | None, list[DayRead]] = {}
    for day in days:
        found.setdefault(day.date.month_day, []).append(day)
    return found


def _is_same(one: DayRead, other: DayRead) -> bool:
    if one.date.date and other.date.date:
        return one.date.date == other.date.date
    return one.date.month_day == other.date.month_day


def with_year(day: DayRead, printed: dict[str | None, set[str]]) -> DayRead:
    """A day without a year takes the one that the body prints for the same day and month."""
    dates = printed.get(day.date.month_day, set())
    if day.date.date or len(dates) != 1:
        return day
    return replace(day, date=replace(day.date, date=next(iter(dates))))


def under_years(heading: Line, lines: list[Line]) -> dict[str | None, set[str]]:
    """The days below `Réunions 2018` or `2019 :`, by month and day, as dates of that year."""
    year = None if heading.days else heading.year
    found: dict[str | None, set[str]] = {}
    for line in lines:
        year = line.year or year
        for day in line.days if year else ():
            if day.date.date is None and (date := in_year(day, year)):
                found.setdefault(day.date.month_day, set()).add(date)
    return found


def _agree(one: DayRead, other: DayRead) -> bool:
    return joined(one.hours, other.hours) is not None


def _with_more(day: DayRead, same: DayRead) -> DayRead:
    """A day with what is said of it elsewhere; once called off, it stays so."""
    place = day.place or same.place
    if day.place and same.place:
        place = fuller_place(day.place, same.place) or day.place
    return replace(
        day,
        hours=joined(day.hours, same.hours) or day.hours,
        place=place,
        status="cancelled" if same.status == "cancelled" else day.status,
    )


def each_once(days: Iterable[DayRead], of_title: int) -> list[DayRead]:
    """Each day once; at other hours it is another session, unless the title's own hours hold."""
    found: list[DayRead] = []
    holding: set[int] = set()
    places: dict[str | None, list[int]] = {}
    for number, day in enumerate(days):
        known = places.setdefault(day.date.month_day, [])
        same = [place for place in known if _is_same(found[place], day)]
        agreeing = [place for place in same if _agree(found[place], day)]
        if not agreeing and number >= of_title:
            agreeing = [place for place in same if place in holding]
        if agreeing:
            found[agreeing[0]] = _with_more(found[agreeing[0]], day)
            continue
        if number < of_title and day.hours:
            holding.add(len(found))
        known.append(len(found))
        found.append(day)
    return found


def with_body(day: DayRead, named: dict[str | None, list[DayRead]]) -> DayRead:
    """The day with what the text says of it wherever it names it, as far as the hours agree."""
    for other in named.get(day.date.month_day, ()):
        if _is_same(day, other) and _agree(day, other):
            day = _with_more(day, other)
    return day


def by_weekday(
    days: list[DayRead], lines: list[Line], inferred: Mapping[str, str]
) -> list[DayRead]:
    """The days with what lines say of them without a month: `Jeudi : 14h – 18h`, `jeudi 8 à 14h`."""
    weekdays = [_weekday(day, inferred) for day in days]
    for weekday, number, hours in (each for line in lines for each in line.numbered):
        same = [
            n
            for n, day in enumerate(days)
            if weekdays[n] in (weekday, None if number else weekday)
            and (not number or (day.date.month_day or "")[3:] == f"{number:02}")
        ]
        if len(same) == 1:
            day = days[same[0]]
            days[same[0]] = replace(day, hours=joined(day.hours, hours) or day.hours)
    for line in lines:
        if line.weekday is None or not line.hours or weekdays.count(line.weekday) != 1:
            continue
        at = weekdays.index(line.weekday)
        day = days[at]
        days[at] = replace(
            day,
            hours=joined(day.hours, line.hours) or day.hours,
            place=day.place or line.place,
        )
    return days


def _weekday(day: DayRead, inferred: Mapping[str, str]) -> int | None:
    date = day.date.date or inferred.get(day.date.month_day or "")
    if date and day.date.precision == "day":
        return Date.fromisoformat(date).weekday()
    return day.date.weekday
