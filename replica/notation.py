"""The light notation the content is written in, as blocks, and blocks as plain text.

An empty line ends a block. `## heading`, `- item`, `1. item` (every line of the block), `> quote`,
`| cell | cell |` (a first row all bold is the table's head), `[doc IMG/pdf/file.pdf]` places a
document. A line that opens with `_ ` follows a line break inside its paragraph, so that lists typed
by hand stay what editors made of them. Inside a line: `**bold**`, `*italic*`, `[text](address)`,
a bare address, `[[footnote]]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_NUMBERED = re.compile(r"^\d+\. ")
_LINK = re.compile(r"\[([^\]\[]+)\]\(([^)\s]+)\)")
_NOTE = re.compile(r"\s*\[\[(.+?)\]\]")
_EMPHASIS = re.compile(r"\*{1,2}(\S(?:.*?\S)?)\*{1,2}")


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its lines without their marks (a paragraph's lines stand one under the other)."""

    kind: Literal["paragraph", "heading", "bullets", "numbers", "quote", "table", "document"]
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The blocks of a text in the notation.

    >>> blocks("## Why\\n\\n- one\\n- two")[1]
    Block(kind='bullets', lines=('one', 'two'))
    """
    return [_block(chunk.split("\n")) for chunk in re.split(r"\n\s*\n", text.strip()) if chunk]


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("## "):
        return Block("heading", (first[3:],))
    if first.startswith("[doc "):
        return Block("document", (first[5:].rstrip("]"),))
    if all(line.startswith("- ") for line in lines):
        return Block("bullets", tuple(line[2:] for line in lines))
    if all(_NUMBERED.match(line) for line in lines):
        return Block("numbers", tuple(_NUMBERED.sub("", line) for line in lines))
    if all(line.startswith("> ") for line in lines):
        return Block("quote", (" ".join(line[2:] for line in lines),))
    if all(line.startswith("|") for line in lines):
        return Block("table", tuple(lines))
    return Block("paragraph", tuple(_broken(lines)))


def _broken(lines: list[str]) -> list[str]:
    """A paragraph's lines as printed: joined, but for the breaks that are asked for."""
    printed: list[str] = []
    for line in lines:
        if line.startswith("_ ") or not printed:
            printed.append(line.removeprefix("_ "))
        else:
            printed[-1] += f" {line}"
    return printed


def cells(row: str) -> list[str]:
    """The cells of a table's row."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def words(line: str) -> str:
    """A line without its marks; footnotes are left out.

    >>> words("**Site:** [Les Exemples](http://exemples.example/) [[a note]]")
    'Site: Les Exemples'
    """
    line = _LINK.sub(r"\1", _NOTE.sub("", line))
    return _EMPHASIS.sub(r"\1", line)


def footnotes(text: str) -> list[str]:
    """The footnotes of a text, in order."""
    return [words(note) for note in _NOTE.findall(text)]


def plain(text: str) -> str:
    """A text as a reader sees it: an empty line between blocks, `## `, `- `, `1. ` kept as marks.

    Cells are joined by ` | `; documents and footnotes are no part of it.
    """
    return "\n\n".join(_plain(block) for block in blocks(text) if block.kind != "document")


def _plain(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(" | ".join(words(cell) for cell in cells(row)) for row in block.lines)
    lines = [words(line) for line in block.lines]
    if block.kind == "heading":
        return f"## {lines[0]}"
    if block.kind == "bullets":
        lines = [f"- {line}" for line in lines]
    if block.kind == "numbers":
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(lines)
