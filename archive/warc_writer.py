"""Writing captures: every answer of the site goes into a WARC file before it is read.

One gzip file a run, in the captures folder, with a warcinfo record first. A payload that is kept
already is not kept again: a revisit record says which one it is.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from archive.warc_fields import bare_id
from archive.warc_heads import Head, one_line
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

    @property
    def digest(self) -> str:
        """The digest of the payload as WARC writes it."""
        return f"sha1:{base64.b32encode(hashlib.sha1(self.body).digest()).decode()}"

    def header(self, name: str) -> str | None:
        """A header's first value, by its name in lower case."""
        return next((value for one, value in self.headers if one.lower() == name), None)


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

    def copy(self, fetched: Fetched) -> Capture:
        """Keep an answer that another tool kept, with its status and headers; a file as a file."""
        if fetched.form == "text" or len(fetched.headers) < 2:
            return self.file(fetched)
        # The body came decoded: these would say of it what is true no more.
        untrue = ("content-encoding", "transfer-encoding", "content-length")
        headers = [(name, value) for name, value in fetched.headers.items() if name not in untrue]
        return self.response(
            Answered(fetched.url, fetched.status, headers, fetched.body, fetched.captured_at)
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
        """End the file; a run that kept nothing has none. A disk that is full was said before."""
        if self._file:
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


def _head(answer: Answered) -> Head:
    return Head(str(answer.status), list(answer.headers), protocol="HTTP/1.1")


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
