"""What an address asks of a table or a prepared query, checked before it is answered.

Datasette passes over a name that it does not know, and SQLite takes a column that there is not for a
text: a slip of the pen would give every row, or none, and say nothing.
"""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from datasette.filters import Filters
from datasette.plugins import pm
from datasette.utils import derive_named_parameters
from datasette.utils.asgi import Base400, Request

from public.pages.language import translate
from public.pages.rendering import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

COMPARISONS = [key for key, _, _ in Filters([]).lookups()]
# What Datasette's page of a query reads; a test compares both lists with its code.
OF_QUERIES = frozenset(
    ("_blob_column", "_blob_hash", "_dl", "_format", "_header", "_hide_sql", "_json", "_json_infinity",
     "_labels", "_nl", "_nocount", "_nofacet", "_shape", "_show_sql", "_size", "_stream", "_timelimit",
     "_trace", "_ttl")
)  # fmt: skip
OF_TABLES = OF_QUERIES - {"_hide_sql", "_show_sql"} | frozenset(
    ("_col", "_facet", "_facet_size", "_filter_column", "_filter_op", "_filter_value", "_fts_pk",
     "_fts_table", "_label", "_next", "_nocol", "_nosuggest", "_search", "_searchmode", "_sort",
     "_sort_by_desc", "_sort_desc", "_through", "_where")
)  # fmt: skip
_FILTER_OF_THE_FORM = re.compile(r"_filter_(column|op|value)_\d+")
_LONGEST_NAME = 100


class Unanswerable(Base400):  # type: ignore[misc]  # Datasette carries no types
    """What an address asks for is not there. Raised before it is asked for; said in the reader's language."""

    def __init__(self, phrase: str, status: int = 400, **values: object) -> None:
        self.phrase, self.status = phrase, status
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """What is wrong, and what there is instead."""
        return translate(self.phrase, language, **self.values)


def check_form(datasette: Datasette, request: Request) -> None:
    """Raises Unanswerable (404) for an ending that is no form: Datasette would give the page itself."""
    form, forms = request.url_vars["format"], ["csv", *datasette.renderers]
    # `.jsono` is what Datasette's first versions called a `.json` of objects; it leads there.
    if form not in (None, "jsono", *forms):
        raise Unanswerable(
            "There is no form {name} of this page. There are: {names}.",
            404,
            name=_short(form),
            names=_list(forms),
        )


async def check_query(datasette: Datasette, request: Request, query: Mapping[str, Any]) -> None:
    """Raises Unanswerable for a name that is none of a prepared query's parameters."""
    db = datasette.get_database(DATABASE)
    parameters = query.get("params") or await derive_named_parameters(db, query["sql"])
    for name in request.args:
        if name not in parameters and name not in OF_QUERIES:
            there_are = _list([*dict.fromkeys(parameters), *sorted(OF_QUERIES)])
            raise Unanswerable(
                "There is no parameter {name}. There are: {names}.",
                name=_short(name),
                names=there_are,
            )


async def check_table(
    datasette: Datasette,
    request: Request,
    table: str,
    columns: Collection[str],
    key: Collection[str],
) -> None:
    """Raises Unanswerable for a column, comparison or argument that there is not."""
    args = request.args
    facets = {f"_facet_{one.type}" for one in itertools.chain(*pm.hook.register_facet_classes())}
    for name in args:
        if not name.startswith("_") or "__" in name:
            _check_filter(name, args.getlist(name), columns)
        elif name in ("_sort", "_sort_desc", "_col", "_nocol", "_label"):
            for column in args.getlist(name):
                _check_column(column, columns, may_be_empty=name.startswith("_sort"))
        elif name == "_facet" or name in facets:
            for column in map(_faceted, args.getlist(name)):
                _check_column(column, columns)
        elif name == "_search" or name.startswith("_search_"):
            await _check_search(datasette, request, table, name)
        elif name not in OF_TABLES and not _FILTER_OF_THE_FORM.fullmatch(name):
            raise _no_argument(name, columns, facets)
    if args.get("_sort") and args.get("_sort_desc"):
        raise Unanswerable("Rows are sorted by _sort or by _sort_desc, not by both.")
    if kept := sorted(set(args.getlist("_nocol")) & set(key)):
        raise Unanswerable("{names}: the key of a row is always there.", names=_list(kept))
    for name in ("_size", "_facet_size", "_timelimit"):
        check_number(name, args.get(name), datasette.setting("max_returned_rows"))
    for value in args.getlist("_through"):
        _check_through(value)


