"""Mutants of WARC, ARC and WACZ files: what can be read is read, the rest is a number, the run comes to its end."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from archive.checks import soundness
from archive.run import Run
from tests.archive.test_captures import read_from
from tests.crawling.conftest import Shell
from tests.fuzz import archived, originals
from tests.fuzz.outcome import Outcome

FILES, SEED = 500, 1
# Each answer ends as one of these, by a row or by its number.
_ENDS = ("read", "quarantined", "answered")


@pytest.mark.slow
def test_every_mutant_of_a_file_of_captures_is_read_as_far_as_it_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = Outcome(tmp_path)
    for number in range(FILES):
        made = archived.file(SEED, number, originals.pages())
        folder = tmp_path / str(number)
        folder.mkdir()
        with outcome.of(f"seed {SEED}, file {number} ({made.name!r})", made.body):
            run = read_from(folder, _written(folder, made))
            assert _told(run) >= run.counts["asked"], (run.counts, run.skipped)
            assert run.error is None or "damaged" in run.error
            assert all(result.passed for result in soundness(run.db, run.writer.folder))
    outcome.told(capsys)


def _told(run: Run) -> int:
    """How many answers the run accounts for."""
    counts: Counter[str] = run.counts
    files = sum(count for name, count in counts.items() if name.startswith("documents "))
    return sum(counts[name] for name in _ENDS) + files + sum(run.skipped.values())


@pytest.mark.slow
def test_a_folder_of_all_of_them_is_read_to_its_end_by_the_command(tmp_path: Path) -> None:
    """In one process, where one file could take the next with it."""
    shell, folder = Shell(tmp_path), tmp_path / "theirs"
    folder.mkdir()
    for number in range(FILES):
        _written(folder, archived.file(SEED, number, originals.pages()))
    ended = shell("crawl", "captures", "-a", f"path={folder}")
    assert "Traceback" not in ended.said, ended.said[-5000:]
    # Many are damaged, and the run says so.
    assert ended.code == 1, ended.said[-5000:]
    assert shell.rows("SELECT outcome, finished_at IS NOT NULL FROM crawls") == [("failed", 1)]
    assert shell.rows("SELECT count(*) > 500 FROM captures") == [(1,)]


def _written(folder: Path, made: archived.File) -> Path:
    path = folder / os.fsdecode(made.name)
    try:
        path.write_bytes(made.body)
    except OSError:
        # A system on which every name is UTF-8.
        path = folder / made.name.decode("ascii", "ignore").replace("\n", "")
        path.write_bytes(made.body)
    return path
