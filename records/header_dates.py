"""Dates in headers of HTTP, as servers and readers write them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def header_date(stated: str | None) -> datetime | None:
    """The moment that a header names, in UTC; None where it names none. One without a zone is in UTC.

    >>> header_date("Sun, 06 Nov 1994 08:49:37 GMT").isoformat()
    '1994-11-06T08:49:37+00:00'
    >>> header_date("Sun, 06 Nov 1994 08:49:37 +99999999999999999999")
    """
    try:
        moment = parsedate_to_datetime(stated or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        # A zone, a year or a day that no calendar has: the library says so in all of these ways.
        return None
