"""What changed, a record's history, a capture and the nights, as published under a base address."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.utils import tilde_encode

from archive.run import Run, begin
from archive.warc_writer import Answered
from public.pages import changes, views, words
from records.finding import find
from records.models import Capture
from records.reading import Attachment, Block, Reading
from tests.archive.conftest import SITE
from tests.publishing.conftest import Served, serving

EVIL = "<script>alert(1)</script>"
URL = "http://contrelatraite.org/spip.php?page=article&id_article="
FIRST, SECOND = "2020-05-01T03:00:00Z", "2020-05-02T03:00:00Z"


def reading(number: int | str, title: str, *paragraphs: str, **more: Any) -> Reading:
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    return Reading(
        f"spip/article/{number}", "spip", f"{URL}{quote(str(number))}", title, "fr", ("Home", "News", title),
        blocks=blocks, **more,
    )  # fmt: skip


BEFORE = (
    reading(1, f"Une page {EVIL}", "Rien ici.", f"Trois {EVIL} lettres.", "La fin."),
    reading(2, "Mal lue", "Deux mots colles."),
    reading("été", "L’été", "Il fait chaud."),
    reading(4, "Avec un fichier", "Le fichier suit."),
    reading(7, "Toujours la même", "Rien de neuf."),
)
AFTER = (
    reading(1, f"Une page {EVIL}", "Rien ici.", f"Quatre {EVIL} lettres <b>.", "La fin."),
    reading(2, "Mal lue", "Deux mots collés."),
    reading("été", "L’été", "Il fait frais."),
    reading(4, "Avec un fichier", "Le fichier suit.", attachments=(
        Attachment(f"{URL}file.pdf", "PDF", f"Le fichier {EVIL}", "12 kb", document_id="spip/file.pdf"),
    )),
)  # fmt: skip


def answered(url: str, status: int, at: str, of: str = "") -> Answered:
    """An answer with what may not be published: a cookie, an address of somebody, a body."""
    headers = [("Content-Type", "text/html"), ("X-Evil", EVIL), ("Set-Cookie", "session=abc123")]
    request = [("User-Agent", "Archive (+who@example.org)"), ("Cookie", "session=abc123")]
    return Answered(url, status, headers, f"<p>the body of {of}</p>".encode(), at, request)


def night(folder: Path, at: str, pages: Sequence[Reading]) -> Run:
    """A run as the crawler makes it: each page's answer and the request for it into the WARC file."""
    run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
    for page in pages:
        capture = run.writer.response(answered(page.url, 200, at, page.page_id))
        run.take(find(page, SITE, capture))
    for row in run.db.query(
        "SELECT * FROM captures WHERE url = ? AND crawl_id <> ?", (f"{URL}7", run.crawl.id)
    ):
        held = Capture.model_validate(row)
        run.keep(run.writer.unchanged(answered(f"{URL}7", 304, at), held))
    run.finish("finished")
    end = at.replace("03:00", "03:20")
    changed = "UPDATE crawls SET started_at = ?, finished_at = ?, outcome = 'finished' WHERE id = ?"
    with run.db.atomic():
        run.db.execute(changed, (at, end, run.crawl.id))
    run.db.close()
    return run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, list[str]]]:
    """Two nights; then by hand what takes weeks: a page gone, one back, an unchanged answer, a bad night."""
    folder = tmp_path_factory.mktemp("history")
    runs = [night(folder, FIRST, BEFORE), night(folder, SECOND, AFTER)]
    ids = [run.crawl.id for run in runs]
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        db.execute(
            "UPDATE versions SET cause = 're-read' WHERE record_id = 'spip/article/2' AND number = 2"
        )
        (answer,) = db.execute(
            "SELECT id FROM captures WHERE captured_at = ?", (SECOND,)
        ).fetchone()
        absence = "INSERT INTO absences VALUES (?, ?, ?, 3, 410, ?, ?, ?, ?)"
        early, then = "2020-04-20T03:00:00Z", "2020-05-02T03:10:00Z"
        db.execute(absence, ("spip/article/1", early, then, answer, ids[1], then, None))
        db.execute(absence, ("spip/article/4", early, early, answer, ids[1], None, then))
        db.execute(
            "INSERT INTO crawls (id, spider, arguments, started_at, finished_at, outcome, asked, read,"
            " unchanged, new, changed, gone, quarantined, failed, bytes) VALUES ('bad~night/é', 'collective',"
            " '{}', '2020-05-03T03:00:00Z', '2020-05-03T03:01:00Z', 'failed', 9, 1, 0, 0, 0, 0, 0, 0, 0)"
        )
        check = "INSERT INTO checks VALUES ('bad~night/é', ?, ?, ?, ?, ?, ?)"
        db.execute(check, ("pages met", 1, 0, 1, 100.8, f"fewer {EVIL}"))
        db.execute(check, ("requests", 1, 1, 9, 8, None))
    with serving(folder / "archive.db", folder / "captures", "kept/") as served:
        yield served, ids


