"""Versions stand in the order of their captures, and say what is told otherwise, and by whom."""

from __future__ import annotations

import json

import pytest

from archive.history import Outcome, Provenance, remember
from archive.run import Run
from records.models import Cause
from records.reading import Fetched
from tests.archive.conftest import rows

URL = "http://contrelatraite.org/spip.php?article1"


def say(
    run: Run, day: int, said: dict[str, object], cause: Cause = "site", parser: str = "one"
) -> Outcome:
    """The record as it was read in the capture of a day."""
    at = f"2018-05-{day:02}T10:00:00Z"
    capture = run.writer.file(Fetched(URL, f"{day} {said}".encode(), at))
    run.keep(capture)
    source = Provenance(capture.id, at, run.crawl.id, cause, parser)
    return remember(run.db, "articles", "spip/article/1", said, source)


def versions(run: Run) -> list[tuple[object, ...]]:
    """Number, day, what it says, and what it says otherwise than the one it is compared with."""
    kept = rows(run, "SELECT number, captured_at, record, changed FROM versions ORDER BY number")
    return [
        (number, int(str(at)[8:10]), json.loads(str(record))["title"], sorted(json.loads(str(changed))))
        for number, at, record, changed in kept
    ]  # fmt: skip


def test_a_version_is_made_where_something_is_said_otherwise(run: Run) -> None:
    assert say(run, 1, {"title": "a"}) == "new"
    assert say(run, 2, {"title": "a"}) == "unchanged"
    assert say(run, 3, {"title": "b"}) == "changed"
    assert say(run, 4, {"title": "a"}) == "changed"
    assert [version[:3] for version in versions(run)] == [(1, 1, "a"), (2, 3, "b"), (3, 4, "a")]


def test_an_older_capture_finds_its_place_and_those_behind_it_are_numbered_on(run: Run) -> None:
    for day, title in ((1, "a"), (5, "c"), (9, "d")):
        say(run, day, {"title": title, "text": "t"})
    assert say(run, 3, {"title": "b", "text": "u"}) == "older"
    assert versions(run) == [
        (1, 1, "a", ["text", "title"]), (2, 3, "b", ["text", "title"]), (3, 5, "c", ["text", "title"]), (4, 9, "d", ["title"]),
    ]  # fmt: skip


def test_an_older_capture_that_says_what_was_said_before_it_is_no_version(run: Run) -> None:
    say(run, 1, {"title": "a"})
    say(run, 5, {"title": "b"})
    assert say(run, 3, {"title": "a"}) == "older"
    assert [version[:3] for version in versions(run)] == [(1, 1, "a"), (2, 5, "b")]


def test_what_is_said_in_an_older_capture_already_held_from_then_on(run: Run) -> None:
    say(run, 2, {"title": "a"})
    say(run, 5, {"title": "b"})
    assert say(run, 3, {"title": "b"}) == "older"
    assert say(run, 1, {"title": "a"}) == "older"
    assert [version[:3] for version in versions(run)] == [(1, 1, "a"), (2, 3, "b")]


@pytest.mark.parametrize(
    ("parser", "changed"),
    [
        # Compared with what the same parser read: the better one told of the text before.
        ("two", ["title"]), ("one", ["text", "title"]),
        # A parser that read nothing before is compared with the latest.
        ("three", ["title"]),
    ],
)  # fmt: skip
def test_what_the_site_changed_is_told_by_what_one_parser_read(
    run: Run, parser: str, changed: list[str]
) -> None:
    say(run, 1, {"title": "a", "text": "badly read"}, parser="one")
    say(run, 2, {"title": "a", "text": "read"}, "re-read", parser="two")
    say(run, 3, {"title": "b", "text": "read"}, parser=parser)
    assert versions(run)[-1] == (3, 3, "b", changed)
