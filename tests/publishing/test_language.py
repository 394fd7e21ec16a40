"""Every phrase of the interface is there in each language, and a reader gets the one wanted."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from string import Formatter
from typing import Literal, get_args, get_origin

import httpx
import pytest

from archive import faults, unanswered
from archive.check_words import FIRST, OTHER, WORDS
from archive.comparison import VALUES
from public.pages import vocabulary
from public.pages.language import DEFAULT, LANGUAGES, phrases, translate
from records.errors import Refused
from records.models import TABLES, Row
from records.site import parse
from tests.crawling.conftest import HOME
from tests.publishing.conftest import Served

# `t("…")` in templates, `translate("…", language)` in code; what is not there is said by its exception.
_PHRASE = re.compile(r"""\b(?:t|translate|NotFound|Unanswerable)\(\s*(?:"([^"]+)"|'([^']+)')""")
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


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_translated_in_two_ways(language: str) -> None:
    # The last file would win, whatever page the phrase stands on.
    found: dict[str, set[str]] = defaultdict(set)
    for path in (HOME / "public/words" / language).glob("*.toml"):
        for phrase, words in tomllib.loads(path.read_text("utf-8")).items():
            found[phrase].add(words)
    assert not {phrase: words for phrase, words in found.items() if len(words) > 1}


def _values(model: type[Row], column: str) -> set[str]:
    """What may stand in a column: by its type, else as its description lists it."""
    info = model.model_fields[column]
    for kind in (info.annotation, *get_args(info.annotation)):
        if get_origin(kind) is Literal:
            return set(get_args(kind))
    listed = re.fullmatch(r"(?:[a-z]+, )+[a-z]+", info.description or "")
    return set(listed[0].split(", ")) if listed else set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_value_of_our_own_is_translated(language: str) -> None:
    wanted = {
        (column, value)
        for model in TABLES
        for column in vocabulary.coded(model.table, model.columns(), language)
        for value in _values(model, column)
    }
    site = parse((HOME / "site.toml").read_text("utf-8"))
    wanted |= {("form", rule.form) for rule in site.forms}
    reasons = {kind.reason for kind in Refused.__subclasses__()} | {
        unanswered.REASON,
        faults.REASON,
    }
    wanted |= {("reason", reason) for reason in reasons}
    known = phrases(language)
    assert {"cause", "kind", "outcome", "seen_as", "status"} < {column for column, _ in wanted}
    assert not [
        (column, value)
        for column, value in sorted(wanted)
        if value not in known and f"{value} ({column})" not in known
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_every_health_check_is_translated(language: str) -> None:
    code = "".join(path.read_text("utf-8") for path in (HOME / "archive").glob("*.py"))
    names = re.findall(r'\bResult\(\s*"([^"]+)"', code)
    assert len(names) > 12
    names += ["requests", "pages met", "length of text"]
    names += [f"pages with a {what}" for what in ("title", "date", "text")]
    names += [f"values of {table}: {words}" for table, _, words in VALUES]
    assert not [name for name in names if name not in phrases(language)]
    assert vocabulary.check_name("pages met", language) != "pages met"
    said = [*WORDS.values(), FIRST, OTHER, "and {number} more"]
    assert not [phrase for phrase in said if phrase not in phrases(language)]


def test_our_own_values_read_in_french_and_are_asked_for_as_they_are_stored(served: Served) -> None:
    html = served.in_french("/archive/statements")
    assert '<td class="col-form type-str" data-label="Forme">communiqué</td>' in html
    facets = dict(re.findall(r'<li><a href="[^"]+?\?(\w+=[^"&]+)">([^<]+)</a>', html))
    assert facets["form=statement"] == "communiqué" and facets["seen_as=page"] == "page"
    assert facets["issuer=collective"] == "le collectif"
    english = served.get("/archive/statements").text
    assert 'data-label="Form">statement</td>' in english
    assert "prise de position" in served.in_french("/archive/pages?_facet=kind")
    asked = served.in_french("/archive/statements_by_year?language=")
    assert 'data-label="Forme">communiqué</td>' in asked
    assert re.search(
        r'data-label="Voir"><a href="[^"]+">Membres</a>', served.in_french("/archive/members_named")
    )
    own = served.in_french("/archive?sql=select+'statement'+as+form")
    assert ">statement</td>" in own, "a reader's own query is answered as it is"


@pytest.mark.parametrize("path", ["archive/statements/none", "archive/none", "history/articles/none",
                                  "captures/none", "nights/none", "changes/none", "data/none.zip",
                                  "archive/none.excel.csv", "none", "archive?sql=drop"])  # fmt: skip
def test_what_is_not_there_is_said_in_french(served: Served, path: str) -> None:
    answer = httpx.get(f"{served.base}{path}", headers={"Accept-Language": "fr"})
    assert answer.status_code in (400, 404) and 'lang="fr"' in answer.text
    assert '<p lang="en"' not in answer.text and 'class="warning" lang="en"' not in answer.text


def test_a_phrase_that_nobody_translated_stays_as_it_is() -> None:
    assert translate("No such phrase, {number}", "fr", number=3) == "No such phrase, 3"
