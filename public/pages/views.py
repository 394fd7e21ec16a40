"""The pages of history and of the nights: what is asked, computed and shown, a function each."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response

from archive.check_words import advice, went_wrong
from archive.checks import Result
from archive.diff import Change, changes
from archive.exchange import Exchange, exchange
from archive.night_line import lost_and_faults
from public.pages import queries
from public.pages.changes import PageChange, RunChanges, of_runs, part_of, sentence, what_changed
from public.pages.language import DEFAULT, language_of, translate
from public.pages.night_words import in_language, night_sentence
from public.pages.rendering import DATABASE, part_asked, render
from records.errors import ArchiveError
from records.models import Capture, Crawl

if TYPE_CHECKING:
    from datasette.app import Datasette

NIGHTS_A_PART = 30
PAGES_A_PART = 100
VERSIONS_A_PART = 20
_READ_FROM = 100


async def changes_page(datasette: Datasette, request: Request) -> Response:
    """What changed, night by night."""
    db, part = datasette.get_database(DATABASE), part_asked(request)
    crawls, more = _part(await queries.changing(db, *_slice(part, NIGHTS_A_PART)), NIGHTS_A_PART)
    ids = [crawl["id"] for crawl in crawls]
    runs = of_runs(crawls, await queries.read_in(db, ids), await queries.absent_in(db, ids))
    language = language_of(request)
    nights = [(crawl, sentence(found, language), len(found.reread)) for crawl, found in runs]
    return await render(datasette, request, "changes.html", nights=nights, more=more)


async def run_page(datasette: Datasette, request: Request) -> Response:
    """What one run changed."""
    db, part = datasette.get_database(DATABASE), part_asked(request)
    crawl = _found(await queries.crawl(db, tilde_decode(request.url_vars["crawl_id"])), "run")
    ids = [crawl["id"]]
    found = what_changed(await queries.read_in(db, ids), await queries.absent_in(db, ids), crawl)
    shown, more = part_of(found, part, PAGES_A_PART)
    sides = await queries.sides(db, crawl["id"], _records(shown))
    return await render(
        datasette,
        request,
        "changes_of_run.html",
        crawl=crawl,
        sentence=sentence(found, language_of(request)),
        total=found,
        shown=shown,
        more=more,
        differences={(s["record_table"], s["record_id"], s["number"]): _differences(s) for s in sides},
        gone_after=os.environ.get("GONE_AFTER"),
    )  # fmt: skip


def _records(shown: RunChanges) -> list[str]:
    pages: list[PageChange] = [*shown.changed, *shown.added, *shown.announced, *shown.reread]
    return sorted({version["record_id"] for page in pages for version in page.versions})


async def history_page(datasette: Datasette, request: Request) -> Response:
    """Every version of a record."""
    db, part = datasette.get_database(DATABASE), part_asked(request)
    table, record_id = (tilde_decode(request.url_vars[name]) for name in ("table", "record_id"))
    found = await queries.versions(db, table, record_id, *_slice(part, VERSIONS_A_PART))
    versions, more = _part(found, VERSIONS_A_PART)
    if not versions:
        raise NotFound("There is no history of such a record")
    said = json.loads(versions[0]["record"])
    return await render(
        datasette,
        request,
        "history.html",
        table=table,
        record_id=record_id,
        title=said.get("title") or said.get("name") or said.get("caption") or record_id,
        of_language=said.get("language"),
        stands=await queries.stands(db, table, record_id),
        page=await queries.page(db, record_id),
        versions=[(version, _differences(version)) for version in versions],
        more=more,
    )


def _differences(sides: Mapping[str, Any]) -> list[Change]:
    """What differs between a version and the one before it; nothing where it is the first."""
    if sides["before"] is None:
        return []
    return changes(json.loads(sides["before"]), json.loads(sides["record"]))


async def capture_page(datasette: Datasette, request: Request) -> Response:
    """One answer of the site as it was kept: everything but its body."""
    db = datasette.get_database(DATABASE)
    row = _found(await queries.capture(db, tilde_decode(request.url_vars["capture_id"])), "capture")
    capture = Capture.model_validate(row)
    heads = await asyncio.to_thread(_heads, capture, language_of(request))
    original = await queries.capture(db, capture.refers_to) if capture.refers_to else None
    found = await queries.read_from(db, capture.id, _READ_FROM + 1)
    read, more_read = queries.cut(found, _READ_FROM)
    return await render(
        datasette,
        request,
        "capture.html",
        capture=capture,
        heads=heads if isinstance(heads, Exchange) else None,
        why_not=heads if isinstance(heads, str) else None,
        original=original,
        page=await queries.page_at(db, capture.url),
        read=read,
        more_read=more_read,
        unchanged=await queries.unchanged_since(db, capture.id),
    )


def _heads(capture: Capture, language: str = DEFAULT) -> Exchange | str:
    """The headers of a capture, or why they cannot be shown. `scrapy serve` names the folder."""
    named = os.environ.get("CAPTURES_DIR")
    if not named or not Path(named).is_dir():
        return translate(
            "The captures are not beside this copy of the archive: headers are not shown.", language
        )
    try:
        return exchange(Path(named), capture)
    except ArchiveError:
        return translate(
            "{file} is not in the captures folder, or does not hold this capture there.",
            language,
            file=capture.file,
        )


async def nights_page(datasette: Datasette, request: Request) -> Response:
    """How the nights went."""
    db, part = datasette.get_database(DATABASE), part_asked(request)
    crawls, more = _part(await queries.nights(db, *_slice(part, NIGHTS_A_PART)), NIGHTS_A_PART)
    nights = [(crawl, line) for crawl, line, _ in await reports(db, crawls, language_of(request))]
    good = await queries.last_good(db)
    return await render(datasette, request, "nights.html", nights=nights, more=more, last_good=good)


async def night_page(datasette: Datasette, request: Request) -> Response:
    """The report of one night."""
    db = datasette.get_database(DATABASE)
    crawl = _found(await queries.crawl(db, tilde_decode(request.url_vars["crawl_id"])), "night")
    ((_, line, checks),) = await reports(db, [crawl], language_of(request))
    counts = [name for name in Crawl.columns() if isinstance(crawl[name], int)]
    good = await queries.last_good(db)
    return await render(
        datasette, request, "night.html", crawl=crawl, line=line, checks=checks, counts=counts,
        last_good=good,
    )  # fmt: skip


async def reports(
    db: queries.Database, crawls: Sequence[queries.Row], language: str
) -> list[tuple[queries.Row, str, list[tuple[Result, str, str]]]]:
    """Each run with its line and its checks, each with its remarks."""
    ids = [crawl["id"] for crawl in crawls]
    checks, kept = await queries.checks(db, ids), await queries.kept(db, ids)
    said = []
    for crawl in crawls:
        row = Crawl.model_validate(crawl)
        results = [_result(check) for check in checks if check["crawl_id"] == crawl["id"]]
        lost, faults = lost_and_faults(results)
        line = night_sentence(row, results, lost, faults, kept=row.id in kept, language=language)
        said.append(
            (crawl, line, [(result, *_remarks(result, row, language)) for result in results])
        )
    return said


def _result(check: queries.Row) -> Result:
    """A row of `checks` as the value it was."""
    names = ("name", "required", "passed", "figure", "bound", "note")
    name, required, passed, *measured = (check[name] for name in names)
    return Result(name, bool(required), bool(passed), *measured)


def _remarks(result: Result, crawl: Crawl, language: str) -> tuple[str, str]:
    """What a check found where it failed, and what it says beside, which is English everywhere."""
    if result.passed:
        return "", result.note or ""
    return went_wrong(result, crawl, in_language(language)), advice(result)


def _slice(part: int, size: int) -> tuple[int, int]:
    """How many rows to ask for, one more than are shown to know of the next part, and from where."""
    return size + 1, (part - 1) * size


def _part(rows: list[queries.Row], size: int) -> tuple[list[queries.Row], bool]:
    return rows[:size], len(rows) > size


def _found(row: queries.Row | None, what: str) -> queries.Row:
    if row is None:
        raise NotFound(f"There is no such {what} in this archive")
    return row
