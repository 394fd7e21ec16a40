"""The agenda of a meeting's minutes: numbered, in a list, in lines or in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from records.agenda_tables import OWN_NUMBER, tabled
from records.names import folded
from records.reading import Block

_AGENDA = re.compile(
    r"\b(agenda|ordre du jour|odj|purpose of the meeting|objet de la reunion|programme|topics"
    r"|(?:points?|sujets?|themes?|questions?) (?:abord|trait|discut|evoqu|examin)ee?s?"
    r"|(?:points?|items?|subjects?) (?:discussed|covered|raised))\b"
)
# An agenda in a sentence has its words right before the colon: a programme may be anybody's.
_AGENDA_SAID = re.compile(
    r"\b(?:agenda|ordre du jour|odj|points? abordes?)"
    r"(?: (?:(?:etait|est|sera) le )?(?:suivant|previsionnel|provisoire|de la (?:reunion|seance)))?\s*$"
)
_AGENDA_ALONE = re.compile(
    r"(?:agenda|(?:points? a )?(?:l')?ordre du jour(?: de la (?:reunion|seance))?|odj|points? abordes?)\s*:?"
)
# Other ways to number what is printed as paragraphs: `I. `, `a) `, `A/ `, `1/ `, `1 – `, `1° `, `1 | `,
# `Point 1 : `.
_OTHER_NUMBER = re.compile(
    r"^(?:(?P<roman>[IVX]{1,4})\s?[.)/–-]|(?P<letter>[a-h])\s?\)|(?P<capital>[A-H])\s?[)/]"
    r"|(?:(?:[Pp]oint|POINT|[Ii]tem)\s(?:n°\s?)?(?P<point>\d{1,2})\s?[:.–—-])"
    r"|(?P<figure>\d{1,2})\s?(?:[/–|°-]|\s\|))\s+(?=\S)"
)
# Signs between the items of one line, and how many items they must make beside commas.
_SIGNS = (
    (r"(?:^|\s)\d{1,2}\s?[/)°–-]\s*", 1), (r"\s*[•·▪]\s*", 1), (r"\s+[–—/|-]\s+", 2),
)  # fmt: skip
_DASHED = re.compile(r"(?:ODJ|Ordre du jour|ORDRE DU JOUR|Agenda)\s?[–—-]\s")
_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZÀ-Ý])")
_AND = re.compile(r",?\s(?:et|and)\s")
_LAST = re.compile(r"^(?:et|and)\s")
_DETERMINED = re.compile(r"(?:les?|la|une?|des|du|nos|notre|the|our|an?)\s|l['’]", re.IGNORECASE)
_DIVERSE = re.compile(
    r"(?:les )?(?:points? |questions? )?divers(?:es)?|(?:any )?other business|aob"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;.]))(\d{1,2})\s?[.)](?:\s*)(?=[^\W\d])")
# "Agenda: 1. Welcome 2. Budget", all on one line.
_AGENDA_LINE = re.compile(r"^[^:]{3,60}:\s*(?=1\s?[.)])")
_NUMBERED_HEADING = re.compile(r"^(\d{1,2})\s?[.)–-]\s*(?=[^\W\d])")


def agenda(blocks: Sequence[Block]) -> list[str]:
    """The items numbered 1, 2, 3, … in their order; under an agenda's heading those of its list.

    What comes between two items is their discussion, and a number out of turn belongs to it. A
    list that begins anew at 1 is another list.
    """
    if points := tabled(blocks, _is_label):
        return points
    best: list[str] = []
    numbered = [_numbered(block) for block in blocks]
    starts = [at for at, numbers in enumerate(numbered) if numbers and numbers[0][0] == 1]
    for start, end in pairwise([*starts, len(blocks)]):
        items = _run(numbered[start:end])
        if len(items) > len(best):
            best = items
        if len(items) > 1 and _under_agenda(blocks, start):
            return items
    if len(best) > 1:
        # What is numbered elsewhere are decisions, where a list stands under the agenda's own words.
        return _bulleted(blocks, _AGENDA_ALONE.fullmatch) or best
    return (
        _bulleted(blocks, _AGENDA.search)
        or _otherwise_numbered(blocks)
        or _in_lines(blocks)
        or _in_short_paragraphs(blocks)
        or _in_a_sentence(blocks)
        or best
    )


def _otherwise_numbered(blocks: Sequence[Block]) -> list[str]:
    """Paragraphs or rows numbered I, II, III, a), b), or 1 | 2 |: two at least, in their order."""
    items: list[str] = []
    lines = ((block.kind, line) for block in blocks for line in _said(block).split("\n"))
    for kind, line in lines:
        found = _OTHER_NUMBER.match(line)
        if not found:
            continue
        number = len(items)
        letter, figure = chr(ord("a") + number), str(number + 1)
        marks = (_ROMAN[number : number + 1], (letter,), (letter.upper(),), (figure,), (figure,))
        if any(mark == (said,) for mark, said in zip(marks, found.groups(), strict=True)):
            rest = line[found.end() :]
            # Of a row, who speaks and for how long stand in cells of their own.
            items.append((rest.partition(" | ")[0] if kind == "row" else rest).strip(" ;|"))
    return items if len(items) > 1 else []


def _said(block: Block) -> str:
    return block.text if block.kind == "heading" else block.printed()


def _in_lines(blocks: Sequence[Block]) -> list[str]:
    """`ODJ :` or `Ordre du jour : Budget` with an item on every line below, in one block."""
    for block in blocks:
        first, *below = block.text.split("\n")
        label, colon, value = first.partition(":")
        if not below or (value.strip() and not colon) or not _AGENDA_SAID.search(folded(label)):
            continue
        items = [line.strip(" ;•*–—-\u00a0") for line in (value, *below)]
        items = [item for item in items if item]
        if len(items) > 1 and all(len(item) < 200 for item in items):
            return items
    return []


def _in_short_paragraphs(blocks: Sequence[Block]) -> list[str]:
    """`Ordre du jour` alone, and below it lines, or the values of a field that a theme gives no list."""
    for number, block in enumerate(blocks):
        if not _AGENDA_ALONE.fullmatch(folded(block.text)):
            continue
        below = takewhile(lambda one: one.kind == "paragraph", blocks[number + 1 :])
        first, *_ = texts = [each.text for each in below] or [""]
        lines = first.split("\n") if "\n" in first else texts
        items = [point for point in takewhile(bool, map(_point, lines)) if point]
        if len(items) > 1:
            return items
    return []


def _point(line: str) -> str | None:
    """A line as a point of an agenda, its sign left out; None where it is a sentence."""
    text = OWN_NUMBER.sub("", line.lstrip(" •*–—-\u00a0"), count=1).strip(" ;,")
    is_point = 0 < len(text) < 80 and not re.search(r"[.!?:\n]", text.removesuffix("."))
    return text if is_point and (text[-1:] != "." or text != line) else None


def _behind_agenda(text: str) -> str:
    """What stands behind the colon of an agenda's words, "" where there are none."""
    if dash := _DASHED.match(text):
        return text[dash.end() :]
    for colon in re.finditer(":", text):
        if _AGENDA_SAID.search(folded(text[max(0, colon.start() - 40) : colon.start()])):
            return text[colon.end() :]
    return ""


