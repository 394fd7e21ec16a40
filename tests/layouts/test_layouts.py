"""Every page file is read to the JSON beside it; a missing golden is written, and the test fails."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

import layouts
from records.reading import Fetched
from records.site import Site, parse

HERE = Path(__file__).parent
PAGES = sorted(p for p in (HERE / "pages").iterdir() if p.suffix in (".html", ".txt"))
SITE: Site = parse((HERE.parents[1] / "site.toml").read_text("utf-8"))
BASE = "http://contrelatraite.org/"
ADDRESSES = json.loads((HERE / "pages" / "addresses.json").read_text("utf-8"))


def fetched(path: Path) -> Fetched:
    known = ADDRESSES[path.name]
    # SPIP's pages are named by their number, Drupal's by the address under which they were met.
    url = known if isinstance(known, str) else f"{BASE}spip.php?page=article&id_article={known}"
    form = "text" if path.suffix == ".txt" else "html"
    return Fetched(url, path.read_bytes(), "2018-05-12T10:00:00Z", form)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_read_as_its_golden_file_says(path: Path) -> None:
    read = json.loads(json.dumps(asdict(layouts.read(fetched(path), SITE)), ensure_ascii=False))
    golden = path.with_suffix(".json")
    if not golden.exists():
        golden.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{golden.name} was missing and is written now: review it, then commit it")
    assert read == json.loads(golden.read_text("utf-8"))


def test_every_page_file_has_an_address() -> None:
    assert {path.name for path in PAGES} == set(ADDRESSES)
