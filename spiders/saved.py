"""The addresses of pages saved as files, in a list beside them (in the files: `layouts.saved`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from records.characters import well_formed
from records.web_addresses import encoded, parts

MARKUP = (".html", ".htm", ".xhtml")
TEXT = (".txt", ".text", ".wet")
LIST = "addresses.csv"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: file name → address; file name → why its line is refused; what is wrong with all."""

    addresses: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    wrong: str = ""


def name_of(path: Path) -> str:
    """A file's name as lists have it: some systems take accents apart, and spreadsheets do not."""
    return normalize("NFC", path.name)


@lru_cache(maxsize=8)
def listed(folder: Path) -> Listed:
    """What `addresses.csv` (columns file, url) says of a folder's files, however a spreadsheet saved it:
    between commas, semicolons or tabs, in UTF-8, UTF-16 or windows-1252."""
    path = folder / LIST
    if not path.is_file():
        return Listed()
    try:
        text = well_formed(_decoded(path.read_bytes()))
        head = text.partition("\n")[0]
        rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
        lines = [(rows.line_num, row) for row in rows]
    except (OSError, csv.Error) as error:
        return Listed(wrong=f"{LIST} cannot be read: {error}")
    columns = [name.strip().lower() for name in (lines[0][1] if lines else [])]
    if not {"file", "url"} <= set(columns):
        return Listed(wrong=f"{LIST} has no columns file and url in its first line")
    found = Listed()
    for number, row in lines[1:]:
        said = dict(zip(columns, (normalize("NFC", value.strip()) for value in row), strict=False))
        if file := said.get("file"):
            _put(found, file, said.get("url", ""), number)
    return found


def _put(found: Listed, file: str, url: str, line: int) -> None:
    at = parts(encoded(url))
    if at is not None and at.scheme in ("http", "https") and at.hostname and "\n" not in url:
        found.addresses[file] = url
    else:
        found.refused[file] = f"{LIST}, line {line}: {url or 'nothing'} is no web address"


def _decoded(body: bytes) -> str:
    if body.startswith(_UTF_16):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As a spreadsheet saves it that was not asked for UTF-8.
        return body.decode("cp1252", "replace")
