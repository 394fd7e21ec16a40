"""The Chromium of the browser tests: the one that this machine has, asked to keep to itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

# Beside those that Playwright gives itself (no sandbox, a profile of its own, no first run, nothing
# in the background): a machine without a graphics card or a way out must not be waited for.
FLAGS = ("--disable-gpu", "--disable-quic")
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class NoBrowserError(Exception):
    """There is no Chromium here that starts; the message says what was tried."""


def launch(playwright: Playwright) -> Browser:
    """The browser: Playwright's own where it was downloaded, because the system's did not do.

    Raises NoBrowserError where none is found, or the one found does not start.
    """
    own = playwright.chromium.executable_path
    system = next(filter(None, map(shutil.which, NAMES)), None)
    path = own if Path(own).exists() else system
    if path is None:
        raise NoBrowserError(f"neither {', '.join(NAMES)} nor a download of Playwright's is here")
    try:
        return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    except Error as error:
        raise NoBrowserError(f"{path} does not start: {error.message}") from error
