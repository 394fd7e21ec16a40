"""From the bytes of an HTML page to a tree: encoding as browsers detect it, limits, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any, cast

import lxml.html
from lxml.etree import Element, ParserError, XPath, iterwalk
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from records.characters import well_formed
from records.errors import MissingPart, NotMarkup, Oversized, Truncated
from records.reading import Fetched
from records.typography import clean
from records.web_addresses import joined, parts

MAX_BYTES = 20 * 1024 * 1024
_SAME_EVERYWHERE = re.compile(r"/|[a-zA-Z][a-zA-Z0-9+.-]*://")
# A longer link is not kept in memory.
_LONG = 2000
_PARSER_ENCODING = "utf-8"
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|h1|a|table|main|article)\b", re.IGNORECASE
)
# Where a line or a block begins and ends, so that no word goes on there.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
BORDERS = BLOCKS | {"br", "td", "th", "option", "dir", "menu", "legend"}
_END = re.compile(rb"</\s*(?:body|html)\b", re.IGNORECASE)
# A character written by its number: what may not stand in a page may not come in so either.
_NUMBERED = re.compile(r"&#(?:0*([0-9]{1,7})(?![0-9])|[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F]));?")


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as a tree. `base` is the address that its links are relative to.

    `unseen` are the addresses of links that the page hides: they lead on as any other.
    """

    tree: HtmlElement
    base: str
    unseen: tuple[str, ...] = ()


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
    # What stands behind </html> the parser sets beside the page: it is of the page all the same.
    tree.extend(list(tree.itersiblings(Element)))
    base = tree.find(".//base[@href]")
    # A relative address never keeps its page's own parameters: without them menus resolve alike
    # on every page, and are resolved once.
    own = fetched.url.partition("?")[0]
    return Markup(tree, (base is not None and absolute(own, base.get("href", ""))) or own)


def decode(fetched: Fetched) -> str:
    """The text of a page: UTF-8 where the bytes are, else as declared.

    "iso-8859-1" is read as windows-1252, as browsers do. Bytes that are valid UTF-8 beyond ASCII
    are nothing else in practice, whatever the page declares; and where it declares UTF-8 but most
    accents are none, a server's default speaks over a page of windows-1252.
    """
    return _NUMBERED.sub(_fit, well_formed(_decoded(fetched)))


def _decoded(fetched: Fetched) -> str:
    try:
        return fetched.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = fetched.headers.get("content-type")
        try:
            encoding, text = html_to_unicode(declared, fetched.body, default_encoding="cp1252")
        except (LookupError, ValueError):
            # Python knows encodings that are none of a text: base64, rot13, undefined.
            return fetched.body.decode("cp1252", "replace")
        accented = sum(character > "\x7f" for character in text)
        if encoding == "utf-8" and text.count("\ufffd") > accented / 2:
            text = fetched.body.decode("cp1252", "replace")
        return text


def _fit(number: re.Match[str]) -> str:
    """A numbered character as it is, unless it is none; of those of windows-1252 the parser knows what
    browsers make of them."""
    code = int(number[1] or number[2], 10 if number[1] else 16)
    if 0x7F < code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return number[0]
    sign = chr(code)
    fit = well_formed(sign)
    return number[0] if fit == sign else fit


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
    for href in markup.unseen:
        if url := absolute(markup.base, href):
            found[url] = None
    return list(found)


_LINK_RELATIONS = ("alternate", "next", "prev", "canonical")


def absolute(base: str, href: str) -> str | None:
    """A link's address made absolute; None where it is no web address or is malformed."""
    href = href.strip().partition("#")[0]
    # What begins with a slash or a scheme leads to the same from every page: it is resolved once.
    if _SAME_EVERYWHERE.match(href):
        base = _root(base)
    return _absolute(base, href) if len(href) < _LONG else _absolute.__wrapped__(base, href)


@lru_cache(maxsize=10_000)
def _absolute(base: str, href: str) -> str | None:
    if not href or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:")):
        return None
    url = joined(base, href)
    return url if url and url.startswith(("http://", "https://")) else None


