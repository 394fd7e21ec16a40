"""Two versions side by side: nothing is lost on the way, and what is shown can be read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.diff import Change, Passage, Piece, changes, fold, line_of, passages, words

# Texts that have much in common, as two versions of one page have.
WORD = st.sampled_from(["la", "traite", "l’aide", "Lille", "10h30", ",", "<b>", "œuvre", "\n"])
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
TEXT = st.lists(LINE, max_size=8).map("\n\n".join) | st.text()


def side(found: list[Passage], other: str, separator: str) -> str:
    """What one side says: passages that stand on the other side alone are not there at all."""
    kept = [
        "".join(piece.text for piece in passage.pieces if piece.mark != other)
        for passage in found
        if any(piece.mark != other for piece in passage.pieces)
    ]
    return separator.join(kept)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_without_the_words_that_came_it_is_the_old_text_and_without_those_that_went_the_new(
    before: str, after: str
) -> None:
    pieces = words(before, after)
    assert "".join(p.text for p in pieces if p.mark != "come") == before
    assert "".join(p.text for p in pieces if p.mark != "gone") == after
    assert all(piece.text for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.sampled_from(["\n\n", "\n"]))
def test_the_passages_hold_both_texts(before: str, after: str, separator: str) -> None:
    found = passages(before, after, separator)

    def full(text: str) -> list[str]:
        # An empty paragraph has no piece to show: it is a line break more or less.
        return [paragraph for paragraph in text.split(separator) if paragraph]

    assert full(side(found, "come", separator)) == full(before)
    assert full(side(found, "gone", separator)) == full(after)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_folding_leaves_every_change_and_counts_what_it_leaves_out(before: str, after: str) -> None:
    found = passages(before, after)
    folded = fold(found)
    changed = [p for p in found if any(piece.mark != "same" for piece in p.pieces)]
    assert [p for p in folded if any(piece.mark != "same" for piece in p.pieces)] == changed
    assert sum(p.folded or 1 for p in folded) == len(found)


def test_a_short_field_is_shown_as_it_was_and_is_and_a_text_with_its_words_marked() -> None:
    paragraphs = [f"Paragraph {n} of the report." for n in range(9)]
    before = {"title": "A", "held_on": None, "text": "\n\n".join(paragraphs)}
    paragraphs[4] = "Paragraph 4 of the minutes."
    after = {"title": "B", "held_on": "2018-05-10", "text": "\n\n".join(paragraphs)}
    title, held_on, text = changes(before, after)
    assert title == Change("title", "A", "B")
    assert held_on == Change("held_on", None, "2018-05-10")
    assert [passage.folded for passage in text.passages] == [3, 0, 0, 0, 3]
    assert text.passages[2].pieces == (
        Piece("same", "Paragraph 4 of the "),
        Piece("gone", "report"),
        Piece("come", "minutes"),
        Piece("same", "."),
    )


def test_a_paragraph_put_in_before_a_changed_one_is_not_taken_for_it() -> None:
    found = passages("The first.\n\nForty people came.", "The first.\n\nNew.\n\nFifty people came.")
    marks = [(p.mark, p.text) for passage in found for p in passage.pieces]
    assert marks == [
        ("same", "The first."), ("gone", "Forty"), ("come", "New.\n\nFifty"), ("same", " people came."),
    ]  # fmt: skip


def test_days_and_agenda_items_are_compared_line_by_line() -> None:
    def day(date: str, status: str, position: int) -> dict[str, object]:
        return {
            "id": f"m/{date}",
            "position": position,
            "date": date,
            "date_precision": "day",
            "start_time": "10:00",
            "place": None,
            "status": status,
            "time_zone": "Europe/Paris",
        }

    old = [day("2018-05-10", "announced", 1), day("2018-06-07", "announced", 2)]
    new = [day("2018-05-10", "cancelled", 1), day("2018-06-07", "announced", 2)]
    (change,) = changes({"dates": old}, {"dates": new})
    assert change.passages == (
        Passage((
            Piece("same", "2018-05-10 · 10:00 · "), Piece("gone", "announced"), Piece("come", "cancelled"),
        )),
        Passage((Piece("same", "2018-06-07 · 10:00 · announced"),)),
    )  # fmt: skip
    moved = [{**old[0], "position": 3}]
    (change,) = changes({"dates": old[:1]}, {"dates": moved})
    assert any(piece.mark == "come" for passage in change.passages for piece in passage.pieces)


def test_a_text_written_anew_or_without_end_is_shown_whole_and_soon() -> None:
    assert [p.mark for p in words("a b c d", "w x y z")] == ["gone", "come"]
    before, after = "mot " * 50_000, "mot " * 50_001
    assert [p.mark for p in words(before, after)] == ["gone", "come"]


def test_a_line_says_which_file_is_meant_and_no_other_identity() -> None:
    child = {"page_id": "spip/article/1", "document_id": "IMG/a.pdf", "position": 1, "caption": "A"}
    assert line_of(child) == "IMG/a.pdf · A"
