"""Reads the body of an announcement line by line: labels, tables, and what stands below a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from records.dates import find_dates
from records.line_days import DayRead
from records.meeting_hours import joined
from records.meeting_lines import Line, read_line
from records.meeting_lists import entries, under_months
from records.meeting_words import labels_meeting, meeting_words
from records.online_places import is_online
from records.place_lines import (
    goes_on_place,
    is_room,
    labelled_place,
    labels_place,
    labels_town,
    names_place,
    names_who_lives,
    opens_with_house,
    place_alone,
)
from records.place_parts import fuller_place, is_address
from records.places import opens_place, with_town
from records.printed import aligned
from records.programmes import each_hour, joined_programmes, opens_with_hour, stations

# A sentence ends before a capital; `24 Sept. 2018`, `14 h. à Paris` and `M. Dupont` go on.
_SHORTENED = "".join(
    rf"(?<!\b{word}\.)"
    for word in ("M", "MM", "Mr", "Mrs", "Ms", "Dr", "Pr", "St", "Av", "Bd", "av", "bd")
)
_BREAK = re.compile(rf"\n+|(?<=[.!?]){_SHORTENED}[ \u00a0\u202f]+(?=[\"«“(]?[A-ZÀ-Ý])")

# `📍 Maison du Peuple`: pictures that stand for labels.
_SIGN = re.compile("\\A[\u2600-\u27bf\u2300-\u23ff\ufe0f\U0001f000-\U0001faff\\s]+(?=\\w)")

# Hours and place below a day stand in the next lines, and are short.
_BELOW = 2
_SHORT_LINE = 80
# Below a day that heads paragraphs.
_BELOW_HEAD = 5
_PARAGRAPH = 300
# The place of a day that the title names stands at the top.
_TOP = 3
# Who is to be asked has an address below, unless the line says how.
_ASKED = 3
_SAYS_HOW = re.compile(r"[@0-9]")
_AGENDA = re.compile(r"\W*(?:l.)?(?:ordre du jour|odj|agenda|(?:au )?programme)\b", re.IGNORECASE)


def body_lines(
    blocks: Sequence[str], languages: Sequence[str], title: str = "", published: str | None = None
) -> Iterator[Line]:
    """What each line of the body says, a day with what stands in the lines right below it."""
    parts = under_months(_spans(_parts(blocks), languages), title, languages, published)
    under: list[tuple[str, Line]] = []
    bare = False
    lines = list(_read(_addresses(joined_programmes(parts)), languages, title))
    read = entries(list(_with_streets(lines)))
    # Of several days that each head a paragraph, all below is of the day.
    headed = sum(_is_head(part, line) for part, line in read) > 1
    for part, line in read:
        head = headed and bool(under) and _is_head(*under[0])
        long, many = (_PARAGRAPH, _BELOW_HEAD) if head else (_SHORT_LINE, _BELOW)
        if line.days or line.year or len(part) > long or len(under) > many:
            yield from _joined(under, bare)
            # A row alone, of a day that holds without its place.
            bare = len(under) == 1 and all(_wants_place(day) for day in under[0][1].days)
            under = [(part, line)] if line.days and (line.is_row or line.announces) else []
            if not under:
                yield line
        elif under:
            under.append((part, line))
        else:
            yield line
    yield from _joined(under, bare)


def _with_streets(read: list[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """The lines, a day at a place that is only named with its street in the line right below."""
    street = False
    for number, (part, line) in enumerate(read):
        if street:
            line = replace(line, place=None, labelled=False)
        below = read[number + 1][0] if number + 1 < len(read) else ""
        places = {day.place for day in line.days if day.status == "announced"}
        place = places.pop() if len(places) == 1 else None
        full = _with_street(place, below) if place else None
        street = full is not None
        yield part, replace(line, days=_placed(line.days, full)) if street else line


def _with_street(place: str, below: str) -> str | None:
    if not opens_with_house(below) or is_address(place) or is_online(place):
        return None
    street = place_alone(below)
    return street and (fuller_place(place, street) or f"{place}, {street}")


def _is_head(part: str, line: Line) -> bool:
    """Whether a line is a day and nothing more: `Mardi 12 mars`."""
    if len(line.days) != 1 or not line.is_row:
        return False
    date = line.days[0].date
    return len(part.strip(" :.")) <= date.end - date.start + 1


def _wants_place(day: DayRead) -> bool:
    return day.place is None and day.status == "announced"


def _read(parts: Iterable[str], languages: Sequence[str], title: str) -> Iterator[tuple[str, Line]]:
    """The lines with what each says by itself, or as a row below a table's head."""
    named = find_dates(title, languages)
    near = named[0] if len(named) == 1 else None
    column: int | None = None
    town: int | None = None
    agenda = False
    days = False
    # Below its place come addresses of others, as below who is to be asked.
    placed = False
    asked = 0
    words = meeting_words(tuple(languages))
    for number, part in enumerate(parts):
        line = read_line(part, languages, near)
        near = line.days[-1].date if line.days else near
        cells = [cell.strip() for cell in part.split("|")]
        if len(cells) == 1:
            column = None
        else:
            # In a table with a head, the column under `Lieu` is the place, whatever it says.
            heads = [number for number, cell in enumerate(cells) if labels_place(cell)]
            if heads and not line.days:
                of_town = [number for number in heads if labels_town(cells[number])]
                houses = [number for number in heads if number not in of_town]
                column = (houses or of_town)[0]
                town = of_town[0] if houses and of_town else None
            if column is not None and line.days and column < len(cells):
                place = cells[column] or None
                if town is not None and town < len(cells):
                    place = with_town(place, cells[town] or None)
                line = replace(line, days=_placed(line.days, place))
        # Points of an agenda may name a house too.
        agenda = agenda or _AGENDA.match(part) is not None
        asks = words.other_hours.match(aligned(part)[1]) and not _SAYS_HOW.search(part)
        asked = _ASKED if asks else max(0, asked - 1)
        placed = placed and not (line.days or line.hours)
        alone = (number < _TOP or is_address(part)) and not (
            line.days or line.place or agenda or ":" in part or placed
        )
        if (
            alone
            and (is_online(part) or (names_place(part) and not asked))
            and (place := place_alone(part))
        ):
            line = replace(line, place=place, labelled=not days)
            placed = True
        days = days or bool(line.days)
        if len(places := tuple(stations(part, languages))) > 1:
            line = replace(line, hours=(), place=None, stations=places)
        yield part, line


