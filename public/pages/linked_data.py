"""Things in the words of schema.org (JSON-LD), for search engines and reference managers: pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

Row = Mapping[str, Any]
_TYPES = {
    "members": "Organization",
    "meetings": "Event",
    "reports": "Report",
    "documents": "DigitalDocument",
}


def described(
    table: str, row: Row, about: Mapping[str, Any], days: Sequence[Row] = ()
) -> dict[str, Any]:
    """One thing. `about` are the words that all have: name, url, isBasedOn, …; empty ones are left out.

    >>> described("documents", {"mime": "application/pdf", "bytes": 5}, {"name": "A file", "url": None})
    ... # doctest: +NORMALIZE_WHITESPACE
    {'@context': 'https://schema.org', '@type': 'DigitalDocument', 'name': 'A file',
     'encodingFormat': 'application/pdf', 'contentSize': '5 B'}
    """
    kind = _TYPES.get(table, "Article")
    if table == "meetings" and days:
        return {
            "@context": "https://schema.org",
            "@graph": [_filled("Event", {**about, **_event(day)}) for day in days],
        }
    own: dict[str, Any] = {}
    if table == "members":
        own = {
            "alternateName": row["acronym"],
            "foundingDate": str(row["founded_year"]) if row["founded_year"] else None,
            "sameAs": web(row["website_url"]),
        }
    elif table == "documents":
        size = row.get("bytes")
        own = {
            "encodingFormat": row.get("mime"),
            "contentSize": f"{size} B" if size is not None else None,
            "sha256": row.get("sha256"),
        }
    elif table == "statements":
        own = {"genre": row["form"]}
    return {"@context": "https://schema.org", **_filled(kind, {**about, **own})}


def _filled(kind: str, words: Mapping[str, Any]) -> dict[str, Any]:
    return {"@type": kind, **{name: value for name, value in words.items() if value is not None}}


def _event(day: Row) -> dict[str, Any]:
    cancelled = day["status"] == "cancelled"
    return {
        "startDate": _moment(day["date"], day["start_time"], day["time_zone"]),
        "endDate": _moment(day["date"], day["end_time"], day["time_zone"]),
        "location": {"@type": "Place", "name": day["place"]} if day["place"] else None,
        "eventStatus": f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}",
    }


def _moment(date: str | None, time: str | None, zone: str) -> str | None:
    """A day, or a moment of it with the difference to UTC that was then.

    >>> _moment("2018-05-14", "14:30", "Europe/Paris"), _moment("2018-05", "14:30", "Europe/Paris")
    ('2018-05-14T14:30:00+02:00', '2018-05')

    A day that ends at 24:00 ends with the first moment of the next.

    >>> _moment("2016-03-19", "24:00", "Europe/Paris")
    '2016-03-20T00:00:00+01:00'
    """
    if not date or not time or len(date) != 10:
        return date
    hours, minutes = map(int, time.split(":"))
    local = datetime.fromisoformat(date) + timedelta(hours=hours, minutes=minutes)
    return local.replace(tzinfo=ZoneInfo(zone)).isoformat()


def web(url: str | None) -> str | None:
    """An address that may become a link: of the web, and nothing that a browser would run.

    >>> web("https://example.org/"), web("javascript:alert(1)"), web(None)
    ('https://example.org/', None, None)
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


def script(value: Any) -> Markup:
    """JSON that can stand inside a script element: no text in it can end that element.

    >>> script({"name": "</script><b>&"})
    Markup('{"name": "\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e\\\\u0026"}')
    """
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
