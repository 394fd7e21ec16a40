"""WARC files without some of their records: written aside and checked, then put in place. Only taking down
does this.

Each record is a gzip member of its own, so that those that stay are copied as the bytes they are.
"""

from __future__ import annotations

import html
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive import warc_files
from archive.warc_bodies import body
from archive.warc_fields import bare_id, parse_http
from records.errors import ArchiveError, OddRecord

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

    A file that cannot be read to its end costs itself alone: what stands behind the damage is not known.
    """
    made = Plan()
    for path in sorted(folder.glob("*.warc.gz")):
        try:
            _plan_file(path, leads_there, made)
        except (ArchiveError, ArchiveLoadFailed, OSError, zlib.error, ValueError) as error:
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
    kept: list[tuple[str, int, int]] = []
    gone: set[str] = set()
    for start, end, content in warc_files.members(path):
        here = []
        for record in _records(content):
            here.append(_id(record))
            refers_to = bare_id(record.rec_headers.get_header("WARC-Refers-To") or "")
            if refers_to in made.gone | gone or _goes(record, leads_there):
                gone.add(here[-1])
        if gone.isdisjoint(here):
            kept += [(own, start, end) for own in here]
        elif len(here) > 1:
            raise ArchiveError(f"at byte {start} what goes and what stays are packed together")
    if gone:
        made.places[path.name] = _written(path, kept)
        made.fresh.append(path.with_name(f"{path.name}{FRESH}"))
    else:
        made.places[path.name] = {own: start for own, start, _ in kept}
    made.gone |= gone


def _records(content: bytes) -> Iterator[ArcWarcRecord]:
    """The records of a gzip member: one, as ours are. Raises ArchiveError where one is not whole."""
    for record in ArchiveIterator(BytesIO(content), no_record_parse=True):
        yield record
        record.raw_stream.read()
        if record.length is None or record.raw_stream.limit:
            raise ArchiveError(f"the record {_id(record)} is shorter than it says")


def _goes(record: ArcWarcRecord, leads_there: Callable[[str], bool]) -> bool:
    url = record.rec_headers.get_header("WARC-Target-URI")
    if url and leads_there(url):
        return True
    if record.rec_type != "response" or not record.length:
        return False
    try:
        parse_http(record)
    except OddRecord:
        return False
    if "xml" not in (record.http_headers.get_header("Content-Type") or ""):
        return False
    feed = html.unescape(body(record).decode("utf-8", "replace"))
    return any(leads_there(found) for found in _ADDRESS.findall(feed))


def _written(path: Path, kept: list[tuple[str, int, int]]) -> dict[str, int]:
    """Write a file aside with these records alone (id, start, end); where each begins there.

    Raises ArchiveError where it does not read back as what was to be written.
    """
    placed: list[tuple[str, int]] = []
    part, fresh = (path.with_name(f"{path.name}{suffix}") for suffix in (_PART, FRESH))
    with path.open("rb") as source, part.open("wb") as target:
        for own, start, end in kept:
            placed.append((own, target.tell()))
            source.seek(start)
            target.write(source.read(end - start))
        target.flush()
        os.fsync(target.fileno())
    read_back = [
        (_id(record), start)
        for start, _, content in warc_files.members(part)
        for record in _records(content)
    ]
    if read_back != placed:
        raise ArchiveError("it could not be written anew")
    part.replace(fresh)
    return dict(placed)


def _id(record: ArcWarcRecord) -> str:
    return bare_id(record.rec_headers.get_header("WARC-Record-ID") or "")
