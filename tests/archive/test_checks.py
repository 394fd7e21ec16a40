"""Every alarm rings and says what went wrong: for each health check of a run, a night that makes it fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from archive.check_words import WORDS, told
from archive.checks import Result, soundness
from archive.night_line import night_line
from archive.run import Run, begin
from records.finding import FileFound, Unread
from records.reading import Attachment, Block, Reading
from tests.archive.conftest import SITE, take

SENTENCE = "Words that say what happened on that evening in the hall."
NIGHTS = [f"2021-05-{day:02}T03:00:00Z" for day in range(1, 10)]


def article(number: int, section: str = "News", **more: object) -> Reading:
    reading = Reading(
        page_id=f"spip/article/{number}",
        layout="spip",
        url=f"http://contrelatraite.org/spip.php?page=article&id_article={number}",
        title=f"Title {number}",
        language="en",
        trail=("Home", section, f"Title {number}"),
        date_line="Tuesday 19 August 2014",
        blocks=(Block("paragraph", SENTENCE),),
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


def line(run: Run) -> str:
    """The first line of the night, without what every failed one says."""
    said = night_line(run.crawl, run.results, run.first_lost, error=run.error)
    return said.removesuffix("; the published archive stays as it was")


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


def empty(page: Reading) -> Reading:
    return replace(page, blocks=())


@pytest.mark.parametrize(
    ("tonight", "rings", "said"),
    [
        (SITE_AS_IT_IS[3:], ["requests", "pages met"],
         "requests: 18, allowed 19 or more; pages met: 18, allowed 19 or more"),
        (SITE_AS_IT_IS[:20], ["pages of kind statement"], "pages of kind statement: 0, allowed 1 or more"),
        ([*SITE_AS_IT_IS[:14], *(article(n, "Statements") for n in range(14, 21))], ["pages of kind article"],
         "pages of kind article: 14, allowed 16 or more"),
        ([*map(untitled, SITE_AS_IT_IS[:3]), *SITE_AS_IT_IS[3:]], ["pages with a title (spip)"],
         "pages with a title (spip): 85.7 %, allowed 90 % or more"),
        ([replace(page, date_line=None) for page in SITE_AS_IT_IS[:3]] + SITE_AS_IT_IS[3:], ["pages with a date (spip)"],
         "pages with a date (spip): 85.7 %, allowed 90 % or more"),
        ([empty(page) for page in SITE_AS_IT_IS[:3]] + SITE_AS_IT_IS[3:], ["quarantine share", "texts still there"],
         "3 of 21 pages in quarantine, allowed 10 %: first http://contrelatraite.org/spip.php?page=article&id_article=0"
         " (not-content); pages whose text is gone under their title: 3, allowed 2"),
        ([replace(page, blocks=(Block("paragraph", SENTENCE[:40]),)) for page in SITE_AS_IT_IS], ["length of text (spip)"],
         "characters of the median text (spip): 40, allowed 46 or more"),
        ([replace(SITE_AS_IT_IS[0], layout="plaintext"), *SITE_AS_IT_IS[1:]], ["own layout"],
         "pages that their own layout does not know any more: 1, allowed 0"),
    ],
)  # fmt: skip
def test_a_site_that_reads_worse_than_on_the_last_good_night_rings(
    archive: Archive, tonight: list[Reading], rings: list[str], said: str
) -> None:
    archive.night(SITE_AS_IT_IS)
    run = archive.night(tonight)
    assert failing(run) == rings
    assert run.exit_code == 1
    assert line(run) == f"nightly: failed – {said}"
    assert all(result(run, name).note for name in rings)


def profile(number: int, *blocks: Block) -> Reading:
    title = f"Maison des Voisins de la rue {number}"
    return article(number, "Our Members", title=title, blocks=(Block("paragraph", SENTENCE), *blocks),
                   trail=("Home", "Our Members", title))  # fmt: skip


WEBSITE = Block(
    "label",
    "Site : www.a.example",
    label="website",
    value="www.a.example",
    url="http://www.a.example",
)
CONTACT = Block("label", "Contact : A. Person", label="contact", value="A. Person")
FOUNDED = Block("paragraph", "Founded in 1994, it welcomes.")


@pytest.mark.parametrize(
    ("lost", "words"),
    [(WEBSITE, "website"), (CONTACT, "contact"), (FOUNDED, "year of foundation")],
)
def test_a_value_that_all_pages_of_a_kind_lose_in_one_night_is_the_themes(
    archive: Archive, lost: Block, words: str
) -> None:
    blocks = (WEBSITE, CONTACT, FOUNDED)
    left = tuple(block for block in blocks if block != lost)
    archive.night([*SITE_AS_IT_IS, *(profile(number, *blocks) for number in range(30, 35))])
    run = archive.night([*SITE_AS_IT_IS, *(profile(number, *left) for number in range(30, 35))])
    name = f"values of profiles: {words}"
    assert failing(run) == [name]
    assert run.exit_code == 1
    assert (
        line(run)
        == f"nightly: failed – records with a value (profiles: {words}): 0, allowed 3 or more"
    )


@pytest.mark.parametrize(("had", "have"), [(5, 3), (2, 0), (1, 0), (0, 0), (0, 5), (3, 1)])
def test_a_value_that_a_few_members_lose_is_theirs(archive: Archive, had: int, have: int) -> None:
    for number_of in (had, have):
        pages = [profile(n, *((WEBSITE,) if n - 30 < number_of else ())) for n in range(30, 35)]
        run = archive.night([*SITE_AS_IT_IS, *pages])
    assert failing(run) == []


def test_pages_without_text_and_file_ring_from_the_first_night_on(archive: Archive) -> None:
    file = Attachment(
        "http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A", None, None, "IMG/pdf/a.pdf"
    )
    lists = [replace(article(n), is_list=True, blocks=()) for n in range(30, 40)]
    empty = [replace(article(n), blocks=()) for n in range(40, 43)]
    filed = [replace(article(n), blocks=(), attachments=(file,)) for n in range(50, 53)]
    few = archive.night([*SITE_AS_IT_IS, *lists, *empty, *filed])
    assert result(few, "texts found").passed
    empty += [replace(article(n), blocks=()) for n in range(43, 47)]
    run = archive.night([*SITE_AS_IT_IS, *lists, *empty, *filed])
    assert "texts found" in failing(run)
    assert "pages with neither text nor file: 22.5 %, allowed 15 %" in line(run)
    assert "first spip/article/40" in told(result(run, "texts found"))


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


LARGE = [article(number) for number in range(100)]


def texts(run: Run) -> int:
    found = run.db.execute("SELECT count(*) FROM articles WHERE text != ''").fetchone()
    return int(found[0])


def test_a_few_pages_that_are_emptied_keep_their_text_and_are_warned_of(archive: Archive) -> None:
    archive.night(LARGE)
    run = archive.night([*map(empty, LARGE[:5]), *LARGE[5:]])
    assert (run.counts["changed"], run.counts["quarantined"], texts(run)) == (0, 5, 100)
    assert failing(run) == []
    assert not result(run, "texts still there").passed


def test_seven_of_a_hundred_pages_that_are_emptied_ring(archive: Archive) -> None:
    archive.night(LARGE)
    run = archive.night([*map(empty, LARGE[:7]), *LARGE[7:]])
    assert failing(run) == ["texts still there"]
    assert line(run) == (
        "nightly: failed – pages whose text is gone under their title: 7, allowed 5"
    )
    assert texts(run) == 100


def test_pages_that_are_emptied_five_a_night_are_never_believed(archive: Archive) -> None:
    archive.night(LARGE)
    for emptied in range(5, 31, 5):
        run = archive.night([*map(empty, LARGE[:emptied]), *LARGE[emptied:]])
        assert texts(run) == 100
    assert "texts still there" in failing(run)


def test_what_slips_away_bit_by_bit_is_measured_against_the_best_of_the_last_good_nights(
    archive: Archive,
) -> None:
    for undated in range(0, 9, 4):
        pages = [replace(page, date_line=None) for page in LARGE[:undated]]
        assert failing(archive.night([*pages, *LARGE[undated:]])) == []
    pages = [replace(page, date_line=None) for page in LARGE[:12]]
    assert failing(archive.night([*pages, *LARGE[12:]])) == ["pages with a date (spip)"]


def test_what_the_operator_accepts_is_the_measure_whatever_was_better_before(
    archive: Archive,
) -> None:
    archive.night(LARGE)
    emptied = [*map(empty, LARGE[:7]), *LARGE[7:]]
    assert failing(archive.night(emptied, accepts=True)) == []
    run = archive.night(emptied)
    assert (failing(run), texts(run)) == ([], 93)
    assert result(run, "pages with a text (spip)").bound == pytest.approx(0.83)


def test_files_read_from_disk_are_not_measured_against_other_files(archive: Archive) -> None:
    archive.night(SITE_AS_IT_IS, "captures")
    assert failing(archive.night(SITE_AS_IT_IS[:2], "captures")) == []


def test_a_document_that_was_never_asked_for_rings_until_it_has_a_fate(archive: Archive) -> None:
    url = "http://contrelatraite.org/IMG/pdf/a.pdf"
    file = Attachment(url, "PDF", "A report", "90 kb", None, "IMG/pdf/a.pdf")
    page = replace(SITE_AS_IT_IS[0], attachments=(file,))
    run = archive.night([page])
    assert failing(run) == ["every document has a fate"]
    assert line(run) == (
        "nightly: failed – attached files that were never asked for: 1, allowed 0: first IMG/pdf/a.pdf"
    )

    def fetched(run: Run) -> None:
        run.take(FileFound("IMG/pdf/a.pdf", {"status": "missing", "note": "HTTP 404"}, None))

    assert failing(archive.night([page], meanwhile=fetched)) == []


def test_many_files_whose_readers_crash_ring_and_a_few_do_not(archive: Archive) -> None:
    names = [f"IMG/pdf/{letter}.pdf" for letter in "abcd"]
    files = tuple(
        Attachment(f"http://contrelatraite.org/{name}", "PDF", name, "90 kb", None, name)
        for name in names
    )
    page = replace(SITE_AS_IT_IS[0], attachments=files)
    crashed = {"sha256": "a" * 64, "status": "failed", "note": "its reader crashed"}

    def few(run: Run) -> None:
        for name in names:
            found = crashed if name != names[0] else {**crashed, "status": "kept", "note": None}
            run.take(FileFound(name, found, None))

    def all_of_them(run: Run) -> None:
        for name in names:
            run.take(FileFound(name, crashed, None))

    assert failing(archive.night([page], meanwhile=few)) == []
    run = archive.night([page], meanwhile=all_of_them)
    assert failing(run) == ["files read"]
    assert line(run) == (
        "nightly: failed – files whose reader took too long or crashed: 4, allowed 3"
    )
    kept = run.db.execute("SELECT status FROM documents WHERE id = ?", (names[0],)).fetchone()
    assert kept == ("kept",)


def test_a_capture_that_is_not_where_its_row_says_rings(archive: Archive) -> None:
    def spoilt(run: Run) -> None:
        run.db.execute("UPDATE captures SET offset = offset + 1 WHERE url LIKE '%id_article=3'")

    run = archive.night(SITE_AS_IT_IS, meanwhile=spoilt)
    assert failing(run) == ["WARC offsets"]
    assert line(run).startswith(
        "nightly: failed – captures that are not where their rows say: 1, allowed 0: first "
    )


def test_a_warc_file_that_is_gone_rings(archive: Archive) -> None:
    run = archive.night(SITE_AS_IT_IS, meanwhile=lambda run: run.writer.path.unlink())
    assert result(run, "WARC offsets").figure == 21
    assert told(result(run, "captures")).startswith(
        "captures: WARC files that are missing or torn: 1, allowed 0: first "
    )


@pytest.mark.parametrize(
    ("counts", "rings", "said"),
    [
        ({"failed": 4}, ["no page lost"], "4 of 21 requests came to nothing, allowed 3: first see the log"),
        ({"quarantined": 3}, ["quarantine share"], "3 of 24 pages in quarantine, allowed 10 %"),
    ],
)  # fmt: skip
def test_lost_and_unreadable_pages_ring(
    archive: Archive, counts: dict[str, int], rings: list[str], said: str
) -> None:
    run = archive.night(SITE_AS_IT_IS, **counts)
    assert failing(run) == rings
    assert line(run) == f"nightly: failed – {said}"


def unread(number: int, reason: str = "unknown-layout") -> Unread:
    return Unread(f"http://contrelatraite.org/?x={number}\u202e", reason, "no sign of SPIP", None)


def test_of_pages_in_quarantine_the_first_is_named(archive: Archive) -> None:
    def refused(run: Run) -> None:
        for number in range(12):
            run.take(unread(number))

    assert line(archive.night(SITE_AS_IT_IS, meanwhile=refused)) == (
        "nightly: failed – 12 of 33 pages in quarantine, allowed 10 %:"
        r" first http://contrelatraite.org/?x=0\u202e (unknown-layout)"
    )


def test_a_site_of_which_no_page_can_be_read_says_so_and_names_the_first(archive: Archive) -> None:
    run = archive.night([], meanwhile=lambda run: run.take(unread(1, "not-content")))
    assert line(run) == (
        "nightly: failed – no page could be read: first"
        r" http://contrelatraite.org/?x=1\u202e (not-content)"
    )


def test_few_lost_pages_are_said_and_end_the_command_with_1_but_the_run_counts(
    archive: Archive,
) -> None:
    run = archive.night(SITE_AS_IT_IS, failed=3)
    assert failing(run) == []
    assert (result(run, "no page lost").passed, result(run, "no page lost").figure) == (False, 3)
    assert (run.crawl.outcome, run.exit_code) == ("finished", 1)


def test_a_share_of_a_handful_of_pages_only_warns(archive: Archive) -> None:
    run = archive.night(SITE_AS_IT_IS[:3], meanwhile=lambda run: run.take(unread(1)))
    assert failing(run) == []
    assert not result(run, "quarantine share").passed


def test_a_site_where_nothing_answers_is_unreachable_and_no_success(archive: Archive) -> None:
    run = archive.night([])
    assert failing(run)[:2] == ["site reached", "pages read"]
    assert line(run) == "nightly: unreachable – no page answered"
    assert told(result(run, "site reached")) == "site reached: no page answered; is the site up?"
    assert run.exit_code == 4


@pytest.mark.parametrize(
    ("reason", "note"),
    [
        (
            "closespider_pagecount",
            "ended after 7 pages (CLOSESPIDER_PAGECOUNT), the bound of one run",
        ),
        ("closespider_timeout", "ended after 2 hours (CRAWL_HOURS_MAX), the bound of one run"),
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
    ended = note.removeprefix("stopped: ").removeprefix("ended ")
    why = "interrupted – ended before its end"
    assert line(run).startswith(
        f"nightly: {why}"
        if reason == "shutdown"
        else f"nightly: failed – ended before its end: {ended}"
    )


@pytest.mark.parametrize(
    ("reason", "error", "rings", "said"),
    [
        ("shutdown", None, "ran to its end", "interrupted – ended before its end"),
        (
            "closespider_itemcount",
            None,
            "ran to its end",
            "failed – ended before its end: closespider_itemcount",
        ),
        ("not-writable", None, "ran to its end", "failed – ended before its end: not-writable"),
        ("finished", "KeyError: 'x\x1b'", "no error", r"failed – KeyError: 'x\x1b'"),
    ],
)
def test_a_run_that_was_ended_or_met_a_fault_rings(
    archive: Archive, reason: str, error: str | None, rings: str, said: str
) -> None:
    run = begin(
        archive.folder / "archive.db", archive.folder / "captures", SITE, "collective", {}, {}
    )
    take(run, SITE_AS_IT_IS[0], run.crawl.started_at)
    run.error = error
    run.finish(reason)
    assert rings in failing(run)
    assert run.exit_code == 1
    assert line(run) == f"nightly: {said}"
    assert told(result(run, rings), run.crawl)


def empty_search(run: Run) -> None:
    run.db.execute("DELETE FROM search_docsize")


def without_a_version(run: Run) -> None:
    run.db.execute("DELETE FROM versions WHERE record_id = 'spip/article/3'")


def dangling(run: Run) -> None:
    run.db.execute("PRAGMA foreign_keys = OFF")
    run.db.execute("INSERT INTO addresses (url, page_id, first_seen_at) VALUES ('u', 'nobody', '')")


@pytest.mark.parametrize(
    ("spoils", "rings", "said"),
    [
        (empty_search, "search index", "rows in the search index: 0 of 21"),
        (without_a_version, "provenance", "rows without page, capture or version: 1, allowed 0"),
        (dangling, "foreign keys", "rows that refer to what is not there: 1, allowed 0: first addresses row "),
    ],
)  # fmt: skip
def test_an_archive_that_is_not_whole_rings(
    archive: Archive, spoils: Callable[[Run], None], rings: str, said: str
) -> None:
    run = archive.night(SITE_AS_IT_IS)
    spoils(run)
    (failed,) = [one for one in soundness(run.db, run.writer.folder) if not one.passed]
    assert told(failed).startswith(f"{rings}: {said}")


def test_a_damaged_file_is_said_in_sqlites_own_words() -> None:
    failed = Result(
        "SQLite integrity", True, False, note="*** in database main ***\nPage 3 is never used"
    )
    assert told(failed) == (
        r"SQLite integrity: SQLite finds the file damaged: *** in database main ***\nPage 3 is never used"
    )


def test_many_checks_that_fail_at_once_do_not_make_the_line_a_page(archive: Archive) -> None:
    results = [Result("pages met", True, False, n, 99, f"first: {'x' * 5_000}") for n in range(9)]
    run = archive.night(SITE_AS_IT_IS)
    said = night_line(run.crawl.with_changes(outcome="failed"), results)
    assert "; and 6 more; the published archive stays as it was" in said
    assert len(said) < 1_000


def test_every_check_has_words_for_failing(archive: Archive) -> None:
    run = archive.night(SITE_AS_IT_IS)
    for one in (*run.results, *soundness(run.db, run.writer.folder)):
        assert any(one.name.startswith(name) for name in WORDS), one.name


def test_a_check_without_words_of_its_own_says_what_was_measured(archive: Archive) -> None:
    odd = Result("moon", True, False, 3, 2.5, "look up; first: it")
    assert told(odd) == "moon: moon: 3, allowed 2.5: first it; look up"
