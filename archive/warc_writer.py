"""Writing captures: every answer of the site goes into a WARC file before it is read.

One gzip file a run, in the captures folder, with a warcinfo record first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.warc_fields import bare_id
from records.errors import ArchiveError
from records.models import Capture
from records.reading import Fetched

Headers = Sequence[tuple[str, str]]


class Writer:
    """The WARC file of one run. It is made with the first record: an idle run leaves no file."""

    def __init__(self, folder: Path, crawl_id: str, software: Mapping[str, str]) -> None:
        self.folder = folder
        self.crawl_id = crawl_id
        self.path = folder / f"{crawl_id}.warc.gz"
        self._software = dict(software)
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None

    def response(
        self, url: str, status: int, headers: Headers, body: bytes, captured_at: str, request: Headers = (),
        method: str = "GET",
    ) -> Capture:  # fmt: skip
        """Keep an HTTP answer, its bytes as they came, and the request that brought it."""
        writer = self._open()
        line = StatusAndHeaders(str(status), list(headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            http_headers=line,
            warc_headers_dict={"WARC-Date": captured_at},
        )
        capture = self._write(
            record, status, body, {n.lower(): v for n, v in headers}.get("content-type")
        )
        asked = StatusAndHeaders(f"{method} {url} HTTP/1.1", list(request), is_http_request=True)
        concurrent = {
            "WARC-Date": captured_at,
            "WARC-Concurrent-To": record.rec_headers["WARC-Record-ID"],
        }
        writer.write_record(
            writer.create_warc_record(
                url, "request", http_headers=asked, warc_headers_dict=concurrent
            )
        )
        self._flush()
        return capture

    def copy(self, fetched: Fetched) -> Capture:
        """Keep an answer that another tool kept, with its status and headers; a file as a file."""
        if fetched.form == "text" or len(fetched.headers) < 2:
            return self.file(fetched)
        # The body came decoded: these would say of it what is true no more.
        untrue = ("content-encoding", "transfer-encoding", "content-length")
        headers = [(name, value) for name, value in fetched.headers.items() if name not in untrue]
        return self.response(
            fetched.url, fetched.status, headers, fetched.body, fetched.captured_at
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
            warc_content_type=fetched.headers.get("content-type", mime),
            warc_headers_dict={"WARC-Date": fetched.captured_at},
        )
        capture = self._write(record, fetched.status, fetched.body, mime)
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
                raise ArchiveError(
                    f"captures cannot be written to {self.folder}: {error}"
                ) from error
            self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
            self._writer.write_record(
                self._writer.create_warcinfo_record(self.path.name, self._software)
            )
        return self._writer

    def _write(self, record: ArcWarcRecord, status: int, body: bytes, mime: str | None) -> Capture:
        assert self._file
        assert self._writer
        offset = self._file.tell()
        self._writer.write_record(record)
        headers = record.rec_headers
        return Capture(
            id=bare_id(headers["WARC-Record-ID"]),
            url=headers["WARC-Target-URI"],
            captured_at=headers["WARC-Date"],
            status=status,
            mime=(mime or "").partition(";")[0].strip() or None,
            digest=headers["WARC-Payload-Digest"],
            bytes=len(body),
            file=self.path.name,
            offset=offset,
            crawl_id=self.crawl_id,
        )

    def _flush(self) -> None:
        """A row that names a record is only committed after the record is with the system."""
        assert self._file
        self._file.flush()


def writable(folder: Path) -> None:
    """Make the folder of captures. Raises ArchiveError where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ArchiveError(f"captures cannot be written to {folder}: {error}") from error
