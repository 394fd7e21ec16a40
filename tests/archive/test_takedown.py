"""What is taken down leaves everything, and nothing else goes with it."""

from __future__ import annotations

import errno
import gzip
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from archive import captures, takedown, warc_edit, warc_fields
from archive.check_words import told
from archive.checks import soundness
from archive.run import Run
from archive.takedown import TakenDown
from archive.warc_stored import stored
from archive.withheld import still_public
from crawling.withheld import leads_there
from records.errors import ArchiveError, NotWritable
from records.models import Capture, Withheld
from records.reading import Attachment, Block, Reading, Teaser
from tests.archive.conftest import SITE, rows, start, take

FILE = Attachment(
    "http://contrelatraite.org/IMG/pdf/a.pdf", "PDF", "A report", "90 kb", None, "IMG/pdf/a.pdf"
)


def page(number: int, text: str = "Words.", **more: object) -> Reading:
    reading = Reading(
        f"spip/article/{number}", "spip", f"http://contrelatraite.org/spip.php?page=article&id_article={number}",
        f"Title {number}", "en", ("Home", "News", f"Title {number}"), blocks=(Block("paragraph", text),),
    )  # fmt: skip
    return replace(reading, **more)


def taken_down(run: Run, folder: Path, *ids: str) -> TakenDown:
    entries = [Withheld(id=one, date="2026-01-02", reason="asked for") for one in ids]
    test = leads_there(set(ids), SITE)
    return takedown.take_down(run.db, folder / "captures", entries, test, SITE, run.crawl.id)


def take_down(run: Run, folder: Path, *ids: str) -> int:
    done = taken_down(run, folder, *ids)
    assert all(result.passed for result in done.results)
    return done.removed


def sound(run: Run, folder: Path) -> bool:
    """Every check passes, and every capture can be read where its row says it is."""
    for row in run.db.query("SELECT * FROM captures"):
        captures.read(run.db, folder / "captures", Capture.model_validate(row))
    return all(result.passed for result in soundness(run.db, folder / "captures"))


def test_a_lead_that_was_first_met_on_the_page_survives_where_another_page_tells_it(
    folder: Path,
) -> None:
    run = start(folder)
    take(run, page(50, teasers=(Teaser("Big news", None, None, "spip/article/60"),)))
    run.finish("finished")
    run = start(folder)
    take(
        run,
        page(70, teasers=(Teaser("Bigger news", None, None, "spip/article/60"),)),
        "2018-05-13T10:00:00Z",
    )
    run.finish("finished")
    assert take_down(run, folder, "spip/article/50") == 1
    assert rows(run, "SELECT id, title FROM articles WHERE seen_as = 'teaser'") == [
        ("spip/article/60", "Bigger news")
    ]
    assert rows(
        run, "SELECT number, changed != '' FROM versions WHERE record_id = 'spip/article/60'"
    ) == [(1, 1)]
    assert sound(run, folder)


def test_a_document_that_another_page_attaches_stays_with_that_page(run: Run, folder: Path) -> None:
    take(run, page(7, attachments=(FILE,)))
    take(run, page(70, attachments=(replace(FILE, caption="Theirs", language="fr"),)))
    run.finish("finished")
    take_down(run, folder, "spip/article/7")
    assert rows(run, "SELECT id, page_id, caption FROM documents") == [
        ("IMG/pdf/a.pdf", "spip/article/70", "Theirs")
    ]
    assert rows(run, "SELECT page_id FROM page_documents") == [("spip/article/70",)]
    assert sound(run, folder)


def test_a_page_that_was_only_kept_and_never_stored_goes_too(run: Run, folder: Path) -> None:
    from records.finding import Answer, Unread
    from records.reading import Fetched

    spelling = "http://www.contrelatraite.org/spip.php?article99"
    kept = run.writer.file(Fetched(spelling, b"<html>SECRET", "2018-05-12T10:00:00Z"))
    run.take(Unread(spelling, "truncated", "it breaks off", kept))
    run.take(
        Answer(
            run.writer.file(
                Fetched("http://contrelatraite.org/", b"<html>home", "2018-05-12T10:00:00Z")
            )
        )
    )
    run.writer.close()
    assert take_down(run, folder, "spip/article/99") == 1
    assert rows(run, "SELECT url FROM quarantine") == []
    assert rows(run, "SELECT url FROM captures") == [("http://contrelatraite.org/",)]
    assert sound(run, folder)


def test_the_words_of_what_went_are_nowhere_in_the_file(run: Run, folder: Path) -> None:
    take(run, page(7, "Zebraword is a secret."))
    take(run, page(8))
    run.finish("finished")
    take_down(run, folder, "spip/article/7")
    run.db.close()
    assert b"ebraword" not in (folder / "archive.db").read_bytes()


def test_the_records_that_stay_are_the_bytes_they_were(run: Run, folder: Path) -> None:
    for number in (7, 8, 9):
        take(run, page(number))
    run.finish("finished")
    before = kept(run.writer.path)
    gone = {c for (c,) in rows(run, "SELECT id FROM captures WHERE url LIKE '%id_article=8'")}
    assert take_down(run, folder, "spip/article/8") == 1
    assert kept(run.writer.path) == [(own, data) for own, data in before if own not in gone]


def kept(path: Path) -> list[tuple[str, bytes]]:
    """The records of a file that are no requests: id, and the gzip member."""
    found = []
    with path.open("rb") as stream:
        for one in stored(stream):
            head = warc_fields.head_of(one)
            assert one.member
            if head.get_header("WARC-Type") != "request":
                found.append((warc_fields.id_of(head), one.member.read()))
    return found


