"""Every alarm rings: for each health check of a run, a night that makes it fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from archive.checks import Result
from archive.run import Run, begin
from records.finding import FileFound, Unread
from records.reading import Attachment, Block, Reading
from tests.archive.conftest import SITE, take

WORDS = "Words that say what happened on that evening in the hall."
NIGHTS = ("2031-05-01T03:00:00Z", "2031-05-02T03:00:00Z", "2031-05-03T03:00:00Z")


def article(number: int, section: str = "News", **more: object) -> Reading:
    reading = Reading(
        page_id=f"spip/article/{number}",
        layout="spip",
        url=f"http://contrelatraite.org/spip.php?page=article&id_article={number}",
        title=f"Title {number}",
        language="en",
        trail=("Home", section, f"Title {number}"),
        date_line="Tuesday 19 August 2014",
        blocks=(Block("paragraph", WORDS),),
    )
    return replace(reading, **more)


SITE_AS_IT_IS = [*(article(number) for number in range(20)), article(20, "Statements")]


@dataclass
class Archive:
    """Nights over one archive, at moments of their own."""

    folder: Path
    moments: list[str]

    def night(
        self, readings: Sequence[Reading], spider: str = "collective", accepts: bool = False,
        meanwhile: Callable[[Run], None] = lambda run: None, **counts: int,
    ) -> Run:  # fmt: skip
        moment = self.moments.pop(0)
        run = begin(self.folder / "archive.db", self.folder / "captures", SITE, spider, {}, {})
        run.crawl = run.crawl.with_changes(started_at=moment)
        run.accepts = accepts
        run.counts["asked"] = len(readings)
        run.counts.update(counts)
        for reading in readings:
            take(run, reading, moment)
        meanwhile(run)
        run.finish("finished")
        return run


@pytest.fixture
def archive(folder: Path) -> Archive:
    return Archive(folder, list(NIGHTS))


def failing(run: Run) -> list[str]:
    return [result.name for result in run.results if result.required and not result.passed]


def result(run: Run, name: str) -> Result:
    return next(result for result in run.results if result.name == name)


def test_the_first_run_has_nothing_to_fall_below_and_is_the_measure_of_the_next(
    archive: Archive,
) -> None:
    assert failing(archive.night(SITE_AS_IT_IS)) == []
    again = archive.night(SITE_AS_IT_IS)
    assert failing(again) == []
    assert result(again, "pages met").bound == pytest.approx(0.9 * 21)


def untitled(page: Reading) -> Reading:
    """A page without its title, whose words are its own: the same at three addresses were nobody's."""
    return replace(page, title=" ", blocks=(*page.blocks, Block("paragraph", page.page_id)))


@pytest.mark.parametrize(
    ("tonight", "rings"),
    [
        (SITE_AS_IT_IS[3:], ["requests", "pages met"]),
        (SITE_AS_IT_IS[:20], ["pages of kind statement"]),
        ([*SITE_AS_IT_IS[:14], *(article(n, "Statements") for n in range(14, 21))], ["pages of kind article"]),
        ([*map(untitled, SITE_AS_IT_IS[:3]), *SITE_AS_IT_IS[3:]], ["pages with a title (spip)"]),
        ([replace(page, date_line=None) for page in SITE_AS_IT_IS[:3]] + SITE_AS_IT_IS[3:], ["pages with a date (spip)"]),
        ([replace(page, blocks=()) for page in SITE_AS_IT_IS[:3]] + SITE_AS_IT_IS[3:], ["pages with a text (spip)"]),
        ([replace(page, blocks=(Block("paragraph", WORDS[:40]),)) for page in SITE_AS_IT_IS], ["length of text (spip)"]),
        ([replace(SITE_AS_IT_IS[0], layout="plaintext"), *SITE_AS_IT_IS[1:]], ["own layout"]),
    ],
)  # fmt: skip
def test_a_site_that_reads_worse_than_on_the_last_good_night_rings(
    archive: Archive, tonight: list[Reading], rings: list[str]
) -> None:
    archive.night(SITE_AS_IT_IS)
    run = archive.night(tonight)
    assert failing(run) == rings
    assert run.exit_code == 1
    assert all(result(run, name).note for name in rings)


def test_two_pages_of_a_small_kind_may_go_in_a_night(archive: Archive) -> None:
    few = [article(number, "Statements") for number in range(20, 24)]
    archive.night([*SITE_AS_IT_IS[:20], *few])
    assert failing(archive.night([*SITE_AS_IT_IS[:20], *few[2:]])) == []


def test_a_bad_night_is_no_measure_for_the_next(archive: Archive) -> None:
    archive.night(SITE_AS_IT_IS)
    archive.night(SITE_AS_IT_IS[:4])
    assert "pages met" in failing(archive.night(SITE_AS_IT_IS[:4]))


def test_what_the_operator_accepts_only_warns_and_is_the_new_measure(archive: Archive) -> None:
    archive.night(SITE_AS_IT_IS)
    accepted = archive.night(SITE_AS_IT_IS[:4], accepts=True)
    assert failing(accepted) == []
    assert not result(accepted, "pages met").passed
    assert failing(archive.night(SITE_AS_IT_IS[:4])) == []


