"""Records become rows once, change only when they read otherwise, and are never lost in silence."""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from archive.checks import soundness
from archive.database import open_archive
from archive.run import Run
from archive.warc_bodies import MOST_BYTES
from archive.warc_writer import Answered
from records.errors import ArchiveError, ConfigurationError
from records.finding import FileFound, find
from records.models import TABLES
from records.reading import Attachment, Block, Reading, Teaser, Translation
from tests.archive.conftest import SITE, answers_in, rows, start, take

PROFILE = Reading(
    page_id="spip/article/7",
    layout="spip",
    url="http://contrelatraite.org/spip.php?page=article&id_article=7",
    title="Réseau d’Exemple (REX)",
    language="en",
    trail=("Home", "The Collective", "Our Members", "Réseau d’Exemple (REX)"),
    date_line="Tuesday 19 August 2014",
    blocks=(
        Block("paragraph", "Founded in 1994, the REX welcomes."),
        Block("label", "Website: www.rex.example.org", label="website", value="www.rex.example.org",
              url="http://www.rex.example.org"),
        Block("label", "Contact: Ada Example", label="contact", value="Ada Example"),
    ),
    attachments=(
        Attachment("http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A report", "90 kb", None, "IMG/pdf/a.pdf"),
    ),
)  # fmt: skip
MEETING = Reading(
    page_id="spip/article/8",
    layout="spip",
    url="http://contrelatraite.org/spip.php?page=article&id_article=8",
    title="Next meeting of the Collective: Monday, May 14, 2018",
    language="en",
    trail=("Home", "Meetings", "Next meeting"),
)
REPORT = Reading(
    page_id="spip/article/9",
    layout="spip",
    url="http://contrelatraite.org/spip.php?page=article&id_article=9",
    title="Report of the Collective’s meeting held 14 May, 2018",
    language="en",
    trail=("Home", "Meeting Reports", "Report"),
    blocks=(Block("item", "Welcome", "1. "), Block("item", "Next steps", "2. ")),
)


def test_the_schema_is_that_of_the_models(run: Run) -> None:
    for model in TABLES:
        columns = run.db[model.table].columns
        assert [c.name for c in columns] == model.columns(), model.table
        keys = [c.name for c in sorted(columns, key=lambda c: c.is_pk) if c.is_pk]
        assert tuple(keys) == model.key, model.table
        for column in columns:
            field = model.model_fields[column.name]
            optional = type(None) in get_args(field.annotation)
            assert bool(column.notnull) != optional, f"{model.table}.{column.name}"
            number = not {int, float}.isdisjoint({field.annotation, *get_args(field.annotation)})
            assert (column.type in ("INTEGER", "REAL")) == number, f"{model.table}.{column.name}"
        references = {fk.column: fk.other_table for fk in run.db[model.table].foreign_keys}
        assert references == model.references(), model.table


def test_every_table_is_strict(run: Run) -> None:
    for model in TABLES:
        assert run.db[model.table].strict, model.table


def test_a_page_becomes_a_member_a_profile_and_a_document(run: Run) -> None:
    take(run, PROFILE)
    assert rows(
        run, "SELECT id, name, acronym, founded_year, website_url, contact FROM members"
    ) == [("rex", "Réseau d’Exemple", "REX", 1994, "http://www.rex.example.org", "Ada Example")]
    assert rows(run, "SELECT member_id, published_on, description FROM profiles") == [
        ("rex", "2014-08-19", "Founded in 1994, the REX welcomes.")
    ]
    assert rows(run, "SELECT id, stated_bytes, caption, status FROM documents") == [
        ("IMG/pdf/a.pdf", 92160, "A report", "listed")
    ]


def test_an_unchanged_record_writes_no_row_and_no_version(run: Run) -> None:
    take(run, PROFILE)
    versions = rows(run, "SELECT * FROM versions")
    content = rows(run, "SELECT * FROM profiles"), rows(run, "SELECT * FROM members")
    take(run, PROFILE, "2018-05-13T10:00:00Z")
    assert rows(run, "SELECT * FROM versions") == versions
    assert (rows(run, "SELECT * FROM profiles"), rows(run, "SELECT * FROM members")) == content
    assert run.counts["unchanged"] == 1


