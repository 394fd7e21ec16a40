"""`scrapy demo`: the whole way in one command, over the replica: serve it, crawl it, say how to look."""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database import open_to_read
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.terminal import say
from records.errors import ArchiveError, ConfigurationError

# The same port each time where it is free, so that a second demo meets the same addresses.
PORT = 8071
HOME = Path(__file__).resolve().parents[1]


class Command(ArchiveCommand):
    """Crawl the replica into the archive."""

    def short_desc(self) -> str:
        """What it does."""
        return "Crawl the replica of the site into the archive, to see what it makes of it"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Serve, crawl, stop serving."""
        _refuse_a_real_archive(configuration.archive_db)
        with _replica() as url:
            crawl = [sys.executable, "-m", "scrapy", "crawl", "collective", "-s", f"SITE_URL={url}"]
            for setting in (
                f"ARCHIVE_DB={configuration.archive_db}",
                f"CAPTURES_DIR={configuration.captures_dir}",
                "DOWNLOAD_DELAY=0",
                "AUTOTHROTTLE_ENABLED=off",
            ):
                crawl += ["-s", setting]
            code = subprocess.run(crawl, cwd=HOME, check=False).returncode
        if code == 0:
            say(f"\nThe archive is {configuration.archive_db}. To look at it: make serve")
            say("then open http://127.0.0.1:8001/ ; to take CSV files away: make export")
        return code


def _refuse_a_real_archive(path: Path) -> None:
    """The replica's pages bear the numbers of real ones: they may not be written over each other."""
    if not path.is_file():
        return
    db = open_to_read(path)
    for (arguments,) in db.execute("SELECT arguments FROM crawls").fetchall():
        site = json.loads(arguments).get("site", "")
        if "//127.0.0.1:" not in site:
            raise ConfigurationError(
                f"{path} holds a crawl of {site or 'a real site'}: the demo would write over it."
                " Name another file: ARCHIVE_DB=demo.db CAPTURES_DIR=demo-captures make demo"
            )


@contextmanager
def _replica() -> Iterator[str]:
    """The replica in a process of its own, as long as it is needed; gives its address."""
    command = [sys.executable, "-m", "replica", "--generation", "both"]
    command += ["--port", str(_free_port())]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            if not line:
                raise ArchiveError("the replica did not start: see above")
            say(line.strip())
            yield line.rpartition(" ")[2].strip()
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        # As the server will ask for it, so that a port just given back counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return 0
    return PORT
