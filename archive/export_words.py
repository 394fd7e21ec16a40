"""The words beside exported tables: README, data dictionary, how to cite, checksums. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml  # type: ignore[import-untyped]  # it carries no types

from archive.publication import LICENCE, LICENCE_NAME, PACKAGE, table_schema, title
from archive.table_files import Form
from records.models import Row
from records.site import Site

README = "README.md"
DICTIONARY = "DATA-DICTIONARY.md"
CITATION = "CITATION.cff"
SUMS = "SHA256SUMS"
BESIDE = (README, DICTIONARY, CITATION, SUMS, PACKAGE)


def readme(package: Mapping[str, Any], form: Form) -> str:
    """What each file is, for who finds the folder without anything else."""
    crawled = f" Last good crawl: {package['created']}." if "created" in package else ""
    files = [f"| `{r['path']}` | {r['rows']} | {r['description']} |" for r in package["resources"]]
    return "\n".join(
        (
            f"# {package['title']}\n",
            f"{package['description']}\n",
            f"Source: <{package['sources'][0]['path']}>.{crawled}\n",
            f"{form.words}\n",
            f"`{DICTIONARY}` says what every column holds, `{PACKAGE}` (Frictionless Data Package) the",
            "same for programs, and how the tables belong together: `page_id` and `capture_id` lead",
            f"from a row to its page and its proof. `{CITATION}` says how to cite, and `{SUMS}` is what",
            f"the files must be: `sha256sum --check {SUMS}`.\n",
            "| file | rows | what a row is |",
            "|---|---:|---|",
            *files,
            "",
        )
    )


def dictionary(models: Sequence[type[Row]], site: Site) -> str:
    """Every table and column, for people."""
    parts = [f"# {title(site)}: data dictionary\n"]
    for model in models:
        parts += [
            f"## {model.table}\n",
            f"{model.title_of_table}. {model.description_of_table}\n",
            "| column | type | may be unknown | refers to | what it holds |",
            "|---|---|---|---|---|",
        ]
        for column in columns(model):
            key = ", key" if column["key"] else ""
            unknown = "yes" if column["unknown"] else ""
            parts.append(
                f"| `{column['name']}` | {column['type']}{key} | {unknown} |"
                f" {column['references'] or ''} | {column['description'].replace('|', '/')} |"
            )
        parts.append("")
    return "\n".join(parts)


def columns(model: type[Row]) -> list[dict[str, Any]]:
    """What is to be said of each column of a table."""
    schema = table_schema(model)
    references = {
        name: key["reference"]["resource"] or model.table
        for key in schema.get("foreignKeys", [])
        for name in key["fields"]
    }
    return [
        {
            "name": field["name"],
            "type": field["type"],
            "key": field["name"] in model.key,
            "unknown": not model.model_fields[field["name"]].is_required()
            and model.model_fields[field["name"]].default is None,
            "references": references.get(field["name"]),
            "description": field["description"],
        }
        for field in schema["fields"]
    ]


def citation(package: Mapping[str, Any], site: Site, public_url: str) -> str:
    """How to cite, as Citation File Format 1.2.0. Dated by the last run that ended well, not by the clock."""
    day = str(package.get("created", ""))[:10]
    said = {
        "cff-version": "1.2.0",
        "message": "Cite the archive as below; cite one of its texts by its own title, author and date,"
        " with its address here and the day it was captured.",
        "type": "dataset",
        "title": package["title"],
        "abstract": package["description"],
        "authors": [{"name": package["title"]}],
        **({"version": day, "date-released": day} if day else {}),
        **({"url": public_url} if public_url else {}),
        "license": LICENCE_NAME,
        "keywords": ["web archive", site.name],
        "references": [
            {"type": "website", "title": site.name, "authors": [{"name": site.name}],
             "url": site.base, "notes": LICENCE},
        ],
    }  # fmt: skip
    text: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    return text


def sums(digests: Mapping[str, str]) -> str:
    """SHA-256 of files by name, as `sha256sum --check` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
