"""Every text from outside is made fit to be kept, and keeps what was meant."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from records.characters import well_formed

# Whatever a str of Python can hold, halves of characters too.
ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("Réunion\tdu\r\n14 mai", "Réunion\tdu\r\n14 mai"),
        ("une ligne\x0bla suivante", "une ligne\nla suivante"),
        ("page 1\x0cpage 2", "page 1\npage 2"),
        ("une\x85autre", "une\nautre"),
        ("nul\x00 et cloche\x07", "nul et cloche"),
        ("\x1b[31mrouge\x7f", "[31mrouge"),
        ("l\x92association, 10 \x80", "l’association, 10 €"),
        ("rien\x81 ici", "rien ici"),
        ("une moitié \ud83d.", "une moitié \ufffd."),
        ("deux moitiés \ud83d\ude00.", "deux moitiés 😀."),
        ("à l’envers \ude00\ud83d.", "à l’envers \ufffd\ufffd."),
        ("aucun\ufffe caractère\U0010ffff", "aucun caractère"),
        ("un vrai \ufffd reste, 𝒜 et é aussi", "un vrai \ufffd reste, 𝒜 et é aussi"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_no_character_goes_and_what_was_meant_stays(given_: str, kept: str) -> None:
    assert well_formed(given_) == kept


@given(ANY)
def test_any_text_can_be_kept_by_sqlite_and_comes_back_as_it_is(text: str) -> None:
    fit = well_formed(text)
    db = sqlite3.connect(":memory:")
    stored, length = db.execute("SELECT ?1, length(?1)", (fit,)).fetchone()
    assert (stored, length) == (fit, len(fit))


@given(ANY)
def test_any_text_can_be_set_in_a_tree(text: str) -> None:
    element = etree.Element("p")
    element.text = well_formed(text)


@given(ANY)
def test_it_is_made_fit_once_for_all(text: str) -> None:
    fit = well_formed(text)
    assert well_formed(fit) == fit


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))))
def test_a_text_of_characters_alone_stays_as_it_is(text: str) -> None:
    assert well_formed(text) is text


@given(ANY)
def test_no_two_words_are_joined_by_what_breaks_a_line(text: str) -> None:
    fit = well_formed(text)
    assert len(fit.splitlines()) >= len([line for line in text.splitlines() if well_formed(line)])
    assert not any(unicodedata.category(sign) in ("Cs",) for sign in fit)
