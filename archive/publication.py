"""What `datasette.yml` says: the models' words for tables and columns, and how each is best shown.

`python -m archive.publication` writes the file again; a test says that the one committed is equal.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from records.models import TABLES, Row
from records.site import Site, parse

HOME = Path(__file__).parents[1]
FILE = HOME / "datasette.yml"
QUERIES = HOME / "public" / "queries"
DATABASE = "archive"
# Not for readers: the search index's own tables, and the list of migrations done.
HIDDEN = (
    "_sqlite_migrations", "search", "search_config", "search_data", "search_docsize", "search_idx",
)  # fmt: skip
ABOUT = "The texts belong to their authors and to the organisations that published them"
LICENCE = "Database structure and descriptions: CC BY 4.0. Texts and documents: their authors'."
LICENCE_NAME = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
BYTES = {"bytes": "byte"}

# How each table is shown: the newest first where it knows a day, facets that are worth a click, and
# the column by which a row of it is named where another row points to it.
SHOWN: dict[str, dict[str, Any]] = {
    "members": {"label_column": "name", "sort": "name"},
    "profiles": {
        "label_column": "title", "sort_desc": "published_on", "facets": ["language", "member_id"],
    },
    "statements": {
        "label_column": "title", "sort_desc": "published_on",
        "facets": ["form", "issuer", "language", "seen_as"],
    },
    "meetings": {
        "label_column": "title", "sort_desc": "published_on", "facets": ["language", "seen_as"],
    },
    "meeting_dates": {
        "label_column": "phrase", "sort_desc": "date", "facets": ["status", "place"],
    },
    "reports": {"label_column": "title", "sort_desc": "held_on", "facets": ["language"]},
    "agenda_items": {"label_column": "text", "sort": "id", "facets": ["report_id"]},
    "articles": {
        "label_column": "title", "sort_desc": "published_on", "facets": ["kind", "language"],
    },
    "documents": {
        "sort": "id", "facets": ["format", "status", "language"],
        "units": {"stated_bytes": "byte", **BYTES},
    },
    "page_documents": {"sort": "page_id"},
    "mentions": {"sort_desc": "count", "facets": ["member_id"], "size": 100},
    "entries": {
        "label_column": "title", "sort_desc": "date", "facets": ["kind", "language"],
        "fts_table": "search", "fts_pk": "id",
    },
    "pages": {
        "label_column": "title", "sort_desc": "changed_at", "facets": ["kind", "layout", "language"],
    },
    "addresses": {"sort_desc": "first_seen_at", "facets": ["status"], "size": 100},
    "captures": {
        "label_column": "captured_at", "sort_desc": "captured_at", "facets": ["status", "mime"],
        "units": BYTES, "size": 100,
    },
    "versions": {
        "sort_desc": "captured_at", "facets": ["record_table", {"array": "changed"}],
    },
    "crawls": {"sort_desc": "started_at", "facets": ["spider", "outcome"], "units": BYTES},
    "checks": {"sort_desc": "crawl_id", "facets": ["name", "passed"], "size": 100},
    "quarantine": {"sort_desc": "first_seen_at", "facets": ["reason"]},
}  # fmt: skip


def datasette_yml(site: Site) -> str:
    """The whole text of `datasette.yml`."""
    head = (
        "# Made by `python -m archive.publication` from the models, site.toml and public/queries/:\n"
        "# edit those. Datasette reads it with -m; its settings are in commands/serve.py.\n"
    )
    text = yaml.dump(metadata(site), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return head + text


def metadata(site: Site) -> dict[str, Any]:
    """What Datasette is told, as it expects it."""
    words = {
        "title": f"Archive of {site.name}",
        "description": "Members, statements, meetings, reports and documents as the collective's "
        "website printed them, each with the capture it was read from.",
        "license": LICENCE,
        "license_url": LICENCE_URL,
        "source": site.name,
        "source_url": site.base,
        "about": ABOUT,
        "about_url": site.base,
    }
    tables = {model.table: _table(model) for model in TABLES}
    tables |= {name: {"hidden": True} for name in HIDDEN}
    queries = {path.stem.partition("_")[2]: _query(path) for path in sorted(QUERIES.glob("*.sql"))}
    return {**words, "databases": {DATABASE: {**words, "tables": tables, "queries": queries}}}


def _table(model: type[Row]) -> dict[str, Any]:
    return {
        "title": model.title_of_table,
        "description": model.description_of_table,
        "columns": {name: model.model_fields[name].description for name in model.columns()},
        **SHOWN[model.table],
    }


def _query(path: Path) -> dict[str, str]:
    """A prepared query: the first two comments of its file are its title and what it answers."""
    title, description, *sql = path.read_text("utf-8").splitlines()
    return {
        "title": title.removeprefix("-- "),
        "description": description.removeprefix("-- "),
        "sql": "\n".join(sql) + "\n",
    }


class _Dumper(yaml.SafeDumper):
    """Queries as blocks, and no anchors: the file is for reading."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


if __name__ == "__main__":
    site = parse((HOME / "site.toml").read_text("utf-8"))
    FILE.write_text(datasette_yml(site), "utf-8")
    print(f"{FILE.name} is written")
