"""What cannot be answered is said on a page with the archive's head and menu, in the reader's language."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import handle_exception as datasettes_own
from datasette import hookimpl
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from public.guard.asked import ASKED
from public.pages.language import language_of, translate
from public.pages.rendering import DATABASE, render
from public.pages.table_questions import Unanswerable

if TYPE_CHECKING:
    from datasette.app import Datasette

# Where that library is installed, Datasette prints every variable with each error, a page that is not there
# too, and for some of those it fails itself.
datasettes_own.rich = None

# Datasette's own pages, which take a reader's words for numbers and keys as they are.
_TABLE = re.compile(rf"/{DATABASE}(?:/[a-z_]+)?(?:\.[a-z]+)*$")
_ROW = re.compile(rf"/{DATABASE}/[a-z_]+/[^/]+$")


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response | None]]:
    """Our page in place of Datasette's, which knows neither language nor menu.

    Datasette's own handler is called all the same: it writes unforeseen errors to the log.
    """

    async def answer() -> Response | None:
        language = language_of(request)
        status, heading, said = _told(request, exception, language)
        if request.path.endswith(".json"):
            # Datasette's own says it well, but for what it takes for its own mistake.
            about = {"ok": False, "error": said, "status": status, "title": heading}
            return Response.json(about, status=status) if status == 400 else None
        if request.path.endswith(".csv"):
            return Response.text(f"{said or heading or status}\n", status=status)
        if status == 404:
            heading = translate("Not found", language)
        known = heading and translate(heading, language)
        heading = known or translate("Error {status}", language, status=status)
        # Where the message is only the number again, or nothing.
        error = "" if said == str(status) else translate(said, language)
        # What Datasette and SQLite say is in English.
        asked = ASKED.get()
        ours = isinstance(exception, Unanswerable) or (asked is not None and asked.told)
        foreign = error == said and not ours
        told = {"heading": heading, "error": error, "foreign": foreign}
        return await render(datasette, request, "failure.html", status=status, **told)

    return answer


def _told(request: Request, exception: Exception, language: str) -> tuple[int, str | None, str]:
    """Status, heading and message of what went wrong."""
    if isinstance(exception, Unanswerable):
        return exception.status, None, exception.said(language)
    if isinstance(exception, DatasetteError):
        # A message in HTML is Datasette's on a query that took too long: its title says all of it.
        said = "" if exception.message_is_html else exception.message
        # It knows no status for a column that there is not: that is no mistake of ours.
        return 400 if exception.status == 500 else exception.status, exception.title, said
    if isinstance(exception, Base400):
        return exception.status, None, exception.args[0]
    path = request.path.rstrip("/")
    if isinstance(exception, sqlite3.ProgrammingError) and _ROW.search(path):
        return 404, None, ""
    asked = request.query_string and _TABLE.search(path)
    if asked and isinstance(exception, ValueError | OverflowError):
        return 400, None, str(exception)
    # What went wrong inside is for the operator's log.
    return 500, None, ""
