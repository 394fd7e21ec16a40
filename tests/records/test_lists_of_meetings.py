"""Lists in which each meeting has a line, and what is said once for all of them."""

from __future__ import annotations

import pytest

from tests.records.announced import OFF, Case, Row, filled, rows

P = "2017-03-10"
ONE, TWO, THREE = "2017-04-04", "2017-05-02", "2017-06-06"

ENTRIES: list[Case] = [
    (["Nos soirées", "- 4 avril : écriture de lettres", "- 2 mai : projection"], [(ONE,), (TWO,)], P),
    (["Cycle", "Mardi 4 avril : Migrations et droits, avec M. Durand", "Mardi 2 mai : Ciné-débat"],
     [(ONE,), (TWO,)], P),
    (["Evenings", "4 April – letter writing", "2 May – speaker from the council", "6 June – film"],
     [(ONE,), (TWO,), (THREE,)], P),
    (["Cycle", "Toujours à 20h30, salle paroissiale (derrière l’église).", "Mardi 4 avril : les droits",
      "Mardi 2 mai : ciné-débat"],
     [(ONE, "20:30", None, "salle paroissiale"), (TWO, "20:30", None, "salle paroissiale")], P),
    (["Autumn", "We meet at 7.45 pm at St Luke’s Church Hall, unless stated otherwise.",
      "4 April: letter writing", "2 May: speaker", "6 June (at 8 pm): film"],
     [(ONE, "19:45", None, "St Luke’s Church Hall"), (TWO, "19:45", None, "St Luke’s Church Hall"),
      (THREE, "20:00", None, "St Luke’s Church Hall")], P),
    (["Formation", "Deux sessions, de 9h15 à 16h45 :",
      "Mardi 4 avril 2017 – Paris, locaux du Secours Catholique",
      "Mardi 2 mai 2017 – Nantes, Maison des syndicats"],
     [(ONE, "09:15", "16:45", "Paris, locaux du Secours Catholique"),
      (TWO, "09:15", "16:45", "Nantes, Maison des syndicats")], None),
    # What only looks like a list of meetings.
    (["Réunion du 4 avril", "12 mai 1998 : fondation", "3 juin 2002 : premier congrès"], [(ONE,)], P),
    (["Prochaine réunion le 4 avril 2017", "Rappel des dates :", "avant le 2 mai : inscription",
      "avant le 6 juin : règlement"], [(ONE,)], P),
    (["Nos soirées", "Prochaine réunion le 4 avril à 18h.", "12 mai 1998 : fondation",
      "3 juin 2002 : premier congrès"], [(ONE, "18:00")], P),
    (["Nos soirées", "Prochaine réunion le 4 avril à 18h.", "2 mai : date limite d’inscription",
      "6 juin : date limite de paiement"], [(ONE, "18:00")], P),
    (["Réunion du 4 avril", "2 mai : une loi est votée."], [(ONE,)], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), ENTRIES)
