"""Addresses of tables, queries and rows: lists without gaps, whole files, and none that means nothing."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import await_me_maybe
from datasette.utils.asgi import AsgiStream, Request, Response
from datasette.views.database import DatabaseView
from datasette.views.row import RowView

from public.guard.asked import WRITTEN
from public.pages import spreadsheet
from public.pages.rendering import DATABASE
from public.pages.table_questions import check_form
from public.pages.whole_tables import WholeTable

if TYPE_CHECKING:
    from datasette.app import Datasette

View = Callable[["Datasette", Request], Awaitable[Response | AsgiStream]]
_FORM = r"(\.(?P<format>\w+))?$"
_NUMBERED = re.compile(r":p(\d+)\b")


# Behind the addresses of all our own pages, before Datasette's.
@hookimpl(trylast=True)
def register_routes() -> list[tuple[str, View]]:
    """Datasette's own addresses, as Datasette writes them."""
    return [
        (rf"/(?P<database>{DATABASE})\.(?P<format>(?!db$)\w+)$", partial(_page, DatabaseView)),
        (rf"/(?P<database>{DATABASE})/(?P<table>[^/.]+){_FORM}", _table_page),
        (
            rf"/(?P<database>{DATABASE})/(?P<table>[^/]+?)/(?P<pks>[^/]+?){_FORM}",
            partial(_page, RowView),
        ),
    ]


async def _page(view: Any, datasette: Datasette, request: Request) -> Response:
    check_form(datasette, request)
    answer: Response = await view(datasette).dispatch_request(request)
    return answer


async def _table_page(datasette: Datasette, request: Request) -> Response | AsgiStream:
    if request.url_vars["format"] == "csv":
        return await spreadsheet.plain_csv(datasette, request)
    return await _page(WholeTable, datasette, request)


@hookimpl(hookwrapper=True)
def filters_from_request() -> Generator[None, Any, None]:
    """Each condition stands alone: Datasette joins a reader's `_where=a or b` to the others with "and", and
    numbers the values of `_through` as those of the filters."""
    outcome = yield
    outcome.force_result([partial(_apart, one) for one in outcome.get_result()])


async def _apart(one: Any) -> FilterArguments | None:
    found: FilterArguments | None = await await_me_maybe(one)
    if found:
        # What Datasette offers to take away again: conditions of `_where`.
        mark = WRITTEN if found.extra_context.get("extra_wheres_for_ui") else ""
        found.where_clauses = [f"({mark}\n{_own(clause)}\n)" for clause in found.where_clauses]
        found.params = {_own(f":{name}")[1:]: value for name, value in found.params.items()}
    return found


def _own(sql: str) -> str:
    return _NUMBERED.sub(r":own\1", sql)
