"""Months' archives that ordinary pages list: ways to pages that may stand nowhere else."""

from __future__ import annotations

from layouts.addresses import Place, month
from records.kinds import month_in
from records.reading import Reading
from records.site import Site
from records.web_addresses import parts

# A calendar leads from itself to the month before and the month after; archives list more.
_MANY = 3


def months_listed(reading: Reading, site: Site) -> dict[str, Place]:
    """The months that a page lists by their names, by address; none of those that a calendar turns to."""
    found = {
        url: at for url, words in reading.listed if (at := month(url, site)) and month_in((words,))
    }
    own = parts(reading.url)
    path = own.path.strip("/") if own else ""
    turned = {
        url for url, at in found.items() if path and at.id.startswith(f"drupal/month/{path}/")
    }
    few = turned if len(turned) < _MANY else set()
    return {url: at for url, at in found.items() if url not in few}
