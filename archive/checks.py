"""Health checks: each is a value that says what was measured, what was allowed and what it means.

A run whose required checks do not all pass has failed, and so has the command that made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.store import write
from records.models import CONTENT, Check

# More of a run's pages in quarantine than this share, and it is the site or a layout that changed.
QUARANTINE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Result:
    """One check's result. A failed check that is `required` fails the run."""

    name: str
    required: bool
    passed: bool
    figure: float | None = None
    bound: float | None = None
    note: str | None = None


def checks_of(
    db: Database, spider: str, counts: Counter[str], reason: str, error: str | None
) -> list[Result]:
    """The checks of a run at its end. `reason` is why the spider stopped, `error` the first failure."""
    read, quarantined = counts["read"], counts["quarantined"]
    reached = read + quarantined + counts["answered"] > 0
    share = quarantined / (read + quarantined) if read + quarantined else 0.0
    return [
        *([Result("site reached", True, reached,
                  note=None if reached else "no page answered: is the site up?")]
          if spider == "collective" else []),
        Result("pages read", True, read > 0, read, 1, "an empty run is no success" if not read else None),
        Result("no page lost", True, counts["failed"] == 0, counts["failed"], 0,
               "pages that did not answer: the next run asks them again" if counts["failed"] else None),
        Result("no error", True, error is None, note=error),
        Result("ran to its end", True, reason == "finished" or reason.startswith("closespider"),
               note=None if reason == "finished" else f"stopped: {reason}"),
        Result("quarantine share", read + quarantined > 10, share <= QUARANTINE_SHARE, round(share, 4),
               QUARANTINE_SHARE, "see the table quarantine" if quarantined else None),
        *integrity(db),
    ]  # fmt: skip


def keep(db: Database, crawl_id: str, results: Iterable[Result]) -> None:
    """Store the results of a run."""
    for result in results:
        write(
            db,
            Check(
                crawl_id=crawl_id,
                name=result.name,
                required=int(result.required),
                passed=int(result.passed),
                figure=result.figure,
                bound=result.bound,
                note=result.note,
            ),
        )


def integrity(db: Database) -> list[Result]:
    """Whether the database is whole: foreign keys, search index, every row's way to its capture."""
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    return [
        Result("foreign keys", True, not broken, len(broken), 0,
               f"first: {broken[0][0]} row {broken[0][1]} → {broken[0][2]}" if broken else None),
        _search_index(db),
        _provenance(db),
    ]  # fmt: skip


def _search_index(db: Database) -> Result:
    indexed = db.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    tables = [*(model.table for model in CONTENT), "members", "documents"]
    rows = sum(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    triggers = {trigger.name for trigger in db.triggers}
    whole = {"entries_inserted", "entries_updated", "entries_deleted"} <= triggers
    note = None if whole else "the triggers that keep the search index are missing"
    return Result("search index", True, whole and indexed == rows, indexed, rows, note)


def _provenance(db: Database) -> Result:
    """Rows that do not lead to a page, a capture and a version are rows nobody can prove."""
    missing = 0
    for model in CONTENT:
        missing += db.execute(
            f"SELECT count(*) FROM {model.table} r LEFT JOIN captures c ON c.id = r.capture_id"
            " LEFT JOIN pages p ON p.id = r.page_id LEFT JOIN crawls w ON w.id = c.crawl_id"
            " WHERE c.id IS NULL OR p.id IS NULL OR w.id IS NULL OR NOT EXISTS (SELECT 1 FROM versions v"
            " WHERE v.record_table = ? AND v.record_id = r.id)",
            (model.table,),
        ).fetchone()[0]
    return Result("provenance", True, missing == 0, missing, 0,
                  "rows without page, capture or version" if missing else None)  # fmt: skip


def soundness(db: Database, captures_dir: Path) -> list[Result]:
    """What `check-archive` checks: SQLite's own integrity too, and that every WARC file is there."""
    quick = db.execute("PRAGMA integrity_check").fetchone()[0]
    sizes: dict[str, int] = {}
    files = db.execute("SELECT file, max(offset) FROM captures GROUP BY file").fetchall()
    for file, _ in files:
        path = captures_dir / file
        sizes[file] = path.stat().st_size if path.is_file() else -1
    lost = [file for file, offset in files if sizes[file] <= offset]
    return [
        Result("SQLite integrity", True, quick == "ok", note=None if quick == "ok" else quick),
        *integrity(db),
        Result("captures", True, not lost, len(lost), 0,
               f"not in {captures_dir}: {', '.join(lost[:3])}" if lost else None),
    ]  # fmt: skip
