"""An archive for walking: in every table many rows with the same value and with none; and tables of others."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

from archive.database import open_archive
from records.models import TABLES, Row

ROWS = 11
# What has a meaning in addresses, in tokens, in SQL or in the order of texts.
ODD = (
    "a,b/c~d%e+f g", "$null", "Même", "même", "", "2", "10", "é~2C&=?#;'\"[]", "spip/article/1.5", "guide.json",
    "$2",
)  # fmt: skip
# The same text or number more often than a part has rows, then nothing as often.
_OFTEN, _NEVER = 5, 4
_JSON = {"changed", "arguments", "record"}

# What an archive has not, and Datasette publishes all the same.
OTHERS = """
CREATE TABLE keyless (word TEXT, number);
CREATE TABLE mixed (id PRIMARY KEY, value, "a column, [so] to say" TEXT COLLATE NOCASE, _own TEXT, two__parts TEXT);
CREATE TABLE compound (b TEXT, a, c INTEGER, value, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE VIEW some AS SELECT number, word FROM keyless;
CREATE VIEW cased AS SELECT "a column, [so] to say" AS name, _own FROM mixed;
"""
MIXED = (
    2, "2", 2.5, "2.5", None, None, None, None, b"\xff\x00", b"2", float("inf"), -(2**63), 2**63 - 1, "", "$2", 1e300,
)  # fmt: skip


def make(folder: Path) -> Path:
    """The archive; nothing in it is what a page said."""
    path = folder / "archive.db"
    open_archive(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        for model in TABLES:
            columns = model.columns()
            names = ", ".join(columns)
            marks = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {model.table} ({names}) VALUES ({marks})", _rows(model))
        db.executescript(OTHERS)
        for number, value in enumerate(MIXED):
            cased = ("Même", "même", "MÊME", "b", "B")[number % 5]
            db.execute("INSERT INTO keyless VALUES (?, ?)", (ODD[number % 3], value))
            if number % 2:
                db.execute("INSERT INTO keyless VALUES (?, ?)", (ODD[number % 3], value))
            own = "x" if number < 9 else f"y{number}"
            db.execute(
                "INSERT INTO mixed VALUES (?, ?, ?, ?, ?)", (number / 2, value, cased, own, own)
            )
            key = (str(number % 3), number // 3 if number % 2 else str(number // 3))
            db.execute("INSERT INTO compound VALUES (?, ?, ?, ?)", (*key, number % 2, value))
        db.executemany(
            "INSERT INTO mixed VALUES (?, 1, 'b', 'x', 'x')", [("2",), (b"2",), ("a,b",)]
        )
    return path


def _rows(model: type[Row]) -> Iterator[list[Any]]:
    chance = random.Random(model.table)
    columns = [_values(model, name, chance) for name in model.columns()]
    yield from (list(row) for row in zip(*columns, strict=True))


def _values(model: type[Row], name: str, chance: random.Random) -> list[Any]:
    """The values of a column; those of a key are equal in no two rows."""
    info = model.model_fields[name]
    kinds = get_args(info.annotation) or (info.annotation,)
    number = float if float in kinds else int if int in kinds else None
    if (model.table, name) == ("entries", "record_id"):
        return list(ODD)
    if name in model.key:
        place, last = model.key.index(name), len(model.key) - 1
        if place < last:
            # The first of several has each value in several rows.
            return [ODD[row % 3] for row in range(ROWS)]
        return [number(row) if number else ODD[row] for row in range(ROWS)]
    texts = ['["title"]', "[]", "{}"] if name in _JSON else chance.sample(ODD, 3)
    some = [number(one) for one in (9, -1, 10)] if number else texts
    values = [some[0]] * _OFTEN + some[1:] * _NEVER
    if type(None) in kinds:
        values[_OFTEN : _OFTEN + _NEVER] = [None] * _NEVER
    values = values[:ROWS]
    chance.shuffle(values)
    return values
