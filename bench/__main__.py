"""`make bench`: the crawl beside a bare Scrapy spider over the same replica, in turn, in one run; a night
in which nothing changed beside the first; the published archive beside plain Datasette, and hostile SQL."""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.published import published

HERE = Path(__file__).resolve().parents[1]
_CRAWL_SETTINGS = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=off",
    "CONCURRENT_REQUESTS=16",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
)


@dataclass(frozen=True)
class Measured:
    """One run of one command: pages, seconds on the wall, peak memory in MiB."""

    pages: int
    seconds: float
    memory: float

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds


@contextmanager
def replica(pages: int, *more: str) -> Iterator[str]:
    """The replica in a process of its own; gives its address."""
    command = [sys.executable, "-m", "replica", "--port", "0", "--pages", str(pages), *more]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().rpartition(" ")[2].strip()
        finally:
            process.terminate()


def measure(command: list[str], pattern: str) -> Measured:
    """Run a command; `pattern` finds the number of pages in what it prints."""
    start = time.monotonic()
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    found = re.search(pattern, said)
    if process.returncode or not found:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Measured(int(found[1]), seconds, usage.ru_maxrss / 1024)


def bare(url: str) -> Measured:
    """The reference."""
    return measure([sys.executable, "-m", "bench.bare", url], r"(\d+)")


def archive(url: str, folder: Path, command: str = "crawl collective") -> Measured:
    """The archive's crawl, or a whole night, with everything on."""
    words = [sys.executable, "-m", "scrapy", *command.split()]
    folder.mkdir(exist_ok=True)
    given = [
        f"SITE_URL={url}",
        f"ARCHIVE_DB={folder}/archive.db",
        f"CAPTURES_DIR={folder}/captures",
        f"BACKUPS_DIR={folder}/backups",
        f"EXPORTS_DIR={folder}/exports",
    ]
    for setting in [*given, *_CRAWL_SETTINGS]:
        words += ["-s", setting]
    return measure(words, r"asked +(\d+)")


def nights(pages: int, folder: Path) -> tuple[tuple[Measured, Measured], tuple[int, int]]:
    """Two nights of a site that does not change and says so, and the bytes that each received."""
    with replica(pages, "--validators") as url:
        measured = archive(url, folder, "nightly"), archive(url, folder, "nightly")
    db = sqlite3.connect(folder / "archive.db")
    (first,), (second,) = db.execute("SELECT bytes FROM crawls ORDER BY started_at").fetchall()
    db.close()
    return measured, (first, second)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--only", choices=("crawl", "published", "sql"))
    options = parser.parse_args()
    if options.only in (None, "crawl"):
        crawl(options)
    if options.only != "crawl":
        published(options.records, options.requests, only_sql=options.only == "sql")


def crawl(options: argparse.Namespace) -> None:
    """The crawl beside a bare spider, and an unchanged night beside the first."""
    with tempfile.TemporaryDirectory() as temporary:
        runs: list[tuple[Measured, Measured]] = []
        with replica(options.pages) as url:
            for number in range(options.rounds):
                runs.append((bare(url), archive(url, Path(temporary) / f"few-{number}")))
        unchanged, received = nights(options.pages, Path(temporary) / "nights")
        with replica(options.many) as url:
            many = bare(url), archive(url, Path(temporary) / "many")
    print(f"{'':<22}{'bare Scrapy':>14}{'archive':>14}{'ratio':>9}")
    rates = [statistics.median(run[side].rate for run in runs) for side in (0, 1)]
    ratio = statistics.median(run[1].rate / run[0].rate for run in runs)
    _line(f"pages, {options.pages} articles", runs[0][0].pages, runs[0][1].pages)
    _line("pages per second", rates[0], rates[1], ratio)
    few = [statistics.median(run[side].memory for run in runs) for side in (0, 1)]
    _line(f"peak MiB at {options.pages}", few[0], few[1], few[1] / few[0])
    _line(
        f"peak MiB at {options.many}",
        many[0].memory,
        many[1].memory,
        many[1].memory / many[0].memory,
    )
    _line("its growth", many[0].memory / few[0], many[1].memory / few[1], digits=2)
    _line(f"pages/s at {options.many}", many[0].rate, many[1].rate, many[1].rate / many[0].rate)
    print(f"\n{'':<22}{'first night':>14}{'unchanged':>14}{'ratio':>9}")
    first, second = unchanged
    _line("requests", first.pages, second.pages, second.pages / first.pages)
    _line("seconds", first.seconds, second.seconds, second.seconds / first.seconds, digits=1)
    _line("MB received", received[0] / 1e6, received[1] / 1e6, received[1] / received[0], digits=2)


def _line(
    label: str, reference: float, ours: float, ratio: float | None = None, digits: int = 0
) -> None:
    ratio_text = "" if ratio is None else f"{ratio:>9.2f}"
    print(f"{label:<22}{reference:>14.{digits}f}{ours:>14.{digits}f}{ratio_text}")


if __name__ == "__main__":
    main()
