"""An agenda is read however its editor set it: a table, signs in a line, a sentence, points as headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from records.agenda import agenda
from records.reading import Block, Fetched
from tests.archive.conftest import SITE

POINTS = ["Assurance", "Outils partagés", "Fête du vélo"]
END = "<p>La fête sera belle.</p>"


def read(body: str) -> list[str]:
    page = (
        "<html lang='fr'><head><title>Le conseil</title><meta name='generator' content='SPIP 3.1'></head>"
        "<body class='page_article'><div id='content'><h1 class='surlignable'>Le conseil</h1><div class='texte'>"
        f"{body}{END}</div></div></body></html>"
    )
    fetched = Fetched(f"{SITE.base}spip.php?article7", page.encode(), "2026-01-02T03:04:05Z")
    return agenda(layouts.read(fetched, SITE).blocks)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def beside(points: list[str], *others: str) -> list[tuple[str, ...]]:
    return [(point, other) for point, other in zip(points, others, strict=True)]


LINES = "<br>".join
NUMBERED = [f"{number}. {point}" for number, point in enumerate(POINTS, start=1)]
OWN_TABLES = [
    table(
        ("N°", "Point", "Décision"),
        *((str(n), point, "oui") for n, point in enumerate(POINTS, start=1)),
    ),
    table(("Ordre du jour", "Qui"), *beside(NUMBERED, "Bruno", "Mary", "tous")),
    table(("Ordre du jour", "Qui"), *beside(POINTS, "Bruno", "Mary", "tous")),
    table(("N°", "Point à l’ordre du jour"), ("1", POINTS[0]), ("2", POINTS[1]), ("3", POINTS[2])),
    "<h3>Ordre du jour</h3>"
    + table(("Point", "Rapporteur"), *beside(POINTS, "Bruno", "Mary", "tous")),
    "<h3>Agenda</h3>" + table(("Item", "Who"), *beside(POINTS, "Bruno", "Mary", "all")),
    "<h3>Ordre du jour</h3>" + table(("1", POINTS[0]), ("2", POINTS[1]), ("3", POINTS[2])),
    "<h3>Ordre du jour</h3>" + table(("9h", POINTS[0]), ("10h", POINTS[1]), ("11h30", POINTS[2])),
    "<p>Points abordés :</p>"
    + table(("Sujet", "Durée"), *beside(POINTS, "10 min", "20 min", "5 min")),
]
SIGNS = [
    f"<p><strong>Ordre du jour</strong><br>1) {POINTS[0]}<br>2) {POINTS[1]}<br>3) {POINTS[2]}</p>",
    f"<p>Ordre du jour</p><p>1- {POINTS[0]}<br>2- {POINTS[1]}<br>3- {POINTS[2]}</p>",
    f"<p>Ordre du jour</p><p>1° {POINTS[0]}</p><p>2° {POINTS[1]}</p><p>3° {POINTS[2]}</p>",
    f"<p>Ordre du jour</p><p>A. {POINTS[0]}</p><p>B. {POINTS[1]}</p><p>C. {POINTS[2]}</p>",
    f"<p>Ordre du jour :</p><p>{LINES(f'• {point}' for point in POINTS)}</p>",
    f"<p>ODJ – {' – '.join(POINTS)}</p>", f"<p>ODJ : {' / '.join(POINTS)}</p>",
    f"<p>Ordre du jour : {' – '.join(POINTS)}</p>", f"<p>Ordre du jour : • {' • '.join(POINTS)}</p>",
    "".join(f"<p>Point {n} : {point}</p><p>On en parle.</p>" for n, point in enumerate(POINTS, start=1)),
    "".join(f"<h3>Point n°{n} – {point}</h3><p>On en parle.</p>" for n, point in enumerate(POINTS, start=1)),
    "".join(f"<h3>{n} – {point}</h3><p>On en parle.</p>" for n, point in zip(("I", "II", "III"), POINTS, strict=True)),
    f"<p>Sujets abordés :</p><ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>",
    f"<p>Items discussed</p><ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>",
    f"<p>Ordre du jour :</p><ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>"
    "<p>Décisions :</p><ol><li>On assure.</li><li>On achète.</li><li>On danse.</li><li>On rentre.</li></ol>",
]  # fmt: skip


@pytest.mark.parametrize("body", [*OWN_TABLES, *SIGNS])
def test_an_agenda_in_a_table_or_between_signs_is_its_points(body: str) -> None:
    assert read(f"<p>Étaient présents : quatorze ateliers.</p>{body}") == POINTS


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("À l’ordre du jour : l’assurance, les outils et la fête.", ["l’assurance", "les outils", "la fête"]),
        ("On the agenda: the insurance, the tools, and the bike day.", ["the insurance", "the tools", "the bike day"]),
        ("À l’ordre du jour : l’assurance et la fête.", ["l’assurance", "la fête"]),
        ("Ordre du jour : assurance, outils et questions diverses", ["assurance", "outils", "questions diverses"]),
        ("Agenda: insurance, tools and any other business", ["insurance", "tools", "any other business"]),
        ("Ordre du jour : l’assurance, la fête. La séance est ouverte à 10h.", ["l’assurance", "la fête"]),
        # An "and" within a point is no sign.
        ("Ordre du jour : assurance, outils, questions et réponses", ["assurance", "outils", "questions et réponses"]),
        ("Ordre du jour : outils et vélos, fête", ["outils et vélos", "fête"]),
        ("Ordre du jour : la fête – 10 min, les outils", ["la fête – 10 min", "les outils"]),
        ("Ordre du jour : recherche et développement", []),
        ("Ordre du jour du prochain conseil : à fixer, selon les réponses.", []),
        ("Le centre – fermé lundi – rouvre mardi.", []),
    ],
)  # fmt: skip
def test_an_agenda_in_a_sentence_ends_with_its_last_point(line: str, points: list[str]) -> None:
    assert agenda([Block("paragraph", line)]) == points


@pytest.mark.parametrize(
    "body",
    [
        table(("Nom", "Qui"), *beside(POINTS, "Bruno", "Mary", "tous")),
        table(("Point", "Ville"), *beside(POINTS, "Metz", "Nancy", "Épinal")),
        table(("Étape", "Heure"), *beside(POINTS, "9h", "10h", "11h")),
        "<h3>Ordre du jour</h3><p>Le budget fut long.<br>Il fut voté.</p>",
        "<h3>Ordre du jour</h3><p>Le conseil a parlé de tout, et longuement.</p>" + table(("a", "b"), ("c", "d")),
        "<p>Présents :</p><p>A. Klein</p><p>B. Durand</p>", "<p>Points forts :</p><ul><li>Le prix</li></ul>",
        "<p>Signataires :<br>A. Klein<br>B. Durand</p>", "<p>Point 2 : la fête</p>",
        "<p>Point de départ : la gare</p><p>Point d’arrivée : le lac</p>",
    ],
)  # fmt: skip
def test_what_is_no_agenda_has_no_points(body: str) -> None:
    assert read(f"<p>Étaient présents : quatorze ateliers.</p>{body}") == []


@given(
    st.lists(st.sampled_from(["Assurance", "Les outils", "Fête du vélo", "Comptes 2021"]), min_size=2, unique=True),
    st.sampled_from(["{n}. {p}", "{n}) {p}", "{n}° {p}", "{n}/ {p}", "– {p}", "• {p}", "{p}"]),
    st.sampled_from(["Ordre du jour", "Agenda :", "ODJ"]),
)  # fmt: skip
def test_points_in_lines_are_read_back_whatever_their_sign(
    points: list[str], sign: str, label: str
) -> None:
    lines = [sign.format(n=number, p=point) for number, point in enumerate(points, start=1)]
    assert agenda([Block("paragraph", label), Block("paragraph", "\n".join(lines))]) == points
