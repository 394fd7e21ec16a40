"""The day on which a meeting was held, by its minutes, and the day that a statement bears."""

from __future__ import annotations

import pytest

from records.reading import Block, Reading
from records.report import report
from records.statement import statement
from tests.archive.conftest import SITE

DAY = "2022-04-12"
PRESENT = "Présents : A, B."


def reading(title: str, lines: list[str]) -> Reading:
    blocks = tuple(Block("paragraph", line) for line in lines)
    return Reading(
        page_id="spip/article/1", layout="spip", url="https://contrelatraite.org/spip.php?article1", title=title,
        language="fr", trail=("x", title), date_line="lundi 2 mai 2022", blocks=blocks,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Date : 12 avril 2022", "Quand : 12 avril 2022", "Lieu et date : Metz, 12 avril 2022",
        "Date de la réunion : 12 avril 2022", "Date of meeting: 12 April 2022", "Held: 12 April 2022",
        "Le conseil s’est réuni le 12 avril 2022 à 18h.", "La séance est ouverte le 12 avril 2022 à 18 h.",
        "Nous nous sommes réunis le 12 avril 2022.", "Nous nous sommes retrouvés le 12 avril 2022 chez Anna.",
        "Le 12 avril 2022 à 18h, les membres du bureau se sont réunis.", "The committee met on 12 April 2022.",
        "L’assemblée a été convoquée pour le 12 avril 2022.", "Étaient présents le 12 avril 2022 : A",
        "L’AG du 12 avril 2022 a réuni trente personnes.", "Une réunion a rassemblé dix associations le 12 avril 2022.",
        "COMPTE-RENDU – 12 avril 2022", "PV – mardi 12 avril 2022", "Réunion en visioconférence, 12/04/2022",
        "Compte rendu de la réunion du 12 avril 2022", "12 avril 2022", "Mardi 12 avril 2022, 18h-20h",
        "Nantes, mardi 12 avril 2022 – 18h30", "Bourg en Bresse, 12 avril 2022", "Tuesday 12 April 2022, from 6:30 to 8",
    ],
)  # fmt: skip
def test_minutes_tell_the_day_in_their_first_lines(line: str) -> None:
    record = report(reading("Conseil de printemps", [line, PRESENT]), "c")
    assert (record.held_on, record.held_precision) == (DAY, "day")


@pytest.mark.parametrize(
    "line",
    [
        "Prochaine réunion le 12 avril 2022.", "La prochaine séance est ouverte à tous le 12 avril 2022.",
        "Le prochain conseil aura lieu le 12 avril 2022.", "La loi du 12 avril 2022 est en vigueur.",
        "La subvention a été demandée le 12 avril 2022.", "Rapport du 12 avril 2022 lu par Anna.",
        "Conseil : le rapport du 12 avril 2022 est approuvé.", "Réunion : approbation du PV du 12 avril 2022",
        "Paris, le 12 avril 2022", "Trésorerie au 12 avril 2022", "Convocation envoyée le 12 avril 2022",
        "Bilan financier, 12 avril 2022", "Next meeting: 12 April 2022",
    ],
)  # fmt: skip
def test_another_day_in_the_first_lines_is_not_the_meetings(line: str) -> None:
    assert report(reading("Conseil de printemps", [line, PRESENT]), "c").held_on is None


WORDS = ["Un parking ne se mange pas.", "Nous demandons un jardin."]
FIRST = [
    "Paris, le 12 avril 2022", "Paris le 12 avril 2022", "Paris, ce mardi 12 avril 2022", "12/04/2022", "(Communiqué du 12 avril 2022)",
    "COMMUNIQUÉ\nParis, mardi 12 avril 2022", "Pour diffusion immédiate – 12 avril 2022",
    "For immediate release: 12 April 2022", "Saint-Étienne (Loire), 12 avril 2022", "Date : 12 avril 2022",
    "Paris (XIe), le mardi 12 avril 2022 – Les associations dénoncent.", "Déclaration commune – 12 avril 2022",
    "Tribune publiée le 12 avril 2022 dans Le Phare", "Press release – London, April 12, 2022",
]  # fmt: skip
LAST = [
    "Fait à Paris le 12 avril 2022.", "Voté le 12 avril 2022", "Agreed on 12 April 2022", "Adopted 12 April 2022",
    "Approved by the board on 12 April 2022", "Lu place de la mairie le 12 avril 2022", "(12 avril 2022)",
    "Texte lu et approuvé le 12 avril 2022", "Lyon le 12 avril 2022",
]  # fmt: skip
NEITHER = [
    "Le 12 avril 2022, le préfet a signé.", "Rendez-vous le 12 avril 2022", "Manifestation le 12 avril 2022 à Metz",
    "Réponse attendue avant le 12 avril 2022.", "Mis à jour le 12 avril 2022", "La loi du 12 avril 2022",
    "Rassemblement : mardi 12 avril 2022, 18h, place d’Armes", "La loi votée le 12 avril 2022 est dure.",
    "Premiers signataires au 12 avril 2022", "Date limite : 12 avril 2022", "Approuvé par le Sénat, il revient le 12 avril 2022 devant nous.",
]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [*([one, *WORDS] for one in FIRST), *([*WORDS, one] for one in LAST)]
)
def test_a_statement_bears_the_day_of_its_first_or_last_line(lines: list[str]) -> None:
    assert statement(reading("Non au parking", lines), SITE, "c").stated_on == DAY


@pytest.mark.parametrize("line", NEITHER)
def test_a_day_that_a_statement_speaks_of_is_not_its_own(line: str) -> None:
    assert statement(reading("Non au parking", [line, *WORDS]), SITE, "c").stated_on is None
    assert statement(reading("Non au parking", [*WORDS, line]), SITE, "c").stated_on is None