def nights(folder: Path, number: int = 3) -> Run:
    """Runs of some pages each, of which page 7 is read in every one; the last is still open."""
    run = start(folder)
    for night in range(number):
        day = f"2018-05-{12 + night}T10:00:00Z"
        for one in (6, 7, 8 + night):
            take(run, page(one, f"Words of night {night}, {one}."), day)
        run.finish("finished")
        if night + 1 < number:
            run = start(folder)
    return run


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "captures").glob("*.warc*")}


def content(run: Run) -> list[list[tuple[object, ...]]]:
    tables = ("pages", "articles", "versions", "captures", "addresses", "withheld")
    return [rows(run, f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in tables]


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("function", ["replace", "unlink"])
def test_a_taking_down_that_is_cut_anywhere_leaves_all_as_it_was_or_is_brought_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch, function: str, at: int
) -> None:
    run = nights(folder)
    left = count()
    real = getattr(Path, function)

    def cut(path: Path, *given: object, **more: object) -> object:
        if next(left) == at:
            raise KeyboardInterrupt
        return real(path, *given, **more)

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Path, function, cut)
        take_down(run, folder, "spip/article/7")
    run.db.close()
    run = start(folder)
    assert sound(run, folder), "the next run finds rows and files in line, whatever the moment"
    assert not list((folder / "captures").glob("*.part"))
    assert not list((folder / "captures").glob("*.new"))
    take_down(run, folder, "spip/article/7")
    assert rows(run, "SELECT count(*) FROM captures WHERE url LIKE '%id_article=7'") == [(0,)]
    assert not any(b"id_article=7" in gunzipped(data) for data in files(folder).values())
    assert sound(run, folder)


def gunzipped(data: bytes) -> bytes:
    return gzip.decompress(data)


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [flipped, lambda data: data[:-9], lambda data: data[: len(data) // 2], lambda data: b"not gzip",
     lambda data: data + b"no record"],
    ids=["a byte", "its end", "its half", "all of it", "what follows it"],
)  # fmt: skip
def test_a_damaged_file_is_named_and_set_apart_and_all_the_rest_is_done(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    run = nights(folder)
    path = sorted((folder / "captures").glob("*.warc.gz"))[1]
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    done = taken_down(run, folder, "spip/article/7")
    (failed,) = [result for result in done.results if not result.passed]
    assert failed.name == "WARC files whole" and failed.note and path.name in failed.note
    assert not path.exists()
    assert path.with_name(f"{path.name}.damaged").read_bytes() == damage(whole)
    assert done.removed == 3
    assert rows(run, "SELECT id FROM pages WHERE id = 'spip/article/7'") == []
    for row in run.db.query("SELECT * FROM captures WHERE file != ?", (path.name,)):
        captures.read(run.db, folder / "captures", Capture.model_validate(row))
    path.write_bytes(whole)
    assert take_down(run, folder, "spip/article/7") == 0
    assert sound(run, folder), "a whole copy in its place is taken down from as well"
    assert b"id_article=7" not in gunzipped(path.read_bytes())


def test_words_are_not_said_to_be_gone_while_a_reader_keeps_them_in_the_file(
    run: Run, folder: Path
) -> None:
    take(run, page(7, "Zebraword is a secret."))
    run.finish("finished")
    run.db.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(folder / "archive.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM pages").fetchone()
        done = taken_down(run, folder, "spip/article/7")
        assert [result.name for result in done.results if not result.passed] == [
            "words overwritten"
        ]
        reader.execute("COMMIT")
    take_down(run, folder, "spip/article/7")
    run.db.close()
    assert b"ebraword" not in (folder / "archive.db").read_bytes()


def test_a_foreign_file_that_is_packed_as_a_whole_stays_where_nothing_of_it_goes(
    run: Run, folder: Path
) -> None:
    take(run, page(7))
    take(run, page(8))
    run.finish("finished")
    theirs = folder / "captures" / "theirs.warc.gz"
    theirs.write_bytes(gzip.compress(gunzipped(run.writer.path.read_bytes())))
    done = taken_down(run, folder, "spip/article/9")
    assert theirs.is_file() and all(result.passed for result in done.results)
    done = taken_down(run, folder, "spip/article/7")
    assert not theirs.is_file() and not done.results[0].passed, "it cannot be cut"
    assert rows(run, "SELECT id FROM pages") == [("spip/article/8",)]


@pytest.mark.parametrize("own", ["spip/article/7", "IMG/pdf/a.pdf"])
def test_what_is_to_be_taken_down_and_is_still_there_rings(
    run: Run, folder: Path, own: str
) -> None:
    take(run, page(7, attachments=(FILE,)))
    take(run, page(8))
    run.withheld = frozenset({own, "spip/article/99"})
    run.finish("finished")
    (result,) = [result for result in run.results if result.name == "withheld"]
    assert (result.passed, result.required, result.figure) == (False, True, 1)
    assert told(result).endswith(f"first {own}; run scrapy takedown")
    take_down(run, folder, own)
    assert still_public(run.db, run.withheld).passed


def test_a_full_disk_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = nights(folder)
    before, said = files(folder), content(run)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(NotWritable, match="No space left"):
        patched.setattr(os, "fsync", full)
        take_down(run, folder, "spip/article/7")
    assert files(folder) == before
    assert content(run) == said
    take_down(run, folder, "spip/article/7")
    assert sound(run, folder)


def test_a_file_that_may_not_be_read_is_not_called_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = nights(folder)
    before, said = files(folder), content(run)

    def refused(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched, pytest.raises(ArchiveError, match="cannot be read"):
        patched.setattr(warc_edit, "_records", refused)
        take_down(run, folder, "spip/article/7")
    assert (files(folder), content(run)) == (before, said)
