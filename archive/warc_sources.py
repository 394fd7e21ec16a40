"""WARC and ARC files opened, however they are packed: plain, gzip by record or as a whole, in a WACZ."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ARC2WARCHeadersParser

from records.characters import shown_name
from records.errors import ArchiveError

ARC = (".arc", ".arc.gz")
# Text extractions (WET) are WARC files too.
WARC = (".warc", ".warc.gz", ".warc.wet", ".warc.wet.gz", ".wet.gz")
# A ZIP of WARC files with their index, as browsertrix and other tools of Webrecorder write it.
WACZ = ".wacz"
SUFFIXES = (*WARC, *ARC, WACZ)
_ARC_DATE = re.compile(r"[0-9]{8,14}")
_SOME_DATE = "20000101000000"
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
                raise ArchiveError(f"{shown_name(path)} holds no WARC file (archive/*.warc.gz)")
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
    return _iterator(stream, is_arc=name.lower().endswith(ARC))


def _iterator(stream: IO[bytes], *, is_arc: bool) -> ArchiveIterator:
    records = ArchiveIterator(stream, no_record_parse=True, arc2warc=is_arc)
    if is_arc:
        records.loader.arc_parser = _ArcHeads()
    return records


class _ArcHeads(ARC2WARCHeadersParser):  # type: ignore[misc]
    """The heads of ARC records. A date that is none, or of no day, is that record's own affair: it is left
    as it stands, and judged with the record; warcio completes it, brings it to some day, or raises."""

    def _get_protocol_and_headers(
        self, headerline: str, parts: list[str]
    ) -> tuple[str, list[tuple[str, str]]]:
        date = parts[2]
        if not _is_date(date):
            parts[2] = _SOME_DATE
        protocol, headers = super()._get_protocol_and_headers(headerline, parts)
        if _is_date(date):
            return protocol, headers
        return protocol, [(n, date if n == "WARC-Date" else v) for n, v in headers]


def _is_date(stated: str) -> bool:
    if not _ARC_DATE.fullmatch(stated):
        return False
    try:
        datetime.strptime(f"{stated:0<14}Z", "%Y%m%d%H%M%S%z")
    except ValueError:
        return False
    return True


def _is_packed_as_a_whole(stream: IO[bytes]) -> bool:
    """Whether one gzip holds all records, which the standard advises against and warcio refuses."""
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    if not is_packed:
        return False
    records = _iterator(stream, is_arc=True)
    try:
        for _ in zip(range(2), records, strict=False):
            pass
    except ArchiveLoadFailed as refusal:
        return "non-chunked" in str(refusal)
    finally:
        stream.seek(0)
    return False
