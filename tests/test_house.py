"""The rules of the house: imports go one way, and what is pure stays pure."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
# A room and the rooms it may import. records/ is the vocabulary that all share.
MAY_IMPORT = {
    "records": set(),
    "layouts": {"records"},
    "archive": {"records"},
    "crawling": {"archive", "layouts", "records"},
    "pipelines": {"archive", "crawling", "records"},
    "spiders": {"archive", "crawling", "layouts", "records"},
    "commands": {"archive", "crawling", "records"},
    "replica": set(),
    "bench": {"archive", "records"},
    "public": {"archive", "records"},
}
PURE = ("records", "layouts")
# What would let the world in: the network, the clock, the database, Scrapy.
IMPURE = {
    "scrapy",
    "twisted",
    "sqlite3",
    "sqlite_utils",
    "socket",
    "requests",
    "urllib.request",
    "time",
    "asyncio",
}
BEYOND_RECORDS = {"bs4", "lxml", "w3lib"}


def modules(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_rooms_it_may(room: str) -> None:
    for path in modules(room):
        rooms = {name.partition(".")[0] for name in imports(path)} & set(MAY_IMPORT)
        assert rooms <= MAY_IMPORT[room] | {room}, f"{path.relative_to(HOME)} imports {rooms}"


@pytest.mark.parametrize("room", PURE)
def test_layouts_and_records_know_no_network_clock_database_or_scrapy(room: str) -> None:
    for path in modules(room):
        found = {
            name for name in imports(path) if name in IMPURE or name.partition(".")[0] in IMPURE
        }
        assert not found, f"{path.relative_to(HOME)} imports {found}"
        clock = {c for c in calls(path) if c.endswith((".now", ".utcnow", ".today"))} | (
            calls(path) & {"open"}
        )
        assert not clock, f"{path.relative_to(HOME)} calls {clock}"


# Pages ask one function, whose clock tests set; one archive for the browser continues a crawl of just now.
ASK_THE_CLOCK = {"public": {"public/pages/rendering.py"}, "tests": {"tests/browser/archives.py"}}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.localtime", "time.gmtime"}  # fmt: skip


@pytest.mark.parametrize("room", ASK_THE_CLOCK)
def test_no_page_and_no_test_asks_by_itself_which_day_it_is(room: str) -> None:
    """A test that does passes all day, and fails an hour before midnight."""
    asking = {str(path.relative_to(HOME)) for path in modules(room) if calls(path) & CLOCKS}
    assert asking == ASK_THE_CLOCK[room]


def test_records_know_no_markup() -> None:
    for path in modules("records"):
        found = {name.partition(".")[0] for name in imports(path)} & BEYOND_RECORDS
        assert not found, f"{path.relative_to(HOME)} imports {found}"


def test_every_module_opens_with_the_sentence_that_says_its_role() -> None:
    for room in MAY_IMPORT:
        for path in modules(room):
            text = path.read_text("utf-8")
            if text.strip():
                assert ast.get_docstring(ast.parse(text)), (
                    f"{path.relative_to(HOME)} does not say its role"
                )


# Import the modules named, and name each that writes, asks the network or starts a program meanwhile.
IMPORTING = """
import os, sys, importlib
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
EVENTS = ("socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename", "os.chdir")
did = []
def noted(event, args):
    if event in EVENTS or event == "open" and args[2] & WRITES or event == "sqlite3.connect" and args[0] != ":memory:":
        did.append(f"{event} {args}")
sys.addaudithook(noted)
for name in sys.argv[1:]:
    importlib.import_module(name)
    if did:
        sys.exit(f"importing {name}: {did}")
"""


def test_importing_a_module_writes_nothing_and_asks_nobody() -> None:
    """Every module is imported to look for examples in it, on a developer's machine too."""
    paths = [
        path.relative_to(HOME).with_suffix("") for room in MAY_IMPORT for path in modules(room)
    ]
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, *names, "settings"],
        cwd=HOME,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