def test_files_read_from_disk_are_not_measured_against_other_files(archive: Archive) -> None:
    archive.night(SITE_AS_IT_IS, "captures")
    assert failing(archive.night(SITE_AS_IT_IS[:2], "captures")) == []


def test_a_document_that_was_never_asked_for_rings_until_it_has_a_fate(archive: Archive) -> None:
    url = "http://contrelatraite.org/IMG/pdf/a.pdf"
    file = Attachment(url, "PDF", "A report", "90 kb", None, "IMG/pdf/a.pdf")
    page = replace(SITE_AS_IT_IS[0], attachments=(file,))
    run = archive.night([page])
    assert failing(run) == ["every document has a fate"]
    assert "IMG/pdf/a.pdf" in (result(run, "every document has a fate").note or "")

    def fetched(run: Run) -> None:
        run.take(FileFound("IMG/pdf/a.pdf", {"status": "missing", "note": "HTTP 404"}, None))

    assert failing(archive.night([page], meanwhile=fetched)) == []


def test_a_capture_that_is_not_where_its_row_says_rings(archive: Archive) -> None:
    def spoilt(run: Run) -> None:
        run.db.execute("UPDATE captures SET offset = offset + 1 WHERE url LIKE '%id_article=3'")

    run = archive.night(SITE_AS_IT_IS, meanwhile=spoilt)
    assert failing(run) == ["WARC offsets"]


def test_a_warc_file_that_is_gone_rings(archive: Archive) -> None:
    run = archive.night(SITE_AS_IT_IS, meanwhile=lambda run: run.writer.path.unlink())
    assert result(run, "WARC offsets").figure == 21


@pytest.mark.parametrize(
    ("counts", "rings"),
    [({"failed": 4}, ["no page lost"]), ({"quarantined": 3}, ["quarantine share"])],
)
def test_lost_and_unreadable_pages_ring(
    archive: Archive, counts: dict[str, int], rings: list[str]
) -> None:
    assert failing(archive.night(SITE_AS_IT_IS, **counts)) == rings


def test_few_lost_pages_are_said_and_end_the_command_with_1_but_the_run_counts(
    archive: Archive,
) -> None:
    run = archive.night(SITE_AS_IT_IS, failed=3)
    assert failing(run) == []
    assert (result(run, "no page lost").passed, result(run, "no page lost").figure) == (False, 3)
    assert (run.crawl.outcome, run.exit_code) == ("finished", 1)


def test_a_share_of_a_handful_of_pages_only_warns(archive: Archive) -> None:
    unread = Unread("http://contrelatraite.org/?x", "unknown-layout", "no sign of SPIP", None)
    run = archive.night(SITE_AS_IT_IS[:3], meanwhile=lambda run: run.take(unread))
    assert failing(run) == []
    assert not result(run, "quarantine share").passed


def test_a_site_where_nothing_answers_is_unreachable_and_no_success(archive: Archive) -> None:
    run = archive.night([])
    assert failing(run)[:2] == ["site reached", "pages read"]
    assert run.exit_code == 4


@pytest.mark.parametrize(
    ("reason", "note"),
    [
        ("closespider_pagecount", "ended after 7 pages (CLOSESPIDER_PAGECOUNT), the most that one"),
        ("closespider_timeout", "ended after 2 hours (CRAWL_HOURS_MAX), the most that one run may"),
        ("shutdown", "stopped: shutdown"),
    ],
)
def test_a_run_that_was_ended_says_why_and_nothing_of_what_it_did_not_meet(
    archive: Archive, reason: str, note: str
) -> None:
    """A third of the pages, and a file that none came to ask for: that is no news of the site."""
    archive.night(SITE_AS_IT_IS)
    url = "http://contrelatraite.org/IMG/pdf/a.pdf"
    attached = Attachment(url, "PDF", "A report", None, None, "IMG/pdf/a.pdf")
    run = begin(
        archive.folder / "archive.db", archive.folder / "captures", SITE, "collective", {}, {}
    )
    run.crawl = run.crawl.with_changes(started_at=archive.moments[0])
    run.bounds = {
        "closespider_pagecount": "7 pages (CLOSESPIDER_PAGECOUNT)",
        "closespider_timeout": "2 hours (CRAWL_HOURS_MAX)",
    }
    for reading in (replace(SITE_AS_IT_IS[0], attachments=(attached,)), *SITE_AS_IT_IS[1:7]):
        take(run, reading, archive.moments[0])
    run.finish(reason)
    assert failing(run) == ["ran to its end"]
    assert str(result(run, "ran to its end").note).startswith(note)


@pytest.mark.parametrize(
    ("reason", "error", "rings"),
    [
        ("shutdown", None, "ran to its end"),
        ("closespider_itemcount", None, "ran to its end"),
        ("finished", "KeyError: 'x'", "no error"),
    ],
)
def test_a_run_that_was_ended_or_met_a_fault_rings(
    archive: Archive, reason: str, error: str | None, rings: str
) -> None:
    run = begin(
        archive.folder / "archive.db", archive.folder / "captures", SITE, "collective", {}, {}
    )
    take(run, SITE_AS_IT_IS[0], run.crawl.started_at)
    run.error = error
    run.finish(reason)
    assert rings in failing(run)
    assert run.exit_code == 1
