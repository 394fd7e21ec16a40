"""WARC and ARC files opened, however they are packed: plain, gzip by record or as a whole, in a WACZ."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from records.errors import ArchiveError

ARC = (".arc", ".arc.gz")
# Text extractions (WET) are WARC files too.
WARC = (".warc", ".warc.gz", ".warc.wet", ".warc.wet.gz", ".wet.gz")
# A ZIP of WARC files with their index, as browsertrix and other tools of Webrecorder write it.
WACZ = ".wacz"
SUFFIXES = (*WARC, *ARC, WACZ)
_GZIP = b"\x1f\x8b"


def opened(path: Path) -> Iterator[ArchiveIterator]:
    """The records of each WARC file that a file is or holds, their HTTP heads not parsed yet.

    Each must be read before the next is asked for. The offset of a record is one in the file itself
    only where it is no ZIP, and plain or packed by record, as ours are.
    """
    with ExitStack() as stack:
        if path.name.lower().endswith(WACZ):
            packed = stack.enter_context(zipfile.ZipFile(path))
            held = [name for name in sorted(packed.namelist()) if _is_warc_of_wacz(name)]
            if not held:
                raise ArchiveError(f"{path.name} holds no WARC file (archive/*.warc.gz)")
            for name in held:
                with packed.open(name) as member:
                    yield _records(member, name)
        else:
            yield _records(stack.enter_context(path.open("rb")), path.name)


def _is_warc_of_wacz(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith(WARC)


def _records(stream: IO[bytes], name: str) -> ArchiveIterator:
    if _is_packed_as_a_whole(stream):
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    is_arc = name.lower().endswith(ARC)
    return ArchiveIterator(stream, no_record_parse=True, arc2warc=is_arc)


def _is_packed_as_a_whole(stream: IO[bytes]) -> bool:
    """Whether one gzip holds all records, which the standard advises against and warcio refuses."""
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    if not is_packed:
        return False
    records = ArchiveIterator(stream, no_record_parse=True, arc2warc=True)
    try:
        for _ in zip(range(2), records, strict=False):
            pass
    except ArchiveLoadFailed as refusal:
        return "non-chunked" in str(refusal)
    finally:
        stream.seek(0)
    return False
