"""The home page: what is there, what is new, how fresh it is; and that it makes sense where nothing is there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from archive.publication import QUERIES
from public.pages.language import phrases
from tests.publishing.conftest import NOW, Served


def text(html: str) -> str:
    """A page as it is read: without markup, spaces folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def write(served: Served, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(served.db)) as db, db:
        db.execute(sql, values)


def stamp(days: int) -> str:
    """The moment so many days before `NOW`."""
    return (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


CRAWL = (
    "INSERT INTO crawls (id, spider, arguments, started_at, finished_at, outcome, asked, read, unchanged, new,"
    " changed, gone, quarantined, failed, bytes) VALUES (?, 'collective', '{}', ?, ?, 'finished',"
    " 0, 0, 0, 0, 0, 0, 0, 0, 0)"
)
DAY = (
    "INSERT INTO meeting_dates (id, meeting_id, page_id, title, position, date, date_precision, time_zone, status,"
    " phrase) VALUES (?1, 'm', 'm', ?1, 1, ?2, 'day', 'Europe/Paris', ?3, '')"
)


def test_home_says_what_is_there_and_leads_to_it(served: Served) -> None:
    html = served.get("/").text
    said = text(html)
    assert "It holds records from 3 March 2014 to " in said
    for kind, number in (("members", 1), ("statements", 1), ("meetings", 1), ("reports", 1)):
        assert re.search(rf'href="/archive/{kind}"><strong>{number}</strong>', html), kind
    assert '<form class="search" action="/search"' in html and 'name="q"' in html
    assert '<bdi lang="fr">Communiqué du 4 juin 2016 : la main-d’œuvre invisible</bdi>' in html
    assert html.index("2016-06-08") < html.index("2016-06-07"), "the latest meeting first"
    assert "No meeting is announced." in said
    assert served.get("/.json").headers["content-type"].startswith("application/json")


def test_the_timeline_is_a_drawing_and_the_same_figures_as_a_table(served: Served) -> None:
    html = served.get("/").text
    assert html.count("<rect class=") == 3, "a statement, a report and a piece of news in 2016"
    row = re.search(r'<th scope="row">2016</th>.*?</tr>', html, re.DOTALL)
    assert row and text(row[0]) == "2016 1 1 1"
    for link in re.findall(r'href="([^"]+)"', row[0]):
        assert "<h2>1 row</h2>" in served.get(unescape(link)).text, link


def test_a_page_is_in_french_where_french_is_wanted(served: Served) -> None:
    for path in ("/", "/activity", "/archive", "/archive/statements", "/archive/meetings_by_month", "/changes", "/nights"):  # fmt: skip
        html = served.in_french(path)
        assert '<html lang="fr">' in html and "Aller au contenu" in html, path
    assert "Dernières prises de position" in served.in_french("/")
    assert "Archive du collectif" in served.in_french("/archive/statements")


def test_an_archive_in_which_nothing_was_read_says_so_on_every_page(empty: Served) -> None:
    said = text(empty.get("/").text)
    for words in ("No statement was read yet.", "No meeting was read yet.", "There was no good crawl yet",
                  "There is nothing with a date yet."):  # fmt: skip
        assert words in said
    queries = [path.stem.partition("_")[2] for path in QUERIES.glob("*.sql")]
    for path in ("activity", "changes", "nights", "archive", "archive/members", "archive/meetings",
                 "archive/documents", *(f"archive/{name}" for name in queries)):  # fmt: skip
        assert empty.get(path).status == 200, path
    assert "The site was not crawled yet." in text(empty.get("activity").text)


def test_an_old_crawl_is_a_warning_and_a_new_one_takes_it_away(empty: Served) -> None:
    warning = "This archive is not fresh"
    write(empty, CRAWL, "old", stamp(5), stamp(5))
    said = text(empty.get("/").text)
    assert warning in said and "5 days ago" in said
    assert "Cette archive n’est pas à jour" in empty.in_french("/")
    write(empty, CRAWL, "new", stamp(0), stamp(0))
    said = text(empty.get("/").text)
    assert warning not in said and "Nothing changed" in said


def test_the_next_meetings_are_told_from_the_last_by_today(empty: Served) -> None:
    for name, days, status in (("Soon", -1, "announced"), ("Later", -9, "cancelled"), ("Over", 2, "announced")):  # fmt: skip
        write(empty, DAY, name, stamp(days)[:10], status)
    html = empty.get("/").text
    assert html.index("Coming") < html.index("Soon") < html.index("Later") < html.index("Past")
    said = text(html)
    assert "tomorrow" in said and "cancelled in 9 days" in said and "2 days ago" in said
    assert said.index("Past") < said.index("Over")


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        # In Paris the day begins two hours before that of UTC in summer, one in winter.
        ("2024-07-28T21:30Z", "2024-07-28"), ("2024-07-28T22:30Z", "2024-07-29"),
        ("2024-07-28T23:30Z", "2024-07-29"), ("2024-07-29T00:30Z", "2024-07-29"),
        ("2024-01-28T22:30Z", "2024-01-28"), ("2024-01-28T23:30Z", "2024-01-29"),
        # The nights in which its clocks are put forward and back.
        ("2024-03-30T22:59Z", "2024-03-30"), ("2024-03-31T22:00Z", "2024-04-01"),
        ("2024-10-26T22:00Z", "2024-10-27"), ("2024-10-27T22:59Z", "2024-10-27"),
        # The ends of months and years, and the day that most years do not have.
        ("2024-02-28T23:00Z", "2024-02-29"), ("2024-02-29T23:30Z", "2024-03-01"),
        ("2024-12-31T22:59Z", "2024-12-31"), ("2024-12-31T23:00Z", "2025-01-01"),
    ],
)  # fmt: skip
def test_today_is_the_day_where_the_meetings_are_at_any_moment(
    empty: Served, moment: str, today: str
) -> None:
    empty.at(datetime.fromisoformat(moment))
    day = date.fromisoformat(today)
    for name, days in (("Yesterday", -1), ("Today", 0), ("Tomorrow", 1)):
        write(empty, DAY, name, (day + timedelta(days=days)).isoformat(), "announced")
    # Of this day only the month is known: it may still come.
    write(empty, DAY, "This month", today[:7], "announced")
    said = text(empty.get("/").text)
    coming, past = said[said.index("Coming") : said.index("Past")], said[said.index("Past") :]
    assert all(words in coming for words in ("today", "tomorrow", "This month"))
    assert "yesterday" in past and "today" not in past and "Tomorrow" not in past


def test_words_chosen_by_number_are_translated_too() -> None:
    from public.pages.changes import COUNTED
    from public.plugins.archive_pages import _MENU

    wanted = [label for label, _ in _MENU] + [words for _, *both in COUNTED for words in both]
    wanted += ["yesterday", "1 page was lost", "{number} pages were lost", "{number} page"]
    wanted += [f"{{number}} {word}{one}" for word in ("changed", "new", "gone") for one in ("", " (one)")]  # fmt: skip
    assert not [words for words in wanted if words not in phrases("fr")]
