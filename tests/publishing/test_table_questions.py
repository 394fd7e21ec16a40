"""An address that asks for what is not there is refused by name; one that means something is answered."""

from __future__ import annotations

import inspect
import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import quote

import httpx
import pytest
from datasette import blob_renderer, facets, filters, renderer, tracer, utils
from datasette.utils import tilde_encode
from datasette.views import base, database, table

from public.pages import table_questions
from records.models import Member
from tests.publishing.conftest import Answer, Served

COLUMNS = ", ".join(Member.columns())
NO_COLUMN = f"There is no column nosuch. There are: {COLUMNS}."
# What is asked of the members, and what the answer says.
REFUSED = {
    "nosuch=1": NO_COLUMN,
    "nosuch=": NO_COLUMN,
    "name=a&nosuch=1": NO_COLUMN,
    "nosuch__contains=x": NO_COLUMN,
    "fbclid=x": f"There is no column fbclid. There are: {COLUMNS}.",
    "Name=x": f"There is no column Name. There are: {COLUMNS}.",
    "rowid=1": f"There is no column rowid. There are: {COLUMNS}.",
    "__exact=x": f"There is no column “”. There are: {COLUMNS}.",
    f"{'x' * 9000}=1": f"There is no column {'x' * 100}…. There are: {COLUMNS}.",
    "name__nosuch=x": "There is no comparison nosuch. There are: exact, not, contains, endswith, ",
    "name__=x": "There is no comparison “”. There are: exact, ",
    "name__in=[1": "name__in takes values with commas between them, or a list in JSON.",
    'name__notin=[["a"]]': "name__notin takes values with commas between them, or a list in JSON.",
    "_sort=nosuch": NO_COLUMN,
    "_sort_desc=nosuch": NO_COLUMN,
    "_sort=name&_sort_desc=name": "Rows are sorted by _sort or by _sort_desc, not by both.",
    "_col=nosuch": NO_COLUMN,
    "_col=name&_col=nosuch": NO_COLUMN,
    "_col=": f"There is no column “”. There are: {COLUMNS}.",
    "_nocol=nosuch": NO_COLUMN,
    "_nocol=": f"There is no column “”. There are: {COLUMNS}.",
    "_nocol=id": "id: the key of a row is always there.",
    "_label=nosuch": NO_COLUMN,
    "_facet=nosuch": NO_COLUMN,
    "_facet=": f"There is no column “”. There are: {COLUMNS}.",
    "_facet_array=nosuch": NO_COLUMN,
    "_facet_date=nosuch": NO_COLUMN,
    '_facet={"column":"nosuch"}': NO_COLUMN,
    "_facet={}": f"There is no column {{}}. There are: {COLUMNS}.",
    "_facet={": f"There is no column {{. There are: {COLUMNS}.",
    "_facet_nosuch=name": "There is no argument _facet_nosuch. There are: ",
    "_serach=a": "There is no argument _serach. There are: ",
    "_=1": "There is no argument _. There are: ",
    "_search=a": "This table cannot be searched by _search.",
    "_search_name=a": "This table cannot be searched by _search_name.",
    "_size=abc": "_size must be a whole number.",
    "_size=-1": "_size must be a whole number.",
    "_size=٣": "_size must be a whole number.",
    "_timelimit=x": "_timelimit must be a whole number.",
    "_facet_size=x": "_facet_size must be a whole number.",
    "_through=x": "_through must be JSON with table, column and value.",
    "_through={}": "_through must be JSON with table, column and value.",
    '_through={"table":["a"],"column":"b","value":"c"}': "_through must be JSON with table, column",
    "_next=a": "No place in this list is called a. Begin it again, without _next.",
    "_next=a,b,c": "No place in this list is called a,b,c. Begin it again, without _next.",
    "_next=$nan,a": "No place in this list is called $nan,a. Begin it again, without _next.",
    "_next=$xzz,a": "No place in this list is called $xzz,a. Begin it again, without _next.",
    "_next=$,a": "No place in this list is called $,a. Begin it again, without _next.",
    "_next=$9223372036854775808,a": "No place in this list is called $9223372036854775808,a.",
    "_where=nosuch=1": "no such column: nosuch",
}  # fmt: skip
ANSWERED = (
    "", "name=x", "name__exact=x", "name__contains=x", "founded_year__gt=1900", "acronym__isnull=1",
    "name__in=a,b", 'name__in=["a","b",1,null]', "_sort=name", "_sort=", "_sort_desc=name", "_sort=&_sort_desc=name",
    "_sort=name&_sort_by_desc=on", "_col=name", "_nocol=name", "_facet=name", '_facet={"column":"name"}',
    '_facet={"simple":"name"}', "_facet_date=url", "_facet_size=max", "_facet_size=3", "_facet=page_id&_nofacet=1",
    "_nosuggest=1", "_nocount=1", "_size=", "_size=0", "_size=1", "_size=max", "_size=10000", "_next=", "_search=",
    "_timelimit=500", "_ttl=60", "_shape=objects", "_shape=array&_nl=on", "_json=contact", "_json_infinity=1",
    "_labels=on", "_labels=off", "_label=capture_id", "_stream=on", "_stream=on&_size=max", "_dl=1", "_header=off",
    "_trace=1", "_where=founded_year > 1900", "_fts_table=search&_fts_pk=rowid&_search=a&_searchmode=raw",
    '_through={"table":"mentions","column":"page_id","value":"x"}', "_filter_column=name&_filter_op=exact&_filter_value=x",
    "_filter_column_1=name&_filter_op_1=isnull__1&_filter_value_1=&_filter_column=&_filter_op=exact&_filter_value=",
    "lang=fr", "lang=fr&name=x", "lang=de",
)  # fmt: skip
FORMS = ("", ".json", ".csv", ".excel.csv")


