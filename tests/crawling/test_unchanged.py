"""Nights after the first: only what changed is received whole, and nothing else counts as changed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawling.conditional import own_etag
from replica.server import Asked, serve
from tests.crawling.conftest import HOME, Ended, Shell
from tests.crawling.site_of_pages import Answer, Page, drupal, serve_pages
from tests.crawling.test_discovery import FAST, TEXT, crawl, links
from tests.crawling.test_killed import content

LETTER = drupal("Lettre aux élus", TEXT, 7, "lettre")
VERSIONS = "SELECT * FROM versions ORDER BY record_table, record_id, number"
HOME_PAGE = drupal("Accueil", links("/lettre"), 1)


def etag(page: str, tag: str) -> Answer:
    return 200, {"ETag": f'"{tag}"'}, page


def statuses(shell: Shell, path: str) -> list[object]:
    sql = "SELECT status FROM captures WHERE url LIKE '%' || '{}' ORDER BY captured_at, offset"
    return [status for (status,) in shell.rows(sql.format(path))]


def versions(shell: Shell, record: str) -> list[tuple[object, ...]]:
    return shell.rows(
        "SELECT record_table, number, cause, changed FROM versions"
        f" WHERE record_id = '{record}' ORDER BY record_table, number"
    )


@dataclass(frozen=True)
class Nights:
    """Two nights on the replica, whose pages have validators: what each asked for and received."""

    shell: Shell
    asked: tuple[list[Asked], list[Asked]]
    ended: tuple[Ended, Ended]
    before: dict[str, list[tuple[object, ...]]]
    versions_before: list[tuple[object, ...]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    shell = Shell(tmp_path_factory.mktemp("unchanged"))
    with serve(generation="drupal", validators=True) as site:
        first = shell("nightly", "-s", f"SITE_URL={site.url}", *FAST)
        asked, before, kept = list(site.log), content(shell), shell.rows(VERSIONS)
        site.log.clear()
        second = shell("nightly", "-s", f"SITE_URL={site.url}", *FAST)
        yield Nights(shell, (asked, list(site.log)), (first, second), before, kept)


@pytest.mark.slow
def test_an_unchanged_night_with_validators_writes_no_row_and_no_version(nights: Nights) -> None:
    first, second = nights.ended
    assert first.code == second.code == 0, second.said
    assert re.match(r"nightly: ok – 0 changed, 0 new, 0 gone, \d+ pages", second.said)
    assert content(nights.shell) == nights.before
    assert nights.shell.rows(VERSIONS) == nights.versions_before


@pytest.mark.slow
def test_an_unchanged_night_receives_a_twentieth_of_the_first_ones_bytes(nights: Nights) -> None:
    (first,), (second,) = nights.shell.rows("SELECT bytes FROM crawls ORDER BY started_at")
    print(f"bytes received: {first} and {second}, {second / first:.2%}")  # type: ignore[operator]
    assert second <= 0.05 * first  # type: ignore[operator]


@pytest.mark.slow
def test_an_unchanged_night_asks_at_most_once_for_each_known_page_list_and_file(
    nights: Nights,
) -> None:
    _, asked = nights.asked
    (pages,) = nights.shell.rows("SELECT count(*) FROM pages")
    (files,) = nights.shell.rows("SELECT count(*) FROM documents WHERE url IS NOT NULL")
    targets = [one.target for one in asked]
    assert len(targets) == len(set(targets))
    # The parts of a list in several are one row in pages; robots.txt and the feed are none.
    parts = [one for one in targets if "page=" in one or one in ("/robots.txt", "/rss.xml")]
    known = int(str(pages[0])) + int(str(files[0]))
    redirected = [one for one in asked if one.status in (301, 302, 404)]
    assert len(targets) <= known + len(parts) + len(redirected)


@pytest.mark.slow
def test_unchanged_answers_refer_to_the_payload_kept_before(nights: Nights) -> None:
    (wrong,) = nights.shell.rows(
        "SELECT count(*) FROM captures c LEFT JOIN captures o ON o.id = c.refers_to"
        " WHERE c.status = 304 AND (o.id IS NULL OR o.digest != c.digest OR o.refers_to IS NOT NULL"
        " OR o.url != c.url OR c.bytes != 0)"
    )
    assert wrong == (0,)
    (number,) = nights.shell.rows("SELECT count(*) FROM captures WHERE status = 304")
    assert number[0] == len([one for one in nights.asked[1] if one.status == 304]) > 100


@pytest.mark.slow
def test_the_archive_made_anew_from_captures_that_refer_to_others_is_equal(
    nights: Nights, tmp_path: Path
) -> None:
    own = nights.shell.folder
    anew = Shell(tmp_path)
    url = str(nights.shell.rows("SELECT arguments FROM crawls LIMIT 1")[0][0])
    ended = anew(
        "crawl", "captures", "-a", f"path={own}/captures",
        CAPTURES_DIR=f"{own}/captures", SITE_URL=json.loads(url)["site"],
    )  # fmt: skip
    assert ended.code == 0, ended.said
    assert content(anew) == content(nights.shell)
    seen = "SELECT id, kind, first_seen_at, last_seen_at FROM pages ORDER BY id"
    assert anew.rows(seen) == nights.shell.rows(seen)


def test_every_answer_is_indexed_robots_and_what_was_asked_again_too(shell: Shell) -> None:
    def flaky(before: int) -> Answer:
        return (500, {}, "<html>Panne</html>") if before == 0 else (200, {}, LETTER)

    with serve_pages({"/": HOME_PAGE, "/lettre": flaky}) as site:
        assert crawl(shell, site.url).code == 0
    assert statuses(shell, "/lettre") == [500, 200]
    assert statuses(shell, "/robots.txt") == [404]


@pytest.mark.slow
def test_what_changed_is_received_and_read_and_what_failed_is_never_unchanged(
    shell: Shell,
) -> None:
    pages: dict[str, Page] = {"/": etag(HOME_PAGE, "1"), "/lettre": etag(LETTER, "a-gzip")}
    # The server knows its pages again without the mark that its compression adds.
    pages["/lettre"] = lambda _: (200, {"ETag": '"a-gzip"'}, LETTER)
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
        pages["/lettre"] = lambda _: (500, {"ETag": '"a"'}, "<html>Panne</html>")
        assert crawl(shell, site.url, "-s", "RETRY_TIMES=0").code == 1
        assert "/lettre" in site.conditional
        pages["/lettre"] = etag(LETTER, "a")
        assert crawl(shell, site.url).code == 0
        pages["/lettre"] = etag(LETTER.replace("victimes", "personnes"), "b")
        assert crawl(shell, site.url).code == 0
    assert statuses(shell, "/lettre") == [200, 500, 304, 200]
    assert statuses(shell, "/") == [200, 304, 304, 304]
    assert versions(shell, "drupal/node/7")[1:] == [("articles", 2, "site", '["text"]')]


@pytest.mark.slow
def test_an_answer_that_breaks_off_is_asked_for_whole_until_it_could_be_read(shell: Shell) -> None:
    whole, torn = etag(LETTER, "a"), etag(LETTER[: len(LETTER) // 2], "a")
    pages: dict[str, Page] = {"/": etag(HOME_PAGE, "1"), "/lettre": torn}
    with serve_pages(pages) as site:
        crawl(shell, site.url)
        assert shell.rows("SELECT reason FROM quarantine") == [("truncated",)]
        pages["/lettre"] = whole
        assert crawl(shell, site.url).code == 0
    assert "/lettre" not in site.conditional
    assert shell.rows("SELECT title FROM articles WHERE id = 'drupal/node/7'") == [
        ("Lettre aux élus",)
    ]


@pytest.mark.slow
def test_without_what_was_kept_everything_is_asked_for_whole(shell: Shell) -> None:
    kept = shell.folder / "captures"

    def lose_captures() -> None:
        for path in kept.glob("*.warc.gz"):
            path.unlink()

    with serve_pages({"/": etag(HOME_PAGE, "1"), "/lettre": etag(LETTER, "a")}) as site:
        assert crawl(shell, site.url).code == 0
        before = content(shell)
        for lose in (
            (kept / "readings.db").unlink,
            lambda: (kept / "readings.db").write_bytes(b"no database at all " * 500),
            lose_captures,
        ):
            lose()
            ended = crawl(shell, site.url)
            assert ended.code == 0, ended.said
            assert site.conditional == []
            assert content(shell) == before
        crawl(shell, site.url)
        assert sorted(site.conditional) == ["/", "/lettre"]


@pytest.mark.slow
def test_the_same_bytes_without_validators_are_kept_once(shell: Shell) -> None:
    with serve_pages({"/": HOME_PAGE, "/lettre": LETTER}) as site:
        assert crawl(shell, site.url).code == 0
        assert crawl(shell, site.url).code == 0
    rows = shell.rows(
        "SELECT c.status, c.bytes = o.bytes, c.digest = o.digest FROM captures c"
        " JOIN captures o ON o.id = c.refers_to WHERE c.url LIKE '%/lettre'"
    )
    assert rows == [(200, 1, 1)]
    assert [number for _, number, *_ in versions(shell, "drupal/node/7")] == [1]


@pytest.mark.slow
def test_the_same_bytes_are_not_read_again(shell: Shell) -> None:
    """Seen by a link that only what was kept of their reading has."""
    with serve_pages({"/": HOME_PAGE, "/lettre": LETTER}) as site:
        assert crawl(shell, site.url).code == 0
        with closing(sqlite3.connect(shell.folder / "captures" / "readings.db")) as db, db:
            led = f'"links":["{site.url}only-there",'
            db.execute("UPDATE readings SET reading = replace(reading, '\"links\":[', ?)", (led,))
        assert crawl(shell, site.url).code == 0
    assert "/only-there" in site.asked


def rules(shell: Shell) -> str:
    """A site.toml with another word for a statement's form: by it the same page reads otherwise."""
    text = (HOME / "site.toml").read_text("utf-8")
    assert text.count('form = "statement"') == 1
    path = shell.folder / "site.toml"
    path.write_text(text.replace('form = "statement"', 'form = "communiqué"'), "utf-8")
    return str(path)


