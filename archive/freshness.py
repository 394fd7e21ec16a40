"""How fresh the archive is: silence, too, must be noticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

# A night each day, and half a day for one that began late or is still at work.
HOURS_MAX = 36.0
# Two clocks may differ a little. A good night in the future says nothing of how old it is.
_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Freshness:
    """`state` is "fresh", "old", "never" (no good night yet) or "ahead" (the clock was wrong, or is).

    `last_good` is the end of the last good night (UTC), `hours` its age.
    """

    state: str
    last_good: str | None
    hours: float | None
    allowed: float

    @property
    def is_fresh(self) -> bool:
        """Whether the last good night is no longer ago than allowed."""
        return self.state == "fresh"


def freshness(last_good: str | None, moment: datetime, allowed: float = HOURS_MAX) -> Freshness:
    """How fresh the archive is at a moment, by the end of its last good night.

    >>> at = datetime.fromisoformat("2026-11-24T12:00:00Z")
    >>> [freshness(night, at).state for night in ("2026-11-24T03:40:00Z", "2026-11-22T23:59:00Z", None)]
    ['fresh', 'old', 'never']
    """
    if last_good is None:
        return Freshness("never", None, None, allowed)
    age = moment - datetime.fromisoformat(last_good)
    hours = round(age / timedelta(hours=1), 1)
    is_old = age > timedelta(hours=allowed)
    state = "ahead" if age < -_AHEAD else "old" if is_old else "fresh"
    return Freshness(state, last_good, hours, allowed)


def last_moment(db: Database) -> str | None:
    """The last moment at which the site was read into an archive, or a good crawl of it ended (UTC)."""
    found = db.execute(
        "SELECT max(at) FROM (SELECT max(finished_at) AS at FROM crawls"
        " WHERE spider = 'collective' AND outcome = 'finished' UNION ALL"
        " SELECT max(c.captured_at) FROM captures c JOIN crawls w ON w.id = c.crawl_id"
        " WHERE w.spider = 'collective')"
    ).fetchone()
    return found[0] if found else None
