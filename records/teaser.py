"""Leads as records: what a teaser says of a page that was never read itself."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from records.characters import well_formed
from records.common import first_date
from records.kinds import kind_of_teaser
from records.meeting import meeting_dates
from records.meeting_days import read_meeting_days
from records.models import Article, Content, Meeting, Report, Statement
from records.names import folded
from records.reading import Reading, Teaser
from records.site import Site
from records.statement import COLLECTIVE, form, stated_on


def lead(teaser: Teaser, reading: Reading, site: Site, capture_id: str) -> Content:
    """The record a teaser stands for, under the id of the page it leads to.

    Where no address is printed the id is provisional: the kind, and a digest of date and title.
    """
    record = _announced(teaser, reading.language, site).with_changes(capture_id=capture_id)
    return standing_on(record, reading.page_id)


def standing_on(record: Content, page_id: str) -> Content:
    """A lead on the page where it stands: its days stand there too."""
    if isinstance(record, Meeting):
        dates = [day.with_changes(page_id=page_id) for day in record.dates]
        return record.with_changes(page_id=page_id, dates=dates)
    return record.with_changes(page_id=page_id)


@lru_cache(maxsize=4096)
def _announced(teaser: Teaser, language: str | None, site: Site) -> Content:
    """What the teaser says, wherever it is met: the same four stand on every page of a site."""
    kind = kind_of_teaser(teaser, site)
    table = kind.partition("/")[0]
    dated = first_date(teaser.title)
    identity = teaser.page_id or provisional_id(table, dated.date if dated else None, teaser.title)
    fields: dict[str, Any] = {
        "id": identity,
        "page_id": "",
        "url": teaser.url,
        "title": teaser.title,
        "language": language,
        "seen_as": "teaser",
        "capture_id": "",
    }
    if table == "statement":
        stated = stated_on(teaser.title)
        return Statement(
            **fields,
            stated_on=stated.date if stated else None,
            stated_precision=stated.precision if stated else None,
            issuer=COLLECTIVE,
            form=form(teaser.title, site),
        )
    if table == "meeting":
        days = read_meeting_days(teaser.title, [])
        rows = meeting_dates(days, identity, "", teaser.url, teaser.title, site)
        return Meeting(**fields, dates=rows)
    if table == "report":
        return Report(
            **fields,
            held_on=dated.date if dated else None,
            held_precision=dated.precision if dated else None,
            held_basis="printed" if dated else None,
        )
    # A lead to a member's page is kept as an article: a profile is only made from the page itself.
    return Article(**fields, kind=kind.partition("/")[2] or "other")


def provisional_id(table: str, date: str | None, title: str) -> str:
    """The id of a lead without an address, the same wherever the lead is met.

    >>> provisional_id("statement", "2018-05-10", "Statement of May 10")
    'teaser/statement/2018-05-10/dd6e289112'
    """
    digest = hashlib.sha256(folded(well_formed(title)).encode()).hexdigest()[:10]
    return "/".join(part for part in ("teaser", table, date, digest) if part)
