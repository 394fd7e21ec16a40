"""What all tests may count on: `site` in the examples of docstrings, and signals that are heard."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from records.site import parse


@pytest.fixture(autouse=True, scope="session")
def _signals_are_heard() -> None:
    """A shell lets what it starts in its background ignore an interrupt, and so all that this starts."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _site_of_examples(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace["site"] = parse((Path(__file__).parent / "site.toml").read_text("utf-8"))
