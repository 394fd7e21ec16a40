"""Reads the days of meetings out of an announcement: its title first, then what its body adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from records.dates import Precision
from records.inferred_years import inferred_years
from records.line_days import DayRead
from records.meeting_body import body_lines
from records.meeting_hours import Sessions, completed, in_turn, joined_all, minutes_between
from records.meeting_lines import Line, read_line
from records.meeting_witnesses import (
    by_month_day,
    by_weekday,
    each_once,
    under_years,
    with_body,
    with_year,
)
from records.models import Basis
from records.online_places import is_bare_online, is_online, online_title
from records.place_lines import joined_places, names_place, one_place
from records.place_parts import fuller_place, is_address
from records.places import with_town
from records.places_ahead import place_of_title
from records.towns import is_known_town, may_be_town

# How long before a meeting one may come, in minutes.
_EARLY = 120


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """One session of a meeting. Times are 24-hour "HH:MM", local to the page; `phrase` is as printed.

    `date` is ISO 8601 at its precision, None where the year is unknown: `basis` says whether one is
    printed, or inferred from the day of publication. A meeting over several days starts on the first
    and ends on the last.
    """

    date: str | None
    precision: Precision
    basis: Basis | None
    start_time: str | None
    end_time: str | None
    place: str | None
    status: Literal["announced", "cancelled"]
    phrase: str


def read_meeting_days(
    title: str,
    blocks: Sequence[str],
    languages: Sequence[str] = ("en", "fr"),
    published: str | None = None,
) -> list[MeetingDay]:
    """The days that an announcement names, the title's first, each session once.

    The title's days hold; the body gives them times, places and a missing year, says that one is
    cancelled, and adds days only where it announces them or prints a row for them. Only where
    nothing at all is announced is every full day of the body taken, unless it is called past. From
    `published`, the day of publication, the year of a day follows that prints none.

    >>> [(day.date, day.start_time) for day in read_meeting_days("Réunion du 14 mai 2018, 10h", [])]
    [('2018-05-14', '10:00')]
    """
    heading = read_line(title, languages)
    lines = list(body_lines(blocks, languages, title, published))
    # `Réunion de préparation du 18 octobre` leaves its own day to the body.
    others = heading.other_days if any(line.days for line in lines) else ()
    of_title = tuple(day for day in heading.days if day.date.month_day not in others)
    named = by_month_day(day for line in lines for day in line.days)
    # A title whose days are all called off leaves the new day to the body.
    holds = any(day.status == "announced" for day in of_title)
    inferred = inferred_years(
        (day.date for day in (*of_title, *(day for line in lines for day in line.days))), published
    )
    giving = [
        line
        for line in lines
        if _gives_days(line, holds) or (not of_title and _tells_of_one(line, published, inferred))
    ]
    meetings = [line for line in giving if not line.other_event]
    announced = [day for line in meetings or giving for day in line.days]
    of_body = [day for day in announced if not day.past]
    if of_title or any(line.days and line.announces and not line.is_row for line in lines):
        # Beside what is announced, a list of long ago is a history.
        of_body = [day for day in of_body if not _is_long_ago(day, published)]
    if not of_body and not any(day.date.precision == "day" for day in of_title):
        # Where the title names months, only their days.
        months = {(day.date.month_day or "")[:2] for day in of_title}
        of_body = [day for line in lines for day in line.days if _is_full(day) and not day.past]
        # Without a year, a day is one of the meeting where its hour is told too.
        of_body = of_body or [
            day for line in lines for day in line.days if day.hours and not day.past
        ]
        of_body = [d for d in of_body if not months or (d.date.month_day or "")[:2] in months]
    new = any(line.new_day for line in lines)
    if heading.marked and not (of_title or new) and all(d.status == "announced" for d in of_body):
        of_body = [replace(day, status="cancelled") for day in of_body]
    if of_title:
        of_title = tuple(_called_off(of_title, lines))
    else:
        of_body = list(_called_off(of_body, lines))
    printed = {key: {day.date.date for day in same if day.date.date} for key, same in named.items()}
    headed = under_years(heading, lines)
    dated = (with_year(with_year(day, printed), headed) for day in (*of_title, *of_body))
    days = each_once(dated, len(of_title))
    if any(day.date.precision == "day" for day in days):
        days = [day for day in days if day.date.precision == "day"]
    days = by_weekday([with_body(day, named) for day in days], lines, inferred)
    days = _at_stations(days, lines)
    # `La réunion suivante est fixée au 16 mai`: of it holds what is told of all, or by a label.
    after = {day.date.month_day for line in lines if line.next_one for day in line.days}
    after -= {day.date.month_day for day in of_title}
    now = [day for day in days if day.date.month_day not in after] or days
    only = sum(day.status == "announced" for day in now) == 1
    hours, place = _for_all(lines, now, only)
    place = place or heading.place or place_of_title(title) or online_title(title)
    free = [line for line in lines if not line.days and (only or line.labelled or line.announces)]
    if not only:
        free = [line for line in free if line.weekday is None]
    all_off = len(days) == 1 and days[0].status == "cancelled"
    if all_off:
        # `[Annulé] …` with its fields: what was planned is told by their labels alone.
        free = [line for line in lines if line.labelled and not line.days]
        hours, place = joined_all(line.hours for line in free if line.hours), _labelled_place(free)
    of_all = [line for line in lines if line.labelled or line.of_all]
    later = _for_all(of_all, days, False)
    return [
        each
        for day in days
        for each in (
            _meeting_days(day, *later, of_all, inferred, all_off)
            if day not in now
            else _meeting_days(day, hours, place, free, inferred, all_off)
        )
    ]


def _at_stations(days: list[DayRead], lines: list[Line]) -> list[DayRead]:
    """The one day as the sessions of a programme that go from place to place, unless it has its own hours."""
    told = [line.stations for line in lines if line.stations]
    if len(days) != 1 or len(told) != 1 or len({place for _, place in told[0]}) == 1:
        return days
    if days[0].hours and days[0].hours[0][0] != told[0][0][0][0][0]:
        return days
    return [replace(days[0], hours=hours, place=place) for hours, place in told[0]]


def _meeting_days(
    day: DayRead,
    hours: Sessions,
    place: str | None,
    free: list[Line],
    inferred: Mapping[str, str],
    all_off: bool,
) -> Iterator[MeetingDay]:
    read, own_hours, own_place = day.date, day.hours, day.place
    date = read.date or inferred.get(read.month_day or "")
    basis: Basis | None = "printed" if read.date else "inferred" if date else None
    if day.status == "announced" or all_off:
        own_hours = own_hours or hours
        if own_hours:
            own_hours = completed(own_hours, (line.hours for line in free if line.hours))
        own_place = own_place or place
        if own_place and place and is_online(place) and not is_bare_online(place):
            # `Webinaire du 4 avril`, `Lieu : Zoom`
            own_place = place if is_bare_online(own_place) else own_place
        for line in free:
            if own_place and line.place:
                own_place = _together(own_place, line) or own_place
    for start, end in own_hours or ((None, None),):
        yield MeetingDay(
            date, read.precision, basis, start, end, own_place, day.status, read.phrase
        )


def _together(place: str, line: Line) -> str | None:
    """A place with what a line adds to it; an address of a field with the title's town."""
    assert line.place
    fuller = fuller_place(place, line.place)
    if fuller or not line.labelled or not is_known_town(place):
        return fuller
    both = with_town(line.place, place)
    of_other = both == line.place or may_be_town(line.place.rpartition(",")[2].strip())
    full = is_address(line.place) if line.label else names_place(line.place)
    return both if full and not of_other else None


