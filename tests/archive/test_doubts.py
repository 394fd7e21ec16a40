"""An error page in the site's own dress, at status 200, is no new version of the pages it stands for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.captures import indexed
from archive.run import Run, begin
from records.finding import find
from records.reading import Attachment, Block, Reading
from tests.archive.conftest import SITE, rows, take
from tests.archive.test_absences import page


def night(folder: Path, day: int, *readings: Reading) -> Run:
    run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
    for reading in readings:
        take(run, reading, f"2026-01-{day:02}T03:00:00Z")
    run.finish("finished")
    return run


def error(number: int) -> Reading:
    text = (Block("paragraph", "Une erreur est survenue, merci de revenir."),)
    return replace(page(number), title="Une erreur", blocks=text)


def long(number: int) -> Reading:
    return replace(page(number), blocks=(Block("paragraph", f"Words of page {number}. " * 60),))


def test_the_same_error_at_three_addresses_changes_none_of_them(folder: Path) -> None:
    before = night(folder, 1, *map(page, range(1, 31)))
    content = [rows(before, f"SELECT * FROM {t}") for t in ("articles", "pages", "versions")]
    last = night(folder, 2, *map(error, (1, 2, 3)), *map(page, range(4, 31)))
    assert rows(last, "SELECT * FROM articles") == content[0]
    assert rows(last, "SELECT * FROM versions") == content[2]
    assert rows(last, "SELECT url, reason FROM quarantine ORDER BY 1") == [
        (page(number).url, "not-content") for number in (1, 2, 3)
    ]
    again = night(folder, 3, *map(page, range(1, 31)))
    assert rows(again, "SELECT * FROM quarantine") == []


def test_an_error_that_came_once_where_a_long_text_stood_waits_in_quarantine(folder: Path) -> None:
    night(folder, 1, *map(long, range(1, 31)))
    for day in (2, 3, 4):
        last = night(folder, day, error(1), *map(long, range(2, 31)))
        assert last.counts["changed"] == 0
        assert "came where 'Page 1'" in str(rows(last, "SELECT detail FROM quarantine"))
    last = night(folder, 5, error(1), *map(long, range(2, 31)))
    assert last.counts["changed"] == 1
    assert rows(last, "SELECT * FROM quarantine") == []


@pytest.mark.parametrize(
    "own",
    [
        {"tells_number": True},
        {"attachments": (Attachment("http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A", None, None, "IMG/pdf/a.pdf"),)},
    ],
    ids=["its number", "a file"],
)  # fmt: skip
def test_a_page_with_what_no_error_page_has_is_believed_whatever_it_says(
    folder: Path, own: dict[str, object]
) -> None:
    night(folder, 1, *map(page, range(1, 31)))
    same = [replace(error(number), **own) for number in (1, 2, 3)]  # type: ignore[arg-type]
    last = night(folder, 2, *same, *map(page, range(4, 31)))
    assert last.counts["changed"] == 3
    assert rows(last, "SELECT * FROM quarantine") == []


def test_a_page_that_got_another_title_is_a_new_version(folder: Path) -> None:
    night(folder, 1, *map(page, range(1, 31)))
    last = night(folder, 2, replace(page(1), title="Another title"), *map(page, range(2, 31)))
    assert last.counts["changed"] == 1
    assert rows(last, "SELECT title FROM articles WHERE id = 'spip/article/1'") == [
        ("Another title",)
    ]


def test_of_new_pages_that_all_say_the_same_only_the_first_is_stored(folder: Path) -> None:
    last = night(folder, 1, *map(error, range(1, 6)))
    assert rows(last, "SELECT id FROM articles") == [("spip/article/1",)]
    assert last.counts["quarantined"] == 4


def test_what_an_earlier_night_believed_is_not_doubted_in_reading_its_capture_again(
    folder: Path,
) -> None:
    night(folder, 1, *map(long, range(1, 31)))
    for day in (2, 5):
        last = night(folder, day, error(1), *map(long, range(2, 31)))
    ((capture_id,),) = rows(last, "SELECT capture_id FROM pages WHERE id = 'spip/article/1'")
    believed = indexed(last.db, str(capture_id))
    assert believed
    again = begin(folder / "archive.db", folder / "captures", SITE, "captures", {}, {})
    again.take(find(error(1), SITE, believed))
    assert again.doubts
    assert again.doubts.held == {}
    # Another capture that says the same is a page's word like any other.
    take(again, error(1), "2026-01-06T03:00:00Z")
    assert list(again.doubts.held) == []
    take(again, error(2), "2026-01-06T03:00:00Z")
    assert list(again.doubts.held) == ["spip/article/2"]


def emptied(number: int, **own: object) -> Reading:
    return replace(long(number), **{"blocks": (), **own})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"tells_number": True},
        {"attachments": (Attachment("http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A", None, None, "IMG/pdf/a.pdf"),)},
        {"blocks": (Block("paragraph", " \n"),)},
        {"date_line": None},
        {"trail": ("Home", "Statements", "Page 1")},
    ],
    ids=["nothing else", "its number", "a file", "blanks", "no date", "another kind"],
)  # fmt: skip
def test_a_page_that_lost_its_text_under_its_title_keeps_it(
    folder: Path, own: dict[str, object]
) -> None:
    night(folder, 1, *map(long, range(1, 31)))
    last = night(folder, 2, emptied(1, **own), *map(long, range(2, 31)))
    assert last.counts["changed"] == 0
    assert "the title stays" in str(rows(last, "SELECT detail FROM quarantine"))


@pytest.mark.parametrize(
    "now",
    [
        replace(long(1), blocks=(Block("paragraph", "Withdrawn."),)),
        replace(long(1), title="Another", blocks=()),
        replace(long(1), blocks=(Block("label", "Contact: A", label="contact", value="A"),)),
    ],
    ids=["a word is left", "another title", "a label is left"],
)
def test_a_page_that_still_says_something_or_is_another_has_not_lost_its_text(
    folder: Path, now: Reading
) -> None:
    night(folder, 1, *map(page, range(1, 31)))
    last = night(folder, 2, now, *map(page, range(2, 31)))
    assert "the title stays" not in str(rows(last, "SELECT detail FROM quarantine"))


def test_one_page_that_stays_without_its_text_for_days_is_believed(folder: Path) -> None:
    night(folder, 1, *map(long, range(1, 31)))
    for day in (2, 3, 4):
        assert night(folder, day, emptied(1), *map(long, range(2, 31))).counts["changed"] == 0
    last = night(folder, 5, emptied(1), *map(long, range(2, 31)))
    assert (last.counts["changed"], rows(last, "SELECT * FROM quarantine")) == (1, [])


def test_many_pages_that_stay_without_their_texts_are_not_believed_however_long(
    folder: Path,
) -> None:
    night(folder, 1, *map(long, range(1, 61)))
    for day in range(2, 9):
        last = night(folder, day, *map(emptied, (1, 2, 3)), *map(long, range(4, 61)))
    assert last.counts["changed"] == 0
    assert rows(last, "SELECT count(*) FROM quarantine") == [(3,)]


def test_what_never_had_a_text_has_lost_none(folder: Path) -> None:
    night(folder, 1, emptied(1), *map(long, range(2, 31)))
    last = night(folder, 2, emptied(1), *map(long, range(2, 31)))
    assert rows(last, "SELECT * FROM quarantine") == []
