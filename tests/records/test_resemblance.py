"""Names that may be one member's are told, each with its reason; names that are two members' are not."""

from __future__ import annotations

import pytest

from records.resemblance import Named, are_unlike, resemblance

ALIKE = {
    "acronym within a name": (Named("Foyer ADX", None), Named("Association du Foyer Dix", "ADX"),
                              "ADX is the acronym of one and a word of the other"),
    "acronym with points": (Named("Le RNA du Nord", None), Named("Rive neuve d’amis", "R.N.A."),
                            "RNA is the acronym of one and a word of the other"),
    # Had their names been alike, they would be one member already.
    "one acronym": (Named("Phare", "PDB"), Named("Lanterne", "PDB"), "PDB is the acronym of both"),
    "one acronym, with points": (Named("Phare", "P.D.B."), Named("Lanterne", "P.D.B."), "P.D.B. is the acronym of both"),
    "a section by its acronym": (Named("Phare du Nord", "PDB-Lille"), Named("Lanterne", "PDB"),
                                 "PDB is the acronym of one and a word of the other"),
    "a section by its name": (Named("PDB-Lille", None), Named("Lanterne", "PDB"),
                              "PDB is the acronym of one and a word of the other"),
    # Articles and prepositions have three letters at most; four tell something.
    "initials": (Named("Comité des Quais du Nord", None), Named("Quais Solidaires", "CQN"),
                 "CQN is the acronym of one and the initials of the other"),
    "initials without small words": (Named("Aide aux Mineurs sur les Routes", None), Named("Sur la route", "AMR"),
                                     "AMR is the acronym of one and the initials of the other"),
    "initials with a non": (Named("Réseau Non Violence", None), Named("Villes sans armes", "RNV"),
                            "RNV is the acronym of one and the initials of the other"),
    "one website": (Named("Un", None, "https://www.phare.example/"), Named("Deux", None, "http://phare.example/fr"),
                    "the same website"),
    "common words": (Named("Association du Phare", None), Named("Le Phare", "APH"), "the same name but for common words"),
    "order of words": (Named("Phare Brumes", None), Named("Brumes et Phare", None), "the same name but for common words"),
    "a part": (Named("Escale Voisins", None), Named("Escale des Voisins solidaires", None),
               "the one name is a part of the other"),
    "slip of the pen": (Named("Comité contre l’Esclavage Moderne", None), Named("Comité contre les esclavages modernes", None),
                        "spelled nearly alike"),
}  # fmt: skip

APART = {
    "nothing in common": (Named("Phare des Brumes", "PDB"), Named("Escale des voisins", "EDV")),
    "only common words": (Named("Association pour la France", None), Named("Fondation des", None)),
    "two acronyms": (Named("Comité des Quais du Nord", "CDQ"), Named("Solidaires", "CQN")),
    "two letters": (Named("Quais Nord", None), Named("Solidaires", "QN")),
    "acronym as a part of a word": (Named("Foyer ADXEL", None), Named("Maison Dix", "ADX")),
    "acronym in small letters": (Named("Une rna de plus", None), Named("Rive neuve d’amis", "RNA")),
    "initials with a small word": (Named("Aide aux Mineurs des Routes", None), Named("Sur la voie", "AAMDR")),
    "initials in another order": (Named("Nord des Quais", None), Named("Solidaires", "QND")),
    "websites of two": (Named("Un", None, "https://a.phare.example/"), Named("Deux", None, "https://phare.example/")),
    "one without a website": (Named("Un", None, "https://phare.example/"), Named("Deux", None)),
    "no address": (Named("Un", None, ""), Named("Deux", None, "")),
    "one word in common": (Named("Phare", None), Named("Phare des Brumes", None)),
    "the same letters": (Named("Ecoute Nord", None), Named("Recondu Tote", None)),
    "a slip too many": (Named("Escale Nord", None), Named("Escorte Nord", None)),
}  # fmt: skip


@pytest.mark.parametrize("case", ALIKE)
def test_names_that_may_be_one_members_are_told_with_the_reason(case: str) -> None:
    one, other, why = ALIKE[case]
    assert resemblance(one, other) == why
    assert resemblance(other, one) == why


@pytest.mark.parametrize("case", APART)
def test_names_of_two_members_are_not_told(case: str) -> None:
    one, other = APART[case]
    assert resemblance(one, other) is None
    assert resemblance(other, one) is None


UNLIKE = [
    ("Comité d’aide aux étrangers", "Cercle des amis de l’enfance"), ("Phare des Brumes", "Lanterne du Nord"),
    ("Action pour les enfants", "Association des parents d’élèves"),
]  # fmt: skip
LIKE = [
    ("Comité d’aide aux étrangers", "Aide aux étrangers"), ("Phare des Brumes", "Association du Phare des Brumes"),
    ("Esclavage moderne", "Esclavages modernes"), ("Foyer CADE", "Association du Foyer Jorbalan"),
    ("CADE", "Cercle des amis"), ("Association pour la France", "Cercle des amis"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_with_nothing_in_common_are_unlike(one: str, other: str) -> None:
    assert are_unlike(Named(one, "CADE"), Named(other, "C.A.D.E."))
    assert not are_unlike(
        Named(one, "CADE", "http://x.example/"), Named(other, "CADE", "https://www.x.example/fr")
    )


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_names_with_something_in_common_are_not_unlike(one: str, other: str) -> None:
    assert not are_unlike(Named(one, "CADE"), Named(other, "C.A.D.E."))
    assert not are_unlike(Named(other, "CADE"), Named(one, "CADE"))
