"""Reads the place that is printed after a date or a time, and nothing that only might be one."""

from __future__ import annotations

import re
from itertools import chain

from records.languages import LANGUAGES
from records.online_places import OR_ONLINE, online_at, or_online, or_there
from records.printed import any_of, fold, word_pattern
from records.towns import is_known_town, is_name, may_be_town, may_name


def _words(field: str) -> list[str]:
    return list(chain.from_iterable(getattr(language, field) for language in LANGUAGES.values()))


_PRESENT = any_of(_words("present"))
_PRESENT_HERE = re.compile(rf"{_PRESENT}\s")
_SEPARATORS = re.compile(
    rf"[\s,;()\u2013\u2014|-]*(?:(?:{any_of(_words('about_hours'))}|{_PRESENT})(?![a-z])[\s,;:()\u2013\u2014-]*)?"
)
_ARTICLE = r"(?:the |la |les |le |l')?"
_CUES = rf"{any_of(_words('place_cues'))}(?:(?<=')|\s{{1,4}}){_ARTICLE}"
CUE = re.compile(_CUES.replace(" ", r"\s"))
_NOT_PLACE = re.compile(
    rf"[0-9]{{1,2}}(?:[:h.][0-9]{{2}})?\s?(?:h|am|pm|heures|o'clock)(?![a-z])|{_ARTICLE}{any_of(_words('not_places'))}(?![a-z0-9])".replace(
        " ", r"\s"
    )
)
NOUN = word_pattern(_words("place_nouns"))
# `12 bis, rue Haute`, `salle Courbet`
_NUMBERED_NOUN = re.compile(
    rf"(?:[0-9]{{1,4}}\s?(?:bis|ter)?,?\s)?{any_of(_words('place_nouns'))}(?![a-z0-9])"
)
_WEAK = re.compile(any_of(_words("weak_place_nouns")))
_HOUSE = re.compile(
    rf"[0-9]{{1,4}}\s?(?:bis|ter|[a-d])?,?\s{any_of(_words('place_nouns'))}(?![a-z0-9])"
)
_PART = re.compile(rf"\s*(?:{any_of(_words('place_parts'))}(?![a-z0-9])|(?:b\.?p\.?|cs)\s?[0-9])")
_OTHER = word_pattern(
    [*_words("meeting"), *_words("cancelled"), *_words("moved"), *_words("announcing")]
)
_IS_ONLINE = word_pattern(_words("online"))
STOP = re.compile(
    rf"[;|\n:!?]|\.(?=\s|\Z)|\s[-\u2013\u2014]\s|,?\s{any_of(_words('place_ends'))}(?![a-z])|(?=[\s,]){OR_ONLINE}"
)
# What is no part of a place that stands before it: `– entrée libre`, `(cancelled)`, `, sur inscription`.
_REMARKS = any_of([*_words("cancelled"), *_words("moved"), *_words("place_remarks")])
_REMARK = re.compile(
    rf"\s*(?:[,;(\[]|\s[-\u2013\u2014/]|\.\s)\s*(?:{any_of(_words('instead_of'))}|{_REMARKS})(?![a-z0-9])"
    rf"|\s{any_of(_words('instead_of'))}(?![a-z])|\s{any_of(_words('place_remarks_at_once'))}(?![a-z])"
)
_REMARK_FIRST = re.compile(rf"\W*{_REMARKS}(?![a-z0-9])")
_LEFT_OVER = re.compile(rf"(?:\s+(?:{any_of(_words('left_over'))}))+\s*\Z")
_WHO_MEETS = [word for word in _words("meeting") if "dates" not in word]
_BEFORE_DAY = re.compile(
    rf"(?<![a-z0-9]){any_of([*_WHO_MEETS, *_words('inviting'), *_words('announcing')])}"
    rf"(?:\s[a-z']+){{0,4}}?\s{_CUES}|(?<![a-z])come(?: along)? to (?:the )?".replace(" ", r"\s")
)
_SENTENCE = word_pattern(_words("sentence"))
_NAMED_HOUSE = re.compile(
    r"[A-ZÀ-Ý][\w’'-]+(?: (?:of|and|de|du|des|[A-ZÀ-Ý][\w’'-]+)){0,4}(?=[,.;)\n]|\s[-–—]|\Z)"
)
_DASH = re.compile(r"\s[-\u2013\u2014]\s")
# A street's address is long; a longer phrase is a sentence.
LONGEST = 120


