"""Pages that are kept say what the archive says now, in the language and at the address asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.archive.conftest import start, take
from tests.archive.test_store import MEETING, PROFILE
from tests.publishing.conftest import Served, serving

TITLE = "Next meeting of the Collective"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    run = start(tmp_path_factory.mktemp("kept"))
    take(run, PROFILE)
    take(run, MEETING)
    run.finish("finished")
    run.db.close()
    with serving(run.writer.folder.parent / "archive.db", run.writer.folder) as served:
        yield served


def test_a_kept_page_is_kept_for_one_language_and_one_address(served: Served) -> None:
    said = {
        (language, host): httpx.get(
            f"{served.base}archive/meetings", headers={"Accept-Language": language, "Host": host}
        ).text
        for language in ("en", "fr")
        for host in ("a.example", "b.example")
        for _ in (1, 2)
    }
    for (language, host), html in said.items():
        assert f'<html lang="{language}"' in html
        other = "b.example" if host == "a.example" else "a.example"
        assert other not in html


def test_kept_pages_have_the_headers_of_all_pages(served: Served) -> None:
    answers = [served.get("archive/meetings") for _ in range(2)]
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert answers[0].headers[name] == answers[1].headers[name]


def test_a_kept_page_follows_the_archive_at_once(served: Served) -> None:
    for path in ("archive/meetings", "feeds/new.atom"):
        assert TITLE in served.get(path).text
        assert served.get(path).text == served.get(path).text
    with closing(sqlite3.connect(served.db)) as db, db:
        for table in ("meetings", "entries"):
            db.execute(
                f"UPDATE {table} SET title = 'Called otherwise now' WHERE title LIKE 'Next%'"
            )
    assert "Called otherwise now" in served.get("archive/meetings").text
