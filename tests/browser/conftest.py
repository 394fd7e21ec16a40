"""One archive for all tests here, published by our own command, and one Chromium that looks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.archives import make_full
from tests.browser.chromium import launch
from tests.publishing.conftest import Served, serving

WIDE: ViewportSize = {"width": 1200, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Reader:
    """A page of the browser, with what its pages asked for and complained of since `look`."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def look(self, path: str) -> int:
        """Go to a path of the published archive; the status of its answer."""
        self.asked.clear()
        self.complaints.clear()
        answer = self.page.goto(urljoin(self.base, path))
        assert answer is not None
        return answer.status

    def outside(self) -> list[str]:
        """What was asked of anybody else than the published archive."""
        return [url for url in self.asked if not url.startswith((self.base, "data:"))]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive: made once, also where several processes share the tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, made = shared / "looked-at", shared / "looked-at.made"
    with FileLock(shared / "looked-at.lock"):
        if not made.exists():
            folder.mkdir()
            make_full(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def published(archive: Path) -> Iterator[Served]:
    with serving(archive / "archive.db", archive / "captures") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(browser: Browser, published: Served) -> Iterator[Reader]:
    """The one window of all tests: opening one takes longer than a page."""
    context = browser.new_context(locale="en-GB", viewport=WIDE, accept_downloads=True)
    context.set_default_timeout(10_000)
    reader = Reader(context.new_page(), published.base)
    context.on("request", lambda request: reader.asked.append(request.url))
    context.on(
        "console",
        lambda said: reader.complaints.append(said.text) if said.type == "error" else None,
    )
    context.on("weberror", lambda error: reader.complaints.append(str(error.error)))
    context.on(
        "dialog", lambda dialog: (reader.complaints.append(dialog.message), dialog.dismiss())
    )
    yield reader
    context.close()


@pytest.fixture
def reader(window: Reader) -> Reader:
    """Somebody at a desk who was never here; the browser prefers English."""
    window.page.context.clear_cookies()
    window.page.set_viewport_size(WIDE)
    window.page.emulate_media(color_scheme="light")
    return window
