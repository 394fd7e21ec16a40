"""Whether captures stand in their WARC files where their rows say: a look at each record's head."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

# A record's head names its id in its first lines; an address of any length comes after it.
_HEAD = 8192


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
