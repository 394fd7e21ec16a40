"""From one answer to what the pipelines take: read it, or say why it cannot be read."""

from __future__ import annotations

from typing import Any

import layouts
from layouts.addresses import Place, canonical, place
from records.errors import Refused
from records.finding import FileFound, Finding, Unread, find
from records.models import Capture
from records.reading import Fetched, Reading
from records.site import Site
from spiders.evidence import Evidence


def read(
    fetched: Fetched, capture: Capture, site: Site, evidence: Evidence
) -> tuple[Finding | Unread, Reading | None]:
    """The finding of one page and its reading, or the row of quarantine in its place."""
    try:
        reading = layouts.read(fetched, site)
    except Refused as refusal:
        at = place(fetched.url, site)
        url = canonical(at.id, site) if at else fetched.url
        return Unread(url, refusal.reason, refusal.detail, capture), None
    at = place(fetched.url, site)
    assert at
    evidence.note(reading, at.id, capture)
    return found_in(reading, at, capture, site, evidence), reading


def found_in(
    reading: Reading, at: Place, capture: Capture, site: Site, evidence: Evidence
) -> Finding:
    """What a reading gives, with what other pages say of it by now."""
    found = find(reading, site, capture, evidence.of(reading.page_id))
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
