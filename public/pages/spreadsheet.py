"""CSV that Datasette's own does not give: harmless to open in a spreadsheet, or saying where it is cut."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import AsgiStream, NotFound, Request, Response

from archive.table_files import spreadsheet_safe
from public.pages.language import language_of, translate
from public.pages.rendering import DATABASE
from public.pages.tables import kept_arguments

if TYPE_CHECKING:
    from datasette.app import Datasette

# By this mark Excel knows that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# Rows held at once. Each part is found by walking the sorted list from its beginning: small parts make
# a long table slow, large ones hold many texts in memory.
_ROWS = 5000
# Rows written at once: one text of a whole answer would be one copy more of it.
_AT_ONCE = 500
_CUT = "Cut here: the answer has more rows than are given at once."
_OWN = ("_next", "_size", "_shape", "_labels", "_col", "_nocol", "_stream", "_dl", "_nl", "_json",
        "_json_infinity")  # fmt: skip


class Writer(Protocol):
    """Where the file goes."""

    async def write(self, chunk: str) -> None:
        """The next piece of it."""
        ...


async def excel_csv(datasette: Datasette, request: Request) -> AsgiStream:
    """`/archive/TABLE.excel.csv`: the rows that the same address without `.excel.csv` shows, all of them.

    Columns that point to another row have its name beside them. A prepared query's answer is as long
    as the server gives one; where that cuts it, the last line says so.
    """
    name = tilde_decode(request.url_vars["table"])
    kept = [
        pair
        for pair in kept_arguments(request.query_string, *_OWN)
        if not pair[0].startswith("_facet")
    ]
    language = language_of(request)
    first = await _rows(datasette, name, kept, None)

    async def stream(writer: Writer) -> None:
        data, columns, named = first, first["columns"], first.get("expanded_columns") or ()
        await writer.write(BYTE_ORDER_MARK + _lines([_heads(columns, named)]))
        while True:
            await writer.write(_lines(_cells(row, columns, named) for row in data["rows"]))
            if not data.get("next"):
                break
            data = await _rows(datasette, name, kept, str(data["next"]))
        if data.get("truncated") and not first.get("next"):
            await writer.write(_lines([[translate(_CUT, language)]]))

    disposition = f'attachment; filename="{tilde_encode(name)}.excel.csv"'
    headers = {"content-disposition": disposition}
    return AsgiStream(stream, headers=headers, content_type="text/csv; charset=utf-8")


async def _rows(
    datasette: Datasette, name: str, kept: Sequence[tuple[str, str]], after: str | None
) -> dict[str, Any]:
    """A part of the rows as Datasette gives them to anybody: filtered, sorted, with names of other rows."""
    own = {
        "_shape": "objects",
        "_size": str(_ROWS),
        "_labels": "on",
        "_nofacet": "1",
        "_nocount": "1",
    }
    following = {"_next": after} if after else {}
    given = urlencode([*kept, *own.items(), *following.items()])
    answer = await datasette.client.get(f"/archive/{tilde_encode(name)}.json?{given}")
    if answer.status_code != 200:
        raise NotFound("There are no such rows to take away")
    found: dict[str, Any] = json.loads(answer.content)
    return found


async def query_csv(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """`/archive/QUERY.csv` and `/archive.csv?sql=…`: an answer as Datasette gives it, a cut one with a last
    line that says so.

    Datasette's own file would just end there, and who reads it with a program would never know.
    """
    name = request.url_vars.get("table")
    path = f"/archive/{name}.json" if name else "/archive.json"
    given = [*kept_arguments(request.query_string, *_OWN), ("_shape", "arrays")]
    answer = await datasette.client.get(f"{path}?{urlencode(given)}")
    data = json.loads(answer.content)
    if answer.status_code != 200 or not data.get("ok"):
        status = answer.status_code if answer.status_code != 200 else 400
        return Response.text(
            f"{data.get('error') or 'There is no query to answer'}\n", status=status
        )
    rows = [data["columns"], *data["rows"]]
    if data.get("truncated"):
        rows.append([translate(_CUT, language_of(request))])

    async def stream(writer: Writer) -> None:
        for start in range(0, len(rows), _AT_ONCE):
            await writer.write(_lines(rows[start : start + _AT_ONCE]))

    disposition = f'attachment; filename="{name or DATABASE}.csv"'
    headers = {"content-disposition": disposition} if request.args.get("_dl") else {}
    return AsgiStream(stream, headers=headers, content_type="text/csv; charset=utf-8")


def _heads(columns: Sequence[str], named: Collection[str]) -> Iterator[str]:
    """The heads of the file, as Datasette's own CSV has them."""
    for column in columns:
        yield column
        if column in named:
            yield f"{column}_label"


def _cells(row: Mapping[str, Any], columns: Sequence[str], named: Collection[str]) -> Iterator[Any]:
    for column in columns:
        value = row[column]
        label = None
        if isinstance(value, dict) and "label" in value:
            value, label = value["value"], value["label"]
        yield spreadsheet_safe(value)
        if column in named:
            yield spreadsheet_safe(label)


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
