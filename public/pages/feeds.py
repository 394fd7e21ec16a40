"""An Atom feed (RFC 4287) from its entries: pure, made as a tree and never as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML 1.0 cannot hold, not even escaped.
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a feed. `language` is that of its title and text, where it is known."""

    id: str
    title: str
    url: str
    updated: str
    summary: str
    language: str | None = None
    published: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `url` is its own address, `page` the page it speaks of, `language` that of its title."""

    id: str
    title: str
    author: str
    rights: str
    url: str
    page: str
    language: str
    updated: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed as its readers take it."""
    ET.register_namespace("", ATOM)
    root = _element(None, "feed", {f"{{{_XML}}}lang": feed.language})
    _element(root, "id", text=feed.id)
    _element(root, "title", text=feed.title)
    _element(root, "updated", text=feed.updated)
    _element(_element(root, "author"), "name", text=feed.author)
    _element(root, "rights", text=feed.rights)
    _element(root, "generator", text="Collective Archive")
    _element(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    _element(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for entry in feed.entries:
        _add(root, entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: ET.Element, entry: Entry) -> None:
    # An empty language is an unknown one; without it the feed's own would be taken over.
    one = _element(root, "entry", {f"{{{_XML}}}lang": entry.language or ""})
    _element(one, "id", text=entry.id)
    _element(one, "title", {"type": "text"}, entry.title)
    _element(one, "updated", text=entry.updated)
    if entry.published:
        _element(one, "published", text=entry.published)
    if entry.category:
        _element(one, "category", {"term": entry.category})
    _element(one, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    _element(one, "summary", {"type": "text"}, entry.summary)


def _element(
    parent: ET.Element | None, name: str, attributes: dict[str, str] | None = None, text: str = ""
) -> ET.Element:
    of = {key: legal(value) for key, value in (attributes or {}).items()}
    tag = f"{{{ATOM}}}{name}"
    made = ET.Element(tag, of) if parent is None else ET.SubElement(parent, tag, of)
    made.text = legal(text)
    return made


def legal(text: str) -> str:
    """A text without the characters that XML cannot hold.

    >>> legal("a\\x00b\\ud800c")
    'abc'
    """
    return _NEVER.sub("", text)


def beginning(text: str) -> str:
    """The first words of a long text.

    >>> beginning("word " * 1000)[-9:]
    'rd word …'
    """
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]} …"
