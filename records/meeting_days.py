"""Reads the days of meetings out of an announcement: its title first, then what its body adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from records.dates import Precision
from records.meeting_lines import DayRead, Hours, Line, read_line
from records.meeting_words import labels_meeting
from records.places import labels_place, place_alone

# A sentence ends before a capital; `24 Sept. 2018` and `14 h. à Paris` go on.
_BREAK = re.compile(r"\n+|(?<=[.!?])[ \u00a0\u202f]+(?=[\"«“(]?[A-ZÀ-Ý])")

# Hours and place below a day stand in the next lines, and are short.
_BELOW = 2
_SHORT_LINE = 80

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """One day of a meeting. Times are 24-hour "HH:MM", local to the page; `phrase` is as printed.

    `date` is ISO 8601 at its precision, None where no year is printed for the day.
    """

    date: str | None
    precision: Precision
    start_time: str | None
    end_time: str | None
    place: str | None
    status: Literal["announced", "cancelled"]
    phrase: str


def read_meeting_days(
    title: str, blocks: Sequence[str], languages: Sequence[str] = ("en", "fr")
) -> list[MeetingDay]:
    """The days that an announcement names, the title's first, each once.

    The title's days hold; the body gives them times, places and a missing year, says that one is
    cancelled, and adds days only where it announces them or prints a row for them. Only where
    nothing at all is announced is every full day of the body taken, unless it is called past.

    >>> [(day.date, day.start_time) for day in read_meeting_days("Réunion du 14 mai 2018, 10h", [])]
    [('2018-05-14', '10:00')]
    """
    of_title = read_line(title, languages).days
    lines = list(_lines(blocks, languages))
    named = _by_month_day(day for line in lines for day in line.days)
    # A title whose days are all called off leaves the new day to the body.
    holds = any(day.status == "announced" for day in of_title)
    announced = [day for line in lines if _gives_days(line, holds) for day in line.days]
    of_body = [day for day in announced if not day.past]
    if not of_title and not of_body:
        of_body = [day for line in lines for day in line.days if _is_full(day) and not day.past]
    dates = {key: {day.date.date for day in same if day.date.date} for key, same in named.items()}
    days = _each_once(_with_year(day, dates) for day in (*of_title, *of_body))
    if any(day.date.precision == "day" for day in days):
        days = [day for day in days if day.date.precision == "day"]
    days = [_with_body(day, named) for day in days]
    only = sum(day.status == "announced" for day in days) == 1
    hours, place = _for_all(lines, days, only)
    return [_meeting_day(day, hours, place) for day in days]


def _lines(blocks: Sequence[str], languages: Sequence[str]) -> Iterator[Line]:
    """What each line of the body says, a day with what stands in the lines right below it."""
    column: int | None = None
    under: list[tuple[str, Line]] = []
    for part in _parts(blocks):
        line = read_line(part, languages)
        cells = [cell.strip() for cell in part.split("|")]
        if len(cells) == 1:
            column = None
        else:
            # In a table with a head, the column under `Lieu` is the place, whatever it says.
            heads = [number for number, cell in enumerate(cells) if labels_place(cell)]
            column = heads[0] if heads and not line.days else column
            if column is not None and line.days and column < len(cells):
                line = replace(line, days=_placed(line.days, cells[column] or None))
        if line.days or len(part) > _SHORT_LINE or len(under) > _BELOW:
            yield from _joined(under)
            under = [(part, line)] if line.days and line.is_row else []
            if not under:
                yield line
        elif under:
            under.append((part, line))
        else:
            yield line
    yield from _joined(under)


def _parts(blocks: Sequence[str]) -> Iterator[str]:
    """The sentences and lines of the body, a label that stands alone with the line below it."""
    label = ""
    for part in (part for block in blocks for part in _BREAK.split(block)):
        cells = part.split(" | ")
        if label:
            yield f"{label} : {part}"
            label = ""
        elif labels_meeting(part):
            label = part.strip(" :")
        elif len(cells) == 2 and labels_meeting(cells[0]):
            yield f"{cells[0]} : {cells[1]}"
        else:
            yield part


def _joined(under: list[tuple[str, Line]]) -> Iterator[Line]:
    """A row's day with the hours and the place that are printed below it, one a line."""
    if not under:
        return
    (_, row), *below = under
    for part, line in below:
        place = line.place or (None if line.hours else place_alone(part))
        if not line.labelled and (line.hours or place):
            days = tuple(
                replace(day, hours=day.hours or line.hours, place=day.place or place)
                for day in row.days
            )
            row = replace(row, days=days)
        else:
            yield line
    yield row


