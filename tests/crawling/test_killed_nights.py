"""Nights killed with SIGKILL at fifty moments: each leaves a sound archive, and the next run completes it.

Two archives see the same site: one in undisturbed nights, the other in nights that are killed, several
in a row, most of them after the site has changed. After every kill the archive must be what the
undisturbed one was before the night or after it, and nothing in between.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from archive import working_copy
from archive.checks import soundness
from archive.database import open_to_read
from replica.content import Entry
from replica.server import Replica, serve
from tests.crawling.conftest import HOME, Shell
from tests.crawling.test_killed import content
from tests.crawling.test_nightly import run_night
from tests.crawling.test_replica_crawl import FAST

SEED = 20261125
# For each turn of the site: how many nights are killed in a row before one is left alone.
ROWS = ((5, 7), (8, 5), (6, 7), (4, 8))
# Publishing and backup take some hundredths of a night: so many of the moments are sought there.
AT_THE_END = 12
# `scrapy check-archive` itself, beside the functions it calls, after each so many kills.
COMMAND_EVERY = 10
State = dict[str, list[tuple[object, ...]]]


def state(shell: Shell) -> State:
    """What an archive says, and its history; by which capture and run may differ between two.

    A member's and a document's versions also tell in which order their pages were read: left out here.
    """
    versions = (
        "SELECT record_table, record_id, number, changed, digest FROM versions"
        " WHERE record_table NOT IN ('members', 'documents') ORDER BY 1, 2, 3"
    )
    pages = "SELECT id, kind, title, gone_at, changed_at IS NULL FROM pages ORDER BY 1"
    return {
        **content(shell),
        "versions": shell.rows(versions),
        "pages": shell.rows(pages),
        "absences": shell.rows("SELECT page_id, status FROM absences ORDER BY 1"),
        "quarantine": shell.rows("SELECT url, reason FROM quarantine"),
    }


# Importing takes a third of a night and writes nothing. This process has done it once, and becomes the
# command again and again: a line on its input begins a night, a second one asks how it ended.
BEGINNER = """
import os, sys
import scrapy.cmdline, scrapy.crawler
import commands.export, commands.nightly, commands.serve, crawling.keep, crawling.progress
import crawling.retry_after, crawling.run, pipelines.store, pipelines.withhold, spiders.collective
assert "twisted.internet.reactor" not in sys.modules
while sys.stdin.readline():
    pid = os.fork()
    if not pid:
        os.dup2(2, 1)
        scrapy.cmdline.execute(["scrapy", "nightly", *sys.argv[1:]])
        os._exit(70)
    print(pid, flush=True)
    sys.stdin.readline()
    print(os.waitpid(pid, 0)[1], flush=True)
"""


@dataclass(frozen=True)
class Beginner:
    """Begins nights on an archive, for them to be killed."""

    process: subprocess.Popen[str]

    def begin(self) -> int:
        """Begin one; returns its process, which can be killed until `status` is asked."""
        return self._ask()

    def status(self) -> int:
        """How it ended, once it has: the number of a signal, or its exit code times 256."""
        return self._ask()

    def _ask(self) -> int:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def beginner(shell: Shell, site: Replica) -> Iterator[Beginner]:
    own = {
        "ARCHIVE_DB": f"{shell.folder}/archive.db",
        "CAPTURES_DIR": f"{shell.folder}/captures",
        "BACKUPS_DIR": f"{shell.folder}/backups",
        "EXPORTS_DIR": "",
        "SITE_URL": site.url,
        "PYTHONPATH": str(HOME),
    }
    with (
        (shell.folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-c", BEGINNER, *FAST],
            cwd=HOME,
            env={**os.environ, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        yield Beginner(process)
        assert process.stdin
        process.stdin.close()


@dataclass
class Killed:
    """An archive whose nights are killed, and what was seen of it."""

    shell: Shell
    site: Replica
    begins: Beginner
    phases: Counter[str] = field(default_factory=Counter)

    @property
    def live(self) -> Path:
        return self.shell.folder / "archive.db"

    def undisturbed(self) -> Length:
        """How long a night is that nobody kills."""
        asked, backups, begun = len(self.site.log), self._backups(), time.monotonic()
        self.begins.begin()
        self._wait_for_publishing(asked)
        published = time.monotonic()
        while self._backups() <= backups:
            time.sleep(0.0005)
        kept = time.monotonic()
        assert self.begins.status() == 0
        return Length(time.monotonic() - begun, kept - published)

    def night(self, seconds: float, of_its_end: bool) -> bool:
        """Begin a night and kill it so many seconds after its begin, or after it began to publish.

        Returns whether it was killed: one that was faster than those measured has come to its end.
        """
        asked, backups = len(self.site.log), self._backups()
        process = self.begins.begin()
        if of_its_end:
            self._wait_for_publishing(asked)
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        status = self.begins.status()
        assert status in (0, signal.SIGKILL), status
        if status:
            self.phases[self._phase(len(self.site.log) > asked, backups)] += 1
        return bool(status)

    def _wait_for_publishing(self, asked: int) -> None:
        """Until the live archive is opened again: nobody has it open while the site is asked."""
        log = self.live.with_name("archive.db-wal")
        while not (len(self.site.log) > asked and log.exists()):
            time.sleep(0.0005)

    def _phase(self, has_asked: bool, backups: set[Path]) -> str:
        """What the night was doing, by what it left."""
        if not has_asked:
            return "before the crawl"
        working = working_copy.beside(self.live)
        if not working.exists():
            return "ending" if self._backups() - backups else "backup"
        with as_left(working) as copy:
            ended = (
                "SELECT outcome != 'running' FROM crawls ORDER BY started_at DESC, id DESC LIMIT 1"
            )
            return "publishing" if copy.rows(ended) == [(1,)] else "crawling"

    def _backups(self) -> set[Path]:
        return set((self.shell.folder / "backups").glob("*.db"))

    def check(self, allowed: list[State]) -> None:
        """The archive opens, is sound, and is in one of the allowed states; a missing one is empty."""
        if not self.live.exists():
            assert {} in allowed
            return
        with as_left(self.live) as copy:
            db = open_to_read(copy.folder / "archive.db")
            results = soundness(db, self.shell.folder / "captures")
            db.close()
            assert all(result.passed for result in results), results
            found = state(copy)
            assert (found if any(found.values()) else {}) in allowed


@dataclass(frozen=True)
class Length:
    """Seconds: of a whole night, and of publishing and backup at its end."""

    whole: float
    end: float


@contextmanager
def as_left(path: Path) -> Iterator[Shell]:
    """A copy of a database and what stands beside it: looking at it in place would mend it."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("", "-wal", "-journal"):
            beside = path.with_name(path.name + part)
            if beside.exists():
                shutil.copyfile(beside, Path(folder) / f"archive.db{part}")
        yield Shell(Path(folder))


