"""A fault of this program on one page is published and named; on many it keeps the night from being so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.boundary import boundary, put_fault
from archive.run import Run, begin
from crawling.configuration import Configuration
from crawling.nightly import nightly
from records.finding import FileFound, Finding, find
from records.models import Capture
from records.reading import Attachment, Fetched
from tests.archive.conftest import SITE
from tests.crawling.conftest import Shell
from tests.crawling.site_of_pages import Answer, drupal, serve_pages
from tests.crawling.test_nightly import article, configuration, rows, texts

__all__ = ["configuration"]
FAULT = "KeyError: 'x', storing it (Finding)"


def of_pages(
    configuration: Configuration,
    word: str,
    pages: int,
    faults: int = 0,
    day: int = 1,
    statement: int = -1,
    again: int = 0,
) -> Callable[[Path], Run]:
    """A crawl of a site of so many articles, one of them a statement, with a fault on the last ones."""

    def crawl(archive_db: Path) -> Run:
        run = begin(archive_db, configuration.captures_dir, SITE, "collective", {}, {})
        run.crawl = run.crawl.with_changes(started_at=f"2021-06-{day:02}T03:00:00Z")
        run.counts["asked"] = pages + again
        run.counts["asked again"] = again
        for number in range(pages):
            trail = ("Home", "Statements" if number == statement else "News", f"Title {number}")
            reading = replace(article(number, word), trail=trail)
            body = f"<html>{reading}</html>".encode()
            capture = run.writer.file(Fetched(reading.url, body, run.crawl.started_at))
            found = find(reading, SITE, capture)
            with boundary(run, found):
                if number >= pages - faults:
                    raise KeyError("x")
                run.take(found)
        run.finish("finished")
        return run

    return crawl


def test_one_page_of_a_hundred_is_named_and_the_others_are_published(
    configuration: Configuration,
) -> None:
    assert nightly(configuration, of_pages(configuration, "tea", 100)).code == 0
    ended = nightly(configuration, of_pages(configuration, "song", 100, faults=1, day=2))
    assert ended.code == 1
    first = ended.report.partition("\n")[0]
    url = article(99, "").url
    assert first == (
        f"nightly: published, but 1 page met a fault of this program – first: {url} ({FAULT})"
    )
    assert (
        f"warning: no fault: pages that met a fault of this program: 1, allowed 0: first {url}"
        in (ended.report)
    )
    ((stands, reason, detail),) = rows(configuration, "SELECT url, reason, detail FROM quarantine")
    assert (stands, reason) == (url, "fault")
    assert str(detail).startswith(f"{FAULT}: a fault of this program, not of the page.")
    # And it leaves quarantine when it can be read.
    assert nightly(configuration, of_pages(configuration, "dance", 100, day=3)).code == 0
    assert rows(configuration, "SELECT * FROM quarantine") == []
    assert set(texts(configuration)) == {"An evening of dance."}


@pytest.mark.parametrize(("pages", "faults"), [(100, 10), (20, 2), (60, 4)])
def test_a_tenth_of_the_pages_keeps_the_night_from_being_published(
    configuration: Configuration, pages: int, faults: int
) -> None:
    nightly(configuration, of_pages(configuration, "tea", pages))
    ended = nightly(configuration, of_pages(configuration, "song", pages, faults, day=2))
    assert ended.code == 1
    first = ended.report.partition("\n")[0]
    said = f"nightly: failed – pages that met a fault of this program: {faults}, allowed "
    assert first.startswith(said)
    assert set(texts(configuration)) == {"An evening of tea."}


@pytest.mark.parametrize("pages", [1, 5, 20])
def test_one_page_of_a_small_site_does_not_keep_the_others(
    configuration: Configuration, pages: int
) -> None:
    nightly(configuration, of_pages(configuration, "tea", pages))
    ended = nightly(configuration, of_pages(configuration, "song", pages, 1, day=2))
    # A night that read nothing at all is no night.
    assert ended.report.startswith("nightly: published" if pages > 1 else "nightly: failed")
    assert ended.code == 1


def test_a_page_that_is_faulty_for_days_is_known_and_no_alarm_any_more(
    configuration: Configuration,
) -> None:
    codes = [
        nightly(configuration, of_pages(configuration, "tea", 40, faults, day=day)).code
        for day, faults in enumerate((0, 1, 1, 1, 1, 2, 0), start=1)
    ]
    assert codes == [0, 1, 1, 1, 0, 1, 0]
    since = nightly(configuration, of_pages(configuration, "tea", 40, 1, day=9)).report
    assert "met a fault" in since.partition("\n")[0]


def test_the_only_page_of_a_kind_counts_as_met(configuration: Configuration) -> None:
    nightly(configuration, of_pages(configuration, "tea", 12, statement=11))
    assert rows(configuration, "SELECT count(*) FROM statements") == [(1,)]
    run_of = of_pages(configuration, "song", 12, faults=1, day=2, statement=11)
    assert nightly(configuration, run_of).report.startswith("nightly: published, but 1 page met")


def the_run(tmp_path: Path) -> tuple[Run, Finding]:
    """A run with one page that has a file; nothing is stored yet."""
    run = begin(tmp_path / "archive.db", tmp_path / "captures", SITE, "collective", {}, {})
    file = Attachment(
        "http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A", None, None, "IMG/pdf/a.pdf"
    )
    reading = replace(article(1, "tea"), attachments=(file,))
    capture = run.writer.file(Fetched(reading.url, b"<html></html>", run.crawl.started_at))
    return run, find(reading, SITE, capture)


def test_what_was_archived_of_a_page_stays_as_it_was(tmp_path: Path) -> None:
    run, found = the_run(tmp_path)
    run.take(found)
    tables = (
        "pages",
        "articles",
        "documents",
        "versions",
        "entries",
        "addresses",
        "page_documents",
    )
    before = {table: run.db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    counts = dict(run.counts)
    assert found.content
    found.content = found.content.with_changes(title="Another", text=None)
    found.page = found.page.with_changes(kind="meeting", last_seen_at="2040-01-01T00:00:00Z")
    run.db.execute(
        "CREATE TRIGGER t BEFORE UPDATE ON articles BEGIN SELECT raise(ABORT, 'no'); END"
    )
    with boundary(run, found):
        run.take(found)
    for table, kept in before.items():
        assert run.db.execute(f"SELECT * FROM {table}").fetchall() == kept, table
    assert dict(run.counts) == {**counts, "faults": 1, "quarantined": 1}
    assert found.page.id in run.seen


def test_a_file_that_cannot_be_stored_has_a_fate_and_a_kept_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    run, found = the_run(tmp_path)
    run.take(found)
    wrong = FileFound("IMG/pdf/a.pdf", {"status": "kept", "pages": 10**30}, found.capture)
    with boundary(run, wrong):
        run.take(wrong)
    file = "SELECT status, sha256, substr(note, 1, 13) FROM documents"
    assert run.db.execute(file).fetchone() == ("unreadable", None, "OverflowError")
    row = "SELECT url, reason FROM quarantine"
    assert run.db.execute(row).fetchall() == [("http://contrelatraite.org/IMG/pdf/a.pdf", "fault")]
    good = {"status": "kept", "sha256": "x", "note": None, "text": "t"}
    run.take(FileFound("IMG/pdf/a.pdf", good, found.capture))
    assert run.db.execute(row).fetchall() == []
    with boundary(run, wrong):
        run.take(wrong)
    assert run.db.execute("SELECT status, sha256, note FROM documents").fetchone() == (
        "kept", "x", None,
    )  # fmt: skip
    assert run.db.execute(row).fetchone()[1] == "fault"


def test_a_capture_that_no_row_can_be_made_of_is_left_out_of_the_row_that_says_so(
    tmp_path: Path,
) -> None:
    run, found = the_run(tmp_path)
    odd = found.capture.with_changes(bytes=2**70)
    found.capture = odd
    with boundary(run, found):
        run.take(found)
    assert run.db.execute("SELECT reason, capture_id FROM quarantine").fetchall() == [
        ("fault", None)
    ]
    assert run.counts["faults"] == 1


def test_a_fault_is_forgotten_by_the_memory_so_that_the_page_is_asked_for_whole(
    tmp_path: Path,
) -> None:
    run, found = the_run(tmp_path)
    run.keep(found.capture)
    named: Capture = found.capture.with_changes(etag='"1"')
    run.readings.put(named.url, named, None)
    assert run.readings.known(named.url)
    put_fault(run, ValueError("x"), named.url, named, doing="storing it")
    assert run.readings.known(named.url) is None


def test_leads_of_a_page_that_could_not_be_stored_wait_for_no_page(tmp_path: Path) -> None:
    run, found = the_run(tmp_path)
    found.leads = (
        [found.content.with_changes(id="teaser/x", seen_as="teaser")] if found.content else []
    )
    run.db.execute(
        "CREATE TRIGGER t BEFORE INSERT ON articles BEGIN SELECT raise(ABORT, 'no'); END"
    )
    with boundary(run, found):
        run.take(found)
    assert run.leads == {}
    run.finish("finished")
    assert run.error is None
    assert run.crawl.finished_at


def test_what_was_asked_for_once_more_is_no_measure_of_the_nights_after(
    configuration: Configuration,
) -> None:
    """A site that stumbled over 15 % of its pages, and recovered, was no larger for it."""
    assert nightly(configuration, of_pages(configuration, "tea", 100, again=15)).code == 0
    assert nightly(configuration, of_pages(configuration, "tea", 100, day=2)).code == 0


def test_a_page_that_was_asked_for_twice_is_one_request_of_the_measure(shell: Shell) -> None:
    def stumbling(before: int) -> Answer:
        page = drupal("Un appel", "<p>Le Collectif appelle.</p>", 2)
        return (200, {}, page) if before else (500, {}, "")

    home = drupal("Accueil", '<p><a href="/node/2">Un appel</a></p>', 1)
    with serve_pages({"/": home, "/node/2": stumbling}) as site:
        ended = shell(
            "crawl", "collective", "-s", f"SITE_URL={site.url}", "-s", "DOWNLOAD_DELAY=0",
            "-s", "AUTOTHROTTLE_ENABLED=off",
        )  # fmt: skip
    assert ended.code == 0, ended.said
    (asked,) = shell.rows("SELECT asked FROM crawls")[0]
    assert shell.rows("SELECT figure FROM checks WHERE name = 'requests'") == [(int(asked) - 1,)]
