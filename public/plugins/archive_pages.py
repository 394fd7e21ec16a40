"""The archive's own pages beside Datasette's: their addresses, the menu, the words of the templates."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from public.pages import machine_views, views
from public.pages.rendering import DATABASE, Links, not_found
from public.pages.words import VERSIONED, ago, field_name, moment, size, table_name

if TYPE_CHECKING:
    from datasette.app import Datasette
    from jinja2 import Environment

View = Callable[["Datasette", Request], Awaitable[Response]]
# Ids are in one part of the path, encoded as Datasette does (`tilde_encode`).
_PAGES: tuple[tuple[str, View], ...] = (
    (r"/changes$", views.changes_page),
    (r"/changes/(?P<crawl_id>[^/]+)$", views.run_page),
    (r"/history/(?P<table>[^/]+)/(?P<record_id>[^/]+)$", views.history_page),
    (r"/captures/(?P<capture_id>[^/]+)$", views.capture_page),
    (r"/nights$", views.nights_page),
    (r"/nights/(?P<crawl_id>[^/]+)$", views.night_page),
    *machine_views.PAGES,
)
_MENU = (("What changed", "changes"), ("Nights", "nights"), ("Data", "data"))


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """The addresses of our pages."""
    return [(pattern, _allowed(view)) for pattern, view in _PAGES]


def _allowed(view: View) -> View:
    """The view, for who may see the database: our pages show nothing that Datasette would not.

    What is not there is said on a page of ours, with the way back; Datasette's has no menu.
    """

    async def guarded(datasette: Datasette, request: Request) -> Response:
        permissions = [("view-database", DATABASE), "view-instance"]
        await datasette.ensure_permissions(request.actor, permissions)
        try:
            return await view(datasette, request)
        except NotFound as missing:
            return await not_found(datasette, request, str(missing))

    return guarded


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """The way to our pages from all of Datasette's."""
    links = Links(datasette)
    return [{"label": label, "href": links.to(name)} for label, name in _MENU]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """The words of tables, fields and moments, for the templates."""
    env.filters |= {"moment": moment, "ago": ago, "size": size, "table_name": table_name}
    env.globals["field_name"] = field_name


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, object]:
    """What `layout.html` and `row.html` need on whichever page."""
    links = Links(datasette)
    return {
        "links": links,
        "menu": [(label, links.to(name)) for label, name in _MENU],
        "versioned": VERSIONED,
    }
