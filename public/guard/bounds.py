"""What an address and the headers of a request may hold, before anything of it is read."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from datasette.utils.asgi import Response

from public.guard.asked import SQL_ARGUMENTS
from public.guard.refusals import SAID
from public.pages.asgi import Application, Message, Receive, Send
from public.pages.language import preferred, translate

MOST = {"arguments": 100, "characters": 20_000, "blanks": 500, "header": 8 * 1024}
_BLANKS = re.compile(rf"\s{{{MOST['blanks']}}}")


def bounded(application: Application) -> Application:
    """The application, which is never asked for more; who asks for it is told so."""

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        wrong = _too_much(scope) if scope["type"] == "http" else None
        if wrong is None:
            await application(scope, receive, send)
            return
        accepted = dict(scope["headers"]).get(b"accept-language", b"")[: MOST["header"]]
        said = translate(SAID[wrong], preferred(accepted.decode("latin-1")), **MOST)
        status = 431 if wrong == "header" else 400
        await Response.text(f"{said}\n", status=status).asgi_send(send)

    return wrapped


def _too_much(scope: Message) -> str | None:
    """What of a request is too much; nothing where it is answered.

    Datasette reads all arguments once more for each of them, its look at the first word of a query takes the
    square of the blanks before it, and Python's at a cookie the square of its length (before 3.11.10): one
    request held up every reader for minutes.
    """
    if any(len(value) > MOST["header"] for _, value in scope["headers"]):
        return "header"
    if scope.get("query_string", b"").count(b"&") >= MOST["arguments"]:
        return "arguments"
    for words in _written(scope):
        if len(words) > MOST["characters"]:
            return "characters"
        if _BLANKS.search(words):
            return "blanks"
    return None


def _written(scope: Message) -> Iterator[str]:
    """The SQL in an address."""
    pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
    return (words for name, words in pairs if name in SQL_ARGUMENTS)
