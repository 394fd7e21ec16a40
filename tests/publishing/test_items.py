"""The page of each thing: what it says, where it was read, how to cite it; and of what stands no more."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.request import HTTPRedirectHandler, build_opener

import pytest

from tests.publishing.conftest import Served
from tests.publishing.test_history_pages import section

FILE = "sites~2Fdefault~2Ffiles~2Fguide~2Epdf"
PATHS = (
    "members/lda", "profiles/drupal~2Fnode~2F1", "statements/drupal~2Fnode~2F2", "meetings/drupal~2Fnode~2F3",
    "reports/drupal~2Fnode~2F4", "articles/drupal~2Fnode~2F10", f"documents/{FILE}",
    "statements/drupal~2Fnode~2F77",
)  # fmt: skip


def page(served: Served, path: str) -> str:
    answer = served.get(f"archive/{path}")
    assert answer.status == 200, path
    return answer.text


def text_of(html: str) -> str:
    """The whole page as text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def described(html: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


@pytest.mark.parametrize("path", PATHS)
def test_each_thing_says_where_it_was_read_and_how_to_cite_and_take_it(
    things: Served, path: str
) -> None:
    html = page(things, path)
    cited, address = text_of(html), f"{things.base}archive/{path}"
    assert f"{address}. Captured on 2020-05-0" in cited
    assert "sha1:" in cited and f'<link rel="canonical" href="{address}">' in html
    assert (
        'hreflang="fr"' in html and '<meta property="og:title"' in html and html.count("<h1>") == 1
    )
    for link in ("/kept/captures/", "/kept/nights/", "/kept/history/", "/kept/archive/pages/"):
        assert f'href="{link}' in html, link
    assert described(html)["@context"] == "https://schema.org"
    rows = json.loads(things.get(f"archive/{path}.json?_shape=objects").text)["rows"]
    (link,) = re.findall(r'href="(/kept/archive/\w+\.csv\?[^"]+)"', html)
    (row,) = csv.DictReader(io.StringIO(things.get(unescape(link)).text))
    assert row["id"] == rows[0]["id"]
    french = things.get(f"archive/{path}?lang=fr").text
    assert "Où cela a été lu" in french and "Where it was read" not in french


def test_a_member_shows_its_profiles_its_files_and_who_names_it(things: Served) -> None:
    html = page(things, "members/lda")
    assert "<h1><bdi>Lanterne des Ateliers (LDA)</bdi></h1>" in html
    profiles = section(html, "Profiles over time")
    assert "Lanterne des Ateliers" in profiles and "Lantern of the Workshops" in profiles
    assert "Communiqué du 4 juin 2016" in section(html, "Statements that name it")
    assert "Le guide" in section(html, "Documents")
    said = described(html)
    assert (
        said["@type"] == "Organization"
        and said["alternateName"] == "LDA"
        and said["foundingDate"] == "1997"
    )


def test_a_statement_reads_as_paragraphs_and_lists_and_leads_to_its_translation(
    things: Served,
) -> None:
    html = page(things, "statements/drupal~2Fnode~2F2")
    assert "<h3>Ce que nous voyons</h3>" in html and "C&amp;A, un nom</li>" in html
    assert '<div lang="fr">' in html and '<bdi lang="fr">Communiqué du 4 juin 2016' in html
    assert 'href="/kept/archive/statements/drupal~2Fnode~2F2~2Fen" hreflang="en"' in html
    assert 'href="/kept/archive/members/lda"' in html and "4 June 2016" in html
    assert "changed: The text" in text_of(html) and "#version-2" in html
    said = described(html)
    assert said["@type"] == "Article" and said["dateCreated"] == "2016-06-04"
    assert "datePublished" not in said, "this page prints no date of publication"


def test_a_meeting_and_its_report_lead_to_each_other(things: Served) -> None:
    meeting, report = (
        page(things, "meetings/drupal~2Fnode~2F3"),
        page(things, "reports/drupal~2Fnode~2F4"),
    )
    assert "14:00–16:30" in meeting and 'href="/kept/archive/reports/drupal~2Fnode~2F4"' in meeting
    assert 'href="/kept/archive/meetings/drupal~2Fnode~2F3"' in report
    assert (
        "Ateliers sans fenêtre" in section(report, "Agenda")
        and described(report)["@type"] == "Report"
    )
    # Its report is there in two languages, the day once.
    assert 'href="/kept/archive/reports/drupal~2Fnode~2F4~2Fen"' in meeting
    (event,) = described(meeting)["@graph"]
    assert event["@type"] == "Event" and event["startDate"] == "2016-06-07T14:00:00+02:00"


def test_a_document_shows_both_sizes_its_pages_its_text_and_who_attaches_it(things: Served) -> None:
    html = page(things, f"documents/{FILE}")
    for words in (
        "12 kb",
        "12,288 bytes",
        "ab" * 32,
        "application/pdf",
        "Vos droits, page par page",
    ):
        assert words in html, words
    assert html.count("there called") == 2 and 'href="https://contrelatraite.org/' in html
    assert described(html)["@type"] == "DigitalDocument"


def test_what_is_gone_only_announced_or_once_was_another_kind_says_so(things: Served) -> None:
    assert "The site has this page no more since" in page(things, "meetings/drupal~2Fnode~2F3")
    lead = page(things, "statements/drupal~2Fnode~2F77")
    assert "Only announced" in lead and "Announced on the page" in lead
    moved = page(things, "statements/drupal~2Fnode~2F5")
    assert 'Until a later reading it stood among these: <a href="/kept/history/articles/' in moved


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *given: Any) -> None:
        return None


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("articles/drupal~2Fnode~2F5", "statements/drupal~2Fnode~2F5"),
        ("articles/drupal~2Fnode~2F5.json?_shape=objects", "statements/drupal~2Fnode~2F5.json?_shape=objects"),
        ("articles/drupal~2Fpath~2Fune-alerte", "articles/drupal~2Fnode~2F10"),
        ("members/guilde-du-fil", "members/gfa"),
    ],
)  # fmt: skip
def test_an_old_address_leads_to_where_the_record_is_now(
    things: Served, old: str, now: str
) -> None:
    try:
        answer = build_opener(_Stay).open(f"{things.base}archive/{old}", timeout=30)
    except OSError as error:
        answer = error  # type: ignore[assignment]
    assert answer.status == 301 and answer.headers["location"] == f"/kept/archive/{now}"
    assert things.get(f"archive/{old}").status == 200


