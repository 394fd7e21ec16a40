"""The versions of a record: what it said from which capture on, and what changed.

Change is judged on what was read: where a record stands (its page's address, its capture) and what
other records make of it (the meeting a report is matched with) are no part of what it says.

A version is the site's change, or the same capture re-read by a better parser (`cause`). What the site
changed is told by comparing what one parser read, so that the two are not mixed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from records.models import Cause, Row

Outcome = Literal["new", "changed", "unchanged", "older"]
# Records made from several pages of a night: one version a night, in whatever order those are read.
_GATHERED = frozenset({"members", "documents"})
_WHERE_IT_STANDS = frozenset(
    {"page_id", "url", "capture_id", "file_capture_id", "meeting_date_id", "cancelled_by"}
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record comes from: the capture, its time (UTC), the run that read it, with what parser."""

    capture_id: str
    captured_at: str
    crawl_id: str
    cause: Cause = "site"
    parser: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The latest version of a record already kept."""

    number: int
    digest: str
    captured_at: str
    capture_id: str
    crawl_id: str
    cause: str
    said: dict[str, Any]


def said(record: Row) -> dict[str, Any]:
    """What a record says, as it goes into its versions: its fields, and its children's."""
    own = record.columns()
    fields: dict[str, Any] = {n: v for n, v in record.row().items() if n not in _WHERE_IT_STANDS}
    for name in type(record).model_fields:
        if name not in own:
            fields[name] = [
                {n: v for n, v in child.row().items() if n not in _WHERE_IT_STANDS}
                for child in getattr(record, name)
            ]
    return fields


def digest(fields: dict[str, Any]) -> str:
    """A digest by which two readings of a record are the same."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def latest(db: Database, table: str, record_id: str) -> Known | None:
    """The latest version kept of a record."""
    found = db.execute(
        "SELECT number, digest, captured_at, capture_id, crawl_id, cause, record FROM versions"
        " WHERE record_table = ? AND record_id = ? ORDER BY number DESC LIMIT 1",
        (table, record_id),
    ).fetchone()
    if found is None:
        return None
    number, own, captured_at, capture_id, crawl_id, cause, record = found
    return Known(number, own, captured_at, capture_id, crawl_id, cause, json.loads(record))


def remember(
    db: Database, table: str, record_id: str, fields: dict[str, Any], source: Provenance
) -> Outcome:
    """Add a version where the record reads otherwise than the one before it in time.

    A capture older than the latest version finds its place among the versions; those after it are
    numbered on. Returns "older" then: what the archive shows stays the latest.
    """
    known = latest(db, table, record_id)
    own = digest(fields)
    if known is None:
        _insert(db, table, record_id, 1, fields, own, source)
        return "new"
    if known.digest == own and source.captured_at >= known.captured_at:
        return "unchanged"
    if table in _GATHERED and _of_one_night(db, known, source):
        _complete(db, table, record_id, fields, own, known)
        return "new" if known.number == 1 else "changed"
    if source.captured_at >= known.captured_at:
        _insert(db, table, record_id, known.number + 1, fields, own, source)
        _tell_changes(db, table, record_id, since=known.number + 1)
        return "changed"
    return _remember_older(db, table, record_id, fields, own, source)


def _of_one_night(db: Database, known: Known, source: Provenance) -> bool:
    """Whether two readings are one run's, of captures of one night: in one file, less than a day apart."""
    if (known.crawl_id, known.cause) != (source.crawl_id, source.cause):
        return False
    found = db.execute(
        "SELECT count(DISTINCT file), julianday(max(captured_at)) - julianday(min(captured_at))"
        " FROM captures WHERE id IN (?, ?)",
        (known.capture_id, source.capture_id),
    ).fetchone()
    return bool(found[0] == 1 and found[1] < 1)


