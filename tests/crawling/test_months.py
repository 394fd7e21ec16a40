"""Months' archives that ordinary pages list are followed; what calendars lead to from themselves is not."""

from __future__ import annotations

import pytest

from layouts.addresses import month, place
from records.reading import Reading
from spiders.months import months_listed
from tests.archive.conftest import SITE
from tests.crawling.conftest import Shell
from tests.crawling.site_of_pages import drupal, serve_pages
from tests.crawling.test_discovery import TEXT, crawl, links

BASE = "https://contrelatraite.org/"


@pytest.mark.parametrize(
    ("path", "is_month"),
    [
        ("archive/201603", True), ("archives/2016/03", True), ("agenda/2024-05", True), ("en/archive/201603", True),
        ("calendar/month/2024-05", True), ("archive/201613", False), ("agenda/2024-05-12", False), ("agenda/2024", False),
        ("archive/2024-W12", False), ("juin-2024", False), ("node/201603", False), ("agenda", False),
    ],
)  # fmt: skip
def test_a_month_is_no_page_and_may_be_a_way_to_some(path: str, is_month: bool) -> None:
    assert (month(BASE + path, SITE) is not None) == is_month
    if is_month:
        assert place(BASE + path, SITE) is None
        assert month("https://example.org/" + path, SITE) is None


def listed(path: str, *months: tuple[str, str]) -> list[str]:
    reading = Reading(
        "drupal/node/1",
        "drupal",
        BASE + path,
        "Archives",
        "fr",
        listed=tuple((BASE + url, said) for url, said in months),
    )
    return [url.removeprefix(BASE) for url in months_listed(reading, SITE)]


MARCH, APRIL, MAY = (
    ("archive/201603", "Mars 2016"),
    ("archive/201604", "Avril 2016 (3)"),
    ("archive/201605", "May 2016"),
)


@pytest.mark.parametrize(
    ("path", "months", "followed"),
    [
        ("vie-du-collectif", [MARCH], 1), ("vie-du-collectif", [MARCH, APRIL, MAY], 3), ("archive", [MARCH, APRIL, MAY], 3),
        ("vie-du-collectif", [("archive/201603", "Suivant")], 0), ("vie-du-collectif", [("archive/201603", "03")], 0),
        ("archive", [MARCH, MAY], 0), ("agenda", [("agenda/2024-04", "Avril 2024"), ("agenda/2024-06", "Juin 2024")], 0),
        ("agenda", [("agenda/2024-05-12", "12 mai 2024")], 0), ("vie", [("juin-2024", "Juin 2024")], 0), ("vie", [], 0),
    ],
)  # fmt: skip
def test_months_are_followed_where_an_ordinary_page_lists_them(
    path: str, months: list[tuple[str, str]], followed: int
) -> None:
    assert listed(path, *months) == [url for url, _ in months][:followed]


def test_a_page_that_only_a_months_archive_leads_to_is_found(shell: Shell) -> None:
    months = '<ul><li><a href="/archive/201603">Mars 2016</a></li><li><a href="/archive/201604">Avril 2016</a></li></ul>'
    turn = '<p><a href="/archive/201602">Février 2016</a></p><p><a href="/archive/201605">Mai 2016</a></p>'
    calendar = '<p><a href="/agenda/2024-04">Avril 2024</a></p><p><a href="/agenda/2024-06">Juin 2024</a></p>'
    more = '<a href="/archive/201603?page=1">Suivant</a>'
    with serve_pages({
        "/": drupal("Accueil", TEXT + links("/vie", "/agenda"), 1),
        "/vie": drupal("La vie du Collectif", months, 2, "vie"),
        "/agenda": drupal("Agenda", calendar, 3, "agenda"),
        "/archive/201603": drupal("Mars 2016", f'<h2><a href="/seule">Seule</a></h2>{turn}{more}'),
        "/archive/201603?page=1": drupal("Mars 2016", f'<h2><a href="/suite">Suite</a></h2>{turn}'),
        "/archive/201604": drupal("Avril 2016", turn),
        "/seule": drupal("Une page seule", TEXT, 20, "seule"),
        "/suite": drupal("Une page de la suite", TEXT, 21, "suite"),
    }) as site:  # fmt: skip
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    assert {"/seule", "/suite"} <= set(site.asked)
    asked = [target for target in site.asked if "archive" in target or "agenda/" in target]
    assert sorted(asked) == ["/archive/201603", "/archive/201603?page=1", "/archive/201604"]
    assert shell.rows("SELECT count(*) FROM pages WHERE title LIKE 'Mars%'") == [(0,)]
    assert shell.rows(
        "SELECT count(*) FROM articles WHERE id IN ('drupal/node/20', 'drupal/node/21')"
    ) == [(2,)]
