"""Redirects: where an answer leads, and where it is not followed."""

from __future__ import annotations

from ipaddress import ip_address

from scrapy.http import Response

from layouts.markup import absolute
from records.reading import Fetched
from records.web_addresses import escaped, parts

REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5


def refused(target: str | None) -> tuple[str, str]:
    """Why a redirect is not followed, and its host: an address of a private network is no public page."""
    host = _host(target)
    why = "redirect to a private address" if is_private(target) else "redirect off the site"
    return why, host or "no address"


def is_private(target: str | None) -> bool:
    """Whether an address leads into a private network, or to this machine."""
    host = _host(target)
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _host(target: str | None) -> str:
    at = parts(target or "")
    return (at and at.hostname) or ""


def location(response: Response) -> str | None:
    """Where a redirect leads, absolute: bytes that are no ASCII stay what they are, as escapes."""
    return _absolute(response.url, response.headers.get("Location"))


def location_of(fetched: Fetched) -> str | None:
    """The same of an answer that was kept; the bytes of its heads are those of Latin-1."""
    stated = fetched.headers.get("location", "")
    return _absolute(fetched.url, stated.encode("latin-1", "replace"))


def _absolute(url: str, stated: bytes | None) -> str | None:
    return absolute(url, escaped(stated)) if stated else None
