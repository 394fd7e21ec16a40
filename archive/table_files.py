"""Rows into a file: CSV, CSV for spreadsheets, JSON Lines, Parquet; a table is never in memory as a whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from records.errors import ConfigurationError
from records.models import Row

Rows = Iterable[tuple[Any, ...]]
# What makes a spreadsheet take a text for a formula, or for the end of the cell before; some take the wide
# signs of East Asian writing for the common ones.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Rows of a Parquet row group: with whole texts in them some megabytes.
_GROUP = 2_000


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which tables are written: what it is called, and what is said of it in the README."""

    name: str
    suffix: str
    media_type: str
    words: str
    write: Callable[[Rows, type[Row], Path], None]

    @property
    def tabular(self) -> bool:
        """Whether Frictionless calls it a table (CSV)."""
        return self.suffix == "csv"


def spreadsheet_safe(value: Any) -> Any:
    """A value as a cell that no spreadsheet runs: such a text gets an apostrophe before it.

    >>> [spreadsheet_safe(value) for value in ("=1+1", "- un point", "Lyon=a", -5, None)]
    ["'=1+1", "'- un point", 'Lyon=a', -5, None]
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value


def _write_csv(rows: Rows, model: type[Row], path: Path) -> None:
    """RFC 4180: CRLF, a header row, quotes where they are needed; unknown values are empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(model.columns())
        writer.writerows(rows)


def _write_excel(rows: Rows, model: type[Row], path: Path) -> None:
    """The same with a byte order mark, by which Excel knows UTF-8, and no cell that is run."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(model.columns())
        writer.writerows(map(spreadsheet_safe, row) for row in rows)


def _write_jsonl(rows: Rows, model: type[Row], path: Path) -> None:
    """One JSON object a line; unknown values are null."""
    columns = model.columns()
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            record = dict(zip(columns, row, strict=True))
            stream.write(f"{json.dumps(record, ensure_ascii=False)}\n")


def _write_parquet(rows: Rows, model: type[Row], path: Path) -> None:
    """Columns with the types of the models, nullable where a value may be unknown, and described."""
    import pyarrow
    from pyarrow import parquet

    types = {int: pyarrow.int64(), float: pyarrow.float64()}
    fields = []
    for name in model.columns():
        info = model.model_fields[name]
        parts = get_args(info.annotation) or (info.annotation,)
        type_ = next((types[part] for part in parts if part in types), pyarrow.string())
        described = {"description": info.description or ""}
        fields.append(pyarrow.field(name, type_, nullable=type(None) in parts, metadata=described))
    schema = pyarrow.schema(fields)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = zip(*group, strict=True)
            arrays = [
                pyarrow.array(column, type=field.type)
                for column, field in zip(columns, fields, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _groups(rows: Rows) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while group := list(islice(left, _GROUP)):
        yield group


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form(
            "csv", "csv", "text/csv",
            "CSV as RFC 4180 has it: UTF-8 without a byte order mark, commas, a header row, CRLF. An\n"
            "empty field is an unknown value; a text with line breaks stands in quotes. Nothing in it\n"
            "is changed: do not open it in a spreadsheet, which would run a text that begins with `=`.",
            _write_csv,
        ),
        Form(
            "excel", "csv", "text/csv",
            "CSV for spreadsheets: UTF-8 with a byte order mark, commas, a header row, CRLF. A text that\n"
            "a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage\n"
            "return) has an apostrophe before it: take that off to have what was printed, or take the\n"
            "plain CSV files, where nothing is changed. Numbers are as they are. A spreadsheet that puts\n"
            "all into one column expects another separator: import the file (in Excel: Data, From\n"
            "Text/CSV). Excel keeps 32,767 characters of a cell; longer texts are whole in the others.",
            _write_excel,
        ),
        Form(
            "jsonl", "jsonl", "application/jsonl",
            "JSON Lines: one object a line, in UTF-8; `null` is an unknown value.",
            _write_jsonl,
        ),
        Form(
            "parquet", "parquet", "application/vnd.apache.parquet",
            "Apache Parquet: columns with their types; `null` is an unknown value. Dates and times are\n"
            "texts, at the precision that was printed.",
            _write_parquet,
        ),
    )
}  # fmt: skip


def can_be_written(form: Form) -> bool:
    """Whether what writes it is installed: pyarrow is large, and so an extra."""
    return form.name != "parquet" or find_spec("pyarrow") is not None


def form_named(name: str) -> Form:
    """The form of a name. Raises ConfigurationError where there is none, or it cannot be written."""
    form = FORMS.get(name)
    if form is None:
        *others, last = FORMS
        raise ConfigurationError(
            f"--format {name} is not allowed: it must be {', '.join(others)} or {last}"
        )
    if not can_be_written(form):
        raise ConfigurationError(
            f"--format {name} needs pyarrow: .venv/bin/pip install -r requirements-parquet.txt"
        )
    return form
