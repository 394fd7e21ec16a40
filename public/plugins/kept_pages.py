"""Whole answers kept until the archive changes: the first page of a table, feeds, the calendar.

They say the same to everybody, are asked for more than any other, and each counts or sorts a whole
table. Whoever filters, sorts or turns the page asks the database.
"""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import Request

from public.pages.asgi import Application, Message, Receive, Send
from public.pages.language import language_of
from public.pages.remembered import Stamp, stamp_of
from public.pages.rendering import DATABASE, Links
from records.models import TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette

Key = tuple[str, ...]
# Of queries none: some ask for the day.
_TABLES = "|".join(model.table for model in TABLES)
_KEPT = re.compile(rf"/{DATABASE}/(?:{_TABLES}|meetings\.ics)|/feeds/[a-z]+\.atom")
_MOST, _LONGEST = 60, 2 * 2**20
# An answer to a condition or to somebody known is theirs alone.
_OF_ONE = {b"if-none-match", b"if-modified-since", b"authorization", b"range"}


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Around the pages, below the headers that every answer gets."""
    kept: OrderedDict[Key, tuple[Stamp, list[Message]]] = OrderedDict()

    def around(application: Application) -> Application:
        async def answered(scope: Message, receive: Receive, send: Send) -> None:
            key = _key(scope, datasette)
            if key is None:
                await application(scope, receive, send)
                return
            stamp = stamp_of(Path(datasette.get_database(DATABASE).path))
            if key in kept and kept[key][0] == stamp:
                kept.move_to_end(key)
                for message in kept[key][1]:
                    # A copy: the layers above add their headers to it.
                    await send(dict(message))
                return
            said: list[Message] = []

            async def overheard(message: Message) -> None:
                said.append(dict(message))
                await send(message)

            await application(scope, receive, overheard)
            if _may_be_kept(said):
                kept[key] = (stamp, said)
                if len(kept) > _MOST:
                    kept.popitem(last=False)

        return answered

    return around


def _key(scope: Message, datasette: Datasette) -> Key | None:
    """What an answer depends on beside the archive; None where it is not one of these."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope.get("query_string"):
        return None
    path = Links(datasette).below(scope["path"])
    headers = dict(scope["headers"])
    if not _KEPT.fullmatch(path) or not _OF_ONE.isdisjoint(headers):
        return None
    request = Request(scope, None)
    if "ds_actor" in request.cookies or "ds_messages" in request.cookies:
        return None
    host = headers.get(b"host", b"").decode("latin-1")
    proto = headers.get(b"x-forwarded-proto", b"").decode("latin-1")
    return (path, host, proto, str(scope.get("scheme")), language_of(request))


def _may_be_kept(said: list[Message]) -> bool:
    if not said or said[0].get("status") != 200 or said[-1].get("more_body"):
        return False
    if any(name.lower() == b"set-cookie" for name, _ in said[0].get("headers", [])):
        return False
    return sum(len(message.get("body", b"")) for message in said) <= _LONGEST
