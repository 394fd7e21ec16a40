"""WARC files as bytes: whether records stand whole where rows say, and what a kill left half written.

Each record is a gzip member of its own, so that it can be read without those before it.
"""

from __future__ import annotations

import os
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive import warc_digests, warc_fields
from archive.warc_heads import Head
from archive.warc_parts import BREAKS_OFF
from archive.warc_records import stored_at
from archive.warc_stored import Stored, stored
from records.errors import ArchiveError
from records.models import Capture

# How the file of a night that failed ends: it is read again only by its name.
UNPUBLISHED = ".unpublished.warc.gz"
# A record's head names its id in its first lines; an address of any length comes after it.
_HEAD = 8192
# Of a copied record it may be the other way round.
_LONGEST = 2**20
_CHUNK = 1024 * 1024


def lost(folder: Path, captures: Iterable[tuple[str, str, int]]) -> list[str]:
    """The captures (id, file, offset) that are not where their rows say, in the order given."""
    of_file: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for capture, file, offset in captures:
        of_file[file].append((capture, offset))
    missing = []
    for file, places in of_file.items():
        try:
            with (folder / file).open("rb") as stream:
                for capture, offset in places:
                    stream.seek(offset)
                    if capture.encode() not in _head(stream.read(_HEAD), _HEAD):
                        stream.seek(offset)
                        if capture.encode() not in _head(stream.read(_LONGEST), _LONGEST):
                            missing.append(capture)
        except OSError:
            missing += [capture for capture, _ in places]
    return missing


def _head(compressed: bytes, most: int) -> bytes:
    """The first bytes of a gzip member; none where no member begins."""
    try:
        return zlib.decompressobj(wbits=31).decompress(compressed, most)
    except zlib.error:
        return b""


def is_whole(path: Path, offset: int) -> bool:
    """Whether a file is there, and the record that begins at an offset is in it to its end."""
    try:
        return stored_at(path, offset).member is not None
    except ArchiveError:
        return False


def damaged(path: Path, captures: Iterable[Capture]) -> list[str]:
    """What is wrong in a file of ours that these captures stand in, each thing in a few words.

    Every record is read to its end: its bounds, the digests that it declares, and of a capture the id and the
    digest of its row. An end that a kill tore, and that no row names, is nothing: the next run cuts it off.
    """
    rows = {capture.offset: capture for capture in captures}
    try:
        with path.open("rb") as stream:
            found = {one.offset: _damage(one, rows.get(one.offset)) for one in stored(stream)}
    except OSError as error:
        return [f"{path.name}: {error.strerror or error}"]
    gone = {at: f"{row.id} does not begin there" for at, row in rows.items() if at not in found}
    said: Mapping[int, str] = {**found, **gone}
    return [f"{path.name} at {at}: {said[at]}" for at in sorted(said) if said[at]]


def _damage(one: Stored, row: Capture | None) -> str:
    head = warc_fields.head_of(one) if one.head else Head("", [])
    if row is None and one.wrong == BREAKS_OFF:
        return ""
    wrong = one.wrong or warc_digests.wrong(head, one.block)
    if wrong or row is None:
        return wrong
    if warc_fields.id_of(head) != row.id:
        return f"it is not {row.id}"
    # A revisit has the digest of the payload of another.
    if row.refers_to is None and warc_fields.digest_of(head, one.block) != row.digest:
        return f"the digest of {row.id} is another"
    return ""


def set_aside(path: Path) -> Path:
    """Rename the file of a night that failed: what the site said then is kept, and not believed."""
    aside = path.with_name(path.name.replace(".warc.gz", UNPUBLISHED))
    if path.is_file():
        path.rename(aside)
    return aside


def cut_torn_end(path: Path) -> int:
    """Cut off a record that a kill left half written; the number of bytes that went.

    No row can name it: rows are committed after their records. Left there, it would make every later
    reading of the file fail at its end.
    """
    if not path.is_file():
        return 0
    whole, size = _whole_length(path), path.stat().st_size
    if whole < size:
        with path.open("r+b") as stream:
            stream.truncate(whole)
    return size - whole


def _whole_length(path: Path) -> int:
    """How many bytes of the file are whole gzip members."""
    whole = 0
    with path.open("rb") as stream:
        member = zlib.decompressobj(wbits=31)
        while data := stream.read(_CHUNK):
            while data:
                try:
                    member.decompress(data)
                except zlib.error:
                    return whole
                data = member.unused_data
                if member.eof:
                    whole = stream.tell() - len(data)
                    member = zlib.decompressobj(wbits=31)
    return whole


def sync_folder(folder: Path) -> None:
    """Have a folder's own entries on the disk: a file that was renamed is else back after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
