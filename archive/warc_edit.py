"""WARC files written anew without some records: only taking down does this."""

from __future__ import annotations

import os
from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from archive.captures import bare_id


def without(db: Database, folder: Path, addresses: Collection[str]) -> int:
    """Remove every record of these addresses, and every feed that carries one of them.

    The rows of the captures that are left get their new offsets. Returns how many captures went.
    """
    if not addresses:
        return 0
    removed = 0
    files = db.execute("SELECT DISTINCT file FROM captures ORDER BY file").fetchall()
    for (name,) in files:
        path = folder / name
        if path.is_file():
            removed += _rewrite(db, path, addresses)
    return removed


def _rewrite(db: Database, path: Path, addresses: Collection[str]) -> int:
    offsets, dropped = _places(path, addresses)
    if not dropped:
        return 0
    fresh = path.with_name(f"{path.name}.new")
    with path.open("rb") as source, fresh.open("wb") as target:
        writer = WARCWriter(target, gzip=True, warc_version="WARC/1.1")
        for record in ArchiveIterator(source):
            record_id = bare_id(record.rec_headers["WARC-Record-ID"])
            if record_id in dropped:
                continue
            offsets[record_id] = target.tell()
            # The payload goes over as it is: reading it in would decode what was sent encoded.
            payload = BytesIO(record.raw_stream.read())
            record.raw_stream = payload
            record.length = None
            writer.write_record(record)
        target.flush()
        os.fsync(target.fileno())
    for capture, offset in offsets.items():
        db.execute("UPDATE captures SET offset = ? WHERE id = ?", (offset, capture))
    gone = 0
    for capture in dropped:
        _forget(db, capture)
        gone += db.execute("DELETE FROM captures WHERE id = ?", (capture,)).rowcount
    fresh.replace(path)
    return gone


def _places(path: Path, addresses: Collection[str]) -> tuple[dict[str, int], set[str]]:
    """The records of a file that go; the first dictionary is filled while the rest is copied."""
    needles = [url.encode() for url in addresses] + [
        url.replace("&", "&amp;").encode() for url in addresses
    ]
    dropped: set[str] = set()
    with path.open("rb") as source:
        for record in ArchiveIterator(source):
            headers = record.rec_headers
            gone = headers.get_header("WARC-Target-URI") in addresses
            if not gone and record.rec_type == "response":
                kind = (
                    (record.http_headers.get_header("Content-Type") or "")
                    if record.http_headers
                    else ""
                )
                gone = "xml" in kind and any(n in record.content_stream().read() for n in needles)
            if gone:
                dropped.add(bare_id(headers["WARC-Record-ID"]))
    return {}, dropped


def _forget(db: Database, capture: str) -> None:
    """Rows of other records that were read from a capture that goes keep their text, not the link."""
    db.execute("UPDATE quarantine SET capture_id = NULL WHERE capture_id = ?", (capture,))
    db.execute("UPDATE documents SET file_capture_id = NULL WHERE file_capture_id = ?", (capture,))
