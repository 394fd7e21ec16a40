"""Who walks through a list to its end meets every row once, in whatever form and order."""

from __future__ import annotations

import base64
import csv
import doctest
import http.client
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from datasette.utils import escape_sqlite, tilde_encode

from archive.publication import HOME, metadata
from public.pages import row_order
from records.models import TABLES, Address, Capture, Entry, Page, Row, Version
from records.site import parse
from tests.publishing import equal_values
from tests.publishing.conftest import Answer, Served

ARCHIVE = metadata(parse((HOME / "site.toml").read_text("utf-8")))["databases"]["archive"]
# Fewer than equal values, so that a place lies between two of them; files are made of parts of four.
PART = 3
OTHERS = ("keyless", "mixed", "compound", "search", "search_data", "search_idx", "search_docsize", "search_config",
          "_sqlite_migrations")  # fmt: skip
VIEWS = ("some", "cased")
Keys = list[tuple[Any, ...]]


class Client:
    """One connection for thousands of questions, which a common client would take longer over than the server."""

    def __init__(self, base: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)

    def ask(self, path: str, **asked: Any) -> Answer:
        """What stands at a path, or at a whole address of the server."""
        parts = urlsplit(path)
        query = urlencode(asked, doseq=True) or parts.query
        self._connection.request("GET", f"{parts.path}?{query}")
        answer = self._connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, answer.read().decode())

    def get(self, path: str, **asked: Any) -> str:
        answer = self.ask(path, **asked)
        assert answer.status == 200, (path, asked, answer.text[-500:])
        return answer.text


@pytest.fixture(scope="module")
def client(equal: Served) -> Client:
    return Client(equal.base)


@pytest.fixture(scope="module")
def db(equal: Served) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(equal.db)) as db:
        yield db


def stored(db: sqlite3.Connection, table: str, columns: Sequence[str], order: str = "") -> Keys:
    names = ", ".join(escape_sqlite(name) for name in columns)
    return db.execute(f"SELECT {names} FROM {escape_sqlite(table)} {order}").fetchall()


def by_json(client: Client, table: str, columns: Sequence[str], **asked: Any) -> Keys:
    """The values of some columns, row by row, by the address of the next part."""
    rows: Keys = []
    path, asked = f"/archive/{table}.json", {"_size": PART, "_nofacet": 1, **asked}
    while True:
        said = json.loads(client.get(path, **asked))
        assert len(said["rows"]) <= PART
        listed = [
            row if isinstance(row, dict) else dict(zip(said["columns"], row, strict=True))
            for row in said["rows"]
        ]
        rows += [tuple(_plain(row[column]) for column in columns) for row in listed]
        if not said["next_url"]:
            return rows
        path, asked = said["next_url"], {}


def _plain(value: Any) -> Any:
    """A value without the name of the row that it points to."""
    return value.get("value", value) if isinstance(value, dict) else value


def by_html(client: Client, table: str, **asked: Any) -> list[str]:
    """The addresses of the rows shown, by the link to the next page."""
    rows: list[str] = []
    path, asked = f"/archive/{table}", {"_size": PART, "_nofacet": 1, "_nocount": 1, **asked}
    while True:
        html = client.get(path, **asked)
        body = html.partition("<tbody>")[2].partition("</tbody>")[0]
        for row in body.split("<tr>")[1:]:
            found = re.search(rf'href="/archive/{table}/([^"]*)"', row)
            assert found, row
            rows.append(found[1])
        following = re.search(r'<a rel="next" href="([^"]+)"', html)
        if not following:
            return rows
        path, asked = unescape(following[1]), {}


