"""Days without a year: printed elsewhere, inferred from the day of publication and marked, or unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.languages import ENGLISH, FRENCH
from records.meeting_days import read_meeting_days
from records.reading import Block, Reading
from records.report import report

Dated = tuple[str | None, str | None]
PUBLISHED = "2022-09-12"  # a Monday


def dated(published: str | None, title: str, *blocks: str) -> list[Dated]:
    days = read_meeting_days(title, blocks, published=published)
    return [(day.date, day.basis) for day in days]


def inferred(*days: str) -> list[Dated]:
    return [(day, "inferred") for day in days]


@pytest.mark.parametrize(
    ("published", "printed", "expected"),
    [
        (PUBLISHED, ["Prochaine réunion : mardi 4 octobre"], inferred("2022-10-04")),
        (PUBLISHED, ["Next meeting: Tuesday 4 October"], inferred("2022-10-04")),
        (PUBLISHED, ["Next meeting: Tuesday, October 4"], inferred("2022-10-04")),
        (PUBLISHED, ["Prochaine réunion : mar. 4 oct."], inferred("2022-10-04")),
        (PUBLISHED, ["Prochaine réunion : 4 octobre"], inferred("2022-10-04")),
        (PUBLISHED, ["Prochaine réunion le lundi 12 septembre"], inferred("2022-09-12")),
        (PUBLISHED, ["Prochaine réunion : 12 mars"], inferred("2023-03-12")),
        (PUBLISHED, ["Prochaine réunion : mardi 4 avril"], inferred("2023-04-04")),
        (PUBLISHED, ["Prochaine réunion : 4 octobre", "Mardi 4 octobre à 10h."], inferred("2022-10-04")),
        (PUBLISHED, ["Prochaines réunions : 4 octobre et 6 décembre"], inferred("2022-10-04", "2022-12-06")),
        (PUBLISHED, ["Réunions les 30 décembre et 2 janvier"], inferred("2022-12-30", "2023-01-02")),
        (PUBLISHED, ["Séminaire du jeudi 6 au samedi 8 octobre"],
         inferred("2022-10-06", "2022-10-07", "2022-10-08")),
        # What one day of a list says, it says of all.
        (PUBLISHED, ["Réunions : mardi 4 et 11 avril"], inferred("2023-04-04", "2023-04-11")),
        # In doubt, nothing.
        (PUBLISHED, ["Prochaine réunion : mercredi 4 octobre"], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion : 13 mars"], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion : 4 avril"], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion : mardi 5 septembre"], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion : 4 octobre", "Mercredi 4 octobre à 10h."], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion : 29 février"], [(None, None)]),
        (None, ["Prochaine réunion : mardi 4 octobre"], [(None, None)]),
        ("2022-09", ["Prochaine réunion : mardi 4 octobre"], [(None, None)]),
        ("2022", ["Prochaine réunion : mardi 4 octobre"], [(None, None)]),
        (PUBLISHED, ["Prochaine réunion en octobre"], inferred("2022-10")),
        # What is printed is not inferred, whenever the page was published.
        (PUBLISHED, ["Prochaine réunion : mardi 4 octobre 2016"], [("2016-10-04", "printed")]),
        (PUBLISHED, ["Réunion du 4 octobre", "Mardi 4 octobre 2016, 10h"], [("2016-10-04", "printed")]),
        (PUBLISHED, ["Réunion du 4 octobre 2016", "Mercredi 4 octobre, 10h"], [("2016-10-04", "printed")]),
    ],
)  # fmt: skip
def test_a_year_that_is_not_printed_follows_from_the_day_of_publication_or_is_unknown(
    published: str | None, printed: list[str], expected: list[Dated]
) -> None:
    assert dated(published, *printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["Calendrier des réunions 2019", "mardi 15 janvier, 14h", "mardi 12 mars, 14h"], ["2019-01-15", "2019-03-12"]),
        (["Réunions 2019", "15 janvier", "12 mars"], ["2019-01-15", "2019-03-12"]),
        (["Meeting dates 2019", "15 January", "12 March"], ["2019-01-15", "2019-03-12"]),
        (["Nos réunions", "2018 :", "4 décembre", "2019 :", "15 janvier"], ["2018-12-04", "2019-01-15"]),
        (["Calendrier", "Dates 2019", "Prochaine réunion : 15 janvier"], ["2019-01-15"]),
        (["Calendrier 2019 des réunions", "15 janvier", "12 mars"], ["2019-01-15", "2019-03-12"]),
        # A title that names a month leaves the day to the text.
        (["Réunions en janvier", "La première le 15 janvier 2019, la loi le 12 mars 2018."], ["2019-01-15"]),
        # A year of something else, or of two.
        (["Bilan 2018", "Prochaine réunion : 15 janvier"], [None]),
        (["Réunions 2018-2019", "15 janvier"], [None]),
        (["Réunions 2019", "lundi 15 janvier"], [None]),
        (["Réunion du 15 janvier", "2019"], [None]),
    ],
)  # fmt: skip
def test_the_days_below_a_year_are_of_that_year(
    printed: list[str], expected: list[str | None]
) -> None:
    assert dated(None, *printed) == [(day, "printed" if day else None) for day in expected]


@pytest.mark.parametrize(
    ("published", "printed", "expected"),
    [
        (PUBLISHED, ["Compte rendu de la réunion du mardi 6 septembre"], ("2022-09-06", "inferred")),
        (PUBLISHED, ["Compte rendu de la réunion du 6 septembre"], ("2022-09-06", "inferred")),
        (PUBLISHED, ["Report of the meeting of 12 September"], ("2022-09-12", "inferred")),
        (PUBLISHED, ["Compte rendu de la réunion du mardi 4 octobre"], (None, None)),
        (PUBLISHED, ["Compte rendu de la réunion du jeudi 11 novembre"], ("2021-11-11", "inferred")),
        (PUBLISHED, ["Compte rendu de la réunion du lundi 4 octobre"], (None, None)),
        (PUBLISHED, ["Compte rendu de la réunion du 11 mars"], (None, None)),
        (PUBLISHED, ["Compte rendu de la réunion du lundi 6 septembre"], (None, None)),
        (None, ["Compte rendu de la réunion du 6 septembre"], (None, None)),
        (PUBLISHED, ["Compte rendu", "Date : mardi 6 septembre"], ("2022-09-06", "inferred")),
        (PUBLISHED, ["Compte rendu", "Le Collectif s’est réuni le 6 septembre."], ("2022-09-06", "inferred")),
        (PUBLISHED, ["Compte rendu de la réunion du 6 septembre 2018"], ("2018-09-06", "printed")),
        (PUBLISHED, ["Compte rendu de la réunion du 6 septembre", "Réunion du 6 septembre 2018"],
         ("2018-09-06", "printed")),
        # The day that the title names, and no other, has that year.
        (PUBLISHED, ["Compte rendu de la réunion du 6 septembre", "Le PV de la réunion du 7 juin 2022 est adopté."],
         ("2022-09-06", "inferred")),
    ],
)  # fmt: skip
def test_a_report_is_of_the_last_such_day_before_its_publication(
    published: str | None, printed: list[str], expected: Dated
) -> None:
    title, *lines = printed
    blocks = tuple(Block("paragraph", line) for line in lines)
    reading = Reading("p", "spip", "", title, "fr", date_line=published, blocks=blocks)
    read = report(reading, "capture")
    assert (read.held_on, read.held_basis) == expected
    assert (read.held_precision == "day") is (read.held_on is not None)


@settings(deadline=None, max_examples=200)
@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(-400, 500),
    st.sampled_from(["fr", "en"]),
    st.booleans(),
)
def test_no_year_but_a_printed_one_or_one_that_leaves_no_doubt(
    published: date, away: int, code: str, weekday: bool
) -> None:
    day = published + timedelta(away)
    language = FRENCH if code == "fr" else ENGLISH
    name = f"{language.weekdays[day.weekday()]} " if weekday else ""
    words = {"fr": "Prochaine réunion : ", "en": "Next meeting: "}[code]
    month = language.months[day.month - 1][0]
    without = f"{words}{name}{day.day} {month.capitalize() if code == 'en' else month}"
    ((read, basis),) = dated(published.isoformat(), without)
    if 0 <= away <= (330 if weekday else 180) and (day.month, day.day) != (2, 29):
        assert (read, basis) == (day.isoformat(), "inferred")
    assert (read is None) == (basis is None)
    if read:
        found = date.fromisoformat(read)
        assert (found.month, found.day) == (day.month, day.day)
        assert 0 <= (found - published).days <= (336 if weekday else 184)
        assert not weekday or found.weekday() == day.weekday()
    assert dated(published.isoformat(), f"{without} {day.year}") == [(day.isoformat(), "printed")]
    assert dated(None, without) == [(None, None)]


@settings(deadline=None, max_examples=150)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 500), st.booleans())
def test_a_day_in_figures_has_its_year_as_one_in_words_has(
    published: date, away: int, weekday: bool
) -> None:
    day = published + timedelta(away)
    name = f"{FRENCH.weekdays[day.weekday()]} " if weekday else ""
    in_words = f"Réunion du {name}{day.day} {FRENCH.months[day.month - 1][0]}"
    in_figures = f"Réunion du {name}{day:%d/%m}"
    assert dated(published.isoformat(), in_figures) == dated(published.isoformat(), in_words)
    assert dated(None, f"{in_figures}/{day.year}") == [(day.isoformat(), "printed")]
