"""WARC files without some of their records: written aside and checked, then put in place. Only taking down
does this.

Each record is a gzip member of its own, so that those that stay are copied as the bytes they are.
"""

from __future__ import annotations

import errno
import html
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database
from warcio.recordloader import ArcWarcRecord

from archive import warc_fields, warc_files
from archive.warc_bodies import body
from archive.warc_heads import Head
from archive.warc_stored import Stored, stored
from records.errors import ArchiveError, NotWritable, OddRecord

# A file that is whole and checked, and waits until the rows say what it says; one that is being written.
FRESH, _PART = ".new", ".part"
DAMAGED = ".damaged"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(slots=True)
class Plan:
    """What is to become of the files of a folder, none of which is touched yet.

    `places` says of each file that could be read where each record will stand (file name → id → offset);
    `fresh` are the files written aside; `damaged` those that could not be read, and why; `gone` the ids
    of the records that go.
    """

    places: dict[str, dict[str, int]] = field(default_factory=dict)
    fresh: list[Path] = field(default_factory=list)
    damaged: dict[Path, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def plan(folder: Path, leads_there: Callable[[str], bool]) -> Plan:
    """Write aside each file that holds a record of these addresses, or a feed that carries one, without it.

    A damaged file costs itself alone: what stands behind the damage is not known. Raises ArchiveError where
    a file may not be read, or none can be written aside: nothing has happened then.
    """
    made = Plan()
    for path in sorted(folder.glob("*.warc.gz")):
        try:
            _plan_file(path, leads_there, made)
        except NotWritable:
            raise
        except OSError as error:
            if error.errno != errno.EIO:
                raise ArchiveError(f"{path} cannot be read: {error}") from error
            made.damaged[path] = str(error)
        except (ArchiveError, ValueError) as error:
            made.damaged[path] = str(error)
    return made


def carry_out(made: Plan) -> None:
    """Put the files written aside in place, and set those apart that could not be read."""
    for fresh in made.fresh:
        _put_in_place(fresh)
    for path in made.damaged:
        path.replace(path.with_name(f"{path.name}{DAMAGED}"))


def settle(db: Database, folder: Path) -> None:
    """Bring what a cut left behind to its end: a file that was written aside takes its place where the rows
    follow it already, else nothing had happened yet, and it goes."""
    for part in folder.glob(f"*.warc.gz{_PART}"):
        part.unlink()
    for fresh in folder.glob(f"*.warc.gz{FRESH}"):
        rows = db.execute(
            "SELECT id, ?, offset FROM captures WHERE file = ?", (fresh.name, _place(fresh).name)
        ).fetchall()
        if warc_files.lost(folder, rows):
            fresh.unlink()
        else:
            _put_in_place(fresh)


def _place(fresh: Path) -> Path:
    return fresh.with_name(fresh.name.removesuffix(FRESH))


def _put_in_place(fresh: Path) -> None:
    fresh.replace(_place(fresh))
    warc_files.sync_folder(fresh.parent)


def _plan_file(path: Path, leads_there: Callable[[str], bool], made: Plan) -> None:
    """Judge every record of a file, and write it aside without those that go.

    Files are named by their time: a payload is always kept before what refers to it.
    """
    places: dict[str, int] = {}
    gone: set[str] = set()
    for one, head in _records(path):
        own = warc_fields.id_of(head)
        refers_to = warc_fields.bare_id(head.get_header("WARC-Refers-To") or "")
        if refers_to in made.gone | gone or _goes(one, head, leads_there):
            if one.member is None:
                raise ArchiveError(f"at {one.offset} what goes and what stays are packed together")
            gone.add(own)
        else:
            places[own] = one.offset
    if gone:
        places = _written(path, gone)
        made.fresh.append(path.with_name(f"{path.name}{FRESH}"))
    made.places[path.name] = places
    made.gone |= gone


def _records(path: Path) -> Iterator[tuple[Stored, Head]]:
    """The records of a file, each with its head. Raises ArchiveError where one is not as it declares."""
    with path.open("rb") as stream:
        for one in stored(stream):
            if one.wrong:
                raise ArchiveError(f"at {one.offset}: {one.wrong}")
            yield one, warc_fields.head_of(one)


def _goes(one: Stored, head: Head, leads_there: Callable[[str], bool]) -> bool:
    url = head.get_header("WARC-Target-URI")
    if url and leads_there(url):
        return True
    if head.get_header("WARC-Type") != "response":
        return False
    record = ArcWarcRecord("warc", "response", head, one.block, None, None, one.length)
    try:
        warc_fields.parse_http(record)
    except OddRecord:
        return False
    if "xml" not in (record.http_headers.get_header("Content-Type") or ""):
        return False
    feed = html.unescape(body(record).decode("utf-8", "replace"))
    return any(leads_there(found) for found in _ADDRESS.findall(feed))


def _written(path: Path, gone: set[str]) -> dict[str, int]:
    """Write a file aside without some records; where each of the others begins there.

    Raises ArchiveError where it does not read back as what was to be written.
    """
    part, fresh = (path.with_name(f"{path.name}{suffix}") for suffix in (_PART, FRESH))
    try:
        placed = _copied(path, part, gone)
        if [(warc_fields.id_of(head), one.offset) for one, head in _records(part)] != placed:
            raise NotWritable(f"{path} could not be written anew")
        part.replace(fresh)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotWritable(f"{path} could not be written anew: {error}") from error
    return dict(placed)


def _copied(path: Path, part: Path, gone: set[str]) -> list[tuple[str, int]]:
    placed: list[tuple[str, int]] = []
    with part.open("wb") as target:
        for one, head in _records(path):
            own = warc_fields.id_of(head)
            if one.member is None:
                raise ArchiveError(f"at {one.offset} several records are packed together")
            if own not in gone:
                placed.append((own, target.tell()))
                shutil.copyfileobj(one.member, target)
        target.flush()
        os.fsync(target.fileno())
    return placed