def by_csv(
    client: Client, table: str, columns: Sequence[str], ending: str = "csv", **asked: Any
) -> list[tuple[str, ...]]:
    text = client.get(f"/archive/{table}.{ending}", **asked)
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    places = [head.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


def as_text(rows: Keys) -> list[tuple[str, ...]]:
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


ORDERS = [
    pytest.param(model, down, id=f"{model.table} {'down' if down else 'up'}")
    for model in TABLES
    for down in (False, True)
]


def in_order(db: sqlite3.Connection, model: type[Row], column: str, down: bool) -> Keys:
    """The keys of a table's rows in the order of a column, then of the key."""
    order = ", ".join(escape_sqlite(name) for name in model.key)
    return stored(
        db, model.table, model.key, f"ORDER BY {escape_sqlite(column)}{' DESC' * down}, {order}"
    )


def paths(keys: Keys) -> list[str]:
    return [",".join(tilde_encode(str(value)) for value in key) for key in keys]


@pytest.mark.parametrize(("model", "down"), ORDERS)
def test_a_walk_in_the_order_of_any_column_meets_every_row_once(
    client: Client, db: sqlite3.Connection, model: type[Row], down: bool
) -> None:
    key, table = model.key, model.table
    for column in model.columns():
        wanted, asked = (
            in_order(db, model, column, down),
            {"_sort_desc" if down else "_sort": column},
        )
        assert by_json(client, table, key, **asked) == wanted, column
        assert by_csv(client, table, key, **asked) == as_text(wanted), column
        assert by_csv(client, table, key, "excel.csv", **asked) == as_text(wanted), column


@pytest.mark.parametrize(
    "columns", [1, pytest.param(99, marks=pytest.mark.slow)], ids=["one column", "every column"]
)
@pytest.mark.parametrize(("model", "down"), ORDERS)
def test_a_walk_from_page_to_page_meets_every_row_once(
    client: Client, db: sqlite3.Connection, model: type[Row], down: bool, columns: int
) -> None:
    # The last columns first: those may be empty.
    for column in model.columns()[::-1][:columns]:
        asked = {"_sort_desc" if down else "_sort": column, "_col": column}
        wanted = paths(in_order(db, model, column, down))
        assert by_html(client, model.table, **asked) == wanted, column


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.table)
def test_a_walk_in_the_order_of_a_table_meets_every_row_once(
    client: Client, db: sqlite3.Connection, model: type[Row]
) -> None:
    """As it is shown to who asks for nothing; and without the column that it is sorted by."""
    key, table = model.key, model.table
    about = ARCHIVE["tables"][table]
    down = "sort_desc" in about
    wanted = in_order(db, model, about["sort_desc" if down else "sort"], down)
    assert by_json(client, table, key) == wanted
    assert by_json(client, table, key, _col=key[0]) == wanted
    assert by_json(client, table, key, _col=key[0], _labels="on", _shape="objects") == wanted
    assert by_html(client, table, _col=key[0]) == paths(wanted)
    assert by_csv(client, table, key) == as_text(wanted)
    for asked in (
        {"_stream": "on", "_size": 2},
        {"_stream": "on", "_size": "max"},
        {"_size": "max"},
    ):
        assert by_csv(client, table, key, **asked) == as_text(wanted), (
            "whole, however it is asked for"
        )
        assert by_csv(client, table, key, "excel.csv", **asked) == as_text(wanted)


