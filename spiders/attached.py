"""Attached files: each asked for once a run, described, and marked where it is not there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive import captures, intake
from archive.intake import Item
from archive.run import Run
from crawling.conditional import NO_CONDITIONS, whole
from crawling.keep import capture_of, fetched_of
from crawling.readers import FileReader, PageReader
from crawling.redirects import MAX_REDIRECTS, REDIRECTS, location
from layouts.addresses import is_ours
from layouts.file_addresses import has_page
from layouts.files import HTML, media_type
from records.errors import ArchiveError, Refused
from records.finding import FileFound
from records.models import Capture, Document
from records.reading import Fetched
from spiders.findings import file_found, file_not_there

# A document may be larger than any page, and slower.
DOCUMENT_MAXSIZE = 100 * 1024 * 1024
# Files come last: a page is worth more than its attachment.
PRIORITY = -10


def behind(fetched: Fetched, document: str, pages: PageReader) -> str | None:
    """The file that a page stands before, where a page is answered in place of the file."""
    if not has_page(document):
        return None
    if "html" not in fetched.headers.get("content-type", "") and media_type(fetched.body) != HTML:
        return None
    try:
        return pages.file_behind(fetched)
    except Refused:
        return None


class Attached:
    """The files of one run."""

    def __init__(self, run: Run, pages: PageReader) -> None:
        self.run = run
        self.pages = pages
        self.reader = FileReader()
        self._asked: set[str] = set()

    def ask(self, documents: Iterable[Document]) -> Iterator[Request]:
        """The requests for files that were not asked for yet, and are not withheld."""
        for document in documents:
            wanted = document.id not in self._asked and document.id not in self.run.withheld
            if document.url and wanted:
                self._asked.add(document.id)
                yield self._request(document.url, document.id, 0)

    def _request(self, url: str, document: str, hops: int) -> Request:
        return Request(
            url,
            callback=self.parse,
            errback=self.failed,
            priority=PRIORITY,
            cb_kwargs={"document": document, "hops": hops},
            meta={
                "download_maxsize": DOCUMENT_MAXSIZE,
                "download_timeout": 120,
                "if_changed": True,
            },
            dont_filter=True,
        )

    async def parse(
        self, response: Response, document: str, hops: int
    ) -> AsyncIterator[Item | Request]:
        """Describe a fetched document; one that is not there is marked, and its page stays."""
        capture = capture_of(response)
        target = location(response) if response.status in REDIRECTS else None
        if target and is_ours(target, self.run.site) and hops < MAX_REDIRECTS:
            yield self._request(target, document, hops + 1)
        elif response.status == 304 and "held" in response.meta:
            async for item in self._unchanged(response, document):
                yield item
        elif response.status in NO_CONDITIONS and "held" in response.meta:
            self.run.readings.forget(response.url)
            assert response.request
            yield whole(response.request)
        elif response.status != 200:
            yield file_not_there(document, response.status, capture)
        elif (url := behind(fetched_of(response), document, self.pages)) and hops < MAX_REDIRECTS:
            yield self._request(url, document, hops + 1)
        else:
            yield await self._found(response.body, document, response.url, capture)

    async def _unchanged(
        self, response: Response, document: str
    ) -> AsyncIterator[FileFound | Request]:
        """A file as it was; it is described again where another parser described it."""
        held = response.meta["held"]
        row = self.run.db.execute(
            "SELECT status FROM documents WHERE id = ? AND file_capture_id = ? AND note IS NULL",
            (document, held.id),
        ).fetchone()
        if row and self.run.readings.is_current(response.url):
            intake.see_file(self.run, document, row[0])
            return
        try:
            body = captures.read(self.run.db, self.run.writer.folder, held).body
        except ArchiveError:
            assert response.request
            yield whole(response.request)
            return
        yield await self._found(body, document, response.url, capture_of(response))

    async def _found(self, body: bytes, document: str, url: str, capture: Capture) -> FileFound:
        described = await self.reader.describe(body)
        if described["status"] != "failed":
            self.run.readings.put(url, capture, None)
        return file_found(document, described, capture)

    async def failed(self, failure: Failure) -> AsyncIterator[Item]:
        """A document that did not come: marked, and asked again by the next run."""
        # Scrapy sets the request on the failure; Twisted's type knows nothing of it.
        document = failure.request.cb_kwargs["document"]  # type: ignore[attr-defined]
        note = failure.getErrorMessage() or type(failure.value).__name__
        yield FileFound(document, {"status": "failed", "note": note[:300]}, None)
