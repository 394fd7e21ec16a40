"""From the bytes of an HTML page to a tree: encoding as browsers detect it, limits, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.etree import ParserError, XPath
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from records.errors import MissingPart, NotMarkup, Oversized, Truncated
from records.reading import Fetched
from records.typography import clean

MAX_BYTES = 20 * 1024 * 1024
_PARSER_ENCODING = "utf-8"
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|h1|a|table|main|article)\b", re.IGNORECASE
)
_END = re.compile(rb"</\s*(?:body|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as a tree. `base` is the address that its links are relative to."""

    tree: HtmlElement
    base: str


def parse(fetched: Fetched) -> Markup:
    """The tree of a fetched page.

    Raises NotMarkup, Oversized or Truncated where there is no page to be read.
    """
    body = fetched.body
    if len(body) > MAX_BYTES:
        raise Oversized(f"the page has {len(body)} bytes; more than {MAX_BYTES} is no page of text")
    if not body.strip():
        raise MissingPart("the answer is empty: no title, no text; the site must be asked again")
    if not _MARKUP.search(body[:65536]) or body[:4096].count(b"\0") > 8:
        raise NotMarkup("the bytes are no HTML: look at the capture to see what was served")
    if not _END.search(body):
        raise Truncated("the page breaks off: neither </body> nor </html> came; ask the site again")
    # A decoded page is given to the parser as UTF-8, so that what the page declares is not asked again.
    parser = lxml.html.HTMLParser(encoding=_PARSER_ENCODING, huge_tree=True, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(
            decode(fetched).encode(_PARSER_ENCODING, "replace"), parser=parser
        )
    except ParserError as error:
        raise MissingPart("the page has no element at all: no title, no text") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # The parser stops there and would give the half it read as the whole.
        raise Oversized("the page nests deeper than 2,048 elements: look at the capture")
    base = tree.find(".//base[@href]")
    # A relative address never keeps its page's own parameters: without them menus resolve alike
    # on every page, and are resolved once.
    own = fetched.url.partition("?")[0]
    return Markup(tree, urljoin(own, base.get("href", "")) if base is not None else own)


def decode(fetched: Fetched) -> str:
    """The text of a page: UTF-8 where the bytes are, else as declared.

    "iso-8859-1" is read as windows-1252, as browsers do. Bytes that are valid UTF-8 beyond ASCII
    are nothing else in practice, whatever the page declares; and where it declares UTF-8 but most
    accents are none, a server's default speaks over a page of windows-1252.
    """
    try:
        return fetched.body.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        declared = fetched.headers.get("content-type")
        encoding, text = html_to_unicode(declared, fetched.body, default_encoding="cp1252")
        accented = sum(character > "\x7f" for character in text)
        if encoding == "utf-8" and text.count("\ufffd") > accented / 2:
            text = fetched.body.decode("cp1252", "replace")
        return text.replace("\0", "")


def links(markup: Markup) -> list[str]:
    """Every address the page links to, absolute, without fragment, in order, each once."""
    found: dict[str, None] = {}
    for element in markup.tree.iter("a", "area", "link"):
        href = element.get("href")
        if href is None or (element.tag == "link" and element.get("rel") not in _LINK_RELATIONS):
            continue
        url = absolute(markup.base, href)
        if url:
            found[url] = None
    return list(found)


_LINK_RELATIONS = ("alternate", "next", "prev", "canonical")


@lru_cache(maxsize=10_000)
def absolute(base: str, href: str) -> str | None:
    """A link's address made absolute; None where it is no web address or is malformed."""
    href = href.strip().partition("#")[0]
    if not href or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        url = urljoin(base, href)
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


@cache
def _compiled(path: str) -> XPath:
    """Compiling costs more than asking: an element's own `xpath` would do it at every call."""
    return XPath(path)


def select(element: HtmlElement, path: str) -> list[Any]:
    """What an XPath finds from an element, in document order."""
    found: Any = _compiled(path)(element)
    return list(found)


def text_content(element: HtmlElement | None) -> str:
    """The text of an element as one clean line, "" where there is no element."""
    return clean("".join(element.itertext())) if element is not None else ""


def has_class(*names: str) -> str:
    """An XPath condition: the element has one of these classes."""
    # Most elements have no class at all, or none like it: they are done with after the first look.
    tests = " or ".join(
        f"contains(@class,'{n}') and contains(concat(' ',normalize-space(@class),' '),' {n} ')"
        for n in names
    )
    return f"(@class and ({tests}))"


def outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Elements without those inside another of them, so that no text is read twice."""
    chosen = set(elements)
    return [e for e in elements if not any(a in chosen for a in e.iterancestors())]
