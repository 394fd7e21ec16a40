"""What was kept under an alias goes over to its number, in whatever order the captures are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.merging import merge_page
from archive.run import Run, begin
from records.finding import find
from records.models import Capture
from records.reading import Block, Reading
from records.site import Site, parse

SITE: Site = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return begin(tmp_path / "archive.db", tmp_path / "captures", SITE, "captures", {}, {})


def take(run: Run, page_id: str, text: str, year: int, aliases: tuple[str, ...] = ()) -> None:
    url = "https://contrelatraite.org/appel"
    capture = Capture(
        id=f"{page_id}@{year}", url=url, captured_at=f"{year}-05-01T10:00:00Z", status=200, mime=None,
        digest="x", bytes=1, file="x", offset=0, crawl_id=run.crawl.id,
    )  # fmt: skip
    reading = Reading(page_id, "drupal", url, "Appel", "fr", blocks=(Block("paragraph", text),))
    found = find(reading, SITE, capture)
    found.aliases = list(aliases)
    run.take(found)


def kept(run: Run) -> list[tuple[str, str, str]]:
    sql = "SELECT a.id, a.text, substr(p.last_seen_at, 1, 4) FROM articles a JOIN pages p ON p.id = a.id"
    return [(str(one), str(text), str(year)) for one, text, year in run.db.execute(sql).fetchall()]


def versions(run: Run) -> list[tuple[int, str]]:
    sql = "SELECT number, substr(captured_at, 1, 4) FROM versions WHERE record_id = 'drupal/node/5' ORDER BY 1"
    return run.db.execute(sql).fetchall()


def test_an_older_capture_that_tells_the_number_leaves_the_newer_text_in_place(run: Run) -> None:
    take(run, "drupal/path/appel", "Le texte de 2024.", 2024)
    take(run, "drupal/node/5", "Le texte de 2020.", 2020, ("drupal/path/appel",))
    assert kept(run) == [("drupal/node/5", "Le texte de 2024.", "2024")]
    assert versions(run) == [(1, "2020"), (2, "2024")]


def test_a_newer_capture_that_tells_the_number_brings_its_text(run: Run) -> None:
    take(run, "drupal/path/appel", "Le texte de 2020.", 2020)
    take(run, "drupal/node/5", "Le texte de 2024.", 2024, ("drupal/path/appel",))
    assert kept(run) == [("drupal/node/5", "Le texte de 2024.", "2024")]
    assert versions(run) == [(1, "2020"), (2, "2024")]


def test_of_two_pages_already_kept_the_one_seen_last_is_the_current(run: Run) -> None:
    take(run, "drupal/node/5", "Le texte de 2020.", 2020)
    take(run, "drupal/path/appel", "Le texte de 2024.", 2024)
    with run.db.atomic():
        merge_page(run.db, "drupal/path/appel", "drupal/node/5", SITE.languages)
    assert kept(run) == [("drupal/node/5", "Le texte de 2024.", "2024")]
    assert versions(run) == [(1, "2020"), (2, "2024")]
    assert run.db.execute("PRAGMA foreign_key_check").fetchall() == []
