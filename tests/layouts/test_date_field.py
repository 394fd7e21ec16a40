"""A field `Date` below the line of author and day is text; what says when a page was set up is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts import read
from records.reading import Fetched
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta name="Generator" content="Drupal 9"><title>Formation | Le site</title>
</head><body><header><a href="/">Le site</a></header><main role="main"><h1 class="page-title">Formation</h1>
<article data-history-node-id="7" class="node node--type-article node--view-mode-full">{}<div class="node__content">{}</div>
</article></main><footer><a href="/contact">Contact</a></footer></body></html>"""
SET_UP = (
    '<footer class="node__meta"><div class="node__submitted">Soumis le 6 mars 2017</div></footer>'
)


def field(label: str, value: str, name: str = "field") -> str:
    return f'<div class="{name}"><div class="field__label">{label}</div><div class="field__item">{value}</div></div>'


PLACE = field("Lieu", "Salle Courbet")


@pytest.mark.parametrize(
    ("set_up", "fields", "lines"),
    [
        (SET_UP, field("Date", "Mardi 4 avril 2017") + PLACE, ["Date : Mardi 4 avril 2017", "Lieu : Salle Courbet"]),
        (SET_UP, field("Date", "04/04/2017") + PLACE, ["Date : 04/04/2017", "Lieu : Salle Courbet"]),
        (SET_UP, field("Dates", "4 avril 2017") + PLACE, ["Dates : 4 avril 2017", "Lieu : Salle Courbet"]),
        (SET_UP, PLACE + field("Date", "4 avril 2017"), ["Lieu : Salle Courbet", "Date : 4 avril 2017"]),
        (SET_UP, field("Date", "4 avril 2017", "field field--name-field-date") + PLACE, ["Date : 4 avril 2017", "Lieu : Salle Courbet"]),
        ("", field("Date et heure", "4 avril 2017 - 18:00") + PLACE, ["Date et heure : 4 avril 2017 - 18:00", "Lieu : Salle Courbet"]),
        # When the page was set up, whatever is told beside it.
        (SET_UP, field("Publié le", "6 mars 2017") + PLACE, ["Lieu : Salle Courbet"]),
        (SET_UP, field("Mis à jour le", "7 mars 2017") + PLACE, ["Lieu : Salle Courbet"]),
        (SET_UP, field("Date de publication", "6 mars 2017") + PLACE, ["Lieu : Salle Courbet"]),
        ("", field("Date de publication", "6 mars 2017") + PLACE, ["Lieu : Salle Courbet"]),
    ],
)  # fmt: skip
def test_a_day_in_a_field_is_the_texts_own(set_up: str, fields: str, lines: list[str]) -> None:
    page = PAGE.format(set_up, fields).encode()
    reading = read(Fetched("https://contrelatraite.org/node/7", page, "2026-01-02T03:04:05Z"), SITE)
    assert [block.text for block in reading.blocks] == lines


@pytest.mark.parametrize(
    ("last", "lines"),
    [
        ("<p>Date : <time datetime='2017-04-04'>mar 04/04/2017 - 10:00</time></p>", ["Date : mar 04/04/2017 - 10:00"]),
        ("<p>Publié le 6 mars 2017</p>", []),
        ("<p>Date de publication : 6 mars 2017</p>", []),
    ],
)  # fmt: skip
def test_a_day_at_the_end_of_a_nameless_node_is_its_own_by_its_label(
    last: str, lines: list[str]
) -> None:
    """Where the theme names no field, and says above the text when the page was set up."""
    said = '<p class="date">Mis en ligne le <time datetime="2017-03-06">6 mars 2017</time></p>'
    text = "<div class='texte-page'><p>Le lieu sera précisé aux membres inscrits.</p></div>"
    page = PAGE.replace('<h1 class="page-title">Formation</h1>', "").replace(
        ' class="node node--type-article node--view-mode-full"', ""
    )
    page = page.replace(
        '{}<div class="node__content">{}</div>', f"<h1>Formation</h1>{said}{text}{last}"
    )
    reading = read(
        Fetched("https://contrelatraite.org/node/7", page.encode(), "2026-01-02T03:04:05Z"), SITE
    )
    assert [block.text for block in reading.blocks][1:] == lines
