"""The archive as files: one a table, with a Frictionless data package that says what they hold.

The same archive gives the same bytes: rows stand in the order of their primary keys, and the
package is dated by the archive's last good crawl, not by the clock.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from sqlite_utils import Database

from archive.publication import (
    ABOUT,
    LICENCE,
    LICENCE_NAME,
    LICENCE_URL,
    PACKAGE,
    readme,
    table_schema,
    title,
)
from records.errors import ArchiveError, ConfigurationError
from records.models import TABLES, Entry, Row
from records.site import Site

Format = Literal["csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)
# `entries` is derived from the others, for the search index alone.
EXPORTED: tuple[type[Row], ...] = tuple(model for model in TABLES if model is not Entry)
PACKAGE_NAME = "collective-archive"
README = "README.md"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    tables: int
    rows: int


def export(db: Database, folder: Path, site: Site, form: Format) -> Exported:
    """Write every table into `folder`, which appears as a whole or stays as it was.

    Raises ConfigurationError where the folder holds anything but an earlier export, ArchiveError
    where there is nothing to export or it cannot be written.
    """
    folder = folder.resolve()
    _check_folder(folder)
    try:
        with _snapshot(db):
            if not db.execute("SELECT count(*) FROM pages").fetchone()[0]:
                raise ArchiveError("the archive holds no page: there is nothing to export")
            with _made_whole(folder) as work:
                return _write_all(db, work, site, form)
    except OSError as error:
        raise ArchiveError(f"the export cannot be written to {folder}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"the archive cannot be read: {error}") from error


def _write_all(db: Database, work: Path, site: Site, form: Format) -> Exported:
    resources = [_resource(db, model, work, form) for model in EXPORTED]
    package = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": PACKAGE_NAME,
        "title": title(site),
        "description": f"{ABOUT}. {LICENCE}",
        **_created(db),
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE_URL, "title": LICENCE}],
        "sources": [{"title": site.name, "path": site.base}],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (work / PACKAGE).write_text(f"{text}\n", "utf-8")
    (work / README).write_text(readme(package), "utf-8")
    return Exported(len(resources), sum(resource["rows"] for resource in resources))


def _resource(db: Database, model: type[Row], work: Path, form: Format) -> dict[str, Any]:
    """Write one table, and describe the file."""
    path = work / f"{model.table}.{form}"
    (_write_csv if form == "csv" else _write_jsonl)(db, model, path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": model.table,
        "path": path.name,
        "title": model.title_of_table,
        "description": model.description_of_table,
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/jsonl",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": db.execute(f'SELECT count(*) FROM "{model.table}"').fetchone()[0],
        "schema": table_schema(model),
    }


def _rows(db: Database, model: type[Row]) -> Iterator[tuple[Any, ...]]:
    """Row after row as SQLite reads them: the table is never in memory as a whole."""
    columns = ", ".join(f'"{name}"' for name in model.columns())
    order = ", ".join(f'"{name}"' for name in model.key)
    yield from db.execute(f'SELECT {columns} FROM "{model.table}" ORDER BY {order}')


def _write_csv(db: Database, model: type[Row], path: Path) -> None:
    """RFC 4180: CRLF, a header row, quotes where they are needed; unknown values are empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(model.columns())
        writer.writerows(_rows(db, model))


def _write_jsonl(db: Database, model: type[Row], path: Path) -> None:
    """One JSON object a line; unknown values are null."""
    columns = model.columns()
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in _rows(db, model):
            record = dict(zip(columns, row, strict=True))
            stream.write(f"{json.dumps(record, ensure_ascii=False)}\n")


def _created(db: Database) -> dict[str, str]:
    """When the last good crawl ended; nothing where none was good."""
    latest = db.execute("SELECT max(finished_at) FROM crawls WHERE outcome = 'finished'")
    created = latest.fetchone()[0]
    return {"created": created} if created else {}


def _check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything an export has not made."""
    if not folder.parent.is_dir():
        raise ConfigurationError(f"{folder} cannot be made: {folder.parent} does not exist")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file: name a folder for the export")
    there = {path.name for path in folder.iterdir()}
    foreign = sorted(there - _files_of_export(folder / PACKAGE))
    if foreign:
        raise ConfigurationError(
            f"{folder} holds what is no export of this archive ({foreign[0]}): "
            "name a new or empty folder"
        )


def _files_of_export(package: Path) -> set[str]:
    """The names an earlier export wrote; none where there was no export of ours."""
    try:
        said = json.loads(package.read_text("utf-8"))
        if said["name"] != PACKAGE_NAME:
            return set()
        return {PACKAGE, README, *(resource["path"] for resource in said["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


@contextmanager
def _snapshot(db: Database) -> Iterator[None]:
    """One moment of the archive for all tables, while a crawl may write."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


@contextmanager
def _made_whole(folder: Path) -> Iterator[Path]:
    """A folder beside, which takes the place of `folder` when it is complete, or goes."""
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        work, earlier = scratch / "new", scratch / "earlier"
        work.mkdir()
        yield work
        if folder.exists():
            folder.rename(earlier)
        try:
            work.rename(folder)
        except BaseException:
            if earlier.exists():
                earlier.rename(folder)
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
