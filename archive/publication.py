"""What the publications say of themselves, from the models: `datasette.yml`, and each file exported.

`python -m archive.publication` writes `datasette.yml` again; a test says that the one committed is
equal.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import yaml  # type: ignore[import-untyped]  # it carries no types

from records.models import TABLES, Row
from records.site import Site, parse

HOME = Path(__file__).parents[1]
FILE = HOME / "datasette.yml"
QUERIES = HOME / "public" / "queries"
SHOWN = HOME / "public" / "tables.toml"
DATABASE = "archive"
ABOUT = "The texts belong to their authors and to the organisations that published them"
LICENCE = "Database structure and descriptions: CC BY 4.0. Texts and documents: their authors'."
LICENCE_NAME = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PACKAGE = "datapackage.json"
_TYPES = {int: "integer", float: "number", str: "string"}


def datasette_yml(site: Site) -> str:
    """The whole text of `datasette.yml`."""
    head = (
        "# Made by `python -m archive.publication` from the models, site.toml and public/: edit those.\n"
        "# Datasette reads it with -m; its settings are in commands/serve.py.\n"
    )
    text: str = yaml.dump(
        metadata(site), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return head + text


def metadata(site: Site) -> dict[str, Any]:
    """What Datasette is told, as it expects it."""
    words = {
        "title": title(site),
        "description": "Members, statements, meetings, reports and documents as the collective's "
        "website printed them, each with the capture it was read from.",
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "source": site.name,
        "source_url": site.base,
        "about": ABOUT,
        "about_url": site.base,
    }
    shown = tomllib.loads(SHOWN.read_text("utf-8"))
    tables = {model.table: {**_words(model), **shown.pop(model.table)} for model in TABLES}
    queries = {_name(path): _query(path) for path in _in_order()}
    return {
        **words,
        "databases": {DATABASE: {**words, "tables": {**tables, **shown}, "queries": queries}},
    }


def title(site: Site) -> str:
    """What the archive is called."""
    return f"Archive of {site.name}"


def _name(path: Path) -> str:
    return path.stem.partition("_")[2]


def _words(model: type[Row]) -> dict[str, Any]:
    return {
        "title": model.title_of_table,
        "description": model.description_of_table,
        "columns": {name: model.model_fields[name].description for name in model.columns()},
    }


def _in_order() -> list[Path]:
    """The files of the prepared queries, by the numbers they begin with."""
    return sorted(QUERIES.glob("*.sql"), key=lambda path: int(path.stem.partition("_")[0]))


def _query(path: Path) -> dict[str, Any]:
    """A prepared query: the first two comments of its file are its title and what it answers."""
    first, second, *sql = path.read_text("utf-8").splitlines()
    return {
        "title": first.removeprefix("-- "),
        "description": second.removeprefix("-- "),
        "sql": "\n".join(sql) + "\n",
        # Who asks a prepared question wants the answer first; "show" is one click away.
        "hide_sql": True,
    }


def table_schema(model: type[Row]) -> dict[str, Any]:
    """The Table Schema (Frictionless) of a model's table: columns, types, keys."""
    keys = [
        {
            "fields": [name],
            # The specification writes a table's reference to itself as an empty name.
            "reference": {"resource": "" if other == model.table else other, "fields": ["id"]},
        }
        for name in model.columns()
        if (other := model.references().get(name))
    ]
    return {
        "fields": [_field(model, name) for name in model.columns()],
        "missingValues": [""],
        "primaryKey": list(model.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(model: type[Row], name: str) -> dict[str, Any]:
    """One column. Times are known by their names: every `…_at` is one, in UTC."""
    info = model.model_fields[name]
    parts = get_args(info.annotation) or (info.annotation,)
    optional = type(None) in parts
    kinds = [part for part in parts if part is not type(None)]
    words = kinds if isinstance(kinds[0], str) else list(get_args(kinds[0]))
    type_ = "datetime" if name.endswith("_at") else "string" if words else _TYPES[kinds[0]]
    constraints: dict[str, Any] = {"enum": words} if words else {}
    plain = type_ == "string" and not words and name not in model.key
    # CSV cannot tell an empty text from none: a plain text is never said to be required.
    if not optional and (not plain or name in model.references()):
        constraints["required"] = True
    if model.key == (name,):
        constraints["unique"] = True
    return {
        "name": name,
        "type": type_,
        "description": info.description,
        **({"constraints": constraints} if constraints else {}),
    }


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]  # PyYAML carries no types
    """Queries as blocks, and no anchors: the file is for reading."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


if __name__ == "__main__":
    FILE.write_text(datasette_yml(parse((HOME / "site.toml").read_text("utf-8"))), "utf-8")
    print(f"{FILE.name} is written")