def test_a_changed_record_gets_a_version_that_names_what_changed(run: Run) -> None:
    take(run, PROFILE)
    take(run, replace(PROFILE, date_line="20 August 2014"), "2018-05-13T10:00:00Z")
    assert rows(
        run, "SELECT number, changed FROM versions WHERE record_table = 'profiles' ORDER BY number"
    )[1:] == [(2, '["published_on"]')]


def test_an_older_capture_finds_its_place_and_leaves_what_is_shown(run: Run) -> None:
    take(run, replace(PROFILE, date_line="20 August 2014"), "2018-05-13T10:00:00Z")
    take(run, PROFILE, "2015-01-01T00:00:00Z")
    take(run, replace(PROFILE, date_line=None), "2016-01-01T00:00:00Z")
    history = rows(
        run,
        "SELECT number, captured_at, record FROM versions WHERE record_table = 'profiles' ORDER BY number",
    )
    assert [(n, at[:4]) for n, at, _ in history] == [(1, "2015"), (2, "2016"), (3, "2018")]  # type: ignore[index]
    assert [json.loads(str(said))["published_on"] for *_, said in history] == [
        "2014-08-19",
        None,
        "2014-08-20",
    ]
    assert rows(run, "SELECT published_on FROM profiles") == [("2014-08-20",)]
    assert rows(run, "SELECT first_seen_at FROM pages") == [("2015-01-01T00:00:00Z",)]


def test_two_profiles_with_one_acronym_are_one_member_in_either_order(folder: Path) -> None:
    french = replace(
        PROFILE, page_id="spip/article/70", title="REX – Le réseau", language="fr",
        date_line="1er mai 2016", blocks=(Block("paragraph", "Fondé en 1995."),),
    )  # fmt: skip
    made = []
    for number, order in enumerate(((PROFILE, french), (french, PROFILE))):
        place = folder / str(number)
        place.mkdir()
        run = start(place)
        for reading in order:
            take(run, reading)
        made.append(
            rows(run, "SELECT id, name, founded_year, contact, first_profile_id FROM members")
        )
    assert made[0] == made[1] == [("rex", "Le réseau", 1995, "Ada Example", "spip/article/7")]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_several_pages_of_a_night_tell_is_one_version_in_whatever_order_they_are_read(
    folder: Path, order: tuple[int, int]
) -> None:
    french = replace(
        PROFILE, page_id="spip/article/17", language="fr", date_line="mardi 20 mai 2015",
        url=PROFILE.url.replace("=7", "=17"),
    )  # fmt: skip
    renamed = replace(french, blocks=(Block("paragraph", "Fondé en 1995."), *french.blocks[1:]))
    of_member = "SELECT number, changed, record FROM versions WHERE record_table = 'members' ORDER BY number"
    for night, pages in enumerate(((PROFILE, french), (PROFILE, renamed))):
        run = start(folder)
        for number in order:
            take(run, pages[number], f"2018-05-1{night}T10:00:0{number}Z")
    (first, _, record), (second, changed, _) = rows(run, of_member)
    assert (first, second, changed) == (1, 2, '["founded_year"]')
    assert json.loads(str(record))["last_profile_id"] == "spip/article/17"


def test_a_kept_capture_read_better_leaves_the_member_its_older_version(run: Run) -> None:
    found = take(run, PROFILE)
    better = replace(PROFILE, blocks=(Block("paragraph", "Founded in 1984."), *PROFILE.blocks[1:]))
    other = start(run.writer.folder.parent)
    other.take(find(better, SITE, found.capture))
    of_member = (
        "SELECT number, cause, json_extract(record, '$.founded_year') FROM versions"
        " WHERE record_table = 'members' ORDER BY number"
    )
    assert rows(other, of_member) == [(1, "site", 1994), (2, "re-read", 1984)]
    assert rows(other, "SELECT founded_year FROM members") == [(1984,)]


