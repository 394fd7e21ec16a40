"""Taking what a spider hands over into the archive: a page, a file, a page that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import absences, captures, faults, store
from archive.checks import FALLBACK_LAYOUTS
from archive.clock import now
from archive.history import Provenance
from archive.merging import merge_page
from archive.namesakes import settled
from records.characters import well_formed
from records.finding import Absent, Answer, FileFound, Finding, NightRead, Unchanged, Unread
from records.models import Capture, Cause, Page, Profile, Quarantine
from records.parser import parser_of

if TYPE_CHECKING:
    from archive.run import Run

Item = Finding | Unchanged | FileFound | Unread | Answer | Absent | NightRead


def take(run: Run, item: Item) -> None:
    """Store one item in one transaction: all of it, or nothing. What is withheld is left out."""
    if isinstance(item, Finding):
        if item.page.id in run.withheld:
            _leave_out(run, item)
            return
        _without_withheld(run, item)
    if isinstance(item, NightRead):
        run.settle_doubts()
        return
    if isinstance(item, Finding) and not (
        run.doubts and not _is_believed(run, item) and run.doubts.hold(item)
    ):
        put_page(run, item)
        return
    with run.db.atomic():
        _index(run, item.capture)
        if isinstance(item, Unchanged):
            _put_unchanged(run, item)
        elif isinstance(item, FileFound):
            _put_file(run, item)
        elif isinstance(item, Unread):
            put_unread(run, item)
        elif isinstance(item, Absent):
            run.absent[item.page_id] = item.capture


def _index(run: Run, capture: Capture | None) -> None:
    if capture and not captures.indexed(run.db, capture.id):
        run.keep(capture)


def _is_believed(run: Run, item: Finding) -> bool:
    """Whether an earlier run has judged this capture already, and made a version or a page of it."""
    if run.is_own(item.capture):
        return False
    row = run.db.execute(
        "SELECT 1 FROM versions WHERE capture_id = :id UNION ALL"
        " SELECT 1 FROM pages WHERE capture_id = :id LIMIT 1",
        {"id": item.page.capture_id},
    ).fetchone()
    return row is not None


def _without_withheld(run: Run, item: Finding) -> None:
    item.documents = [one for one in item.documents if one.id not in run.withheld]
    item.leads = [lead for lead in item.leads if lead.id not in run.withheld]
    if item.content:
        places = item.content.documents
        item.content.documents = [p for p in places if p.document_id not in run.withheld]


def _leave_out(run: Run, item: Finding) -> None:
    """A page that turns out to be withheld only when it is read: its address is not kept either."""
    run.skipped["withheld"] += 1
    with run.db.atomic():
        run.db.execute("DELETE FROM captures WHERE id = ?", (item.capture.id,))


def _source(run: Run, capture: Capture, is_reread: bool = False) -> Provenance:
    cause: Cause = "re-read" if is_reread or not run.is_own(capture) else "site"
    return Provenance(capture.id, capture.captured_at, run.crawl.id, cause, parser_of(run.site))


def put_page(run: Run, item: Finding) -> None:
    """Store a page with its record and its files, in one transaction; what it leads to waits."""
    with run.db.atomic():
        _index(run, item.capture)
        merged = _merge_aliases(run, item)
        source = _put_page(run, item)
    run.merged.update(merged)
    # It stands for itself now, whatever it was before: the way from one to the other has an end.
    run.merged.pop(item.page.id, None)
    run.translations += item.translations
    for lead in item.leads:
        earlier = run.leads.get(lead.id)
        if earlier is None or source.captured_at < earlier[1].captured_at:
            run.leads[lead.id] = (lead, source)


def _merge_aliases(run: Run, item: Finding) -> dict[str, str]:
    """Bring what was kept under other identities under the page's own; which had anything.

    Before the page is written: which capture of it is the latest then shows by itself.
    """
    own = item.page.id
    merged = [one for one in item.aliases if merge_page(run.db, one, own, run.site.languages)]
    return dict.fromkeys(merged, own)


def _put_page(run: Run, item: Finding) -> Provenance:
    source = _source(run, item.capture, item.is_reread)
    run.counts["fallen back"] += _falls_back(run, item.page)
    is_latest = store.put_page(run.db, item.page)
    _note_seen(run, item.page.id, item.page.layout, item.addresses, source.captured_at)
    for document in item.documents:
        store.put_document(run.db, document, source)
    if isinstance(item.content, Profile):
        item.content = settled(run.db, item.content, source, run.site)
    if item.content:
        outcome = store.put_content(
            run.db, item.content, source, run.site.languages, is_latest=is_latest
        )
        # What a better parser makes of the same words is no news of the site.
        run.counts[outcome] += source.cause == "site"
    for url in {item.page.url, item.asked_as} - {None}:
        store.release(run.db, str(url))
    # A kept capture that is read again beside its page's new answer is no page more.
    run.counts["read"] += run.is_own(item.capture) or run.crawl.spider != "collective"
    return source


def _put_unchanged(run: Run, item: Unchanged) -> None:
    captured_at = item.capture.captured_at
    store.see_page(run.db, item.page_id, captured_at)
    _note_seen(run, item.page_id, item.layout, item.addresses, captured_at)
    run.translations += item.translations
    run.counts["read"] += 1
    run.counts["unchanged"] += 1


def _note_seen(
    run: Run, page_id: str, layout: str, addresses: dict[str, int | None], captured_at: str
) -> None:
    """What an answer tells of a page whatever it says: it is there, and these lead to it."""
    run.seen.add(page_id)
    run.layouts.add(layout)
    run.counts["back"] += absences.seen(run.db, page_id, captured_at)
    for url, status in addresses.items():
        store.put_address(run.db, url, page_id, status, captured_at)
        store.release(run.db, url)


def _falls_back(run: Run, page: Page) -> bool:
    """Whether a fallback layout reads what another layout used to read."""
    if page.layout not in FALLBACK_LAYOUTS:
        return False
    known = run.db.execute("SELECT layout FROM pages WHERE id = ?", (page.id,)).fetchone()
    return known is not None and known[0] not in FALLBACK_LAYOUTS


def _put_file(run: Run, item: FileFound) -> None:
    run.counts[f"documents {item.found['status']}"] += 1
    came = item.found.get("sha256") is not None
    run.counts["files that came"] += came
    worse = store.is_read_worse(run.db, item.document_id, item.found)
    run.counts["files not read"] += came and (item.found["status"] == "failed" or worse)
    run.files_absent.pop(item.document_id, None)
    if item.found["status"] == "missing" and store.was_fetched(run.db, item.document_id):
        # Only a healthy run is evidence that a file is there no more.
        run.files_absent[item.document_id] = item
    else:
        put_file(run, item)


def see_file(run: Run, document_id: str, status: str) -> None:
    """Count a file that the site calls unchanged: it is there, and its row holds."""
    run.counts[f"documents {status}"] += 1
    run.files_absent.pop(document_id, None)


def put_file(run: Run, item: FileFound) -> None:
    """Store what a file showed, or why it did not come."""
    known = run.db.execute(
        "SELECT capture_id, url FROM documents WHERE id = ?", (item.document_id,)
    ).fetchone()
    if known:
        source = (
            _source(run, item.capture)
            if item.capture
            else Provenance(known[0], now(), run.crawl.id)
        )
        store.put_file(run.db, item.document_id, item.found, source)
        if item.found.get("sha256"):
            store.release(run.db, known[1] or item.document_id)


def address_of_record(run: Run, table: str, record_id: str) -> str:
    """The address of a page or file, as the archive knows it; its identity where it knows none."""
    row = run.db.execute(f"SELECT url FROM {table} WHERE id = ?", (record_id,)).fetchone()
    return (row and row[0]) or record_id


def put_unread(run: Run, item: Unread) -> None:
    """Put a page, or the file of a document, into quarantine."""
    url = well_formed(item.url)
    if item.document:
        url = address_of_record(run, "documents", item.document)
    if item.reason == faults.REASON:
        run.note_fault(url, item.detail)
    if item.document and not store.was_asked(run.db, item.document):
        # It has no other fate; what is known of a file is kept.
        found = {"status": "unreadable", "note": item.detail}
        put_file(run, FileFound(item.document, found, item.capture))
    seen_at = item.capture.captured_at if item.capture else now()
    store.put_quarantine(
        run.db,
        Quarantine(
            url=url,
            reason=item.reason,
            detail=item.detail,
            capture_id=item.capture.id if item.capture else None,
            first_seen_at=seen_at,
            crawl_id=run.crawl.id,
        ),
    )
    run.counts["quarantined"] += 1
