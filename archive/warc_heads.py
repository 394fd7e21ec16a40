"""Heads of HTTP in WARC records, read and written byte for byte: each character is the byte that came.

warcio reads some of them as UTF-8, escapes what is no ASCII in values, and refuses it in names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders

_BYTES = "latin-1"
# What would end a line, and with it begin a header that nobody sent.
_BREAKS = re.compile(r"[\r\n\0]+")


class Head(StatusAndHeaders):  # type: ignore[misc]
    """The first line and the headers of an answer or a request, as they are written."""

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        """The bytes of the head, in warcio's own field for them."""
        lines = [f"{self.protocol} {self.statusline}".strip(" ")]
        lines += [f"{name}: {value}" for name, value in self.headers]
        self.headers_buff = b"".join(_bytes(line) + b"\r\n" for line in lines) + b"\r\n"


def one_line(text: str) -> str:
    """A text from outside as it can stand in a header.

    >>> one_line("text/html\\r\\nX-More: 1")
    'text/html X-More: 1'
    """
    return _BREAKS.sub(" ", text)


def _bytes(line: str) -> bytes:
    line = one_line(line)
    try:
        return line.encode(_BYTES)
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def _latin(line: bytes) -> str:
    return line.decode(_BYTES)


def utf8(line: bytes) -> str:
    """A line of a record's own head: UTF-8 by the standard, in latin-1 where it is none."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(_BYTES)


def read(stream: IO[bytes], text: Callable[[bytes], str] = _latin) -> Head | None:
    """Read a head where it stands, up to the empty line behind it; None where there is nothing.

    A line without a colon is no header; one that begins with a space goes on with the one before.
    """
    first = stream.readline()
    if not first:
        return None
    lines: list[bytes] = []
    while line := stream.readline().rstrip(b"\r\n \t"):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1] += line
        else:
            lines.append(line)
    headers = [
        (text(name.strip(b" \t")), text(value.strip(b" \t")))
        for name, colon, value in (line.partition(b":") for line in lines)
        if colon
    ]
    protocol, _, status = first.strip(b"\r\n \t").decode(_BYTES).partition(" ")
    return Head(status.strip(" "), headers, protocol=protocol)