def test_lines_that_open_with_a_day_are_a_list_of_meetings(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


FOR_ALL: list[Case] = [
    (["Trois ateliers", "Atelier 1 : 4 avril, 18h-20h, médiathèque Vian", "Atelier 2 : 2 mai, 18h-20h, même lieu",
      "Atelier 3 : 6 juin, 18h-20h, à distance"],
     [(ONE, "18:00", "20:00", "médiathèque Vian"), (TWO, "18:00", "20:00", "médiathèque Vian"),
      (THREE, "18:00", "20:00", "à distance")], P),
    (["Dates", "- 4 April, 6pm, Town Hall", "- 2 May, 6pm, same venue", "- 6 June, 6pm, same place"],
     [(ONE, "18:00", None, "Town Hall"), (TWO, "18:00", None, "Town Hall"), (THREE, "18:00", None, "Town Hall")], P),
    (["Dates", "- 4 avril, 18h, mairie", "- 2 mai, 18h, au même endroit"],
     [(ONE, "18:00", None, "mairie"), (TWO, "18:00", None, "mairie")], P),
    (["Prochaines rencontres", "- 4 avril 2017, 17 h 30", "- 2 mai, 17 h",
      "Les rencontres se déroulent à l’espace Louise-Michel, 36 rue Haute."],
     [(ONE, "17:30", None, "espace Louise-Michel, 36 rue Haute"),
      (TWO, "17:00", None, "espace Louise-Michel, 36 rue Haute")], P),
    (["Plénière des 4 et 5 avril 2017", "Mardi 4 avril : 13h30 – 18h", "Mercredi 5 avril : 9h – 12h",
      "FIAP Jean Monnet – 30 rue Cabanis – 75014 Paris"],
     [(ONE, "13:30", "18:00", "FIAP Jean Monnet – 30 rue Cabanis – 75014 Paris"),
      ("2017-04-05", "09:00", "12:00", "FIAP Jean Monnet – 30 rue Cabanis – 75014 Paris")], None),
    (["Réunions", "- 4 avril, 18h", "- 2 mai, 18h", "Salle Courbet, 3 rue Haute"],
     [(ONE, "18:00", None, "Salle Courbet, 3 rue Haute"), (TWO, "18:00", None, "Salle Courbet, 3 rue Haute")], P),
    # Below each day, its own.
    (["Réunions", "- 4 avril, 18h", "Salle Courbet", "- 2 mai, 18h", "Salle Vian"],
     [(ONE, "18:00", None, "Salle Courbet"), (TWO, "18:00", None, "Salle Vian")], P),
    (["Réunions", "- 4 avril, 18h, mairie", "- 2 mai, 18h", "Salle Courbet"],
     [(ONE, "18:00", None, "mairie"), (TWO, "18:00", None, "Salle Courbet")], P),
    (["Réunions", "- 4 avril : annulée", "- 2 mai, 18h", "Salle Courbet"],
     [(ONE, None, None, None, OFF), (TWO, "18:00", None, "Salle Courbet")], P),
    # The same place as none.
    (["Réunions", "- 4 avril, 18h", "- 2 mai, 18h, même lieu"], [(ONE, "18:00"), (TWO, "18:00")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), FOR_ALL)
def test_a_place_told_once_is_that_of_all_and_one_told_of_a_day_is_its_own(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


UNDER_MONTH: list[Case] = [
    (["Rendez-vous de juin", "- mardi 6 : bureau, 18h, salle Courbet", "- jeudi 15 : conseil, 20h, salle Vian"],
     [(THREE, "18:00", None, "salle Courbet"), ("2017-06-15", "20:00", None, "salle Vian")], P),
    (["Agenda juin 2017", "mardi 6, 18h : bureau", "samedi 17 : vide-grenier, place du Marché"],
     [(THREE, "18:00"), ("2017-06-17", None, None, "place du Marché")], None),
    (["Meetings in June", "Tuesday 6th: committee, 6pm, Town Hall", "Thursday 15th: council, 8pm"],
     [(THREE, "18:00", None, "Town Hall"), ("2017-06-15", "20:00")], P),
    (["Dates de juin 2017", "Jeudi 1er : bureau, 18h"], [("2017-06-01", "18:00")], None),
    # Neither weekday nor number alone, and not under two months.
    (["Réunions de juin", "12 : c’est le nombre de présents", "Prochaine réunion le 6 juin à 18h"],
     [(THREE, "18:00")], P),
    (["Réunions de mai et juin", "mardi 2 mai : bureau, 18h"], [(TWO, "18:00")], P),
    (["Réunion de juin", "mardi 6 juin : bureau, 18h"], [(THREE, "18:00")], P),
    (["Réunion du 6 juin", "Mardi 6 à 18h"], [(THREE, "18:00")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), UNDER_MONTH)
def test_days_without_a_month_are_of_the_month_above_them(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


PROGRAMMES: list[Case] = [
    (["Réunion du 4 avril", "17h : rassemblement place de la République", "19h : débat à la Bourse du travail, 3 rue Haute"],
     [(ONE, "17:00", None, "place de la République"), (ONE, "19:00", None, "Bourse du travail, 3 rue Haute")], P),
    (["Action day, 4 April", "2pm: vigil outside City Hall", "6pm: talk at the Friends Meeting House, Mount Street"],
     [(ONE, "14:00", None, "City Hall"), (ONE, "18:00", None, "Friends Meeting House, Mount Street")], P),
    (["Réunion du 4 avril", "10h30 défilé. 15h assemblée."], [(ONE, "10:30")], P),
    (["Réunion du 4 avril", "15h : table ronde", "17h : débat"], [(ONE, "15:00")], P),
    (["Réunion du 4 avril", "15h : table ronde", "17h : débat", "18h : fin"], [(ONE, "15:00", "18:00")], P),
    # One place is that of all; where one comes from is none.
    (["Réunion du 4 avril", "15h : table ronde, salle Courbet", "17h : débat"], [(ONE, "15:00", None, "salle Courbet")], P),
    (["Réunion du 4 avril", "8h : départ du car, place de la Mairie", "10h : réunion à la Bourse du travail"],
     [(ONE, "10:00", None, "Bourse du travail")], P),
    (["Réunion du 4 avril, 18h, salle Courbet", "18h : accueil", "20h : verre au bar de la Gare"],
     [(ONE, "18:00", None, "salle Courbet")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), PROGRAMMES)
def test_entries_of_a_programme_at_two_places_are_two_sessions(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)
