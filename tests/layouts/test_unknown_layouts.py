"""Pages of themes that no layout was shown: text, title and kind are right, and none is empty in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import layouts
from records.errors import MissingPart
from records.kinds import kind_of
from records.reading import Fetched, Reading, text_of
from tests.archive.conftest import SITE
from tests.layouts.more_themes import MORE_DRUPAL, MORE_SPIP
from tests.layouts.themes import CONTENTS, Content
from tests.layouts.themes import DRUPAL_THEMES as FIRST_DRUPAL
from tests.layouts.themes import SPIP_THEMES as FIRST_SPIP

Theme = Callable[[Content], str]
SPIP_THEMES, DRUPAL_THEMES = (*FIRST_SPIP, *MORE_SPIP), (*FIRST_DRUPAL, *MORE_DRUPAL)
BASE = "http://contrelatraite.org/"


def read(theme: Theme, content: Content) -> Reading:
    is_spip = theme in SPIP_THEMES
    path = (
        f"spip.php?page=article&id_article={content.number}"
        if is_spip
        else f"node/{content.number}"
    )
    return read_page(theme(content), path)


def read_page(page: str, path: str = "spip.php?article77") -> Reading:
    return layouts.read(Fetched(BASE + path, page.encode(), "2018-05-12T10:00:00Z"), SITE)


def spip(inside: str, title: str = "Un toit pour chacune - Collectif") -> str:
    return (
        f"<html lang='fr'><head><title>{title}</title><meta name='generator' content='SPIP 4.2'></head>"
        f"<body>{inside}</body></html>"
    )


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content.number))
@pytest.mark.parametrize("theme", [*SPIP_THEMES, *DRUPAL_THEMES], ids=lambda theme: theme.__name__)
def test_a_page_of_an_unknown_theme_is_read_like_any_other(theme: Theme, content: Content) -> None:
    reading = read(theme, content)
    assert reading.title == content.title
    assert [block.printed() for block in reading.blocks] == list(content.texts)
    assert content.date in (reading.date_line or "")
    captions = [file.caption for file in reading.attachments]
    assert captions == (["Le compte rendu signé"] if content.file else [])
    section = (content.section,) if theme not in DRUPAL_THEMES else ()
    assert reading.sections[1:2] == section
    lists = () if section or reading.tags else (content.section,)
    assert kind_of(reading, SITE, lists).partition("/")[0] == content.kind


H1 = "<h1>Un toit pour chacune</h1>"
MENU = "".join(f"<li><a href='spip.php?rubrique{n}'>Rubrique {n}</a></li>" for n in range(6))
BOX = "".join(
    f"<p><a href='spip.php?article{n}'>Réunion du {n} mai 2017</a></p>" for n in (3, 4, 5)
)
PROSE = "<p>Le Collectif demande un toit.</p>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{H1}<div id='contenu-article'>{PROSE}</div>", "Le Collectif demande un toit."),
        (f"<ul>{MENU}</ul>{H1}{PROSE}<p>Et vite.</p><div id='pied'><p>Le Collectif, 1901.</p></div>",
         "Le Collectif demande un toit.\n\nEt vite."),
        (f"<div><ul>{MENU}</ul></div><div class='hero'>{H1}</div><div class='row'><div>{PROSE}</div>"
         f"<div><h3>À lire</h3>{BOX}<p>Nos textes.</p></div></div><p class='z'>© Le Collectif</p>",
         "Le Collectif demande un toit."),
        (f"<div class='a'>{H1}Le texte sans paragraphe.<br><br>Une suite.</div><div class='b'>{BOX}</div>",
         "Le texte sans paragraphe.\n\nUne suite."),
        (f"<article><header>{H1}<p class='accroche'>En deux mots.</p></header><div>{PROSE}</div></article>",
         "En deux mots.\n\nLe Collectif demande un toit."),
        (f"<div>{H1}<p>Publié le 3 mars 2014 par Camille</p><div>{PROSE}<h2>Nos demandes</h2><p>Un toit.</p>"
         f"</div><section><h2>À lire aussi</h2>{BOX}</section></div>",
         "Le Collectif demande un toit.\n\n## Nos demandes\n\nUn toit."),
        (f"<table><tr><td><ul>{MENU}</ul></td><td>{H1}<div>{PROSE}</div></td></tr></table>",
         "Le Collectif demande un toit."),
        (f"<div>{H1}<div>{PROSE}<ul><li><a href='spip.php?article8'>La note</a></li></ul></div></div>",
         "Le Collectif demande un toit.\n\n- La note"),
        (f"<div>{H1}<div>{PROSE}<form><p>Votre message</p><input></form></div></div>",
         "Le Collectif demande un toit."),
        (f"<div id='c'>{H1}<div class='texte'>{BOX}</div></div>",
         "Réunion du 3 mai 2017\n\nRéunion du 4 mai 2017\n\nRéunion du 5 mai 2017"),
    ],
)  # fmt: skip
def test_what_follows_the_title_is_the_text_until_a_frame_begins(inside: str, text: str) -> None:
    assert text_of(read_page(spip(inside)).blocks) == text


@pytest.mark.parametrize(
    "inside",
    [
        H1,
        f"<ul>{MENU}</ul>{H1}<div id='pied'><p>Le Collectif est une association de 1901.</p></div>",
        f"<div>{H1}<p>Publié le 3 mars 2014 par Camille</p></div><div class='colonne'>{BOX}</div>",
        f"<div>{H1}</div><div class='bloc'><div class='texte'>{BOX}</div></div>",
        f"<div>{H1}<form class='formulaire_spip formulaire_recherche'><input name='r'></form></div>",
        f"<div>{H1}<div class='texte' style='display:none'>{PROSE}</div></div>",
    ],
)  # fmt: skip
def test_a_page_of_which_only_the_title_was_found_was_not_read(inside: str) -> None:
    with pytest.raises(MissingPart, match="text not found"):
        read_page(spip(inside))


def test_a_form_or_a_file_under_a_title_is_a_page_that_was_read() -> None:
    form = (
        f"<div>{H1}<form class='formulaire_spip formulaire_contact'><input name='m'></form></div>"
    )
    assert read_page(spip(form)).is_list
    file = f"<div>{H1}<p><a href='IMG/pdf/a.pdf'>Le rapport</a></p></div>"
    assert read_page(spip(file)).attachments


@pytest.mark.parametrize("name", ["texte", "chapo", "ps"])
def test_a_box_of_links_is_no_text_whatever_its_class(name: str) -> None:
    """Its days are those of other pages."""
    page = (
        f"<div id='milieu'><h1>Prochaine réunion</h1><div class='texte'><p>Réunion le 2 mai 2018.</p></div></div>"
        f"<div id='cote'><div class='{name}'><h3>Nos réunions</h3>{BOX}</div></div>"
    )
    reading = read_page(spip(page, "Prochaine réunion - Collectif"))
    assert text_of(reading.blocks) == "Réunion le 2 mai 2018."


def test_a_text_with_links_to_other_pages_is_a_text() -> None:
    words = (
        "<p>Lire <a href='spip.php?article3'>notre communiqué</a> et la réponse du ministère.</p>"
    )
    files = "<p><a href='IMG/pdf/a.pdf'>Le rapport de 2014</a></p>"
    away = "<p><a href='http://ailleurs.example.org/'>Le site de nos amis</a></p>"
    for text in (words, files, away):
        assert read_page(spip(f"<div>{H1}<div class='texte'>{text}</div></div>")).blocks


def test_the_foot_and_the_aside_of_an_article_are_its_own() -> None:
    files = "<aside><div id='documents_joints'><ul><li><a href='IMG/pdf/a.pdf'><strong class='titre'>La note</strong></a></li></ul></div></aside>"
    own = f"<article><header>{H1}</header><div class='main'><div class='texte'>{PROSE}</div></div><footer><div class='ps'><p>Après coup.</p></div></footer>{files}</article>"
    frame = "<footer><div class='texte'><p>Le Collectif, 1901.</p></div></footer><aside><div class='texte'><p>Une brève.</p></div></aside>"
    reading = read_page(spip(f"<main>{own}</main>{frame}"))
    assert text_of(reading.blocks) == "Le Collectif demande un toit.\n\nAprès coup."
    assert [file.caption for file in reading.attachments] == ["La note"]


@pytest.mark.parametrize(
    "file",
    [
        "/media/12",
        "/fr/media/12/download",
        "/system/files/bilan",
        "spip.php?action=acceder_document&amp;arg=3&amp;file=pdf%2Fa.pdf",
    ],
)
def test_a_link_to_a_file_without_a_suffix_leads_to_no_other_page(file: str) -> None:
    text = f"<p><a href='{file}'>Le rapport de 2014</a></p>"
    assert read_page(spip(f"<div>{H1}<div class='texte'>{text}</div></div>")).blocks
    box = f"<div><h2>Documents</h2><ul><li><a href='{file}'>Le rapport de 2014</a></li></ul></div>"
    reading = read_page(spip(f"<div>{H1}<div id='x'>{PROSE}</div>{box}</div>"))
    assert text_of(reading.blocks) == "Le Collectif demande un toit."


RIGHTS = "<p>Site édité par le Collectif. Tous droits réservés.</p>"


@pytest.mark.parametrize("title", ["Mentions légales", "Crédits", "Copyright et licence"])
def test_a_page_of_legal_notes_says_what_a_colophon_says(title: str) -> None:
    foot = "<div class='bottom'><p>© Le Collectif</p></div>"
    page = spip(
        f"<div><div><h1>{title}</h1><div class='x'>{RIGHTS}</div></div><footer>{foot}</footer></div>",
        f"{title} - Site",
    )
    assert text_of(read_page(page).blocks) == "Site édité par le Collectif. Tous droits réservés."


def test_a_colophon_below_another_page_is_none_of_it() -> None:
    page = spip(f"<div>{H1}<div class='x'>{PROSE}</div><div class='y'>{RIGHTS}</div></div>")
    assert text_of(read_page(page).blocks) == "Le Collectif demande un toit."
