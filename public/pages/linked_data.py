"""Things in the words of schema.org (JSON-LD), for search engines and reference managers: pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from public.pages.calendar import has_day, hours, is_off
from public.pages.queries import Row

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
            # Each day is an event of its own, on the one page.
            "@graph": [
                _filled("Event", {**about, "@id": f"{about.get('@id')}#{n}", **_event(day)})
                for n, day in enumerate(days, 1)
            ],
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
        own = {"genre": row["form"], "dateCreated": row.get("stated_on")}
    return {"@context": "https://schema.org", **_filled(kind, {**about, **own})}


def about_anything(
    table: str, row: Row, address: str, name: str, author: str | None
) -> dict[str, Any]:
    """What schema.org wants to know of anything: who made a text, or where a member belongs."""
    collective = {"@type": "Organization", "name": author} if author else None
    words = {"@id": address, "url": address, "name": name, "inLanguage": row.get("language")}
    if table == "members":
        return {**words, "memberOf": collective}
    if table == "meetings":
        return {**words, "organizer": collective}
    based_on = web(row["url"])
    return {
        **words,
        "author": collective,
        "datePublished": row.get("published_on"),
        "isBasedOn": based_on,
    }


def _filled(kind: str, words: Mapping[str, Any]) -> dict[str, Any]:
    return {"@type": kind, **{name: value for name, value in words.items() if value is not None}}


def _event(day: Row) -> dict[str, Any]:
    """A day of a meeting; one that is not known to the day is what is known of it.

    >>> known = {"status": "announced", "place": None, "time_zone": "Europe/Paris", "date": "2018-05-14",
    ...     "cancelled_by": None, "date_precision": "day", "start_time": "22:30", "end_time": "01:00"}
    >>> _event(known)["startDate"], _event(known)["endDate"]
    ('2018-05-14T22:30:00+02:00', '2018-05-15T01:00:00+02:00')
    >>> _event({**known, "date": "2018-05", "date_precision": "month"})["startDate"]
    '2018-05'
    """
    start, end = hours(day) if has_day(day) else (None, None)
    return {
        "startDate": start.isoformat() if start else day["date"],
        "endDate": end.isoformat() if end else None,
        "location": {"@type": "Place", "name": day["place"]} if day["place"] else None,
        "eventStatus": f"https://schema.org/{'EventCancelled' if is_off(day) else 'EventScheduled'}",
    }


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