def opens_place(text: str, folded: str, start: int) -> bool:
    """Whether a word that opens a place stands here, a noun of places or a house by its name:
    `à`, `at`, `salle`, `Cardiff City Hall`."""
    if CUE.match(folded, start) or _NUMBERED_NOUN.match(folded, start):
        return True
    named = _NAMED_HOUSE.match(text, start)
    if named is None:
        return False
    if NOUN.search(folded, start, named.end()):
        return True
    following = text[named.end() : named.end() + LONGEST].split(",")[1:2]
    return _has_address(named[0], folded[start : named.end()], following)


def place_after(text: str, folded: str, start: int, end: int) -> str | None:
    """The place that begins at `start`, behind punctuation at most, and stands before `end`.

    `text` and `folded` are aligned, sign for sign.
    """
    lead = _SEPARATORS.match(folded, start, end)
    begins = lead.end() if lead else start
    if online := online_at(text, folded, begins, end):
        return _also_there(text, folded, online, end)
    cue = CUE.match(folded, begins, end)
    if cue:
        begins = cue.end()
    elif not _NUMBERED_NOUN.match(folded, begins, end) and not (
        lead and re.search(r"[,(|\u2013\u2014-]", lead[0])
    ):
        return None
    return place_before(text, folded, begins, end, bool(cue))


def place_of_meeting(text: str, folded: str, start: int, end: int) -> str | None:
    """The place behind a meeting's name: `Réunion à Paris le 4 avril`, `4 avril : réunion à Paris`."""
    cue = _BEFORE_DAY.search(folded, start, end)
    return place_before(text, folded, cue.end(), end, True) if cue else None


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
    parts = [part.strip() for part in re.split(r",|\s(?:à|in)\s", place)]
    if any(is_known_town(part) for part in parts) or _IS_ONLINE.search(fold(place)[0]):
        return place
    return f"{place}, {town}"


def place_before(text: str, folded: str, begins: int, end: int, after_cue: bool) -> str | None:
    """The place that begins here and ends where the sentence goes on, with how else one may join it."""
    # What goes on for longer is none, wherever it stops.
    limit = min(end, begins + LONGEST + 1)
    stop = STOP.search(folded, begins, limit)
    found = place_within(text, folded, begins, stop.start() if stop else limit, after_cue)
    if found is None:
        return None
    start, stopped = found
    while dash := _DASH.match(folded, stopped, end):
        # `MJC Monplaisir – 25 avenue Lumière – Lyon`
        stop = STOP.search(folded, dash.end(), limit)
        until = without_remarks(text, folded, dash.end(), stop.start() if stop else limit)
        if not _is_address(text, folded, dash.end(), until):
            break
        stopped = until
    return printed_place(text, start, or_online(folded, stopped, end))


def _is_address(text: str, folded: str, start: int, end: int) -> bool:
    if _HOUSE.match(folded, start, end) or is_known_town(text[start:end]):
        return True
    return bool(NOUN.search(folded, start, end)) and names_house(text[start:end], folded[start:end])


def is_address(place: str) -> bool:
    """Whether a place names a street and the number of a house in it."""
    return _HOUSE.search(fold(place)[0]) is not None


def printed_place(text: str, start: int, end: int) -> str:
    """The words of a place; a bracket that it opens is closed, where a remark stood in it."""
    place = text[start:end].strip()
    return f"{place})" if place.count("(") > place.count(")") else place


def without_remarks(text: str, folded: str, start: int, end: int) -> int:
    """The end of a place without what is said of it: `Lens (entrée libre)`, `Lens – sur inscription`."""
    remark = _REMARK.search(folded, start, end)
    end = remark.start() if remark else end
    left = _LEFT_OVER.search(folded, start, end)
    end = left.start() if left else end
    opening = text.rfind("(", start, end)
    if opening > text.rfind(")", start, end) and not _HOUSE.search(folded, opening, end):
        end = opening
    while end > start and text[end - 1] in " ,.;-–—/\u00a0\u202f":
        end -= 1
    return end


