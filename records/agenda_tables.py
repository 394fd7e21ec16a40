"""An agenda that its editor set as a table: the column of the points, without numbers, hours and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from records.names import folded
from records.reading import Block

# What stands over the column of the points; the first kind says by itself that they are an agenda's.
_AGENDA_HEAD = re.compile(
    r"(?:points? (?:a|de) l'|l')?(?:ordre du jour|odj)|agenda(?: items?)?|points? abordes?"
)
_POINT_HEAD = re.compile(
    r"(?:les )?(?:points?|sujets?|themes?|objets?|intitules?|questions?|items?|topics?|subjects?)"
)
# The number that an item under an agenda's own words bears.
OWN_NUMBER = re.compile(
    r"(?:\d{1,2}\s?[.):°/–-]+|[IVX]{1,4}\s?[.)/–-]|[a-h]\s?\)|[A-H]\s?[.)/–-])\s*"
)
_NO_POINT = re.compile(
    r"\W*(?:n°|no|\d{1,3}|\d{1,2}\s?(?:h|:)\s?(?:\d\d)?(?:\W+\d{1,2}\s?(?:h|:)\s?(?:\d\d)?)?"
    r"|\d+\s?(?:min|mn|minutes|h|heures?)|[ivx]{1,4})?\W*"
)


def tabled(blocks: Sequence[Block], is_agenda: Callable[[Block], bool]) -> list[str]:
    """The points of the first table that is an agenda's: its head says so, or the block above it does."""
    at = 0
    for is_row, group in groupby(blocks, key=lambda block: block.kind == "row"):
        table = [block.text.split(" | ") for block in group]
        named = bool(at) and is_agenda(blocks[at - 1])
        at += len(table)
        points = _points(table, named) if is_row and len(table) > 1 else []
        if len(points) > 1:
            return points
    return []


def _points(table: list[list[str]], named: bool) -> list[str]:
    heads = [folded(cell).strip(" :") for cell in table[0]]
    for number, head in enumerate(heads):
        if _AGENDA_HEAD.fullmatch(head) or (named and _POINT_HEAD.fullmatch(head)):
            return _column(table[1:], number)
    if not named:
        return []
    for number in range(len(heads)):
        column = [row[number] for row in table if len(row) > number]
        if not all(_NO_POINT.fullmatch(folded(cell)) for cell in column):
            return _column(table, number)
    return []


def _column(rows: list[list[str]], number: int) -> list[str]:
    cells = [row[number].strip(" ;") for row in rows if len(row) > number]
    return [OWN_NUMBER.sub("", cell, count=1) for cell in cells if cell]
