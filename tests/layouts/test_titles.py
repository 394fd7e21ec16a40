"""The title of a page is the element that <title> confirms, whatever its tag; no other heading is one."""

from __future__ import annotations

import pytest

import layouts
from layouts.titles import confirms, without_site
from records.reading import Fetched, Reading
from tests.archive.conftest import SITE

BASE = "http://contrelatraite.org/"
NAME = SITE.name
TEXT = "<div class='texte'><h2>Réunion du 3 mars 2013</h2><p>12 mai 2012</p><p>Le texte.</p></div>"


def spip(inside: str, head: str) -> Reading:
    page = f"<html lang='fr'><head><title>{head}</title><meta name='generator' content='SPIP 4'></head><body>{inside}</body></html>"
    return layouts.read(
        Fetched(f"{BASE}spip.php?article77", page.encode(), "2018-05-12T10:00:00Z"), SITE
    )


@pytest.mark.parametrize(
    ("inside", "head", "title"),
    [
        (f"<div class='t'>Un toit</div>{TEXT}", "Un toit - Collectif", "Un toit"),
        (f"<p><strong>Un toit</strong></p>{TEXT}", "Un toit | Collectif", "Un toit"),
        (f"<div><span>Un</span> toit</div>{TEXT}", "Un toit", "Un toit"),
        (f"<h2>Nos mois</h2><h3>Un toit</h3>{TEXT}", f"{NAME} » Un toit", "Un toit"),
        (f"<h2>Un toit</h2>{TEXT}", f"Un toit - [{NAME}]", "Un toit"),
        (f"<h1>Collectif</h1><h2>Un toit</h2>{TEXT}", "Un toit – Collectif", "Un toit"),
        (f"<h1>Un toit pour chacune et chacun</h1>{TEXT}", "Un toit pour chac(...) - Collectif", "Un toit pour chacune et chacun"),
        (f"<h1>Un toit pour chacune et chacun</h1>{TEXT}", "Un toit pour chac… | Collectif", "Un toit pour chacune et chacun"),
        (f"<h1>Un : deux - trois</h1>{TEXT}", "Un : deux - trois - Collectif", "Un : deux - trois"),
        (f"<h2>Un</h2><h1>Un – deux</h1>{TEXT}", "Un – deux – Collectif", "Un – deux"),
        (TEXT, "Un toit - Collectif", "Un toit"),
        (TEXT, f"{NAME} - Un toit", "Un toit"),
        (f"<h1>Un vrai titre</h1>{TEXT}", "Autre chose | Collectif", "Un vrai titre"),
        (f"<ul><li><a href='spip.php?article3'>Un toit</a></li></ul>{TEXT}", "Un toit - Collectif", "Un toit"),
    ],
)  # fmt: skip
def test_the_title_is_what_title_confirms_and_never_a_heading_of_the_text(
    inside: str, head: str, title: str
) -> None:
    reading = spip(inside, head)
    assert (reading.title, reading.date_line) == (title, None)
    assert reading.blocks[0].text == "Réunion du 3 mars 2013"


@pytest.mark.parametrize(
    ("head", "text", "how"),
    [
        ("Un toit", "Un toit", 2), ("UN TOIT - Site", "Un toit", 2), ("Un toit · Site", "Un toit", 2),
        ("Un toit::Site", "Un toit", 2), ("Un toit / Site", "Un toit", 2), ("Site > Un toit", "Un toit", 1),
        ("Un toit du Site", "Un toit", 0), ("Un toit-là - Site", "Un toit", 0), ("Toits - Site", "Toit", 0),
        ("Un long titre de (...) - Site", "Un long titre de mai", 2), ("Un (…) - Site", "Un toit", 0),
        ("Un toit - Site", "", 0), ("", "Un toit", 0), ("Notre Un toit", "Un toit", 0),
    ],
)  # fmt: skip
def test_title_confirms_a_whole_part_of_its_own_only(head: str, text: str, how: int) -> None:
    assert confirms(head, text) == how


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("A | B - C", "A | B"), ("A - B", "A"), (f"{NAME} | A", "A"), ("A", ""), ("", ""),
        (f"A – B – {NAME}", "A – B"), ("Les 24-25 mai - Site", "Les 24-25 mai"),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_no_part_of_a_title(head: str, title: str) -> None:
    assert without_site(head, SITE) == title
