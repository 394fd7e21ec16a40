"""`/-/health` tells a monitor whether the archive is fresh, by its status and in JSON."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from archive.database import open_archive
from records.models import Crawl
from tests.crawling.test_status import night
from tests.publishing.conftest import NOW, Served, serving

AT = NOW.isoformat()


def give(path: Path, *nights: Crawl) -> None:
    """Make these the nights of an archive."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM crawls")
        for one in nights:
            row = one.row()
            marks = ", ".join("?" * len(row))
            columns = ", ".join(row)
            db.execute(f"INSERT INTO crawls ({columns}) VALUES ({marks})", tuple(row.values()))


def test_an_archive_without_a_good_night_is_503(empty: Served) -> None:
    give(empty.db, night(1, "unreachable", at=AT))
    answer = empty.get("-/health")
    assert answer.status == 503
    said = json.loads(answer.text)
    assert (said["status"], said["last_good_night"]) == ("never", None)
    assert said["last_outcome"] == "unreachable"


def test_a_fresh_archive_is_200_with_the_age_of_its_last_good_night(empty: Served) -> None:
    good = night(9, at=AT)
    give(empty.db, night(60, at=AT), good, night(2, "failed", at=AT))
    answer = empty.get("-/health")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "no-store"
    said = json.loads(answer.text)
    assert said["last_good_night"] == good.finished_at
    assert (said["status"], said["age_hours"], said["allowed_hours"]) == ("fresh", 9.0, 36.0)
    assert said["last_outcome"] == "failed"


def test_an_old_archive_is_503_until_a_night_is_good_again(empty: Served) -> None:
    give(empty.db, night(100, at=AT))
    answer = empty.get("-/health")
    assert (answer.status, json.loads(answer.text)["status"]) == (503, "old")
    assert answer.headers["cache-control"] == "no-store"
    give(empty.db, night(100, at=AT), night(1, at=AT))
    assert empty.get("-/health").status == 200


def test_a_monitor_may_ask_for_the_head_alone(empty: Served) -> None:
    give(empty.db, night(100, at=AT))
    assert httpx.head(f"{empty.base}-/health").status_code == 503


def test_the_bound_is_that_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_archive(tmp_path / "archive.db").close()
    give(tmp_path / "archive.db", night(9))
    monkeypatch.setenv("STATUS_HOURS_MAX", "5.5")
    with serving(tmp_path / "archive.db", tmp_path / "captures") as served:
        answer = served.get("-/health")
    assert (answer.status, json.loads(answer.text)["allowed_hours"]) == (503, 5.5)
