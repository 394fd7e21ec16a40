"""`scrapy status` says in one line how fresh the archive is, and exits so that silence is noticed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.clock import now
from archive.database import open_archive
from archive.lock import locked
from archive.store import write
from records.models import Check, Crawl
from tests.crawling.conftest import Shell


def hours_ago(hours: float, at: str | None = None) -> str:
    moment = datetime.fromisoformat(at or now()) - timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def night(hours: float, outcome: str = "finished", at: str | None = None, **more: int) -> Crawl:
    """A night that ended so many hours ago."""
    return Crawl(
        id=f"{hours_ago(hours, at)}-collective", spider="collective", arguments="{}", outcome=outcome, read=119,
        started_at=hours_ago(hours + 1, at), finished_at=hours_ago(hours, at), **more,
    )  # fmt: skip


@contextmanager
def archive(folder: Path, *nights: Crawl) -> Iterator[Path]:
    path = folder / "archive.db"
    db = open_archive(path)
    for one in nights:
        write(db, one)
    yield path
    db.close()


def status(shell: Shell, *nights: Crawl, **environment: str) -> tuple[int, str]:
    with archive(shell.folder, *nights):
        ended = shell("status", **environment)
    return ended.code, ended.said


def test_a_fresh_archive_is_0_and_one_line_with_nothing_to_do(shell: Shell) -> None:
    good = night(9, changed=2)
    code, said = status(shell, night(33), good)
    ended = str(good.finished_at)[:16].replace("T", " ")
    assert said == (
        f"status: fresh – last good night {ended} UTC, 9 h ago (allowed 36 h);"
        " last run: ok – 2 changed, 0 new, 0 gone, 119 pages; nothing to do\n"
    )
    assert code == 0


def test_a_night_too_long_ago_is_1_and_asks_for_the_timer(shell: Shell) -> None:
    code, said = status(shell, night(105))
    assert code == 1
    assert said.startswith("status: old – last good night ") and "105 h ago (allowed 36 h)" in said
    assert "is the timer on?" in said


@pytest.mark.slow
@pytest.mark.parametrize(("allowed", "code"), [("8", 1), ("10", 0)])
def test_the_bound_is_a_setting(shell: Shell, allowed: str, code: int) -> None:
    assert status(shell, night(9), STATUS_HOURS_MAX=allowed)[0] == code


@pytest.mark.slow
def test_a_bad_bound_and_a_surplus_argument_are_refused(shell: Shell) -> None:
    with archive(shell.folder, night(9)):
        bad = shell("status", "-s", "STATUS_HOURS_MAX=long")
        assert bad.code == 2 and "STATUS_HOURS_MAX=long is not allowed" in bad.said
        assert shell("status", "surplus").code == 2


def test_a_night_that_failed_since_is_said_in_its_own_words_and_does_not_make_it_old(
    shell: Shell,
) -> None:
    failed = night(2, "failed", quarantined=30)
    note = "see the table quarantine; first: http://a.example/\u202e (truncated)"
    check = Check(
        crawl_id=failed.id, name="quarantine share", required=1, passed=0, figure=0.2, bound=0.1, note=note
    )  # fmt: skip
    with archive(shell.folder, night(26), failed) as path:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(
                "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?)", tuple(check.row().values())
            )
        ended = shell("status")
    assert ended.code == 0
    assert (
        r"last run: failed – 30 of 149 pages in quarantine, allowed 10 %: first http://a.example/\u202e (truncated);"
        " the published archive stays as it was; see docs/operating.md"
    ) in ended.said


def test_an_archive_without_a_good_night_is_1(shell: Shell) -> None:
    code, said = status(shell, night(3, "unreachable"))
    assert code == 1
    assert said.startswith("status: never – there was no good night yet; last run: unreachable –")


def test_a_night_from_the_future_is_no_good_news(shell: Shell) -> None:
    code, said = status(shell, night(-48))
    assert code == 1 and "is the clock of this machine right?" in said


def test_a_missing_archive_is_2_and_none_is_made(shell: Shell) -> None:
    ended = shell("status")
    assert ended.code == 2 and "there is no archive at" in ended.said
    assert not list(shell.folder.iterdir())


def test_a_file_that_is_no_archive_is_1(shell: Shell) -> None:
    (shell.folder / "archive.db").write_bytes(b"no database at all" * 999)
    ended = shell("status")
    assert ended.code == 1 and "the archive cannot be read" in ended.said


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the one in which SQLite's readers note that they are reading."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".db-shm"}


def test_who_is_at_work_is_named_and_not_disturbed_and_nothing_is_written(shell: Shell) -> None:
    with archive(shell.folder, night(9)) as path, locked(path, "scrapy nightly"):
        before = contents(shell.folder)
        ended = shell("status")
        assert contents(shell.folder) == before
    assert ended.code == 0
    assert "at work, or killed: scrapy nightly (process " in ended.said
