"""A SPIP page is the number that it tells, under any address; a rewritten address of a list is a list."""

from __future__ import annotations

from pathlib import PurePath

import pytest

import layouts
from layouts.addresses import clean_address, place
from layouts.saved import saved_address
from records.reading import Fetched, Reading
from tests.archive.conftest import SITE

BASE = "https://contrelatraite.org/"
ARTICLE = "<div id='content'><h1 class='surlignable'>Un appel</h1><div class='texte'><p>Le texte.</p></div></div>"


def page(body: str, text: str = ARTICLE, head: str = "", path: str = "Un-appel") -> Reading:
    html = (
        f"<!DOCTYPE html><html lang='fr'><head><meta name='generator' content='SPIP 3.2'>{head}</head>"
        f"<body{body}>{text}</body></html>"
    )
    return layouts.read(Fetched(BASE + path, html.encode(), "2026-01-02T03:04:05Z"), SITE)


NUMBERS = {
    "class": (" class='art17'", "", ""),
    "class of another skeleton": (" id='top' class='page-article article17 rubrique3'", "", ""),
    "identity": (" id='article_17'", "", ""),
    "the mark of its title": ("", "", "<h1 class='crayon article-titre-17 '></h1>"),
    "canonical": ("", "<link rel='canonical' href='/spip.php?article17'>", ""),
    "shortlink": ("", "<link rel='shortlink' href='spip.php?page=article&amp;id_article=17'>", ""),
    "link to the forum": ("", "", "<a href='spip.php?page=forum&amp;id_article=17'>Répondre</a>"),
    "form of the forum": ("", "", "<form action='/spip.php?page=forum&amp;id_article=17&amp;lang=fr'></form>"),
    "canonical of the home page": (" class='art17'", f"<link rel='canonical' href='{BASE}'>", ""),
}  # fmt: skip

NO_NUMBERS = {
    "nothing": ("", "", ""),
    "two numbers": (" class='art17 art18'", "", ""),
    "the mark of another's title": ("", "", "<h3 class='crayon article-titre-18'>Lire aussi</h3>"),
    "two forums": ("", "", "<a href='?page=forum&amp;id_article=1'>A</a><a href='?page=forum&amp;id_article=2'>B</a>"),
    "the number of its section": (" class='page_article rubrique3'", "", ""),
    "zero": (" class='art0'", "", ""),
    "a grid's class": (" class='cols-3 part17 article-large'", "", ""),
    "canonical of the home page": ("", f"<link rel='canonical' href='{BASE}'>", ""),
    "canonical of another site": ("", "<link rel='canonical' href='https://example.org/spip.php?article17'>", ""),
    "a link to another article": ("", "", "<a href='spip.php?article17'>Lire aussi</a>"),
}  # fmt: skip


@pytest.mark.parametrize("case", NUMBERS)
def test_the_number_that_a_page_tells_is_its_identity(case: str) -> None:
    body, head, below = NUMBERS[case]
    assert page(body, ARTICLE + below, head).page_id == "spip/article/17"


@pytest.mark.parametrize("case", NO_NUMBERS)
def test_a_page_that_tells_no_number_of_its_own_keeps_its_path(case: str) -> None:
    body, head, below = NO_NUMBERS[case]
    reading = page(body, ARTICLE + below, head)
    assert reading.page_id == "spip/path/Un-appel"
    assert not reading.is_list


def test_a_number_in_the_address_is_the_pages_own_whatever_it_prints() -> None:
    head = f"<link rel='canonical' href='{BASE}'>"
    for path in ("spip.php?article881", "spip.php?page=article&id_article=881", "article881.html"):
        assert page(" class='art3'", ARTICLE, head, path).page_id == "spip/article/881"


SECTION = "<div id='content'><h1>Outils</h1><ul><li><a href='/A'>A</a></li><li><a href='/B'>B</a></li></ul></div>"
INTRODUCED = (
    "<div id='content'><h1>Outils</h1><div class='texte'><p>De quoi agir.</p></div><div class='liste articles'><h2>"
    "Articles</h2><ul><li class='item hentry'><h3><a href='/A'>A</a></h3></li></ul></div></div>"
)
NAMED = SECTION.replace("Outils", "Communiqués")
FEED = "<link rel='alternate' type='application/rss+xml' href='spip.php?page=backend&amp;id_rubrique=4'>"

LISTS = {
    "class": (" class='page_rubrique'", SECTION, "", None),
    "class and word": (" class='pas_surlignable page_rubrique sans_composition'", SECTION, "", None),
    "number": (" id='top' class='page-rubrique rubrique4'", SECTION, "", "rubrique/4"),
    "composition": (" class='page_rubrique page_rubrique-agenda'", SECTION, "", None),
    "identity": (" id='rubrique'", SECTION, "", None),
    "bare class": (" class='fr rubrique'", SECTION, "", None),
    "key word": (" class='page_mot'", SECTION, "", None),
    "author": (" class='page-auteur'", SECTION, "", None),
    "feed": ("", SECTION, FEED, "rubrique/4"),
    "the mark of its title": ("", SECTION.replace("<h1>", "<h1 class='crayon rubrique-titre-4'>"), "", "rubrique/4"),
    "SPIP's own lists": ("", INTRODUCED, "", None),
    "a section's name": ("", NAMED, "", None),
    "a section's name with more": ("", NAMED.replace("Communiqués", "Nos communiqués de presse"), "", None),
}  # fmt: skip

