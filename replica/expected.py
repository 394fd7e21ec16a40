"""What the archive must read from the content: published pages, records, members, and no trap."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from replica.content import Attachment, Content, Entry
from replica.notation import footnotes, plain
from replica.spip.addresses import TRAPS

FIELDS: dict[str, tuple[str, ...]] = {
    "member": ("name", "acronym", "founded_year", "website_url", "website_label", "contact"),
    "statement": ("stated_on", "stated_precision", "issuer", "form"),
    "meeting": ("dates",),
    "report": ("held_on", "held_precision", "agenda"),
    "article": ("kind",),
}
MEETING_DATE = ("date", "precision", "basis", "start_time", "end_time", "place", "status")
STATUS = {None: "kept", "truncated": "unreadable", "missing": "missing"}
_TRAPS = tuple(re.compile(pattern) for pattern in TRAPS)


def is_trap(target: str) -> bool:
    """Whether a path with its query is one that a crawler must never ask for."""
    return any(trap.search(target) for trap in _TRAPS)


def page_id(number: int) -> str:
    """The identity of an article: the site's own number."""
    return f"spip/article/{number}"


def published(content: Content) -> list[str]:
    """The pages that have a text of their own; an article that only redirects has none."""
    return [page_id(entry.number) for entry in _read_entries(content)]


def redirected(content: Content) -> dict[str, str]:
    """The articles that are only a redirection, and the address each leads to."""
    return {page_id(e.number): e.redirect for e in content.entries.values() if e.redirect}


def records(content: Content) -> list[dict[str, Any]]:
    """One record for each published page, by number. A field that is not stated is None.

    `text` is the text in the marks of `replica.notation.plain`, without footnotes; `kind` is the
    table's, and articles have `article_kind` beside.
    """
    return [record(content, entry) for entry in _read_entries(content)]


def record(content: Content, entry: Entry) -> dict[str, Any]:
    """The record of one entry. An expected field that its kind does not have raises ValueError."""
    fields = FIELDS[entry.kind]
    unknown = set(entry.expected) - {*fields, "member_id"}
    if unknown:
        raise ValueError(f"article {entry.number}: a {entry.kind} has no {', '.join(unknown)}")
    texts = [text for text in (entry.lead, entry.body, entry.postscript) if text.strip()]
    found: dict[str, Any] = {
        "page_id": page_id(entry.number),
        "kind": entry.kind,
        "language": entry.language,
        "title": entry.title,
        "published_on": entry.published[:10],
        "trail": [section.title for section in content.trail(entry.section)],
        "translation_of": page_id(entry.translation) if entry.translation else None,
        "text": "\n\n".join(plain(text) for text in texts),
        "notes": footnotes("\n\n".join(texts)),
        "documents": [_document(content, attachment) for attachment in _in_order(entry)],
    }
    if entry.kind == "article":
        return found | {"article_kind": entry.expected["kind"]}
    found |= {name: entry.expected.get(name) for name in fields}
    if entry.kind == "member":
        found["member_id"] = member_id(entry)
    if entry.kind == "meeting":
        dates = entry.expected["dates"]
        found["dates"] = [{name: date.get(name) for name in MEETING_DATE} for date in dates]
    return found


def members(content: Content) -> dict[str, list[str]]:
    """Each member's id with the pages of its profiles, all languages together."""
    found: dict[str, list[str]] = {}
    for entry in _read_entries(content):
        if entry.kind == "member":
            found.setdefault(member_id(entry), []).append(page_id(entry.number))
    return found


def member_id(entry: Entry) -> str:
    """The slug of the acronym, of the name where there is none; or what the content says."""
    stated = entry.expected.get("member_id")
    return str(stated or _slug(entry.expected.get("acronym") or entry.expected["name"]))


def _read_entries(content: Content) -> list[Entry]:
    numbers = sorted(content.entries)
    return [content.entries[number] for number in numbers if not content.entries[number].redirect]


def _in_order(entry: Entry) -> list[Attachment]:
    """Attachments as the page prints them first: those in the text, the others, the pictures."""
    text = entry.lead + entry.body + entry.postscript

    def place(attachment: Attachment) -> int:
        found = text.find(f"[doc {attachment.file}]")
        return found if found >= 0 else len(text)

    # Pictures come last; a page prints neither their size nor a caption.
    pictures = [Attachment(file, size=None) for file in entry.pictures]
    return [*sorted(entry.attachments, key=place), *pictures]


def _document(content: Content, attachment: Attachment) -> dict[str, Any]:
    document = content.documents[attachment.file]
    return {
        "file": document.file,
        "format": document.format,
        "stated_size": attachment.size,
        "caption": attachment.caption,
        "description": attachment.description,
        "language": file_language(content, document.file),
        "status": STATUS[document.fault],
    }


def file_language(content: Content, file: str) -> str | None:
    """The language of a file, on whichever page a caption says it: a file has one."""
    attached = (a for entry in content.entries.values() for a in entry.attachments)
    return next((a.language for a in attached if a.file == file and a.language), None)


def _slug(text: str) -> str:
    opened = text.replace("œ", "oe").replace("Œ", "OE").replace("’", " ")
    unaccented = unicodedata.normalize("NFD", opened).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", unaccented.lower()).strip("-")
