"""The whole way to "What changed": the site changes between two nights, and a reader sees exactly that."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from replica.server import Replica, serve
from tests.crawling.conftest import Ended, Shell
from tests.crawling.test_replica_crawl import FAST
from tests.publishing.conftest import serving
from tests.publishing.test_history_pages import section

PROFILE, NEWS, STATEMENT, TAKEN = 389, 504, 412, 411
# A part of the site is enough, and two nights over all of it are long.
PUBLISHED = (PROFILE, 390, 410, TAKEN, STATEMENT, 413, 430, 431, 450, 451, NEWS, 505, 508)
NEW_TITLE = "Communiqué du 13 avril 2016 : Une loi est votée, le travail attend"


@pytest.mark.slow
def test_what_changed_says_exactly_which_three_pages_changed_two_came_and_one_went(
    tmp_path: Path,
) -> None:
    shell = Shell(tmp_path)
    with serve() as site:
        for number in set(site.content.entries) - set(PUBLISHED):
            del site.content.entries[number]
        site.begin("spip")
        first, before = nightly(shell, site), dict(site.content.entries)
        change(site)
        second = nightly(shell, site)
    lists = shell.rows("SELECT title FROM pages WHERE kind = 'list'")
    (older,), (newer,) = shell.rows("SELECT id FROM crawls ORDER BY started_at")
    with serving(shell.folder / "archive.db", shell.folder / "captures") as served:
        nights = served.get("changes").text
        html = served.get(f"changes/{newer}").text
        row = served.get(f"archive/articles/spip~2Farticle~2F{NEWS}").text
        capture = served.get(re.findall(r'href="(/captures/[^"]+)">as captured on', row)[0]).text
        reports = {id_: served.get(f"nights/{id_}").text for id_ in (str(older), str(newer))}

    assert "3 pages changed, 2 added, 1 no longer there<" in nights
    assert "3 pages changed, 2 added, 1 no longer there.<" in html
    changed, added, gone = (section(html, t) for t in ("Changed", "Added", "No longer there"))
    assert "Changed 3" in changed and "Added 2" in added and "No longer there 1" in gone
    said = [
        " ".join(title.split()) for title in re.findall(r"<h3><a [^>]+><bdi[^>]*>([^<]+)<", html)
    ]
    assert sorted(said) == sorted((before[PROFILE].title, before[NEWS].title, NEW_TITLE))
    assert "A first new page" in added and "A second new page" in added
    assert before[TAKEN].title in gone and "answered 404, will count as gone after 3 days" in gone
    # The profile and the member it tells of are one page; lists that show other titles are none.
    assert (
        len(re.findall("<h3>", html)) == 3
        and "<h4>Members" in html
        and "<h4>Member profiles" in html
    )
    assert not any(f">{title}<" in html.partition("<main")[2] for (title,) in lists)
    assert "<del>shelters</del><ins>refuges</ins> in every region" in html
    assert "le travail commence → " in changed and "le travail attend" in changed
    assert "<h2>Read better" not in html

    assert '<th scope="row">User-Agent</th>' in capture and '<th scope="row">Server</th>' in capture
    assert "in every region" not in capture
    for id_, ended in ((str(older), first), (str(newer), second)):
        line = ended.said.splitlines()[0]
        assert line.startswith("nightly: ok – ") and f">{line}</p>" in reports[id_]


def change(site: Replica) -> None:
    """Three pages say something else, one of them in its title, two are new and one is gone."""
    entries = site.content.entries
    news, profile = entries[NEWS], entries[PROFILE]
    entries[NEWS] = replace(news, body=news.body.replace("shelters in", "refuges in"))
    entries[PROFILE] = replace(profile, body=profile.body.replace("in 1994", "in 1995"))
    entries[STATEMENT] = replace(entries[STATEMENT], title=NEW_TITLE)
    del entries[TAKEN]
    for number, title in ((990, "A first new page"), (991, "A second new page")):
        entries[number] = replace(news, number=number, title=title, body="New words.\n")
    site.begin("spip")


def nightly(shell: Shell, site: Replica) -> Ended:
    ended = shell("nightly", "-s", f"SITE_URL={site.url}", *FAST)
    assert ended.code == 0, ended.said
    return ended
