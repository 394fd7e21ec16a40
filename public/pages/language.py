"""The language of the interface: which one a reader wants, and what a phrase is in it.

Phrases stand in English in templates (`t`) and code (`translate`); in French they are in `words/fr/`, a file
for each part of the site. A test holds that none is missing.
"""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Request

LANGUAGES = {"en": "English", "fr": "Français"}
DEFAULT = "en"
COOKIE = "lang"
_WORDS = Path(__file__).parents[1] / "words"


def language_of(request: Request | None) -> str:
    """The one that the address names (`?lang=fr`), or was chosen before, or the browser prefers."""
    if request is None:
        return DEFAULT
    for named in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if named in LANGUAGES:
            return str(named)
    return preferred(request.headers.get("accept-language") or "")


def preferred(accepted: str) -> str:
    """The first of our languages in an Accept-Language header, by its weights.

    >>> preferred("de, fr-CA;q=0.8, en;q=0.9"), preferred("fr"), preferred("*")
    ('en', 'fr', 'en')
    """
    weighted = []
    for position, part in enumerate(accepted.lower().split(",")):
        # Blanks are tried in one way alone: a header may hold thousands.
        found = re.fullmatch(
            r"([a-z]{2})(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?", part.strip()
        )
        if found and found[1] in LANGUAGES and float(found[2] or 1) > 0:
            weighted.append((-float(found[2] or 1), position, found[1]))
    return min(weighted)[2] if weighted else DEFAULT


def translate(phrase: str, language: str, **values: Any) -> str:
    """A phrase in a language, with its values filled in; one that has no translation stays English.

    >>> translate("What changed", "fr")
    'Ce qui a changé'
    """
    words = phrase if language == DEFAULT else phrases(language).get(phrase, phrase)
    return words.format(**values) if values else words


@cache
def phrases(language: str) -> dict[str, str]:
    """Every phrase of a language, from its files."""
    found: dict[str, str] = {}
    for path in sorted((_WORDS / language).glob("*.toml")):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found
