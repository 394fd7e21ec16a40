"""The published archive, as a reader meets it: the real Datasette, started by our own command."""

from __future__ import annotations

import csv
import io
import re
import signal
import sqlite3
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import yaml
from sqlite_utils import Database

from archive.migrations import migrations
from archive.publication import FILE, SHOWN, datasette_yml, metadata
from archive.search import search_query
from records.models import TABLES
from records.site import parse
from tests.publishing.conftest import PAGES, Served, free_port, scrapy, wait_for

HOME = Path(__file__).parents[2]
SITE = parse((HOME / "site.toml").read_text("utf-8"))
TABLE_NAMES = [model.table for model in TABLES]
METADATA = metadata(SITE)["databases"]["archive"]
NASTY = [
    "", '"', '""', "*", "l'esclavage", "l’esclavage", "C&A", "main-d'œuvre", "🙂", "esclav*", "a OR",
    "NEAR(", "title:x", "'; drop table pages --", "%", '"two words', "^a -b +c", "\x00", "x" * 3000,
    "<script>alert(1)</script>",
]  # fmt: skip


def links(html: str, pattern: str) -> set[str]:
    return {
        url
        for href in re.findall(r'href="([^"]+)"', html)
        if re.search(pattern, url := unescape(href))
    }


def test_the_committed_datasette_yml_is_what_is_generated() -> None:
    assert FILE.read_text("utf-8") == datasette_yml(SITE), "run: python -m archive.publication"
    assert yaml.safe_load(FILE.read_text("utf-8")) == metadata(SITE)


def test_every_table_and_column_is_described_and_every_sort_and_facet_is_a_column() -> None:
    assert set(TABLE_NAMES) <= set(METADATA["tables"]), f"{SHOWN} lacks a table"
    for model in TABLES:
        table = METADATA["tables"][model.table]
        assert table["title"] and table["description"]
        assert list(table["columns"]) == model.columns() and all(table["columns"].values())
        named = [
            *(table[name] for name in ("sort", "sort_desc", "label_column") if name in table),
            *(f if isinstance(f, str) else f["array"] for f in table.get("facets", [])),
            *table.get("units", {}),
        ]
        assert set(named) <= set(model.columns()), model.table


def test_every_prepared_query_says_what_it_answers() -> None:
    assert len(METADATA["queries"]) >= 10
    for name, query in METADATA["queries"].items():
        assert query["title"] and query["description"].endswith((".", "?")), name
        assert not set(METADATA["queries"]) & set(METADATA["tables"]), "a table would hide it"


def test_home_and_database_page_show_titles_queries_and_no_internal_table(served: Served) -> None:
    home = served.get("/")
    assert home.status == 200 and SITE.name in unescape(home.text)
    page = served.get("/archive")
    assert page.status == 200
    for query in METADATA["queries"].values():
        assert query["title"] in page.text
    shown = set(re.findall(r'<h3><a href="/archive/([^"?]+)"', page.text))
    assert shown == set(TABLE_NAMES)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_table_opens_with_its_facets_sorts_json_and_rows(served: Served, table: str) -> None:
    page = served.get(f"/archive/{table}")
    assert page.status == 200 and METADATA["tables"][table]["title"] in unescape(page.text)
    assert "Traceback" not in page.text
    paths = links(page.text, rf"^/archive/{table}\?.*(_facet|=)") | links(
        page.text, r"^/archive/.+/.+"
    )
    assert (
        not METADATA["tables"][table].get("facets")
        or "facet-info" in page.text
        or not _count(served, table)
    )
    for column in METADATA["tables"][table]["columns"]:
        paths |= {f"/archive/{table}?_sort={column}", f"/archive/{table}?_sort_desc={column}"}
    paths |= {f"/archive/{table}.json?_shape=objects", f"/archive/{table}.csv?_size=max"}
    for path in sorted(paths):
        assert served.get(path).status == 200, path


