"""Reads the place that is printed after a date or a time, and nothing that only might be one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain

from records.languages import LANGUAGES
from records.printed import aligned, any_of, fold, word_pattern


def _words(field: str) -> list[str]:
    return list(chain.from_iterable(getattr(language, field) for language in LANGUAGES.values()))


_SEPARATORS = re.compile(
    rf"[\s,;()\u2013\u2014-]*(?:{any_of(_words('about_hours'))}(?![a-z])[\s,;()\u2013\u2014-]*)?"
)
_ARTICLE = r"(?:the |la |les |le |l')?"
_CUE = re.compile(
    rf"{any_of(_words('place_cues'))}(?:(?<=')|\s{{1,4}}){_ARTICLE}".replace(" ", r"\s")
)
_NOT_PLACE = re.compile(
    rf"{_ARTICLE}{any_of(_words('not_places'))}(?![a-z0-9])".replace(" ", r"\s")
)
_NOUN = word_pattern(_words("place_nouns"))
# `12 bis, rue Haute`, `salle Courbet`
_NUMBERED_NOUN = re.compile(
    rf"(?:[0-9]{{1,4}}\s?(?:bis|ter)?,?\s)?{any_of(_words('place_nouns'))}(?![a-z0-9])"
)
_HOUSE = re.compile(r"[0-9]{1,4}\s?(?:bis|ter|[a-d])?,?\s")
_PART = re.compile(rf"{any_of(_words('place_parts'))}(?![a-z0-9])")
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?[0-9]{4,5}\s[A-ZÀ-Ý][\w' ’-]{1,40}\Z")
_OTHER = word_pattern(
    [*_words("meeting"), *_words("cancelled"), *_words("moved"), *_words("announcing")]
)
_REMARK = re.compile(
    rf"\s*[(–-]\s*{any_of([*_words('cancelled'), *_words('moved')])}[^()]*\)?\s*\Z"
)
_STOP = re.compile(
    rf"[;|\n:!?]|\.(?=\s|\Z)|\s[-\u2013\u2014]\s|,?\s{any_of(_words('place_ends'))}(?![a-z])"
)
_ONLINE = any_of(_words("online"))
_IS_ONLINE = word_pattern(_words("online"))
# A cue belongs to the place where the words do not name one without it: `en ligne`.
_BY_ONLINE = re.compile(
    rf"(?:{any_of(_words('online_cues'))}\s){{0,2}}?(?P<place>{_ONLINE})(?![a-z0-9])"
)
# `en ligne` is said of much; these are said of meetings.
_BY_VIDEO = any_of(
    word for word in _words("online") if "ligne" not in word and "online" not in word
)
_MEETING = any_of(word for word in _words("meeting") if "dates" not in word)
_ONLINE_MEETING = re.compile(
    rf"(?<![a-z0-9])(?:{_MEETING}(?:\s[a-z']+){{0,3}}?(?:\s|\s?[:,(-]\s?)(?P<after>{_ONLINE})"
    rf"|(?P<before>{_ONLINE})\s{_MEETING}|(?:par|via)\s(?:une\s)?(?P<by>{_BY_VIDEO})"
    rf"|(?P<through>by\s(?:a\s)?{_BY_VIDEO}))(?![a-z0-9])|\A\W*(?P<itself>{_ONLINE})(?![a-z0-9])"
)
_BEFORE_DAY = re.compile(
    rf"(?<![a-z0-9]){_MEETING}(?:\s[a-z']+){{0,4}}?\s"
    rf"{any_of(_words('place_cues'))}(?:(?<=')|\s{{1,4}}){_ARTICLE}".replace(" ", r"\s")
)
_SAME_PLACE = re.compile(rf"[^:]{{0,100}}{any_of(_words('same_place'))}\s*:\s*(?=\S)")
_LABEL = re.compile(rf"\s*{any_of(_words('place_labels'))}\s*:\s*(?=\S)")
_IS_SENTENCE = word_pattern(_words("sentence"))
_NAME = re.compile(r"(?!(?:L[ea]s?|The|New|Saint|St|San)\b)[A-ZÀ-Ý][\w’'-]+")
# A name behind the first letter, or the number of a house.
_NAMED_PLACE = re.compile(r".[A-ZÀ-Ý]|\A\W*[0-9]")
_UNSAID = re.compile(rf"\W*(?:{any_of(_words('not_said'))})(?![a-z])")
_LABEL_ALONE = re.compile(any_of(_words("place_labels")))
# A street's address is long; a longer phrase is a sentence.
_LONGEST = 120


def labelled_place(text: str, folded: str) -> str | None:
    """The value of a line such as `Lieu : Paris, salle B`, None for any other line."""
    label = _LABEL.match(folded) or _SAME_PLACE.match(folded)
    if label is None or _UNSAID.match(folded, label.end()):
        return None
    if (online := _BY_ONLINE.match(folded, label.end())) and online.end() == len(
        folded.rstrip(" .")
    ):
        return text[online.start("place") : online.end()]
    cue = _CUE.match(folded, label.end())
    value = text[cue.end() if cue else label.end() :].split("\n")[0].strip(" .;,|\u00a0")
    return value or None


def has_cue(folded: str, start: int) -> bool:
    """Whether a word that opens a place stands here: `à`, `dans`, `at`."""
    return _CUE.match(folded, start) is not None


def place_alone(printed: str) -> str | None:
    """A line that is nothing but a place: `Maison du Peuple, Lille`."""
    text, folded = aligned(printed)
    if online := _BY_ONLINE.fullmatch(folded.strip(" .")):
        return text.strip(" .")[online.start("place") :]
    if ":" in folded or _STOP.search(folded.rstrip(" .")) or _IS_SENTENCE.search(folded):
        return None
    if folded[:1] in "-*•#" or not (_NAMED_PLACE.search(text) or len(text.split()) <= 3):
        return None  # `Le centre compte 24 places`
    cue = _CUE.match(folded)
    place = _place(text, folded, cue.end() if cue else 0, len(text), bool(cue))
    if place and not cue and not _NOUN.search(folded) and len(_NAME.findall(place)) > 1:
        return None  # `Claire Dupont` signs; towns of several words bear an article or a hyphen
    return place if place and len(place) >= len(text.strip(" .")) - 8 else None


def names_place(printed: str) -> bool:
    """Whether a line names a kind of place, a street or a room."""
    return _NOUN.search(fold(printed)[0]) is not None


def goes_on_place(printed: str) -> bool:
    """Whether a line goes on with the place above it: `12 rue Haute`, `75011 Paris`, `Salle B`."""
    text, folded = aligned(printed.strip())
    if len(text) > _LONGEST or _STOP.search(folded.rstrip(" .")):
        return False
    if _HOUSE.match(folded):
        return _NOUN.search(folded) is not None
    return _TOWN.match(text) is not None or _PART.match(folded) is not None


def labels_place(words: str) -> bool:
    """Whether a cell or a line is the label over places: `Lieu`, `Where`."""
    return _LABEL_ALONE.fullmatch(fold(words)[0].strip(" :")) is not None


def place_after(text: str, folded: str, start: int, end: int) -> str | None:
    """The place that begins at `start`, behind punctuation at most, and stands before `end`.

    `text` and `folded` are aligned, sign for sign.
    """
    lead = _SEPARATORS.match(folded, start, end)
    begins = lead.end() if lead else start
    if online := _BY_ONLINE.match(folded, begins, end):
        return text[online.start("place") : online.end()]
    cue = _CUE.match(folded, begins, end)
    if cue:
        begins = cue.end()
    elif not _NUMBERED_NOUN.match(folded, begins, end) and not (
        lead and re.search(r"[,(\u2013\u2014-]", lead[0])
    ):
        return None
    # What goes on for longer is none, wherever it stops.
    end = min(end, begins + _LONGEST + 1)
    stop = _STOP.search(folded, begins, end)
    return _place(text, folded, begins, stop.start() if stop else end, bool(cue))


def place_of_meeting(text: str, folded: str, start: int, end: int) -> str | None:
    """The place behind a meeting's name: `Réunion à Paris le 4 avril`, `4 avril : réunion à Paris`."""
    cue = _BEFORE_DAY.search(folded, start, end)
    if cue is None:
        return None
    stop = _STOP.search(folded, cue.end(), end)
    return _place(text, folded, cue.end(), stop.start() if stop else end, True)


