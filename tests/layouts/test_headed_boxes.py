"""Boxes that their headings tell from a text in themes nobody knows: answers, other pages, attached files."""

from __future__ import annotations

import pytest

from records.reading import Reading
from tests.layouts.test_unknown_layouts import read_page, spip

TEXT = (
    "<p>Vingt studios et une grande cuisine : la maison a ouvert ses portes ce lundi matin.</p>"
    "<p>« On respire », dit le premier arrivé, qui dormait depuis deux ans dans sa voiture.</p>"
)
SAID = [
    "Vingt studios et une grande cuisine : la maison a ouvert ses portes ce lundi matin.",
    "« On respire », dit le premier arrivé, qui dormait depuis deux ans dans sa voiture.",
]
ANSWER = "<p>Quand ouvrez-vous une maison à Grenoble ? Nous sommes nombreux à attendre ici.</p>"


def puce(inside: str) -> str:
    """A box as a theme builds all of its boxes alike."""
    return f"<div class='element'><div class='puce'>&nbsp;</div><div class='principal'>{inside}</div></div>"


def read(*boxes: str) -> Reading:
    return read_page(
        spip(f"<div class='corps'><div class='contenu'>{''.join(map(puce, boxes))}</div></div>")
    )


def said(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


TITLED = f"<h1>Un toit pour chacune</h1><p>le 3 mai 2014, par Camille,</p><div>{TEXT}</div>"


@pytest.mark.parametrize(
    "heading", ["Voir aussi", "À lire aussi", "Related articles", "Pour commencer"]
)
def test_a_text_that_opens_so_and_has_a_link_is_the_text(heading: str) -> None:
    linked = f"{TEXT}<p>Voir <a href='spip.php?article12'>notre appel</a> de mai.</p>"
    reading = read_page(
        spip(
            f"<div class='zz'><h1>Un toit pour chacune</h1><div class='yy'><h3>{heading}</h3>{linked}</div></div>"
        )
    )
    assert said(reading)[-3:] == [*SAID, "Voir notre appel de mai."]


@pytest.mark.parametrize(
    "heading",
    [
        "Commentaires de l’article", "Commentaires", "3 commentaires", "Vos commentaires", "Vos réactions",
        "Poster un commentaire", "Laisser un commentaire", "Répondre à cet article", "2 messages", "Réagir",
        "Comments", "Leave a comment", "Add new comment", "1 comment", "Comments (4)", "5 replies",
        "Un message, un commentaire ?", "Comments on this article",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_what_answers_a_page_is_no_text_of_it(heading: str, tag: str) -> None:
    reading = read(TITLED, f"<{tag}>{heading}</{tag}><div class='sur'>{ANSWER}</div>")
    assert said(reading) == SAID


@pytest.mark.parametrize(
    "heading",
    [
        "Commentaires sur le projet de loi", "Nos commentaires au ministre", "Réagir avant l’été", "Messages",
        "Comments from the families", "Répondre aux urgences", "Laisser la parole", "Réactions en chaîne",
        "Un message d’espoir",
    ],
)  # fmt: skip
def test_an_editors_heading_over_a_part_of_the_text_stays(heading: str) -> None:
    reading = read(f"{TITLED}<h3>{heading}</h3>{ANSWER}")
    assert said(reading)[2] == heading
    assert len(said(reading)) == 4


@pytest.mark.parametrize(
    "heading",
    [
        "Dans la même rubrique", "Sur le même sujet", "Autour du même sujet", "Articles similaires",
        "À lire aussi", "Voir aussi", "Autres articles de la rubrique", "Les plus lus", "Related content",
        "You may also like", "See also", "Latest news", "Mots-clés", "Mots clefs", "Tags", "Keywords",
        "Articles de cet auteur", "By the same author",
    ],
)  # fmt: skip
def test_other_pages_below_a_text_are_none_of_it_whatever_is_said_of_them(heading: str) -> None:
    teaser = "<h4><a href='spip.php?article9'>La crue</a></h4><p>L’eau est montée de trois mètres en une nuit.</p>"
    reading = read(TITLED, f"<h3>{heading}</h3>{teaser}")
    assert said(reading) == SAID


@pytest.mark.parametrize("heading", ["Voir aussi", "À lire aussi", "See also"])
def test_books_that_an_editor_names_below_his_text_are_of_it(heading: str) -> None:
    reading = read(f"{TITLED}<h3>{heading}</h3><ul><li>Vivre ici, de M. Roy</li></ul>")
    assert said(reading) == [*SAID, heading, "Vivre ici, de M. Roy"]


FILE = "<h5><a href='IMG/pdf/charte.pdf'>La charte</a></h5><h5>PDF | 1.2 Mo | document publié le 3 mai 2014</h5>"


@pytest.mark.parametrize(
    "heading",
    [
        "Documents joints à l’article", "Documents joints", "Pièces jointes", "Documents", "À télécharger",
        "Fichiers associés", "Téléchargements", "Attachments", "Attached files", "Downloads",
    ],
)  # fmt: skip
@pytest.mark.parametrize("behind", ["", f"<h2>Commentaires</h2>{ANSWER}"], ids=["alone", "answers"])
def test_files_in_a_box_of_their_own_behind_the_text_are_attached(
    heading: str, behind: str
) -> None:
    files = f"<h1>{heading}</h1><div class='sur'><div>{FILE}</div></div>"
    reading = read(TITLED, files, *filter(None, [behind]))
    assert said(reading) == SAID
    assert [(file.caption, file.stated_size) for file in reading.attachments] == [
        ("La charte", "1.2 Mo")
    ]


@pytest.mark.parametrize(
    ("column", "captions"),
    [
        ("<h4>Documents</h4><ul><li><a href='IMG/pdf/a.pdf'>Le budget</a></li></ul>", ["Le budget"]),
        ("<h4>À télécharger :</h4><p><a href='IMG/pdf/a.pdf'>Le budget</a></p>", ["Le budget"]),
        ("<h3>Fichiers joints</h3><ul><li><a href='IMG/odt/a.odt'>Le budget</a></li></ul>", ["Le budget"]),
        ("<h4>Nos livres</h4><ul><li><a href='spip.php?article4'>Le budget</a></li></ul>", []),
        ("<h4>Documents</h4><ul><li><a href='spip.php?article4'>Le budget</a></li></ul>", []),
        ("<h4>Documents</h4><p>Le budget est à demander au siège.</p>", []),
    ],
)  # fmt: skip
def test_files_in_a_column_are_the_pages_where_its_heading_says_so(
    column: str, captions: list[str]
) -> None:
    lists = "<h4>Les plus lus</h4><ul>" + "".join(
        f"<li><a href='spip.php?article{n}'>Un article au titre assez long, numéro {n}</a></li>" for n in range(2, 9)
    )  # fmt: skip
    inside = (
        f"<div class='row'><div class='col-md-6 article'><h1>Un toit pour chacune</h1><div>{TEXT}</div></div>"
        f"<div class='col-md-3 fil'>{column}{lists}</ul></div></div>"
    )
    reading = read_page(spip(inside))
    assert said(reading)[:2] == SAID
    assert [file.caption for file in reading.attachments] == captions


def test_a_card_of_the_next_page_is_no_text() -> None:
    card = (
        "<div class='suite'><a href='spip.php?article9'><div><span>La crue</span><div><p>L’eau est montée.</p>"
        "</div></div></a></div>"
    )
    inside = f"<div id='c'><h1>Un toit pour chacune</h1><div>{TEXT}</div>{card}</div>"
    assert said(read_page(spip(inside))) == SAID


def test_a_line_that_is_one_link_in_a_text_stays() -> None:
    line = "<div><a href='spip.php?article9'>Lire notre dossier sur la crue</a></div>"
    inside = f"<div id='c'><h1>Un toit pour chacune</h1><div>{TEXT}{line}</div></div>"
    assert said(read_page(spip(inside))) == [*SAID, "Lire notre dossier sur la crue"]


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("<h2>Mots-clés</h2><ul><li><a href='spip.php?mot1'>eau</a></li></ul>", []),
        ("<h2>Mots clefs</h2><ul><li><a href='spip.php?mot1'>eau</a></li></ul>", []),
        ("<h3>Articles de cet auteur</h3><ul><li><a href='spip.php?article2'>L’eau qui monte dans la nuit</a></li></ul>", []),
        ("<h2>P.-S.</h2><p>Merci à <a href='spip.php?article2'>tous</a> ceux qui sont venus.</p>",
         ["Merci à tous ceux qui sont venus."]),
        ("<h2>Tags</h2><p>Sur les murs, en mai.</p>", ["Tags", "Sur les murs, en mai."]),
        ("<p>Merci à tous.</p>", ["Merci à tous."]),
    ],
)  # fmt: skip
def test_a_list_of_key_words_is_no_afterword_whatever_its_class(
    below: str, text: list[str]
) -> None:
    inside = f"<div id='c'><h1>Un toit pour chacune</h1><div class='texte'>{TEXT}</div><div class='ps'>{below}</div></div>"
    assert said(read_page(spip(inside))) == [*SAID, *text]
