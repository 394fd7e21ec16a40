"""What readers write in SQL or choose of tables is known while it is answered, and kept to its share."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import asyncio
import math
import re
import sqlite3
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.renderer import json_renderer
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from archive.publication import query_names
from public.guard.asked import ASKED, Asked
from public.guard.connection import guard, guard_memory
from public.pages.asgi import Application, Message, Receive, Send
from public.pages.language import language_of
from public.pages.rendering import DATABASE, Links

if TYPE_CHECKING:
    from datasette.app import Datasette

# Where SQL may be written in an address.
_WORDS = ("sql", "_where")
_ADDRESS = re.compile(rf"/{DATABASE}(?:/(?P<name>[^/.]+))?(?P<ending>\.[a-z.]+)?")
_QUERIES = frozenset(query_names())
# Seconds that a reader waits for a turn.
_PATIENCE = 1.0
# A page is written in one go, and nobody else is answered meanwhile: rows of a table, values of a query.
ROWS_ON_A_PAGE, CELLS_ON_A_PAGE = 250, 2_000


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

    def around(application: Application) -> Application:
        async def answered(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            before = ASKED.set(_asked(datasette, scope))
            try:
                await application(_fitting(datasette, scope), receive, send)
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


def _asked(datasette: Datasette, scope: Message) -> Asked | None:
    """What a request asks of its own; nothing where its page is the same for everybody."""
    request = Request(scope, None)
    words = tuple(
        one for name in _WORDS for one in request.args.getlist(name) if one and not one.isspace()
    )
    address = _ADDRESS.fullmatch(_path(datasette, scope))
    chooses = address and (request.query_string or address["name"] in _QUERIES)
    if not words and not chooses:
        return None
    outer, is_page = ASKED.get(), address is not None and not address["ending"]
    is_query = address is not None and (not address["name"] or address["name"] in _QUERIES)
    if outer:
        # A file of ours asks for its rows.
        until, patience = outer.until, outer.patience
    elif "_stream" in request.args or (address and address["ending"] == ".excel.csv"):
        until, patience = math.inf, None
    else:
        limit: int = datasette.setting("sql_time_limit_ms")
        until, patience = time.monotonic() + limit / 1000, _PATIENCE
    cells = CELLS_ON_A_PAGE if is_page and is_query else None
    return Asked(words, language_of(request), until, patience, cells)


def _fitting(datasette: Datasette, scope: Message) -> Message:
    """The request for no more rows of a table than a page may have; the next part has the others."""
    address = _ADDRESS.fullmatch(_path(datasette, scope))
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if not address or address["ending"] or not any(_is_large(pair) for pair in asked):
        return scope
    fitting = [(name, str(ROWS_ON_A_PAGE)) if _is_large((name, value)) else (name, value)
               for name, value in asked]  # fmt: skip
    return {**scope, "query_string": urlencode(fitting).encode("latin-1")}


def _is_large(pair: tuple[str, str]) -> bool:
    name, value = pair
    if name != "_size":
        return False
    return value == "max" or (value.isascii() and value.isdigit() and int(value) > ROWS_ON_A_PAGE)


def _path(datasette: Datasette, scope: Message) -> str:
    """The path below the base address, whatever it was encoded with."""
    return str(tilde_decode(Links(datasette).below(scope["path"])))
