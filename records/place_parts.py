"""What a place is made of: rooms, houses, streets and towns between commas, without what is said of it."""

from __future__ import annotations

import re

from records.languages import words_of
from records.printed import any_of, fold, word_pattern
from records.towns import is_known_town, is_name, may_be_town, may_name

_ARTICLE = r"(?:the |la |les |le |l'|sa |son |ses |leur |its |their )?"
CUES = rf"{any_of(words_of('place_cues'))}(?:(?<=')|\s{{1,4}}){_ARTICLE}"
CUE = re.compile(CUES.replace(" ", r"\s"))
NOT_PLACE = re.compile(
    rf"[0-9]{{1,2}}(?:[:h.][0-9]{{2}})?\s?(?:h|am|pm|heures|o'clock)(?![a-z])|{_ARTICLE}{any_of(words_of('not_places'))}(?![a-z0-9])".replace(
        " ", r"\s"
    )
)
NOUN = word_pattern(words_of("place_nouns"))
# `12 bis, rue Haute`, `salle Courbet`
NUMBERED_NOUN = re.compile(
    rf"(?:[0-9]{{1,4}}\s?(?:bis|ter)?,?\s)?{any_of(words_of('place_nouns'))}(?![a-z0-9])"
)
_WEAK = re.compile(any_of(words_of("weak_place_nouns")))
# `12 bis, rue Haute`, `210 Oak Street`
HOUSE = re.compile(
    rf"[0-9]{{1,4}}(?:-[0-9]{{1,4}})?\s?(?:bis|ter|[a-d])?,?\s(?:{any_of(words_of('place_nouns'))}"
    rf"|(?:[a-z'.-]+\s){{1,3}}{any_of(words_of('street_nouns'))})(?![a-z0-9])"
)
_POSTCODE = r"[a-z]{1,2}[0-9][0-9a-z]?\s[0-9][a-z]{2}(?![a-z0-9])"
_PART = re.compile(
    rf"\s*(?:{any_of(words_of('place_parts'))}(?![a-z0-9])|(?:b\.?p\.?|cs)\s?[0-9]"
    rf"|{_POSTCODE}|[a-z]{{2}}\s[0-9]{{5}}\Z)"
)
_OTHER = word_pattern(
    [*words_of("meeting"), *words_of("cancelled"), *words_of("moved"), *words_of("announcing")]
)
_HAPPENS = re.compile(rf"\s*{any_of([*words_of('meeting'), *words_of('events')])}(?![a-z])")
_ONLINE = any_of(words_of("online"))
IS_ONLINE = word_pattern(words_of("online"))
# What is no part of a place that stands before it: `– entrée libre`, `(cancelled)`, `, sur inscription`.
_REMARKS = any_of([*words_of("cancelled"), *words_of("moved"), *words_of("place_remarks")])
_REMARK = re.compile(
    rf"\s*(?:[,;(\[]|\s[-\u2013\u2014/]|\.\s)\s*(?:{any_of(words_of('instead_of'))}|{_REMARKS})(?![a-z0-9])"
    rf"|\s{any_of(words_of('instead_of'))}(?![a-z])|\s{any_of(words_of('place_remarks_at_once'))}(?![a-z])"
)
_REMARK_FIRST = re.compile(rf"\W*{_REMARKS}(?![a-z0-9])")
_LEFT_OVER = re.compile(rf"(?:\s+(?:{any_of(words_of('left_over'))}))+\s*\Z")
# A bracket at the end that names nobody and has no number; of one sign, a mark of plural.
_ASIDE = re.compile(r"(?<=\s)\((?=[a-zà-ÿ])[^()A-ZÀ-Ý0-9]{3,60}\)?[\s.,;]*\Z")
_LETTER = re.compile(r"\s[A-Z]\s*")
_SENTENCE = word_pattern(words_of("sentence"))
_NAMED_ARTICLE = re.compile(r"(?<![^\s(])(?:The |L[ea] |Les |L[’'])\Z")
# What stands between commas; `25, rue Haute` is one part.
_PARTS = re.compile(
    r"(?:\A|(?<=,))((?:\s*[0-9]{1,4}(?: ?(?:bis|ter))?,(?=\s))?(?:[^,]|,(?!\s))*)(?=,|\Z)"
)
# A street's address is long; a longer phrase is a sentence.
LONGEST = 120
_BODY = re.compile(r"\A\W*(?:conference|assemblee|assembly|conseil)\s(?:des|of)\s")


