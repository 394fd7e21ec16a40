"""From the markup of a page's content to blocks of text: paragraphs, headings, items, rows, labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import lxml.html
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from lxml.html import HtmlElement

from layouts.lines import bare_label, classify, headed, joined, label, labelled_row, split_labels
from layouts.markup import BLOCKS, holding, outermost
from records.numbers import whole_number
from records.reading import Block
from records.site import Site
from records.typography import clean
from records.web_addresses import joined as joined_address

_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "## ", "h4": "### ", "h5": "### ", "h6": "### "}
_TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
# In a cell they show that the table only sets out the page: it holds no rows of values.
_SET_OUT = ("ul", "ol", "h2", "h3", "h4", "table")
# Marks on elements of a soup: a table that sets out the page, what is left out of the text.
_SETS_OUT, _LEFT_OUT = "data-archive-sets-out", "data-archive-left-out"
# Deeper items are not set further in: no reader could tell, and no editor meant it.
_DEEPEST = 8
# A form's fields are no text; SPIP prints a framed text as one that cannot be written in.
_NOT_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "form",
                       "input", "button", "select", "textarea", "head", "title"})  # fmt: skip


def blocks(
    element: HtmlElement, base: str, site: Site, without: Collection[HtmlElement] = ()
) -> list[Block]:
    """The text blocks of a content element, in reading order; `without` are elements to leave out.

    A single line break stays in its paragraph (as "\\n"), two end it; a line that is a label or an
    item is a block of its own wherever it stands. `base` makes links absolute.
    """
    found = (
        block for lines in _pieces(element, base, without) for block in _blocks_of(lines, site)
    )
    return joined(headed(found, site), site)


def _layout_tables(element: HtmlElement) -> set[HtmlElement]:
    """The tables whose cells hold lists or headings, with whatever else is around these."""
    cells = outermost(element.iter("td"))
    return holding(inner for cell in cells for inner in cell.iterdescendants(*_SET_OUT))


class _Piece:
    """The lines between two borders of blocks, and the element that decides what they are."""

    __slots__ = ("beside", "has_text", "kind", "lines", "marker", "urls")

    def __init__(self, kind: str, marker: str) -> None:
        self.kind = kind
        self.marker = marker
        self.lines: list[list[str]] = [[]]
        self.urls: list[str | None] = [None]
        # Of each line, whether it holds more than the one link.
        self.beside = [False]
        self.has_text = False

    def add(self, text: str | None, *, is_linked: bool = False) -> None:
        if text:
            self.lines[-1].append(text)
            self.beside[-1] |= not is_linked and not text.isspace()
            self.has_text = True

    def new_line(self) -> None:
        self.lines.append([])
        self.urls.append(None)
        self.beside.append(False)

    def link(self, url: str) -> None:
        self.beside[-1] |= self.urls[-1] not in (None, url)
        self.urls[-1] = self.urls[-1] or url


def _soup_of(element: HtmlElement, without: Collection[HtmlElement]) -> BeautifulSoup:
    """One content element of a parsed page as a soup: the rest of the page is never souped.

    What is told of its elements in the page's own tree goes along as marks.
    """
    tables = [table for table in _layout_tables(element) if table.tag == "table"]
    marked = [*((table, _SETS_OUT) for table in tables), *((box, _LEFT_OUT) for box in without)]
    for one, mark in marked:
        one.set(mark, "")
    soup = BeautifulSoup(lxml.html.tostring(element, encoding="unicode", with_tail=False), "lxml")
    for one, mark in marked:
        one.attrib.pop(mark, None)
    return soup


def _pieces(element: HtmlElement, base: str, without: Collection[HtmlElement]) -> Iterator[_Piece]:
    """Walk the tree without recursion: pages nest as deep as their editors' tools made them."""
    kinds: list[tuple[str, str]] = [("paragraph", "")]
    counters: list[int | None] = []
    # For each table that is open, whether it only sets out the page.
    tables = [False]
    piece = _Piece(*kinds[-1])
    open_links = 0
    # What is to come; an element stands there again where it ends, with what it is closed as.
    stack: list[tuple[PageElement, str | None]] = [
        (child, None) for child in reversed(_soup_of(element, without).contents)
    ]
    while stack:
        node, closes = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                piece.add(str(node), is_linked=open_links > 0)
            continue
        if not isinstance(node, Tag):
            continue
        name = node.name
        if closes is not None:
            if closes in ("td", "th"):
                piece.add(" | ")
            elif closes:
                if closes in ("ol", "ul"):
                    counters.pop()
                yield piece
                kinds.pop()
                # What follows an inner block in an item is the item's own paragraph, not another item.
                kind = "paragraph" if kinds[-1][0] == "item" else kinds[-1][0]
                piece = _Piece(kind, "" if kind == "paragraph" else kinds[-1][1])
            if name == "table":
                tables.pop()
            open_links -= name == "a"
            continue
        if _is_no_text(node) or node.has_attr(_LEFT_OUT):
            continue
        if name == "br":
            piece.new_line()
            continue
        if name == "a":
            open_links += 1
            piece.link(_address(base, str(node.get("href", "")).strip()))
        if name == "table":
            tables.append(node.has_attr(_SETS_OUT))
        if tables[-1] and (name == "table" or name in _TABLE_PARTS):
            name = "div"
        closes = name if name in ("td", "th") else ""
        if name in BLOCKS and not (kinds[-1][0] == "row" and name not in ("tr", "table")):
            opened = _kind(node, name, counters)
            in_item = opened[0] == "paragraph" and kinds[-1][0] == "item"
            if not in_item or piece.has_text:
                yield piece
                piece = _Piece(*opened)
            kinds.append(opened)
            if name in ("ol", "ul"):
                counters.append(0 if name == "ol" else None)
            closes = name
        elif name in BLOCKS:
            piece.add(" ")
        stack.append((node, closes))
        stack.extend((child, None) for child in reversed(node.contents))
    yield piece


