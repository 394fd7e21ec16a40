"""What the replica publishes and what the archive should read from it, as the content files say.

One folder of TOML files for each generation: `sections.toml`, `words.toml`, `documents.toml`, and
the entries in whatever other files there are. The name of an entry's table is the kind the archive
must give it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

FOLDERS = Path(__file__).parent / "content"
KINDS = ("member", "statement", "meeting", "report", "article")
_SHARED = ("sections", "words", "documents")


@dataclass(frozen=True, slots=True)
class Section:
    """A rubrique, or a term of Drupal's, which has an `alias`.

    `intro` is in the notation of `replica.notation`, `parent` 0 at the top.
    """

    number: int
    title: str
    language: str
    parent: int = 0
    intro: str = ""
    style: str = "3.1"
    translation: int = 0
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the site, `bytes` long. A fault says what is wrong with it."""

    file: str
    bytes: int
    language: str
    title: str
    text: str
    fault: Literal["truncated", "missing"] | None = None

    @property
    def format(self) -> str:
        """The format as SPIP prints it: "PDF", "Word", "PNG"."""
        suffix = self.file.rpartition(".")[2]
        return "Word" if suffix in ("doc", "docx") else suffix.upper()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document on one page: `size` as printed there, None for a picture and on Drupal.

    It stands in the text where the text says `[doc …]`.

    `language` is set where the caption says in which language the document is.
    """

    file: str
    size: str | None = None
    caption: str | None = None
    description: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A visitor's comment, with a local date and time of its own, and Drupal's number for it."""

    author: str
    at: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the site, or a node. `published` is local time; texts are in the notation.

    `translation` is the number of the article it translates; one with
    `old_bytes` is served as windows-1252 that calls itself iso-8859-1. `expected` holds the fields
    the archive must read, beside those that every page prints the same way.

    Drupal knows no sections but `terms`, and types of its own (`bundle`: a "page" prints neither
    date nor terms). `files` says how it prints the file field, `hand` how the editor's text reached
    it: typed in, pasted from Word, parted by line breaks alone, its labels laid out as a table.
    `day` is a local date and time in a field of its own, below the text.
    """

    kind: str
    number: int
    title: str
    published: str
    section: int = 0
    language: str = "en"
    style: str = "3.1"
    surtitle: str = ""
    subtitle: str = ""
    lead: str = ""
    body: str = ""
    postscript: str = ""
    view_online: tuple[str, str] | None = None
    authors: tuple[str, ...] = ()
    translation: int = 0
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    forum: bool = False
    date_as_text: bool = False
    redirect: str = ""
    old_bytes: bool = False
    bundle: Literal["article", "page"] = "article"
    alias: str = ""
    terms: tuple[int, ...] = ()
    files: Literal["list", "table"] = "list"
    hand: Literal["typed", "word", "breaks", "table"] = "typed"
    day: str = ""
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a generation of the site publishes; entries and sections by their numbers.

    `theme` is the one pages are printed in: what Drupal's say of a file depends on it.
    """

    sections: dict[int, Section]
    entries: dict[int, Entry]
    documents: dict[str, Document]
    words: Mapping[str, Mapping[str, str]]
    theme: str = ""

    def translations(self, entry: Entry) -> list[Entry]:
        """The entry and its translations, the original first; the entry alone where it has none."""
        original = entry.translation or entry.number
        others = [e for e in self.entries.values() if e.translation == original]
        return [self.entries[original], *others]

    def trail(self, section: int) -> list[Section]:
        """A section with those above it, from the outermost inwards."""
        found: list[Section] = []
        while section:
            found.insert(0, self.sections[section])
            section = found[0].parent
        return found


def read_content(generation: str = "spip", theme: str = "") -> Content:
    """Read the content of a generation. A number given twice raises ValueError.

    An entry that names no language is in the first of those that have words.
    """
    folder = FOLDERS / generation
    words = _read(folder / "words.toml")
    language = next(iter(words))
    entries: dict[int, Entry] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem in _SHARED:
            continue
        for kind, tables in _read(path).items():
            if kind not in KINDS:
                raise ValueError(f"{path.name}: [[{kind}]] is none of {', '.join(KINDS)}")
            for table in tables:
                entry = _entry(kind, {"language": language} | table)
                if entry.number in entries:
                    raise ValueError(f"{path.name}: article {entry.number} is there twice")
                entries[entry.number] = entry
    sections = [Section(**table) for table in _read(folder / "sections.toml")["section"]]
    documents = [Document(**table) for table in _read(folder / "documents.toml")["document"]]
    return Content(
        {section.number: section for section in sections},
        entries,
        {document.file: document for document in documents},
        words,
        theme,
    )


def _entry(kind: str, table: dict[str, Any]) -> Entry:
    """One table as an entry; a key that no field has raises TypeError."""
    table["attachments"] = tuple(Attachment(**a) for a in table.pop("attachment", []))
    table["comments"] = tuple(Comment(**c) for c in table.pop("comment", []))
    for name in ("pictures", "authors", "terms"):
        table[name] = tuple(table.get(name, ()))
    online = table.get("view_online")
    table["view_online"] = (online[0], online[1]) if online else None
    return Entry(kind=kind, **table)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
