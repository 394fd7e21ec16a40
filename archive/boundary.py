"""The boundary around one item: what it makes this program raise becomes its row of quarantine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from archive import faults
from archive.intake import Item, address_of_record, put_page, take
from records.finding import Absent, FileFound, Finding, Unchanged, Unread
from records.models import Capture

if TYPE_CHECKING:
    from archive.run import Run

logger = logging.getLogger(__name__)


@contextmanager
def boundary(run: Run, item: Item) -> Iterator[None]:
    """Turn what storing an item raises into its row of quarantine; the counts are as before it.

    What the next item would meet as well is raised: a full disk, a damaged archive.
    """
    counted = run.counts.copy()
    try:
        yield
    except Exception as error:
        if faults.ends_the_run(error):
            raise
        run.counts.clear()
        run.counts.update(counted)
        put_fault(run, error, *named(run, item), doing=f"storing it ({type(item).__name__})")


def take_settled(run: Run, item: Finding | Unread) -> None:
    """Store a page that was held back, or why it is not believed: as any item, at its own cost."""
    with boundary(run, item):
        if isinstance(item, Finding):
            put_page(run, item)
        else:
            take(run, item)


def put_fault(
    run: Run,
    error: BaseException,
    url: str,
    capture: Capture | None,
    document: str | None = None,
    *,
    doing: str,
) -> None:
    """Put a page or file into quarantine that this program failed on, in a transaction of its own.

    What was archived of it stays as it was; it counts as met, and is asked for whole the next time.
    """
    logger.error("%s: a fault %s", url, doing, exc_info=error)
    run.readings.forget(capture.url if capture else url)
    unread = faults.unread(error, url, capture, doing, document)
    try:
        take(run, unread)
    except Exception as again:
        if faults.ends_the_run(again):
            raise
        # Then it is the capture itself that no row can be made of.
        take(run, replace(unread, capture=None))


def named(run: Run, item: Item) -> tuple[str, Capture | None, str | None]:
    """The address of what an item is of, its capture, and its document where it is a file."""
    if isinstance(item, Finding):
        return item.page.url or item.page.id, item.capture, None
    if isinstance(item, Unread):
        return item.url, item.capture, item.document
    if isinstance(item, FileFound):
        return address_of_record(run, "documents", item.document_id), item.capture, item.document_id
    if isinstance(item, Unchanged | Absent):
        return address_of_record(run, "pages", item.page_id), item.capture, None
    return (item.capture.url if item.capture else run.crawl.id), item.capture, None
