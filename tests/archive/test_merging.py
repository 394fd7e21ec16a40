"""What was kept under an alias goes over to its number, in whatever order the captures are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.merging import IDENTITIES, merge_page
from archive.run import Run, begin
from records.finding import find
from records.models import TABLES, Capture
from records.reading import Attachment, Block, Reading, Teaser
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


def cancels(page_id: str) -> Reading:
    title = "Annulée : la réunion du 14 mai 2018"
    return Reading(page_id, "drupal", "https://contrelatraite.org/annulation", title, "fr")


def announces(page_id: str) -> Reading:
    title = "Réunion du 14 mai 2018"
    return Reading(page_id, "drupal", "https://contrelatraite.org/reunion", title, "fr")


def night(folder: Path, *readings: Reading, aliases: tuple[str, ...] = ()) -> Run:
    run = begin(folder / "archive.db", folder / "captures", SITE, "captures", {}, {})
    for reading in readings:
        capture = Capture(
            id=f"{reading.page_id}@{run.crawl.id}", url=reading.url,
            captured_at=run.crawl.started_at, digest="x", bytes=1, file="x", offset=0,
            crawl_id=run.crawl.id,
        )  # fmt: skip
        found = find(reading, SITE, capture)
        found.aliases = list(aliases) if reading.title.startswith("Annulée") else []
        run.take(found)
    run.finish("finished")
    return run


def test_a_page_that_calls_a_day_off_under_its_alias_does_so_under_its_number(
    tmp_path: Path,
) -> None:
    first = night(tmp_path, announces("drupal/node/8"), cancels("drupal/path/annulation"))
    sql = "SELECT meeting_id, cancelled_by FROM meeting_dates WHERE cancelled_by IS NOT NULL"
    assert first.db.execute(sql).fetchall() == [
        ("drupal/node/8", "drupal/path/annulation/2018-05-14")
    ]
    first.db.close()
    second = night(tmp_path, cancels("drupal/node/9"), aliases=("drupal/path/annulation",))
    assert second.db.execute(sql).fetchall() == [("drupal/node/8", "drupal/node/9/2018-05-14")]
    assert second.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_foreign_key_to_a_page_and_to_what_is_numbered_under_it_is_renamed(run: Run) -> None:
    numbered = {table for table, column in IDENTITIES if column == "id"}
    assert {"pages", "meetings", "meeting_dates", "agenda_items", "documents"} <= numbered
    for model in TABLES:
        for key in run.db[model.table].foreign_keys:
            assert key.other_table not in numbered or (key.table, key.column) in IDENTITIES, key


def test_a_file_without_an_address_keeps_its_versions_under_the_number(run: Run) -> None:
    url = "https://contrelatraite.org/appel"
    for page_id, year in (("drupal/path/appel", 2020), ("drupal/node/5", 2024)):
        capture = Capture(
            id=page_id, url=url, captured_at=f"{year}-05-01T10:00:00Z", digest="x", bytes=1,
            file="x", offset=0, crawl_id=run.crawl.id,
        )  # fmt: skip
        file = Attachment(None, "PDF", "Le rapport", "9 ko")
        found = find(
            Reading(page_id, "drupal", url, "Appel", "fr", attachments=(file,)), SITE, capture
        )
        found.aliases = ["drupal/path/appel"] if page_id == "drupal/node/5" else []
        run.take(found)
    of = "SELECT record_id, number FROM versions WHERE record_table = 'documents'"
    (kept,) = run.db.execute("SELECT id FROM documents").fetchall()
    assert run.db.execute(of).fetchall() == [(kept[0], 1)]
    assert kept[0].startswith("drupal/node/5/document/")


def test_a_lead_waiting_for_the_end_stands_on_the_page_by_the_number_it_has_by_then(
    run: Run,
) -> None:
    url = "https://contrelatraite.org/appel"
    teaser = Teaser("Communiqué du 10 mai 2016", None, "Communiqués", None)
    for page_id, aliases in (("drupal/path/appel", []), ("drupal/node/5", ["drupal/path/appel"])):
        capture = Capture(
            id=page_id, url=url, captured_at=f"202{len(aliases)}-05-01T10:00:00Z", digest="x", bytes=1,
            file="x", offset=0, crawl_id=run.crawl.id,
        )  # fmt: skip
        found = find(
            Reading(page_id, "drupal", url, "Appel", "fr", teasers=(teaser,)), SITE, capture
        )
        found.aliases = aliases
        run.take(found)
    run.finish("finished")
    assert run.error is None
    assert run.db.execute("SELECT page_id FROM statements").fetchall() == [("drupal/node/5",)]
    assert run.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_versions_and_children_of_what_went_over_bear_its_new_number(run: Run) -> None:
    title, at = "Réunion du 14 mai 2018", "2018-05-01T10:00:00Z"
    reading = Reading(
        "drupal/path/reunion", "drupal", "https://contrelatraite.org/reunion", title, "fr"
    )
    capture = Capture(
        id="c", url=reading.url, captured_at=at, status=200, mime=None, digest="x", bytes=1, file="x", offset=0,
        crawl_id=run.crawl.id,
    )  # fmt: skip
    run.take(find(reading, SITE, capture))
    with run.db.atomic():
        assert merge_page(run.db, "drupal/path/reunion", "drupal/node/7", SITE.languages)
    assert run.db.execute("SELECT id, meeting_id FROM meeting_dates").fetchall() == [
        ("drupal/node/7/2018-05-14", "drupal/node/7")
    ]
    ((record,),) = run.db.execute("SELECT record FROM versions").fetchall()
    assert "drupal/node/7/2018-05-14" in record and "drupal/path" not in record


def test_a_member_whose_two_pages_are_one_stays_with_the_word_of_the_later(run: Run) -> None:
    for page_id, year, text in (
        ("drupal/path/rex", 2020, "Le REX fut fondé en 1994."),
        ("drupal/node/7", 2024, "Le REX accueille depuis 1994."),
    ):
        reading = Reading(
            page_id, "drupal", "https://contrelatraite.org/rex", "Réseau d’Exemple (REX)", "fr",
            trail=("Accueil", "Nos membres", "Réseau d’Exemple (REX)"), blocks=(Block("paragraph", text),),
        )  # fmt: skip
        capture = Capture(
            id=f"c{year}", url=reading.url, captured_at=f"{year}-05-01T10:00:00Z", status=200, mime=None, digest="x",
            bytes=1, file="x", offset=0, crawl_id=run.crawl.id,
        )  # fmt: skip
        run.take(find(reading, SITE, capture))
    with run.db.atomic():
        assert merge_page(run.db, "drupal/path/rex", "drupal/node/7", SITE.languages)
    members = "SELECT id, first_profile_id, last_profile_id, capture_id FROM members"
    assert run.db.execute(members).fetchall() == [
        ("rex", "drupal/node/7", "drupal/node/7", "c2024")
    ]
    assert run.db.execute("SELECT id FROM profiles").fetchall() == [("drupal/node/7",)]
    assert run.db.execute("PRAGMA foreign_key_check").fetchall() == []
