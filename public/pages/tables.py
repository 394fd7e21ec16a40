"""What Datasette's pages of tables show, and what they offer to take away. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from public.pages.vocabulary import coded, in_words, spoken_in
from public.pages.words import plain
from records.models import TABLES

# What only concerns how a page shows its rows.
_OF_THE_PAGE = (
    "_next",
    "_nofacet",
    "_nocount",
    "_size",
    "_col",
    "_nocol",
    "_shape",
    "_labels",
    "_stream",
    "_dl",
)


def heading(column: str) -> str:
    """What a column is called above a table: its own name in words, as analysts meet it in files too.

    >>> heading("published_on"), heading("url"), heading("founded_year")
    ('Published on', 'Address', 'Founded year')
    """
    return {"url": "Address", "id": "Id", "sha256": "SHA-256", "capture_id": "Capture"}.get(
        column, plain(column.removesuffix("_id"))
    )


def in_order(tables: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Datasette's tables in the order of the models: what was published first, then where it comes from."""
    order = {model.table: number for number, model in enumerate(TABLES)}
    return sorted(tables, key=lambda table: order.get(table["name"], len(order)))


def columns_shown(
    columns: Sequence[Mapping[str, Any]],
    metadata: Mapping[str, Any],
    query_string: str,
    asked: Iterable[str | None] = (),
) -> list[Mapping[str, Any]]:
    """Of all columns those worth the width of a page, in the order worth reading.

    A reader who chose columns (`_col`, `_nocol`) sees what was chosen; a column that the list is
    sorted or filtered by (`asked`) is always there.

    >>> columns = [{"name": "id"}, {"name": "title"}, {"name": "text"}]
    >>> [c["name"] for c in columns_shown(columns, {"shown": ["title"]}, "")]
    ['title']
    >>> [c["name"] for c in columns_shown(columns, {"shown": ["title"]}, "", ["text", None])]
    ['title', 'text']
    >>> [c["name"] for c in columns_shown(columns, {"shown": ["title"]}, "_col=text")]
    ['id', 'title', 'text']
    """
    chosen = any(name in ("_col", "_nocol") for name, _ in parse_qsl(query_string))
    shown = metadata.get("shown")
    if chosen or not shown:
        return list(columns)
    by_name = {column["name"]: column for column in columns}
    wanted = dict.fromkeys([*shown, *(name for name in asked if name)])
    return [by_name[name] for name in wanted if name in by_name]


def lines(
    columns: Sequence[Mapping[str, Any]],
    rows: Iterable[Any],
    label: str | None,
    key: str | None,
    table: str,
    language: str,
) -> Iterator[list[dict[str, Any]]]:
    """The cells to show of each row, in the order of the columns; `to` is the id of the row where a
    cell names it, `of` the language of a cell that is not in the reader's.

    Here and not in the template: there, looking for a cell among all of a row's takes longer than
    everything else on the page.
    """
    names = [column["name"] for column in columns]
    ours = coded(table, names, language)
    for row in rows:
        cells = {cell["column"]: cell for cell in row}
        of = cells["language"]["raw"] if "language" in cells else None
        line = []
        for name in names:
            cell = cells[name]
            text = cell["value_type"] == "str" and bool(cell["raw"])
            named = name == label and key in cells
            value = in_words(table, name, cell["raw"], language) if name in ours else cell["value"]
            if named and not text:
                # What has no name is called as its id ends: a document by its file.
                value = str(cells[key]["raw"]).rpartition("/")[2]
            line.append(
                {
                    "column": name,
                    "type": "str" if named else cell["value_type"],
                    "value": value,
                    "to": cells[key]["raw"] if named else None,
                    "of": spoken_in(name, of) if text else None,
                }
            )
        yield line


def taken_away(path: str, ending: str, query_string: str, **more: str) -> str:
    """The address of a whole selection as a file: all of its rows and columns, filtered as the page is.

    >>> taken_away("/archive/reports", ".csv", "language=fr&_next=5&_facet=form", _dl="1")
    '/archive/reports.csv?language=fr&_dl=1'
    """
    kept = [
        (name, value)
        for name, value in parse_qsl(query_string, keep_blank_values=True)
        if name not in _OF_THE_PAGE and not name.startswith("_facet")
    ]
    given = urlencode([*kept, *more.items()])
    return f"{path}{ending}" + (f"?{given}" if given else "")


def with_columns(path: str, query_string: str, columns: Sequence[str]) -> str:
    """The address of the same page with these columns.

    >>> with_columns("/archive/reports", "language=fr&_col=id", ["id", "text"])
    '/archive/reports?language=fr&_col=id&_col=text'
    """
    kept = [
        pair
        for pair in parse_qsl(query_string, keep_blank_values=True)
        if pair[0] not in ("_col", "_nocol", "_next")
    ]
    return f"{path}?{urlencode([*kept, *(('_col', column) for column in columns)])}"


def kept_arguments(query_string: str, *without: str) -> list[tuple[str, str]]:
    """What a form on the page must hand on, but for what it sets itself."""
    pairs = parse_qsl(query_string, keep_blank_values=True)
    return [pair for pair in pairs if pair[0] not in without]
