"""`python -m tests.browser.screenshots`: writes the pictures of README and docs into docs/screenshots/.

They show the demo's archive after a second night that found two pages changed, in English, by day, in windows
of fixed sizes: what differs from one time to the next is the time of the crawl.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from replica.server import serve
from tests.browser.archives import SAYS, STATEMENT, crawl, say
from tests.browser.chromium import launch
from tests.browser.conftest import PHONE
from tests.browser.kinds import KINDS, path_of
from tests.publishing.conftest import HOME, serving

FOLDER = HOME / "docs" / "screenshots"
WINDOW: ViewportSize = {"width": 1200, "height": 760}
# The name of a picture → the page it shows, by its kind (`tests/browser/kinds.py`) or its path.
PICTURES = {
    "home": "home",
    "search": "search?q=hébergement",
    "member": "member",
    "statement": "statement",
    "what-changed": "changes of a night",
    "table": "archive/statements",
    "activity": "activity",
    "phone": "home",
}
# A repository keeps every version of a picture.
MOST_BYTES = 150_000


def main() -> int:
    """Make the archive, publish it, take every picture."""
    FOLDER.mkdir(exist_ok=True)
    # What a page says of its own address must not be a port of this machine.
    os.environ["PUBLIC_URL"] = "https://archive.example.org/"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_archive(folder)
        db = folder / "archive.db"
        with serving(db, folder / "captures") as served, sync_playwright() as playwright:
            browser = launch(playwright)
            sizes = {name: take(browser, served.base, db, name) for name in PICTURES}
            browser.close()
    for name, size in sizes.items():
        print(f"{size:8,} bytes  docs/screenshots/{name}.png")
    return int(max(sizes.values()) > MOST_BYTES)


def make_archive(folder: Path) -> None:
    """Two nights; before the second, two pages come to say more."""
    # Whose addresses the pages show.
    with serve(8071, generation="both") as site:
        say(site, STATEMENT, SAYS)
        crawl(folder, site)
        say(site, STATEMENT, "\nLe Collectif demande que chaque enfant retrouvé soit protégé.\n")
        say(site, 471, "\nUne réponse est attendue avant l’été.\n")
        crawl(folder, site)


def take(browser: Browser, base: str, db: Path, name: str) -> int:
    """Write one picture; its size in bytes."""
    window = PHONE if name == "phone" else WINDOW
    context = browser.new_context(locale="en-GB", color_scheme="light", viewport=window)
    page = context.new_page()
    shown = PICTURES[name]
    answer = page.goto(urljoin(base, path_of(shown, db) if shown in KINDS else shown))
    assert answer and answer.ok, f"{name}: {answer and answer.status}"
    picture = page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    context.close()
    return len(picture)


if __name__ == "__main__":
    sys.exit(main())
