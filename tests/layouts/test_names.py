"""Elements found by their names are those that an XPath over the whole page finds, in its order."""

from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from layouts.markup import has_class, select
from layouts.names import Names

WORDS = st.lists(st.sampled_from(["menu", "texte", "titre-2", "titre", "text"]), max_size=3)
ELEMENT = st.tuples(
    st.sampled_from(["div", "aside", "p", "h2"]), WORDS, st.sampled_from(["", "extra", "nav"])
)


def page(elements: list[tuple[str, list[str], str]]) -> lxml.html.HtmlElement:
    """Elements one in the other by twos, so that some nest and some follow."""
    opened = ""
    for number, (tag, words, own) in enumerate(elements):
        named = " class='" + " ".join(words) + "'" if words else ""
        named += f' id="{own}"' if own else ""
        opened += f"<{tag}{named}>x" + (f"</{tag}>" if number % 2 else "")
    return lxml.html.document_fromstring(f"<body>{opened}</body>")


@given(st.lists(ELEMENT, max_size=8))
def test_by_class_id_part_of_a_class_and_tag(elements: list[tuple[str, list[str], str]]) -> None:
    tree = page(elements)
    names = Names(tree)
    for found, condition in (
        (names.of("menu", "text"), has_class("menu", "text")),
        (names.of("texte", ids=("extra",)), f"{has_class('texte')} or @id='extra'"),
        (names.of(part="titre"), "contains(@class,'titre')"),
        (names.of("menu", asides=True), f"self::aside or {has_class('menu')}"),
        (names.of("other"), "false()"),
    ):
        assert found == select(tree, f"descendant-or-self::*[{condition}]")
