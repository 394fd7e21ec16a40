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
    (["Diary", "April", "Tue 4 – committee, 7pm, The Old School", "May", "Tue 2 – committee, 7pm, The Old School"],
     [(ONE, "19:00", None, "The Old School"), (TWO, "19:00", None, "The Old School")], P),
    (["Les rendez-vous", "Le mardi 4 : forum (10h-18h, parc des Sports).", "Le mercredi 5 : débat (19h, salle Carmagnole)."],
     [(ONE, "10:00", "18:00", "parc des Sports"), ("2017-04-05", "19:00", None, "salle Carmagnole")], P),
    # An everyday word is no month.
    (["Meetings you may join", "- Tuesday 6: office, 6pm", "- Thursday 8: office, 6pm"],
     [(THREE, "18:00"), ("2017-06-08", "18:00")], "2017-06-01"),
    (["A march for peace: the programme", "- Tuesday 6: office, 6pm", "- Thursday 8: office, 6pm"],
     [(THREE, "18:00"), ("2017-06-08", "18:00")], "2017-06-01"),
    # Neither the weekday of another month, nor without a day of publication.
    (["Les rendez-vous", "Le lundi 4 : forum (10h-18h).", "Prochaine réunion le 6 juin à 18h"], [(THREE, "18:00")], P),
    (["Les rendez-vous", "Le mardi 4 : forum (10h-18h).", "Prochaine réunion le 6 juin 2017 à 18h"], [(THREE, "18:00")], None),
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


NUMBERED: list[Case] = [
    (["Formation", "Module 1 – mardi 4 avril 2017", "9h30-12h30 / 13h30-16h30", "Module 2 – mardi 2 mai 2017", "9h-13h"],
     [(ONE, "09:30", "12:30"), (ONE, "13:30", "16:30"), (TWO, "09:00", "13:00")], None),
    (["Formation", "Jour 1 | mardi 4 avril 2017 | 9h-17h | Dijon, IRTESS", "Jour 2 | mardi 2 mai 2017 | 9h-17h | à distance"],
     [(ONE, "09:00", "17:00", "Dijon, IRTESS"), (TWO, "09:00", "17:00", "à distance")], None),
    (["Workshops", "Workshop 1 – Tuesday 4 April 2017", "10am-1pm", "Workshop 2 – Tuesday 2 May 2017", "2pm-5pm"],
     [(ONE, "10:00", "13:00"), (TWO, "14:00", "17:00")], None),
    (["Atelier 2 – mardi 4 avril 2017, 18h"], [(ONE, "18:00")], None),
    (["Séance 3 : mardi 4 avril 2017, 18h"], [(ONE, "18:00")], None),
    (["Atelier 4 avril 2017"], [(ONE,)], None),
    (["Rencontre 4 avril 2017, 18h"], [(ONE, "18:00")], None),
    (["Committee", "Dates agreed for 2017: 4 April (Leeds), 2 May (London), 6 June (by video link). All start at 11am."],
     [(ONE, "11:00", None, "Leeds"), (TWO, "11:00", None, "London"), (THREE, "11:00", None, "by video link")], None),
    # A range stays one.
    (["Séminaire du 3 – mercredi 5 avril 2017"], [("2017-04-03",), (ONE,), ("2017-04-05",)], None),
    (["Séminaire, lundi 3 – mercredi 5 avril 2017"], [("2017-04-03",), (ONE,), ("2017-04-05",)], None),
    (["Séminaire, 3 – 5 avril 2017"], [("2017-04-03",), (ONE,), ("2017-04-05",)], None),
]  # fmt: skip

