"""The words around a meeting's day: whether it is announced, called off, moved, or long past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from records.languages import LANGUAGES
from records.printed import any_of, fold, word_pattern

Status = Literal["announced", "cancelled"]

# How far before a day the words reach that say what became of it.
NEAR = 90
_CLAUSE = re.compile(r"[;.(]")
_BRACKET = re.compile(r"\([^()]*\)")
# Where the words about a day end: with the sentence, or before a bracket about the next day.
_SENTENCE = re.compile(r"[;.]")
_SAID = re.compile(r"[;.]|\((?=[^)]{0,40}\Z)")


_LABELS = re.compile(
    any_of(
        [
            "dates?",
            *(
                word
                for language in LANGUAGES.values()
                for word in (*language.time_labels, *language.place_labels)
            ),
        ]
    )
)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The patterns of the languages read, for folded text."""

    meeting: re.Pattern[str]
    announcing: re.Pattern[str]
    past: re.Pattern[str]
    deadline: re.Pattern[str]
    off: re.Pattern[str]
    moved: re.Pattern[str]
    moved_to: re.Pattern[str]
    moving: re.Pattern[str]
    instead_of: re.Pattern[str]
    time_label: re.Pattern[str]
    meal: re.Pattern[str]
    at_end: re.Pattern[str]
    elsewhere: re.Pattern[str]


@lru_cache(maxsize=8)
def meeting_words(languages: tuple[str, ...]) -> MeetingWords:
    """The patterns of these languages taken together."""

    def of(field: str) -> list[str]:
        return [word for code in languages for word in getattr(LANGUAGES[code], field)]

    moved, to = any_of(of("moved")), any_of(of("moved_to"))
    before = r"(?:\s{1,3}[a-z']+){0,4}?\s*\Z"
    return MeetingWords(
        meeting=word_pattern(of("meeting")),
        announcing=re.compile(rf"(?<![a-z0-9]){any_of(of('announcing'))}"),
        past=re.compile(rf"(?<![a-z0-9]){any_of(of('past'))}(?![a-z])[^.;:]{{0,40}}\Z"),
        deadline=re.compile(
            rf"(?<![a-z0-9]){any_of(of('deadline'))}(?:\s{{1,3}}[a-z']+){{0,2}}\s*\Z"
        ),
        off=word_pattern([*of("cancelled"), *of("moved")]),
        moved=word_pattern(of("moved")),
        moved_to=re.compile(rf"(?<![a-z]){moved}(?:\s{{1,3}}[a-z']+){{0,3}}?\s{{1,3}}{to}{before}"),
        moving=re.compile(rf"(?<![a-z]){moved}\s*\Z"),
        instead_of=re.compile(rf"(?<![a-z]){any_of(of('instead_of'))}{before}"),
        meal=word_pattern(of("meals")),
        at_end=word_pattern(of("at_end")),
        elsewhere=re.compile(
            rf"(?<![a-z]){any_of(of('not_there'))}[^.;:]{{1,80}}?\s{any_of(of('but'))}(?=\s)"
        ),
        time_label=re.compile(rf"\s*{any_of(of('time_labels'))}\s*:"),
    )


@lru_cache(maxsize=4096)
def labels_meeting(line: str) -> bool:
    """Whether a line is nothing but the label of a meeting's day, hours or place: `Date`, `Lieu`."""
    return _LABELS.fullmatch(fold(line)[0].strip(" :")) is not None


def is_past(lead: str, words: MeetingWords) -> bool:
    """Whether the words before a day say that it has been, or that it only ends a delay."""
    if words.moved_to.search(lead):
        return False
    past = words.past.search(lead)
    if past and not words.announcing.search(lead, past.start()):
        return True
    return words.deadline.search(lead) is not None


def status_before(lead: str, is_first: bool, words: MeetingWords) -> Status | None:
    """Whether a day holds, from the words since the day before it; None where they do not say."""
    if words.moved_to.search(lead[-NEAR:]):
        return "announced"
    if words.instead_of.search(lead[-NEAR:]):
        return "cancelled"
    # Between two days the words are about the first, unless a new clause begins.
    if not is_first:
        # `5 juin (annulée), 12 juin`: a closed bracket is about the day before it.
        lead = _BRACKET.sub(" ", lead)
    new = _CLAUSE.search(lead)
    clause = lead if is_first else lead[new.end() :] if new else ""
    off = words.off.search(clause)
    if off is None or words.announcing.search(clause, off.end()):
        return None
    return "cancelled"


def status_after(tail: str, words: MeetingWords) -> Status:
    """Whether a day holds, from the words up to the next day, as far as they are about it."""
    moved = words.moved_to.search(tail)
    if moved and not _SENTENCE.search(tail, 0, moved.start()):
        return "cancelled"  # `5 juin (reportée au 12 juin)`: it gave way to the day that follows
    said = tail[: end.start()] if (end := _SAID.search(tail)) else tail
    off = words.off.search(said) and not words.instead_of.search(said)
    return "cancelled" if off else "announced"
