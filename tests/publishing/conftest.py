"""A published archive: small pages read by the real command, served by the real Datasette."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest

from archive.database import open_archive
from commands.serve import flags
from records.models import TABLES
from tests.publishing import equal_values
from tests.publishing.things import make

HOME = Path(__file__).parents[2]
PAGES = {
    "article-11.txt": """Home > The Collective > Our Members > Lanterne des Ateliers (LDA)

Lanterne des Ateliers (LDA)

Monday 3 March 2014

Founded in 1997, Lanterne des Ateliers listens to seamstresses who work without a contract.

Website: Lanterne des Ateliers

Contact: Odile Marchand

PDF - 12.5 kb
Lantern leaflet, 2013
""",
    "article-12.txt": """Accueil > Communiqués > Communiqué du 4 juin 2016 : la main-d’œuvre invisible

Communiqué du 4 juin 2016 : la main-d’œuvre invisible

Samedi 4 juin 2016

L’esclavage n’a pas disparu avec les chaînes. La Lanterne des Ateliers (LDA) le voit chaque jour.

<script>alert("a page may say anything")</script> reste un texte, et C&A un nom.

Le Collectif demande que la main-d’œuvre cachée soit comptée.
""",
    "article-13.txt": """Home > Meetings > Next meetings of the Collective

Next meetings of the Collective: Tuesday 7 June 2016 and Wednesday 8 June 2016

Wednesday 1 June 2016

The Collective meets on Tuesday 7 June 2016 at 10 am in Paris and on Wednesday 8 June 2016.
""",
    "article-14.txt": """Home > Meeting reports > Report of the meeting of 7 June 2016

Report of the meeting of 7 June 2016

Friday 10 June 2016

Agenda:

1. Workshops without windows
2. Budget of the year

Twelve people were there; Lanterne des Ateliers (LDA) spoke first.
""",
    "article-15.txt": """Home > News > A reading evening

A reading evening

Thursday 15 September 2016

Three letters about forced labour were read aloud in a library.
""",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


# Where the clock of the pages of `empty` stands, unless a test sets it.
NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Served:
    base: str
    db: Path

    def at(self, moment: datetime) -> None:
        """From now on it is this moment, where pages are served with a clock beside the archive."""
        _clock(self.db).write_text(moment.isoformat(), "utf-8")

    def get(self, path: str) -> Answer:
        try:
            with urlopen(urljoin(self.base, path), timeout=30) as response:
                return _answer(response)
        except HTTPError as error:
            return _answer(error)

    def in_french(self, path: str) -> str:
        """The page as a browser gets it that prefers French."""
        request = Request(urljoin(self.base, path), headers={"Accept-Language": "fr"})
        with urlopen(request, timeout=30) as response:
            return _answer(response).text

    def rows(self, path: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(self.get(path).text)
        return rows


def _clock(db: Path) -> Path:
    """Where the moment stands that the pages of an archive take for now; none, and it is the machine's."""
    return db.with_name("clock")


def _answer(response: object) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}  # type: ignore[attr-defined]
    return Answer(response.status, headers, response.read().decode("utf-8", "replace"))  # type: ignore[attr-defined]


def scrapy(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    own = {"ARCHIVE_DB": f"{folder}/live.db", "CAPTURES_DIR": f"{folder}/captures"}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=HOME,
        env={**os.environ, **own, "WITHHELD_FILE": f"{folder}/withheld.toml"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def wait_for(base: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        try:
            urlopen(f"{base}-/versions.json", timeout=5).close()
            return
        except URLError:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive read from the pages above, under a name that is not `archive.db`."""
    folder = tmp_path_factory.mktemp("published")
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    crawl = scrapy(folder, "crawl", "captures", "-a", f"path={pages}")
    said = crawl.communicate(timeout=120)[0]
    assert crawl.returncode == 0, said
    return folder


@pytest.fixture(scope="session")
def served(archive: Path) -> Iterator[Served]:
    with serving(archive / "live.db", archive / "captures") as answering:
        yield answering


@pytest.fixture(scope="session")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One thing of each kind, under a base address: search, item pages, untrusted text."""
    folder = tmp_path_factory.mktemp("things")
    db = make(folder)
    with serving(db, folder / "captures", "kept/") as answering:
        yield answering


@pytest.fixture(scope="session")
def equal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Tables full of equal values and of none, given out in parts of four rows at most."""
    folder = tmp_path_factory.mktemp("equal")
    with serving(equal_values.make(folder), folder / "captures", max_returned_rows=4) as answering:
        yield answering


@contextmanager
def serving(db: Path, captures: Path, prefix: str = "", **settings: object) -> Iterator[Served]:
    """An archive as our command serves it; under a prefix, or with other settings of Datasette's, as that does
    with the same flags."""
    port = free_port()
    clock = _clock(db)
    program = ["tests.publishing.clocked", str(clock)] if clock.exists() else ["scrapy"]
    command = [*program, "serve", "--port", str(port)]
    if prefix or settings:
        command = ["datasette", *flags(db, "127.0.0.1", str(port))]
        for name, value in {"base_url": f"/{prefix}", **settings}.items():
            command += ["--setting", name, str(value)]
    # The log goes to a file: a pipe that nobody reads would fill and stop the server.
    with (db.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=HOME,
            env={
                **os.environ,
                "ARCHIVE_DB": str(db),
                "CAPTURES_DIR": str(captures),
                "EXPORTS_DIR": str(db.parent / "exports"),
            },
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
        base = f"http://127.0.0.1:{port}/{prefix}"
        try:
            wait_for(base, process)
            yield Served(base, db)
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=20)
        assert prefix or settings or code == 0


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("empty")
    open_archive(folder / "archive.db").close()
    _clock(folder / "archive.db").write_text(NOW.isoformat(), "utf-8")
    with serving(folder / "archive.db", folder / "captures") as answering:
        yield answering


@pytest.fixture
def empty(bare: Served) -> Served:
    """An archive in which nothing was read yet; a test may write into it, as a crawl would.

    For its pages it is `NOW`, or what the test says.
    """
    bare.at(NOW)
    with closing(sqlite3.connect(bare.db)) as db, db:
        for model in TABLES:
            db.execute(f"DELETE FROM {model.table}")
    return bare