def _gives_days(line: Line, title_has_days: bool) -> bool:
    """Whether a line's days are days of the meeting; beside a title's own, it must name one."""
    return line.is_row or (line.announces and (line.about_meeting or not title_has_days))


def _tells_of_one(line: Line, published: str | None, inferred: Mapping[str, str]) -> bool:
    """Whether a line names a meeting to come with its day and hour: `AG, jeudi 18 mai à 19h30, mairie`."""
    dates = [day.date.date or inferred.get(day.date.month_day or "") for day in line.days]
    return line.about_meeting and any(
        day.hours and not day.past and published and date and date >= published
        for day, date in zip(line.days, dates, strict=True)
    )


def _is_long_ago(day: DayRead, published: str | None) -> bool:
    """Whether a day was more than a year before it was published."""
    return (
        bool(published and day.date.date)
        and (day.date.date or "")[:4] < f"{int((published or '')[:4]) - 1}"
    )


def _is_full(day: DayRead) -> bool:
    return day.date.date is not None and day.date.precision == "day"


def _called_off(days: Sequence[DayRead], lines: list[Line]) -> Iterator[DayRead]:
    """The days announced, called off where the body says so of the meeting without naming its day."""
    off = [line for line in lines if line.calls_off and not _names_cancelled(line)]
    said = {line.calls_off for line in off}
    instead = {day.date.month_day for line in off for day in line.days}
    alone = sum(day.status == "announced" for day in days) == 1
    for day in days:
        if day.date.month_day not in instead and ("all" in said or (alone and said)):
            day = replace(day, status="cancelled")
        yield day


def _names_cancelled(line: Line) -> bool:
    return any(day.status == "cancelled" for day in line.days)


def _for_all(lines: list[Line], days: list[DayRead], only: bool) -> tuple[Sessions, str | None]:
    """Hours and place of no day in particular: labelled ones; else any, where there is one day.

    Of several days, where none has its own, what is announced for all or has a start and an end.
    """
    free = [line for line in lines if not line.days and (only or line.weekday is None)]
    free = [line for line in free if only or not line.of_some]
    labelled = [line for line in free if line.labelled]
    announced = [line for line in free if line.announces]
    timed = [line for line in free if line.hours]
    whole = [line for line in timed if all(end for _, end in line.hours)]
    # A programme of each day is of that day alone.
    whole = whole if len(whole) == len(timed) else []
    of_all = [line for line in free if line.of_all]
    for_hours, for_place = [labelled, of_all], [labelled, of_all]
    if only:
        about = [line for line in free if line.about_meeting]
        begins = [line for line in about if line.begins]
        for_hours, for_place = (
            [labelled, begins, announced, about, free],
            [labelled, announced, about, free],
        )
    else:
        for_hours += [] if any(day.hours for day in days) else [announced, whole]
        for_place += [] if any(day.place for day in days) else [announced, whole]
    hours: Sessions = ()
    for source in for_hours:
        told = [line.hours for line in source if line.hours]
        found = joined_all(told) or (in_turn(told) if only else ())
        hours = hours or (found if source is labelled or _soon_after(lines, found) else ())
    place = _labelled_place(labelled)
    for source in for_place:
        place = place or one_place([line.place for line in source if line.place])
    return hours, place


def _labelled_place(lines: list[Line]) -> str | None:
    return joined_places([line.label for line in lines if line.label])


def _soon_after(lines: list[Line], hours: Sessions) -> bool:
    """Whether no one is to come long before: `Accueil à 9h. … Débat à 13h.` tells no beginning."""
    start = hours[0][0] if hours else None
    arrivals = [line.arrives for line in lines if line.arrives]
    return not start or all(
        each > start or minutes_between(start, each) <= _EARLY for each in arrivals
    )