def _is_no_text(node: Tag) -> bool:
    if node.name == "textarea":
        return not node.has_attr("readonly")
    # What unfolds a part of a text is its heading.
    return node.name in _NOT_TEXT and not (node.name == "button" and _is_of_heading(node))


def _is_of_heading(node: Tag) -> bool:
    around = next((p for p in node.parents if p.name in (*_HEADINGS, "dt", "p", "div", "li")), None)
    return around is not None and around.name in (*_HEADINGS, "dt")


def _kind(node: Tag, name: str, counters: list[int | None]) -> tuple[str, str]:
    if name in _HEADINGS:
        return "heading", _HEADINGS[name]
    if name == "tr":
        return "row", ""
    if name != "li":
        return "paragraph", ""
    deeper = "  " * min(len(counters) - 1, _DEEPEST)
    if not counters or counters[-1] is None:
        return "item", f"{deeper}- "
    counters[-1] += 1
    stated = whole_number(str(node.get("value") or ""))
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
            web = _web(piece.urls)
            labelled = label(row.replace(" | ", " ", 1), site, web)
            if labelled is None or not labelled.value:
                labelled = labelled_row(row, web, site) or Block("row", row, url=web)
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
    is_link = False
    cleaned = (clean("".join(parts)) for parts in piece.lines)
    # A line's link is its first label's.
    lines = [
        (one, link if number == 0 else None, bool(link) and not beside)
        for line, link, beside in zip(cleaned, piece.urls, piece.beside, strict=True)
        for number, one in enumerate(split_labels(line, site))
    ]
    for line, link, alone in lines:
        block = _line(line, link, piece, site) if line else None
        if block and block.kind == "paragraph":
            is_link = alone and not prose
            prose.append(line)
            url = url or link
            continue
        yield from _prose(prose, piece, url, is_link)
        prose, url = [], None
        if block:
            yield block
    yield from _prose(prose, piece, url, is_link)


def _line(line: str, link: str | None, piece: _Piece, site: Site) -> Block:
    """One line as its block. In a numbered list "Site : new colours" is an item, not a label."""
    if piece.kind == "item" and piece.marker.lstrip()[0].isdigit():
        return Block("paragraph", line, url=link)
    block = classify(line, site, link)
    if block.kind == "label" and piece.kind == "item" and not block.marker:
        return replace(block, marker=piece.marker)
    return block


def _prose(lines: list[str], piece: _Piece, url: str | None, is_link: bool) -> Iterator[Block]:
    if not lines:
        return
    text = "\n".join(lines)
    value = text if is_link else ""
    if piece.kind == "item":
        yield Block("item", text, piece.marker, value=value, url=url if is_link else None)
    else:
        yield Block("paragraph", text, value=value, url=url)


def _web(urls: Iterable[str | None]) -> str | None:
    return next((url for url in urls if url), None)