def coded(asked: str) -> str:
    pairs = [one.partition("=") for one in asked.split("&") if one]
    return "&".join(f"{quote(name)}={quote(value)}" for name, _, value in pairs)


def said(answer: Answer) -> str:
    """What an answer says is wrong, as a person or a program reads it."""
    if "json" in answer.headers["content-type"]:
        error: str = json.loads(answer.text)["error"]
        return error
    if "html" not in answer.headers["content-type"]:
        return answer.text
    assert 'id="menu"' in answer.text, "in the frame of the archive"
    found = re.search(r'<p class="warning"[^>]*>(.*?)</p>', answer.text)
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("form", FORMS)
def test_what_a_table_has_not_is_refused_by_its_name(served: Served, form: str) -> None:
    for asked, words in REFUSED.items():
        answer = served.get(f"archive/members{form}?{coded(asked)}")
        assert answer.status == 400, asked
        assert said(answer).startswith(words), asked


@pytest.mark.parametrize("form", ["", ".csv"])
def test_what_is_refused_is_said_in_the_readers_language(served: Served, form: str) -> None:
    with httpx.Client(base_url=served.base, headers={"Accept-Language": "fr"}) as client:
        for asked in REFUSED:
            french = client.get(f"archive/members{form}?{coded(asked)}").text
            own = asked != "_where=nosuch=1"
            assert (REFUSED[asked] not in unescape(french)) == own, asked
            assert ('class="warning" lang="en"' in french) == (not own and not form), asked


def test_too_many_rows_at_once_are_refused_but_in_a_file(served: Served) -> None:
    answer = served.get("archive/members.json?_size=10001")
    assert answer.status == 400 and said(answer) == "_size must be 10000 or less."
    assert (
        served.get("archive/members.csv?_size=10001").text == served.get("archive/members.csv").text
    )


@pytest.mark.parametrize(
    "path",
    ["archive/members.foo", "archive/members.xml", "archive/members.JSON", "archive/members.excel",
     "archive/members.excel.foo", "archive/members.json.foo", "archive/members.", "archive/members/lda.foo",
     "archive/statements/spip~2Farticle~2F12.xml", "archive/statements/spip~2Farticle~2F12.5",
     "archive/addresses/x.foo", "archive/statements_by_year.foo", "archive/none.foo", "archive.foo",
     "archive.xml", "archive/none.csv", "archive/none.json", "archive/none.excel.csv"],
)  # fmt: skip
def test_an_ending_that_is_no_form_leads_nowhere(served: Served, path: str) -> None:
    answer = served.get(path)
    assert answer.status == 404
    assert served.get(f"{path}?nosuch=1").status == 404, "what is not there has no columns either"


def test_the_forms_that_there_are_are_named(served: Served) -> None:
    answer = served.get("archive/members.foo")
    assert said(answer) == "There is no form foo of this page. There are: csv, json, blob."
    french = httpx.get(f"{served.base}archive/members.foo", headers={"Accept-Language": "fr"})
    assert "n’existe pas sous la forme foo" in unescape(french.text)


def test_what_a_query_does_not_ask_for_is_refused_by_its_name(served: Served) -> None:
    for asked, named in (("langage=fr", "langage"), ("_sort=year", "_sort"), ("_search=a", "_search"), ("form=x", "form")):  # fmt: skip
        for form in FORMS:
            answer = served.get(f"archive/statements_by_year{form}?{asked}")
            assert answer.status == 400, (asked, form)
            assert said(answer).startswith(f"There is no parameter {named}. There are: language, _")


@pytest.mark.parametrize("form", FORMS)
def test_what_means_something_is_answered(served: Served, form: str) -> None:
    with httpx.Client(base_url=served.base, follow_redirects=True) as client:
        for asked in ANSWERED:
            answer = client.get(f"archive/members{form}?{coded(asked)}")
            assert answer.status_code == 200, (asked, answer.text)