def test_a_version_of_a_night_goes_where_nothing_is_left_of_what_changed(run: Run) -> None:
    take(run, PROFILE)
    before = rows(run, "SELECT * FROM versions WHERE record_table = 'documents'")
    other = start(run.writer.folder.parent)
    (attached,) = PROFILE.attachments
    for caption in ("Another report", attached.caption):
        page = replace(PROFILE, attachments=(replace(attached, caption=caption),))
        take(other, page, "2018-05-13T10:00:00Z")
    assert rows(other, "SELECT * FROM versions WHERE record_table = 'documents'") == before


def test_a_page_that_turns_out_to_be_of_another_kind_moves_to_its_table(run: Run) -> None:
    take(run, PROFILE)
    news = replace(PROFILE, trail=("Home", "News", PROFILE.title))
    take(run, news, "2018-05-13T10:00:00Z")
    run.finish("finished")
    assert rows(run, "SELECT count(*) FROM profiles") == [(0,)]
    assert rows(run, "SELECT count(*) FROM members") == [(0,)]
    assert rows(run, "SELECT id, kind FROM articles") == [("spip/article/7", "news")]
    assert rows(run, "SELECT count(*) FROM versions WHERE record_table = 'profiles'") == [(1,)]
    assert run.exit_code == 0


def test_a_teaser_makes_a_record_until_its_page_is_read(folder: Path) -> None:
    teaser = Teaser("Statement of May 10, 2018: An example", None, None, "spip/article/20")
    run = start(folder)
    take(run, replace(PROFILE, teasers=(teaser,)))
    run.finish("finished")
    assert rows(run, "SELECT id, seen_as, stated_on FROM statements") == [
        ("spip/article/20", "teaser", "2018-05-10")
    ]
    run = start(folder)
    page = replace(
        MEETING, page_id="spip/article/20", title=teaser.title, trail=("Home", "Statements", "x")
    )
    take(run, page, "2018-05-13T10:00:00Z")
    run.finish("finished")
    assert rows(run, "SELECT id, seen_as FROM statements") == [("spip/article/20", "page")]


def test_a_teaser_without_an_address_gives_way_to_the_page_of_its_title_and_date(run: Run) -> None:
    take(run, replace(PROFILE, teasers=(Teaser("Statement of May 10, 2018: An example"),)))
    page = replace(
        MEETING, page_id="spip/article/20", title="Statement of May 10, 2018:  An Example",
        trail=("Home", "Statements", "x"),
    )  # fmt: skip
    take(run, page)
    run.finish("finished")
    assert rows(run, "SELECT id FROM statements") == [("spip/article/20",)]


def test_a_page_read_is_not_overwritten_by_a_later_teaser(folder: Path) -> None:
    run = start(folder)
    take(run, MEETING)
    teaser = Teaser("Next meetings of the Collective", None, None, MEETING.page_id)
    take(run, replace(PROFILE, teasers=(teaser,)), "2019-01-01T00:00:00Z")
    run.finish("finished")
    assert rows(run, "SELECT title, seen_as FROM meetings") == [(MEETING.title, "page")]


def test_a_report_is_tied_to_the_day_that_was_announced(run: Run) -> None:
    take(run, REPORT)
    take(run, MEETING)
    run.finish("finished")
    assert rows(run, "SELECT held_on, meeting_date_id FROM reports") == [
        ("2018-05-14", "spip/article/8/2018-05-14")
    ]
    assert rows(run, "SELECT position, text FROM agenda_items ORDER BY position") == [
        (1, "Welcome"),
        (2, "Next steps"),
    ]


