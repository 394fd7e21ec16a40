"""Datasette's pages of tables and views, in an order and in parts that leave no row out."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import Results
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request
from datasette.views.table import TableView

from public.pages.rendering import DATABASE, Links
from public.pages.table_questions import Unanswerable, check_query, check_table
from public.pages.table_walk import Walk
from public.pages.tables import kept_arguments

if TYPE_CHECKING:
    from datasette.app import Datasette

# A page is written in one go, and nobody else is answered meanwhile.
ROWS_ON_A_PAGE = 100


class WholeTable(TableView):  # type: ignore[misc]  # Datasette carries no types
    """Datasette's page of a table but for one thing: its question for the rows is asked as `Walk` says.

    So that it makes no next part of its own it is told of none, and of no `_next`: its counts of values would
    be of what is left, its links to filters would begin in the middle.
    """

    def __init__(self, datasette: Datasette) -> None:
        super().__init__(_With(datasette, get_database=self._get_database))
        self._datasette = datasette
        self._after: str | None = None
        self._walk: Walk | None = None
        self._answer: dict[str, Any] = {}

    def _get_database(self, name: str | None = None, route: str | None = None) -> _With:
        db = self._datasette.get_database(name, route)
        return _With(db, execute=partial(self._execute, db))

    async def data(
        self,
        request: Request,
        default_labels: bool = False,
        _next: str | None = None,
        _size: str | int | None = None,
    ) -> Any:
        """What Datasette says of the table, with the rows behind `_next`; of a prepared query, its answer."""
        self._after, self._answer = _next or request.args.get("_next"), {}
        query = await self.ds.get_canned_query(DATABASE, table_of(request), request.actor)
        if query:
            await check_query(self._datasette, request, query)
        size = _size or _fitting(request, self.ds.setting("max_returned_rows"))
        answer = await super().data(_of_the_first_part(request), default_labels, None, size)
        if self._answer:
            url = self._next_url(request, self._answer["next"])
            answer[0].update(self._answer, next_url=url)
        return answer

    async def columns_to_select(
        self, table_columns: Sequence[str], pks: Sequence[str], request: Request
    ) -> list[str]:
        """The columns asked for, and that of the order; all that is asked is checked before."""
        table, db = table_of(request), self.ds.get_database(DATABASE)
        # A search index has columns that are another with each question: no order goes by them.
        hidden = {one.name for one in await db.table_column_details(table) if one.hidden == 1}
        table_columns = [name for name in table_columns if name not in hidden]
        is_view = await db.get_view_definition(table)
        key = pks or ([] if is_view else ["rowid"])
        there_are = list(dict.fromkeys([*table_columns, *key]))
        await check_table(self._datasette, request, table, there_are, pks)
        sort, down = request.args.get("_sort"), request.args.get("_sort_desc")
        if not sort and not down:
            metadata = self.ds.table_metadata(DATABASE, table)
            sort, down = metadata.get("sort"), metadata.get("sort_desc")
        # Each once: the key is there without being asked for.
        chosen = [*dict.fromkeys(await super().columns_to_select(table_columns, pks, request))]
        walk = Walk(table, chosen, key, sort or down, bool(down), self._after)
        self._walk = walk
        return [*chosen, str(walk.sort)] if walk.sorts_by_another else chosen

    async def _execute(
        self, db: Any, sql: str, params: Any = None, truncate: bool = False, **more: Any
    ) -> Any:
        """A question of Datasette's; the only one whose answer it lets be cut is that for the rows."""
        walk = self._walk
        if not truncate or walk is None:
            return await db.execute(sql, params, truncate=truncate, **more)
        size = int(sql.rpartition(" ")[2]) - 1
        try:
            sql, params = walk.question(sql, size, dict(params))
        except ValueError as error:
            raise Unanswerable(
                "No place in this list is called {name}. Begin it again, without _next.",
                name=walk.after or "",
            ) from error
        found = await db.execute(sql, params, truncate=True, **more)
        rows, description = list(found.rows[:size]), found.description
        following = walk.next(rows[-1], size) if 0 < size < len(found.rows) else None
        if following is not None and following == walk.after:
            # A reader's condition that closes our brackets would lead round in a circle.
            raise Unanswerable("_where must be one condition.")
        self._answer = {"query": {"sql": sql, "params": params}, "next": following}
        if walk.sorts_by_another:
            rows, description = [_Shorter(row) for row in rows], description[:-1]
        return Results(rows, found.truncated, description)

    def _next_url(self, request: Request, following: str | None) -> str | None:
        """The address of the next part; the order of a table stands in it too."""
        if following is None or self._walk is None:
            return None
        own = {"_next": following}
        if self._walk.sort:
            own["_sort_desc" if self._walk.down else "_sort"] = self._walk.sort
        asked = urlencode([*kept_arguments(request.query_string, *own), *own.items()])
        path = f"{Links(self._datasette).here(request)}?{asked}"
        return str(self._datasette.absolute_url(request, path))


def table_of(request: Request) -> str:
    """The table or query that an address names."""
    return str(tilde_decode(request.url_vars["table"]))


def _fitting(request: Request, most: int) -> int | None:
    """How many rows a page has of those asked for; a file has them all, and Datasette judges other sizes."""
    asked = request.args.get("_size") or ""
    if request.url_vars.get("format", "csv") is not None:
        return None
    if asked == "max" or (
        asked.isascii() and asked.isdigit() and ROWS_ON_A_PAGE < int(asked) <= most
    ):
        return min(ROWS_ON_A_PAGE, most)
    return None


def _of_the_first_part(request: Request) -> Request:
    """The same question for the first part. By an empty search Datasette would find nothing: it is none."""
    kept = kept_arguments(request.query_string, "_next")
    searches = [name for name, typed in kept if name.startswith("_search") and not typed.strip()]
    return with_arguments(request, kept_arguments(request.query_string, "_next", *searches))


def with_arguments(request: Request, arguments: Sequence[tuple[str, str]]) -> Request:
    """The same request with other arguments."""
    query = urlencode(arguments).encode("latin-1")
    return Request({**request.scope, "query_string": query}, request.receive)


class _With:
    """Another object, with a method of ours in place of its own."""

    def __init__(self, other: Any, **ours: Any) -> None:
        self._other = other
        vars(self).update(ours)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._other, name)


class _Shorter(tuple[Any, ...]):
    """A row of SQLite without its last column; its values have their names all the same."""

    _names: list[str]

    def __new__(cls, row: Any) -> _Shorter:
        made = super().__new__(cls, tuple(row)[:-1])
        made._names = row.keys()[:-1]
        return made

    def keys(self) -> list[str]:
        """The names of the values."""
        return self._names

    def __getitem__(self, key: Any) -> Any:
        """A value by its place or name."""
        return super().__getitem__(self._names.index(key) if isinstance(key, str) else key)
