"""A clock that is wrong is noticed before anything is written: by the archive's past, by the site's own clock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from archive.clock import refuse_before, refuse_unlike
from records.errors import ClockWrong
from tests.crawling.conftest import Ended, Shell
from tests.crawling.site_of_pages import Served, drupal, serve_pages

MOMENT = "2026-11-24T03:17:00Z"
SITE = {
    "/": drupal("Home", '<p>Welcome.</p><a href="/choir">Choir</a>'),
    "/choir": drupal("The choir", "<p>An evening of songs.</p>", 1, "choir"),
}


def night(shell: Shell, site: Served, *more: str, command: str = "nightly") -> Ended:
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off")
    return shell(*command.split(), "-s", f"SITE_URL={site.url}", *fast, *more)


def wrote(shell: Shell, table: str) -> int:
    (count,) = shell.rows(f"SELECT count(*) FROM {table}")[0]
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize(
    ("stated", "age"),
    [
        ("Tue, 24 Nov 2026 03:17:00 GMT", None),
        ("Tue, 24 Nov 2026 04:16:59 GMT", None),
        ("Tue, 24 Nov 2026 02:17:01 GMT", None),
        ("Tue, 24 Nov 2026 04:17:00 +0100", None),
        ("Tuesday, 24-Nov-26 03:17:00 GMT", None),
        ("Mon, 23 Nov 2026 03:17:00 GMT", "86400"),
        ("Mon, 23 Nov 2026 03:17:00 GMT", " 86000 "),
        (None, None),
        ("", None),
        ("soon", "many"),
        ("Tue, 24 Nov 2026 03:17:00 GMT", "-5"),
    ],
)
def test_the_sites_own_clock_agrees_or_tells_nothing(stated: str | None, age: str | None) -> None:
    refuse_unlike(MOMENT, stated, age, hours=1)


@pytest.mark.parametrize(
    ("stated", "age", "said"),
    [
        ("Tue, 24 Nov 2026 01:17:00 GMT", None, "2.0 hours ahead of"),
        ("Tue, 24 Nov 2026 02:16:59 GMT", None, "1.0 hours ahead of"),
        ("Tue, 24 Nov 2026 05:17:00 GMT", None, "2.0 hours behind"),
        ("Mon, 24 Nov 2025 03:17:00 GMT", None, "8760.0 hours ahead of"),
        ("Sun, 24 Nov 2030 03:17:00 GMT", "60", "hours behind"),
        ("Tue, 24 Nov 2026 03:17:00 GMT", "86400", "24.0 hours behind"),
        ("Mon, 23 Nov 2026 03:17:00 GMT", "3600", "23.0 hours ahead of"),
        ("Mon, 23 Nov 2026 03:17:00 GMT", "²", "24.0 hours ahead of"),
        ("Mon, 23 Nov 2026 03:17:00 GMT", "9" * 40, "24.0 hours ahead of"),
        ("Mon, 23 Nov 2026 03:17:00 GMT", "9" * 18, "hours behind"),
    ],
)
def test_the_sites_own_clock_tells_that_ours_is_wrong(
    stated: str, age: str | None, said: str
) -> None:
    with pytest.raises(ClockWrong, match=said):
        refuse_unlike(MOMENT, stated, age, hours=1)


@pytest.mark.parametrize("last", [None, "2026-11-24T03:17:00Z", "2026-11-23T23:59:59Z"])
def test_a_run_begins_after_the_last_moment_that_the_archive_knows(last: str | None) -> None:
    refuse_before(MOMENT, last)


def test_a_run_that_begins_before_that_moment_is_refused() -> None:
    with pytest.raises(ClockWrong, match="written to at 2026-11-24T03:17:01Z"):
        refuse_before(MOMENT, "2026-11-24T03:17:01Z")


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_night_with_a_wrong_clock_ends_before_it_has_written_anything(
    shell: Shell, hours: int
) -> None:
    with serve_pages(SITE, ahead=timedelta(hours=hours)) as site:
        ended = night(shell, site)
    assert ended.code == 1
    assert ended.said.startswith("nightly: failed – this machine's clock says ")
    assert f"30.0 hours {'ahead of' if hours < 0 else 'behind'} the site's own" in ended.said
    assert "Traceback" not in ended.said
    assert site.asked == ["/robots.txt"]
    assert not list((shell.folder / "captures").glob("*"))
    assert [wrote(shell, table) for table in ("crawls", "captures", "pages", "checks")] == [0] * 4


def test_an_answer_without_a_date_tells_nothing_and_the_next_is_asked() -> None:
    assert not refuse_unlike(MOMENT, None, None, hours=1)
    assert not refuse_unlike(MOMENT, "soon", None, hours=1)
    assert refuse_unlike(MOMENT, "Tue, 24 Nov 2026 03:17:00 GMT", None, hours=1)


@pytest.mark.slow
@pytest.mark.parametrize("robots", ["on", "off"])
def test_so_does_a_plain_crawl_and_the_archive_is_free_again(shell: Shell, robots: str) -> None:
    with serve_pages(SITE, ahead=timedelta(days=-400)) as site:
        ended = night(shell, site, "-s", f"ROBOTSTXT_OBEY={robots}", command="crawl collective")
    assert ended.code == 1
    assert "collective-archive: this machine's clock says" in ended.said
    assert wrote(shell, "crawls") == 0
    with serve_pages(SITE) as site:
        assert night(shell, site, command="crawl collective").code == 0
    assert wrote(shell, "crawls") == 1


@pytest.mark.slow
def test_a_night_that_was_good_stays_published_when_the_next_has_a_wrong_clock(
    shell: Shell,
) -> None:
    with serve_pages(SITE) as site:
        assert night(shell, site).code == 0
    before = shell.rows("SELECT * FROM pages"), shell.rows("SELECT id FROM crawls")
    with serve_pages(SITE, ahead=timedelta(hours=3)) as site:
        assert night(shell, site).code == 1
    assert (shell.rows("SELECT * FROM pages"), shell.rows("SELECT id FROM crawls")) == before


@pytest.mark.slow
def test_where_it_is_the_sites_clock_that_is_wrong_the_operator_may_say_so(shell: Shell) -> None:
    with serve_pages(SITE, ahead=timedelta(hours=3)) as site:
        assert night(shell, site, "-s", "CLOCK_HOURS_MAX=4").code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "later",
    [
        "UPDATE crawls SET finished_at = '{later}'",
        "UPDATE captures SET captured_at = '{later}'",
    ],
    ids=["a good crawl ended", "an answer was kept"],
)
def test_a_clock_behind_the_archives_last_moment_asks_nothing(shell: Shell, later: str) -> None:
    moment = "2999-01-01T03:17:00Z"
    with serve_pages(SITE) as site:
        assert night(shell, site).code == 0
        asked = len(site.asked)
        with closing(sqlite3.connect(shell.folder / "archive.db")) as db, db:
            db.execute(later.format(later=moment))
        ended = night(shell, site)
        assert len(site.asked) == asked
        assert ended.code == 1
        assert f"but the archive was written to at {moment}" in ended.said
        assert wrote(shell, "crawls") == 1
        (backup,) = (shell.folder / "backups").rglob("*.db")
        assert shell("restore", str(backup)).code == 0
        assert night(shell, site).code == 0, "a backup from before mends it"


def test_a_setting_that_is_no_number_is_refused(shell: Shell) -> None:
    ended = shell("nightly", "-s", "CLOCK_HOURS_MAX=soon")
    assert ended.code == 2 and "CLOCK_HOURS_MAX=soon is not allowed" in ended.said
