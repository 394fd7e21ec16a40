"""From values to an answer: the templates' links, the number of the part asked for, the HTML."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from datasette.utils.asgi import Request, Response

from public.pages.language import language_of, translate

if TYPE_CHECKING:
    from datasette.app import Datasette

DATABASE = "archive"
_MOST_PARTS = 100_000


class Links:
    """The addresses of pages, under whatever base address the archive is published at."""

    def __init__(self, datasette: Datasette) -> None:
        self._urls = datasette.urls
        self._base = str(datasette.setting("base_url"))

    def to(self, *parts: str) -> str:
        """One of our own pages: each part of its path encoded as Datasette does."""
        return str(self._urls.path("/" + "/".join(tilde_encode(part) for part in parts)))

    def row(self, table: str, key: str) -> str:
        """Datasette's page of a row."""
        return str(self._urls.row(DATABASE, table, tilde_encode(key)))

    def table(self, table: str) -> str:
        """Datasette's page of a table."""
        return str(self._urls.table(DATABASE, table))

    def path(self, path: str) -> str:
        """Any other path of the published archive."""
        return str(self._urls.path(path))

    def here(self, request: Request) -> str:
        """The path of the page itself, whether or not a proxy took the base address off."""
        return self.path(request.scope.get("route_path") or request.path)

    def below(self, path: str) -> str:
        """The path of a request without the base address: the same wherever the archive is published."""
        return path.removeprefix(self._base.rstrip("/"))

    def once(self, address: str) -> str:
        """An address that Datasette made from the page's own: it puts the base address before it twice."""
        twice = self._base.rstrip("/") + self._base
        return str(address).replace(twice, self._base, 1) if self._base != "/" else str(address)


def archive_title(datasette: Datasette, language: str) -> str:
    """What the archive is called in a language."""
    return translate("Archive of {name}", language, name=datasette.metadata()["source"])


def now() -> datetime:
    """This moment: the one place where pages take it from the clock."""
    return datetime.now(UTC)


def part_asked(request: Request) -> int:
    """The part of a long list that is asked for; the first where that is no number.

    Digits of other scripts and numbers that no list reaches are no number either.
    """
    asked = request.args.get("part") or ""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return number if 0 < number < _MOST_PARTS else 1


async def not_found(datasette: Datasette, request: Request, why: str) -> Response:
    """The answer where an id leads to nothing."""
    return await render(datasette, request, "not_found.html", status=404, why=why)


async def render(
    datasette: Datasette, request: Request, template: str, status: int = 200, **values: Any
) -> Response:
    """The answer of a page: `language` is that of its own words."""
    context = {
        "language": language_of(request),
        "links": Links(datasette),
        "part": part_asked(request),
        "now": now(),
        **values,
    }
    html = await datasette.render_template(template, context, request=request, view_name="archive")
    return Response.html(html, status=status)
