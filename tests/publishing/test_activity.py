"""The activity page: each chart with its figures, the query behind it, and where a figure leads."""

from __future__ import annotations

import re
from html import unescape

from tests.publishing.conftest import Served
from tests.publishing.test_home import CRAWL, stamp, text, write

DAY_OF = (
    "INSERT INTO meeting_dates (id, meeting_id, page_id, title, position, date, date_precision, time_zone, status,"
    " phrase) VALUES (?1, ?1, ?1, ?1, 1, ?2, ?3, 'Europe/Paris', ?4, '')"
)


def section(html: str, name: str) -> str:
    found = re.search(rf'<h2 id="{name}">.*?</section>', html, re.DOTALL)
    assert found, name
    return found[0]


def test_every_figure_leads_to_the_rows_it_counts(served: Served) -> None:
    html = served.get("/activity").text
    years = section(html, "years")
    row = re.search(r'<th scope="row">2016</th>.*?</tr>', years, re.DOTALL)
    assert row and text(row[0]) == "2016 1 1 1 1 0"
    calendar = section(html, "meetings")
    assert re.search(r'<td class="l4"><a [^>]+>2</a>', calendar), "two days in June 2016"
    counted = re.findall(r'href="([^"]+(?:startswith|year)=[^"]+)">(\d+)<', row[0] + calendar)
    assert len(counted) == 5
    for link, number in counted:
        rows = "1 row" if number == "1" else f"{number} rows"
        assert f"<h2>{rows}</h2>" in served.get(unescape(link)).text, link


def test_a_figure_of_the_home_page_leads_to_what_it_counts(things: Served) -> None:
    # Of these statements one bears a day and prints no date of publication, one is only announced.
    home = things.get("").text
    counted = re.findall(r'href="([^"]+startswith=\d+)">(\d+)<', home)
    assert [number for _, number in counted] == ["2", "2", "1"]
    for link, number in counted:
        rows = "1 row" if number == "1" else f"{number} rows"
        assert f"<h2>{rows}</h2>" in things.get(unescape(link)).text, link


def test_a_day_of_meetings_counts_once_and_leads_to_each_announcement(empty: Served) -> None:
    for name, day, precision, status in (
        ("fr", "2018-05-14", "day", "announced"), ("en", "2018-05-14", "day", "announced"),
        ("no", "2018-05-15", "day", "cancelled"), ("month", "2018-05", "month", "announced"),
        # Printed without a year.
        ("unknown", None, "day", "announced"),
    ):  # fmt: skip
        write(empty, DAY_OF, name, day, precision, status)
    calendar = section(empty.get("activity").text, "meetings")
    ((link, number),) = re.findall(r'href="([^"]+year=[^"]+)">(\d+)<', calendar)
    # Both announcements of that day, the other that is called off, and what has no day.
    assert number == "1" and "<h2>4 rows</h2>" in empty.get(unescape(link)).text
    (month,) = empty.rows("archive/meetings_by_month.json?_shape=array")
    assert [month[name] for name in ("days_met", "days_called_off", "without_a_day")] == [1, 1, 1]


def test_every_chart_names_the_query_behind_it(served: Served, empty: Served) -> None:
    write(empty, CRAWL, "a", stamp(1), stamp(1))
    html = served.get("/activity").text + empty.get("activity").text
    queries = set(re.findall(r'href="/archive/(\w+)\.csv"', html))
    assert queries == {"activity_by_year", "meetings_by_month", "crawls_and_checks"}
    assert all(served.get(f"/archive/{name}").status == 200 for name in queries)


def test_members_on_one_page_are_named_together_and_crawls_are_drawn_as_they_went(
    empty: Served,
) -> None:
    member = (
        "INSERT INTO members (id, name, first_profile_id, last_profile_id, page_id, capture_id)"
        " VALUES (?1, '<b>' || ?1, 'p', 'p', 'p', 'c')"
    )
    for name in ("one", "two"):
        write(empty, member, name)
        write(empty, "INSERT INTO mentions VALUES ('p', ?, 1, '')", name)
    write(empty, CRAWL.replace("'finished'", "'failed'"), "bad", stamp(0), None)
    html = empty.get("activity").text
    assert text(section(html, "together")).endswith(
        "<b>one – <b>two 1 The query behind it CSV JSON"
    )
    assert "<b>" not in html
    health = section(html, "health")
    assert 'class="s1"' in health and "nightly: failed" in text(health)
