"""`/-/health`: whether the archive is fresh, for what watches it from another machine."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from archive.freshness import HOURS_MAX, freshness
from public.pages import queries
from public.pages.rendering import DATABASE, now

if TYPE_CHECKING:
    from datasette.app import Datasette


async def health_page(datasette: Datasette, request: Request) -> Response:
    """200 where the last good night is no longer ago than allowed, else 503; never out of a cache."""
    db = datasette.get_database(DATABASE)
    good, last = await queries.last_good(db), await queries.nights(db, 1, 0)
    # `scrapy serve` names the bound.
    allowed = float(os.environ.get("STATUS_HOURS_MAX") or HOURS_MAX)
    fresh = freshness(good["finished_at"] if good else None, now(), allowed)
    said = {
        "status": fresh.state,
        "last_good_night": fresh.last_good,
        "age_hours": fresh.hours,
        "allowed_hours": fresh.allowed,
        "last_run": last[0]["started_at"] if last else None,
        "last_outcome": last[0]["outcome"] if last else None,
    }
    status, headers = 200 if fresh.is_fresh else 503, {"Cache-Control": "no-store"}
    return Response.json(said, status=status, headers=headers)
