"""Web addresses from outside: taken apart, joined and unescaped without ever raising.

Python's own functions refuse some (`http://[x`) by a ValueError, wherever they meet them.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from records.characters import well_formed

# Whatever is printable in ASCII stays as it is, escapes too; browsers drop tabs and line breaks.
_PLAIN = re.compile(r"[!-~]*")
_DROPPED = re.compile(r"[\t\r\n]")
_SAFE = "".join(map(chr, range(0x21, 0x7F)))


def parts(url: str) -> SplitResult | None:
    """An address taken apart; None where it is none.

    >>> parts("https://a.example/b?c").path, parts("http://[x")
    ('/b', None)
    """
    try:
        return urlsplit(url)
    except ValueError:
        return None


def host(url: str) -> str:
    """The host of an address with its port, in lower case; "" where it has none."""
    at = parts(url)
    return at.netloc.lower() if at else ""


def is_base(url: str) -> bool:
    """Whether pages can be asked for under an address.

    >>> [is_base(url) for url in ("http://127.0.0.1:8071/", "http://[x", "ftp://a.example/")]
    [True, False, False]
    """
    at = parts(url)
    if at is None:
        return False
    known_port = re.fullmatch(r"[^:]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?", at.netloc)
    port = at.netloc.rpartition(":")[2]
    in_range = not port.isdecimal() or int(port) < 65536
    said = at.scheme in ("http", "https") and known_port and in_range
    return bool(said and not at.query and not at.fragment)


def joined(base: str, href: str) -> str | None:
    """Where a link leads, as browsers ask for it; None where it is no address.

    >>> joined("https://a.example/b/", "réunion d’été")
    'https://a.example/b/r%C3%A9union%20d%E2%80%99%C3%A9t%C3%A9'
    """
    try:
        url = encoded(urljoin(base, _DROPPED.sub("", well_formed(href)).strip()))
    except ValueError:
        return None
    return url if parts(url) else None


def escaped(stated: bytes) -> str:
    """An address as a header states it, in ASCII: what is none of that stays the bytes it is.

    >>> escaped(b"/r\\xe9union")
    '/r%E9union'
    """
    return quote(stated, safe=_SAFE)


def encoded(url: str) -> str:
    """An address in ASCII, as browsers ask for it: UTF-8 in escapes, a host by its name in punycode."""
    if _PLAIN.fullmatch(url):
        return url
    url = _DROPPED.sub("", well_formed(url)).strip()
    at = parts(url)
    if at and not at.netloc.isascii():
        url = url.replace(at.netloc, _ascii(at.netloc), 1)
    return quote(url, safe=_SAFE)


def _ascii(netloc: str) -> str:
    try:
        return netloc.encode("idna").decode()
    except UnicodeError:
        return quote(netloc)


def unescaped(path: str) -> str | None:
    """A path with its escapes resolved; None where they stand for no text in UTF-8, or for a control.

    >>> unescaped("r%C3%A9union"), unescaped("r%E9union"), unescaped("a%00b")
    ('réunion', None, None)
    """
    try:
        text = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    return text if well_formed(text) == text and not _DROPPED.search(text) else None
