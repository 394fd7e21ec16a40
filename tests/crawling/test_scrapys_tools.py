"""Scrapy's own tools beside the archive: they work, and only our commands write."""

from __future__ import annotations

import hashlib
import os
import pkgutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
import scrapy.commands

from archive.database import open_archive
from archive.lock import locked
from tests.crawling.conftest import HOME, Ended, Shell
from tests.crawling.site_of_pages import Answer, Served, drupal, serve_pages
from tests.crawling.test_nightly import wait_for

# What each of Scrapy's tools is given, and words of what it says when it works.
TOOLS = {
    "bench": (("-s", "CLOSESPIDER_TIMEOUT=1"), ""),
    "check": ((), "Ran 0 contracts"),
    "edit": (("collective",), ""),
    "fetch": (("{page}",), "An evening of songs"),
    "genspider": (("tried", "example.org"), "Created spider 'tried'"),
    "list": ((), "captures\ncollective"),
    "parse": (("--spider=collective", "{page}"), "An evening of songs"),
    "runspider": (("own.py", "-a", "url={page}"), "own spider: 200"),
    "settings": (("--get", "BOT_NAME"), "collective-archive"),
    "shell": (("{page}", "-c", "response.css('h1::text').get()"), "The choir"),
    "startproject": (("tried_project",), "New Scrapy project 'tried_project'"),
    "version": ((), "Scrapy 2"),
    "view": (("{page}",), ""),
}
# A spider of somebody else's, who tries something in this project.
OWN_SPIDER = """
import scrapy

class Own(scrapy.Spider):
    name = "own"

    async def start(self):
        yield scrapy.Request(self.url)

    def parse(self, response):
        print(f"own spider: {response.status}")
        yield {"title": "a dictionary"}
"""
# Ours: those that write to the archive and those that only read it, with what they are given.
WRITE: dict[str, tuple[str, ...]] = {
    "crawl": ("collective",),
    "demo": (),
    "nightly": (),
    "restore": ("backup.db",),
    "takedown": (),
}
READ: dict[str, tuple[str, ...]] = {
    "check-archive": (), "export": ("csv",), "serve": (), "status": (),
}  # fmt: skip
# Those that are much like another, or do nothing with a crawler.
SLOW = ("bench", "demo", "edit", "genspider", "list", "settings", "startproject", "version", "view")
OURS = {path.stem for path in (HOME / "commands").glob("*.py")} - {"__init__"}