STATEMENT = drupal("Communiqué sur les visas", f"<p>Paris, le 3 mai 2021</p>{TEXT}", 9, "visas")


@pytest.mark.slow
@pytest.mark.parametrize("validators", [True, False])
def test_what_a_better_reader_finds_is_marked_re_read_and_is_no_change_of_the_site(
    shell: Shell, validators: bool
) -> None:
    other = rules(shell)
    home = drupal("Accueil", links("/visas", "/lettre"), 1)
    tagged = etag if validators else (lambda page, _: (200, {}, page))
    pages: dict[str, Page] = {
        "/": tagged(home, "1"),
        "/visas": tagged(STATEMENT, "v"),
        "/lettre": tagged(LETTER, "l"),
    }
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
        changed_at = shell.rows("SELECT changed_at FROM pages ORDER BY id")
        # The letter changes in the same night as the rules: that is the site's.
        pages["/lettre"] = tagged(LETTER.replace("victimes", "personnes"), "m")
        ended = shell("nightly", "-s", f"SITE_URL={site.url}", *FAST, SITE_FILE=other)
        assert ended.said.startswith("nightly: ok – 1 changed, 0 new, 0 gone"), ended.said
        shell("nightly", "-s", f"SITE_URL={site.url}", *FAST, SITE_FILE=other)
    assert versions(shell, "drupal/node/9")[1:] == [("statements", 2, "re-read", '["form"]')]
    assert versions(shell, "drupal/node/7")[1:] == [("articles", 2, "site", '["text"]')]
    assert shell.rows("SELECT form FROM statements WHERE id = 'drupal/node/9'") == [("communiqué",)]
    after = shell.rows("SELECT changed_at FROM pages WHERE id = 'drupal/node/9'")
    assert after[0] in changed_at


