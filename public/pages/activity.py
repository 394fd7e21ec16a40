"""The activity page: the archive in four charts, each with its figures and the query behind it."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from public.pages import home_queries
from public.pages.charts import level, stacked, years_between
from public.pages.language import language_of
from public.pages.remembered import remembered
from public.pages.rendering import DATABASE, render
from public.pages.views import reports

if TYPE_CHECKING:
    from datasette.app import Datasette

_PAIRS, _CRAWLS = 15, 60


async def activity_page(datasette: Datasette, request: Request) -> Response:
    """Publications of each year, meetings of each month, members named together, crawls."""
    db = datasette.get_database(DATABASE)
    held = await remembered(db, "activity", lambda: _of_the_archive(db))
    years = years_between(held["activity"], home_queries.ACTIVITY)
    crawls = await home_queries.latest_crawls(db, _CRAWLS)
    lines = {
        crawl["id"]: line for crawl, line, _ in await reports(db, crawls, language_of(request))
    }
    return await render(
        datasette,
        request,
        "activity.html",
        years=years,
        series=home_queries.ACTIVITY,
        chart=stacked([y for y, _ in years], [v for _, v in years]) if years else None,
        calendar=calendar(held["months"]),
        pairs=held["pairs"],
        most_pages=max((pair["pages"] for pair in held["pairs"]), default=0),
        crawls=crawls,
        lines=lines,
        minutes={crawl["id"]: minutes(crawl) for crawl in crawls},
        health=_health(crawls),
    )


async def _of_the_archive(db: Any) -> dict[str, Any]:
    return {
        "activity": await home_queries.activity(db),
        "months": await home_queries.meeting_months(db),
        "pairs": await home_queries.named_together(db, _PAIRS),
    }


def calendar(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """For each year that met, the latest first: each month, its number of days, how dark it is drawn.

    >>> (year, months), = calendar([{"year": "2016", "month": "06", "number": 2}])
    >>> year, months[5], months[0]
    ('2016', ('06', 2, 4), ('01', 0, 0))
    """
    found = {(row["year"], row["month"]): row["number"] for row in rows}
    highest = max(found.values(), default=0)
    months = [f"{month:02}" for month in range(1, 13)]

    def of(year: str, month: str) -> tuple[str, int, int]:
        days = found.get((year, month), 0)
        return month, days, level(days, highest)

    years = sorted({year for year, _ in found}, reverse=True)
    return [(year, [of(year, month) for month in months]) for year in years]


def minutes(crawl: Mapping[str, Any]) -> str:
    """How long a run took, in minutes; nothing where it did not come to its end.

    >>> minutes({"started_at": "2024-05-10T03:00:00Z", "finished_at": "2024-05-10T03:20:30Z"})
    '20.5'
    """
    if crawl["finished_at"] is None:
        return ""
    start, end = (datetime.fromisoformat(crawl[name]) for name in ("started_at", "finished_at"))
    return f"{(end - start).total_seconds() / 60:.1f}"


def _health(crawls: Sequence[Mapping[str, Any]]) -> Any:
    """Pages read by each run, in the series of how it went."""
    if not crawls:
        return None
    columns = [
        [crawl["read"], 0] if crawl["outcome"] == "finished" else [0, max(crawl["read"], 1)]
        for crawl in crawls
    ]
    return stacked([crawl["started_at"][5:10] for crawl in crawls], columns)
