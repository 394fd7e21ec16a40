"""Makes a link of the column `see` of the prepared queries: the page of the row it speaks of."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datasette import hookimpl
from markupsafe import Markup

if TYPE_CHECKING:
    from datasette.app import Datasette

# What `row_path` makes and nothing else: the column's text may be anybody's.
_PATH = re.compile(r"/archive/([a-z_]+)/[A-Za-z0-9_~+.-]+")


@hookimpl
def render_cell(value: object, column: str, datasette: Datasette) -> Markup | None:
    """The link, named after the table it leads to; every other cell stays as Datasette shows it."""
    found = _PATH.fullmatch(value) if column == "see" and isinstance(value, str) else None
    if not found:
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(found[0]), found[1])
