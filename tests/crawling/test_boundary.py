"""One odd page costs itself: whatever it makes the program raise becomes a row of quarantine."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Future

import pytest

from crawling.readers import PageReader, Read
from layouts.addresses import canonical
from records.errors import NotWritable
from records.finding import Finding, Unread
from records.models import Capture
from records.reading import Fetched, Reading
from spiders import findings
from spiders.evidence import Evidence
from tests.archive.conftest import SITE
from tests.crawling.site_of_pages import drupal

URL = "https://contrelatraite.org/appel"
TEXT = "<p>Le Collectif rappelle que les victimes ont des droits.</p>"


class Failing(PageReader):
    """A reader that raises while it reads a page, or while it makes its records."""

    def __init__(self, error: BaseException, while_finding: bool = False) -> None:
        super().__init__(SITE)
        self.error, self.while_finding = error, while_finding

    def ahead(
        self, fetched: Fetched, capture: Capture, lists: tuple[str, ...] = ()
    ) -> Future[Read]:
        ahead = Future[Read]()
        if self.while_finding:
            # Where the records could not be made, how is told when they are asked for.
            ahead.set_result(Read(self.read(fetched), None, lists))
        else:
            ahead.set_exception(self.error)
        return ahead

    def find(self, *_: object) -> Finding:
        raise self.error


def read(reader: PageReader) -> tuple[Finding | Unread, Reading | None]:
    body = drupal("Appel aux élus", f"{TEXT}<a href='/autre'>Autre</a>", 77, "appel").encode()
    capture = Capture(
        id="c1", url=URL, captured_at="2026-01-02T03:04:05Z", digest="sha1:X", bytes=len(body),
        file="f.warc.gz", offset=0, crawl_id="run",
    )  # fmt: skip
    fetched = Fetched(URL, body, capture.captured_at)
    try:
        return findings.read(fetched, capture, SITE, Evidence(SITE), reader)
    finally:
        reader.close()


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no such day"), RecursionError("too deep"), AssertionError(), KeyError("x"),
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), OverflowError("too large"),
        sqlite3.IntegrityError("FOREIGN KEY constraint failed"), OSError(2, "no such file"),
    ],
)  # fmt: skip
def test_what_a_page_makes_its_reader_raise_is_a_row_with_the_name_and_the_page(
    error: Exception,
) -> None:
    found, reading = read(Failing(error))
    assert isinstance(found, Unread)
    assert (found.reason, found.url, found.capture and found.capture.id) == ("fault", URL, "c1")
    assert found.detail.startswith(type(error).__name__)
    assert reading is None


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("database or disk is full"), MemoryError(), KeyboardInterrupt(),
        sqlite3.DatabaseError("database disk image is malformed"), OSError(28, "No space left"),
        NotWritable("captures cannot be written"),
    ],
)  # fmt: skip
def test_what_the_next_page_would_meet_as_well_is_no_pages_own_fault(
    error: BaseException,
) -> None:
    with pytest.raises(type(error)):
        read(Failing(error))


def test_a_page_whose_records_cannot_be_made_still_leads_on_to_others() -> None:
    found, reading = read(Failing(ValueError("no such day"), while_finding=True))
    assert isinstance(found, Unread)
    assert found.url == canonical("drupal/path/appel", SITE)
    assert reading is not None
    assert "https://contrelatraite.org/autre" in reading.links
