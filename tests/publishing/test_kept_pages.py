"""Pages that are kept say what the archive says now, in the language and at the address asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from datasette.app import Datasette

from public.pages.asgi import Message, Receive, Send
from public.plugins import kept_pages
from tests.archive.conftest import start, take
from tests.archive.test_store import MEETING, PROFILE
from tests.loops import finished
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


def test_only_what_says_the_same_to_everybody_is_asked_for_once(served: Served) -> None:
    """Around an application that counts how often it is asked, and answers 404 to `/archive/pages`."""
    asked: list[str] = []

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        missing = scope["path"] == "/archive/pages"
        await send(
            {"type": "http.response.start", "status": 404 if missing else 200, "headers": []}
        )
        size = 3 * 2**20 if scope["path"] == "/archive/meetings.ics" else 1
        await send({"type": "http.response.body", "body": b"x" * size})

    kept = kept_pages.asgi_wrapper(Datasette([str(served.db)]))(application)

    async def twice(path: str, **headers: str) -> int:
        """How often the application was asked for two requests."""
        asked.clear()
        transport = httpx.ASGITransport(app=kept)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            answers = [await client.get(path, headers=headers) for _ in range(2)]
        assert answers[0].content == answers[1].content
        return len(asked)

    async def counted() -> None:
        assert await twice("/archive/meetings") == 1
        assert await twice("/feeds/new.atom") == 1
        assert await twice("/archive/meetings?_sort=title") == 2, "a question"
        assert await twice("/archive/changed_this_month") == 2, "a query may ask for the day"
        assert await twice("/archive/pages") == 2, "an error"
        assert await twice("/archive/meetings.ics") == 2, "too large"
        for headers in ({"Authorization": "Bearer x"}, {"Cookie": "ds_actor=x"},
                        {"If-None-Match": "x"}, {"Range": "bytes=0-0"}):  # fmt: skip
            assert await twice("/archive/articles", **headers) == 2, headers

    finished(counted())


def test_a_kept_page_follows_the_archive_at_once(served: Served) -> None:
    for path in ("archive/meetings", "feeds/new.atom"):
        assert TITLE in served.get(path).text
        assert served.get(path).text == served.get(path).text
    with closing(sqlite3.connect(served.db)) as db, db:
        for table in ("meetings", "entries"):
            db.execute(
                f"UPDATE {table} SET title = 'Called otherwise now' WHERE title LIKE 'Next%'"
            )
    for path in ("archive/meetings", "feeds/new.atom"):
        assert "Called otherwise now" in served.get(path).text
