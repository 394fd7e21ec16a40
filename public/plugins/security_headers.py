"""Outermost: headers on every answer that keep the pages to themselves, and a bound on what is asked."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Callable

from datasette import hookimpl

from public.guard.bounds import bounded
from public.pages.asgi import Application, Message, Receive, Send

# Datasette's pages hold scripts and styles of their own, and small pictures as data: addresses.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # The site sees that its archive links to it, not what was searched there.
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
)


# The last to be called stands outermost: the answers of other plugins have the headers too.
@hookimpl(trylast=True)
def asgi_wrapper() -> Callable[[Application], Application]:
    """Around the whole application: error pages, files and redirects have the headers too.

    And within it what bounds a request: what is asked of it is answered with the headers as well.
    """
    return lambda application: with_headers(bounded(application))


def with_headers(application: Application) -> Application:
    """The application with the headers on each of its answers, in place of its own by that name."""
    ours = {name for name, _ in HEADERS}

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        await application(scope, receive, send_with_headers)

    return wrapped
