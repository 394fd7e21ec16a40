"""What is taken away from the site: the calendar of meetings, the page of the exports, their files."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Request, Response, asgi_send_file

from archive.downloads import SQLITE, Downloads, offered
from archive.export import EXPORTED
from archive.export_words import SUMS, columns
from public.pages import calendar, conditional, feed_queries, feed_views, site_map
from public.pages.addresses import absolute
from public.pages.language import language_of, translate
from public.pages.queries import Row
from public.pages.rendering import DATABASE, Links, render

if TYPE_CHECKING:
    from datasette.app import Datasette


async def calendar_page(datasette: Datasette, request: Request) -> Response:
    """Every day of every meeting, for a calendar."""
    about, language = datasette.metadata(), language_of(request)
    rows = await feed_queries.meeting_days(datasette.get_database(DATABASE))
    meetings = absolute(datasette, request, Links(datasette).table("meetings"))
    name = f"{translate('Meetings', language)} – {about['source']}"
    said = json.dumps(rows), name, _left_out(rows, language), about["source_url"], meetings
    body = await asyncio.to_thread(_calendar, *said)
    changed = max((row["changed_at"] for row in rows), default="1970-01-01T00:00:00Z")
    answer = conditional.answer(request, body, "text/calendar; charset=utf-8", changed)
    answer.headers["Vary"] = "Accept-Language"
    return answer


# A calendar asks every hour, meetings change every month, and writing a thousand events takes a second.
@lru_cache(maxsize=8)
def _calendar(rows: str, *said: str) -> bytes:
    return calendar.calendar(json.loads(rows), *said)


def _left_out(rows: list[Row], language: str) -> str:
    number = sum(not calendar.has_day(row) for row in rows)
    if not number:
        return translate("Every meeting that was announced.", language)
    return translate(
        "Announced without a day, and left out here: {number}.", language, number=number
    )


async def data_page(datasette: Datasette, request: Request) -> Response:
    """What can be taken away, how to read it, how to cite it, and what every column holds."""
    found = await asyncio.to_thread(_offered)
    return await render(
        datasette,
        request,
        "data.html",
        offered=found,
        here=absolute(datasette, request, Links(datasette).path("/data")),
        tables=[(model, columns(model)) for model in EXPORTED],
        sums=SUMS,
        sqlite=SQLITE,
    )


async def data_file(datasette: Datasette, request: Request) -> Response | _Sent:
    """One of the files offered, by a name that is in their list."""
    name, folder = request.url_vars["file"], _folder()
    found = await asyncio.to_thread(_offered)
    if folder and found and name == SUMS and (folder / SUMS).is_file():
        return Response.text((folder / SUMS).read_text("utf-8"))
    one = next((one for one in found.files if one.name == name), None) if found else None
    if folder is None or one is None:
        raise NotFound("There is no such file to take away")
    path = folder / one.name
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    headers = conditional.validators(one.sha256[:32], changed)
    if conditional.is_known(request, headers):
        return Response(b"", status=304, headers=headers)
    return _Sent(path, headers)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A file as an answer, piece by piece."""

    path: Path
    headers: dict[str, str]

    async def asgi_send(self, send: Any) -> None:
        await asgi_send_file(
            send, self.path, self.path.name, "application/zip", 1 << 16, dict(self.headers)
        )


def _folder() -> Path | None:
    """The folder of exports; `scrapy serve` names it."""
    named = os.environ.get("EXPORTS_DIR")
    return Path(named) if named else None


def _offered() -> Downloads | None:
    folder = _folder()
    return offered(folder) if folder else None


PAGES = (
    (r"/feeds/(?P<name>statements|new|changes)\.atom$", feed_views.feed_page),
    (r"/archive/meetings\.ics$", calendar_page),
    (r"/data$", data_page),
    (r"/data/(?P<file>[^/]+)$", data_file),
    (r"/robots\.txt$", site_map.robots_page),
    (r"/sitemap\.xml$", site_map.sitemap_page),
    (r"/sitemap-(?P<file>[0-9]{1,6})\.xml$", site_map.sitemap_file_page),
)
