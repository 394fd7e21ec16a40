"""Reads the times of the day printed in a text, in the words of every language known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from records.languages import LANGUAGES, Language, words_of
from records.printed import any_of, fold, span


def _names(language: Language) -> set[str]:
    return {*language.weekdays, *chain.from_iterable(language.months)}


_DAY_NAMES = frozenset(chain.from_iterable(_names(language) for language in LANGUAGES.values()))
_NOON, _MIDNIGHT = any_of(words_of("noon")), any_of(words_of("midnight"))
_HOURS = any_of(words_of("hours"))
_MERIDIEM = r"(?:[ap]m(?![a-z])|[ap]\.[ ]?m\.?(?![a-z]))"
_HOUR = r"(?:[01]?[0-9]|2[0-4])"
# `10h 14 mai`: the space belongs to minutes only where one stands before the `h` too.
_NEXT_DAY = rf"(?![ ]{any_of(_DAY_NAMES)})"
# `9h30mn`, and `14h30à17h`, where a slip left the spaces out.
_MINUTES = r"(?:[ ]?mi?n(?![a-z]))?"
_ENDS = r"(?:(?![a-z0-9])|(?=a[0-9]))"
_WITH_H = (
    rf"{_HOUR}(?:h[0-5][0-9]{_MINUTES}|[ ]{{1,3}}h[ ]{{1,3}}[0-5][0-9]{_NEXT_DAY}{_MINUTES}"
    rf"|[ ]{{0,3}}h){_ENDS}"
    rf"|{_HOUR}[ ]{{1,3}}{_HOURS}(?:[ ]{{1,3}}[0-5][0-9]{_MINUTES})?(?![a-z0-9])"
)
_WITH_COLON = rf"{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])(?:[ ]{{0,3}}{_MERIDIEM})?(?![a-z])"
_WITH_MERIDIEM = rf"(?:1[0-2]|0?[1-9])(?:\.[0-5][0-9])?[ ]{{0,3}}{_MERIDIEM}"
# `half past nine`, `neuf heures et demie`
_WORDED = "|".join(rf"(?:{language.worded_hour})(?![a-z0-9])" for language in LANGUAGES.values())
_CLOCK = (
    rf"(?:{_WITH_COLON}|{_WITH_H}|{_WITH_MERIDIEM}|{_WORDED}"
    rf"|(?:{_NOON}|{_MIDNIGHT})(?![a-z0-9]|-[a-z]))"
)
# `10.00–12.30`: a point parts hours from minutes only in both ends of a stretch, which is no sum.
_DOTTED = rf"{_HOUR}\.[0-5][0-9](?![0-9a-z]|[.,][0-9]|[ ]{{0,2}}[€%$£])"
# `at 19.30`: by itself only behind a word of hours, and in four figures.
_DOTTED_ALONE = (
    r"(?:0[89]|1[0-9]|2[0-3])\.[0-5][05](?![0-9a-z]|[.,/][0-9]|[ ]{0,2}(?:[€%$£]|k?m\b))"
)
# `Tuesday, 21 October, 18.30, Lecture Theatre B`
_AFTER_CUE = r"(?:(?<=at )|(?<=from )|(?<=until )|(?<=by )|(?<=[a-z]{3}, )|(?<=20[0-9]{2}, ))"
_DOTTED_CUE = re.compile(
    rf"(?<![a-z])(?:at|from|until|by) \Z|(?:{any_of(_DAY_NAMES)}|20[0-9]{{2}}), \Z"
)
_NUMBER = rf"{_HOUR}(?:[.:h][0-5][0-9])?(?![0-9a-z.,:])"
_UNTIL = any_of(words_of("until"))
_AND = any_of(words_of("also"))
# `et jusqu'à 16h30` joins as `jusqu'à` does; `et à 16h30` names another time.
_AT_LAST = any_of(word for word in words_of("until") if len(word) > 3)
_JOIN = (
    rf"\.?(?:[ ]{{0,3}}[-/>→][ ]{{0,3}}|[ ]{{0,3}}a(?=[0-9])"
    rf"|[ ]{{1,3}}(?:{_AND}[ ]{_AT_LAST}|{_UNTIL}|(?P<also>{_AND}))[ ]{{1,3}})"
)
_TIME = re.compile(
    r"(?:(?<![0-9a-z])(?<![0-9][.,/:+-])"
    r"(?:(?<![0-9] )|(?<=(?:19|20)[0-9]{2} )|(?<=-[0-9]{2}-[0-9]{2} ))|(?<=-[0-9]{2}-[0-9]{2}t))"
    rf"(?P<first>{_CLOCK}|{_DOTTED}(?={_JOIN.replace('P<also>', ':')}(?:{_CLOCK}|{_DOTTED}))"
    rf"|{_NUMBER}(?=[ ]{{0,3}}(?:-|{_UNTIL}[ ]))|{_AFTER_CUE}{_DOTTED_ALONE})"
    rf"(?:{_JOIN}(?P<second>{_CLOCK}|{_DOTTED}))?"
)
_HOURS_IN_WORDS = {
    word: number
    for language in LANGUAGES.values()
    for number, word in enumerate(language.hours_in_words, 1)
}
_MINUTES_IN_WORDS = {
    **dict.fromkeys(("half", "demie", "demi", "trente"), 30),
    **dict.fromkeys(("quarter", "quart", "quinze"), 15),
}
_OF_AFTERNOON = re.compile(r"[1-6] o'clock").fullmatch
_SEVEN_OR_EIGHT = re.compile(r"(?:past|to) (?:seven|eight)|(?:seven|eight) o'clock")
_OF_EVENING = re.compile(
    r"[ ](?:du soir|de l'apres-midi|in the (?:evening|afternoon)|(?:on[ ])?(?:[a-z]{3,6}day[ ])?evening)"
    r"(?![a-z])"
)
_OF_MORNING = re.compile(r"[ ]in the morning(?![a-z])")
_SIGNS = frozenset(",;|:()-.\n")
_PARTS = re.compile(r"(?P<hour>[0-9]{1,2})(?:[^0-9]*?(?P<minute>[0-9]{2}))?")
_CUE = re.compile(rf"(?<![a-z0-9]){any_of(words_of('hour_cues'))}[ ]{{1,3}}\Z")
# `Heure : 14 heures précises`
_SHARP = re.compile(r"(?:precise|pile|sharp)")
_BETWEEN = re.compile(rf"(?<![a-z]){any_of(words_of('between'))}[ ]{{1,3}}\Z")
_LASTING = re.compile(rf"(?<![a-z]){any_of(words_of('lasting'))}[ ]{{0,3}}\Z|(?<![a-z])d'\Z")
# `6.45 pm for 7 pm`
_IN_FACT = re.compile(r"(?:[0-9]|[ap]m)[ ]for[ ]\Z")
_LENGTH_OF = re.compile(r"(?<!partir )(?<![a-z])(?:de|of)[ ]{1,3}\Z")
_WORD_BEFORE = re.compile(r"([a-z]+)\.?[ ]{1,3}\Z")
_PER = re.compile(
    rf"[ ]{{0,3}}(?:/[ ]?(?:24|7|[a-z])(?![0-9h:])|sur[ ]24|{any_of(words_of('per'))})"
)


@dataclass(frozen=True, slots=True)
class TimeRead:
    """A time of the day, or two, as 24-hour "HH:MM" ("24:00" ends a day); positions in the text."""

    start: str
    end: str | None
    phrase: str
    begins: int
    ends: int


def find_times(text: str) -> list[TimeRead]:
    """Every time of the text, in its order; how long something takes is no time of the day.

    >>> [(time.start, time.end) for time in find_times("de 9h30 à 12h, puis at 2 pm")]
    [('09:30', '12:00'), ('14:00', None)]
    """
    folded, places = fold(text)
    found = []
    position = 0
    while match := _TIME.search(folded, position):
        time = _read(folded, match)
        position = time[3] if time else match.end("first")
        if time:
            start, end, first, last = time
            begins, ends = span(first, last, places)
            found.append(TimeRead(start, end, text[begins:ends], begins, ends))
    return found


def _read(folded: str, match: re.Match[str]) -> tuple[str, str | None, int, int] | None:
    first, second = match["first"], match["second"]
    begins, ends = match.span()
    before = folded[max(0, begins - 24) : begins]
    if match["also"] and not _BETWEEN.search(before):
        second, ends = None, match.end("first")
    complete = re.fullmatch(_CLOCK, first) is not None
    dotted = not complete and "." in first
    if second is None and dotted:
        said = _DOTTED_CUE.search(before) is not None
        return (f"{first[:2]}:{first[3:]}", None, begins, ends) if said else None
    if second is None:
        return _single(folded, first, begins, ends, before) if complete else None
    if not complete and not dotted and (_PER.match(folded, ends) or _names_day(before)):
        return None
    if "/" in folded[match.end("first") : match.start("second")] and second == first:
        return None  # `24h/24h`
    if dotted and int(first.split(".")[0]) < 6 and not _meridiem(second):
        return None  # rather numbers of chapters
    end = _clock(second, "", ends_day=True)
    start = _clock(first, _meridiem(second))
    if start and end and start > end and not _meridiem(first):
        start = _clock(first, "a" if _meridiem(second) else "")
    if start and end and end < start and _meridiem(first) and not _meridiem(second):
        end = _clock(second, "p")
    return (start, end, begins, ends) if start and end else None


def _single(
    folded: str, first: str, begins: int, ends: int, before: str
) -> tuple[str, None, int, int] | None:
    cue = _CUE.search(before) is not None or _stands_alone(folded, first, begins, ends)
    lasting = _LASTING.search(before) and not _IN_FACT.search(before)
    if _PER.match(folded, ends) or lasting or _LENGTH_OF.search(before):
        return None
    # `midi`, `18 heures` and `24h` are times of the day only after `à`, `at`, `dès`; `midi` also
    # between signs: `14 mai, midi, à Brest`.
    needs_cue = not first[0].isdigit() or "heure" in first or re.match(r"24[ ]*h", first)
    if needs_cue and not cue:
        return None
    evening = _OF_EVENING.match(folded, ends) is not None
    if not evening and _SEVEN_OR_EIGHT.search(first) and not _OF_MORNING.match(folded, ends):
        return None  # of the morning or of the evening
    start = _clock(first, "p" if evening else "")
    return (start, None, begins, ends) if start else None


def _stands_alone(folded: str, first: str, begins: int, ends: int) -> bool:
    """Whether noon, midnight or `10 heures` stands by itself, as in a list or a table's cell."""
    if first[0].isdigit() and "heure" not in first:
        return False
    if folded[max(0, begins - 1) : begins] == "-":  # `après-midi`
        return False
    before = folded[max(0, begins - 8) : begins].rstrip(" ")
    after = folded[ends : ends + 8].lstrip(" ")
    closes = not after or after[0] in _SIGNS or _SHARP.match(after) is not None
    return (not before or before[-1] in _SIGNS) and closes


