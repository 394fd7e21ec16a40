"""Commands, settings and exit codes, as a user and a timer meet them."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys

import pytest

from archive.lock import locked
from archive.warc_writer import Answered, Writer
from tests.crawling.conftest import HOME, Shell

PAGE = HOME / "tests" / "layouts" / "pages" / "member-3.1.html"
TEXT = HOME / "tests" / "layouts" / "pages" / "member.txt"
URL = "http://contrelatraite.org/spip.php?page=article&id_article=77"


def test_a_saved_page_is_read_into_an_empty_archive(shell: Shell) -> None:
    ended = shell("crawl", "captures", "-a", f"path={PAGE}")
    assert ended.code == 0, ended.said
    assert shell.rows("SELECT id, founded_year, contact FROM members") == [
        ("rea", 2004, "Ada Example, [e-mail withheld]")
    ]
    assert shell.rows("SELECT count(*) FROM quarantine") == [(0,)]
    assert "Members" in ended.said


@pytest.mark.slow
def test_a_second_run_over_the_same_file_changes_no_row(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    tables = [name for (name,) in shell.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [name for name in tables if name not in ("crawls", "checks")]
    before = {name: shell.rows(f"SELECT * FROM {name}") for name in kept}
    ended = shell("crawl", "captures", "-a", f"path={PAGE}")
    assert ended.code == 0
    assert {name: shell.rows(f"SELECT * FROM {name}") for name in kept} == before
    assert len(list((shell.folder / "captures").iterdir())) == 1


@pytest.mark.slow
def test_text_of_a_page_is_read_with_the_address_given(shell: Shell) -> None:
    ended = shell(
        "crawl",
        "captures",
        "-a",
        f"path={TEXT}",
        "-a",
        f"url={URL}",
        "-a",
        "captured_at=2018-05-12",
    )
    assert ended.code == 0, ended.said
    assert shell.rows("SELECT id, language, published_on FROM profiles") == [
        ("spip/article/77", "en", "2014-08-19")
    ]
    assert shell.rows("SELECT captured_at FROM captures") == [("2018-05-12T00:00:00Z",)]


@pytest.mark.slow
def test_a_folder_is_read_file_by_file_and_what_is_no_capture_is_counted(shell: Shell) -> None:
    folder = shell.folder / "saved"
    folder.mkdir()
    (folder / "article-77.txt").write_bytes(TEXT.read_bytes())
    (folder / "page.html").write_bytes(
        PAGE.read_bytes().replace(b"id_article=77", b"id_article=79")
    )
    (folder / "nobody-knows.txt").write_text("A title\n\nSome text.", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    ended = shell("crawl", "captures", "-a", f"path={folder}")
    assert shell.rows("SELECT id FROM pages ORDER BY id") == [
        ("spip/article/77",),
        ("spip/article/79",),
    ]
    assert shell.rows("SELECT url, reason FROM quarantine") == [
        ("nobody-knows.txt", "unknown-address")
    ]
    assert "       1  not a capture: .png\n" in ended.said


@pytest.mark.slow
def test_a_list_beside_the_files_tells_their_addresses(shell: Shell) -> None:
    folder = shell.folder / "saved"
    folder.mkdir()
    (folder / "one.txt").write_bytes(TEXT.read_bytes())
    (folder / "addresses.csv").write_text(f"file,url\none.txt,{URL}\n", "utf-8")
    assert shell("crawl", "captures", "-a", f"path={folder}").code == 0
    assert shell.rows("SELECT id FROM pages") == [("spip/article/77",)]


@pytest.mark.slow
def test_our_own_captures_make_the_same_archive_again(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    content = ("members", "profiles", "documents", "page_documents", "statements", "articles")
    before = {name: shell.rows(f"SELECT * FROM {name} ORDER BY 1") for name in content}
    (shell.folder / "archive.db").unlink()
    ended = shell("crawl", "captures", "-a", f"path={shell.folder / 'captures'}")
    assert ended.code == 0, ended.said
    assert {name: shell.rows(f"SELECT * FROM {name} ORDER BY 1") for name in content} == before


@pytest.mark.slow
def test_a_page_that_cannot_be_read_is_quarantined_and_leaves_when_it_can(shell: Shell) -> None:
    page = shell.folder / "article-77.html"
    page.write_bytes(PAGE.read_bytes()[:2000])
    ended = shell("crawl", "captures", "-a", f"path={page}", "-a", f"url={URL}")
    assert ended.code == 1
    assert shell.rows("SELECT reason FROM quarantine") == [("truncated",)]
    page.write_bytes(PAGE.read_bytes())
    assert shell("crawl", "captures", "-a", f"path={page}", "-a", f"url={URL}").code == 0
    assert shell.rows("SELECT reason FROM quarantine") == []


@pytest.mark.slow
def test_contact_details_are_stored_when_the_setting_is_off(shell: Shell) -> None:
    assert (
        shell("crawl", "captures", "-a", f"path={PAGE}", "-s", "WITHHOLD_CONTACT_DETAILS=off").code
        == 0
    )
    assert shell.rows("SELECT contact FROM members") == [("Ada Example, ada@example.org",)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("crawl", "nobody"), "there is no spider 'nobody'"),
        (("crawl",), "name one spider"),
        (("crawl", "captures"), "-a path="),
        (("crawl", "captures", "-a", "path=/nowhere/at/all"), "no such file"),
        (("crawl", "collective", "-a", "only=people"), "only=people is not allowed"),
        (("crawl", "collective", "-a", "max_pages=many"), "max_pages=many is not allowed"),
        (("crawl", "collective", "-a", "colour=red"), "no such argument"),
        (("crawl", "collective", "-s", "SITE_URL=ftp://example.org/"), "SITE_URL=ftp://example.org/ is not allowed"),
        (("crawl", "collective", "-s", "SITE_URL=http://"), "SITE_URL"),
        (("crawl", "collective", "-s", "DOWNLOAD_DELAY=soon"), "DOWNLOAD_DELAY=soon is not allowed"),
        (("crawl", "collective", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=0"), "CONCURRENT_REQUESTS_PER_DOMAIN=0"),
        (("crawl", "collective", "-s", "CRAWL_HOURS_MAX=long"), "CRAWL_HOURS_MAX=long is not allowed: it must be a number, 0 or more"),
        (("nightly", "-s", "CRAWL_HOURS_MAX=-1"), "CRAWL_HOURS_MAX=-1 is not allowed"),
        (("nightly", "-s", "CRAWL_HOURS_MAX=inf"), "CRAWL_HOURS_MAX=inf is not allowed"),
        (("nightly", "-s", "CLOSESPIDER_PAGECOUNT=1e5"), "CLOSESPIDER_PAGECOUNT=1e5 is not allowed: it must be a whole number"),
        (("nightly", "-s", "CLOSESPIDER_TIMEOUT=soon"), "CLOSESPIDER_TIMEOUT=soon is not allowed"),
        (("crawl", "collective", "-s", "WITHHOLD_CONTACT_DETAILS=maybe"), "must be on or off"),
        (("crawl", "collective", "-s", "LOG_LEVEL=LOUD"), "LOG_LEVEL=LOUD is not allowed"),
        (("crawl", "collective", "-s", "ARCHIVE_DB=/nowhere/at/all.db"), "ARCHIVE_DB=/nowhere/at/all.db"),
        (("crawl", "collective", "-s", "SITE_FILE=/nowhere.toml"), "SITE_FILE=/nowhere.toml"),
        (("check-archive",), "there is no archive"),
        (("takedown",), "there is no archive"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_its_name_with_exit_code_2(
    shell: Shell, given: tuple[str, ...], said: str
) -> None:
    ended = shell(*given)
    assert ended.code == 2
    assert said in ended.said
    assert "Traceback" not in ended.said
    assert not (shell.folder / "archive.db").exists()


def test_a_setting_is_taken_from_the_environment_too(shell: Shell) -> None:
    ended = shell("crawl", "captures", "-a", f"path={PAGE}", DOWNLOAD_DELAY="soon")
    assert ended.code == 2
    assert "DOWNLOAD_DELAY=soon" in ended.said


@pytest.mark.slow
def test_a_second_run_beside_a_first_one_exits_3_and_says_who_holds_the_lock(shell: Shell) -> None:
    with locked(shell.folder / "archive.db", "scrapy crawl collective"):
        ended = shell("crawl", "captures", "-a", f"path={PAGE}")
    assert ended.code == 3
    assert f"scrapy crawl collective (process {os.getpid()}" in ended.said


def test_a_site_that_does_not_answer_exits_4(shell: Shell) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    ended = shell(
        "crawl",
        "collective",
        "-s",
        f"SITE_URL={url}",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        "RETRY_TIMES=0",
    )
    assert ended.code == 4, ended.said
    assert "unreachable" in ended.said
    assert shell.rows("SELECT outcome FROM crawls") == [("unreachable",)]


@pytest.mark.slow
def test_a_crawl_that_scrapy_cannot_start_is_closed_as_failed(shell: Shell) -> None:
    ended = shell("crawl", "collective", "-s", "DOWNLOADER=nowhere.Downloader")
    assert ended.code == 1
    assert "the crawl did not begin: the log above says why" in ended.said
    assert shell.rows("SELECT outcome, finished_at IS NULL FROM crawls") == [("failed", 0)]
    assert not (shell.folder / "archive.db.lock.holder").exists()


@pytest.mark.slow
def test_a_damaged_warc_file_fails_the_run_and_keeps_what_came_before(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    warc = next((shell.folder / "captures").iterdir())
    copy = shell.folder / "damaged.warc.gz"
    copy.write_bytes(warc.read_bytes() + b"\x1f\x8b\x08\x00garbage that is no record at all")
    ended = shell(
        "crawl", "captures", "-a", f"path={copy}", "-s", f"ARCHIVE_DB={shell.folder}/other.db"
    )
    assert ended.code == 1
    assert "damaged" in ended.said
    assert sqlite3.connect(shell.folder / "other.db").execute(
        "SELECT id FROM members"
    ).fetchall() == [("rea",)]


@pytest.mark.slow
def test_check_archive_passes_on_a_sound_archive_and_fails_on_a_broken_one(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    assert shell("check-archive").code == 0
    db = sqlite3.connect(shell.folder / "archive.db")
    with db:
        db.execute("UPDATE profiles SET capture_id = 'nobody'")
    ended = shell("check-archive")
    assert ended.code == 1
    assert "FAILED  foreign keys: rows that refer to what is not there: " in ended.said


@pytest.mark.slow
def test_check_archive_reads_the_captures_unless_it_is_to_be_quick(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    (file,) = (shell.folder / "captures").glob("*.warc.gz")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    ended = shell("check-archive")
    assert ended.code == 1
    said = "FAILED  capture digests: records that are not as they were kept: "
    assert said in ended.said and f": first {file.name} at " in ended.said
    # The last capture of a file is read to its end all the same.
    assert "capture digests" not in shell("check-archive", "--quick").said


@pytest.mark.slow
def test_what_is_taken_down_is_nowhere_any_more_and_stays_out(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    secret = b"two teachers"
    withheld = shell.folder / "withheld.toml"
    withheld.write_text(
        '[[withheld]]\nid = "spip/article/77"\ndate = 2026-01-02\nreason = "asked for"\n', "utf-8"
    )
    ended = shell("takedown", WITHHELD_FILE=str(withheld))
    assert ended.code == 0, ended.said
    assert "captures removed just now: 1" in ended.said
    assert "nothing was known of" not in ended.said
    for table in (
        "pages",
        "profiles",
        "members",
        "documents",
        "page_documents",
        "versions",
        "entries",
        "captures",
    ):
        assert shell.rows(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert shell.rows("SELECT id, date, reason FROM withheld") == [
        ("spip/article/77", "2026-01-02", "asked for")
    ]
    assert secret not in (shell.folder / "archive.db").read_bytes()
    again = shell("crawl", "captures", "-a", f"path={PAGE}", WITHHELD_FILE=str(withheld))
    assert "withheld" in again.said
    assert shell.rows("SELECT count(*) FROM pages") == [(0,)]
    assert shell("check-archive").code == 0


@pytest.mark.slow
def test_what_was_taken_down_does_not_come_back_because_its_file_is_gone(shell: Shell) -> None:
    assert shell("crawl", "captures", "-a", f"path={PAGE}").code == 0
    withheld = shell.folder / "withheld.toml"
    entry = '[[withheld]]\nid = "{}"\ndate = 2026-01-02\nreason = "asked for"\n'
    withheld.write_text(entry.format("spip/article/77") + entry.format("spip/artcle/3"), "utf-8")
    taken = shell("takedown")
    assert taken.code == 0 and "nothing was known of spip/artcle/3" in taken.said
    withheld.unlink()
    ended = shell("crawl", "captures", "-a", f"path={PAGE}")
    assert ended.code == 2 and "that were taken down by it" in ended.said
    assert shell.rows("SELECT count(*) FROM pages") == [(0,)]
    # An entry that somebody deletes is taken back.
    withheld.touch()
    assert shell("crawl", "captures", "-a", f"path={PAGE}").code == 0
    assert shell.rows("SELECT count(*) FROM pages") == [(1,)]


def test_a_slip_in_withheld_toml_is_refused_before_anything_is_published(shell: Shell) -> None:
    withheld = shell.folder / "withheld.toml"
    withheld.write_text('[[withheld]]\npage = "spip/article/77"\n', "utf-8")
    ended = shell("crawl", "captures", "-a", f"path={PAGE}", WITHHELD_FILE=str(withheld))
    assert ended.code == 2
    assert "withheld.toml, withheld.0" in ended.said


def test_help_names_every_command(shell: Shell) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "scrapy"], cwd=HOME, capture_output=True, text=True, check=False
    ).stdout
    for command in (
        "crawl",
        "check-archive",
        "demo",
        "export",
        "nightly",
        "restore",
        "serve",
        "status",
        "takedown",
    ):
        assert f"  {command} " in said, command


def test_nothing_is_left_beside_the_archive_but_its_captures(shell: Shell) -> None:
    shell("crawl", "captures", "-a", f"path={PAGE}")
    left = {path.name.removesuffix("-wal").removesuffix("-shm") for path in shell.folder.iterdir()}
    assert left <= {"archive.db", "archive.db.lock", "captures"}


@pytest.mark.slow
def test_another_tools_warc_keeps_status_and_headers_in_our_copy(shell: Shell) -> None:
    """A page that only its header tells as SPIP's, and one that was not there."""
    plain = b"<html lang='en'><body><h1>A title</h1><div class='texte'><p>Words.</p></div></body></html>"
    foreign = Writer(shell.folder / "foreign", "theirs", {"software": "another tool"})
    base = "http://contrelatraite.org/spip.php?page=article&id_article="
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Composed-By", "SPIP 3.1.3")]
    foreign.response(Answered(f"{base}5", 200, headers, plain, "2015-01-01T00:00:00Z"))
    foreign.response(Answered(f"{base}6", 404, headers, plain, "2015-01-01T00:00:00Z"))
    foreign.close()
    assert shell("crawl", "captures", "-a", f"path={foreign.path}").code == 0
    before = shell.rows("SELECT url, status FROM captures ORDER BY url")
    assert before == [(f"{base}5", 200), (f"{base}6", 404)]
    articles = shell.rows("SELECT * FROM articles")
    assert len(articles) == 1
    (shell.folder / "archive.db").unlink()
    assert shell("crawl", "captures", "-a", f"path={shell.folder / 'captures'}").code == 0
    assert shell.rows("SELECT * FROM articles") == articles
    assert shell.rows("SELECT url, status FROM captures ORDER BY url") == before


@pytest.mark.slow
def test_a_capture_that_is_dated_in_the_future_is_passed_over_and_named(shell: Shell) -> None:
    page = PAGE.read_bytes()
    theirs = Writer(shell.folder / "theirs", "ahead", {"software": "another tool"})
    url = "http://contrelatraite.org/spip.php?page=article&id_article=77"
    for moment in ("2018-05-12T10:00:00Z", "2999-05-12T10:00:00Z"):
        theirs.response(Answered(url, 200, [("Content-Type", "text/html")], page, moment))
    theirs.close()
    ended = shell("crawl", "captures", "-a", f"path={theirs.path}")
    assert "1  dated in the future: the clock of what wrote it was wrong" in ended.said
    assert shell.rows("SELECT last_seen_at FROM pages") == [("2018-05-12T10:00:00Z",)]
    saved = shell("crawl", "captures", "-a", f"path={PAGE}", "-a", "captured_at=2999-01-01")
    assert "dated in the future" in saved.said
    assert shell.rows("SELECT last_seen_at FROM pages") == [("2018-05-12T10:00:00Z",)]
