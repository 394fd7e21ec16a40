"""SQL of the published archive: to search for what a person types, to find a row, and a bound."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import sqlite3

from datasette import hookimpl
from datasette.utils import tilde_encode

from archive.search import search_query

# Bytes: twice the longest text that is read from a file, as a version holds it.
LONGEST_VALUE = 32 * 2**20


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """`search_query(text)` and `row_path(table, id)`, in every query that anybody writes.

    The last to be called, so that the search field above a table, which calls Datasette's own
    `escape_fts`, understands what the ranked search understands.
    """
    # No text is longer; a query that makes longer ones would fill the memory instead.
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.create_function("search_query", 1, search_query, deterministic=True)
    conn.create_function("escape_fts", 1, search_query, deterministic=True)
    conn.create_function("row_path", 2, row_path, deterministic=True)


def row_path(table: object, key: object) -> str | None:
    """The path of a row's own page; nothing where there is no row.

    >>> row_path("statements", "spip/article/12")
    '/archive/statements/spip~2Farticle~2F12'
    """
    if table is None or key is None:
        return None
    return f"/archive/{tilde_encode(str(table))}/{tilde_encode(str(key))}"
