"""A day that was given up and the one in its place: what the line prints of one may be of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

from records.line_days import DayRead


def given_up_years(days: tuple[DayRead, ...]) -> tuple[DayRead, ...]:
    """The days of a line; one given up for another has the year in which it is nearest to that one.

    `10 April 2017 (was 3 April)`; what is printed between them says that both are of one meeting.
    """
    held = {day.date.date for day in days if day.status == "announced" and day.date.date}
    if len(held) != 1 or len(anchor := next(iter(held))) != 10:
        return days
    return tuple(
        replace(day, date=replace(day.date, date=_nearest_to(day, anchor)))
        if day.status == "cancelled" and day.date.date is None and day.date.precision == "day"
        else day
        for day in days
    )


def with_same_hours(days: tuple[DayRead, ...]) -> tuple[DayRead, ...]:
    """The days of a line that says `même heure`: the new one has the hours of the one given up.

    Where none is, a day has those of the day before it.
    """
    told = [day.hours for day in days if day.status == "cancelled" and day.hours]
    told = told or [day.hours for day in days if day.hours]
    return tuple(
        replace(day, hours=day.hours or told[0]) if told and day.status == "announced" else day
        for day in days
    )


def _nearest_to(day: DayRead, anchor: str) -> str | None:
    held = Date.fromisoformat(anchor)
    years = (str(held.year + away) for away in (-1, 0, 1))
    near = [Date.fromisoformat(iso) for year in years if (iso := in_year(day, year))]
    # Where a weekday agrees, hardly another year can be meant.
    longest = 183 if day.date.weekday is None else 330
    near = [date for date in near if abs((date - held).days) < longest]
    near.sort(key=lambda date: abs((date - held).days))
    return near[0].isoformat() if near else None


def in_year(day: DayRead, year: str | None) -> str | None:
    """The date in a year, unless it has no such day or a weekday is printed that is another."""
    if day.date.precision != "day":
        return f"{year}-{day.date.month_day}"
    try:
        date = Date.fromisoformat(f"{year}-{day.date.month_day}")
    except ValueError:
        return None
    return date.isoformat() if day.date.weekday in (None, date.weekday()) else None