def _parts(blocks: Sequence[str]) -> Iterator[str]:
    """The sentences and lines of the body, a label that stands alone with the line below it."""
    label = ""
    for part in (_SIGN.sub("", part) for block in blocks for part in _BREAK.split(block)):
        cells = part.split(" | ")
        if label:
            yield f"{label} : {part}"
            label = ""
        elif labels_meeting(part):
            label = part.strip(" :?")
        elif opens_with_hour(part):
            yield from each_hour(part)
        elif len(cells) == 2 and labels_meeting(cells[0]):
            yield f"{cells[0]} : {cells[1]}"
        else:
            yield part


def _spans(parts: Iterable[str], languages: Sequence[str]) -> Iterator[str]:
    """The lines, those labelled `Début : …` and `Fin : …` as one with both ends."""
    words = meeting_words(tuple(languages))
    begins = ""
    for part in parts:
        folded = aligned(part)[1]
        if begins and words.end_label.match(folded):
            yield " - ".join(each.partition(":")[2].strip() for each in (begins, part))
            begins = ""
            continue
        if begins:
            yield begins
        begins = part if words.begin_label.match(folded) else ""
        if not begins:
            yield part
    if begins:
        yield begins


def _addresses(parts: Iterable[str]) -> Iterator[str]:
    """The lines, a house with its street and its town below it as one place."""
    place = ""
    for part, below in pairwise([*parts, ""]):
        # `Salle Courbet`, `Bourse du travail`, `3 rue Haute`
        room = place and "," not in place and is_room(place)
        housed = room and opens_place(*aligned(part), 0) and _opens_address(part)
        if place and (goes_on_place(part, place) or housed):
            place = f"{place}, {part.strip()}"
            continue
        if place:
            yield place
        short = len(part) <= _SHORT_LINE and "|" not in part
        place = part if short and (_opens_address(part) or names_who_lives(part, below)) else ""
        if not place:
            yield part
    if place:
        yield place


def _opens_address(part: str) -> bool:
    """Whether a street or a town may stand below: a place alone, `Lieu : ECPAT France`."""
    if ":" in part:
        label, _, value = part.partition(":")
        return (
            labels_place(label)
            and bool(value.strip())
            and labelled_place(*aligned(part)) is not None
        )
    return names_place(part) and place_alone(part) is not None


def _joined(under: list[tuple[str, Line]], bare: bool) -> Iterator[Line]:
    """A day with the hours and the place that are printed below it, one a line.

    Below a sentence, hours may be of anything; a place that stands alone is the meeting's. Below the
    last of several rows, where the others have none (`bare`), it is that of all.
    """
    if not under:
        return
    (_, row), *below = under
    for part, line in below:
        hours = line.hours if row.is_row else ()
        alone = place_alone(part) if row.is_row or names_place(part) else None
        place = (line.place if row.is_row else None) or (None if line.hours else alone)
        if line.labelled or line.of_all or not (hours or place):
            yield line
            continue
        if bare and place and not hours and row.is_row and all(map(_wants_place, row.days)):
            yield replace(line, place=place, labelled=True)
            continue
        days = tuple(
            replace(day, hours=joined(day.hours, hours) or day.hours, place=day.place or place)
            for day in row.days
        )
        row = replace(row, days=days)
    yield row


def _placed(days: tuple[DayRead, ...], place: str | None) -> tuple[DayRead, ...]:
    return tuple(replace(day, place=place or day.place) for day in days)