def test_what_gave_way_to_more_than_one_says_what_it_was(things: Served) -> None:
    answer = things.get("archive/members/cercle-des-passants")
    assert (
        answer.status == 404 and 'href="/kept/history/members/cercle-des-passants"' in answer.text
    )
    assert things.get("history/members/cercle-des-passants").status == 200


def test_what_was_taken_down_says_so_and_what_never_was_is_not_found(things: Served) -> None:
    gone = things.get("archive/articles/drupal~2Fnode~2F8")
    assert (
        gone.status == 410 and "taken down on 3 May 2020" in gone.text and "Secret" not in gone.text
    )
    for path in ("articles/none", "members/none", "documents/none.json"):
        assert things.get(f"archive/{path}").status == 404, path
    assert 'href="/kept/search"' in things.get("archive/articles/none").text


def test_rows_without_a_page_of_their_own_lead_to_the_thing_they_belong_to(things: Served) -> None:
    for path, link in (
        ("pages/drupal~2Fnode~2F2", "statements/drupal~2Fnode~2F2"),
        ("meeting_dates/drupal~2Fnode~2F3~2F2016-06-07", "meetings/drupal~2Fnode~2F3"),
        ("agenda_items/drupal~2Fnode~2F4~2Fagenda~2F1", "reports/drupal~2Fnode~2F4"),
        ("entries/1", f"documents/{FILE}"),
    ):
        assert f'href="/kept/archive/{link}"' in page(things, path), path
