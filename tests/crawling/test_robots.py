"""robots.txt is obeyed wherever it is had from, and where it cannot be had nothing is asked."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Any

import pytest

from tests.crawling.conftest import Ended, Shell
from tests.crawling.site_of_pages import Answer, Page, Served, drupal, serve_pages

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off", "-s", "RETRY_TIMES=1")
TEXT = "<p>Le Collectif rappelle que les victimes ont des droits, et demande qu’ils soient appliqués.</p>"
RULES = "User-agent: *\nDisallow: /secret"
SITE: Mapping[str, Page] = {
    "/": drupal("Accueil", f'{TEXT}<p><a href="/secret">A</a></p><p><a href="/open">B</a></p>', 1),
    "/secret": drupal("Secret", f"{TEXT} Un.", 2),
    "/open": drupal("Ouvert", f"{TEXT} Deux.", 3),
}


def crawl(shell: Shell, robots: Mapping[str, Page], more: Mapping[str, Page] | None = None) -> tuple[Ended, Served]:  # fmt: skip
    with serve_pages({**SITE, **robots, **(more or {})}) as site:
        return shell("crawl", "collective", "-s", f"SITE_URL={site.url}", *FAST), site


def few_fast(cases: Mapping[str, Any], fast: int) -> list[Any]:
    """Each case by its name; those behind the first are slow: a crawl takes seconds."""
    return [
        pytest.param(case, id=name, marks=[] if number < fast else [pytest.mark.slow])
        for number, (name, case) in enumerate(cases.items())
    ]


def sent(status: int, location: str) -> Answer:
    return status, {"Location": location}, ""


FORBIDS: dict[str, Mapping[str, Page]] = {
    "redirected": {"/robots.txt": sent(301, "/files/robots.txt"), "/files/robots.txt": RULES},
    "with a byte order mark": {"/robots.txt": f"\ufeff{RULES}"},
    "as it is": {"/robots.txt": RULES},
    "redirected for now": {"/robots.txt": sent(302, "other.txt"), "/other.txt": RULES},
    "redirected five times": {
        "/robots.txt": sent(307, "/1"), "/1": sent(308, "/2"), "/2": sent(301, "/3"), "/3": sent(302, "/4"),
        "/4": sent(303, "/5"), "/5": RULES,
    },
    "busy at first": {
        "/robots.txt": lambda before: (429, {"Retry-After": "0"}, "") if not before else (200, {}, RULES)
    },
    "down at first": {"/robots.txt": lambda before: (503, {}, "") if not before else (200, {}, RULES)},
    "of Windows": {"/robots.txt": RULES.replace("\n", "\r\n")},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("robots", few_fast(FORBIDS, 1))
def test_what_robots_txt_forbids_is_not_asked(shell: Shell, robots: Mapping[str, Page]) -> None:
    ended, site = crawl(shell, robots)
    assert "/open" in site.asked
    assert "/secret" not in site.asked
    assert "forbidden by robots.txt" in ended.said


FORBIDS_NOTHING: dict[str, Mapping[str, Page]] = {
    "redirected into a private network": {"/robots.txt": sent(301, "http://192.168.1.1/robots.txt")},
    "not there": {},
    "gone": {"/robots.txt": (410, {}, RULES)},
    "refused, whatever it says": {"/robots.txt": (403, {}, RULES)},
    "behind a login": {"/robots.txt": (401, {}, RULES)},
    "empty": {"/robots.txt": ""},
    "a page in its place": {"/robots.txt": drupal("Introuvable", "<p>Disallow: /secret</p>")},
    "redirected without end": {"/robots.txt": sent(301, "/robots.txt")},
    "redirected to nowhere": {"/robots.txt": (301, {}, "")},
    "for others": {"/robots.txt": "User-agent: OtherBot\nDisallow: /"},
}  # fmt: skip


@pytest.mark.parametrize("robots", few_fast(FORBIDS_NOTHING, 1))
def test_where_there_are_no_rules_for_us_everything_is_asked(
    shell: Shell, robots: Mapping[str, Page]
) -> None:
    ended, site = crawl(shell, robots)
    assert ended.code == 0, ended.said
    assert {"/secret", "/open"} <= set(site.asked)


@pytest.mark.parametrize("status", few_fast({str(n): n for n in (503, 429, 500, 502, 504)}, 1))
def test_where_robots_txt_cannot_be_had_nothing_is_asked_and_that_is_said(
    shell: Shell, status: int
) -> None:
    ended, site = crawl(shell, {"/robots.txt": (status, {}, RULES)})
    assert set(site.asked) == {"/robots.txt"}
    assert ended.code == 4
    assert f"robots.txt was answered with HTTP {status}" in ended.said
    assert "is the site up?" not in ended.said


@pytest.mark.slow
def test_a_site_that_is_not_there_is_not_reached(shell: Shell) -> None:
    with serve_pages({}) as site:
        pass
    ended = shell("crawl", "collective", "-s", f"SITE_URL={site.url}", *FAST)
    assert ended.code == 4
    assert "FAILED: site reached" in ended.said


@pytest.mark.slow
def test_the_answers_on_the_way_to_robots_txt_are_kept(shell: Shell) -> None:
    crawl(shell, FORBIDS["redirected"])
    kept = shell.rows("SELECT status FROM captures WHERE url LIKE '%robots.txt' ORDER BY status")
    assert kept == [(200,), (301,)]


# ------------------------------------------------------------------------------------ sitemaps

ELSEWHERE = (
    '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{1}</{0}>'
)


def named(*addresses: str) -> str:
    return ELSEWHERE.format(
        "urlset", "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    )


def index(*addresses: str) -> str:
    found = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return ELSEWHERE.format("sitemapindex", found)


def served(said: str, base: str) -> Page:
    """A file as it is served: with whole addresses, since it must name no others; packed, cut off."""
    how, _, text = (
        said.rpartition(" as ") if said.startswith(("packed", "cut off")) else ("", "", said)
    )
    text = text.replace("<loc>/", f"<loc>{base}").replace("Sitemap: /", f"Sitemap: {base}")
    body = gzip.compress(text.encode())
    return 200, {}, {"": text, "packed": body, "cut off": body[: len(body) // 2]}[how]


MANY = named("/alone", *(f"/{number}" for number in range(5000)))
SITEMAPS: dict[str, Mapping[str, str]] = {
    "an index of packed lists": {
        "/sitemap.xml": index("/maps/sitemap_2.xml.gz"), "/maps/sitemap_2.xml.gz": f"packed as {named('/alone')}",
    },
    "a list": {"/sitemap.xml": named("/alone")},
    "a packed list": {"/sitemap.xml": f"packed as {named('/alone')}"},
    "an index": {"/sitemap.xml": index("/sitemap-1.xml"), "/sitemap-1.xml": named("/alone")},
    "an index in parts": {"/sitemap.xml": index("/sitemap.xml?page=2"), "/sitemap.xml?page=2": named("/alone")},
    "an index of an index": {
        "/sitemap.xml": index("/sitemap-a.xml"), "/sitemap-a.xml": index("/sitemap-b.xml"),
        "/sitemap-b.xml": named("/alone"),
    },
    "named by robots.txt": {
        "/robots.txt": "Sitemap: /news-sitemap.xml.gz\n", "/news-sitemap.xml.gz": f"packed as {named('/alone')}",
    },
    "an index that names its own": {
        "/sitemap.xml": index("/sitemap.xml", "/sitemap-x.xml"), "/sitemap-x.xml": named("/alone"),
    },
}  # fmt: skip


@pytest.mark.parametrize("maps", few_fast(SITEMAPS, 1))
def test_a_page_that_only_a_sitemap_names_is_found(shell: Shell, maps: Mapping[str, str]) -> None:
    pages: dict[str, Page] = {**SITE, "/alone": drupal("Seule", f"{TEXT} Trois.", 4)}
    with serve_pages(pages) as site:
        pages |= {target: served(said, site.url) for target, said in maps.items()}
        ended = shell("crawl", "collective", "-s", f"SITE_URL={site.url}", *FAST)
    found = shell.rows("SELECT title FROM articles WHERE id = 'drupal/node/4'")
    assert found == [("Seule",)], ended.said
    assert site.asked.count("/sitemap.xml") == 1
