"""What an article says below its named text is of it; what a theme says there is not."""

from __future__ import annotations

import pytest

from records.reading import text_of
from tests.layouts.test_unknown_layouts import read_page

TEXT = "<div class='texte'><p>Le Collectif demande un toit.</p></div>"
SAID = "Le Collectif demande un toit."
AFTER = "<p>Les amendements seront examinés le 30 novembre.</p>"
BOTH = f"{SAID}\n\nLes amendements seront examinés le 30 novembre."


def text(below: str, wrap: str = "<article><h1>Un toit</h1>{}</article>") -> str:
    page = (
        "<html lang='fr'><head><title>Un toit</title><meta name='generator' content='SPIP 3.2'></head><body>"
        f"<main>{wrap.format(TEXT + below)}</main></body></html>"
    )
    return text_of(read_page(page).blocks)


OWN = [
    f"<div class='divers'><h4>Post-scriptum :</h4><div class='contenu'>{AFTER}</div></div>",
    f"<section><h2>P.-S.</h2>{AFTER}</section>",
    f"<div class='suite'><div><h3>Notes</h3>{AFTER}</div></div>",
    f"<footer><aside id='appel' class=''><div class='ui segment'>{AFTER}</div></aside></footer>",
    f"<footer><div>{AFTER}</div><ul class='partage'><li><a href='https://reseau.example/'>Partager</a></li></ul></footer>",
    f"<div class='encart'>{AFTER}</div>",
    f"<div class='ps'>{AFTER}</div>",
    "<div><h2>P.S.</h2><p>Les amendements seront examinés le 30 novembre.</p></div>",
]
NOT_OWN = [
    "<div class='partage'><p>Partagez cet article !</p></div>",
    "<div class='comments'><p>Très utile.</p></div>",
    "<div id='forum'><div><p>Merci pour ce texte.</p></div></div>",
    "<footer><p>Publié par Camille</p></footer>",
    "<div><p>Voir aussi <a href='spip.php?article3'>notre appel</a>.</p></div>",
    "<div><form><p>Votre avis nous intéresse.</p><input></form></div>",
    "<div class='copyright'><p>Tous droits réservés.</p></div>",
    "<div><h3>À lire aussi</h3><ul><li><a href='spip.php?article3'>Notre appel.</a></li></ul></div>",
    "<nav><p>Article suivant.</p></nav>",
    "<div class='related'><p>Un autre texte.</p></div>",
]


@pytest.mark.parametrize("below", OWN)
def test_an_afterword_in_a_box_of_a_themes_own_is_of_the_text(below: str) -> None:
    assert text(below) == BOTH


@pytest.mark.parametrize("below", NOT_OWN)
def test_what_a_theme_says_below_a_text_is_none(below: str) -> None:
    assert text(below) == SAID
    assert text(f"<footer>{below}</footer>") == SAID


@pytest.mark.parametrize("below", OWN[:3])
def test_a_headed_afterword_needs_no_article_around_it(below: str) -> None:
    assert text(below, "<div class='bloc2'><h1>Un toit</h1>{}</div>") == BOTH


def test_prose_below_a_text_in_no_article_may_be_anybodys() -> None:
    wrap = "<div id='page'><h1>Un toit</h1>{}</div>"
    assert text(f"<div class='encart'>{AFTER}</div>", wrap) == SAID


FOOT = "<footer class='o-article__foot'><div class='ps'><p>Les amendements seront examinés le 30 novembre.</p></div></footer>"
ANSWERS = [
    "<section class='o-comments'><article class='o-comment'><div class='texte'><p>Merci.</p></div></article></section>",
    "<div id='commentaires'><div class='texte'><p>Merci.</p></div></div>",
    "<ul class='forum-total'><li><div class='texte'><p>Merci.</p></div></li></ul>",
    "<div class='bloc-forum'><div class='ps'><p>Merci.</p></div></div>",
]


@pytest.mark.parametrize("answers", ANSWERS)
def test_an_articles_foot_is_its_own_whatever_its_name_and_answers_are_not(answers: str) -> None:
    assert text(FOOT + answers) == BOTH
    assert text(answers, "<article><h1>Un toit</h1>{}</article>") == SAID


def test_what_is_named_by_its_answers_and_holds_the_heading_is_the_page() -> None:
    wrap = "<div class='with-comments'><h1>Un toit</h1>{}</div>"
    assert text("", wrap) == SAID
