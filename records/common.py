"""What every content record takes from a reading: identity, title, language, date, text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from records.dates import DateRead, find_dates
from records.names import folded
from records.reading import Reading, text_of

_ONLY_YEAR = re.compile(r"\s*(?:1[89]|20)[0-9]{2}\s*")
# What a line says before the day of its last change.
_CHANGED = re.compile(
    r"\bmise? a jour|\bmodifi|\bactualise|\bupdated?\b|\bmodified\b|\bedited\b|\brevised\b|\blast change"
)


def content_fields(reading: Reading, capture_id: str) -> dict[str, Any]:
    """The fields of `models.Content`."""
    published = published_on(reading)
    return {
        "id": reading.page_id,
        "page_id": reading.page_id,
        "url": reading.url,
        "title": reading.title,
        "language": reading.language,
        "published_on": published.date if published else None,
        "published_precision": published.precision if published else None,
        "text": text_of(reading.blocks) or None,
        "capture_id": capture_id,
    }


def published_on(reading: Reading) -> DateRead | None:
    """The printed date, if the date line holds one: a line that is only a year is one too.

    Where it says the day of the last change as well (`Publié le … – Mis à jour le …`), not that one.
    """
    line = reading.date_line or ""
    if _ONLY_YEAR.fullmatch(line):
        year = line.strip()
        return DateRead(year, "year", year, 0, len(line))
    dates = [date for date in find_dates(line) if date.date]
    ends = [0, *(date.end for date in dates)]
    first = [
        date
        for date, end in zip(dates, ends, strict=False)
        if not _CHANGED.search(folded(line[end : date.start]))
    ]
    return next(iter(most_precise_first(first or dates)), None)


def first_date(text: str) -> DateRead | None:
    """The first dated phrase of a text, the most precise before the first: a day, a month, a year."""
    return next(iter(most_precise_first(found for found in find_dates(text) if found.date)), None)


def most_precise_first(dates: Iterable[DateRead]) -> list[DateRead]:
    """Days before months before years; of one precision in the order given."""
    return sorted(dates, key=lambda date: ("day", "month", "year").index(date.precision))
