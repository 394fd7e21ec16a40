"""What the rebuilt site publishes, and what the archive must read on it.

Members' pages, newsletters and the lists kept by hand are of the type "page", which prints neither
date nor terms; all else is of the type "article".
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from replica import expected
from replica.content import Attachment, Content, Entry
from replica.drupal.printing import moment, size_in_words

GONE, HIDDEN = 318, 712  # a deleted node and one that is not published
FILES = "sites/default/files/"
_FILE_LINK = re.compile(rf"\[([^\]\[]+)\]\(/({FILES}[^)\s]+)\)")


def nodes(content: Content) -> list[Entry]:
    """Every published node, the newest first."""
    entries = content.entries.values()
    return sorted(entries, key=lambda entry: (entry.published, entry.number), reverse=True)


def path(entry: Entry) -> str:
    """Where the site links to a node: its alias, where it has one."""
    return entry.alias or f"node/{entry.number}"


def trail(content: Content, entry: Entry) -> list[Entry]:
    """The nodes of the breadcrumb: those whose alias is the beginning of this one's."""
    parts = entry.alias.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts))]
    return [other for alias in above for other in content.entries.values() if other.alias == alias]


def in_text(entry: Entry) -> list[Attachment]:
    """The files a text links to; the link's words are all that is said of them."""
    return [
        Attachment(unquote(file), None, words) for words, file in _FILE_LINK.findall(entry.body)
    ]


def caption(attachment: Attachment) -> str:
    """What the link to a file says: its description, else the file's name."""
    return attachment.caption or attachment.file.rpartition("/")[2]


def says_size(content: Content, entry: Entry) -> bool:
    """Whether the file field of a node prints sizes: as a table always, as a list in Olivero."""
    return entry.files == "table" or content.theme == "olivero"


def comments(content: Content) -> dict[int, Entry]:
    """The node that each comment stands under."""
    return {c.number: entry for entry in content.entries.values() for c in entry.comments}


def published(content: Content) -> list[str]:
    """Every page that has a text of its own."""
    return [page_id(entry) for entry in nodes(content)]


def page_id(entry: Entry) -> str:
    """The identity of a node: the site's own number."""
    return f"drupal/node/{entry.number}"


def members(content: Content) -> set[str]:
    """The ids of the members that have a profile."""
    return {expected.member_id(e) for e in content.entries.values() if e.kind == "member"}


def records(content: Content) -> list[dict[str, Any]]:
    """One record for each node, in the shape of `replica.expected.records`, as its theme prints it.

    A file's size is the file's: where one page prints it, it stands on every record that has it.
    """
    sized = {
        attachment.file
        for entry in content.entries.values()
        if says_size(content, entry)
        for attachment in entry.attachments
    }
    return [_record(content, entry, sized) for entry in nodes(content)]


def _record(content: Content, entry: Entry, sized: set[str]) -> dict[str, Any]:
    field, text = list(entry.attachments), in_text(entry)
    attached = [*field, *text] if entry.bundle == "page" else [*text, *field]
    found = expected.record(content, entry)
    day = f"\n\nDate : {moment(entry.day)}" if entry.day else ""
    return found | {
        "text": found["text"] + day,
        "page_id": page_id(entry),
        "published_on": entry.published[:10] if entry.bundle == "article" else None,
        "trail": [above.title for above in trail(content, entry)],
        "documents": [_document(content, attachment, sized) for attachment in attached],
    }


def _document(content: Content, attachment: Attachment, sized: set[str]) -> dict[str, Any]:
    document = content.documents[attachment.file]
    return {
        "file": document.file,
        "format": None,
        "stated_size": size_in_words(document.bytes) if document.file in sized else None,
        "caption": caption(attachment),
        "description": None,
        "language": expected.file_language(content, document.file),
        "status": expected.STATUS[document.fault],
    }
