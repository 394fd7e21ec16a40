"""Feeds and the calendar, read by parsers of others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree as ET

import feedparser
import pytest
import vobject

from archive.run import begin
from public.pages import addresses, calendar, feeds
from records.finding import find
from records.reading import Block, Fetched, Reading
from tests.archive.conftest import SITE
from tests.publishing.conftest import Served, serving
from tests.publishing.test_home import CRAWL

ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = '<script>alert(1)</script> & "]]>'
URL = "http://contrelatraite.org/spip.php?page=article&id_article="
FIRST, SECOND = "2020-05-01T03:00:00Z", "2020-05-02T03:00:00Z"


def reading(number: int, trail: str, title: str, *paragraphs: str) -> Reading:
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    return Reading(
        f"spip/article/{number}", "spip", f"{URL}{number}", title, "fr", ("Accueil", trail, title),
        blocks=blocks,
    )  # fmt: skip


def take(folder: Path, at: str, *pages: Reading) -> str:
    run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
    for page in pages:
        capture = run.writer.file(Fetched(page.url, f"<html>{page}</html>".encode(), at))
        run.take(find(page, SITE, capture))
    run.finish("finished")
    with run.db.atomic():
        run.db.execute(
            "UPDATE crawls SET started_at = ?, finished_at = ? WHERE id = ?", (at, at, run.crawl.id)
        )
    run.db.close()
    return run.crawl.id


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two nights; in the second a statement is new, another changed, and a page is gone."""
    folder = tmp_path_factory.mktemp("feeds")
    old = "Communiqué du 4 juin 2016 : la main-d’œuvre"
    take(
        folder, FIRST,
        reading(1, "Communiqués", old, "Une phrase."),
        reading(2, "Communiqués", f"Communiqué du 5 juin 2016 {EVIL}", f"Un texte {EVIL}.", "mot " * 2_000),
        reading(3, "Réunions", "Réunion du collectif : mardi 7 juin 2016 de 10h à 12h30",
                "Réunion à Paris le mardi 7 juin 2016 de 10h à 12h30."),
        reading(4, "Réunions", f"Réunion du mercredi 16 juin 2038, {EVIL}; à Lyon", "Le matin."),
        reading(5, "Actualités", "Une soirée", "Des lettres."),
    )  # fmt: skip
    night = take(
        folder, SECOND,
        reading(1, "Communiqués", old, "Une autre phrase."),
        reading(6, "Communiqués", "Communiqué du 1er mai 2030", "Tout neuf."),
    )  # fmt: skip
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        (answer,) = db.execute("SELECT min(id) FROM captures").fetchone()
        absence = "INSERT INTO absences VALUES ('spip/article/5', ?, ?, 3, 410, ?, ?, '2020-05-03T03:00:00Z', NULL)"
        db.execute(absence, (FIRST, SECOND, answer, night))
        day = "UPDATE meeting_dates SET {} WHERE meeting_id = 'spip/article/{}'"
        db.execute(day.format("status = 'cancelled', place = 'Lyon; salle A, 2e'", 4))
        # A month alone is no day: it is left out, and counted.
        db.execute(
            "INSERT INTO meeting_dates SELECT id || '/x', meeting_id, page_id, url, title, 2, '2016-09', 'month',"
            " NULL, NULL, place, time_zone, status, phrase, NULL, 'printed' FROM meeting_dates WHERE meeting_id = 'spip/article/3'"
        )
    with serving(folder / "archive.db", folder / "captures", "kept/") as served:
        yield served


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def asked(served: Served, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text, asked with headers of one's own."""
    wanted = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(served.base + path, headers=wanted), timeout=30) as response:
            return response.status, _lower(response.headers), response.read().decode()
    except HTTPError as error:
        return error.code, _lower(error.headers), ""


