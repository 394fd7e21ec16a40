"""Announcements of meetings: which days they name, when, where, and whether they still hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from records.languages import FRENCH
from records.meeting_days import MeetingDay, read_meeting_days

# date, hours, place, status
Row = tuple[str | None, str, str | None, str]

ON, OFF = "announced", "cancelled"


def rows(title: str, *blocks: str) -> list[Row]:
    return [
        (
            day.date,
            " ".join(hour for hour in (day.start_time, day.end_time) if hour),
            day.place,
            day.status,
        )
        for day in read_meeting_days(title, blocks)
    ]


TITLES: list[tuple[str, list[Row]]] = [
    (
        "Next meetings of the Collective: Monday, May 14, 2018 and Tuesday, May 15, 2018",
        [("2018-05-14", "", None, ON), ("2018-05-15", "", None, ON)],
    ),
    (
        "Prochaines réunions : lundi 14 et mardi 15 mai 2018, 10h – 12h",
        [("2018-05-14", "10:00 12:00", None, ON), ("2018-05-15", "10:00 12:00", None, ON)],
    ),
    (
        "Mercredi 16 (13h30 – 22h30), samedi 19 (15h – 24h) … mars 2016",
        [("2016-03-16", "13:30 22:30", None, ON), ("2016-03-19", "15:00 24:00", None, ON)],
    ),
    (
        "Wednesday 16 (1.30 pm – 10 pm) and Saturday 19 (3 pm – 12 am) March 2016, in Lille",
        [("2016-03-16", "13:30 22:00", "Lille", ON), ("2016-03-19", "15:00 24:00", "Lille", ON)],
    ),
    (
        "Séminaire du 24 au 25 juin 2019, de 9h à 17h, à l’hôtel de ville de Lyon",
        [
            ("2019-06-24", "09:00 17:00", "hôtel de ville de Lyon", ON),
            ("2019-06-25", "09:00 17:00", "hôtel de ville de Lyon", ON),
        ],
    ),
    (
        "À 10h le 14 mai 2018 et à 14h le 15 mai 2018",
        [("2018-05-14", "10:00", None, ON), ("2018-05-15", "14:00", None, ON)],
    ),
    (
        "Réunion du 14 mai 2018, 9h30 – 12h et 14h – 17h",
        [("2018-05-14", "09:30 12:00", None, ON), ("2018-05-14", "14:00 17:00", None, ON)],
    ),
    (
        "Réunions : 14 mai 2018 à Paris, 15 juin 2018 à Lyon",
        [("2018-05-14", "", "Paris", ON), ("2018-06-15", "", "Lyon", ON)],
    ),
    ("Réunion en mars 2019", [("2019-03", "", None, ON)]),
    ("Réunion du 11 juin prochain", [(None, "", None, ON)]),
    ("Bilan de l’année 2018", []),
    ("Prochaine réunion", []),
    ("", []),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_names_its_days_with_their_hours(title: str, expected: list[Row]) -> None:
    assert rows(title) == expected


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Mardi 22 mars 2016, 10h – 12h, à Paris", "Paris"),
        ("Réunion du 14 mai 2018 à 10h à Paris (salle B)", "Paris (salle B)"),
        ("Next meeting: 14 May 2018, at the Town Hall, Lyon", "Town Hall, Lyon"),
        ("14 May 2018, at the Town Hall, Lyon, from 10 am to 12 pm", "Town Hall, Lyon"),
        ("Réunion du 14 mai 2018, au siège du réseau, Paris", "siège du réseau, Paris"),
        ("Réunion du 14 mai 2018, au 12 rue des Lilas, Brest", "12 rue des Lilas, Brest"),
        ("Réunion du 14 mai 2018, 10h – 12h, Paris 12e", "Paris 12e"),
        ("Réunion du 14 mai 2018 – Lyon", "Lyon"),
        ("Réunion du 14 mai 2018, salle des fêtes", "salle des fêtes"),
        ("Réunion du 14 mai 2018 à l’occasion de la journée mondiale", None),
        ("Réunion du 14 mai 2018, au cours de laquelle Anna parlera", None),
        ("Réunion du 14 mai 2018 à partir de 10h", None),
        ("Meeting of 14 May 2018, in English", None),
        ("Meeting of 14 May 2018: Access to Housing", None),
        ("Réunion du 14 mai 2018, bilan et perspectives", None),
        ("Réunion du 14 mai 2018, Assemblée plénière", None),
        ("Réunion du 14 mai 2018 de 14h à 16h (en visioconférence)", "visioconférence"),
    ],
)
def test_a_place_is_what_is_printed_as_one(title: str, place: str | None) -> None:
    assert [day.place for day in read_meeting_days(title, [])] == [place]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "The meeting of 5 June 2018 is cancelled and replaced by 12 June 2018",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        ("Annulée : réunion du 5 juin 2018", [("2018-06-05", OFF)]),
        ("Meeting of 5 June 2018 canceled", [("2018-06-05", OFF)]),
        (
            "Les réunions des 14 et 15 mai 2018 sont annulées",
            [("2018-05-14", OFF), ("2018-05-15", OFF)],
        ),
        (
            "Réunion initialement prévue le 3 avril 2017, reportée au 10 avril 2017",
            [("2017-04-03", OFF), ("2017-04-10", ON)],
        ),
        (
            "Meeting initially planned for 3 April 2017, moved to Monday 10 April 2017",
            [("2017-04-03", OFF), ("2017-04-10", ON)],
        ),
        ("Réunion reportée du 3 au 10 avril 2017", [("2017-04-03", OFF), ("2017-04-10", ON)]),
        (
            "Meeting on 12 June 2018 instead of 5 June 2018",
            [("2018-06-12", ON), ("2018-06-05", OFF)],
        ),
        (
            "Réunion le 12 juin 2018 au lieu du 5 juin 2018",
            [("2018-06-12", ON), ("2018-06-05", OFF)],
        ),
        (
            "Réunion du 12 juin 2018, annule et remplace celle du 5 juin 2018",
            [("2018-06-12", ON), ("2018-06-05", OFF)],
        ),
        (
            "La réunion du 5 juin 2018 est remplacée par celle du 12 juin 2018",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        (
            "Réunion du 5 juin 2018 (annulée), prochaine réunion le 12 juin 2018",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        (
            "Annulation de la réunion du 5 juin 2018 ; prochaine réunion : 12 juin 2018",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        (
            "Réunions : 5 juin 2018 (annulée), 12 juin 2018",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        (
            "Réunions : 5 juin 2018, 12 juin 2018 (annulée)",
            [("2018-06-05", ON), ("2018-06-12", OFF)],
        ),
        (
            "Meetings: 5 June 2018 (postponed to 12 June 2018)",
            [("2018-06-05", OFF), ("2018-06-12", ON)],
        ),
        (
            "Meetings: 5 June 2018 (cancelled), 12 June 2018 (moved to 19 June 2018), 26 June 2018",
            [("2018-06-05", OFF), ("2018-06-12", OFF), ("2018-06-19", ON), ("2018-06-26", ON)],
        ),
        (
            "Meeting on 12 June 2018 (moved from 5 June 2018)",
            [("2018-06-12", ON), ("2018-06-05", OFF)],
        ),
        (
            "Atelier du 5 juin 2018 ; la plénière est reportée au 12 juin 2018",
            [("2018-06-05", ON), ("2018-06-12", ON)],
        ),
        ("Inscrivez-vous à l’avance pour le 14 mai 2018", [("2018-05-14", ON)]),
    ],
)
def test_a_day_called_off_stands_beside_the_one_that_holds(
    title: str, expected: list[tuple[str, str]]
) -> None:
    assert [(day.date, day.status) for day in read_meeting_days(title, [])] == expected


def test_a_body_gives_the_one_day_its_hours_and_place() -> None:
    title = "Prochaine réunion : 14 mai 2018"
    expected = [("2018-05-14", "10:00 12:00", "12 rue des Lilas, Brest", ON)]
    assert rows(title, "La réunion aura lieu de 10h à 12h, au 12 rue des Lilas, Brest.") == expected
    assert rows(title, "Horaires : 10h – 12h", "Lieu : 12 rue des Lilas, Brest") == expected
    assert rows(title, "14 mai 2018 | 10h – 12h | 12 rue des Lilas, Brest") == expected
    assert rows(title, "Le 14 mai, de 10h à 12h, au 12 rue des Lilas, Brest") == expected


def test_a_body_changes_nothing_that_the_title_says() -> None:
    body = "Le 14 mai 2018, 15h – 16h, à Metz"
    assert rows("Réunion du 14 mai 2018, 10h – 12h, à Nice", body) == [
        ("2018-05-14", "10:00 12:00", "Nice", ON)
    ]


def test_hours_that_differ_are_not_chosen_between() -> None:
    agenda = ("Le matin, accueil à 9h.", "Ensuite, débat à 13h.")
    assert rows("Réunion du 14 mai 2018", *agenda) == [("2018-05-14", "", None, ON)]


def test_a_meal_is_not_when_a_meeting_begins() -> None:
    agenda = ("Accueil à 9h, début à 9h30, fin à 17h.", "Déjeuner à 12h30.")
    assert rows("Réunion du 14 mai 2018", *agenda) == [("2018-05-14", "09:30 17:00", None, ON)]


def test_hours_and_place_in_the_lines_below_a_day_are_that_days() -> None:
    first = "Mercredi 13 septembre 2017\nDe 14 h à 16 h 30\nMaison du Peuple, Lille"
    second = "Mardi 7 novembre 2017\nDe 9 h à 12 h\nEspace des Tisserands, Roubaix"
    assert rows("Prochaines réunions du Collectif", first, second) == [
        ("2017-09-13", "14:00 16:30", "Maison du Peuple, Lille", ON),
        ("2017-11-07", "09:00 12:00", "Espace des Tisserands, Roubaix", ON),
    ]


def test_a_column_headed_place_holds_places_whatever_they_are_called() -> None:
    table = ("Date | Horaire | Lieu", "14 mars 2017 | 10h – 12h | Secours des Quais, Lens")
    assert rows("Réunions", *table) == [
        ("2017-03-14", "10:00 12:00", "Secours des Quais, Lens", ON)
    ]
    assert rows("Réunion du 14 mars 2017", "Lieu", "Secours des Quais, Lens") == [
        ("2017-03-14", "", "Secours des Quais, Lens", ON)
    ]


def test_a_meeting_held_elsewhere_is_not_called_off() -> None:
    said = (
        "La réunion du 5 février 2019 n’aura pas lieu à la Maison du Peuple mais au Palais, Lens."
    )
    assert rows("Réunion du 5 février 2019", said) == [("2019-02-05", "", "Palais, Lens", ON)]


def test_an_entry_of_a_calendar_may_name_its_subject_before_its_hours() -> None:
    calendar = (
        "23 septembre 2021 : plénière, 10h – 12h\n18 novembre 2021 : groupe des mineurs, 14h – 16h"
    )
    assert [row[:2] for row in rows("Réunions : calendrier", calendar)] == [
        ("2021-09-23", "10:00 12:00"),
        ("2021-11-18", "14:00 16:00"),
    ]


def test_hours_said_once_hold_for_all_days_that_have_none() -> None:
    title = "Next meetings: Monday, May 14, 2018 and Tuesday, May 15, 2018"
    body = "We will meet from 2pm to 5:30pm on both days, at the Weavers’ House, Lens."
    assert rows(title, body) == [
        ("2018-05-14", "14:00 17:30", "Weavers’ House, Lens", ON),
        ("2018-05-15", "14:00 17:30", "Weavers’ House, Lens", ON),
    ]


def test_hours_without_a_day_are_not_given_to_one_of_several_days() -> None:
    assert rows("Réunions des 14 et 15 mai 2018", "Accueil à 9h.") == [
        ("2018-05-14", "", None, ON),
        ("2018-05-15", "", None, ON),
    ]
    assert rows("Réunions des 14 et 15 mai 2018", "Horaires : 9h30 – 12h et 14h – 17h") == [
        (day, hours, None, ON)
        for day in ("2018-05-14", "2018-05-15")
        for hours in ("09:30 12:00", "14:00 17:00")
    ]


def test_a_table_gives_each_day_its_row() -> None:
    table = (
        "Date | Horaires | Lieu",
        "lundi 14 mai 2018 | 10h – 12h | Paris, salle B",
        "mardi 15 mai 2018 (annulée) | 14h | Lyon",
    )
    expected = [
        ("2018-05-14", "10:00 12:00", "Paris, salle B", ON),
        ("2018-05-15", "14:00", "Lyon", OFF),
    ]
    assert rows("Prochaines réunions", *table) == expected
    assert rows("Prochaines réunions", "\n".join(table)) == expected


def test_items_that_are_mainly_a_date_are_days() -> None:
    items = ("- 14 mai 2018, 10h, à Paris", "- 3 juin 2018 : à confirmer")
    assert rows("Prochaines réunions", *items) == [
        ("2018-05-14", "10:00", "Paris", ON),
        ("2018-06-03", "", None, ON),
    ]


def test_a_year_is_taken_only_from_the_same_day_printed_with_one() -> None:
    assert rows("Réunion le 14 mai", "Elle aura lieu le 14 mai 2018 à 10h.") == [
        ("2018-05-14", "10:00", None, ON)
    ]
    assert rows("Réunion le 14 mai", "Le bilan de 2018 est en ligne.") == [(None, "", None, ON)]
    both = ("Le 14 mai 2018 fut un succès.", "Le 14 mai 2019 aussi.")
    assert rows("Réunion le 14 mai", *both)[0] == (None, "", None, ON)


def test_a_body_can_call_off_the_day_of_the_title() -> None:
    notice = "Attention : la réunion du 5 juin 2018 est annulée. Nouvelle date : 12 juin 2018, 10h."
    assert rows("Réunion du 5 juin 2018", notice) == [
        ("2018-06-05", "", None, OFF),
        ("2018-06-12", "10:00", None, ON),
    ]


def test_the_new_day_of_a_meeting_put_off_is_found_in_the_body() -> None:
    assert rows("La réunion du 5 juin 2018 est reportée", "Elle se tiendra le 12 juin 2018.") == [
        ("2018-06-05", "", None, OFF),
        ("2018-06-12", "", None, ON),
    ]


@pytest.mark.parametrize(
    "narrative",
    [
        "Since our meeting of 2 February 2016, much was done.",
        "Depuis la réunion du 2 février 2016, le bureau a travaillé.",
        "The minutes of the meeting of 2 February 2016 will be sent to you.",
        "Compte rendu de la réunion du 2 février 2016 en ligne.",
        "The law of 2 February 2016 will be discussed.",
        "Please register before 2 February 2016.",
        "Merci de vous inscrire avant le 2 février 2016.",
        "We last met on 2 February 2016.",
    ],
)
def test_a_day_that_the_body_only_tells_of_is_no_meeting_to_come(narrative: str) -> None:
    expected = [("2018-05-14", "10:00", "Lyon", ON)]
    announced = "The next meeting will be held on 14 May 2018 at 10 am, in Lyon."
    assert rows("Meeting of 14 May 2018, 10h, in Lyon", narrative) == expected
    assert rows("Next meeting", f"{narrative} {announced}") == expected
    assert rows("Next meeting", narrative, announced) == expected


def test_a_body_that_announces_another_meeting_adds_its_day() -> None:
    assert rows("Réunion du 14 mai 2018", "La réunion suivante se tiendra le 3 juin 2018.") == [
        ("2018-05-14", "", None, ON),
        ("2018-06-03", "", None, ON),
    ]


def test_a_day_that_the_body_only_names_is_no_day_beside_the_titles() -> None:
    body = "Nous y serons tous, comme le 3 mars 2017 de bonne heure."
    assert rows("Réunion du 14 mai 2018", body) == [("2018-05-14", "", None, ON)]


def test_hours_of_another_day_are_not_those_of_the_meeting() -> None:
    body = "La réunion aura lieu à Metz.", "Merci de vous inscrire avant le 2 février 2018 à 18h."
    assert rows("Réunion du 14 mai 2018", *body) == [("2018-05-14", "", "Metz", ON)]


def test_what_stands_further_below_a_day_is_not_that_days() -> None:
    first = "Mercredi 13 septembre 2017\nDe 14 h à 16 h 30\nMaison du Peuple, Lille\nEspace des Quais, Lens"
    second = "Mardi 7 novembre 2017\nDe 9 h à 12 h"
    assert rows("Prochaines réunions du Collectif", first, second) == [
        ("2017-09-13", "14:00 16:30", "Maison du Peuple, Lille", ON),
        ("2017-11-07", "09:00 12:00", None, ON),
    ]


def test_without_any_announcing_word_every_full_day_of_the_body_is_kept() -> None:
    assert rows("Invitation", "Nous y serons tous, et le 14 mai 2018 de bonne heure.") == [
        ("2018-05-14", "", None, ON)
    ]


def test_a_day_named_twice_is_one_row() -> None:
    body = ("Lundi 14 mai 2018", "La réunion aura lieu le lundi 14 mai.")
    assert rows("Réunion du 14 mai 2018 (lundi 14 mai 2018)", *body) == [
        ("2018-05-14", "", None, ON)
    ]


def test_a_day_keeps_the_phrase_it_was_read_from() -> None:
    assert read_meeting_days("Réunion : lundi 14 et mardi 15 mai 2018, à 9h", []) == [
        MeetingDay(day, "day", "printed", "09:00", None, None, ON, "lundi 14 et mardi 15 mai 2018")
        for day in ("2018-05-14", "2018-05-15")
    ]


@settings(deadline=None, max_examples=100)
@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(7, 20),
    st.sampled_from(["à Paris", "au siège, Lyon", ""]),
)
def test_every_announced_day_is_found_in_title_or_body(day: date, hour: int, place: str) -> None:
    following = day + timedelta(7)
    first, second = (
        f"{FRENCH.weekdays[d.weekday()]} {d.day} {FRENCH.months[d.month - 1][0]} {d.year}"
        for d in (day, following)
    )
    printed = f"{first}, {hour}h – {hour + 2}h, {place}".rstrip(", ")
    expected = place.removeprefix("à ").removeprefix("au ") or None
    row = (day.isoformat(), f"{hour:02}:00 {hour + 2:02}:00", expected, ON)
    assert rows(f"Réunion : {printed}") == [row]
    assert rows("Prochaine réunion", f"La prochaine réunion : {printed}.") == [row]
    both = [found[0] for found in rows(f"Réunions : {first} et {second}")]
    assert both == [day.isoformat(), following.isoformat()]


BITS = st.sampled_from(
    [
        *("14 mai 2018", "le 15 mai", "June 5, 2018", "du 3 au 5 avril 2017", "mars 2016", "10h"),
        *("de 9h à 12h", "à Paris", "au lieu du", "annulée", "reportée", "au", "instead of", "|"),
        *(", ", "(", ")", "; ", ". ", "\n", "Lieu : ", "Horaires : ", "réunion", "aura lieu", "et"),
        *("depuis", "moved to", "\u0301", "\u00ad", "prochaine réunion"),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(BITS, max_size=12).map(" ".join))


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.lists(TEXTS, max_size=4))
@example("1 MAI A 0\r", [])
def test_no_text_fails_or_gives_a_day_twice(title: str, blocks: list[str]) -> None:
    read = read_meeting_days(title, blocks)
    occurrences = [(day.date, day.start_time, day.end_time) for day in read if day.date]
    assert len(occurrences) == len(set(occurrences))
    for day in read:
        assert day.place is None or day.place.strip() == day.place != ""
        assert day.phrase
        assert not day.date or day.date[:4] in title + " ".join(blocks)


def test_a_row_of_thousands_of_cells_is_read_to_its_end() -> None:
    """What grows with the square of the row would not end here; no clock is needed to see it."""
    read = read_meeting_days("14 mai 2018 | 10h | " * 20_000, [])
    assert [day.date for day in read] == ["2018-05-14"]


@pytest.mark.parametrize(
    "unit", ["10h ", "14 mai 2018 10h ", "14 mai - ", "1 mai (10h), ", "annulée ", "à la ", "| "]
)
def test_a_long_hostile_page_is_read_to_its_end(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    days = read_meeting_days(text, [text])
    assert all(day.phrase in text for day in days)
