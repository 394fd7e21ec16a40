"""WARC files written anew without some records: only taking down does this."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from archive import warc_heads
from archive.warc_bodies import body
from archive.warc_fields import bare_id

_WITH_HEAD = ("response", "request", "revisit")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def without(db: Database, folder: Path, leads_there: Callable[[str], bool]) -> int:
    """Remove every record of these addresses, and every feed that carries one of them.

    The rows of captures are brought into line with the files, whatever an earlier cut left behind.
    Returns how many captures went.
    """
    removed = 0
    gone: set[str] = set()
    for path in sorted(folder.glob("*.warc.gz")):
        dropped = _to_drop(path, leads_there, gone)
        places = _rewritten(path, dropped) if dropped else _places(path)
        rows = db.execute("SELECT id, offset FROM captures WHERE file = ?", (path.name,)).fetchall()
        for capture, offset in rows:
            if capture not in places:
                _forget(db, capture)
                removed += 1
            elif places[capture] != offset:
                db.execute(
                    "UPDATE captures SET offset = ? WHERE id = ?", (places[capture], capture)
                )
    return removed


def _to_drop(path: Path, leads_there: Callable[[str], bool], gone: set[str]) -> set[str]:
    """The records of a file that go; `gone` are all so far, for what refers to one of them goes too.

    Files are named by their time: a payload is always kept before what refers to it.
    """
    dropped = set()
    with path.open("rb") as source:
        for record in ArchiveIterator(source):
            refers_to = bare_id(record.rec_headers.get_header("WARC-Refers-To") or "")
            if refers_to in gone or _goes(record, leads_there):
                dropped.add(_id(record))
                gone.add(_id(record))
    return dropped


def _goes(record: ArcWarcRecord, leads_there: Callable[[str], bool]) -> bool:
    url = record.rec_headers.get_header("WARC-Target-URI")
    if url and leads_there(url):
        return True
    if record.rec_type != "response" or not record.http_headers:
        return False
    if "xml" not in (record.http_headers.get_header("Content-Type") or ""):
        return False
    feed = html.unescape(body(record).decode("utf-8", "replace"))
    return any(leads_there(found) for found in _ADDRESS.findall(feed))


def _places(path: Path) -> dict[str, int]:
    """Record id → offset."""
    places: dict[str, int] = {}
    with path.open("rb") as source:
        iterator = ArchiveIterator(source)
        for record in iterator:
            # Asked for its offset, warcio reads the record to its end.
            places[_id(record)] = iterator.get_record_offset()
    return places


def _rewritten(path: Path, dropped: set[str]) -> dict[str, int]:
    """Write the file anew without some records; where each of the others begins now."""
    places: dict[str, int] = {}
    fresh = path.with_name(f"{path.name}.new")
    with path.open("rb") as source, fresh.open("wb") as target:
        writer = WARCWriter(target, gzip=True, warc_version="WARC/1.1")
        for record in ArchiveIterator(source, no_record_parse=True):
            if _id(record) in dropped:
                continue
            places[_id(record)] = target.tell()
            if record.rec_type in _WITH_HEAD and record.length:
                record.http_headers = warc_heads.read(record.raw_stream)
            # The payload goes over as it is: reading it in would decode what was sent encoded.
            record.raw_stream = BytesIO(record.raw_stream.read())
            record.length = None
            writer.write_record(record)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(path)
    return places


def _id(record: ArcWarcRecord) -> str:
    return bare_id(record.rec_headers["WARC-Record-ID"])


def _forget(db: Database, capture: str) -> None:
    """What other records were read from a capture that goes: their version of it goes with it."""
    db.execute("UPDATE quarantine SET capture_id = NULL WHERE capture_id = ?", (capture,))
    db.execute("UPDATE documents SET file_capture_id = NULL WHERE file_capture_id = ?", (capture,))
    affected = db.execute(
        "SELECT record_table, record_id, number FROM versions WHERE capture_id = ?", (capture,)
    ).fetchall()
    for table, record, number in sorted(affected, key=lambda row: -row[2]):
        of = "record_table = ? AND record_id = ?"
        db.execute(f"DELETE FROM versions WHERE {of} AND number = ?", (table, record, number))
        # Two steps, because a primary key is checked row by row while numbers move down.
        db.execute(
            f"UPDATE versions SET number = -number WHERE {of} AND number > ?",
            (table, record, number),
        )
        db.execute(
            f"UPDATE versions SET number = -number - 1 WHERE {of} AND number < 0", (table, record)
        )
    db.execute("DELETE FROM captures WHERE id = ?", (capture,))
