"""What cannot be answered is said on a page with the archive's head and menu, in the reader's language."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from public.pages.language import language_of, translate
from public.pages.rendering import render

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response | None]]:
    """Our page in place of Datasette's, which knows neither language nor menu.

    Datasette's own handler is called all the same: it writes unforeseen errors to the log.
    """

    async def answer() -> Response | None:
        if request.path.split("?")[0].endswith(".json"):
            return None
        language = language_of(request)
        if isinstance(exception, DatasetteError):
            # A message in HTML is Datasette's on a query that took too long: its title says all of it.
            said = "" if exception.message_is_html else exception.message
            status, heading = exception.status, exception.title
        elif isinstance(exception, Base400):
            status, said, heading = exception.status, exception.args[0], None
        else:
            # What went wrong inside is for the operator's log.
            status, said, heading = 500, "", None
        if status == 404:
            heading = translate("Not found", language)
        known = heading and translate(heading, language)
        heading = known or translate("Error {status}", language, status=status)
        # Where the message is only the number again, or nothing.
        error = "" if said == str(status) else said
        return await render(
            datasette, request, "failure.html", status=status, heading=heading, error=error
        )

    return answer
