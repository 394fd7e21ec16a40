"""The heads of captures, read back from real WARC files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archive.exchange import Exchange, exchange
from archive.warc_writer import Answered, Writer
from records.errors import ArchiveError
from records.models import Capture
from records.reading import Fetched

URL, AT = "http://contrelatraite.org/", "2018-05-12T10:00:00Z"


def written(folder: Path) -> tuple[Path, list[Capture]]:
    writer = Writer(folder, "run", {})
    sent, got = [("User-Agent", "Archive")], [("Server", "Apache"), ("ETag", '"0612345678"')]
    kept = [
        writer.response(Answered(URL, 200, got, b"<p>", AT, request=sent)),
        writer.file(Fetched(URL, b"<p>", AT, headers={"content-type": "text/html"})),
        writer.response(Answered(URL, 404, got, b"no", AT, request=sent)),
    ]
    writer.close()
    return writer.path, kept


def test_an_answer_is_read_with_its_request_and_a_file_has_neither(tmp_path: Path) -> None:
    _, (page, file, missing) = written(tmp_path)
    headers = (("Server", "Apache"), ("ETag", '"0612345678"'))
    for capture, status in ((page, 200), (missing, 404)):
        found = exchange(tmp_path, capture)
        assert (found.answer_line, found.answer) == (f"HTTP/1.1 {status}", headers)
        assert found.request_line == f"GET {URL} HTTP/1.1"
        assert found.request == (("User-Agent", "Archive"),)
    assert exchange(tmp_path, file) == Exchange(None, ())


def test_where_the_file_does_not_hold_it_that_is_said_and_a_torn_request_is_left_out(
    tmp_path: Path,
) -> None:
    path, (page, file, missing) = written(tmp_path)
    for wrong in (page.with_changes(offset=file.offset), page.with_changes(file="other.warc.gz"),
                  page.with_changes(offset=page.offset + 1), page.with_changes(offset=10**9)):  # fmt: skip
        with pytest.raises(ArchiveError):
            exchange(tmp_path, wrong)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert exchange(tmp_path, missing).answer_line == "HTTP/1.1 404"
    chance = random.Random(3)
    for _ in range(200):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(page.offset, len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        for capture in (page, file, missing):
            try:
                exchange(tmp_path, capture)
            except ArchiveError:
                continue
