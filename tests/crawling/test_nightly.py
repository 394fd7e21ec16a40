"""A night is published whole or not at all, says how it went, and a kill costs nothing but time."""

from __future__ import annotations

import errno
import multiprocessing
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from archive import working_copy
from archive.backups import backups
from archive.lock import locked
from archive.run import Run, begin
from crawling import nightly as night_module
from crawling.configuration import Configuration
from crawling.nightly import nightly
from records.reading import Block, Reading
from replica.server import serve
from tests.archive.conftest import SITE, take
from tests.crawling.conftest import HOME, Ended, Shell
from tests.crawling.test_killed import content
from tests.crawling.test_replica_crawl import FAST

KILLED = -signal.SIGKILL
# Each night begins in a second of its own: real ones are a day apart.
SECONDS = (f"2021-05-01T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z" for n in count())


@pytest.fixture
def configuration(tmp_path: Path) -> Configuration:
    return Configuration(
        site=SITE,
        archive_db=tmp_path / "archive.db",
        captures_dir=tmp_path / "captures",
        backups_dir=tmp_path / "backups",
        exports_dir=None,
        public_url="",
        on_failure="",
        withholds=True,
        withheld=(),
        gone_after=3,
    )


def of_pages(
    configuration: Configuration, *words: str, lost: int = 0, day: int | None = None
) -> Callable[[Path], Run]:
    """A crawl of a site of so many articles, each of which says one of the words.

    The last of them, so many, do not answer. `day` is of June; without one, of the same day in May.
    """

    def crawl(archive_db: Path) -> Run:
        run = begin(archive_db, configuration.captures_dir, SITE, "collective", {}, {})
        begun = next(SECONDS) if day is None else f"2021-06-{day:02}T03:00:00Z"
        run.crawl = run.crawl.with_changes(started_at=begun)
        run.counts["asked"] = len(words)
        answered = len(words) - lost
        for number, word in enumerate(words[:answered]):
            take(run, article(number, word), run.crawl.started_at)
        for number in range(answered, len(words)):
            run.lose(article(number, "").url, "HTTP 500")
        run.finish("finished")
        return run

    return crawl


def article(number: int, word: str) -> Reading:
    url = f"http://contrelatraite.org/spip.php?page=article&id_article={number}"
    title = f"Title {number}"
    return Reading(
        f"spip/article/{number}", "spip", url, title, "en", ("Home", "News", title),
        blocks=(Block("paragraph", f"An evening of {word}."),),
    )  # fmt: skip


def rows(configuration: Configuration, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(configuration.archive_db)) as db:
        return db.execute(sql).fetchall()


def texts(configuration: Configuration) -> list[object]:
    return [text for (text,) in rows(configuration, "SELECT text FROM articles ORDER BY id")]


def test_a_good_night_is_published_with_a_backup_and_its_first_line_says_so(
    configuration: Configuration,
) -> None:
    first = nightly(configuration, of_pages(configuration, "tea", "song"))
    assert first.code == 0
    assert first.report.startswith("nightly: ok – 0 changed, 2 new, 0 gone, 2 pages\n")
    second = nightly(configuration, of_pages(configuration, "tea", "dance"))
    assert second.report.startswith("nightly: ok – 1 changed, 0 new, 0 gone, 2 pages\n")
    assert texts(configuration) == ["An evening of tea.", "An evening of dance."]
    assert rows(configuration, "SELECT outcome FROM crawls") == [("finished",), ("finished",)]
    kept = backups(configuration.backups_dir, configuration.archive_db)
    assert len(kept) == 1  # Of one day the latest stays.
    assert not working_copy.beside(configuration.archive_db).exists()


