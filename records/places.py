"""Reads the place that is printed after a date or a time, and nothing that only might be one."""

from __future__ import annotations

import re
from itertools import islice

from records.languages import words_of
from records.online_places import OR_ONLINE, online_at, or_online, or_there
from records.place_parts import (
    CUE,
    CUES,
    HOUSE,
    IS_ONLINE,
    LONGEST,
    NOT_PLACE,
    NOUN,
    NUMBERED_NOUN,
    has_address,
    place_within,
    printed_place,
    stands_for_address,
    without_remarks,
)
from records.printed import any_of, fold
from records.towns import is_known_town

_PRESENT = any_of(words_of("present"))
_PRESENT_HERE = re.compile(rf"{_PRESENT}\s")
# `toujours`, `et toujours`, `both in person`
_BEFORE_PLACE = (
    rf"(?:(?:(?:et|and)\s)?{any_of(words_of('about_hours'))}|(?:both\s|a la fois\s)?{_PRESENT})"
    r"(?![a-z])"
)
_SEPARATORS = re.compile(rf"[\s,;()\u2013\u2014|-]*(?:{_BEFORE_PLACE}[\s,;:()\u2013\u2014-]*)?")
STOP = re.compile(
    rf"[;|\n:!?]|\.(?=\s|\Z)|\s[-\u2013\u2014]\s|,?\s{any_of(words_of('place_ends'))}(?![a-z])|(?=[\s,]){OR_ONLINE}"
)
_WHO_MEETS = [word for word in words_of("meeting") if "dates" not in word]
_BEFORE_DAY = re.compile(
    rf"(?<![a-z0-9]){any_of([*_WHO_MEETS, *words_of('inviting'), *words_of('announcing')])}"
    rf"(?:\s[a-z']+){{0,4}}?\s{CUES}|(?<![a-z])come(?: along)? to (?:the )?".replace(" ", r"\s")
)
_NAMED_HOUSE = re.compile(
    r"[A-ZÀ-Ý][\w’'-]+(?: (?:of|and|de|du|des|[A-ZÀ-Ý][\w’'-]+)){0,4}(?=[,.;)\n]|\s[-–—]|\Z)"
)
# `9h30 (durée : 2h) à la Mission locale`
_LASTING = re.compile(r"\s*\([a-zà-ÿ][^()A-ZÀ-Ý]{0,40}\)(?=\s)")
_SAID_FIRST = re.compile(rf"[a-z'\s-]{{2,80}}?(?<=\s){CUE.pattern}")
_PLAIN = any_of(words_of("plain_houses"))
_BARE = re.compile(
    rf"(?P<house>{_PLAIN}(?:\s(?:{_PLAIN}|[a-z]+(?:aire|ale?)))?)\s*(?:(?=[.;,:)!\n]|\s[-–—])|\Z)"
)
# A line may name meetings without end.
_CUES_TRIED = 4
_DASH = re.compile(r"\s[-\u2013\u2014]\s")


def opens_place(text: str, folded: str, start: int) -> bool:
    """Whether a word that opens a place stands here, a noun of places or a house by its name:
    `à`, `at`, `salle`, `Cardiff City Hall`."""
    if CUE.match(folded, start) or NUMBERED_NOUN.match(folded, start):
        return True
    named = _NAMED_HOUSE.match(text, start)
    if named is None:
        return False
    if _names_house(text, folded, start, len(text)):
        return True
    following = text[named.end() : named.end() + LONGEST].split(",")[1:2]
    return has_address(named[0], folded[start : named.end()], following)


