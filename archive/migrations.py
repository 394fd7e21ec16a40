"""The steps that made the database's schema: each runs once, in order, and none is ever edited.

A step is a file of `schema/`. The tables are those of `records/models.py`; a test compares the two,
so that a new column is a new field there and a new step here.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

SCHEMA = Path(__file__).parent / "schema"
migrations = Migrations("collective_archive")


@migrations()
def m001_tables(db: Database) -> None:
    """Every table and its indexes."""
    _run(db, "001_tables.sql")


@migrations()
def m002_search(db: Database) -> None:
    """The search index and the triggers that keep it."""
    _run(db, "002_search.sql")


@migrations()
def m003_withheld(db: Database) -> None:
    """What was taken down."""
    _run(db, "003_withheld.sql")


@migrations()
def m004_newsletters_sizes_names(db: Database) -> None:
    """A newsletter's month, a file's size as each page prints it, names that may be a member's."""
    _run(db, "004_newsletters_sizes_names.sql")


@migrations()
def m010_absences(db: Database) -> None:
    """Pages that the site said it has no more."""
    _run(db, "010_absences.sql")


@migrations()
def m011_causes_revisits(db: Database) -> None:
    """Why a version differs; captures that stand for another's payload."""
    _run(db, "011_causes_revisits.sql")


@migrations()
def m012_ways_of_pages(db: Database) -> None:
    """Indexes for search and for the pages of single things."""
    _run(db, "012_ways_of_pages.sql")


@migrations()
def m013_ways_of_readers(db: Database) -> None:
    """Indexes for what lists of records are sorted and counted by."""
    _run(db, "013_ways_of_readers.sql")


@migrations()
def m014_days_called_off(db: Database) -> None:
    """The announcement that calls off a day of another; the day by which a meeting is found."""
    _run(db, "014_days_called_off.sql")


@migrations()
def m015_orders_of_lists(db: Database) -> None:
    """Indexes in the order of the lists that are sorted by a time."""
    _run(db, "015_orders_of_lists.sql")


@migrations()
def m016_inferred_years(db: Database) -> None:
    """Which days have a year that no page prints."""
    _run(db, "016_inferred_years.sql")


def _run(db: Database, name: str) -> None:
    """Statement by statement: `executescript` would commit the migration's own transaction."""
    statement = ""
    for line in (SCHEMA / name).read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
