"""A file that its reader cannot read in time, or dies of, is marked and keeps no other from being read."""

from __future__ import annotations

import os
import signal

import pytest

from crawling import documents
from crawling.documents import Reader
from replica.content import Document
from replica.documents import file_of
from tests.loops import finished

PDF = file_of(Document("2017/guide.pdf", 2000, "en", "The guide", "A guide to shelters."))


def test_a_file_that_takes_too_long_is_marked_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def both() -> tuple[dict[str, object], dict[str, object]]:
        reader = Reader()
        try:
            monkeypatch.setattr(documents, "SECONDS", 0.001)
            first = await reader.describe(PDF)
            monkeypatch.undo()
            return first, await reader.describe(PDF)
        finally:
            reader.close()

    late, read = finished(both())
    assert late["status"] == "unreadable" and late["note"] == "not read within 0.001 seconds"
    assert late["sha256"] == read["sha256"] and late["text"] is None
    assert read["status"] == "kept" and "shelters" in str(read["text"])


def test_a_file_whose_reader_dies_is_marked_and_the_next_is_read() -> None:
    async def three() -> list[dict[str, object]]:
        reader = Reader()
        try:
            found = [await reader.describe(PDF)]
            assert reader._pool
            (process,) = reader._pool._processes.values()
            assert process.pid
            os.kill(process.pid, signal.SIGKILL)
            return [*found, await reader.describe(PDF), await reader.describe(PDF)]
        finally:
            reader.close()

    before, died, after = finished(three())
    assert died["status"] == "unreadable" and died["note"] == "its reader crashed"
    assert before == after and before["status"] == "kept"
