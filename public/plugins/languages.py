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

from public.pages.language import COOKIE, LANGUAGES, language_of, translate
from public.pages.rendering import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette
    from jinja2 import Environment
    from jinja2.runtime import Context

_A_YEAR = 365 * 24 * 3600
# A table or a query, in whatever form: there Datasette takes every name in the address for a column.
_OF_DATASETTE = re.compile(rf"/{DATABASE}(?:/[a-z_]+)?(?:\.[a-z]+)*")


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
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """`?lang=fr` on a table is a choice of language too, and no question for rows whose "lang" is fr."""

    def around(application: Any) -> Any:
        async def answered(scope: dict[str, Any], receive: Any, send: Any) -> None:
            named = re.search(rb"(?:^|&)lang=([a-z]*)", scope.get("query_string", b""))
            base = datasette.setting("base_url").rstrip("/")
            if named and _OF_DATASETTE.fullmatch(scope["path"].removeprefix(base)):
                back = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
                chosen = urlencode({"to": named[1].decode(), "back": back})
                redirect = Response.redirect(datasette.urls.path(f"/-/language?{chosen}"))
                await redirect.asgi_send(send)
                return
            await application(scope, receive, send)

        return answered

    return around


async def choose(request: Request, datasette: Datasette) -> Response:
    """Keep the chosen language (`?to=fr`), and go back (`&back=/path`, on this site only)."""
    back = request.args.get("back") or "/"
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        back = "/"
    # The address would go on naming the other.
    back = re.sub(r"(?<=[?&])lang=[a-z]*&?", "", back).rstrip("?&")
    response = Response.redirect(datasette.urls.path(back) if back == "/" else back)
    if request.args.get("to") in LANGUAGES:
        response.set_cookie(COOKIE, request.args["to"], max_age=_A_YEAR, samesite="lax")
    return response