def _names_house(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a house stands here by its name: `7pm Small Hall`."""
    named = _NAMED_HOUSE.match(text, start, end)
    return named is not None and NOUN.search(folded, start, named.end()) is not None


def place_after(text: str, folded: str, start: int, end: int) -> str | None:
    """The place that begins at `start`, behind punctuation at most, and stands before `end`.

    `text` and `folded` are aligned, sign for sign.
    """
    aside = _LASTING.match(text, start, end)
    if aside and not (
        NOUN.search(folded, *aside.span()) or IS_ONLINE.search(folded, *aside.span())
    ):
        start = aside.end()
    lead = _SEPARATORS.match(folded, start, end)
    begins = lead.end() if lead else start
    if online := online_at(text, folded, begins, end):
        return _also_there(text, folded, online, end)
    cue = CUE.match(folded, begins, end)
    if cue:
        begins = cue.end()
    elif not (
        NUMBERED_NOUN.match(folded, begins, end) or _names_house(text, folded, begins, end)
    ) and not (lead and re.search(r"[,;(|\u2013\u2014-]", lead[0])):
        return None
    return place_before(text, folded, begins, end, bool(cue))


def bare_house(text: str, folded: str, start: int, end: int) -> str | None:
    """A house without a name that stands right behind a day or an hour: `19h à la bibliothèque`."""
    lead = _SEPARATORS.match(folded, start, end)
    cue = CUE.match(folded, lead.end() if lead else start, end)
    found = _BARE.match(folded, cue.end(), end) if cue else None
    return text[slice(*found.span("house"))] if found else None


def place_of_meeting(text: str, folded: str, start: int, end: int) -> str | None:
    """The place behind a meeting's name: `Réunion à Paris le 4 avril`, `4 avril : réunion à Paris`."""
    for cue in islice(_BEFORE_DAY.finditer(folded, start, end), _CUES_TRIED):
        # `vous convie à une réunion publique au foyer`
        if place := place_before(text, folded, cue.end(), end, True):
            return place
    return None


def town_between_signs(text: str, folded: str, start: int, end: int) -> str | None:
    """A town by itself before a day: `Dijon – 4 avril`, `Réunion – Dijon – 4 avril`."""
    parts = re.split(
        r"\s[-\u2013\u2014|/]\s|\s?[:|]\s|\A|\Z", text[start : min(end, start + LONGEST)]
    )
    towns = [part.strip(" ,.([-•*\u00a0") for part in parts]
    towns = [town for town in towns if town and is_known_town(town)]
    return towns[0] if len(towns) == 1 else None


def with_town(place: str | None, town: str | None) -> str | None:
    """A place with the town that stands apart from it, unless it names one: `Digne : 5 mai, mairie`."""
    if place is None or town is None:
        return place or town
    parts = [part.strip() for part in re.split(r",|\s[-–—]\s|\s(?:à|in)\s", place)]
    if any(is_known_town(part) for part in parts) or IS_ONLINE.search(fold(place)[0]):
        return place
    return f"{place}, {town}"


def _is_only_said(text: str, folded: str, begins: int, house: int) -> bool:
    """Whether words before a house name nothing: `20h, messe à la cathédrale`, `elle lira à la librairie`."""
    before = text[begins + 1 : house]
    is_house = text[house : house + 1].isupper() or NOUN.match(folded, house) is not None
    is_house = is_house and not NOT_PLACE.match(folded, begins)
    return is_house and before == before.lower() and not NOUN.search(folded, begins, house)


def place_before(text: str, folded: str, begins: int, end: int, after_cue: bool) -> str | None:
    """The place that begins here and ends where the sentence goes on, with how else one may join it."""
    # What goes on for longer is none, wherever it stops.
    limit = min(end, begins + LONGEST + 1)
    said = None if after_cue else _SAID_FIRST.match(folded, begins, limit)
    if said and _is_only_said(text, folded, begins, said.end()):
        begins, after_cue = said.end(), True
    stop = STOP.search(folded, begins, limit)
    until = stop.start() if stop else limit
    if stop is None and limit < end and NUMBERED_NOUN.match(folded, begins):
        # `au cinéma Le Méliès (28 allées Haute, Saint-Étienne), projection du film …`
        until = max(text.rfind(",", begins, limit), begins)
    opening = text.rfind("(", begins, until)
    if opening > text.rfind(")", begins, until) and HOUSE.search(folded, opening, until):
        # `(28, place Haute – 75009 Paris)`
        until = text.find(")", until, limit) + 1 or until
    found = place_within(text, folded, begins, until, after_cue)
    if found is None and (dash := _DASH.match(folded, until, end)):
        # `FIAP Jean Monnet – 30 rue Cabanis`: a name with its address behind it.
        named = has_address(text[begins:until], folded[begins:until], [text[dash.end() : limit]])
        found = (begins, until) if named else None
    if found is None:
        return None
    start, stopped = found
    if stop and stop[0] == ":" and not after_cue and is_label(text[start:stopped]):
        return None
    while dash := _DASH.match(folded, stopped, end):
        # `MJC Monplaisir – 25 avenue Lumière – Lyon`
        stop = STOP.search(folded, dash.end(), limit)
        until = without_remarks(text, folded, dash.end(), stop.start() if stop else limit)
        if not stands_for_address(text, folded, dash.end(), until):
            break
        stopped = until
    return printed_place(text, start, or_online(folded, stopped, end))


def is_label(words: str) -> bool:
    """Whether words before a colon are a label rather than a place: `Thème :`, not `Lille :`."""
    return not (is_known_town(words) or NOUN.search(fold(words)[0]))


def _also_there(text: str, folded: str, online: tuple[int, int], end: int) -> str:
    """An online place, with the room that one may come to instead: `visio ou salle B`."""
    start, stopped = online
    if (there := or_there(folded, stopped, end)) is not None:
        there = present.end() if (present := _PRESENT_HERE.match(folded, there)) else there
        cue = CUE.match(folded, there, end)
        begins = cue.end() if cue else there
        stop = STOP.search(folded, begins, end)
        until = stop.start() if stop else end
        if room := place_within(text, folded, begins, until, bool(cue)):
            return text[start : room[1]]
    return text[start:stopped]
