"""What is new and what changed, as Atom feeds."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from public.pages import conditional, feed_queries
from public.pages.addresses import absolute, tag
from public.pages.feeds import Entry, Feed, atom, beginning
from public.pages.language import LANGUAGES, language_of, translate
from public.pages.queries import Database, Row
from public.pages.rendering import DATABASE, Links, archive_title
from public.pages.words import field_name

if TYPE_CHECKING:
    from datasette.app import Datasette

ENTRIES = 50
# A profile is a page of a member: the member is what is new.
_NEW = ("members", "statements", "meetings", "reports", "articles", "documents")


async def feed_page(datasette: Datasette, request: Request) -> Response:
    """One of the three feeds."""
    db, about = datasette.get_database(DATABASE), datasette.metadata()
    language, links, name = language_of(request), Links(datasette), request.url_vars["name"]
    maker = _Maker(datasette, request, about["source_url"], language)
    if name == "changes":
        title, page = translate("Changes", language), links.to("changes")
        entries = await _changes(db, maker)
    else:
        statements = name == "statements"
        title = translate("New statements" if statements else "Everything new", language)
        page = links.table("statements") if statements else links.path("/")
        tables = ("statements",) if statements else _NEW
        entries = [maker.of_new(row) for row in await feed_queries.first_read(db, tables, ENTRIES)]
    chosen = request.args.get("lang")
    own = links.path(f"/feeds/{name}.atom") + (f"?lang={chosen}" if chosen in LANGUAGES else "")
    last = await feed_queries.last_run(db) or "1970-01-01T00:00:00Z"
    feed = Feed(
        id=tag(about["source_url"], "feeds", name),
        title=f"{title} – {archive_title(datasette, language)}",
        author=about["source"],
        rights=translate(about["license"], language),
        url=absolute(datasette, request, own),
        page=absolute(datasette, request, page),
        language=language,
        updated=max((entry.updated for entry in entries), default=last),
        entries=entries,
    )
    answer = conditional.answer(
        request, atom(feed), "application/atom+xml; charset=utf-8", feed.updated
    )
    answer.headers["Vary"] = "Accept-Language"
    return answer


async def _changes(db: Database, maker: _Maker) -> Sequence[Entry]:
    """What the site says otherwise than before, and what it has no more."""
    entries = [maker.of_change(row) for row in await feed_queries.changed(db, ENTRIES)]
    entries += [maker.of_absence(row) for row in await feed_queries.absent(db, ENTRIES)]
    return sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:ENTRIES]


class _Maker:
    """From rows to entries, in one language and with the addresses of one request."""

    def __init__(
        self, datasette: Datasette, request: Request, source_url: str, language: str
    ) -> None:
        self._datasette, self._request = datasette, request
        self._source, self._language, self._links = source_url, language, Links(datasette)

    def of_new(self, row: Row) -> Entry:
        """A record that was read for the first time."""
        return Entry(
            id=tag(self._source, row["kind"], row["record_id"]),
            title=row["title"],
            url=self._absolute(self._links.row(row["kind"], row["record_id"])),
            updated=row["changed_at"],
            summary=beginning(row["text"] or row["title"]),
            language=row["language"],
            published=row["captured_at"],
            category=row["kind"],
        )

    def of_change(self, row: Row) -> Entry:
        """A version that differs from the one before."""
        table, record_id, number = row["record_table"], row["record_id"], row["number"]
        fields = ", ".join(field_name(table, name) for name in json.loads(row["changed"]))
        return Entry(
            id=tag(self._source, "versions", table, record_id, str(number)),
            title=translate("Changed: {title}", self._language, title=row["title"]),
            url=self._absolute(f"{self._links.to('history', table, record_id)}#version-{number}"),
            updated=row["captured_at"],
            summary=translate("What differs: {fields}", self._language, fields=fields),
            language=self._language,
            category=table,
        )

    def of_absence(self, row: Row) -> Entry:
        """A page that the site has no more, or again."""
        back = row["back_at"] and row["back_at"] >= row["confirmed_at"]
        phrase = (
            translate("Came back: {title}", self._language, title=row["title"])
            if back
            else translate("No longer on the site: {title}", self._language, title=row["title"])
        )
        return Entry(
            id=tag(self._source, "absences", row["page_id"], row["first_at"]),
            title=phrase,
            url=self._absolute(self._links.row("pages", row["page_id"])),
            updated=row["back_at"] if back else row["confirmed_at"],
            summary=phrase,
            language=self._language,
            category="absences",
        )

    def _absolute(self, path: str) -> str:
        return absolute(self._datasette, self._request, path)
