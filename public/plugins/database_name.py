"""Publishes the database as `archive` whatever its file is called: addresses and titles stay.

And guarded: what readers write in SQL is asked apart from the pages. Where the file is, is the operator's.
"""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from public.guard.database import GuardedDatabase

if TYPE_CHECKING:
    from datasette.app import Datasette

NAME = "archive"


@hookimpl
def startup(datasette: Datasette) -> None:
    """Datasette names a database after its file; `datasette.yml` speaks of `archive`."""
    (ours,) = (name for name, database in datasette.databases.items() if database.path)
    path = datasette.databases[ours].path
    datasette.remove_database(ours)
    datasette.add_database(GuardedDatabase(datasette, path), name=NAME)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """In place of Datasette's pages of its databases and threads, which name folders of this machine."""
    return [(r"/-/databases(?P<ending>\.json)?$", databases), (r"/-/threads(?:\.json)?$", nothing)]


async def databases(datasette: Datasette, request: Request) -> Response:
    """What Datasette says of its databases, but for where they are."""
    await datasette.ensure_permissions(request.actor, ["view-instance"])
    said = [{**one, "path": None} for one in datasette._connected_databases()]
    if request.url_vars["ending"]:
        return Response.json(said)
    page = {"filename": "databases.json", "data_json": json.dumps(said, indent=4)}
    html = await datasette.render_template("show_json.html", page, request, "json_data")
    return Response.html(html)


async def nothing() -> Response:
    """What is for nobody but the operator."""
    raise NotFound("")