def _in_a_sentence(blocks: Sequence[Block]) -> list[str]:
    """`Ordre du jour : 1/ Budget 2/ Divers` or `Agenda: budget, calendar.`: the items of the line."""
    for block in blocks:
        parts = _parted(_behind_agenda(block.text))
        if len(parts) > 1 and all(len(part) < 120 for part in parts):
            return parts
    return []


def _parted(rest: str) -> list[str]:
    """A line's items, parted by numbers, dots or dashes, else by commas and the last "and"."""
    for sign, least in _SIGNS:
        parts = [part for part in (one.strip(" ;.,") for one in re.split(sign, rest)) if part]
        if len(parts) > (least if re.search(r"[,;]", rest) else 1):
            return parts
    sentence = _SENTENCE_END.split(rest, maxsplit=1)[0]
    parts = [part.strip(" .") for part in re.split(r"[,;]", sentence) if part.strip(" .")]
    if not parts:
        return []
    # "…, the tools, and the rest"
    parts[-1] = _LAST.sub("", parts[-1]) if len(parts) > 1 else parts[-1]
    halves = [half.strip() for half in _AND.split(parts[-1])]
    named = all(_DETERMINED.match(one) for one in (*parts, *halves))
    if len(halves) == 2 and (named or _DIVERSE.fullmatch(folded(halves[1]))):
        return [*parts[:-1], *halves]
    return parts


def _run(numbered: Iterable[list[tuple[int, str]]]) -> list[str]:
    items: list[str] = []
    for numbers in numbered:
        for number, text in numbers:
            if number == len(items) + 1:
                items.append(text)
    return items


def _numbered(block: Block) -> list[tuple[int, str]]:
    """The numbered items a block holds: one, or several that were run together on one line."""
    if block.kind == "item" and block.marker[0].isdigit():
        text = block.printed()
    elif block.kind == "heading" and _NUMBERED_HEADING.match(block.text):
        found = _NUMBERED_HEADING.match(block.text)
        assert found
        return [(int(found[1]), block.text[found.end() :].strip())]
    elif block.kind == "paragraph" and _NUMBERED.match(block.text):
        text = block.text
    elif block.kind == "paragraph" and _AGENDA_LINE.match(block.text):
        named = _AGENDA_LINE.match(block.text)
        text = block.text[named.end() :] if named and _AGENDA.search(folded(named[0])) else ""
    else:
        return []
    marks = list(_NUMBERED.finditer(text))
    if not marks:
        return []
    # Only numbers that count on from the first are items; "see 4. below" in an item is its text.
    kept = [marks[0]]
    for mark in marks[1:]:
        if int(mark[1]) == int(kept[-1][1]) + 1:
            kept.append(mark)
    ends = [mark.start() for mark in kept[1:]] + [len(text)]
    return [
        (int(mark[1]), text[mark.end() : end].strip(" ;\n"))
        for mark, end in zip(kept, ends, strict=True)
    ]


def _under_agenda(blocks: Sequence[Block], start: int) -> bool:
    return any(_AGENDA.search(folded(block.text)) for block in blocks[max(0, start - 2) : start])


def _is_label(block: Block) -> bool:
    """Whether a block is short and calls what stands below it an agenda."""
    is_line = block.kind in ("heading", "paragraph", "label") and len(block.text) < 80
    return is_line and _AGENDA.search(folded(block.text)) is not None


def _bulleted(blocks: Sequence[Block], calls: Callable[[str], re.Match[str] | None]) -> list[str]:
    """An agenda without numbers: the list right below a heading that calls it one."""
    for number, block in enumerate(blocks):
        if (
            block.kind in ("heading", "paragraph", "label")
            and len(block.text) < 80
            and calls(folded(block.text))
        ):
            items: list[str] = []
            for below in blocks[number + 1 :]:
                if below.kind != "item":
                    break
                items.append(below.text)
            if items:
                return items
    return []
