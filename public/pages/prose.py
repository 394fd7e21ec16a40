"""Stored text as paragraphs, lists and headings again: pure, and nothing of it is markup.

The text has an empty line between paragraphs; items and headings keep a mark (`records.reading.text_of`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_HEADING = re.compile(r"(#{2,3})\s+(\S.*)")
_BULLET = re.compile(r"(?:[-–—•●▪◦·*]|-[*#]+|#{1,3})\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})\s?[.)]\s*(?=[^\W\d])")
Kind = Literal["paragraph", "heading", "list", "numbered"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text. `lines` are its lines or items; of a numbered list each with its number.

    `level` is a heading's, 1 for the outermost.
    """

    kind: Kind
    lines: tuple[tuple[int | None, str], ...]
    level: int = 0


def parts(text: str | None, longest: int) -> tuple[list[Part], bool]:
    """The pieces of a text, and whether it was cut: at a line's end, near `longest` characters.

    >>> found, cut = parts("Two points:\\n\\n- one\\n- two\\n\\n## After\\n\\n3. three", 100)
    >>> [(part.kind, part.lines) for part in found]  # doctest: +NORMALIZE_WHITESPACE
    [('paragraph', ((None, 'Two points:'),)), ('list', ((None, 'one'), (None, 'two'))),
     ('heading', ((None, 'After'),)), ('numbered', ((3, 'three'),))]
    """
    whole = text or ""
    shown = whole[:longest]
    cut = len(whole) > longest
    if cut and (end := shown.rfind("\n", longest // 2)) > 0:
        shown = shown[:end]
    found: list[Part] = []
    level = 0
    for chunk in re.split(r"\n\s*\n", shown):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        heading = _HEADING.fullmatch(lines[0]) if len(lines) == 1 else None
        if heading:
            # A text may begin with a heading of the second rank: none is skipped here.
            level = min(len(heading[1]) - 1, level + 1)
            found.append(Part("heading", ((None, heading[2]),), level))
        else:
            found += _runs(lines)
    return found, cut


def _runs(lines: list[str]) -> list[Part]:
    """Lines that follow each other: those of one kind together."""
    found: list[Part] = []
    for line in lines:
        kind, number, words = _line(line)
        if found and found[-1].kind == kind:
            found[-1] = Part(kind, (*found[-1].lines, (number, words)))
        else:
            found.append(Part(kind, ((number, words),)))
    return found


def _line(line: str) -> tuple[Kind, int | None, str]:
    if bullet := _BULLET.match(line):
        return "list", None, line[bullet.end() :]
    if number := _NUMBER.match(line):
        return "numbered", int(number[1]), line[number.end() :]
    return "paragraph", None, line
