"""Announcements as the tables of cases print them, and the rows that are read of them."""

from __future__ import annotations

from records.meeting_days import read_meeting_days

# date, start, end, place, status
Row = tuple[str | None, ...]
# title and lines, the rows expected, the day of publication
Case = tuple[list[str], list[Row], str | None]

OFF = "cancelled"


def rows(printed: list[str], published: str | None) -> list[Row]:
    days = read_meeting_days(printed[0], printed[1:], published=published)
    return [(day.date, day.start_time, day.end_time, day.place, day.status) for day in days]


def filled(expected: list[Row]) -> list[Row]:
    """The rows, what is left out of one unknown and announced."""
    return [(*row, *(None, None, None, None, "announced")[len(row) :]) for row in expected]
