"""Taking down: what `withheld.toml` names leaves rows, versions, search and captures, for good.

Later crawls read the same file and neither ask for a withheld page nor store it. The table
`withheld` says that something was taken down, since when and why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive import readings, warc_edit
from archive.checks import Result
from archive.history import Provenance
from archive.store import refresh_member, remove, write
from archive.warc_fields import stated_address
from archive.withheld import addresses_of
from records.models import CONTENT, Withheld
from records.site import Site
from records.untrusted import printable


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What taking down did: how many captures went, and what of it could not be done."""

    removed: int
    results: list[Result]


def take_down(
    db: Database,
    captures_dir: Path,
    entries: Sequence[Withheld],
    leads_there: Callable[[str], bool],
    site: Site,
    crawl_id: str,
) -> TakenDown:
    """Remove everything of the entries.

    `leads_there` says of an address whether it leads to one of them, in whatever spelling: captures
    are judged by it, so that a page that was never stored goes too. First the WARC files are written aside,
    then the rows follow them in one transaction, then the files take their places: a cut leaves all as it
    was, or is brought to its end by the next run (`warc_edit.settle`).
    """
    # What was crawled from another base address is known by the addresses that were met.
    known = {url for entry in entries for url in addresses_of(db, entry.id)}

    def goes(url: str) -> bool:
        # Copied records state an address as their tool wrote it: in brackets, in any letters.
        return stated_address(url) in known or leads_there(url)

    plan = warc_edit.plan(captures_dir, goes)
    with db.atomic():
        for entry in entries:
            _remove(db, entry.id, site, crawl_id)
            write(db, entry)
        for (url,) in db.execute("SELECT url FROM quarantine").fetchall():
            if goes(url):
                db.execute("DELETE FROM quarantine WHERE url = ?", (url,))
        removed = _follow(db, plan, goes)
        kept = [entry.id for entry in entries]
        for (one,) in db.execute("SELECT id FROM withheld").fetchall():
            if one not in kept:
                db.execute("DELETE FROM withheld WHERE id = ?", (one,))
    warc_edit.carry_out(plan)
    readings.discard(captures_dir)
    return TakenDown(removed, [_damaged(plan), _without_traces(db)])


def _damaged(plan: warc_edit.Plan) -> Result:
    """Whether every WARC file could be read: what was taken down may stand in one that could not."""
    note = None
    for path, why in plan.damaged.items():
        note = note or (
            f"set apart as *{warc_edit.DAMAGED}, and may still hold it: put a whole copy in its place and run"
            f" scrapy takedown again, or delete it; first: {printable(path.name)} ({printable(why)})"
        )
    return Result("WARC files whole", True, not note, len(plan.damaged), 0, note)