@pytest.mark.parametrize("down", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("table", OTHERS)
def test_a_walk_through_a_table_of_any_make_meets_every_row_once(
    client: Client, db: sqlite3.Connection, table: str, down: bool
) -> None:
    """Without a key, without numbers of rows, with values of any type in a column, with other names."""
    about = db.execute(f"PRAGMA table_info({table})").fetchall()
    key = [name for *_, place, name in sorted((row[5], row[1]) for row in about) if place] or [
        "rowid"
    ]
    for column in ["", *(row[1] for row in about)]:
        order = [f"{escape_sqlite(column)}{' DESC' * down}"] if column else []
        order += [escape_sqlite(name) for name in key]
        wanted = stored(db, table, key, f"ORDER BY {', '.join(order)}")
        asked = {"_sort_desc" if down else "_sort": column} if column else {}
        assert by_json(client, table, key, **asked) == [tuple(map(_said, row)) for row in wanted]
        assert len(by_html(client, table, **asked)) == len(wanted), column
        assert len(by_csv(client, table, key, **asked)) == len(wanted), column
    assert wanted, "no row to walk by"


def _said(value: Any) -> Any:
    """A value as Datasette's JSON has it."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {"$base64": True, "encoded": base64.b64encode(value).decode()}
    return None if value == float("inf") else value


@pytest.mark.parametrize("view", VIEWS)
def test_a_walk_through_a_view_meets_every_row_as_often_as_it_stands_there(
    client: Client, db: sqlite3.Connection, view: str
) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({view})")]
    wanted = Counter(json.dumps([*map(_said, row)]) for row in stored(db, view, columns))
    for asked in [{}, *({way: one} for one in columns for way in ("_sort", "_sort_desc"))]:
        found = by_json(client, view, columns, **asked)
        assert Counter(json.dumps(row) for row in found) == wanted, asked
        for ending in ("csv", "excel.csv"):
            assert len(by_csv(client, view, columns, ending, **asked)) == wanted.total(), asked
    first, *_, last = columns
    assert len(by_json(client, view, [first], _col=first, _sort=last)) == wanted.total()


def test_a_filter_holds_from_the_first_part_to_the_last(
    client: Client, db: sqlite3.Connection
) -> None:
    def where(condition: str) -> Keys:
        return stored(db, "mixed", ["id"], f"WHERE {condition} ORDER BY id")

    for asked, condition in (
        ({"_own__exact": "x"}, "_own = 'x'"),
        ({"two__parts__exact": "x"}, "two__parts = 'x'"),
        ({"a column, [so] to say": "même"}, "\"a column, [so] to say\" = 'même'"),
        ({"value__exact": ""}, "value = ''"),
        ({"value__isnull": 1}, "value IS NULL"),
        ({"value__notnull": 1}, "value IS NOT NULL"),
        ({"id__in": '["2", "a,b"]'}, "id IN ('2', 'a,b')"),
        ({"_where": "value is null or _own = 'x'"}, "value IS NULL OR _own = 'x'"),
        # What a reader writes stands alone: beside a filter, before the place, behind a comment.
        ({"_where": "id > 1 or id < 3 -- so", "_own__exact": "x"}, "_own = 'x'"),
        ({"_where": ["id > 1 or 1", "value is null or 0"]}, "value IS NULL"),
    ):
        wanted = [tuple(map(_said, row)) for row in where(condition)]
        assert wanted, condition
        assert by_json(client, "mixed", ["id"], **asked) == wanted, asked
        assert len(by_html(client, "mixed", **asked)) == len(wanted), asked
        for ending in ("csv", "excel.csv"):
            assert len(by_csv(client, "mixed", ["id"], ending, **asked)) == len(wanted), asked


def test_a_filter_by_the_empty_text_holds_from_part_to_part(
    client: Client, db: sqlite3.Connection
) -> None:
    model, column = _with_empty_texts(db)
    wanted = stored(
        db, model.table, model.key, f"WHERE {column} = '' ORDER BY {', '.join(model.key)}"
    )
    asked = {column: "", "_sort": model.key[0]}
    assert by_json(client, model.table, model.key, **asked) == wanted
    assert by_html(client, model.table, _col=model.key[0], **asked) == paths(wanted)


def _with_empty_texts(db: sqlite3.Connection) -> tuple[type[Row], str]:
    """A table and a column of it that is empty in more rows than a part has."""
    for model in TABLES:
        for column in set(model.columns()) - set(model.key):
            sql = f"SELECT count(*) FROM {model.table} WHERE {escape_sqlite(column)} = ''"
            if db.execute(sql).fetchone()[0] > PART:
                return model, escape_sqlite(column)
    raise AssertionError("no column is empty that often")


def test_what_is_searched_for_is_walked_through_in_any_order(
    client: Client, db: sqlite3.Connection
) -> None:
    sql = "SELECT rowid FROM search WHERE search MATCH ?"
    words = ("guide", "10", "2", "d")
    word, found = max(
        ((one, {*db.execute(sql, (one,))}) for one in words), key=lambda it: len(it[1])
    )
    assert len(found) > PART
    for column in Entry.columns():
        for way in ("_sort", "_sort_desc"):
            asked = {"_search": word, way: column}
            keys = by_json(client, "entries", ["id"], **asked)
            assert len(keys) == len(found) and set(keys) == found, asked
            assert len(by_csv(client, "entries", ["id"], **asked)) == len(found), asked


def test_facets_count_the_same_rows_on_every_page(client: Client) -> None:
    first = json.loads(client.get("/archive/documents.json", _size=PART, _facet="status"))
    second = json.loads(client.get(first["next_url"]))
    assert first["facet_results"]["status"]["results"], "no facet"
    for one, other in zip(
        first["facet_results"]["status"]["results"],
        second["facet_results"]["status"]["results"],
        strict=True,
    ):
        assert one["count"] == other["count"]
        assert "_next" not in other["toggle_url"], "a filter begins at the first page"
    assert first["filtered_table_rows_count"] == second["filtered_table_rows_count"]


@pytest.mark.parametrize("shape", ["array", "arrayfirst", "object", "objects", "arrays"])
def test_json_of_any_shape_names_the_next_part(
    client: Client, db: sqlite3.Connection, shape: str
) -> None:
    answer = client.ask("/archive/addresses.json", _size=PART, _shape=shape)
    rows: list[object] = []
    while True:
        said = json.loads(answer.text)
        rows += said["rows"] if shape in ("objects", "arrays") else list(said)
        following = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        if not following:
            break
        answer = client.ask(following[1])
    assert len(rows) == len({json.dumps(row) for row in rows}) == equal_values.ROWS


def test_a_walk_goes_on_where_it_was_when_the_row_it_rests_on_is_gone(
    client: Client, equal: Served
) -> None:
    first = json.loads(client.get("/archive/withheld.json", _size=PART, _sort="id"))
    with closing(sqlite3.connect(equal.db)) as db:
        with db:
            gone = db.execute(
                "SELECT * FROM withheld WHERE id = ?", [first["rows"][-1][0]]
            ).fetchone()
            db.execute("DELETE FROM withheld WHERE id = ?", [gone[0]])
        second = json.loads(client.get(first["next_url"]))
        with db:
            db.execute("INSERT INTO withheld VALUES (?, ?, ?)", gone)
        keys = [key for (key,) in stored(db, "withheld", ["id"], "ORDER BY id")]
    assert [row[0] for row in second["rows"]] == keys[PART : 2 * PART]


def test_the_sql_of_a_part_is_what_was_asked(client: Client, db: sqlite3.Connection) -> None:
    ((kind, number),) = db.execute(
        "SELECT kind, count(*) AS n FROM pages GROUP BY kind ORDER BY n DESC LIMIT 1"
    )
    part = json.loads(client.get("/archive/pages.json", _size=PART, kind=kind, _where="1 or 0"))
    assert "order by changed_at desc, id limit" in part["query"]["sql"]
    met = 0
    while True:
        query = part["query"]
        asked = client.get("/archive.json", sql=query["sql"], **query["params"])
        assert json.loads(asked)["rows"][:PART] == part["rows"]
        met += len(part["rows"])
        if not part["next_url"]:
            break
        part = json.loads(client.get(part["next_url"]))
    assert met == number > PART


def test_a_walk_under_another_base_address_meets_every_row(things: Served) -> None:
    with closing(sqlite3.connect(things.db)) as db:
        wanted = {key for (key,) in stored(db, "articles", ["id"])}
    answer = json.loads(things.get("archive/articles.json?_size=10&_nofacet=1").text)
    found = [row[0] for row in answer["rows"]]
    while answer["next_url"]:
        answer = json.loads(things.get(answer["next_url"]).text)
        found += [row[0] for row in answer["rows"]]
    assert len(found) == len(wanted) > 10 and set(found) == wanted


def test_the_examples_of_orders_and_places_hold() -> None:
    tried = doctest.testmod(row_order)
    assert tried.attempted and not tried.failed


@pytest.mark.parametrize("model", [Page, Capture, Version, Address], ids=lambda model: model.table)
def test_a_list_of_rows_with_one_time_is_read_in_its_order_and_not_sorted(
    db: sqlite3.Connection, model: type[Row]
) -> None:
    sort = ARCHIVE["tables"][model.table]["sort_desc"]
    order = row_order.total(sort, True, model.key)
    behind, given = row_order.behind(order, ["x" for _ in order])
    for where in ("", f"WHERE {behind}"):
        sql = f"SELECT * FROM {model.table} {where} {row_order.order_by(order)} LIMIT 5"
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", given if where else {})]
        assert len(plan) == 1 and "USING INDEX" in plan[0], plan
