"""Times of the day as pages print them, and lengths of time that look like them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.times import TimeRead, find_times

Found = list[tuple[str, str | None]]

TIMES: list[tuple[str, Found]] = [
    ("10h – 12h", [("10:00", "12:00")]),
    ("13h30 – 22h30", [("13:30", "22:30")]),
    ("15h – 24h", [("15:00", "24:00")]),
    ("10H30-12H", [("10:30", "12:00")]),
    ("de 9h30 à 12h", [("09:30", "12:00")]),
    ("entre 10h et 12h", [("10:00", "12:00")]),
    ("between 2 pm and 4 pm", [("14:00", "16:00")]),
    ("de 10 à 12h", [("10:00", "12:00")]),
    ("10-12h", [("10:00", "12:00")]),
    ("9 h 30 à 12 h 45", [("09:30", "12:45")]),
    ("9 h 30", [("09:30", None)]),
    ("rendez-vous à 9h", [("09:00", None)]),
    ("à partir de 9h", [("09:00", None)]),
    ("à 18 heures", [("18:00", None)]),
    ("de 14 heures à 16 heures", [("14:00", "16:00")]),
    ("at 9:30am", [("09:30", None)]),
    ("at 9.30 a.m.", [("09:30", None)]),
    ("from 10 am to 12 pm", [("10:00", "12:00")]),
    ("9.30 am – 1 pm", [("09:30", "13:00")]),
    ("9 to 11 am", [("09:00", "11:00")]),
    ("10 – 12 pm", [("10:00", "12:00")]),
    ("2 – 4 pm", [("14:00", "16:00")]),
    ("10am to 1:30", [("10:00", "13:30")]),
    ("14:00-16:30", [("14:00", "16:30")]),
    ("at 10 o'clock", [("10:00", None)]),
    ("at noon", [("12:00", None)]),
    ("à midi", [("12:00", None)]),
    ("noon", [("12:00", None)]),
    ("midi", [("12:00", None)]),
    ("de midi à 14h", [("12:00", "14:00")]),
    ("10 a.m. to noon", [("10:00", "12:00")]),
    ("22h – minuit", [("22:00", "24:00")]),
    ("12 am – 2 am", [("00:00", "02:00")]),
    ("10h et 14h", [("10:00", None), ("14:00", None)]),
    ("9h30 – 12h et 14h – 17h", [("09:30", "12:00"), ("14:00", "17:00")]),
    ("16 (13h30 – 22h30), 19 (15h – 24h)", [("13:30", "22:30"), ("15:00", "24:00")]),
    ("14 mai 2018 10h – 12h", [("10:00", "12:00")]),
    ("à 10h 14 mai 2018", [("10:00", None)]),
    ("May 14 – 6 pm", [("18:00", None)]),
    # Slips and signs of editors.
    ("à 9h30mn", [("09:30", None)]),
    ("9 h 30 min – 12 h", [("09:30", "12:00")]),
    ("14h30à17h", [("14:30", "17:00")]),
    ("de 10h à12h", [("10:00", "12:00")]),
    ("de 10h. à 12h.", [("10:00", "12:00")]),
    ("10H00/12H00", [("10:00", "12:00")]),
    ("10h → 12h", [("10:00", "12:00")]),
    ("dès 14h et jusqu’à 16h30", [("14:00", "16:30")]),
    ("from 2 pm and until 4 pm", [("14:00", "16:00")]),
    ("from 10 until noon", [("10:00", "12:00")]),
    ("à 10h et à 14h", [("10:00", None), ("14:00", None)]),
    ("10h-12h puis 14h-17h", [("10:00", "12:00"), ("14:00", "17:00")]),
    ("10.00–12.30", [("10:00", "12:30")]),
    ("le 14 mai 9.30-12.00.", [("09:30", "12:00")]),
    ("from 10.00 to 12.30", [("10:00", "12:30")]),
    ("9h30 – 12.30", [("09:30", "12:30")]),
    ("9.30 a.m. to 12 noon", [("09:30", "12:00")]),
    ("at half past nine", [("09:30", None)]),
    ("at quarter to ten until noon", [("09:45", "12:00")]),
    ("at half past two", [("14:30", None)]),
    ("à neuf heures et demie", [("09:30", None)]),
    ("de neuf heures à dix-sept heures", [("09:00", "17:00")]),
    ("2017-04-04 09:30", [("09:30", None)]),
    ("2017-04-04T09:30", [("09:30", None)]),
]

NO_TIMES = [
    "24h / 24",
    "24h/24",
    "24h/24h",
    "9h30minutes",
    "10.00-12.50 €",
    "version 1.10-2.20",
    "10.00",
    "dans deux heures",
    "deux heures de réunion",
    "trois heures trente de débat",
    "7 jours / 7",
    "8.7",
    "2011/36",
    "12 ou 13 h par jour",
    "de 12 à 13 h par jour",
    "pendant 3h",
    "durée : 3 h",
    "formation de 14 heures",
    "une réunion de 2h30",
    "un trajet d’1h30",
    "35h par semaine",
    "5h de route",
    "en 48h",
    "l’après-midi",
    "en Midi-Pyrénées",
    "un repas ce midi",
    "midi et soir",
    "before, midday meals",
    "01:99",
    "24h30",
    "01 99 00 12 34",
    "2018-05-14",
    "3 ham",
    "",
]


@pytest.mark.parametrize(("phrase", "expected"), TIMES)
def test_a_time_is_read_on_24_hours(phrase: str, expected: Found) -> None:
    for text in (phrase, f"Lundi, {phrase}, à Brest", phrase.replace(" ", "\u00a0")):
        assert [(each.start, each.end) for each in find_times(text)] == expected
    decomposed = unicodedata.normalize("NFD", phrase)
    assert [(each.start, each.end) for each in find_times(decomposed)] == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_a_length_or_a_number_is_no_time_of_the_day(text: str) -> None:
    assert find_times(text) == []


def test_a_time_is_kept_as_printed_with_its_place_in_the_text() -> None:
    assert find_times("De 10h à 12h30.") == [TimeRead("10:00", "12:30", "10h à 12h30", 3, 14)]


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["{h}h{m:02}", "{h} h {m:02}", "{h:02}:{m:02}", "{h}\u00a0h\u00a0{m:02}"]),
)
def test_every_minute_of_the_day_is_read_back(hour: int, minute: int, style: str) -> None:
    text = f"à {style.format(h=hour, m=minute)}, salle 3"
    assert [(each.start, each.end) for each in find_times(text)] == [
        (f"{hour:02}:{minute:02}", None)
    ]


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", "a.m.", "p.m."]))
def test_every_time_on_12_hours_is_read_back(hour: int, minute: int, meridiem: str) -> None:
    on_24 = hour % 12 + (12 if meridiem[0] == "p" else 0)
    for text in (f"at {hour}:{minute:02} {meridiem}", f"at {hour}.{minute:02}{meridiem}"):
        assert [each.start for each in find_times(text)] == [f"{on_24:02}:{minute:02}"]


BITS = st.sampled_from(
    [
        *("1", "9", "10", "24", "30", "99", "h", "h30", "H", ":", ":30", ".", "am", "p.m.", " "),
        *("-", "–", " à ", " to ", " et ", "entre ", "de ", "midi", "minuit", "noon", "heures"),
        *("/", "mai", "May ", "\u0301", "\u00a0", "(", "٣"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(BITS, max_size=16).map("".join)))
def test_no_text_fails_or_gets_a_time_that_no_clock_shows(text: str) -> None:
    end = 0
    for each in find_times(text):
        assert text[each.begins : each.ends] == each.phrase
        assert each.begins >= end
        end = each.ends
        for clock in (each.start, each.end):
            assert clock is None or re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00", clock)


@pytest.mark.parametrize("unit", ["1 ", "1h ", "1h-", "12 - ", "entre 10h et ", "10 à ", "9:30 "])
def test_a_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(text[found.begins : found.ends] == found.phrase for found in find_times(text))
