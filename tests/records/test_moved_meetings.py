"""Meetings that are moved, called off or kept, in the words in which editors say so in haste."""

from __future__ import annotations

import pytest

from tests.records.announced import OFF, Case, Row, filled, rows

P = "2017-03-10"
OLD, NEW = "2017-04-05", "2017-04-12"

BARE: list[Case] = [
    (["La réunion du 5 avril est reportée au 12."], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["Réunion du 5 avril 2017 reportée au 12"], [(OLD, None, None, None, OFF), (NEW,)], None),
    (["Réunion du mercredi 5 avril décalée au mercredi 12"], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["Réunion", "La réunion du 5 avril est reportée au 12 à 18h, salle Courbet."],
     [(OLD, None, None, None, OFF), (NEW, "18:00", None, "salle Courbet")], P),
    (["The meeting of 5 April has been moved to the 12th"], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["The meeting on April 5 is postponed to Wednesday 12th"], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["Réunion du 12 avril avancée au 5"], [(OLD,), (NEW, None, None, None, OFF)], P),
    (["Réunion du 28 mars reportée au 4"], [("2017-03-28", None, None, None, OFF), ("2017-04-04",)], P),
    (["Webinaire 3 (reporté au 12 avril) : 5 avril"], [(OLD, None, None, None, OFF), (NEW, None, None, "Webinaire")], P),
    (["Nos webinaires", "Webinaire 2 : 4 avril, 12h", "Webinaire 3 (reporté au 12 avril) : 5 avril, 12h"],
     [("2017-04-04", "12:00", None, "webinaires"), (OLD, "12:00", None, None, OFF), (NEW, "12:00", None, "Webinaire")], P),
    (["La commission du 5 est décalée au 12 avril"], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["La commission du 29 est reportée au 12 avril"], [("2017-03-29", None, None, None, OFF), (NEW,)], P),
    (["CANCELLED: lunchtime seminar 5 April"], [(OLD, None, None, None, OFF)], P),
    (["Réunion", "Nous nous retrouverons le mercredi 12 et non le mercredi 5 avril."], [(NEW,), (OLD, None, None, None, OFF)], P),
    (["Réunion", "La réunion de mercredi 5 avril (16h) est décalée à 18h30."], [(OLD, "18:30")], P),
    # Numbers that are no days.
    (["La commission du 5e est décalée au 12 avril 2017, 18h"], [("2017-04-05", None, None, None, OFF), (NEW, "18:00")], P),
    (["La réunion du 5 avril est déplacée au 12 rue Haute"], [(OLD, None, None, "12 rue Haute")], P),
    (["La réunion du 5 avril est reportée au 12 mai"], [(OLD, None, None, None, OFF), ("2017-05-12",)], P),
    (["La réunion du 5 avril est décalée à 18h"], [(OLD, "18:00")], P),
    (["The meeting on 5 April has been moved to room 12"], [(OLD, None, None, "room 12")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), BARE)
def test_the_new_day_may_be_no_more_than_its_number(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert sorted(rows(printed, published), key=str) == sorted(filled(expected), key=str)


NEXT: list[Case] = [
    (["Next committee meeting", "The meeting on 5 April has been cancelled. The next one is on 12 April at 7pm."],
     [(OLD, None, None, None, OFF), (NEW, "19:00")], P),
    (["Réunion du 5 avril", "Rendez-vous le 5 avril à 18h. La suivante aura lieu le 12 avril."],
     [(OLD, "18:00"), (NEW,)], P),
    (["Réunion du 5 avril annulée", "La prochaine est fixée au 12 avril à 18h."],
     [(OLD, None, None, None, OFF), (NEW, "18:00")], P),
    (["Rescheduled: trustees’ meeting",
      "New date: Wednesday 12 April 2017, 5.30pm. (The meeting was to have been on 5 April.)"],
     [(NEW, "17:30"), (OLD, None, None, None, OFF)], P),
    (["REPORTÉE : réunion du bureau", "Nouvelle date : mercredi 12 avril à 18h"], [(NEW, "18:00")], P),
    (["Réunion du 5 avril : report", "La réunion est remise au 12 avril, toujours à 19 h 30."],
     [(OLD, None, None, None, OFF), (NEW, "19:30")], P),
    (["Réunion du 5 avril", "Elle est repoussée d’une semaine, au 12 avril."], [(OLD, None, None, None, OFF), (NEW,)], P),
    (["La réunion du 5 avril n’aura finalement pas lieu"], [(OLD, None, None, None, OFF)], P),
    (["La réunion du 5 avril n’aura donc pas lieu"], [(OLD, None, None, None, OFF)], P),
    (["The meeting on 5 April will no longer take place"], [(OLD, None, None, None, OFF)], P),
    (["La réunion du 5 avril ne pourra pas se tenir"], [(OLD, None, None, None, OFF)], P),
    (["Réunion du 5 avril", "La réunion n’aura finalement pas lieu salle Croizat mais salle Pelloutier, au rez-de-chaussée."],
     [(OLD, None, None, "salle Pelloutier, au rez-de-chaussée")], P),
    (["Changed date", "The next meeting was set for 5 April. We have moved the meeting to the week after, so it will now be on 12 April at 7pm."],
     [(OLD, None, None, None, OFF), (NEW, "19:00")], P),
    (["Réunion annulée", "La réunion du 5 avril est annulée. La suivante, le 12 avril, est maintenue (18h, salle B)."],
     [(OLD, None, None, None, OFF), (NEW, "18:00", None, "salle B")], P),
    (["Comité : nouvelle date", "Le comité du 5 avril ne pourra se tenir comme prévu. Il est décalé au 12 avril."],
     [(OLD, None, None, None, OFF), (NEW,)], P),
    (["La réunion est annulée", "La réunion du 5 avril (20h, salle Courbet) est annulée. Elle est reportée au mercredi 12, mêmes heure et lieu."],
     [(OLD, "20:00", None, "salle Courbet", OFF), (NEW, "20:00", None, "salle Courbet")], P),
    (["Both the branch meeting on 5 April and the training day on 12 April are cancelled."],
     [(OLD, None, None, None, OFF), (NEW, None, None, None, OFF)], P),
    (["April meeting off", "We have had to cancel the meeting on Wednesday 5 April. See you in May!"],
     [(OLD, None, None, None, OFF)], P),
    (["Réunion du 5 avril", "Elle est reportée au 12."], [(OLD, None, None, None, OFF), (NEW,)], P),
    # What only names another meeting.
    (["Réunion du 5 avril", "La réunion du 12 avril est annulée."], [(OLD,), (NEW, None, None, None, OFF)], P),
    (["La réunion du 5 avril est annulée", "Nous avions travaillé le 12 janvier sur la formation."],
     [(OLD, None, None, None, OFF)], P),
    (["La réunion du 5 avril est annulée", "Elle devait préparer l’assemblée du 12 avril à Lyon."],
     [(OLD, None, None, None, OFF)], P),
    (["La réunion du 5 avril est maintenue", "Elle n’est pas annulée : rendez-vous à 14h."], [(OLD, "14:00")], P),
    (["AG", "Faute de quorum le 5 mars, une seconde assemblée est convoquée le 12 avril à 10 h."], [(NEW, "10:00")], P),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "published"), NEXT)
def test_what_is_offered_instead_is_on_and_what_is_named_in_passing_is_not(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert sorted(rows(printed, published), key=str) == sorted(filled(expected), key=str)
