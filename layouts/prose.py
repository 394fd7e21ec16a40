"""From the markup of a page's content to blocks of text: paragraphs, headings, items, rows, labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from layouts.lines import bare_label, classify, headed, joined, labelled_row, split_labels
from layouts.markup import holding, outermost
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
_TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
# In a cell they show that the table only sets out the page: it holds no rows of values.
_SET_OUT = ("ul", "ol", "h2", "h3", "h4", "table")
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
    return joined(headed(found, site))


def _layout_tables(element: HtmlElement) -> set[HtmlElement]:
    """The tables whose cells hold lists or headings, with whatever else is around these."""
    cells = outermost(element.iter("td"))
    return holding(inner for cell in cells for inner in cell.iterdescendants(*_SET_OUT))


class _Piece:
    """The lines between two borders of blocks, and the element that decides what they are."""

    __slots__ = ("has_text", "kind", "lines", "marker", "urls")

    def __init__(self, kind: str, marker: str) -> None:
        self.kind = kind
        self.marker = marker
        self.lines: list[list[str]] = [[]]
        self.urls: list[str | None] = [None]
        self.has_text = False

    def add(self, text: str | None) -> None:
        if text:
            self.lines[-1].append(text)
            self.has_text = True

    def new_line(self) -> None:
        self.lines.append([])
        self.urls.append(None)

    def link(self, url: str) -> None:
        self.urls[-1] = self.urls[-1] or url


def _pieces(element: HtmlElement, base: str, without: Collection[HtmlElement]) -> Iterator[_Piece]:
    """Walk the tree without recursion: pages nest as deep as their editors' tools made them."""
    layout_tables = _layout_tables(element)
    kinds: list[tuple[str, str]] = [("paragraph", "")]
    counters: list[int | None] = []
    # For each table that is open, whether it only sets out the page.
    tables = [False]
    # What each open element is to be closed as: a block, a cell or, as "", nothing.
    closing: list[str] = []
    piece = _Piece(*kinds[-1])
    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            name = str(node.tag)
            if name == "table":
                tables.append(node in layout_tables)
            if tables[-1] and (name == "table" or name in _TABLE_PARTS):
                name = "div"
            if _is_no_text(node, name) or node in without:
                closing.append("")
                walk.skip_subtree()
                continue
            if name == "br":
                piece.new_line()
            elif name == "a":
                piece.link(_address(base, (node.get("href") or "").strip()))
            in_row = kinds[-1][0] == "row"
            if name in _BLOCKS and not (in_row and name not in ("tr", "table")):
                opened = _kind(node, name, counters)
                in_item = opened[0] == "paragraph" and kinds[-1][0] == "item"
                if not in_item or piece.has_text:
                    yield piece
                    piece = _Piece(*opened)
                kinds.append(opened)
                if name in ("ol", "ul"):
                    counters.append(0 if name == "ol" else None)
                closing.append(name)
            else:
                if name in _BLOCKS:
                    piece.add(" ")
                closing.append(name if name in ("td", "th") else "")
            piece.add(node.text)
            continue
        if event == "end":
            name = closing.pop()
            if name in ("td", "th"):
                piece.add(" | ")
            elif name:
                if name in ("ol", "ul"):
                    counters.pop()
                yield piece
                kinds.pop()
                # What follows an inner block in an item is the item's own paragraph, not another item.
                kind = "paragraph" if kinds[-1][0] == "item" else kinds[-1][0]
                piece = _Piece(kind, "" if kind == "paragraph" else kinds[-1][1])
            if node.tag == "table":
                tables.pop()
        if node is not element:
            piece.add(node.tail)
    yield piece


def _is_no_text(node: HtmlElement, name: str) -> bool:
    return name in _NOT_TEXT and not (name == "textarea" and node.get("readonly") is not None)


def _kind(node: HtmlElement, name: str, counters: list[int | None]) -> tuple[str, str]:
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
    stated = whole_number(node.get("value") or "")
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
