"""Words that stand in place of a page are known by what it said before and what other pages say."""

from __future__ import annotations

from records.stand_ins import Words, is_doubtful, repeated, shrunk

LONG = Words("A statement", "A sentence of it. " * 200)
ERROR = Words("Une erreur est survenue", "Revenez plus tard.")


def test_a_page_under_the_title_it_had_is_believed_while_it_says_a_word() -> None:
    assert not is_doubtful(LONG, Words("A statement", "Withdrawn."), elsewhere=False)


def test_a_page_that_lost_its_text_under_its_title_waits_for_the_others() -> None:
    assert is_doubtful(LONG, Words("A statement", " "), elsewhere=False)


def test_a_page_under_another_title_waits_for_the_others() -> None:
    assert is_doubtful(LONG, ERROR, elsewhere=False)


def test_a_new_page_is_doubtful_only_where_another_said_the_same() -> None:
    assert not is_doubtful(None, ERROR, elsewhere=False)
    assert is_doubtful(None, ERROR, elsewhere=True)
    assert not is_doubtful(None, Words("Réunion", ""), elsewhere=True)


def test_two_copies_are_pages_and_three_are_an_error() -> None:
    assert repeated(ERROR, 2) is None
    assert "3 addresses" in str(repeated(ERROR, 3))


def test_next_to_nothing_where_a_long_text_stood_is_no_new_version() -> None:
    assert "18 characters" in str(shrunk(LONG, ERROR))
    assert shrunk(Words("Short", "A short text."), ERROR) is None
    assert shrunk(None, ERROR) is None
