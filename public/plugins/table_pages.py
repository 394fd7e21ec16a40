"""What the templates of tables, of the home page and of charts need besides Datasette's own."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import hookimpl

from public.pages import home, tables, vocabulary
from public.pages.words import number, table_about

if TYPE_CHECKING:
    from jinja2 import Environment


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Numbers and days in the reader's language, columns, and the ways to take rows away."""
    env.filters |= {"number": number, "away": home.away, "table_about": table_about}
    env.globals |= {
        "heading": tables.heading,
        "in_order": tables.in_order,
        "columns_shown": tables.columns_shown,
        "lines": tables.lines,
        "taken_away": tables.taken_away,
        "with_columns": tables.with_columns,
        "kept_arguments": tables.kept_arguments,
        "coded": vocabulary.coded,
        "in_words": vocabulary.in_words,
        "row_link": vocabulary.row_link,
        "spoken_in": vocabulary.spoken_in,
    }
