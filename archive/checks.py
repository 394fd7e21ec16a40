"""Health checks: each is a value that says what was measured, what was allowed and what it means.

A run whose required checks do not all pass has failed, and so has the command that made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive import warc_files
from archive.store import write
from records.models import CONTENT, Capture, Check, Crawl
from records.untrusted import printable

# More of a run's pages in quarantine than this share, and it is the site or a layout that changed.
QUARANTINE_SHARE = 0.1
# In a run of so few pages one odd page is a large share: what is measured in shares only warns.
FEW_PAGES = 10
# So few of a run's requests may come to nothing (this share, or this number where that is more) and
# the run is still good: one page that is broken for good must not keep all others from the archive.
LOST_SHARE, LOST_FEW = 0.02, 3
# On so few of a run's pages this program may fail (this share, or this number where that is more) and the
# run is still good: a fault on one page must not keep all others from the archive.
FAULT_SHARE, FAULT_FEW = 0.05, 1
# More of a run's pages without text and file than this share, and it is a theme that nobody reads rightly.
TEXTLESS_SHARE = 0.15
# So few of the files that came may take their reader more than it may, or crash it, and the run is still
# good: more, and it is the machine that gives readers too little.
UNREAD_SHARE, UNREAD_FEW = 0.05, 3
# The spiders that ask a site. The others read files, which may be any part of one.
LIVE = frozenset({"collective"})
# What fails where the site gave nothing at all: neither the pages nor the program are to blame.
REACHED, ALLOWED = "site reached", "site may be asked"
# The check of the files of captures: a night whose captures are not all there says so.
CAPTURES = "captures"
# Layouts that read what no other layout knows, or what is no page any more: they find less.
FALLBACK_LAYOUTS = frozenset({"plaintext"})


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
    db: Database,
    crawl: Crawl,
    counts: Counter[str],
    end: Result,
    error: str | None,
    captures_dir: Path,
    first_lost: str | None = None,
    first_fault: str | None = None,
    no_robots: str | None = None,
) -> list[Result]:
    """The checks of a run at its end. `end` says whether it came to its own, `error` the first failure.

    `first_lost` is the address of the first page that was lost, `first_fault` that of the first page this
    program failed on, and why; `no_robots` why nothing might be asked.
    """
    live = crawl.spider in LIVE
    read, quarantined = counts["read"], counts["quarantined"]
    reached = read + quarantined + counts["answered"] > 0
    share = quarantined / (read + quarantined) if read + quarantined else 0.0
    first_refused = _first_refused(db, crawl)
    return [
        *([_reached(reached, no_robots)] if live else []),
        Result("pages read", True, read > 0, read, 1,
               f"an empty run is no success{first_refused}" if not read else None),
        _lost(counts, first_lost, few_allowed=live),
        _faults(counts, first_fault),
        Result("no error", True, error is None, note=error and printable(error)),
        end,
        Result("quarantine share", read + quarantined > FEW_PAGES, share <= QUARANTINE_SHARE, round(share, 4),
               QUARANTINE_SHARE, f"see the table quarantine{first_refused}" if quarantined else None),
        Result("own layout", live, counts["fallen back"] == 0, counts["fallen back"], 0,
               "did the template change?" if counts["fallen back"] else None),
        _texts_found(db, crawl),
        _files_read(counts),
        *([_fates(db, crawl)] if live and end.passed else []),
        _offsets(db, crawl, captures_dir),
        *([_files(db, captures_dir, required=False)] if live else []),
        *integrity(db),
    ]  # fmt: skip


def _reached(reached: bool, no_robots: str | None) -> Result:
    """Whether the site answered; where it let nobody ask, that is said, and nobody looks for its server."""
    if no_robots and not reached:
        return Result(ALLOWED, True, False, note=no_robots)
    return Result(REACHED, True, reached, note=None if reached else "is the site up?")


def own_end(
    reason: str, bounds: Mapping[str, str], beyond: str | None, last_asked: str | None
) -> Result:
    """Whether a run came to its own end: what one that was ended did not meet, it says nothing of.

    `reason` is why the spider stopped; `bounds` what a run may come to, in words by the reason that it
    is then stopped for; `beyond` the first address that it might not ask for any more.
    """
    if reason == "finished" and beyond:
        reason = "closespider_pagecount"
    if reason not in bounds:
        note = None if reason == "finished" else f"stopped: {reason}"
        return Result("ran to its end", True, note is None, note=note)
    note = (
        f"ended after {bounds[reason]}, the bound of one run: does the site lead to ever new addresses,"
        f" as {printable(beyond or last_asked)}?"
    )
    return Result("ran to its end", True, False, note=note)


def few_lost(counts: Counter[str]) -> bool:
    """Whether a run lost so few pages, or none, that it still counts."""
    return counts["failed"] <= lost_allowed(counts["asked"])


def lost_allowed(asked: int) -> int:
    """How many requests of so many may come to nothing in a run that still counts."""
    return max(LOST_FEW, int(LOST_SHARE * asked))


def _lost(counts: Counter[str], first: str | None, *, few_allowed: bool) -> Result:
    """Lost pages are always said, and end the command with 1; many of them fail the run as well."""
    lost = counts["failed"]
    is_few = few_allowed and few_lost(counts)
    said = printable(first) if first else "see the log"
    note = f"the next run asks again; first: {said}" if lost else None
    return Result("no page lost", not is_few, lost == 0, lost, 0, note)


def _faults(counts: Counter[str], first: str | None) -> Result:
    """Faults are said and end the command with 1 while they are news; many of them fail the run."""
    number, new = counts["faults"], counts["faults"] - counts["faults for days"]
    allowed = max(FAULT_FEW, int(FAULT_SHARE * (counts["read"] + counts["quarantined"])))
    few = number <= allowed
    said = printable(first) if first else "see there"
    note = f"in quarantine as `fault`; first: {said}" if number else None
    return Result("no fault", not few, few and new == 0, number, allowed if not few else 0, note)


def _texts_found(db: Database, crawl: Crawl) -> Result:
    """Pages that were read with neither text nor file: a few say all in their title, many were not read."""
    rows = [
        row
        for model in CONTENT
        for row in db.execute(
            f"SELECT r.id, r.text IS NULL AND NOT EXISTS (SELECT 1 FROM page_documents a"
            f" WHERE a.page_id = r.page_id) FROM {model.table} r JOIN pages p ON p.id = r.id"
            " WHERE p.last_seen_at >= ? AND p.kind <> 'list'",
            (crawl.started_at,),
        )
    ]
    without = sorted(id for id, is_empty in rows if is_empty)
    share = len(without) / len(rows) if rows else 0.0
    note = f"did the template change? first: {printable(without[0])}" if without else None
    return Result("texts found", len(rows) > FEW_PAGES, share <= TEXTLESS_SHARE, round(share, 4),
                  TEXTLESS_SHARE, note)  # fmt: skip


def _files_read(counts: Counter[str]) -> Result:
    """Files whose reader was ended or crashed are known as they were before; many of them fail the run."""
    unread, came = counts["files not read"], counts["files that came"]
    allowed = max(UNREAD_FEW, int(UNREAD_SHARE * came))
    note = (
        "had their readers enough memory? See the notes in the table documents" if unread else None
    )
    return Result("files read", True, unread <= allowed, unread, allowed, note)


def _first_refused(db: Database, crawl: Crawl) -> str:
    """The first page that this run put into quarantine, as a part of a note; empty where there is none."""
    row = db.execute(
        "SELECT url, reason FROM quarantine WHERE crawl_id = ? ORDER BY rowid LIMIT 1", (crawl.id,)
    ).fetchone()
    return f"; first: {printable(row[0])} ({row[1]})" if row else ""


def _fates(db: Database, crawl: Crawl) -> Result:
    """A document with an address that a page of this run attaches was asked for, however it went."""
    number, first = db.execute(
        "SELECT count(*), min(d.id) FROM documents d WHERE d.status = 'listed' AND d.url IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM page_documents a JOIN pages p ON p.id = a.page_id"
        " WHERE a.document_id = d.id AND p.last_seen_at >= ?)",
        (crawl.started_at,),
    ).fetchone()
    note = f"a fault of the program; first: {printable(first)}" if number else None
    return Result("every document has a fate", True, number == 0, number, 0, note)


def _offsets(db: Database, crawl: Crawl, captures_dir: Path) -> Result:
    """What this run captured stands where its rows say: else nothing it read can be proved."""
    captures = db.execute(
        "SELECT id, file, offset FROM captures WHERE crawl_id = ?", (crawl.id,)
    ).fetchall()
    lost = warc_files.lost(captures_dir, captures)
    note = f"in {captures_dir}; first: {printable(lost[0])}" if lost else None
    return Result("WARC offsets", True, not lost, len(lost), 0, note)


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
    note = "restore a backup, then report it" if missing else None
    return Result("provenance", True, missing == 0, missing, 0, note)


def soundness(db: Database, captures_dir: Path, *, quick: bool = False) -> list[Result]:
    """What `check-archive` checks: SQLite's own integrity too, and every record of every WARC file.

    A `quick` check only looks whether the files are there, and end behind their last capture.
    """
    said = db.execute("PRAGMA integrity_check").fetchone()[0]
    return [
        Result("SQLite integrity", True, said == "ok", note=None if said == "ok" else said),
        *integrity(db),
        _files(db, captures_dir, required=True),
        *([] if quick else [_digests(db, captures_dir)]),
    ]


def _digests(db: Database, captures_dir: Path) -> Result:
    """Whether each capture is where its row says, and its bytes are those that were kept.

    A file that is not there is said by another check.
    """
    said: list[str] = []
    for (file,) in db.execute("SELECT DISTINCT file FROM captures ORDER BY file").fetchall():
        if (captures_dir / file).is_file():
            rows = db.query("SELECT * FROM captures WHERE file = ?", (file,))
            said += warc_files.damaged(captures_dir / file, map(Capture.model_validate, rows))
    note = f"put the files back from a copy; first: {printable(said[0])}" if said else None
    return Result("capture digests", True, not said, len(said), 0, note)


def _files(db: Database, captures_dir: Path, *, required: bool) -> Result:
    """Whether the WARC files that rows lead to are there to their last capture; a night only warns of it."""
    files = db.execute(
        "SELECT file, max(offset) FROM captures GROUP BY file ORDER BY file"
    ).fetchall()
    lost = [file for file, last in files if not warc_files.is_whole(captures_dir / file, last)]
    note = f"look in {captures_dir}; first: {printable(lost[0])}" if lost else None
    return Result(CAPTURES, required, not lost, len(lost), 0, note)
