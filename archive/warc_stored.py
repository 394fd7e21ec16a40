"""Records as they stand in a WARC or ARC file: where each begins and ends, and its bytes, whatever is wrong.

The file is read forward once. Where the bounds of a record are not as it declares, it is marked as wrong,
and the next one is looked for behind it: damage costs the record it is in.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from archive import warc_parts
from archive.warc_parts import BREAKS_OFF, CHUNK, GzipMember, Plain, spool

_GZIP = b"\x1f\x8b\x08"
# So much of a gzip member tells whether a record begins in it.
_BEGINNING = 2048
NO_RECORD = "no record begins there"
OTHER_LENGTH = "its length is not as declared"
WARC_LINE = re.compile(rb"WARC/[01]\.[0-9]{1,2}\r?\n")
# Address, IP, date, media type and length; only the length has to be what it should.
ARC_LINE = re.compile(rb"[a-z][a-z0-9.+-]*:\S*( [^ \n]*){3,8} [0-9]{1,15}\r?\n", re.IGNORECASE)
_WARC_INSIDE = re.compile(rb"\n(?=WARC/[01]\.[0-9]{1,2}\r?\n[A-Za-z-]+:)")
_ARC_INSIDE = re.compile(
    rb"\n(?=[a-z]{3,8}://\S+ [0-9.]+ [0-9]{8,14} \S+ [0-9]{1,15}\r?\n)", re.IGNORECASE
)
# So often a length may swallow the records behind it: more, and it takes the square of the file.
_MOST_GIVEN_BACK = 100
_LENGTH = re.compile(rb"^Content-Length[ \t]*:[ \t]*([0-9]{1,15})[ \t]*\r?$", re.IGNORECASE | re.M)


@dataclass(slots=True)
class Stored:
    """A record as it stands in a file.

    `offset` is where it begins: in the file where it is plain or its gzip member's first, else in what is
    unpacked. `head` goes to its empty line, of an ARC record it is one line. `member` is the gzip member
    that holds nothing else. `wrong` says what is not as declared; then `block` is as far as it goes.
    """

    offset: int
    head: bytes
    block: IO[bytes]
    length: int = 0
    member: IO[bytes] | None = None
    wrong: str = ""

    @property
    def is_arc(self) -> bool:
        """Whether its head is the one line of an ARC record."""
        return not self.head.startswith(b"WARC/")


def stored(stream: IO[bytes], *, is_arc: bool = False) -> Iterator[Stored]:
    """Every record of a file that can be sought in, in order, from where it stands."""
    at: int | None = stream.tell()
    is_packed = False
    while at is not None:
        stream.seek(at)
        data = stream.read(CHUNK)
        first = data.lstrip(b"\0")
        at += len(data) - len(first)
        if not data:
            return
        if not first:
            continue
        stream.seek(at)
        if first.startswith(_GZIP):
            is_packed = True
            part: Plain = GzipMember(stream, at)
        elif is_packed or not _begins(first.partition(b"\n")[0] + b"\n", is_arc=is_arc):
            found = _next_member(stream, at)
            if is_packed or found is not None:
                yield Stored(at, b"", BytesIO(), wrong=NO_RECORD)
                at = found
                continue
            stream.seek(at)
            part = Plain(stream, at)
        else:
            part = Plain(stream, at)
        yield from _records(part, is_arc=is_arc)
        at = _next_member(stream, at + 1) if part.torn else part.end


def _records(part: Plain, *, is_arc: bool) -> Iterator[Stored]:
    """The records of one part of a file."""
    line = _first_line(part)
    number = 0
    while line:
        at = part.where() - len(line) if number or not isinstance(part, GzipMember) else part.begin
        if not _begins(line, is_arc=is_arc):
            line = _resumed(part, is_arc=is_arc)
            yield Stored(at, b"", BytesIO(), wrong=part.torn or NO_RECORD)
            continue
        record = _record(part, line, at)
        number += 1
        line = _first_line(part)
        torn = bool(part.torn) and not line.endswith(b"\n")
        if torn and (line or number > 1):
            # What breaks off is the next one, of which there is not even a line.
            yield record
            yield Stored(part.told - len(line), b"", BytesIO(), wrong=part.torn)
            return
        if torn:
            record.wrong = record.wrong or part.torn
        elif line and not _begins(line, is_arc=is_arc):
            record.wrong = record.wrong or OTHER_LENGTH
        if record.wrong:
            line = _after_wrong(part, record, line, is_arc=is_arc)
        if line or number > 1:
            part.drop_packed()
        else:
            record.member = part.packed()
        yield record
    if part.torn and not number:
        yield Stored(part.begin, b"", BytesIO(), wrong=part.torn)


def _record(part: Plain, line: bytes, at: int) -> Stored:
    if WARC_LINE.fullmatch(line):
        head = line + part.head()
        declared = _LENGTH.search(head)
        length = int(declared[1]) if declared else None
    else:
        head, length = line, int(line.split()[-1])
    if length is None:
        return Stored(at, head, BytesIO(), wrong="it does not say its length")
    block: IO[bytes] = BytesIO() if length <= warc_parts.IN_MEMORY else spool()
    left = length
    while left and (data := part.read(min(left, CHUNK))):
        block.write(data)
        left -= len(data)
    block.seek(0)
    return Stored(at, head, block, length - left, wrong=BREAKS_OFF if left else "")


def _first_line(part: Plain) -> bytes:
    """The next line that is not empty; none at the end."""
    while line := part.line():
        if line.strip(b"\r\n\0"):
            return line
    return b""


def _begins(line: bytes, *, is_arc: bool) -> bool:
    return bool(WARC_LINE.fullmatch(line) or (is_arc and ARC_LINE.fullmatch(line)))


def _after_wrong(part: Plain, record: Stored, line: bytes, *, is_arc: bool) -> bytes:
    """The line with which the next record begins: one that a record's length swallowed comes first."""
    if record.length <= warc_parts.IN_MEMORY and part.given_back < _MOST_GIVEN_BACK:
        # The length may end anywhere, in the next record's first line too.
        swallowed = record.block.read() + line
        record.block.seek(0)
        inside = (_ARC_INSIDE if record.is_arc else _WARC_INSIDE).search(swallowed)
        if inside:
            part.back(swallowed[inside.end() :])
            return part.line()
    if line and _begins(line, is_arc=is_arc):
        return line
    return _resumed(part, is_arc=is_arc) if line else b""


def _resumed(part: Plain, *, is_arc: bool) -> bytes:
    """The line with which the next record begins, whatever stands before it; none at the end."""
    while line := part.line():
        if _begins(line, is_arc=is_arc):
            return line
    return b""


def _next_member(stream: IO[bytes], at: int) -> int | None:
    """Where the next gzip member begins that holds a record; None where there is none."""
    while True:
        stream.seek(at)
        window = stream.read(2**20)
        found = window.find(_GZIP)
        while found >= 0:
            if _holds_record(window[found : found + _BEGINNING]):
                return at + found
            found = window.find(_GZIP, found + 1)
        if len(window) < 2**20:
            return None
        at += len(window) - _BEGINNING


def _holds_record(data: bytes) -> bool:
    try:
        begin = zlib.decompressobj(wbits=31).decompress(data, 4096)
    except zlib.error:
        return False
    return bool(WARC_LINE.match(begin) or ARC_LINE.match(begin))
