"""An article: news, appeals, pictures, a section's introduction, and whatever is nothing else."""

from __future__ import annotations

from records.common import content_fields
from records.models import Article
from records.reading import Reading


def article(reading: Reading, kind: str, capture_id: str) -> Article:
    """The record of any page that is no other kind; `kind` is "news", "appeal", "other", …"""
    return Article(**content_fields(reading, capture_id), kind=kind)
