"""A real archive in a temporary folder, and a run over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.run import Run, begin
from archive.warc_records import Kept, Member, NoAnswer, Odd, Revisit, records_in
from records.finding import Finding, find
from records.models import Capture
from records.reading import Fetched, Reading
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
Take = Callable[..., Finding]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    yield start(folder)


def answers_in(path: Path) -> list[Kept | Revisit | Odd]:
    """What a WARC file holds, without what is no answer."""
    return [found for found in records_in(path) if not isinstance(found, Member | NoAnswer)]


def start(folder: Path) -> Run:
    return begin(
        folder / "archive.db", folder / "captures", SITE, "test", {}, {"software": "tests"}
    )


def take(run: Run, reading: Reading, at: str = "2018-05-12T10:00:00Z") -> Finding:
    """Keep and store one reading as if it had been fetched at a moment."""
    fetched = Fetched(reading.url, f"<html>{reading}</html>".encode(), at)
    capture: Capture = run.writer.file(fetched)
    finding = find(reading, SITE, capture)
    run.take(finding)
    return finding


def rows(run: Run, sql: str) -> list[tuple[object, ...]]:
    return run.db.execute(sql).fetchall()