def announcement(number: int, title: str, published: str | None = None) -> Reading:
    return replace(
        MEETING, page_id=f"spip/article/{number}", url=f"{MEETING.url}{number}", title=title,
        date_line=published,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "published", "called_off"),
    [
        ("Cancelled: meeting of 14 May 2018", "Monday 7 May 2018", True),
        ("Cancelled: meeting of 15 May 2018", "Monday 7 May 2018", False),
        ("Meeting of 14 May 2018", "Monday 7 May 2018", False),
        ("Cancelled: meeting of 14 May 2018 at 6pm", "Monday 7 May 2018", False),
        # It was announced anew after that.
        ("Cancelled: meeting of 14 May 2018", "Monday 2 April 2018", False),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_day_is_called_off_by_another_page_that_cancels_it(
    run: Run, other: str, published: str, called_off: bool, first: bool
) -> None:
    pages = [
        announcement(20, "Next meeting: Monday, May 14, 2018, 2pm", "Tuesday 1 May 2018"),
        announcement(21, other, published),
    ]
    for page in pages if first else reversed(pages):
        take(run, page)
    run.finish("finished")
    day = "SELECT status, cancelled_by FROM meeting_dates WHERE page_id = 'spip/article/20'"
    by = "spip/article/21/2018-05-14" if called_off else None
    assert rows(run, day) == [("announced", by)]


def test_a_day_that_is_called_off_no_more_is_on_again(folder: Path) -> None:
    for moment, title, by in (
        ("2018-05-12T10:00:00Z", "Cancelled: meeting of 14 May 2018", "spip/article/21/2018-05-14"),
        ("2018-05-13T10:00:00Z", "Meeting of 14 May 2018", None),
    ):
        run = start(folder)
        for number, words in ((20, "Next meeting: Monday, May 14, 2018"), (21, title)):
            take(run, announcement(number, words), moment)
        run.finish("finished")
        day = "SELECT cancelled_by FROM meeting_dates WHERE page_id = 'spip/article/20'"
        assert rows(run, day) == [(by,)]
        run.db.close()


def test_a_meeting_is_found_by_its_first_day(run: Run) -> None:
    take(run, announcement(20, "Meetings on 14 May and 11 June 2018", "Tuesday 5 December 2017"))
    assert rows(run, "SELECT date FROM entries") == [("2018-05-14",)]


def test_translations_point_to_the_page_in_the_language_of_origin(run: Run) -> None:
    english = replace(PROFILE, translations=(Translation("fr", "spip/article/70"),))
    french = replace(
        PROFILE,
        page_id="spip/article/70",
        language="fr",
        translations=(Translation("en", "spip/article/7"),),
    )
    take(run, english)
    take(run, french)
    run.finish("finished")
    assert rows(run, "SELECT id, translation_of FROM pages ORDER BY id") == [
        ("spip/article/7", "spip/article/70"), ("spip/article/70", None),
    ]  # fmt: skip


def test_a_page_that_names_a_member_mentions_it(run: Run) -> None:
    take(run, PROFILE)
    take(
        run,
        replace(
            REPORT,
            blocks=(Block("paragraph", "The REX and the Réseau d'exemple; a REXONA is none."),),
        ),
    )
    run.finish("finished")
    assert rows(run, "SELECT count FROM mentions WHERE page_id = 'spip/article/9'") == [(2,)]


def test_what_was_found_in_a_file_outlives_the_next_reading_of_its_page(run: Run) -> None:
    finding = take(run, PROFILE)
    found = {
        "status": "kept",
        "bytes": 10,
        "sha256": "x",
        "mime": "application/pdf",
        "pages": 1,
        "text": "t",
        "note": None,
    }
    run.take(FileFound("IMG/pdf/a.pdf", found, finding.capture))
    attachment = replace(PROFILE.attachments[0], caption="A better caption")
    later = take(run, replace(PROFILE, attachments=(attachment,)), "2018-05-13T10:00:00Z")
    assert rows(run, "SELECT caption, status, sha256 FROM documents") == [
        ("A better caption", "kept", "x")
    ]
    run.take(FileFound("IMG/pdf/a.pdf", {"status": "missing", "note": "HTTP 404"}, later.capture))
    run.finish("finished")
    assert rows(run, "SELECT status, sha256, text, note FROM documents") == [
        ("kept", "x", "t", "HTTP 404")
    ]


def test_a_bad_night_changes_nothing_of_a_file_that_was_fetched(run: Run) -> None:
    finding = take(run, PROFILE)
    found = {"status": "kept", "sha256": "x", "note": None}
    run.take(FileFound("IMG/pdf/a.pdf", found, finding.capture))
    before = rows(run, "SELECT * FROM documents"), rows(run, "SELECT * FROM versions")
    run.take(FileFound("IMG/pdf/a.pdf", {"status": "failed", "note": "HTTP 503"}, None))
    run.take(FileFound("IMG/pdf/a.pdf", {"status": "missing", "note": "HTTP 404"}, finding.capture))
    run.counts["failed"] = 1
    run.finish("finished")
    assert rows(run, "SELECT * FROM documents") == before[0]
    assert rows(run, "SELECT * FROM versions WHERE record_table = 'documents'") == [
        row for row in before[1] if row[0] == "documents"
    ]


def test_a_whole_item_is_stored_or_nothing_of_it(run: Run) -> None:
    run.db.conn.execute(
        "CREATE TRIGGER no BEFORE INSERT ON profiles BEGIN SELECT raise(ABORT, 'no'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        take(run, PROFILE)
    for table in ("pages", "captures", "documents", "versions", "entries"):
        assert rows(run, f"SELECT count(*) FROM {table}") == [(0,)], table


def test_the_archive_is_found_sound_and_a_broken_index_is_not(run: Run, folder: Path) -> None:
    take(run, PROFILE)
    run.finish("finished")
    assert all(result.passed for result in soundness(run.db, folder / "captures"))
    with run.db.atomic():
        run.db.execute("DELETE FROM entries WHERE kind = 'profiles'")
    failed = [result.name for result in soundness(run.db, folder / "captures") if not result.passed]
    assert failed == ["search index"]


def test_a_lost_capture_file_is_noticed(run: Run, folder: Path) -> None:
    take(run, PROFILE)
    run.finish("finished")
    run.writer.path.unlink()
    failed = [result.name for result in soundness(run.db, folder / "captures") if not result.passed]
    assert failed == ["captures"]


def test_a_row_that_leads_nowhere_is_noticed(run: Run, folder: Path) -> None:
    take(run, PROFILE)
    with run.db.atomic():
        run.db.execute("DELETE FROM versions WHERE record_table = 'profiles'")
    run.finish("finished")
    assert [result.name for result in run.results if not result.passed] == ["provenance"]
    assert run.exit_code == 1


def test_a_run_that_read_nothing_is_no_success(run: Run) -> None:
    run.finish("finished")
    assert run.exit_code == 1


def test_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        open_archive(folder / "no" / "archive.db")


def test_a_file_that_is_no_database_is_refused_and_left_alone(folder: Path) -> None:
    path = folder / "archive.db"
    path.write_bytes(b"not a database, but somebody's file" * 50)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        open_archive(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_capture_packed_to_be_unpacked_without_end_is_read_no_further_than_a_file_goes(
    run: Run,
) -> None:
    bomb = gzip.compress(b"\0" * (MOST_BYTES + 5_000_000), 1)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    url = "https://contrelatraite.org/spip.php?article1"
    run.writer.response(Answered(url, 200, headers, bomb, "2026-01-01T00:00:00Z"))
    run.writer.response(Answered(url, 200, [], b"<html>after</html>", "2026-01-01T00:00:01Z"))
    first, second = answers_in(run.writer.path)
    assert len(first.fetched.body) == MOST_BYTES
    assert second.fetched.body == b"<html>after</html>"


def test_an_archive_that_another_program_locks_is_waited_for_with_a_word(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = folder / "archive.db"
    open_archive(path).close()
    other = sqlite3.connect(path, check_same_thread=False)
    # As a program does that knows of no log beside the file.
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    let_go = threading.Timer(3, other.rollback)
    let_go.start()
    db = open_archive(path)
    let_go.join()
    assert db.execute("SELECT count(*) FROM pages").fetchone() == (0,)
    assert "archive.db is locked by another program: waiting up to 60 s" in caplog.text
    assert db.execute("PRAGMA busy_timeout").fetchone() == (60_000,)
