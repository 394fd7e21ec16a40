"""The server with the clock of its pages set: `python -m tests.publishing.clocked FILE serve …`.

FILE holds the moment, and may hold another before the next request. What a page says of today would
else be tested by the day on which the tests are run.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from scrapy.cmdline import execute

from public.pages import rendering


class _Set(datetime):
    """A clock that stands at the moment in the file."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Set:
        return cls.fromisoformat(Path(sys.argv[1]).read_text("utf-8")).astimezone(tz or UTC)


if __name__ == "__main__":
    # The one place where pages take the time from (tests/test_house.py).
    rendering.datetime = _Set  # type: ignore[misc]
    execute(["scrapy", *sys.argv[2:]])
