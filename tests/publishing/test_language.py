"""Every phrase of the interface is there in each language, and a reader gets the one wanted."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from public.pages.language import DEFAULT, LANGUAGES, phrases, translate
from tests.crawling.conftest import HOME

# `t("…")` in templates, `translate("…", language)` in code.
_PHRASE = re.compile(r"""\b(?:t|translate)\(\s*(?:"([^"]+)"|'([^']+)')""")
SOURCES = sorted([*(HOME / "public").rglob("*.html"), *(HOME / "public/pages").glob("*.py")])
OTHERS = [language for language in LANGUAGES if language != DEFAULT]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_phrase_is_translated(path: Path, language: str) -> None:
    found = [one or other for one, other in _PHRASE.findall(path.read_text("utf-8"))]
    missing = [phrase for phrase in found if phrase not in phrases(language)]
    assert not missing


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    def names(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name)

    wrong = {k: v for k, v in phrases(language).items() if names(k) != names(v)}
    assert not wrong


def test_a_phrase_that_nobody_translated_stays_as_it_is() -> None:
    assert translate("No such phrase, {number}", "fr", number=3) == "No such phrase, 3"
