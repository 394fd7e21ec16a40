"""Addresses that give no answer: in quarantine until they do, and an alarm only while they are news.

A page that is broken for good would else fail every night for years, and nobody reads an alarm that
always rings; nor would any other page ever be found gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from archive import store
from records.models import Quarantine

REASON = "no-answer"


def is_known(db: Database, url: str, now: str, days: int, reason: str = REASON) -> bool:
    """Whether an address is in quarantine for one reason for so many days already."""
    row = db.execute(
        "SELECT first_seen_at FROM quarantine WHERE url = ? AND reason = ?", (url, reason)
    ).fetchone()
    if row is None:
        return False
    return (date.fromisoformat(now[:10]) - date.fromisoformat(row[0][:10])).days >= days


def note(db: Database, lost: Mapping[str, str], crawl_id: str, now: str) -> None:
    """Keep which addresses gave no answer, and why; since when is kept from the first time."""
    for url, why in lost.items():
        row = Quarantine(
            url=url,
            reason=REASON,
            detail=why,
            capture_id=None,
            first_seen_at=now,
            crawl_id=crawl_id,
        )
        store.put_quarantine(db, row)


def answered(db: Database, url: str) -> None:
    """An address that is no page's has answered; a page leaves quarantine when it is read."""
    with db.atomic():
        db.execute("DELETE FROM quarantine WHERE url = ? AND reason = ?", (url, REASON))
