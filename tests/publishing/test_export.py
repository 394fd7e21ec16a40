"""The archive as files: what `scrapy export` writes, and what it refuses."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import system, validate

from archive import table_files
from archive.database import open_to_read
from archive.export import EXPORTED, export
from archive.table_files import spreadsheet_safe
from records.errors import ConfigurationError
from records.models import TABLES
from tests.archive.conftest import SITE

HOME = Path(__file__).parents[2]
PAGES = {
    "article-21.txt": """Home > The Collective > Our Members > Les Veilleuses du Canal (LVC)

Les Veilleuses du Canal (LVC)

Tuesday 4 February 2014

Founded in 1988, Les Veilleuses du Canal walk the quays at night; they say "come in", and wait.

=1+1 is what a neighbour wrote on their door.

Website: Les Veilleuses du Canal

PDF - 31 kb
Quays, 2012
""",
    "article-22.txt": """Accueil > Communiqués > Communiqué du 2 mai 2015 : l’œuvre des chaînes

Communiqué du 2 mai 2015 : l’œuvre des chaînes

Samedi 2 mai 2015

Première ligne, avec une virgule ; et un point-virgule.

Les Veilleuses du Canal (LVC) signent.
""",
    "article-23.txt": """Home > Meetings > Next meeting of the Collective

Next meeting of the Collective: Tuesday 12 May 2015

Monday 4 May 2015

The Collective meets on Tuesday 12 May 2015 at 10 am in Lyon.
""",
    "article-24.txt": """Home > News > + three =evenings

+ three =evenings

Monday 11 May 2015

=HYPERLINK("http://nowhere.example/";"a poem read aloud")
""",
}


@dataclass(frozen=True)
class Ended:
    code: int
    said: str


def scrapy(folder: Path, *arguments: str) -> Ended:
    own = {"ARCHIVE_DB": f"{folder}/archive.db", "CAPTURES_DIR": f"{folder}/captures"}
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=HOME,
        env={**os.environ, **own, "WITHHELD_FILE": f"{folder}/withheld.toml"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout + ended.stderr)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive read from the pages above."""
    folder = tmp_path_factory.mktemp("exported")
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    crawl = scrapy(folder, "crawl", "captures", "-a", f"path={pages}")
    assert crawl.code == 0, crawl.said
    return folder


@pytest.fixture(scope="session")
def exported(archive: Path) -> Path:
    folder = archive / "csv"
    ended = scrapy(archive, "export", str(folder))
    assert ended.code == 0, ended.said
    return folder


def rows_of(archive: Path, table: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(archive / "archive.db")
    connection.row_factory = sqlite3.Row
    model = next(model for model in TABLES if model.table == table)
    order = ", ".join(model.key)
    rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]
    connection.close()
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_table_but_the_search_index_is_a_file(exported: Path) -> None:
    tables = {model.table for model in TABLES} - {"entries"}
    assert set(contents(exported)) == {f"{table}.csv" for table in tables} | {
        "datapackage.json",
        "README.md",
        "DATA-DICTIONARY.md",
        "CITATION.cff",
        "SHA256SUMS",
    }


