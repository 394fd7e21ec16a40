"""Tables for analysts: columns with names, files that hold everything, one that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from http.client import IncompleteRead
from urllib.parse import urlencode

import httpx
import pytest

from archive.publication import HOME, metadata
from public.pages import tables, words
from public.pages.language import phrases
from records.models import TABLES
from records.site import parse
from tests.publishing.conftest import Answer, Served

ARCHIVE = metadata(parse((HOME / "site.toml").read_text("utf-8")))["databases"]["archive"]
# More than are held at once while the file is written, more than a page shows.
MANY = 5200
NASTY = '=HYPERLINK("x")'


@pytest.fixture
def long(empty: Served) -> Served:
    """An archive with long tables, as far as files are concerned."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
    page = (
        "INSERT INTO pages (id, layout, kind, title, first_seen_at, last_seen_at, changed_at, capture_id, parser)"
        " SELECT 'p' || i, 'spip', 'article', 'Page', '', '', '2001-01-01', 'c', '' FROM n"
    )
    address = (
        "INSERT INTO addresses SELECT 'http://a.example/' || i, 'p' || i, 200 - i, ? || i FROM n"
    )
    with closing(sqlite3.connect(empty.db)) as db, db:
        db.execute(numbers + page, (10_001,))
        db.execute(numbers + address, (MANY, NASTY))
    return empty


def lines(answer: Answer) -> list[list[str]]:
    assert answer.status == 200
    return list(csv.reader(io.StringIO(answer.text, newline="")))


def links(html: str, words: str) -> str:
    (found,) = re.findall(rf'href="([^"]+)">{words}</a>', html)
    return unescape(found)


