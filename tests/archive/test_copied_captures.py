"""Records of other tools stand in our files as they were, byte for byte, with a note of where they came from."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from archive import captures, takedown
from archive.checks import soundness
from archive.exchange import exchange
from archive.run import Run
from archive.warc_records import Kept
from crawling.withheld import leads_there
from records.models import Capture, Withheld
from tests.archive.conftest import SITE, answers_in, rows
from tests.archive.test_captures import (
    AT,
    CHUNKED,
    HTML,
    IDENTICAL,
    LATER,
    LATEST,
    PAGE,
    URL,
    answer,
    browsertrix,
    checked,
    digest,
    heritrix,
    read_from,
    record,
    said,
    seen,
    wacz,
    wget,
    written,
)

EMPTY_302 = b"HTTP/1.1 302 Found\r\nLocation: /%C3%A9t%C3%A9\r\n\r\n"
# Answers with heads that are often lost in copying: a raw address, a header twice, any case, no reason.
ANSWERS = {
    "as usual": answer(),
    "a raw address": "HTTP/1.1 301 Moved\r\nLocation: /réunions d’été\r\n\r\n".encode(),
    "headers twice": answer(head=f"{HTML}Link: <a>\r\nlink: <b>\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n"),
    "one header": b"HTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n<p>Rien</p>",
    "no header": b"HTTP/1.0 404 Not Found\r\n\r\n",
    "lines that go on": b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "unix lines": b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\n" + PAGE,
    "no reason": answer(head="HTTP/2 200\r\nContent-Type: text/html; charset=utf-8\r\n"),
    "chunks": answer(CHUNKED + b"0\r\n\r\n", f"{HTML}Transfer-Encoding: chunked\r\n"),
    "brotli": answer(brotli.compress(PAGE, quality=1), f"{HTML}Content-Encoding: br\r\n"),
    "empty": EMPTY_302,
}  # fmt: skip


HEADERS = dict(zip(ANSWERS.values(), (1, 1, 5, 1, 0, 2, 1, 1, 2, 2, 1), strict=True))


def stands(run: Run, capture: Capture) -> tuple[bytes, bytes]:
    """A capture as it stands in our file: its gzip member, and what that is unpacked."""
    data = (run.writer.folder / capture.file).read_bytes()[capture.offset :]
    member = zlib.decompressobj(wbits=31)
    unpacked = member.decompress(data)
    assert member.eof
    return data[: len(data) - len(member.unused_data)], unpacked


def kept(run: Run) -> list[Capture]:
    return [
        Capture.model_validate(row)
        for row in run.db.query("SELECT * FROM captures ORDER BY captured_at, file, offset")
    ]


def notes(run: Run) -> list[dict[str, str]]:
    """What stands in the notes on copied records, with the record that each is on."""
    found = []
    with run.writer.path.open("rb") as stream:
        for one in ArchiveIterator(stream):
            if one.rec_type == "metadata":
                lines = one.content_stream().read().decode().splitlines()
                on = one.rec_headers.get_header("WARC-Refers-To")
                fields: dict[str, str] = {}
                for name, value in (line.split(": ", 1) for line in lines):
                    fields[name] = f"{fields[name]}\n{value}" if name in fields else value
                found.append({**fields, "on": on, "url": one.rec_headers["WARC-Target-URI"]})
    return found


@pytest.mark.parametrize("how", ["by record", "plain", "as a whole"])
@pytest.mark.parametrize("block", ANSWERS.values(), ids=ANSWERS)
def test_a_record_of_another_tool_is_kept_byte_for_byte(
    folder: Path, block: bytes, how: str
) -> None:
    # A header of its own, in an order of its own, that no other tool would write so.
    one = record(
        "response", f"<{URL}>", block, "X-Tool:  as it likes", "WARC-IP-Address: 192.0.2.7"
    )
    path = written(folder / "a.warc.gz", one, packed=how == "by record")
    if how == "as a whole":
        path.write_bytes(gzip.compress(one + record("metadata", URL, b"x")))
    run = read_from(folder, path)
    (capture,) = kept(run)
    member, unpacked = stands(run, capture)
    assert unpacked == one
    if how == "by record":
        assert member == path.read_bytes()
    shown = exchange(run.writer.folder, capture)
    assert (shown.answer_line or "").encode() == block.splitlines()[0].strip()
    assert (shown.request_line, len(shown.answer)) == (None, HEADERS[block])
    (note,) = notes(run)
    bytes_ = one.removesuffix(b"\r\n\r\n")
    assert note == {
        "on": f"<urn:uuid:{capture.id}>", "url": URL, "source-file": "a.warc.gz",
        "source-offset": "0", "source-record-id": f"<urn:uuid:{capture.id}>",
        "source-record-digest": f"sha256:{hashlib.sha256(bytes_).hexdigest()}",
    }  # fmt: skip
    assert b"WARC-Type: request" not in gzip.decompress(run.writer.path.read_bytes())
    assert all(result.passed for result in soundness(run.db, run.writer.folder))


def test_every_part_of_the_archive_that_reads_a_capture_reads_a_copied_one(folder: Path) -> None:
    """Our own captures, read alone into another archive, give what the file of the other tool gave."""
    records = [
        record("response", URL, ANSWERS["chunks"], name="1"),
        record("response", f"{URL}8", ANSWERS["one header"], name="2"),
        record("revisit", URL, f"{HTML}\r\n".encode(), IDENTICAL, "WARC-Refers-To: <urn:uuid:1>", at=LATER, name="3"),
        record("response", URL, answer(PAGE.replace(b"77", b"78")), at=LATEST, name="4"),
    ]  # fmt: skip
    run = read_from(folder, written(folder / "a.warc.gz", *wget(*records)))
    again = read_from(folder, folder / "captures", "anew.db")
    assert said(again) == said(run)
    for row in kept(run):
        found = captures.indexed(again.db, row.id)
        assert found and found.with_changes(crawl_id=row.crawl_id) == row
    revisit = captures.indexed(run.db, "3")
    assert revisit and revisit.refers_to == "1"
    assert captures.read(run.db, run.writer.folder, revisit).body == PAGE
    checked(folder)


@pytest.mark.parametrize(
    "name", ["<http://a.example/1>", "<urn:x:é>", "", "<>", f"<urn:{'x' * 300}>"]
)
def test_a_record_whose_id_no_row_can_have_gets_one_that_is_the_same_every_time(
    folder: Path, name: str
) -> None:
    one = record("response", URL, answer(), name="1").replace(b"<urn:uuid:1>", name.encode())
    path = written(folder / "a.warc.gz", one)
    run = read_from(folder, path)
    (capture,) = kept(run)
    assert capture.id
    _, unpacked = stands(run, capture)
    if name.startswith("<http"):
        assert (capture.id, unpacked) == ("http://a.example/1", one)
    else:
        assert unpacked.endswith(b"\r\n\r\n" + answer() + b"\r\n\r\n")
        head = one.partition(b"\r\n\r\n")[0].decode()
        assert notes(run)[0]["source-record-head"] == head.replace("\r\n", "\n")
    (other,) = kept(read_from(folder, path, "anew.db"))
    assert other.id == capture.id
    assert all(result.passed for result in soundness(run.db, run.writer.folder))


def test_two_records_of_one_id_are_two_captures(folder: Path) -> None:
    first = record("response", URL, answer(), name="1")
    second = record("response", URL, answer(PAGE.replace(b"77", b"78")), name="1", at=LATER)
    run = read_from(folder, written(folder / "a.warc.gz", first, second))
    one, two = kept(run)
    assert (one.id, one.captured_at, two.captured_at) == ("1", AT, LATER)
    assert captures.read(run.db, run.writer.folder, two).body == PAGE.replace(b"77", b"78")
    assert [row.id for row in kept(read_from(folder, folder / "captures", "anew.db"))] == [
        one.id,
        two.id,
    ]


def arc(*records: tuple[str, bytes]) -> bytes:
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    heads = [("filedesc://a.arc 0.0.0.0 20180512100000 text/plain", about), *records]
    return b"".join(
        f"{head} {len(block)}\n".encode("latin-1") + block + b"\n" for head, block in heads
    )


@pytest.mark.parametrize("block", ANSWERS.values(), ids=ANSWERS)
def test_an_arc_record_keeps_its_block_and_its_line(folder: Path, block: bytes) -> None:
    line = f"{URL} 192.0.2.7 20180512100000 text/html"
    (folder / "a.arc").write_bytes(arc((line, block)))
    run = read_from(folder, folder / "a.arc")
    (capture,) = kept(run)
    assert (capture.captured_at, capture.url) == (AT, URL)
    assert stands(run, capture)[1].partition(b"\r\n\r\n")[2] == block + b"\r\n\r\n"
    (note,) = notes(run)
    assert note["source-record-head"] == f"{line} {len(block)}"
    assert note["source-record-digest"] == (
        "sha256:" + hashlib.sha256(f"{line} {len(block)}\n".encode() + block).hexdigest()
    )
    # Packed otherwise it is the same record, and no second one is kept.
    (folder / "b.arc.gz").write_bytes(gzip.compress(arc((line, block))))
    assert len(kept(read_from(folder, folder / "b.arc.gz"))) == 1
    if b"Encoding: br" not in block:
        # It knows another brotli.
        checked(folder)


def test_what_is_kept_already_is_not_kept_again_however_it_is_packed(folder: Path) -> None:
    records = browsertrix(record("response", URL, answer(), name="1"))
    packed = b"".join(map(gzip.compress, records))
    files = [
        written(folder / "a.warc.gz", *records),
        written(folder / "b.warc", *records, packed=False),
        wacz(folder / "c.wacz", packed),
    ]
    (folder / "d.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    runs = [read_from(folder, path) for path in (*files, *files, folder / "d.warc.gz")]
    assert len(kept(runs[-1])) == 1
    assert [run.writer.path.exists() for run in runs] == [True, *[False] * 6]


def test_a_capture_is_its_address_its_moment_and_its_payload(folder: Path) -> None:
    """Of the same size, in the same second: two; the text extraction of it is a third."""
    other = PAGE.replace(b"77", b"78")
    assert len(other) == len(PAGE)
    records = [
        record("response", URL, answer(), at="2018-05-12T10:00:00.100Z"),
        record("response", URL, answer(other), at="2018-05-12T10:00:00.900Z"),
        record("conversion", URL, b"Words of it.", "Content-Type: text/plain"),
        record("response", URL, answer(), at="2018-05-12T10:00:00.300Z", name="again"),
    ]
    run = read_from(folder, written(folder / "a.warc.gz", *records))
    assert sorted((row.captured_at, row.digest) for row in kept(run)) == sorted(
        (AT, digest(body)) for body in (PAGE, other, b"Words of it.")
    )
    before = run.writer.path.read_bytes()
    again = read_from(folder, folder / "a.warc.gz")
    assert len(kept(again)) == 3
    assert not again.writer.path.exists()
    assert run.writer.path.read_bytes() == before


@pytest.mark.parametrize("named", ["sha1 of theirs", "sha256", "nothing"])
def test_a_revisit_is_kept_as_it_is_and_leads_to_the_payload_of_its_original(
    folder: Path, named: str
) -> None:
    fields = {
        "sha1 of theirs": [f"WARC-Payload-Digest: {digest(PAGE)}"],
        "sha256": [f"WARC-Payload-Digest: sha256:{hashlib.sha256(PAGE).hexdigest()}"],
        "nothing": ["WARC-Refers-To: <urn:uuid:1>"],
    }[named]
    first = record("response", URL, answer(), *fields[:1], name="1")
    revisit = record("revisit", URL, b"", IDENTICAL, *fields, at=LATER, name="2")
    run = read_from(folder, written(folder / "a.warc.gz", *heritrix(first, revisit)))
    original, capture = kept(run)
    assert stands(run, capture)[1] == revisit
    assert (capture.refers_to, capture.digest) == (original.id, original.digest)
    assert seen(run) == [(AT, LATER)]
    assert seen(read_from(folder, folder / "captures", "anew.db")) == [(AT, LATER)]


def test_a_redirect_met_again_is_known_by_its_empty_payload(folder: Path) -> None:
    fields = (f"WARC-Payload-Digest: {digest(b'')}",)
    other = record("response", f"{URL}8", EMPTY_302, *fields, name="0")
    first = record("response", URL, EMPTY_302, *fields, name="1")
    revisit = record("revisit", URL, EMPTY_302, IDENTICAL, *fields, at=LATER, name="2")
    unknown = record("revisit", f"{URL}9", b"", IDENTICAL, *fields, at=LATER, name="3")
    records = (record("response", f"{URL}7", answer()), other, first, revisit, unknown)
    run = read_from(folder, written(folder / "a.warc.gz", *records))
    found = captures.indexed(run.db, "2")
    assert found and (found.refers_to, found.status) == ("1", 302)
    # Everything empty is alike: at another address it says nothing.
    assert run.skipped["revisit of a capture that is not known (read its file too)"] == 1


POST = b"POST /a HTTP/1.1\r\nHost: a\r\n\r\nq=1"
GET = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"


def asked(how: Sequence[str], request: bytes) -> list[bytes]:
    """An answer and its request, in either order, either of which names the other."""
    names = [f"WARC-Concurrent-To: <urn:uuid:{other}>" for other in ("q", "a")]
    got = record("response", URL, answer(), *names[:1] if "answer names" in how else (), name="a")
    sent = record("request", URL, request, *names[1:] if "request names" in how else (), name="q")
    return [sent, got] if "before" in how else [got, sent]


@pytest.mark.parametrize("how", [
    ("behind", "request names"), ("before", "answer names"), ("behind", "answer names"),
    ("before", "request names"), ("before", "answer names", "request names"),
])  # fmt: skip
@pytest.mark.parametrize("request_", [POST, b"HEAD /a HTTP/1.1\r\n\r\n", GET])
def test_only_what_was_asked_for_with_get_is_a_page(
    folder: Path, how: tuple[str, ...], request_: bytes
) -> None:
    other = record("response", f"{URL}9", answer(), at=LATER, name="other")
    run = read_from(folder, written(folder / "a.warc.gz", *asked(how, request_), other))
    method = request_.partition(b" ")[0].decode()
    wanted = {} if method == "GET" else {f"answer to {method}, which is no page": 1}
    assert run.skipped == wanted
    assert [row.id for row in kept(run)] == (["a", "other"] if method == "GET" else ["other"])
    assert run.error is None


@pytest.mark.parametrize(
    ("url", "is_page"),
    [
        (f"{URL}?__wb_method=POST&__wb_post_data=x", False),
        (f"{URL}&__wb_method=post", False),
        (f"{URL}&method=POST", True),
        (f"{URL}&__wb_method=GET", True),
        (f"{URL}&__wb_method=", True),
    ],
)
def test_an_address_may_tell_that_a_form_was_sent(folder: Path, url: str, is_page: bool) -> None:
    path = written(folder / "a.warc.gz", record("response", url, answer()))
    assert [isinstance(one, Kept) for one in answers_in(path)] == [is_page]


def test_a_file_of_another_kind_in_our_own_folder_is_copied_once(folder: Path) -> None:
    """Only what takedown would find stays where it is: gzip by record."""
    own = folder / "captures"
    written(own / "a.warc", record("response", URL, answer(), name="1"), packed=False)
    whole = record("response", f"{URL}8", answer(), name="2") + record(
        "response", f"{URL}9", answer(), name="3"
    )
    (own / "b.warc.gz").write_bytes(gzip.compress(whole))
    run = read_from(folder, own)
    assert {row.file for row in kept(run)} == {run.writer.path.name}
    again = read_from(folder, own)
    assert kept(again) == kept(run)
    assert rows(again, "SELECT count(*) FROM captures") == [(3,)]


UNNUMBERED = (
    "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><meta name='generator' content='SPIP 3.1'>"
    "<title>Un</title></head><body><h1 class='surlignable'>SECRET</h1><div class='texte'><p>Les associations"
    " demandent un toit.</p></div></body></html>"
)


@pytest.mark.parametrize("form", ["{}", "<{}>"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_what_is_taken_down_goes_however_its_record_states_the_address(
    folder: Path, encoding: str, form: str
) -> None:
    address = f"WARC-Target-URI: {form.format('http://contrelatraite.org/réunions')}\r\n"
    odd = record("response", "X", answer(UNNUMBERED.encode()), name="1")
    odd = odd.replace(b"WARC-Target-URI: X\r\n", address.encode(encoding))
    run = read_from(
        folder, written(folder / "a.warc.gz", odd, record("response", URL, answer(), name="2"))
    )
    assert b"SECRET" in gzip.decompress(run.writer.path.read_bytes())
    ((page,),) = rows(run, "SELECT page_id FROM addresses WHERE url LIKE '%unions'")
    entry = Withheld(id=str(page), date="2026-01-02", reason="asked for")
    goes = leads_there({entry.id}, SITE)
    takedown.take_down(run.db, folder / "captures", [entry], goes, SITE, run.crawl.id)
    assert [row.id for row in kept(run)] == ["2"]
    assert b"SECRET" not in gzip.decompress(run.writer.path.read_bytes())
    assert all(result.passed for result in soundness(run.db, folder / "captures"))
