"""A day of two sessions is one day where days are counted, and two occurrences where those are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import vobject  # type: ignore[import-untyped]

from tests.publishing.conftest import Served, serving
from tests.publishing.test_activity import section
from tests.publishing.test_feeds import FIRST, reading, take
from tests.publishing.test_home import text

# What the README asks, of one month.
_README = """SELECT r.held_on, d.start_time, d.place, r.title FROM reports r
  JOIN meeting_dates d ON d.id = r.meeting_date_id ORDER BY r.held_on DESC LIMIT 3"""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("sessions")
    take(
        folder, FIRST,
        reading(1, "Réunions", "Réunion du mardi 7 juin 2016, 10h – 12h et 14h – 17h, à Paris", "Le matin."),
        reading(2, "Réunions", "Réunion du mardi 14 juin 2016 à 9h, à Lens", "Le matin."),
        reading(3, "Réunions", "Réunion du mardi 21 juin 2016 à 9h, à Lens", "Le matin."),
        reading(4, "Réunions", "Réunion du mardi 28 juin 2016 à 9h, à Lens", "Le matin."),
        reading(5, "Comptes rendus", "Compte rendu de la réunion du 7 juin 2016", "Le matin."),
        # Called off in the morning alone: the day is one on which they met.
        reading(6, "Réunions", "Réunions du 5 juillet 2016", "5 juillet 2016, 10h – 12h : annulée",
                "5 juillet 2016, 14h – 16h, à Lens"),
    )  # fmt: skip
    with serving(folder / "archive.db", folder / "captures", "kept/") as served:
        yield served


def test_both_sessions_are_events_of_the_calendar(sessions: Served) -> None:
    (read,) = vobject.readComponents(sessions.get("archive/meetings.ics").text)
    of_day = [e for e in read.vevent_list if str(e.dtstart.value).startswith("2016-06-07")]
    assert sorted(str(event.dtstart.value)[11:16] for event in of_day) == ["10:00", "14:00"]
    assert len({event.uid.value for event in read.vevent_list}) == len(read.vevent_list) == 7


def test_both_sessions_stand_on_the_page_of_the_meeting_with_the_report_of_their_day(
    sessions: Served,
) -> None:
    days = section_of_days(sessions.get("archive/meetings/spip~2Farticle~2F1").text)
    assert "10:00–12:00" in days and "14:00–17:00" in days
    assert days.count("Compte rendu de la réunion du 7 juin 2016") == 2


def section_of_days(html: str) -> str:
    return html.partition('<table class="days">')[2].partition("</table>")[0]


def test_a_day_of_two_sessions_is_counted_once(sessions: Served) -> None:
    html = sessions.get("activity").text
    calendar = text(section(html, "meetings"))
    assert " 4 " in calendar and " 5 " not in calendar
    july, june = sessions.rows("archive/meetings_by_month.json?_shape=array")
    assert (june["days_met"], june["days_reported"], june["days_called_off"]) == (4, 1, 0)
    assert (july["days_met"], july["days_called_off"]) == (1, 0)
    gaps = sessions.rows("archive/longest_gaps_between_meetings.json?_shape=array")
    assert [gap["days_between"] for gap in gaps] == [7, 7, 7, 7]


def test_each_session_of_a_reported_day_is_reported_on(sessions: Served) -> None:
    rows = sessions.rows("archive/meeting_days_and_reports.json?_shape=array&year=2016-06-07")
    assert [(row["start_time"], row["report"] is not None) for row in rows] == [
        ("10:00", True),
        ("14:00", True),
    ]
    with closing(sqlite3.connect(sessions.db)) as db:
        assert len(db.execute(_README).fetchall()) == 1, "one report, one line"


def test_the_sessions_of_a_day_take_no_other_days_place_at_home(sessions: Served) -> None:
    with closing(sqlite3.connect(sessions.db)) as db, db:
        db.execute("UPDATE meeting_dates SET date = '2099' || substr(date, 5)")
        db.execute("UPDATE meeting_dates SET status = 'announced'")
    said = text(sessions.get("").text)
    coming = said[said.index("Coming") :]
    assert "10:00–12:00" in coming and "14:00–17:00" in coming
    assert "14 juin" in coming and "21 juin" in coming and "28 juin" not in coming
