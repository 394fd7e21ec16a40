"""Programmes: entries that open with an hour, and those that go from place to place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from records.dates import find_dates
from records.meeting_hours import Sessions
from records.meeting_lines import read_line
from records.place_lines import house_in
from records.place_parts import fuller_place
from records.times import find_times

# A programme's entry: `- 9h30 : accueil`, `Matin : 9h – 12h`, `Début de la réunion à 9h30`.
_HOUR_FIRST = re.compile(
    r"\W*(?:(?:le\s|l.)?(?:matin|matinée|après-midi|soir|soirée|morning|afternoon|evening)\W*)?"
    r"(?:(?:accueil|ouverture|début|fin|clôture|welcome|doors?|starts?|ends?)\b(?:\s[a-zé]+){0,4}?\s)?"
    r"(?:de |à |dès |from |at )?[0-9]{1,2}(?:\s?h|:[0-9]{2}|(?:\.[0-9]{2})?\s?[ap]\.?m)",
    re.IGNORECASE,
)
# `10h30 défilé. 15h assemblée`
_NEXT_HOUR = re.compile(r"(?<=[^0-9]\.)\s(?=[0-9]{1,2}\s?(?:h|:[0-9]))")
# `10h30 balade depuis la gare, 14h débat en mairie`
_STATION = re.compile(
    r"\s;\s|\s?[;,.]\s+(?:(?:puis|then|followed|suivie?)\s)?(?:by\s)?"
    r"(?=(?:à |at )?[0-9]{1,2}(?:\s?h|[:.][0-9]{2}|\s?[ap]m))"
)
# Between the entries of a programme, once they are one line.
_APART = " ; "


def opens_with_hour(line: str) -> bool:
    """Whether a line is an entry of a programme: `9h30 : accueil`."""
    return _HOUR_FIRST.match(line) is not None


def each_hour(line: str) -> list[str]:
    """The entries of a line that opens with an hour, where a sentence of it does so too."""
    return _NEXT_HOUR.split(line)


def joined_programmes(parts: Iterable[str]) -> Iterator[str]:
    """The lines, entries of a programme that open with an hour and follow each other as one.

    `9h30 – 12h : ateliers` and `14h – 17h : débat` are the sessions of one day, not two accounts of it.
    """
    entries: list[str] = []
    for part in parts:
        if opens_with_hour(part) and "|" not in part and not find_dates(part):
            entries.append(part)
            continue
        if entries:
            yield _APART.join(entries)
            entries = []
        yield part
    if entries:
        yield _APART.join(entries)


def stations(part: str, languages: Sequence[str]) -> Iterator[tuple[Sessions, str]]:
    """The sessions of a programme at several places: `17h : défilé place Haute ; 19h : débat en mairie`."""
    times = find_times(part) if _STATION.search(part) else []
    if len(times) < 2 or "|" in part or len(find_dates(part)) > 1:
        return
    for entry in _STATION.split(part[times[0].begins :]):
        line = read_line(entry, languages)
        place, house = line.place, house_in(entry)
        place = (fuller_place(place, house) or place) if place and house else place or house
        if line.hours and place and not line.days:
            yield line.hours, place
