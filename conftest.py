"""What the examples in docstrings may use without making it: `site`, the one of site.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from records.site import parse


@pytest.fixture(autouse=True, scope="session")
def _site_of_examples(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace["site"] = parse((Path(__file__).parent / "site.toml").read_text("utf-8"))
