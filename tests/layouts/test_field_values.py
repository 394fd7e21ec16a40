"""A field of several values, one below the other, is a list; one of a single value is a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts import read
from records.agenda import agenda
from records.reading import Fetched
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta name="Generator" content="Drupal 10 (https://www.drupal.org)">
<title>Réunion | Collectif</title><link rel="shortlink" href="http://contrelatraite.org/node/12"></head><body><main>
<h1 class="page-title">Réunion</h1><article data-history-node-id="12" class="node--view-mode-full"><div>{}</div>
</article></main></body></html>"""
FIELD = (
    '<div class="field field--name-field-odj"><div class="field__label">Ordre du jour</div>{}</div>'
)


def items(*values: str, tag: str = "div", around: str = "div") -> str:
    inside = "".join(f'<{tag} class="field__item">{value}</{tag}>' for value in values)
    return FIELD.format(f'<{around} class="field__items">{inside}</{around}>')


@pytest.mark.parametrize(
    ("field", "lines", "points"),
    [
        (items("Budget", "Vœux"), ["Ordre du jour", "- Budget", "- Vœux"], ["Budget", "Vœux"]),
        (items("Budget", "", "Vœux"), ["Ordre du jour", "- Budget", "- Vœux"], ["Budget", "Vœux"]),
        (items("Le <b>budget</b>", "Vœux"), ["Ordre du jour", "- Le budget", "- Vœux"], ["Le budget", "Vœux"]),
        (items("Budget", "Vœux", tag="li", around="ul"), ["Ordre du jour :", "- Budget", "- Vœux"], ["Budget", "Vœux"]),
        ("<div><div>Ordre du jour</div><div><div>Budget</div><div>Vœux</div></div></div>",
         ["Ordre du jour", "Budget", "Vœux"], ["Budget", "Vœux"]),
        # One value is a line; texts stay texts.
        (items("Budget"), ["Ordre du jour : Budget"], []),
        (items("Budget<br>Vœux"), ["Ordre du jour : Budget\nVœux"], ["Budget", "Vœux"]),
        (items("<p>Un budget.</p>", "<p>Des vœux.</p>"), ["Ordre du jour", "Un budget.", "Des vœux."], []),
        (items("Un long texte. " * 20, "Vœux"), None, []),
    ],
)  # fmt: skip
def test_several_values_of_a_field_are_a_list(
    field: str, lines: list[str] | None, points: list[str]
) -> None:
    page = PAGE.format(field).encode()
    fetched = Fetched("http://contrelatraite.org/node/12", page, "2020-01-01T00:00:00Z")
    reading = read(fetched, SITE)
    if lines is not None:
        assert [block.printed() for block in reading.blocks] == lines
    assert agenda(reading.blocks) == points
    assert not [block for block in reading.blocks if "BudgetVœux" in block.text]


CONTACT = (
    '<div class="field--name-body"><p>Voici le texte de la page.</p></div><div class="field field--name-field-contact">'
    '<{0} class="field__label">{1}</{0}><{2} class="field__item">{3}</{2}></div>'
)


@pytest.mark.parametrize(
    ("tag", "label", "around", "value", "contact"),
    [
        ("h3", "Contact", "div", "Yann<br>12 rue de Siam", "Yann, 12 rue de Siam"),
        ("div", "Contact", "div", "Yann<br />12 rue de Siam<br/>Brest", "Yann, 12 rue de Siam, Brest"),
        ("div", "Contact", "div", "<p>Yann</p><p>12 rue de Siam</p>", "Yann, 12 rue de Siam"),
        ("div", "Contact", "div", "<p>Yann<br>12 rue de Siam</p>", "Yann, 12 rue de Siam"),
        ("span", "Coordonnées", "span", "Yann<br>12 rue de Siam", "Yann, 12 rue de Siam"),
        ("div", "Pour nous joindre", "div", "<div>Yann<br>12 rue de Siam</div>", "Yann, 12 rue de Siam"),
        ("h3", "Contact :", "div", "Yann<br>12 rue de Siam", "Yann, 12 rue de Siam"),
        ("div", "Contact", "div", "Yann, Brest", "Yann, Brest"),
        ("div", "Contact", "div", "Yann, Brest<br>", "Yann, Brest"),
        ("div", "Contact", "div", "<p>Yann, Brest</p>", "Yann, Brest"),
        ("div", "Contact", "div", "<div>Yann</div><div>Anne</div>", "Yann, Anne"),
        # A label of something else, and a text, are none.
        ("div", "Adresse", "div", "Yann<br>12 rue de Siam", None),
        ("div", "Nos contacts avec les écoles", "div", "Yann<br>12 rue de Siam", None),
    ],
)  # fmt: skip
def test_a_contact_of_several_lines_is_whole(
    tag: str, label: str, around: str, value: str, contact: str | None
) -> None:
    page = PAGE.format(CONTACT.format(tag, label, around, value)).encode()
    blocks = read(
        Fetched("http://contrelatraite.org/node/12", page, "2020-01-01T00:00:00Z"), SITE
    ).blocks
    assert next((block.value for block in blocks if block.label == "contact"), None) == contact
    said = " ".join(block.printed() for block in blocks).split()
    assert [word for word in said if word in ("Yann", "12", "Brest", "Anne")] == [
        word
        for word in value.replace("<", " <").replace(">", "> ").split()
        if word in ("Yann", "12", "Brest", "Anne")
    ]


MEDIUM = (
    '<article class="media media--type-document"><div class="field field--type-file field__item"><span class="file">'
    '<a href="/sites/default/files/{}.pdf">Bilan</a></span> <span>(77.1 Ko)</span></div></article>'
)


@pytest.mark.parametrize(
    ("label", "values", "files"),
    [
        ("Documents", [MEDIUM.format("a")], 1),
        ("Documents", [MEDIUM.format("a"), MEDIUM.format("b")], 2),
        ("Pièces jointes", [f"<div>{MEDIUM.format('a')}</div>"], 1),
        ("À télécharger", [MEDIUM.format("a").replace("article", "div")], 1),
    ],
)
def test_a_field_of_media_goes_with_its_label(label: str, values: list[str], files: int) -> None:
    text = '<div class="field--name-body"><p>Voici le texte.</p></div>'
    items = "".join(f'<div class="field__item">{value}</div>' for value in values)
    field = f'<div class="field field--type-entity-reference"><div class="field__label">{label}</div>{items}</div>'
    page = PAGE.format(text + field).encode()
    found = read(Fetched("http://contrelatraite.org/node/12", page, "2020-01-01T00:00:00Z"), SITE)
    assert [block.text for block in found.blocks] == ["Voici le texte."]
    assert len(found.attachments) == files


def test_a_field_that_holds_more_than_media_stays() -> None:
    text = '<div class="field--name-body"><p>Voici le texte.</p></div>'
    said = "<p>Le bilan a été voté en mai par toute l’assemblée.</p>"
    field = f'<div class="field field--type-entity-reference"><div class="field__item">{MEDIUM.format("a")}{said}</div></div>'
    page = PAGE.format(text + field).encode()
    found = read(Fetched("http://contrelatraite.org/node/12", page, "2020-01-01T00:00:00Z"), SITE)
    assert [block.text for block in found.blocks][
        1
    ] == "Le bilan a été voté en mai par toute l’assemblée."
