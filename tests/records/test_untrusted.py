"""Others' words can only be read: whatever they hold, a terminal and a mail get nothing to obey."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from records.untrusted import listed, printable

# Any character there is, halves of pairs too, and the worst of them often.
HOSTILE = "\x1b\x9b\x00\x07\r\n\t\x7f\x85\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ufeff\xad\ud800\udfff\U000e0041"
TEXTS = st.text(st.characters() | st.sampled_from(HOSTILE), max_size=80)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(1, 40))
@example(HOSTILE, 20)
def test_no_text_leaves_anything_in_a_line_but_what_can_be_read(text: str, longest: int) -> None:
    said = printable(text, longest)
    assert len(said) <= longest
    assert not [
        c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    ]
    said.encode("utf-8")
    assert printable(said, longest) == said, "twice is once"


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(2, 6))
def test_several_lines_keep_their_ends_and_nothing_else(text: str, lines: int) -> None:
    said = printable(text, 20, lines).split("\n")
    assert len(said) <= lines
    assert all(printable(line, 40) == line for line in said)


@pytest.mark.parametrize(
    "text",
    [
        "Réunion plénière de l’« Espace », 5 € – n° 12…",
        "Œuvre\u00a0: «\u202fl’été\u202f»",
        "日本語 Ελληνικά العربية 🙂",
        r"C:\srv\x1b",
    ],
)
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("\x9b31m", r"\x9b31m"),
        ("one\ntwo\r\tthree", r"one\ntwo\r\tthree"),
        ("gpj.\u202eexe", r"gpj.\u202eexe"),
        ("half \ud83d", r"half \ud83d"),
        ("a\u2028b\ufeff", r"a\u2028b\ufeff"),
        ("x" * 3_000, "x" * 299 + "…"),
        ("\x00" * 3_000, (r"\x00" * 75)[:299] + "…"),
        (ValueError("no\x07"), r"no\x07"),
    ],
)
def test_what_a_terminal_obeys_is_escaped_and_what_is_long_is_cut(text: object, shown: str) -> None:
    assert printable(text) == shown


def test_a_list_says_how_many_it_leaves_out_and_a_short_one_nothing() -> None:
    hosts = [f"{number}.example" for number in range(299)]
    shown = listed(hosts)
    assert len(shown) == 10
    assert shown[-1] == "and 290 more, 299 in all"
    assert listed(hosts[:10]) == hosts[:10]
