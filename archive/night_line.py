"""How a night went, in one line: the first that the operator reads, on the terminal and as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from records.models import Crawl


@dataclass(frozen=True, slots=True)
class Faults:
    """On how many pages or files this program failed, and the first of them with what happened."""

    number: int = 0
    first: str | None = None


NONE = Faults()


def night_line(
    crawl: Crawl,
    failing: Sequence[str] = (),
    first_lost: str | None = None,
    faults: Faults = NONE,
    *,
    kept: bool = False,
) -> str:
    """The line of a crawl's row. `failing` names the required checks that did not pass, `first_lost` the
    first page that did not answer, `faults` are those of this program on single pages; `kept` says that
    what a failed run read is in the archive all the same, as that of a plain crawl is.

    >>> from records.models import Crawl
    >>> row = Crawl(id="1", spider="collective", arguments="{}", started_at="", outcome="finished")
    >>> night_line(row.with_changes(changed=3, new=2, gone=1, read=131))
    'nightly: ok – 3 changed, 2 new, 1 gone, 131 pages'
    >>> night_line(row.with_changes(outcome="failed"), ["pages met"])
    'nightly: failed – pages met; the published archive stays as it was'
    """
    if crawl.outcome == "finished" and (crawl.failed or faults.number):
        return f"nightly: published, but {'; '.join(troubles(crawl.failed, first_lost, faults))}"
    if crawl.outcome == "finished":
        return (
            f"nightly: ok – {crawl.changed} changed, {crawl.new} new, {crawl.gone} gone,"
            f" {crawl.read} pages"
        )
    if crawl.outcome == "running":
        return "nightly: running"
    why = {"unreachable": "no page answered", "interrupted": "ended before its end"}.get(
        crawl.outcome, ", ".join(failing) or "see the log"
    )
    stays = "" if kept else "; the published archive stays as it was"
    return f"nightly: {crawl.outcome} – {why}{stays}"


def troubles(lost: int, first_lost: str | None, faults: Faults) -> list[str]:
    """What a published night was not well in."""
    said = [lost_pages(lost, first_lost)] if lost else []
    return [*said, faulty_pages(faults)] if faults.number else said


def faulty_pages(faults: Faults) -> str:
    """How many pages this program failed on, and the first of them.

    >>> faulty_pages(Faults(2, "http://a.example/b (ValueError: no such day)"))
    '2 pages met a fault of this program – first: http://a.example/b (ValueError: no such day)'
    """
    pages = "1 page" if faults.number == 1 else f"{faults.number} pages"
    return f"{pages} met a fault of this program – first: {faults.first or 'see the log'}"


def lost_pages(number: int, first: str | None) -> str:
    """How many pages were lost, and the first of them.

    >>> lost_pages(1, "http://a.example/b (HTTP 500)")
    '1 page was lost – first: http://a.example/b (HTTP 500)'
    """
    pages = "1 page was" if number == 1 else f"{number} pages were"
    return f"{pages} lost – first: {first or 'see the log'}"
