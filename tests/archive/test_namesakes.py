"""Two associations are two members, whatever acronym or town both print, in whatever order they are read."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from records.reading import Block, Reading
from tests.archive.conftest import rows, start, take

# Names as pages print them, their language, and the members that they are.
ONE = {
    "the same name": [("Comité d’aide (CADE)", "fr"), ("Comité d’aide (CADE)", "fr")],
    "a longer one": [("Comité d’aide (CADE)", "fr"), ("Comité d’aide aux étrangers (CADE)", "fr")],
    "a slip of the pen": [("Esclavage moderne, comité (CADE)", "fr"), ("Esclavages modernes, comite (CADE)", "fr")],
    "two languages": [("Comité d’aide aux étrangers (CADE)", "fr"), ("Foreigners first (CADE)", "en")],
    "with points": [("Comité d’aide (C.A.D.E.)", "fr"), ("CADE – Comité d’aide", "fr")],
    "only the acronym": [("CADE", "fr"), ("Comité d’aide (CADE)", "fr")],
    "the acronym in the name": [("Foyer CADE (CADE)", "fr"), ("Association du Quai (CADE)", "fr")],
    "an alias": [("Foyer AFJ (AFJ)", "fr"), ("Association du Foyer Jorbalan (AFJ)", "fr")],
}  # fmt: skip
TWO = {
    "one acronym": [("Comité d’aide aux étrangers (CADE)", "fr"), ("Cercle des amis de l’enfance (CADE)", "fr")],
    "one with points": [("Comité d’aide aux étrangers (C.A.D.E.)", "fr"), ("Cercle des amis de l’enfance (CADE)", "fr")],
    "one town": [("Les Amis du Bus – PARIS", "fr"), ("Maison des Tisserands – PARIS", "fr")],
    "one town in brackets": [("Les Amis du Bus (PARIS)", "fr"), ("Maison des Tisserands (PARIS)", "fr")],
    "one town before": [("LYON – Les Amis du Bus", "fr"), ("LYON – Maison des Tisserands", "fr")],
    "a section": [("Comité d’aide (CADE)", "fr"), ("CADE-Paris", "fr")],
    "a section after a dash": [("Comité d’aide (CADE)", "fr"), ("CADE – Paris", "fr")],
    "each in two languages": [
        ("Comité d’aide aux étrangers (CADE)", "fr"), ("Cercle des amis de l’enfance (CADE)", "fr"),
        ("Foreigners first (CADE)", "en"), ("Circle of friends (CADE)", "en"),
    ],
}  # fmt: skip


def read(
    folder: Path, names: list[tuple[str, str]], order: tuple[int, ...]
) -> list[tuple[object, ...]]:
    run = start(folder)
    for night in range(2):
        for number in order:
            title, language = names[number]
            reading = Reading(
                f"spip/article/{800 + number}", "spip", f"https://contrelatraite.org/spip.php?article{800 + number}",
                title, language, ("Accueil", "Nos membres", title), blocks=(Block("paragraph", "Un texte."),),
            )  # fmt: skip
            take(run, reading, f"2018-05-1{night + 2}T10:00:00Z")
    run.finish("finished")
    # The second night says nothing new.
    assert run.counts["new"] == len(names)
    assert run.counts["changed"] == 0
    assert (
        rows(run, "SELECT 1 FROM profiles p WHERE p.member_id NOT IN (SELECT id FROM members)")
        == []
    )
    members = rows(run, "SELECT id, name, acronym FROM members ORDER BY id")
    pairs = rows(run, "SELECT member_id, resembles, why FROM unsure_names ORDER BY member_id")
    run.db.close()
    return [*members, *pairs]


@pytest.mark.parametrize("case", ONE)
def test_profiles_that_are_one_members_are_one(tmp_path: Path, case: str) -> None:
    found = [
        read(tmp_path / str(n), ONE[case], order) for n, order in enumerate(permutations(range(2)))
    ]
    assert len(found[0]) == 1
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("case", TWO)
def test_two_associations_are_two_members_in_whatever_order(tmp_path: Path, case: str) -> None:
    orders = list(permutations(range(len(TWO[case]))))[:6]
    found = [read(tmp_path / str(n), TWO[case], order) for n, order in enumerate(orders)]
    assert all(one == found[0] for one in found)
    pair = (
        ["CADE is the acronym of both"]
        if "acronym" in case or "points" in case or "each" in case
        else []
    )
    pair = ["C.A.D.E. is the acronym of both"] if "points" in case else pair
    pair = ["CADE is the acronym of one and a word of the other"] if "section" in case else pair
    assert [one[2] for one in found[0][2:]] == pair
    assert len(found[0]) == 2 + len(pair)


def test_the_lowest_page_bears_the_acronym_and_the_other_its_name(tmp_path: Path) -> None:
    for order in permutations(range(2)):
        found = read(tmp_path / str(order), TWO["one acronym"], order)
        assert [one[0] for one in found[:2]] == ["cade", "cercle-des-amis-de-l-enfance"]
