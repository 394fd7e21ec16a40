"""What an address asks of a table or a prepared query, checked before it is answered.

Datasette passes over a name that it does not know, and SQLite takes a column that there is not for a
text: a slip of the pen would give every row, or none, and say nothing.
"""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datasette.filters import Filters
from datasette.plugins import pm
from datasette.utils import derive_named_parameters
from datasette.utils.asgi import Base400, Request
from pydantic import BaseModel, TypeAdapter, ValidationError

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
_Value = str | int | float | None
_VALUES: TypeAdapter[list[_Value]] = TypeAdapter(list[_Value])


class Unanswerable(Base400):  # type: ignore[misc]  # Datasette carries no types
    """What an address asks for is not there. Raised before it is asked for; said in the reader's language."""

    def __init__(self, phrase: str, status: int = 400, **values: str | int | Sequence[str]) -> None:
        self.phrase, self.status = phrase, status
        self.values = {name: _told(value) for name, value in values.items()}
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """What is wrong, and what there is instead."""
        return translate(self.phrase, language, **self.values)


def _told(value: str | int | Sequence[str]) -> str:
    if isinstance(value, str):
        return f"{value[:_LONGEST_NAME]}…" if len(value) > _LONGEST_NAME else value or "“”"
    return str(value) if isinstance(value, int) else ", ".join(value)


class _Through(BaseModel):
    """What `_through` says, in JSON: the rows that a row of another table with this value refers to."""

    table: str
    column: str
    value: _Value


class _Facet(BaseModel):
    """What a facet may say in JSON."""

    column: str | None = None
    simple: str | None = None


def check_form(datasette: Datasette, request: Request) -> None:
    """Raises Unanswerable (404) for an ending that is no form: Datasette would give the page itself."""
    form, forms = request.url_vars["format"], ["csv", *datasette.renderers]
    # `.jsono` is what Datasette's first versions called a `.json` of objects; it leads there.
    if form not in (None, "jsono", *forms):
        phrase = "There is no form {name} of this page. There are: {names}."
        raise Unanswerable(phrase, 404, name=form, names=forms)


async def check_query(datasette: Datasette, request: Request, query: Mapping[str, Any]) -> None:
    """Raises Unanswerable for a name that is none of a prepared query's parameters."""
    db = datasette.get_database(DATABASE)
    parameters = query.get("params") or await derive_named_parameters(db, query["sql"])
    there_are = [*dict.fromkeys(parameters), *sorted(OF_QUERIES)]
    for name in request.args:
        if name not in there_are:
            raise Unanswerable(
                "There is no parameter {name}. There are: {names}.", name=name, names=there_are
            )


async def check_table(
    datasette: Datasette, request: Request, table: str, columns: Sequence[str], key: Sequence[str]
) -> None:
    """Raises Unanswerable for a column, comparison or argument that there is not."""
    args = request.args
    facets = {f"_facet_{one.type}" for one in itertools.chain(*pm.hook.register_facet_classes())}
    for name in args:
        values = args.getlist(name)
        if not name.startswith("_") or "__" in name:
            _check_filter(name, values, columns)
        elif name in ("_sort", "_sort_desc"):
            _check_columns([value for value in values if value], columns)
        elif name in ("_col", "_nocol", "_label"):
            _check_columns(values, columns)
        elif name == "_facet" or name in facets:
            _check_columns([_faceted(value) for value in values], columns)
        elif name == "_search" or name.startswith("_search_"):
            await _check_search(datasette, request, table, name)
        elif name == "_through":
            _check_through(values)
        elif name in columns:
            raise _as_a_filter(name)
        elif name not in OF_TABLES and not _FILTER_OF_THE_FORM.fullmatch(name):
            there_are = sorted([*OF_TABLES, *facets])
            raise Unanswerable(
                "There is no argument {name}. There are: {names}.", name=name, names=there_are
            )
    if args.get("_sort") and args.get("_sort_desc"):
        raise Unanswerable("Rows are sorted by _sort or by _sort_desc, not by both.")
    if kept := sorted(set(args.getlist("_nocol")) & set(key)):
        raise Unanswerable("{names}: the key of a row is always there.", names=kept)
    for name in ("_size", "_facet_size", "_timelimit"):
        check_number(name, args.get(name), datasette.setting("max_returned_rows"))


def check_number(name: str, value: str | None, most: int | None) -> None:
    """Raises Unanswerable where a number is asked with that is none, or more rows than `most`."""
    if not value or (value == "max" and name != "_timelimit"):
        return
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Unanswerable("{name} must be a whole number.", name=name)
    if name == "_size" and most is not None and int(value) > most:
        raise Unanswerable("{name} must be {most} or less.", name=name, most=most)


def _check_filter(name: str, values: Sequence[str], columns: Sequence[str]) -> None:
    column, mark, comparison = name.rpartition("__")
    if not mark:
        _check_columns([name], columns)
        return
    if name in columns:
        raise _as_a_filter(name)
    _check_columns([column], columns)
    if comparison not in COMPARISONS:
        phrase = "There is no comparison {name}. There are: {names}."
        raise Unanswerable(phrase, name=comparison, names=COMPARISONS)
    if comparison in ("in", "notin"):
        try:
            for listed in values:
                _VALUES.validate_json(listed if listed.startswith("[") else "[]")
        except ValidationError as error:
            raise Unanswerable(
                "{name} takes values with commas between them, or a list in JSON.", name=name
            ) from error


def _check_columns(asked: Sequence[str], columns: Sequence[str]) -> None:
    for name in asked:
        if name not in columns:
            phrase = "There is no column {name}. There are: {names}."
            raise Unanswerable(phrase, name=name, names=columns)


def _faceted(value: str) -> str:
    """The column of a facet."""
    if not value.startswith("{"):
        return value
    try:
        facet = _Facet.model_validate_json(value)
    except ValidationError:
        return value
    return facet.column or facet.simple or value


async def _check_search(datasette: Datasette, request: Request, table: str, name: str) -> None:
    """A table that cannot be searched would be given whole."""
    db = datasette.get_database(DATABASE)
    index = (
        request.args.get("_fts_table")
        or datasette.table_metadata(DATABASE, table).get("fts_table")
        or await db.fts_table(table)
    )
    if not index and request.args.get(name):
        raise Unanswerable("This table cannot be searched by {name}.", name=name)
    if index and name != "_search":
        _check_columns([name.removeprefix("_search_")], await db.table_columns(index))


def _check_through(values: Sequence[str]) -> None:
    try:
        for value in values:
            _Through.model_validate_json(value)
    except ValidationError as error:
        raise Unanswerable("_through must be JSON with table, column and value.") from error


def _as_a_filter(name: str) -> Unanswerable:
    return Unanswerable("To filter by the column {name}, write {name}__exact.", name=name)
