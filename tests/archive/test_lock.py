"""One writer at a time: what writes holds the archive's lock, and no other process does."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import working_copy
from archive.lock import Lock, locked
from archive.run import begin
from records.errors import ArchiveError, ArchiveLocked
from tests.archive.conftest import SITE, start


def another(archive_db: Path, done: Callable[[Path], object]) -> str | None:
    """What another process is told that does something with the archive; None where it may."""

    def tried() -> None:
        try:
            done(archive_db)
            said.put(None)
        except ArchiveError as error:
            said.put(f"{type(error).__name__}: {error}")

    context = multiprocessing.get_context("fork")
    said = context.SimpleQueue()
    process = context.Process(target=tried)
    process.start()
    process.join()
    told: str | None = said.get()
    return told


def begun(archive_db: Path) -> object:
    return begin(archive_db, archive_db.parent / "captures", SITE, "test", {}, {})


def test_a_run_locks_its_archive_until_it_ends(folder: Path) -> None:
    run = start(folder)
    told = another(folder / "archive.db", begun)
    assert told and told.startswith("ArchiveLocked: archive.db is being written by a run of test")
    run.finish("finished")
    assert another(folder / "archive.db", begun) is None


def test_a_run_that_is_closed_without_having_read_anything_lets_go_too(folder: Path) -> None:
    start(folder).end("failed")
    assert another(folder / "archive.db", begun) is None


def test_a_run_that_could_not_begin_lets_go(folder: Path) -> None:
    path = folder / "archive.db"
    path.write_bytes(b"no database at all" * 99)
    with pytest.raises(ArchiveError, match="cannot be opened for writing"):
        start(folder)
    path.unlink()
    assert another(path, begun) is None


def test_a_run_within_a_command_leaves_the_command_its_lock(folder: Path) -> None:
    path = folder / "archive.db"
    with locked(path, "scrapy nightly"):
        start(folder).finish("finished")
        told = another(path, begun)
        assert told and "is being written by scrapy nightly (process" in told
    assert not (folder / "archive.db.lock.holder").exists()
    assert another(path, begun) is None


def test_a_working_copy_is_locked_with_the_archive_it_is_a_copy_of(folder: Path) -> None:
    path = folder / "archive.db"
    with locked(path, "scrapy nightly"):
        told = another(working_copy.beside(path), begun)
    assert told and told.startswith("ArchiveLocked: archive-working.db is being written by scrapy")
    run = begin(working_copy.beside(path), folder / "captures", SITE, "test", {}, {})
    told = another(path, begun)
    assert told and told.startswith("ArchiveLocked")
    run.end("finished")


def test_a_lock_that_was_refused_is_no_lock_that_can_be_let_go_of(folder: Path) -> None:
    """The note of who holds it stays the holder's."""

    def refused(path: Path) -> None:
        with pytest.raises(ArchiveLocked):
            Lock(path, "another")

    with locked(folder / "archive.db", "scrapy nightly"):
        another(folder / "archive.db", refused)
        note = (folder / "archive.db.lock.holder").read_text("utf-8")
    assert note.startswith("scrapy nightly (process ")


def test_a_lock_that_no_folder_takes_is_not_said_to_be_held_by_another() -> None:
    with pytest.raises(ArchiveError, match="cannot be locked") as raised:
        Lock(Path("/proc/self/archive.db"), "test")
    assert not isinstance(raised.value, ArchiveLocked)
