"""Every spider comes to its end, whatever happens: the lock is free, the run's row is closed, the code says how."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from archive.database import open_archive
from tests.crawling.conftest import HOME, Ended, Shell
from tests.crawling.site_of_pages import drupal, serve_pages
from tests.crawling.test_discovery import links

SPIDERS = SpiderLoader.from_settings(get_project_settings()).list()
# Longer than any of these runs takes on a busy machine; one that hangs fails here.
SECONDS = 120
NUMBERS = range(801, 821)
# More pages than are written before the odd one: what comes after it is to be read, or left, in order.
ODD = 803


def page(number: int) -> str:
    body = f"<p>Le Collectif rappelle, pour la {number}e fois, que les victimes ont des droits.</p>"
    return drupal(f"Appel {number}", body, number, f"appel-{number}")


PAGES = {
    "/": drupal("Accueil", links(*(f"/appel-{number}" for number in NUMBERS)), 1),
    **{f"/appel-{number}": page(number) for number in NUMBERS},
}


@pytest.fixture(params=SPIDERS)
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Ended]:
    """Runs one spider over the same small site; it is given code that spoils something before."""

    def one(before: str = "") -> Ended:
        with serve_pages(PAGES) as site:
            arguments = ["scrapy", "crawl", request.param, "-s", f"SITE_URL={site.url}"]
            arguments += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off"]
            if request.param == "captures":
                arguments += ["-a", f"path={saved(tmp_path / 'saved', site.url)}"]
            code = f"{before}\nfrom scrapy.cmdline import execute\nexecute({arguments!r})"
            own = {
                "ARCHIVE_DB": f"{tmp_path}/archive.db", "CAPTURES_DIR": f"{tmp_path}/captures",
                "WITHHELD_FILE": f"{tmp_path}/withheld.toml", "PYTHONPATH": str(tmp_path),
            }  # fmt: skip
            ended = subprocess.run(
                [sys.executable, "-c", code], cwd=HOME, env={**os.environ, **own},
                capture_output=True, text=True, check=False, timeout=SECONDS,
            )  # fmt: skip
        return Ended(ended.returncode, ended.stdout + ended.stderr)

    return one


def saved(folder: Path, base: str) -> Path:
    """The pages of the site as files, with the list of their addresses."""
    folder.mkdir()
    lines = ["file,url"]
    for target, html in PAGES.items():
        name = f"{target.strip('/') or 'accueil'}.html"
        (folder / name).write_text(html, "utf-8")
        lines.append(f"{name},{base.rstrip('/')}{target}")
    (folder / "addresses.csv").write_text("\n".join(lines), "utf-8")
    return folder


def refuse(folder: Path, when: str, how: str) -> None:
    """Make the archive itself refuse some articles."""
    db = open_archive(folder / "archive.db")
    with db.atomic():
        db.execute(
            f"CREATE TRIGGER r BEFORE INSERT ON articles WHEN {when} BEGIN SELECT {how}; END"
        )
    db.close()


def ended_well(folder: Path, outcome: str) -> Shell:
    """Whether the lock is free and the run's row is closed; the archive, to be asked."""
    shell = Shell(folder)
    with FileLock(folder / "archive.db.lock").acquire(timeout=0):
        assert not (folder / "archive.db.lock.holder").exists()
    assert shell.rows("SELECT outcome, finished_at IS NOT NULL FROM crawls") == [(outcome, 1)]
    return shell


READ = [(f"Appel {number}",) for number in NUMBERS if number != ODD]
ARTICLES = "SELECT title FROM articles WHERE title LIKE 'Appel%' ORDER BY title"
FAULTS = "SELECT url LIKE '%{odd}', detail FROM quarantine WHERE reason = 'fault'"


