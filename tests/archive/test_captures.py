"""Captures that other tools wrote are read like ours, and ours by the field's own checker.

The files are made here, byte by byte, with the habits of the tool that each test names.
"""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import zipfile
from base64 import b32encode
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.crawler import Crawler
from sqlite_utils import Database

import settings
from archive import captures, takedown
from archive.checks import soundness
from archive.database import open_archive
from archive.revisits import Originals
from archive.run import Run, begin
from archive.warc_bodies import MOST_BYTES, zstd
from archive.warc_records import Kept, NoAnswer, Odd, Revisit, records_in
from archive.warc_writer import Answered, Writer
from crawling.readers import PageReader
from crawling.withheld import leads_there
from records.finding import Finding
from records.models import Capture, Document, Withheld
from records.reading import Fetched
from spiders.captures import CapturesSpider
from spiders.evidence import Evidence
from spiders.findings import read
from tests.archive.conftest import SITE, rows
from tests.loops import finished_here

PAGE = (Path(__file__).parents[1] / "layouts" / "pages" / "member-3.1.html").read_bytes()
URL = "http://contrelatraite.org/spip.php?page=article&id_article=77"
FILE = "http://contrelatraite.org/IMG/pdf/report.pdf"
AT, LATER, LATEST = "2018-05-12T10:00:00Z", "2018-06-12T10:00:00Z", "2018-07-12T10:00:00Z"
HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CONTENT = ("members", "profiles", "documents", "page_documents", "pages", "addresses")
# What says in which capture a row was read differs with the file; what the row says may not.
PROVENANCE = {"capture_id", "file_capture_id"}


