"""`python -m tests.browser.screenshots`: writes the pictures of README and docs into docs/screenshots/.

They show the demo's archive after a second night that found two pages changed, in English, by day, in windows
of fixed sizes: what differs from one time to the next is the time of the crawl.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

from replica.server import serve
from tests.browser.archives import SAYS, STATEMENT, crawl, say
from tests.browser.chromium import launch
from tests.browser.conftest import PHONE, WIDE
from tests.browser.kinds import path_of
from tests.publishing.conftest import HOME, serving

FOLDER = HOME / "docs" / "screenshots"
# The name of a picture → the kind of page it shows (`tests/browser/kinds.py`), and in which window.
PICTURES = {
    "home": ("home", WIDE),
    "search": ("search", WIDE),
    "member": ("member", WIDE),
    "statement": ("statement", WIDE),
    "what-changed": ("changes of a night", WIDE),
    "table": ("table", WIDE),
    "activity": ("activity", WIDE),
    "phone": ("home", PHONE),
}
# A repository keeps every version of a picture.
MOST_BYTES = 150_000


def main() -> int:
    """Make the archive, publish it, take every picture."""
    FOLDER.mkdir(exist_ok=True)
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
    with serve(generation="both") as site:
        say(site, STATEMENT, SAYS)
        crawl(folder, site)
        say(site, STATEMENT, "\nLe Collectif demande que chaque enfant retrouvé soit protégé.\n")
        say(site, 471, "\nUne réponse est attendue avant l’été.\n")
        crawl(folder, site)


def take(browser: Browser, base: str, db: Path, name: str) -> int:
    """Write one picture; its size in bytes."""
    kind, window = PICTURES[name]
    context = browser.new_context(locale="en-GB", color_scheme="light", viewport=window)
    page = context.new_page()
    answer = page.goto(urljoin(base, path_of(kind, db)))
    assert answer and answer.ok, f"{name}: {answer and answer.status}"
    picture = page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    context.close()
    return len(picture)


if __name__ == "__main__":
    sys.exit(main())
