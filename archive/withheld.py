"""What is withheld: the file `withheld.toml` that names it, and what the archive still has of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlite_utils import Database

from archive.checks import Result
from records.errors import ConfigurationError
from records.models import CONTENT, Withheld
from records.untrusted import printable


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
    return [e.id for e in entries if e.id not in taken and not addresses_of(db, e.id)]


def still_public(db: Database, ids: Iterable[str]) -> Result:
    """Whether nothing of what is to be taken down is in the archive."""
    there = sorted(one for one in ids if _is_there(db, one))
    note = f"run scrapy takedown; first: {printable(there[0])}" if there else None
    return Result("withheld", True, not there, len(there), 0, note)


def _is_there(db: Database, one: str) -> bool:
    """Whether a page or document has a row, a version or an address of its own."""
    places = [*((model.table, "id") for model in CONTENT), ("pages", "id"), ("documents", "id"),
              ("versions", "record_id"), ("addresses", "page_id")]  # fmt: skip
    return any(
        db.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (one,)).fetchone()
        for table, column in places
    )


def addresses_of(db: Database, one: str) -> set[str]:
    """Every address that led to a page, or to a document that it alone attaches."""
    rows = db.execute(
        "SELECT url FROM addresses WHERE page_id = :id UNION SELECT url FROM pages WHERE id = :id"
        " UNION SELECT url FROM documents WHERE id = :id OR (page_id = :id AND NOT EXISTS (SELECT 1"
        " FROM page_documents a WHERE a.document_id = documents.id AND a.page_id != :id))",
        {"id": one},
    ).fetchall()
    return {url for (url,) in rows if url}