def _count(served: Served, table: str) -> int:
    with sqlite3.connect(served.db) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


def test_the_archive_of_these_tests_has_rows_of_every_kind(served: Served) -> None:
    filled = {table for table in TABLE_NAMES if _count(served, table)}
    empty = {"articles", "quarantine", "withheld", "page_documents", "unsure_names", "absences"}
    assert filled >= set(TABLE_NAMES) - empty, set(TABLE_NAMES) - filled


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_streamed_csv_holds_every_row(served: Served, table: str) -> None:
    answer = served.get(f"/archive/{table}.csv?_stream=on")
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert answer.status == 200 and len(rows) - 1 == _count(served, table)


@pytest.mark.parametrize("name", METADATA["queries"])
def test_a_prepared_query_takes_any_parameter(served: Served, name: str) -> None:
    parameters = re.findall(r"(?<!:):(\w+)", METADATA["queries"][name]["sql"])
    for typed in NASTY if parameters else [""]:
        given = urlencode(dict.fromkeys(parameters, typed))
        for path in (f"/archive/{name}?{given}", f"/archive/{name}.json?{given}"):
            assert served.get(path).status == 200, path
    assert served.get(f"/archive/{name}").status == 200
    assert served.get(f"/archive/{name}.csv").status == 200


@pytest.mark.parametrize("typed", NASTY)
def test_the_search_field_of_a_table_takes_any_input(served: Served, typed: str) -> None:
    assert served.get(f"/archive/entries?{urlencode({'_search': typed})}").status == 200


def found(served: Served, typed: str, **more: str) -> list[str]:
    given = urlencode({"q": typed, "kind": "", "language": "", "_shape": "array", **more})
    rows = served.rows(f"/archive/search_everything.json?{given}")
    return [str(row["title"]) for row in rows]


def test_search_finds_words_behind_articles_ligatures_accents_and_beginnings(
    served: Served,
) -> None:
    title = PAGES["article-12.txt"].splitlines()[2]
    for typed in ("l'esclavage", "esclavage", "d’esclavage", "œuvre", "OEUVRE", "main-d'oeuvre", "C&A",
                  "communique", "esclav*", '"main-d’œuvre cachée"', "disparu chaînes"):  # fmt: skip
        assert title in found(served, typed), typed
    for typed in ("", '"', "🙂", "*", '"cachée main-d’œuvre"', "esclav"):
        assert title not in found(served, typed), typed
    assert found(served, "esclavage", kind="reports") == []


def test_search_puts_the_better_match_first_and_shows_the_passage(served: Served) -> None:
    rows = served.rows(
        "/archive/search_everything.json?q=lanterne+ateliers&kind=&language=&_shape=array"
    )
    assert rows[0]["kind"] in ("members", "profiles") and len(rows) > 2
    assert any("[Lanterne]" in str(row["passage"]) for row in rows)


def test_the_way_from_a_result_leads_to_its_row_and_to_its_proof(served: Served) -> None:
    rows = served.rows(
        "/archive/search_everything.json?q=chaînes&kind=&language=&_shape=array".replace(
            "î", quote("î")
        )
    )
    page = served.get(str(rows[0]["see"]))
    assert page.status == 200
    html = served.get("/archive/search_everything?q=disparu&kind=&language=").text
    assert f'<a href="{rows[0]["see"]}">statements</a>' in html
    proofs = served.rows("/archive/provenance.json?record=spip/article/12&_shape=array")
    assert proofs[0]["warc_file"] and proofs[0]["warc_offset"] and proofs[0]["crawl"]
    assert served.get(str(proofs[0]["see"])).status == 200


def test_what_a_page_says_is_never_markup_here(served: Served) -> None:
    for path in ("/archive/statements", "/archive/statements/spip~2Farticle~2F12", "/archive/entries",
                 "/archive/search_everything?q=alert&kind=&language=", "/archive/versions"):  # fmt: skip
        page = served.get(path)
        assert page.status == 200 and "<script>alert" not in page.text, path


