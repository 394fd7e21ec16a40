"""Two versions of a record set side by side: per field what it said and what it says, word by word.

Pure: values in, values out. What a field is called and how marks look is for who shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Mark = Literal["same", "gone", "come"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# A passage of more words than this is shown as a whole: comparing takes their square in the worst case.
_MOST_TOKENS = 4000
# Of a passage that keeps fewer of its words than this nobody can read the marks.
_LEAST_ALIKE = 0.3
# These are texts however short, and any value longer than this is one.
_TEXTS = frozenset({"text", "description"})
_SHORT = 160
# Columns of a child that only say to whom it belongs and where it stands.
_PLACE = ("id", "title", "url", "position", "time_zone")
_PRECISION = "_precision"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: on both sides, only on the old (`gone`), or only on the new one (`come`)."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more paragraphs. `folded` of them are left out where nothing near them changed."""

    pieces: tuple[Piece, ...]
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs: short values side by side, or a text as its passages."""

    field: str
    before: str | None
    after: str | None
    passages: tuple[Passage, ...] = ()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every field that differs between two versions of a record (as `archive.history.said` has them).

    >>> changes({"title": "A day", "form": "statement"}, {"title": "A night", "form": "statement"})
    [Change(field='title', before='A day', after='A night', passages=())]
    """
    return [
        _change(name, before.get(name), after.get(name))
        for name in {**after, **before}
        if before.get(name) != after.get(name)
    ]


def _change(name: str, old: Any, new: Any) -> Change:
    if isinstance(old, list) or isinstance(new, list):
        lines = _lines(old or [], new or [])
        return Change(name, None, None, fold(passages(*lines, "\n")))
    before, after = (None if value is None else str(value) for value in (old, new))
    if name not in _TEXTS and all(map(_is_short, (before, after))):
        return Change(name, before, after)
    return Change(name, before, after, fold(passages(before or "", after or "")))


def _is_short(text: str | None) -> bool:
    return text is None or (len(text) <= _SHORT and "\n" not in text)


def _lines(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """The children of two versions, a line each; with all they say where the short lines do not differ."""
    short = tuple("\n".join(line_of(child) for child in each) for each in (old, new))
    if short[0] != short[1]:
        return short[0], short[1]
    whole = tuple("\n".join(_whole_line(child) for child in each) for each in (old, new))
    return whole[0], whole[1]


def line_of(child: Mapping[str, Any]) -> str:
    """A child as one line: what it says, without what only says where it stands.

    >>> line_of({"id": "x/2018-05-10", "date": "2018-05-10", "start_time": "10:00", "place": None})
    '2018-05-10 · 10:00'
    """
    values = [
        str(value)
        for name, value in child.items()
        if value is not None
        and name not in _PLACE
        and not name.endswith(_PRECISION)
        and (name == "document_id" or not name.endswith("_id"))
    ]
    return _one_line(" · ".join(values))


def _whole_line(child: Mapping[str, Any]) -> str:
    return _one_line(" · ".join(f"{n}: {v}" for n, v in child.items() if v is not None))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def passages(before: str, after: str, separator: str = "\n\n") -> list[Passage]:
    """Two texts as passages of whole paragraphs, changed ones with their words marked.

    The pieces that are not `come`, passages joined by the separator, are the old text; those that
    are not `gone` the new one. A passage that stands on one side alone has pieces of one mark only.
    """
    old, new = _paragraphs(before, separator), _paragraphs(after, separator)
    found: list[Passage] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found += [Passage((Piece("same", text),)) for text in old[i:j]]
        elif tag == "delete":
            found += [Passage((Piece("gone", text),)) for text in old[i:j]]
        elif tag == "insert":
            found += [Passage((Piece("come", text),)) for text in new[k:m]]
        else:
            found.append(Passage(words(separator.join(old[i:j]), separator.join(new[k:m]))))
    return found


def _paragraphs(text: str, separator: str) -> list[str]:
    return text.split(separator) if text else []


def fold(found: Sequence[Passage], context: int = 1) -> tuple[Passage, ...]:
    """The passages that changed, with so many unchanged ones around them; the others only counted."""
    changed = [n for n, passage in enumerate(found) if not _is_same(passage)]
    near = {n + d for n in changed for d in range(-context, context + 1)}
    shown: list[Passage] = []
    for number, passage in enumerate(found):
        if number in near:
            shown.append(passage)
        elif shown and shown[-1].folded:
            shown[-1] = Passage((), shown[-1].folded + 1)
        else:
            shown.append(Passage((), 1))
    return tuple(shown)


def _is_same(passage: Passage) -> bool:
    return all(piece.mark == "same" for piece in passage.pieces)


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word. Without what came it is the old text, without what went the new one.

    >>> [(p.mark, p.text) for p in words("two days in Lille", "three days in Lille")]
    [('gone', 'two'), ('come', 'three'), ('same', ' days in Lille')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new)
    too_long = len(old) + len(new) > _MOST_TOKENS
    if too_long or matcher.ratio() < _LEAST_ALIKE:
        return _pieces([("gone", before), ("come", after)])
    parts: list[tuple[Mark, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(old[i:j])))
        else:
            parts += [("gone", "".join(old[i:j])), ("come", "".join(new[k:m]))]
    return _pieces(_joined(parts))


def _joined(parts: Sequence[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """Changed words that only a space or a comma parts are one change: marks are for reading."""
    gone = come = ""
    for number, (mark, text) in enumerate(parts):
        if mark == "gone":
            gone += text
        elif mark == "come":
            come += text
        elif (gone or come) and number + 1 < len(parts) and not re.search(r"\w", text):
            gone, come = gone + text, come + text
        else:
            yield from (("gone", gone), ("come", come), ("same", text))
            gone = come = ""
    yield from (("gone", gone), ("come", come))


def _pieces(parts: Sequence[tuple[Mark, str]] | Iterator[tuple[Mark, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(mark, text) for mark, text in parts if text)
