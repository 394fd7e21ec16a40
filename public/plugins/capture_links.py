"""Makes a link of each `capture_id`: the page that says where and when the row was captured."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from markupsafe import Markup

from public.pages import queries
from public.pages.rendering import DATABASE, Links
from public.pages.words import moment

if TYPE_CHECKING:
    from datasette.app import Datasette

_COLUMNS = ("capture_id", "file_capture_id", "refers_to")


@hookimpl
def render_cell(
    value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Coroutine[None, None, Markup | None] | None:
    """The link, named after the time; every other cell stays as Datasette shows it."""
    if column not in _COLUMNS or table is None or database != DATABASE or not value:
        return None
    return _link(datasette, value)


async def _link(datasette: Datasette, value: Any) -> Markup | None:
    if isinstance(value, dict):
        # In a table Datasette has looked up the label itself: the time.
        capture_id, at = value["value"], value["label"]
    else:
        capture_id = value
        at = await queries.captured_at(datasette.get_database(DATABASE), capture_id)
    if not at:
        return None
    link = Links(datasette).to("captures", str(capture_id))
    return Markup('<a href="{}">{}</a>').format(link, moment(str(at)))
