"""Readers' SQL over the real server: what harms is refused or ended, and the server answers the next one."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import unescape
from urllib.parse import urlencode

import httpx
import pytest

from bench.hostile import ADDRESSES, ENDED, GAVE_UP, REFUSED
from public.guard.refusals import SAID
from public.pages.language import phrases
from tests.publishing.conftest import Answer, Served, serving

OWN = "archive{ending}?{asked}"


def asked(sql: str, ending: str = "", **more: str) -> str:
    return OWN.format(ending=ending, asked=urlencode({"sql": sql, "b": "AAAAAAAA", **more}))


def stands(served: Served) -> bool:
    """Whether a page of the same server answers."""
    return served.get("nights").status == 200


@pytest.fixture(scope="module")
def hurried(things: Served) -> Iterator[Served]:
    """A server that gives a query half a second."""
    with serving(
        things.db, things.db.parent / "captures", "hurried/", sql_time_limit_ms=500
    ) as one:
        yield one


@pytest.mark.parametrize(("sql", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_harms_is_refused_and_the_server_stands(served: Served, sql: str, said: str) -> None:
    answer = served.get(asked(sql, ".json"))
    assert answer.status == 400, answer.text[:500]
    assert re.search(said, answer.text)
    assert stands(served)


@pytest.mark.parametrize(("path", "said"), ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_that_would_be_read_without_end_is_refused(
    served: Served, path: str, said: str
) -> None:
    answer = served.get(path)
    assert answer.status == 400 and said in answer.text
    assert stands(served)


@pytest.mark.parametrize(
    ("name", "value"),
    [("Cookie", 'a="' + '\\"' * 25_000 + '"'), ("Accept-Language", "fr" + " " * 60_000 + "x")],
)
def test_a_header_that_would_be_read_without_end_is_refused(
    served: Served, name: str, value: str
) -> None:
    answer = httpx.get(f"{served.base}archive", headers={name: value})
    assert answer.status_code == 431 and answer.headers["x-frame-options"] == "DENY"
    assert "8192" in answer.text
    assert stands(served)


@pytest.mark.parametrize("sql", ENDED, ids=range(len(ENDED)))
def test_what_has_no_end_is_ended_and_the_server_stands(hurried: Served, sql: str) -> None:
    answer = hurried.get(asked(sql, ".json"))
    assert answer.status == 400, answer.text[:500]
    assert re.search(GAVE_UP, json.loads(answer.text)["error"])
    assert stands(hurried)


def test_a_pointer_that_a_reader_binds_is_never_called(served: Served) -> None:
    for _ in range(12):
        served.get(asked("select hex(fts3_tokenizer('simple', :b))", ".json"))
        served.get(asked("select token from fts3tokenize where input = :b", ".json"))
    assert stands(served)


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".blob"])
def test_every_form_of_an_answer_refuses(served: Served, ending: str) -> None:
    answer = served.get(asked("select fts3_tokenizer('simple') as a", ending, _blob_column="a"))
    assert answer.status == 400
    assert "The function fts3_tokenizer is not offered here" in answer.text or ending == ".blob"


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_an_answer_that_is_too_large_says_so_in_every_form(served: Served, ending: str) -> None:
    sql = "with recursive n(i) as (select 1 union all select i + 1 from n limit 60) select printf('%.9000000c', 'a') from n"
    answer = served.get(asked(sql, ending))
    assert answer.status == 400 and "The answer is larger than 16 MB" in answer.text


def test_many_small_values_are_too_large_as_well(served: Served) -> None:
    sql = f"with recursive n(i) as (select 1 union all select i + 1 from n limit 10000) select {'i, ' * 90} i from n"
    answer = served.get(asked(sql, ".json"))
    assert answer.status == 400 and "larger than" in answer.text


def test_one_row_of_many_long_values_fills_no_memory(served: Served) -> None:
    sql = f"with x(a) as (select printf('%.8000000c', 'a') || '🙂') select {'a, ' * 90} a from x"
    answer = served.get(asked(sql, ".json"))
    assert answer.status == 400 and re.search("larger than|needs more than", answer.text)
    assert stands(served)


@pytest.mark.parametrize(
    "path",
    ["archive/members", "archive/members.json", "archive/members.csv", "archive/m~65mbers.json",
     "archive/members.excel.csv"],
)  # fmt: skip
def test_a_condition_in_an_address_is_sql_of_a_reader(served: Served, path: str) -> None:
    # One that stands in much of Datasette's own SQL is a reader's all the same.
    assert served.get(f"{path}?_where=name").status == 200
    pointer, plain = "fts3_tokenizer('simple') is null", "name like '%' and abs(1) = 1"
    refused = served.get(f"{path}?{urlencode({'_where': pointer})}")
    assert refused.status in (400, 404)
    kept = served.get(f"{path}?{urlencode({'_where': plain})}")
    assert kept.status == 200 and "Lanterne" in kept.text


def test_a_condition_that_goes_on_as_another_query_is_kept_in_bounds(hurried: Served) -> None:
    for condition in ("1 = 0 union all select fts3_tokenizer('simple'), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 --",
                      "(with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n)",
                      "length(printf('%.*c', 2147483640, 'a'))"):  # fmt: skip
        answer = hurried.get(f"archive/members.json?{urlencode({'_where': condition})}")
        assert answer.status == 400, condition
        assert stands(hurried)


def test_a_condition_is_known_whatever_becomes_of_its_words(served: Served) -> None:
    # Its parameters get other names, beside those of the filters.
    asked = urlencode({"_where": "fts3_tokenizer(:p0) is null", "name__contains": "a"})
    answer = served.get(f"archive/members.json?{asked}")
    assert "The function fts3_tokenizer is not offered here" in answer.text


def test_a_page_says_what_was_refused_and_keeps_the_query(served: Served) -> None:
    page = served.get(asked("select load_extension('a') as kept_for_the_reader")).text
    assert "The function load_extension is not offered here" in page
    assert "kept_for_the_reader" in page
    ended = served.get(asked("select nowhere from members")).text
    assert '<p class="warning" lang="en">no such column: nowhere</p>' in ended


def test_a_refusal_is_told_in_the_readers_language(served: Served) -> None:
    condition = f"archive/members?{urlencode({'_where': 'load_extension(1)'})}"
    for path in (asked("select load_extension(1)"), condition):
        answer = httpx.get(f"{served.base}{path}", headers={"Accept-Language": "fr"})
        assert answer.status_code == 400, path
        assert "La fonction load_extension n’est pas offerte ici" in answer.text
        assert '<p class="warning" lang="en">' not in answer.text


def test_every_refusal_is_there_in_french() -> None:
    assert not set(SAID.values()) - set(phrases("fr"))


def test_queries_beyond_those_at_once_are_asked_to_come_back_and_pages_are_answered(
    served: Served,
) -> None:
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    )

    def ask(number: int) -> Answer:
        return served.get(asked(f"{endless} where i > {number}", ".json"))

    with ThreadPoolExecutor(5) as readers:
        waiting = [readers.submit(ask, number) for number in range(5)]
        assert stands(served) and served.get("archive/members?_sort=name").status == 200
        answers = [one.result() for one in waiting]
    assert sorted({one.status for one in answers}) == [400, 503]
    assert "Ask again in a few seconds" in next(one.text for one in answers if one.status == 503)
    assert served.get(asked("select 1")).status == 200


GOOD = {
    "select count(*) as a from members": 1,
    "with m as (select name from members) select count(*) from m": 1,
    "select name, count(*) over (order by name) from members order by 2": 1,
    "select group_concat(name, ', ') from members": 1,
    "select printf('%05.2f', 3.14159), format('%s', 'a'), replace('aba', 'b', 'c'), hex('a'), quote('a')": 1,
    "select json_extract(record, '$.title'), record ->> '$.title' from versions": 1,
    "select e.key, count(*) from versions v, json_each(v.record) e group by e.key": 1,
    "select fullkey from json_tree('{\"a\": [1, 2]}')": 1,
    "select json_group_array(id) from members": 1,
    "select strftime('%Y', published_on), julianday('now') - julianday('2020-01-01') from articles": 0,
    "select title, bm25(search), highlight(search, 0, '[', ']'), snippet(search, 1, '[', ']', '…', 8) "
    "from search where search match search_query('lanterne') order by rank": 1,
    "select kind, row_path(kind, record_id) from entries where title like '%lanterne%'": 1,
    "select lag(number) over (partition by record_id order by number), ntile(2) over (order by 1) from versions": 1,
    "select name from pragma_table_info('members')": 1,
    "select m.name, p.name from sqlite_master m, pragma_table_xinfo(m.name) p where m.type = 'table'": 1,
    "select * from pragma_foreign_key_list('profiles')": 1,
    "select sql from sqlite_schema": 1,
    "select * from search_docsize limit 1": 1,
    "with recursive n(i) as (select 1 union all select i + 1 from n limit 9) select i from n": 1,
    "select round(avg(length(text)), 1), max(text), sqrt(2), random() from statements": 1,
    "explain query plan select * from members": 1,
    "select * from members where name = :b or 1": 1,
}


@pytest.mark.parametrize("sql", GOOD)
def test_what_researchers_ask_is_answered(served: Served, sql: str) -> None:
    answer = served.get(asked(sql, ".json", _shape="objects"))
    data = json.loads(answer.text)
    assert answer.status == 200 and data["ok"] is True
    assert len(data["rows"]) >= GOOD[sql]
    assert served.get(asked(sql)).status == 200
    rows = list(csv.reader(io.StringIO(served.get(asked(sql, ".csv")).text)))
    assert len(rows) == len(data["rows"]) + 1


def test_a_readers_query_answers_what_sqlite_does(served: Served) -> None:
    sql = "select 1 as n, 1.5 as r, null as none, 'é🙂' as t, x'00ff' as b, 1 as n"
    given = json.loads(served.get(asked(sql, ".json")).text)
    assert given["columns"] == ["n", "r", "none", "t", "b", "n"]
    assert given["rows"] == [[1, 1.5, None, "é🙂", {"$base64": True, "encoded": "AP8="}, 1]]
    assert given["truncated"] is False


@pytest.fixture
def long(empty: Served) -> Served:
    """An archive of 150 addresses, which one page of a table does not hold."""
    with closing(sqlite3.connect(empty.db)) as db, db:
        db.executemany(
            "INSERT INTO addresses VALUES (?, 'a-page', 200, ?)",
            (
                (f"https://a.example/{number:03}", f"2030-01-01T{number:03}")
                for number in range(150)
            ),
        )
    return empty


def test_a_page_of_a_table_is_never_longer_than_others_can_wait_for(long: Served) -> None:
    rows = re.compile(r">https://a\.example/(\d+)</a>")
    for size in ("max", "10000", "101"):
        page = long.get(f"archive/addresses?_size={size}").text
        (following,) = set(re.findall(r'href="([^"]+_next=[^"]+)"', page))
        first, rest = rows.findall(page), rows.findall(long.get(unescape(following)).text)
        assert (len(first), len(rest)) == (100, 50)
        assert len({*first, *rest}) == 150
    whole = json.loads(long.get("archive/addresses.json?_size=max&_shape=array").text)
    assert len(whole) == 150


def test_a_file_under_a_readers_condition_has_every_row(long: Served) -> None:
    for path in ("addresses.csv?_stream=on&_size=100&", "addresses.excel.csv?"):
        answer = long.get(f"archive/{path}{urlencode({'_where': 'length(url) > 3'})}")
        assert answer.status == 200 and len(answer.text.splitlines()) == 151


def test_no_page_names_a_folder_of_the_machine(served: Served) -> None:
    for name in ("databases", "plugins", "settings", "versions", "metadata", "threads", "actor"):
        for ending in ("", ".json"):
            page = served.get(f"-/{name}{ending}").text
            assert str(served.db.parent) not in page and "/lib/python" not in page, name
    assert json.loads(served.get("-/databases.json").text)[0]["name"] == "archive"
    assert "archive" in served.get("-/databases").text
