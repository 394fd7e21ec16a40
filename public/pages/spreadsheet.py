"""CSV of tables, views and queries, for programs and spreadsheets: whole, or saying where it is cut."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql, tilde_encode
from datasette.utils.asgi import AsgiStream, Request, Response
from datasette.views.base import DatasetteError
from datasette.views.database import DatabaseView

from archive.table_files import spreadsheet_safe
from public.pages.language import language_of, translate
from public.pages.rendering import DATABASE
from public.pages.table_questions import Unanswerable, check_number
from public.pages.tables import kept_arguments
from public.pages.whole_tables import WholeTable, table_of, with_arguments

if TYPE_CHECKING:
    from datasette.app import Datasette

# By this mark Excel knows that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# Rows held at once. Each part is found by walking the sorted list from its beginning: small parts make
# a long table slow, large ones hold many texts in memory.
_ROWS = 5000
# Rows written at once: one text of a whole answer would be one copy more of it.
_AT_ONCE = 100
# What is set here, or concerns a page or JSON alone.
_OWN = ("_next", "_size", "_stream", "_dl", "_header", "_shape", "_nl", "_json", "_json_infinity",
        "_nofacet", "_nocount")  # fmt: skip


class Writer(Protocol):
    """Where the file goes."""

    async def write(self, chunk: str) -> None:
        """The next piece of it."""
        ...


async def plain_csv(datasette: Datasette, request: Request) -> AsgiStream | Response:
    """`/archive/NAME.csv`: all rows that the same address without `.csv` leads to, of a table, view or query.

    With `_size=N` it holds N of them, and says in its last line if there are more. A query's answer is
    as long as the server gives one; where that cuts it, the last line says so.
    """
    is_file = bool(request.args.get("_dl"))
    return await _file(WholeTable(datasette), request, table_of(request), ".csv", is_file)


async def excel_csv(datasette: Datasette, request: Request) -> AsgiStream | Response:
    """`/archive/NAME.excel.csv`: the same, harmless to open in a spreadsheet. Columns that point to another
    row have its name beside them."""
    name, view = table_of(request), WholeTable(datasette)
    return await _file(view, request, name, ".excel.csv", is_file=True, _labels="on")


async def query_csv(datasette: Datasette, request: Request) -> AsgiStream | Response:
    """`/archive.csv?sql=…`: the answer to a reader's own query."""
    if not request.args.get("sql"):
        raise Unanswerable("There is no query to answer.")
    is_file = bool(request.args.get("_dl"))
    return await _file(_OwnQuery(datasette), request, DATABASE, ".csv", is_file)


class _OwnQuery(DatabaseView):  # type: ignore[misc]  # Datasette carries no types
    """Datasette's answer to a reader's own query, which has one part."""

    async def data(
        self, request: Request, _next: str | None = None, _size: int | None = None
    ) -> Any:
        """The rows, and what Datasette says of them."""
        return await super().data(request)


async def _file(
    view: WholeTable | _OwnQuery,
    request: Request,
    name: str,
    ending: str,
    is_file: bool,
    **own: str,
) -> AsgiStream | Response:
    most, part = _most(request), min(_ROWS, view.ds.setting("max_returned_rows"))
    size = min(part, most or part)
    asked = _without_page(request, own)
    data = await _first(view, asked, request.args.get("_next"), size)
    if isinstance(data, Response):
        return data
    for_spreadsheets = ending == ".excel.csv"

    async def stream(writer: Writer) -> None:
        # The first part is not kept while the others follow.
        nonlocal data
        left, language = most, language_of(request)
        columns, named = data["columns"], data.get("expanded_columns") or ()
        heads = [] if request.args.get("_header") == "off" else [_heads(columns, named)]
        await writer.write((BYTE_ORDER_MARK if for_spreadsheets else "") + _lines(heads))
        while True:
            rows = data["rows"][:left]
            for start in range(0, len(rows), _AT_ONCE):
                some = rows[start : start + _AT_ONCE]
                cells = (_cells(row, columns, named, for_spreadsheets) for row in some)
                await writer.write(_lines(cells))
                # Others come in between: one that takes fast would else get all of it before.
                await asyncio.sleep(0)
            left = None if left is None else left - len(rows)
            if left == 0 or not data.get("next"):
                break
            try:
                data, *_ = await view.data(asked, _next=data["next"], _size=size)
            except Exception:
                # The connection breaks too, by which a program knows.
                said = translate("Broken off here: the rest took too long, or is gone.", language)
                await writer.write(_lines([[said]]))
                raise
        fewer = bool(data.get("next")) or len(rows) < len(data["rows"])
        if fewer or data.get("truncated"):
            await writer.write(_lines([_cut(language, fewer)]))

    disposition = f'attachment; filename="{tilde_encode(name)}{ending}"'
    headers = {"content-disposition": disposition} if is_file else {}
    # A browser shows a text, and keeps a CSV file.
    content_type = "text/csv" if is_file else "text/plain"
    return AsgiStream(stream, headers=headers, content_type=f"{content_type}; charset=utf-8")


def _most(request: Request) -> int | None:
    """How many rows are asked for; nothing where it is all, as Datasette is asked for all with `_stream`."""
    asked = request.args.get("_size")
    check_number("_size", asked, None)
    streamed = (request.args.get("_stream") or "off").lower() not in ("off", "false", "0")
    return None if streamed or not asked or asked == "max" else int(asked)


def _without_page(request: Request, own: dict[str, str]) -> Request:
    """The question without what concerns only a page."""
    kept = kept_arguments(request.query_string, *_OWN, *own)
    return with_arguments(request, [*kept, *own.items(), ("_nofacet", "1"), ("_nocount", "1")])


async def _first(
    view: WholeTable | _OwnQuery, asked: Request, after: str | None, size: int
) -> dict[str, Any] | Response:
    """The first part; what is wrong with the question is said as Datasette says it of a page."""
    try:
        found = await view.data(asked, _next=after, _size=size)
    except QueryInterrupted as error:
        raise DatasetteError("", title="SQL Interrupted", status=400) from error
    except (sqlite3.OperationalError, InvalidSql) as error:
        raise DatasetteError(str(error), title="Invalid SQL", status=400) from error
    if isinstance(found, Response):
        return found
    data: dict[str, Any] = found[0]
    if data.get("error"):
        raise DatasetteError(data["error"], title="Invalid SQL", status=400)
    return data


def _cut(language: str, fewer: bool) -> list[str]:
    """The last line of a file that is not whole: fewer rows were asked for, or the server gives no more."""
    if fewer:
        return [translate("Cut here: there are more rows than were asked for.", language)]
    return [translate("Cut here: the answer has more rows than are given at once.", language)]


def _heads(columns: Sequence[str], named: Collection[str]) -> Iterator[str]:
    """The heads of the file, as Datasette's own CSV has them."""
    for column in columns:
        yield column
        if column in named:
            yield f"{column}_label"


def _cells(
    row: Iterable[Any], columns: Sequence[str], named: Collection[str], for_spreadsheets: bool
) -> Iterator[Any]:
    for column, value in zip(columns, row, strict=True):
        label = None
        if isinstance(value, dict):
            value, label = value["value"], value["label"]
        for one in (value, label) if column in named else (value,):
            cell = one.hex() if isinstance(one, bytes) else one
            yield spreadsheet_safe(cell) if for_spreadsheets else cell


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