@pytest.mark.slow
def test_where_site_and_reader_change_in_one_night_each_has_its_version(shell: Shell) -> None:
    other = rules(shell)
    pages: dict[str, Page] = {"/": drupal("Accueil", links("/visas"), 1), "/visas": STATEMENT}
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
        pages["/visas"] = STATEMENT.replace("victimes", "personnes")
        assert crawl(shell, site.url, "-s", f"SITE_FILE={other}").code == 0
    assert versions(shell, "drupal/node/9")[1:] == [
        ("statements", 2, "re-read", '["form"]'),
        ("statements", 3, "site", '["text"]'),
    ]


@pytest.mark.slow
def test_what_a_killed_night_remembered_makes_no_change_of_the_site(shell: Shell) -> None:
    other = rules(shell)
    pages = {"/": etag(drupal("Accueil", links("/visas"), 1), "1"), "/visas": etag(STATEMENT, "v")}
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
        # A night by the new rules that is not published leaves its memory, and nothing else.
        killed = Shell(shell.folder / "killed")
        killed.folder.mkdir()
        captures = f"{shell.folder}/captures"
        killed("crawl", "collective", "-s", f"SITE_URL={site.url}", *FAST,
               CAPTURES_DIR=captures, SITE_FILE=other)  # fmt: skip
        ended = shell("nightly", "-s", f"SITE_URL={site.url}", *FAST, SITE_FILE=other)
    assert ended.said.startswith("nightly: ok – 0 changed"), ended.said
    assert versions(shell, "drupal/node/9")[1:] == [("statements", 2, "re-read", '["form"]')]


