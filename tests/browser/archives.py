"""The archives that are looked at: all that the replica publishes, in several nights; and sparse ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import open_archive
from records.reading import Block, Reading
from replica.server import Replica, serve
from tests.crawling.conftest import Shell
from tests.crawling.test_replica_crawl import FAST
from tests.publishing.test_history_pages import AFTER, BEFORE, URL, night

# A declaration of a member, whose page speaks of what the researcher searches for; and what it comes to say.
STATEMENT, MEMBER = 694, "gae"
SAYS = "\nLes chaînes ont changé de métal.\n"


def make_full(folder: Path) -> None:
    """Crawl both generations; then two nights of a few pages that change, go and say `<script>`."""
    with serve(generation="both") as site:
        crawl(folder, site)
    now = datetime.now(UTC)
    for seconds, pages in enumerate((BEFORE, AFTER)):
        night(folder, f"{now + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}", pages)


def say(site: Replica, number: int, words: str) -> None:
    """Let a page of the replica say more than it does."""
    entry = site.content.entries[number]
    site.content.entries[number] = replace(entry, body=entry.body + words)
    site.begin("both")


def crawl(folder: Path, site: Replica) -> None:
    """Crawl the replica as a night does."""
    ended = Shell(folder)("crawl", "collective", "-s", f"SITE_URL={site.url}", *FAST)
    assert ended.code == 0, ended.said


def make_sparse(folder: Path, name: str) -> None:
    """An archive of one of `SPARSE`."""
    folder.mkdir()
    (folder / "captures").mkdir()
    if SPARSE[name]:
        night(folder, "2020-05-01T03:00:00Z", SPARSE[name])
    else:
        open_archive(folder / "archive.db").close()


def _reading(number: int, section: str, title: str, text: str) -> Reading:
    return Reading(
        f"spip/article/{number}", "spip", f"{URL}{number}", title, "fr", ("Accueil", section, title),
        blocks=(Block("paragraph", text),),
    )  # fmt: skip


_ARTICLE = _reading(3, "Actualités", "Une soirée de lecture", "Trois lettres.")
SPARSE: dict[str, Sequence[Reading]] = {
    "never crawled": (),
    "one row": (_ARTICLE,),
    # No meetings and no documents.
    "few rows": (
        _reading(1, "Nos membres", "Lanterne des Ateliers (LDA)", "La Lanterne écoute."),
        _reading(2, "Communiqués", "Communiqué du 4 juin 2016 : compter", "LDA compte."),
        _ARTICLE,
    ),
}
