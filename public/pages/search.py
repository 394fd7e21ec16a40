"""The search page: what is asked for, what was found, and the same for machines."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from archive.search import NOTHING, search_query
from public.pages import search_queries
from public.pages.addresses import absolute
from public.pages.language import LANGUAGES
from public.pages.queries import Row, cut
from public.pages.rendering import DATABASE, Links, part_asked, render
from public.pages.search_queries import END, START, Wanted
from public.pages.words import VERSIONED

if TYPE_CHECKING:
    from datasette.app import Datasette

A_PART = 20
_LONGEST_WORD_OF_A_FILTER = 200
_MOST_AT_AN_END = 120
# What headings begin with in a text.
_MARK = re.compile(r"(?:^|(?<=\s))#{2,6} ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; `found` where it is a word that was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One part of what a question found: `counts` by kind; nothing of it where it took too long."""

    wanted: Wanted
    counts: Mapping[str, int]
    results: list[Row]
    more: bool
    too_long: bool = False

    @property
    def total(self) -> int:
        """How many records of the kind asked for."""
        kind = self.wanted.kind
        return self.counts.get(kind, 0) if kind else sum(self.counts.values())


def wanted(args: Mapping[str, str]) -> Wanted:
    """The question in an address; what no filter can mean is as if it were not there.

    >>> wanted({"q": "l'esclavage", "kind": "statements", "from": "2018", "to": "soon"})
    Wanted(query='"esclavage"', kind='statements', language='', member='', since='2018', until='')
    """

    def given(name: str) -> str:
        return (args.get(name) or "").strip()[:_LONGEST_WORD_OF_A_FILTER]

    kind, typed = given("kind"), args.get("q") or ""
    return Wanted(
        query=search_query(typed) if typed.strip() else "",
        kind=kind if kind in VERSIONED else "",
        language=given("language"),
        member=given("member"),
        since=_year(given("from")),
        until=_year(given("to")),
    )


def _year(typed: str) -> str:
    return typed if len(typed) == 4 and typed.isascii() and typed.isdigit() else ""


def pieces(marked: str | None) -> list[Piece]:
    """A text as FTS5 marked it, cut at its marks.

    >>> [(piece.text, piece.found) for piece in pieces(f"la {START}traite{END} des êtres")]
    [('la ', False), ('traite', True), (' des êtres', False)]
    """
    cut: list[Piece] = []
    for part in (marked or "").split(START):
        word, end, rest = part.partition(END)
        cut += [Piece(word, True), Piece(rest, False)] if end else [Piece(part, False)]
    return [piece for piece in cut if piece.text]


def bounded(piece: Piece) -> Piece:
    """A piece no longer than a passage should be: a snippet is so many words, and a word may have no end.

    >>> bounded(Piece("x" * 1000, True)).text == "x" * 120 + "…" + "x" * 120
    True
    """
    text, most = piece.text, _MOST_AT_AN_END
    return piece if len(text) <= 2 * most else Piece(f"{text[:most]}…{text[-most:]}", piece.found)


async def search_page(datasette: Datasette, request: Request) -> Response:
    """What was found, as a page."""
    found = await _find(datasette, request)
    db = datasette.get_database(DATABASE)
    asked = {name: value for name in _ASKED if (value := request.args.get(name))}

    def again(**changes: str) -> str:
        """The same question with something else in it; an empty value takes it away."""
        words = {**asked, **changes}
        return "?" + urlencode({name: value for name, value in words.items() if value})

    return await render(
        datasette,
        request,
        "search.html",
        typed=request.args.get("q") or "",
        asks=_asks(found.wanted),
        found=found,
        kinds=VERSIONED,
        record_languages=_languages(found.wanted.language),
        members=await search_queries.members(db),
        results=[_for_reading(row) for row in found.results],
        again=again,
    )


_ASKED = ("q", "kind", "language", "member", "from", "to", "lang")


def _languages(asked: str) -> dict[str, str]:
    return LANGUAGES if not asked or asked in LANGUAGES else {**LANGUAGES, asked: asked}


def _for_reading(row: Row) -> dict[str, Any]:
    told = row["acronym"] and row["acronym"] in row["plain_title"]
    return {
        **row,
        "title": pieces(row["title"]),
        "passage": [bounded(piece) for piece in pieces(_MARK.sub("", row["passage"] or ""))],
        "acronym": None if told else row["acronym"],
    }


async def search_json(datasette: Datasette, request: Request) -> Response:
    """The same for machines; `next` is the address of the next part."""
    found, part, links = await _find(datasette, request), part_asked(request), Links(datasette)
    asked = {name: request.args[name] for name in _ASKED if name in request.args}
    following = f"{links.path('/search.json')}?{urlencode({**asked, 'part': part + 1})}"
    answer = {
        "asked": {"q": request.args.get("q") or "", **asdict(found.wanted)},
        "total": found.total,
        "kinds": found.counts,
        "took_too_long": found.too_long,
        "next": absolute(datasette, request, following) if found.more else None,
        "results": [
            {
                "kind": row["kind"],
                "id": row["record_id"],
                "title": row["plain_title"],
                "acronym": row["acronym"],
                "language": row["language"],
                "date": row["date"],
                "passage": "".join(piece.text for piece in pieces(row["passage"])),
                "address": absolute(datasette, request, links.row(row["kind"], row["record_id"])),
                "source": row["url"],
            }
            for row in found.results
        ],
    }
    return Response.json(answer)


def _asks(asked: Wanted) -> bool:
    """Whether there is anything to look for: a word, or without any a filter."""
    return asked.query != NOTHING if asked.query else bool(asked.given())


async def _find(datasette: Datasette, request: Request) -> Found:
    asked, part = wanted(request.args), part_asked(request)
    if not _asks(asked):
        return Found(asked, {}, [], False)
    db = datasette.get_database(DATABASE)
    try:
        counts = await search_queries.counts(db, asked)
        results = await search_queries.best(db, asked, A_PART + 1, (part - 1) * A_PART)
    except QueryInterrupted:
        return Found(asked, {}, [], False, too_long=True)
    return Found(asked, counts, *cut(results, A_PART))


PAGES = ((r"/search$", search_page), (r"/search\.json$", search_json))