def readers_of_documents(marked: str) -> list[str]:
    """The processes that killed nights left behind, told by an address in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            if b"spawn_main" in command and marked.encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue  # It ended while we looked, or is not ours.
    return found


def turn(site: Replica, entries: dict[int, Entry], number: int) -> None:
    """Let the site be another: every third page says something else, a title changes, a page is new."""
    changed = {
        key: replace(entry, postscript=f"Seen at turn {number}.") if key % 3 == 0 else entry
        for key, entry in entries.items()
    }
    changed[504] = replace(entries[504], title=f"{entries[504].title}, letter {number}")
    changed[5000 + number] = replace(entries[505], number=5000 + number, title=f"Evening {number}")
    site.content.entries.clear()
    site.content.entries.update(changed)
    site.begin("spip")


def moments(chance: random.Random, length: Length) -> Iterator[tuple[float, bool]]:
    """Random moments, one in each of as many equal parts of a night, and more in its short end.

    Then further ones, in place of those that came too late.
    """
    number = sum(map(sum, ROWS)) - AT_THE_END
    spread = [((part + chance.random()) * length.whole / number, False) for part in range(number)]
    # Twice as long as measured: they are so short that a moment's wait of the machine is longer.
    end = [
        ((part + chance.random()) * 2 * length.end / AT_THE_END, True) for part in range(AT_THE_END)
    ]
    chosen = [*spread, *end]
    chance.shuffle(chosen)
    yield from chosen
    while True:
        yield chance.uniform(0, length.whole), False


def known(shell: Shell, captured: Path) -> bool:
    """Whether the archive leads to a WARC file."""
    return shell.rows(f"SELECT count(*) FROM captures WHERE file = '{captured.name}'") != [(0,)]


@pytest.mark.slow
def test_fifty_nights_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    for name in ("measured", "whole", "killed"):
        (tmp_path / name).mkdir()
    measured, whole, shell = (Shell(tmp_path / name) for name in ("measured", "whole", "killed"))
    chance = random.Random(SEED)
    with serve() as site, beginner(shell, site) as begins:
        with beginner(measured, site) as other:
            undisturbed = Killed(measured, site, other).undisturbed
            # The first one makes the archive, and is longer.
            undisturbed()
            length = undisturbed()
        chosen = moments(chance, length)
        killed = Killed(shell, site, begins)
        entries = dict(site.content.entries)
        states: list[State] = [{}]
        kills = 0
        for number, rows in enumerate(ROWS):
            turn(site, entries, number)
            assert run_night(whole, site.url).code == 0
            states.append(state(whole))
            for in_a_row in rows:
                for _ in range(in_a_row):
                    while not killed.night(*next(chosen)):
                        pass
                    killed.check(states[-2:])
                    kills += 1
                    if kills % COMMAND_EVERY == 0:
                        ended = shell("check-archive")
                        assert ended.code == 0, ended.said
                ended = run_night(shell, site.url)
                assert ended.code == 0, ended.said
                assert state(shell) == states[-1]
        assert readers_of_documents(site.url) == []
        # What nights that were killed had captured is read, and says nothing else.
        unread = [
            path
            for path in sorted(shell.folder.glob("captures/*.warc.gz"))
            if not known(shell, path)
        ]
        for path in unread[-3:]:
            ended = shell("crawl", "captures", "-a", f"path={path}", "-s", f"SITE_URL={site.url}")
            assert ended.code == 0, ended.said
        assert content(shell) == content(whole)
    assert kills == sum(killed.phases.values()) == 50
    assert shell.rows("SELECT count(*) FROM crawls WHERE outcome = 'running'") == [(0,)]
    assert not list(shell.folder.glob("archive-working*"))
    print(f"\na night of {length.whole:.2f} s, {length.end:.3f} s of them publishing and backup")
    print(
        f"seed {SEED}, {kills} kills, {len(list(shell.folder.glob('captures/*.warc.gz')))} WARC files:"
    )
    for phase, number in killed.phases.most_common():
        print(f"  {phase:<17}{number:>3}")
    assert killed.phases["crawling"] > 10
