"""How a night went, in one line: the first that the operator reads, on the terminal and as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.check_words import Say, english, first_of, went_wrong
from archive.checks import CAPTURES, Result
from records.models import Crawl
from records.untrusted import printable

# So many of the checks that failed are in the line: the table below it has them all.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Faults:
    """On how many pages or files this program failed, and the first of them with what happened."""

    number: int = 0
    first: str | None = None


NONE = Faults()


def night_line(
    crawl: Crawl,
    results: Sequence[Result] = (),
    first_lost: str | None = None,
    faults: Faults = NONE,
    *,
    kept: bool = False,
    error: str | None = None,
) -> str:
    """The line of a crawl's row. `results` are its checks, `first_lost` the first page that did not
    answer, `faults` are those of this program on single pages, `error` what ended it before it could be
    checked; `kept` says that what a failed run read is in the archive all the same, as that of a plain
    crawl is.

    >>> from records.models import Crawl
    >>> row = Crawl(id="1", spider="collective", arguments="{}", started_at="", outcome="finished")
    >>> night_line(row.with_changes(changed=3, new=2, gone=1, read=131))
    'nightly: ok – 3 changed, 2 new, 1 gone, 131 pages'
    >>> night_line(row.with_changes(outcome="failed"), [Result("pages met", True, False, 5, 10.8)])
    'nightly: failed – pages met: 5, allowed 11 or more; the published archive stays as it was'
    """
    said = troubles(crawl.failed, first_lost, faults, results)
    if crawl.outcome == "finished" and said:
        return f"nightly: published, but {'; '.join(said)}"
    if crawl.outcome == "finished":
        return (
            f"nightly: ok – {crawl.changed} changed, {crawl.new} new, {crawl.gone} gone,"
            f" {crawl.read} pages"
        )
    if crawl.outcome == "running":
        return "nightly: running"
    why = {"unreachable": "no page answered", "interrupted": "ended before its end"}.get(
        crawl.outcome, "; ".join(what_failed(crawl, results)) or printable(error or "see the log")
    )
    stays = "" if kept else "; the published archive stays as it was"
    return f"nightly: {crawl.outcome} – {why}{stays}"


def lost_and_faults(results: Sequence[Result]) -> tuple[str | None, Faults]:
    """The first page that a run lost, and the faults it met, by its checks."""
    failed = {result.name: result for result in results if not result.passed}
    lost, faulty = failed.get("no page lost"), failed.get("no fault")
    faults = Faults(int(faulty.figure or 0), first_of(faulty)) if faulty else NONE
    return first_of(lost) if lost else None, faults


def troubles(
    lost: int, first_lost: str | None, faults: Faults, results: Sequence[Result] = ()
) -> list[str]:
    """What a published night was not well in. Rows whose captures are gone cannot be proved any more."""
    said = [lost_pages(lost, first_lost)] if lost else []
    said += [faulty_pages(faults)] if faults.number else []
    return [*said, *unproved(results)]


def unproved(results: Sequence[Result], say: Say = english) -> list[str]:
    """What the check of the files of captures found, if it found something."""
    failed = (result for result in results if result.name == CAPTURES and not result.passed)
    return [went_wrong(result, None, say) for result in failed]


def faulty_pages(faults: Faults) -> str:
    """How many pages this program failed on, and the first of them.

    >>> faulty_pages(Faults(2, "http://a.example/b (ValueError: no such day)"))
    '2 pages met a fault of this program – first: http://a.example/b (ValueError: no such day)'
    """
    pages = "1 page" if faults.number == 1 else f"{faults.number} pages"
    return (
        f"{pages} met a fault of this program – first: {printable(faults.first or 'see the log')}"
    )


def what_failed(crawl: Crawl, results: Sequence[Result], say: Say = english) -> list[str]:
    """What the required checks that did not pass found, the first of them, and how many there are besides."""
    failed = [result for result in results if result.required and not result.passed]
    said = [went_wrong(result, crawl, say) for result in failed[:_MOST]]
    more = len(failed) - len(said)
    return [*said, say("and {number} more", number=more)] if more else said


def lost_pages(number: int, first: str | None) -> str:
    """How many pages were lost, and the first of them.

    >>> lost_pages(1, "http://a.example/b (HTTP 500)")
    '1 page was lost – first: http://a.example/b (HTTP 500)'
    """
    pages = "1 page was" if number == 1 else f"{number} pages were"
    return f"{pages} lost – first: {printable(first or 'see the log')}"