def check_number(name: str, value: str | None, most: int | None) -> None:
    """Raises Unanswerable where a number is asked with that is none, or larger than `most`."""
    if not value or (value == "max" and name != "_timelimit"):
        return
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Unanswerable("{name} must be a whole number.", name=name)
    if name == "_size" and most is not None and int(value) > most:
        raise Unanswerable("{name} must be {most} or less.", name=name, most=most)


def _check_filter(name: str, values: Collection[str], columns: Collection[str]) -> None:
    column, mark, comparison = name.rpartition("__")
    if not mark:
        column = name
    if mark and name in columns:
        raise _as_a_filter(name)
    _check_column(column, columns)
    if mark and comparison not in COMPARISONS:
        raise Unanswerable(
            "There is no comparison {name}. There are: {names}.",
            name=_short(comparison) or "“”",
            names=_list(COMPARISONS),
        )
    if comparison in ("in", "notin") and not all(_is_list(value) for value in values):
        raise Unanswerable(
            "{name} takes values with commas between them, or a list in JSON.", name=_short(name)
        )


def _is_list(value: str) -> bool:
    if not value.startswith("["):
        return True
    listed = _json(value)
    return isinstance(listed, list) and not any(map(_is_nested, listed))


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | dict)


def _check_column(name: str, columns: Collection[str], may_be_empty: bool = False) -> None:
    if name in columns or (may_be_empty and not name):
        return
    raise Unanswerable(
        "There is no column {name}. There are: {names}.",
        name=_short(name) or "“”",
        names=_list(columns),
    )


def _faceted(value: str) -> str:
    """The column of a facet, which may be asked for in JSON."""
    if not value.startswith("{"):
        return value
    asked = _json(value)
    column = asked.get("column") or asked.get("simple") if isinstance(asked, dict) else None
    return column if isinstance(column, str) else value


async def _check_search(datasette: Datasette, request: Request, table: str, name: str) -> None:
    """A table that cannot be searched would be given whole."""
    db = datasette.get_database(DATABASE)
    index = (
        request.args.get("_fts_table")
        or datasette.table_metadata(DATABASE, table).get("fts_table")
        or await db.fts_table(table)
    )
    if not index and request.args.get(name):
        raise Unanswerable("This table cannot be searched by {name}.", name=_short(name))
    if index and name != "_search":
        _check_column(name.removeprefix("_search_"), await db.table_columns(index))


def _check_through(value: str) -> None:
    asked = _json(value)
    named = isinstance(asked, dict) and [asked.get("table"), asked.get("column")]
    if (
        not named
        or not all(isinstance(one, str) for one in named)
        or _is_nested(asked.get("value"))
    ):
        raise Unanswerable("_through must be JSON with table, column and value.")


def _no_argument(name: str, columns: Collection[str], facets: Collection[str]) -> Unanswerable:
    if name in columns:
        return _as_a_filter(name)
    return Unanswerable(
        "There is no argument {name}. There are: {names}.",
        name=_short(name),
        names=_list(sorted([*OF_TABLES, *facets])),
    )


def _as_a_filter(name: str) -> Unanswerable:
    return Unanswerable("To filter by the column {name}, write {name}__exact.", name=name)


def _json(value: str) -> Any:
    """What a text says in JSON; nothing where it is none."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _list(names: Collection[str] | Iterator[str]) -> str:
    return ", ".join(names)
