"""What one run changed, by page: pure, over rows of `queries.read_in` and `queries.absent_in`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from public.pages.language import DEFAULT, translate
from public.pages.words import CONTENT_TABLES

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page, and every record of it that the run read otherwise than before, its own record first."""

    page_id: str
    title: str
    kind: str | None
    language: str | None
    versions: tuple[Mapping[str, Any], ...]

    @property
    def own(self) -> Mapping[str, Any] | None:
        """The version of the page's own record."""
        return next((v for v in self.versions if v["record_table"] in CONTENT_TABLES), None)


@dataclass(slots=True)
class RunChanges:
    """All that a run changed, in the order of its page. A page stands once in one of the first three,
    whatever its records."""

    changed: list[PageChange] = field(default_factory=list)
    added: list[PageChange] = field(default_factory=list)
    announced: list[PageChange] = field(default_factory=list)
    reread: list[PageChange] = field(default_factory=list)
    absent: list[Mapping[str, Any]] = field(default_factory=list)
    confirmed: list[Mapping[str, Any]] = field(default_factory=list)
    back: list[Mapping[str, Any]] = field(default_factory=list)


def what_changed(read: Rows, absent: Rows, crawl: Mapping[str, Any]) -> RunChanges:
    """Sort the rows of one run. What only a better parser reads otherwise is no change of the site."""
    rows = list(read)
    found = RunChanges(reread=_pages(row for row in rows if row["cause"] == "re-read"))
    for page in _pages(row for row in rows if row["cause"] == "site"):
        _place(found, page).append(page)
    start, end = crawl["started_at"], crawl["finished_at"] or crawl["started_at"]

    def within(stamp: str | None) -> bool:
        return stamp is not None and start <= stamp <= end

    for row in absent:
        if within(row["first_at"]):
            found.absent.append(row)
        elif within(row["confirmed_at"]):
            found.confirmed.append(row)
        if within(row["back_at"]):
            found.back.append(row)
    return found


def _place(found: RunChanges, page: PageChange) -> list[PageChange]:
    """Where a page belongs: a page is added with its first reading, a mere lead to one is not it."""
    own = page.own
    if own is None or own["known"]:
        return found.changed
    return found.announced if own["teaser"] else found.added


def _pages(rows: Rows) -> list[PageChange]:
    by_page: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_page.setdefault(row["page_id"], []).append(row)
    return sorted(map(_page, by_page.values()), key=_by_kind_and_title)


def _page(rows: Sequence[Mapping[str, Any]]) -> PageChange:
    # The latest reading of its own record names a page; then what else was read with it.
    ordered = sorted(
        rows,
        key=lambda v: (v["record_table"] not in CONTENT_TABLES, v["teaser"] or 0, -v["number"]),
    )
    first = ordered[0]
    title = first["title"] if first["record_table"] in CONTENT_TABLES else first["page_title"]
    return PageChange(
        page_id=first["page_id"],
        title=title or first["page_title"] or first["title"] or first["page_id"],
        kind=first["page_kind"],
        language=first["language"] or first["page_language"],
        versions=tuple(ordered),
    )


def _by_kind_and_title(page: PageChange) -> tuple[str, str, str]:
    return (page.kind or "", page.title.casefold(), page.page_id)


# What a run did to pages: the field of `RunChanges`, and the words for one page and for several.
COUNTED = (
    ("changed", "{number} page changed", "{number} pages changed"),
    ("added", "{number} page added", "{number} pages added"),
    ("announced", "{number} page only announced", "{number} pages only announced"),
    ("absent", "{number} page no longer there", "{number} pages no longer there"),
    ("confirmed", "{number} page counts as gone", "{number} pages count as gone"),
    ("back", "{number} page came back", "{number} pages came back"),
)


def sentence(found: RunChanges, language: str = DEFAULT) -> str:
    """What changed, in one line; what is counted is said once.

    >>> sentence(RunChanges(back=[{}]))
    '1 page came back'
    >>> sentence(RunChanges(absent=[{}, {}], confirmed=[{}]))
    '2 pages no longer there, 1 counts as gone'
    >>> sentence(RunChanges(absent=[{}, {}], confirmed=[{}]), "fr")
    '2 pages introuvables, 1 désormais tenue pour disparue'
    """
    counts = [(len(getattr(found, name)), one, several) for name, one, several in COUNTED]
    first, *others = [
        translate(one if number == 1 else several, language, number=number)
        for number, one, several in counts
        if number
    ] or [translate("Nothing changed", language)]
    # The word is the same in both languages.
    return ", ".join([first, *(re.sub(r" pages?\b", "", said, count=1) for said in others)])


def part_of(found: RunChanges, number: int, size: int) -> tuple[RunChanges, bool]:
    """Part `number` (from 1) of a long list of changes, and whether there is more after it."""
    names = tuple(RunChanges.__dataclass_fields__)
    every = [(name, one) for name in names for one in getattr(found, name)]
    start = (number - 1) * size
    part = RunChanges()
    for name, one in every[start : start + size]:
        getattr(part, name).append(one)
    return part, len(every) > start + size


def of_runs(crawls: Rows, read: Rows, absent: Rows) -> list[tuple[Mapping[str, Any], RunChanges]]:
    """What each of several runs changed, from the rows of them all."""
    gone = list(absent)
    by_run: dict[str, list[Mapping[str, Any]]] = {}
    for row in read:
        by_run.setdefault(row["crawl_id"], []).append(row)
    return [(crawl, what_changed(by_run.get(crawl["id"], []), gone, crawl)) for crawl in crawls]
