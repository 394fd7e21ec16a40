"""Thousands of mutants of pages and files: each becomes a record, or is refused by a name; nothing else."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import layouts
from archive.checks import soundness
from archive.run import Run, begin
from archive.warc_writer import Answered
from layouts.addresses import place
from layouts.feeds import addresses_in
from layouts.files import describe
from pipelines.withhold import WithholdContactDetails
from records.characters import well_formed
from records.errors import Refused
from records.finding import Answer, Unread, find
from records.models import TABLES, Capture
from records.reading import Fetched
from spiders.evidence import Evidence
from spiders.findings import file_found
from tests.fuzz import mutants, originals
from tests.fuzz.originals import SITE, Original
from tests.fuzz.outcome import Outcome

# Another seed makes others: these are the ones that every change must pass.
SEEDS = range(4)
PAGES, FILES = 1000, 250
# So many come in one run, then the next begins over the same archive.
_A_RUN = 250
_BEGUN = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_mutant_of_a_page_becomes_a_record_or_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    outcome = Outcome(tmp_path)
    for first in range(0, PAGES, _A_RUN):
        run = _run(tmp_path)
        evidence = Evidence(SITE, run.met, run.same)
        for number in range(first, first + _A_RUN):
            mutant = mutants.page(seed, number, originals.pages())
            with outcome.of(mutant.name, mutant.page.body):
                _read(run, evidence, mutant.page, number)
        with outcome.of(f"seed {seed}, the end of the run from page {first}", b""):
            run.finish("finished")
        _assert_sound(run)
    _assert_plain(run)
    outcome.told(capsys)


def _assert_sound(run: Run) -> None:
    """The archive passes its own checks, and no page was left to the boundary around each item."""
    assert all(result.passed for result in soundness(run.db, run.writer.folder))
    assert not run.faulty


def _assert_plain(run: Run) -> None:
    """Whatever came, the archive holds no control character and no half of one."""
    for model in TABLES:
        for row in run.db.query(f"SELECT * FROM {model.table}"):
            for name, value in row.items():
                assert not isinstance(value, str) or well_formed(value) == value, (
                    model.table,
                    name,
                )


def _read(run: Run, evidence: Evidence, page: Original, number: int) -> None:
    """What a crawl does with an answer: kept, read, remembered, stored."""
    at, capture = place(page.url, SITE), _kept(run, page.url, page.body, page.headers, number)
    fetched = Fetched(page.url, page.body, capture.captured_at, page.form, 200, page.headers)
    if at and at.is_feed:
        run.take(Answer(capture))
        for url in addresses_in(page.body):
            evidence.meet(url)
        return
    withhold = WithholdContactDetails(withholds=True)
    try:
        reading = layouts.read(fetched, SITE)
    except Refused as refusal:
        assert refusal.reason
        run.take(withhold.process_item(Unread(page.url, refusal.reason, refusal.detail, capture)))
        return
    assert at
    run.readings.put(page.url, capture, reading)
    assert run.readings.reading(page.url, capture.id) == reading
    evidence.note(reading, at.id, capture)
    for url in reading.links:
        evidence.meet(url)
    found = find(reading, SITE, capture, evidence.of(reading.page_id))
    found.aliases = evidence.aliases(reading.page_id)
    found.addresses[page.url] = 200
    run.take(withhold.process_item(found))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_mutant_of_a_file_is_described_and_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    # What pypdf stumbles over is told by thousands of lines; the process that reads files says nothing.
    caplog.set_level(logging.CRITICAL)
    outcome, run = Outcome(tmp_path), _run(tmp_path)
    withhold = WithholdContactDetails(withholds=True)
    document = _document(run)
    for number in range(FILES):
        body = mutants.file(seed, number, originals.files())
        with outcome.of(f"seed {seed}, file {number}", body):
            capture = _kept(run, f"{SITE.base}IMG/pdf/{number}.pdf", body, {}, number)
            run.take(withhold.process_item(file_found(document, describe(body), capture)))
    run.finish("finished")
    _assert_sound(run)
    _assert_plain(run)
    outcome.told(capsys)


def _run(folder: Path) -> Run:
    return begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})


def _kept(run: Run, url: str, body: bytes, headers: Mapping[str, str], number: int) -> Capture:
    at = f"{_BEGUN + timedelta(minutes=number):%Y-%m-%dT%H:%M:%SZ}"
    # What has no validator is not remembered.
    named = [("ETag", f'"{number}"'), *headers.items()]
    return run.writer.response(Answered(url, 200, named, body, at))


def _document(run: Run) -> str:
    """A document of the archive, by a page that attaches it."""
    evidence = Evidence(SITE, run.met, run.same)
    for number, page in enumerate(originals.pages()):
        _read(run, evidence, page, number)
        found = run.db.execute("SELECT id FROM documents").fetchone()
        if found:
            return str(found[0])
    raise AssertionError("no page of the replica attaches a file")