def record(
    kind: str,
    url: str | None,
    block: bytes = b"",
    *more: str,
    at: str | None = AT,
    name: str = "",
    version: str = "WARC/1.0",
) -> bytes:
    """One record. `name` becomes its id; `more` are header lines."""
    name = name or hashlib.sha1(f"{kind}{url}{at}{block!r}".encode()).hexdigest()
    lines = [version, f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"WARC-Date: {at}"] if at else []
    lines += [*more, f"Content-Length: {len(block)}", "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, head: str = HTML) -> bytes:
    return f"{head}\r\n".encode() + body


def digest(body: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(body).digest()).decode()


def written(path: Path, *records: bytes, packed: bool = True) -> Path:
    """A WARC file, each record in a gzip member of its own, or plain."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(gzip.compress(one, 1) if packed else one for one in records))
    return path


def read_from(
    folder: Path,
    path: Path,
    archive: str = "archive.db",
    withheld: frozenset[str] = frozenset(),
    **arguments: str,
) -> Run:
    """Read a file or folder as `scrapy crawl captures` does."""
    run = begin(folder / archive, folder / "captures", SITE, "captures", {}, {})
    run.withheld = withheld
    crawler = Crawler(CapturesSpider)
    # Scrapy's crawler has no place of its own for it (crawling/run.py).
    crawler.archive_run = run  # type: ignore[attr-defined]
    spider = CapturesSpider.from_crawler(crawler, path=str(path), **arguments)
    spider.pages = _pages()

    async def take() -> None:
        async for item in spider.start():
            run.take(item)

    finished_here(take())
    spider.reader.close()
    run.finish("finished")
    return run


@cache
def _pages() -> PageReader:
    """One process reads for all of these tests, and ends with them: to begin it takes longer than most."""
    return PageReader(SITE)


def said(run: Run) -> dict[str, list[tuple[object, ...]]]:
    """What the archive says, without where it was read."""
    found = {}
    for table in CONTENT:
        columns = [column for column in run.db[table].columns_dict if column not in PROVENANCE]
        found[table] = rows(run, f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2")
    return found


def live(folder: Path, *moments: str) -> Run:
    """An archive of the page as the live site gave it at these moments."""
    run = begin(folder / "live.db", folder / "live", SITE, "captures", {}, {})
    for at in moments:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        capture = run.writer.response(Answered(URL, 200, headers, PAGE, at))
        found, _ = read(Fetched(URL, PAGE, at), capture, SITE, Evidence(SITE), _pages())
        assert isinstance(found, Finding)
        found.addresses[URL] = 200
        run.take(found)
    run.finish("finished")
    return run


def seen(run: Run) -> list[tuple[object, ...]]:
    return rows(run, "SELECT first_seen_at, last_seen_at FROM pages WHERE id = 'spip/article/77'")


# ---------------------------------------------------------------------------------------- wget

CHUNKED = b"%x\r\n" % 1000 + PAGE[:1000] + b"\r\n%x\r\n" % len(PAGE[1000:]) + PAGE[1000:] + b"\r\n"


def wget(*responses: bytes) -> list[bytes]:
    """wget 1.x: plain address in brackets, its own log and arguments as resources at the end."""
    own = "<metadata://gnu.org/software/wget/warc/"
    ask = b"GET / HTTP/1.1\r\nUser-Agent: Wget/1.21.3\r\nAccept: */*\r\n\r\n"
    return [
        record("warcinfo", None, b"software: Wget/1.21.3 (linux-gnu)\r\n", "WARC-Filename: a.warc"),
        record("request", f"<{URL}>", ask),
        *responses,
        record("metadata", f"{own}MANIFEST.txt>", b"<urn:uuid:1>\n", "Content-Type: text/plain"),
        record("resource", f"{own}wget_arguments.txt>", b'"-r"\n', "Content-Type: text/plain"),
        record("resource", f"{own}wget.log>", b"", "Content-Type: text/plain"),
    ]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    "body", [CHUNKED + b"0\r\n\r\n", CHUNKED, PAGE], ids=["chunked", "no last chunk", "removed"]
)
def test_a_file_of_wget_is_read_whatever_it_did_with_the_chunks(
    folder: Path, body: bytes, packed: bool
) -> None:
    response = answer(body, f"{HTML}Transfer-Encoding: chunked\r\n")
    records = wget(record("response", f"<{URL}>", response, f"WARC-Payload-Digest: {digest(body)}"))
    run = read_from(folder, written(folder / "a.warc.gz", *records, packed=packed))
    assert said(run) == said(live(folder, AT))
    assert run.skipped == {"record of no web address (metadata:)": 2}


def test_what_wget_met_unchanged_is_read_again_from_the_file_before(folder: Path) -> None:
    """wget --warc-dedup: names the original by id alone, and marks the head it kept as cut."""
    theirs = folder / "theirs"
    written(theirs / "1.warc.gz", *wget(record("response", f"<{URL}>", answer(), name="first")))
    revisit = record(
        "revisit", f"<{URL}>", f"{HTML}\r\n".encode(), "WARC-Refers-To: <urn:uuid:first>",
        "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest",
        "WARC-Truncated: length", at=LATER,
    )  # fmt: skip
    written(theirs / "2.warc.gz", *wget(revisit))
    run = read_from(folder, theirs)
    assert said(run) == said(live(folder, AT, LATER))
    assert seen(run) == [(AT, LATER)]


# ------------------------------------------------------------------------------------ Heritrix

IDENTICAL = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
UNMODIFIED = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified"


def heritrix(*responses: bytes) -> list[bytes]:
    """Heritrix 3: the answers of name servers as responses, metadata on every answer."""
    dns = b"20180512100000\ncontrelatraite.org.\t300\tIN\tA\t192.0.2.7\n"
    about = b"via: http://contrelatraite.org/\r\nfetchTimeMs: 12\r\n"
    return [
        record("warcinfo", None, b"software: Heritrix/3.4.0\r\n"),
        record("response", "dns:contrelatraite.org", dns, "Content-Type: text/dns"),
        *responses,
        record("request", URL, b"GET / HTTP/1.0\r\n\r\n"),
        record("metadata", URL, about, "Content-Type: application/warc-fields"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        # Since 2014 as the IIPC recommends; before, by address and digest alone.
        (IDENTICAL, f"WARC-Refers-To-Target-URI: {URL}", f"WARC-Refers-To-Date: {AT}"),
        (IDENTICAL, f"WARC-Payload-Digest: {digest(PAGE)}"),
        (IDENTICAL, "WARC-Payload-Digest: sha1:" + hashlib.sha1(PAGE).hexdigest()),
        (IDENTICAL, "WARC-Payload-Digest: md5:0", f"WARC-Payload-Digest: {digest(PAGE)}"),
        # The digest of a 304 is that of its empty body: only the validator names the payload.
        (UNMODIFIED, f"WARC-Payload-Digest: {digest(b'')}", 'WARC-Etag: "v1"'),
    ],
)  # fmt: skip
def test_a_revisit_of_heritrix_is_the_page_read_again(folder: Path, names: Sequence[str]) -> None:
    response = record(
        "response", URL, answer(head=f'{HTML}ETag: "v1"\r\n'), "WARC-Payload-Digest: md5:1",
        f"WARC-Payload-Digest: {digest(PAGE)}",
    )  # fmt: skip
    # An empty answer in between is nobody's original.
    empty = record("response", f"{URL}&a", answer(b""), f"WARC-Payload-Digest: {digest(b'')}")
    records = heritrix(response, empty, record("revisit", URL, b"", *names, at=LATER))
    run = read_from(folder, written(folder / "IA-20180512-00000.warc.gz", *records))
    assert seen(run) == [(AT, LATER)]
    assert run.skipped == {"record of no web address (dns:)": 1}
    assert rows(run, "SELECT count(*) FROM versions WHERE record_table = 'profiles'") == [(1,)]


def test_a_revisit_of_a_file_read_in_an_earlier_run_is_resolved_by_the_archive(
    folder: Path,
) -> None:
    first = heritrix(record("response", URL, answer(head=f'{HTML}ETag: "v1"\r\n'), name="first"))
    read_from(folder, written(folder / "1.warc.gz", *first))
    date = (f"WARC-Refers-To-Target-URI: {URL}", f"WARC-Refers-To-Date: {AT}")
    second = (
        record("revisit", URL, b"", IDENTICAL, *date, at=LATER),
        record("revisit", URL, b"", UNMODIFIED, 'WARC-Etag: "v1"', at=LATEST),
    )
    run = read_from(folder, written(folder / "2.warc.gz", *heritrix(*second)))
    assert seen(run) == [(AT, LATEST)]


def test_a_revisit_that_stands_before_its_original_waits_for_it(folder: Path) -> None:
    theirs = folder / "theirs"
    revisit = record("revisit", URL, b"", IDENTICAL, "WARC-Refers-To: <urn:uuid:first>", at=LATER)
    written(theirs / "a.warc.gz", *heritrix(revisit))
    written(theirs / "b.warc.gz", *heritrix(record("response", URL, answer(), name="first")))
    assert seen(read_from(folder, theirs)) == [(AT, LATER)]


def test_a_revisit_of_what_is_not_known_is_counted_and_nothing_is_made_of_it(folder: Path) -> None:
    revisit = record("revisit", URL, b"", IDENTICAL, f"WARC-Payload-Digest: {digest(b'lost')}")
    run = read_from(folder, written(folder / "a.warc.gz", *heritrix(revisit)))
    assert run.skipped["revisit of a capture that is not known (read its file too)"] == 1
    assert rows(run, "SELECT * FROM captures") == []


# --------------------------------------------------------------------------------- browsertrix


def browsertrix(*responses: bytes) -> list[bytes]:
    """browsertrix: WARC/1.1, what the browser saw of a page as resources under names of its own."""
    seen = b'{"pageid": "1", "urls": {}}'
    of_page = ("Content-Type: application/json", "WARC-Page-ID: 1")
    return [
        record("warcinfo", None, b"software: Browsertrix-Crawler 1.5\r\n", version="WARC/1.1"),
        *responses,
        record("resource", f"urn:pageinfo:{URL}", seen, *of_page, version="WARC/1.1"),
        record("resource", f"urn:text:{URL}", b"Words.", "Content-Type: text/plain"),
    ]


def wacz(path: Path, *files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for number, content in enumerate(files):
            packed.writestr(f"archive/rec-{number}.warc.gz", content)
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        packed.writestr("datapackage.json", "{}")
    return path


@pytest.mark.parametrize(
    ("line", "encoding", "body"),
    [
        ("HTTP/1.1 200", "br", brotli.compress(PAGE, quality=1)),
        ("HTTP/2 200", "gzip", gzip.compress(PAGE)),
        ("HTTP/2.0 200 OK", "x-gzip", gzip.compress(PAGE)),
        # Its browser unpacked the body, and the header stayed.
        ("HTTP/1.1 200 OK", "br", PAGE),
        ("HTTP/1.1 200 OK", "zstd", PAGE),
        ("HTTP/1.1 200 OK", "zstd", zstd.compress(PAGE)),
    ],
)
def test_a_wacz_of_browsertrix_is_read_by_what_its_browser_was_sent(
    folder: Path, line: str, encoding: str, body: bytes
) -> None:
    head = f"{line}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}\r\n"
    fields = ("WARC-Page-ID: 1", "WARC-Payload-Digest: sha256:" + hashlib.sha256(body).hexdigest())
    # The same address at two moments, the second told by its digest, at a fraction of a second.
    first = record("response", URL, answer(body, head), *fields, at="2018-05-12T10:00:00.987Z")
    again = record(
        "revisit", URL, f"{head}\r\n".encode(), IDENTICAL.replace("1.0", "1.1"), *fields,
        at="2018-06-12T10:00:00.001Z", version="WARC/1.1",
    )  # fmt: skip
    files = [b"".join(map(gzip.compress, browsertrix(one))) for one in (first, again)]
    run = read_from(folder, wacz(folder / "crawl.wacz", *files))
    assert said(run) == said(live(folder, AT, LATER))
    assert run.skipped == {"record of no web address (urn:)": 4}


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [("br", brotli.compress(bytes(2**28), quality=1)), ("zstd", zstd.compress(bytes(2**28)))],
)
def test_what_is_packed_to_be_unpacked_without_end_is_read_no_further_than_a_file_goes(
    folder: Path, encoding: str, bomb: bytes
) -> None:
    head = f"{HTML}Content-Encoding: {encoding}\r\n"
    (kept,) = records_in(written(folder / "a.warc", record("response", URL, answer(bomb, head))))
    assert isinstance(kept, Kept)
    assert len(kept.fetched.body) == MOST_BYTES


def test_a_wacz_without_warc_files_fails_the_run_and_says_so(folder: Path) -> None:
    run = read_from(folder, wacz(folder / "crawl.wacz"))
    assert run.error == "crawl.wacz holds no WARC file (archive/*.warc.gz)"
    (folder / "no.wacz").write_bytes(b"no ZIP")
    assert "no.wacz is damaged" in str(read_from(folder, folder / "no.wacz").error)


# ------------------------------------------------------------------- however packed, however odd


def test_a_file_packed_as_one_gzip_is_read_like_any_other(folder: Path) -> None:
    records = wget(record("response", f"<{URL}>", answer()))
    (folder / "a.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    assert said(read_from(folder, folder / "a.warc.gz")) == said(live(folder, AT))


def test_an_arc_file_is_read_like_its_successor(folder: Path) -> None:
    """ARC 1, as Heritrix 1 wrote it: a line for each record, the date in 14 figures."""
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    first = f"filedesc://a.arc 0.0.0.0 20180512100000 text/plain {len(about)}\n".encode() + about
    block = answer()
    second = f"{URL} 192.0.2.7 20180512100000 text/html {len(block)}\n".encode() + block
    (folder / "a.arc.gz").write_bytes(
        b"".join(gzip.compress(one + b"\n") for one in (first, second))
    )
    assert said(read_from(folder, folder / "a.arc.gz")) == said(live(folder, AT))


ODD = {
    "without an address": (record("response", None, answer()), "record without an address"),
    "ftp": (record("resource", "ftp://contrelatraite.org/a", b"x"), "record of no web address (ftp:)"),
    "no scheme": (record("response", "contrelatraite.org", answer()), "record of no web address (no scheme:)"),
    "no address at all": (record("response", "http://[bad", answer()), "record with an address that is none"),
    "no date": (record("response", URL, answer(), at=None), "record without a date that can be read"),
    "bad date": (record("response", URL, answer(), at="0000-13-99T00:00:00Z"), "record without a date that can be read"),
    "only a year": (record("response", URL, answer(), at="2018"), "record without a date that can be read"),
    "no status line": (record("response", URL, PAGE), "answer without a status line"),
    "no status": (record("response", URL, answer(head="HTTP/1.1\r\n")), "answer without a status line"),
    "no number": (record("response", URL, answer(head="HTTP/1.1 OK\r\n")), "answer without a status line"),
    "nothing": (record("response", URL, b""), "answer without a status line"),
    "revisit": (record("revisit", URL, b"", IDENTICAL, "WARC-Refers-To-Date: soon"), "record without a date that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("packed", [True, False])
def test_odd_records_are_counted_by_what_is_odd_and_take_no_other_with_them(
    folder: Path, packed: bool
) -> None:
    odd = [given for given, _ in ODD.values()]
    path = written(folder / "a.warc", *odd, record("response", URL, answer()), packed=packed)
    found = list(records_in(path))
    assert [one.reason for one in found if isinstance(one, Odd)] == [why for _, why in ODD.values()]
    run = read_from(folder, path)
    assert said(run) == said(live(folder, AT))
    assert sum(run.skipped.values()) == len(ODD)
    assert run.error is None


def test_a_date_with_an_offset_is_brought_to_utc(folder: Path) -> None:
    dated = record("response", URL, answer(), at="2018-05-12T12:00:00.5+02:00")
    (kept,) = records_in(written(folder / "a.warc.gz", dated))
    assert isinstance(kept, Kept)
    assert kept.fetched.captured_at == AT


def test_a_page_that_its_tool_cut_is_quarantined_and_a_file_is_marked(folder: Path) -> None:
    cut = "WARC-Truncated: length"
    whole = record("response", URL, answer())
    page = record("response", URL.replace("77", "78"), answer(PAGE), cut, at=LATER)
    file = record("response", FILE, answer(b"%PDF-1.4", "HTTP/1.1 200 OK\r\n"), cut, at=LATER)
    run = read_from(folder, written(folder / "a.warc.gz", whole, page, file))
    assert seen(run) == [(AT, AT)]
    ((reason, detail, kept),) = rows(run, "SELECT reason, detail, capture_id FROM quarantine")
    assert (reason, kept is not None) == ("truncated", True)
    assert "a.warc.gz cut it (WARC-Truncated: length)" in str(detail)
    assert rows(run, f"SELECT status FROM documents WHERE url = '{FILE}'") == [("failed",)]


@pytest.mark.parametrize("how", ["plain", "by record", "as a whole"])
def test_a_file_that_breaks_off_gives_what_came_before_and_says_so(folder: Path, how: str) -> None:
    records = [record("response", URL, answer()), record("response", URL, answer(), at=LATER)]
    path = written(folder / "a.warc.gz", *records, packed=how == "by record")
    if how == "as a whole":
        path.write_bytes(gzip.compress(path.read_bytes()))
    path.write_bytes(path.read_bytes()[:-100])
    first, last = records_in(path)
    assert isinstance(first, Kept)
    assert first.fetched.captured_at == AT
    assert isinstance(last, Odd)
    assert (last.reason, last.is_damage) == ("damaged record (it breaks off)", True)
    run = read_from(folder, path)
    assert seen(run) == [(AT, AT)]
    assert str(run.error).startswith("a.warc.gz at ")
    assert str(run.error).endswith(": damaged record (it breaks off); get the file again")
    assert run.exit_code == 1


# ---------------------------------------------------------------------------------------- ours


def revisited(
    folder: Path, name: str, held: Capture, at: str, status: int = 304, etag: str | None = None
) -> Capture:
    """A file in our folder with one revisit, as a night that met nothing new leaves it."""
    writer = Writer(folder / "captures", name, {"software": "ours"})
    headers = [("ETag", etag)] if etag else []
    body = b"" if status == 304 else b"x" * held.bytes
    capture = writer.unchanged(Answered(held.url, status, headers, body, at), held)
    writer.close()
    return capture


def ours(folder: Path) -> tuple[Run, dict[str, Capture]]:
    """An archive with a page sent packed, a file and a feed, read from our own captures."""
    run = begin(folder / "archive.db", folder / "captures", SITE, "captures", {}, {})
    html = [
        ("Content-Type", "text/html"),
        ("ETag", '"v1"'),
        ("Last-Modified", "Sat, 12 May 2018 09:00:00 GMT"),
    ]
    packed = [*html, ("Content-Encoding", "gzip")]
    feed = f"<rss><item><link>{URL}</link></item></rss>".encode()
    feed_url = "http://contrelatraite.org/spip.php?page=backend"
    other, about = URL.replace("77", "79"), PAGE.replace(b"77", b"79")
    answers = {
        "page": Answered(URL, 200, packed, gzip.compress(PAGE), AT),
        "other": Answered(other, 200, packed, gzip.compress(about), AT),
        "file": Answered(FILE, 200, [("Content-Type", "application/pdf")], b"%PDF-1.4", AT),
        "feed": Answered(feed_url, 200, [("Content-Type", "text/xml")], feed, AT),
    }
    kept = {name: run.writer.response(answered) for name, answered in answers.items()}
    run.writer.close()
    run.end("finished")
    return read_from(folder, folder / "captures"), kept


def checked(folder: Path) -> None:
    """warcio's own checker has nothing to say of any file of ours."""
    files = [str(path) for path in sorted((folder / "captures").glob("*.warc.gz"))]
    assert files
    ended = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_our_own_revisits_are_the_same_page_at_another_time(folder: Path) -> None:
    _, kept = ours(folder)
    page = kept["page"]
    first = revisited(folder, "8", page, LATER)
    second = revisited(folder, "9", page, LATEST, 200, '"v2"')
    for archive in ("archive.db", "anew.db"):  # Beside what is known, and into an empty archive.
        run = read_from(folder, folder / "captures", archive)
        assert seen(run) == [(AT, LATEST)]
        assert rows(run, "SELECT number FROM versions WHERE record_id = 'spip/article/77'") == [
            (1,)
        ]
        assert_as_written(run, page, first, second)
        assert captures.read(run.db, folder / "captures", first).body == PAGE
        assert all(result.passed for result in soundness(run.db, folder / "captures"))


def test_our_own_captures_read_anew_give_the_rows_they_had(folder: Path) -> None:
    run, kept = ours(folder)
    assert kept["page"].last_modified == "Sat, 12 May 2018 09:00:00 GMT"
    assert_as_written(run, *kept.values())


def assert_as_written(run: Run, *written: Capture) -> None:
    """The rows of captures are those that were made in writing them, but for the run that says so."""
    for capture in written:
        row = captures.indexed(run.db, capture.id)
        assert row
        assert row.with_changes(crawl_id=capture.crawl_id) == capture


def test_a_revisit_of_a_file_of_ours_says_what_the_file_is(folder: Path) -> None:
    _, kept = ours(folder)
    revisited(folder, "9", kept["file"], LATER)
    run = read_from(folder, folder / "captures", "anew.db")
    (document,) = run.db.query("SELECT * FROM documents WHERE url = ?", (FILE,))
    assert Document.model_validate(document).status == "unreadable"
    assert document["file_capture_id"] == kept["file"].id


def test_warcio_finds_no_fault_in_our_files_nor_in_those_written_anew(folder: Path) -> None:
    run, kept = ours(folder)
    for number, original in enumerate(kept.values()):
        revisited(folder, f"9{number}", original, LATER)
    run = read_from(folder, folder / "captures")
    checked(folder)
    entry = Withheld(id="spip/article/77", date="2026-01-02", reason="asked for")
    goes = leads_there({entry.id}, SITE)
    done = takedown.take_down(run.db, folder / "captures", [entry], goes, SITE, run.crawl.id)
    checked(folder)
    # The page and the feed that carries it, and the revisits of both, each in a file of its own.
    assert done.removed == 4
    assert all(result.passed for result in soundness(run.db, folder / "captures"))
    left = [one for path in (folder / "captures").glob("*.gz") for one in records_in(path)]
    answers = [one for one in left if not isinstance(one, NoAnswer)]
    assert sorted((type(one).__name__, one.url) for one in answers) == sorted(
        (kind, kept[name].url) for kind in ("Kept", "Revisit") for name in ("file", "other")
    )


def test_the_site_is_asked_only_for_what_every_reader_of_warc_files_can_unpack() -> None:
    asked = settings.DEFAULT_REQUEST_HEADERS["Accept-Encoding"].split(", ")
    assert set(asked) == {"gzip", "deflate"}


# ----------------------------------------------------------------------------------- any order


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return open_archive(tmp_path_factory.mktemp("revisits") / "archive.db")


EVENTS = st.lists(
    st.tuples(st.sampled_from(["page", "id", "date", "digest", "etag"]), st.integers(0, 2)), min_size=1, max_size=12
)  # fmt: skip


@given(events=EVENTS)
def test_a_revisit_resolves_to_the_last_payload_of_its_page_however_it_names_it(
    db: Database, tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, int]]
) -> None:
    """A revisit may name another revisit: what that stands for, it stands for too."""
    out, expected = BytesIO(), []
    last: dict[int, tuple[str, str]] = {}
    payload: dict[int, tuple[str, bytes]] = {}
    for number, (how, page) in enumerate(events):
        url, at, name = (
            f"http://contrelatraite.org/{page}",
            f"2018-01-01T00:00:{number:02}Z",
            f"r{number}",
        )
        if how == "page":
            body = f"<html>{number}</html>".encode()
            payload[page] = (name, body)
            head = f'{HTML}ETag: "{name}"\r\n'
            out.write(
                record(
                    "response",
                    url,
                    answer(body, head),
                    f"WARC-Payload-Digest: {digest(body)}",
                    at=at,
                    name=name,
                )
            )
        else:
            before, moment = last.get(page, ("nobody", "2000-01-01T00:00:00Z"))
            original, body = payload.get(page, ("nobody", b"nothing"))
            names = {
                "id": [IDENTICAL, f"WARC-Refers-To: <urn:uuid:{before}>"],
                "date": [
                    IDENTICAL,
                    f"WARC-Refers-To-Target-URI: <{url}>",
                    f"WARC-Refers-To-Date: {moment}",
                ],
                "digest": [IDENTICAL, f"WARC-Payload-Digest: {digest(body)}"],
                "etag": [UNMODIFIED, f'WARC-Etag: "{original}"'],
            }[how]
            expected.append(original if page in payload else None)
            out.write(record("revisit", url, b"", *names, at=at, name=name))
        last[page] = (name, at)
    path = tmp_path_factory.getbasetemp() / "any.warc"
    path.write_bytes(out.getvalue())
    originals, found = Originals(db), []
    for one in records_in(path):
        if isinstance(one, Kept):
            originals.note(
                one,
                Capture(
                    id=one.capture_id,
                    url=one.url,
                    captured_at=one.fetched.captured_at,
                    digest=one.digests[0],
                    bytes=1,
                    file="",
                    offset=0,
                    crawl_id="",
                ),
            )
        elif isinstance(one, Revisit):
            original = originals.of(one)
            found.append(original.id if original else None)
    assert found == expected
