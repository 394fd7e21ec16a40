"""What a record declares of its bytes, checked: digests in every form in which healthy tools write them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from archive import warc_heads
from archive.warc_bodies import MOST_BYTES, body
from archive.warc_stored import Stored

# What a digest may be of, of a block: where that cannot be had in full, nothing.
_Meaning = Callable[[IO[bytes]], IO[bytes] | None]
_OURS = re.compile(r"sha1:[A-Z2-7]{32}")
_STEP = 2**20
_WITH_HEAD = ("response", "revisit", "request")
_ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})


def sha1(stream: IO[bytes]) -> str:
    """The digest of what is left of a stream as WARC files mostly write it: SHA-1 in base 32."""
    return f"sha1:{base64.b32encode(_hashed('sha1', stream)).decode()}"


def sha256(one: Stored) -> str:
    """The digest of a whole record as it stands, its head and its block, unpacked."""
    found = hashlib.sha256(one.head, usedforsecurity=False)
    one.block.seek(0)
    for part in _parts(one.block):
        found.update(part)
    one.block.seek(0)
    return f"sha256:{found.hexdigest()}"


def given(headers: StatusAndHeaders, name: str) -> tuple[str, ...]:
    """Every digest of a record's header: a tool may write several, by different algorithms."""
    values = [value for one, value in headers.headers if one.lower() == name.lower()]
    return tuple(canonical(one) for value in values for one in value.replace(",", " ").split())


def canonical(digest: str) -> str:
    """A digest in the form in which ours are: SHA-1 in base 32; any other with its algorithm's plain name.

    >>> canonical("SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    if _OURS.fullmatch(digest):
        return digest
    algorithm, _, value = digest.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    raw = _bytes(algorithm, value) if algorithm == "sha1" else None
    return f"sha1:{base64.b32encode(raw).decode()}" if raw else f"{algorithm}:{value}"


def wrong(headers: StatusAndHeaders, block: IO[bytes]) -> str:
    """What a record's digests say is wrong with its block; nothing where they agree, or cannot be checked.

    The digest of the block proves all of it. That of the payload is taken in each meaning it has had: as it
    came, without its chunks, unpacked, or of the whole block.
    """
    truncated = headers.get_header("WARC-Truncated")
    kind = headers.get_header("WARC-Type")
    stated = given(headers, "WARC-Block-Digest")
    if stated and not truncated and _is_as_most_write_it(stated, block):
        return ""
    declared = _checkable(stated)
    if declared and not truncated:
        meanings: tuple[_Meaning, ...] = (_whole, _after_head) if kind in _WITH_HEAD else (_whole,)
        return "" if _agrees(declared, block, meanings) else "its block digest is another"
    # A revisit names the payload of another record, a segment that of all of them.
    is_of_another = kind == "revisit" or headers.get_header("WARC-Segment-Number")
    declared = _checkable(given(headers, "WARC-Payload-Digest"))
    if truncated or is_of_another or not declared:
        return ""
    meanings = (_after_head, _unchunked, _unpacked, _whole) if kind in _WITH_HEAD else (_whole,)
    return "" if _agrees(declared, block, meanings) else "its payload digest is another"


def _is_as_most_write_it(stated: tuple[str, ...], block: IO[bytes]) -> bool:
    """Whether a block's digest is right in the usual form: asked first, since it is in nearly all records."""
    if not _OURS.fullmatch(stated[0]):
        return False
    found = sha1(block)
    block.seek(0)
    return found == stated[0]


def proves(headers: StatusAndHeaders, block: IO[bytes]) -> bool:
    """Whether a record's own digest says that its block is all that it should be, and no more."""
    declared = _checkable(given(headers, "WARC-Block-Digest"))
    return bool(declared) and _agrees(declared, block, (_whole,))


def _agrees(
    declared: list[tuple[str, bytes]],
    block: IO[bytes],
    meanings: tuple[_Meaning, ...],
) -> bool:
    """Whether one of the digests is that of the block in one of the meanings."""
    for meaning in meanings:
        for algorithm, digest in declared:
            block.seek(0)
            bytes_ = meaning(block)
            # What cannot be unpacked any further cannot be judged either.
            if bytes_ is None or _hashed(algorithm, bytes_) == digest:
                block.seek(0)
                return True
    block.seek(0)
    return False


def _whole(block: IO[bytes]) -> IO[bytes]:
    return block


def _after_head(block: IO[bytes]) -> IO[bytes]:
    warc_heads.read(block)
    return block


def _unchunked(block: IO[bytes]) -> IO[bytes] | None:
    head = warc_heads.read(block)
    if head is None or "chunked" not in (head.get_header("Transfer-Encoding") or "").lower():
        return block
    return _bounded(ChunkedDataReader(block))


def _unpacked(block: IO[bytes]) -> IO[bytes] | None:
    head = warc_heads.read(block)
    try:
        found = body(ArcWarcRecord("warc", "response", None, block, head, None, None))
    except (OSError, ValueError, zlib.error):
        return block
    return BytesIO(found) if len(found) < MOST_BYTES else None


def _bounded(stream: ChunkedDataReader) -> IO[bytes] | None:
    parts, size = [], 0
    while part := stream.read(_STEP):
        parts.append(part)
        size += len(part)
        if size >= MOST_BYTES:
            return None
    return BytesIO(b"".join(parts))


def _hashed(algorithm: str, stream: IO[bytes]) -> bytes:
    found = hashlib.new(algorithm, usedforsecurity=False)
    for part in _parts(stream):
        found.update(part)
    return found.digest()


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read(_STEP):
        yield part


def _checkable(digests: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """The digests that can be computed here, as algorithm and bytes: what is none says nothing."""
    pairs = [(algorithm, value) for algorithm, _, value in (one.partition(":") for one in digests)]
    found = [(a, _bytes(a, value)) for a, value in pairs if a in _ALGORITHMS]
    return [(algorithm, raw) for algorithm, raw in found if raw]


def _bytes(algorithm: str, value: str) -> bytes | None:
    """A digest's bytes, written in hex, base 32 or base 64; None where it is none of its algorithm."""
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    bare = value.strip().rstrip("=")
    for read in (bytes.fromhex, _from_base32, _from_base64):
        try:
            raw = read(bare)
        except (ValueError, binascii.Error):
            continue
        if len(raw) == size:
            return raw
    return None


def _from_base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))


def _from_base64(value: str) -> bytes:
    return base64.urlsafe_b64decode(
        value.replace("+", "-").replace("/", "_") + "=" * (-len(value) % 4)
    )
