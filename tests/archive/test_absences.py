"""A page is gone when the site said so on several days while it was well, and never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.absences import page_at, still_listed
from archive.check_words import told
from archive.run import Run, begin
from archive.store import put_address
from archive.warc_writer import Answered
from records.finding import Absent
from records.models import Capture
from records.reading import Block, Reading
from tests.archive.conftest import SITE, rows, take


def page(number: int) -> Reading:
    return Reading(
        page_id=f"spip/article/{number}",
        layout="spip",
        url=f"https://contrelatraite.org/spip.php?page=article&id_article={number}",
        title=f"Page {number}",
        language="en",
        blocks=(Block("paragraph", f"Text of page {number}."),),
    )


def night(folder: Path, day: int, there: range, absent: range = range(0), *, lost: int = 0) -> Run:
    """One crawl of the live site: pages read, pages that answered 404, requests without an answer."""
    run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
    at = f"2026-01-{day:02}T03:00:00Z"
    for number in there:
        take(run, page(number), at)
    for number in absent:
        run.take(Absent(f"spip/article/{number}", _not_there(run, number, at)))
    run.counts["failed"] += lost
    run.counts["answered"] += len(absent)
    run.unlisted = []
    run.finish("finished")
    return run


def _not_there(run: Run, number: int, at: str) -> Capture:
    return run.writer.response(Answered(page(number).url, 404, [], b"<html>Not found</html>", at))


def gone(run: Run) -> list[tuple[object, ...]]:
    return rows(run, "SELECT id, gone_at FROM pages WHERE gone_at IS NOT NULL")


def test_a_page_absent_on_three_days_is_gone_since_the_first_of_them(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    assert gone(night(folder, 2, range(2, 21), range(1, 2))) == []
    assert gone(night(folder, 3, range(2, 21), range(1, 2))) == []
    last = night(folder, 4, range(2, 21), range(1, 2))
    assert gone(last) == [("spip/article/1", "2026-01-02T03:00:00Z")]
    assert last.counts["gone"] == 1
    assert last.exit_code == 0
    assert rows(last, "SELECT text FROM articles WHERE id = 'spip/article/1'")


def test_three_absences_on_one_day_are_one(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for _ in range(3):
        last = night(folder, 2, range(2, 21), range(1, 2))
    assert gone(last) == []
    assert rows(last, "SELECT days FROM absences") == [(1,)]


def test_a_page_that_was_counted_today_hinders_no_other(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    night(folder, 2, range(2, 21), range(1, 2))
    last = night(folder, 2, range(3, 21), range(1, 3))
    assert rows(last, "SELECT page_id, days FROM absences ORDER BY 1") == [
        ("spip/article/1", 1), ("spip/article/2", 1),
    ]  # fmt: skip


def test_a_run_that_lost_a_page_is_no_evidence(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for day in range(2, 9):
        last = night(folder, day, range(2, 21), range(1, 2), lost=1)
    assert gone(last) == []
    assert rows(last, "SELECT * FROM absences") == []


def test_half_of_the_pages_absent_at_once_is_no_evidence_and_fails_the_run(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for day in range(2, 9):
        last = night(folder, day, range(11, 21), range(1, 11))
    assert gone(last) == []
    assert rows(last, "SELECT * FROM absences") == []
    assert last.exit_code == 1
    (failed,) = [result for result in last.results if not result.passed]
    assert failed.name == "pages still there"
    assert told(failed) == (
        "pages still there: known pages that are not there any more: 10, allowed 3;"
        " of 20 known pages; by their answers, and none of them was marked gone"
    )


def test_a_page_that_comes_back_is_there_and_its_absence_says_until_when(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for day in (2, 3, 4):
        night(folder, day, range(2, 21), range(1, 2))
    last = night(folder, 6, range(1, 21))
    assert gone(last) == []
    assert last.counts["back"] == 1
    assert rows(last, "SELECT first_at, days, confirmed_at, back_at FROM absences") == [
        ("2026-01-02T03:00:00Z", 3, "2026-01-04T03:00:00Z", "2026-01-06T03:00:00Z")
    ]
    assert rows(last, "SELECT count(*) FROM versions WHERE record_id = 'spip/article/1'") == [(1,)]


def test_days_of_absence_before_a_page_came_back_do_not_count_later(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for day in (2, 3):
        night(folder, day, range(2, 21), range(1, 2))
    night(folder, 4, range(1, 21))
    last = night(folder, 5, range(2, 21), range(1, 2))
    assert gone(last) == []
    assert rows(last, "SELECT days, back_at IS NULL FROM absences ORDER BY first_at") == [
        (2, 0), (1, 1),
    ]  # fmt: skip


def test_an_old_capture_read_late_brings_no_page_back(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for day in (4, 5, 6):
        night(folder, day, range(2, 21), range(1, 2))
    last = night(folder, 2, range(1, 2))
    assert gone(last) == [("spip/article/1", "2026-01-04T03:00:00Z")]


def test_a_page_read_under_another_address_in_the_same_run_is_not_absent(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    last = night(folder, 2, range(1, 21), range(1, 2))
    assert last.counts["absent"] == 0
    assert rows(last, "SELECT * FROM absences") == []


def test_pages_that_are_gone_do_not_fill_the_bound_of_later_nights(folder: Path) -> None:
    night(folder, 1, range(1, 21))
    for first in (1, 4, 7):
        for day in range(first + 1, first + 4):
            last = night(folder, day, range(first + 3, 21), range(1, first + 3))
    assert len(gone(last)) == 9
    assert last.exit_code == 0


@pytest.mark.parametrize("days", [1, 2])
def test_after_how_many_days_a_page_is_gone_is_a_setting(folder: Path, days: int) -> None:
    night(folder, 1, range(1, 21))
    for day in range(2, 2 + days):
        run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
        run.gone_after = days
        at = f"2026-01-{day:02}T03:00:00Z"
        take(run, page(2), at)
        run.take(Absent("spip/article/1", _not_there(run, 1, at)))
        run.finish("finished")
        assert len(gone(run)) == (day == 1 + days)


@pytest.mark.parametrize(
    ("known", "unlisted", "passed", "required", "figure"),
    [(100, 0, True, True, 1.0), (100, 50, True, True, 0.5), (100, 51, False, True, 0.49), (0, 0, True, False, 1.0)],
)  # fmt: skip
def test_a_site_must_list_half_of_what_it_has(
    known: int, unlisted: int, passed: bool, required: bool, figure: float
) -> None:
    result = still_listed(known, unlisted)
    assert (result.passed, result.required, result.figure) == (passed, required, figure)
    assert (result.note is None) == passed
    assert passed or f"{known - unlisted} of {known} known pages" in str(result.note)


def test_a_page_is_found_under_its_identity_or_where_an_address_led(folder: Path) -> None:
    run = night(folder, 1, range(1, 3))
    with run.db.atomic():
        put_address(run.db, "https://contrelatraite.org/un", "spip/article/1", 200, "2026-01-01T03:00:00Z")  # fmt: skip
    assert page_at(run.db, "spip/article/2", "https://contrelatraite.org/un") == "spip/article/2"
    assert page_at(run.db, "drupal/path/un", "https://contrelatraite.org/un") == "spip/article/1"
    assert page_at(run.db, "drupal/path/deux", "https://contrelatraite.org/deux") is None
