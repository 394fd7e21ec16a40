"""From the markup of a page's content to blocks of text: paragraphs, headings, items, rows, labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import lxml.html
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from lxml.html import HtmlElement

from layouts.lines import bare_label, classify, headed, joined, labelled_row, split_labels
from records.numbers import whole_number
from records.reading import Block
from records.site import Site
from records.typography import clean
from records.web_addresses import joined as joined_address

_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "## ", "h4": "### ", "h5": "### ", "h6": "### "}
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "header", "hr", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", *_HEADINGS,
})  # fmt: skip
_TABLE_PARTS = ["tbody", "thead", "tfoot", "tr", "td", "th", "caption"]
# Deeper items are not set further in: no reader could tell, and no editor meant it.
_DEEPEST = 8
# A form's fields are no text; SPIP prints a framed text as one that cannot be written in.
_NOT_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "form",
                       "input", "button", "select", "textarea", "head", "title"})  # fmt: skip


def soup_of(element: HtmlElement) -> BeautifulSoup:
    """One content element of a parsed page as a soup: the rest of the page is never souped."""
    return BeautifulSoup(lxml.html.tostring(element, encoding="unicode", with_tail=False), "lxml")


def blocks(soup: Tag, base: str, site: Site) -> list[Block]:
    """The text blocks of a content element, in reading order.

    A single line break stays in its paragraph (as "\\n"), two end it; a line that is a label or an
    item is a block of its own wherever it stands. `base` makes links absolute.
    """
    _open_layout_tables(soup)
    found = (block for lines in _pieces(soup, base) for block in _blocks_of(lines, site))
    return joined(headed(found, site))


def _open_layout_tables(soup: Tag) -> None:
    """A table whose cells hold lists or headings only sets out the page: it holds no rows of values."""
    for table in reversed(soup.find_all("table")):
        if table.select_one("td ul, td ol, td h2, td h3, td h4, td table"):
            for part in table.find_all(_TABLE_PARTS):
                if part.find_parent("table") is table:
                    part.name = "div"
            table.name = "div"


class _Piece:
    """The lines between two borders of blocks, and the element that decides what they are."""

    __slots__ = ("kind", "lines", "marker", "urls")

    def __init__(self, kind: str, marker: str) -> None:
        self.kind = kind
        self.marker = marker
        self.lines: list[list[str]] = [[]]
        self.urls: list[str | None] = [None]

    def add(self, text: str) -> None:
        self.lines[-1].append(text)

    def new_line(self) -> None:
        self.lines.append([])
        self.urls.append(None)

    def link(self, url: str) -> None:
        self.urls[-1] = self.urls[-1] or url


def _pieces(soup: Tag, base: str) -> Iterator[_Piece]:
    """Walk the tree without recursion: pages nest as deep as their editors' tools made them."""
    kinds: list[tuple[str, str]] = [("paragraph", "")]
    counters: list[int | None] = []
    piece = _Piece(*kinds[-1])
    stack: list[tuple[PageElement | None, Tag | None]] = [
        (child, None) for child in reversed(soup.contents)
    ]
    while stack:
        node, closed = stack.pop()
        if closed is not None:
            if closed.name in ("td", "th"):
                piece.add(" | ")
            if closed.name in _BLOCKS:
                if closed.name in ("ol", "ul"):
                    counters.pop()
                yield piece
                kinds.pop()
                # What follows an inner block in an item is the item's own paragraph, not another item.
                kind = "paragraph" if kinds[-1][0] == "item" else kinds[-1][0]
                piece = _Piece(kind, "" if kind == "paragraph" else kinds[-1][1])
            continue
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                piece.add(str(node))
            continue
        if not isinstance(node, Tag):
            continue
        if node.name in _NOT_TEXT and not (node.name == "textarea" and node.has_attr("readonly")):
            continue
        if node.name == "br":
            piece.new_line()
            continue
        if node.name == "a":
            piece.link(_address(base, str(node.get("href", "")).strip()))
        in_row = kinds[-1][0] == "row"
        if node.name in _BLOCKS and not (in_row and node.name not in ("tr", "table")):
            opened = _kind(node, counters)
            if not (
                opened[0] == "paragraph"
                and kinds[-1][0] == "item"
                and not any(map("".join, piece.lines))
            ):
                yield piece
                piece = _Piece(*opened)
            kinds.append(opened)
            if node.name in ("ol", "ul"):
                counters.append(0 if node.name == "ol" else None)
            stack.append((None, node))
        elif node.name in ("td", "th"):
            stack.append((None, node))
        elif node.name in _BLOCKS:
            piece.add(" ")
        stack.extend((child, None) for child in reversed(node.contents))
    yield piece


def _kind(node: Tag, counters: list[int | None]) -> tuple[str, str]:
    if node.name in _HEADINGS:
        return "heading", _HEADINGS[node.name]
    if node.name == "tr":
        return "row", ""
    if node.name != "li":
        return "paragraph", ""
    deeper = "  " * min(len(counters) - 1, _DEEPEST)
    if not counters or counters[-1] is None:
        return "item", f"{deeper}- "
    counters[-1] += 1
    stated = whole_number(str(node.get("value", "")))
    if stated is not None:
        counters[-1] = stated
    return "item", f"{deeper}{counters[-1]}. "


def _address(base: str, href: str) -> str:
    """Where a link leads; "" where it stays on the page or is malformed."""
    return "" if not href or href.startswith("#") else joined_address(base, href) or ""


def _blocks_of(piece: _Piece, site: Site) -> Iterator[Block]:
    if piece.kind == "row":
        row = clean(" ".join("".join(line) for line in piece.lines)).rstrip("| ")
        if row:
            labelled = classify(row.replace(" | ", " ", 1), site, _web(piece.urls))
            if labelled.kind != "label" or not labelled.value:
                labelled = labelled_row(row, _web(piece.urls), site) or Block(
                    "row", row, url=_web(piece.urls)
                )
            yield labelled
        return
    if piece.kind == "heading":
        heading = clean(" ".join("".join(line) for line in piece.lines))
        if heading:
            known = bare_label(heading, site)
            yield replace(known or Block("heading", heading), marker=piece.marker)
        return
    prose: list[str] = []
    url: str | None = None
    cleaned = (clean("".join(parts)) for parts in piece.lines)
    # A line's link is its first label's.
    lines = [
        (one, link if number == 0 else None)
        for line, link in zip(cleaned, piece.urls, strict=True)
        for number, one in enumerate(split_labels(line, site))
    ]
    for line, link in lines:
        block = _line(line, link, piece, site) if line else None
        if block and block.kind == "paragraph":
            prose.append(line)
            url = url or link
            continue
        yield from _prose(prose, piece, url)
        prose, url = [], None
        if block:
            yield block
    yield from _prose(prose, piece, url)


def _line(line: str, link: str | None, piece: _Piece, site: Site) -> Block:
    """One line as its block. In a numbered list "Site : new colours" is an item, not a label."""
    if piece.kind == "item" and piece.marker.lstrip()[0].isdigit():
        return Block("paragraph", line, url=link)
    block = classify(line, site, link)
    if block.kind == "label" and piece.kind == "item" and not block.marker:
        return replace(block, marker=piece.marker)
    return block


def _prose(lines: list[str], piece: _Piece, url: str | None) -> Iterator[Block]:
    if not lines:
        return
    text = "\n".join(lines)
    if piece.kind == "item":
        yield Block("item", text, piece.marker)
    else:
        yield Block("paragraph", text, url=url)


def _web(urls: Iterable[str | None]) -> str | None:
    return next((url for url in urls if url), None)
