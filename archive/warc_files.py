"""WARC files as bytes: whether records stand where rows say, and what a kill left half written.

Each record is a gzip member of its own, so that it can be read without those before it.
"""

from __future__ import annotations

import os
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from records.errors import ArchiveError

# How the file of a night that failed ends: it is read again only by its name.
UNPUBLISHED = ".unpublished.warc.gz"
# A record's head names its id in its first lines; an address of any length comes after it.
_HEAD = 8192
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
                    if capture.encode() not in _head(stream.read(_HEAD)):
                        missing.append(capture)
        except OSError:
            missing += [capture for capture, _ in places]
    return missing


def _head(compressed: bytes) -> bytes:
    """The first bytes of a gzip member; none where no member begins."""
    try:
        return zlib.decompressobj(wbits=31).decompress(compressed, _HEAD)
    except zlib.error:
        return b""


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
    with suppress(ArchiveError):
        for _, end, _ in members(path):
            whole = end
    return whole


def members(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Each gzip member of a file: where it begins and ends, and what is packed in it.

    Raises ArchiveError where what follows is none, or is not whole.
    """
    start, parts = 0, list[bytes]()
    with path.open("rb") as stream:
        member = zlib.decompressobj(wbits=31)
        while data := stream.read(_CHUNK):
            while data:
                try:
                    parts.append(member.decompress(data))
                except zlib.error as error:
                    raise ArchiveError(f"damaged in the record at byte {start}: {error}") from error
                data = member.unused_data
                if member.eof:
                    end = stream.tell() - len(data)
                    yield start, end, b"".join(parts)
                    start, parts, member = end, [], zlib.decompressobj(wbits=31)
        if start < stream.tell():
            raise ArchiveError(f"it breaks off in the record at byte {start}")


def sync_folder(folder: Path) -> None:
    """Have a folder's own entries on the disk: a file that was renamed is else back after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
