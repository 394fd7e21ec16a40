"""Writing records to rows: each as one whole, compared first, so that what is unchanged is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_origin

from sqlite_utils import Database

from archive.history import Outcome, Provenance, latest, remember, said
from records.characters import well_formed
from records.member import member
from records.models import (
    CONTENT,
    AgendaItem,
    Content,
    Document,
    Meeting,
    MeetingDate,
    Member,
    Page,
    PageDocument,
    Profile,
    Quarantine,
    Row,
)
from records.names import natural

# The column by which a child's rows are found again.
_PARENT: dict[type[Row], str] = {
    MeetingDate: "meeting_id",
    AgendaItem: "report_id",
    PageDocument: "page_id",
}


@cache
def _upsert(model: type[Row]) -> str:
    columns = model.columns()
    others = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c not in model.key)
    names = ", ".join(f'"{c}"' for c in columns)
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO {model.table} ({names}) VALUES ({marks})"
        f" ON CONFLICT ({', '.join(model.key)}) DO UPDATE SET {others}"
    )


def write(db: Database, record: Row) -> None:
    """Insert a row, or bring the one with its key up to date."""
    db.execute(_upsert(type(record)), tuple(record.row().values()))


def put_page(db: Database, page: Page) -> bool:
    """Write a page as its latest capture shows it; first and last seen span all captures.

    Returns whether this is the latest capture of the page: what an older one says is history.
    """
    known = db.execute(
        "SELECT first_seen_at, last_seen_at, capture_id, changed_at, translation_of, gone_at"
        " FROM pages WHERE id = ?",
        (page.id,),
    ).fetchone()
    if known is None:
        write(db, page)
        return True
    first, last, capture_id = known[:3]
    first = min(first, page.first_seen_at)
    # Seen since, but unchanged: the capture that the row was read from is still the latest word.
    if page.last_seen_at < last and page.capture_id != capture_id:
        db.execute("UPDATE pages SET first_seen_at = ? WHERE id = ?", (first, page.id))
        return False
    kept = dict(zip(("changed_at", "translation_of", "gone_at"), known[3:], strict=True))
    last = max(last, page.last_seen_at)
    write(db, page.with_changes(first_seen_at=first, last_seen_at=last, **kept))
    return True


def see_page(db: Database, page_id: str, captured_at: str) -> None:
    """Note that a page was met, and is as it was."""
    db.execute(
        "UPDATE pages SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?",
        (captured_at, page_id, captured_at),
    )


def put_content(
    db: Database,
    record: Content,
    source: Provenance,
    languages: Sequence[str],
    *,
    is_latest: bool = True,
) -> Outcome:
    """Write a content record and its children, as one whole, if it reads otherwise than before.

    A page that turned out to be of another kind leaves the table it stood in; its versions stay.
    What a capture says that is not the latest of its page only goes among the versions.
    """
    if record.seen_as == "teaser" and _read_itself(db, record.id):
        return "unchanged"
    outcome = remember(db, record.table, record.id, said(record), source)
    if not is_latest:
        return "older"
    if outcome in ("older", "unchanged") and _stands(db, record):
        return outcome
    before = _member_of(db, record.id)
    _leave_other_tables(db, record)
    write(db, record)
    _write_children(db, record)
    _enter(db, record)
    if source.cause == "site" and outcome in ("new", "changed"):
        db.execute("UPDATE pages SET changed_at = ? WHERE id = ?", (source.captured_at, record.id))
    after = record.member_id if isinstance(record, Profile) else None
    for member_id in {before, after} - {None}:
        refresh_member(db, str(member_id), source, languages)
    return outcome


def _stands(db: Database, record: Content) -> bool:
    """Whether the record stands in its table as it reads now, from a page or from a teaser as well.

    Among the versions it may stand already where its row does not: an earlier capture was read again.
    """
    row = next(db.query(f"SELECT * FROM {record.table} WHERE id = ?", (record.id,)), None)
    if row is None or (row["seen_as"], row["url"]) != (record.seen_as, record.url):
        return False
    children = {
        name: list(
            db.query(
                f"SELECT * FROM {child.table} WHERE {_PARENT[child]} = ? ORDER BY position",
                (record.id,),
            )
        )
        for name, child in _lists(type(record)).items()
        if record.seen_as == "page" or child is not PageDocument
    }
    return said(type(record).model_validate({**row, **children})) == said(record)


def _read_itself(db: Database, record_id: str) -> bool:
    return any(
        db.execute(
            f"SELECT 1 FROM {t.table} WHERE id = ? AND seen_as = 'page'", (record_id,)
        ).fetchone()
        for t in CONTENT
    )


def _member_of(db: Database, record_id: str) -> str | None:
    found = db.execute("SELECT member_id FROM profiles WHERE id = ?", (record_id,)).fetchone()
    return found[0] if found else None


def _leave_other_tables(db: Database, record: Content) -> None:
    for model in CONTENT:
        if model.table != record.table:
            remove(db, model.table, record.id)


def remove(db: Database, table: str, record_id: str) -> None:
    """Take a record's row out of its table and the search index; its versions stay."""
    if db.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,)).rowcount:
        db.execute("DELETE FROM entries WHERE kind = ? AND record_id = ?", (table, record_id))


