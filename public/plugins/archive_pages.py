"""The archive's own pages beside Datasette's: their addresses, the menu, the words of the templates."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import AsgiStream, NotFound, Request, Response

from public.pages import activity, health, home, machine_views, search, spreadsheet, views
from public.pages.language import language_of
from public.pages.rendering import DATABASE, Links, archive_title, not_found
from public.pages.words import VERSIONED, ago, field_name, moment, size, table_name

if TYPE_CHECKING:
    from datasette.app import Datasette
    from jinja2 import Environment

View = Callable[["Datasette", Request], Awaitable[Response | AsgiStream]]
# Ids are in one part of the path, encoded as Datasette does (`tilde_encode`).
_PAGES: tuple[tuple[str, View], ...] = (
    (r"/$", home.home_page),
    (r"/activity$", activity.activity_page),
    (r"/(?P<database>archive)/(?P<table>[^/.]+)\.excel\.csv$", spreadsheet.excel_csv),
    (r"/(?P<database>archive)\.csv$", spreadsheet.query_csv),
    (r"/changes$", views.changes_page),
    (r"/changes/(?P<crawl_id>[^/]+)$", views.run_page),
    (r"/history/(?P<table>[^/]+)/(?P<record_id>[^/]+)$", views.history_page),
    (r"/captures/(?P<capture_id>[^/]+)$", views.capture_page),
    (r"/-/health$", health.health_page),
    (r"/nights$", views.nights_page),
    (r"/nights/(?P<crawl_id>[^/]+)$", views.night_page),
    *machine_views.PAGES,
    *search.PAGES,
)
_MENU = (
    ("Home", "/"),
    ("Search", "/search"),
    ("Members", "/archive/members"),
    ("Statements", "/archive/statements"),
    ("Meetings", "/archive/meetings"),
    ("Reports", "/archive/reports"),
    ("Articles", "/archive/articles"),
    ("Documents", "/archive/documents"),
    ("What changed", "/changes"),
    ("Activity", "/activity"),
    ("Data", "/data"),
    ("Nights", "/nights"),
    ("Tables and queries", "/archive"),
)


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """The addresses of our pages."""
    return [(pattern, _allowed(view)) for pattern, view in _PAGES]


def _allowed(view: View) -> View:
    """The view, for who may see the database: our pages show nothing that Datasette would not.

    What is not there is said on a page of ours, with the way back; Datasette's has no menu.
    """

    async def guarded(datasette: Datasette, request: Request) -> Response | AsgiStream:
        permissions = [("view-database", DATABASE), "view-instance"]
        await datasette.ensure_permissions(request.actor, permissions)
        try:
            return await view(datasette, request)
        except NotFound as missing:
            return await not_found(datasette, request, str(missing))

    return guarded


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """The words of tables, fields and moments, for the templates."""
    env.filters |= {
        "moment": moment,
        "ago": ago,
        "size": size,
        "table_name": table_name,
    }
    env.globals["field_name"] = field_name


@hookimpl
def extra_template_vars(datasette: Datasette, request: Request | None) -> dict[str, object]:
    """What the frame needs on whichever page, ours and Datasette's: the archive's name is the reader's."""
    links, words = Links(datasette), datasette.metadata()
    title = archive_title(datasette, language_of(request))
    return {
        "links": links,
        "archive": {**words, "title": title},
        "menu": [(label, links.path(path)) for label, path in _MENU],
        "versioned": VERSIONED,
    }
