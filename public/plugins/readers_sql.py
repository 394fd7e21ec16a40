"""What readers write in SQL or choose of tables is known while it is answered, and kept to its share."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import asyncio
import math
import re
import sqlite3
import time
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.renderer import json_renderer
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from public.guard.asked import ASKED, SQL_ARGUMENTS, Asked
from public.guard.connection import guard, guard_memory
from public.pages.asgi import Application, Message, Receive, Send
from public.pages.language import language_of
from public.pages.rendering import DATABASE, Links

if TYPE_CHECKING:
    from datasette.app import Datasette

_ADDRESS = re.compile(rf"/{DATABASE}(?:/(?P<name>[^/.]+))?(?P<ending>\.[a-z.]+)?")
_SEARCH = re.compile(r"/search(?:\.json)?")
# Seconds that a reader waits for a turn.
_PATIENCE = 1.0
# Values of a query's answer: a page is written in one go, and nobody else is answered meanwhile.
CELLS_ON_A_PAGE = 1_500


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Guard each connection, the last of all: what is added or asked before is Datasette's."""
    if database in ("_internal", "_memory"):
        guard_memory(conn)
    else:
        guard(conn, lambda what, name: None)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Around the pages: each request that asks something of its own is known as one."""
    prepared = frozenset(datasette.metadata("queries", database=DATABASE, fallback=False) or ())

    def around(application: Application) -> Application:
        async def answered(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            before = ASKED.set(_asked(datasette, Request(scope, receive), prepared))
            try:
                await application(scope, receive, send)
            finally:
                ASKED.reset(before)

        return answered

    return around


@hookimpl
def extra_template_vars() -> Callable[[], dict[str, bool]]:
    """`told`: whether the message of this page is ours, in the reader's language."""

    def said() -> dict[str, bool]:
        asked = ASKED.get()
        return {"told": asked is not None and asked.told}

    return said


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """JSON as Datasette writes it, beside the pages: 10,000 rows take it a second."""
    return {"extension": "json", "render": _json}


async def _json(args: Any, data: Any, view_name: str) -> Response:
    return await asyncio.to_thread(json_renderer, args, data, view_name)


def _asked(datasette: Datasette, request: Request, prepared: Container[str]) -> Asked | None:
    """What a request asks of its own; nothing where its page is the same for everybody."""
    args = request.args
    words = tuple(
        one for name in SQL_ARGUMENTS for one in args.getlist(name) if one and not one.isspace()
    )
    path = tilde_decode(Links(datasette).below(request.scope["path"]))
    name, ending = _address(path)
    is_query = name == "" or name in prepared
    is_file = name is not None and ending.endswith(".csv")
    is_choice = name is not None and (request.query_string or name in prepared or is_file)
    if not words and not is_choice and not _SEARCH.fullmatch(path):
        return None
    limit: int = datasette.setting("sql_time_limit_ms")
    until: float = time.monotonic() + limit / 1000
    patience: float | None = _PATIENCE
    if is_file and not is_query:
        # A table's file comes in parts, each with its own time.
        until, patience = math.inf, None
    cells = CELLS_ON_A_PAGE if is_query and not ending else None
    return Asked(words, language_of(request), until, patience, cells)


def _address(path: str) -> tuple[str | None, str]:
    """The table or query that an address names, "" the database, and its ending; no name of another page."""
    found = _ADDRESS.fullmatch(path)
    return (found["name"] or "", found["ending"] or "") if found else (None, "")
