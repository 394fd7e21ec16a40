"""The last thing a run prints: a short table of what it did."""

from __future__ import annotations

from collections import Counter

from archive.check_words import told
from archive.run import Run
from records.models import TABLES, Page
from records.untrusted import listed, printable

_COUNTS = (
    ("asked", "asked"),
    ("read", "pages read"),
    ("new", "records new"),
    ("changed", "records changed"),
    ("unchanged", "records unchanged"),
    ("re-read", "records read better"),
    ("unlisted", "asked, in no list"),
    ("absent", "pages not there"),
    ("gone", "pages gone for good"),
    ("back", "pages back again"),
    ("quarantined", "in quarantine"),
    ("faults", "faults on pages"),
    ("failed", "lost"),
    ("still lost", "lost for days"),
)
# So many hosts or suffixes of those that files hold are named.
_FEW = 5
# Of files that were read: each ends in one of these, or in one of what was passed over.
_OF_FILES = (
    "files found",
    "files of records",
    "saved pages",
    "lists of addresses",
    "members of records",
    "other members",
    "records found",
    "records of pages",
    "records of documents",
    "records of other answers",
    "records in quarantine",
)
_SHOWN = (
    "members",
    "profiles",
    "statements",
    "meetings",
    "meeting_dates",
    "reports",
    "articles",
    "documents",
)


def summary(run: Run) -> str:
    """What the run did, what the archive now holds, and every check that did not pass."""
    lines = [
        f"{run.crawl.spider}: {run.crawl.outcome} ({run.crawl.started_at} to {run.crawl.finished_at})",
        "",
    ]
    lines += [f"  {label:<20}{run.counts[name]:>8}" for name, label in _COUNTS]
    lines += [
        f"  {name:<20}{count:>8}"
        for name, count in sorted(run.counts.items())
        if name.startswith("documents ")
    ]
    no_answers = sorted(name for name in run.counts if name.startswith("no answers: "))
    of_files = [name for name in (*_OF_FILES, *no_answers) if run.counts[name]]
    if of_files:
        lines += ["", "  of the files:"]
        lines += [f"  {run.counts[name]:>8}  {name}" for name in of_files]
    if run.skipped:
        lines += ["", "  not asked or not stored:"]
        lines += [line for why in sorted(run.skipped) for line in _skipped(run, why)]
    titles = {model.table: model.title_of_table for model in TABLES if model is not Page}
    lines += ["", "  the archive holds:"]
    for table in _SHOWN:
        count = run.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        lines.append(f"  {titles[table]:<20}{count:>8}")
    unsure = run.db.execute("SELECT count(*) FROM unsure_names").fetchone()[0]
    if unsure:
        lines += [
            "",
            f"  {unsure:>8}  names may be another member's: see the table unsure_names",
        ]
    failed = [result for result in run.results if not result.passed]
    lines += [""] if failed else []
    for result in failed:
        lines.append(f"  {'FAILED' if result.required else 'warning'}: {told(result, run.crawl)}")
    return "\n".join(lines)


def _skipped(run: Run, why: str) -> list[str]:
    """How often a reason was met, and with which hosts, the most frequent first and of many a few; or
    where the first of them stands."""
    number, whose = f"  {run.skipped[why]:>8}  ", run.skipped_of.get(why, Counter())
    if len(whose) > 1 and run.crawl.spider == "captures":
        # A file of a web archive may hold thousands of hosts: it is none of ours to list them.
        names = ", ".join(f"{name} {count}" for name, count in whose.most_common(_FEW))
        more = len(whose) - _FEW
        return [f"{number}{why}: {names}{f' and {more} more' if more > 0 else ''}"]
    if len(whose) > 1:
        rows = [f"{count:>8}  {name}" for name, count in whose.most_common()]
        return [f"{number}{why}:", *(f"    {row}" for row in listed(rows))]
    first = run.first_skipped.get(why)
    return [f"{number}{': '.join([why, *whose])}{f'; first: {printable(first)}' if first else ''}"]
