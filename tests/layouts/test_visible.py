"""What a page shows: words parted as readers part them, nothing that is hidden, what is struck marked so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import layouts
from records.reading import Fetched, Reading, text_of
from records.typography import clean
from tests.archive.conftest import SITE
from tests.crawling.site_of_pages import drupal

BASE = "http://contrelatraite.org/"
URL = f"{BASE}spip.php?page=article&id_article=77"


def spip(text: str, heading: str = "Un titre", head: str = "", beside: str = "") -> Reading:
    page = (
        f"<html lang='fr'><head><title>{head or 'T - Collectif'}</title>"
        "<meta name='generator' content='SPIP 3.1'></head><body><div id='content'><p class='arbo'>"
        "<a href='/'>Accueil</a> &gt; <a href='spip.php?rubrique2'>Nos<br>membres</a></p>"
        f"<h1 class='surlignable'>{heading}</h1><div class='texte'>{text}</div></div>"
        f"<div id='extra'>{beside}</div></body></html>"
    )
    return layouts.read(Fetched(URL, page.encode(), "2018-05-12T10:00:00Z"), SITE)


def node(body: str) -> Reading:
    page = drupal("Un titre", body, 77)
    return layouts.read(Fetched(f"{BASE}node/77", page.encode(), "2018-05-12T10:00:00Z"), SITE)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Réunion du<br>12 mars 2016", "Réunion du 12 mars 2016"),
        ("Compte rendu<br class='autobr' />de la réunion", "Compte rendu de la réunion"),
        ("<div>Communiqué</div><div>du 10 mai 2016</div>", "Communiqué du 10 mai 2016"),
        ("Association L’Abri<br>(ALA)", "Association L’Abri (ALA)"),
        ("<span>L’ab</span><span>ri</span>", "L’abri"), ("<b>Ré</b>union", "Réunion"),
        ("<a href='#'>Un</a><em>ion</em>", "Union"), ("Un<sup>er</sup> mai", "Uner mai"),
        ("<span class='surtitre'>Dossier</span><span>L’accueil</span>", "L’accueil"),
        ("L’accueil <small class='soustitre'>de nuit</small>", "L’accueil"),
        ("<span>Réunion</span><br><small>du 12 mars</small>", "Réunion du 12 mars"),
    ],
)  # fmt: skip
def test_lines_and_blocks_part_the_words_of_a_title_and_nothing_else_does(
    heading: str, title: str
) -> None:
    assert spip("<p>Le texte.</p>", heading).title == title


def test_they_part_the_words_of_cells_captions_teasers_and_trails() -> None:
    cells = (
        "<table><tr><td>14 juin<br>2016</td><td><p>Maison</p><p>des Voisins</p></td></tr></table>"
    )
    assert text_of(spip(cells).blocks) == "14 juin 2016 | Maison des Voisins"
    file = "<p>Voir <a href='IMG/pdf/a.pdf'>Note<br>de synthèse</a></p>"
    assert spip(file).attachments[0].caption == "Note de synthèse"
    box = "<div class='bloc'><h2>Communiqué<br>du 10 mai</h2><p><a href='spip.php?article9'>Lire la suite</a></p></div>"
    assert spip("<p>Un texte.</p>", beside=box).teasers[0].title == "Communiqué du 10 mai"
    assert spip("<p>Un texte.</p>").sections == ("Accueil", "Nos membres")


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>Caché</p>", "<p style='color:red; DISPLAY : NONE ;'>Caché</p>",
        "<p hidden>Caché</p>", "<p style='visibility:hidden'>Caché</p>", "<dialog>Caché</dialog>",
        "<div role='dialog' hidden>Caché</div>", "<p class='visually-hidden'>Caché</p>",
        "<span class='sr-only'>Caché</span>", "<p class='x d-none'>Caché</p>",
        "<p class='element-invisible'>Caché</p>", "<p class='screen-reader-text'>Caché</p>",
        "<p style='position:absolute;left:-9999px'>Caché</p>", "<p class='fr-sr-only'>Caché</p>",
        "<div class='modal' id='m' style='display:none'>Caché</div><a href='#m'></a>",
        "<noscript><p>Caché</p></noscript>",
    ],
)  # fmt: skip
def test_what_a_page_hides_is_no_text(hidden: str) -> None:
    body = f"<p>Avant.</p>{hidden}<p>Après.</p>"
    assert text_of(spip(body).blocks) == "Avant.\n\nAprès."
    assert text_of(node(body).blocks) == "Avant.\n\nAprès."


@pytest.mark.parametrize(
    "folded",
    [
        "<details><summary>Lire</summary><p>Montré</p></details>", "<div class='collapse'>Montré</div>",
        "<div class='accordion-panel' style='display:none'>Montré</div>",
        "<div role='tabpanel' hidden>Montré</div>", "<div class='tab-pane' style='display:none'>Montré</div>",
        "<a href='#suite'>Lire</a><div id='suite' style='display:none'>Montré</div>",
        "<button aria-controls='s2'>Lire</button><div id='s2' hidden>Montré</div>",
        "<p hidden='until-found'>Montré</p>", "<p class='d-none d-md-block'>Montré</p>",
        "<p class='hidden lg:block'>Montré</p>", "<p aria-hidden='true'>Montré</p>",
        "<p style='display:block'>Montré</p>", "<dialog open><p>Montré</p></dialog>",
        "<p class='hidden-gem'>Montré</p>",
    ],
)  # fmt: skip
def test_what_a_reader_can_unfold_or_sees_on_another_screen_is(folded: str) -> None:
    assert "Montré" in text_of(spip(f"<p>Avant.</p>{folded}").blocks)
    assert "Montré" in text_of(node(f"<p>Avant.</p>{folded}").blocks)


def test_a_hidden_menu_leads_on_and_a_page_that_waits_for_a_script_is_a_page() -> None:
    links = spip("<p>Un texte.</p><div hidden><a href='spip.php?article9'>Neuf</a></div>").links
    assert f"{BASE}spip.php?article9" in links
    page = drupal("Un titre", "<p>Le texte.</p>", 77).replace(
        "<main>", "<main style='visibility:hidden'>"
    )
    read = layouts.read(Fetched(f"{BASE}node/77", page.encode(), "2018-05-12T10:00:00Z"), SITE)
    assert text_of(read.blocks) == "Le texte."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Le <del>14 juin</del> 21 juin.</p>", "Le ~~14 juin~~ 21 juin."),
        ("<p><s>Mardi 14</s> mardi 21</p>", "~~Mardi 14~~ mardi 21"),
        ("<p><strike>Mardi <b>14</b> juin</strike></p>", "~~Mardi 14 juin~~"),
        ("<p><span style='text-decoration: line-through;'>14 juin</span></p>", "~~14 juin~~"),
        ("<del><p>Mardi 14.</p><p>Mercredi 15.</p></del>", "~~Mardi 14.~~\n\n~~Mercredi 15.~~"),
        ("<p><del>14 juin<br>à 10h</del></p>", "~~14 juin~~\n~~à 10h~~"),
        ("<ul><li><s>le 14</s></li><li>le 21</li></ul>", "- ~~le 14~~\n- le 21"),
        ("<table><tr><td><del>14 juin</del></td><td>Paris</td></tr></table>", "~~14 juin~~ | Paris"),
        ("<p><del><s>14</s> juin</del></p>", "~~14 juin~~"), ("<p>le <del> </del>21</p>", "le 21"),
        ("<p><span style='text-decoration:underline'>14 juin</span> <ins>le 21</ins></p>", "14 juin le 21"),
    ],
)  # fmt: skip
def test_struck_words_stay_and_are_shown_as_struck(body: str, text: str) -> None:
    assert text_of(spip(body).blocks) == text
    assert text_of(node(body).blocks) == text


def test_a_struck_day_of_a_title_is_struck_there_too() -> None:
    heading = "Prochaine réunion : <del>14 juin 2016</del> 21 juin 2016"
    reading = spip("<p>À 14h.</p>", heading, f"{heading} - Collectif")
    assert reading.title == "Prochaine réunion : ~~14 juin 2016~~ 21 juin 2016"


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("\u200eComité Lumière\u200e", "Comité Lumière"), ("Co\u200cmi\u200dté", "Comité"),
        ("\u202acomité\u202c", "comité"), ("\u2066a\u2069", "a"), ("a\u2060b\u200bc\u00add\ufeff", "abcd"),
        ("Comité\u200e Lumière", "Comité Lumière"), ("fin\u200d", "fin"), ("\u061ca", "a"),
        ("👩\u200d👧", "👩\u200d👧"), ("می\u200cخواهم", "می\u200cخواهم"), ("क्\u200dष", "क्\u200dष"),
    ],
)  # fmt: skip
def test_marks_of_direction_and_joiners_of_nothing_are_no_letters(printed: str, kept: str) -> None:
    assert clean(printed) == kept


WORDS = st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=6)
BETWEEN = st.sampled_from(
    ["<br>", "<br/>", "</p><p>", "</div><div>", "</li><li>", "</td><td>", " ", "\n"]
)


@settings(max_examples=60, deadline=None)
@given(words=WORDS, between=BETWEEN, struck=st.booleans())
def test_no_border_of_lines_or_blocks_glues_two_words(
    words: list[str], between: str, struck: bool
) -> None:
    first, last = ("<del>", "</del>") if struck else ("<b>", "</b>")
    body = f"<table><tr><td><ul><li><div><p>{between.join(f'{first}{word}{last}' for word in words)}</p></div></li></ul></td></tr></table>"
    said = text_of(spip(body).blocks)
    found = [word.strip("~") for word in said.replace("|", " ").replace("- ", " ").split()]
    assert found == words
    assert said.count("~~") == (2 * len(words) if struck else 0)


@pytest.mark.parametrize(
    ("names", "is_hidden"),
    [
        ("ct-visually-hidden", True), ("c-visuallyhidden", True), ("theme_sr-only", True),
        ("u-screen-reader-text", True), ("gin--element-invisible", True), ("x-screenreader-only", True),
        ("not-hidden-at-all", False), ("visually-hidden-title", False), ("screen", False), ("sr-only-parent", False),
    ],
)  # fmt: skip
def test_a_class_that_hides_does_so_under_a_themes_own_prefix(names: str, is_hidden: bool) -> None:
    said = text_of(spip(f"<p>Le site <span class='{names}'>(nouvelle fenêtre)</span></p>").blocks)
    assert said == ("Le site" if is_hidden else "Le site (nouvelle fenêtre)")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<h3><button>Données</button></h3>", "## Données"),
        ("<h2 class='accordion-header'><button data-bs-toggle='collapse'><span>Données</span></button></h2>", "## Données"),
        ("<h4>Titre <button>Données</button></h4>", "### Titre Données"),
        ("<dl><dt><button>Données</button></dt><dd>Aucune.</dd></dl>", "Données\n\nAucune."),
        ("<p>Ici <button>Copier</button></p>", "Ici"), ("<div><button>Partager</button></div>", ""),
        ("<ul><li>Un <button>x</button></li></ul>", "- Un"), ("<button>Fermer</button>", ""),
    ],
)  # fmt: skip
def test_what_unfolds_a_part_of_a_text_is_its_heading(markup: str, said: str) -> None:
    read = text_of(spip(f"<p>Le texte.</p>{markup}").blocks)
    assert read == f"Le texte.\n\n{said}".strip()
