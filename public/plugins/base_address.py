"""Redirects under a base address: Datasette puts the base before them twice, and filters lead nowhere."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from datasette import hookimpl

from public.pages.asgi import Application, Message, Receive, Send
from public.pages.rendering import Links

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Around the application: its `Location` has the base once."""
    links = Links(datasette)

    def wrap(application: Application) -> Application:
        async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
            async def send_once(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = [
                        (name, links.once(value.decode("latin-1")).encode("latin-1"))
                        if name.lower() == b"location"
                        else (name, value)
                        for name, value in message.get("headers", [])
                    ]
                    message = {**message, "headers": headers}
                await send(message)

            await application(scope, receive, send_once)

        return wrapped

    return wrap