@pytest.mark.slow
def test_a_page_that_cannot_be_stored_costs_itself(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    refuse(tmp_path, f"new.title = 'Appel {ODD}'", "raise(ABORT, 'not this one')")
    ended = run("")
    assert ended.code == 1, ended.said
    shell = ended_well(tmp_path, "finished")
    assert shell.rows(ARTICLES) == READ
    ((is_it, detail),) = shell.rows(FAULTS.format(odd=ODD))
    assert (is_it, str(detail).partition(",")[0]) == (1, "IntegrityError: not this one")
    assert (
        "warning: no fault: pages that met a fault of this program: 1, allowed 0: first http"
        in ended.said
    )
    assert shell.rows("PRAGMA foreign_key_check") == []


@pytest.mark.slow
def test_an_archive_that_cannot_be_written_ends_the_run_at_once(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    # What SQLite says of itself, as of a full disk: no other page would fare better.
    refuse(tmp_path, f"new.title = 'Appel {ODD}'", "json('{')")
    ended = run("")
    assert ended.code == 1, ended.said
    assert "the archive could not be written: malformed JSON" in ended.said
    shell = ended_well(tmp_path, "failed")
    assert (f"Appel {ODD}",) not in shell.rows(ARTICLES)
    assert shell.rows(FAULTS) == []


# Pages are read in a process of their own, which finds this module where the crawl found it.
READER = """
from crawling import readers
whole = readers._read
def read(fetched, *more):
    if {which} in fetched.body:
        raise {error}
    return whole(fetched, *more)
"""
FAILING = "import crawling.readers, failing_reader\ncrawling.readers._read = failing_reader.read"


@pytest.mark.slow
def test_a_page_that_its_reader_fails_on_costs_itself(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    title = f"<title>Appel {ODD}".encode()
    reader = READER.format(which=title, error="ZeroDivisionError('by zero')")
    (tmp_path / "failing_reader.py").write_text(reader)
    ended = run(FAILING)
    assert ended.code == 1, ended.said
    shell = ended_well(tmp_path, "finished")
    assert shell.rows(ARTICLES) == READ
    ((is_it, detail),) = shell.rows(FAULTS.format(odd=ODD))
    assert (is_it, str(detail).partition(",")[0]) == (1, "ZeroDivisionError: by zero")


@pytest.mark.slow
def test_a_reader_that_fails_on_every_tenth_page_fails_the_run_and_names_the_first(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    reader = READER.format(which=b"<title>Appel 81", error="KeyError('x')")
    (tmp_path / "failing_reader.py").write_text(reader)
    ended = run(FAILING)
    assert ended.code == 1, ended.said
    shell = ended_well(tmp_path, "failed")
    assert len(shell.rows(FAULTS)) == 10
    assert (
        "FAILED: no fault: pages that met a fault of this program: 10, allowed 1: first http"
        in ended.said
    )


CALLBACK = """
import spiders.{spider} as module
read = module.read
def failing(fetched, *more):
    if b"<title>Appel {odd}" in fetched.body:
        raise ZeroDivisionError("by zero")
    return read(fetched, *more)
module.read = failing
"""


@pytest.mark.slow
def test_a_callback_that_fails_on_one_page_costs_that_page(
    run: Callable[[str], Ended], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    spider = request.node.callspec.params["run"]
    ended = run(CALLBACK.format(spider=spider, odd=ODD))
    assert ended.code == 1, ended.said
    shell = ended_well(tmp_path, "finished")
    assert shell.rows(ARTICLES) == READ
    assert shell.rows(FAULTS.format(odd=ODD).replace("detail", "1")) == [(1, 1)]


@pytest.mark.slow
def test_a_pipeline_that_fails_on_one_page_costs_that_page_and_stores_nothing_of_it(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    ended = run(
        "import pipelines.withhold as module\nwithheld = module.withheld\n"
        "def failing(record):\n"
        f"    if getattr(record, 'title', '') == 'Appel {ODD}': raise IndexError('no such group')\n"
        "    return withheld(record)\n"
        "module.withheld = failing\n"
    )
    assert ended.code == 1, ended.said
    shell = ended_well(tmp_path, "finished")
    assert shell.rows(ARTICLES) == READ
    assert len(shell.rows(FAULTS)) == 1


@pytest.mark.slow
def test_a_spider_that_fails_at_its_start_ends_and_says_so(
    run: Callable[[str], Ended], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    spider = request.node.callspec.params["run"]
    ended = run(
        f"import spiders.{spider} as module\n"
        f"spider = module.{spider.capitalize()}Spider\n"
        "async def start(self):\n    raise LookupError('nothing to begin with')\n    yield\n"
        "spider.start = start\n"
    )
    assert ended.code in (1, 4), ended.said
    shell = Shell(tmp_path)
    (outcome,) = shell.rows("SELECT outcome FROM crawls")
    assert outcome[0] in ("failed", "unreachable")
    ended_well(tmp_path, str(outcome[0]))
    assert "LookupError: nothing to begin with" in ended.said


@pytest.mark.slow
def test_a_run_that_cannot_be_finished_ends_and_says_so(
    run: Callable[[str], Ended], tmp_path: Path
) -> None:
    ended = run(
        "import archive.linking as module\n"
        "def failing(*more): raise ArithmeticError('no ties today')\n"
        "module.link = failing\n"
    )
    assert ended.code == 1, ended.said
    assert "ArithmeticError: no ties today" in ended.said
    shell = ended_well(tmp_path, "failed")
    assert len(shell.rows(ARTICLES)) == len(NUMBERS)
