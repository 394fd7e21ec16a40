"""The calendar of meetings (iCalendar, RFC 5545): pure, over rows of `feed_queries.meeting_days`."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from datasette.utils import tilde_encode
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vText,
)

from public.pages.addresses import uid
from public.pages.conditional import moment
from public.pages.feeds import legal
from public.pages.queries import Row


def has_day(row: Row) -> bool:
    """Whether a day is known to the day; a month alone cannot stand in a calendar."""
    return bool(row["date"]) and row["date_precision"] == "day"


def is_off(row: Row) -> bool:
    """Whether a day was cancelled, by its own announcement or by another page's."""
    return row["status"] == "cancelled" or row["cancelled_by"] is not None


def calendar(
    days: Iterable[Row], name: str, description: str, source_url: str, meetings_url: str
) -> bytes:
    """The calendar of the days that are known. `meetings_url` is the address under which meetings stand."""
    made = Calendar()
    made.add("prodid", "-//Collective Archive//Meetings//EN")
    made.add("version", "2.0")
    # The library takes what begins with X for no text, and would not escape it.
    made.add("x-wr-calname", vText(legal(name)))
    made.add("x-wr-caldesc", vText(legal(description)))
    rows = [row for row in days if has_day(row)]
    zones = {row["time_zone"] for row in rows if row["start_time"]}
    # A calendar must hold something: one without a meeting holds the zone of those to come.
    for zone in sorted(zones if rows else {"Europe/Paris"}):
        if zone.startswith("Europe/"):
            made.add_component(_zone(zone))
    for row in rows:
        url = f"{meetings_url}/{tilde_encode(row['meeting_id'])}"
        made.add_component(_event(row, uid(source_url, row["id"]), url))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _zone(name: str) -> Timezone:
    """A zone of Europe by the rule it follows since 1996.

    The library would list the days of every year up to 2037, which not every reader takes.
    """
    zone, made = ZoneInfo(name), Timezone()
    made.add("tzid", name)
    winter, summer = (datetime(2026, month, 1, tzinfo=zone) for month in (1, 7))
    for part, month, before, after in (
        (TimezoneDaylight(), 3, winter, summer),
        (TimezoneStandard(), 10, summer, winter),
    ):
        change = datetime(1996, month, 31 if month == 3 else 27, 1, tzinfo=UTC)
        shift = before.utcoffset() or timedelta()
        part.add("dtstart", (change + shift).replace(tzinfo=None))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", after.tzname())
        part.add("tzoffsetfrom", shift)
        part.add("tzoffsetto", after.utcoffset())
        made.add_component(part)
    return made


def _event(row: Row, name: str, url: str) -> Event:
    event = Event()
    event.add("uid", name)
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
    event.add("status", "CANCELLED" if is_off(row) else "CONFIRMED")
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
    # One that ends before it begins ends after midnight; what ends as it begins is a beginning alone.
    if end < start:
        end += timedelta(days=1)
    return start, end if end > start else None


def _at(day: date, printed: str, zone: ZoneInfo) -> datetime:
    hour, _, minute = printed.partition(":")
    later, hour_of_day = divmod(int(hour), 24)
    return datetime.combine(day + timedelta(days=later), time(hour_of_day, int(minute)), zone)
