"""Reading files of captures adds up: every file, every member of a WACZ and every record is in one number."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from archive.run import Run
from crawling.summary import summary
from records.models import Withheld
from tests.archive.test_captures import (
    AT,
    FILE,
    HTML,
    IDENTICAL,
    LATER,
    PAGE,
    URL,
    answer,
    digest,
    read_from,
    record,
    wget,
    written,
)
from tests.archive.test_copied_captures import POST, asked
from tests.archive.test_declared_captures import DATA, ONE, PAGES, resource, wacz

# What files and records may end in, beside what is passed over.
FILES = ("files of records", "saved pages", "lists of addresses")
RECORDS = (
    "records of pages",
    "records of documents",
    "records of other answers",
    "records in quarantine",
)
OF_FILES = ("not a capture", "of nights that were", "files of which")


def sums(run: Run) -> None:
    """Whatever was found is told."""
    counts = run.counts
    of_files = sum(n for why, n in run.skipped.items() if why.startswith(OF_FILES))
    of_members = sum(n for why, n in run.skipped.items() if why.startswith("damaged file"))
    assert counts["files found"] == sum(counts[name] for name in FILES) + of_files
    no_answers = sum(n for name, n in counts.items() if name.startswith("no answers: "))
    ended = sum(counts[name] for name in RECORDS) + no_answers
    assert counts["records found"] == ended + run.skipped.total() - of_files - of_members
    printed = summary(run)
    for name in (*FILES, *RECORDS, "files found", "records found"):
        assert not counts[name] or f"{counts[name]:>8}  {name}\n" in printed
    for why, number in run.skipped.items():
        assert f"{number:>8}  {why}" in printed


def test_every_file_and_record_ends_in_a_number_that_is_printed(folder: Path) -> None:
    theirs = folder / "theirs"
    other = "https://a{}.example/x"
    own = [record("response", other.format(n % 9), answer()) for n in range(12)]
    written(
        theirs / "a.warc.gz",
        *wget(
            record("response", URL, answer(), name="1"),
            record("response", URL, answer(), name="2"),
            record("revisit", URL, b"", IDENTICAL, "WARC-Refers-To: <urn:uuid:1>", at=LATER),
            record("revisit", f"{URL}1", b"", IDENTICAL, "WARC-Refers-To: <urn:uuid:z>", at=LATER),
            record("revisit", f"{URL}2", b"", IDENTICAL, "WARC-Refers-To: <urn:uuid:b>", at=LATER),
            record("response", f"{URL}3", answer(b"<p>", HTML.replace("200 OK", "404 No"))),
            record("response", f"{URL}4", answer(b"noise")),
            record("response", f"{URL}5", answer(PAGE), "WARC-Truncated: length"),
            record("response", FILE, answer(b"%PDF-1.4", "HTTP/1.1 200 OK\r\n")),
            record("response", f"{URL}6", answer(), f"WARC-Block-Digest: {digest(b'')}"),
            record("response", f"{URL}7", PAGE),
            record("unknown", URL, b"x"),
            *own,
        ),
        *asked(("behind", "request names"), POST),
    )  # fmt: skip
    written(theirs / "b.warc.gz", record("response", f"{URL}2", answer(), name="b"))
    (theirs / "c.warc.gz").write_bytes(b"")
    (theirs / "d.png").touch()
    (theirs / "e.html").write_bytes(PAGE)
    (theirs / "f.txt").write_bytes(b"nothing")
    (theirs / "addresses.csv").write_text(f"file,url\ne.html,{URL}\n")
    (theirs / "z.unpublished.warc.gz").touch()
    run = read_from(folder, theirs)
    sums(run)
    assert run.counts["files found"] == 8
    assert run.counts["records of pages"] == 5
    assert run.counts["records of documents"] == 1
    assert run.counts["records of other answers"] == 1
    assert run.counts["records in quarantine"] == 2
    assert run.counts["no answers: other"] == 1
    # Hosts of others are one line.
    (line,) = [one for one in summary(run).splitlines() if "of no host of site.toml" in one]
    assert line.startswith("        12  of no host") and "and 4 more" in line
    sums(read_from(folder, folder / "captures", "anew.db"))


def test_every_member_of_a_wacz_ends_in_a_number(folder: Path) -> None:
    members = {DATA: ONE, "archive/more.7z": b"", PAGES: b"{}", "indexes/index.cdx": b""}
    package = {"resources": [resource("archive/gone.warc.gz", b"")]}
    run = read_from(folder, wacz(folder / "a.wacz", members, package))
    sums(run)
    assert (run.counts["members of records"], run.counts["other members"]) == (1, 3)
    assert sum(run.skipped.values()) == 2
    printed = summary(run)
    assert "       1  members of records\n" in printed and "       3  other members\n" in printed


def test_a_page_of_a_kind_that_was_not_asked_for_is_counted_once(folder: Path) -> None:
    path = written(folder / "a.warc.gz", record("response", URL, answer()))
    run = read_from(folder, path, only="statement")
    sums(run)
    assert run.skipped == {"kind not asked for": 1}


def test_what_is_withheld_is_counted_once(folder: Path) -> None:
    path = written(folder / "a.warc.gz", record("response", URL, answer(), at=AT))
    entry = Withheld(id="spip/article/77", date="2026-01-02", reason="asked for")
    run = read_from(folder, path, withheld=frozenset({entry.id}))
    sums(run)
    assert run.skipped == {"withheld": 1}
    assert not run.writer.path.exists()


def test_a_lonely_page_of_json_is_no_list(folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps({}))
    (folder / "b.warc.gz").write_bytes(gzip.compress(record("response", URL, answer())))
    saved = folder / "saved"
    saved.mkdir()
    for path in (folder / "a.json", folder / "b.warc.gz"):
        path.rename(saved / path.name)
    run = read_from(folder, saved)
    sums(run)
    assert run.skipped == {"not a capture": 1}