@pytest.mark.parametrize("table", [model.table for model in EXPORTED])
def test_a_csv_file_says_what_the_table_says(archive: Path, exported: Path, table: str) -> None:
    raw = (exported / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    with (exported / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        read = list(csv.DictReader(stream))
    wanted = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in rows_of(archive, table)
    ]
    assert read == wanted


def test_the_data_package_is_valid_for_frictionless(exported: Path) -> None:
    with system.use_context(trusted=True):
        report = validate(str(exported / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == len(EXPORTED)


def test_the_validator_notices_a_file_that_was_changed(exported: Path, tmp_path: Path) -> None:
    for name, content in contents(exported).items():
        (tmp_path / name).write_bytes(content.replace(b"announced", b"postponed"))
    with system.use_context(trusted=True):
        assert not validate(str(tmp_path / "datapackage.json")).valid


def test_the_data_package_says_types_keys_licence_source_sizes_and_hashes(
    archive: Path, exported: Path
) -> None:
    package = json.loads((exported / "datapackage.json").read_text("utf-8"))
    crawl = rows_of(archive, "crawls")[-1]
    assert package["created"] == crawl["finished_at"]
    assert package["licenses"][0]["name"] and package["sources"][0]["path"]
    by_name = {resource["name"]: resource for resource in package["resources"]}
    for resource in by_name.values():
        raw = (exported / resource["path"]).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert all(field["description"] for field in resource["schema"]["fields"])
    schema = by_name["meeting_dates"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["id"] and fields["position"]["type"] == "integer"
    assert fields["status"]["constraints"]["enum"] == ["announced", "cancelled"]
    reference = {"resource": "meetings", "fields": ["id"]}
    assert {"fields": ["meeting_id"], "reference": reference} in schema["foreignKeys"]
    own = {"resource": "", "fields": ["id"]}
    keys = by_name["pages"]["schema"]["foreignKeys"]
    assert {"fields": ["translation_of"], "reference": own} in keys


def test_the_same_archive_gives_the_same_bytes(archive: Path, exported: Path) -> None:
    again = archive / "again"
    assert scrapy(archive, "export", str(again)).code == 0
    assert contents(again) == contents(exported)


def test_json_lines_keep_types_and_unknown_values(archive: Path) -> None:
    folder = archive / "jsonl"
    ended = scrapy(archive, "export", str(folder), "--format", "jsonl")
    assert ended.code == 0, ended.said
    for model in EXPORTED:
        lines = (folder / f"{model.table}.jsonl").read_text("utf-8").split("\n")
        assert lines.pop() == ""
        assert [json.loads(line) for line in lines] == rows_of(archive, model.table)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {resource["format"] for resource in package["resources"]} == {"jsonl"}


@pytest.fixture(scope="session")
def excel(archive: Path) -> Path:
    folder = archive / "excel"
    assert scrapy(archive, "export", str(folder), "--format", "excel").code == 0
    return folder


def test_no_cell_for_a_spreadsheet_is_run_and_nothing_else_is_changed(
    archive: Path, excel: Path
) -> None:
    changed = []
    for model in EXPORTED:
        raw = (excel / f"{model.table}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
        with (excel / f"{model.table}.csv").open(encoding="utf-8-sig", newline="") as stream:
            read = list(csv.DictReader(stream))
        for row, wanted in zip(read, rows_of(archive, model.table), strict=True):
            for name, value in wanted.items():
                said = "" if value is None else str(value)
                if row[name] != said:
                    changed.append((row[name], said))
    assert changed and all(now == f"'{was}" for now, was in changed)
    assert all(was.startswith(("=", "+", "-", "@", "\t", "\r")) for _, was in changed)
    assert "apostrophe" in (excel / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("value", "safe"),
    [("=1+1", "'=1+1"), ("+33", "'+33"), ("- item", "'- item"), ("@x", "'@x"), ("\tx", "'\tx"),
     ("\rx", "'\rx"), ("\n=1", "'\n=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), (-5, -5), (-0.5, -0.5), (None, None), (" =1", " =1")],
)  # fmt: skip
def test_only_a_text_that_would_be_run_gets_an_apostrophe(value: object, safe: object) -> None:
    assert spreadsheet_safe(value) == safe


def test_the_package_for_spreadsheets_is_valid_too(excel: Path) -> None:
    with system.use_context(trusted=True):
        report = validate(str(excel / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_parquet_says_what_the_tables_say_with_the_types_of_the_models(archive: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folders = archive / "parquet", archive / "parquet-again"
    for folder in folders:
        made = table_files.form_named("parquet")
        export(open_to_read(archive / "archive.db"), folder, SITE, made)
    assert contents(folders[0]) == contents(folders[1])
    for model in EXPORTED:
        table = parquet.read_table(folders[0] / f"{model.table}.parquet")
        assert table.to_pylist() == rows_of(archive, model.table)
        assert table.schema.names == model.columns()
    schema = parquet.read_schema(folders[0] / "meeting_dates.parquet")
    assert str(schema.field("position").type) == "int64" and not schema.field("position").nullable
    assert str(schema.field("date").type) == "string" and schema.field("date").nullable
    assert schema.field("date").metadata[b"description"]


def test_parquet_without_pyarrow_says_what_to_install(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"requirements-parquet\.txt"):
        table_files.form_named("parquet")


def test_every_file_has_its_checksum(exported: Path, excel: Path) -> None:
    for folder in (exported, excel):
        lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        sums = dict(reversed(line.split("  ")) for line in lines)
        assert sums == {
            name: hashlib.sha256(content).hexdigest()
            for name, content in contents(folder).items()
            if name != "SHA256SUMS"
        }


def test_the_dictionary_describes_every_column_of_every_table(exported: Path) -> None:
    text = (exported / "DATA-DICTIONARY.md").read_text("utf-8")
    for model in EXPORTED:
        part = text.partition(f"## {model.table}\n")[2].partition("\n## ")[0]
        lines = [line for line in part.splitlines() if line.startswith("| `")]
        assert [line.split("`")[1] for line in lines] == model.columns()
        assert all(line.count("|") == 6 for line in lines), model.table


def test_the_citation_is_dated_by_the_last_run_that_ended_well(
    archive: Path, exported: Path
) -> None:
    said = yaml.safe_load((exported / "CITATION.cff").read_text("utf-8"))
    day = str(rows_of(archive, "crawls")[-1]["finished_at"])[:10]
    assert said["cff-version"] == "1.2.0" and said["type"] == "dataset"
    assert said["date-released"] == said["version"] == day
    assert said["title"] and said["message"] and all(author["name"] for author in said["authors"])
    assert "url" not in said
    folder = archive / "at-an-address"
    address = "https://archive.example.org/"
    export(open_to_read(archive / "archive.db"), folder, SITE, table_files.FORMS["csv"], address)
    said = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert said["url"] == "https://archive.example.org/"


def test_the_last_line_says_how_much_was_written_where(archive: Path) -> None:
    rows = sum(len(rows_of(archive, model.table)) for model in EXPORTED)
    said = scrapy(archive, "export", str(archive / "said")).said.strip().splitlines()[-1]
    assert said == f"{len(EXPORTED)} tables, {rows} rows written to {archive / 'said'}"


def test_an_earlier_export_is_replaced_as_a_whole(archive: Path) -> None:
    folder = archive / "replaced"
    assert scrapy(archive, "export", str(folder), "--format", "jsonl").code == 0
    assert scrapy(archive, "export", str(folder)).code == 0
    assert not list(folder.glob("*.jsonl")) and list(folder.glob("*.csv"))
    assert not list(archive.glob(".replaced*"))


def test_a_folder_with_anything_else_is_refused_and_left_as_it_is(archive: Path) -> None:
    folder = archive / "mixed"
    assert scrapy(archive, "export", str(folder)).code == 0
    (folder / "notes.txt").write_text("mine")
    before = contents(folder)
    ended = scrapy(archive, "export", str(folder))
    assert ended.code == 2 and "notes.txt" in ended.said
    assert contents(folder) == before
    other = archive / "other"
    other.mkdir()
    (other / "README.md").write_text("mine")
    assert scrapy(archive, "export", str(other)).code == 2
    assert contents(other) == {"README.md": b"mine"}


def test_an_empty_folder_is_filled(archive: Path) -> None:
    (archive / "empty").mkdir()
    assert scrapy(archive, "export", str(archive / "empty")).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "folder"),
        (("one", "two"), "folder"),
        (("{}/x", "--format", "xlsx"), "csv, excel, jsonl or parquet"),
        (("{}/no/such/x",), "does not exist"),
        (("{}/archive.db",), "is a file"),
        (("{}",), "no export"),
    ],
)
def test_wrong_usage_is_refused(archive: Path, arguments: tuple[str, ...], word: str) -> None:
    ended = scrapy(archive, "export", *(argument.format(archive) for argument in arguments))
    assert ended.code == 2 and word in ended.said and "Traceback" not in ended.said
    assert not (archive / "x").exists()


def test_without_an_archive_nothing_is_exported(tmp_path: Path) -> None:
    ended = scrapy(tmp_path, "export", str(tmp_path / "x"))
    assert ended.code == 2 and "there is no archive" in ended.said
    (tmp_path / "archive.db").write_text("no database, and longer than a hundred bytes\n" * 9)
    ended = scrapy(tmp_path, "export", str(tmp_path / "x"))
    assert ended.code == 1 and "cannot be read" in ended.said and "Traceback" not in ended.said
    assert {path.name for path in tmp_path.iterdir()} == {"archive.db"}


def test_an_archive_without_rows_fails(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    scrapy(tmp_path, "crawl", "captures", "-a", f"path={tmp_path / 'pages'}")
    ended = scrapy(tmp_path, "export", str(tmp_path / "x"))
    assert ended.code == 1 and "nothing to export" in ended.said
    assert not (tmp_path / "x").exists()


def test_a_failed_export_leaves_the_earlier_one(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes((archive / "archive.db").read_bytes())
    assert scrapy(tmp_path, "export", str(tmp_path / "x")).code == 0
    before = contents(tmp_path / "x")
    connection = sqlite3.connect(tmp_path / "archive.db")
    connection.executescript("PRAGMA foreign_keys = OFF; DROP TABLE quarantine")
    connection.close()
    ended = scrapy(tmp_path, "export", str(tmp_path / "x"))
    assert ended.code == 1 and "quarantine" in ended.said
    assert contents(tmp_path / "x") == before
    assert not list(tmp_path.glob(".x-*"))
