"""The page of one thing: all that the archive knows of a record, gathered for its template."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import Request
from markupsafe import Markup

from public.pages import item_queries, queries
from public.pages.addresses import absolute
from public.pages.item_words import own_date, title_of
from public.pages.linked_data import about_anything, described, script
from public.pages.prose import Part, parts
from public.pages.queries import Database, Row
from public.pages.rendering import DATABASE, Links
from public.pages.words import CONTENT_TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette

_LONGEST_TEXT = 100_000
_VERSIONS = 5
_ADDRESSES = 30
_NAMED = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A record as its page shows it. `about` is what only its kind has, by the names of the template."""

    table: str
    row: Row
    title: str
    language: str | None
    text: list[Part]
    is_cut: bool
    page: Row | None
    capture: Row | None
    file_capture: Row | None
    versions: list[Row]
    once: list[Row]
    gone_at: str | None
    absence: Row | None
    addresses: list[Row]
    more_addresses: bool
    translations: list[Row]
    about: Mapping[str, Any]
    cited: Mapping[str, Any]
    address: str
    csv: str
    linked_data: Markup


async def gathered(
    datasette: Datasette, request: Request, table: str, record_id: str
) -> Item | None:
    """Everything that the page of a record shows; nothing where there is no such record."""
    db, links = datasette.get_database(DATABASE), Links(datasette)
    row = await item_queries.record(db, table, record_id)
    if row is None:
        return None
    # A lead has the page that announces it as its own: what that page attaches is not the lead's.
    is_lead = row.get("seen_as") == "teaser"
    page = await queries.page(db, row["page_id"])
    capture = await queries.capture(db, row["capture_id"])
    file_capture = (
        await queries.capture(db, row["file_capture_id"]) if row.get("file_capture_id") else None
    )
    about = await _GATHER[table](db, row, page)
    text, is_cut = parts(_text(table, about, row), _LONGEST_TEXT)
    name = title_of(table, row)
    address = absolute(datasette, request, links.row(table, record_id))
    archive = datasette.metadata()
    author = about["issuer"]["name"] if about.get("issuer") else archive.get("source")
    own_page = page if table in CONTENT_TABLES and not is_lead else None
    met = await item_queries.addresses(db, row["page_id"], _ADDRESSES + 1) if own_page else []
    addresses, more_addresses = queries.cut(met, _ADDRESSES)
    cited = {
        # Of an organisation a page tells; it is not its author.
        "author": None if table == "members" else author,
        "date": own_date(row),
        "captured": file_capture or capture,
        "sha256": row.get("sha256"),
    }
    words = about_anything(table, row, address, name, author)
    return Item(
        table=table,
        row=row,
        title=name,
        language=row.get("language"),
        text=text,
        is_cut=is_cut,
        page=page,
        capture=capture,
        file_capture=file_capture,
        versions=[
            {**version, "changed": json.loads(version["changed"])}
            for version in await item_queries.latest_versions(db, table, record_id, _VERSIONS)
        ],
        once=[
            one for one in await item_queries.read_as(db, record_id) if one["record_table"] != table
        ],
        gone_at=page["gone_at"] if page and (own_page or table == "members") else None,
        absence=await item_queries.absence(db, row["page_id"]) if own_page else None,
        addresses=addresses,
        more_addresses=more_addresses,
        translations=(
            await item_queries.translations(db, own_page["id"], own_page["translation_of"])
            if own_page
            else []
        ),
        about=about,
        cited=cited,
        address=address,
        csv=f"{links.table(table)}.csv?{urlencode({'id__exact': record_id})}",
        linked_data=script(described(table, row, words, about.get("days", ()))),
    )


def _text(table: str, about: Mapping[str, Any], row: Row) -> str | None:
    if table == "members":
        latest = [one for one in about["profiles"] if one["id"] == row["last_profile_id"]]
        return latest[0]["text"] if latest else None
    text: str | None = row["text"]
    return text


async def _of_page(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    return {
        "documents": await item_queries.documents(db, row["id"]),
        "named": await item_queries.named(db, row["id"]),
    }


async def _of_member(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    member = row["id"]
    issued, more = queries.cut(await item_queries.issued(db, member, _NAMED + 1), _NAMED)
    return {
        "profiles": await item_queries.profiles(db, member),
        "documents": await item_queries.documents_of_member(db, member),
        "issued": issued,
        "more_issued": more,
        "in_statements": await item_queries.naming(db, member, _NAMED, statements=True),
        "elsewhere": await item_queries.naming(db, member, _NAMED, statements=False),
        "times_named": await item_queries.times_named(db, member),
    }


async def _of_profile(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    member = await item_queries.member(db, row["member_id"])
    return {**await _of_page(db, row, page), "member": member}


async def _of_statement(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    issuer = await item_queries.member(db, row["issuer"])
    return {**await _of_page(db, row, page), "issuer": issuer}


async def _of_meeting(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    return {**await _of_page(db, row, page), "days": await item_queries.days(db, row["id"])}


async def _of_report(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    day = row["meeting_date_id"]
    return {
        **await _of_page(db, row, page),
        "agenda": await item_queries.agenda(db, row["id"]),
        "meeting": await item_queries.meeting_of(db, day) if day else None,
    }


async def _of_document(db: Database, row: Row, page: Row | None) -> dict[str, Any]:
    return {"attaching": await item_queries.attaching(db, row["id"])}


_GATHER = {
    "members": _of_member,
    "profiles": _of_profile,
    "statements": _of_statement,
    "meetings": _of_meeting,
    "reports": _of_report,
    "articles": _of_page,
    "documents": _of_document,
}
