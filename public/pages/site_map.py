"""What machines are told of the site: robots.txt and the site map, streamed, in files of 50,000 addresses."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from datasette.utils import tilde_encode
from datasette.utils.asgi import AsgiStream, NotFound, Request, Response

from public.pages import feed_queries
from public.pages.addresses import absolute
from public.pages.rendering import DATABASE, Links
from public.pages.words import VERSIONED

if TYPE_CHECKING:
    from datasette.app import Datasette

# What the protocol allows in one file (sitemaps.org).
A_FILE = 50_000
# So many that other readers do not wait for them.
_AT_ONCE = 1_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OWN = ("/", "/changes", "/nights", "/data")


async def robots_page(datasette: Datasette, request: Request) -> Response:
    """Every page is for robots; what is asked with a query, without end, is not."""
    path = Links(datasette).path
    # The longest rule that fits counts (RFC 9309): lists have parts, and pages two languages.
    lines = [
        "User-agent: *",
        f"Allow: {path('/')}",
        f"Disallow: {path('/')}*?",
        f"Disallow: {path('/archive')}?",
        f"Allow: {path('/')}*?part=",
        f"Allow: {path('/')}*?lang=",
        f"Disallow: {path('/-/')}",
        f"Allow: {path('/-/static/')}",
        f"Sitemap: {absolute(datasette, request, path('/sitemap.xml'))}",
    ]
    return Response.text("\n".join(lines) + "\n")


async def sitemap_page(datasette: Datasette, request: Request) -> AsgiStream:
    """Every page of a thing, or, where they are too many for one file, the files there are."""
    db, path = datasette.get_database(DATABASE), Links(datasette).path
    number = await feed_queries.how_many_items(db) + len(_OWN)
    if number <= A_FILE:
        return _stream("urlset", _addresses(datasette, request, 0))
    files = range(1, -(-number // A_FILE) + 1)
    listed = [absolute(datasette, request, path(f"/sitemap-{file}.xml")) for file in files]

    async def index() -> AsyncIterator[str]:
        yield "".join(_listed("sitemap", address, None) for address in listed)

    return _stream("sitemapindex", index())


async def sitemap_file_page(datasette: Datasette, request: Request) -> AsgiStream:
    """One of the files of a site map that has several."""
    file = int(request.url_vars["file"])
    number = await feed_queries.how_many_items(datasette.get_database(DATABASE)) + len(_OWN)
    if not 0 < file <= -(-number // A_FILE):
        raise NotFound("There is no such file of the site map")
    return _stream("urlset", _addresses(datasette, request, file - 1))


async def _addresses(datasette: Datasette, request: Request, file: int) -> AsyncIterator[str]:
    """The addresses of a file: our own pages first, then things by kind and id."""
    db, links = datasette.get_database(DATABASE), Links(datasette)
    left, start = A_FILE, file * A_FILE - len(_OWN)
    if not file:
        yield "".join(
            _listed("url", absolute(datasette, request, links.path(own)), None) for own in _OWN
        )
        left, start = A_FILE - len(_OWN), 0
    kinds = {table: absolute(datasette, request, links.table(table)) for table in VERSIONED}
    kind, record_id = await feed_queries.item_before(db, start)
    while left > 0:
        rows = await feed_queries.items_after(db, kind, record_id, min(left, _AT_ONCE))
        if not rows:
            return
        yield "".join(
            _listed(
                "url",
                f"{kinds[row['kind']]}/{tilde_encode(row['record_id'])}",
                row["changed_at"],
            )
            for row in rows
        )
        kind, record_id = rows[-1]["kind"], rows[-1]["record_id"]
        left -= len(rows)


def _listed(element: str, address: str, changed: str | None) -> str:
    one = ET.Element(element)
    ET.SubElement(one, "loc").text = address
    if changed:
        ET.SubElement(one, "lastmod").text = changed
    return ET.tostring(one, encoding="unicode") + "\n"


def _stream(root: str, parts: AsyncIterator[str]) -> AsgiStream:
    # The root alone is no element of the tree: the whole would have to be in memory.
    async def write(writer: AsgiStream) -> None:
        await writer.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
        )
        async for part in parts:
            await writer.write(part)
        await writer.write(f"</{root}>\n")

    return AsgiStream(write, content_type="application/xml; charset=utf-8")