def section(html: str, title: str) -> str:
    """What stands under a heading, as text."""
    found = re.search(rf"<h2>{title}.*?(?=<h2>|</main>)", html, re.DOTALL)
    assert found, title
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_a_night_counts_pages_once_and_sets_apart_what_is_only_read_better(
    kept: tuple[Served, list[str]],
) -> None:
    served, ids = kept
    html = served.get(f"changes/{ids[1]}").text
    assert "3 pages changed, 1 counts as gone, 1 came back." in html
    changed = section(html, "Changed")
    assert changed.count("Avec un fichier") == 1 and "Documents: Le fichier" in changed
    assert "Mal lue" not in changed and "Mal lue" in section(html, "Read better")
    assert "answered 410 on 3 days" in section(html, "Now count as gone")
    assert "Avec un fichier" in section(html, "Came back")
    assert "(1 read better)" in served.get("changes").text
    assert "5 pages added" in served.get("changes").text
    assert "Nothing changed" in served.get(f"changes/{tilde_encode('bad~night/é')}").text


def test_the_history_of_a_record_shows_each_version_with_what_it_changed(
    kept: tuple[Served, list[str]],
) -> None:
    served, _ = kept
    html = served.get(f"history/articles/{tilde_encode('spip/article/été')}").text
    assert html.index("Version 2") < html.index("Version 1") and "L’été" in html
    assert "Il fait <del>chaud</del><ins>frais</ins>." in html
    assert "as captured on <time" in html and 'href="/kept/captures/' in html
    assert "Read better" in served.get("history/articles/spip~2Farticle~2F2").text


def test_a_capture_shows_its_headers_without_secrets_and_never_its_body(
    kept: tuple[Served, list[str]],
) -> None:
    served, _ = kept
    row = served.rows("archive/captures.json?status=200&_shape=array&_sort=captured_at")[0]
    html = served.get(f"captures/{row['id']}").text
    for shown in (
        row["digest"],
        row["file"],
        str(row["offset"]),
        "X-Evil",
        "User-Agent",
        "Set-Cookie",
    ):
        assert f">{shown}<" in html, shown
    assert "the body of" not in html and "abc123" not in html and "who@example.org" not in html


def test_an_unchanged_answer_leads_to_the_one_it_repeats_and_shows_its_own_headers(
    kept: tuple[Served, list[str]],
) -> None:
    served, _ = kept
    (row,) = served.rows("archive/captures.json?status=304&_shape=array")
    html = " ".join(served.get(f"captures/{row['id']}").text.split())
    assert f'it is unchanged since <a href="/kept/captures/{row["refers_to"]}">' in html
    assert "HTTP/1.1 304" in html and "X-Evil" in html and "User-Agent" in html
    original = " ".join(served.get(f"captures/{row['refers_to']}").text.split())
    assert "Found unchanged 1 more time, the last on" in original


def test_every_night_is_reported_with_what_was_measured_and_allowed(
    kept: tuple[Served, list[str]],
) -> None:
    served, ids = kept
    bad = served.get(f"nights/{tilde_encode('bad~night/é')}").text
    assert "nightly: failed – pages met: 1, allowed 101 or more; the published archive stays" in bad
    assert "pages met FAILED 1 100.8 pages met: 1, allowed 101 or more ; fewer" in section(
        bad, "Checks"
    )
    french = served.in_french(f"nights/{tilde_encode('bad~night/é')}")
    assert (
        "nuit\u00a0: échouée – pages rencontrées\u00a0: 1, admis 101 ou plus\u00a0; l’archive"
        in french
    )
    assert "<bdi>pages rencontrées\u00a0: 1, admis 101 ou plus</bdi>" in french
    page = served.get("nights").text
    assert 'Last good crawl: <time datetime="2020-05-02T03:20:00Z">' in page
    assert page.index("bad~7Enight") < page.index(ids[1]) < page.index(f'/{ids[0]}"')


