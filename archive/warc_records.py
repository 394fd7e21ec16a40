"""What a WARC file of ours holds, or a WARC, WET, ARC or WACZ file of another tool: its records as values."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive import faults, warc_digests, warc_fields, warc_sources
from archive.warc_bodies import body
from archive.warc_heads import Head
from archive.warc_stored import OTHER_LENGTH, Stored, stored
from records.characters import shown_name
from records.errors import ArchiveError, OddRecord
from records.reading import Fetched

# What unpacking a body raises that is not what its head says.
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, zlib.error)
_READABLE = ("response", "resource", "conversion", "revisit")
_NO_ANSWERS = ("warcinfo", "request", "metadata", "continuation")
# By which some tools tell in the address that a form was sent.
_SENT = "__wb_method="


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a WARC file: what was fetched, and where it stands in which file.

    `digests` are those of the payload, as the record names them, `digest` the one by which it is known;
    `size` is that of the payload as it came. `cut` says why the tool that wrote it stopped before the end
    of the payload, if it did. `member` is the file of a WACZ in which it stands. `is_as_stated` says that
    address and moment are those of the record's own head.
    """

    fetched: Fetched
    capture_id: str
    offset: int
    digests: tuple[str, ...] = ()
    digest: str = ""
    size: int = 0
    cut: str = ""
    stored: Stored | None = field(default=None, compare=False, repr=False)
    member: str = ""
    is_as_stated: bool = True

    @property
    def url(self) -> str:
        """The address asked."""
        return self.fetched.url


@dataclass(frozen=True, slots=True)
class Revisit:
    """A record without a payload of its own, and all it says of the one that has it.

    `status` is None where the record has no HTTP head. Header names are lower case.
    """

    url: str
    captured_at: str
    capture_id: str
    offset: int
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    refers_to: str = ""
    refers_to_url: str = ""
    refers_to_date: str = ""
    digests: tuple[str, ...] = ()
    is_unmodified: bool = False
    stored: Stored | None = field(default=None, compare=False, repr=False)
    member: str = ""


@dataclass(frozen=True, slots=True)
class Odd:
    """A record, or a file of a WACZ, that is passed over, and why, in words by which such are counted.

    `error` is what this program itself failed with, where it is no fault of the record; `is_damage` says
    that the file is not what it declares of itself, `is_record` whether it is a record that is not.
    """

    url: str
    reason: str
    offset: int = 0
    error: Exception | None = None
    is_damage: bool = False
    member: str = ""
    is_record: bool = True


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A record that is whole and no answer: a request, a note of the tool on itself or on a record."""

    kind: str
    offset: int = 0
    member: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a WACZ that is as it should be. Its records come behind it, if it holds any."""

    member: str
    holds_records: bool
    offset: int = 0
    url: str = ""


Found = Member | Kept | Revisit | Odd | NoAnswer


def records_in(path: Path, methods: Mapping[str, str] | None = None) -> Iterator[Found]:
    """What a WARC, WET, ARC or WACZ file holds, record by record, in order; what is damaged is one of them.

    `methods` are those of `methods_in`: only what was asked for with GET is an answer. Raises ArchiveError
    where the file cannot be read at all, or holds no record.
    """
    number = 0
    try:
        for part in warc_sources.opened(path):
            if part.wrong:
                number += 1
                yield _damaged_file(part.wrong, part.name)
            elif part.name:
                yield Member(part.name, holds_records=part.records is not None)
            is_empty = part.records is not None
            for one in part.records or ():
                number, is_empty = number + 1, False
                if _is_whole_before_others(one):
                    one.wrong = ""
                    why = "it has bytes that belong to no record"
                    yield replace(_damaged_file(why, part.name), offset=one.offset)
                found = _found(one, methods or {})
                yield replace(found, offset=one.offset, member=part.name)
            if part.name and is_empty and not part.wrong:
                number += 1
                yield _damaged_file("it holds no record", part.name)
    except OSError as error:
        raise ArchiveError(
            f"{shown_name(path)} cannot be read: {error}; get the file again"
        ) from error
    if not number:
        raise ArchiveError(f"{shown_name(path)} is damaged: it holds no record; get the file again")


def _damaged_file(wrong: str, member: str) -> Odd:
    return Odd("", f"damaged file ({wrong})", is_damage=True, member=member, is_record=False)


def _is_whole_before_others(one: Stored) -> bool:
    """Whether what seems to be the rest of a record is none of it."""
    if one.wrong != OTHER_LENGTH:
        return False
    return warc_digests.proves(warc_fields.head_of(one), one.block)


def methods_in(path: Path) -> dict[str, str]:
    """Record id → method, of the answers of a file that were not asked for with GET.

    A request may stand before its answer or behind it, and either of the two may name the other.
    """
    found: dict[str, str] = {}
    try:
        for part in warc_sources.opened(path):
            for one in part.records or ():
                head = warc_fields.head_of(one) if not one.wrong else Head("", [])
                if head.get_header("WARC-Type") != "request":
                    continue
                method = one.block.read(32).partition(b" ")[0].decode("latin-1")
                if method.isalpha() and method != "GET":
                    found |= dict.fromkeys(
                        _ids(head, "WARC-Record-ID", "WARC-Concurrent-To"), method
                    )
    except (OSError, ArchiveError):
        # It is said where the file is read.
        return found
    return found


def _ids(head: Head, *names: str) -> list[str]:
    wanted = {name.lower() for name in names}
    return [warc_fields.bare_id(v) for name, v in head.headers if name.lower() in wanted]


