"""What is known of an attached file, as it comes in one night after another: kept, damaged, a page in its place."""

from __future__ import annotations

from pathlib import Path

from archive.run import Run
from records.finding import FileFound
from records.reading import Fetched
from tests.archive.conftest import rows, start, take
from tests.archive.test_store import PROFILE

PDF = {"status": "kept", "sha256": "x", "mime": "application/pdf", "pages": 1, "text": "t", "note": None}  # fmt: skip
DAMAGED = {"status": "unreadable", "sha256": "y", "mime": "application/pdf", "pages": None, "text": None, "note": "PdfReadError"}  # fmt: skip
WEB_PAGE = {"status": "unreadable", "sha256": "z", "mime": "text/html", "pages": None, "text": None, "note": "a web page"}  # fmt: skip


def came(run: Run, found: dict[str, object], at: str) -> None:
    """The file as it came at a moment."""
    capture = run.writer.file(Fetched(PROFILE.url, str(found).encode(), at))
    run.take(FileFound("IMG/pdf/a.pdf", {**found, "file_capture_id": capture.id}, capture))


def described(run: Run, *nights: dict[str, object]) -> list[tuple[object, ...]]:
    """What the archive says of a file that came so in one night after another, and in how many versions."""
    take(run, PROFILE)
    for number, found in enumerate(nights):
        came(run, found, f"2018-06-{number + 1:02}T10:00:00Z")
    versions = "(SELECT count(*) FROM versions WHERE record_table = 'documents')"
    return rows(run, f"SELECT status, sha256, text, note, {versions} FROM documents")


def causes(run: Run) -> list[str]:
    """Why each version of the file was made, from the second on: the first is the page's word on it."""
    found = rows(run, "SELECT cause FROM versions WHERE record_table = 'documents' ORDER BY number")
    return [str(cause) for (cause,) in found[1:]]


def test_a_kept_file_that_comes_back_damaged_is_what_the_site_now_gives(run: Run) -> None:
    """Its bytes are others, by the site's own answer; what it was is among the versions."""
    assert described(run, PDF, DAMAGED) == [("unreadable", "y", None, "PdfReadError", 3)]
    before = (
        "SELECT record ->> 'text' FROM versions WHERE record_table = 'documents' AND number = 2"
    )
    assert rows(run, before) == [("t",)]


def test_a_damaged_file_that_comes_back_whole_is_kept(run: Run) -> None:
    assert described(run, DAMAGED, PDF) == [("kept", "x", "t", None, 3)]


def test_a_web_page_in_place_of_a_kept_file_says_nothing_of_the_file(run: Run) -> None:
    assert described(run, PDF, WEB_PAGE) == [("kept", "x", "t", None, 2)]


def test_a_web_page_in_place_of_a_file_that_never_came_is_told(run: Run) -> None:
    assert described(run, WEB_PAGE) == [("unreadable", "z", None, "a web page", 2)]


def test_an_earlier_capture_of_a_file_does_not_undo_a_later_one(run: Run) -> None:
    take(run, PROFILE)
    came(run, PDF, "2018-06-02T10:00:00Z")
    came(run, DAMAGED, "2018-06-01T10:00:00Z")
    assert rows(run, "SELECT status, sha256 FROM documents") == [("kept", "x")]
    # Of the same moment the word that came last counts.
    came(run, {**PDF, "sha256": "w"}, "2018-06-02T10:00:00Z")
    assert rows(run, "SELECT status, sha256 FROM documents") == [("kept", "w")]


def test_the_same_bytes_read_otherwise_are_no_news_of_the_site(run: Run) -> None:
    described(run, PDF, {**PDF, "text": "t, read better"})
    assert causes(run) == ["site", "re-read"]


def test_other_bytes_are_news_of_the_site(run: Run) -> None:
    described(run, PDF, {**PDF, "sha256": "w"}, DAMAGED)
    assert causes(run) == ["site", "site", "site"]


def test_a_file_that_was_away_and_is_back_is_news_of_the_site(run: Run, folder: Path) -> None:
    take(run, PROFILE)
    came(run, PDF, "2018-06-01T10:00:00Z")
    came(run, {"status": "missing", "note": "HTTP 404"}, "2018-06-02T10:00:00Z")
    run.finish("finished")
    assert rows(run, "SELECT status, sha256, note FROM documents") == [("kept", "x", "HTTP 404")]
    run.db.close()
    again = start(folder)
    came(again, PDF, "2018-06-03T10:00:00Z")
    assert rows(again, "SELECT status, sha256, note FROM documents") == [("kept", "x", None)]
    assert causes(again) == ["site", "site", "site"]


def test_a_kept_file_that_its_reader_cannot_read_any_more_stays_as_it_was(run: Run) -> None:
    """Byte for byte the same: the fault is not the file's, and the run counts it."""
    broken = {**DAMAGED, "sha256": "x", "note": "AttributeError: a library that changed"}
    assert described(run, PDF, broken) == [("kept", "x", "t", None, 2)]
    assert run.counts["files not read"] == 1
