"""A list of addresses beside saved pages is read as spreadsheets save it; what is no address is refused."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from spiders.saved import Listed, listed, name_of
from tests.archive.conftest import rows
from tests.archive.test_captures import PAGE, URL, read_from

OTHER = "http://contrelatraite.org/réunions"


@pytest.fixture
def saved(folder: Path) -> Path:
    (folder / "saved").mkdir()
    return folder / "saved"


@pytest.mark.parametrize(
    "text",
    [
        "file,url\na.html,{url}\n",
        "file;url\r\na.html;{url}\r\n",
        "file\turl\na.html\t{url}\n",
        "url;file\n{url};a.html\n",
        "File ; URL \n a.html ;\t{url} \n",
        '"file";"url"\n"a.html";"{url}"\n',
        "file;title;url\na.html;Une page, deux;{url}\n",
        "file;url;\na.html;{url};\n;;\n",
        "file,url\n\na.html,{url},,,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_however_it_was_saved(saved: Path, text: str, encoding: str) -> None:
    (saved / "addresses.csv").write_bytes(text.format(url=OTHER).encode(encoding))
    assert listed(saved) == Listed({"a.html": OTHER})


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_whose_accents_are_apart_is_the_same_name(saved: Path, form: str) -> None:
    text = f"file,url\nréunion d’été.html,{URL}\n"
    (saved / "addresses.csv").write_text(normalize("NFC" if form == "NFD" else "NFD", text))  # type: ignore[arg-type]
    path = saved / normalize(form, "réunion d’été.html")  # type: ignore[arg-type]
    assert listed(saved).addresses == {name_of(path): URL}


@pytest.mark.parametrize(
    "said", ["", "contrelatraite.org/a", "/a", "ftp://contrelatraite.org/a", "http://", "http://[x",
             "article 3", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_its_line(saved: Path, said: str) -> None:
    (saved / "addresses.csv").write_text(f"file;url\nb.html;{URL}\na.html;{said}\n")
    found = listed(saved)
    assert found.addresses == {"b.html": URL}
    assert found.refused == {
        "a.html": f"addresses.csv, line 3: {said or 'nothing'} is no web address"
    }


def test_a_page_whose_line_is_refused_is_in_quarantine_and_no_other_address_is_guessed(
    folder: Path, saved: Path
) -> None:
    mark = f"<!-- saved from url=(0042){URL} -->".encode()
    (saved / "a.html").write_bytes(mark + PAGE)
    (saved / "b.html").write_bytes(mark + PAGE)
    (saved / "addresses.csv").write_text("file,url\na.html,page 3\n")
    run = read_from(folder, saved)
    assert rows(run, "SELECT url, reason, detail FROM quarantine") == [
        ("a.html", "unknown-address", "addresses.csv, line 2: page 3 is no web address")
    ]
    assert rows(run, "SELECT DISTINCT url FROM captures") == [(URL,)]


def test_a_list_that_cannot_be_read_costs_itself(folder: Path, saved: Path) -> None:
    (saved / "addresses.csv").write_text('file,url\na.html,"' + "x" * 140_000)
    (saved / "below").mkdir()
    (saved / "below" / "b.html").write_bytes(f"<!-- saved from url=(0042){URL} -->".encode() + PAGE)
    run = read_from(folder, saved)
    assert run.error and run.error.startswith("addresses.csv cannot be read: ")
    assert rows(run, "SELECT DISTINCT url FROM captures") == [(URL,)]


@pytest.mark.parametrize("text", ["", "a.html,http://a.example/\n", "name;address\na;b\n"])
def test_a_list_without_its_columns_is_said(folder: Path, saved: Path, text: str) -> None:
    (saved / "addresses.csv").write_text(text)
    run = read_from(folder, saved)
    assert run.error == "addresses.csv has no columns file and url in its first line"
    assert run.exit_code == 1


def test_a_saved_page_is_of_the_moment_that_its_saver_wrote_into_it(
    folder: Path, saved: Path
) -> None:
    web = f"https://web.archive.org/web/20150312080910/{URL}".replace("=77", "=76")
    (saved / "a.html").write_bytes(f"<!-- saved from url=(0093){web} -->".encode() + PAGE)
    (saved / "b.html").write_bytes(
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Sat May 12 2018 12:00:00"
        " GMT+0200 (CEST)\n-->".encode() + PAGE
    )  # fmt: skip
    run = read_from(folder, saved)
    assert rows(run, "SELECT url, captured_at FROM captures ORDER BY captured_at") == [
        (URL.replace("=77", "=76"), "2015-03-12T08:09:10Z"), (URL, "2018-05-12T10:00:00Z"),
    ]  # fmt: skip
    told = read_from(folder, saved / "b.html", "other.db", captured_at="2019-01-01")
    assert rows(told, "SELECT captured_at FROM captures") == [("2019-01-01T00:00:00Z",)]
