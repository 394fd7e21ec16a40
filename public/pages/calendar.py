"""The calendar of meetings (iCalendar, RFC 5545): pure, over rows of `feed_queries.meeting_days`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from public.pages.conditional import moment
from public.pages.feeds import legal
from public.pages.queries import Row


def calendar(
    days: Iterable[Row],
    name: str,
    left_out: Callable[[int], str],
    uid: Callable[[str], str],
    address: Callable[[str], str],
) -> bytes:
    """The calendar. `uid` names a day for good, `address` is the page of a meeting.

    A meeting of which only the month or the year is known cannot stand in a calendar: `left_out` says
    in its description how many there are.
    """
    rows = list(days)
    dated = [row for row in rows if row["date"] and row["date_precision"] == "day"]
    made = Calendar()
    made.add("prodid", "-//Collective Archive//Meetings//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", legal(name))
    made.add("x-wr-caldesc", left_out(len(rows) - len(dated)))
    for row in dated:
        made.add_component(_event(row, uid(row["id"]), address(row["meeting_id"])))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(row: Row, uid: str, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    # Neither is the time of asking: the same archive gives the same calendar.
    event.add("dtstamp", moment(row["changed_at"]))
    event.add("last-modified", moment(row["changed_at"]))
    start, end = hours(row)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)
    language = {"language": row["language"]} if row["language"] else {}
    event.add("summary", legal(row["title"]), parameters=language)
    event.add("description", legal(row["phrase"]), parameters=language)
    if row["place"]:
        event.add("location", legal(row["place"]), parameters=language)
    event.add("url", url)
    event.add("status", "CANCELLED" if row["status"] == "cancelled" else "CONFIRMED")
    return event


def hours(row: Row) -> tuple[Any, datetime | None]:
    """When a day begins and ends: a date where no time is known.

    >>> day = {"date": "2016-03-19", "start_time": "22:00", "end_time": "24:00", "time_zone": "UTC"}
    >>> [str(at) for at in hours(day)]
    ['2016-03-19 22:00:00+00:00', '2016-03-20 00:00:00+00:00']
    """
    day = date.fromisoformat(row["date"])
    if not row["start_time"]:
        return day, None
    zone = ZoneInfo(row["time_zone"])
    start = _at(day, row["start_time"], zone)
    if not row["end_time"]:
        return start, None
    end = _at(day, row["end_time"], zone)
    # One that ends before it begins ends after midnight.
    return start, end if end > start else end + timedelta(days=1)


def _at(day: date, printed: str, zone: ZoneInfo) -> datetime:
    hour, _, minute = printed.partition(":")
    later, hour_of_day = divmod(int(hour), 24)
    return datetime.combine(day + timedelta(days=later), time(hour_of_day, int(minute)), zone)
