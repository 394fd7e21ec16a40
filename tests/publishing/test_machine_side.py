"""The machine's side of the site: the files to take away, robots.txt, the site map."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree as ET

import pytest
from protego import Protego

from archive import downloads
from public.pages import site_map
from records.errors import ArchiveError
from tests.archive.conftest import SITE
from tests.loops import finished
from tests.publishing.conftest import Served, serving

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FORMS = ("csv", "excel", "jsonl", "parquet", "sqlite")


@pytest.fixture(scope="module")
def offering(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The shared archive as a night leaves it: with its exports beside it, under a base address."""
    folder = tmp_path_factory.mktemp("offering")
    with closing(sqlite3.connect(archive / "live.db")) as source:
        source.execute("VACUUM INTO ?", (str(folder / "archive.db"),))
    downloads.make(folder / "archive.db", folder / "exports", SITE)
    with serving(folder / "archive.db", archive / "captures", "kept/") as served:
        yield served


def test_the_page_offers_every_file_with_its_size_and_checksum(offering: Served) -> None:
    html = offering.get("data").text
    folder = offering.db.parent / "exports"
    sums = dict(
        reversed(line.split()) for line in offering.get("data/SHA256SUMS").text.splitlines()
    )
    assert set(sums) == {f"archive-{form}.zip" for form in FORMS}
    for name, digest in sums.items():
        with urlopen(f"{offering.base}data/{name}", timeout=30) as response:
            body, headers = response.read(), response.headers
        assert body == (folder / name).read_bytes()
        assert hashlib.sha256(body).hexdigest() == digest and digest in html
        assert int(headers["content-length"]) == len(body)
        assert headers["content-disposition"] == f'attachment; filename="{name}"'
        assert f'href="/kept/data/{name}"' in html
    assert offering.get("changes").text.count('href="/kept/data"') == 1


def test_every_table_and_column_is_explained_where_it_is_offered(offering: Served) -> None:
    html = offering.get("data?lang=fr").text
    assert "Données à emporter" in html and "<code>stated_on</code>" in html
    assert 'href="/kept/archive/statements.csv?_dl=1"' in html
    assert "\r\n" in offering.get("archive/statements.csv?_dl=1").text


@pytest.mark.parametrize(
    "name",
    ["exports.json", "nothing.zip", "..%2Farchive.db", "%2E%2E", "~2E~2E~2Farchive~2Edb", ".making", "archive-csv.zip%00"],
)  # fmt: skip
def test_nothing_but_the_files_offered_is_given_away(offering: Served, name: str) -> None:
    assert offering.get(f"data/{name}").status == 404


def test_a_file_that_somebody_has_is_not_sent_again(offering: Served) -> None:
    digest = json.loads((offering.db.parent / "exports/exports.json").read_text())["files"][0]
    request = Request(
        f"{offering.base}data/{digest['name']}",
        headers={"If-None-Match": f'"{digest["sha256"][:32]}"'},
    )
    with pytest.raises(Exception, match="304"):
        urlopen(request, timeout=30)


