"""Fields of WARC records, as many tools write them, brought to one form."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from archive import warc_heads
from records.errors import OddRecord
from records.web_addresses import encoded, parts

_HEX_SHA1 = re.compile(r"sha1:([0-9a-f]{40})", re.IGNORECASE)


def bare_id(record_id: str) -> str:
    """A record id without its brackets and scheme."""
    return record_id.strip().strip("<>").removeprefix("urn:uuid:")


def address(given: str | None) -> str:
    """The web address of a record, as browsers ask for it; wget writes it in brackets.

    Raises OddRecord where it is none: `dns:` of Heritrix, `metadata:` of wget, `urn:` of browsertrix.
    """
    url = encoded((given or "").strip().removeprefix("<").removesuffix(">"))
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


def digests(headers: StatusAndHeaders) -> tuple[str, ...]:
    """Every digest of the payload: a tool may write several, by different algorithms."""
    given = [value for name, value in headers.headers if name.lower() == "warc-payload-digest"]
    return tuple(_digest(one) for value in given for one in value.replace(",", " ").split())


def _digest(given: str) -> str:
    """A digest in the form in which ours are: SHA-1 in base 32; any other as it is.

    >>> _digest("SHA1:da39a3ee5e6b4b0d3255bfef95601890afd80709")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    in_hex = _HEX_SHA1.fullmatch(given)
    if in_hex:
        return "sha1:" + base64.b32encode(binascii.unhexlify(in_hex[1])).decode()
    algorithm, _, value = given.partition(":")
    return f"{algorithm.lower().replace('-', '')}:{value}"


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