def _found(one: Stored, methods: Mapping[str, str]) -> Found:
    head = warc_fields.head_of(one) if one.head else Head("", [])
    url = _named(head)
    wrong = one.wrong or warc_digests.wrong(head, one.block)
    if wrong:
        return Odd(url, f"damaged record ({wrong})", is_damage=True)
    kind = (head.get_header("WARC-Type") or "").lower()
    if kind not in _READABLE:
        return NoAnswer(kind if kind in _NO_ANSWERS else "other", url=url)
    record = ArcWarcRecord("warc", kind, head, one.block, None, None, one.length)
    try:
        method = _method(head, url, methods)
        if method != "GET":
            raise OddRecord(f"answer to {method}, which is no page")
        return _revisit(record, one) if kind == "revisit" else _kept(record, one)
    except OddRecord as odd:
        return Odd(url, str(odd))
    except _DAMAGE:
        return Odd(url, "answer whose body cannot be unpacked")
    except Exception as error:
        if faults.ends_the_run(error):
            raise
        return Odd(url, "record that this program cannot read", error=error)


def _method(head: Head, url: str, methods: Mapping[str, str]) -> str:
    """By which method an answer was asked for."""
    asked = next(
        (
            methods[id_]
            for id_ in _ids(head, "WARC-Record-ID", "WARC-Concurrent-To")
            if id_ in methods
        ),
        "GET",
    )
    sent = url.partition(_SENT)[2].partition("&")[0]
    return asked if not sent.isalpha() else sent.upper()


def _named(head: Head) -> str:
    return warc_fields.stated_address(head.get_header("WARC-Target-URI"))


def _kept(record: ArcWarcRecord, one: Stored) -> Kept:
    headers = record.rec_headers
    url = warc_fields.address(headers.get_header("WARC-Target-URI"))
    captured_at = warc_fields.moment(headers.get_header("WARC-Date"))
    status = warc_fields.parse_http(record) if record.rec_type == "response" else 200
    http = record.http_headers
    size = record.length - record.raw_stream.tell()
    digest = warc_fields.payload_digest(headers, record.raw_stream)
    content_type = (http or headers).get_header("Content-Type") or ""
    form: Literal["html", "text"] = (
        "text"
        if record.rec_type == "conversion" or content_type.startswith("text/plain")
        else "html"
    )
    answered = _lower(http.headers) if http else {"content-type": content_type}
    fetched = Fetched(
        url=url,
        body=body(record),
        captured_at=captured_at,
        form=form,
        status=status,
        headers=answered,
    )
    return Kept(
        fetched=fetched,
        capture_id=warc_fields.id_of(headers),
        offset=one.offset,
        digests=warc_fields.digests(headers) or (digest,),
        digest=digest,
        size=size,
        cut=_cut(headers),
        stored=one,
    )


def _cut(headers: Head) -> str:
    """Why a payload is not all there: its tool stopped, or put the rest into records of their own."""
    segment = headers.get_header("WARC-Segment-Number")
    return headers.get_header("WARC-Truncated") or (f"segment {segment}" if segment else "")


def _revisit(record: ArcWarcRecord, one: Stored) -> Revisit:
    headers = record.rec_headers
    url = warc_fields.address(headers.get_header("WARC-Target-URI"))
    captured_at = warc_fields.moment(headers.get_header("WARC-Date"))
    status = warc_fields.parse_http(record) if record.length else None
    refers_to_date = headers.get_header("WARC-Refers-To-Date")
    answered = _lower(record.http_headers.headers) if record.http_headers else {}
    # Heritrix names them here where the site answered 304.
    for name in ("ETag", "Last-Modified"):
        value = headers.get_header(f"WARC-{name}")
        if value:
            answered.setdefault(name.lower(), value)
    return Revisit(
        url=url,
        captured_at=captured_at,
        capture_id=warc_fields.id_of(headers),
        offset=0,
        status=status,
        headers=answered,
        refers_to=warc_fields.bare_id(headers.get_header("WARC-Refers-To") or ""),
        refers_to_url=warc_fields.stated_address(
            headers.get_header("WARC-Refers-To-Target-URI") or url
        ),
        refers_to_date=warc_fields.moment(refers_to_date) if refers_to_date else "",
        digests=warc_fields.digests(headers),
        stored=one,
        is_unmodified=(headers.get_header("WARC-Profile") or "").endswith("server-not-modified"),
    )


def _lower(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Header → value, of one that is repeated the first, as in a crawl."""
    return {name.lower(): value for name, value in reversed(headers)}


def stored_at(path: Path, offset: int) -> Stored:
    """The one record that begins there, in a file of ours. Raises ArchiveError where none does."""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            one = next(stored(stream), None)
    except OSError as error:
        raise ArchiveError(f"no capture is in {path} at {offset}: {error}") from error
    wrong = one.wrong if one else "the file is no longer than that"
    if one is None or one.offset != offset or wrong:
        raise ArchiveError(
            f"no capture is in {path} at {offset}: {wrong or 'no record begins there'}"
        )
    return one


def record_at(path: Path, offset: int) -> Kept:
    """The answer that is kept there, in a file of ours. Raises ArchiveError where none is."""
    one = stored_at(path, offset)
    head = warc_fields.head_of(one)
    record = ArcWarcRecord(
        "warc", head.get_header("WARC-Type"), head, one.block, None, None, one.length
    )
    try:
        return _kept(record, one)
    except (*_DAMAGE, OddRecord) as error:
        raise ArchiveError(f"no capture is in {path} at {offset}: {error}") from error
