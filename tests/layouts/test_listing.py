"""What a page lists stands in its own part; sidebars and footers list nothing, whatever a theme names them."""

from __future__ import annotations

import pytest

import layouts
from records.reading import Fetched, Reading
from tests.archive.conftest import SITE

BASE = "https://contrelatraite.org/"
SPIP = '<meta name="generator" content="SPIP 4.2">'
DRUPAL = '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">'
MEMBERS = '<ul><li><a href="/quai-nord">Entraide Quai Nord</a></li><li><a href="/pas">Pas à Pas</a></li></ul>'
BOTH = ["quai-nord", "pas"]
NEWS = '<h3>Actualités</h3><p><a href="/soiree">Une soirée</a></p><p><a href="/marche">Une marche</a></p>'
LEGAL = '<p><a href="/mentions">Mentions légales</a></p>'
LOGO = '<a href="/">Le Collectif</a>'

# The body of a page named "Nos membres", with what it lists.
PARTS = {
    "a box around heading and list": f"<div class='k1'>{LOGO}</div><div class='k2'><h1>Nos membres</h1>{MEMBERS}</div>"
    f"<div class='k3'>{NEWS}</div><div class='k4'>{LEGAL}</div>",
    "a heading in a box of its own": f"<div class='k1'>{LOGO}</div><div class='k5'><h1>Nos membres</h1></div>"
    f"<div class='k2'>{MEMBERS}</div><div class='k3'>{NEWS}</div><div class='k4'>{LEGAL}</div>",
    "all in one box": f"<div class='k0'><div class='k1'>{LOGO}</div><div class='k5'><h1>Nos membres</h1></div>"
    f"<div class='k2'>{MEMBERS}</div><div class='k3'>{NEWS}</div><div class='k4'>{LEGAL}</div></div>",
    "rows of one class": f"<div class='k1'>{LOGO}</div><h1>Nos membres</h1>"
    "<div class='r'><a href='/quai-nord'>Entraide Quai Nord</a></div><div class='r'><a href='/pas'>Pas à Pas</a></div>"
    f"<div class='k3'>{NEWS}</div><div class='k4'>{LEGAL}</div>",
    "a sidebar before": f"<div class='k1'>{LOGO}</div><div class='k3'>{NEWS}</div>"
    f"<div class='k2'><h1>Nos membres</h1>{MEMBERS}</div><div class='k4'>{LEGAL}</div>",
    "frames by their tags": f"<header>{LOGO}</header><h1>Nos membres</h1>{MEMBERS}<aside>{NEWS}</aside>"
    f"<footer>{LEGAL}</footer>",
    "all named by the sidebar": f"<div class='sidebar-grid'><main><h1>Nos membres</h1>{MEMBERS}</main><aside>{NEWS}"
    "</aside></div>",
    "a sidebar in the main part": f"<main><h1>Nos membres</h1>{MEMBERS}<div class='col-side'>{NEWS}</div></main>"
    f"<div id='foot'>{LEGAL}</div>",
    "an introduction above": f"<div class='k1'>{LOGO}</div><div class='k2'><div><h1>Nos membres</h1></div><p>Les"
    f" associations, dont <a href='/une'>une</a> est la plus ancienne :</p>{MEMBERS}</div><div class='k3'>{NEWS}</div>",
    "a picture before each title": f"<div class='k1'>{LOGO}</div><div class='k2'><h1>Nos membres</h1><div>"
    "<a href='/quai-nord'><img src='a.png'></a><h2><a href='/quai-nord'>Entraide Quai Nord</a></h2></div>"
    f"<div><a href='/pas'><img src='b.png'></a><h2><a href='/pas'>Pas à Pas</a></h2></div></div><div class='k4'>{LEGAL}</div>",
    "dates before the titles": f"<div class='k1'>{LOGO}</div><div class='k2'><h1>Nos membres</h1><ul>"
    "<li>12/03/2016 – <a href='/quai-nord'>Entraide Quai Nord</a></li>"
    f"<li>mardi 4 mai 2016 : <a href='/pas'>Pas à Pas</a></li></ul></div><div class='k4'>{LEGAL}</div>",
    "lines parted by br": f"<div class='k1'>{LOGO}</div><div class='k2'><h1>Nos membres</h1><p>"
    f"<a href='/quai-nord'>Entraide Quai Nord</a>, à Dole<br>• <a href='/pas'>Pas à Pas</a></p></div>",
}  # fmt: skip


def page(
    head: str, body: str, title: str = "Nos membres", url: str = f"{BASE}nos-membres"
) -> Reading:
    html = f"<!DOCTYPE html><html lang='fr'><head>{head}<title>{title} - Site</title></head><body>{body}</body></html>"
    return layouts.read(Fetched(url, html.encode(), "2026-01-02T03:04:05Z"), SITE)


def listed(reading: Reading) -> list[str]:
    return [url.removeprefix(BASE) for url, _ in reading.listed]