def test_a_search_in_a_table_may_be_left_empty_or_be_for_one_column(served: Served) -> None:
    def found(asked: str) -> int:
        return len(served.rows(f"archive/entries.json?_shape=array&{asked}"))

    everything = found("")
    assert everything > found("_search=lanterne") > 0
    assert found("_search=") == found("_search=+&_search_title=") == everything
    assert everything > found("_search_title=lanterne") > 0
    answer = served.get("archive/entries.json?_search_nosuch=a")
    assert said(answer).startswith("There is no column nosuch. There are: title, text")


def test_columns_of_any_name_are_filters_sorts_and_facets(equal: Served) -> None:
    def ids(asked: str) -> list[object]:
        rows: list[list[object]] = json.loads(equal.get(f"archive/mixed.json?{coded(asked)}").text)[
            "rows"
        ]
        return [row[0] for row in rows]

    assert ids("_own__exact=y9") == [4.5] == ids("two__parts__exact=y9")
    assert ids("_sort_desc=_own")[0] == 4.5 and ids("_sort_desc=two__parts")[0] == 4.5
    assert ids("a column, [so] to say=b&_sort=_own&_size=1") == [1.5]
    for asked in ("_facet=_own", "_col=_own", "_nocol=_own", "_facet=a column, [so] to say"):
        assert ids(asked), asked
    for asked in ("_own=y9", "two__parts=y9"):
        answer = equal.get(f"archive/mixed.json?{asked}")
        name = asked.partition("=")[0]
        assert answer.status == 400
        assert said(answer) == f"To filter by the column {name}, write {name}__exact."


def test_the_number_of_a_row_is_a_column_only_where_a_table_has_no_key(equal: Served) -> None:
    asked = "rowid__lt=3&_sort_desc=rowid&_facet=rowid"
    rows = json.loads(equal.get(f"archive/keyless.json?{asked}").text)["rows"]
    assert [row[0] for row in rows] == [2, 1]
    for name in ("mixed", "compound", "some"):
        for one in asked.split("&"):
            assert equal.get(f"archive/{name}?{one}").status == 400, (name, one)


@pytest.mark.parametrize("place", ["-1", "1.5", "x", "$2", "9999999999999999999"])
def test_a_place_in_a_view_is_a_number(equal: Served, place: str) -> None:
    answer = equal.get(f"archive/some.json?_next={place}")
    assert answer.status == 400 and said(answer).startswith(
        f"No place in this list is called {place}."
    )


def test_a_condition_that_leads_round_in_a_circle_is_refused(equal: Served) -> None:
    asked = coded("_where=1) or (1")
    first = json.loads(equal.get(f"archive/mixed.json?_size=2&{asked}").text)
    second = equal.get(first["next_url"])
    assert second.status == 400
    assert said(second) == "_where must be one condition."


def test_a_filter_through_another_table_stands_beside_others(things: Served) -> None:
    with closing(sqlite3.connect(things.db)) as db:
        ((page, member),) = db.execute("SELECT page_id, member_id FROM mentions LIMIT 1")
    through = json.dumps({"table": "mentions", "column": "page_id", "value": page})
    for asked, number in ((f"id={member}", 1), ("id=none", 0), (f"id__in={member},none", 1)):
        path = f"archive/members.json?_shape=array&{coded(asked)}&_through={quote(through)}"
        assert len(things.rows(path)) == number, asked


def test_rows_whose_ids_look_like_something_else_are_found(equal: Served) -> None:
    for key in ("spip/article/1.5", "guide.json", "$null", "a,b/c~d%e+f g", "é~2C&=?#;'\"[]"):
        for form in ("", ".json"):
            path = f"archive/withheld/{tilde_encode(key)}{form}"
            assert equal.get(path).status == 200, path
    assert equal.get("archive/withheld/guide.json").status == 404


def test_what_a_slip_of_the_pen_is_told_from_is_all_that_datasette_reads() -> None:
    modules = (base, table, database, filters, facets, renderer, blob_renderer, tracer, utils)
    read = {
        name
        for module in modules
        for name in re.findall(r"""["'](_[a-z_]*[a-z])["']""", inspect.getsource(module))
    }
    known = table_questions.OF_TABLES | table_questions.OF_QUERIES
    assert known - read == set(), "these Datasette does not read"
    # Of a row, of a database, of a query that writes; facets are asked for by their type; what is no argument.
    others = {"_extras", "_show_hidden", "_success", "_facet_array", "_facet_date", "_internal", "_memory",
              "_context", "_foo"}  # fmt: skip
    assert read - known - others == set(), "these would be refused"
