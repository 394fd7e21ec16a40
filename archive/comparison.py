"""What a run of the live site met, beside what the last good runs of the same site met.

A template that changed overnight raises no error: pages are simply not found any more, or read
without their date. It shows in figures. Each figure is a health check and stands in `checks`, where
the next run finds it: the best of the last good runs is the measure, so that what goes bit by bit is
seen too, not a number somebody once wrote down. What an operator has accepted begins a new measure.
Figures are of the pages *met by this run* (`last_seen_at`), since nothing read is deleted by a crawl.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from statistics import median

from sqlite_utils import Database

from archive.checks import FEW_PAGES, LIVE, Result
from records.models import CONTENT, Crawl

# A site does not lose a tenth of its pages overnight; a menu that is no longer followed loses them.
SHARE_OF_PAGES = 0.9
# Kinds are small: a fifth of them may go, and two pages whatever share that is. Never all.
SHARE_OF_KIND, PAGES_OF_KIND = 0.8, 2
# A template that changed loses the dates of all its pages, or of a whole kind; a tenth is more than
# a few odd pages and less than the smallest kind.
DROP_OF_RATE = 0.1
# The median page does not get shorter by a fifth unless text is cut off everywhere.
SHARE_OF_LENGTH = 0.8
# No site grows fivefold overnight; a calendar without an end does. A small one may.
TIMES_AS_MANY, ALWAYS_ALLOWED = 5, 10_000
# Nobody knows yet how large the site is.
AT_FIRST = 100_000
# A month of nights: what shrank within it shrank too fast.
RUNS = 30
# On so few of a run's pages (this share, or this number where that is more) a text may be gone under the
# title that it had: the run is good, and they wait in quarantine.
EMPTIED_SHARE, EMPTIED_FEW = 0.05, 2
ACCEPTED = "changes accepted"
# What records of a kind say of themselves, by the words of its check.
VALUES = (
    ("profiles", "website_url", "website"),
    ("profiles", "contact", "contact"),
    ("profiles", "founded_year", "year of foundation"),
    ("statements", "stated_on", "date of its own"),
    ("reports", "held_on", "day of the meeting"),
    ("articles", "month", "month"),
)
ACCEPT = "; if the site itself is so now, run once with -s ACCEPT_CHANGES=on"


@dataclass(frozen=True, slots=True)
class Met:
    """A page met by a run, as it stands in the archive."""

    layout: str
    has_title: bool
    has_date: bool
    length: int


def compared(
    db: Database, crawl: Crawl, counts: Counter[str], lost: Set[str], *, accepts: bool
) -> list[Result]:
    """The checks of a run against the last good ones; none for a spider that reads files.

    Without a run to compare with they pass, and are the measure of the next. A known page that was
    `lost` (by its address) is there: that it did not answer, or lost its text, has a check of its own.
    `accepts` is the operator's word that what shrank has shrunk: failures warn, and the run is the new
    measure.
    """
    if crawl.spider not in LIVE:
        return []
    before = _measures(db, crawl)
    results = [
        # What was asked for once more says nothing of how large the site is.
        *_pages(db, crawl, counts["asked"] - counts["asked again"], lost, before),
        _texts(counts),
        *_rates(db, crawl, before),
        *_values(db, crawl, before),
    ]
    return [
        *(
            replace(
                result,
                required=result.required and not accepts,
                note=None if result.passed else f"{result.note}{ACCEPT}",
            )
            for result in results
        ),
        *([Result(ACCEPTED, False, True)] if accepts else []),
    ]


def most_pages(db: Database, crawl: Crawl) -> int:
    """How many answers of the site a run may come to, by what the last good one asked for."""
    last = next((_figures(db, run).get("requests") for run in _good_runs(db, crawl)), None)
    return AT_FIRST if last is None else max(ALWAYS_ALLOWED, int(last) * TIMES_AS_MANY)


def _pages(
    db: Database, crawl: Crawl, asked: int, lost: Set[str], before: dict[str, float]
) -> Iterator[Result]:
    met = db.execute(
        "SELECT kind, count(*) FROM pages WHERE last_seen_at >= ? GROUP BY kind",
        (crawl.started_at,),
    ).fetchall()
    kinds = Counter(dict(met)) + _kinds_of_lost(db, crawl, lost)
    for name, figure in (("requests", asked), ("pages met", sum(kinds.values()))):
        yield _at_least(
            name, figure, _part(before.get(name), SHARE_OF_PAGES), "fewer than in good runs"
        )
    known = {name.removeprefix("pages of kind ") for name in before if "of kind " in name}
    # Lists are the way to the records, not records: a site may well be arranged otherwise.
    for kind in sorted({*kinds, *known} - {"list"}):
        name = f"pages of kind {kind}"
        last = before.get(name)
        bound = min(last * SHARE_OF_KIND, last - PAGES_OF_KIND) if last else None
        yield _at_least(
            name,
            kinds[kind],
            max(bound, 1) if bound is not None else None,
            f"good runs met up to {last or 0:g}",
        )


def _kinds_of_lost(db: Database, crawl: Crawl, lost: Set[str]) -> Counter[str]:
    """The kinds of the known pages that were lost, and not met at another of their addresses."""
    if not lost:
        return Counter()
    unmet = db.execute(
        "SELECT p.id, p.kind, p.url, a.url FROM pages p LEFT JOIN addresses a ON a.page_id = p.id"
        " WHERE p.last_seen_at < ? AND p.gone_at IS NULL",
        (crawl.started_at,),
    ).fetchall()
    return Counter({id_: kind for id_, kind, *urls in unmet if not lost.isdisjoint(urls)}.values())


def _texts(counts: Counter[str]) -> Result:
    """Pages whose text is gone under their title are warned of; many of them fail the run."""
    number = counts["emptied"]
    allowed = max(EMPTIED_FEW, int(EMPTIED_SHARE * (counts["read"] + counts["quarantined"])))
    many = number > allowed
    note = "in quarantine as `not-content`; did the template change?"
    return Result("texts still there", many, number == 0, number, allowed if many else 0, note)


def _rates(db: Database, crawl: Crawl, before: dict[str, float]) -> Iterator[Result]:
    """What the pages of each layout say: a layout that prints no date has no rate to lose."""
    met = _met(db, crawl.started_at)
    for layout, number in sorted(Counter(page.layout for page in met).items()):
        pages = [page for page in met if page.layout == layout]
        for what, has in (
            ("title", sum(page.has_title for page in pages)),
            ("date", sum(page.has_date for page in pages)),
            ("text", sum(page.length > 0 for page in pages)),
        ):
            name = f"pages with a {what} ({layout})"
            last = before.get(name)
            bound = max(last - DROP_OF_RATE, 0.0) if last is not None else None
            result = _at_least(
                name,
                round(has / number, 4),
                bound,
                f"good runs read more of them; see their {what}s",
            )
            yield replace(result, required=number > FEW_PAGES)
        name = f"length of text ({layout})"
        bound = _part(before.get(name), SHARE_OF_LENGTH)
        length = median(page.length for page in pages)
        result = _at_least(name, length, bound, "characters of the median page: is text cut off?")
        yield replace(result, required=number > FEW_PAGES)


def _values(db: Database, crawl: Crawl, before: dict[str, float]) -> Iterator[Result]:
    """How many records say a thing: what all of them lose in one night the theme lost, not they."""
    for table, column, words in VALUES:
        name = f"values of {table}: {words}"
        figure = db.execute(
            f"SELECT count(r.{column}) FROM {table} r JOIN pages p ON p.id = r.id"
            " WHERE p.last_seen_at >= ?",
            (crawl.started_at,),
        ).fetchone()[0]
        last = before.get(name)
        bound = last and min(last * SHARE_OF_KIND, last - PAGES_OF_KIND)
        yield _at_least(name, figure, bound, "does the theme print it otherwise?")


def _met(db: Database, since: str) -> list[Met]:
    return [
        Met(layout, bool((title or "").strip()), date is not None, length or 0)
        for model in CONTENT
        for layout, title, date, length in db.execute(
            f"SELECT p.layout, r.title, r.published_on, length(r.text) FROM {model.table} r"
            " JOIN pages p ON p.id = r.id WHERE p.last_seen_at >= ?",
            (since,),
        ).fetchall()
    ]


def _measures(db: Database, crawl: Crawl) -> dict[str, float]:
    """The best figure of each check in the last good runs. Of requests the last figure: a spike of them is
    no measure of the site."""
    best: dict[str, float] = {}
    for run in _good_runs(db, crawl):
        for name, figure in _figures(db, run).items():
            known = best.get(name, figure)
            best[name] = known if name == "requests" else max(known, figure)
    return best


def _good_runs(db: Database, crawl: Crawl) -> list[str]:
    """The last good runs with the same arguments, which name the site too, the latest first: as far as the
    one whose changes an operator accepted."""
    found = db.execute(
        "SELECT id, EXISTS (SELECT 1 FROM checks WHERE crawl_id = c.id AND name = ?) FROM crawls c"
        " WHERE spider = ? AND arguments = ? AND outcome = 'finished' AND id != ?"
        " ORDER BY started_at DESC, id DESC LIMIT ?",
        (ACCEPTED, crawl.spider, crawl.arguments, crawl.id, RUNS),
    ).fetchall()
    accepted = next((n for n, (_, is_accepted) in enumerate(found, 1) if is_accepted), len(found))
    return [run for run, _ in found[:accepted]]


def _figures(db: Database, run: str) -> dict[str, float]:
    return dict(
        db.execute(
            "SELECT name, figure FROM checks WHERE crawl_id = ? AND figure IS NOT NULL", (run,)
        ).fetchall()
    )


def _part(last: float | None, share: float) -> float | None:
    return None if last is None else last * share


def _at_least(name: str, figure: float, bound: float | None, note: str) -> Result:
    return Result(name, True, bound is None or figure >= bound, figure, bound, note)
