"""Publishes the database as `archive` whatever its file is called: addresses and titles stay."""
# Datasette and its decorators carry no types.
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

NAME = "archive"


@hookimpl
def startup(datasette: Datasette) -> None:
    """Datasette names a database after its file; `datasette.yml` speaks of `archive`."""
    ours = [name for name, database in datasette.databases.items() if database.path]
    if ours == [NAME]:
        return
    database = datasette.databases[ours[0]]
    datasette.remove_database(ours[0])
    datasette.add_database(database, name=NAME)
