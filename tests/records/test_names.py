"""Names are compared without what a typesetter adds."""

from __future__ import annotations

import pytest

from records.names import folded, slug


@pytest.mark.parametrize(
    "printed",
    [
        "Aix‑en‑Provence",
        "Aix‐en‐Provence",
        "AIX-EN-PROVENCE",
        "Aix－en－Provence",
        "  aix-en-provence ",
    ],
)
def test_a_hyphen_that_lets_no_line_break_is_a_hyphen(printed: str) -> None:
    assert folded(printed) == "aix-en-provence"
    assert slug(printed) == "aix-en-provence"


@pytest.mark.parametrize("printed", ["Aix – en Provence", "Aix en Provence", "Aix—en—Provence"])
def test_a_dash_or_a_space_is_none(printed: str) -> None:
    assert folded(printed) != "aix-en-provence"