def stands_for_address(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a stretch is a house in its street, a town, or a noun of places with its name."""
    if HOUSE.match(folded, start, end) or is_known_town(text[start:end]):
        return True
    # `Débat animé par Paul Roy (Université de Caen)`
    bracket = folded.find("(", start, end)
    end = bracket if bracket > start else end
    if _HAPPENS.match(folded, start, end):
        return False
    return bool(NOUN.search(folded, start, end)) and names_house(text[start:end], folded[start:end])


def is_address(place: str) -> bool:
    """Whether a place names a street and the number of a house in it."""
    return HOUSE.search(fold(place)[0]) is not None


def printed_place(text: str, start: int, end: int) -> str:
    """The words of a place, with the article that is part of its name: `La Rochelle`, `The Swan Hotel`.

    A bracket that it opens is closed, where a remark stood in it.
    """
    name = text[start : start + 1]
    article = _NAMED_ARTICLE.search(text, max(0, start - 4), start)
    if article and (name.isupper() or name.isdigit()):
        start = article.start()
    place = text[start:end].strip()
    return f"{place})" if place.count("(") > place.count(")") else place


def without_remarks(text: str, folded: str, start: int, end: int) -> int:
    """The end of a place without what is said of it: `Lens (entrée libre)`, `Lens – sur inscription`."""
    remark = _REMARK.search(folded, start, end)
    end = remark.start() if remark else end
    left = _LEFT_OVER.search(folded, start, end)
    # `salle A` is a room's letter.
    end = left.start() if left and not _LETTER.fullmatch(text, left.start(), end) else end
    if aside := _ASIDE.search(text, start, end):
        # `(pièce d’identité obligatoire)`, not `(bâtiment B)`
        says = folded[aside.start() + 1 : aside.end()]
        end = end if NOUN.search(says) or _PART.match(says) else aside.start()
    opening = text.rfind("(", start, end)
    if opening > text.rfind(")", start, end) and not (
        HOUSE.search(folded, opening, end) or names_house(text[opening:end], folded[opening:end])
    ):
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


def place_within(
    text: str, folded: str, start: int, end: int, after_cue: bool
) -> tuple[int, int] | None:
    """Where the place stands that fills this stretch, as far as its parts between commas are of one."""
    if end - start > LONGEST or NOT_PLACE.match(folded, start, end):
        return None
    if not after_cue and _REMARK_FIRST.match(folded, start, end):
        return None  # `Parking gratuit rue Haute`
    position, stopped = start, start
    end = without_remarks(text, folded, start, end)
    parts = _PARTS.findall(text[start:end])
    for n, part in enumerate(parts):
        plain = folded[position : position + len(part)]
        position += len(part) + 1
        known = _goes_on(part, plain) if n else _is_place(part.strip(), plain, after_cue)
        if not known and not has_address(part, plain, parts[n + 1 : n + 3]):
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


def has_address(part: str, plain: str, following: list[str]) -> bool:
    """Whether a name has its address behind it: `UNAF, 28 place Haute`, `Sciences Po, amphithéâtre B`."""
    # `Conférence des évêques`, `Assembly of Churches` are bodies that have a house.
    said = _BODY.sub(" ", plain)
    if _OTHER.search(said) or _SENTENCE.search(said) or len(part.split()) > 6:
        return False
    folded = [fold(each.strip())[0] for each in following]
    if any(HOUSE.match(each) for each in folded):
        return True
    behind = following[0].strip() if following else ""
    named = bool(behind) and stands_for_address(behind, folded[0], 0, len(behind))
    return named and may_name(part.strip())


def _is_place(printed: str, folded: str, after_cue: bool) -> bool:
    """A place has a noun of places or a name; without a cue before it, a name that is a town's."""
    # `Assemblée nationale`, `en visioconférence` are no words about a meeting.
    said = IS_ONLINE.sub(" ", NOUN.sub(" ", folded))
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
    if noun is None or not all(_WEAK.fullmatch(each[0]) for each in NOUN.finditer(folded)):
        return noun is not None
    others = f"{printed[: noun.start()]} {printed[noun.end() :]}"
    names = re.findall(r"(?<![^\W_])[^\W_]", re.sub(r"\A\W*(?:L[ea]s?|L’|The)\b", "", others))
    return any(name.isupper() or name.isdigit() for name in names)


def _goes_on(printed: str, folded: str) -> bool:
    """Whether what stands behind a comma is still of the place: a street, a house, a town, a name."""
    printed = printed.strip(" ()")
    if _PART.match(folded) or is_known_town(printed) or may_be_town(printed):
        return True
    # `Paris, Lyon et Marseille en visio`
    towns = re.split(
        r"\s(?:et|and|&)\s", re.sub(rf"\s(?:(?:en|par|by|via)\s)?(?:{_ONLINE})\Z", "", printed)
    )
    if all(map(is_known_town, towns)):
        return True
    if _OTHER.search(NOUN.sub(" ", folded)):
        return False
    cue = CUE.match(folded.lstrip())
    behind = printed[cue.end() :] if cue else printed
    named = is_known_town(behind) or is_name(behind) or (cue is not None and may_be_town(behind))
    return NOUN.search(folded) is not None or named
