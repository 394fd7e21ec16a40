"""`python -m tests.browser.install`: sees to it that the browser tests have a Chromium that starts.

The system's is taken where there is one; else Debian's package is installed, where this user may install
packages; else Playwright downloads its own. Where nothing helps, it says what to do by hand, and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

from tests.browser.chromium import NoBrowserError, launch

BY_HAND = """
The browser tests need Chromium, and it could not be installed. Install it by hand, then run make again:

  Debian, Ubuntu    apt-get install chromium
  Fedora            dnf install chromium
  macOS             brew install --cask google-chrome
  any other         .venv/bin/python -m playwright install --with-deps chromium

Every other test runs without it: .venv/bin/python -m pytest -n 2 --ignore tests/browser
"""


def main() -> int:
    """Install until one starts; 0 where one does."""
    why = reason()
    for install in (debian, own):
        if why is None:
            return 0
        install()
        why = reason()
    if why is None:
        return 0
    print(f"\nNo browser for the tests: {why}\n{BY_HAND}", file=sys.stderr)
    return 1


def reason() -> str | None:
    """Why no browser starts here; none where one does."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except NoBrowserError as error:
            return str(error)
        print(f"Browser tests: Chromium {browser.version}")
        browser.close()
    return None


def debian() -> None:
    """Install Debian's package, where there is apt-get and it may be used without a password."""
    if not shutil.which("apt-get"):
        return
    before = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() != 0:
        if not shutil.which("sudo") or run("sudo", "-n", "true"):
            print("apt-get is here, but this user may not use it without a password", flush=True)
            return
        before = ["sudo", "-n", *before]
    run(*before, "apt-get", "update", "--quiet")
    run(*before, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")


def own() -> None:
    """Let Playwright download its own."""
    run(sys.executable, "-m", "playwright", "install", "chromium")


def run(*command: str) -> int:
    """Run a command before everybody's eyes; its exit code."""
    print("$", *command, flush=True)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
