"""Which page an address leads to: one identity for all spellings of one page, none for traps.

The rules are those of SPIP's own address grammar (docs/site.md, "Addresses"). An identity is the
kind of page and the site's own number, `spip/article/389`; hosts, schemes, parameter order and
tracking parameters do not count. What has no identity is never asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from records.site import Site

# SPIP's `page=` values that hold content or lead to it, and the parameter that numbers each.
_NUMBERED = {"article": "id_article", "rubrique": "id_rubrique", "breve": "id_breve"}
_SINGLE = ("plan", "backend", "sommaire")
_SHORT = re.compile(r"^(article|rubrique|breve)([0-9]+)(?:\.html)?$")
# No site has a thousand million pages, and a number without end is somebody's joke.
_NUMBER = re.compile(r"[0-9]{1,9}\Z")
_OFFSET = re.compile(r"^debut_(articles|breves|rubriques)$")
# Parameters that change how a page is shown, not which page it is.
_HARMLESS = re.compile(r"^(lang|var_.*|utm_.*|fbclid|gclid|debut_.*|recalcul)$")

DOCUMENT_FORMATS = {
    "pdf": "PDF", "doc": "Word", "docx": "Word", "odt": "OpenDocument", "rtf": "RTF",
    "xls": "Excel", "xlsx": "Excel", "ods": "OpenDocument", "csv": "CSV",
    "ppt": "PowerPoint", "pptx": "PowerPoint", "pps": "PowerPoint", "odp": "OpenDocument",
    "zip": "Zip", "epub": "EPUB", "mp3": "MP3", "mp4": "MP4", "txt": "Text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: `id` of the page, and the offset where it is a later part of a list."""

    id: str
    offset: int = 0

    @property
    def kind(self) -> str:
        """article, rubrique, plan, …"""
        return self.id.split("/")[1]

    @property
    def is_list(self) -> bool:
        """Whether the page only lists others."""
        return self.kind not in ("article", "breve")


def is_ours(url: str, site: Site) -> bool:
    """Whether an address is on one of the site's hosts."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return parts.scheme in ("http", "https") and host in site.hosts


@lru_cache(maxsize=10_000)
def place(url: str, site: Site) -> Place | None:
    """The page an address leads to; None where it is no page of the site, or a trap.

    >>> place("https://www.contrelatraite.org/spip.php?article389&lang=en", site).id
    'spip/article/389'
    """
    if not is_ours(url, site):
        return None
    parts = urlsplit(url)
    path = parts.path
    base = urlsplit(site.base).path
    if path.startswith(base):
        path = path[len(base) :]
    path = path.strip("/").removeprefix("index.php/")
    if path.startswith("spip.php/"):
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    if path in ("", "spip.php", "index.php"):
        return _from_query(query)
    if _NUMBER.match(path):
        return _numbered("article", path, query)
    short = _SHORT.match(path)
    if short:
        return _numbered(short[1], short[2], query)
    if path == "sitemap.xml":
        return Place("spip/sitemap")
    return None


def _from_query(query: list[tuple[str, str]]) -> Place | None:
    """`?page=article&id_article=389` in any order, or `?article389` first and others behind."""
    names = dict(query)
    page = names.get("page")
    if page is None:
        for name, value in query:
            short = _SHORT.match(name) if not value else None
            if short:
                return _numbered(short[1], short[2], query)
        if any(not _HARMLESS.match(name) for name in names):
            return None
        return None if _is_trap(names) else Place("spip/sommaire", _offset(query))
    if page in _SINGLE and not _is_trap(names):
        return Place(f"spip/{page}", _offset(query))
    if page in _NUMBERED and _NUMBER.match(names.get(_NUMBERED[page], "")):
        return _numbered(page, names[_NUMBERED[page]], query)
    return None


def _numbered(kind: str, number: str, query: list[tuple[str, str]]) -> Place | None:
    if _is_trap(dict(query)) or not _NUMBER.match(number) or int(number) == 0:
        return None
    offset = 0 if kind != "rubrique" else _offset(query)
    return Place(f"spip/{kind}/{int(number)}", offset)


def _is_trap(names: dict[str, str]) -> bool:
    """Parameters under which SPIP acts, recomputes, shows a picture's page or a month's calendar."""
    return any(
        name in ("action", "id_document", "id_forum", "mois", "recherche", "url", "ajout")
        or (name.startswith("var_") and name != "var_lang")
        for name in names
    )


def _offset(query: list[tuple[str, str]]) -> int:
    for name, value in query:
        if _OFFSET.match(name) and _NUMBER.match(value):
            return int(value)
    return 0


def canonical(page_id: str, site: Site) -> str:
    """The address a page is published under: SPIP's own long form.

    >>> canonical("spip/article/389", site)
    'https://contrelatraite.org/spip.php?page=article&id_article=389'
    """
    _, kind, *number = page_id.split("/")
    if kind == "sommaire":
        return site.base
    if kind == "sitemap":
        return urljoin(site.base, "sitemap.xml")
    if not number:
        return urljoin(site.base, f"spip.php?page={kind}")
    return urljoin(site.base, f"spip.php?page={kind}&{_NUMBERED[kind]}={number[0]}")


def document_id(url: str, site: Site) -> str:
    """The identity of a file: its path on the site, or host and path elsewhere.

    >>> document_id("http://contrelatraite.org/IMG/pdf/a%20b.pdf?v=2", site)
    'IMG/pdf/a b.pdf'
    """
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    if is_ours(url, site):
        base = urlsplit(site.base).path.lstrip("/")
        return path.removeprefix(base)
    return f"{parts.netloc}/{path}"


def document_format(url: str) -> str | None:
    """The format a file's name says ("PDF", "Word"), None where it is no document's name."""
    name = urlsplit(url).path.rpartition("/")[2]
    return DOCUMENT_FORMATS.get(name.rpartition(".")[2].lower()) if "." in name else None
