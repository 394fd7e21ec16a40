"""The files that the published site offers: a zip of each form of export, and one of the whole database.

The nightly makes them anew; `exports.json` beside them says what is there. The same archive gives the same
bytes: names are sorted, and no file in a zip bears the time it was made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.database import open_to_read
from archive.export import export
from archive.export_words import SUMS, sums
from archive.publication import PACKAGE
from archive.table_files import FORMS, can_be_written
from records.errors import ArchiveError
from records.site import Site

MANIFEST = "exports.json"
SQLITE = "sqlite"
# The first moment that a zip can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered: the form of what is in it, its size in bytes, what it must be."""

    name: str
    form: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Downloads:
    """What is offered: as of the last run that ended well, with the rows of each table."""

    created: str | None
    rows: Mapping[str, int]
    files: tuple[Download, ...]


def make(archive_db: Path, folder: Path, site: Site, public_url: str = "") -> Downloads:
    """Make every file of one moment of the archive; each takes the place of the last when all are whole.

    Raises ArchiveError where they cannot be made: those of the last time stay.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _scratch(folder) as work:
            made = _make_in(work, archive_db, site, public_url)
            for one in made.files:
                (work / one.name).replace(folder / one.name)
            for name in (SUMS, MANIFEST):
                (work / name).replace(folder / name)
    except OSError as error:
        raise ArchiveError(f"the exports cannot be written to {folder}: {error}") from error
    return made


def _make_in(work: Path, archive_db: Path, site: Site, public_url: str) -> Downloads:
    copy = work / SQLITE / "archive.db"
    copy.parent.mkdir()
    _compact(archive_db, copy)
    files = []
    for form in filter(can_be_written, FORMS.values()):
        db = open_to_read(copy)
        with closing(db.conn):
            export(db, work / form.name, site, form, public_url)
        files.append(_zipped(work / form.name, form.name))
    package = json.loads((work / "csv" / PACKAGE).read_text("utf-8"))
    rows = {resource["name"]: resource["rows"] for resource in package["resources"]}
    files.append(_zipped(copy.parent, SQLITE))
    made = Downloads(package.get("created"), rows, tuple(files))
    text = json.dumps(asdict(made), ensure_ascii=False, indent=2)
    (work / MANIFEST).write_text(f"{text}\n", "utf-8")
    (work / SUMS).write_text(sums({one.name: one.sha256 for one in files}), "utf-8")
    return made


def _compact(archive_db: Path, copy: Path) -> None:
    """One moment of the archive in one file, without the free pages that may hold what was removed."""
    uri = f"{archive_db.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def _zipped(folder: Path, form: str) -> Download:
    """Pack a folder beside itself."""
    path = folder.parent / f"archive-{form}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in sorted(folder.iterdir()):
            info = zipfile.ZipInfo(f"collective-archive-{form}/{one.name}", _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            # Its header is written before its size is known, and a file may be larger than 2 GB.
            info.file_size = one.stat().st_size
            with one.open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Download(path.name, form, path.stat().st_size, digest)


def offered(folder: Path) -> Downloads | None:
    """What is offered; nothing where there is none, or where it cannot be read."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = tuple(Download(**one) for one in said["files"])
        return Downloads(
            said["created"],
            said["rows"],
            tuple(one for one in files if (folder / one.name).is_file()),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def discard(folder: Path) -> bool:
    """Remove what is offered, and say whether there was any: other files there are none of ours."""
    made = [folder / f"archive-{form}.zip" for form in (*FORMS, SQLITE)]
    there = [path for path in (*made, folder / SUMS, folder / MANIFEST) if path.exists()]
    for path in there:
        path.unlink()
    return bool(there)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder in it that goes in the end; one that a kill left goes first."""
    work = folder / ".making"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
