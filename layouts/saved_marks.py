"""What savers of pages write into them: the address a page was saved from, and when it was.

Browsers, SingleFile and HTTrack write a comment (docs/site.md, "Saved pages"); the replay of a web archive
has both in the page's address, PREFIX/14 digits[modifier]/ADDRESS, and a comment at its end.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from records.header_dates import header_date
from records.web_addresses import escaped, is_base, parts

# No saver's mark is longer, or stands further in.
_WITHIN = 4096
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:[ \t]*(\S+)\s+saved date:[ \t]*([^\r\n>]*)"
)
_HTTRACK = re.compile(
    rb"<!-- Mirrored from (?:https?://)?(\S+) by HTTrack Website Copier/[^,>]*(?:, )?([^>]*?) -->"
)
_REPLAY = re.compile(
    r"(?:https?:)?//[^/]+/(?:[^?#]*/)?([0-9]{14})(?:[a-z]{2}_)?/(?:(https?):/{1,2}|(?=[\w.-]+/))(.+)",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    rb"FILE ARCHIVED ON ([0-9:]{8}) ([A-Z][a-z]{2}) ([0-9]{2}), ([0-9]{4}) AND RETRIEVED FROM THE\s+"
    rb"INTERNET ARCHIVE"
)
# As JavaScript prints a moment, in English everywhere: Sat May 12 2018 10:00:00 GMT+0200 (…).
_OF_BROWSER = re.compile(
    r"\w{3} ([A-Z][a-z]{2}) ([0-9]{1,2}) ([0-9]{4}) ([0-9:]{8}) GMT([+-][0-9]{4})"
)


def mark(body: bytes) -> tuple[str | None, str | None]:
    """The address and the moment (UTC) that a saver wrote into a page, each where it did.

    The moment at which a web archive captured it counts more than that at which somebody saved it there.
    """
    address, moment = _stated(body[:_WITHIN])
    if address:
        address, archived = original(address)
        moment = archived or moment
    at_end = _ARCHIVED.search(body[-_WITHIN:])
    if at_end:
        time, month, day, year = (part.decode() for part in at_end.groups())
        moment = _iso(header_date(f"{day} {month} {year} {time} GMT")) or moment
    return address, moment


def original(address: str) -> tuple[str, str | None]:
    """What a replay's address is of, and when that was captured; an address of no replay is its own.

    >>> original("https://web.archive.org/web/20150312080910id_/http://a.example/b?c")
    ('http://a.example/b?c', '2015-03-12T08:09:10Z')
    """
    found = _REPLAY.fullmatch(address)
    if not found:
        return address, None
    digits, scheme, rest = found.groups()
    inner = f"{scheme or 'http'}://{rest}"
    if not _is_web(inner):
        return address, None
    try:
        at = datetime.strptime(f"{digits}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        # Damaged digits exist: month 00.
        return inner, None
    return inner, _iso(at)


def _stated(head: bytes) -> tuple[str | None, str | None]:
    for pattern in (_SINGLE_FILE, _HTTRACK, _SAVED_FROM):
        found = pattern.search(head)
        if not found:
            continue
        # HTTrack escapes it as in the page. `&copy=` of an address that is not escaped is no sign.
        address = escaped(found[1]).replace("&amp;", "&")
        address = f"http://{address}" if pattern is _HTTRACK else address
        if _is_web(address):
            said = found[2].decode("latin-1") if pattern.groups > 1 else ""
            return address, _iso(header_date(said)) if "," in said else _of_browser(said)
    return None, None


def _is_web(address: str) -> bool:
    """Whether it is an address on the web: `about:internet` and `file:` are marks too."""
    at = parts(address)
    return bool(at and at.scheme in ("http", "https") and is_base(f"{at.scheme}://{at.netloc}/"))


def _of_browser(said: str) -> str | None:
    found = _OF_BROWSER.match(said.strip())
    if not found:
        return None
    month, day, year, time, zone = found.groups()
    return _iso(header_date(f"{day} {month} {year} {time} {zone}"))


def _iso(moment: datetime | None) -> str | None:
    # Before there were pages none was saved.
    is_one = moment is not None and moment.year > 1990
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment and is_one else None
