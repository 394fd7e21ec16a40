"""Pages that are as they were: by the site's own word, or because only their reader is another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from archive import captures
from archive.faults import ends_the_run, said
from crawling.readers import PageReader
from layouts.addresses import place
from records.finding import Finding, Unchanged
from records.kinds import kind_of
from records.models import Capture
from records.parser import parser_of
from records.reading import Reading
from spiders.evidence import Evidence
from spiders.findings import found_in

if TYPE_CHECKING:
    from archive.run import Run

logger = logging.getLogger(__name__)
# What a page says of itself; its menus and sidebars may lead elsewhere every night.
_SAID = (
    "page_id",
    "title",
    "language",
    "trail",
    "date_line",
    "blocks",
    "attachments",
    "tags",
    "teasers",
)


def as_it_was(run: Run, evidence: Evidence, reading: Reading, capture: Capture) -> Unchanged | None:
    """The page met again, where its rows are what this reading gives; None where they would not be.

    They would not where another capture or another parser made them, where lists now say that the
    page is of another kind, and where it turns out to be one with a page kept under an alias.
    """
    row = run.db.execute(
        "SELECT p.capture_id, p.parser, p.kind, a.kind FROM pages p LEFT JOIN articles a ON a.id = p.id"
        " WHERE p.id = ?",
        (reading.page_id,),
    ).fetchone()
    kind, _, sort = kind_of(reading, run.site, evidence.of(reading.page_id)).partition("/")
    kind = "list" if reading.is_list else kind
    if row is None or row[:3] != (capture.refers_to, parser_of(run.site), kind):
        return None
    if kind == "article" and row[3] != sort:
        return None
    if any(_is_page(run, alias) for alias in evidence.aliases(reading.page_id)):
        return None
    pairs = [(reading.page_id, translation.page_id) for translation in reading.translations]
    return Unchanged(reading.page_id, reading.layout, kind, capture, pairs, {})


def is_read_otherwise(run: Run, page_id: str, capture: Capture) -> bool:
    """Whether the page's rows come from this very payload, by another parser: the site said nothing new."""
    row = run.db.execute("SELECT capture_id, parser FROM pages WHERE id = ?", (page_id,)).fetchone()
    return row is not None and row[0] == capture.refers_to and row[1] != parser_of(run.site)


def _is_page(run: Run, page_id: str) -> bool:
    found = run.db.execute("SELECT 1 FROM pages WHERE id = ?", (page_id,)).fetchone()
    return found is not None


def earlier(
    run: Run, evidence: Evidence, reading: Reading, reader: PageReader
) -> tuple[Finding | None, bool]:
    """What this parser finds in the page's last capture, if another parser read that.

    And whether the page says the same there as now: then nothing but its reader has changed.
    """
    row = run.db.execute(
        "SELECT capture_id, parser FROM pages WHERE id = ?", (reading.page_id,)
    ).fetchone()
    if row is None or row[1] == parser_of(run.site):
        return None, False
    capture = captures.indexed(run.db, row[0])
    if capture is None or run.is_own(capture):
        return None, False
    try:
        fetched = captures.read(run.db, run.writer.folder, capture)
        before = reader.read(fetched)
        at = place(fetched.url, run.site)
        if at is None or before.page_id != reading.page_id:
            return None, False
        if all(getattr(before, name) == getattr(reading, name) for name in _SAID):
            return None, True
        return found_in(before, at, capture, evidence, reader), False
    except Exception as error:
        # Whatever is wrong with what the page said then, what it says now is read.
        if ends_the_run(error):
            raise
        logger.warning("%s: its last capture cannot be read again: %s", reading.url, said(error))
        return None, False
