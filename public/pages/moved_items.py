"""Where a record went that stands no more under its address: to another table, id, or nowhere."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.row import RowView

from public.pages import item_queries
from public.pages.queries import Database
from public.pages.rendering import DATABASE, Links, render
from public.pages.table_questions import check_form
from public.pages.words import VERSIONED

if TYPE_CHECKING:
    from datasette.app import Datasette

# Datasette's own addresses of a row, of the tables whose rows have a page here.
ROW = rf"/(?P<database>{DATABASE})/(?P<table>{'|'.join(VERSIONED)})/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$"


async def row_page(datasette: Datasette, request: Request) -> Response:
    """Datasette's page of a row; where there is none, the way to where the record is now."""
    check_form(datasette, request)
    # Datasette would show the row of the first of several keys.
    if "," in request.url_vars["pks"]:
        raise NotFound("There is no such record")
    try:
        answer: Response = await RowView(datasette).dispatch_request(request)
    except NotFound:
        moved = await _elsewhere(datasette, request)
        if moved is None:
            raise
        return moved
    return answer


async def _elsewhere(datasette: Datasette, request: Request) -> Response | None:
    db, links = datasette.get_database(DATABASE), Links(datasette)
    table, record_id = (tilde_decode(request.url_vars[name]) for name in ("table", "pks"))
    place = await place_now(db, table, record_id)
    if place:
        suffix = f".{request.url_vars['format']}" if request.url_vars["format"] else ""
        asked = f"?{request.query_string}" if request.query_string else ""
        return Response.redirect(f"{links.row(*place)}{suffix}{asked}", status=301)
    if request.url_vars["format"]:
        return None
    withheld = await item_queries.withheld(db, record_id)
    if withheld:
        return await render(datasette, request, "withheld.html", status=410, withheld=withheld)
    read = await item_queries.read_as(db, record_id)
    if read:
        return await render(
            datasette, request, "given_way.html", status=404, record_id=record_id, read=read
        )
    return None


async def place_now(db: Database, table: str, record_id: str) -> tuple[str, str] | None:
    """The table and id that a record has now; nothing where no row tells.

    A page that turned out to be of another kind keeps its id. One kept under the path of its address
    until its number was known is found by that address; a member that was merged with another, by
    the profiles that were its own.
    """
    if table == "members":
        heirs = await item_queries.members_after(db, record_id)
        return ("members", heirs[0]["member_id"]) if len(heirs) == 1 else None
    kind = await item_queries.stands_in(db, record_id)
    if kind:
        return kind, record_id
    for path in _paths(record_id):
        found = await item_queries.pages_under(db, path)
        ids = {row["page_id"] for row in found if _path(row["url"]) == path}
        if len(ids) == 1 and (kind := await item_queries.stands_in(db, one := ids.pop())):
            return kind, one
    return None


def _paths(record_id: str) -> list[str]:
    """The path of an address in an id that was made of one.

    >>> _paths("drupal/path/reunion_juin"), _paths("drupal/node/7")
    (['reunion_juin'], [])
    """
    _, mark, path = record_id.partition("/path/")
    return [path] if mark and path else []


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).strip("/")