NO_LISTS = {
    "an article": (" class='page_article'", SECTION, FEED),
    "an article in a section": (" class='page-article article17 rubrique4'", SECTION, ""),
    "an article's composition": (" class='page_article page_article_pleinepage'", ARTICLE, ""),
    "a page of its own": (" class='page_page'", ARTICLE, ""),
    "the section's number over a text": (" class='rubrique4'", ARTICLE, ""),
    "two links": ("", SECTION, ""),
    "a list below a dated text": ("", INTRODUCED.replace("</h1>", "</h1><p class='info-publi'>1er mai 2016</p>"), ""),
    "the feed of the site": ("", ARTICLE, "<link rel='alternate' href='spip.php?page=backend'>"),
    "one thing's name": ("", NAMED.replace("Communiqués", "Communiqué de presse"), ""),
    "a day in the name": ("", NAMED.replace("Communiqués", "Réunions des 3 et 4 mai 2018"), ""),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_sections_words_and_authors_under_rewritten_addresses_are_lists(case: str) -> None:
    body, text, head, number = LISTS[case]
    reading = page(body, text, head)
    assert reading.is_list
    assert reading.page_id == f"spip/{number or 'path/Un-appel'}"


@pytest.mark.parametrize("case", NO_LISTS)
def test_an_article_under_a_rewritten_address_is_no_list(case: str) -> None:
    body, text, head = NO_LISTS[case]
    assert not page(body, text, head).is_list


def test_a_lead_bears_the_identity_that_its_page_gets() -> None:
    aside = "<div class='aside'><h2>À lire</h2><ul><li><a href='/Une-soiree'>Une soirée</a></li></ul></div>"
    (teaser,) = page(" class='page_article'", ARTICLE + aside).teasers
    assert teaser.page_id == page("", ARTICLE, path="Une-soiree").page_id == "spip/path/Une-soiree"


@pytest.mark.parametrize(
    ("url", "offset", "asked"),
    [
        ("Nos-membres?debut_articles=10", 10, "Nos-membres?debut_articles=10"),
        ("Nos-membres?debut_articles=20&lang=fr", 20, "Nos-membres?debut_articles=20&lang=fr"),
        ("Nos-membres?debut_forums=20", 0, "Nos-membres"),
        ("Nos-membres?debut_articles=x", 0, "Nos-membres"),
        ("Nos-membres?page=2", 2, "Nos-membres?page=2"),
    ],
)
def test_the_parts_of_a_section_under_a_rewritten_address_are_asked(
    url: str, offset: int, asked: str
) -> None:
    at = place(BASE + url, SITE)
    assert at is not None
    assert (at.id, at.offset) == ("drupal/path/Nos-membres", offset)
    assert clean_address(BASE + url, at, SITE) == BASE + asked


@pytest.mark.parametrize(
    ("name", "canonical", "address"),
    [
        ("spip.php?article881.html", BASE, "spip.php?article881"),
        (
            "article-881.html",
            "https://www.contrelatraite.org",
            "spip.php?page=article&id_article=881",
        ),
        ("index.html", BASE, ""),
        ("article-881.html", f"{BASE}spip.php?article882", "spip.php?article882"),
    ],
)
def test_a_canonical_address_of_the_home_page_says_nothing_against_a_files_name(
    name: str, canonical: str, address: str
) -> None:
    html = (
        f"<html><head><link rel='canonical' href='{canonical}'></head><body><p>x</p></body></html>"
    )
    fetched = Fetched("", html.encode(), "2026-01-02T03:04:05Z")
    assert saved_address(PurePath(name), fetched, SITE) == BASE + address


def _teaser(number: int) -> str:
    return f"<li class='o'><p>3 mai 2018</p><h2><a href='titre-{number}'>Titre {number}</a></h2><p>Une ouverture de ce texte.</p></li>"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_teasers_alone_under_a_rewritten_address_are_a_lists(count: int) -> None:
    rows = "".join(map(_teaser, range(count)))
    foot = "<div class='f'><p><a href='titre-0'>Titre 0</a></p><p><a href='plan'>Plan</a></p></div>"
    body = f"<div class='p'><div class='m'><h1>Ressources</h1><ul>{rows}</ul></div>{foot}</div>"
    assert page("", body).is_list


def test_a_text_above_a_teaser_is_a_text() -> None:
    text = "<div><p>Le Collectif a écrit ces textes, et les donne ici à lire à toutes et à tous.</p></div>"
    body = (
        f"<div class='p'><div class='m'><h1>Ressources</h1>{text}</div><ul>{_teaser(0)}</ul></div>"
    )
    assert not page("", body).is_list
