"""Occurrences of meetings: title and text as witnesses of the same, spans, sessions, marks, places."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.languages import ENGLISH, FRENCH
from records.meeting_days import read_meeting_days

# date, start, end, place
Row = tuple[str | None, str | None, str | None, str | None]
Held = tuple[str | None, str]

ON, OFF = "announced", "cancelled"
DAY = "2017-04-04"


def held(title: str, *blocks: str) -> list[Row]:
    days = read_meeting_days(title, blocks)
    return [(day.date, day.start_time, day.end_time, day.place) for day in days]


def statuses(title: str, *blocks: str) -> list[Held]:
    return [(day.date, day.status) for day in read_meeting_days(title, blocks)]


WITNESSES: list[tuple[list[str], Row]] = [
    (["Réunion du 4 avril 2017 à 9h30", "Horaire : 9h30 – 12h"], (DAY, "09:30", "12:00", None)),
    (["Réunion du 4 avril 2017 à 9h30", "On se verra de 9h30 à 12h."], (DAY, "09:30", "12:00", None)),
    (["Réunion du 4 avril 2017 à 9h30", "Fin : 12h"], (DAY, "09:30", "12:00", None)),
    (["Réunion du 4 avril 2017, 9h30", "Fin de la réunion à 12h."], (DAY, "09:30", "12:00", None)),
    (["Réunion du 4 avril 2017", "Début : 9h30", "Fin : 12h"], (DAY, "09:30", "12:00", None)),
    (["Meeting of 4 April 2017, 2 pm", "Time: 2 pm – 4 pm"], (DAY, "14:00", "16:00", None)),
    (["Meeting of 4 April 2017", "4 April 2017, 2 pm", "It ends at 4 pm."], (DAY, "14:00", "16:00", None)),
    # What contradicts a title completes nothing.
    (["Réunion du 4 avril 2017, 10h", "Horaire : 14h – 16h"], (DAY, "10:00", None, None)),
    (["Réunion du 4 avril 2017, 10h – 12h", "Horaire : 10h – 13h"], (DAY, "10:00", "12:00", None)),
    (["Réunion du 4 avril 2017, 10h", "Débat de 14h à 16h."], (DAY, "10:00", None, None)),
    (["Réunion du 4 avril 2017, 10h", "Fin : 9h"], (DAY, "10:00", None, None)),
    (
        ["Réunion du 4 avril 2017 à Paris", "Lieu : 12 rue des Lilas, 75011 Paris"],
        (DAY, None, None, "12 rue des Lilas, 75011 Paris"),
    ),
    (
        ["Réunion à Lens le mardi 4 avril 2017", "Elle aura lieu à la Maison du Peuple, rue Haute, Lens."],
        (DAY, None, None, "Maison du Peuple, rue Haute, Lens"),
    ),
    (["Réunion à Lens le mardi 4 avril 2017"], (DAY, None, None, "Lens")),
    (["Réunion du 4 avril 2017 à Paris", "La réunion a lieu 12 rue des Lilas, 75011 Paris, à 10h."],
     (DAY, "10:00", None, "12 rue des Lilas, 75011 Paris")),
    (["Réunion du 4 avril 2017 à 9h30", "La réunion se terminera à 12h."], (DAY, "09:30", "12:00", None)),
    (["Meeting of 4 April 2017, 2 pm", "We expect to finish by 4 pm."], (DAY, "14:00", "16:00", None)),
    (["Réunion du 4 avril 2017", "Rendez-vous à 9h30 ; nous finirons à 12h."], (DAY, "09:30", "12:00", None)),
    (["Réunion du 4 avril 2017", "Nous serons accueillis à la Maison du Peuple, rue Haute, Lens."],
     (DAY, None, None, "Maison du Peuple, rue Haute, Lens")),
    (["Meeting of 4 April 2017", "The meeting takes place at 12 Mount Street, Leeds, and ends at 4 pm."],
     (DAY, None, "16:00", "12 Mount Street, Leeds")),
    (["Réunion du 4 avril 2017", "Accueil café à 9h. Début de la réunion à 9h30. Fin à 12h30."],
     (DAY, "09:30", "12:30", None)),
    (["Meeting of 4 April 2017", "Doors open at 1.30pm, the meeting starts at 2pm."], (DAY, "14:00", None, None)),
    (["Réunion du 4 avril 2017", "À 10h, un film ; à 14h, un débat."], (DAY, None, None, None)),
    (["Réunion du 4 avril 2017", "La réunion aura finalement lieu à la mairie de Lens."],
     (DAY, None, None, "mairie de Lens")),
    (["Réunion du 4 avril 2017, 14h, chez X, 4 avenue Haute, Le Bourget"],
     (DAY, "14:00", None, "X, 4 avenue Haute, Le Bourget")),
    (["Meeting on 4 April 2017 at 2 o’clock in the Town Hall"], (DAY, "14:00", None, "Town Hall")),
    # The hours of something else.
    (["Réunion du 4 avril 2017", "Contact : Claire, 06 12 34 56 78, de 9h à 17h."], (DAY, None, None, None)),
    (["Réunion du 4 avril 2017", "Permanence du lundi au vendredi de 9h à 18h."], (DAY, None, None, None)),
    (["Réunion du 4 avril 2017", "Réponse souhaitée avant 17h."], (DAY, None, None, None)),
    (["Réunion du 4 avril 2017, 9h30", "Lieu : à préciser"], (DAY, "09:30", None, None)),
    (["Meeting of 4 April 2017", "Venue: to be confirmed"], (DAY, None, None, None)),
    (["Réunion", "Quand ?", "Mardi 4 avril 2017 à 10h", "Où ?", "Au café Le Phare"],
     (DAY, "10:00", None, "café Le Phare")),
    (["Réunion du 4 avril 2017", "10h – 12h", "Maison des Voisins", "3 place Haute", "75011 Paris"],
     (DAY, "10:00", "12:00", "Maison des Voisins, 3 place Haute, 75011 Paris")),
    (["Réunion du 4 avril 2017", "Salle Courbet, de 10h à 12h."], (DAY, "10:00", "12:00", "Salle Courbet")),
    (["Meeting of 4 April 2017", "It will not be held in Lyon but in Paris, at 10am."],
     (DAY, "10:00", None, "Paris")),
    (["Réunion du 4 avril 2017", "À l’ordre du jour, de 10h à 12h : le budget."], (DAY, "10:00", "12:00", None)),
    (["Réunion du 4 avril 2017 à Lyon", "Lieu : 12 rue des Lilas, Paris"], (DAY, None, None, "Lyon")),
    (["Réunion du 4 avril 2017 à Lens", "Lieu : Lensbourg, salle B"], (DAY, None, None, "Lens")),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), WITNESSES)
def test_witnesses_complete_each_other(printed: list[str], expected: Row) -> None:
    assert held(*printed) == [expected]


TOGETHER: list[Row] = [(DAY, "09:30", "12:30", None)]
FROM_TO: list[Row] = [
    ("2016-05-06", "18:00", None, None),
    ("2016-05-07", None, None, None),
    ("2016-05-08", None, "16:00", None),
]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("mardi 4 avril 2017 à 09h30 - mardi 4 avril 2017 à 12h30", TOGETHER),
        ("04/04/2017 - 09:30 - 04/04/2017 - 12:30", TOGETHER),
        ("Tue, 04/04/2017 - 09:30 - Tue, 04/04/2017 - 12:30", TOGETHER),
        ("April 4, 2017 - 9:30am to April 4, 2017 - 12:30pm", TOGETHER),
        ("2017-04-04 09:30 - 2017-04-04 12:30", TOGETHER),
        ("2017-04-04T09:30 - 2017-04-04T12:30", TOGETHER),
        ("Début : mardi 4 avril 2017 à 9h30\nFin : mardi 4 avril 2017 à 12h30", TOGETHER),
        ("Start\n4 April 2017, 9:30 am\nEnd\n4 April 2017, 12:30 pm", TOGETHER),
        ("4 avril 2017 - 09:30 à 12:30", TOGETHER),
        ("Date de début : 04/04/2017 09:30\nDate de fin : 04/04/2017 12:30", TOGETHER),
        ("Start date: April 4, 2017 - 09:30\nEnd date: April 4, 2017 - 12:30", TOGETHER),
        ("du 6 mai, 18h, au 8 mai 2016, 16h", FROM_TO),
        ("from Friday 6 May, 6 pm, until Sunday 8 May 2016, 4 pm", FROM_TO),
        ("6 mai 2016, 18:00 → 8 mai 2016, 16:00", FROM_TO),
        ("Les débats s’ouvrent le 6 mai 2016 à 18h et se termineront le 8 mai 2016 à 16h",
         [FROM_TO[0], FROM_TO[2]]),
        ("du vendredi 6 à 18h au dimanche 8 mai 2016 à 16h", FROM_TO),
        ("du 6 mai à 18h au 8 mai 2016 à 16h", FROM_TO),
        ("du vendredi 6 mai 2016 (18h) au dimanche 8 mai 2016 (16h)", FROM_TO),
        ("du 06/05/2016 à 18h00 au 08/05/2016 à 16h00", FROM_TO),
        ("from Friday 6 May 2016 at 6 pm to Sunday 8 May 2016 at 4 pm", FROM_TO),
        ("from 6 pm on Friday 6 May 2016 until 4 pm on Sunday 8 May 2016", FROM_TO),
        ("Fri, 06/05/2016 - 18:00 to Sun, 08/05/2016 - 16:00", FROM_TO),
        # No spans: each day has hours of its own, or all have the same.
        ("6 mai 2016 à 18h et 8 mai 2016 à 16h",
         [("2016-05-06", "18:00", None, None), ("2016-05-08", "16:00", None, None)]),
        ("du 6 au 8 mai 2016 de 9h à 16h",
         [(f"2016-05-0{day}", "09:00", "16:00", None) for day in (6, 7, 8)]),
        ("6 (18h – 20h) et 8 (14h – 16h) mai 2016",
         [("2016-05-06", "18:00", "20:00", None), ("2016-05-08", "14:00", "16:00", None)]),
    ],
)  # fmt: skip
def test_the_end_of_a_span_is_never_a_start(printed: str, expected: list[Row]) -> None:
    if "\n" not in printed:
        assert held(f"Séminaire {printed}") == expected
    assert held("Séminaire", f"Date : {printed}" if "\n" not in printed else printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("10h-12h puis 14h-17h", ["10:00 12:00", "14:00 17:00"]),
        ("de 9h à 12h et de 14h à 17h", ["09:00 12:00", "14:00 17:00"]),
        ("9h30 – 12h / 14h – 17h", ["09:30 12:00", "14:00 17:00"]),
        ("10 am – noon and 2 pm – 5 pm", ["10:00 12:00", "14:00 17:00"]),
        ("10h – 12h30 : plénière ; 14h – 17h : ateliers", ["10:00 12:30", "14:00 17:00"]),
        ("à 10h et à 14h", ["10:00 ", "14:00 "]),
        ("9 h 30 – 17 h (pause à midi)", ["09:30 17:00"]),
        ("9h30 – 17h (déjeuner de 12h à 14h)", ["09:30 17:00"]),
        ("9h30 – 17h, with a lunch break from noon to 1 pm", ["09:30 17:00"]),
        ("9h – 10h : accueil, 10h – 12h : débat", ["10:00 12:00"]),
        ("9h – 17h, dont un atelier de 10h à 11h", ["09:00 17:00"]),
        ("accueil à 9h, début à 9h30, fin à 17h", ["09:30 17:00"]),
        ("dès 14h et jusqu’à 16h30", ["14:00 16:30"]),
        ("à partir de 14h, jusqu’à 16h30", ["14:00 16:30"]),
        ("from 10 until noon", ["10:00 12:00"]),
        ("déjeuner de travail de 12h30 à 14h", ["12:30 14:00"]),
    ],
)
def test_stretches_are_sessions_and_asides_are_none(printed: str, expected: list[str]) -> None:
    read = read_meeting_days(f"Réunion du 4 avril 2017, {printed}", [])
    assert [f"{day.start_time} {day.end_time or ''}" for day in read] == expected
    assert {day.date for day in read} == {DAY}


def test_sessions_that_the_text_alone_tells_are_sessions_of_the_titles_day() -> None:
    lines = ("5 juillet 2016, 10h – 12h : annulée", "5 juillet 2016, 14h – 16h, à Lens")
    read = read_meeting_days("Réunion du 5 juillet 2016", lines)
    assert [(day.start_time, day.end_time, day.place, day.status) for day in read] == [
        ("10:00", "12:00", None, OFF),
        ("14:00", "16:00", "Lens", ON),
    ]
    # The title's own hours hold against those of a line.
    read = read_meeting_days("Réunion du 5 juillet 2016, 9h", ["5 juillet 2016, 14h – 16h, à Lens"])
    assert [(day.start_time, day.place) for day in read] == [("09:00", "Lens")]


def test_what_is_offered_instead_by_video_is_there() -> None:
    line = "Une réunion en visioconférence vous est proposée à la place le 10 avril 2017 à 10h."
    assert held("La réunion du 3 avril 2017 est annulée", line) == [
        ("2017-04-03", None, None, None),
        ("2017-04-10", "10:00", None, "visioconférence"),
    ]


def test_the_entries_of_a_programme_are_the_sessions_of_its_day() -> None:
    day = "2018-10-18"
    lines = (
        "9h : accueil",
        "9h30 – 12h30 : tables rondes",
        "12h30 : déjeuner",
        "14h – 17h : ateliers",
    )
    expected = [(day, "09:30", "12:30", None), (day, "14:00", "17:00", None)]
    assert held("Journée d’étude du 18 octobre 2018", *lines) == expected
    assert held("Journée d’étude du 18 octobre 2018", "\n".join(lines)) == expected
    halves = ("Matin : 10h – 12h", "Après-midi : 14h – 17h")
    assert [row[1:3] for row in held("Réunion du 18 octobre 2018", *halves)] == [
        ("10:00", "12:00"),
        ("14:00", "17:00"),
    ]


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("Jeudi : 14h – 18h", "Vendredi : 9h – 12h"), ["14:00 18:00", "09:00 12:00"]),
        (("Jeudi, 14h – 18h\nVendredi, 9h – 12h",), ["14:00 18:00", "09:00 12:00"]),
        (("Vendredi matin : 9h – 12h",), ["None None", "09:00 12:00"]),
        (("Lundi : 9h – 12h",), ["None None", "None None"]),
        (("9h – 12h",), ["09:00 12:00", "09:00 12:00"]),
    ],
)
def test_a_weekday_alone_is_that_of_the_days_named(
    lines: tuple[str, ...], hours: list[str]
) -> None:
    read = held("Rencontres du jeudi 7 et vendredi 8 mai 2015", *lines)
    assert [f"{start} {end}" for _, start, end, _ in read] == hours


def test_what_is_said_of_all_days_is_not_of_the_last_alone() -> None:
    days = "- mardi 9 janvier 2018 de 14h à 17h\n- mardi 13 février 2018 de 14h à 17h"
    place = "8 rue des Lilas, Paris"
    for line in ("Toutes les réunions se tiennent au", "Les réunions auront lieu au"):
        read = held("Prochaines réunions", days, f"{line} {place}.")
        assert {where for *_, where in read} == {place} and len(read) == 2
    # Unless a day has its own.
    read = held("Réunions", f"Sauf mention contraire, les réunions se tiennent au {place}.",
                "9 janvier 2018, 14h", "13 février 2018, 14h, à Lens")  # fmt: skip
    assert [where for *_, where in read] == [place, "Lens"]
    # One below each day is that day's.
    read = held(
        "Réunions", "9 janvier 2018, 14h", "Salle A, Lens", "13 février 2018, 14h", "Salle B, Lille"
    )
    assert [where for *_, where in read] == ["Salle A, Lens", "Salle B, Lille"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Next meeting moved: 8 June 2018 instead of 1 June 2018", [("2018-06-08", ON), ("2018-06-01", OFF)]),
        ("Réunion déplacée au 8 juin 2018 au lieu du 1er juin 2018", [("2018-06-08", ON), ("2018-06-01", OFF)]),
        ("Réunion déplacée : du 3 au 10 avril 2017", [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Meeting rescheduled: from 3 April 2017 to 10 April 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Report de la réunion du 3 avril 2017 au 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Report au 10 avril 2017 de la réunion du 3 avril 2017",
         [("2017-04-10", ON), ("2017-04-03", OFF)]),
        ("Réunion du 3 avril 2017 : report au 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Réunion du 3 avril 2017 avancée au 27 mars 2017",
         [("2017-04-03", OFF), ("2017-03-27", ON)]),
        ("Réunion du 3 avril 2017 décalée au 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("La réunion du 3 avril 2017 est remplacée par une séance de travail avec les élus le 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("La réunion prévue le 3 avril 2017 se tiendra finalement le 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Meeting on 10 April 2017, initially planned on 3 April 2017",
         [("2017-04-10", ON), ("2017-04-03", OFF)]),
        ("Meeting of 3 April 2017 postponed to 10 April 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("La réunion du 3 avril 2017 est annulée. À la place, une visioconférence aura lieu le 10 avril 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Réunion du 3 avril 2017 remplacée par une visioconférence le 10 avril 2017 à 10h",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        ("Report de la réunion du 3 avril 2017", [("2017-04-03", OFF)]),
        ("Changement de date de la réunion du 3 avril 2017", [("2017-04-03", OFF)]),
        ("Réunion du 3 avril 2017 avancée d’un jour", [("2017-04-03", OFF)]),
        ("The meeting planned for 3 April 2017 will now take place on 10 April 2017",
         [("2017-04-03", OFF), ("2017-04-10", ON)]),
        # What only looks like it.
        ("Changement de date : prochaine réunion le 10 avril 2017", [("2017-04-10", ON)]),
        ("Changement de lieu de la réunion du 3 avril 2017", [("2017-04-03", ON)]),
        ("La réunion du 10 avril 2017 aura lieu le lundi 10 avril 2017", [("2017-04-10", ON)]),
        ("Séminaire du 9 au 10 avril 2017", [("2017-04-09", ON), ("2017-04-10", ON)]),
        ("Report of the meeting of 3 April 2017", [("2017-04-03", ON)]),
        ("Réunions : ~~3 avril 2017~~, 10 avril 2017", [("2017-04-03", OFF), ("2017-04-10", ON)]),
    ],
)  # fmt: skip
def test_a_meeting_that_moved_is_off_on_one_day_and_on_on_the_other(
    title: str, expected: list[Held]
) -> None:
    assert statuses(title) == expected


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Réunion décalée au 10 avril 2017", "Elle devait se tenir le 3 avril 2017."),
        ("Meeting on 10 April 2017", "This meeting was originally scheduled for 3 April 2017."),
        ("Réunion le 10 avril 2017", "Cette réunion était initialement prévue le 3 avril 2017."),
        ("Réunion le 10 avril 2017", "La réunion du 3 avril 2017 n’aura pas lieu."),
    ],
)
def test_the_text_tells_which_day_was_given_up(title: str, line: str) -> None:
    assert statuses(title, line) == [("2017-04-10", ON), ("2017-04-03", OFF)]


def test_hours_of_a_moved_meeting_are_those_of_its_new_day() -> None:
    assert held("Réunion reportée du lundi 3 à 10h au lundi 10 avril 2017 à 14h") == [
        ("2017-04-03", "10:00", None, None),
        ("2017-04-10", "14:00", None, None),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["ANNULÉE – Prochaine réunion : mardi 4 avril 2017, 10h"], [OFF]),
        (["Annulé : prochaine réunion le 4 avril 2017"], [OFF]),
        (["[ANNULÉ] Prochaine réunion le 4 avril 2017"], [OFF]),
        (["ATTENTION ! ANNULÉE ! Prochaine réunion : 4 avril 2017"], [OFF]),
        (["REPORTÉE – Prochaine réunion : 4 avril 2017"], [OFF]),
        (["CANCELLED – Next meeting: 4 April 2017"], [OFF]),
        (["CANCELLED: Next meetings: 4 April 2017 and 9 May 2017"], [OFF, OFF]),
        (["ANNULÉE – Prochaine réunion", "Mardi 4 avril 2017, 10h"], [OFF]),
        (["Prochaine réunion : 4 avril 2017", "La réunion est malheureusement annulée."], [OFF]),
        (["Next meeting: 4 April 2017", "Unfortunately, the meeting has been cancelled."], [OFF]),
        (["Prochaine réunion : 4 avril 2017", "Elle est reportée à une date ultérieure."], [OFF]),
        (
            ["Prochaines réunions : 4 avril et 9 mai 2017", "Les deux réunions sont annulées."],
            [OFF, OFF],
        ),
        (
            ["Prochaine réunion : 4 avril 2017", "Nous sommes contraints d’annuler cette réunion."],
            [OFF],
        ),
        (["Prochaine réunion : 4 avril 2017", "Il n’y aura pas de réunion ce jour-là."], [OFF]),
        (
            [
                "Next meeting: 4 April 2017",
                "We are sorry to announce that the meeting is cancelled.",
            ],
            [OFF],
        ),
        (["REPORTÉE – Réunion du 4 avril 2017", "Nouvelle date : 11 avril 2017, 10h"], [OFF, ON]),
        # What governs nothing.
        (["Réunion annulée : prochaine réunion le 12 avril 2017"], [ON]),
        (["ANNULÉE : réunion du 4 avril 2017. Prochaine réunion le 12 avril 2017"], [OFF, ON]),
        (["Prochaine réunion : 4 avril 2017", "En cas de grève, la réunion sera annulée."], [ON]),
        (["Prochaine réunion : 4 avril 2017", "La réunion n’est pas annulée."], [ON]),
        (["Next meeting: 4 April 2017", "The dinner after the meeting is cancelled."], [ON]),
        (["Prochaine réunion : 4 avril 2017", "Il n’y aura pas de réunion en août."], [ON]),
        (["Prochaine réunion : 4 avril 2017", "La visite du musée est annulée."], [ON]),
        (["Prochaines réunions : 4 avril et 9 mai 2017", "La réunion est annulée."], [ON, ON]),
        (["Prochaine réunion : 4 avril 2017", "La réunion du 4 mars 2017 est annulée."], [ON, OFF]),
    ],
)
def test_a_mark_at_the_head_or_a_sentence_below_calls_an_announcement_off(
    printed: list[str], expected: list[str]
) -> None:
    assert [status for _, status in statuses(*printed)] == expected


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        (["Réunion du 4 avril 2017", "Mardi 4 avril 2017, 10h", "Maison des Voisins, Lille"], "Maison des Voisins, Lille"),
        (["Réunion du 4 avril 2017", "Maison des Voisins, 5 rue du Four, Lille"], "Maison des Voisins, 5 rue du Four, Lille"),
        (["Réunion", "La réunion aura lieu le 4 avril 2017, à 10h.", "Salle Courbet, Dole"], "Salle Courbet, Dole"),
        (["Réunion du 4 avril 2017, 10h, salle Courbet à Dole"], "salle Courbet à Dole"),
        (["Réunion du 4 avril 2017 salle Courbet"], "salle Courbet"),
        (["Réunion du 4 avril 2017, locaux de la Ligue, Dole"], "locaux de la Ligue, Dole"),
        (["Réunion du 4 avril 2017, salle de réunion du siège"], "salle de réunion du siège"),
        (["Meeting of 4 April 2017", "The sessions are held at the same place: Weavers’ House, Lens."], "Weavers’ House, Lens"),
        (["Réunion du 4 avril 2017", "Sauf indication contraire, les séances se tiennent salle Courbet, à Dole."], "salle Courbet, à Dole"),
        (["Réunion du 4 avril 2017 en visioconférence"], "visioconférence"),
        (["Réunion du 4 avril 2017, 10h – 12h, en ligne"], "en ligne"),
        (["Meeting of 4 April 2017 by video link"], "by video link"),
        (["Online meeting, 4 April 2017"], "Online"),
        (["Visioconférence du 4 avril 2017"], "Visioconférence"),
        (["Réunion du 4 avril 2017", "La réunion se tiendra en visioconférence de 10h à 12h."], "visioconférence"),
        (["Réunion du 4 avril 2017", "Lieu : en visioconférence"], "visioconférence"),
        (["Réunion du 4 avril 2017 à Paris et en visioconférence"], "Paris et en visioconférence"),
        (["4 avril 2017 : réunion du Collectif à Lyon"], "Lyon"),
        (["Réunion du 4 avril 2017 à 18H30 précises à la salle polyvalente"], "salle polyvalente"),
        (["Meeting held by videoconference on 4 April 2017"], "by videoconference"),
        (["Prochaine réunion : visioconférence, 4 avril 2017, 14h"], "visioconférence"),
        (["Meeting of 4 April 2017", "We meet at the Quaker Meeting House, Lens."], "Quaker Meeting House, Lens"),
        (["Meeting of 4 April 2017, Conference Room 3"], "Conference Room 3"),
        (["Réunion du 4 avril 2017", "Lieu de rendez-vous : devant la mairie"], "devant la mairie"),
        (["Séminaire du 4 au 5 avril 2017", "Au lycée agricole de Florac."], "lycée agricole de Florac"),
        (["Réunion du 4 avril 2017", "Inscription par Zoom avant le 2 avril 2017."], None),
        (["4 avril 2017 : réunion sur le logement à bas prix"], None),
        (["Prochaine réunion", "Mardi 4 avril 2017 à 10h", "Lens"], "Lens"),
        (["Prochaine réunion", "Mardi 4 avril 2017 à 10h", "La Rochelle"], "La Rochelle"),
        (["Prochaine réunion", "Mardi 4 avril 2017 à 10h", "Claire Dupont"], None),
        (["Prochaine réunion", "Mardi 4 avril 2017 à 10h", "Renseignements : Claire"], None),
        (["Prochaine réunion", "Mardi 4 avril 2017 à 10h", "Le Collectif"], None),
        (["Réunion du 4 avril 2017", "Lieu : sera communiqué ultérieurement"], None),
        (["Réunion du 4 avril 2017", "Le compte rendu est en ligne."], None),
        (["Réunion du 4 avril 2017", "Inscription en ligne obligatoire."], None),
        (["Réunion du 4 avril 2017", "Le bureau du Collectif"], None),
        (["Réunion du 4 avril 2017", "Ordre du jour", "Maison des femmes de Saint-Denis", "Divers"], None),
        (["Réunion du 4 avril 2017", "Le centre d’hébergement compte 24 places."], None),
        (["Réunion du 4 avril 2017", "Place aux jeunes !"], None),
        (["Réunion du 4 avril 2017", "Espace de parole pour les victimes."], None),
        (["Meeting of 4 April 2017", "Room for improvement"], None),
        (["Meeting of 4 April 2017", "The court in Strasbourg ruled on 4 May 2017."], None),
        (["Réunion du 4 avril 2017", "Salle des fêtes"], "Salle des fêtes"),
        (["Séminaire, 4 avril 2017, Vals-les-Bains"], "Vals-les-Bains"),
        (["Meeting of 4 April 2017", "The meeting takes place at Leeds Town Hall instead of the library."],
         "Leeds Town Hall"),
        (["Meeting of 4 April 2017", "In the usual room. Bring a pen."], None),
        (["Réunion du 4 avril 2017", "Dans la salle habituelle."], None),
        (["Réunion sur le logement à bas prix du 4 avril 2017"], None),
    ],
)  # fmt: skip
def test_a_place_is_found_where_it_stands(printed: list[str], place: str | None) -> None:
    assert {day.place for day in read_meeting_days(printed[0], printed[1:])} == {place}


def _in_words(day: date, code: str, weekday: bool) -> str:
    language = ENGLISH if code == "en" else FRENCH
    name = f"{language.weekdays[day.weekday()]} " if weekday else ""
    return f"{name}{day.day} {language.months[day.month - 1][0]} {day.year}"


def _clock(minutes: int, style: str) -> str:
    hour, minute = divmod(minutes, 60)
    if style == "am/pm":
        return f"{hour % 12 or 12}:{minute:02} {'pm' if hour >= 12 else 'am'}"
    return f"{hour}h{minute:02}" if style == "h" else f"{hour:02}:{minute:02}"


STYLES = st.sampled_from([("fr", "h"), ("fr", ":"), ("en", ":"), ("en", "am/pm")])
PLACES = st.sampled_from(["Dole", "12 rue Haute, Lens", "Maison du Peuple, Lille"])


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(6 * 60, 20 * 60),
    st.integers(15, 210),
    STYLES,
    st.booleans(),
    PLACES,
    st.sampled_from([" – ", "-", " to "]),
)
def test_an_occurrence_printed_in_any_style_is_read_back(
    day: date, start: int, length: int, style: tuple[str, str], weekday: bool, place: str, to: str
) -> None:
    code, clock = style
    until = {"fr": " à ", "en": " to "}[code] if to == " to " else to
    printed_day = _in_words(day, code, weekday)
    begins, ends = _clock(start, clock), _clock(start + length, clock)
    at = {"fr": "à", "en": "in"}[code]
    meeting = {"fr": "Réunion", "en": "Meeting"}[code]
    expected = [
        (day.isoformat(), _clock(start, ":"), _clock(start + length, ":"), place),
    ]
    assert held(f"{meeting} : {printed_day}, {begins}{until}{ends}, {at} {place}") == expected
    twice = f"{printed_day}, {begins} - {printed_day}, {ends}"
    assert held(f"{meeting} : {twice}, {at} {place}") == expected
    label = {"fr": "Lieu", "en": "Where"}[code]
    assert (
        held(f"{meeting} {printed_day}", f"{begins}{until}{ends}", f"{label} : {place}") == expected
    )


@settings(deadline=None, max_examples=100)
@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 1)),
    st.integers(1, 9),
    st.integers(0, 23 * 60),
    st.integers(0, 23 * 60),
    STYLES,
    st.booleans(),
)
def test_a_span_over_days_starts_on_the_first_and_ends_on_the_last(
    first: date, days: int, start: int, end: int, style: tuple[str, str], weekday: bool
) -> None:
    code, clock = style
    last = first + timedelta(days)
    one, other = (_in_words(day, code, weekday) for day in (first, last))
    words = {"fr": "Séminaire du {} à {} au {} à {}", "en": "Seminar from {} at {} to {} at {}"}
    read = held(words[code].format(one, _clock(start, clock), other, _clock(end, clock)))
    assert [row[0] for row in read] == [(first + timedelta(n)).isoformat() for n in range(days + 1)]
    assert read[0][1:3] == (_clock(start, ":"), None)
    assert read[-1][1:3] == (None, _clock(end, ":"))
    assert {row[1:3] for row in read[1:-1]} <= {(None, None)}