@lru_cache(maxsize=1_000)
def _root(base: str) -> str:
    at = parts(base)
    return f"{at.scheme}://{at.netloc}/" if at and at.netloc else base


@cache
def _compiled(path: str) -> XPath:
    """Compiling costs more than asking: an element's own `xpath` would do it at every call."""
    return XPath(path)


def select(element: HtmlElement, path: str, **variables: str) -> list[Any]:
    """What an XPath finds from an element, in document order.

    The path goes once forward and looks at no ancestor or sibling of what it finds: `//a[…]`, `a | b`
    and `ancestor::` take as long as the square of the elements in libxml2, which no clock can stop.
    """
    found: Any = _compiled(path)(element, **variables)
    return list(found)


def matches(condition: str) -> Callable[[HtmlElement], bool]:
    """An XPath condition as a question to one element."""
    question: Any = _compiled(f"boolean(self::*[{condition}])")
    return cast("Callable[[HtmlElement], bool]", question)


class Around:
    """The nearest element of a kind around each element, itself included; none is judged twice."""

    def __init__(self, is_one: Callable[[HtmlElement], bool]) -> None:
        self._is_one = is_one
        self._known: dict[HtmlElement, HtmlElement | None] = {}

    def nearest(self, element: HtmlElement | None) -> HtmlElement | None:
        """The nearest such element, None where there is none."""
        unknown: list[HtmlElement] = []
        while element is not None and element not in self._known:
            unknown.append(element)
            element = element.getparent()
        nearest = None if element is None else self._known[element]
        for each in reversed(unknown):
            nearest = self._known[each] = each if self._is_one(each) else nearest
        return nearest

    def __contains__(self, element: HtmlElement | None) -> bool:
        return self.nearest(element) is not None


def holding(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Every element that holds one of these, however deep; each is visited once."""
    found: set[HtmlElement] = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def text_content(element: HtmlElement | None) -> str:
    """The text of an element as one clean line, "" where there is no element.

    Lines and blocks inside it are parted by a space, as a reader parts them; other elements part nothing.
    """
    return clean("".join(_texts(element))) if element is not None else ""


# Nothing that is looked for at the begin of an element stands behind so many empty lines.
_MOST_PARTS = 1_000


def opening_text(element: HtmlElement, length: int) -> str:
    """The text of an element as far as its first `length` signs, or a little further.

    Where elements nest, all of the text of each would be as long as the square of the page; so would be all
    of the lines without a word in each.
    """
    parts: list[str] = []
    size, enough = 0, 2 * length + 64
    for part in islice(_texts(element), _MOST_PARTS + length):
        parts.append(part)
        size += len(part)
        if size > enough:
            # Longer than asked for: what was cut off may still change the last sign.
            if len(said := clean("".join(parts))) > length:
                return said
            enough = 2 * size
    return clean("".join(parts))


def _texts(element: HtmlElement) -> Iterator[str]:
    """The texts of an element in order, with a space where a line or a block inside it ends."""
    if next(element.iterdescendants(*BORDERS), None) is None:
        yield from element.itertext()
        return
    for event, inner in iterwalk(element, events=("start", "end")):
        if event == "start":
            if inner.tag in BORDERS:
                yield " "
            if inner.text and isinstance(inner.tag, str):
                yield inner.text
        else:
            if inner.tag in BORDERS:
                yield " "
            if inner.tail and inner is not element:
                yield inner.tail


def length_of(text: str | None) -> int:
    """How many signs a text has, without its white space."""
    return sum(map(len, text.split())) if text else 0


def has_class(*names: str) -> str:
    """An XPath condition: the element has one of these classes."""
    # Most elements have no class at all, or none like it: they are done with after the first look.
    tests = " or ".join(
        f"contains(@class,'{n}') and contains(concat(' ',normalize-space(@class),' '),' {n} ')"
        for n in names
    )
    return f"(@class and ({tests}))"


def outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Elements without those inside another of them, so that no text is read twice."""
    found = list(elements)
    around = Around(set(found).__contains__)
    return [element for element in found if element.getparent() not in around]
