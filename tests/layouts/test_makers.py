"""A page is read by the layout of the CMS that made it, and refused where that is another."""

from __future__ import annotations

import pytest

import layouts
from layouts import markup
from layouts.makers import maker
from records.errors import UnknownLayout
from records.reading import Fetched
from tests.archive.conftest import SITE

BASE = "http://contrelatraite.org/"
WORDPRESS = "<meta name='generator' content='WordPress 6.4.2'>"
OLD_LINK = "<p>Lire <a href='http://contrelatraite.org/spip.php?article12'>notre appel</a>.</p>"
OLD_FILE = "<p><a href='/sites/default/files/2016-03/note.pdf'>La note</a></p>"
MIGRATED = "<h3 class='spip'>Un titre</h3><p class='spip'><a class='spip_out' href='http://a.example/'>là</a></p>"
MENU = "<nav><ul><li><a href='spip.php?rubrique1'>Un</a></li><li><a href='spip.php?rubrique2'>Deux</a></li></ul></nav>"


def page(head: str = "", body: str = "", names: str = "") -> str:
    return f"<html lang='fr'><head><title>Un appel - Collectif</title>{head}</head><body class='{names}'><h1>Un appel</h1>{body}<p>Le texte.</p></body></html>"


def made_by(html: str, url: str = f"{BASE}un-appel", **headers: str) -> str:
    fetched = Fetched(url, html.encode(), "2026-01-02T03:04:05Z", headers=headers)
    return maker(markup.parse(fetched), fetched)


@pytest.mark.parametrize(
    "html",
    [
        page(WORDPRESS, OLD_LINK),
        page(WORDPRESS, OLD_FILE),
        page(WORDPRESS, MIGRATED),
        page(WORDPRESS, OLD_LINK + OLD_FILE + MIGRATED + MENU),
        page("<meta content='Joomla! - Open Source Content Management' name='Generator'>", OLD_LINK),
        page("<META NAME='GENERATOR' CONTENT='TYPO3 CMS'>", OLD_FILE),
        page("<meta name='generator' content='Elementor 3.18'><meta name='generator' content='WordPress 6.4'>", MENU),
        page("<meta name='generator' content='MonPetitCMS 2'>", OLD_LINK + MIGRATED),
        page("<link rel='stylesheet' href='/wp-content/themes/t/style.css'>", OLD_LINK + MIGRATED + MENU),
        page("<link rel='https://api.w.org/' href='/wp-json/'>", OLD_FILE),
        page("", OLD_LINK), page("", OLD_FILE), page("", MIGRATED), page("", OLD_LINK + OLD_FILE + MIGRATED),
        page("", "", "page_builder home"),
    ],
)  # fmt: skip
def test_a_page_of_another_cms_is_refused_wherever_it_leads(html: str) -> None:
    with pytest.raises(UnknownLayout):
        made_by(html)
    with pytest.raises(UnknownLayout):
        layouts.read(Fetched(f"{BASE}un-appel", html.encode(), "2026-01-02T03:04:05Z"), SITE)


@pytest.mark.parametrize(
    ("html", "cms"),
    [
        (page("<meta name='generator' content='SPIP 4.2.1'>"), "spip"),
        (page("<meta name='Generator' content='SPIP 3.2 + plugins'>", OLD_FILE), "spip"),
        (page("", "", "pas_surlignable page_article ltr"), "spip"),
        (page("", "", "page-article article12 rubrique3"), "spip"),
        (page("<link rel='stylesheet' href='local/cache-css/a1.css'>"), "spip"),
        (page("<link rel='alternate' href='spip.php?page=backend' type='application/rss+xml'>"), "spip"),
        (page("", "<form class='formulaire_spip formulaire_recherche'><input name='recherche'></form>"), "spip"),
        (page("", MENU), "spip"),
        (page("<meta name='generator' content='HTTrack Website Copier/3.49'>", MENU), "spip"),
        (page("<meta name='generator' content='Site du Collectif'>", "", "page_article"), "spip"),
        (page("<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'>", MENU), "drupal"),
        (page("<link rel='shortlink' href='/node/12'>", MIGRATED), "drupal"),
        (page("", "<article data-history-node-id='12'></article>"), "drupal"),
        (page("<script src='/core/misc/drupal.js'></script>"), "drupal"),
        (page("", MENU, "path-node page-node-type-article"), "drupal"),
        (page("<meta name='generator' content='Site du Collectif'>", "", "path-node"), "drupal"),
    ],
)  # fmt: skip
def test_a_page_is_known_by_what_only_its_cms_prints(html: str, cms: str) -> None:
    assert made_by(html) == cms


def test_a_header_tells_the_maker_where_the_page_does_not() -> None:
    assert made_by(page(), composed_by="x", **{"composed-by": "SPIP 4.2 @ www.spip.net"}) == "spip"
    assert made_by(page(), **{"x-generator": "Drupal 10"}) == "drupal"
    assert made_by(page(), **{"x-drupal-cache": "HIT"}) == "drupal"


def test_spips_own_address_with_links_such_as_it_makes_is_a_sign() -> None:
    assert made_by(page("", OLD_LINK), f"{BASE}spip.php?article3") == "spip"
    with pytest.raises(UnknownLayout):
        made_by(page(WORDPRESS, OLD_LINK), f"{BASE}spip.php?article3")
