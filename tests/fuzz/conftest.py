"""What the first page of a process waits for is no page's own time."""

from __future__ import annotations

import pytest

import layouts
from records.reading import Fetched
from tests.fuzz import originals


@pytest.fixture(scope="session", autouse=True)
def _languages_are_known() -> None:
    page = originals.pages()[0]
    layouts.read(Fetched(page.url, page.body, "2024-01-01T00:00:00Z"), originals.SITE)