def _complete(
    db: Database, table: str, record_id: str, fields: dict[str, Any], own: str, known: Known
) -> None:
    """Bring the version of this night up to date; it goes where nothing is left of what changed."""
    where = (table, record_id, known.number)
    of = "record_table = ? AND record_id = ? AND number = ?"
    before = db.execute(
        f"SELECT digest FROM versions WHERE {of}", (table, record_id, known.number - 1)
    ).fetchone()
    if before and before[0] == own:
        db.execute(f"DELETE FROM versions WHERE {of}", where)
        return
    record = json.dumps(fields, ensure_ascii=False)
    db.execute(f"UPDATE versions SET digest = ?, record = ? WHERE {of}", (own, record, *where))
    _tell_changes(db, table, record_id, since=known.number)


def _remember_older(
    db: Database, table: str, record_id: str, fields: dict[str, Any], own: str, source: Provenance
) -> Outcome:
    rows = db.execute(
        "SELECT number, digest, captured_at FROM versions"
        " WHERE record_table = ? AND record_id = ? ORDER BY number",
        (table, record_id),
    ).fetchall()
    before = [row for row in rows if row[2] <= source.captured_at]
    after = rows[len(before)]
    if before and before[-1][1] == own:
        return "older"
    where = (table, record_id)
    if after[1] == own:
        # The same reading was known from a later capture: it held from this one on.
        db.execute(
            "UPDATE versions SET captured_at = ?, capture_id = ? WHERE record_table = ?"
            " AND record_id = ? AND number = ?",
            (source.captured_at, source.capture_id, *where, after[0]),
        )
        return "older"
    # Two steps, because a primary key is checked row by row while numbers move up.
    for change in ("number = -number - 1", "number = -number"):
        db.execute(
            f"UPDATE versions SET {change} WHERE record_table = ? AND record_id = ?"
            " AND (number >= ? OR number < 0)",
            (*where, after[0]),
        )
    _insert(db, table, record_id, after[0], fields, own, source)
    _tell_changes(db, table, record_id, since=after[0])
    return "older"


def _tell_changes(db: Database, table: str, record_id: str, since: int) -> None:
    """Say of each version from a number on which fields differ from the one it is compared with."""
    earlier: list[tuple[str | None, dict[str, Any]]] = []
    for number, cause, parser, record in db.execute(
        "SELECT number, cause, parser, record FROM versions"
        " WHERE record_table = ? AND record_id = ? ORDER BY number",
        (table, record_id),
    ).fetchall():
        fields = json.loads(record)
        if number >= since:
            same = [said for by, said in earlier if by == parser] if cause == "site" else []
            before = (same or [said for _, said in earlier] or [{}])[-1]
            db.execute(
                "UPDATE versions SET changed = ? WHERE record_table = ? AND record_id = ? AND number = ?",
                (json.dumps(differences(before, fields)), table, record_id, number),
            )
        earlier.append((parser, fields))


def reread(db: Database, crawl_id: str) -> int:
    """How many records a run's parser read otherwise than an earlier one, from the same words."""
    found = db.execute(
        "SELECT count(*) FROM (SELECT DISTINCT record_table, record_id FROM versions"
        " WHERE crawl_id = ? AND cause = 're-read')",
        (crawl_id,),
    ).fetchone()
    return int(found[0])


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of the fields that differ, in the record's own order."""
    return [name for name in {**after, **before} if before.get(name) != after.get(name)]


def _insert(
    db: Database,
    table: str,
    record_id: str,
    number: int,
    fields: dict[str, Any],
    own: str,
    source: Provenance,
) -> None:
    """Add a version; of the first every field is new."""
    db.execute(
        "INSERT INTO versions (record_table, record_id, number, captured_at, capture_id, crawl_id,"
        " changed, digest, record, cause, parser) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (table, record_id, number, source.captured_at, source.capture_id, source.crawl_id,
         json.dumps(list(fields)), own, json.dumps(fields, ensure_ascii=False),
         source.cause, source.parser),
    )  # fmt: skip
