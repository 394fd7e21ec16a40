"""Names, sizes, contact details and typography: the small words the records are read with."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.mentions import Found, Name, Names
from records.names import acronym_key, folded, slug, split_acronym
from records.sizes import find_size, read_format_and_size
from records.typography import clean


@pytest.mark.parametrize(
    ("printed", "size"),
    [
        ("446.9 kb", 457626), ("446.9\u00a0kb", 457626), ("446,9 ko", 457626), ("90 kio", 92160),
        ("1.72 Ko", 1761), ("991 octets", 991), ("1.5 Mb", 1572864), ("2 Mo", 2097152), ("1 MiB", 1048576),
        ("1 234 octets", 1234), ("3 Gio", 3221225472),
    ],
)  # fmt: skip
def test_a_printed_size_is_read_in_bytes(printed: str, size: int) -> None:
    found = find_size(f"PDF - {printed}")
    assert found
    assert found.bytes == size


@given(st.integers(0, 99_999), st.integers(0, 9), st.sampled_from(["kb", "ko", "KiB", "kio"]))
def test_any_size_as_spip_prints_it_is_read_back(whole: int, decimal: int, unit: str) -> None:
    found = read_format_and_size(f"PDF - {whole}.{decimal} {unit}")
    assert found
    assert found[1].bytes == round((whole + decimal / 10) * 1024)


@pytest.mark.parametrize(
    "text", ["2018", "the 4 of May", "10 bottles", "PDF", "a 3 by 4 board", "24h / 24"]
)
def test_what_is_no_size_is_none(text: str) -> None:
    assert find_size(text) is None


@pytest.mark.parametrize(
    ("title", "name", "acronym"),
    [
        ("Réseau d’Exemple (REX)", "Réseau d’Exemple", "REX"),
        ("Réseau d’Exemple [REX]", "Réseau d’Exemple", "REX"),
        ("REX – Réseau d’Exemple", "Réseau d’Exemple", "REX"),
        ("REX : Réseau d’Exemple", "Réseau d’Exemple", "REX"),
        ("Café & Abri (C&A)", "Café & Abri", "C&A"),
        ("REX", "REX", "REX"),
        ("Hors les murs", "Hors les murs", None),
        ("Réseau d’Exemple (section de Paris)", "Réseau d’Exemple (section de Paris)", None),
        ("Secours (France)", "Secours (France)", None),
        ("Réseau d’Exemple – REX", "Réseau d’Exemple", "REX"),
        (
            "Conseil français pour les droits de l’enfant – COFRADE",
            "Conseil français pour les droits de l’enfant",
            "COFRADE",
        ),
        ("Réseau d’Exemple – RXTH", "Réseau d’Exemple", "RXTH"),
        ("Réseau d’Exemple – R.E.O.", "Réseau d’Exemple", "R.E.O."),
        ("Les Amis du Bus – PARIS", "Les Amis du Bus – PARIS", None),
        ("Les Amis du Bus - ROANNE", "Les Amis du Bus - ROANNE", None),
        ("Restaurant de Nice – NICE", "Restaurant de Nice – NICE", None),
        ("Les Amis du Bus (LAB) – PARIS", "Les Amis du Bus – PARIS", "LAB"),
        ("LAB – Les Amis du Bus – PARIS", "Les Amis du Bus – PARIS", "LAB"),
        ("Les Amis du Bus (PARIS)", "Les Amis du Bus (PARIS)", None),
        ("LYON – Les Amis du Bus", "LYON – Les Amis du Bus", None),
        ("LAB – Paris", "LAB – Paris", None),
        ("LAB-Paris", "LAB-Paris", None),
        ("LAB – LYON", "LAB – LYON", None),
        ("Les Amis du Bus (LAB) – Lyon", "Les Amis du Bus – Lyon", "LAB"),
        ("Les Amis du Bus (LAB), Rhône", "Les Amis du Bus, Rhône", "LAB"),
        ("LAB, Les Amis du Bus", "Les Amis du Bus", "LAB"),
        ("LAB / Les Amis du Bus", "Les Amis du Bus", "LAB"),
        ("Les Amis du Bus / LAB", "Les Amis du Bus", "LAB"),
        ("Les Amis du Bus, LAB", "Les Amis du Bus, LAB", None),
        ("PARIS, les Amis du Bus", "PARIS, les Amis du Bus", None),
        ("Les Amis du Bus / PARIS", "Les Amis du Bus / PARIS", None),
        ("SOS, une voix", "SOS, une voix", None),
        ("La Halte, maison des familles", "La Halte, maison des familles", None),
        ("Les Amis (section de Paris) – Lyon", "Les Amis (section de Paris) – Lyon", None),
    ],
)
def test_a_members_title_is_split_into_name_and_acronym(
    title: str, name: str, acronym: str | None
) -> None:
    assert split_acronym(title) == (name, acronym)


WORDS = st.lists(
    st.sampled_from(["Comité", "aide", "enfants", "Réseau", "contre", "traite"]),
    min_size=2,
    max_size=5,
)


@given(WORDS)
def test_initials_behind_a_dash_are_an_acronym_and_points_in_them_change_no_member(
    words: list[str],
) -> None:
    initials = "".join(word[0].upper() for word in words)
    assert split_acronym(f"{' '.join(words)} – {initials}") == (" ".join(words), initials)
    assert acronym_key(".".join(initials) + ".") == initials


@given(WORDS, st.sampled_from(["PARIS", "LYON", "LILLE", "BREST", "MARSEILLE", "VERSAILLES"]))
def test_a_town_behind_a_dash_is_no_acronym(words: list[str], town: str) -> None:
    name = f"{' '.join(words)} – {town}"
    assert split_acronym(name) == (name, None)


@given(st.text(alphabet="ABCabcé-–. ()&0", max_size=40))
def test_a_title_loses_no_letter_of_its_name(title: str) -> None:
    name, acronym = split_acronym(title)
    assert (
        sorted(filter(str.isalpha, name + (acronym or ""))) >= sorted(filter(str.isalpha, title))
        or acronym == name
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Le CADE accueille.", ["cade"]), ("Le C.A.D.E. accueille.", ["cade"]), ("CADE-Paris accueille.", ["cade"]),
        ("L’antenne Paris-CADE", ["cade"]), ("CADE/LDH", ["cade", "ldh"]), ("Avec LDH-CADE", ["ldh", "cade"]),
        ("(C.A.D.E)", ["cade"]), ("Le comité d’aide aux étrangers", ["cade"]),
        ("CADEX", []), ("La cade", []), ("CADE2", []), ("Un DEUX", []), ("C A D E", []), ("www.CADEX.fr", []),
    ],
)  # fmt: skip
def test_members_are_named_by_their_acronym_however_it_is_printed(
    text: str, named: list[str]
) -> None:
    names = Names([
        Name("cade", "C.A.D.E.", True), Name("cade", "CADE", True), Name("ldh", "LDH", True),
        Name("cade", "Comité d’aide aux étrangers", False),
        # Two bear it: it names neither.
        Name("un", "DEUX", True), Name("autre", "DEUX", True),
    ])  # fmt: skip
    assert [one.member_id for one in names.find(text)] == named


@given(st.text())
def test_folding_twice_changes_nothing_and_slugs_are_plain(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text())
def test_cleaned_text_is_composed_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.normalize("NFC", once) == once


NAMES = Names(
    [
        Name("rex", "REX", True),
        Name("rex", "Réseau d’Exemple", False),
        Name("alc", "ALC", True),
        Name("mist", "MIST", True),
        Name("ensemble", "Ensemble", False),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The REX and the réseau d'exemple", {"rex": 2}),
        ("le RESEAU D’EXEMPLE", {"rex": 1}),
        ("CALCIUM and optimist and mist and Alc", {}),
        ("ALC, MIST.", {"alc": 1, "mist": 1}),
        ("Ensemble we are", {}),
        ("(l’ALC)", {"alc": 1}),
        ("", {}),
    ],
)
def test_members_are_mentioned_by_whole_words_only(text: str, expected: dict[str, int]) -> None:
    assert {found.member_id: found.count for found in NAMES.find(text)} == expected


def test_a_mention_comes_with_the_words_around_it() -> None:
    assert NAMES.find("We met the REX on Monday.") == [Found("rex", 1, "We met the REX on Monday.")]


def test_the_words_around_a_mention_are_whole_words() -> None:
    (found,) = NAMES.find("x" * 30 + " mot" * 60 + " REX" + " autre" * 60)
    assert found.context.startswith("…mot mot") and found.context.endswith("autre…")
    assert set(found.context.strip("…").split()) == {"mot", "REX", "autre"}
