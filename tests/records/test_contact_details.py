"""Contact details are withheld however they are printed; helplines and other numbers stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.contact_details import EMAIL_MARK, PHONE_MARK, names_both, withhold, without_addresses


@pytest.mark.parametrize(
    "detail",
    [
        "ada@example.org", "ada.b-c@mail.example.co.uk", "ada [at] example.org", "ada(at)example(dot)org",
        "ada CHEZ example.org", "01 99 00 12 34", "01.99.00.12.34", "0199001234", "+33 1 99 00 12 34",
        "+33 (0)1 99 00 12 34", "0033 1 99 00 12 34", "06-99-00-12-34", "01\u00a099\u00a000\u00a012\u00a034",
        "+44 20 7946 0958", "0044 20 7946 0958", "Tél.01 99 00 12 34", "01/99/00/12/34", "(0)1 99 00 12 34",
        "33 1 99 00 12 34", "01 99 00 12 34/06 99 00 12 34", "01 99 00 12 34-01 99 00 12 35",
        "ada @ example.org", "ada(a)example.org", "ada AT example.org", "ada.b@example.org/06 99 00 12 34",
    ],
)  # fmt: skip
def test_contact_details_are_withheld_and_the_words_around_them_stay(detail: str) -> None:
    text = withhold(f"Write to Ada, {detail}, or come.")
    assert text.startswith(("Write to Ada, [", "Write to Ada, Tél.["))
    assert text.endswith("withheld], or come.")
    assert not any(digit in text for digit in "0123456789@")


def test_a_long_run_of_signs_before_an_at_is_read_to_its_end() -> None:
    text = "_" * 200_000 + " @ " + "." * 200_000
    assert withhold(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "2018-05-10", "2 573 victims, 1 401 en 2016", "directive 2011/36", "L. 316-1", "24h / 24", "225-4-1",
        "from 10 to 12", "http://example.org/?page_id=1237", "#film @reseau", "10 000 000 euros",
        "01/02/2018 - 03/04/2018", "lives at example.org", "chez example.org",
    ],
)  # fmt: skip
def test_numbers_and_words_that_are_no_contact_details_stay(text: str) -> None:
    assert withhold(text) == text


MAILS = [
    "ada＠example．org", "ada@\u200bexample.org", "a\u00adda@example.org", "ada\u200d@example.org", "\u200eada@example.org",
    "ada at example dot org", "ada dot b at mail dot example dot org", "ada@example dot org", "ada(arobas)example.org",
    "ada (arobase) example.org", "ada arobase example.org", "ada {at} example {dot} org", "ada<at>example.org",
    "ada[@]example[.]org", "ada [at] example [point] org", "ada..\u00e5t..example.org", "ada CHEZ example.org",
    "ada .at. example.org", "ada .arobase. example .point. org", "ada@example . org", "ada [at] example . asso . fr",
    "ada_at_example.org", "ada.b_at_mail.example_dot_org", "ada&#64;example.org", "ada&#x40;example&#46;org",
    "ada&#0064;example.org", "ada &commat; example.org",
    "ada﹫example.org", "ADA@EXAMPLE.ORG", "ada.b+c@example.asso.fr", "ada@ example.org", "ada@exam\u00adple.org",
]  # fmt: skip
NUMBERS = [
    "01 - 23 - 45 - 67 - 89", "06 123 456 78", "06.123.456.78", "+1 (202) 555 0123", "+1-202-555-0123", "+7 495 123-45-67",
    "+7 (495) 123 45 67", "01 99 00\n12 34", "01\u200999\u200900\u200912\u200934", "０１ ９９ ００ １２ ３４", "01·99·00·12·34",
    "0 1 99 00 12 34", "01–99–00–12–34", "01\u2011 99\u2011 00\u2011 12\u2011 34", "+32 2 123 45 67", "00 32 2 123 45 67",
    "+41 (0)22 123 45 67", "+33(0)6.12.34.56.78", "+33 6 12\n34 56 78", "0\u200e1 99 00 12 34", "00 1 202 555 0123",
    "+376 312 345",
]  # fmt: skip
STAY = [
    "le 115", "le 119", "le 3919", "le 116 000", "le 116 006", "le 0 800 05 95 95", "le 0800 05 95 95", "0805 123 456",
    "08 00 05 95 95", "+33 800 05 95 95", "+33 (0)801 05 95 95", "0 802 123 456", "le 17, le 18 et le 112",
    "01\n02\n03\n04\n05", "+200 000 000 euros", "+10 000 000 euros", "entre 2010 et 2015", "ada at home",
    "at example.org", "meeting at the dot", "le 06/12/2018 et le 07/12/2018", "10 (at) 12", "100 (a) 200",
    "ISBN 978-2-1234-5680-3", "SIRET 123 456 789 00012", "75011 Paris", "@reseau", "a@b", "0.123456789", "loi 2016-444",
    "www.orf.at. Puis example.org", "look.at.example.org", "IMG/pdf/meeting_at_paris.pdf", "reunion_at_dole.fresque",
    "R&#38;D", "&#8217;", "arrive .at. home", "un mot . org", "n° 64 ; example.org",
    "un point de vue", "IMG/jpg/logo@2x.png", "le mail de la mairie", "IBAN FR76 3000",
]  # fmt: skip


@pytest.mark.parametrize("detail", MAILS)
def test_an_address_is_withheld_however_it_hides(detail: str) -> None:
    assert withhold(f"Ada ({detail}), à Dole.") in (
        f"Ada ({EMAIL_MARK}), à Dole.",
        f"Ada (\u200e{EMAIL_MARK}), à Dole.",
    )


@pytest.mark.parametrize("detail", NUMBERS)
def test_a_number_is_withheld_however_it_is_set(detail: str) -> None:
    assert withhold(f"Ada, {detail}, à Dole.") == f"Ada, {PHONE_MARK}, à Dole."


@pytest.mark.parametrize("text", STAY)
def test_helplines_amounts_and_dates_stay(text: str) -> None:
    assert withhold(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Contact.......ada@example.org", f"Contact.......{EMAIL_MARK}"),
        ("Contact .......... 01 99 00 12 34", f"Contact .......... {PHONE_MARK}"),
        ("Ada --- ada@example.org", f"Ada --- {EMAIL_MARK}"),
        ("Tél.....01 99 00 12 34", f"Tél.....{PHONE_MARK}"),
        ("ada@example.org.", f"{EMAIL_MARK}."),
        ("ada@example.org . Organisez-vous", f"{EMAIL_MARK} . Organisez-vous"),
        ("ada@example.org . De là", f"{EMAIL_MARK} . De là"),
        ("ada@example.org point de vue", f"{EMAIL_MARK} point de vue"),
        ("Le 3919 ou 01 99 00 12 34", f"Le 3919 ou {PHONE_MARK}"),
        ("l’été, œuvre ﬁn : ada＠example.org…", f"l’été, œuvre ﬁn : {EMAIL_MARK}…"),
    ],
)
def test_what_stands_around_a_detail_stays_as_printed(text: str, left: str) -> None:
    assert withhold(text) == left


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("IMG/pdf/rapport.pdf", "IMG/pdf/rapport.pdf"),
        ("IMG/pdf/0123456789.pdf", "IMG/pdf/0123456789.pdf"),
        ("IMG/pdf/CV@2018.pdf", None), ("IMG/pdf/ada@example.org.pdf", None), ("ada(at)example.org.doc", None),
    ],
)  # fmt: skip
def test_a_files_name_keeps_no_address(name: str, left: str | None) -> None:
    found = without_addresses(name)
    assert found == left if left else (EMAIL_MARK in found and "@" not in found)
    assert without_addresses(found) == found


def test_two_files_named_by_two_addresses_stay_two() -> None:
    assert without_addresses("ada@example.org.pdf") != without_addresses("bob@example.org.pdf")


PAIRS = st.lists(st.integers(0, 99), min_size=4, max_size=4)
GAPS = st.sampled_from(["", " ", ".", "-", " - ", "/", "\u00a0", "\u202f", " . ", "·"])


@given(
    st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "9"]),
    PAIRS,
    GAPS,
    st.sampled_from(["0", "+33 ", "0033 ", "+33 (0)"]),
)
def test_any_french_number_in_any_style_is_withheld(
    first: str, pairs: list[int], gap: str, country: str
) -> None:
    number = gap.join([country + first, *(f"{pair:02}" for pair in pairs)])
    assert withhold(f"Tél. : {number} (Ada)") == f"Tél. : {PHONE_MARK} (Ada)"


LOCALS = st.from_regex(r"[a-z][a-z0-9]{0,8}(\.[a-z0-9]{1,8})?", fullmatch=True)
HOSTS = st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z]", fullmatch=True)
AT_SIGNS = st.sampled_from(
    ["@", " @ ", "＠", "[at]", " (at) ", "(arobase)", "{at}", " CHEZ ", " AT ", "\u200b@"]
)
DOTS = st.sampled_from([".", "[dot]", " (point) ", "．"])


@given(LOCALS, AT_SIGNS, HOSTS, DOTS, st.sampled_from(["org", "fr", "asso.fr"]))
def test_any_address_in_any_style_is_withheld(
    local: str, at: str, host: str, dot: str, top: str
) -> None:
    assert withhold(f"Écrire : {local}{at}{host}{dot}{top} (Ada)") == f"Écrire : {EMAIL_MARK} (Ada)"


@given(st.text(alphabet="ab@.0123 (+)[at]\n\u200b＠é", max_size=80))
def test_what_is_withheld_once_is_withheld_for_good(text: str) -> None:
    once = withhold(text)
    assert withhold(once) == once


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("ada@example.org, 01 99 00 12 34", True), ("ada@example.org", False), ("01 99 00 12 34", False),
        ("Ada, ou 2 573 lettres", False), ("Ada, ada＠example.org, 01 - 99 - 00 - 12 - 34", True),
    ],
)  # fmt: skip
def test_a_sites_own_contact_line_names_an_address_and_a_number(line: str, both: bool) -> None:
    assert names_both(line) == both
