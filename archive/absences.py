"""Pages that vanish: what proves that the site has one no more, and that it is back.

An absence is the site's own answer (404 or 410) to a request for a page that was read before. It
counts in a healthy run alone: all required checks passed, no page was lost, and no more pages were
absent at once than a site takes away in a night. A page absent on `GONE_AFTER` different days is
marked `pages.gone_at`; a missing link, an outage or a page that says "not found" at status 200
proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlite_utils import Database

from archive.checks import Result
from records.models import Capture

# More of the known pages absent at once than this share (and than these few), and it is the site
# that is in trouble.
ABSENT_SHARE = 0.1
ABSENT_FEW = 3
# Fewer of the known pages in the site's own lists than this share: the lists are empty.
LISTED_SHARE = 0.5
_SMALL = 10


def expected(db: Database, layouts: Collection[str]) -> list[str]:
    """The pages that a crawl should meet: read from the live site before, and not known to be gone.

    Only those of a CMS met in this run: where a site is rebuilt its old addresses are no news, and
    pages that only another tool's captures hold were never this crawler's to look after.
    """
    marks = ", ".join("?" * len(layouts))
    rows = db.execute(
        "SELECT p.id FROM pages p JOIN captures c ON c.id = p.capture_id JOIN crawls w ON w.id = c.crawl_id"
        f" WHERE p.gone_at IS NULL AND w.spider = 'collective' AND p.layout IN ({marks}) ORDER BY p.id",
        tuple(layouts),
    )
    return [page_id for (page_id,) in rows.fetchall()]


def page_at(db: Database, page_id: str, url: str) -> str | None:
    """The page kept under an identity, or else the one that an address led to before: an alias tells
    no number until its page is read."""
    found = (
        db.execute("SELECT id FROM pages WHERE id = ?", (page_id,)).fetchone()
        or db.execute("SELECT page_id FROM addresses WHERE url = ?", (url,)).fetchone()
    )
    return str(found[0]) if found else None


def is_known(db: Database, url: str, page_id: str, language: str | None) -> bool:
    """Whether an address led to a page in a language before."""
    found = db.execute(
        "SELECT 1 FROM addresses a JOIN pages p ON p.id = a.page_id"
        " WHERE a.url = ? AND p.id = ? AND p.language IS ?",
        (url, page_id, language),
    ).fetchone()
    return found is not None


def still_there(known: int, absent: int) -> Result:
    """Whether no more of the known pages are absent at once than a site takes away."""
    allowed = max(ABSENT_FEW, int(known * ABSENT_SHARE))
    much = absent > allowed
    return Result(
        "pages still there", True, not much, absent, allowed,
        f"of {known} known pages; by their answers, and none of them was marked gone" if much else None,
    )  # fmt: skip


def still_listed(known: int, unlisted: int) -> Result:
    """Whether the site's own lists lead to the pages it should have; of very few it says little."""
    share = (known - unlisted) / known if known else 1.0
    few = share < LISTED_SHARE
    return Result(
        "pages still listed", known >= _SMALL, not few, round(share, 4), LISTED_SHARE,
        f"its lists lead to {known - unlisted} of {known} known pages: look at its home page"
        if few else None,
    )  # fmt: skip


def confirm(db: Database, absent: Mapping[str, Capture], crawl_id: str, gone_after: int) -> int:
    """Count a healthy run's absences, a day once; the number of pages marked gone is returned."""
    gone = 0
    for page_id, capture in absent.items():
        open_ = db.execute(
            "SELECT first_at, last_at, days FROM absences WHERE page_id = ? AND back_at IS NULL",
            (page_id,),
        ).fetchone()
        first, last, days = open_ or (capture.captured_at, "", 0)
        if last[:10] == capture.captured_at[:10]:
            continue
        db.execute(
            "INSERT INTO absences (page_id, first_at, last_at, days, status, capture_id, crawl_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page_id, first_at) DO UPDATE SET"
            " last_at = excluded.last_at, days = excluded.days, status = excluded.status,"
            " capture_id = excluded.capture_id, crawl_id = excluded.crawl_id",
            (page_id, first, capture.captured_at, days + 1, capture.status, capture.id, crawl_id),
        )
        if days + 1 >= gone_after:
            gone += _mark(db, page_id, first, capture.captured_at)
    return gone


def _mark(db: Database, page_id: str, first: str, confirmed: str) -> int:
    """Say that a page is gone, since the first of its absences; nothing where it is said already."""
    db.execute(
        "UPDATE absences SET confirmed_at = coalesce(confirmed_at, ?) WHERE page_id = ? AND first_at = ?",
        (confirmed, page_id, first),
    )
    marked = db.execute(
        "UPDATE pages SET gone_at = ? WHERE id = ? AND gone_at IS NULL", (first, page_id)
    )
    return int(marked.rowcount)


def seen(db: Database, page_id: str, captured_at: str) -> bool:
    """Note that a page was read. Returns whether it was gone and is back.

    A capture from before the last absence, read late, brings nothing back.
    """
    back = db.execute(
        "UPDATE absences SET back_at = ? WHERE page_id = ? AND back_at IS NULL AND last_at < ?",
        (captured_at, page_id, captured_at),
    )
    if not back.rowcount:
        return False
    return bool(
        db.execute(
            "UPDATE pages SET gone_at = NULL WHERE id = ? AND gone_at IS NOT NULL", (page_id,)
        ).rowcount
    )
