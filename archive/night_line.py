"""How a night went, in one line: the first that the operator reads, on the terminal and as published."""

from __future__ import annotations

from collections.abc import Sequence

from records.models import Crawl


def night_line(
    crawl: Crawl, failing: Sequence[str] = (), first_lost: str | None = None, *, kept: bool = False
) -> str:
    """The line of a crawl's row. `failing` names the required checks that did not pass, `first_lost` the
    first page that did not answer; `kept` says that what a failed run read is in the archive all the
    same, as that of a plain crawl is.

    >>> from records.models import Crawl
    >>> row = Crawl(id="1", spider="collective", arguments="{}", started_at="", outcome="finished")
    >>> night_line(row.with_changes(changed=3, new=2, gone=1, read=131))
    'nightly: ok – 3 changed, 2 new, 1 gone, 131 pages'
    >>> night_line(row.with_changes(outcome="failed"), ["pages met"])
    'nightly: failed – pages met; the published archive stays as it was'
    """
    if crawl.outcome == "finished" and crawl.failed:
        return f"nightly: published, but {lost_pages(crawl.failed, first_lost)}"
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


def lost_pages(number: int, first: str | None) -> str:
    """How many pages were lost, and the first of them.

    >>> lost_pages(1, "http://a.example/b (HTTP 500)")
    '1 page was lost – first: http://a.example/b (HTTP 500)'
    """
    pages = "1 page was" if number == 1 else f"{number} pages were"
    return f"{pages} lost – first: {first or 'see the log'}"
