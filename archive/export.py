"""The archive as files: one a table, with what says what they hold, how to cite them, what they must be.

The same archive gives the same bytes: rows stand in the order of their primary keys, and the
package is dated by the archive's last run that ended well, a takedown too, not by the clock.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.export_words import (
    BESIDE,
    CITATION,
    DICTIONARY,
    README,
    SUMS,
    citation,
    dictionary,
    readme,
    sums,
)
from archive.publication import (
    ABOUT,
    LICENCE,
    LICENCE_NAME,
    LICENCE_URL,
    PACKAGE,
    table_schema,
    title,
)
from archive.table_files import Form
from records.errors import ArchiveError, ConfigurationError
from records.models import TABLES, Entry, Row
from records.site import Site

# `entries` is derived from the others, for the search index alone.
EXPORTED: tuple[type[Row], ...] = tuple(model for model in TABLES if model is not Entry)
PACKAGE_NAME = "collective-archive"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    tables: int
    rows: int


def export(db: Database, folder: Path, site: Site, form: Form, public_url: str = "") -> Exported:
    """Write every table into `folder`, which appears as a whole or stays as it was.

    `public_url` is where the archive is published, for who cites it.
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
                return _write_all(db, work, site, form, public_url)
    except OSError as error:
        raise ArchiveError(f"the export cannot be written to {folder}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"the archive cannot be read: {error}") from error


def _write_all(db: Database, work: Path, site: Site, form: Form, public_url: str) -> Exported:
    resources = [_resource(db, model, work, form) for model in EXPORTED]
    package = {
        "profile": "tabular-data-package" if form.tabular else "data-package",
        "name": PACKAGE_NAME,
        "title": title(site),
        "description": f"{ABOUT}. {LICENCE}",
        **({"homepage": public_url} if public_url else {}),
        **_created(db),
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE_URL, "title": LICENCE}],
        "sources": [{"title": site.name, "path": site.base}],
        "resources": resources,
    }
    beside = {
        PACKAGE: f"{json.dumps(package, ensure_ascii=False, indent=2)}\n",
        README: readme(package, form),
        DICTIONARY: dictionary(EXPORTED, site),
        CITATION: citation(package, site, public_url),
    }
    digests = {resource["path"]: resource["hash"].partition(":")[2] for resource in resources}
    for name, text in beside.items():
        (work / name).write_text(text, "utf-8", newline="\n")
        digests[name] = hashlib.sha256(text.encode()).hexdigest()
    (work / SUMS).write_text(sums(digests), "utf-8", newline="\n")
    return Exported(len(resources), sum(resource["rows"] for resource in resources))


def _resource(db: Database, model: type[Row], work: Path, form: Form) -> dict[str, Any]:
    """Write one table, and describe the file."""
    path = work / f"{model.table}.{form.suffix}"
    form.write(_rows(db, model), model, path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource" if form.tabular else "data-resource",
        "name": model.table,
        "path": path.name,
        "title": model.title_of_table,
        "description": model.description_of_table,
        "format": form.suffix,
        "mediatype": form.media_type,
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


def _created(db: Database) -> dict[str, str]:
    """When the last run that ended well ended; nothing where none did."""
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
        return {*BESIDE, *(resource["path"] for resource in said["resources"])}
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