def test_a_zip_is_the_export_and_the_database_is_whole(offering: Served, tmp_path: Path) -> None:
    folder = offering.db.parent / "exports"
    for form in FORMS:
        with zipfile.ZipFile(folder / f"archive-{form}.zip") as packed:
            assert packed.testzip() is None
            assert {Path(name).parts[0] for name in packed.namelist()} == {
                f"collective-archive-{form}"
            }
            packed.extractall(tmp_path)
    kept = tmp_path / "collective-archive-csv"
    for line in (kept / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((kept / name).read_bytes()).hexdigest() == digest
    with closing(sqlite3.connect(tmp_path / "collective-archive-sqlite/archive.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = "SELECT count(*) FROM search WHERE search MATCH 'esclavage'"
        assert db.execute(found).fetchone() == (1,)


def test_exports_are_the_same_each_time_and_stay_where_new_ones_fail(
    offering: Served, tmp_path: Path
) -> None:
    folder, earlier = tmp_path / "exports", offering.db.parent / "exports"
    # What a kill left is no hindrance, and what is not ours stays.
    (folder / ".making").mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    downloads.make(offering.db, folder, SITE)
    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "mine.txt"
    } == {path.name: path.read_bytes() for path in earlier.iterdir()}
    broken = tmp_path / "broken.db"
    shutil.copy(offering.db, broken)
    with closing(sqlite3.connect(broken)) as db:
        db.executescript("PRAGMA foreign_keys = OFF; DROP TABLE quarantine")
    before = (folder / "archive-csv.zip").read_bytes()
    with pytest.raises(ArchiveError, match="quarantine"):
        downloads.make(broken, folder, SITE)
    assert (folder / "archive-csv.zip").read_bytes() == before
    assert downloads.offered(folder) == downloads.offered(earlier)
    assert downloads.discard(folder) and not downloads.discard(folder)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_robots_are_invited_to_pages_and_spared_the_queries(offering: Served) -> None:
    text = offering.get("robots.txt").text
    rules = Protego.parse(text)
    assert list(rules.sitemaps) == [f"{offering.base}sitemap.xml"]
    for path, allowed in {
        "": True, "archive": True, "archive/statements": True, "archive/statements/spip~2Farticle~2F12": True,
        "changes?part=2": True, "data?lang=fr": True, "data/archive-csv.zip": True, "-/static/app.css": True,
        "archive?sql=select+1": False, "archive/statements?_sort=title": False, "-/versions.json": False,
        "archive/statements?form=x&_facet=issuer": False, "search?q=esclavage": False,
    }.items():  # fmt: skip
        assert rules.can_fetch(f"{offering.base}{path}", "any") == allowed, path


def test_the_site_map_lists_every_thing_with_its_last_change(offering: Served) -> None:
    answer = offering.get("sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    found = {
        one.findtext(f"{NAMESPACE}loc", ""): one.findtext(f"{NAMESPACE}lastmod")
        for one in ET.fromstring(answer.text)
    }
    with closing(sqlite3.connect(offering.db)) as db:
        (number,) = db.execute("SELECT count(*) FROM entries").fetchone()
        (changed,) = db.execute(
            "SELECT p.changed_at FROM members m JOIN pages p ON p.id = m.page_id WHERE m.id = 'lda'"
        ).fetchone()
    assert len(found) == number + len(site_map._OWN)
    assert found[f"{offering.base}archive/members/lda"] == changed
    for address in found:
        assert offering.get(address).status == 200, address


def test_a_site_map_that_is_too_long_is_split_and_loses_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request as Asked

    monkeypatch.setattr(site_map, "A_FILE", 5)
    monkeypatch.setattr(site_map, "_AT_ONCE", 2)
    monkeypatch.setenv("PUBLIC_URL", "https://archive.example.org/")
    source = Datasette([str(served.db)])
    source.add_database(source.get_database("live"), name="archive")

    def listed(path: str, file: int | None = None) -> list[str]:
        request = Asked.fake(path, url_vars={"file": str(file)})
        view = site_map.sitemap_page if file is None else site_map.sitemap_file_page
        sent = io.BytesIO()

        async def send(message: dict[str, bytes]) -> None:
            sent.write(message.get("body", b""))

        async def answered() -> None:
            await (await view(source, request)).asgi_send(send)

        finished(answered())
        return [one.findtext(f"{NAMESPACE}loc", "") for one in ET.fromstring(sent.getvalue())]

    files = listed("/sitemap.xml")
    assert files[0] == "https://archive.example.org/sitemap-1.xml" and len(files) > 2
    parts = [listed(urlsplit(one).path, number) for number, one in enumerate(files, 1)]
    every = [address for part in parts for address in part]
    assert all(len(part) == 5 for part in parts[:-1]) and len(set(every)) == len(every)
    with closing(sqlite3.connect(served.db)) as db:
        assert len(every) == db.execute("SELECT count(*) FROM entries").fetchone()[0] + len(
            site_map._OWN
        )


def test_without_exports_the_page_says_so_and_offers_the_tables(served: Served) -> None:
    html = served.get("/data?lang=en").text
    assert "No files were made here yet" in html and "/archive/members.csv?_dl=1" in html
    assert served.get("/data/archive-csv.zip").status == 404
    assert served.get("/data/SHA256SUMS").status == 404
