"""The addresses of pages saved as files, in a list beside them (in the files: `layouts.saved`)."""

from __future__ import annotations

import csv
from functools import lru_cache
from io import StringIO
from pathlib import Path

from records.characters import well_formed

MARKUP = (".html", ".htm", ".xhtml")
TEXT = (".txt", ".text", ".wet")
LIST = "addresses.csv"


@lru_cache(maxsize=8)
def addresses_of_folder(folder: Path) -> dict[str, str]:
    """File name → address, from `addresses.csv` (columns file, url) where the folder has one."""
    path = folder / LIST
    if not path.is_file():
        return {}
    body = path.read_bytes()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As a spreadsheet saves it that was not asked for UTF-8.
        text = body.decode("cp1252", "replace")
    return {
        row["file"]: row["url"]
        for row in csv.DictReader(StringIO(well_formed(text), newline=""))
        if row.get("file") and row.get("url")
    }
