"""A crawl that is killed at any moment leaves a sound archive, and the next run completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from replica.server import serve
from tests.crawling.conftest import HOME, Shell
from tests.crawling.test_replica_crawl import crawl

CONTENT = ("members", "profiles", "statements", "meetings", "meeting_dates", "reports", "agenda_items", "articles",
           "documents", "page_documents", "mentions")  # fmt: skip
# What says in which answer a row was read differs between two crawls; what the row says may not.
PROVENANCE = {"capture_id", "file_capture_id"}


def content(shell: Shell) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for table in CONTENT:
        columns = [
            str(row[1])
            for row in shell.rows(f"PRAGMA table_info({table})")
            if row[1] not in PROVENANCE
        ]
        found[table] = sorted(shell.rows(f"SELECT {', '.join(columns)} FROM {table}"), key=str)
    return found


@pytest.mark.slow
def test_a_crawl_killed_at_random_moments_is_completed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    whole, killed = Shell(tmp_path / "whole"), Shell(tmp_path / "killed")
    chance = random.Random(20)
    with serve() as site:
        assert crawl(whole, site.url).code == 0
        for _ in range(12):
            command = [sys.executable, "-m", "scrapy", "crawl", "collective"]
            for setting in (f"SITE_URL={site.url}", "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=off"):
                command += ["-s", setting]
            own = {
                "ARCHIVE_DB": f"{killed.folder}/archive.db",
                "CAPTURES_DIR": f"{killed.folder}/captures",
            }
            with subprocess.Popen(
                command, cwd=HOME, env={**os.environ, **own}, stderr=subprocess.DEVNULL
            ) as process:
                time.sleep(chance.uniform(0.6, 3.5))
                process.send_signal(signal.SIGKILL)
            if (killed.folder / "archive.db").exists():
                ended = killed("check-archive")
                assert ended.code == 0, ended.said
        assert crawl(killed, site.url).code == 0
    assert content(killed) == content(whole)
    assert killed.rows("SELECT count(*) FROM crawls WHERE outcome = 'running'") == [(0,)]
