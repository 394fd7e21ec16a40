"""Which links and frames lead to files, as a reader would say: by their address, and by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from layouts import suffixes
from layouts.addresses import is_ours
from layouts.file_addresses import document_format, document_id, is_file, is_kept
from layouts.markup import absolute, opening_text
from records.site import Site
from records.sizes import read_format_and_size
from records.web_addresses import joined

# What leads to a file or shows one in the page itself, and where each names it.
_NAMED_BY = {
    "a": "href", "iframe": "src", "embed": "src", "object": "data", "audio": "src", "video": "src",
    "source": "src",
}  # fmt: skip
TAGS = tuple(_NAMED_BY)
# The parameters by which viewers are told what to show.
_VIEWED = ("file", "url", "src", "document", "doc", "pdf")
_VIEWS = re.compile(rf"(?:{'|'.join(_VIEWED)})=", re.IGNORECASE)
# Types of what no browser shows as a page or a picture.
_OF_FILES = re.compile(
    r"application/(?!xhtml|rss|atom|rdf|json|ld\+|xml|javascript)|audio/|video/|text/(?:plain|csv|calendar|rtf|vcard)"
)
_FORMATS = {"pdf": "PDF", "msword": "Word", "zip": "Zip", "rtf": "RTF"}
# A longer text says more than which file it leads to.
_SAYING = 300
# SPIP's own logos, old and new, and the thumbnails of its first versions.
_UPLOADED = re.compile(
    r"IMG/(?!(?:.*/)?(?:logo|icones?|cache[^/]*|vignettes?)/|(?:art|rub|breve|auteur|aut|mot|site)(?:on|off)\d)"
    r"[^/].*"
)
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{2,40}?)\s*[)\]]\s*\Z")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: the address to ask, its identity, and the format that its name or type says."""

    url: str
    id: str
    format: str | None = None


def file_of(element: HtmlElement, base: str, site: Site, is_attached: bool = False) -> File | None:
    """The file that a link or a frame leads to; None where a reader would say it leads to none.

    `is_attached` says that it stands where only files do, in a file field or a portfolio: a picture is a
    file there.
    """
    href = (element.get(_NAMED_BY[element.tag]) or "").strip()
    url = _viewed(href, base, site) or absolute(base, href)
    if not url or not is_ours(url, site):
        return None
    # The prefix that leaks into it makes it dead.
    url = url.replace("/index.php/", "/", 1)
    typed = (element.get("type") or "").partition(";")[0].strip().lower()
    if not (is_file(url, site) or is_attached or _says_file(element, url, typed, site)):
        return None
    key = document_id(url, site)
    format_ = document_format(url) or suffixes.document_format(key) or _typed(typed, key)
    return File(url, key, format_)


def picture_of(image: HtmlElement, base: str, site: Site) -> File | None:
    """The picture of the site that an image shows as it was uploaded; None for what the CMS makes of one:
    thumbnails, logos, icons."""
    url = absolute(base, (image.get("src") or "").strip())
    if not url or not is_ours(url, site):
        return None
    key = document_id(url, site)
    if not _UPLOADED.fullmatch(key) or not suffixes.is_picture(key):
        return None
    return File(url, key, _typed("", key))


def _typed(typed: str, key: str) -> str | None:
    """The format that a type says, or a picture's name."""
    kind, _, name = typed.partition("/")
    if kind == "image" or suffixes.is_picture(key):
        return (name or key.rpartition(".")[2]).upper()
    return _FORMATS.get(name)


def _says_file(element: HtmlElement, url: str, typed: str, site: Site) -> bool:
    """Whether a link is called a file by its type, its `download`, its size, or by where it leads.

    A frame shows pages as well: of that only its type tells.
    """
    if _OF_FILES.match(typed):
        return True
    if element.tag != "a":
        return False
    return element.get("download") is not None or is_kept(url, site) or _prints_size(element)


def _prints_size(link: HtmlElement) -> bool:
    """Whether a link prints format and size: `Our report (PDF – 446.9 kb)`, or its title does."""
    if read_format_and_size((link.get("title") or "").strip("()[] ")):
        return True
    said = _IN_BRACKETS.search(opening_text(link, _SAYING))
    return said is not None and read_format_and_size(said[1]) is not None


def _viewed(href: str, base: str, site: Site) -> str | None:
    """The file of the site that a viewer, ours or another's, is told to show, behind `?` or `#`."""
    if not _VIEWS.search(href) or "action=" in href:
        return None
    viewer = joined(base, href.replace("#", "&" if "?" in href else "?", 1)) or ""
    for name, value in parse_qsl(urlsplit(viewer).query):
        url = absolute(viewer, value) if name.lower() in _VIEWED and "/" in value else None
        if url and is_ours(url, site) and is_file(url, site):
            return url
    return None