def _write_children(db: Database, record: Content) -> None:
    for child, parent in _PARENT.items():
        own = child is not PageDocument or record.seen_as == "page"
        if own and child in _lists(type(record)).values():
            db.execute(f"DELETE FROM {child.table} WHERE {parent} = ?", (record.id,))
    for row in record.children():
        write(db, row)


@cache
def _lists(model: type[Content]) -> dict[str, type[Row]]:
    """The fields of a record that are lists of children, with the children's models."""
    fields = model.model_fields.items()
    return {n: get_args(f.annotation)[0] for n, f in fields if get_origin(f.annotation) is list}


def refresh_member(
    db: Database, member_id: str, source: Provenance, languages: Sequence[str]
) -> None:
    """Make a member anew from its profiles; one that has none left is no member."""
    rows = list(db.query("SELECT * FROM profiles WHERE member_id = ? ORDER BY id", (member_id,)))
    if not rows:
        db.execute("DELETE FROM mentions WHERE member_id = ?", (member_id,))
        db.execute("DELETE FROM unsure_names WHERE ? IN (member_id, resembles)", (member_id,))
        remove(db, Member.table, member_id)
        return
    made = member([Profile.model_validate(row) for row in rows], languages)
    remember(db, Member.table, made.id, said(made), source)
    write(db, made)
    _enter(db, made)


def put_document(db: Database, listed: Document, source: Provenance) -> Outcome:
    """Write what a page states of a document; what was found in the file itself stays.

    Of several pages that attach a document the one with the lowest number gives its caption, in
    whatever order they are read; each page's own is in page_documents. Its language is that of
    whichever page says it.
    """
    known = _document(db, listed.id)
    if known is None:
        return _put_document(db, listed, source)
    language = listed.language or known.language
    if natural(known.page_id) < natural(listed.page_id):
        stated: dict[str, Any] = {"language": known.language or language}
    else:
        stated = {name: getattr(listed, name) for name in _STATED} | {"language": language}
        if listed.stated_size is None:
            # Another page may print it: `state_sizes` says which one's counts, once all are read.
            stated |= {"stated_bytes": known.stated_bytes, "stated_size": known.stated_size}
    if all(getattr(known, name) == value for name, value in stated.items()):
        return "unchanged"
    own = {"url": listed.url, "capture_id": listed.capture_id} if "page_id" in stated else {}
    return _put_document(db, known.with_changes(**stated, **own), source)


def state_sizes(db: Database, crawl_id: str) -> None:
    """Give each document the size that the lowest of its pages prints, where its own page prints none."""
    printed: dict[str, dict[str, Any]] = {}
    for row in db.query("SELECT * FROM page_documents WHERE stated_size IS NOT NULL"):
        first = printed.get(row["document_id"])
        if first is None or natural(row["page_id"]) < natural(first["page_id"]):
            printed[row["document_id"]] = row
    for document_id, row in printed.items():
        known = _document(db, document_id)
        if known is None or known.stated_size == row["stated_size"]:
            continue
        moment, *why = db.execute(
            "SELECT captured_at, iif(crawl_id = ?, cause, 'site'), parser FROM versions"
            " WHERE record_table = 'documents' AND record_id = ? ORDER BY number DESC LIMIT 1",
            (crawl_id, document_id),
        ).fetchone()
        sized = known.with_changes(stated_bytes=row["stated_bytes"], stated_size=row["stated_size"])
        _put_document(db, sized, Provenance(known.capture_id, moment, crawl_id, *why))


def was_fetched(db: Database, document_id: str) -> bool:
    """Whether a file came at least once."""
    known = _document(db, document_id)
    return known is not None and known.status in _FETCHED


def was_asked(db: Database, document_id: str) -> bool:
    """Whether a file has met its fate, whatever it was; one that is no document has none to meet."""
    known = _document(db, document_id)
    return known is None or known.status != "listed"


