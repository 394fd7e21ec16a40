"""Places that stand ahead of their day: in a title without one, or in the words right before it."""

from __future__ import annotations

import re
from itertools import islice

from records.languages import words_of
from records.place_parts import CUE, CUES, LONGEST, NOUN, is_address, names_house
from records.places import opens_place, place_before, town_between_signs
from records.printed import aligned, any_of, fold, word_pattern
from records.towns import is_known_town, may_be_town, may_name

_MEETING = [word for word in words_of("meeting") if "dates" not in word]
# A line may name events without end.
_CUES_TRIED = 4
# `Vigil at …`, `Soirée jeux à …`, `Rassemblement place …`: a noun of places needs no cue.
_EVENT = re.compile(
    rf"(?<![a-z0-9]){any_of([*_MEETING, *words_of('events')])}(?:[\s-][a-z']+){{0,2}}?"
    rf"(?:\s{CUES}|\s(?:devant\s(?:l[ae]s?\s|l'))?(?={NOUN.pattern}))".replace(" ", r"\s")
)
# `réunion sur les femmes à …`, `rencontre de soutien à …`: no place follows.
_ABOUT = word_pattern(words_of("about"))
_HAPPENS = word_pattern([*words_of("meeting"), *words_of("events")])
_TAUGHT = ("formation", "stage", "journee", "training", "course")
# `Réunion de rentrée (Lille)`
_LAST_PART = re.compile(r"(?:,\s|\s\()([^,()]+)\)?\s*\Z")
_ITEM = re.compile(r"[\s*#•-]*(?:~~)?")
_TO_DAY = re.compile(
    r"[\s,;:(\u2013\u2014|-]*(?:(?<=[\s(])(?:le|les|the|on|du|a|at|de|from|des|ce|this)\s)*[\s,;:(-]*\Z"
)
# A cue, or a noun of places that no article makes a thing spoken of: `se réunira salle du Conseil`.
_NOUN = rf"(?P<noun>{any_of(words_of('place_nouns'))})(?![a-z0-9])"
_SPOKEN_OF = (
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "of",
    "the",
    "our",
    "et",
    "and",
    "take",
    "takes",
    "taking",
)
_ALONE = "".join(rf"(?<!\b{word} )" for word in _SPOKEN_OF) + "(?<!: )"
_OPENS = re.compile(rf"(?<![a-z0-9']){CUES}|(?<![a-z0-9']){_ALONE}{_NOUN}".replace(" ", r"\s"))
# `professeur à l’université`
_ABOUT_END = re.compile(rf"(?<![a-z0-9]){any_of([*words_of('about'), *words_of('of_people')])}\s\Z")
_NEAR = 40
_SIGN = re.compile(r"\s?:\s|\s-\s")
# The English article, which folded is the French `à`; `A la mairie`, `A Lens` are none.
_ARTICLE = re.compile(r"[Aa] (?!la |l[’'])[a-z]")


def place_of_title(title: str) -> str | None:
    """The place that a title without a day names: `Réunion de zone à Vesoul`, `Vigil at Yarl’s Wood`,
    `Réunion de rentrée – Lille`."""
    text, folded = aligned(title)
    for event in islice(_EVENT.finditer(folded), _CUES_TRIED):
        if _ABOUT.search(folded, event.start(), event.end()):
            continue
        place = place_before(text, folded, event.end(), len(text), True)
        if place and (is_known_town(place) or _is_house(place, event[0])):
            return place
    if not _HAPPENS.search(folded):
        return None
    last = _LAST_PART.search(text)
    if last and is_known_town(last[1]):
        return last[1]
    return town_between_signs(text, folded, 0, len(text))


def _is_house(place: str, cued: str) -> bool:
    """Whether a title's words are a house: by a noun of places, or by a name behind `at`, `au`, `chez`."""
    if names_house(place, fold(place)[0]):
        return True
    # `Formation au Secourisme`
    if cued.startswith(_TAUGHT):
        return False
    return may_name(place) and re.search(r"(?:at|outside|au|chez)(?: the)?\s\Z", cued) is not None


def place_ahead(text: str, folded: str, end: int) -> str | None:
    """The place with nothing but joining words between it and the day or hour that begins at `end`:
    `À la mairie, le 4 avril`, `L’AG est convoquée salle B le 4 avril`."""
    clause = max(folded.rfind(sign, 0, end) for sign in ".;!?\n") + 1
    to_day = _TO_DAY.search(folded, max(clause, end - LONGEST), end)
    stop = to_day.start() if to_day else end
    first = max(clause, stop - LONGEST)
    opens = _ITEM.match(folded, clause, end)
    head = opens.end() if opens else clause
    if head >= first and opens_place(text, folded, head) and not _ARTICLE.match(text, head):
        cue = CUE.match(folded, head, end)
        if place := _all_of(text, folded, cue.end() if cue else head, stop, bool(cue)):
            return place
    place = _of_heading(text, folded, head, stop) or _behind_sign(text, folded, first, stop)
    if place:
        return place
    town = text[head:stop].partition(",")[0].strip()
    if head >= first and is_known_town(town):
        # `Lyon 7e, ENS, 4 avril 2017`
        return town
    for found in islice(_OPENS.finditer(folded, first, stop), _CUES_TRIED):
        cued = found["noun"] is None
        if cued and (
            _ARTICLE.match(text, found.start())
            or _ABOUT_END.search(folded, max(0, found.start() - _NEAR), found.start())
        ):
            continue
        begins = found.end() if cued else found.start("noun")
        place = _all_of(text, folded, begins, stop, cued)
        # `Débat sur l’accueil à Calais`, but `sur l’accueil à la Maison du peuple`
        if place and (
            names_house(place, fold(place)[0]) or not _ABOUT.search(folded, clause, found.start())
        ):
            return place
    return None


def _of_heading(text: str, folded: str, head: int, stop: int) -> str | None:
    """`Espace Simone-Veil, Angers : réunion publique le 4 avril`: a house in its town, or with its street."""
    sign = _SIGN.search(folded, head, stop)
    if sign is None or not opens_place(text, folded, head):
        return None
    cue = CUE.match(folded, head, sign.start())
    begins = cue.end() if cue else head
    place = _all_of(text, folded, begins, sign.start(), bool(cue))
    _, comma, town = (place or "").rpartition(", ")
    in_town = bool(comma) and (is_known_town(town) or may_be_town(town))
    return place if place and (in_town or is_address(place)) else None


def _behind_sign(text: str, folded: str, first: int, stop: int) -> str | None:
    """`Book launch: The Old Fire Station, Oxford, 4 April`; `Débat : hôpital en crise` is about one."""
    for sign in islice(_SIGN.finditer(folded, first, stop), _CUES_TRIED):
        if opens_place(text, folded, sign.end()):
            place = _all_of(text, folded, sign.end(), stop, False)
            if place and re.search(r".[A-ZÀ-Ý0-9]", place):
                return place
    return None


def _all_of(text: str, folded: str, begins: int, stop: int, cued: bool) -> str | None:
    """The place that fills a stretch to its end."""
    place = place_before(text, folded, begins, stop, cued)
    return place if place and len(place) >= stop - begins else None
