"""A website that goes wrong in every way it can: nothing is lost, nothing falsely gone, and the run says what it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from replica.answer import Answer, Request, Site
from replica.faults import Faults
from replica.server import Replica, serve
from tests.crawling.conftest import Ended, Shell
from tests.crawling.test_nightly import run_night
from tests.crawling.test_replica_crawl import crawl

CONTENT = ("members", "profiles", "statements", "meetings", "meeting_dates", "reports", "agenda_items", "articles",
           "documents", "page_documents", "mentions", "versions", "entries", "unsure_names")  # fmt: skip


@dataclass(frozen=True)
class Archived:
    """A site in trouble, and the archive of a night when it was well."""

    shell: Shell
    site: Replica

    def night(self, *faults: str, more: tuple[str, ...] = ()) -> Ended:
        """One crawl while these faults are in force."""
        self.site.misbehave(*faults)
        self.site.log.clear()
        return crawl(self.shell, self.site.url, *more)

    def kept(self) -> dict[str, list[tuple[object, ...]]]:
        """Every content table, row by row."""
        return {name: self.shell.rows(f"SELECT * FROM {name} ORDER BY 1, 2, 3") for name in CONTENT}

    def pages(self) -> list[tuple[object, ...]]:
        """What is said of pages that a bad night may not touch. A list is titled by its last part read."""
        return self.shell.rows(
            "SELECT id, kind, title, changed_at, gone_at FROM pages WHERE kind != 'list' ORDER BY id"
        )


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archived]:
    """The archive of a good night, to be copied, not touched."""
    with serve() as site:
        archived = Archived(Shell(tmp_path_factory.mktemp("well")), site)
        assert archived.night().code == 0
        yield archived


@pytest.fixture
def archived(well: Archived, tmp_path: Path) -> Iterator[Archived]:
    shutil.copytree(well.shell.folder, tmp_path / "copy")
    yield Archived(Shell(tmp_path / "copy"), well.site)
    well.site.misbehave()


# The fault, the settings that make it quick, the exit code, and words of what is said.
NIGHTS = [
    ("errors", (), 0, "collective: finished"),
    ("resets", (), 0, "collective: finished"),
    ("short-bodies", (), 0, "collective: finished"),
    ("cut-chunks", (), 0, "collective: finished"),
    ("busy", (), 0, "collective: finished"),
    ("charset", (), 0, "collective: finished"),
    ("slow", ("-s", "DOWNLOAD_TIMEOUT=1"), 0, "collective: finished"),
    ("outage", ("-s", "RETRY_TIMES=0"), 4, "FAILED: site may be asked"),
    ("forbidden", (), 1, "FAILED: pages read"),
    ("maintenance", (), 1, "FAILED: pages read"),
    ("challenge", (), 1, "FAILED: pages read"),
    ("empty", (), 1, "FAILED: pages still there"),
    ("half-gone", (), 1, "FAILED: pages still there"),
    ("soft-errors", (), 1, "FAILED: quarantine share"),
    ("loops", (), 1, "FAILED: no page lost"),
    ("bombs", (), 1, "FAILED: no page lost"),
    ("off-site", (), 1, "redirect off the site"),
    ("private", (), 1, "redirect to a private address"),
]  # fmt: skip


# Those that are much like another, or mostly wait.
SLOW = (
    "slow",
    "busy",
    "cut-chunks",
    "private",
    "loops",
    "bombs",
    "off-site",
    "short-bodies",
    "soft-errors",
    "resets",
    "charset",
    "half-gone",
)
CASES = [
    pytest.param(*night, id=night[0], marks=[pytest.mark.slow] if night[0] in SLOW else [])
    for night in NIGHTS
]


@pytest.mark.parametrize(("fault", "settings", "code", "said"), CASES)
def test_a_bad_night_loses_nothing_and_says_what_it_was(
    archived: Archived, fault: str, settings: tuple[str, ...], code: int, said: str
) -> None:
    before, pages = archived.kept(), archived.pages()
    ended = archived.night(fault, more=settings)
    assert ended.code == code, ended.said
    assert said in ended.said
    assert "Traceback" not in ended.said
    after = archived.kept()
    for table in CONTENT:
        assert after[table] == before[table], table
    assert archived.pages() == pages
    assert archived.shell.rows("SELECT * FROM absences") == []


@pytest.mark.slow
def test_a_night_over_a_site_without_end_is_ended_and_publishes_nothing(archived: Archived) -> None:
    before, pages = archived.kept(), archived.pages()
    archived.site.misbehave("endless")
    ended = run_night(archived.shell, archived.site.url, CLOSESPIDER_PAGECOUNT="200")
    assert ended.code == 1
    assert (
        "FAILED: ran to its end: ended before its end: after 200 pages (CLOSESPIDER_PAGE"
        in ended.said
    )
    assert ended.said.count("FAILED") == 1
    assert archived.kept() == before
    assert archived.pages() == pages
    assert archived.shell.rows("SELECT * FROM absences") == []
    # The next night is as if nothing had been.
    archived.site.misbehave()
    assert run_night(archived.shell, archived.site.url).code == 0
    assert archived.pages() == pages


@pytest.mark.slow
def test_one_page_that_is_broken_for_good_does_not_keep_the_others_from_the_archive(
    archived: Archived, tmp_path: Path
) -> None:
    broken, url = "spip/article/411", "spip.php?page=article&id_article=411"
    entries, real = archived.site.content.entries, archived.site.server.site
    changed, vanished = entries[504], entries[505]
    told = tmp_path / "told"
    row = f"SELECT * FROM articles WHERE id = '{broken}'"
    pages = f"SELECT kind, title, gone_at, last_seen_at FROM pages WHERE id = '{broken}'"
    before = archived.shell.rows(row), archived.shell.rows(pages)
    try:
        entries[504] = replace(changed, title="The Collective writes once more")
        del entries[505]
        archived.site.begin("spip")
        archived.site.server.site = _Broken(archived.site.server.site, (url,))
        for _ in range(2):
            ended = run_night(archived.shell, archived.site.url, NIGHTLY_ON_FAILURE=f"cat > {told}")
            assert ended.code == 1, ended.said
            first = f"nightly: published, but 1 page was lost – first: {archived.site.url}{url} (HTTP 500)"
            assert told.read_text("utf-8").splitlines()[0] == first
        title = "SELECT title FROM articles WHERE id = 'spip/article/504'"
        assert archived.shell.rows(title) == [("The Collective writes once more",)]
        assert (archived.shell.rows(row), archived.shell.rows(pages)) == before
        # A night with a lost page asks for the one that no list names, and proves nothing by its 404.
        assert "/spip.php?page=article&id_article=505" in {e.target for e in archived.site.log}
        assert archived.shell.rows("SELECT * FROM absences") == []
        # The crawl alone ends with 1 too.
        assert crawl(archived.shell, archived.site.url).code == 1

        others = tuple(url.replace("411", str(number)) for number in (412, 413, 414, 435))
        entries[504] = replace(changed, title="Not to be published")
        archived.site.begin("spip")
        archived.site.server.site = _Broken(archived.site.server.site, (url, *others))
        ended = run_night(archived.shell, archived.site.url)
        assert re.match(
            r"nightly: failed – 5 of \d+ requests came to nothing, allowed 3: first", ended.said
        )
        assert archived.shell.rows(title) == [("The Collective writes once more",)]
    finally:
        entries[504], entries[505] = changed, vanished
        archived.site.server.site = real


class _Broken:
    """The site with some pages that always answer 500."""

    def __init__(self, site: Site, targets: tuple[str, ...]) -> None:
        self.site = site
        self.targets = targets

    def answer(self, request: Request) -> Answer:
        if request.target.lstrip("/") in self.targets:
            return Answer(b"<html><body><h1>Internal Server Error</h1></body></html>", 500)
        return self.site.answer(request)


@pytest.mark.slow
def test_a_bad_night_of_the_rebuilt_site_loses_nothing_either(tmp_path: Path) -> None:
    with serve(generation="drupal") as site:
        archived = Archived(Shell(tmp_path), site)
        assert archived.night().code == 0
        before, pages = archived.kept(), archived.pages()
        for fault in ("half-gone", "maintenance", "errors"):
            ended = archived.night(fault)
            assert ended.code == (0 if fault == "errors" else 1), ended.said
            assert archived.kept() == before, fault
            assert archived.pages() == pages, fault
        assert archived.shell.rows("SELECT * FROM absences") == []


@pytest.mark.slow
def test_the_night_after_a_bad_one_is_as_if_nothing_had_been(archived: Archived) -> None:
    before, pages = archived.kept(), archived.pages()
    for fault in ("maintenance", "half-gone"):
        assert archived.night(fault).code == 1
    ended = archived.night()
    assert ended.code == 0, ended.said
    assert archived.kept() == before
    assert archived.pages() == pages
    assert archived.shell.rows("SELECT * FROM quarantine") == []
    assert archived.shell("check-archive").code == 0


@pytest.mark.slow
def test_a_page_taken_off_the_site_is_asked_for_once_and_gone_after_three_days(
    archived: Archived,
) -> None:
    page, target = "spip/article/411", "/spip.php?page=article&id_article=411"
    entries = archived.site.content.entries
    taken = entries.pop(411)
    archived.site.begin("spip")
    try:
        for day in (3, 2, 1):
            ended = archived.night()
            assert ended.code == 0, ended.said
            assert [entry.target for entry in archived.site.log].count(target) == 1
            assert (
                _gone(archived, page) == [(None,)]
                if day > 1
                else _gone(archived, page) != [(None,)]
            )
            _put_back(archived, f"-{day} days")
        assert archived.shell.rows("SELECT page_id, days FROM absences") == [(page, 3)]
        assert archived.night().code == 0
        asked = [entry.target for entry in archived.site.log]
        assert target not in asked, "what is gone, and in no list, is asked for no more"
    finally:
        entries[411] = taken
        archived.site.begin("spip")
    ended = archived.night()
    assert "pages back again           1" in ended.said
    assert _gone(archived, page) == [(None,)]
    assert archived.shell.rows("SELECT back_at IS NULL FROM absences") == [(0,)]


def _gone(archived: Archived, page: str) -> list[tuple[object, ...]]:
    return archived.shell.rows(f"SELECT gone_at FROM pages WHERE id = '{page}'")


def _put_back(archived: Archived, days: str) -> None:
    """Let the last night be some days ago: a test cannot wait for them."""
    with sqlite3.connect(archived.shell.folder / "archive.db") as db:
        db.execute(
            "UPDATE absences SET last_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)", (days,)
        )
    db.close()


@pytest.mark.slow
def test_known_pages_that_no_list_names_are_asked_once_and_read(archived: Archived) -> None:
    """A home page that lists nothing is no reason to lose what stands where it stood."""
    known = archived.shell.rows("SELECT count(*) FROM pages")[0][0]
    before = archived.kept()
    archived.site.server.faults = Faults()
    real = archived.site.server.site
    archived.site.server.site = _Unlisted(real)
    try:
        ended = crawl(archived.shell, archived.site.url)
    finally:
        archived.site.server.site = real
    assert ended.code == 1
    assert "lead to" in ended.said and f"of {known} known pages" in ended.said
    assert archived.kept() == before


class _Unlisted:
    """The site with a home page, a map and feeds that list nothing."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def answer(self, request: Request) -> Answer:
        answer = self.site.answer(request)
        if not re.search(r"^/$|page=plan|backend|\.xml$", request.target):
            return answer
        listed = rb"<a\b.*?</a>|<loc>.*?</loc>|<link>.*?</link>"
        return replace(answer, body=re.sub(listed, b"", answer.body, flags=re.DOTALL))


