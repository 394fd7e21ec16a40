"""What a spider hands to the pipelines: everything one answer of the site gave, ready for its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from records import article, meeting, member, report, statement
from records.document import documents
from records.kinds import kind_of
from records.models import Capture, Content, Document, Page
from records.parser import parser_of
from records.reading import Reading
from records.site import Site
from records.teaser import lead


@dataclass(slots=True)
class Finding:
    """A page that was read: its record (none for a list without text), its files, its leads.

    `aliases` are identities under which it may have been kept before its number was known;
    `is_reread` says that the site says the same as before, and only its reader is another;
    `tells_number` that the page prints its own number; `asked_as` is the address by which it stood in
    quarantine if it could not be read before.
    """

    capture: Capture
    page: Page
    content: Content | None
    documents: list[Document]
    leads: list[Content]
    translations: list[tuple[str, str]]
    addresses: dict[str, int | None] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    is_reread: bool = False
    tells_number: bool = False
    asked_as: str | None = None


@dataclass(slots=True)
class Unchanged:
    """A page whose bytes are those its record was read from: it was met, and is as it was."""

    page_id: str
    layout: str
    kind: str
    capture: Capture
    translations: list[tuple[str, str]]
    addresses: dict[str, int | None]


@dataclass(slots=True)
class FileFound:
    """A document that was fetched, or could not be: `found` are columns of `models.Document`."""

    document_id: str
    found: dict[str, Any]
    capture: Capture | None


@dataclass(slots=True)
class Unread:
    """A page that could not be read, and why: a row of `quarantine`.

    `document` is the document whose file it is, where it is no page.
    """

    url: str
    reason: str
    detail: str
    capture: Capture | None
    document: str | None = None


@dataclass(slots=True)
class Answer:
    """An answer that is kept but holds no page: robots.txt, a feed, a 404."""

    capture: Capture


@dataclass(slots=True)
class NightRead:
    """All captures of one night were handed over: what they say of each other can be judged."""

    capture: None = None


@dataclass(slots=True)
class Absent:
    """The site's answer (404 or 410) that a page read before is not there."""

    page_id: str
    capture: Capture


_CONTENT: dict[str, Callable[[Reading, Site, str], Content]] = {
    "member": member.profile,
    "statement": statement.statement,
    "meeting": meeting.meeting,
    "report": lambda reading, _, capture_id: report.report(reading, capture_id),
}


def find(reading: Reading, site: Site, capture: Capture, lists: tuple[str, ...] = ()) -> Finding:
    """Make the records of one reading. `lists` is what the lists that lead to the page say of it."""
    kind, _, sort = kind_of(reading, site, lists).partition("/")
    files, places = documents(reading, capture.id)
    content: Content | None = None
    if kind in _CONTENT:
        content = _CONTENT[kind](reading, site, capture.id)
    elif not reading.is_list or reading.blocks or files:
        content = article.article(reading, sort, capture.id, lists)
    if content:
        content.documents = places
    return Finding(
        capture=capture,
        page=_page(reading, "list" if reading.is_list else kind, capture, parser_of(site)),
        content=content,
        documents=files,
        leads=[lead(teaser, reading, site, capture.id) for teaser in reading.teasers],
        translations=[
            (reading.page_id, translation.page_id) for translation in reading.translations
        ],
        tells_number=reading.tells_number,
    )


def _page(reading: Reading, kind: str, capture: Capture, parser: str) -> Page:
    return Page(
        id=reading.page_id,
        layout=reading.layout,
        kind=kind,
        url=reading.url,
        title=reading.title,
        language=reading.language,
        trail=" > ".join(reading.trail) or None,
        first_seen_at=capture.captured_at,
        last_seen_at=capture.captured_at,
        changed_at=capture.captured_at,
        # Of an unchanged answer, the capture that holds the words.
        capture_id=capture.refers_to or capture.id,
        parser=parser,
    )
