"""`scrapy status`: one line on how fresh the archive is and what to do; exit 1 where it is not."""

from __future__ import annotations

import argparse
from datetime import datetime

from sqlite_utils import Database

from archive.checks import Result
from archive.clock import now
from archive.database import open_to_read
from archive.freshness import Freshness, freshness
from archive.lock import holder
from archive.night_line import lost_and_faults, night_line
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.terminal import say
from records.errors import ConfigurationError
from records.models import Crawl
from records.untrusted import printable

_DO = {
    "fresh": "nothing to do",
    "old": "is the timer on? See docs/operating.md, “Every night”",
    "never": "run scrapy nightly",
    "ahead": "is the clock of this machine right?",
}


class Command(ArchiveCommand):
    """Say how fresh the archive is."""

    def short_desc(self) -> str:
        """What it does."""
        return "Say when the last good night was; exit 1 where that is too long ago"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Read, and write nothing: neither the archive nor its lock is touched."""
        if args:
            raise ConfigurationError(f"status takes no arguments, only options: {' '.join(args)}")
        assert self.settings
        allowed = self.settings.getfloat("STATUS_HOURS_MAX")
        db = open_to_read(configuration.archive_db)
        good, last = _last(db, "AND outcome = 'finished'"), _last(db, "")
        fresh = freshness(
            good.finished_at if good else None, datetime.fromisoformat(now()), allowed
        )
        parts = [f"status: {fresh.state} – {_since(fresh)}"]
        went = _how_it_went(db, last) if last else "ok"
        parts += [f"last run: {went}"] if last else []
        note = holder(configuration.archive_db)
        parts += [f"at work, or killed: {printable(note)}"] if note else []
        is_well = went.startswith(("ok", "running")) or not fresh.is_fresh
        parts.append(_DO[fresh.state] if is_well else _LOOK)
        say("; ".join(parts))
        return 0 if fresh.is_fresh else 1


_LOOK = "see docs/operating.md, “Messages”"


def _last(db: Database, where: str) -> Crawl | None:
    """The latest run over the live site."""
    rows = db.query(
        f"SELECT * FROM crawls WHERE spider = 'collective' {where} ORDER BY started_at DESC, id DESC LIMIT 1"
    )
    return next((Crawl.model_validate(row) for row in rows), None)


def _since(fresh: Freshness) -> str:
    if fresh.last_good is None:
        return "there was no good night yet"
    ended = fresh.last_good[:16].replace("T", " ")
    return f"last good night {ended} UTC, {fresh.hours:g} h ago (allowed {fresh.allowed:g} h)"


def _how_it_went(db: Database, crawl: Crawl) -> str:
    """The line of a run."""
    rows = db.execute(
        "SELECT name, required, passed, figure, bound, note FROM checks WHERE crawl_id = ? ORDER BY rowid",
        (crawl.id,),
    ).fetchall()
    results = [
        Result(name, bool(required), bool(passed), *more) for name, required, passed, *more in rows
    ]
    lost, faults = lost_and_faults(results)
    held = db.execute("SELECT 1 FROM captures WHERE crawl_id = ? LIMIT 1", (crawl.id,)).fetchone()
    return night_line(crawl, results, lost, faults, kept=bool(held)).removeprefix("nightly: ")
