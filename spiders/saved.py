"""The address of a page saved as a file: in its own markup, in its name, or in a list beside it."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin

from layouts import markup
from layouts.addresses import is_ours, place
from records.errors import Refused
from records.reading import Fetched
from records.site import Site

MARKUP = (".html", ".htm", ".xhtml")
TEXT = (".txt", ".text", ".wet")
LIST = "addresses.csv"
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_NUMBERED = re.compile(r"^(article|rubrique|breve)[-_ ]?(\d+)$", re.IGNORECASE)


@lru_cache(maxsize=8)
def addresses_of_folder(folder: Path) -> dict[str, str]:
    """File name → address, from `addresses.csv` (columns file, url) where the folder has one."""
    path = folder / LIST
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            row["file"]: row["url"]
            for row in csv.DictReader(lines)
            if row.get("file") and row.get("url")
        }


def saved_address(path: Path, fetched: Fetched, site: Site) -> str | None:
    """What the file itself tells of its address: browsers and pages write it, wget names files so."""
    saved = _SAVED_FROM.search(fetched.body[:4096])
    if saved:
        return saved[1].decode("utf-8", "replace")
    if fetched.form == "html":
        found = _canonical(fetched)
        if found:
            return found
    stem = path.name[: -len(path.suffix)]
    numbered = _NUMBERED.match(stem)
    if numbered:
        return urljoin(
            site.base, f"spip.php?page={numbered[1].lower()}&id_{numbered[1].lower()}={numbered[2]}"
        )
    for name in (unquote(stem), unquote(path.name)):
        for url in (
            urljoin(site.base, name.replace("@", "?", 1)),
            f"http://{path.parent.name}/{name}",
        ):
            at = place(url, site) if is_ours(url, site) else None
            # Any name may be an alias: only one in a folder named as the host is known to be.
            known = at and (at.kind != "path" or path.parent.name in site.hosts)
            if at and known and not at.is_list:
                return url
    return None


def _canonical(fetched: Fetched) -> str | None:
    try:
        tree = markup.parse(fetched).tree
    except Refused:
        return None
    links = markup.select(tree, "//link[@rel='canonical']/@href")
    return str(links[0]) if links and str(links[0]).startswith("http") else None
