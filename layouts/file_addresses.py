"""Which file of the site an address names: one identity for all its spellings."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlsplit

from layouts import suffixes
from layouts.addresses import base_path, is_ours
from records.site import Site
from records.web_addresses import parts, unescaped

# Drupal's file behind a page of its own, a language before it or none; and what serves files by number.
_LANGUAGE = r"(?:[a-z]{2}(?:-[a-z]+)?/)?"
_MEDIA = re.compile(rf"{_LANGUAGE}(media/[0-9]{{1,9}})(?:/download)?/?", re.IGNORECASE)
_SERVED = re.compile(rf"{_LANGUAGE}(?:file/[0-9]{{1,9}}/download|system/files/.+)", re.IGNORECASE)
# Where both CMS keep what editors uploaded.
_SLASHES = re.compile(r"/{2,}")
_KEPT = re.compile(r"(?:sites/[^/]+/files|IMG)/.*[^/]")


def document_id(url: str, site: Site) -> str:
    """The identity of a file: its path on the site, or host and path elsewhere; of what is only served by
    a number, that. What leads to it and how its name is encoded does not count.

    >>> document_id("http://contrelatraite.org/IMG//pdf/a%20b.pdf?v=2", site)
    'IMG/pdf/a b.pdf'
    >>> document_id("http://contrelatraite.org/fr/media/12/download?inline", site)
    'media/12'
    """
    at = parts(url)
    if at is None:
        return url
    path = _text(at.path).lstrip("/")
    if not is_ours(url, site):
        return f"{at.netloc}/{path}"
    path = path.removeprefix(base_path(site).lstrip("/")).removeprefix("index.php/")
    if "acceder_document" in at.query:
        names = dict(parse_qsl(at.query))
        if names.get("action") == "acceder_document":
            named = names.get("file") or names.get("f")
            if not named:
                return f"spip/document/{names.get('arg')}"
            return _text(f"IMG/{named.removeprefix('IMG/')}")
    media = _MEDIA.fullmatch(path)
    return media[1].lower() if media else path


def _text(path: str) -> str:
    """A path as one text, however it is written: two names that only their encoding tells apart are one."""
    text = unescaped(path)
    if text is None:
        # Before UTF-8 names stood in the encoding of Windows; what is no text at all stays as printed.
        text = _of_windows(path) or path
    text = normalize("NFC", text)
    return _SLASHES.sub("/", text)


def _of_windows(path: str) -> str | None:
    """A path whose escapes stand for windows-1252."""
    try:
        text = unquote(path, "cp1252", "strict")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def document_format(url: str) -> str | None:
    """The format that a file's address says ("PDF", "Word"), None where it names no document."""
    at = parts(url)
    return suffixes.document_format(at.path) if at else None


def is_file(url: str, site: Site) -> bool:
    """Whether an address of the site names a file by itself, and no picture.

    >>> [is_file(f"https://contrelatraite.org/{path}", site) for path in ("media/12", "node/12")]
    [True, False]
    """
    key, at = document_id(url, site), urlsplit(url)
    if document_format(url) or key.startswith("spip/document/") or "acceder_document" in at.query:
        return True
    return bool(_MEDIA.fullmatch(key) or _SERVED.fullmatch(key))


def has_page(document: str) -> bool:
    """Whether a file, by its identity, stands behind a page of its own that is served in its place."""
    return _MEDIA.fullmatch(document) is not None


def is_kept(url: str, site: Site) -> bool:
    """Whether an address is among what editors uploaded: a file whatever its name, unless a picture."""
    key = document_id(url, site)
    return bool(_KEPT.fullmatch(key)) and not suffixes.is_picture(key)
