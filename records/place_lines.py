"""Places that have a line or a cell to themselves, with a label or without one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from records.languages import words_of
from records.online_places import online_at, or_online
from records.place_parts import (
    CUE,
    HOUSE,
    LONGEST,
    NOUN,
    fuller_place,
    is_address,
    names_house,
    place_within,
    printed_place,
    without_remarks,
)
from records.places import STOP, place_before
from records.printed import aligned, any_of, fold, word_pattern
from records.times import find_times
from records.towns import bears_capitals, is_known_town, is_name, may_be_town

_DASH = re.compile(r"\s[-\u2013\u2014]\s")
# `Teams – inscription obligatoire`: what is told of how to join names no other place.
_REMARK = re.compile(r"(?:\s[-\u2013\u2014]|,|\s?\()\s?(?![^,(]{0,60}\d)[a-z]")
_HOUSE = re.compile(r"[0-9]{1,4}\s?(?:bis|ter|[a-d])?,?\s")
_PART = re.compile(rf"{any_of(words_of('place_parts'))}(?![a-z0-9])")
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?[0-9]{4,5}\s[A-ZÀ-Ý][\w' ’-]{1,40}\Z")
_SAME_PLACE = re.compile(rf"[^:]{{0,100}}{any_of(words_of('same_place'))}\s*:\s*(?=\S)")
_ROOM = any_of(words_of("room_labels"))
_LABEL = re.compile(
    rf"\W*(?:{any_of(words_of('place_labels'))}|(?P<room>{_ROOM})|(?P<online>{any_of(words_of('online_labels'))}))"
    r"(?:\([a-z]\))?\s*[:?]\s*(?=\S)"
)
_PRESENT = re.compile(rf"\W*{any_of(words_of('present'))}\s(?=\(|{CUE.pattern})")
_LABEL_ALONE = re.compile(rf"{any_of(words_of('place_labels'))}|{_ROOM}")
_TOWN_LABEL = re.compile(any_of(words_of("town_labels")))
_IS_SENTENCE = word_pattern(words_of("sentence"))
_NAME = re.compile(r"(?!(?:L[ea]s?|The|New|Saint|St|San)\b)[A-ZÀ-Ý][\w’'-]+")
_HOUSE_OF_TOWN = re.compile(r",\s[A-ZÀ-Ý][\w’'-]*(?:\s[A-ZÀ-Ý][\w’'-]*){0,2}")
_DEPARTMENT = re.compile(r"(?:\b(?:de|à) |\bd[’'])[A-ZÀ-Ý][\w’'-]+ \([0-9][0-9AB][0-9]?\)\W*\Z")
_CAPITALS = re.compile(r"(?<!\w)(?:[A-ZÀ-Ý][\w’'-]+ ){1,3}\Z")
# A name behind the first letter, the number of a house or of a quarter (`Mairie du 2e arrondissement`).
_NAMED_PLACE = re.compile(r".[A-ZÀ-Ý]|\A\W*[0-9]|\b[0-9]{1,2}(?:er|e|ème)\b")
_UNSAID = re.compile(rf"\W*(?:{any_of(words_of('not_said'))})(?![a-z])")


@dataclass(frozen=True, slots=True)
class LabelledPlace:
    """The value of a line such as `Salle : Courbet`, and its label, folded."""

    label: str
    place: str | None


def labelled_place(text: str, folded: str) -> LabelledPlace | None:
    """What a line such as `Lieu : Paris, salle B` says; None for any other line."""
    found = _LABEL.match(folded) or _SAME_PLACE.match(folded)
    if found is None:
        return _present_place(text, folded)
    if _UNSAID.match(folded, found.end()):
        return None
    start = found.end()
    end = folded.find("\n", start) if "\n" in folded[start:] else len(folded)
    label = folded[:start].strip(" :?*-•\u00a0")
    online = online_at(text, folded, start, end)
    if online and not folded[online[1] : end].strip(" ."):
        return LabelledPlace(label, text[slice(*online)])
    if found.re is _LABEL and found["online"]:
        return LabelledPlace(label, text[slice(*online)]) if online else None
    cue = CUE.match(folded, start)
    start = cue.end() if cue else start
    # Behind a bar another field begins.
    bar = re.compile(r"\s\|\s").search(folded, start, end)
    end = without_remarks(text, folded, start, bar.start() if bar else end)
    joins = or_online(folded, end, len(folded))
    value = printed_place(text, start, max(end, joins)).strip(" .;,|\u00a0")
    if value and found.re is _LABEL and found["room"] and not NOUN.search(fold(value)[0]):
        value = f"{text[slice(*found.span('room'))]} {value}"
    return LabelledPlace(label, value) if value else None


def _present_place(text: str, folded: str) -> LabelledPlace | None:
    """`En présentiel (salle B) ou en visio`, `En présentiel dans nos locaux (8 rue Haute)`."""
    head = _PRESENT.match(folded)
    if head is None:
        return None
    label, start = folded[: head.end()].strip(), head.end()
    closes = text.find(")", start) if text[start : start + 1] == "(" else -1
    if closes > 0:
        found = place_within(text, folded, start + 1, closes, False)
        also = text[closes + 1 : or_online(folded, closes + 1, len(folded))].strip(" ,")
        room = printed_place(text, *found) if found else None
        return LabelledPlace(label, f"{room} {also}".strip()) if room else None
    cue = CUE.match(folded, start)
    place = place_before(text, folded, cue.end(), len(folded), True) if cue else None
    return LabelledPlace(label, place) if place else None


def joined_places(places: list[LabelledPlace]) -> str | None:
    """The place that fields tell together: `Lieu : Bourse du travail`, `Ville : Dole`.

    Of fields with one label the fullest, None where they name several places.
    """
    of_label: dict[str, list[str]] = {}
    for each in places:
        if each.place:
            of_label.setdefault(each.label, []).append(each.place)
    parts: list[str] = []
    for values in of_label.values():
        part = one_place(values)
        if part is None:
            return None
        held = [known for known in parts if fuller_place(known, part)]
        if held:
            parts[parts.index(held[0])] = fuller_place(held[0], part) or part
        else:
            parts.append(part)
    return ", ".join(parts) or None


def one_place(places: list[str]) -> str | None:
    """The place that all name, the fullest of its forms; None where they name several."""
    if not places:
        return None
    fullest = max(places, key=len)
    return fullest if all(fuller_place(fullest, place) for place in places) else None


def place_alone(printed: str) -> str | None:
    """A line that is nothing but a place: `Maison du Peuple, Lille`."""
    text, folded = aligned(printed)
    stopped = len(folded.rstrip(" ."))
    online = online_at(text, folded, len(folded) - len(folded.lstrip()), stopped)
    remark = online and _REMARK.match(folded, online[1]) and not NOUN.search(folded, online[1])
    if online and (remark or online[1] == stopped):
        return text[slice(*online)]
    stopped = without_remarks(text, folded, 0, stopped)
    text, folded = text[:stopped], folded[:stopped]
    if _DASH.search(folded):
        # `MJC Monplaisir – 25 avenue Lumière – Lyon`
        place = place_before(text, folded, 0, len(folded), False)
        return place if place and len(place) >= len(text.strip()) else None
    if ":" in folded or STOP.search(folded) or _IS_SENTENCE.search(folded):
        return None
    if find_times(text):
        return None  # `Le film passe à 20h au cinéma Utopia`
    if folded[:1] in "-*•#" or not (_NAMED_PLACE.search(text) or len(text.split()) <= 3):
        return None  # `Le centre compte 24 places`
    cue = CUE.match(folded)
    found = place_within(text, folded, cue.end() if cue else 0, len(text), bool(cue))
    if found is None:
        return text.strip(" .") if _DEPARTMENT.search(text) and text[:1].isupper() else None
    place = printed_place(text, *found)
    if not cue and not NOUN.search(folded) and len(_NAME.findall(place)) > 1 and "," not in place:
        return None  # `Claire Dupont` signs; towns of several words bear an article or a hyphen
    return place if len(place) >= len(text.strip(" .")) - 8 else None


def house_in(printed: str) -> str | None:
    """The first house, street or room that a line names, wherever it stands: `rassemblement place Haute`."""
    text, folded = aligned(printed)
    for noun in NOUN.finditer(folded):
        stop = STOP.search(folded, noun.end())
        # `the Friends Meeting House`
        named = _CAPITALS.search(text, 0, noun.start())
        start = named.start() if named else noun.start()
        found = place_within(text, folded, start, stop.start() if stop else len(text), False)
        if found:
            return printed_place(text, *found)
    return None


def names_place(printed: str) -> bool:
    """Whether a line names a kind of place, a street, a room, or a town with its number: `Dourdan (91)`."""
    text, folded = aligned(printed)
    return names_house(text, folded) or _DEPARTMENT.search(text) is not None


def is_room(place: str) -> bool:
    """Whether a place is a room, which stands in a house: `Salle Ambroise-Croizat`, `Room 3`."""
    return _PART.match(fold(place.strip())[0]) is not None and not is_address(place)


def names_who_lives(printed: str, below: str) -> bool:
    """Whether a line is a name with its street right below: `La Parole Errante`, `9 rue Haute`."""
    text, folded = aligned(printed.strip())
    if not opens_with_house(below) or not goes_on_place(below, text) or len(text.split()) > 6:
        return False
    if STOP.search(folded.rstrip(" .")) or _IS_SENTENCE.search(folded) or find_times(text):
        return False
    name = CUE.sub("", folded, count=1)
    return re.search(r"[0-9@|]", name) is None and (is_name(text) or bears_capitals(text))


def opens_with_house(printed: str) -> bool:
    """Whether a line opens with a house in its street: `9 rue Haute`, `9, Oak Street`."""
    return HOUSE.match(fold(printed.strip())[0]) is not None


def goes_on_place(printed: str, place: str) -> bool:
    """Whether a line goes on with the place above it: `12 rue Haute`, `75011 Paris`, `Salle B`."""
    text, folded = aligned(printed.strip())
    if len(text) > LONGEST or STOP.search(folded.rstrip(" .")):
        return False
    if _HOUSE.match(folded):
        return NOUN.search(folded) is not None
    if may_be_town(text) and is_address(place):
        return True  # `Springfield`, below its street
    return _TOWN.match(text) is not None or _PART.match(folded) is not None or is_known_town(text)


def labels_place(words: str) -> bool:
    """Whether a cell or a line is the label over places: `Lieu`, `Where`."""
    return _LABEL_ALONE.fullmatch(fold(words)[0].strip(" :")) is not None


def labels_town(words: str) -> bool:
    """Whether a label is over towns, which leave the house to another: `Ville`, `Town`."""
    return _TOWN_LABEL.fullmatch(fold(words)[0].strip(" :")) is not None


def place_in_cells(text: str, folded: str, taken: list[tuple[int, int]]) -> str | None:
    """The one cell of a table's row (`14 mai 2018 | 10h | Paris`) that is a place, if any."""
    cells = folded.split("|")
    starts = list(accumulate((len(cell) + 1 for cell in cells[:-1]), initial=0))
    # By position, for a row may have thousands of cells and as many dates.
    full = {
        number
        for start, end in set(taken)
        for number in range(bisect_right(starts, start) - 1, bisect_left(starts, end))
    }
    day = min(full, default=0)
    numbered = list(enumerate(zip(starts, cells, strict=True)))
    # What stands before the day is rather its name or its number.
    for number, (begins, cell) in numbered[day:] + numbered[:day]:
        ends = begins + len(cell)
        if number not in full:
            start = ends - len(cell.lstrip())
            if label := _LABEL.match(folded, start, ends):
                start = label.end()
            if online := online_at(text, folded, start, ends):
                return text[slice(*online)]
            cue = CUE.match(folded, start, ends)
            begins = cue.end() if cue else start
            if found := place_within(text, folded, begins, ends, bool(cue)):
                if _HOUSE_OF_TOWN.fullmatch(text, found[1], len(text[:ends].rstrip())):
                    found = found[0], ends  # `Dijon, IRTESS`
                return printed_place(text, found[0], or_online(folded, found[1], ends))
    return None
