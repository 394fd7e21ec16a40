"""Drupal's RSS feeds: ten nodes, without their text."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from markupsafe import escape

from replica.content import Content
from replica.drupal import lists
from replica.drupal.content import path as path_of
from replica.drupal.printing import encoded, utc


def rss(content: Content, base: str, prefix: str, path: str) -> str:
    """The feed at a path: that of the front page, or of the term whose number stands in it."""
    parts = path.split("/")
    shown = lists.of_term(content, int(parts[2])) if len(parts) > 1 else lists.promoted(content)
    items = "".join(
        f"<item><title>{escape(entry.title)}</title>"
        f"<link>{base}{prefix}{encoded(path_of(entry))}</link><description></description>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(utc(entry.published)))}</pubDate>"
        "<dc:creator>camille</dc:creator>"
        f'<guid isPermaLink="false">{entry.number} at {base.rstrip("/")}</guid></item>\n'
        for entry in shown[: lists.PER_PAGE]
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<rss version="2.0" xml:base="{base}{prefix}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(content.words['fr']['site'])}</title><link>{base}{prefix}</link>"
        f"<description></description><language>fr</language>\n{items}</channel></rss>\n"
    )
