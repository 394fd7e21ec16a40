"""A recorded replay of a web archive is a capture of the page, at the moment the archive captured it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import takedown
from archive.checks import soundness
from crawling.withheld import leads_there
from records.models import Withheld
from spiders.replayed import OWN
from tests.archive.conftest import SITE, rows
from tests.archive.test_captures import (
    HTML,
    LATER,
    URL,
    answer,
    checked,
    read_from,
    record,
    said,
    written,
)
from tests.archive.test_copied_captures import kept, notes, stands

IA, PT = "https://web.archive.org/web", "https://arquivo.pt/wayback"
THEN = "2015-03-12T08:09:10Z"
MEMENTO = "Memento-Datetime: Thu, 12 Mar 2015 08:09:10 GMT\r\nX-Archive-Src: a.warc.gz\r\n"
NEAR = "Memento-Datetime: Fri, 13 Mar 2015 08:09:10 GMT\r\n"
OURS = "X-Archive-Redirect-Reason: found capture at 20150313080910\r\n"


@pytest.mark.parametrize(
    ("address", "head", "moment"),
    [
        (f"{IA}/20150312080910id_/{URL}", HTML, THEN),
        (f"{IA}/20150312080910/{URL}", HTML + MEMENTO, THEN),
        (f"{PT}/20150312080910/{URL}", HTML + MEMENTO, THEN),
        # Another capture than the one asked for: its moment is its own.
        (f"{IA}/20150312080910id_/{URL}", HTML + NEAR, "2015-03-13T08:09:10Z"),
        (f"{IA}/20150012080910id_/{URL}", HTML + MEMENTO, THEN),
    ],
)
def test_a_replay_is_its_page_at_its_moment(
    folder: Path, address: str, head: str, moment: str
) -> None:
    one = record("response", address, answer(head=head), name="1", at=LATER)
    run = read_from(folder, written(folder / "a.warc.gz", one))
    (capture,) = kept(run)
    assert (capture.url, capture.captured_at) == (URL, moment)
    # Its head says whose capture it is; the note has the one of the record, the block is as it was.
    assert stands(run, capture)[1].partition(b"\r\n\r\n")[2] == answer(head=head) + b"\r\n\r\n"
    assert f"WARC-Target-URI: {address}" in notes(run)[0]["source-record-head"]
    again = read_from(folder, folder / "captures", "anew.db")
    assert said(again) == said(run)
    assert [(row.id, row.captured_at) for row in kept(again)] == [(capture.id, moment)]
    assert len(kept(read_from(folder, folder / "a.warc.gz"))) == 1
    assert all(result.passed for result in soundness(run.db, folder / "captures"))
    checked(folder)


@pytest.mark.parametrize(
    ("address", "block", "why"),
    [
        (f"{IA}/20150312080910id_/{URL}", answer(head=HTML.replace("200 OK", "302 No") + OURS), OWN),
        (f"{IA}/20150312080910id_/{URL}", answer(head=HTML + "X-Archive-Wayback-Runtime-Error: x\r\n"), OWN),
        (f"{IA}/20150012080910id_/{URL}", answer(), OWN),
        (f"{IA}/20150312080910id_/https://a.example/x", answer(), "of no host of site.toml (a copy of the site: SITE_URL)"),
        (f"{IA}/2015*/{URL}", answer(), "of no host of site.toml (a copy of the site: SITE_URL)"),
    ],
)  # fmt: skip
def test_the_archives_own_answers_are_no_pages(
    folder: Path, address: str, block: bytes, why: str
) -> None:
    run = read_from(folder, written(folder / "a.warc.gz", record("response", address, block)))
    assert run.skipped == {why: 1}
    assert kept(run) == []


def test_an_address_of_the_site_itself_is_no_replay(folder: Path) -> None:
    address = f"http://contrelatraite.org/web/20150312080910/{URL}"
    run = read_from(folder, written(folder / "a.warc.gz", record("response", address, answer())))
    assert [row.url for row in kept(run)] == [address]


def test_a_lasting_redirect_of_then_leads_to_its_page(folder: Path) -> None:
    old = "http://contrelatraite.org/spip.php?page=article&id_article=99"
    head = f"HTTP/1.1 301 Moved\r\nLocation: /web/20150312080911id_/{URL}\r\n{MEMENTO}\r\n".encode()
    moved = record("response", f"{IA}/20150312080910id_/{old}", head)
    page = record("response", f"{IA}/20150312080911id_/{URL}", answer(head=HTML + MEMENTO))
    path = written(folder / "a.warc.gz", moved, page)
    wanted = [(old, "spip/article/77"), (URL, "spip/article/77")]
    for run in (read_from(folder, path), read_from(folder, folder / "captures", "anew.db")):
        assert rows(run, "SELECT url, page_id FROM addresses WHERE url LIKE '%id_article=99' OR url LIKE '%id_article=77' ORDER BY url DESC") == wanted  # fmt: skip


def test_what_is_taken_down_goes_under_the_address_it_was_replayed_at_too(folder: Path) -> None:
    one = record("response", f"{IA}/20150312080910id_/{URL}", answer(head=HTML + MEMENTO))
    run = read_from(folder, written(folder / "a.warc.gz", one))
    entry = Withheld(id="spip/article/77", date="2026-01-02", reason="asked for")
    goes = leads_there({entry.id}, SITE)
    takedown.take_down(run.db, folder / "captures", [entry], goes, SITE, run.crawl.id)
    assert kept(run) == []
    assert all(b"77" not in path.read_bytes() for path in folder.glob("captures/*.warc"))
    again = read_from(folder, folder / "captures", "anew.db")
    assert again.counts["records found"] == 1
