"""From one answer to what the pipelines take: read it, or say why it cannot be read."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import Any

from archive import faults
from crawling.readers import PageReader, Read
from layouts.addresses import Place, address_of, place
from records.errors import Refused
from records.finding import Answer, FileFound, Finding, Unchanged, Unread
from records.kinds import kind_of
from records.models import Capture
from records.reading import Fetched, Reading
from records.site import Site
from spiders.evidence import Evidence

logger = logging.getLogger(__name__)


def read(
    fetched: Fetched,
    capture: Capture,
    site: Site,
    evidence: Evidence,
    reader: PageReader,
    ahead: Future[Read] | None = None,
) -> tuple[Finding | Unchanged | Unread | Answer, Reading | None]:
    """The finding of one page and its reading, or the row of quarantine in its place.

    `ahead` is its reading where that was begun before. A node that says the same under another prefix was
    met, and is that page; one that only leads to another is an address of it.

    Whatever a page makes this program raise costs that page alone: its row says which exception it
    was. Where only the records could not be made the reading comes with it, and leads on to others.
    """
    reading: Reading | None = None
    try:
        at = place(fetched.url, site)
        if ahead is None:
            # Most pages are listed as what they are before they are asked for.
            ahead = reader.ahead(fetched, capture, evidence.of(at.id) if at else ())
        made = ahead.result()
        reading = made.reading
        assert at
        if reading.leads_to:
            there = place(reading.leads_to, site)
            evidence.meet(fetched.url)
            if there:
                evidence.redirected(at, there)
            return Answer(capture), reading
        twin = evidence.twin(reading, at.id, fetched.url)
        if twin:
            kind = kind_of(reading, site, evidence.of(twin)).partition("/")[0]
            met = {fetched.url: fetched.status}
            return Unchanged(twin, reading.layout, kind, capture, [], dict(met)), reading
        evidence.note(reading, at.id, capture)
        is_told = evidence.of(reading.page_id) == made.lists
        found = found_in(reading, at, capture, evidence, reader, made.found if is_told else None)
        found.asked_as = address_of(fetched.url, site)
        return found, reading
    except Refused as refusal:
        return refused(refusal, fetched.url, capture, site), reading
    except Exception as error:
        if faults.ends_the_run(error):
            raise
        doing = "making its records" if reading else "reading it"
        return fault(error, address_of(fetched.url, site), capture, doing), reading


def refused(refusal: Refused, url: str, capture: Capture, site: Site) -> Unread:
    """The row of quarantine of a page that cannot be read."""
    return Unread(address_of(url, site), refusal.reason, refusal.detail, capture)


def fault(
    error: BaseException, url: str, capture: Capture | None, doing: str, document: str | None = None
) -> Unread:
    """The row of quarantine of a page or file that this program failed on; the log tells where."""
    logger.error("%s: a fault %s", url, doing, exc_info=error)
    return faults.unread(error, url, capture, doing, document)


def found_in(
    reading: Reading,
    at: Place,
    capture: Capture,
    evidence: Evidence,
    reader: PageReader,
    made: Finding | None = None,
) -> Finding:
    """What a reading gives, with what other pages say of it by now; `made` where that was known before."""
    found = made or reader.find(reading, capture, evidence.of(reading.page_id))
    found.aliases = evidence.aliases(reading.page_id)
    if at.offset:
        # A later part of a list: what the list itself says was read on its first.
        found.content, found.documents = None, []
    return found


def file_found(document: str, described: dict[str, Any], capture: Capture) -> FileFound:
    """What a file showed; where its answer stands for an earlier payload, that is where it was read."""
    payload = capture.refers_to or capture.id
    return FileFound(document, {**described, "file_capture_id": payload}, capture)


def file_not_there(document: str, status: int, capture: Capture) -> FileFound:
    """A document that was answered with another status than 200."""
    word = "missing" if status in (404, 410) else "failed"
    return FileFound(document, {"status": word, "note": f"HTTP {status}"}, capture)
