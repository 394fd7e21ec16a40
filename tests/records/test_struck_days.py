"""A struck-out day is called off, wherever it stands, and never announced."""

from __future__ import annotations

import pytest

from records.meeting_days import read_meeting_days

OFF, ON = "cancelled", "announced"


@pytest.mark.parametrize(
    "blocks",
    [
        ["~~Mardi 14 juin 2016 à 14h, Maison des Voisins, Paris~~", "Mardi 21 juin 2016 à 14h, Paris"],
        ["- ~~Mardi 14 juin 2016 à 14h, Paris~~", "- Mardi 21 juin 2016 à 14h, Paris"],
        ["~~Le 14 juin 2016~~", "Le 21 juin 2016"],
        ["La prochaine réunion aura lieu le ~~14 juin 2016~~ 21 juin 2016 à 14h, à Paris."],
        ["Date | Lieu", "~~14 juin 2016~~ | Paris", "21 juin 2016 | Lille"],
        ["~~14 juin 2016~~ | 14h | Paris", "21 juin 2016 | 14h | Lille"],
        ["Prochaine réunion : ~~14 juin 2016~~ 21 juin 2016"],
        ["Next meeting: ~~14 June 2016~~ 21 June 2016 at 2pm"],
    ],
)  # fmt: skip
def test_a_struck_day_is_called_off_and_the_other_is_on(blocks: list[str]) -> None:
    days = read_meeting_days("Prochaines réunions du Collectif", blocks)
    assert [(day.date, day.status) for day in days] == [("2016-06-14", OFF), ("2016-06-21", ON)]