@pytest.mark.slow
def test_a_server_that_refuses_conditions_is_asked_without(shell: Shell) -> None:
    pages: dict[str, Page] = {"/": etag(HOME_PAGE, "1"), "/lettre": etag(LETTER, "a")}
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
        refusals = iter([412])
        pages["/lettre"] = lambda _: (next(refusals, 200), {"ETag": '"b"'}, LETTER)
        assert crawl(shell, site.url).code == 0
    assert statuses(shell, "/lettre") == [200, 412, 200]


@pytest.mark.slow
def test_a_memory_with_a_broken_row_is_no_trouble(shell: Shell) -> None:
    with serve_pages({"/": etag(HOME_PAGE, "1"), "/lettre": etag(LETTER, "a")}) as site:
        assert crawl(shell, site.url).code == 0
        before = content(shell)
        with closing(sqlite3.connect(shell.folder / "captures" / "readings.db")) as db, db:
            db.execute("UPDATE readings SET reading = '{}'")
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    assert content(shell) == before


@pytest.mark.slow
def test_captures_read_again_by_a_better_reader_bring_the_rows_up_to_date(shell: Shell) -> None:
    other = rules(shell)
    # Another byte each night, and a second text on the third.
    texts = [f"<!-- {n} -->{STATEMENT}" for n in (1, 2)] + [
        STATEMENT.replace("victimes", "personnes")
    ]
    pages: dict[str, Page] = {"/": drupal("Accueil", links("/visas"), 1)}
    with serve_pages(pages) as site:
        for text in texts:
            pages["/visas"] = text
            assert crawl(shell, site.url).code == 0
        again = ("crawl", "captures", "-a", f"path={shell.folder}/captures")
        for _ in range(2):
            ended = shell(*again, "-s", f"SITE_URL={site.url}", SITE_FILE=other)
            assert ended.code == 0, ended.said
    assert versions(shell, "drupal/node/9")[1:] == [
        ("statements", 2, "re-read", '["form"]'),
        ("statements", 3, "site", '["text"]'),
        ("statements", 4, "re-read", '["form"]'),
    ]
    assert shell.rows("SELECT form FROM statements WHERE id = 'drupal/node/9'") == [("communiqué",)]


@given(st.from_regex(r"[!#-~]*[!#-,.-~]", fullmatch=True))
def test_an_etag_loses_the_mark_of_compression_and_nothing_else(tag: str) -> None:
    marked = re.search(r"-(gzip|br|zstd|deflate)$", tag)
    for weak in ("", "W/"):
        assert (own_etag(f'{weak}"{tag}"') == f'{weak}"{tag}"') is (marked is None)
        for mark in ("-gzip", "--gzip", "-br"):
            assert own_etag(f'{weak}"{tag}{mark}"') == f'{weak}"{tag}"'
