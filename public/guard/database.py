"""The archive's database as Datasette asks it, with what readers wrote or chose kept to its share."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, misc"

from __future__ import annotations

import asyncio
import math
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from datasette.database import AttachedDatabase, Database, QueryInterrupted, Results
from datasette.views.base import DatasetteError

from public.guard.apart import Answer, Failure, Question, ask
from public.guard.asked import ASKED, Asked
from public.guard.refusals import SAID, refusal

# Readers' own SQL, each a process; and what readers choose of tables and prepared queries, each a thread of
# `num_sql_threads`, of which the rest is for pages.
QUERIES_AT_ONCE, CHOICES_AT_ONCE = 2, 3
# Seconds for each of the small questions that a page of a table asks, when its time is over.
_SMALL = 0.1
# Seconds beyond those of its query that a process may need, to begin and to hand over its answer; and beyond
# those of its request.
_START, _GRACE = 1.0, 0.5


class GuardedDatabase(Database):
    """The published file: SQL of readers is run apart from the server, and a few at once."""

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path)
        self._queries = asyncio.Semaphore(QUERIES_AT_ONCE)
        self._choices = asyncio.Semaphore(CHOICES_AT_ONCE)

    async def attached_databases(self) -> list[AttachedDatabase]:
        """None: nobody can attach one here, and SQLite would be asked where the file is."""
        return []

    async def execute(
        self,
        sql: str,
        params: Mapping[str, Any] | Sequence[Any] | None = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        **more: Any,
    ) -> Results:
        """As Datasette's own; SQL that the reader of this request wrote is run in a process of its own."""
        asked = ASKED.get()
        if asked is None:
            return await super().execute(sql, params, truncate, custom_time_limit, **more)
        most = self.ds.sql_time_limit_ms / 1000
        limit = min(custom_time_limit / 1000 if custom_time_limit else most, most)
        if not asked.wrote(sql):
            # What has a limit of its own, as counts of values, may be left out.
            left = asked.left(limit, at_least=0.0 if custom_time_limit else _SMALL)
            async with _turn(self._choices, asked):
                try:
                    limits = (truncate, int(left * 1000) or 1)
                    found = await super().execute(sql, params, *limits, **more)
                except (sqlite3.DataError, OverflowError) as error:
                    # Too long a question, too large a number: a reader's mistake, which Datasette takes no
                    # other error for.
                    raise sqlite3.OperationalError(str(error)) from error
            return _fitting(found, asked) if truncate else found
        async with _turn(self._queries, asked):
            question = Question(
                path=Path(self.path).resolve(),
                sql=sql,
                params=dict(params) if isinstance(params, Mapping) else params or (),
                seconds=asked.left(limit),
                life=min(limit + _START, asked.left(math.inf) + _GRACE),
                rows=self._most_rows(more.get("page_size")) if truncate else None,
                cells=asked.cells if truncate else None,
            )
            answer = await asyncio.to_thread(ask, question)
        if isinstance(answer, Answer):
            return _results(answer)
        raise _told(answer, asked, sql, params)

    def _most_rows(self, page_size: int | None) -> int:
        """How many rows Datasette would give."""
        most: int = self.ds.max_returned_rows
        return most + 1 if most == (page_size or self.ds.page_size) else most


@asynccontextmanager
async def _turn(places: asyncio.Semaphore, asked: Asked) -> AsyncIterator[None]:
    try:
        await asyncio.wait_for(places.acquire(), asked.patience)
    except TimeoutError:
        raise DatasetteError(SAID["busy"], status=503) from None
    try:
        yield
    finally:
        places.release()


def _told(failure: Failure, asked: Asked, sql: str, params: Any) -> Exception:
    """What Datasette is to make of it: a table goes on without a count that took too long."""
    if failure.why == "late" and not asked.is_whole(sql):
        interrupted: Exception = QueryInterrupted(
            sqlite3.OperationalError("interrupted"), sql, params
        )
        return interrupted
    # SQLite's own words about a mistake are English.
    asked.told = failure.why != "wrong"
    return sqlite3.OperationalError(refusal(failure, asked.language))


def _fitting(found: Results, asked: Asked) -> Results:
    """As many of the rows as a page may show."""
    if asked.cells is None:
        return found
    most = max(1, asked.cells // max(1, len(found.description)))
    return Results(found.rows[:most], found.truncated or len(found.rows) > most, found.description)


def _results(answer: Answer) -> Results:
    """Rows as SQLite gives them: by the names of their columns too."""
    named = ", ".join('NULL AS "{}"'.format(name.replace('"', '""')) for name in answer.columns)
    with_names = sqlite3.connect(":memory:").execute(f"SELECT {named}")
    rows = [sqlite3.Row(with_names, row) for row in answer.rows]
    return Results(rows, answer.more, with_names.description)
