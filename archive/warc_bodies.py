"""Bodies of WARC records unpacked, and never to more than any page or file has."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain

import brotli
from warcio.recordloader import ArcWarcRecord

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# One byte more than the largest file that is fetched, so that what is cut is seen to be too large.
MOST_BYTES = 100 * 1024 * 1024 + 1
_STEP = 2**20


def body(record: ArcWarcRecord) -> bytes:
    """The body of a record whose HTTP head is parsed, without chunks and encoding.

    A body that is not packed as its head says is taken as it is: browsers and some tools unpack it
    and leave the head. What was packed to be unpacked without end is cut.
    """
    unpack = _UNPACK.get(_encoding(record))
    if unpack is None:
        return _joined(_parts(record))
    # warcio would try to unpack it, and fails: it knows another brotli, and no zstd.
    record.http_headers.remove_header("Content-Encoding")
    packed = _joined(_parts(record))
    unpacked = unpack(packed)
    try:
        first = next(unpacked, b"")
    except (brotli.error, zstd.ZstdError):
        return packed
    return _joined(chain([first], unpacked))


def _encoding(record: ArcWarcRecord) -> str:
    """The encoding of a body, its headers brought to the names that warcio knows."""
    http = record.http_headers
    for header in ("Content-Encoding", "Transfer-Encoding"):
        name = http.get_header(header) if http else None
        if name:
            http.replace_header(header, name.strip().lower().removeprefix("x-"))
    return str(http.get_header("Content-Encoding")) if http else ""


def _parts(record: ArcWarcRecord) -> Iterator[bytes]:
    stream = record.content_stream()
    while part := stream.read(_STEP):
        yield part


def _joined(parts: Iterator[bytes]) -> bytes:
    """Parts as one, as far as it may go; what breaks off in its packing goes as far as it is whole."""
    joined: list[bytes] = []
    room = MOST_BYTES
    try:
        for part in parts:
            joined.append(part[:room])
            room -= len(part)
            if room <= 0:
                break
    except (brotli.error, zstd.ZstdError):
        pass
    return b"".join(joined)


def _brotli(packed: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    part = decoder.process(packed, output_buffer_limit=_STEP)
    while part:
        yield part
        part = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=_STEP)


def _zstd(packed: bytes) -> Iterator[bytes]:
    decoder = zstd.ZstdDecompressor()
    part = decoder.decompress(packed, max_length=_STEP)
    while part:
        yield part
        is_done = decoder.eof or decoder.needs_input
        part = b"" if is_done else decoder.decompress(b"", max_length=_STEP)


_UNPACK: dict[str, Callable[[bytes], Iterator[bytes]]] = {"br": _brotli, "zstd": _zstd}
