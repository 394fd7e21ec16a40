"""Comparing what the archive says with what the replica's content says, field by field."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from layouts.file_addresses import document_format
from records.names import folded
from records.sizes import find_size
from replica.content import Content
from replica.expected import records

TABLES = {
    "member": "profiles",
    "statement": "statements",
    "meeting": "meetings",
    "report": "reports",
    "article": "articles",
}
Row = dict[str, Any]
_NOTE = re.compile(r"\s?\[\d+\]")
_HYPERLINK = re.compile(r"(View online|Voir en ligne)\s?:")


def compared(
    db: sqlite3.Connection, content: Content, wanted: list[Row] | None = None
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Counts of (field, right | wrong | missing), and a line for each that is not right."""
    db.row_factory = lambda cursor, row: {
        c[0]: v for c, v in zip(cursor.description, row, strict=True)
    }
    counts: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for expected in wanted or records(content):
        found = db.execute(
            f"SELECT * FROM {TABLES[expected['kind']]} WHERE id = ?", (expected["page_id"],)
        ).fetchone()
        if found is None:
            counts["record", "missing"] += 1
            lines.append(f"{expected['page_id']} ({expected['kind']}): no record")
            continue
        counts["record", "right"] += 1
        for field, want, got in _fields(db, expected, found):
            verdict = "right" if want == got else "missing" if got in (None, [], "") else "wrong"
            counts[field, verdict] += 1
            if verdict != "right":
                if field == "text":
                    want, got = _first_difference(want, got)
                lines.append(f"{expected['page_id']} {field}: wanted {want!r}, got {got!r}")
    return counts, lines


def _fields(db: sqlite3.Connection, expected: Row, found: Row) -> Iterator[tuple[str, Any, Any]]:
    page = db.execute("SELECT * FROM pages WHERE id = ?", (expected["page_id"],)).fetchone()
    yield "title", _plain(expected["title"]), _plain(found["title"])
    for field in ("language", "published_on"):
        yield field, expected[field], found[field]
    yield "translation", expected["translation_of"] is not None, _translated(db, page, expected)
    yield "trail", expected["trail"], (page["trail"] or "").split(" > ")[1:-1]
    yield "text", _words(expected), _found_words(found)
    yield (
        "documents",
        [_document(d) for d in expected["documents"]],
        _documents(db, expected["page_id"]),
    )
    for document in expected["documents"]:
        # A caption that names no language says nothing of the file: another page's may.
        if document["language"]:
            language = db.execute(
                "SELECT language FROM documents WHERE id = ?", (document["file"],)
            )
            yield "file language", document["language"], language.fetchone()["language"]
    yield from _own_fields(db, expected, found)


def _own_fields(
    db: sqlite3.Connection, expected: Row, found: Row
) -> Iterator[tuple[str, Any, Any]]:
    if expected["kind"] == "article":
        yield "kind", expected["article_kind"], found["kind"]
    elif expected["kind"] == "member":
        for field in (
            "member_id",
            "name",
            "acronym",
            "founded_year",
            "website_url",
            "website_label",
            "contact",
        ):
            yield field, _plain(expected[field]), _plain(found[field])
    elif expected["kind"] == "statement":
        for field in ("stated_on", "stated_precision", "issuer", "form"):
            yield field, expected[field], found[field]
    elif expected["kind"] == "report":
        for field in ("held_on", "held_precision"):
            yield field, expected[field], found[field]
        items = db.execute(
            "SELECT text FROM agenda_items WHERE report_id = ? ORDER BY position", (found["id"],)
        ).fetchall()
        yield (
            "agenda",
            [_plain(item) for item in expected["agenda"] or []],
            [_plain(row["text"]) for row in items],
        )
    elif expected["kind"] == "meeting":
        dates = db.execute(
            "SELECT * FROM meeting_dates WHERE meeting_id = ? ORDER BY position", (found["id"],)
        ).fetchall()
        yield "meeting days", [d["date"] for d in expected["dates"]], [row["date"] for row in dates]
        bases = [d["basis"] or (d["date"] and "printed") for d in expected["dates"]]
        yield "date_basis", bases, [row["date_basis"] for row in dates]
        for field in ("start_time", "end_time", "place", "status"):
            wanted = [_plain(d[field]) for d in expected["dates"]]
            yield field, wanted, [_plain(row[field]) for row in dates]


def _plain(value: Any) -> Any:
    """No-break spaces are the template's typography, not the content's."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _words(expected: Row) -> list[str]:
    """The text and behind it the footnotes, as the page prints them."""
    return folded(" ".join([expected["text"], *expected["notes"]])).split()


def _found_words(found: Row) -> list[str]:
    """The words of the text but for the marks of footnotes and the hyperlink field below it, which
    the content keeps apart."""
    blocks = (found["text"] or "").split("\n\n")
    own = [block for block in blocks if not _HYPERLINK.match(block)]
    return folded(_NOTE.sub("", " ".join(own))).split()


def _first_difference(want: list[str], got: list[str]) -> tuple[str, str]:
    """The words from the first that differs on: whole texts say too much."""
    same = next(
        (n for n, (a, b) in enumerate(zip(want, got, strict=False)) if a != b),
        min(len(want), len(got)),
    )
    return " ".join(want[same : same + 12]), " ".join(got[same : same + 12])


def _translated(db: sqlite3.Connection, page: Row, expected: Row) -> bool:
    """Whether the two pages of a translation are tied, whichever the archive takes for the origin."""
    other = expected["translation_of"]
    if other is None:
        return False
    row = db.execute("SELECT translation_of FROM pages WHERE id = ?", (other,)).fetchone()
    return page["translation_of"] == other or bool(row and row["translation_of"] == page["id"])


def _document(document: Row) -> tuple[Any, ...]:
    size = find_size(document["stated_size"] or "")
    caption = " – ".join(filter(None, (document["caption"], document["description"]))) or None
    stated = size.bytes if size else None
    return (
        document["file"],
        document["format"] or document_format(document["file"]),
        stated,
        _plain(caption),
        document["status"],
    )


def _documents(db: sqlite3.Connection, page_id: str) -> list[tuple[Any, ...]]:
    rows = db.execute(
        "SELECT d.*, p.caption AS own FROM page_documents p JOIN documents d ON d.id = p.document_id"
        " WHERE p.page_id = ? ORDER BY p.position",
        (page_id,),
    ).fetchall()
    return [(r["id"], r["format"], r["stated_bytes"], _plain(r["own"]), r["status"]) for r in rows]


def table(counts: Counter[tuple[str, str]]) -> str:
    """field, right, wrong, missing: a line each."""
    lines = [f"{'field':<18}{'right':>8}{'wrong':>8}{'missing':>8}"]
    for field in dict.fromkeys(field for field, _ in counts):
        lines.append(
            f"{field:<18}"
            + "".join(f"{counts[field, v]:>8}" for v in ("right", "wrong", "missing"))
        )
    return "\n".join(lines)


CONTENT_TABLES = (
    "members", "profiles", "statements", "meetings", "meeting_dates", "reports", "agenda_items",
    "articles", "documents", "page_documents", "mentions", "unsure_names",
)  # fmt: skip


def content_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every content table of an archive, in an order of its own."""
    db = sqlite3.connect(path)
    return {
        name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in CONTENT_TABLES
    }