def _without_traces(db: Database) -> Result:
    """Overwrite what was freed: pages of the file, and of the search index, would still hold the text.

    As long as somebody reads the file as it was, it cannot be written over.
    """
    db.execute("INSERT INTO search(search) VALUES ('optimize')")
    db.conn.commit()
    db.execute("VACUUM")
    is_busy = bool(db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    note = "another program is reading it: end that (make serve), run scrapy takedown again"
    return Result("words overwritten", True, not is_busy, note=note if is_busy else None)


def _follow(db: Database, plan: warc_edit.Plan, goes: Callable[[str], bool]) -> int:
    """Bring the rows of captures into line with the files as they will be; how many rows went.

    Of files that could not be read, or are elsewhere, the address tells.
    """
    removed = 0
    rows = db.execute("SELECT id, file, offset, url, refers_to FROM captures").fetchall()
    gone = plan.gone | {row[0] for row in rows if row[1] not in plan.places and goes(row[3])}
    for capture, file, offset, _, refers_to in rows:
        places = plan.places.get(file)
        if capture in gone or refers_to in gone or (places is not None and capture not in places):
            _forget_capture(db, capture)
            removed += 1
        elif places and places[capture] != offset:
            db.execute("UPDATE captures SET offset = ? WHERE id = ?", (places[capture], capture))
    return removed


def _forget_capture(db: Database, capture: str) -> None:
    """What other records were read from a capture that goes: their version of it goes with it."""
    db.execute("UPDATE quarantine SET capture_id = NULL WHERE capture_id = ?", (capture,))
    db.execute("UPDATE documents SET file_capture_id = NULL WHERE file_capture_id = ?", (capture,))
    affected = db.execute(
        "SELECT record_table, record_id, number FROM versions WHERE capture_id = ?", (capture,)
    ).fetchall()
    for table, record, number in sorted(affected, key=lambda row: -row[2]):
        of = "record_table = ? AND record_id = ?"
        db.execute(f"DELETE FROM versions WHERE {of} AND number = ?", (table, record, number))
        # Two steps, because a primary key is checked row by row while numbers move down.
        db.execute(
            f"UPDATE versions SET number = -number WHERE {of} AND number > ?",
            (table, record, number),
        )
        db.execute(
            f"UPDATE versions SET number = -number - 1 WHERE {of} AND number < 0", (table, record)
        )
    db.execute("DELETE FROM captures WHERE id = ?", (capture,))


def _remove(db: Database, one: str, site: Site, crawl_id: str) -> None:
    """Take a page or document, and what was only read from it, out of every table."""
    member = db.execute("SELECT member_id FROM profiles WHERE id = ?", (one,)).fetchone()
    for model in CONTENT:
        read_there = db.execute(
            f"SELECT id FROM {model.table} WHERE id = ? OR page_id = ?", (one, one)
        ).fetchall()
        for (record,) in read_there:
            _forget(db, model.table, record)
    attached = db.execute(
        "SELECT document_id FROM page_documents WHERE page_id = ?", (one,)
    ).fetchall()
    for table, column in (("page_documents", "page_id"), ("page_documents", "document_id"),
                          ("mentions", "page_id"), ("addresses", "page_id"),
                          ("absences", "page_id")):  # fmt: skip
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (one,))
    for (document,) in attached:
        _hand_on(db, document, one)
    _forget(db, "documents", one)
    db.execute("DELETE FROM versions WHERE record_id = ?", (one,))
    db.execute("UPDATE pages SET translation_of = NULL WHERE translation_of = ?", (one,))
    db.execute("DELETE FROM pages WHERE id = ?", (one,))
    if member:
        _member_anew(db, member[0], site, crawl_id)


def _forget(db: Database, table: str, record: str) -> None:
    remove(db, table, record)
    db.execute("DELETE FROM versions WHERE record_table = ? AND record_id = ?", (table, record))


def _hand_on(db: Database, document: str, page: str) -> None:
    """A document that another page attaches too is that page's now; else it goes with its page."""
    other = db.execute(
        "SELECT a.page_id, a.caption, p.capture_id FROM page_documents a JOIN pages p ON p.id = a.page_id"
        " WHERE a.document_id = ? ORDER BY a.page_id LIMIT 1",
        (document,),
    ).fetchone()
    if other is None:
        _forget(db, "documents", document)
        return
    db.execute(
        "UPDATE documents SET page_id = ?, caption = ?, capture_id = ? WHERE id = ? AND page_id = ?",
        (*other, document, page),
    )


def _member_anew(db: Database, member: str, site: Site, crawl_id: str) -> None:
    """What a member says of itself is made from the profiles that are left."""
    db.execute("DELETE FROM versions WHERE record_table = 'members' AND record_id = ?", (member,))
    left = db.execute(
        "SELECT c.id, c.captured_at FROM profiles p JOIN captures c ON c.id = p.capture_id"
        " WHERE p.member_id = ? ORDER BY c.captured_at DESC LIMIT 1",
        (member,),
    ).fetchone()
    capture_id, captured_at = left or ("", "")
    refresh_member(db, member, Provenance(capture_id, captured_at, crawl_id), site.languages)
