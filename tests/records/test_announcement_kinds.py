"""Kinds of announcements that editors write, each beside what only looks like it."""

from __future__ import annotations

import pytest

from tests.records.announced import OFF, Case, Row, filled, rows

D, P = "2017-04-04", "2017-03-10"

TOWNS: list[Case] = [
    (["Réunion du 4 avril 2017 – Dijon – 14h"], [(D, "14:00", None, "Dijon")], None),
    (["Réunion du 4 avril – Dijon – 14h"], [(D, "14:00", None, "Dijon")], P),
    (["Réunion – 4 avril 2017 – 14h – Dijon"], [(D, "14:00", None, "Dijon")], None),
    (["Réunion – Dijon – 4 avril 2017 – 14h"], [(D, "14:00", None, "Dijon")], None),
    (["Dijon – 4 avril 2017 – 14h : réunion plénière"], [(D, "14:00", None, "Dijon")], None),
    (["Réunion plénière – 4 avril 2017 – Saint-Étienne – 14h-17h"],
     [(D, "14:00", "17:00", "Saint-Étienne")], None),
    (["4 avril 2017 | Le Mans | 14h"], [(D, "14:00", None, "Le Mans")], None),
    (["Meeting – 4 April 2017 – Leeds – 2pm"], [(D, "14:00", None, "Leeds")], None),
    (["Réunion du 4 avril 2017 – 14h – La Rochelle"], [(D, "14:00", None, "La Rochelle")], None),
    (["Réunion du 4 avril 2017 – Budget – 14h"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – Bilan – 14h"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – Logement – 14h"], [(D, "14:00")], None),
    (["Réunion du Collectif – 4 avril 2017 – 14h"], [(D, "14:00")], None),
    (["Réunion – Collectif Logement – 4 avril 2017 – 14h"], [(D, "14:00")], None),
    (["Meeting – Housing – 4 April 2017 – 2pm"], [(D, "14:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), TOWNS)
def test_a_bare_town_between_signs_is_a_place_and_a_subject_is_none(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


CAPITALS: list[Case] = [
    (["Réunion le 4 avril 2017 à DIJON"], [(D, None, None, "DIJON")], None),
    (["Réunion le 4 avril 2017 à 14h à DIJON"], [(D, "14:00", None, "DIJON")], None),
    (["RÉUNION LE 4 AVRIL 2017 À DIJON"], [(D, None, None, "DIJON")], None),
    (["RÉUNION DU 4 AVRIL 2017 – 14H – SALLE COURBET"], [(D, "14:00", None, "SALLE COURBET")], None),
    (["Réunion du 4 avril 2017, 14h, DIJON"], [(D, "14:00", None, "DIJON")], None),
    (["Réunion du 4 avril 2017 – LE MANS"], [(D, None, None, "LE MANS")], None),
    (["Réunion du 4 avril 2017, CADE"], [(D,)], None),
    (["Réunion du 4 avril 2017 – CNDH"], [(D,)], None),
    (["Réunion du 4 avril 2017 avec l’ARS"], [(D,)], None),
    (["Meeting in LEEDS, 4 April 2017, 2pm"], [(D, "14:00", None, "LEEDS")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), CAPITALS)
def test_a_town_in_capitals_is_a_place_and_an_acronym_is_none(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


LABELS: list[Case] = [
    (["Réunion du 4 avril 2017", "Salle : Courbet"], [(D, None, None, "Salle Courbet")], None),
    (["Réunion du 4 avril 2017", "Salle : salle du conseil"], [(D, None, None, "salle du conseil")], None),
    (["Réunion du 4 avril 2017", "Lieu de rendez-vous : mairie de Dole"],
     [(D, None, None, "mairie de Dole")], None),
    (["Réunion du 4 avril 2017", "Lieu : Dole", "Salle : Courbet"],
     [(D, None, None, "Dole, Salle Courbet")], None),
    (["Réunion du 4 avril 2017", "Point de rendez-vous : gare de Dole"],
     [(D, None, None, "gare de Dole")], None),
    (["Réunion du 4 avril 2017", "RDV : 14h devant la gare de Dole"],
     [(D, "14:00", None, "devant la gare de Dole")], None),
    (["Réunion du 4 avril 2017", "Lieu de la réunion : mairie de Dole"],
     [(D, None, None, "mairie de Dole")], None),
    (["Réunion du 4 avril 2017", "Ville : Dole"], [(D, None, None, "Dole")], None),
    (["Meeting of 4 April 2017", "Room: 3"], [(D, None, None, "Room 3")], None),
    (["Meeting of 4 April 2017", "Meeting point: Leeds station"], [(D, None, None, "Leeds station")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), LABELS)
def test_fields_tell_the_place_together(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


BOTH: list[Case] = [
    (["Réunion du 4 avril 2017, Paris ou en visio"], [(D, None, None, "Paris ou en visio")], None),
    (["Réunion du 4 avril 2017 à 14h, à Paris et en visio"],
     [(D, "14:00", None, "Paris et en visio")], None),
    (["Réunion du 4 avril 2017", "Lieu : Maison du Peuple, Lens, ou en visioconférence"],
     [(D, None, None, "Maison du Peuple, Lens, ou en visioconférence")], None),
    (["Réunion du 4 avril 2017, en présentiel à Paris ou à distance"],
     [(D, None, None, "Paris ou à distance")], None),
    (["Meeting of 4 April 2017 in Leeds and online"], [(D, None, None, "Leeds and online")], None),
    (["Meeting of 4 April 2017, Leeds or Zoom"], [(D, None, None, "Leeds or Zoom")], None),
    (["Réunion du 4 avril 2017 – Paris / visio"], [(D, None, None, "Paris / visio")], None),
    (["Réunion du 4 avril 2017 à Paris (ou en visio)"], [(D, None, None, "Paris (ou en visio)")], None),
    (["Réunion du 4 avril 2017, visio ou Paris"], [(D, None, None, "visio ou Paris")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), BOTH)
def test_a_meeting_may_be_in_a_room_and_online(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


REMARKS: list[Case] = [
    (["Réunion du 4 avril 2017, 14h, Maison du Peuple, Lens – entrée libre"],
     [(D, "14:00", None, "Maison du Peuple, Lens")], None),
    (["Réunion du 4 avril 2017, 14h, Maison du Peuple, Lens, entrée libre"],
     [(D, "14:00", None, "Maison du Peuple, Lens")], None),
    (["Réunion du 4 avril 2017 à Lens (entrée libre)"], [(D, None, None, "Lens")], None),
    (["Réunion du 4 avril 2017 à Lens (sur inscription)"], [(D, None, None, "Lens")], None),
    (["Réunion du 4 avril 2017 à Lens, sur inscription"], [(D, None, None, "Lens")], None),
    (["Réunion du 4 avril 2017 à Lens sur inscription"], [(D, None, None, "Lens")], None),
    (["Réunion du 4 avril 2017", "Lieu : Maison du Peuple, Lens – entrée libre"],
     [(D, None, None, "Maison du Peuple, Lens")], None),
    (["Réunion du 4 avril 2017", "Lieu : Maison du Peuple, Lens (entrée libre et gratuite)"],
     [(D, None, None, "Maison du Peuple, Lens")], None),
    (["Réunion du 4 avril 2017", "Lieu : Maison du Peuple, Lens. Entrée libre."],
     [(D, None, None, "Maison du Peuple, Lens")], None),
    (["Réunion du 4 avril 2017", "Lieu : Maison du Peuple, Lens ; inscription obligatoire"],
     [(D, None, None, "Maison du Peuple, Lens")], None),
    (["Meeting of 4 April 2017 at Leeds Town Hall – free entry"],
     [(D, None, None, "Leeds Town Hall")], None),
    (["Meeting of 4 April 2017 at Leeds Town Hall, all welcome"],
     [(D, None, None, "Leeds Town Hall")], None),
    (["Meeting of 4 April 2017", "Venue: Leeds Town Hall (booking required)"],
     [(D, None, None, "Leeds Town Hall")], None),
    (["Réunion du 4 avril 2017", "Lieu : salle de l’Entrée libre, Lens"],
     [(D, None, None, "salle de l’Entrée libre, Lens")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), REMARKS)
def test_what_is_said_behind_a_place_is_no_part_of_it(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


ONLINE: list[Case] = [
    (["Réunion du 4 avril 2017 sur Teams"], [(D, None, None, "Teams")], None),
    (["Réunion du 4 avril 2017 à 14h sur Zoom"], [(D, "14:00", None, "Zoom")], None),
    (["Réunion du 4 avril 2017 (Zoom)"], [(D, None, None, "Zoom")], None),
    (["Réunion du 4 avril 2017", "Lieu : Jitsi"], [(D, None, None, "Jitsi")], None),
    (["Réunion du 4 avril 2017", "Elle se tiendra sur BigBlueButton de 14h à 16h."],
     [(D, "14:00", "16:00", "BigBlueButton")], None),
    (["Réunion du 4 avril 2017 – Jitsi – 14h"], [(D, "14:00", None, "Jitsi")], None),
    (["Meeting of 4 April 2017 on Microsoft Teams"], [(D, None, None, "Microsoft Teams")], None),
    (["Réunion du 4 avril 2017 en visio (Teams)"], [(D, None, None, "visio (Teams)")], None),
    (["Réunion du 4 avril 2017 via Google Meet"], [(D, None, None, "Google Meet")], None),
    (["Webinaire du 4 avril 2017, 14h"], [(D, "14:00", None, "Webinaire")], None),
    (["Réunion du 4 avril 2017 : zoom sur le logement"], [(D,)], None),
    (["Meeting of 4 April 2017", "Our teams will present their work."], [(D,)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), ONLINE)
def test_an_online_meeting_is_where_it_is_joined(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


ARRIVALS: list[Case] = [
    (["Réunion du 4 avril 2017 à Lyon", "Départ du car à 8h."], [(D, None, None, "Lyon")], None),
    (["Réunion du 4 avril 2017 à Lyon à 14h", "Train : départ à 8h, retour à 19h."],
     [(D, "14:00", None, "Lyon")], None),
    (["Réunion du 4 avril 2017", "Accueil des participants dès 9h"], [(D,)], None),
    (["Réunion du 4 avril 2017", "Accueil des participants dès 9h, début de la réunion à 9h30."],
     [(D, "09:30")], None),
    (["Réunion du 4 avril 2017 à 9h30", "Accueil des participants dès 9h"], [(D, "09:30")], None),
    (["Réunion du 4 avril 2017", "Accueil café à 9h. Début de la réunion à 9h30. Fin à 12h30."],
     [(D, "09:30", "12:30")], None),
    (["Réunion du 4 avril 2017 : accueil à 9h, début à 9h30, fin à 17h"], [(D, "09:30", "17:00")], None),
    (["Réunion du 4 avril 2017, 9h30 – 17h (accueil à partir de 9h)"], [(D, "09:30", "17:00")], None),
    (["Meeting of 4 April 2017", "Doors open at 1.30pm, the meeting starts at 2pm."], [(D, "14:00")], None),
    (["Meeting of 4 April 2017", "Doors 1.30pm"], [(D,)], None),
    (["Meeting of 4 April 2017 at 2pm", "Registration from 1.30pm"], [(D, "14:00")], None),
    (["Meeting of 4 April 2017 at 2pm", "The coach leaves at 8am."], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017", "Le train de 8h12 arrive à 10h04 ; la réunion commence à 10h30."],
     [(D, "10:30")], None),
    (["Réunion du 4 avril 2017", "Départ en car à 8h de la gare. Réunion à 10h, mairie de Dole."],
     [(D, "10:00", None, "mairie de Dole")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), ARRIVALS)
def test_when_one_comes_or_goes_is_not_when_the_meeting_begins(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


FIGURES: list[Case] = [
    (["Réunion du 18/01"], [("2018-01-18",)], "2017-12-20"),
    (["Réunion du jeudi 18/01 à 14h"], [("2018-01-18", "14:00")], "2017-12-20"),
    (["Réunion du vendredi 18/01 à 14h"], [(None, "14:00")], "2017-12-20"),
    (["Réunions les 18/01 et 15/02"], [("2018-01-18",), ("2018-02-15",)], "2017-12-20"),
    (["Réunion", "Date : 18/01, 14h-16h"], [("2018-01-18", "14:00", "16:00")], "2017-12-20"),
    (["Réunions : 18/01, 15/02, 15/03"], [("2018-01-18",), ("2018-02-15",), ("2018-03-15",)], "2017-12-20"),
    (["Réunion du 18 au 20/01"], [("2018-01-18",), ("2018-01-19",), ("2018-01-20",)], "2017-12-20"),
    (["Réunions les 18 et 19/01/2018"], [("2018-01-18",), ("2018-01-19",)], None),
    (["Réunion du 18/01"], [(None,)], None),
    (["Réunion du 4 avril 2017, salle 12/04"], [(D, None, None, "salle 12/04")], None),
    (["Réunion du 4 avril 2017", "Ouvert 7j/7, 24h/24, 3/4 des membres présents."], [(D,)], None),
    (["Réunion du 4 avril 2017", "La résolution 12/04 sera votée."], [(D,)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), FIGURES)
def test_a_day_in_figures_may_lack_its_year(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


GIVEN_UP: list[Case] = [
    (["Meeting on 10 April 2017 (was 3 April)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Meeting: 10 April 2017 (was 3 April 2017)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Réunion le 10 avril 2017 (initialement prévue le 3 avril 2017)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Réunion le 10 avril 2017 à 14h à Dole (initialement prévue le 3)"],
     [("2017-04-10", "14:00", None, "Dole")], None),
    (["Réunion du 10 avril 2017 (et non du 3 avril)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Réunion du 10 avril 2017 (prévue initialement le 3 avril 2017)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Réunion du 10 avril 2017 (au lieu du 3 avril 2017)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
    (["Réunion du 10 avril 2017 (date initiale : 3 avril 2017)"],
     [("2017-04-10",), ("2017-04-03", None, None, None, OFF)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), GIVEN_UP)
def test_the_day_given_up_is_off_beside_the_new_one(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


HEADS: list[Case] = [
    (["REPORT – Réunion du 3 avril 2017"], [("2017-04-03", None, None, None, OFF)], None),
    (["REPORTÉ : réunion du 3 avril 2017"], [("2017-04-03", None, None, None, OFF)], None),
    (["REPORT : réunion du 3 avril 2017 au 10 avril 2017"],
     [("2017-04-03", None, None, None, OFF), ("2017-04-10",)], None),
    (["REPORT – La réunion du 3 avril aura lieu le 10 avril 2017"],
     [("2017-04-03", None, None, None, OFF), ("2017-04-10",)], None),
    (["Reporté : réunion du 3 avril 2017", "Nouvelle date : 10 avril 2017"],
     [("2017-04-03", None, None, None, OFF), ("2017-04-10",)], None),
    (["[REPORT] Réunion du 3 avril 2017"], [("2017-04-03", None, None, None, OFF)], None),
    (["REPORT AU 10 AVRIL 2017 – Réunion plénière"], [("2017-04-10",)], None),
    (["Réunion du 3 avril 2017 – REPORTÉE"], [("2017-04-03", None, None, None, OFF)], None),
    (["Réunion du 3 avril 2017 – ANNULÉ"], [("2017-04-03", None, None, None, OFF)], None),
    (["Report – Meeting of 3 April 2017"], [("2017-04-03",)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), HEADS)
def test_a_word_of_putting_off_at_the_head_calls_off(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


MONTHS: list[Case] = [
    (["Prochaine réunion en octobre"], [("2022-10",)], "2022-09-12"),
    (["Prochaine réunion : octobre"], [("2022-10",)], "2022-09-12"),
    (["Next meeting: October"], [("2022-10",)], "2022-09-12"),
    (["Réunion de janvier"], [("2023-01",)], "2022-09-12"),
    (["Prochaine réunion mi-octobre"], [("2022-10",)], "2022-09-12"),
    (["Prochaine réunion en septembre"], [("2022-09",)], "2022-09-12"),
    (["Prochaine réunion en mai"], [(None,)], "2022-09-12"),
    (["Prochaine réunion en août"], [(None,)], "2022-09-12"),
    (["Prochaine réunion en octobre"], [(None,)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), MONTHS)
def test_a_month_alone_is_the_next_one_within_six(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


NOTHING: list[Case] = [
    (["Réunion du 4 avril 2017 – Plaidoyer et communication"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Groupe Nord"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Compte rendu"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Ordre du jour"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Invitation"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Amnesty International"], [(D,)], None),
    (["Réunion du 4 avril 2017 : Violences faites aux femmes"], [(D,)], None),
    (["Réunion du 4 avril 2017 (Mineurs)"], [(D,)], None),
    (["Réunion du 4 avril 2017, Emmaüs"], [(D,)], None),
    (["Réunion du 4 avril 2017 – Traite des êtres humains"], [(D,)], None),
    (["Réunion du 4 avril 2017 avec Claire Dupont"], [(D,)], None),
    (["Réunion du 4 avril 2017", "Claire Dupont, présidente"], [(D,)], None),
    (["Réunion du 4 avril 2017", "Les travaux sur la rue et la place des enfants avancent."], [(D,)], None),
    (["Réunion du 4 avril 2017", "Une école pour tous, une maison pour chacun."], [(D,)], None),
    (["Réunion du 4 avril 2017", "À la suite de la réunion de mars à Lyon, un groupe est né."],
     [(D,)], None),
    (["Réunion du 4 avril 2017", "Notre adresse : 12 rue Haute, 75011 Paris."], [(D,)], None),
    (["Réunion du 4 avril 2017", "Le secrétariat, 12 rue Haute, 75011 Paris, répond de 9h à 12h."],
     [(D,)], None),
    (["Réunion du 4 avril 2017", "En 2016, 12/15 des membres étaient présents ; 3/4 ont voté."],
     [(D,)], None),
    (["Réunion du 4 avril 2017", "Article 12/04 du règlement."], [(D,)], None),
    (["Réunion du 4 avril 2017", "La réunion précédente s’était tenue à Lyon le 7 mars à 14h."],
     [(D,)], None),
    (["Meeting of 4 April 2017 – Housing Rights"], [(D,)], None),
    (["Meeting of 4 April 2017 – Update"], [(D,)], None),
    (["Meeting of 4 April 2017 – Action Plan"], [(D,)], None),
    (["Meeting of 4 April 2017, United Nations"], [(D,)], None),
    (["Meeting of 4 April 2017", "House rules apply. Court cases will be presented."], [(D,)], None),
    (["Meeting of 4 April 2017", "The report to the Home Office was sent on 3 March at 5pm."],
     [(D,)], None),
    (["Réunion du 4 avril 2017", "Bus 12 et 45, arrêt Mairie. Parking gratuit rue Haute."], [(D,)], None),
    (["Réunion du 4 avril 2017", "Le film passera à 20h au cinéma Utopia."], [(D,)], None),
    (["Réunion du 4 avril 2017, 10h", "Merci d’arriver à 9h45."], [(D, "10:00")], None),
    (["Réunion du 4 avril 2017, 10h", "Fin des inscriptions à 12h."], [(D, "10:00")], None),
    (["Réunion du 4 avril 2017, 10h – Paris, Budget"], [(D, "10:00", None, "Paris")], None),
    (["Réunion du 4 avril 2017, 10h, Paris, Marie Durand animera"], [(D, "10:00", None, "Paris")], None),
    (["Réunion du 4 avril 2017", "Secrétariat : 12 rue Haute"], [(D,)], None),
    (["Réunion du 4 avril 2017", "Le lien Zoom vous sera envoyé.", "Lieu : Mairie de Dole"],
     [(D, None, None, "Mairie de Dole")], None),
    (["Réunion du 4 avril 2017 – Dole", "Enregistrement sur Zoom disponible ensuite."],
     [(D, None, None, "Dole")], None),
    (["Réunion du 4 avril 2017 – 14h – ouverte à tous"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – 14h – Présence obligatoire"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – 14h – Mémoire et avenir"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – 14h – Samedi"], [(D, "14:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), NOTHING)
def test_what_only_looks_like_a_place_or_an_hour_is_none(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


SHOWS: list[Case] = [
    (["Film night", "Tuesday 4 April 2017, doors 6.30pm, film 7pm. Filmhouse, 88 Lothian Road"],
     [(D, "19:00", None, "Filmhouse, 88 Lothian Road")], None),
    (["Soirée", "Mardi 4 avril 2017, accueil 18h30, projection 19h"], [(D, "19:00")], None),
    (["Soirée", "Mardi 4 avril 2017, ouverture des portes 18h30, concert à 19h"], [(D, "19:00")], None),
    # Beside a meeting it is a time of its own; who only comes or goes begins nothing.
    (["Assemblée", "Mardi 4 avril 2017, assemblée à 18h, film à 20h"], [(D, "18:00")], None),
    (["Réunion", "Mardi 4 avril 2017, accueil 18h30, pot 20h"], [(D,)], None),
    (["Sortie", "Mardi 4 avril 2017, départ du car 8h30, retour 20h"], [(D,)], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), SHOWS)
def test_a_showing_begins_where_nothing_else_does(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


JOINED: list[Case] = [
    (["Webinaire « Accueillir la parole »", "Mardi 4 avril 2017 de 12h30 à 13h30", "Sur Teams – inscription obligatoire"],
     [(D, "12:30", "13:30", "Teams")], None),
    (["Réunion", "Mardi 4 avril 2017 à 14h", "Zoom (lien envoyé aux inscrits)"], [(D, "14:00", None, "Zoom")], None),
    # A house behind it is the place as well.
    (["Réunion", "Mardi 4 avril 2017 à 14h", "Zoom – 3 rue Haute"], [(D, "14:00", None, "Zoom – 3 rue Haute")], None),
    (["Réunion", "Mardi 4 avril 2017 à 14h", "Our teams – volunteers and staff"], [(D, "14:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), JOINED)
def test_what_is_told_of_how_to_join_stands_behind_the_place(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


BODIES: list[Case] = [
    (["Assemblée du 4 avril 2017, 10h", "Conférence des évêques de France, 58 avenue de Breteuil, 75007 Paris"],
     [(D, "10:00", None, "Conférence des évêques de France, 58 avenue de Breteuil, 75007 Paris")], None),
    (["Meeting on 4 April 2017, 10am", "Conference of European Churches, 174 rue Joseph II, Brussels"],
     [(D, "10:00", None, "Conference of European Churches, 174 rue Joseph II, Brussels")], None),
    (["Réunion du 4 avril 2017, 10h", "Conférence de presse, dossier et photos sur demande"], [(D, "10:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), BODIES)
def test_a_body_that_is_named_like_a_meeting_has_a_house(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


BARE: list[Case] = [
    (["Rencontre", "Mardi 4 avril 2017 à 19h, l’auteure présentera son livre à la librairie Millepages, 91 rue de Fontenay."],
     [(D, "19:00", None, "librairie Millepages, 91 rue de Fontenay")], None),
    (["Messe", "Mardi 4 avril 2017, à 18h30, messe à la cathédrale Notre-Dame de Créteil, suivie d’un échange."],
     [(D, "18:30", None, "cathédrale Notre-Dame de Créteil")], None),
    (["Réunion", "Mardi 4 avril 2017 à 9h30 (durée : 2h) à la Mission locale, 5 rue du Stade, Oyonnax"],
     [(D, "09:30", None, "Mission locale, 5 rue du Stade, Oyonnax")], None),
    (["Réunion", "Mardi 4 avril 2017 à 9h30 (salle 2)"], [(D, "09:30", None, "salle 2")], None),
    (["Dates", "– Metz, le 4 avril 2017, 14h, Cloître des Récollets"], [(D, "14:00", None, "Cloître des Récollets")], None),
    (["Soirée", "Le mardi 4 avril 2017 à 20h, concert de soutien au Temple du Saint-Esprit, rue Roquépine."],
     [(D, "20:00", None, "Temple du Saint-Esprit, rue Roquépine")], None),
    (["Débat du 4 avril 2017 à 18h à la bibliothèque universitaire."], [(D, "18:00", None, "bibliothèque universitaire")], None),
    (["Drop-in", "Come and meet us on Tuesday 4 April 2017 between 10am and noon in the library café."],
     [(D, "10:00", "12:00", "library café")], None),
    (["Réunion du 4 avril 2017, 18h, amphi A."], [(D, "18:00", None, "amphi A")], None),
    (["Réunion du 4 avril 2017, 18h", "Elle se tient toujours au 12 rue Saint-Jean, Caen."],
     [(D, "18:00", None, "12 rue Saint-Jean, Caen")], None),
    (["Réunion", "Mardi 4 avril 2017 à 18h30", "Mairie du 2e arrondissement", "8 rue de la Banque, Paris"],
     [(D, "18:30", None, "Mairie du 2e arrondissement, 8 rue de la Banque, Paris")], None),
    # Neither what is talked of, nor a house that goes on, nor "in place of".
    (["Le harcèlement à l’école : débat le 4 avril 2017 à 18h"], [(D, "18:00")], None),
    (["Débat du 4 avril 2017 à 18h : les enfants à l’école"], [(D, "18:00")], None),
    (["Réunion", "Mardi 4 avril 2017 à 18h à la place de celle du 3"], [(D, "18:00")], None),
    (["Réunion du 4 avril 2017, 18h", "Le bureau se tient à votre disposition."], [(D, "18:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), BARE)
def test_a_house_without_a_name_stands_right_behind_its_hour(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)


ASIDES: list[Case] = [
    (["Conférence du 4 avril 2017", "Entrée libre à partir de 18h30, conférence à 19h."], [(D, "19:00")], None),
    (["Conférence du 4 avril 2017 à 19h, entrée libre"], [(D, "19:00")], None),
    (["Conférence du 4 avril 2017 à 19h (entrée libre dès 12 ans)"], [(D, "19:00")], None),
    (["Réunion du 4 avril 2017", "Heure : 14 heures précises"], [(D, "14:00")], None),
    (["Formation du 4 avril 2017", "Durée : 14 heures de formation"], [(D,)], None),
    (["Dates", "- 4 avril 2017 à 10h : réunion plénière (Paris)"], [(D, "10:00", None, "Paris")], None),
    (["Dates", "- 4 avril 2017 à 10h : réunion plénière (Budget)"], [(D, "10:00")], None),
    (["Dates", "- 4 avril 2017 à 10h : réunion plénière (entrée libre)"], [(D, "10:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), ASIDES)
def test_what_is_said_beside_an_hour_or_in_a_bracket(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)
