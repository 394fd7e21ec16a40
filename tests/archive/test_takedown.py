"""What is taken down leaves everything, and nothing else goes with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive import captures, takedown, warc_edit
from archive.checks import soundness
from archive.run import Run
from crawling.withheld import leads_there
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


def take_down(run: Run, folder: Path, *ids: str) -> int:
    entries = [Withheld(id=one, date="2026-01-02", reason="asked for") for one in ids]
    test = leads_there(set(ids), SITE)
    return takedown.take_down(run.db, folder / "captures", entries, test, SITE, run.crawl.id)


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


def test_a_taking_down_that_was_cut_is_completed_by_the_next(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(run, page(7))
    take(run, page(8))
    run.finish("finished")

    def cut(*given: object) -> int:
        without(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    without = warc_edit.without
    monkeypatch.setattr(warc_edit, "without", cut)
    with pytest.raises(KeyboardInterrupt):
        take_down(run, folder, "spip/article/7")
    assert rows(run, "SELECT count(*) FROM pages") == [(2,)]
    monkeypatch.undo()
    assert take_down(run, folder, "spip/article/7") == 1
    assert rows(run, "SELECT id FROM pages") == [("spip/article/8",)]
    assert sound(run, folder)