@dataclass(frozen=True)
class Place:
    """An archive's folder, a folder elsewhere to stand in, and the site."""

    folder: Path
    elsewhere: Path
    site: Served

    def begin(self, *given: str, **environment: str) -> subprocess.Popen[str]:
        """Start a tool of Scrapy's as somebody does who has other things in the folder."""
        own = {
            "SCRAPY_SETTINGS_MODULE": "settings",
            "PYTHONPATH": str(HOME),
            "SITE_URL": self.site.url,
            "ARCHIVE_DB": f"{self.folder}/archive.db",
            "CAPTURES_DIR": f"{self.folder}/captures",
            "BACKUPS_DIR": f"{self.folder}/backups",
            "EXPORTS_DIR": f"{self.folder}/exports",
            "WITHHELD_FILE": f"{self.folder}/withheld.toml",
            "DOWNLOAD_DELAY": "0",
            "AUTOTHROTTLE_ENABLED": "off",
            "EDITOR": "true",
            "BROWSER": "true",
            "TMPDIR": str(self.elsewhere),
        }
        words = [word.format(page=f"{self.site.url}node/1") for word in given]
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            cwd=self.elsewhere,
            env={**os.environ, **own, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __call__(self, *given: str, **environment: str) -> Ended:
        return ended(self.begin(*given, **environment))

    def left(self) -> dict[str, str]:
        """Every file of the archive's folder, by a digest of what it holds."""
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def cases(names: Iterable[str]) -> list[object]:
    return [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in names]


def ended(process: subprocess.Popen[str]) -> Ended:
    said, _ = process.communicate(timeout=120)
    return Ended(process.returncode, said)


def place(folder: Path, site: Served, name: str = "archive") -> Place:
    (folder / name).mkdir()
    (folder / f"{name}-elsewhere").mkdir()
    (folder / f"{name}-elsewhere" / "own.py").write_text(OWN_SPIDER, "utf-8")
    return Place(folder / name, folder / f"{name}-elsewhere", site)


PAGES = {
    "/": drupal("Home", '<p>Welcome.</p><a href="/node/1">The choir</a>'),
    "/node/1": drupal(
        "The choir",
        '<p>An evening of songs.</p><a href="/node/2">More</a><a href="/songs">Songs</a>'
        '<a href="/sites/default/files/songs.pdf">The songs (PDF)</a>'
        '<a href="http://elsewhere.example.org/">Elsewhere</a>',
        1,
    ),
    "/node/2": drupal("The band", "<p>Another evening.</p>", 2),
    "/songs": drupal("The songs", "<p>All of them.</p>", 3, "songs"),
    "/moved": (301, {"Location": "/songs"}, ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve_pages(PAGES) as served:
        yield served


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An archive that a crawl is writing to: it waits for a page until all tools were tried."""
    asked, let_go = threading.Event(), threading.Event()

    def waiting(_: int) -> Answer:
        asked.set()
        let_go.wait(600)
        return 404, {}, ""

    with serve_pages({**PAGES, "/rss.xml": waiting}) as served:
        busy = place(tmp_path_factory.mktemp("busy"), served)
        crawl = busy.begin("crawl", "collective", DOWNLOAD_TIMEOUT="600")
        try:
            assert asked.wait(60)
            _settled(busy)
            yield busy
        finally:
            let_go.set()
        finished = ended(crawl)
        assert finished.code == 0, finished.said
        assert "collective: finished" in finished.said
        crawls = Shell(busy.folder).rows("SELECT spider, outcome FROM crawls")
        assert crawls == [("collective", "finished")]


def _settled(busy: Place) -> None:
    """Wait until the page before is stored: it is while the next is asked for."""
    before: dict[str, str] = {}
    while (now := content(busy)) != before:
        before = now
        time.sleep(1)


def test_each_of_scrapys_tools_is_tried_here() -> None:
    """One that a new version of Scrapy brings is placed before it can write anything."""
    there = {module.name for module in pkgutil.iter_modules(scrapy.commands.__path__)}
    assert there - OURS == TOOLS.keys()


@pytest.mark.slow
@pytest.mark.parametrize("tool", cases(TOOLS))
def test_a_tool_of_scrapys_works_and_leaves_no_trace(
    tool: str, busy: Place, site: Served, tmp_path: Path
) -> None:
    """Where there is no archive, and beside a crawl under way if it makes a crawler of its own."""
    given, said = TOOLS[tool]
    makes_one = import_module(f"scrapy.commands.{tool}").Command.requires_crawler_process
    none = place(tmp_path, site, "none")
    before = busy.left()
    assert "archive.db" in before
    for there in (none, busy) if makes_one else (none,):
        tried = there(tool, *given)
        assert tried.code == 0, tried.said
        assert said in tried.said
    assert none.left() == {}
    assert busy.left() == before


def test_each_of_our_commands_is_known_to_write_or_to_read() -> None:
    assert WRITE.keys() | READ.keys() == OURS
    assert not WRITE.keys() & READ.keys()


@pytest.mark.slow
@pytest.mark.parametrize("command", cases(WRITE))
def test_a_command_that_writes_waits_for_no_other_and_changes_nothing_beside_it(
    command: str, site: Served, tmp_path: Path
) -> None:
    there = place(tmp_path, site)
    open_archive(there.folder / "archive.db").close()
    with locked(there.folder / "archive.db", "somebody else"):
        before = content(there)
        ended = there(command, *WRITE[command])
        assert ended.code == 3, ended.said
        assert "archive.db is being written by somebody else (process" in ended.said
        assert content(there) == before


@pytest.mark.slow
@pytest.mark.parametrize("command", READ)
def test_a_command_that_reads_works_beside_a_crawl_and_changes_nothing(
    command: str, busy: Place
) -> None:
    before = content(busy)
    tried = served(busy) if command == "serve" else busy(command, *READ[command])
    # There was no good night yet.
    assert tried.code == (1 if command == "status" else 0), tried.said
    assert content(busy) == before


def served(there: Place) -> Ended:
    """Serve the archive until it has answered once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = there.begin("serve", "--port", str(port))
    wait_for(f"http://127.0.0.1:{port}/", process)
    process.terminate()
    return ended(process)


def content(there: Place) -> dict[str, str]:
    """The files but what SQLite keeps for who reads: its list of them, and a log of no change."""
    empty = hashlib.sha256(b"").hexdigest()
    kept = there.left().items()
    return {name: digest for name, digest in kept if not name.endswith("-shm") and digest != empty}