@pytest.mark.parametrize(
    "path",
    ["/", "/archive", "/archive/statements", "/archive/statements.json", "/archive/entries.csv",
     "/archive/no_such_table", "/-/static/app.css", "/archive?sql=select+1", "/archive?sql=selec",
     "/archive/search_everything?q=a", "/archive/statements?lang=fr"],
)  # fmt: skip
def test_every_answer_has_the_security_headers(served: Served, path: str) -> None:
    headers = served.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert not re.search(r"https?:|\*", policy)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/archive",
        "/archive/statements",
        "/archive/search_everything?q=a",
        "/archive?sql=select+1",
    ],
)
def test_no_page_loads_anything_from_outside(served: Served, path: str) -> None:
    html = served.get(path).text
    loaded = re.findall(r"<(?:script|img|iframe|source|video|audio)[^>]+src=\"([^\"]+)\"", html)
    loaded += re.findall(
        r"<link[^>]+rel=\"(?:stylesheet|icon|preload)\"[^>]+href=\"([^\"]+)\"", html
    )
    assert loaded and all(re.match(r"/[^/]", url) for url in loaded), loaded


def test_a_row_that_another_process_writes_shows_at_once(served: Served) -> None:
    assert "a-late-address" not in served.get("/archive/addresses").text
    sql = (
        "INSERT INTO addresses SELECT 'https://a-late-address.example/', id, 200, '2099-01-01T00:00:00Z' "
        "FROM pages LIMIT 1"
    )
    write = (
        f"import sqlite3; c = sqlite3.connect({str(served.db)!r}); c.execute({sql!r}); c.commit()"
    )
    subprocess.run([sys.executable, "-c", write], check=True)
    answer = served.get("/archive/addresses")
    assert "a-late-address" in answer.text
    assert (
        "max-age" not in answer.headers.get("cache-control", "")
        or "max-age=0" in answer.headers["cache-control"]
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_a_bad_port_is_refused_by_name(archive: Path, port: str) -> None:
    process = scrapy(archive, "serve", f"--port={port}")
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2 and "--port" in said and "Traceback" not in said


def test_a_port_that_is_taken_is_refused_by_name(archive: Path, served: Served) -> None:
    port = served.base.rsplit(":", 1)[1].strip("/")
    process = scrapy(archive, "serve", "--port", port)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2 and f"--port {port}" in said


def test_without_an_archive_nothing_is_served(tmp_path: Path) -> None:
    process = scrapy(tmp_path, "serve", "--port", str(free_port()))
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2 and "there is no archive" in said
    (tmp_path / "live.db").write_text("not a database")
    process = scrapy(tmp_path, "serve", "--port", str(free_port()))
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2 and "is no archive" in said


def test_an_archive_of_an_earlier_version_is_not_served_before_it_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    db = Database(tmp_path / "live.db")
    migrations.apply(db, stop_before="m010_absences")
    db.close()
    process = scrapy(tmp_path, "serve", "--port", str(free_port()))
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2 and "an earlier version of this program" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(archive: Path, number: signal.Signals) -> None:
    port = free_port()
    process = scrapy(archive, "serve", "--port", str(port))
    wait_for(f"http://127.0.0.1:{port}/", process)
    process.send_signal(number)
    said = process.communicate(timeout=20)[0]
    assert process.returncode == 0 and "Traceback" not in said


@pytest.mark.parametrize(
    "typed", [*NASTY, "NOT", "x" * 100_000, "mot " * 5000, "(", "a\tb\nc", "ﬁ ǽ"]
)
def test_whatever_is_typed_is_a_valid_query(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(title, text)")
    connection.execute("INSERT INTO search VALUES ('esclavage', 'C A two words')")
    connection.execute(
        "SELECT * FROM search WHERE search MATCH ?", (search_query(typed),)
    ).fetchall()
