"""Whatever text a page, a file or an address holds, what is made of it is stored, and read back as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.run import Run
from records.characters import well_formed
from records.finding import FileFound, Unread, find
from records.models import CONTENT, TABLES, Capture, Row
from records.reading import Attachment, Block, Reading, Teaser
from tests.archive.conftest import SITE, start, take
from tests.archive.test_store import PROFILE

# Halves of characters, controls, characters beyond the first plane: whatever a str can hold.
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
SOME = ANY.filter(lambda text: bool(text.strip()))
KINDS = ("Our Members", "Meetings", "Meeting Reports", "Statements", "News")
READINGS = st.builds(
    Reading,
    page_id=st.just(""),
    layout=st.sampled_from(["spip", "drupal"]),
    url=st.one_of(st.just("https://contrelatraite.org/trois"), ANY),
    title=SOME,
    language=st.none() | ANY,
    trail=st.tuples(st.just("Home"), st.sampled_from(KINDS), SOME),
    date_line=st.none() | ANY,
    blocks=st.lists(
        st.builds(
            Block, kind=st.sampled_from(["paragraph", "heading", "item", "row", "label"]), text=SOME,
            marker=st.sampled_from(["- ", "1. ", "9. "]), label=st.sampled_from(["", "website", "contact"]),
            value=ANY, url=st.none() | ANY,
        ), max_size=4,
    ).map(tuple),
    attachments=st.lists(
        st.builds(
            Attachment, url=st.none() | ANY, format=st.none() | ANY, caption=st.none() | ANY,
            stated_size=st.none() | ANY | st.just(f"{'9' * 30} Go"), language=st.none() | ANY,
            document_id=st.none() | SOME,
        ), max_size=2, unique_by=lambda one: well_formed(one.document_id or ""),
    ).map(tuple),
    teasers=st.lists(st.builds(Teaser, title=SOME, url=st.none() | ANY), max_size=2).map(tuple),
)  # fmt: skip


NUMBERS = iter(range(1, 10**6))
EXAMPLES = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def kept(run: Run, record: Row) -> dict[str, Any]:
    where = " AND ".join(f"{column} = ?" for column in record.key)
    key = [getattr(record, column) for column in record.key]
    found = run.db.query(f"SELECT * FROM {record.table} WHERE {where}", key)
    return dict(next(iter(found)))


def capture(run: Run, url: str, number: int) -> Capture:
    at = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    return Capture(
        id=f"c{number}", url=url, captured_at=at, digest="x", bytes=1, file="x", offset=0,
        crawl_id=run.crawl.id,
    )  # fmt: skip


def no_ill_text(run: Run) -> bool:
    texts = [
        value
        for model in TABLES
        for row in run.db.query(f"SELECT * FROM {model.table}")
        for value in row.values()
        if isinstance(value, str)
    ]
    return len(texts) > 1000 and all(well_formed(text) == text for text in texts)


def test_any_finding_made_of_any_text_can_be_stored_and_is_read_back_equal(folder: Path) -> None:
    run = start(folder)
    # Pages of the same few words are doubted, and held until the end.
    run.doubts = None

    @EXAMPLES
    @given(READINGS)
    def stored(reading: Reading) -> None:
        number = next(NUMBERS)
        reading = replace(reading, page_id=f"drupal/node/{number}")
        found = find(reading, SITE, capture(run, reading.url, number))
        found.addresses = {reading.url: 200}
        run.take(found)
        assert kept(run, found.content or found.page) == (found.content or found.page).row()
        for child in found.content.children() if found.content else ():
            assert kept(run, child) == child.row()
        assert kept(run, found.page)["title"] == well_formed(reading.title)

    stored()
    run.finish("finished")
    assert no_ill_text(run)
    assert run.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for model in CONTENT:
        assert run.db.execute(f"SELECT count(*) FROM {model.table}").fetchone()[0], model.table


def test_what_a_file_or_an_unreadable_page_says_can_be_stored(run: Run) -> None:
    take(run, PROFILE)

    @EXAMPLES
    @given(SOME, ANY)
    def stored(url: str, said: str) -> None:
        run.take(Unread(url, "fault", said, capture(run, url, next(NUMBERS))))
        row = run.db.execute("SELECT detail FROM quarantine WHERE url = ?", (well_formed(url),))
        assert row.fetchone() == (well_formed(said),)
        run.take(FileFound("IMG/pdf/a.pdf", {"status": "kept", "text": said, "note": said}, None))
        assert run.db.execute("SELECT text, note FROM documents").fetchone() == (
            well_formed(said),
            well_formed(said),
        )

    stored()
    assert no_ill_text(run)