@pytest.mark.slow
def test_another_writer_for_some_seconds_only_makes_the_run_wait(archived: Archived) -> None:
    before = archived.kept()
    other = sqlite3.connect(archived.shell.folder / "archive.db", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        time.sleep(4)
        other.rollback()
        other.close()

    thread = threading.Thread(target=let_go)
    thread.start()
    ended = archived.night()
    thread.join()
    assert ended.code == 0, ended.said
    assert archived.kept() == before


def test_captures_that_cannot_be_written_are_said_before_anything_is_asked(
    archived: Archived, tmp_path: Path
) -> None:
    """A file stands where the folder should be made: root may write into a read-only folder."""
    (tmp_path / "file").write_text("no folder")
    archived.site.misbehave()
    archived.site.log.clear()
    folder = tmp_path / "file" / "captures"
    ended = archived.shell(
        "crawl", "collective", "-s", f"SITE_URL={archived.site.url}", CAPTURES_DIR=str(folder)
    )
    assert ended.code == 1
    assert f"captures cannot be written to {folder}" in ended.said
    assert archived.site.log == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte, where the system lets one be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no small disk can be mounted here: this needs the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_of_captures_stops_the_run_and_says_so(
    archived: Archived, small_disk: Path
) -> None:
    before = archived.kept()
    (small_disk / "filler").write_bytes(b"x" * 450_000)
    archived.site.misbehave()
    ended = crawl(archived.shell, archived.site.url, "-s", f"CAPTURES_DIR={small_disk}")
    assert ended.code == 1
    assert "captures cannot be written" in ended.said
    assert "Traceback" not in ended.said
    assert archived.kept() == before