def online_meeting(text: str, folded: str) -> str | None:
    """What a meeting without a room has as its place: `Réunion en ligne`, `Visioconférence du 4 mai`."""
    found = _ONLINE_MEETING.search(folded)
    if found is None or found.lastgroup is None:
        return None
    return text[slice(*found.span(found.lastgroup))]


def fuller_place(one: str, other: str) -> str | None:
    """Of two places the one that contains the other, None where neither does."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if f" {short} " not in f" {long} ":
        return None
    return max(one, other, key=len)


def _plain(place: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(place)[0]))


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
    for number, (begins, cell) in enumerate(zip(starts, cells, strict=True)):
        ends = begins + len(cell)
        if number not in full:
            start = ends - len(cell.lstrip())
            cue = _CUE.match(folded, start, ends)
            if place := _place(text, folded, cue.end() if cue else start, ends, bool(cue)):
                return place
    return None


def _place(text: str, folded: str, start: int, end: int, after_cue: bool) -> str | None:
    if end - start > _LONGEST or _NOT_PLACE.match(folded, start, end):
        return None
    # `Leeds (cancelled)`: what became of the day is no part of its place.
    remark = _REMARK.search(folded, start, end)
    end = remark.start() if remark else end
    parts: list[str] = []
    position = start
    for part in re.split(r",(?=\s)", text[start:end]):
        plain = folded[position : position + len(part)]
        position += len(part) + 1
        if not _is_place(part.strip(), plain, after_cue or bool(parts)):
            break
        parts.append(part)
    place = ",".join(parts).strip().strip(" ,.\u00a0\u202f").strip()
    if place.count("(") < place.count(")"):
        place = place[: place.rindex(")")].rstrip(" ,.")
    return place or None


def _is_place(printed: str, folded: str, introduced: bool) -> bool:
    """A place has a noun of places or a name; without a cue before it, it is names only."""
    # `Assemblée nationale`, `en visioconférence` are no words about a meeting.
    said = _IS_ONLINE.sub(" ", _NOUN.sub(" ", folded))
    if not printed or _OTHER.search(said):
        return False
    if _NOUN.search(folded):
        return True
    # `Vals-les-Bains` is one name.
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", printed)
    if introduced:
        return any(word[0].isupper() or word[0].isdigit() for word in words)
    # `Paris`, `New York`, `Paris 12e`; an acronym is rather an organisation.
    named = [word[0].isupper() and not word.isupper() for word in words[:1]]
    named += [word[0].isdigit() or (word[0].isupper() and not word.isupper()) for word in words[1:]]
    return 0 < len(named) <= 3 and all(named)
