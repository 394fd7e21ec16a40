"""An odd record or file costs itself at most: what is no ASCII costs nothing, and the next one is read."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path

import pytest

from archive import takedown, warc_records
from archive.checks import soundness
from archive.run import Run
from archive.warc_heads import read as read_head
from archive.warc_records import Kept, NoAnswer, Odd, records_in
from archive.warc_writer import Answered, Writer
from crawling.withheld import leads_there
from records.models import Withheld
from tests.archive.conftest import SITE, rows
from tests.archive.test_captures import AT, LATER, PAGE, URL, answer, read_from, record, written

SPIP = (
    "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><meta name='generator' content='SPIP 3.1'>"
    "<title>Un</title></head><body><h1 class='surlignable'>{title}</h1><div class='texte'><p>Les associations"
    " demandent un toit, {title}.</p></div></body></html>"
)
ACCENTED = "http://contrelatraite.org/réunions"
ESCAPED = "http://contrelatraite.org/r%C3%A9unions"


def page(title: str) -> bytes:
    return answer(SPIP.format(title=title).encode())


def titles(run: Run) -> list[object]:
    return [title for (title,) in rows(run, "SELECT title FROM articles ORDER BY title")]


def blocks(path: Path, kind: bytes) -> list[bytes]:
    """What stands behind the heads of a file's records of one kind, byte for byte."""
    found, data = [], path.read_bytes()
    while data:
        member = zlib.decompressobj(wbits=31)
        head, _, block = member.decompress(data).partition(b"\r\n\r\n")
        if b"WARC-Type: " + kind + b"\r\n" in head + b"\r\n":
            found.append(block.removesuffix(b"\r\n\r\n"))
        data = member.unused_data
    return found


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_an_address_that_is_no_ascii_is_read_and_so_is_what_comes_after(
    folder: Path, encoding: str, packed: bool
) -> None:
    odd = record("response", ACCENTED, page("Deux"), at=AT).replace(
        ACCENTED.encode(), ACCENTED.encode(encoding)
    )
    first = written(
        folder / "a" / "a.warc", record("response", URL, page("Un")), odd, packed=packed
    )
    written(folder / "a" / "b.warc", record("response", f"{URL}9", page("Trois")), packed=packed)
    run = read_from(folder, first.parent)
    assert titles(run) == ["Deux", "Trois", "Un"]
    assert (run.crawl.outcome, run.error, run.counts["faults"]) == ("finished", None, 0)
    assert (ESCAPED,) in rows(run, "SELECT url FROM captures")
    assert rows(run, "SELECT page_id FROM addresses WHERE url LIKE '%unions'") == [
        ("spip/path/réunions",)
    ]


@pytest.mark.parametrize("date", ["2005xx04", "2005", "20051332010203", "0", "9" * 40])
def test_an_arc_file_with_an_address_in_latin_1_and_an_odd_date_is_read_to_its_end(
    folder: Path, date: str
) -> None:
    def one(url: str, title: str, date: str = "20050304050607") -> bytes:
        block = page(title)
        head = f"{url} 192.0.2.7 {date} text/html {len(block)}\n"
        return head.encode("latin-1") + block + b"\n"

    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    head = (
        b"filedesc://a.arc 0.0.0.0 20050101000000 text/plain %d\n" % len(version) + version + b"\n"
    )
    odd = one(f"{URL}8", "Sans date", date)
    (folder / "a.arc").write_bytes(head + odd + one(ACCENTED, "Deux") + one(URL, "Un"))
    run = read_from(folder, folder / "a.arc")
    assert titles(run) == ["Deux", "Un"]
    assert run.skipped == {"record without a date that can be read": 1}
    assert run.error is None


