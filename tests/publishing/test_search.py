"""One box over everything: what is found, how it is shown and narrowed down, and that any input is valid."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.publishing.conftest import Served
from tests.publishing.test_datasette import NASTY


def asked(served: Served, **question: str) -> dict[str, Any]:
    answer = served.get(f"search.json?{urlencode(question)}")
    assert answer.status == 200, question
    found: dict[str, Any] = json.loads(answer.text)
    return found


def ids(served: Served, **question: str) -> list[str]:
    return [one["id"] for one in asked(served, **question)["results"]]


@pytest.mark.parametrize(
    "typed", [*NASTY, "🙂🙂", "mot " * 2000, "x" * 10_000, "\u202ea", "a\tb\nc"]
)
def test_whatever_is_typed_gets_a_page(things: Served, typed: str) -> None:
    for path in ("search", "search.json"):
        answer = things.get(f"{path}?{urlencode({'q': typed})}")
        assert answer.status == 200
        assert path == "search.json" or "<script>alert" not in answer.text


def test_words_are_found_whatever_their_accents_ligatures_and_articles(things: Served) -> None:
    statement = "drupal/node/2"
    for typed in (
        "esclavage",
        "l’ESCLAVAGE",
        "main-d'oeuvre",
        "œuvre",
        '"portes fermées"',
        "C&A",
        "esclav*",
    ):
        assert statement in ids(things, q=typed), typed
    for typed in ("esclav", '"fermées portes"', "esclavage xylophage"):
        assert statement not in ids(things, q=typed), typed


def test_a_word_in_the_title_comes_first_and_a_member_is_known_by_its_acronym(
    things: Served,
) -> None:
    found = asked(things, q="lanterne")["results"]
    assert {one["kind"] for one in found[:2]} == {"members", "profiles"}
    assert found[-1]["kind"] == "statements"
    member = next(one for one in found if one["kind"] == "members")
    assert member["acronym"] == "LDA" and member["address"] == things.base + "archive/members/lda"
    assert "documents" in {one["kind"] for one in asked(things, q="esclavage")["results"]}


def test_results_are_narrowed_down_and_counted_by_kind(things: Served) -> None:
    every = asked(things, q="esclavage")
    assert every["total"] == 2 and every["kinds"] == {"documents": 1, "statements": 1}
    one = asked(things, q="esclavage", kind="documents")
    assert one["total"] == 1 and one["kinds"] == every["kinds"]
    assert ids(things, q="slavery", language="fr") == []
    assert ids(things, q="esclavage", **{"from": "2016", "to": "2016"}) == ["drupal/node/2"]
    assert ids(things, q="esclavage", **{"from": "2017"}) == []
    for year in ("2016", "9999"):
        assert "drupal/node/2" in ids(things, q="esclavage", to=year), year
    assert ids(things, q="esclavage", to="2015") == []
    # Of a member: what names it, and what its profiles attach.
    assert set(ids(things, q="esclavage", member="lda")) == {
        "drupal/node/2",
        "sites/default/files/guide.pdf",
    }
    assert ids(things, q="xylophage", member="lda") == []
    assert ids(things, q="esclavage", kind="no_such", **{"from": "soon"}) == ids(
        things, q="esclavage"
    )


def test_a_filter_without_words_lists_what_it_leaves_the_latest_first(things: Served) -> None:
    found = asked(things, kind="articles")
    dates = [one["date"] or "" for one in found["results"]]
    assert len(dates) == 20 and dates == sorted(dates, reverse=True)
    assert found["total"] == found["kinds"]["articles"] > 20
    rest = asked(things, kind="articles", part="2")["results"]
    assert len({one["id"] for one in found["results"] + rest}) == found["total"]
    # Years narrow it, an empty question asks nothing, and what has no word in it is no empty question.
    assert "drupal/node/2" in ids(things, **{"from": "2016", "to": "2016"})
    assert asked(things)["total"] == 0 == asked(things, q="!", kind="articles")["total"]
    html = things.get("search?kind=statements&q=+").text
    assert "<mark>" not in html and "How to search" not in html and 'class="found"' in html
    assert "Nothing found" in things.get("search?language=xx").text


def test_the_page_marks_the_words_and_keeps_the_question_in_its_links(things: Served) -> None:
    html = things.get("search?q=esclavage&from=2010&lang=fr").text
    assert "L’<mark>esclavage</mark> n’a pas disparu" in html and "Un résultat" in html
    assert 'value="esclavage"' in html and '<html lang="fr">' in html
    link = next(one for one in re.findall(r'href="(\?[^"]+)"', html) if "kind=statements" in one)
    assert "q=esclavage" in link and "from=2010" in link and "part=" not in link
    assert things.get(f"search{unescape(link)}").status == 200
    assert "How to search" in things.get("search").text
    assert "Nothing found" in things.get("search?q=nowhere").text


def test_a_passage_is_bounded_and_without_the_marks_of_headings(things: Served) -> None:
    html = things.get("search?q=rouge").text
    assert "<mark>Rouge</mark>" in html and "x" * 1000 not in html
    assert "Ce que <mark>nous</mark>" in things.get("search?q=nous+voyons+esclavage").text
    assert "## " not in things.get("search?q=nous+voyons+esclavage").text


def test_a_long_list_has_pages_and_each_result_stands_on_one(things: Served) -> None:
    first, second, third = (asked(things, q="ribambelle", part=part) for part in ("1", "2", "3"))
    every = [one["id"] for found in (first, second) for one in found["results"]]
    assert first["total"] == second["total"] == len(set(every)) == 25 and third["results"] == []
    assert second["next"] is None and json.loads(things.get(first["next"]).text) == second
    html = things.get("search?q=ribambelle&kind=articles").text
    assert (
        'rel="next" href="?q=ribambelle&amp;kind=articles&amp;part=2"' in html
        and 'rel="prev"' not in html
    )
    prefixed = asked(things, q="ribamb*")
    assert prefixed["total"] == 25 and {one["id"] for one in prefixed["results"]} < set(every)
