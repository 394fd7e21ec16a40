"""The pages of single things and of search results: what their templates are given, and their addresses."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from public.pages import item_queries, items, moved_items
from public.pages.item_words import day, kind_word, language_name, status_word
from public.pages.rendering import DATABASE
from public.pages.words import VERSIONED

if TYPE_CHECKING:
    from datasette.app import Datasette
    from jinja2 import Environment


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The addresses of rows, before Datasette's own: a record that moved is found there too."""
    return [(moved_items.ROW, moved_items.row_page)]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """The words of kinds, days and languages, for the templates."""
    words = {"kind_word": kind_word, "status_word": status_word, "day": day}
    env.filters |= {**words, "language_name": language_name}


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str, database: str, table: str
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """`item`, where the page is that of a record; of a page, the table in which its record stands."""

    async def gathered() -> dict[str, Any]:
        if view_name != "row" or database != DATABASE or not request:
            return {}
        record_id = tilde_decode(request.url_vars["pks"])
        if table in VERSIONED:
            return {"item": await items.gathered(datasette, request, table, record_id)}
        if table == "pages":
            db = datasette.get_database(DATABASE)
            return {"read_here": await item_queries.stands_in(db, record_id)}
        return {}

    return gathered
