"""From a printed day, month and year to ISO 8601, through dateparser, which knows the calendar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@lru_cache(maxsize=8)
def _parser(language: str, parts: tuple[str, ...]) -> DateDataParser:
    """dateparser for one language: every part must be printed, nothing is taken from today."""
    # Here and not above: it is large, and most of what imports this reads no date.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=[language],
        settings={
            "REQUIRE_PARTS": list(parts),
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": "day" in parts,
        },
    )


@lru_cache(maxsize=16384)
def iso_date(language: str, month: str, day: int | None, year: int) -> str | None:
    """The ISO form of a day or month, None where dateparser finds no such day."""
    parts = ("month", "year") if day is None else ("day", "month", "year")
    printed = f"{month} {year}" if day is None else f"{day} {month} {year}"
    read = _parser(language, parts).get_date_data(printed)
    if read.date_obj is None or read.period != parts[0] or read.date_obj.year != year:
        return None
    iso = read.date_obj.date().isoformat()
    return iso[:7] if day is None else iso
