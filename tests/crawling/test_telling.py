"""Every end of a night that is not 0 is told: the operator's command gets the report, whatever ended it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crawling import telling
from crawling.telling import tell
from tests.crawling.conftest import HOME, Shell
from tests.crawling.site_of_pages import Answer, drupal, serve_pages
from tests.crawling.test_nightly import run_night
from tests.crawling.test_replica_crawl import FAST


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told"


def command(told: Path) -> str:
    return f"cat >> {told}"


def typo_in(name: str) -> Callable[[Path], dict[str, str]]:
    def make(folder: Path) -> dict[str, str]:
        (folder / name).write_text("[[withheld]\n", "utf-8")
        return {"WITHHELD_FILE" if name == "withheld.toml" else "SITE_FILE": str(folder / name)}

    return make


def site_of_another_charset(folder: Path) -> dict[str, str]:
    text = (HOME / "site.toml").read_text("utf-8")
    (folder / "site.toml").write_bytes(text.encode("latin-1", "replace"))
    return {"SITE_FILE": str(folder / "site.toml")}


def missing_module(folder: Path) -> dict[str, str]:
    """A library that an update brought along and nobody installed: no command can be loaded."""
    (folder / "filelock.py").write_text("raise ModuleNotFoundError('No module \\x1b named it')")
    return {"PYTHONPATH": str(folder)}


def missing_disk(folder: Path) -> dict[str, str]:
    return {"ARCHIVE_DB": str(folder / "not mounted" / "archive.db")}


def disk_that_is_a_file(folder: Path) -> dict[str, str]:
    (folder / "captures").touch()
    return {}


def nothing(folder: Path) -> dict[str, str]:
    return {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "prepare", "code", "why"),
    [
        (("-s", "DOWNLOAD_DELAY=soon"), nothing, 2, "DOWNLOAD_DELAY=soon is not allowed: it must be a number"),
        (("-s", "DOWNLOAD_DELAY"), nothing, 2, "Invalid -s value, use -s NAME=VALUE"),
        (("--logfile",), nothing, 2, "argument --logfile: expected one argument"),
        (("--nonsense",), nothing, 2, "nightly takes no arguments, only options: --nonsense"),
        ((), typo_in("withheld.toml"), 2, "withheld.toml is no valid TOML"),
        ((), typo_in("site.toml"), 2, "site.toml is no valid TOML"),
        ((), site_of_another_charset, 2, "a readable TOML file (invalid continuation byte)"),
        ((), missing_disk, 2, "a file in a folder that exists ("),
        ((), disk_that_is_a_file, 2, "CAPTURES_DIR="),
        ((), missing_module, 1, r"ModuleNotFoundError: No module \x1b named it; see the log above"),
    ],
)  # fmt: skip
def test_a_night_that_cannot_begin_is_told(
    shell: Shell, told: Path, given: tuple[str, ...], prepare: Callable[[Path], dict[str, str]], code: int, why: str,
) -> None:  # fmt: skip
    environment = prepare(shell.folder) | {"NIGHTLY_ON_FAILURE": command(told)}
    ended = shell("nightly", *given, **environment)
    assert ended.code == code, ended.said
    assert told.read_text("utf-8").startswith("nightly: failed – ")
    assert why in told.read_text("utf-8") and why in ended.said
    assert not (shell.folder / "archive.db").exists()


def test_the_command_given_on_the_command_line_is_the_one_that_is_told(
    shell: Shell, told: Path
) -> None:
    option = f"NIGHTLY_ON_FAILURE={command(told)}"
    environment = {"NIGHTLY_ON_FAILURE": "cat > /dev/null"} | missing_module(shell.folder)
    assert shell("nightly", "-s", option, **environment).code == 1
    assert "ModuleNotFoundError" in told.read_text("utf-8")


def test_a_slip_in_the_settings_themselves_is_told(shell: Shell, told: Path) -> None:
    project = shell.folder / "project"
    project.mkdir()
    for path in HOME.iterdir():
        if path.name != "settings.py":
            (project / path.name).symlink_to(path)
    slip = (HOME / "settings.py").read_text("utf-8") + "\nGONE_AFTER = thre\n"
    (project / "settings.py").write_text(slip, "utf-8")
    environment = {**os.environ, "NIGHTLY_ON_FAILURE": command(told)}
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", "nightly"], cwd=project, env=environment, capture_output=True, check=False
    )  # fmt: skip
    assert ended.returncode == 1
    said = told.read_text("utf-8")
    assert said == "nightly: failed – NameError: name 'thre' is not defined; see the log above\n"


def test_help_tells_nobody(shell: Shell, told: Path) -> None:
    assert shell("nightly", "--help", NIGHTLY_ON_FAILURE=command(told)).code == 0
    assert not told.exists()


def test_another_command_that_cannot_begin_tells_nobody(shell: Shell, told: Path) -> None:
    broken = missing_module(shell.folder)
    ended = shell("check-archive", NIGHTLY_ON_FAILURE=command(told), **broken)
    assert ended.code == 1 and r"No module \x1b named it" in ended.said
    assert not told.exists()


def begun(shell: Shell, told: Path, *given: str, **environment: str) -> subprocess.Popen[bytes]:
    """A night in a process of its own, to be ended."""
    own = {
        "ARCHIVE_DB": f"{shell.folder}/archive.db",
        "CAPTURES_DIR": f"{shell.folder}/captures",
        "BACKUPS_DIR": f"{shell.folder}/backups",
        "EXPORTS_DIR": "",
        "NIGHTLY_ON_FAILURE": command(told),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "nightly", *FAST, *given],
        cwd=HOME,
        env={**os.environ, **own, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def until(holds: Callable[[], object], night: subprocess.Popen[bytes]) -> None:
    for _ in range(6_000):
        if holds():
            return
        assert night.poll() is None, night.communicate()[0]
        time.sleep(0.01)
    raise AssertionError("it never came so far")


@pytest.mark.parametrize(
    ("number", "name"), [(signal.SIGTERM, "SIGTERM"), (signal.SIGINT, "SIGINT")]
)
def test_a_night_ended_before_its_crawl_is_told(
    shell: Shell, told: Path, number: signal.Signals, name: str
) -> None:
    # Who reads a pipe waits for what is written into it: the night is reading its settings.
    site = shell.folder / "site.toml"
    os.mkfifo(site)
    pipe: list[int] = []

    def is_waited_at() -> bool:
        try:
            pipe.append(os.open(site, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    with begun(shell, told, SITE_FILE=str(site)) as night:
        until(is_waited_at, night)
        night.send_signal(number)
        said = night.communicate()[0].decode()
    os.close(*pipe)
    assert night.returncode != 0
    assert told.read_text("utf-8") == said
    assert (
        said == f"nightly: interrupted – ended by {name}; the published archive stays as it was\n"
    )


SLOW = drupal("Accueil", '<p>Un texte.</p><a href="/deux">deux</a>', 1)


@pytest.mark.slow
@pytest.mark.parametrize("signals", [1, 2])
def test_a_night_ended_in_its_crawl_is_told(shell: Shell, told: Path, signals: int) -> None:
    def wait(before: int) -> Answer:
        time.sleep(2 if signals == 2 else 0.1)
        return 200, {}, SLOW

    # A second signal ends at once what the first would have ended in order.
    with (
        serve_pages({"/": SLOW, "/deux": wait}) as site,
        begun(shell, told, "-s", f"SITE_URL={site.url}") as night,
    ):
        until(lambda: site.asked, night)
        for _ in range(signals):
            night.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        said = night.communicate()[0].decode()
    assert night.returncode == 1, said
    first = "nightly: interrupted – ended before its end; the published archive stays as it was\n"
    assert told.read_text("utf-8").startswith(first), said
    assert shell.rows("SELECT outcome FROM crawls") == [("interrupted",)]


@pytest.mark.slow
def test_a_night_that_is_asked_to_end_when_its_crawl_is_done_comes_to_its_end(
    shell: Shell, told: Path
) -> None:
    working = shell.folder / "archive-working.db"

    def is_crawled() -> bool:
        with closing(sqlite3.connect(f"file:{working}?mode=ro", uri=True)) as db:
            (outcome,) = db.execute("SELECT outcome FROM crawls ORDER BY id DESC").fetchone()
        return bool(outcome == "finished")

    with serve_pages({"/": SLOW, "/deux": drupal("Deux", "<p>Un autre.</p>", 2)}) as site:
        assert run_night(shell, site.url).code == 0
        asked = len(site.asked)
        with begun(shell, told, "-s", f"SITE_URL={site.url}") as night:
            until(lambda: len(site.asked) > asked, night)
            with closing(sqlite3.connect(shell.folder / "archive.db")) as other:
                # Nothing can be published while another writes.
                other.execute("BEGIN IMMEDIATE")
                until(is_crawled, night)
                time.sleep(0.5)
                night.send_signal(signal.SIGTERM)
                time.sleep(0.5)
                other.rollback()
            said = night.communicate()[0].decode()
    assert night.returncode == 0, said
    assert said.startswith("nightly: ok – ")
    assert not told.exists()


def test_a_report_that_cannot_be_printed_is_told_all_the_same(shell: Shell, told: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", "nightly", "-s", "DOWNLOAD_DELAY=soon"], cwd=HOME, stdout=full,
            stderr=subprocess.PIPE, env={**os.environ, "NIGHTLY_ON_FAILURE": command(told)}, check=False,
        )  # fmt: skip
    assert ended.returncode == 2
    assert "DOWNLOAD_DELAY=soon" in told.read_text("utf-8")
    assert b"the report could not be printed: [Errno 28]" in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "report", "mail"),
    [
        ({"LC_ALL": "C.UTF-8"}, "nightly: failed – ", "nightly: failed – SITE_FILE=/é"),
        ({"LC_ALL": "C"}, "nightly: failed – ", r"nightly: failed - SITE_FILE=/\xe9"),
        ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "latin-1"}, "nightly: failed - ", "nightly: failed – SITE_FILE=/é"),
    ],
)  # fmt: skip
def test_the_report_is_in_the_character_set_of_whom_it_is_for(
    shell: Shell, told: Path, environment: dict[str, str], report: str, mail: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", "nightly", "-s", "SITE_FILE=/é"], cwd=HOME, capture_output=True,
        env={**os.environ, "NIGHTLY_ON_FAILURE": command(told), **environment}, check=False,
    )  # fmt: skip
    charset = environment.get("PYTHONIOENCODING", "utf-8")
    assert ended.returncode == 2
    assert ended.stdout.decode(charset).startswith(f"{report}SITE_FILE=/é is not allowed")
    assert told.read_text("utf-8").startswith(f"{mail} is not allowed")
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("exit 7", ["NIGHTLY_ON_FAILURE ended with 7: was anybody told?"]),
        ("no-such-mailer", ["NIGHTLY_ON_FAILURE ended with 127: was anybody told?"]),
        ("sleep 60", ["NIGHTLY_ON_FAILURE could not be told: Command 'sleep 60' timed out after 0.2 seconds"]),
        ("true", []),
    ],
)  # fmt: skip
def test_a_command_that_tells_nobody_is_said_and_changes_nothing_else(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, given: str, said: list[str]
) -> None:
    monkeypatch.setattr(telling, "TELLING_SECONDS", 0.2 if given == "sleep 60" else 60)
    tell(given, "nightly: failed – " + "x" * 1_000_000)
    assert caplog.messages == said
