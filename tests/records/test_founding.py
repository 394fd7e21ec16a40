"""The year of foundation is the member's own: labelled, or told of it and of nothing else that it runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.founding import founded_year

NAME = "Comité des Quais (CDQ)"

TOLD = [
    ("The CDQ was founded in 1994.", 1994),
    ("Founded in 1994, the committee welcomes.", 1994),
    ("Fondé en 1994 par des juristes, le CDQ accueille.", 1994),
    ("L’association, née en 1994, accueille les voisins.", 1994),
    ("Créée en 1994, notre association gère un foyer ouvert en 2005.", 1994),
    ("C’est en 1994 que l’association est née.", 1994),
    ("It was founded on 3 June 1994; the shelter was opened in 2005.", 1994),
    ("The helpline was launched in 2003. The network was founded in 1994.", 1994),
    ("The helpline, which was created in 2003, is free. Founded in 1994, the network runs it.", 1994),
    ("The network was launched in 1994.", 1994),
    ("Since 1971 it has sheltered young mothers, in a house opened that year by two nurses.", 1971),
    ("Depuis 1971 elle accueille des mères, dans une maison ouverte cette année-là par deux infirmières.", 1971),
    ("A small group of teachers, founded in 2001.", 2001),
    ("Un centre de recherche de deux universités, créé en 2009.", 2009),
    ("Depuis sa création en 1994, le Comité accueille.", 1994),
    ("Un réseau de juristes qui a été fondé en 1994.", 1994),
    ("La Maison des Tisserands, fondée en 2003.", None),
    ("Aux Quais, fondée en 1981 par Ada.", 1981),
    ("Ouvert en 1984 par deux voisines, le comité vit de dons.", 1984),
    ("Opened in 1984 by two neighbours, the committee lives on gifts.", 1984),
    ("Lancé à l’automne 1990 par des étudiants, le Comité accueille.", 1990),
    ("Déclarée au Journal officiel du 3 mai 1990.", 1990),
    ("C’est en février 2001 que naît le collectif.", 2001),
    ("It began in 1992 as a club.", 1992),
    ("Our charity was registered in 1994.", 1994),
    ("The organisation dates back to 1950.", 1950),
    ("Le 3 juin 1994 naît l’association.", 1994),
    ("Depuis 1999, date de sa fondation, le Comité trie.", 1999),
    ("En 1994, année de sa création, il avait dix membres.", 1994),
    ("Since 1994, the year of its foundation, it has grown.", 1994),
]  # fmt: skip

OF_OTHERS = [
    "The helpline was launched in 2003.",
    "The helpline was created in 2003.",
    "Our helpline answers at night. It was launched in 2003.",
    "The network runs a helpline which was created in 2003.",
    "Le numéro vert a été créé en 2003.",
    "Elle gère un foyer, créé en 2005.",
    "L’association anime une école, fondée en 2011.",
    "Le site a été créé en 2012.",
    "The first shelter was founded in 1926.",
    "The idea was born in 1990.",
    "Membre de la FEP, fondée en 1905, il accueille.",
    "It received a prize founded that year, in 2003.",
    "The day created in 2007 by the council.",
    "The network welcomes since 1994.",
    "Une loi créée en 1901.",
    "Son journal est né en 1999.",
    "Founded by two teachers.",
    "Directrice depuis : 1994", "1994 : création du site", "Our registered address since 1994.",
    "Founded 1994 places of work.", "Date de création du site : 1994",
    "Ouvert en 1984, le foyer vit de dons.",
    "Opened in 1984, the shelter has ten beds.",
    "Lancée en 1990, la campagne a duré dix ans.",
    "L’accueil est ouvert en 2018 tous les jours, le comité y veille.",
    "The season began in 1992.",
    "The helpline dates back to 1950.",
    "Le numéro est ouvert depuis 2005, le soir.",
    "En février 2001, une maison est née.",
    "Founded in 1926, the house was given to it.",
]  # fmt: skip

FACTS = [
    ("Année de création : 1994", 1994), ("Date de création : 3 juin 1994", 1994), ("Création : 1994", 1994),
    ("Fondation : juin 1994", 1994), ("Founded: 1994", 1994), ("Year of foundation: 1994", 1994),
    ("Established: 3 June 1994", 1994), ("Date de naissance de l'association : 03/06/1994", 1994),
    ("Créée en : 1994", 1994), ("Année de fondation 1994", 1994), ("Founded 1994", 1994), ("Est. 1994", 1994),
    ("Existe depuis : 1994", 1994), ("1994 : création", 1994), ("Date de création de notre association : 1994", 1994), ("- Année de fondation : 1994", 1994), ("Année de création | 1994", 1994),
    ("Date de la création : vendredi 3 juin 1994", 1994), ("1994 : création de l’association", 1994),
    ("Année de création\n1994", 1994), ("Année de création du site : 2003", None), ("Créations : 2003", None),
    ("Créations : 12 spectacles en 2003", None), ("Création : un foyer ouvert en 2003", None),
    ("Année : 1994", None), ("Date : 3 juin 1994", None), ("Création : inconnue", None),
    ("Année de création : 25000", None), ("2003 : création d’un foyer", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), TOLD)
def test_a_sentence_about_the_member_tells_its_year(text: str, year: int | None) -> None:
    assert founded_year([text], NAME) == year


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_others_founded_or_the_member_opened_is_not_its_foundation(text: str) -> None:
    assert founded_year([text], NAME) is None


@pytest.mark.parametrize(("text", "year"), FACTS)
def test_a_labelled_fact_is_read(text: str, year: int | None) -> None:
    assert founded_year([text], NAME) == year
    # Whatever a sentence beside it says.
    if year:
        assert founded_year(["The CDQ was founded in 1980.", text], NAME) == year


def test_a_label_and_its_value_may_be_two_blocks() -> None:
    assert founded_year(["Un comité.", "Année de création", "1994", "Site"], NAME) == 1994
    assert founded_year(["Année de création", "Nous ne savons pas, vers 1994."], NAME) is None


def test_a_members_own_name_may_be_a_house() -> None:
    for text in (
        "La Maison des Tisserands, fondée en 2003.",
        "Fondée en 2003, la Maison accueille.",
    ):
        assert founded_year([text], "Maison des Tisserands") == 2003


LABELS = st.sampled_from(
    ["Année de création", "Date de création", "Création", "Fondation", "Founded", "Fondée en"]
)
VERBS = st.sampled_from([
    "Le Comité a été fondé en {}.", "Fondé en {}, le Comité accueille.", "The committee was founded in {}.",
    "En {}, l’association est née.", "Créée le 3 juin {}, elle accueille.", "It was established on 3 June {}.",
])  # fmt: skip
YEARS = st.integers(1800, 2030)


@given(LABELS, YEARS, st.sampled_from(["{} : {}", "{}: {}", "{} : 3 juin {}", "{} | {}"]))
def test_any_labelled_year_is_read_back(label: str, year: int, style: str) -> None:
    assert founded_year([style.format(label, year)], NAME) == year


@given(VERBS, YEARS, YEARS)
def test_any_sentence_of_foundation_is_read_back_beside_what_was_opened(
    sentence: str, year: int, other: int
) -> None:
    texts = [f"The helpline was launched in {other}.", sentence.format(year), f"Depuis {other}."]
    assert founded_year(texts, NAME) == year


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_no_year_is_read_that_is_not_printed(texts: list[str], name: str) -> None:
    year = founded_year(texts, name)
    assert year is None or str(year) in "\n".join(texts)


HOUSE = "La Maison bleue (LMB)"
BY_OTHERS = [
    "C’est en 1962 que trois infirmières fondent La Maison bleue, dans un ancien presbytère de 1850.",
    "Trois infirmières ont fondé La Maison bleue en 1962.",
    "Trois infirmières créent l’association le 3 mai 1962.",
    "Un groupe d’étudiantes fonda LMB en 1962 ; elle compte 40 salariés en 2015.",
    "In 1962 three nurses founded La Maison bleue in an old vicarage.",
    "Three nurses set up the association in 1962.",
    "L’association existe depuis 1962.",
    "La Maison bleue existe depuis 1962, et compte trois foyers ouverts en 1999.",
    "Sa création remonte à 1962.",
    "La fondation de l’association remonte à mai 1962.",
    "L’association voit le jour en 1962 à Lille.",
    "En 1962 naît La Maison bleue.",
    "La Maison bleue naît en 1962 de la rencontre de deux paroisses.",
    "La Maison bleue, association déclarée en préfecture le 3 mai 1962, gère trois foyers.",
    "It came into being in 1962.",
    "La Maison bleue has existed since 1962.",
    "L’histoire de La Maison bleue commence en 1962.",
]
IN_ITSELF = [
    "Association régie par la loi de 1901, déclarée en préfecture le 12 mars 1962, elle gère une épicerie.",
    "L’association a vu le jour en 1962, après la marche du mois de mai.",
    "La Maison bleue a vu le jour le 3 mai 1962.",
    "L’association a démarré en 1962 dans une cave.",
    "LMB was founded in 1962, the year of the strike.",
    "Association créée en 1962, la même année que deux autres.",
    "Elle a été créée le 3 mai 1962.",
]
BY_THE_MEMBER = [
    "La Maison bleue a créé un foyer en 1990.",
    "L’association fonde une école en 1990.",
    "Le Réseau a ouvert en 1990.",
    "Trois infirmières créent un numéro vert en 1990.",
    "En 1990, l’association crée le Collectif Nord avec trois autres.",
    "Un décret de 1990 crée le label.",
    "Elle fonde en 1990 une crèche.",
    "Le film raconte les infirmières qui fondent un syndicat en 1990.",
    "Le foyer existe depuis 1990.",
    "La Maison bleue est déclarée d’utilité publique depuis 1990.",
    "Le projet voit le jour en 1990.",
    "En 1990 naît le projet d’un foyer.",
    "Our founder was born in 1932.",
    "La loi existe depuis 1990.",
    "Implantée à Lyon depuis 1990.",
    "La Maison bleue est agréée depuis 1990.",
    "The association created a fund in 1990.",
    "In 1990 the charity set up a hotline.",
    "Sa présidente est née en 1950.",
    "Date de mise à jour : 1990",
    "Création d’un site en 1990",
    "Il existe depuis 1990 un fonds d’aide.",
]


@pytest.mark.parametrize("text", [*BY_OTHERS, *IN_ITSELF])
def test_who_founds_the_member_tells_its_year(text: str) -> None:
    assert founded_year([text], HOUSE) == 1962


@pytest.mark.parametrize("text", BY_THE_MEMBER)
def test_what_the_member_or_anybody_else_founds_is_not_its_foundation(text: str) -> None:
    assert founded_year([text], HOUSE) is None


TURNED = [
    "Voilà comment naquit, en 1962, La Maison bleue.",
    "C’est ainsi qu’est née, en 1962, La Maison bleue.",
    "Ainsi est née l’association en 1962.",
    "C’est dans ce café que fut fondée, en mai 1962, La Maison bleue.",
    "De cette colère est née en 1962 l’association.",
    "Thus was born, in 1962, La Maison bleue.",
    "It has played at bedsides since 1962, when the association was founded by a nurse.",
    "Elle accueille depuis 1962, année où elle fut fondée par trois infirmières.",
    "Depuis 1962, date à laquelle elle a été créée, elle accueille.",
    "Trois infirmières ont donné naissance à La Maison bleue en 1962.",
    "L’association a été déclarée le 3 mai 1962.",
    "Nous existons depuis 1962.",
    "We have been around since 1962.",
    "The association was incorporated in 1962.",
    "La Maison bleue voit le jour un soir de mai 1962.",
    "The founding meeting of the association took place in 1962.",
    "L’assemblée constitutive de l’association a eu lieu le 3 mai 1962.",
    "LMB, est. 1962, helps.",
    "La Maison bleue (est. 1962)",
    "Started by three nurses in 1962, LMB helps.",
    "It took one lost child: in the winter of 1962 La Maison bleue was born.",
    "À l’automne 1962, La Maison bleue fut fondée.", "Au printemps 1962 l’association a été créée.",
    "At the end of 1962 the association was created.", "In late 1962 the charity was set up.",
    "À la fin de 1962, l’association voit le jour.", "Le 3 mai 1962, La Maison bleue fut créée.",
    "On 3 May 1962 the association was founded.",
]  # fmt: skip
TURNED_BY_OTHERS = [
    "C’est là que naquit, en 1932, la fondatrice.",
    "Ainsi est née, en 1990, l’idée d’un foyer.",
    "De là est né, en 1990, le Réseau Nord.",
    "Ainsi naquit en 1990 le journal de l’association.",
    "C’est là que fut créé, en 1990, le premier foyer.",
    "De cette rencontre est né, en 1990, le foyer des Lilas.",
    "L’école est née en 1990, l’association l’avait voulue.",
    "Voilà comment naquit, en 1990, un journal.",
    "La Maison bleue a été déclarée d’utilité publique en 1990.",
    "L’association fut déclarée d’utilité publique le 3 mai 1990.",
    "Elle a donné naissance à une école en 1990.",
    "Le foyer a donné naissance à un réseau en 1990.",
    "The company was incorporated in 1990.",
    "The festival has been around since 1990.",
    "Trois mille adhérents (est. 1990 en ville).",
    "L’assemblée constitutive de la fédération européenne a eu lieu en 1990.",
    "Since 1990, when it opened a shelter, it has grown.",
    "Since 1990, when the ministry was created, it has written.",
    "Depuis 1990, quand le foyer fut ouvert, elle accueille.",
    "Elle travaille depuis 1990, année où le label fut créé.",
    "Started by a strike in 1990, the school helps.",
    "In the winter of 1990 the shelter was founded.", "À l’automne 1990, le foyer fut créé.",
    "In 1990, its journal was founded.", "At the end of 1990 a fund was created.",
    "Au printemps 1990, une école est née.", "Le 3 mai 1990, le foyer fut créé.",
    "Le 3 mai 1990, elle a fêté ses dix ans ; elle a été créée par trois infirmières.",
    "At the end of 1990 it moved: it had been founded by nurses.",
]  # fmt: skip


@pytest.mark.parametrize("text", TURNED)
def test_a_sentence_that_turns_verb_and_subject_tells_the_year_too(text: str) -> None:
    assert founded_year([text], HOUSE) == 1962


@pytest.mark.parametrize("text", TURNED_BY_OTHERS)
def test_a_turned_sentence_about_something_else_tells_none(text: str) -> None:
    assert founded_year([text], HOUSE) is None


def test_a_hyphen_in_a_name_is_no_other_name() -> None:
    name = "Le Grille-pain collectif"
    assert (
        founded_year([f"Deux voisins : voilà comment naquit, en 2014, le {name[3:]}."], name)
        == 2014
    )
