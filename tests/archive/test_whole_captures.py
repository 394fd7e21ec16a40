"""Whether the captures are still what was kept: each byte of each record, and each row's own digest."""

from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path

import pytest

from archive import warc_writer
from archive.checks import Result, soundness
from archive.run import Run
from archive.warc_files import damaged, is_whole
from archive.warc_writer import Answered
from records.errors import NotWritable
from records.models import Capture
from tests.archive.conftest import start
from tests.archive.test_captures import (
    AT,
    HTML,
    IDENTICAL,
    LATER,
    PAGE,
    URL,
    answer,
    read_from,
    record,
    written,
)


@pytest.fixture
def run(folder: Path) -> Run:
    """An archive of copied records, which have no digests of their own, and of a revisit."""
    records = [
        record("response", URL, answer(), name="1"),
        record("response", f"{URL}8", answer(PAGE.replace(b"77", b"78")), name="2"),
        record("revisit", URL, f"{HTML}\r\n".encode(), IDENTICAL, "WARC-Refers-To: <urn:uuid:1>", at=LATER, name="3"),
    ]  # fmt: skip
    return read_from(folder, written(folder / "a.warc.gz", *records))


def failing(run: Run, *, quick: bool = False) -> list[Result]:
    found = soundness(run.db, run.writer.folder, quick=quick)
    return [result for result in found if not result.passed]


def test_an_archive_whose_captures_are_as_they_were_is_sound(run: Run) -> None:
    assert failing(run) == []


def test_a_byte_that_changed_in_a_record_that_declares_no_digest_is_found(run: Run) -> None:
    """Packed again, so that gzip finds nothing wrong: only the row knows what the payload was."""
    data = run.writer.path.read_bytes()
    first = next(iter(run.db.query("SELECT * FROM captures WHERE id = '2'")))["offset"]
    end = run.db.execute("SELECT offset FROM captures WHERE id = '3'").fetchone()[0]
    member = gzip.decompress(data[first:end])
    spoilt = member.replace(b"<h1", b"<h2", 1)
    assert spoilt != member
    whole = data[:first] + gzip.compress(spoilt)
    run.writer.path.write_bytes(whole + data[end:])
    run.db.execute("UPDATE captures SET offset = ? WHERE id = '3'", (len(whole),))
    (result,) = failing(run)
    assert (result.name, result.figure, result.required) == ("capture digests", 1, True)
    assert f"{run.writer.path.name} at {first}: the digest of 2 is another" in str(result.note)
    assert failing(run, quick=True) == []


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_any_byte_that_changes_in_a_file_is_found(run: Run, place: int) -> None:
    data = bytearray(run.writer.path.read_bytes())
    # Behind the first ten bytes, the head of gzip, of which its time and system say nothing.
    at = 10 + place * (len(data) - 10) // 100
    data[at] ^= 0x41
    run.writer.path.write_bytes(data)
    assert "capture digests" in [result.name for result in failing(run)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("digest = 'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'", "the digest of 2 is another"),
        ("offset = offset + 1", "2 does not begin there"),
        ("offset = (SELECT offset FROM captures WHERE id = '1')", "it is not"),
    ],
)
def test_a_row_that_says_something_else_of_its_capture_is_found(
    run: Run, change: str, said: str
) -> None:
    run.db.execute(f"UPDATE captures SET {change} WHERE id = '2'")
    assert said in str(failing(run)[-1].note)


def test_a_file_that_is_missing_or_ends_too_early_is_found_by_the_quick_check_too(run: Run) -> None:
    data = run.writer.path.read_bytes()
    last = run.db.execute("SELECT max(offset) FROM captures").fetchone()[0]
    for end in (0, 10, last, last + 1, last + 30):
        run.writer.path.write_bytes(data[:end])
        assert "captures" in [result.name for result in failing(run, quick=True)], end
    run.writer.path.unlink()
    assert [result.name for result in failing(run, quick=True)] == ["captures"]
    # What is not there is said once.
    assert [result.name for result in failing(run)] == ["captures"]


def test_an_end_that_a_kill_tore_is_nothing_where_no_row_names_it(run: Run) -> None:
    data = run.writer.path.read_bytes()
    run.writer.path.write_bytes(data + gzip.compress(record("request", URL, b"GET"))[:-9])
    assert failing(run) == []
    run.writer.path.write_bytes(data + b"rubbish")
    (result,) = failing(run)
    assert f"at {len(data)}: no record begins there" in str(result.note)


def test_what_is_no_file_is_said_and_nothing_is_raised(tmp_path: Path) -> None:
    row = Capture(id="1", url=URL, captured_at=AT, digest="x", bytes=1, file="a", offset=0, crawl_id="c")  # fmt: skip
    assert damaged(tmp_path / "a", [row]) == ["a: No such file or directory"]
    assert not is_whole(tmp_path, 0)
    assert not is_whole(tmp_path / "a", 0)


def test_a_file_is_on_the_disk_and_in_its_folder_before_its_run_is_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, synced = start(folder), []
    real = os.fsync

    def sync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(warc_writer.os, "fsync", sync)
    run.writer.response(Answered(URL, 200, [], PAGE, AT))
    run.finish("finished")
    assert synced == [run.writer.path, run.writer.folder]
    run.writer.close()
    assert len(synced) == 2


def test_a_disk_that_does_not_take_the_captures_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(folder)
    run.writer.response(Answered(URL, 200, [], PAGE, AT))

    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(warc_writer.os, "fsync", fail)
    with pytest.raises(NotWritable, match=r"captures cannot be written to .*Input/output error"):
        run.writer.close()
