"""What headers state, whatever it is: a date, a wait, an address that makes no sense costs nothing."""

from __future__ import annotations

import socketserver
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.readings import Readings
from archive.warc_stored import stored
from crawling.retry_after import seconds_of
from records.header_dates import header_date
from records.models import Capture
from records.numbers import LARGEST
from tests.crawling.conftest import Shell
from tests.crawling.site_of_pages import Answer, drupal, serve_pages
from tests.crawling.test_discovery import TEXT, crawl, links

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ODD_DATES = [
    "", "soon", "\x00", ", , ,", "Sun, 06 Nov 1994 08:49:37 +99999999999999999999",
    "Sun, 06 Nov 1994 08:49:37 -99999999999999999999", "Sun, 06 Nov 99999 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 99:49:37 GMT", f"6 Nov {'9' * 5000} 8:00:00 GMT",
    "Sun, 06 Nov 1994 08:49:37 +2400", "²", "1e400", "-1", "été",
]  # fmt: skip


@pytest.mark.parametrize("stated", ODD_DATES)
def test_a_date_that_is_none_is_no_wait_and_no_validator(stated: str, tmp_path: Path) -> None:
    assert header_date(stated) is None
    assert seconds_of(stated, NOW) is None
    readings = Readings(tmp_path, "parser")
    capture = Capture(
        id="c1", url="http://a.example/", captured_at="2026-01-02T03:04:05Z", digest="x", bytes=1,
        file="x", offset=0, crawl_id="run", last_modified=stated,
    )  # fmt: skip
    readings.put(capture.url, capture, None)
    assert readings.known(capture.url) is None
    readings.close()


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0), ("9" * 400, float(LARGEST)),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0), ("Thu, 01 Jan 2026 00:01:00", 60.0),
    ],
)  # fmt: skip
def test_a_wait_that_can_be_read_is_waited(stated: str, seconds: float) -> None:
    assert seconds_of(stated, NOW) == seconds


@pytest.mark.slow
def test_a_site_of_odd_headers_is_crawled_to_its_end(shell: Shell) -> None:
    def busy(before: int) -> Answer:
        if before:
            return 200, {}, drupal("Appel", TEXT, 801, "appel")
        return 503, {"Retry-After": "Sun, 06 Nov 1994 08:49:37 +99999999999999999999"}, "occupé"

    odd = {
        "Last-Modified": "Sun, 06 Nov 1994 08:49:37 +99999999999999999999", "ETag": '"é\x80"',
        "X-Naive": "\x80\x85\xff", "Content-Language": "a" * 3000,
    }  # fmt: skip
    pages = {
        "/": drupal("Accueil", links("/appel", "/lettre", "/ailleurs", "/nulle-part"), 1),
        "/appel": busy,
        "/lettre": (200, odd, drupal("Lettre", TEXT.replace("droits", "voix"), 802, "lettre")),
        "/ailleurs": (301, {"Location": "/r\xe9union"}, ""),
        "/r%E9union": drupal("Réunion", TEXT.replace("droits", "toits"), 803),
        "/nulle-part": (302, {"Location": "http://[x"}, ""),
    }
    for _ in range(2):
        with serve_pages(pages) as site:
            ended = crawl(shell, site.url)
            assert ended.code == 0, ended.said
            assert "/r%E9union" in site.asked
    titles = [title for (title,) in shell.rows("SELECT title FROM articles ORDER BY title")]
    assert titles == ["Accueil", "Appel", "Lettre", "Réunion"]
    assert shell("check-archive").code == 0


HEADS = {
    b"/": b"HTTP/1.1 301 Parti\r\nLocation: /r\xc3\xa9union\r\nlink: <a>\r\nX-A: 1\r\nLink: <b>; t=\"\xe9\"\r\n"
    b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Empty:\r\n",
    b"/r%C3%A9union": b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Type: text/plain\r\n",
}  # fmt: skip


class Raw(socketserver.StreamRequestHandler):
    """Answers with heads as they are written here, byte for byte."""

    def handle(self) -> None:
        target = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        head = HEADS.get(target, b"HTTP/1.1 404 Rien\r\n")
        body = drupal("Réunion", TEXT, 803).encode() if b"200" in head else b""
        self.wfile.write(
            head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body
        )


@pytest.mark.slow
def test_heads_are_captured_as_they_came_but_for_the_case_of_names(shell: Shell) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Raw) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ended = crawl(shell, f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert ended.code == 0, ended.said
    (file,) = (shell.folder / "captures").glob("*.warc.gz")
    with file.open("rb") as stream:
        blocks = [
            one.block.read().partition(b"\r\n\r\n")[0].split(b"\r\n")
            for one in stored(stream)
            if b"WARC-Type: response" in one.head
        ]
    redirect = next(lines for lines in blocks if b" 301" in lines[0])
    assert sorted(redirect[1:]) == sorted([
        b"Content-Length: 0", b"Location: /r\xc3\xa9union", b"Link: <a>", b'Link: <b>; t="\xe9"',
        b"X-A: 1", b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"X-Empty: ",
    ])  # fmt: skip
    page = next(lines for lines in blocks if b" 200" in lines[0])
    assert page[0] == b"HTTP/1.0 200"
    assert [line for line in page if b"Type" in line] == [
        b"Content-Type: text/html; charset=utf-8", b"Content-Type: text/plain",
    ]  # fmt: skip
    # Of a header that is repeated the first counts, in the crawl and in reading its captures again.
    assert shell.rows("SELECT title FROM articles") == [("Réunion",)]
    shell("crawl", "captures", "-a", f"path={shell.folder / 'captures'}", "-s", f"ARCHIVE_DB={shell.folder}/b.db", "-s", f"SITE_URL=http://127.0.0.1:{server.server_address[1]}/")  # fmt: skip
    with sqlite3.connect(shell.folder / "b.db") as db:
        assert db.execute("SELECT title FROM articles").fetchall() == [("Réunion",)]
        assert db.execute("SELECT mime FROM captures WHERE status = 200").fetchall() == [
            ("text/html",)
        ]