HEADS: list[Case] = [
    (["Cette semaine", "Mardi 4 avril", "Chorale des grévistes, de 18h à 20h au local associatif La Grève, 19 bis boulevard Victor-Hugo.",
      "Mercredi 5 avril", "Discussion autour du mouvement. Ce sera au local associatif Courbet, à partir de 18h30."],
     [(ONE, "18:00", "20:00", "local associatif La Grève, 19 bis boulevard Victor-Hugo"),
      ("2017-04-05", "18:30", None, "local associatif Courbet")], P),
    (["Les mardis", "Un mardi par mois, 18h30, 14 rue Haute :", "mardi 4 avril : l’accueil", "mardi 2 mai : les papiers"],
     [(ONE, "18:30", None, "14 rue Haute"), (TWO, "18:30", None, "14 rue Haute")], P),
    (["Talks", "4 April 2017, 7:30pm: the Spymaster", "2 May 2017, 7:30pm: Social, Hastings Room",
      "All talks are given at St Andrew’s Church Centre, unless noted."],
     [(ONE, "19:30", None, "St Andrew’s Church Centre"), (TWO, "19:30", None, "Hastings Room")], None),
    (["Dates des CA", "Les CA auront lieu aux dates suivantes, à 18h, au siège : 04/04/2017 et 02/05/2017."],
     [(ONE, "18:00", None, "siège"), (TWO, "18:00", None, "siège")], None),
    (["Points info", "4 avril, 12h15 – 13h15, sur Teams ; 2 mai, même horaire, en salle du conseil si la situation le permet."],
     [(ONE, "12:15", "13:15", "Teams"), (TWO, "12:15", "13:15", "salle du conseil")], P),
    (["4 avril", "10h30 balade depuis la gare de Clisson, 14h débat à la Maison du temps libre."],
     [(ONE, "10:30", None, "gare de Clisson"), (ONE, "14:00", None, "Maison du temps libre")], P),
    (["Colloque du 4 avril 2017", "8h30 Accueil", "9h Ouverture par la présidente", "9h30-11h Table ronde 1",
      "11h15-12h45 Table ronde 2", "12h45 Clôture"], [(ONE, "09:00", "12:45")], None),
    (["Webinar", "When: 4 April 2017, 3pm–4.30pm GMT (4pm–5.30pm CET)"], [(ONE, "15:00", "16:30", "Webinar")], None),
    (["Stage : 4, 5 et 6 avril", "Horaires : mardi 14h-18h ; mercredi 9h-18h ; jeudi 9h-12h."],
     [(ONE, "14:00", "18:00"), ("2017-04-05", "09:00", "18:00"), ("2017-04-06", "09:00", "12:00")], P),
    (["Networking day", "Tuesday 4 April 2017", "09:30 Registration", "10:00 Welcome", "13:00 Lunch", "16:00 Close"],
     [(ONE, "10:00", "16:00")], None),
    (["Networking day", "Tuesday 4 April 2017", "09:30 Welcome", "10:00 Talks", "16:00 Close"], [(ONE, "10:00", "16:00")], None),
    (["Rendez-vous du 4 avril 2017", "Nous commencerons à 14h30 pour finir vers 16h30."], [(ONE, "14:30", "16:30")], None),
    (["Formations", "« Repérer » : mardi 4 avril, Lyon", "« Orienter » : mardi 2 mai, Marseille"],
     [(ONE, None, None, "Lyon"), (TWO, None, None, "Marseille")], P),
    (["Réunion du 4 avril", "Ouverture des inscriptions : 2 mai", "Clôture : 6 juin"], [(ONE,)], P),
    (["Committee", "The committee meets on 4 April 2017 at 7 o’clock in the evening."], [(ONE, "19:00")], None),
    (["Training", "Two online sessions on Zoom: Tuesday 4 April, 6–8pm and Tuesday 2 May, 6–8pm."],
     [(ONE, "18:00", "20:00", "Zoom"), (TWO, "18:00", "20:00", "Zoom")], P),
    (["AG du 4 avril 2017", "Accueil à partir de 9h30. Assemblée générale de 10h à 12h30. Ateliers de 14h à 16h."],
     [(ONE, "10:00", "12:30"), (ONE, "14:00", "16:00")], None),
    (["Séminaire", "Mardi 4 avril 2017 (9h-17h) et mercredi 5 avril 2017 (9h-16h), Centre Sèvres, 35 rue Haute."],
     [(ONE, "09:00", "17:00", "Centre Sèvres, 35 rue Haute"), ("2017-04-05", "09:00", "16:00", "Centre Sèvres, 35 rue Haute")], None),
    (["Réunions", "Mardi 4 avril 2017 à Lens, mercredi 5 avril 2017 à Lille."],
     [(ONE, None, None, "Lens"), ("2017-04-05", None, None, "Lille")], None),
    (["AGM", "Date: 4 April 2017", "Time: AGM at 7 pm, followed by a talk at 7.45 pm"], [(ONE, "19:00")], None),
    (["Forum, 4 April 2017", "Registration and buffet from 6.15 pm; the programme starts at 7.00 pm and closes at 9.00 pm."],
     [(ONE, "19:00", "21:00")], None),
    (["Séance du 4 avril 2017", "La séance débutera à 17 h 30 (et non à 18 h 30) en raison de la conférence qui suivra à 20 h."],
     [(ONE, "17:30")], None),
    (["Bureau", "Mardi 4 avril 2017, 19h précises. On commence à l’heure, on finit à 21h !"], [(ONE, "19:00", "21:00")], None),
    (["4 avril 2017", "point presse à 11 h au siège de la LDH ; plénière de 14 h à 17 h dans la grande salle."],
     [(ONE, "11:00", None, "siège de la LDH"), (ONE, "14:00", "17:00", "grande salle")], None),
    (["Lecture", "Tuesday, 4 April 2017, 18.30, Lecture Theatre B, Waterfront Building."],
     [(ONE, "18:30", None, "Lecture Theatre B, Waterfront Building")], None),
    (["Dates", "8 Jan, 12 Feb, 12 Mar, 9 Apr 2019"], [("2019-01-08",), ("2019-02-12",), ("2019-03-12",), ("2019-04-09",)], None),
    (["Meeting", "It will be held on Tuesday, the 4th day of April 2017, at 19:00."], [(ONE, "19:00")], None),
    (["Réunion du mar. 4 avril 2017"], [(ONE,)], None),
    (["Réunion du 4 avril 2017", "10h-12h puis 14h-17h"], [(ONE, "10:00", "12:00"), (ONE, "14:00", "17:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), [*NUMBERED, *HEADS])
def test_what_heads_a_list_or_a_paragraph_is_no_part_of_its_days(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


OTHERS: list[Case] = [
    (["Préparation", "La fête aura lieu le 3 juin. Pour la préparer, réunion le mardi 4 avril à 20h30 à la mairie."],
     [(ONE, "20:30", None, "mairie")], P),
    (["Have your say", "Annual Parish Meeting, Tuesday April 4th at 7.30pm, Old School Hall.", "Dates for future meetings: 2 May 2017."],
     [(ONE, "19:30", None, "Old School Hall"), (TWO,)], P),
    (["No meeting in April", "There is no meeting in April. We meet again on Tuesday 2 May at 8pm in the Town Hall."],
     [(TWO, "20:00", None, "Town Hall")], P),
    (["Prochaine réunion", "Pas de réunion en avril. Reprise le mardi 2 mai à 18 h, toujours au 6 rue Haute."],
     [(TWO, "18:00", None, "6 rue Haute")], P),
    (["Fête de quartier", "La fête aura lieu le 4 avril 2017."], [(ONE,)], P),
    (["Dates", "La réunion du mardi 3 mars 2015 à 18h a été longue.", "Prochaine réunion le 4 avril 2017."], [(ONE,)], P),
    (["Pas de réunion le 4 avril", "Rien ce jour-là."], [(ONE, None, None, None, OFF)], P),
    (["Réunion publique", "L’association vous convie à une réunion publique au Foyer familial, le mardi 4 avril à 20h30."],
     [(ONE, "20:30", None, "Foyer familial")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), OTHERS)
def test_a_feast_and_a_month_without_meetings_are_none(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)
