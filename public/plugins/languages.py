"""The interface in the reader's language: `t` in every template, and the way to choose."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from jinja2 import pass_context

from public.pages.asgi import Application, Message, Receive, Send
from public.pages.language import COOKIE, LANGUAGES, language_of, translate
from public.pages.rendering import DATABASE, Links

if TYPE_CHECKING:
    from datasette.app import Datasette
    from jinja2 import Environment
    from jinja2.runtime import Context

_A_YEAR = 365 * 24 * 3600
# A table or a query, in whatever form: there Datasette takes every name in the address for a column.
_OF_DATASETTE = re.compile(rf"/{DATABASE}(?!/meetings\.ics)(?:/[a-z_]+)?(?:\.[a-z]+)*")
_NAMED = re.compile(r"(?:^|(?<=[?&]))lang=([^&]*)&?")
# A path of this site, as it stands in an address; browsers leave out tabs and take a backslash for "/".
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """`t("phrase", name=value)` in every template."""
    env.globals["t"] = _translated


@pass_context
def _translated(context: Context, phrase: str, **values: Any) -> str:
    return translate(phrase, context.get("language", "en"), **values)


@hookimpl
def extra_template_vars(request: Request | None) -> dict[str, object]:
    """The language of the page, and those there are."""
    return {"language": language_of(request), "languages": LANGUAGES}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Where the choice is kept."""
    return [(r"/-/language$", choose)]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """`?lang=fr` on a table is a choice of language too, and no question for rows whose "lang" is fr.

    And every page says that it is one of several languages: a cache would else give it to all.
    """

    def around(application: Application) -> Application:
        async def answered(scope: Message, receive: Receive, send: Send) -> None:
            async def varied(message: Message) -> None:
                if message["type"] == "http.response.start" and _is_page(message):
                    said = (b"vary", b"Accept-Language, Cookie")
                    message = {**message, "headers": [*message["headers"], said]}
                await send(message)

            to = _without_language(datasette, scope)
            if to:
                await Response.redirect(to).asgi_send(varied)
            else:
                await application(scope, receive, varied)

        return answered

    return around


def _is_page(message: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message.get("headers", [])
    )


def _without_language(datasette: Datasette, scope: Message) -> str | None:
    """Where to choose the language that an address of Datasette's names, and go on without it."""
    asked = scope.get("query_string", b"").decode("latin-1")
    named = _NAMED.search(asked)
    if not named:
        return None
    links = Links(datasette)
    if not _OF_DATASETTE.fullmatch(links.below(scope["path"])):
        return None
    chosen = urlencode({"to": named[1], "back": f"{scope['path']}?{asked}"})
    return links.path(f"/-/language?{chosen}")


async def choose(request: Request, datasette: Datasette) -> Response:
    """Keep the chosen language (`?to=fr`), and go back (`&back=/path`, on this site only)."""
    back = request.args.get("back") or "/"
    if not _OWN_PATH.fullmatch(back):
        back = "/"
    # The address would go on naming the other.
    back = _NAMED.sub("", back).rstrip("?&")
    response = Response.redirect(datasette.urls.path(back) if back == "/" else back)
    if request.args.get("to") in LANGUAGES:
        response.set_cookie(COOKIE, request.args["to"], max_age=_A_YEAR, samesite="lax")
    return response