def _placed(days: tuple[DayRead, ...], place: str | None) -> tuple[DayRead, ...]:
    return tuple(replace(day, place=place or day.place) for day in days)


def _meeting_day(day: DayRead, hours: Hours | None, place: str | None) -> MeetingDay:
    date = day.date
    if day.status == "announced":
        hours, place = day.hours or hours, day.place or place
    else:
        hours, place = day.hours, day.place
    start, end = hours or (None, None)
    return MeetingDay(date.date, date.precision, start, end, place, day.status, date.phrase)


def _gives_days(line: Line, title_has_days: bool) -> bool:
    """Whether a line's days are days of the meeting; beside a title's own, it must name one."""
    return line.is_row or (line.announces and (line.about_meeting or not title_has_days))


def _is_full(day: DayRead) -> bool:
    return day.date.date is not None and day.date.precision == "day"


def _by_month_day(days: Iterable[DayRead]) -> dict[str | None, list[DayRead]]:
    found: dict[str | None, list[DayRead]] = {}
    for day in days:
        found.setdefault(day.date.month_day, []).append(day)
    return found


def _is_same(one: DayRead, other: DayRead) -> bool:
    if one.date.date and other.date.date:
        return one.date.date == other.date.date
    return one.date.month_day == other.date.month_day


def _with_year(day: DayRead, dates: dict[str | None, set[str]]) -> DayRead:
    """A day without a year takes the one that the body prints for the same day and month."""
    same = dates.get(day.date.month_day, set())
    if day.date.date or len(same) != 1:
        return day
    return replace(day, date=replace(day.date, date=next(iter(same))))


def _with_more(day: DayRead, same: DayRead) -> DayRead:
    """A day with what is said of it elsewhere; once called off, it stays so."""
    return replace(
        day,
        hours=day.hours or same.hours,
        place=day.place or same.place,
        status="cancelled" if same.status == "cancelled" else day.status,
    )


def _each_once(days: Iterable[DayRead]) -> list[DayRead]:
    found: list[DayRead] = []
    places: dict[str | None, list[int]] = {}
    for day in days:
        known = places.setdefault(day.date.month_day, [])
        same = next((place for place in known if _is_same(found[place], day)), None)
        if same is None:
            known.append(len(found))
            found.append(day)
        else:
            found[same] = _with_more(found[same], day)
    return found


def _with_body(day: DayRead, named: dict[str | None, list[DayRead]]) -> DayRead:
    for other in named.get(day.date.month_day, ()):
        if _is_same(day, other):
            day = _with_more(day, other)
    return day


def _for_all(lines: list[Line], days: list[DayRead], only: bool) -> tuple[Hours | None, str | None]:
    """Hours and place of no day in particular: labelled ones; else any, where there is one day.

    Of several days, where none has its own, what is announced for all or has a start and an end.
    """
    free = [line for line in lines if not line.days]
    labelled = [line for line in free if line.labelled]
    announced = [line for line in free if line.announces]
    whole = [line for line in free if line.hours and line.hours[1]]
    for_hours, for_place = [labelled], [labelled]
    if only:
        for_hours, for_place = [labelled, announced, free], [labelled, announced, free]
    else:
        for_hours += [] if any(day.hours for day in days) else [announced, whole]
        for_place += [] if any(day.place for day in days) else [announced, whole]
    hours: Hours | None = None
    place: str | None = None
    for source in for_hours:
        hours = hours or _one(line.hours for line in source)
    for source in for_place:
        place = place or _one(line.place for line in source)
    return hours, place


def _one(values: Iterable[_T | None]) -> _T | None:
    """The one value that is given, None where several differ."""
    given = {value for value in values if value is not None}
    return given.pop() if len(given) == 1 else None
