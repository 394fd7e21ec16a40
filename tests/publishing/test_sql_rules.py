"""What readers' SQL may use: every part of SQLite is judged, and every connection keeps to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from commands.serve import HOME, SETTINGS
from public.guard import rules
from public.guard.connection import guard, row_path
from tests.loops import finished_here

Refused = list[tuple[str, str]]


def offered(kind: str, db: sqlite3.Connection) -> set[str]:
    return {str(name).lower() for (name,) in db.execute(f"SELECT name FROM pragma_{kind}_list")}


@pytest.fixture
def guarded(archive: Path) -> Iterator[tuple[sqlite3.Connection, Refused]]:
    uri = f"{(archive / 'live.db').as_uri()}?mode=ro"
    refused: Refused = []
    with closing(sqlite3.connect(uri, uri=True)) as db:
        guard(db, lambda what, name: refused.append((what, name)))
        yield db, refused


def test_every_function_of_sqlite_is_allowed_or_refused(
    guarded: tuple[sqlite3.Connection, Refused],
) -> None:
    # With those that are ours: a guarded connection tells its own.
    found = offered("function", guarded[0])
    assert {"abs", "search_query", "load_extension"} <= found
    assert not found - rules.FUNCTIONS - rules.REFUSED_FUNCTIONS
    assert not rules.FUNCTIONS & rules.REFUSED_FUNCTIONS


def test_every_module_of_sqlite_is_allowed_or_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        found = offered("module", db)
    found = {name for name in found if name.removeprefix("pragma_") not in rules.PRAGMAS}
    assert {"fts5", "json_each"} <= found
    found -= {f"pragma_{name}" for name in rules.REFUSED_PRAGMAS}
    assert not found - rules.MODULES - rules.REFUSED_MODULES
    assert not rules.MODULES & rules.REFUSED_MODULES


def test_every_pragma_of_sqlite_is_allowed_or_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        found = offered("pragma", db)
    assert {"table_info", "journal_mode"} <= found
    assert not found - rules.PRAGMAS - rules.REFUSED_PRAGMAS
    assert not rules.PRAGMAS & rules.REFUSED_PRAGMAS


def test_a_function_that_nobody_judged_is_refused(
    guarded: tuple[sqlite3.Connection, Refused],
) -> None:
    db, refused = guarded
    db.create_function("of_tomorrow", 0, lambda: "ran")
    with pytest.raises(sqlite3.DatabaseError):
        db.execute("SELECT of_tomorrow()")
    assert refused == [("function", "of_tomorrow")]


def test_every_refused_function_of_this_sqlite_is_refused_by_name(
    guarded: tuple[sqlite3.Connection, Refused],
) -> None:
    db, refused = guarded
    with closing(sqlite3.connect(":memory:")) as plain:
        takes = dict(plain.execute("SELECT name, narg FROM pragma_function_list"))
    here = sorted(takes.keys() & rules.REFUSED_FUNCTIONS)
    for name in here:
        given = ", ".join(["1"] * max(takes[name], 0))
        with pytest.raises(sqlite3.DatabaseError):
            db.execute(f"SELECT {name}({given})")
    assert {name for _, name in refused} >= set(here) - {"highlight", "snippet", "bm25"}


@pytest.mark.parametrize("columns", ["*", "count(*)", "1"])
@pytest.mark.parametrize("module", sorted(rules.REFUSED_MODULES))
def test_a_refused_table_is_not_read_in_whatever_way(
    guarded: tuple[sqlite3.Connection, Refused], module: str, columns: str
) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        guarded[0].execute(f"SELECT {columns} FROM {module}")


@pytest.mark.parametrize("pragma", sorted(rules.REFUSED_PRAGMAS))
def test_a_refused_pragma_tells_and_sets_nothing(
    guarded: tuple[sqlite3.Connection, Refused], pragma: str
) -> None:
    db, refused = guarded
    for sql in (f"PRAGMA {pragma}", f"PRAGMA {pragma} = 1", f"SELECT * FROM pragma_{pragma}"):
        with suppress(sqlite3.DatabaseError):
            assert db.execute(sql).fetchall() == [], sql
    with closing(sqlite3.connect(":memory:")) as plain:
        known = offered("pragma", plain)
    assert pragma not in known or ("statement", f"PRAGMA {pragma}") in refused


def test_a_pragma_that_tells_may_not_set(guarded: tuple[sqlite3.Connection, Refused]) -> None:
    db, refused = guarded
    for name in sorted(rules.PRAGMAS_PLAIN - rules.PRAGMAS_ABOUT):
        db.execute(f"PRAGMA {name}").fetchall()
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            db.execute(f"PRAGMA {name} = 7")
    assert {what for what, _ in refused} == {"statement"}


ATTEMPTS = (
    "ATTACH ':memory:' AS other", "DETACH main", "CREATE TABLE t(a)", "CREATE TEMP TABLE t(a)",
    "CREATE VIEW v AS SELECT 1", "CREATE TEMP VIEW v AS SELECT 1", "CREATE INDEX i ON members(name)",
    "CREATE TEMP TRIGGER t AFTER INSERT ON members BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search, row)",
    "CREATE VIRTUAL TABLE temp.v USING fts3tokenize", "DROP TABLE members", "ALTER TABLE members RENAME TO m",
    "INSERT INTO members(id) VALUES ('x')", "UPDATE members SET name = ''", "DELETE FROM members",
    "WITH x AS (SELECT 1) DELETE FROM members", "INSERT INTO search(search) VALUES ('rebuild')",
    "INSERT INTO search(search, rank) VALUES ('rank', 'bm25(1)')", "VACUUM", "VACUUM INTO '/tmp/copy.db'",
    "REINDEX", "ANALYZE", "BEGIN IMMEDIATE", "SAVEPOINT s", "PRAGMA writable_schema = 1",
    "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_master", "INSERT INTO sqlite_master VALUES (1,2,3,4,5)",
    "PRAGMA table_info(members", "REPLACE INTO members(id) VALUES ('x')",
)  # fmt: skip


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_a_connection_of_readers_runs_nothing_but_questions(
    guarded: tuple[sqlite3.Connection, Refused], sql: str
) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        guarded[0].execute(sql)
    assert guarded[0].execute("SELECT count(*) FROM members").fetchone()[0]


def test_every_connection_that_the_server_opens_is_guarded(archive: Path) -> None:
    said: dict[str, Any] = {}

    async def ask() -> None:
        published = Datasette(
            [str(archive / "live.db")],
            plugins_dir=str(HOME / "public/plugins"),
            settings=dict(SETTINGS),
        )
        await published.invoke_startup()
        await published.refresh_schemas()
        assert set(published.databases) == {"_internal", "archive"}
        for name, database in published.databases.items():
            for way in (database.execute_fn, database.execute_write_fn):
                said[f"{name} {way.__name__}"] = await way(_pointer)
        in_memory = sqlite3.connect(":memory:")
        published._prepare_connection(in_memory, "_memory")
        said["_memory"] = _pointer(in_memory)

    finished_here(ask())
    assert len(said) == 5 and set(said.values()) == {
        "not authorized to use function: fts3_tokenizer"
    }


def _pointer(db: sqlite3.Connection) -> str:
    """What a connection says to a question for the address of a function in memory."""
    try:
        db.execute("SELECT fts3_tokenizer('simple')").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "answered"


def test_a_row_has_its_path() -> None:
    assert row_path("statements", "spip/article/12") == "/archive/statements/spip~2Farticle~2F12"
    assert row_path(None, "a") is None
