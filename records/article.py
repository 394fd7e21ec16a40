"""An article: news, appeals, pictures, a section's introduction, and whatever is nothing else."""

from __future__ import annotations

from records.common import content_fields
from records.dates import find_dates
from records.kinds import words_of_address
from records.models import Article
from records.reading import Reading


def article(reading: Reading, kind: str, capture_id: str) -> Article:
    """The record of any page that is no other kind; `kind` is "news", "appeal", "other", …"""
    month = newsletter_month(reading) if kind == "newsletter" else None
    return Article(**content_fields(reading, capture_id), kind=kind, month=month)


def newsletter_month(reading: Reading) -> str | None:
    """The month a newsletter is of: in its title, else in the words of its address."""
    for said in (reading.title, words_of_address(reading.url)):
        dated = next((d.date for d in find_dates(said) if d.date and d.precision != "year"), None)
        if dated:
            return dated[:7]
    return None
