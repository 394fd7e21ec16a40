"""Drupal's address grammar: nodes, terms, aliases, and what is never asked for (docs/site.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urljoin

from layouts.suffixes import is_file
from records.web_addresses import unescaped

_NUMBERED = re.compile(r"(?:([a-z]{2})/)?(node|taxonomy/term)/([0-9]{1,9})\Z")
_IDENTITY = re.compile(r"drupal/(?P<kind>node|term|path|month)/(?P<name>.+)\Z", re.DOTALL)
_PATHS = {"node": "node", "term": "taxonomy/term"}
# What a calendar turns by: a year, a month, a day, or their names.
_UNIT = r"(?:day|week|month|year|jour|semaine|mois|annee)"
_SPAN = rf"{_UNIT}(?:/.*)?|[0-9]{{4}}(?:[/-]?W?[0-9]{{2}}){{0,2}}"
_TURNED = rf"{_UNIT}/[0-9]{{4}}(?:-?W?[0-9]{{2}}){{0,2}}\Z"
_ENDLESS = "calendars without end"
# Each rule with the words by which what it kept out is counted. The paths are Drupal's own, and
# those of the modules that sites of this kind have.
TRAPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(rf"(?:[a-z]{{2}}/)?(?:{pattern})"))
    for why, pattern in (
        (_ENDLESS, rf"(?:archives?|calendar|calendrier|agenda|events?)/(?:{_SPAN})(?:/|\Z)"),
        (_ENDLESS, rf".*(?:calend|agenda)[^/]*/(?:.*/)?(?:{_SPAN})\Z|(?:.*/)?{_TURNED}"),
        ("comments", r"comments?(?:/|\Z)"),
        ("searches", r"search(?:/|\Z)|recherche\Z"),
        ("logins and accounts", r"(?:users?|login|connexion|register|logout)(?:/|\Z)"),
        ("administration", r"(?:admin|core|batch|ajax|system|devel|contextual)(?:/|\Z)"),
        ("administration", r"history/[0-9]|views/ajax"),
        ("print copies", r"(?:print|printpdf|printmail|printable|entity_pdf)(?:/|\Z)"),
        ("feeds of sections", r"(?:.*/)?(?:feed|rss)\Z|taxonomy/term/.*/"),
        ("forms of a page", r"node/(?:add|[0-9]+/)|filter/|media/oembed|flag/|forward\Z"),
        ("files of the theme", r"sites/default/"),
        ("files", r"media/[0-9]+(?:/download)?\Z|file/[0-9]+/download\Z"),
        ("SPIP's own folders", r"(?:ecrire|prive|squelettes|local|lib|extensions|plugins|IMG)(?:/|\Z)"),
        ("SPIP's own folders", r"spip\.php/"),
    )
)  # fmt: skip

_MONTH = re.compile(r"(?:.*/)?(?:19|20)[0-9]{2}[/-]?(?:0[1-9]|1[0-2])\Z")


def is_month(path: str) -> bool:
    """Whether a path is that of one month, of a calendar or of the archives.

    >>> is_month("archive/201603"), is_month("agenda/2024-05"), is_month("agenda/2024-05-12")
    (True, True, False)
    """
    return trap(path) == _ENDLESS and _MONTH.match(path) is not None


def trap(path: str) -> str | None:
    """Why a path is never asked for, None where it may be a page.

    >>> trap("archive/201603")
    'calendars without end'
    """
    if _NUMBERED.match(path):
        return None
    if is_file(path):
        return "files"
    return next((why for why, pattern in TRAPS if pattern.match(path)), None)


def identity(path: str, languages: Sequence[str]) -> str:
    """The identity that a path alone tells: a number where it has one, else the path itself.

    A translation bears its origin's number, under the prefix of its language; the first of the
    site's languages is the origin's own.

    >>> identity("node/094", ["fr", "en"]), identity("en/node/94", ["fr", "en"])
    ('drupal/node/94', 'drupal/node/94/en')
    >>> identity("juin-2024", ["fr", "en"])
    'drupal/path/juin-2024'
    """
    numbered = _NUMBERED.match(path)
    if numbered and (numbered[1] is None or numbered[1] in languages):
        kind = "node" if numbered[2] == "node" else "term"
        language = f"/{numbered[1]}" if numbered[1] not in (None, languages[0]) else ""
        return f"drupal/{kind}/{int(numbered[3])}{language}"
    # What is no text stays as printed: two of them would else be one.
    return f"drupal/path/{unescaped(path) or path}"


def is_number(text: str) -> bool:
    """Whether a text is a number as an address or an attribute holds one: `²` is a digit, and none."""
    return text.isascii() and text.isdigit() and len(text) < 10


def part(query: Mapping[str, str]) -> int:
    """Which part of a list `?page=` asks for; 0 for the first. `0,2` is the third of a second pager."""
    numbers = query.get("page", "").split(",")
    if not all(is_number(number) and len(number) < 5 for number in numbers):
        return 0
    return sum(int(number) * 10_000**place for place, number in enumerate(numbers))


def address(page_id: str, base: str, part: int = 0) -> str | None:
    """The clean address of a Drupal identity: no `index.php/`, no parameter but the pager's own."""
    found = _IDENTITY.match(page_id)
    if not found:
        return None
    kind, name = found["kind"], found["name"]
    if kind in _PATHS:
        number, _, language = name.partition("/")
        path = f"{language}/{_PATHS[kind]}/{number}".lstrip("/")
    else:
        # A name that is no text under its escapes bears them still.
        printed = "%" in name and unescaped(name) is None
        path = name if printed or name.startswith("?") else quote(name, "/,:~!()'*@$&+;=")
    numbers: list[str] = []
    while part:
        part, number_of_pager = divmod(part, 10_000)
        numbers.append(str(number_of_pager))
    # "./" keeps a colon in an alias from being read as a scheme.
    return urljoin(base, f"./{path}{'?page=' if numbers else ''}{','.join(numbers)}")