def put_file(db: Database, document_id: str, found: dict[str, Any], source: Provenance) -> Outcome:
    """Write what the fetched file of a document showed. A failure never erases what was kept.

    Only a later capture of the file itself is newer: the page that lists it has a time of its own.
    """
    known = _document(db, document_id)
    if known is None:
        return "unchanged"
    before = db.execute(
        "SELECT captured_at FROM captures WHERE id = ?", (known.file_capture_id,)
    ).fetchone()
    if before and source.captured_at < before[0]:
        return "older"
    is_page = found["status"] == "unreadable" and found.get("mime") == "text/html"
    if (
        (found["status"] == "failed" and known.status != "listed")
        or (is_page and known.status == "kept")
        or is_read_worse(db, document_id, found)
    ):
        # A bad night says nothing of a file: what is known of it stays as it was.
        return "unchanged"
    if found["status"] == "missing" and known.status in _FETCHED:
        found = {"status": known.status, "note": found["note"]}
    after = known.with_changes(**found)
    if after == known.with_changes(file_capture_id=after.file_capture_id):
        return "unchanged"
    same = found.get("sha256") is not None and found["sha256"] == known.sha256
    if same and not (known.note or "").startswith("HTTP "):
        # The same file, and it was not away meanwhile: it is the reading of it that is another.
        source = replace(source, cause="re-read")
    version = latest(db, Document.table, document_id)
    at = max(source.captured_at, version.captured_at) if version else source.captured_at
    return _put_document(db, after, replace(source, captured_at=at))


def is_read_worse(db: Database, document_id: str, found: dict[str, Any]) -> bool:
    """Whether a file that could be read, and is byte for byte the same, cannot be read any more."""
    known = _document(db, document_id)
    is_same = known is not None and known.status == "kept" and known.sha256 == found.get("sha256")
    return is_same and found["status"] == "unreadable"


_FETCHED = ("kept", "unreadable")
_STATED = ("page_id", "caption", "format", "stated_bytes", "stated_size")


def _document(db: Database, document_id: str) -> Document | None:
    row = next(db.query("SELECT * FROM documents WHERE id = ?", (document_id,)), None)
    return Document.model_validate(row) if row else None


def _put_document(db: Database, document: Document, source: Provenance) -> Outcome:
    outcome = remember(db, Document.table, document.id, said(document), source)
    if outcome != "older":
        write(db, document)
        _enter(db, document)
    return outcome


def _enter(db: Database, record: Row) -> None:
    """Bring the search index up to date with a record."""
    row = record.row()
    title = (
        row.get("title") or row.get("caption") or row.get("name") or row["id"].rpartition("/")[2]
    )
    if isinstance(record, Member) and record.acronym and record.acronym != record.name:
        title = f"{record.name} ({record.acronym})"
    days = [day.date for day in record.dates if day.date] if isinstance(record, Meeting) else []
    own = row.get("stated_on") or row.get("held_on") or min(days, default=None)
    date = own or row.get("published_on")
    db.execute(
        "INSERT INTO entries (kind, record_id, title, text, language, date, url)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, record_id) DO UPDATE SET title = excluded.title,"
        " text = excluded.text, language = excluded.language, date = excluded.date, url = excluded.url",
        (
            record.table,
            row["id"],
            title,
            row.get("text"),
            row.get("language"),
            date,
            row.get("url"),
        ),
    )


def put_quarantine(db: Database, row: Quarantine) -> None:
    """Note that a page could not be read; since when is kept from the first time."""
    db.execute(
        "INSERT INTO quarantine (url, reason, detail, capture_id, first_seen_at, crawl_id)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET reason = excluded.reason,"
        " detail = excluded.detail, capture_id = excluded.capture_id, crawl_id = excluded.crawl_id",
        tuple(row.row().values()),
    )


def release(db: Database, url: str) -> None:
    """Take a page out of quarantine: it could be read."""
    db.execute("DELETE FROM quarantine WHERE url = ?", (well_formed(url),))


def put_address(db: Database, url: str, page_id: str, status: int | None, seen_at: str) -> None:
    """Note an address that leads to a page; the status of the latest answer is kept."""
    db.execute(
        "INSERT INTO addresses (url, page_id, status, first_seen_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET page_id = excluded.page_id,"
        " status = coalesce(excluded.status, status),"
        " first_seen_at = min(first_seen_at, excluded.first_seen_at)"
        " WHERE page_id != excluded.page_id OR excluded.status != coalesce(status, 0)"
        " OR excluded.first_seen_at < first_seen_at",
        (well_formed(url), page_id, status, seen_at),
    )
