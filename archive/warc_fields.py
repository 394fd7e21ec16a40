"""Fields of WARC records, as many tools write them, brought to one form."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from io import BytesIO
from typing import IO

from warcio.recordloader import ArcWarcRecord

from archive import warc_digests, warc_heads
from archive.warc_heads import Head
from archive.warc_stored import Stored
from records.errors import OddRecord
from records.web_addresses import encoded, parts

_ARC_DATE = re.compile(r"[0-9]{8,14}")
_ID = re.compile(r"[!-~]{1,200}")
# By which a record without an id of its own is known: of the same bytes the same id.
_SPACE = uuid.UUID("6d1f6f8e-2a0b-5c58-9f0e-3b0b3a6d7c11")
_ARC_LINE = re.compile(r"(.+?) ([0-9A-Fa-f.:]+) ([0-9]{8,14}) .* ([0-9]+)")


def bare_id(record_id: str) -> str:
    """A record id without its brackets and scheme."""
    return record_id.strip().strip("<>").removeprefix("urn:uuid:")


def stated_address(given: str | None) -> str:
    """The address that a record states, as browsers ask for it; wget writes it in brackets.

    >>> stated_address("<http://a.example/réunion>")
    'http://a.example/r%C3%A9union'
    """
    return encoded((given or "").strip().removeprefix("<").removesuffix(">"))


def address(given: str | None) -> str:
    """The web address of a record, as browsers ask for it.

    Raises OddRecord where it is none: `dns:` of Heritrix, `metadata:` of wget, `urn:` of browsertrix.
    """
    url = stated_address(given)
    if not url:
        raise OddRecord("record without an address")
    at = parts(url)
    if at is None:
        raise OddRecord("record with an address that is none")
    if at.scheme not in ("http", "https"):
        raise OddRecord(f"record of no web address ({at.scheme[:20] or 'no scheme'}:)")
    return url


def moment(given: str | None) -> str:
    """A WARC-Date in UTC, to the second: WARC/1.1 allows fractions, some tools write an offset.

    A date of less than a day's precision is refused: it would have to be completed.

    >>> moment("2026-01-02T03:04:05.678Z")
    '2026-01-02T03:04:05Z'
    """
    try:
        at = datetime.fromisoformat((given or "").strip())
        at = at.astimezone(UTC) if at.tzinfo else at
    except (ValueError, OverflowError) as error:
        raise OddRecord("record without a date that can be read") from error
    return at.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def head_of(stored: Stored) -> Head:
    """The head of a record by the names of WARC; of an ARC record what its line says.

    A date of ARC that is none is left as it stands: it is judged with the record.
    """
    if not stored.is_arc:
        return warc_heads.read(BytesIO(stored.head), warc_heads.utf8) or Head("", [])
    line = warc_heads.utf8(stored.head.rstrip(b"\r\n"))
    # Of version 2 more stands between date and length; an address may hold spaces.
    told = _ARC_LINE.fullmatch(line)
    url, address, date, length = told.groups() if told else _arc_fields(line)
    kind = "warcinfo" if url.startswith("filedesc:") else "response"
    return Head("", [
        ("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{made_id(stored)}>"),
        ("WARC-Target-URI", url), ("WARC-IP-Address", address), ("WARC-Date", _arc_moment(date)),
        ("Content-Type", "application/http;msgtype=response"), ("Content-Length", length),
    ], protocol="WARC/1.0")  # fmt: skip


def _arc_fields(line: str) -> tuple[str, str, str, str]:
    """The fields of an ARC record whose date or host is none: told by where they stand."""
    url, address, date, _, length = line.rsplit(" ", 4)
    return url, address, date, length


def _arc_moment(date: str) -> str:
    if not _ARC_DATE.fullmatch(date):
        return date
    try:
        at = datetime.strptime(f"{date:0<14}Z", "%Y%m%d%H%M%S%z")
    except ValueError:
        return date
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def id_of(head: Head) -> str:
    """The id that a record says it has."""
    return bare_id(head.get_header("WARC-Record-ID") or "")


def made_id(stored: Stored) -> str:
    """The id of a record that has none of its own: made of its bytes, so that it is the same every time."""
    return str(uuid.uuid5(_SPACE, warc_digests.sha256(stored)))


def is_usable(record_id: str) -> bool:
    """Whether a row can be known by a record's own id."""
    return bool(_ID.fullmatch(record_id))


def payload_digest(headers: Head, block: IO[bytes]) -> str:
    """The digest of a record's payload by SHA-1: as it says itself, else of what stands behind the head.

    `block` stands at the payload, and stays there.
    """
    named = digests(headers)
    found = next((one for one in named if one.startswith("sha1:") and len(one) == 37), "")
    if not found:
        at = block.tell()
        found = warc_digests.sha1(block)
        block.seek(at)
    return found


def digest_of(headers: Head, block: IO[bytes]) -> str:
    """The digest of the payload of a whole record, of which only its own head was read."""
    if headers.get_header("WARC-Type") in ("response", "revisit"):
        warc_heads.read(block)
    found = payload_digest(headers, block)
    block.seek(0)
    return found


def digests(headers: Head) -> tuple[str, ...]:
    """Every digest of the payload; where a block is all payload, its own says it too."""
    named = warc_digests.given(headers, "WARC-Payload-Digest")
    is_payload = headers.get_header("WARC-Type") in ("resource", "conversion")
    return named or (warc_digests.given(headers, "WARC-Block-Digest") if is_payload else ())


def parse_http(record: ArcWarcRecord) -> int:
    """Parse the HTTP head of a record where it stands, and return the status.

    HTTP/2 has no status line of its own; tools write one, with a reason or without.
    """
    http = record.http_headers = warc_heads.read(record.raw_stream)
    code = http.get_statuscode() if http else ""
    if not http or not http.protocol.upper().startswith("HTTP") or not _is_status(code):
        raise OddRecord("answer without a status line")
    return int(code)


def _is_status(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isdigit() and code >= "100"
