"""A website that goes wrong in every way it can: nothing is lost, nothing falsely gone, and the run says what it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from replica.server import Replica, serve
from tests.crawling.conftest import Ended, Shell
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
        """What is said of the pages that a bad night may not touch."""
        return self.shell.rows("SELECT id, kind, title, changed_at, gone_at FROM pages ORDER BY id")


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
    ("outage", ("-s", "RETRY_TIMES=0"), 4, "FAILED: site reached"),
    ("forbidden", (), 1, "FAILED: pages read"),
    ("maintenance", (), 1, "FAILED: pages read"),
    ("challenge", (), 1, "FAILED: pages read"),
    ("empty", (), 1, "FAILED: pages still there"),
    ("half-gone", (), 1, "FAILED: pages still there"),
    ("loops", (), 1, "FAILED: no page lost"),
    ("bombs", (), 1, "FAILED: no page lost"),
    ("off-site", (), 0, "redirect off the site"),
    ("private", (), 0, "redirect to a private address"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "settings", "code", "said"), NIGHTS, ids=[n[0] for n in NIGHTS])
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
