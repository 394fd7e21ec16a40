"""Backups are whole, thinned out by their dates alone, and a working copy is published as one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import working_copy
from archive.backups import DAYS, MONTHS, WEEKS, backups, kept, make, prune
from archive.checks import soundness
from archive.database import open_archive, open_to_read
from archive.run import begin
from records.errors import ArchiveError
from tests.archive.conftest import SITE, start, take
from tests.archive.test_store import MEETING, PROFILE

FIRST = datetime(2026, 1, 1, 3, 15, tzinfo=UTC)
MOMENTS = st.sets(
    st.integers(0, 3 * 365 * 24).map(lambda hours: FIRST + timedelta(hours=hours)), max_size=80
)


def nightly_for(days: int) -> list[datetime]:
    return [FIRST + timedelta(days=day) for day in range(days)]


def archive(folder: Path) -> Path:
    run = start(folder)
    take(run, PROFILE)
    run.finish("finished")
    run.db.close()
    return folder / "archive.db"


@given(MOMENTS)
def test_the_newest_backup_always_stays_and_none_is_invented(moments: set[datetime]) -> None:
    stay = kept(moments)
    assert stay <= moments
    assert not moments or max(moments) in stay


@given(MOMENTS)
def test_never_more_stay_than_seven_days_four_weeks_and_twelve_months(
    moments: set[datetime],
) -> None:
    assert len(kept(moments)) <= DAYS + WEEKS + MONTHS


@given(MOMENTS)
def test_pruning_twice_removes_nothing_more(moments: set[datetime]) -> None:
    assert kept(kept(moments)) == kept(moments)


@given(MOMENTS)
def test_pruning_night_by_night_keeps_what_pruning_at_once_would(moments: set[datetime]) -> None:
    stay: set[datetime] = set()
    for moment in sorted(moments):
        stay = kept({*stay, moment})
    assert stay == kept(moments)


@given(MOMENTS)
def test_each_of_the_last_days_weeks_and_months_that_had_a_backup_still_has_one(
    moments: set[datetime],
) -> None:
    stay = kept(moments)
    days = sorted({moment.date() for moment in moments})[-DAYS:]
    weeks = sorted({moment.isocalendar()[:2] for moment in moments})[-WEEKS:]
    months = sorted({(moment.year, moment.month) for moment in moments})[-MONTHS:]
    assert {moment.date() for moment in stay} >= set(days)
    assert {moment.isocalendar()[:2] for moment in stay} >= set(weeks)
    assert {(moment.year, moment.month) for moment in stay} >= set(months)


def test_after_two_years_of_nights_a_week_a_month_and_a_year_are_covered() -> None:
    stay = sorted(kept(nightly_for(730)))
    assert [moment.strftime("%Y-%m-%d") for moment in stay] == [
        "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31",
        "2027-08-31", "2027-09-30", "2027-10-31", "2027-11-30", "2027-12-12", "2027-12-19", "2027-12-25",
        "2027-12-26", "2027-12-27", "2027-12-28", "2027-12-29", "2027-12-30", "2027-12-31",
    ]  # fmt: skip


def test_a_backup_is_one_sound_file_that_opens_where_nothing_can_be_written(folder: Path) -> None:
    live = archive(folder)
    path = make(live, folder / "backups", FIRST)
    assert path.name == "archive-20260101T031500Z.db"
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    db = open_to_read(path)
    assert all(result.passed for result in soundness(db, folder / "captures"))
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_is_no_backup_of_this_archive_is_never_removed(folder: Path) -> None:
    live = archive(folder)
    strangers = {
        "archive-notes.db", "archive-20269999T031500Z.db", "other-20260101T031500Z.db",
        "archive-20250101T031500Z.db.part",
    }  # fmt: skip
    (folder / "backups").mkdir()
    for name in strangers:
        (folder / "backups" / name).touch()
    for moment in nightly_for(10):
        make(live, folder / "backups", moment)
    gone = prune(folder / "backups", live)
    # Of ten nights the latest seven stay; the Sunday that ended the first week is among them.
    assert [path.name[8:16] for path in gone] == ["20260101", "20260102", "20260103"]
    assert strangers <= {path.name for path in (folder / "backups").iterdir()}
    assert len(backups(folder / "backups", live)) == 7


def test_backups_of_an_archive_that_was_lost_are_not_thinned_by_the_one_begun_after_it(
    folder: Path,
) -> None:
    lost = archive(folder)
    nights = nightly_for(20)
    for moment in nights[:10]:
        make(lost, folder / "backups", moment)
    lost.rename(folder / "lost.db")
    begun = archive(folder)
    for moment in nights[10:]:
        make(begun, folder / "backups", moment)
    gone = prune(folder / "backups", begun)
    # Its own ten are thinned, the Sunday kept; the ten before it stay, each of them.
    assert [path.name[8:16] for path in gone] == ["20260112", "20260113"]


def test_a_backup_that_cannot_be_read_is_not_removed(folder: Path) -> None:
    live = archive(folder)
    (folder / "backups").mkdir()
    odd = folder / "backups" / "archive-20250101T031500Z.db"
    odd.write_bytes(b"no database")
    for moment in nightly_for(10):
        make(live, folder / "backups", moment)
    assert prune(folder / "backups", live) and odd.is_file()


def test_a_damaged_archive_makes_no_backup_and_spoils_none(folder: Path) -> None:
    live = archive(folder)
    good = make(live, folder / "backups", FIRST)
    before = good.read_bytes()
    content = bytearray(live.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\xff" * (4096 * 37)
    live.write_bytes(content)
    with pytest.raises((ArchiveError, sqlite3.DatabaseError)):
        make(live, folder / "backups", FIRST)
    assert good.read_bytes() == before


def test_a_published_copy_is_all_there_and_the_open_reader_sees_it(folder: Path) -> None:
    live = archive(folder)
    working = working_copy.beside(live)
    working_copy.copy(live, working)
    with closing(sqlite3.connect(live)) as reader:
        run = begin(working, folder / "captures", SITE, "test", {}, {})
        take(run, MEETING)
        run.finish("finished")
        run.db.close()
        assert reader.execute("SELECT count(*) FROM meetings").fetchone() == (0,)
        working_copy.publish(working, live)
        assert reader.execute("SELECT count(*) FROM meetings").fetchone() == (1,)
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    working_copy.discard(working)
    assert not list(folder.glob("archive-working*"))


def test_runs_that_were_not_published_are_noted_once_with_their_checks(folder: Path) -> None:
    live = archive(folder)
    working = working_copy.beside(live)
    working_copy.copy(live, working)
    run = begin(working, folder / "captures", SITE, "test", {}, {})
    run.finish("finished")  # It read nothing.
    killed = begin(working, folder / "captures", SITE, "test", {}, {})
    db = open_archive(live)
    assert working_copy.carry_over(working, db) == [run.crawl.id, killed.crawl.id]
    assert working_copy.carry_over(working, db) == []
    assert db.execute("SELECT outcome FROM crawls").fetchall() == [
        ("finished",), ("failed",), ("interrupted",),
    ]  # fmt: skip
    failed = db.execute(
        "SELECT name FROM checks WHERE crawl_id = ? AND NOT passed", (run.crawl.id,)
    )
    assert failed.fetchall() == [("pages read",)]
