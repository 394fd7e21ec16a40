"""An announcement of meetings: each day with its times, place and status."""

from __future__ import annotations

from records.common import content_fields
from records.meeting_days import MeetingDay, read_meeting_days
from records.models import Meeting, MeetingDate
from records.reading import Reading
from records.site import Site


def meeting(reading: Reading, site: Site, capture_id: str) -> Meeting:
    """The record of an announcement's page."""
    fields = content_fields(reading, capture_id)
    texts = [block.text for block in reading.blocks]
    days = read_meeting_days(reading.title, texts, published=fields["published_on"])
    return Meeting(
        **fields,
        dates=meeting_dates(
            days, reading.page_id, reading.page_id, reading.url, reading.title, site
        ),
    )


def meeting_dates(
    days: list[MeetingDay], meeting_id: str, page_id: str, url: str | None, title: str, site: Site
) -> list[MeetingDate]:
    """Rows for the days of one meeting. A day's id is the meeting's and the date, so that it holds
    when another day is announced before it."""
    rows: list[MeetingDate] = []
    taken: set[str] = set()
    for position, day in enumerate(days, start=1):
        row_id = f"{meeting_id}/{day.date or f'day-{position}'}"
        if row_id in taken:
            row_id = f"{row_id}T{day.start_time or position}"
        while row_id in taken:
            row_id = f"{row_id}-{position}"
        taken.add(row_id)
        rows.append(
            MeetingDate(
                id=row_id,
                meeting_id=meeting_id,
                page_id=page_id,
                url=url,
                title=title,
                position=position,
                date=day.date,
                date_precision=day.precision,
                date_basis=day.basis,
                start_time=day.start_time,
                end_time=day.end_time,
                place=day.place,
                time_zone=site.time_zone,
                status=day.status,
                phrase=day.phrase,
            )
        )
    return rows
