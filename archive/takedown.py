"""Taking down: what `withheld.toml` names leaves rows, versions, search and captures, for good.

Later crawls read the same file and neither ask for a withheld page nor store it. The table
`withheld` says that something was taken down, since when and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlite_utils import Database

from archive import warc_edit
from archive.history import Provenance
from archive.store import refresh_member, remove, write
from records.errors import ConfigurationError
from records.models import CONTENT, Withheld
from records.site import Site


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    date: date
    reason: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    withheld: tuple[_Entry, ...] = ()


def read_file(path: Path) -> list[Withheld]:
    """The entries of `withheld.toml`; none where there is no such file.

    Raises ConfigurationError that names what is wrong: a slip here must not publish anything.
    """
    if not path.is_file():
        return []
    try:
        entries = _File.model_validate(tomllib.loads(path.read_text("utf-8"))).withheld
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name} is no valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ConfigurationError(f"{path.name}, {where}: {first['msg']}") from error
    return [Withheld(id=e.id, date=e.date.isoformat(), reason=e.reason) for e in entries]


def take_down(
    db: Database, captures_dir: Path, entries: Sequence[Withheld], site: Site, crawl_id: str
) -> int:
    """Remove everything of the entries; the number of captures removed is returned.

    Done twice, it finds nothing left to do. The WARC files are written anew without the records
    before the rows are committed, so that a cut leaves rows too many, never a secret.
    """
    ids = [entry.id for entry in entries]
    with db.atomic():
        addresses = {url for one in ids for url in _addresses(db, one)}
        for one in ids:
            _remove(db, one, site, crawl_id)
        removed = warc_edit.without(db, captures_dir, addresses)
        for entry in entries:
            write(db, entry)
        for one in db.execute("SELECT id FROM withheld").fetchall():
            if one[0] not in ids:
                db.execute("DELETE FROM withheld WHERE id = ?", one)
    if removed:
        # Freed pages of the file would still hold the text.
        db.execute("INSERT INTO search(search) VALUES ('optimize')")
        db.conn.commit()
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removed


def _addresses(db: Database, one: str) -> Collection[str]:
    """Every address that led to a page or a document."""
    rows = db.execute(
        "SELECT url FROM addresses WHERE page_id = :id UNION SELECT url FROM pages WHERE id = :id"
        " UNION SELECT url FROM documents WHERE id = :id UNION SELECT c.url FROM captures c"
        " JOIN versions v ON v.capture_id = c.id WHERE v.record_id = :id AND v.record_table != 'documents'"
        " AND EXISTS (SELECT 1 FROM pages p WHERE p.id = :id)",
        {"id": one},
    ).fetchall()
    return {url for (url,) in rows if url}


def _remove(db: Database, one: str, site: Site, crawl_id: str) -> None:
    member = db.execute("SELECT member_id FROM profiles WHERE id = ?", (one,)).fetchone()
    leads = [
        (model.table, record_id)
        for model in CONTENT
        for (record_id,) in db.execute(
            f"SELECT id FROM {model.table} WHERE id = ? OR page_id = ?", (one, one)
        ).fetchall()
    ]
    files = db.execute(
        "SELECT id FROM documents WHERE id = ? OR page_id = ?", (one, one)
    ).fetchall()
    for table, record_id in [*leads, *(("documents", row[0]) for row in files)]:
        remove(db, table, record_id)
        db.execute(
            "DELETE FROM versions WHERE record_table = ? AND record_id = ?", (table, record_id)
        )
    for (document,) in files:
        db.execute("DELETE FROM page_documents WHERE document_id = ?", (document,))
    db.execute("DELETE FROM versions WHERE record_id = ?", (one,))
    for table, column in (
        ("page_documents", "page_id"),
        ("mentions", "page_id"),
        ("addresses", "page_id"),
    ):
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (one,))
    db.execute("UPDATE pages SET translation_of = NULL WHERE translation_of = ?", (one,))
    db.execute("DELETE FROM quarantine WHERE url IN (SELECT url FROM pages WHERE id = ?)", (one,))
    db.execute("DELETE FROM pages WHERE id = ?", (one,))
    if member:
        # What the member says of itself is made anew from the profiles that are left.
        db.execute("DELETE FROM versions WHERE record_table = 'members' AND record_id = ?", member)
        left = db.execute(
            "SELECT v.capture_id, v.captured_at FROM versions v JOIN profiles p ON p.id = v.record_id"
            " WHERE p.member_id = ? ORDER BY v.captured_at DESC LIMIT 1",
            member,
        ).fetchone()
        capture_id, captured_at = left or ("", "")
        source = Provenance(capture_id, captured_at, crawl_id)
        refresh_member(db, member[0], source, site.languages)