HEADS = {
    "a name in UTF-8": "HTTP/1.1 200 OK\r\nX-Naïf: 1\r\n".encode(),
    "a name in latin-1": "HTTP/1.1 200 OK\r\nX-Naïf: 1\r\n".encode("latin-1"),
    "a value in UTF-8": 'HTTP/1.1 200 OK\r\nX-Titre: l’été; a="à"\r\nX-Fin: à\r\n'.encode(),
    "a value in latin-1": 'HTTP/1.1 200 OK\r\nX-Titre: \xe9t\xe9; a="\xa0"\r\n'.encode("latin-1"),
    "a status line": "HTTP/1.1 200 Trouvé\r\nX: 1\r\n".encode(),
    "bytes that are nothing": b"HTTP/1.1 200 OK\r\nX-\x80\x81: \xff\xfe\x1b[31m\x00end\r\n",
    "a carriage return": b"HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\n",
    "a line that goes on": b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n",
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_that_is_no_ascii_costs_nothing(folder: Path, head: bytes) -> None:
    typed = head + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    odd = record("response", URL, typed + SPIP.format(title="Un").encode())
    path = written(folder / "a.warc.gz", odd, record("response", f"{URL}9", page("Deux"), at=LATER))
    run = read_from(folder, path)
    assert titles(run) == ["Deux", "Un"]
    assert (run.error, run.counts["faults"]) == (None, 0)
    assert all(result.passed for result in soundness(run.db, folder / "captures"))
    again = read_from(folder, run.writer.path)
    assert again.counts["changed"] == 0
    assert titles(again) == ["Deux", "Un"]


def test_a_head_is_kept_byte_for_byte_and_cannot_make_another_header(folder: Path) -> None:
    given = [
        ("X-Na\xc3\xaff", "\xe9t\xe9; a=\"\xc3\xa0\""), ("X-Cut", "a\r\nX-Evil: 1\0"),
        ("X-Beyond", "l’été"),
    ]  # fmt: skip
    writer = Writer(folder, "one", {})
    asked = [("User-Agent", "a\nb"), ("X-Qui", "\xff")]
    writer.response(Answered(URL, 200, given, b"x", AT, asked))
    writer.close()
    (block,) = blocks(writer.path, b"response")
    assert block.split(b"\r\n\r\n")[0].split(b"\r\n") == [
        b"HTTP/1.1 200", b"X-Na\xc3\xaff: \xe9t\xe9; a=\"\xc3\xa0\"", b"X-Cut: a X-Evil: 1 ",
        "X-Beyond: l’été".encode(),
    ]  # fmt: skip
    (request,) = blocks(writer.path, b"request")
    assert request.split(b"\r\n")[1:3] == [b"User-Agent: a b", b"X-Qui: \xff"]


def test_taking_down_writes_the_heads_of_what_stays_as_they_were(folder: Path) -> None:
    writer = Writer(folder / "captures", "one", {})
    for number in (1, 2):
        answered = Answered(f"{URL}{number}", 200, [("X-Na\xefve", "\xe9"), ("E", "à")], PAGE, AT)
        writer.response(answered)
    writer.close()
    kept = blocks(writer.path, b"response")[1]
    run = read_from(folder, folder / "captures")
    gone = Withheld(id="spip/article/771", date="2026-01-01", reason="asked for")
    leads = leads_there({gone.id}, SITE)
    takedown.take_down(run.db, folder / "captures", [gone], leads, SITE, run.crawl.id)
    assert blocks(writer.path, b"response") == [kept]


def test_a_tool_that_names_headers_twice_or_not_at_all_is_understood() -> None:
    from io import BytesIO

    head = read_head(BytesIO(b"HTTP/2 200\r\nA: 1\r\na:2\r\nno header\r\n: x\r\n\r\nbody"))
    assert head
    assert (head.protocol, head.statusline) == ("HTTP/2", "200")
    assert head.headers == [("A", "1"), ("a", "2"), ("", "x")]
    assert read_head(BytesIO(b"")) is None


def test_a_record_on_which_this_program_fails_is_named_and_the_next_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = warc_records.body

    def failing(record: object) -> bytes:
        found = body(record)  # type: ignore[arg-type]
        if b"Deux" in found:
            raise LookupError("no such codec")
        return found

    monkeypatch.setattr(warc_records, "body", failing)
    path = written(
        folder / "a.warc.gz", record("response", URL, page("Un")),
        record("response", f"{URL}8", page("Deux")), record("response", f"{URL}9", page("Trois")),
    )  # fmt: skip
    second = [found for found in records_in(path) if isinstance(found, Odd)]
    run = read_from(folder, path)
    assert titles(run) == ["Trois", "Un"]
    ((url, reason, detail),) = rows(run, "SELECT url, reason, detail FROM quarantine")
    assert (reason, str(url).endswith("id_article=778")) == ("fault", True)
    assert str(detail).startswith(
        f"LookupError: no such codec, reading a.warc.gz at {second[0].offset}:"
    )
    assert (run.counts["faults"], run.exit_code) == (1, 1)


@pytest.mark.parametrize("name", [b"r\xe9union", "réunion".encode(), b"a\x1b[31m", b"a\nb"])
def test_a_file_of_any_name_is_read_wherever_it_lies(folder: Path, name: bytes) -> None:
    saved = folder / "saved"
    saved.mkdir()
    raw = os.fsencode(saved)
    html = SPIP.format(title="Un").replace(
        "<title>", f"<link rel='canonical' href='{URL.replace('&', '&amp;')}'><title>"
    )
    Path(os.fsdecode(raw + b"/" + name + b".html")).write_text(html, "utf-8")
    Path(os.fsdecode(raw + b"/" + name + b".txt")).write_text("rien", "utf-8")
    Path(os.fsdecode(raw + b"/b" + name + b".warc.gz")).write_bytes(
        gzip.compress(record("response", f"{URL}9", page("Deux")))
    )
    Path(os.fsdecode(raw + b"/" + name + b".b\xe9" + name)).write_text("rien")
    run = read_from(folder, saved)
    assert titles(run) == ["Deux", "Un"]
    ((url, reason),) = rows(run, "SELECT url, reason FROM quarantine")
    assert (str(url).isprintable() or b"\n" in name, reason) == (True, "unknown-address")
    assert all("\udce9" not in why for why in run.skipped)
    assert run.error is None


def test_a_file_in_our_own_folder_whose_name_no_row_can_hold_is_copied(folder: Path) -> None:
    own = folder / "captures"
    own.mkdir()
    odd = Path(os.fsdecode(os.fsencode(own) + b"/r\xe9union.warc.gz"))
    odd.write_bytes(gzip.compress(record("response", URL, page("Un"))))
    run = read_from(folder, own)
    assert titles(run) == ["Un"]
    assert rows(run, "SELECT DISTINCT file FROM captures") == [(run.writer.path.name,)]
    assert all(result.passed for result in soundness(run.db, own))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_of_addresses_is_read_in_any_encoding_and_makes_no_header(
    folder: Path, encoding: str
) -> None:
    saved = folder / "saved"
    saved.mkdir()
    (saved / "un.html").write_text(SPIP.format(title="Un"), "utf-8")
    (saved / "deux.html").write_text(SPIP.format(title="Deux"), "utf-8")
    lines = f'file,url\r\nun.html,{ACCENTED}\r\ndeux.html,"{URL}\r\nWARC-Type: request"\r\n'
    (saved / "addresses.csv").write_bytes(lines.encode(encoding))
    run = read_from(folder, saved)
    assert (ESCAPED,) in rows(run, "SELECT url FROM captures")
    kinds = [type(found) for found in records_in(run.writer.path)]
    assert kinds == [NoAnswer, Kept]
    ((detail,),) = rows(run, "SELECT detail FROM quarantine")
    assert str(detail).startswith("addresses.csv, line 4: http://contrelatraite.org/")


def test_a_saved_page_with_an_odd_address_in_its_own_markup_is_read_or_named(folder: Path) -> None:
    saved = folder / "saved"
    saved.mkdir()
    for number, said in enumerate(
        ("http://[x", ACCENTED, "http://contrelatraite.org/a\x00b\u2028")
    ):
        mark = f"<!-- saved from url=(0020){said} -->"
        (saved / f"{number}.html").write_text(mark + SPIP.format(title=f"Un {number}"), "utf-8")
    run = read_from(folder, saved)
    assert len(titles(run)) == 2
    assert rows(run, "SELECT reason FROM quarantine") == [("unknown-address",)]
    assert run.error is None