def test_what_a_page_or_a_header_says_is_never_markup_and_every_link_keeps_the_base(
    kept: tuple[Served, list[str]],
) -> None:
    served, ids = kept
    row = served.rows("archive/captures.json?status=200&_shape=array")[0]
    for path in (f"changes/{ids[1]}", "history/articles/spip~2Farticle~2F1", f"captures/{row['id']}",
                 f"nights/{tilde_encode('bad~night/é')}", "history/documents/spip~2Ffile~2Epdf"):  # fmt: skip
        answer = served.get(path)
        assert answer.status == 200 and "&lt;script&gt;alert(1)" in answer.text, path
        assert (
            "<script" not in answer.text
            and "default-src 'none'" in answer.headers["content-security-policy"]
        )
        loaded = re.findall(r'(?:src|href)="(/[^"]*)"', answer.text)
        assert loaded and all(link.startswith("/kept/") for link in loaded), path
        assert '<html lang="en">' in answer.text


def test_what_a_page_of_ours_links_to_is_there(kept: tuple[Served, list[str]]) -> None:
    served, ids = kept
    met: set[str] = set()
    for path in ("changes", f"changes/{ids[1]}", "nights", "history/articles/spip~2Farticle~2F4",
                 "archive/articles/spip~2Farticle~2F4", "archive/crawls/" + ids[1]):  # fmt: skip
        met |= set(re.findall(r'href="/(kept/[^"#]*)', unescape(served.get(path).text)))
    assert {link.split("/")[1] for link in met} >= {
        "changes",
        "history",
        "captures",
        "nights",
        "assets",
    }
    for path in ("archive/articles?_sort=title&_size=2&kind=other", "archive/meetings_by_month"):
        assert "kept/kept" not in served.get(path).text, path
    filtered = "archive/articles?_filter_column=language&_filter_op=exact&_filter_value=fr"
    assert served.get(filtered).status == 200
    for link in sorted(met):
        assert served.get(f"/{link}").status == 200, link


@pytest.mark.parametrize(
    "path",
    ["changes/none", "history/articles/none", "history/no_table/spip~2Farticle~2F1", "captures/none",
     "captures/~2E~2E~2Farchive~2Edb", "nights/none"],
)  # fmt: skip
def test_an_id_that_leads_nowhere_is_said_to_be_not_found(
    kept: tuple[Served, list[str]], path: str
) -> None:
    answer = kept[0].get(path)
    assert (
        answer.status == 404 and "Not found" in answer.text and 'href="/kept/nights"' in answer.text
    )


def test_rows_and_tables_of_datasette_lead_to_history_and_capture(
    kept: tuple[Served, list[str]],
) -> None:
    served, _ = kept
    row = served.get("archive/articles/spip~2Farticle~2F4").text
    assert 'href="/kept/history/articles/spip~2Farticle~2F4"' in row
    for page in (row, served.get("archive/articles").text):
        assert re.search(r'href="/kept/captures/[^"]+">2020-05-02 03:00 UTC<', page)
        assert 'href="/kept/changes">What changed' in page
    for part in ("2", "x", "-1", "٣", "9" * 30):
        assert served.get(f"changes?part={quote(part)}").status == 200


def test_without_the_captures_folder_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    capture = Capture(
        id="x",
        url=URL,
        captured_at=FIRST,
        digest="",
        bytes=0,
        file="../../etc/passwd",
        offset=0,
        crawl_id="y",
    )
    for named in ("", str(tmp_path / "nowhere")):
        monkeypatch.setenv("CAPTURES_DIR", named)
        assert "not beside this copy" in str(views._heads(capture))
    monkeypatch.setenv("CAPTURES_DIR", str(tmp_path))
    assert "does not hold" in str(views._heads(capture))


def test_a_long_list_of_changes_is_shown_in_parts_and_each_change_once() -> None:
    page = changes.PageChange("p", "A page", None, None, ())
    pages = [replace(page, page_id=str(n)) for n in range(5)]
    found = changes.RunChanges(changed=pages[:3], added=pages[3:], back=[{"page_id": "b"}])
    parts = [changes.part_of(found, number, 2) for number in (1, 2, 3, 4)]
    assert [more for _, more in parts] == [True, True, False, False]
    assert [one for part, _ in parts for one in (*part.changed, *part.added)] == pages
    assert sum(len(part.back) for part, _ in parts) == 1


def test_no_field_of_a_version_is_without_words() -> None:
    for table in words.VERSIONED:
        model = words._MODELS[table]
        for name in model.model_fields:
            said = words.field_name(table, name)
            assert said[:1].isupper() and len(said) < 70, f"{table}.{name}: {said}"
