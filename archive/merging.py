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
from records.models import CONTENT, TABLES, Entry, Row


def _numbered() -> frozenset[str]:
    """The tables whose `id` is a page's identity or begins with one: they say of which page a row is."""
    of_a_page = (m for m in TABLES if {"id", "page_id"} <= set(m.columns()))
    return frozenset({"pages", *(model.table for model in of_a_page)})


def _columns(model: type[Row]) -> list[tuple[str, str]]:
    """The columns of a table that hold such an identity: its own, and those that refer to one."""
    own = [(model.table, "id")] if model.table in _numbered() else []
    return own + [
        (model.table, name) for name, to in model.references().items() if to in _numbered()
    ]


# Every column that holds the identity of a page or begins with it; a row's own comes first. `entries`
# are of many tables, and refer to none by a foreign key.
IDENTITIES = (
    *(column for model in TABLES for column in _columns(model)),
    (Entry.table, "record_id"),
)


def merge_page(db: Database, old: str, new: str, languages: Sequence[str]) -> bool:
    """Bring everything kept under `old` under `new`; returns whether a page was kept under `old`.

    The record of the page seen last is the current one; versions go to their places in time.
    """
    seen = dict(
        db.execute("SELECT id, last_seen_at FROM pages WHERE id IN (?, ?)", (old, new)).fetchall()
    )
    if old not in seen or old == new:
        return False
    _move_versions(db, old, new)
    if new in seen:
        leaves = old if seen[old] <= seen[new] else new
        first = db.execute("SELECT min(first_seen_at) FROM pages WHERE id IN (?, ?)", (old, new))
        first_seen = first.fetchone()[0]
        _leave(db, leaves, languages)
        stays = new if leaves == old else old
        db.execute("UPDATE pages SET first_seen_at = ? WHERE id = ?", (first_seen, stays))
    _rename(db, old, new)
    return True


def _leave(db: Database, page_id: str, languages: Sequence[str]) -> None:
    """Take away the page and its current record; what else leads to it waits to be renamed."""
    member = db.execute("SELECT member_id, capture_id FROM profiles WHERE id = ?", (page_id,))
    profile = member.fetchone()
    for model in CONTENT:
        remove(db, model.table, page_id)
    db.execute("DELETE FROM page_documents WHERE page_id = ?", (page_id,))
    db.execute("DELETE FROM mentions WHERE page_id = ?", (page_id,))
    db.execute("DELETE FROM pages WHERE id = ?", (page_id,))
    if profile:
        capture = db.execute(
            "SELECT id, captured_at, crawl_id FROM captures WHERE id = ?", (profile[1],)
        ).fetchone()
        refresh_member(db, profile[0], Provenance(*capture), languages)


def _rename(db: Database, old: str, new: str) -> None:
    """Give every row of the old identity, and of what is numbered under it, the new one."""
    for table, column in IDENTITIES:
        db.execute(
            f"UPDATE OR REPLACE {table} SET {column} = ? || substr({column}, ?)"
            f" WHERE {column} = ? OR substr({column}, 1, ?) = ?",
            (new, len(old) + 1, old, len(old) + 1, f"{old}/"),
        )
    db.execute("UPDATE pages SET translation_of = NULL WHERE translation_of = id")


def _move_versions(db: Database, old: str, new: str) -> None:
    """Bring the versions of the page's record, and of what is numbered under it, under `new`."""
    under = "record_id = ? OR substr(record_id, 1, ?) = ?"
    where = (old, len(old) + 1, f"{old}/")
    rows = db.execute(
        "SELECT record_table, record_id, capture_id, captured_at, crawl_id, cause, parser, record"
        f" FROM versions WHERE {under} ORDER BY captured_at, number",
        where,
    ).fetchall()
    db.execute(f"DELETE FROM versions WHERE {under}", where)
    for table, record_id, *source, record in rows:
        fields = _renamed(json.loads(record), old, new)
        remember(db, table, _renamed(record_id, old, new), fields, Provenance(*source))


def _renamed(value: Any, old: str, new: str) -> Any:
    """A record with every identity of the old page, its own and its children's, made the new one's."""
    if isinstance(value, dict):
        return {name: _renamed(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    if isinstance(value, str) and (value == old or value.startswith(f"{old}/")):
        return new + value[len(old) :]
    return value
