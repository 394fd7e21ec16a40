"""A connection that readers' SQL may use: what it refuses, its bounds, and the archive's own functions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from archive.search import search_query
from public.guard.rules import (
    FUNCTIONS,
    MODULES,
    PRAGMAS,
    PRAGMAS_ABOUT,
    PRAGMAS_PLAIN,
    REFUSED_MODULES,
)

# What was refused, and its name: a function, a table, a statement, or a function given too much.
Told = Callable[[str, str], None]
Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]

# Bytes: twice the longest text that is read from a file, as a version holds it.
LONGEST_VALUE = 32 * 2**20
# Characters that our own functions take: more than an address can hold.
LONGEST_TYPED = 100_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    # A list of 10,000 keys, as Datasette asks for the names of what a part of a table points to.
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 20_000,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 250_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    # A pattern is tried at each place of a text, in one step that nothing can interrupt.
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 500,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# Actions whose numbers have no name here are refused by their number.
_NAMES = {
    value: name.removeprefix("SQLITE_").replace("_", " ")
    for name, value in vars(sqlite3).items()
    if re.match(
        r"SQLITE_(?:ALTER|ANALYZE|ATTACH|CREATE|DELETE|DETACH|DROP|INSERT|REINDEX|SAVEPOINT|TRANS|UPD)",
        name,
    )
}


def guard(conn: sqlite3.Connection, told: Told) -> None:
    """Bound what may be asked on a connection to the archive; `told` hears what is refused."""
    for limit, most in _LIMITS.items():
        conn.setlimit(limit, most)
    _add_functions(conn, told)
    made = {str(name).lower() for (name,) in conn.execute("PRAGMA module_list")}
    conn.set_authorizer(_authorizer(frozenset(made | REFUSED_MODULES) - MODULES, told))


def guard_memory(conn: sqlite3.Connection) -> None:
    """The same functions alone for what Datasette keeps in memory, where it writes and no reader asks."""

    def judged(
        action: int, first: str | None, second: str | None, database: str | None, source: str | None
    ) -> int:
        refused = action == sqlite3.SQLITE_ATTACH or (
            action == sqlite3.SQLITE_FUNCTION and str(second).lower() not in FUNCTIONS
        )
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    conn.set_authorizer(judged)


def _authorizer(refused: frozenset[str], told: Told) -> Authorizer:
    """What SQLite asks of each part of a statement, before it is run."""

    def judged(
        action: int, first: str | None, second: str | None, database: str | None, source: str | None
    ) -> int:
        wrong = _wrong(refused, action, first or "", second)
        if wrong is None:
            return sqlite3.SQLITE_OK
        told(*wrong)
        return sqlite3.SQLITE_DENY

    return judged


def _wrong(
    refused: frozenset[str], action: int, first: str, second: str | None
) -> tuple[str, str] | None:
    """What may not be, and its name; nothing where it may be."""
    name = first.lower()
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
        return None
    if action == sqlite3.SQLITE_FUNCTION:
        return None if str(second).lower() in FUNCTIONS else ("function", str(second))
    if action == sqlite3.SQLITE_READ:
        pragma = name.removeprefix("pragma_")
        hidden = pragma not in PRAGMAS if pragma != name else name in refused
        return ("table", first) if hidden else None
    if action == sqlite3.SQLITE_PRAGMA:
        allowed = PRAGMAS_PLAIN if second is None else PRAGMAS_ABOUT
        return None if name in allowed else ("statement", f"PRAGMA {first}")
    if action == sqlite3.SQLITE_UPDATE and name == "sqlite_master":
        # Asked for at the first use of a virtual table, which writes nothing; the file is open for reading.
        return None
    return ("statement", _NAMES.get(action, str(action)))


def _add_functions(conn: sqlite3.Connection, told: Told) -> None:
    """`search_query(text)` and `row_path(table, id)`, in every query that anybody writes.

    The search field above a table calls Datasette's own `escape_fts`: it is to understand what the ranked
    search understands.
    """

    def checked(name: str, *given: object) -> None:
        if any(len(one) > LONGEST_TYPED for one in given if isinstance(one, str | bytes)):
            told("long", name)
            raise ValueError(f"{name} takes at most {LONGEST_TYPED} characters")

    def query(text: object) -> str:
        checked("search_query", text)
        return search_query(text)

    def path(table: object, key: object) -> str | None:
        checked("row_path", table, key)
        return row_path(table, key)

    conn.create_function("search_query", 1, query, deterministic=True)
    conn.create_function("escape_fts", 1, query, deterministic=True)
    conn.create_function("row_path", 2, path, deterministic=True)


def row_path(table: object, key: object) -> str | None:
    """The path of a row's own page; nothing where there is no row.

    >>> row_path("statements", "spip/article/12")
    '/archive/statements/spip~2Farticle~2F12'
    """
    # Here, because a process that answers one query would load all of Datasette for it.
    from datasette.utils import tilde_encode  # type: ignore[import-untyped]  # it carries no types

    if table is None or key is None:
        return None
    return f"/archive/{tilde_encode(str(table))}/{tilde_encode(str(key))}"