def fuller_place(one: str, other: str) -> str | None:
    """Of two places the one that contains the other, None where neither does."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if f" {short} " not in f" {long} ":
        return None
    return max(one, other, key=len)


def _plain(place: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(place)[0]))


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


def place_within(
    text: str, folded: str, start: int, end: int, after_cue: bool
) -> tuple[int, int] | None:
    """Where the place stands that fills this stretch, as far as its parts between commas are of one."""
    if end - start > LONGEST or _NOT_PLACE.match(folded, start, end):
        return None
    if not after_cue and _REMARK_FIRST.match(folded, start, end):
        return None  # `Parking gratuit rue Haute`
    position, stopped = start, start
    end = without_remarks(text, folded, start, end)
    parts = re.split(r",(?=\s)", text[start:end])
    for n, part in enumerate(parts):
        plain = folded[position : position + len(part)]
        position += len(part) + 1
        known = _goes_on(part, plain) if n else _is_place(part.strip(), plain, after_cue)
        if not known and not _has_address(part, plain, parts[n + 1 : n + 3]):
            break
        if known:
            stopped = position - 1
    if stopped == start:
        return None
    stopped = without_remarks(text, folded, start, stopped)
    if text.count("(", start, stopped) < text.count(")", start, stopped):
        stopped = text.rindex(")", start, stopped)
        stopped = without_remarks(text, folded, start, stopped)
    while start < stopped and text[start] in " ,.(\u00a0\u202f":
        start += 1
    return (start, stopped) if start < stopped else None


def _has_address(part: str, plain: str, following: list[str]) -> bool:
    """Whether a name has its address behind it: `UNAF, 28 place Haute`, `Sciences Po, amphithéâtre B`."""
    if _OTHER.search(plain) or _SENTENCE.search(plain) or len(part.split()) > 6:
        return False
    folded = [fold(each.strip())[0] for each in following]
    if any(_HOUSE.match(each) for each in folded):
        return True
    behind = following[0].strip() if following else ""
    named = bool(behind) and _is_address(behind, folded[0], 0, len(behind))
    return named and may_name(part.strip())


def _is_place(printed: str, folded: str, after_cue: bool) -> bool:
    """A place has a noun of places or a name; without a cue before it, a name that is a town's."""
    # `Assemblée nationale`, `en visioconférence` are no words about a meeting.
    said = _IS_ONLINE.sub(" ", NOUN.sub(" ", folded))
    if not printed or _OTHER.search(said):
        return False
    if NOUN.search(folded):
        return names_house(printed, folded) or (after_cue and printed[:1].isupper())
    if after_cue:
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", printed)
        return any(word[0].isupper() or word[0].isdigit() for word in words)
    return is_known_town(printed) or may_be_town(printed)


def names_house(printed: str, folded: str) -> bool:
    """Whether a noun stands for a place: `Salle des fêtes`, `place Haute`, not `la place des femmes`."""
    noun = NOUN.search(folded)
    if noun is None or not _WEAK.fullmatch(noun[0]):
        return noun is not None
    others = f"{printed[: noun.start()]} {printed[noun.end() :]}"
    names = re.findall(r"(?<![^\W_])[^\W_]", re.sub(r"\A\W*(?:L[ea]s?|L’|The)\b", "", others))
    return any(name.isupper() or name.isdigit() for name in names)


def _goes_on(printed: str, folded: str) -> bool:
    """Whether what stands behind a comma is still of the place: a street, a house, a town, a name."""
    printed = printed.strip(" ()")
    if _PART.match(folded) or is_known_town(printed) or may_be_town(printed):
        return True
    if _OTHER.search(NOUN.sub(" ", folded)):
        return False
    cue = CUE.match(folded.lstrip())
    behind = printed[cue.end() :] if cue else printed
    named = is_known_town(behind) or is_name(behind) or (cue is not None and may_be_town(behind))
    return NOUN.search(folded) is not None or named
