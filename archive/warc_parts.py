"""The parts of a WARC or ARC file that are read as one stream: all of a plain one, or one gzip member."""

from __future__ import annotations

import zlib
from tempfile import SpooledTemporaryFile
from typing import IO, cast

BREAKS_OFF = "it breaks off"
CHUNK = 2**16
# What is larger goes through a file of its own, so that no film in a WARC file fills the memory.
IN_MEMORY = 2**24
# No head is as long; what has no end of a line within it is none.
_LONGEST_LINE = 2**20
_MOST_LINES = 1000


class Plain:
    """What is left of a file that is not packed, read as one stream of bytes."""

    def __init__(self, stream: IO[bytes], begin: int) -> None:
        self.begin = begin
        self.end = begin
        self.torn = ""
        self._stream = stream
        self._left = b""
        self._at = 0
        # How many bytes were handed out, and how often some came back.
        self.told = 0
        self.given_back = 0

    def more(self) -> bytes:
        """The next bytes; none at the end."""
        data = self._stream.read(CHUNK)
        self.end = self._stream.tell()
        return data

    def _filled(self) -> bool:
        if self._at < len(self._left):
            return True
        self._left, self._at = self.more(), 0
        return bool(self._left)

    def read(self, most: int) -> bytes:
        """Some bytes, at most so many; none at the end."""
        if not self._filled():
            return b""
        data = self._left[self._at : self._at + most]
        self._at += len(data)
        self.told += len(data)
        return data

    def line(self) -> bytes:
        """A line with its end, as far as a line goes."""
        found: list[bytes] = []
        size = 0
        while size < _LONGEST_LINE and self._filled():
            end = self._left.find(b"\n", self._at) + 1
            part = self.read((end or len(self._left)) - self._at)
            found.append(part)
            size += len(part)
            if end:
                break
        return b"".join(found)

    def head(self) -> bytes:
        """The lines up to an empty one, and that one."""
        end = self._left.find(b"\r\n\r\n", self._at) + 4
        if end > 4 and b"\n\n" not in (usual := self._left[self._at : end]):
            return self.read(len(usual))
        lines: list[bytes] = []
        while len(lines) < _MOST_LINES and (line := self.line()):
            lines.append(line)
            if not line.strip(b"\r\n"):
                break
        return b"".join(lines)

    def back(self, data: bytes) -> None:
        """Give back what was read last, to be read again."""
        self._left, self._at = data + self._left[self._at :], 0
        self.told -= len(data)
        self.given_back += 1

    def where(self) -> int:
        """Where the next byte stands."""
        return self.begin + self.told

    def packed(self) -> IO[bytes] | None:
        """What a member was before it was unpacked, where all of it was read."""
        return None

    def drop_packed(self) -> None:
        """Keep no more of what a member was before it was unpacked."""


class GzipMember(Plain):
    """One gzip member unpacked; `torn` says what kept it from being unpacked to its end."""

    def __init__(self, stream: IO[bytes], begin: int) -> None:
        super().__init__(stream, begin)
        self._unpack = zlib.decompressobj(wbits=31)
        self._input = b""
        self._packed: IO[bytes] | None = spool()

    def more(self) -> bytes:
        while not self._unpack.eof and not self.torn:
            data = self._input or self._stream.read(CHUNK)
            if not data:
                self.torn = BREAKS_OFF
                break
            try:
                unpacked = self._unpack.decompress(data, 2**20)
            except zlib.error as error:
                self.torn = f"it cannot be unpacked ({str(error).partition(': ')[2] or error})"
                break
            self._input = self._unpack.unconsumed_tail
            rest = self._unpack.unused_data if self._unpack.eof else self._input
            if self._packed:
                self._packed.write(data[: len(data) - len(rest)])
            self.end = self._stream.tell() - len(rest)
            if unpacked:
                return unpacked
        return b""

    def where(self) -> int:
        """Where the next byte stands in what is unpacked."""
        return self.told

    def packed(self) -> IO[bytes] | None:
        if self._packed and self._unpack.eof:
            self._packed.seek(0)
            return self._packed
        return None

    def drop_packed(self) -> None:
        self._packed = None


def spool() -> IO[bytes]:
    """A place for bytes: in memory while they are few, then in a file of its own."""
    return cast(IO[bytes], SpooledTemporaryFile(max_size=IN_MEMORY))
