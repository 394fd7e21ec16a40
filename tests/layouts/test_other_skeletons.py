"""What skeletons and themes do in ways of their own: names for a part of a text alone, signs in addresses,
one language on all pages, a form and nothing else, views in a page of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from layouts.spoken import other_language
from records.kinds import kind_of
from records.reading import Fetched, Reading, text_of
from tests.archive.conftest import SITE
from tests.layouts.test_unknown_layouts import BASE, read_page, spip

LEAD = "<p class='chapo'>Nos associations disent non aux onze projets de l’Allagnon.</p>"
REST = "<p>Onze projets, onze seuils, onze coupures pour les poissons migrateurs.</p>"
COLUMN = "<div class='fil'><h4>Les plus lus</h4><ul>" + "".join(
    f"<li><a href='spip.php?article{n}'>Un article au titre assez long, numéro {n}</a></li>" for n in range(2, 9)
) + "</ul></div>"  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<div>{LEAD}{REST}</div>", "Nos {}|Onze {}"),
        (f"<div class='chapo'>{REST}</div><div class='corps'>{REST}</div>", "Onze {}|Onze {}"),
        (f"<div class='chapo'>{REST}</div><div class='texte'>{REST}</div>", "Onze {}|Onze {}"),
        (f"<div class='chapo'>{REST}</div>", "Onze {}"),
        (f"<div class='corps'>{REST}</div><div class='ps'><p>Merci.</p></div>", "Onze {}|Merci."),
        (f"<div><div>{REST}</div><div class='notes'><p>Une note.</p></div></div>", "Onze {}|Une note."),
        (f"<section class='chapo'>{REST}</section><section>{REST}</section>", "Onze {}|Onze {}"),
        (f"{LEAD}{REST}", "Nos {}|Onze {}"),
        (f"<div class='chapo'>{REST}</div><div class='partage'><p>Partager : X</p></div>", "Onze {}"),
    ],
)  # fmt: skip
def test_a_text_of_which_only_a_part_is_named_is_read_whole(inside: str, text: str) -> None:
    page = f"<div class='row'><div class='col'><h1>Un toit pour chacune</h1>{inside}</div>{COLUMN}</div>"
    known = {
        "Nos": "Nos associations disent non aux onze projets de l’Allagnon.",
        "Onze": "Onze projets, onze seuils, onze coupures pour les poissons migrateurs.",
    }
    said = [block.text for block in read_page(spip(page)).blocks]
    assert said == [known.get(line.removesuffix(" {}"), line) for line in text.split("|")]


@pytest.mark.parametrize(
    ("address", "is_list"),
    [
        ("-Nos-membres-", True), ("-Nos-membres-.html", True), ("-Nos-membres,12-", True),
        ("+-saumon-+", True), ("_Anne-Vial_", True), ("@Un-site@", True),
        ("Nos-rivieres", False), ("-Un-tiret-devant", False), ("Un-tiret-derriere-", False),
        ("_souligne", False), ("+Une-breve+", False), ("--", False),
    ],
)  # fmt: skip
def test_the_signs_of_a_rewritten_address_tell_lists_from_articles(
    address: str, is_list: bool
) -> None:
    page = f"<div><h1>Un toit pour chacune</h1><div>{REST}</div><div><a href='La-crue'>La crue</a></div></div>"
    reading = read_page(spip(page), address)
    assert reading.is_list is is_list


def test_a_sections_introduction_is_kept_under_any_name() -> None:
    page = (
        "<div class='col'><h1>Nos membres</h1><div class='logo'> </div><div><p>Une quarantaine de rivières.</p></div>"
        "<div><a href='La-crue'>La crue.</a></div><div>Après la liste.</div></div>"
    )
    reading = read_page(spip(page, "Nos membres - Collectif"), "-Nos-membres-")
    assert reading.is_list
    assert text_of(reading.blocks) == "Une quarantaine de rivières."


ENGLISH = (
    "We look after the rivers that rise in the hills. Every week, volunteers measure the water, count the fish "
    "and talk with the people who live along the banks."
)
FRENCH = (
    "Nous veillons sur les rivières qui naissent dans les collines. Chaque semaine, des bénévoles mesurent "
    "le débit, comptent les poissons et parlent avec les riverains."
)


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("fr", ENGLISH, "en"), ("en", FRENCH, "fr"), ("fr", FRENCH, "fr"), ("en", ENGLISH, "en"),
        ("fr", "Our rivers, in short.", "fr"), ("fr", f"{FRENCH} {ENGLISH}", "fr"),
        ("en", f"{ENGLISH} {FRENCH}", "en"), ("de", ENGLISH, "de"), ("fr", f"{ENGLISH} « Bonjour »", "en"),
    ],
)  # fmt: skip
def test_a_template_that_states_one_language_on_all_pages_is_not_believed(
    stated: str, text: str, language: str
) -> None:
    page = spip(f"<div><h1>Un toit pour chacune</h1><div class='texte'><p>{text}</p></div></div>")
    assert read_page(page.replace("lang='fr'", f"lang='{stated}'")).language == language


@given(st.lists(st.sampled_from([*FRENCH.split(), "the", "and"]), max_size=60))
def test_a_text_with_words_of_the_stated_language_keeps_it(words: list[str]) -> None:
    text = " ".join([*words, *FRENCH.split(), *FRENCH.split()])
    assert other_language(text, "fr", ("fr", "en")) is None


@pytest.mark.parametrize(
    ("crumbs", "sections"),
    [
        ("<a href='spip.php?page=sommaire'>Actualité</a> &gt; <a href='spip.php?rubrique3'>Réunions</a>", ("Accueil", "Réunions")),
        ("<a href='/'>Actualités</a> &gt; <a href='spip.php?rubrique3'>Réunions</a>", ("Accueil", "Réunions")),
        ("<a href='spip.php?rubrique2'>Actualités</a> &gt; <a href='spip.php?rubrique3'>Réunions</a>",
         ("Accueil", "Actualités", "Réunions")),
        ("<a href='spip.php?rubrique3'>Réunions</a>", ("Accueil", "Réunions")),
    ],
)  # fmt: skip
def test_a_second_link_to_the_home_page_is_no_section(
    crumbs: str, sections: tuple[str, ...]
) -> None:
    trail = f"<div class='arbo'><a href='spip.php?page=accueil'>Accueil</a> &amp; {crumbs} &gt; Un toit pour chacune</div>"
    page = f"{trail}<div><h1>Un toit pour chacune</h1><div class='texte'>{REST}</div></div>"
    assert read_page(spip(page)).sections == sections


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Mots clés : <a href='+-saumon-+'>saumon</a>", ""), ("Mots-clés : <a href='spip.php?mot3'>saumon</a>", ""),
        ("Tags : <a href='spip.php?mot3'>eau</a>, <a href='spip.php?mot4'>loi</a>", ""),
        ("Keywords: <a href='spip.php?mot3'>eau</a>", ""),
        ("Mots clés : la loi, l’eau et le feu.", "Mots clés : la loi, l’eau et le feu."),
        ("Mots d’ordre : <a href='spip.php?mot3'>eau</a>", "Mots d’ordre : eau"),
        ("Tags : <a href='https://ailleurs.example/'>eau</a>", "Tags : eau"),
    ],
)  # fmt: skip
def test_a_templates_line_of_key_words_is_no_text(line: str, said: str) -> None:
    page = (
        f"<div class='col'><h1>Un toit pour chacune</h1><div>{REST}</div><hr>{line}</div>{COLUMN}"
    )
    texts = [block.text for block in read_page(spip(page)).blocks]
    assert texts[1:] == ([said] if said else [])


def drupal(title: str, main: str, left: str = "", path: str = "node/77") -> Reading:
    """A page of a theme whose columns are boxes with roles, the title in a region of its own."""
    page = (
        f"<html lang='fr'><head><title>{title} | Collectif</title><meta name='Generator' content='Drupal 10'></head><body>"
        f"<div id='page-title'><div><h1 class='page-title'><span>{title}</span></h1></div></div><div id='outer'>"
        f"<div class='column' role='complementary'><div class='content'>{left}</div></div>"
        f"<div class='column middle' role='main'><div>{main}</div></div>"
        "<div class='column' role='complementary'><div><h2>Agenda</h2><div class='content'><p><b>13 avril 2019</b> : "
        "rencontre de printemps</p></div></div></div></div></body></html>"
    )
    settings = (
        f'<script type="application/json" data-drupal-selector="drupal-settings-json">'
        f'{{"path":{{"pathPrefix":"","currentPath":"{path}"}}}}</script>'
    )
    page = page.replace("</body>", f"{settings}</body>")
    return layouts.read(Fetched(BASE + path, page.encode(), "2019-05-12T10:00:00Z"), SITE)


def node(content: str) -> str:
    return f"<article data-history-node-id='77' class='node'><div>{content}</div></article>"


def view(number: int) -> str:
    rows = "".join(
        f"<div class='row'><article class='node node--view-mode-teaser'><h3><a href='/node/{n}'>Les Amis {n} (LA{n})</a></h3>"
        "<p>Une maison, une troupe de théâtre.</p></article></div>"
        for n in range(number)
    )  # fmt: skip
    return f"<div class='views-element-container'><div class='view'>{rows}</div></div>"


@pytest.mark.parametrize(
    ("title", "content", "is_list"),
    [
        ("Nos membres", view(4), True), ("Comptes rendus", view(3), True), ("Our members", view(1), True),
        ("Nos membres", f"<div class='field--name-body field--type-text'><p>Ils sont quatre.</p></div>{view(4)}", True),
        ("Les Amis du Bus", view(4), False), ("Nos membres", "<p>La liste est en cours de mise à jour.</p>", False),
    ],
)  # fmt: skip
def test_a_node_that_bears_a_sections_name_around_a_view_is_a_list(
    title: str, content: str, is_list: bool
) -> None:
    reading = drupal(title, node(content))
    assert reading.is_list is is_list
    assert ("Ils sont quatre." in text_of(reading.blocks)) is ("quatre" in content)
    assert "rencontre de printemps" not in text_of(reading.blocks)


def test_a_page_of_a_form_alone_is_a_page_without_a_text() -> None:
    form = "<form class='contact-form' method='post'><input name='n'></form>"
    reading = drupal("Contact", form, "<p>À lire : la crue.</p>", "contact")
    assert reading.is_list
    assert reading.blocks == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Assemblée générale du 25 mars 2017 : compte rendu", "report"),
        ("Réunion du 12 mai 2016 – procès-verbal", "report"),
        ("Bureau du 3 juin 2016, relevé de décisions", "report"),
        ("Conseil d’administration du 3 juin 2016 (compte rendu)", "report"),
        ("General meeting of 3 June 2016: minutes", "report"),
        ("Assemblée générale du 25 mars 2017", "meeting"),
        ("Réunion du 12 mai 2016 : le compte rendu sera lu", "meeting"),
        ("Réunion du 12 mai 2016 : attention, minutes comptées", "meeting"),
    ],
)
def test_a_title_that_ends_with_the_word_for_minutes_is_a_reports(title: str, kind: str) -> None:
    page = spip(
        f"<div><h1>{title}</h1><div class='texte'>{REST}</div></div>", f"{title} - Collectif"
    )
    assert kind_of(read_page(page), SITE) == kind


@pytest.mark.parametrize(
    "behind",
    [
        "", "<div class='ct-tag-list' role='list'><span>Familles</span><span>Solidarité</span></div>",
        "<ul class='tags'><li><a href='spip.php?mot3'>eau</a></li></ul>",
        "<div class='box'><h4>Documents</h4><ul><li><a href='IMG/pdf/a.pdf'>Le budget</a></li></ul></div>",
        "<div class='share'><span>Partager</span></div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "line", ["Dernière mise à jour : 3 février 2020", "Publié le 3 février 2020", "Last updated: 3 February 2020"]
)  # fmt: skip
def test_when_a_page_was_set_up_is_no_text_whatever_stands_behind(line: str, behind: str) -> None:
    page = (
        f"<div><h1>Un toit pour chacune</h1></div><div class='m'><div>{REST}{LEAD}</div>"
        f"<div class='container'><p>{line}</p></div>{behind}</div>"
    )
    assert [block.text[:5] for block in read_page(spip(page)).blocks] == ["Onze ", "Nos a"]


@pytest.mark.parametrize(
    "field",
    [
        "<div><div>Date</div><div><time>mar 13/01/2026 - 10:00</time></div></div>",
        "<div>Date : <time>mar 13/01/2026 - 10:00</time></div>",
        "<div><b>Jour :</b> 13 janvier 2026</div>",
    ],
)
def test_a_field_of_a_day_without_a_name_is_no_day_of_publication(field: str) -> None:
    reading = drupal(
        "Rencontre de janvier", node(f"{field}<div><p>Le lieu sera précisé.</p></div>")
    )
    assert "2026" in text_of(reading.blocks)
    assert "précisé" in text_of(reading.blocks)