def heads(html: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*><a [^>]+>([^<]+?)(?: [▲▼])?</a>', html)


def test_a_table_shows_the_columns_worth_reading_under_their_names(served: Served) -> None:
    html = served.get("/archive/statements").text
    assert heads(html) == ["Title", "Form", "Issuer", "Stated on", "Published on", "Language", "Address", "Capture"]  # fmt: skip
    assert heads(served.in_french("/archive/statements"))[:2] == ["Titre", "Forme"]
    assert 'lang="fr"><a href="/archive/statements/spip~2Farticle~2F12"><bdi>Communiqué' in html
    assert '<option value="published_on">Published on</option>' in html, "every column filters"
    chosen = served.get("/archive/statements?_col=text&_col=published_on").text
    assert heads(chosen) == ["Id", "Text", "Published on"]
    assert "Seen as" in heads(served.get("/archive/statements?_sort=seen_as").text)


def test_the_files_of_a_table_hold_every_row_of_what_is_shown(long: Served) -> None:
    html = long.get("archive/addresses?status__lt=199").text
    assert "<h2>5,199 rows</h2>" in html
    for name in ("CSV", "CSV with names beside ids", "CSV for Excel"):
        rows = lines(long.get(links(html, name)))
        assert len(rows) == MANY, name
        assert len({row[0] for row in rows}) == MANY, "no row twice"
    assert rows[0][:2] == ["\ufeffurl", "page_id"] and "page_id_label" in rows[0]


def test_a_cell_that_would_run_is_made_safe_for_spreadsheets_and_stays_in_the_plain_file(
    long: Served,
) -> None:
    one = "?" + urlencode({"url": "http://a.example/300"})
    head, plain = lines(long.get(f"archive/addresses.csv{one}"))
    assert plain[head.index("first_seen_at")] == f"{NASTY}300"
    head, safe = lines(long.get(f"archive/addresses.excel.csv{one}"))
    assert safe[head.index("first_seen_at")] == f"'{NASTY}300"
    assert safe[head.index("status")] == "-100" and safe[head.index("page_id_label")] == "Page"


def test_an_answer_that_is_cut_says_so_on_the_page_and_in_the_file(long: Served) -> None:
    sql = "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n limit 10001"  # fmt: skip
    own = urlencode({"sql": sql})
    month = "changed_this_month{}.csv?month=2001-01"
    for path in (month.format(""), month.format(".excel")):
        rows = lines(long.get(f"archive/{path}"))
        assert rows[-1] == ["Cut here: the answer has more rows than are given at once."]
        assert len(rows) == 10_002
    assert lines(long.get(f"archive.csv?{own}"))[-2:] == [["10000"], rows[-1]]
    page = long.get(f"archive?{own}").text
    assert "The first 1,500 rows" in page and "Its files have up to 10,000 rows" in page
    assert lines(long.get("archive/longest_gaps_between_meetings.excel.csv"))[0][0] == "\ufeffmet_on"  # fmt: skip


def test_a_file_of_fewer_rows_than_there_are_says_so(long: Served, equal: Served) -> None:
    fewer = ["Cut here: there are more rows than were asked for."]
    for name in ("addresses", "changed_this_month"):
        for ending in ("csv", "excel.csv"):
            path = f"archive/{name}.{ending}?{'month=2001-01&' * (name != 'addresses')}"
            rows = lines(long.get(f"{path}_size=3"))
            assert len(rows) == 5 and rows[-1] == fewer, path
            assert lines(long.get(f"{path}_size=0"))[1:] == [fewer]
    # More than are held at once.
    rows = lines(long.get("archive/addresses.csv?_size=5150"))
    assert len(rows) == 5152 and rows[-1] == fewer and len({row[0] for row in rows}) == 5152
    whole = lines(long.get("archive/addresses.csv"))
    for size in (MANY, MANY + 1, 20_000):
        assert lines(long.get(f"archive/addresses.csv?_size={size}")) == whole, size
    assert len(whole) == MANY + 1, "nothing is cut, and nothing said"
    own = "archive.csv?" + urlencode({"sql": "select url from addresses"})
    assert lines(long.get(f"{own}&_size=3"))[3:] == [lines(long.get(own))[3], fewer]
    view = lines(equal.get("archive/some.csv?_size=6"))
    assert len(view) == 8 and view[-1] == fewer
    french = httpx.get(
        f"{long.base}archive/addresses.csv?_size=1", headers={"Accept-Language": "fr"}
    )
    assert french.text.splitlines()[-1] == "Coupé ici : il y a plus de lignes que demandé."


def test_a_file_that_breaks_off_is_not_taken_for_a_whole_one(equal: Served) -> None:
    endless = "with recursive n(i) as (select 1 union all select i from n) select count(*) from n"
    condition = f"case when id > 'a' then ({endless}) else 1 end"
    asked = urlencode({"_sort": "id", "_timelimit": 200, "_where": condition})
    with pytest.raises(IncompleteRead) as broken:
        equal.get(f"archive/withheld.csv?{asked}")
    said = broken.value.partial.decode().splitlines()
    assert said[0] == "id,date,reason" and len(said) > 2
    assert said[-1] == '"Broken off here: the rest took too long, or is gone."'


def test_a_file_begins_where_it_is_asked_to_and_holds_the_columns_asked_for(long: Served) -> None:
    part = json.loads(long.get("archive/addresses.json?_size=5000&_sort=url").text)
    for ending in ("csv", "excel.csv"):
        path = f"archive/addresses.{ending}?_sort=url&_col=status"
        rest = lines(long.get(f"{path}&{urlencode({'_next': part['next']})}"))
        assert len(rest) == MANY - 5000 + 1 and [one.strip("\ufeff") for one in rest[0]] == [
            "url",
            "status",
        ]
        assert lines(long.get(f"{path}&_header=off"))[0] != rest[0]


def test_a_files_name_and_kind_are_those_of_a_file_where_it_is_to_be_kept(served: Served) -> None:
    shown, kept = (served.get(f"archive/members.csv{asked}") for asked in ("", "?_dl=1"))
    assert shown.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-disposition" not in shown.headers and shown.text == kept.text
    assert kept.headers["content-type"] == "text/csv; charset=utf-8"
    assert kept.headers["content-disposition"] == 'attachment; filename="members.csv"'


def test_a_language_in_a_tables_address_is_chosen_and_filters_nothing(served: Served) -> None:
    with httpx.Client(base_url=served.base, follow_redirects=True) as client:
        answer = client.get("archive/statements?lang=fr&form=open+letter")
        assert answer.url.query == b"form=open+letter" and '<html lang="fr"' in answer.text
        assert len(client.get("archive/statements.csv?lang=en").text.splitlines()) > 2
        assert '<html lang="en"' in client.get("archive").text
        # One that there is not is no question for rows either.
        other = client.get("archive/statements?lang=FR&form=open+letter")
        assert other.url.query == b"form=open+letter" and '<html lang="en"' in other.text


@pytest.mark.parametrize(
    "back", ["//a.example", "/\\a.example", "/\t/a.example", "/\n/a.example", "/a\r\nX-A: b", "/\0",
             "https://a.example/", "a.example", "/é"]
)  # fmt: skip
def test_a_choice_of_language_never_leads_off_the_site(served: Served, back: str) -> None:
    answer = httpx.get(f"{served.base}-/language", params={"to": "fr", "back": back})
    assert answer.status_code == 302 and answer.headers["location"] == "/"
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_choice_of_language_leads_back_to_the_question(served: Served) -> None:
    asked = {"to": "fr", "back": "/search?lang=en&q=a%20b&kind=meetings"}
    answer = httpx.get(f"{served.base}-/language", params=asked)
    assert answer.headers["location"] == "/search?q=a%20b&kind=meetings"


def test_a_page_says_that_it_depends_on_the_language(served: Served) -> None:
    for path in ("", "archive", "archive/statements", "search", "data"):
        assert "Accept-Language" in served.get(path).headers["vary"], path


def test_what_cannot_be_answered_is_said_inside_the_frame(served: Served) -> None:
    for path, status in (("/nowhere", 404), ("/archive/nothing", 404), ("/archive?sql=selec", 400),
                         ("/archive/nothing.excel.csv", 404)):  # fmt: skip
        answer = served.get(path)
        assert answer.status == status and 'id="menu"' in answer.text, path
    assert '"ok": false' in served.get("/archive/nothing.json").text
    for path, status in (("members?_sort=nowhere", 400), ("members?id__in=[", 400), ("members?_through=x", 400),
                         ("members?founded_year__gt=99999999999999999999", 400), ("page_documents/x", 404),
                         ("versions/a,b", 404), ("members/lda,x", 404)):  # fmt: skip
        answer = served.get(f"archive/{path}")
        assert answer.status == status and 'id="menu"' in answer.text, path
    assert served.get("archive/members.json?_sort=nowhere").status == 400
    # Another number for each question: no order.
    assert served.get("archive/search.json?_sort=search").status == 400
    large = served.get("archive.csv?sql=select+hex(printf('%25.20000000c',1))")
    assert large.status == 400 and large.text.startswith("A value of this query is longer than 32")
    assert served.get("archive.csv").text == "There is no query to answer.\n"
    wrong = served.get("/archive.csv?sql=select+nowhere")
    assert wrong.status == 400 and "no such column: nowhere" in wrong.text


def test_a_querys_file_is_its_answer_with_whatever_was_asked(served: Served) -> None:
    path = "archive/search_everything.csv?q=esclavage&kind=statements"
    head, *rows = lines(served.get(path))
    assert rows and {row[head.index("kind")] for row in rows} == {"statements"}
    # However Datasette is asked to write what is in a cell, a file has every row.
    head, *rows = lines(served.get("archive/versions.excel.csv?_json=record"))
    assert len(rows) > 4 and all(row[head.index("record")].startswith("{") for row in rows)
    assert "content-disposition" not in served.get(path).headers
    asked = served.get(f"{path}&_dl=1").headers["content-disposition"]
    assert asked == 'attachment; filename="search_everything.csv"'


def test_every_word_of_tables_and_queries_is_there_in_french() -> None:
    french = phrases("fr")
    wanted = {words.table_about(model.table) for model in TABLES}
    wanted |= {model.title_of_table for model in TABLES}
    wanted |= {
        about for model in TABLES for about in ARCHIVE["tables"][model.table]["columns"].values()
    }
    wanted |= {tables.heading(column) for model in TABLES for column in model.columns()}
    for query in ARCHIVE["queries"].values():
        wanted |= {query["title"], query["description"]}
        named = re.findall(r"(?<!:):(\w+)|\bas (\w+)(?:,?\n)", query["sql"])
        wanted |= {tables.heading(one or other) for one, other in named}
    wanted |= {
        words.field_name(table, name)
        for table in words.VERSIONED
        for name in words._MODELS[table].model_fields
    }
    assert not sorted(wanted - set(french) - {"Work", "Own"})


def test_a_document_is_opened_from_its_table_by_its_caption_or_its_file(things: Served) -> None:
    with closing(sqlite3.connect(things.db)) as db, db:
        (caption,) = db.execute(
            "SELECT caption FROM documents WHERE id LIKE '%guide.pdf'"
        ).fetchone()
        for shown in (caption, None):
            db.execute("UPDATE documents SET caption = ? WHERE id LIKE '%guide.pdf'", (shown,))
            db.commit()
            link = f'~2Fguide~2Epdf"><bdi>{shown or "guide.pdf"}</bdi></a>'
            assert link in things.get("archive/documents").text
        db.execute("UPDATE documents SET caption = ? WHERE id LIKE '%guide.pdf'", (caption,))


@pytest.mark.parametrize(
    ("query", "asked"),
    [("where_members_are_named", {"member": ["lda", "LDA", "Lanterne des Ateliers"]}),
     ("statements_by_year", {"language": ["fr", "FR", "French"]})],
)  # fmt: skip
def test_a_query_understands_what_a_reader_writes(
    served: Served, query: str, asked: dict[str, list[str]]
) -> None:
    ((name, words),) = asked.items()
    answers = [
        served.rows(f"archive/{query}.json?{urlencode({name: word, '_shape': 'array'})}")
        for word in words
    ]
    assert answers[0] and answers[0] == answers[1] == answers[2]


def test_the_columns_shown_of_a_table_are_columns_of_it() -> None:
    for model in TABLES:
        shown = ARCHIVE["tables"][model.table]["shown"]
        assert shown and set(shown) <= set(model.columns()), model.table
