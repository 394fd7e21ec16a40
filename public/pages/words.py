"""What tables, columns and moments are called on a page: the words come from the models."""

from __future__ import annotations

import re
from datetime import datetime
from typing import get_args

from public.pages.language import DEFAULT, translate
from records.models import CONTENT, TABLES, Row

_MODELS: dict[str, type[Row]] = {model.table: model for model in TABLES}
CONTENT_TABLES = tuple(model.table for model in CONTENT)
# Tables whose records have versions.
VERSIONED = (*CONTENT_TABLES, "members", "documents")


def table_name(table: str) -> str:
    """A table's title; its own name where the models have no such table (any more).

    >>> table_name("meeting_dates")
    'Meeting dates'
    """
    return _MODELS[table].title_of_table if table in _MODELS else table


def table_about(table: str) -> str:
    """What a row of a table is; nothing where the models have no such table.

    >>> table_about("mentions")
    'A page names a member.'
    """
    return _MODELS[table].description_of_table if table in _MODELS else ""


def field_name(table: str, field: str) -> str:
    """A field in words: the beginning of its description, or the title of the table it lists.

    A description that only lists the values says nothing of the field: its own name does.

    >>> field_name("statements", "text"), field_name("meetings", "dates"), field_name("articles", "kind")
    ('The text', 'Meeting dates', 'Kind')
    """
    info = _MODELS[table].model_fields.get(field) if table in _MODELS else None
    if info is None:
        return plain(field)
    for child in get_args(info.annotation):
        if isinstance(child, type) and issubclass(child, Row):
            return child.title_of_table
    words = re.split(r"[;:(,]", info.description or "")[0].strip()
    return words if words[:1].isupper() else plain(field)


def plain(field: str) -> str:
    """A name of the database in words.

    >>> plain("first_seen_at")
    'First seen at'
    """
    return field.replace("_", " ").capitalize()


def moment(stamp: str | None) -> str:
    """A time as people read it.

    >>> moment("2018-05-12T10:00:00Z")
    '2018-05-12 10:00 UTC'
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z", stamp or "")
    return f"{found[1]} {found[2]} UTC" if found else stamp or ""


def ago(stamp: str, now: datetime, language: str = DEFAULT) -> str:
    """How long ago a time was, in whole days: what a reader wants to know of how fresh things are.

    >>> now = datetime.fromisoformat("2018-05-12T10:00:00Z")
    >>> ago("2018-05-11T23:00:00Z", now), ago("2018-05-10T10:00:00Z", now)
    ('less than a day ago', '2 days ago')
    """
    days = (now - datetime.fromisoformat(stamp)).days
    if days < 1:
        return translate("less than a day ago", language)
    if days == 1:
        return translate("a day ago", language)
    return translate("{days} days ago", language, days=number(days, language))


# The marks of thousands and of decimals.
_MARKS = {"fr": str.maketrans(",.", "\u202f,")}


def number(value: float, language: str = DEFAULT) -> str:
    """A number with its thousands set apart as the language does, and one decimal where it is not whole.

    >>> number(53_000), number(53_000, "fr"), number(12.5, "fr"), number(12.0)
    ('53,000', '53\u202f000', '12,5', '12')
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
    return text.translate(_MARKS.get(language, {}))


def size(value: int, language: str = DEFAULT) -> str:
    """A size in bytes, and in a larger unit where that is easier to read.

    >>> size(512), size(53_000)
    ('512 bytes', '53,000 bytes (52 KiB)')
    """
    whole = translate("{number} bytes", language, number=number(value, language))
    for unit, name in ((2**20, "MiB"), (2**10, "KiB")):
        if value >= unit:
            return f"{whole} ({value / unit:.0f} {translate(name, language)})"
    return whole
