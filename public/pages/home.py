"""The home page: what the archive holds, what is new, and how fresh it is."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from datasette.utils.asgi import Request, Response

from public.pages import home_queries, queries
from public.pages.changes import sentence, what_changed
from public.pages.charts import stacked, years_between
from public.pages.language import language_of, translate
from public.pages.remembered import remembered
from public.pages.rendering import DATABASE, now, render
from public.pages.words import number

if TYPE_CHECKING:
    from datasette.app import Datasette

# A crawl every night, and a weekend on which one fails without anybody looking.
STALE_DAYS = 3
# To name what changed page by page, versions are read; of more than these only their number is told.
_MOST_VERSIONS = 2000
_STATEMENTS, _MEETINGS = 5, 3
# Further away, the date itself says more than a number of days.
_NEAR = 60


async def home_page(datasette: Datasette, request: Request) -> Response:
    """The archive at a glance. What depends on the day is asked each time, the rest when it changed."""
    db, language, moment = datasette.get_database(DATABASE), language_of(request), now()
    held = await remembered(db, "home", lambda: _of_the_archive(db))
    today = today_in(held["zone"], moment)
    good = await queries.last_good(db)
    return await render(
        datasette,
        request,
        "home.html",
        **held,
        years=years_between(held["timeline"], home_queries.TIMELINE),
        chart=_chart(held["timeline"]),
        kinds=home_queries.KINDS,
        series=home_queries.TIMELINE,
        next_meetings=await home_queries.next_meetings(db, today, _MEETINGS),
        last_meetings=await home_queries.last_meetings(db, today, _MEETINGS),
        today=today,
        last_good=good,
        stale=is_stale(good, moment),
        changed=_changed(held["night"], language),
    )


async def _of_the_archive(db: Any) -> dict[str, Any]:
    nights = await queries.changing(db, 1, 0)
    night, found = nights[0] if nights else None, None
    most = _MOST_VERSIONS
    if night and await home_queries.versions_of(db, night["id"], most) < most:
        ids = [night["id"]]
        found = what_changed(
            await queries.read_in(db, ids), await queries.absent_in(db, ids), night
        )
    return {
        "counts": await home_queries.counts(db),
        "period": await home_queries.period(db),
        "statements": await home_queries.latest_statements(db, _STATEMENTS),
        "timeline": await home_queries.timeline(db),
        "night": (night, found) if night else None,
        "zone": await home_queries.zone(db),
    }


def _chart(rows: list[queries.Row]) -> Any:
    years = years_between(rows, home_queries.TIMELINE)
    return stacked([year for year, _ in years], [values for _, values in years]) if years else None


def _changed(night: Any, language: str) -> str | None:
    """What the latest published crawl changed, in one line."""
    if night is None:
        return None
    crawl, found = night
    if found is not None:
        return sentence(found, language)
    return translate(
        "{new} new records, {changed} changed",
        language,
        new=number(crawl["new"], language),
        changed=number(crawl["changed"], language),
    )


def today_in(zone: str, moment: datetime) -> str:
    """The day where the meetings are: it begins an hour or two before that of UTC.

    >>> today_in("Europe/Paris", datetime.fromisoformat("2024-06-07T22:30:00Z"))
    '2024-06-08'
    """
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()


def is_stale(last_good: Mapping[str, Any] | None, moment: datetime) -> bool:
    """Whether the last good crawl is so long ago that a reader must be told.

    >>> moment = datetime.fromisoformat("2024-05-10T12:00:00Z")
    >>> [is_stale({"finished_at": f"2024-05-{day}T12:00:00Z"}, moment) for day in ("06", "07", "09")]
    [True, False, False]
    """
    if last_good is None:
        return False
    return (moment - datetime.fromisoformat(last_good["finished_at"])).days > STALE_DAYS


def away(day: str, today: str, language: str = "en") -> str:
    """How far a day is from today, in words; nothing where only its month is known, or it is far.

    >>> [away(day, "2024-05-10") for day in ("2024-05-10", "2024-05-11", "2024-05-08", "2024-06")]
    ['today', 'tomorrow', '2 days ago', '']
    """
    if len(day) < 10:
        return ""
    days = (date.fromisoformat(day) - date.fromisoformat(today)).days
    if abs(days) > _NEAR:
        return ""
    if days == 0:
        return translate("today", language)
    if days in (1, -1):
        return translate("tomorrow" if days > 0 else "yesterday", language)
    # Literal phrases: each must have its translation.
    if days > 0:
        return translate("in {days} days", language, days=number(days, language))
    return translate("{days} days ago", language, days=number(-days, language))