@pytest.mark.parametrize("name", ["statements", "new", "changes"])
def test_a_feed_is_what_its_specification_asks_for(published: Served, name: str) -> None:
    answer = published.get(f"feeds/{name}.atom?lang=en")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.text)
    assert not read.bozo and read.version == "atom10" and read.entries
    root = ET.fromstring(answer.text)
    for one in (root, *root.iter(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{required}")) == 1, required
        assert one.findtext(f"{ATOM}id", "").startswith("tag:contrelatraite.org,2026:")
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated", "")).tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"{published.base}feeds/{name}.atom?lang=en"
    ids = [entry.id for entry in read.entries]
    assert len(set(ids)) == len(ids) <= 50
    for address in (links["alternate"], *(entry.link for entry in read.entries)):
        assert published.get(address).status == 200, address


def test_feeds_say_what_is_new_first_and_what_changed(published: Served) -> None:
    new, everything, changes = (
        feedparser.parse(published.get(f"feeds/{name}.atom?lang=fr").text)
        for name in ("statements", "new", "changes")
    )
    assert [entry.link.rpartition("~2F")[2] for entry in new.entries] == ["6", "2", "1"]
    assert {tag.term for entry in everything.entries for tag in entry.tags} == {
        "statements", "meetings", "articles",
    }  # fmt: skip
    gone, changed = changes.entries
    assert gone.title == "N’est plus sur le site : Une soirée"
    assert changed.title.startswith("Modifié : Communiqué du 4 juin 2016")
    assert changed.link.endswith("/history/statements/spip~2Farticle~2F1#version-2")


def test_runs_whose_records_stand_no_more_do_not_empty_a_feed(empty: Served) -> None:
    take(empty.db.parent, FIRST, reading(1, "Communiqués", "Communiqué du 4 juin 2016", "Un."))
    with closing(sqlite3.connect(empty.db)) as db, db:
        for number in range(60):
            at = f"2020-06-01T03:{number:02}:00Z"
            db.execute(CRAWL, (f"run-{number}", at, at))
            db.execute(
                "INSERT INTO versions SELECT record_table, 'was-' || ?1, 1, captured_at, capture_id, 'run-' || ?1,"
                " changed, digest, record, cause, parser FROM versions WHERE record_table = 'statements' LIMIT 1",
                (number,),
            )  # fmt: skip
    assert len(feedparser.parse(empty.get("feeds/new.atom").text).entries) == 1


def test_what_a_page_says_is_text_in_a_feed_in_its_own_language(published: Served) -> None:
    text = published.get("feeds/statements.atom?lang=en").text
    assert "<script" not in text
    entries = ET.fromstring(text).findall(f"{ATOM}entry")
    (evil,) = [one for one in entries if one.findtext(f"{ATOM}id", "").endswith("~2F2")]
    assert EVIL in evil.findtext(f"{ATOM}title", "")
    summary = evil.findtext(f"{ATOM}summary", "")
    assert EVIL in summary and len(summary) < 1_100
    assert evil.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


@pytest.mark.parametrize("path", ["feeds/new.atom", "archive/meetings.ics"])
def test_who_has_the_state_already_is_told_so(published: Served, path: str) -> None:
    status, headers, _ = asked(published, path)
    assert status == 200
    tag, changed = headers["etag"], headers["last-modified"]
    assert asked(published, path, If_None_Match=f'"other", W/{tag}')[0] == 304
    assert asked(published, path, If_Modified_Since=changed)[0] == 304
    for odd in (
        "Sun, 06 Nov 1994 08:49:37 +99999999999999999999",
        "Sun, 06 Nov 99999 08:49:37 GMT",
    ):
        assert asked(published, path, If_Modified_Since=odd)[0] == 200, odd
    old = "Mon, 01 Jan 2001 00:00:00 GMT"
    for headers in ({"If_None_Match": '"other"', "If_Modified_Since": changed}, {"If_Modified_Since": old},
                    {"If_Modified_Since": "yesterday"}):  # fmt: skip
        assert asked(published, path, **headers)[0] == 200, headers


def test_the_calendar_holds_what_is_known_of_each_day(published: Served) -> None:
    answer = published.get("archive/meetings.ics?lang=en")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    (read,) = vobject.readComponents(answer.text)
    assert "TZID:Europe/Paris" in answer.text
    assert "Announced without a day, and left out here: 1." in read.x_wr_caldesc.value
    first, second = sorted(read.vevent_list, key=lambda event: str(event.dtstart.value))
    assert first.dtstart.value.isoformat() == "2016-06-07T10:00:00+02:00"
    assert first.dtend.value.isoformat() == "2016-06-07T12:30:00+02:00"
    assert second.dtstart.value == date(2038, 6, 16) and not hasattr(second, "dtend")
    assert (first.status.value, second.status.value) == ("CONFIRMED", "CANCELLED")
    assert second.location.value == "Lyon; salle A, 2e" and EVIL in second.summary.value
    assert first.dtstamp.value.isoformat() == FIRST.replace("Z", "+00:00")
    assert re.fullmatch(r"spip~2Farticle~2F3.*@contrelatraite\.org", first.uid.value)
    assert first.url.value == f"{published.base}archive/meetings/spip~2Farticle~2F3"
    assert published.get(first.url.value).status == 200


def test_a_day_whose_year_is_inferred_is_in_the_calendar_and_says_so_on_its_pages(
    tmp_path: Path,
) -> None:
    announced = reading(1, "Réunions", "Prochaine réunion : mardi 4 octobre", "À 10h.")
    reported = reading(
        2, "Comptes rendus", "Compte rendu de la réunion du mardi 4 octobre", "Rien."
    )
    take(
        tmp_path, FIRST,
        replace(announced, date_line="lundi 12 septembre 2022"),
        replace(reported, date_line="lundi 10 octobre 2022"),
    )  # fmt: skip
    with serving(tmp_path / "archive.db", tmp_path / "captures", "kept/") as served:
        (read,) = vobject.readComponents(served.get("archive/meetings.ics").text)
        assert read.vevent.dtstart.value.isoformat() == "2022-10-04T10:00:00+02:00"
        (month,) = served.rows("archive/meetings_by_month.json?_shape=array")
        assert (month["month"], month["days_met"], month["days_reported"]) == ("2022-10", 1, 1)
        (row,) = served.rows("archive/meeting_dates.json?_shape=array")
        assert (row["date"], row["date_basis"]) == ("2022-10-04", "inferred")
        day = "archive/meeting_dates/spip~2Farticle~2F1~2F2022-10-04"
        pages = ("archive/meetings/spip~2Farticle~2F1", "archive/reports/spip~2Farticle~2F2", day)
        for path in pages:
            assert "year inferred from the day of publication" in served.get(path).text, path
            assert "année déduite du jour de publication" in served.in_french(path), path
        # The report is of the day that was announced.
        assert "Compte rendu de la réunion" in served.get(pages[0]).text


def test_calendar_and_feeds_keep_to_the_language_of_their_address(published: Served) -> None:
    # Programs that fetch them keep no cookies.
    assert "X-WR-CALNAME:Réunions" in published.get("archive/meetings.ics?lang=fr").text
    title = feedparser.parse(published.get("feeds/new.atom?lang=fr").text).feed.title
    assert title.startswith("Toutes les nouveautés – Archive du collectif")


def test_every_page_leads_to_the_feeds_and_the_calendar(published: Served) -> None:
    head = published.get("changes").text.partition("</head>")[0]
    found = re.findall(r'<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)"', head)
    assert len(found) >= 4
    for path in found:
        assert published.get(path).status == 200, path


def test_an_archive_without_anything_has_valid_feeds(tmp_path: Path) -> None:
    about: dict[str, Any] = {"id": "tag:a,2026:b", "title": "t", "author": "a", "rights": "r", "url": "http://a/",
                             "page": "http://a/", "language": "en", "updated": FIRST, "entries": ()}  # fmt: skip
    assert not feedparser.parse(feeds.atom(feeds.Feed(**about))).bozo
    empty = calendar.calendar([], "none", "", "", "").decode()
    assert list(vobject.readComponents(empty))
    assert (
        addresses.tag("https://a.example/", "é/b")
        == "tag:a.example,2026:collective-archive/~C3~A9~2Fb"
    )
