"""Two identities that turned out to be one page: what was kept under the one goes over to the other.

An alias tells no number. A page first met by it, in a text extraction or under a theme that prints
no number, is kept under its path until another capture says which number it has.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from archive.history import Provenance, remember
from archive.store import refresh_member, remove
from records.models import CONTENT


def merge_page(db: Database, old: str, new: str, languages: Sequence[str]) -> None:
    """Bring everything kept under `old` under `new`, a page that is there; nothing if `old` is not.

    Addresses, documents and versions go over, each version to its place in time; the current
    record is the one that `new` has or is about to get.
    """
    page = db.execute("SELECT first_seen_at FROM pages WHERE id = ?", (old,)).fetchone()
    if page is None or old == new:
        return
    member = db.execute(
        "SELECT member_id, capture_id FROM profiles WHERE id = ?", (old,)
    ).fetchone()
    for model in CONTENT:
        remove(db, model.table, old)
    _move_versions(db, old, new)
    for table in ("addresses", "documents"):
        db.execute(f"UPDATE {table} SET page_id = ? WHERE page_id = ?", (new, old))
    for table in ("page_documents", "mentions", "absences"):
        db.execute(f"UPDATE OR IGNORE {table} SET page_id = ? WHERE page_id = ?", (new, old))
        db.execute(f"DELETE FROM {table} WHERE page_id = ?", (old,))
    db.execute(
        "UPDATE pages SET translation_of = nullif(?, id) WHERE translation_of = ?", (new, old)
    )
    db.execute(
        "UPDATE pages SET first_seen_at = min(first_seen_at, ?) WHERE id = ?", (page[0], new)
    )
    # A member's row may stand on the profile that goes; its profiles make it anew.
    if member:
        crawl = db.execute("SELECT crawl_id FROM captures WHERE id = ?", (member[1],)).fetchone()
        moment = db.execute(
            "SELECT captured_at FROM captures WHERE id = ?", (member[1],)
        ).fetchone()
        source = Provenance(member[1], moment[0], crawl[0])
        refresh_member(db, member[0], source, languages)
    db.execute("DELETE FROM pages WHERE id = ?", (old,))


def _move_versions(db: Database, old: str, new: str) -> None:
    rows = db.execute(
        "SELECT record_table, captured_at, capture_id, crawl_id, record FROM versions"
        " WHERE record_id = ? ORDER BY captured_at, number",
        (old,),
    ).fetchall()
    db.execute("DELETE FROM versions WHERE record_id = ?", (old,))
    for table, captured_at, capture_id, crawl_id, record in rows:
        fields = _renamed(json.loads(record), old, new)
        remember(db, table, new, fields, Provenance(capture_id, captured_at, crawl_id))


def _renamed(value: Any, old: str, new: str) -> Any:
    """A record with every identity of the old page, its own and its children's, made the new one's."""
    if isinstance(value, dict):
        return {name: _renamed(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    if isinstance(value, str) and (value == old or value.startswith(f"{old}/")):
        return new + value[len(old) :]
    return value
