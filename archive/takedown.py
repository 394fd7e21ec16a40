"""Taking down: what `withheld.toml` names leaves rows, versions, search and captures, for good.

Later crawls read the same file and neither ask for a withheld page nor store it. The table
`withheld` says that something was taken down, since when and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlite_utils import Database

from archive import readings, warc_edit
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
    except OSError as error:
        raise ConfigurationError(f"{path.name} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ConfigurationError(f"{path.name}, {where}: {first['msg']}") from error
    return [Withheld(id=e.id, date=e.date.isoformat(), reason=e.reason) for e in entries]


def unknown(db: Database, entries: Sequence[Withheld]) -> list[str]:
    """The ids of entries of which the archive knows nothing, and knew nothing when they were taken down."""
    taken = {one for (one,) in db.execute("SELECT id FROM withheld").fetchall()}
    return [e.id for e in entries if e.id not in taken and not _addresses(db, e.id)]


def take_down(
    db: Database,
    captures_dir: Path,
    entries: Sequence[Withheld],
    leads_there: Callable[[str], bool],
    site: Site,
    crawl_id: str,
) -> int:
    """Remove everything of the entries; the number of captures removed is returned.

    `leads_there` says of an address whether it leads to one of them, in whatever spelling: captures
    are judged by it, so that a page that was never stored goes too. The WARC files are written anew
    before the rows are committed; a cut in between is mended by running it again.
    """
    with db.atomic():
        # What was crawled from another base address is known by the addresses that were met.
        known = {url for entry in entries for url in _addresses(db, entry.id)}

        def goes(url: str) -> bool:
            return url in known or leads_there(url)

        for entry in entries:
            _remove(db, entry.id, site, crawl_id)
            write(db, entry)
        for (url,) in db.execute("SELECT url FROM quarantine").fetchall():
            if goes(url):
                db.execute("DELETE FROM quarantine WHERE url = ?", (url,))
        removed = warc_edit.without(db, captures_dir, goes)
        readings.discard(captures_dir)
        kept = [entry.id for entry in entries]
        for (one,) in db.execute("SELECT id FROM withheld").fetchall():
            if one not in kept:
                db.execute("DELETE FROM withheld WHERE id = ?", (one,))
    # Freed pages of the file, and of the search index, would still hold the text.
    db.execute("INSERT INTO search(search) VALUES ('optimize')")
    db.conn.commit()
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removed


def _addresses(db: Database, one: str) -> set[str]:
    """Every address that led to a page, or to a document that it alone attaches."""
    rows = db.execute(
        "SELECT url FROM addresses WHERE page_id = :id UNION SELECT url FROM pages WHERE id = :id"
        " UNION SELECT url FROM documents WHERE id = :id OR (page_id = :id AND NOT EXISTS (SELECT 1"
        " FROM page_documents a WHERE a.document_id = documents.id AND a.page_id != :id))",
        {"id": one},
    ).fetchall()
    return {url for (url,) in rows if url}


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
