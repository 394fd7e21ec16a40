"""Files of WARC, WET, ARC and WACZ as other tools write them, and what a disk or a bad tool makes of them."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from tests.archive.test_captures import (
    AT,
    HTML,
    IDENTICAL,
    LATER,
    answer,
    browsertrix,
    digest,
    heritrix,
    record,
    wget,
)
from tests.fuzz import bytewise
from tests.fuzz.mutants import changed
from tests.fuzz.originals import Original

# How the records of a file are packed, by the end of its name.
FORMS = (".warc", ".warc.gz", ".warc.gz as a whole", ".arc", ".arc.gz", ".wet.gz", ".wacz")
_FIELDS = (
    b"WARC-Type", b"WARC-Date", b"WARC-Target-URI", b"WARC-Record-ID", b"WARC-Refers-To", b"WARC-Profile",
    b"WARC-Refers-To-Date", b"WARC-Refers-To-Target-URI", b"WARC-Payload-Digest", b"WARC-Truncated",
    b"Content-Length", b"Content-Type", b"Content-Encoding", b"Transfer-Encoding", b"Location", b"ETag",
)  # fmt: skip
_VALUES = (
    b"", b"response", b"revisit", b"resource", b"conversion", b"warcinfo", b"-1", b"0", b"12x", b"9" * 30,
    b"\xe9\xe8", "é\u202e".encode(), b"\xff\xfe\0", b"\x1b[2J", b"x" * 5000, b"2018", b"9999-12-31T23:59:59-23:59",
    b"0001-01-01T00:00:00+23:59", b"2018-05-12T10:00:00+" + b"9" * 20, b"20180512100000", b"99999999999999",
    b"http://contrelatraite.org/caf\xe9", "http://contrelatraite.org/café".encode(),
    b"http://contrelatraite.org/caf\xe9?lang=fr", "http://contrelatraite.org/spip.php?article9&lang=é".encode(),
    b"http://[x", b"<>", b"<<urn:>",
    b"http://contrelatraite.org/\x00\x0b", b"http://contrelatraite.org:x/", b"http://\xe2\x84\x80.org/", b"br",
    b"gzip", b"deflate", b"zstd", b"chunked", b"x-gzip, br", b"text/plain", b"text/html; charset=\xff", b"sha1:",
    b"/spip.php?article9", b"http://contrelatraite.org/node/94",
)  # fmt: skip


_HEAD = f'{HTML}ETag: "v1"\r\nLast-Modified: Sat, 12 May 2018 09:00:00 GMT\r\n'


@dataclass(frozen=True, slots=True)
class File:
    """A file of captures: `name` is one as any system allows it, not always UTF-8."""

    name: bytes
    body: bytes


@dataclass(slots=True)
class Record:
    """A record before its length is written: its head without that line, and its block."""

    head: bytes
    block: bytes
    length: bytes | None = None

    @property
    def is_arc(self) -> bool:
        """Whether its head is one line."""
        return not self.head.startswith(b"WARC/")

    def written(self) -> bytes:
        """The record as it stands in a file; its length is right unless `length` says another."""
        length = b"%d" % len(self.block) if self.length is None else self.length
        if self.is_arc:
            return self.head + b" " + length + b"\n" + self.block + b"\n"
        head = self.head + b"\r\nContent-Length: " + length
        return head + b"\r\n\r\n" + self.block + b"\r\n\r\n"


def file(seed: int, number: int, originals: Sequence[Original]) -> File:
    """One file with a few pages, changed: its records, their order, their packing, or its bytes."""
    chance = random.Random(f"captures {seed} {number}")
    form = FORMS[number % len(FORMS)]
    pages = [chance.choice(originals) for _ in range(3)]
    records = _arc(pages) if form.startswith(".arc") else _warc(chance, form, pages)
    way = chance.choice(("records", "records", "records", "packed", "both"))
    if way != "packed":
        for _ in range(chance.choice((1, 1, 2, 4))):
            _change(chance, records)
    body = _packed(form, [one.written() for one in records])
    if way in ("packed", "both"):
        body = changed(chance, body, chance.choice((1, 1, 2)))
    odd = chance.choice((b"\xe9", b"\xff\n", "é".encode(), b"\x1b[2J")) if number % 10 == 9 else b""
    return File(b"%03d%s" % (number, odd) + form.partition(" ")[0].encode(), body)


def _warc(chance: random.Random, form: str, pages: list[Original]) -> list[Record]:
    """The records of a tool: pages, one of them met again, an answer that is none."""
    page = pages[0]
    named = f"WARC-Payload-Digest: {digest(page.body)}"
    if form == ".wet.gz":
        made = [record("conversion", p.url, p.body, "Content-Type: text/plain") for p in pages]
    else:
        made = chance.choice((wget, heritrix, browsertrix))(
            *(record("response", one.url, answer(one.body, _HEAD)) for one in pages[1:]),
            record("response", page.url, answer(page.body, _HEAD), named),
            record("revisit", page.url, f"{_HEAD}\r\n".encode(), IDENTICAL, named, at=LATER),
            record("response", f"{page.url}0", b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"),
        )
    heads = [one.partition(b"\r\n\r\n") for one in made]
    return [
        Record(head[: head.rindex(b"\r\nContent-Length:")], block.removesuffix(b"\r\n\r\n"))
        for head, _, block in heads
    ]


def _arc(pages: list[Original]) -> list[Record]:
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    moment = AT.translate(str.maketrans("", "", "-:TZ")).encode()
    first = Record(b"filedesc://a.arc 0.0.0.0 %s text/plain" % moment, about)
    return [
        first,
        *(
            Record(
                b"%s 192.0.2.7 %s text/html" % (page.url.encode(), moment), answer(page.body, _HEAD)
            )
            for page in pages
        ),
    ]


def _change(chance: random.Random, records: list[Record]) -> None:
    """A record missing, double, elsewhere, of another length, or saying something else."""
    if not records:
        return
    at = chance.randrange(len(records))
    one = records[at]
    way = chance.choice(
        ("drop", "double", "move", "length", "head", "block", *["field", "answer"] * 3)
    )
    match way:
        case "drop":
            del records[at]
        case "double":
            records.insert(at, one)
        case "move":
            records.append(records.pop(at))
        case "length":
            one.length = chance.choice((b"", b"-1", b"0", b"7", b"12x", b"9" * 30, "٣".encode()))
        case "head":
            one.head = changed(chance, one.head, 1)
        case "block":
            one.block = changed(chance, one.block, 1)
        case "field" if one.is_arc:
            parts = one.head.split(b" ")
            parts[chance.randrange(len(parts))] = chance.choice(_VALUES)
            one.head = b" ".join(parts)
        case "field":
            one.head = _with_field(chance, one.head)
        case "answer":
            head, end, page = one.block.partition(b"\r\n\r\n")
            one.block = _with_field(chance, head) + end + page


def _with_field(chance: random.Random, head: bytes) -> bytes:
    """A field says something else, or a line is there once more, or in place of another."""
    lines = head.split(b"\r\n")
    at = chance.randrange(len(lines))
    name, colon, _ = lines[at].partition(b":")
    value = b" " + chance.choice(_VALUES)
    if colon and chance.random() < 0.6:
        lines[at] = name + colon + value
    else:
        lines[at + 1 : at + 1 + chance.randint(0, 1)] = [chance.choice(_FIELDS) + b":" + value]
    return b"\r\n".join(lines)


def _packed(form: str, records: list[bytes]) -> bytes:
    if form == ".wacz":
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as packed:
            packed.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, records)))
        return written.getvalue()
    if form == ".warc.gz as a whole":
        return gzip.compress(b"".join(records), 1)
    if form.endswith(".gz"):
        return b"".join(gzip.compress(one, 1) for one in records)
    return b"".join(records)[: bytewise.MOST_BYTES * 4]