@pytest.mark.parametrize("head", [SPIP, DRUPAL], ids=["spip", "drupal"])
@pytest.mark.parametrize("case", PARTS)
def test_a_page_lists_what_stands_in_its_own_part(head: str, case: str) -> None:
    text = (
        "" if head == SPIP else "<article data-history-node-id='3'><p>Le Collectif.</p></article>"
    )
    assert listed(page(head, PARTS[case] + text)) == BOTH


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('<li><a href="/a">Juin 2019</a></li>', "Juin 2019"),
        ('<li><a href="/a"><img src="x.png"></a> <a href="/a">Juin 2019</a></li>', "Juin 2019"),
        ('<li><a href="/a"><strong>Juin</strong> 2019</a> (PDF)</li>', "Juin 2019"),
        ('<li>12/06/2019 <a href="/a">Lettre</a></li>', "Lettre"),
        ('<li>Lire <a href="/a">Juin 2019</a></li>', None),
        ('<p>En juin, <a href="/a">Juin 2019</a></p>', None),
        ('<li><a href="https://example.org/a">Juin 2019</a></li>', None),
        ('<li><a href="/nos-membres">Nos membres</a></li>', None),
        ('<li><a href="/">Accueil</a></li>', None),
    ],
)
def test_what_is_listed_comes_with_the_words_of_its_link(said: str, words: str | None) -> None:
    text = "<p>Le Collectif réunit des associations.</p>"
    found = page(SPIP, f"<div id='content'><h1>Nos membres</h1>{text}<ul>{said}</ul></div>").listed
    assert found == (() if words is None else ((f"{BASE}a", words),))


CARDS = {
    "links around a date and a title": "<a class='b' href='/quai-nord'><div>3 mai 2016</div><div>Entraide Quai Nord</div></a>"
    "<a class='b' href='/pas'><div>4 mai 2016</div><div>Pas à Pas</div></a>",
    "links around heading and opening": "<div><a href='/quai-nord'><img src='a.png'><h3>Entraide Quai Nord</h3><p>Un mot.</p></a>"
    "</div><div><a href='/pas'><h3>Pas à Pas</h3><p>Un autre.</p></a></div>",
    "cards with a title's link": "<div class='card'><div><h3 class='t'><a href='/quai-nord'>Entraide Quai Nord</a></h3><p>Un mot.</p>"
    "<p>3 mai 2016</p></div></div><div class='card'><div><h3 class='t'><a href='/pas'>Pas à Pas</a></h3><p>Un autre.</p></div></div>",
    "links of spans": "<ul><li class='c'><a href='/quai-nord'><span>Entraide Quai Nord</span></a></li><li class='c'><a href='/pas'>"
    "<span>Pas à Pas</span></a></li></ul>",
    "a box of links alone": "<div><a href='/quai-nord'>Entraide Quai Nord</a> <a href='/pas'>Pas à Pas</a> "
    "<a href='/pas'>Pas à Pas</a></div>",
    "one card": "<div class='card'><h3><a href='/quai-nord'>Entraide Quai Nord</a></h3><p>Un mot.</p></div>",
}  # fmt: skip


@pytest.mark.parametrize("case", CARDS)
@pytest.mark.parametrize("title", ["Nos membres", "Pour s’informer"])
def test_a_page_of_drupals_that_says_nothing_but_what_it_lists_is_a_list(
    case: str, title: str
) -> None:
    body = f"<main><div><h1>{title}</h1><div class='rows'>{CARDS[case]}</div></div></main>"
    reading = page(DRUPAL, body, title)
    assert reading.is_list
    assert listed(reading) == (BOTH[:1] if case == "one card" else BOTH)
    if case.startswith(("links around heading", "cards")):
        assert [words for _, words in reading.listed] == ["Entraide Quai Nord", "Pas à Pas"]


TEXTS = {
    "two links in a sentence": "<p>Voir <a href='/quai-nord'>Quai Nord</a> et <a href='/pas'>Pas à Pas</a>.</p><p>Un mot.</p>",
    "what was before and behind": "<p>Un mot.</p><div><a href='/quai-nord'>« Avant</a> <a href='/pas'>Après »</a></div>",
    "a heading with a link in a text": "<p>Un mot.</p><p>Un autre.</p><h3><a href='/quai-nord'>Quai Nord</a></h3><p>Une suite.</p>"
    "<p>Et une fin.</p>",
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_with_links_is_no_list(case: str) -> None:
    body = f"<main><div><h1>Pour s’informer</h1><div>{TEXTS[case]}</div></div></main>"
    reading = page(DRUPAL, body, "Pour s’informer")
    assert not reading.is_list
    assert reading.blocks


def test_a_pager_in_the_main_part_makes_a_list() -> None:
    pager = "<div class='flex'><a href='?page=0'>1</a><a href='?page=1'>2</a></div>"
    rows = CARDS["links around a date and a title"]
    body = f"<main><h1>Pour s’informer</h1><p>Un mot.</p><div>{rows}</div>{pager}</main>"
    assert page(DRUPAL, body, "Pour s’informer").is_list
    told = f"{DRUPAL}<link rel='shortlink' href='/node/3'>"
    assert not page(told, body, "Pour s’informer").is_list


RELATED = "<div class='k9'><h2>À lire aussi</h2><div><a href='/avril'><h3>Avril 2018</h3></a></div><div><a href='/autre'><h3>Autre chose</h3></a></div></div>"


@pytest.mark.parametrize(
    "head", [SPIP, f"{DRUPAL}<link rel='shortlink' href='/node/3'>"], ids=["spip", "drupal"]
)
def test_a_text_lists_what_it_links_to_and_not_what_a_theme_sets_below_it(head: str) -> None:
    text = "<div class='texte'><p>Le Collectif se réunit.</p><p><a href='/pas'>Pas à Pas</a> aussi.</p></div>"
    body = f"<div class='k0'><div class='k1'>{LOGO}</div><div class='k5'><h1>Un compte rendu</h1></div>{text}{RELATED}</div>"
    assert listed(page(head, body, "Un compte rendu")) == ["pas"]
    named = f"<main><h1>Nos membres</h1><div class='texte'><p>Les voici.</p></div>{MEMBERS}</main>"
    assert listed(page(head, named)) == BOTH
