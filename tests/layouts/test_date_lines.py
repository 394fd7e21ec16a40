"""Which printed day is that of a page's publication, under a theme that gives the line no known name."""

from __future__ import annotations

import pytest

from records.common import published_on
from records.reading import Reading, text_of
from tests.layouts.test_unknown_layouts import read_page

HEADING = "<h1>Un toit pour chacune</h1>"
PROSE = "<p>Le Collectif demande un toit.</p><p>Et vite.</p>"
SAID = "Le Collectif demande un toit.\n\nEt vite."


def drupal(inside: str) -> Reading:
    head = "<title>Un toit pour chacune | Site</title><link rel='shortlink' href='/node/7'>"
    return read_page(
        f"<html lang='fr'><head>{head}<meta name='generator' content='Drupal 10'></head>"
        f"<body><main>{inside}</main></body></html>",
        "node/7",
    )


LINES = [
    "<p class='fr-text'>Publié le 3 mars 2014 - Mis à jour le 3 janvier 2019</p>",
    "<p>Mis à jour le 3 janvier 2019 – Publié le 3 mars 2014</p>",
    "<div>Publié le 03/03/2014 (modifié le 03/01/2019)</div>",
    "<div>Par Camille Aubin, le 3 mars 2014. Dernière mise à jour : 3 janvier 2019</div>",
    "<p><time>3 mars 2014</time><time>Mis à jour 3 janvier 2019</time></p>",
    "<p>Published on 3 March 2014, last updated 3 January 2019</p>",
    "<ul><li>Publié le 3 mars 2014</li><li>Mis à jour le 3 janvier 2019</li></ul>",
    "<p>Date de publication : 3 mars 2014</p><p>Temps de lecture : 3 minutes</p>",
    "<p>3 mars 2014 (actualisé le 3 janvier 2019)</p>",
    "<p>Mis à jour le 3 mars 2014</p>",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_when_a_page_was_published_before_when_it_was_changed(line: str) -> None:
    for inside in (
        f"{HEADING}{line}<div class='cms'>{PROSE}</div>",
        f"<div><div>{HEADING}<div>{line}</div></div><div>{PROSE}</div></div>",
    ):
        reading = drupal(inside)
        published = published_on(reading)
        assert published is not None
        assert published.date == "2014-03-03"
        assert text_of(reading.blocks) == SAID


LETTERS = [
    f"{HEADING}<div class='small'>6 mars 2014</div><div class='prose'><p>Le 3 mars 2014</p>{PROSE}</div>",
    f"{HEADING}<div><p>6 mars 2014</p></div><div><p>Paris, le 3 mars 2014</p>{PROSE}</div>",
    f"<div>{HEADING}</div><div class='prose'><p>Le 3 mars 2014</p>{PROSE}</div>",
]


@pytest.mark.parametrize("inside", LETTERS)
def test_the_day_that_a_letter_opens_with_is_of_its_text(inside: str) -> None:
    reading = drupal(inside)
    assert text_of(reading.blocks).endswith(f"e 3 mars 2014\n\n{SAID}")
    published = published_on(reading)
    assert (published and published.date) == ("2014-03-06" if "6 mars" in inside else None)


def test_two_times_of_a_named_date_are_parted() -> None:
    times = "<time>11.2.2013</time><time>Mis à jour 3.1.2019</time>"
    reading = drupal(
        f"{HEADING}<article class='node--view-mode-full'><div class='content-date'>{times}</div><div>{PROSE}</div></article>"
    )
    published = published_on(reading)
    assert published is not None
    assert published.date == "2013-02-11"
    assert text_of(reading.blocks) == SAID


def spip(inside: str) -> Reading:
    return read_page(
        "<html lang='fr'><head><title>Un toit pour chacune</title><meta name='generator' content='SPIP 3.2'></head>"
        f"<body>{inside}</body></html>"
    )


TEXT = f"<div class='texte'>{PROSE}</div>"
LINK = "<a href='spip.php?article3'>Une marche blanche</a>"
COLUMNS = [
    f"<div class='bloc'><h3>Brèves</h3><div class='texte'><strong>2019-03-29</strong> {LINK}</div></div>",
    f"<div class='bloc'><div class='texte'><p>3 mai 2019 : {LINK}</p><p>Le 4 mai 2019, {LINK}</p></div></div>",
    "<div class='bloc'><div class='texte'><p>Notre permanence est ouverte chaque mardi.</p></div></div>",
    f"<div class='agenda'><span class='date'>3 mai 2019</span> {LINK}</div>",
]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize(
    "heading",
    [
        "<div class='t'><div><strong>Par :</strong> Camille</div><div><strong>Publié :</strong> 3 mars 2014</div>"
        "<h2>Un toit pour chacune</h2></div>",
        f"<p class='date'>3 mars 2014</p>{HEADING}",
        f"{HEADING}<p>Publié le 3 mars 2014</p>",
    ],
)
def test_a_column_before_the_heading_is_neither_text_nor_date(column: str, heading: str) -> None:
    reading = spip(f"<div id='k'><div id='m'>{column}</div><div id='c'>{heading}{TEXT}</div></div>")
    published = published_on(reading)
    assert published is not None
    assert published.date == "2014-03-03"
    assert text_of(reading.blocks) == SAID


def test_an_opening_above_the_heading_in_its_own_box_is_of_the_text() -> None:
    opening = "<div class='chapo'><p>En deux mots.</p></div>"
    reading = spip(f"<div id='c'>{opening}{HEADING}{TEXT}</div>")
    assert text_of(reading.blocks) == f"En deux mots.\n\n{SAID}"


@pytest.mark.parametrize(
    "above", ["<p>Mars 2014</p>", "<p>Réunion du 3 mars 2014</p>", "<p>Dossier</p>"]
)
def test_a_line_above_a_heading_that_is_no_day_is_no_date(above: str) -> None:
    assert published_on(spip(f"<div id='c'><div>{above}{HEADING}</div>{TEXT}</div>")) is None


ASIDES = [
    "<aside class='layout__aside'><dl><dt>Publié le</dt><dd>3 mars 2014</dd><dt>Par</dt><dd>Léa</dd></dl></aside>",
    "<aside><p>Mis en ligne le 3 mars 2014</p></aside>",
    "<div class='facts'><span>Date de publication :</span><span>3 mars 2014</span></div>",
]
TEASERS = (
    "<section class='related'><article class='teaser'><a href='spip.php?article3'><h3>Une marche</h3>"
    "<time>27 avril 2018</time></a></article><article class='teaser'><p>Publié le 28 avril 2018</p></article></section>"
)


@pytest.mark.parametrize("aside", [*ASIDES, ""])
@pytest.mark.parametrize("name", ["texte", "rich-text"])
def test_a_day_said_beside_the_text_is_the_pages_and_that_of_a_teaser_is_not(
    aside: str, name: str
) -> None:
    main = f"<div class='main'><div class='{name}'>{PROSE}</div></div>"
    hero = f"<div class='hero'><a href='spip.php?rubrique2'>Actualités</a>{HEADING}</div>"
    reading = spip(f"<div>{hero}<div class='layout'>{main}{aside}</div>{TEASERS}</div>")
    published = published_on(reading)
    assert (published and published.date) == ("2014-03-03" if aside else None)
    assert text_of(reading.blocks) == SAID


@pytest.mark.parametrize("said", ["Publié le 3 mars 2014 dans un journal", "Publié le 3 mars 2014"])
def test_where_a_text_says_it_was_published_is_of_the_text(said: str) -> None:
    reading = spip(f"<div>{HEADING}<div class='texte'>{PROSE}<p>{said}</p></div></div>")
    assert published_on(reading) is None


def test_a_list_below_a_title_outside_of_a_drupal_element_tells_the_day() -> None:
    meta = "<ul><li>3 mars 2014</li><li>par Léa</li><li><a href='/taxonomy/term/4'>Actualités</a></li></ul>"
    reading = drupal(
        f"<div>{HEADING}{meta}</div><article class='c-article'><div>{PROSE}</div></article>"
    )
    published = published_on(reading)
    assert published is not None
    assert published.date == "2014-03-03"


LEADS = [
    f"<header>{HEADING}<p>En deux mots.</p></header>",
    f"<div class='hero'><div>{HEADING}<div class='hero__lead'><p>En deux mots.</p></div></div></div>",
    f"<div>{HEADING}<p class='intro'>En deux mots.</p></div>",
]


@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_beside_the_title_is_not_all_that_a_page_says(lead: str) -> None:
    links = "".join(f"<li><a href='spip.php?article{n}'>Une marche {n}</a></li>" for n in range(4))
    below = f"<div class='x'><h2>À lire</h2><ul>{links}</ul></div>"
    reading = spip(f"<div>{lead}<div class='l'><div class='r'>{PROSE}</div></div>{below}</div>")
    assert text_of(reading.blocks) == f"En deux mots.\n\n{SAID}"
    alone = spip(f"<div>{lead}{below}</div>")
    assert text_of(alone.blocks) == "En deux mots."


def test_a_line_of_day_and_author_before_loose_words_is_none_of_them() -> None:
    loose = "<hr><b>Une annexe</b><br>et sa suite"
    cell = f"{HEADING}<p><small>Mis en ligne le mardi 3 mars 2014, par <a href='spip.php?auteur4'>Léa</a></small></p>"
    reading = spip(f"<table><tr><td>{cell}<div>{PROSE}</div>{loose}</td></tr></table>")
    published = published_on(reading)
    assert published is not None
    assert text_of(reading.blocks).startswith(SAID)