def test_a_good_night_writes_the_exports_and_one_that_cannot_is_published_and_not_well(
    configuration: Configuration, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    offering = replace(configuration, exports_dir=folder)
    ended = nightly(offering, of_pages(configuration, "tea"))
    assert ended.code == 0 and f"exports: 5 files in {folder}" in ended.report
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {"archive-csv.zip", "archive-excel.zip", "archive-jsonl.zip", "SHA256SUMS"} < set(first)
    night_module.downloads.discard(folder)
    shutil.rmtree(folder)
    folder.touch()
    ended = nightly(offering, of_pages(configuration, "song"))
    assert ended.code == 1
    assert ended.report.startswith(
        "nightly: published, but without new exports – the exports cannot be"
    )
    assert "  backup: " in ended.report
    assert texts(configuration) == ["An evening of song."]


def test_a_failed_night_leaves_what_was_published_and_is_seen_there(
    configuration: Configuration,
) -> None:
    nightly(configuration, of_pages(configuration, *["tea"] * 12))
    before = texts(configuration)
    ended = nightly(configuration, of_pages(configuration, *["dance"] * 5))
    assert ended.code == 1
    assert ended.report.startswith(
        "nightly: failed – requests: 5, allowed 11 or more; pages met: 5, allowed 11 or more;"
        " pages of kind article: 5, allowed 10 or more; the published archive stays as it was\n"
    )
    assert "ACCEPT_CHANGES=on" in ended.report
    assert texts(configuration) == before
    assert rows(configuration, "SELECT outcome FROM crawls") == [("finished",), ("failed",)]
    failing = "SELECT name FROM checks WHERE required AND NOT passed ORDER BY name"
    assert rows(configuration, failing) == [
        ("pages met",),
        ("pages of kind article",),
        ("requests",),
    ]
    assert len(list(configuration.captures_dir.iterdir())) == 2
    # The next good night is published, and measured against the one that was good.
    assert nightly(configuration, of_pages(configuration, *["dance"] * 12)).code == 0
    assert "An evening of dance." in texts(configuration)


def test_a_night_that_loses_few_pages_is_published_without_them_and_is_not_well(
    configuration: Configuration,
) -> None:
    nightly(configuration, of_pages(configuration, *["tea"] * 12))
    ended = nightly(configuration, of_pages(configuration, *["song"] * 12, lost=3))
    assert ended.code == 1
    first, _, rest = ended.report.partition("\n")
    url = "http://contrelatraite.org/spip.php?page=article&id_article=9"
    assert first == f"nightly: published, but 3 pages were lost – first: {url} (HTTP 500)"
    assert "warning: no page lost: 3 of 12 requests came to nothing, allowed 3: first http" in rest
    assert "backup: " in rest
    assert (
        sorted(map(str, texts(configuration)))
        == ["An evening of song."] * 9 + ["An evening of tea."] * 3
    )
    lost = "SELECT figure, required, note FROM checks WHERE name = 'no page lost' AND NOT passed"
    assert rows(configuration, lost) == [
        (3, 0, f"the next run asks again; first: {url} (HTTP 500)")
    ]
    # A page that answers again is read as ever.
    assert nightly(configuration, of_pages(configuration, *["song"] * 12)).code == 0
    assert set(texts(configuration)) == {"An evening of song."}


def test_a_page_that_is_broken_for_days_is_in_quarantine_and_no_alarm_any_more(
    configuration: Configuration,
) -> None:
    words = ["tea"] * 12
    codes = [
        nightly(configuration, of_pages(configuration, *words, lost=lost, day=day)).code
        for day, lost in enumerate((0, 1, 1, 1, 1, 2, 1, 0), start=1)
    ]
    # Three days an alarm, then known; another one is news, and all is well when it answers again.
    assert codes == [0, 1, 1, 1, 0, 1, 0, 0]
    assert rows(configuration, "SELECT * FROM quarantine") == []


def test_an_address_that_gives_no_answer_stands_in_quarantine_with_the_day_it_began(
    configuration: Configuration,
) -> None:
    for day in (1, 2, 3):
        nightly(configuration, of_pages(configuration, *["tea"] * 12, lost=1, day=day))
    url = article(11, "").url
    assert rows(configuration, "SELECT url, reason, detail, first_seen_at FROM quarantine") == [
        (url, "no-answer", "HTTP 500", "2021-06-01T03:00:00Z")
    ]


def test_a_night_that_loses_more_is_not_published(configuration: Configuration) -> None:
    nightly(configuration, of_pages(configuration, *["tea"] * 12))
    ended = nightly(configuration, of_pages(configuration, *["song"] * 12, lost=4))
    assert ended.code == 1
    url = "http://contrelatraite.org/spip.php?page=article&id_article=8"
    assert ended.report.startswith(
        f"nightly: failed – 4 of 12 requests came to nothing, allowed 3: first {url} (HTTP 500);"
    )
    assert set(texts(configuration)) == {"An evening of tea."}


def test_of_many_requests_two_in_a_hundred_may_be_lost(configuration: Configuration) -> None:
    for lost, said in (
        (4, "published, but 4 pages were lost"),
        (5, "failed – 5 of 200 requests came to nothing, allowed 4"),
    ):
        ended = nightly(configuration, of_pages(configuration, *["tea"] * 200, lost=lost))
        assert ended.report.startswith(f"nightly: {said}"), ended.report


def test_a_night_that_is_published_with_lost_pages_and_without_a_backup_says_both(
    configuration: Configuration, tmp_path: Path
) -> None:
    (tmp_path / "disk").touch()
    without = replace(configuration, backups_dir=tmp_path / "disk" / "backups")
    ended = nightly(without, of_pages(configuration, "tea", "song", lost=1))
    assert ended.code == 1
    first = ended.report.partition("\n")[0]
    assert first.startswith("nightly: published, but without a backup – ")
    assert "; 1 page was lost – first: http://contrelatraite.org/" in first


@pytest.mark.parametrize("how", ["gone", "torn"])
def test_a_night_beside_captures_that_are_gone_or_torn_is_published_and_says_so(
    configuration: Configuration, how: str
) -> None:
    nightly(configuration, of_pages(configuration, "tea", "song"))
    (captured,) = configuration.captures_dir.glob("*.warc.gz")
    whole = captured.read_bytes()
    captured.unlink()
    if how == "torn":
        captured.write_bytes(whole[:-40])
    ended = nightly(configuration, of_pages(configuration, "tea", "dance"))
    assert (ended.code, ended.is_news) == (1, True)
    assert ended.report.startswith(
        "nightly: published, but WARC files that are missing or torn: 1, allowed 0:"
        f" first {captured.name}\n"
    )
    assert texts(configuration) == ["An evening of tea.", "An evening of dance."]
    captured.write_bytes(whole)
    assert nightly(configuration, of_pages(configuration, "tea", "dance")).code == 0


def test_captures_that_the_disk_does_not_take_keep_the_night_from_being_published(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    nightly(configuration, of_pages(configuration, "tea"))

    def full(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        ended = nightly(configuration, of_pages(configuration, "song"))
    assert ended.code == 1
    assert ended.report.startswith("nightly: failed – captures cannot be written to")
    assert texts(configuration) == ["An evening of tea."]
    assert nightly(configuration, of_pages(configuration, "song")).code == 0


def test_a_first_night_that_fails_leaves_an_empty_archive_that_says_so(
    configuration: Configuration,
) -> None:
    assert nightly(configuration, of_pages(configuration)).code == 4
    assert rows(configuration, "SELECT outcome FROM crawls") == [("unreachable",)]
    assert texts(configuration) == []


def test_a_night_that_can_make_no_backup_is_published_and_not_well(
    configuration: Configuration, tmp_path: Path
) -> None:
    (tmp_path / "disk").touch()
    without = replace(configuration, backups_dir=tmp_path / "disk" / "backups")
    ended = nightly(without, of_pages(configuration, "tea"))
    assert ended.code == 1
    assert ended.report.startswith("nightly: published, but without a backup – no backup could be")
    assert texts(configuration) == ["An evening of tea."]


def test_a_night_that_a_fault_of_the_program_ends_says_its_name_and_the_log_the_way_to_it(
    configuration: Configuration, caplog: pytest.LogCaptureFixture
) -> None:
    nightly(configuration, of_pages(configuration, "tea"))

    def crawl(archive_db: Path) -> Run:
        raise LookupError("no such \x1b[31mthing")

    ended = nightly(configuration, crawl)
    assert (ended.code, ended.is_news) == (1, True)
    assert (
        ended.report == r"nightly: failed – LookupError: no such \x1b[31mthing; see the log above"
    )
    assert "in crawl" in caplog.text
    assert texts(configuration) == ["An evening of tea."]


def test_a_fault_in_what_follows_a_published_night_does_not_say_that_it_failed(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(*_: object) -> Path:
        raise LookupError("the moon")

    monkeypatch.setattr(night_module.backups, "make", make)
    ended = nightly(configuration, of_pages(configuration, "tea"))
    assert ended.code == 1
    assert ended.report.startswith(
        "nightly: published, but without a backup – LookupError: the moon\n"
    )
    assert texts(configuration) == ["An evening of tea."]


def test_a_working_copy_that_cannot_be_read_is_made_anew(configuration: Configuration) -> None:
    nightly(configuration, of_pages(configuration, "tea"))
    working_copy.beside(configuration.archive_db).write_bytes(
        b"SQLite format 3, but not really" * 99
    )
    assert nightly(configuration, of_pages(configuration, "song")).code == 0
    assert texts(configuration) == ["An evening of song."]


def test_an_archive_that_cannot_be_opened_is_left_alone(configuration: Configuration) -> None:
    configuration.archive_db.write_bytes(b"no database at all" * 999)
    ended = nightly(configuration, of_pages(configuration, "tea"))
    assert ended.code == 1
    assert "The archive cannot be opened" in ended.report
    assert configuration.archive_db.read_bytes() == b"no database at all" * 999


@pytest.mark.parametrize("left", ["captures", "backups", "an empty file"])
def test_an_archive_that_is_gone_is_not_begun_anew_unless_told(
    configuration: Configuration, left: str
) -> None:
    assert nightly(configuration, of_pages(configuration, "tea")).code == 0
    configuration.archive_db.unlink()
    if left == "captures":
        shutil.rmtree(configuration.backups_dir)
    elif left == "backups":
        shutil.rmtree(configuration.captures_dir)
    else:
        configuration.archive_db.touch()
    asked: list[Path] = []
    ended = nightly(configuration, lambda archive_db: asked.append(archive_db))
    assert (ended.code, ended.is_news, asked) == (1, True, [])
    assert "archive.db is not there, but there are " in ended.report
    assert nightly(configuration, of_pages(configuration, "song"), begins=True).code == 0
    assert texts(configuration) == ["An evening of song."]


def test_captures_of_a_night_that_was_not_published_are_named_in_the_next_report(
    configuration: Configuration,
) -> None:
    nightly(configuration, of_pages(configuration, *["tea"] * 12))
    published = set(configuration.captures_dir.iterdir())
    nightly(configuration, of_pages(configuration, *["tea"] * 3))
    (unread,) = set(configuration.captures_dir.iterdir()) - published
    ended = nightly(configuration, of_pages(configuration, *["tea"] * 12))
    assert unread.name.endswith(".unpublished.warc.gz")
    assert f"    {unread}\n" in ended.report


def kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_in_the_crawl(configuration: Configuration) -> None:
    def crawl(archive_db: Path) -> Run:
        run = begin(archive_db, configuration.captures_dir, SITE, "collective", {}, {})
        take(run, article(0, "dance"), run.crawl.started_at)
        kill()
        return run

    nightly(configuration, crawl)


def killed_while_publishing(configuration: Configuration) -> None:
    def publish(working: Path, live: Path) -> None:
        with closing(sqlite3.connect(working)) as here, closing(sqlite3.connect(live)) as there:
            here.backup(there, pages=7, progress=lambda _, left, of: left < of / 2 and kill())

    night_module.working_copy.publish = publish
    nightly(configuration, of_pages(configuration, "tea", "dance"))


def killed_after_publishing(configuration: Configuration) -> None:
    def publish(working: Path, live: Path) -> None:
        working_copy.publish(working, live)
        kill()

    night_module.working_copy = SimpleNamespace(**{**vars(working_copy), "publish": publish})
    nightly(configuration, of_pages(configuration, "tea", "dance"))


def killed_at(step: str) -> Callable[[Configuration], None]:
    """A night that is killed when it comes to a step: a function of the working copy or of backups."""

    def night(configuration: Configuration) -> None:
        module, _, name = step.partition(".")
        setattr(getattr(night_module, module), name, kill)
        nightly(configuration, of_pages(configuration, "tea", "dance"))

    return night


@pytest.mark.parametrize(
    ("night", "published"),
    [
        (killed_at("working_copy.copy"), False),
        (killed_in_the_crawl, False),
        (killed_at("working_copy.publish"), False),
        (killed_while_publishing, False),
        (killed_after_publishing, True),
        (killed_at("backups.make"), True),
        (killed_at("backups.prune"), True),
    ],
)
def test_a_night_killed_at_any_step_leaves_a_valid_archive_and_the_next_completes_it(
    configuration: Configuration, night: Callable[[Configuration], None], published: bool
) -> None:
    nightly(configuration, of_pages(configuration, "tea", "song"))
    victim = multiprocessing.get_context("fork").Process(target=night, args=(configuration,))
    victim.start()
    victim.join()
    assert victim.exitcode == KILLED
    assert rows(configuration, "PRAGMA integrity_check") == [("ok",)]
    dance = "An evening of dance."
    assert texts(configuration) == [
        "An evening of tea.",
        dance if published else "An evening of song.",
    ]
    captured = set(configuration.captures_dir.iterdir())
    completed = nightly(configuration, of_pages(configuration, "tea", "dance"))
    assert completed.code == 0
    assert completed.is_news, "the operator is told of the kill"
    killed = (
        rf"  before it scrapy nightly \(process {victim.pid}, since .*\) was killed, or cut off"
    )
    assert re.match(killed, completed.report.splitlines()[1])
    following = nightly(configuration, of_pages(configuration, "tea", "dance"))
    assert not following.is_news and "was killed" not in following.report
    assert texts(configuration) == ["An evening of tea.", dance]
    assert captured < set(configuration.captures_dir.iterdir())
    assert rows(configuration, "SELECT count(*) FROM crawls WHERE outcome = 'running'") == [(0,)]
    numbers = "SELECT record_id, number FROM versions WHERE record_table = 'articles' ORDER BY 1, 2"
    assert rows(configuration, numbers) == [
        ("spip/article/0", 1), ("spip/article/1", 1), ("spip/article/1", 2),
    ]  # fmt: skip
    assert not list(configuration.archive_db.parent.glob("archive-working*"))


def kill_in_the_crawl(configuration: Configuration) -> None:
    victim = multiprocessing.get_context("fork").Process(
        target=killed_in_the_crawl, args=(configuration,)
    )
    victim.start()
    victim.join()


def killed_in_a_record(configuration: Configuration) -> tuple[Path, bytes]:
    """The captures file of a night killed while it wrote a record, and the bytes of its whole records."""
    known = set(configuration.captures_dir.iterdir())
    kill_in_the_crawl(configuration)
    (torn,) = set(configuration.captures_dir.iterdir()) - known
    whole = torn.read_bytes()
    torn.write_bytes(whole + whole[:100])
    return torn, whole


def test_a_night_killed_in_its_crawl_is_seen_as_interrupted(configuration: Configuration) -> None:
    kill_in_the_crawl(configuration)
    nightly(configuration, of_pages(configuration, "tea"))
    assert rows(configuration, "SELECT outcome FROM crawls") == [("interrupted",), ("finished",)]


def test_a_record_that_a_kill_left_half_written_is_cut_off_and_the_others_are_read(
    shell: Shell, configuration: Configuration
) -> None:
    nightly(configuration, of_pages(configuration, "tea"))
    torn, whole = killed_in_a_record(configuration)
    nightly(configuration, of_pages(configuration, "tea"))
    assert torn.read_bytes() == whole
    # The page of these tests is no web page: it is read, and quarantined by its reason.
    assert "damaged" not in shell("crawl", "captures", "-a", f"path={torn}").said


@pytest.mark.slow
def test_a_taking_down_after_a_kill_finds_no_damage(
    shell: Shell, configuration: Configuration, tmp_path: Path
) -> None:
    nightly(configuration, of_pages(configuration, "tea", "secrecy"))
    torn, whole = killed_in_a_record(configuration)
    (tmp_path / "withheld.toml").write_text(
        '[[withheld]]\nid = "spip/article/1"\ndate = 2026-01-02\nreason = "asked for"\n', "utf-8"
    )
    taken = shell("takedown")
    assert taken.code == 0, taken.said
    assert torn.read_bytes() != whole + whole[:100]
    assert texts(configuration) == ["An evening of tea."]


def run_night(shell: Shell, url: str, *more: str, **environment: str) -> Ended:
    return shell("nightly", "-s", f"SITE_URL={url}", *FAST, *more, **environment)


@pytest.mark.slow
def test_the_command_crawls_the_site_and_its_last_good_state_survives_an_outage(
    shell: Shell, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    with serve() as site:
        url = site.url
        ended = run_night(shell, url)
        assert ended.code == 0, ended.said
        assert re.match(r"nightly: ok – 0 changed, \d+ new, 0 gone, \d+ pages\n\n", ended.said)
    before = content(shell)
    down = run_night(shell, url, "-s", "RETRY_TIMES=0", NIGHTLY_ON_FAILURE=f"cat > {told}; exit 7")
    assert down.code == 4, down.said
    assert told.read_text("utf-8").startswith("nightly: unreachable – no page answered;")
    assert "NIGHTLY_ON_FAILURE ended with 7" in down.said
    assert content(shell) == before
    assert shell.rows("SELECT outcome FROM crawls") == [("finished",), ("unreachable",)]
    assert shell("check-archive").code == 0
    kept = shell("restore").said.split()
    restored = shell("restore", kept[-1])
    assert restored.code == 0, restored.said
    assert shell.rows("SELECT outcome FROM crawls") == [("finished",)]
    assert content(shell) == before


@pytest.mark.slow
def test_captures_of_a_night_that_was_not_published_change_nothing_when_they_are_read(
    shell: Shell,
) -> None:
    folder = shell.folder / "captures"
    with serve() as site:
        address = ("-s", f"SITE_URL={site.url}")
        assert run_night(shell, site.url).code == 0
        before = content(shell)
        # Pages of errors at status 200, in the site's own dress: nothing else looks so like content.
        site.misbehave("soft-errors")
        assert run_night(shell, site.url).code == 1
    passed_over = shell("crawl", "captures", "-a", f"path={folder}", *address)
    assert passed_over.code == 0, passed_over.said
    assert " 1  of nights that were not published" in passed_over.said
    assert content(shell) == before
    (unpublished,) = folder.glob("*.unpublished.warc.gz")
    named = shell("crawl", "captures", "-a", f"path={unpublished}", *address)
    assert "Traceback" not in named.said
    assert content(shell) == before
    assert shell.rows("SELECT count(*) > 10 FROM quarantine WHERE reason = 'not-content'") == [(1,)]


def test_a_second_night_beside_a_first_exits_3_and_tells_who_holds_the_lock(
    shell: Shell, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    with locked(shell.folder / "archive.db", "scrapy nightly"):
        ended = run_night(shell, "http://127.0.0.1:9/", NIGHTLY_ON_FAILURE=f"cat > {told}")
    assert ended.code == 3
    assert f"archive.db is being written by scrapy nightly (process {os.getpid()}" in ended.said
    assert "is being written by" in told.read_text("utf-8")
    assert not (shell.folder / "archive.db").exists()


@pytest.mark.slow
def test_a_setting_of_the_night_that_cannot_be_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = shell("nightly", BACKUPS_DIR=str(tmp_path / "file"))
    assert ended.code == 2
    assert "BACKUPS_DIR" in ended.said
    assert shell("nightly", "-s", "ACCEPT_CHANGES=perhaps").code == 2
    assert shell("nightly", "surplus").code == 2
    assert shell("restore", "/nowhere.db").code == 2


@pytest.mark.slow
def test_what_was_taken_down_is_in_no_backup_and_does_not_come_back_with_one(
    shell: Shell, configuration: Configuration, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    offering = replace(configuration, exports_dir=exports)
    nightly(offering, of_pages(configuration, "tea", "secrecy"))
    before_it_was_asked_for = tmp_path / "elsewhere.db"
    working_copy.copy(configuration.archive_db, before_it_was_asked_for)
    (tmp_path / "withheld.toml").write_text(
        '[[withheld]]\nid = "spip/article/1"\ndate = 2026-01-02\nreason = "asked for"\n', "utf-8"
    )
    taken = shell("takedown", EXPORTS_DIR=str(exports))
    assert taken.code == 0, taken.said
    assert "the archive, its backups (1), the exports" in taken.said
    with zipfile.ZipFile(exports / "archive-csv.zip") as packed:
        text = packed.read("collective-archive-csv/versions.csv")
    assert b"secrecy" not in text and b"tea" in text
    kept = list(configuration.backups_dir.iterdir())
    assert len(kept) == 1
    assert b"secrecy" not in kept[0].read_bytes()
    assert b"tea" in kept[0].read_bytes()
    restored = shell("restore", str(before_it_was_asked_for))
    assert restored.code == 0, restored.said
    assert texts(configuration) == ["An evening of tea."]
    assert shell("check-archive").code == 0


@contextmanager
def served(archive_db: Path) -> Iterator[str]:
    """The archive as `scrapy serve` publishes it, in a process of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with archive_db.with_name("serve.log").open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "serve", "--port", str(port)],
            cwd=HOME,
            env={**os.environ, "ARCHIVE_DB": str(archive_db)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"{base}/-/versions.json", server)
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


@contextmanager
def readers(number: int, base: str, pages: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """So many clients that ask for all the pages, over and over; gives their answers as they come."""
    answers: list[tuple[int, str]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            for page in pages:
                answers.append(get(base + page))
                if over.is_set():
                    break

    threads = [threading.Thread(target=read) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def evenings(answers: list[tuple[int, str]]) -> list[set[str]]:
    """Which words each answer says; each must have been well, and be of one night alone."""
    assert {status for status, _ in answers} == {200}
    said = [set(re.findall(r"evening of (\w+)", body)) for _, body in answers]
    assert all(len(words) == 1 for words in said), [words for words in said if len(words) != 1]
    return said


@pytest.mark.slow
def test_readers_of_a_running_datasette_see_only_old_or_only_new_content(
    configuration: Configuration,
) -> None:
    """Each word is said by every page of one night: an answer with two words would be a mix."""
    names = ["tea", "song", "dance", "rain"]
    nightly(configuration, of_pages(configuration, *["tea"] * 60))
    pages = (
        "/archive.json?sql=select+group_concat(distinct+text)+from+articles&_shape=arrays",
        "/archive/articles.csv?_stream=on&_size=max",
        "/archive/articles?_col=text",
        "/archive/entries?_search=evening&_col=text",
    )
    with served(configuration.archive_db) as base:
        with readers(3, base, pages) as answers:
            codes = [
                nightly(configuration, of_pages(configuration, *[name] * 60)).code
                for name in names[1:] * 3
            ]
            while len(answers) < 300:
                time.sleep(0.05)
        assert codes == [0] * 9
        assert len(set().union(*evenings(answers))) > 1
        assert "rain" in get(base + pages[0])[1]


@pytest.mark.slow
def test_a_thousand_requests_while_nights_run_are_answered_whole(shell: Shell) -> None:
    """The same with the command itself over the replica, and every way there is to read the archive."""
    pages = (
        "/archive/articles?_col=text",
        "/archive/articles?_sort_desc=published_on&_col=text",
        "/archive/articles/spip~2Farticle~2F504",
        "/archive/articles/spip~2Farticle~2F504.json",
        "/archive/articles.json?_shape=objects&_size=max",
        "/archive/articles.csv?_stream=on&_size=max",
        "/archive/entries?_search=evening&_col=text",
        "/archive/entries.json?_search=evening&_size=max",
        "/archive.json?sql=select+group_concat(distinct+text)+from+articles&_shape=arrays",
    )
    words = cycle(("tea", "song", "dance", "rain"))
    with serve() as site:
        entries = dict(site.content.entries)

        def night() -> Ended:
            word = next(words)
            for number, entry in entries.items():
                if entry.kind == "article":
                    lead = f"An evening of {word}."
                    site.content.entries[number] = replace(entry, lead=lead)
            site.begin("spip")
            return run_night(shell, site.url)

        assert night().code == 0
        during: list[tuple[int, str]] = []
        nights = 0
        with served(shell.folder / "archive.db") as base:
            while len(during) <= 1000 or nights < 3:
                with readers(3, base, pages) as answers:
                    ended = night()
                    # What is answered after this is no answer during a night.
                    during += answers[:]
                assert ended.code == 0, ended.said
                nights += 1
        assert len(during) > 1000
        assert len(set().union(*evenings(during))) >= 3
    print(f"\n{len(during)} requests during {nights} nights, all 200, none torn")


def get(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=30) as response:
            return response.status, response.read().decode("utf-8")
    except HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urlopen(url, timeout=5).close()
            return
        except URLError:
            assert process.poll() is None
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 seconds")
