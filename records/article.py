"""An article: news, appeals, pictures, a section's introduction, and whatever is nothing else."""

from __future__ import annotations

from records.common import content_fields
from records.kinds import NEWSLETTER, month_in, words_of_address
from records.models import Article
from records.reading import Reading


def article(reading: Reading, kind: str, capture_id: str, lists: tuple[str, ...] = ()) -> Article:
    """The record of any page that is no other kind; `kind` is "news", "appeal", "other", …

    `lists` is what the lists that lead to it say of it.
    """
    is_newsletter = f"article/{kind}" == NEWSLETTER
    month = newsletter_month(reading, lists) if is_newsletter else None
    return Article(**content_fields(reading, capture_id), kind=kind, month=month)


def newsletter_month(reading: Reading, lists: tuple[str, ...] = ()) -> str | None:
    """The month a newsletter is of: in its title, else in a link to it, else in the words of its address."""
    return month_in((reading.title, *lists, words_of_address(reading.url)))