def _names_day(before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1] in _DAY_NAMES


def _meridiem(clock: str) -> str:
    found = re.search(r"([ap])\.?[ ]?m", clock) if clock[0].isdigit() else None
    return found[1] if found else ""


def _in_words(printed: str) -> tuple[int, int]:
    """Hour and minute of an hour in words; one to six are those of the afternoon."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", printed)
    hour = next(_HOURS_IN_WORDS[word] for word in words if word in _HOURS_IN_WORDS)
    minutes = next((_MINUTES_IN_WORDS[word] for word in words if word in _MINUTES_IN_WORDS), 0)
    if "to" in words or "moins" in words:
        hour, minutes = hour - 1, 60 - minutes
    return hour + 12 if 0 < hour < 7 else hour, minutes


def _clock(printed: str, default_meridiem: str, ends_day: bool = False) -> str | None:
    """ "HH:MM" of one printed clock time; None for what no clock shows (24h30)."""
    if re.fullmatch(_NOON, printed):
        return "12:00"
    if re.fullmatch(_MIDNIGHT, printed):
        return "24:00" if ends_day else "00:00"
    parts = _PARTS.match(printed)
    if parts is None:
        hour, minute = _in_words(printed)
    else:
        hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    meridiem = _meridiem(printed) or default_meridiem or ("p" if _OF_AFTERNOON(printed) else "")
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
        if ends_day and hour == 0 and minute == 0:
            hour = 24
    if hour == 24 and minute:
        return None
    return f"{hour:02}:{minute:02}"
