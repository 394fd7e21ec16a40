"""Writing captures: every answer of the site goes into a WARC file before it is read.

One gzip file a run, in the captures folder, with a warcinfo record first. A payload that is kept
already is not kept again: a revisit record says which one it is.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from archive import warc_digests, warc_fields, warc_files, warc_heads
from archive.warc_fields import bare_id
from archive.warc_heads import Head, one_line
from archive.warc_stored import Stored
from records.characters import well_formed
from records.errors import NotWritable
from records.models import Capture
from records.reading import Fetched

Headers = Sequence[tuple[str, str]]
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class Answered:
    """An HTTP answer with its bytes as they came, and the request that brought it."""

    url: str
    status: int
    headers: Headers
    body: bytes
    captured_at: str
    request: Headers = ()
    method: str = "GET"
    protocol: str = "HTTP/1.1"

    @property
    def digest(self) -> str:
        """The digest of the payload as WARC writes it."""
        return f"sha1:{base64.b32encode(hashlib.sha1(self.body).digest()).decode()}"

    def header(self, name: str) -> str | None:
        """A header's first value, by its name in lower case."""
        return next((value for one, value in self.headers if one.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record of another tool stands: its file, the one within it where it is a WACZ, its place."""

    file: str
    member: str
    offset: int


class Writer:
    """The WARC file of one run. It is made with the first record: an idle run leaves no file."""

    def __init__(self, folder: Path, crawl_id: str, software: Mapping[str, str]) -> None:
        self.folder = folder
        self.crawl_id = crawl_id
        self.path = folder / f"{crawl_id}.warc.gz"
        self._software = dict(software)
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None

    def response(self, answer: Answered) -> Capture:
        """Keep an answer, and the request that brought it."""
        record = self._open().create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(answer.body),
            http_headers=_head(answer),
            warc_headers_dict={"WARC-Date": answer.captured_at},
        )
        capture = self._write(
            record, answer.status, len(answer.body), answer.header("content-type")
        )
        self._request(answer, record)
        return _with_validators(capture, answer)

    def unchanged(self, answer: Answered, held: Capture) -> Capture:
        """Keep an answer whose payload is that of a capture kept before, by its own word or its bytes.

        What the site calls that payload stays as it was where the answer does not say it again.
        """
        said_so = answer.status == 304
        headers = {
            "WARC-Date": answer.captured_at,
            "WARC-Refers-To": f"<urn:uuid:{held.id}>",
        }
        record = self._open().create_revisit_record(
            answer.url, held.digest, held.url, held.captured_at, _head(answer), headers
        )
        if said_so:
            record.rec_headers.replace_header("WARC-Profile", _UNCHANGED)
        size = 0 if said_so else len(answer.body)
        capture = self._write(record, answer.status, size, held.mime)
        self._request(answer, record)
        kept = {"refers_to": held.id, "etag": held.etag, "last_modified": held.last_modified}
        return _with_validators(capture.with_changes(**kept), answer)

    def _request(self, answer: Answered, record: ArcWarcRecord) -> None:
        writer = self._open()
        line = f"{answer.method} {answer.url} HTTP/1.1"
        asked = Head(line, list(answer.request), is_http_request=True)
        concurrent = {
            "WARC-Date": answer.captured_at,
            "WARC-Concurrent-To": record.rec_headers["WARC-Record-ID"],
        }
        record = writer.create_warc_record(
            answer.url, "request", http_headers=asked, warc_headers_dict=concurrent
        )
        self._put(record)
        self._flush()

    def copy(
        self,
        one: Stored,
        url: str,
        record_id: str,
        source: Source,
        stands_for: Mapping[str, str] | None = None,
    ) -> int:
        """Keep a record of another tool as it is, and a note of where it came from; where it stands now.

        The bytes are its own, packed as they were or in a member of ours. Only a record that has no id to be
        known by, or whose head names another address or moment than those it `stands_for`, has a head of
        ours; the note holds its own, and its block is as it was. The note stands under `url`, its address
        as it is kept in rows.
        """
        self._open()
        assert self._file
        offset = self._file.tell()
        head = warc_fields.head_of(one)
        ours = {"WARC-Record-ID": f"<urn:uuid:{record_id}>", **(stands_for or {})}
        as_it_was = not one.is_arc and not stands_for and warc_fields.id_of(head) == record_id
        try:
            if as_it_was and one.member:
                one.member.seek(0)
                shutil.copyfileobj(one.member, self._file)
            else:
                self._pack(one, one.head if as_it_was else _with(one, head, ours))
        except OSError as error:
            raise _not_writable(self.folder, error) from error
        named = head["WARC-Record-ID"] if as_it_was else ours["WARC-Record-ID"]
        self._put(self._note(one, url, named, source, as_it_was=as_it_was))
        self._flush()
        return offset

    def _pack(self, one: Stored, head: bytes) -> None:
        assert self._file
        with gzip.GzipFile(fileobj=self._file, mode="wb", filename="", mtime=0) as member:
            member.write(head)
            one.block.seek(0)
            shutil.copyfileobj(one.block, member)
            member.write(b"\r\n\r\n")

    def _note(
        self, one: Stored, url: str, named: str, source: Source, *, as_it_was: bool
    ) -> ArcWarcRecord:
        """A metadata record on a copied one: its file, its place there, and the digest of all its bytes."""
        own = warc_fields.head_of(one).get_header("WARC-Record-ID") if not one.is_arc else None
        fields = [
            ("source-file", source.file),
            ("source-member", source.member),
            ("source-offset", str(source.offset)),
            ("source-record-id", own or ""),
            ("source-record-digest", warc_digests.sha256(one)),
        ]
        if not as_it_was:
            fields += [("source-record-head", x) for x in warc_heads.utf8(one.head).splitlines()]
        lines = [f"{name}: {one_line(well_formed(value))}\r\n" for name, value in fields if value]
        return self._open().create_warc_record(
            url,
            "metadata",
            payload=BytesIO("".join(lines).encode()),
            warc_content_type="application/warc-fields",
            warc_headers_dict={"WARC-Refers-To": named},
        )

    def file(self, fetched: Fetched) -> Capture:
        """Keep a page that came as a file: markup as a resource, extracted text as a conversion."""
        writer = self._open()
        kind, mime = (
            ("conversion", "text/plain") if fetched.form == "text" else ("resource", "text/html")
        )
        record = writer.create_warc_record(
            fetched.url,
            kind,
            payload=BytesIO(fetched.body),
            warc_content_type=one_line(well_formed(fetched.headers.get("content-type") or mime)),
            warc_headers_dict={"WARC-Date": fetched.captured_at},
        )
        capture = self._write(record, fetched.status, len(fetched.body), mime)
        self._flush()
        return capture

    def close(self) -> None:
        """End the file, and see that it is on the disk: rows that lead to it are published after this.

        A run that kept nothing has none. Raises NotWritable where the disk has not taken it; one that was
        full was said before.
        """
        if self._file is None or self._file.closed:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            warc_files.sync_folder(self.folder)
        except OSError as error:
            raise _not_writable(self.folder, error) from error
        finally:
            with suppress(OSError):
                self._file.close()

    def _open(self) -> WARCWriter:
        if self._writer is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("xb")
            except OSError as error:
                raise _not_writable(self.folder, error) from error
            self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
            self._writer.write_record(
                self._writer.create_warcinfo_record(self.path.name, self._software)
            )
        return self._writer

    def _write(self, record: ArcWarcRecord, status: int, size: int, mime: str | None) -> Capture:
        assert self._file
        offset = self._file.tell()
        self._put(record)
        headers = record.rec_headers
        return Capture(
            id=bare_id(headers["WARC-Record-ID"]),
            url=headers["WARC-Target-URI"],
            captured_at=headers["WARC-Date"],
            status=status,
            mime=(mime or "").partition(";")[0].strip() or None,
            digest=headers["WARC-Payload-Digest"],
            bytes=size,
            file=self.path.name,
            offset=offset,
            crawl_id=self.crawl_id,
        )

    def _put(self, record: ArcWarcRecord) -> None:
        assert self._writer
        try:
            self._writer.write_record(record)
        except OSError as error:
            raise _not_writable(self.folder, error) from error

    def _flush(self) -> None:
        """A row that names a record is only committed after the record is with the system."""
        assert self._file
        try:
            self._file.flush()
        except OSError as error:
            raise _not_writable(self.folder, error) from error


def _with(one: Stored, head: Head, ours: Mapping[str, str]) -> bytes:
    """A record's head with what we know of it in place of what it says, and the length that it has."""
    ours = {**ours, "Content-Length": str(one.length)}
    if not head.get_header("WARC-Block-Digest"):
        one.block.seek(0)
        ours["WARC-Block-Digest"] = warc_digests.sha1(one.block)
        one.block.seek(0)
    given = [(n, v) for n, v in head.headers if n.lower() not in {name.lower() for name in ours}]
    lines = [head.protocol or "WARC/1.0", *(f"{n}: {v}" for n, v in (*given, *ours.items()))]
    return "".join(f"{one_line(line)}\r\n" for line in lines).encode("utf-8", "replace") + b"\r\n"


def _head(answer: Answered) -> Head:
    return Head(str(answer.status), list(answer.headers), protocol=answer.protocol)


def _with_validators(capture: Capture, answer: Answered) -> Capture:
    """The capture with what the answer says its payload is known by."""
    stated = {"etag": answer.header("etag"), "last_modified": answer.header("last-modified")}
    return capture.with_changes(**{name: value for name, value in stated.items() if value})


def writable(folder: Path) -> None:
    """Make the folder of captures. Raises ArchiveError where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_writable(folder, error) from error


def _not_writable(folder: Path, error: OSError) -> NotWritable:
    return NotWritable(f"captures cannot be written to {folder}: {error}")
