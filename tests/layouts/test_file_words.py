"""What is printed beside a file's name is its format, its size, its day: no part of the name, and no text."""

from __future__ import annotations

import pytest

from tests.layouts.test_file_links import drupal, spip
from tests.layouts.test_unknown_layouts import read_page

A = "href='/sites/default/files/a.pdf'"
NAMED = [
    (f"<a {A}>Bilan annuel<span class='detail'>PDF – 84,2 ko</span></a>", "Bilan annuel", "84,2 ko"),
    (f"<a {A}><span>Bilan annuel</span> <span class='info'>(PDF | 84.2 ko)</span></a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}><svg></svg><span>Bilan annuel</span><span class='g'>PDF · 84.2 ko</span></a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel <small>[84.2 ko]</small></a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel <em class='ext'>PDF</em></a>", "Bilan annuel", None),
    (f"<a {A}>Bilan annuel<span class='d'>PDF - 84.2 ko - 3 mai 2017</span></a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel</a> <small>PDF, 84.2 ko</small>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel</a> (format PDF, 84.2 ko)", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel</a>, <em>PDF</em>, <em>84.2 ko</em>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel</a><br>Info document : PDF<br>84.2 ko", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel</a><br>Ajouté le 3 mai 2017, 84.2 ko", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel (PDF - 84.2 ko)</a>", "Bilan annuel (PDF - 84.2 ko)", "84.2 ko"),
    (f"<a {A}>Bilan annuel - 84.2 ko<br/>PDF</a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel – 84.2 ko</a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel | PDF | 84.2 ko</a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}>Bilan annuel - 84.2 ko<br/>OpenDocument Spreadsheet</a>", "Bilan annuel", "84.2 ko"),
    (f"<a {A}><img src='p.png' alt='PDF'></a> <a {A}>Bilan annuel</a>", "Bilan annuel", None),
    (f"<a {A}><img src='p.png' alt='OpenDocument Text'></a> <a {A}>Bilan annuel</a> 84.2 ko", "Bilan annuel", "84.2 ko"),
    (f"<a {A}><img src='p.png' alt='Le bilan'></a>", "Le bilan", None),
    (f"<a {A} title='Télécharger'><img src='p.png' alt='PDF'></a> <a {A}>Bilan annuel</a>", "Bilan annuel", None),
    (f"<a {A} title='Download (PDF)'><img src='p.png'></a> <a {A}>Bilan annuel</a>", "Bilan annuel", None),
    (f"<a {A} title='Le bilan'><img src='p.png' alt=''></a>", "Le bilan", None),
    (f"<a {A}>Télécharger</a>", "Télécharger", None),
    # What must not be taken for details.
    (f"<a {A}>Bilan 2016 - Annexes</a>", "Bilan 2016 - Annexes", None),
    (f"<a {A}>Bilan - le PDF de 84.2 ko est lourd</a>", "Bilan - le PDF de 84.2 ko est lourd", None),
    (f"<a {A}>Bilan annuel - PDF</a>", "Bilan annuel - PDF", None),
    (f"<a {A}>Bilan annuel <b>2016</b></a>", "Bilan annuel 2016", None),
    (f"<a {A}>Réunion du <strong>3 mai 2017</strong></a>", "Réunion du 3 mai 2017", None),
    (f"<a {A}>Le bilan en <b>PDF</b></a>", "Le bilan en PDF", None),
    (f"<a {A}><span class='t'>PDF</span></a>", "PDF", None),
    (f"<a {A}>Bilan <span class='n'>n° 12</span></a>", "Bilan n° 12", None),
    (f"<a {A}>Bilan annuel</a> de nos actions, sur 84 pages", "Bilan annuel", None),
    (f"<a {A}>Bilan annuel</a>, <a href='/node/3'>et la suite</a> (84.2 ko)", "Bilan annuel", None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "caption", "size"), NAMED)
def test_format_and_size_are_no_part_of_a_name(
    printed: str, caption: str, size: str | None
) -> None:
    (file,) = drupal(f"<p>{printed}</p>")
    assert (file.caption, file.stated_size) == (caption, size)
    (file,) = spip(f"<p>{printed.replace('/sites/default/files/', 'IMG/pdf/')}</p>")
    assert (file.caption, file.stated_size) == (caption, size)


def test_a_list_of_files_whose_titles_have_a_themes_name_has_captions() -> None:
    item = (
        "<li class='item'><article class='entry document spip_doc pdf'><strong class='h3-like entry-title'>"
        "<a href='IMG/pdf/a.pdf' rel='bookmark' title='Télécharger PDF - 84.2 ko'>Bilan annuel<span class='hide'>"
        "<i></i></span></a></strong><p class='publication'><span>PDF</span><span> - </span><span>84.2 ko</span></p></article></li>"
    )
    below = f"<div class='liste documents documents_joints'><h2>Documents joints</h2><ul>{item}</ul></div>"
    (file,) = spip("", below)
    assert (file.caption, file.stated_size) == ("Bilan annuel", "84.2 ko")


def _box(number: int) -> str:
    return (
        f"<h3><a href='IMG/pdf/{number}.pdf'>Bilan {number}</a></h3><div><a href='IMG/pdf/{number}.pdf'><img src='v.png'></a>"
        f"<small>3 mai 2017<br>info document : PDF<br>{number}.5 ko</small></div>"
    )


@pytest.mark.parametrize("name", ["chapo", "texte", "fichiers", ""])
@pytest.mark.parametrize("files", [1, 2, 6])
def test_a_box_of_files_with_their_details_is_no_text(name: str, files: int) -> None:
    boxes = "<hr>".join(_box(number) for number in range(1, files + 1))
    text = "<div class='texte'><p>Un guide, avec des fiches.</p></div>"
    reading = read_page(
        "<html lang='fr'><head><title>Nos travaux</title><meta name='generator' content='SPIP 3.1'></head><body>"
        f"<div id='c'><h1>Nos travaux</h1>{text}<div class='{name}' id='documents'><h2>Documents joints</h2>{boxes}</div>"
        "</div></body></html>"
    )
    assert [block.text for block in reading.blocks] == ["Un guide, avec des fiches."]
    assert [f.stated_size for f in reading.attachments] == [
        f"{n}.5 ko" for n in range(1, files + 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Un guide de soixante pages, avec des fiches.</p>",
        "<p>Un guide.</p>",
        "Un guide, et ses fiches.",
    ],
)
def test_a_short_text_beside_files_is_a_text(text: str) -> None:
    files = f"<section><h2>Pièces jointes</h2><ul><li><a {A} download>Guide (PDF | 1.8 Mo)</a></li></ul></section>"
    for inside in (f"<div>{text}{files}</div>", f"<div><div>{text}</div>{files}</div>"):
        reading = read_page(
            "<html lang='fr'><head><title>Le guide | Site</title><meta name='generator' content='Drupal 10'>"
            "<link rel='shortlink' href='/node/7'></head><body><main><article class='node--view-mode-full'>"
            f"<h1>Le guide</h1>{inside}</article></main></body></html>",
            "node/7",
        )
        assert [block.text for block in reading.blocks] == [
            text.removeprefix("<p>").removesuffix("</p>")
        ]
        assert len(reading.attachments) == 1


def test_a_file_of_which_nothing_but_its_details_is_printed_has_no_caption() -> None:
    details = (
        "<small class='info_document'>(<abbr class='ext'>PDF</abbr> - <span>38.4 kb</span>)</small>"
    )
    item = f"<li><a href='IMG/pdf/a.pdf' class='spip_doc pdf'>{details}</a></li>"
    (file,) = spip("", f"<div id='documents_joints'><ul>{item}</ul></div>")
    assert (file.caption, file.stated_size) == (None, "38.4 kb")
