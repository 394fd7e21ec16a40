"""The clock of runs and captures, and what tells that it is wrong: the archive's past, the site's own clock.

A night dated ahead would have every later change filed as older than it; one dated behind would be history
that never was. Both are refused before anything is written.
"""

from datetime import UTC, datetime, timedelta

from records.errors import ClockWrong
from records.header_dates import header_date
from records.numbers import whole_number

_LONGEST_KEPT = 10**9


def now() -> str:
    """This moment, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def refuse_before(started: str, last: str | None) -> None:
    """Raise ClockWrong where a run begins before the last moment that the archive knows of (ISO 8601, UTC).

    >>> refuse_before("2026-11-25T03:17:00Z", "2026-11-24T03:40:00Z")
    """
    if last and started < last:
        raise ClockWrong(
            f"this machine's clock says {started}, but the archive was written to at {last}: set the clock;"
            ' where it was wrong then, see docs/operating.md, "The clock was wrong"'
        )


def not_yet(moment: str, now: str) -> bool:
    """Whether a moment (ISO 8601, UTC) lies in the future, by more than clocks and zones differ.

    >>> [not_yet(f"20{day}T02:00:00Z", "2026-11-24T03:17:00Z") for day in ("26-11-25", "31-01-01")]
    [False, True]
    """
    return datetime.fromisoformat(moment) - datetime.fromisoformat(now) > timedelta(days=1)


def refuse_unlike(moment: str, stated: str | None, age: str | None, hours: float) -> bool:
    """Whether the site told its time. Raises ClockWrong where that is so many hours apart from ours.

    `stated` is the header `Date` of an answer that came at `moment` (ISO 8601, UTC), `age` its header `Age`:
    a cache may have kept the answer for so many seconds. An answer without a date tells nothing.

    >>> refuse_unlike("2026-11-24T03:17:00Z", "Tue, 24 Nov 2026 01:17:00 GMT", "7200", hours=1)
    True
    """
    theirs = header_date(stated)
    if theirs is None:
        return False
    # Of a cache that names an age beyond all years nothing is believed.
    kept = min(whole_number((age or "").strip()) or 0, _LONGEST_KEPT)
    apart = datetime.fromisoformat(moment) - theirs - timedelta(seconds=kept)
    if abs(apart) > timedelta(hours=hours):
        said = "ahead of" if apart > timedelta(0) else "behind"
        by = f"{abs(apart) / timedelta(hours=1):.1f} hours"
        raise ClockWrong(
            f"this machine's clock says {moment}, {by} {said} the site's"
            f" own ({stated}): set the clock, or CLOCK_HOURS_MAX where it is the site's that is wrong"
        )
    return True
