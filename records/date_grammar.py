"""The patterns of printed dates, built from the words of the languages read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from records.languages import LANGUAGES, words_of
from records.printed import any_of

# White space within one phrase: it may go on on the next line, not after an empty one.
SPACE = r"(?:[ ]{1,6}\n?[ ]{0,6}|\n[ ]{0,6})"
YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9a-z])(?!/[0-9]|-[0-9]{2}-)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of some languages taken together."""

    month_names: dict[str, tuple[str, str]]  # as printed: language, full name
    weak: frozenset[str]
    weekday_words: frozenset[str]
    weekday_numbers: dict[str, int]  # the first three letters: Monday is 0
    month: re.Pattern[str]
    ends_in_number: re.Pattern[str]
    days_before: re.Pattern[str]
    days_after: re.Pattern[str] | None
    item: re.Pattern[str]
    join: re.Pattern[str]
    weekday_before: re.Pattern[str]
    part_before: re.Pattern[str]
    cue_before: re.Pattern[str]
    of_month_before: re.Pattern[str]
    opening_before: re.Pattern[str]
    on_day_before: re.Pattern[str]
    numbered_before: re.Pattern[str]
    day_then_month: re.Pattern[str]
    year_after: re.Pattern[str]
    following: re.Pattern[str]
    year: re.Pattern[str]
    years_joined: re.Pattern[str]
    counted: re.Pattern[str]


@lru_cache(maxsize=16)
def grammar(languages: tuple[str, ...]) -> Grammar:
    """The patterns for these languages; where two share a word, the first one named has it."""
    chosen = [LANGUAGES[code] for code in languages]
    words = partial(words_of, codes=languages)

    def before(field: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z0-9]){any_of(words(field))}(?:{SPACE}|-)\Z")

    names = _month_names(languages)
    month = rf"{any_of(names)}(?![a-z0-9_])"
    ordinals = any_of([f"[ ]?{o}" if len(o) > 1 else o for o in words("ordinals")])
    first_day = any_of(words("first"))
    number = rf"(?:(?:3[01]|[12][0-9]|0?[1-9]){ordinals}?|{first_day})(?![0-9a-z])"
    article = rf"(?:{any_of(words('articles'))}{SPACE})?"
    # A slip may leave the space out: `mercredi12 octobre`.
    weekday = rf"(?:{any_of(words('weekdays'))}(?:\.?,?{SPACE}|(?=[0-9])))"
    behind_weekday = "|".join(f"(?<={name})" for name in words("weekdays"))
    of = any_of(words("of"))
    lead = rf"{article}{weekday}?{article}"
    bracket = rf"(?:{SPACE}?\([^()]{{1,60}}\))?"
    also, until = any_of([*words("also"), "&"]), any_of(words("until"))
    range_join = rf"(?:{SPACE}?-{SPACE}?|{SPACE}{until}{SPACE})"
    and_join = rf"(?:{SPACE}{also}{SPACE}|{SPACE}?[&/+]{SPACE}?|{SPACE}?,{SPACE}?{also}{SPACE})"
    join = rf"(?:{range_join}|{and_join}|{SPACE}?,{SPACE}?)"
    # Hours between the ends of a range, as `records.meeting_spans` blots them out.
    blot = r"(?:\(-{1,40}\))?"
    gap = rf"(?:{SPACE}?(?:…|\.\.\.){SPACE}?|(?:(?<=\)),)?{SPACE}(?:{of}{SPACE})?)"
    # A day does not begin within a longer number (2 573, 8.7, 225-4-1, 01 99 00 12 34), but may
    # follow a year or a time.
    begins = (
        r"(?<![0-9a-z])(?<![0-9][.,/:-])"
        r"(?:(?<![0-9] )|(?<=(?:19|20)[0-9]{2} )|(?<=[h:][0-9]{2} ))"
    )
    # After the month a number may as well be a time, a quantity, or the day of the next month.
    only_day = (
        r"(?![.,:/][0-9])(?![ ]?(?:h|am|pm|a\.m|p\.m|heures?|hours?|min|%|€|o'clock)(?![a-z]))"
        rf"(?![ ][0-9]{{3}}(?![0-9]))(?!{SPACE}(?:{of}{SPACE})?{month})"
    )
    first = rf"{number}{only_day}"
    return Grammar(
        month_names=names,
        weak=frozenset(words("weak_months")),
        weekday_words=frozenset(words("weekdays")),
        weekday_numbers={
            name[:3]: number
            for language in chosen
            for number, name in enumerate(language.weekdays[:7])
        },
        month=re.compile(month),
        ends_in_number=re.compile(
            rf"(?<![0-9])(?:(?:(?<![a-z])|{behind_weekday})[0-9]{{1,2}}{ordinals}?|{first_day})"
            rf"{bracket}{gap}\Z"
        ),
        days_before=re.compile(
            rf"{begins}(?P<opening>{any_of(words('opening'))}{SPACE})?"
            rf"(?P<items>(?:{lead}{number}{bracket}{join}){{0,40}}+{lead}{number}{bracket}){gap}\Z"
        ),
        days_after=re.compile(
            rf"{SPACE}{article}(?P<items>{first}(?:{join}{article}{first}){{0,40}})"
            rf"(?:\.?,?{SPACE}(?P<year>{YEAR}))?"
        )
        if any(language.month_first for language in chosen)
        else None,
        item=re.compile(
            rf"(?P<article>{article})(?P<weekday>{weekday}?){article}"
            rf"(?:(?P<day>[0-9]{{1,2}}){ordinals}?|[a-z]+)(?![0-9a-z]){bracket}"
        ),
        join=re.compile(
            rf"{blot}(?:(?P<range>{range_join})|(?P<also>{and_join})|{SPACE}?,{SPACE}?)"
        ),
        weekday_before=re.compile(rf"(?<![a-z0-9]){article}(?P<weekday>{weekday})\Z"),
        part_before=before("part_of"),
        cue_before=before("dated_by"),
        # `Réunion de janvier`, `Réunion d'octobre`, `Next meeting: October`
        of_month_before=re.compile(
            rf"(?<![a-z0-9]){any_of(words('of_month'))}(?:(?<=')|{SPACE}|-)\Z"
        ),
        opening_before=before("opening"),
        # `on May 2`, `Next meeting: May 2`
        on_day_before=re.compile(
            rf"(?<![a-z]){any_of(words('on_day') or ['(?!)'])}{SPACE}\Z|(?:\A|[:;(|]){SPACE}?\Z"
        ),
        numbered_before=re.compile(rf"(?<![a-z0-9]){any_of(words('numbered'))}\.?{SPACE}?\Z"),
        day_then_month=re.compile(rf"\.?,?{SPACE}{article}{number}{SPACE}(?:{of}{SPACE})?{month}"),
        year_after=re.compile(rf"(?:{SPACE}?,{SPACE}?|{SPACE}|-)(?:{of}{SPACE})?(?P<year>{YEAR})"),
        following=re.compile(rf"{SPACE}{any_of(words('following'))}(?![a-z0-9])"),
        year=re.compile(rf"(?<![0-9a-z])(?<![0-9][.,/ -]){YEAR}"),
        years_joined=re.compile(
            rf"(?:{SPACE}?,{SPACE}?{YEAR}){{0,8}}(?:{range_join}|{SPACE}{also}{SPACE}){YEAR}"
        ),
        counted=re.compile(rf"(?:[ ]?[€%$£]|[ ][0-9]{{3}}(?![0-9])|[ ]{any_of(words('counted'))})"),
    )


def _month_names(languages: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for code in languages:
        for spellings in LANGUAGES[code].months:
            for spelling in spellings:
                names.setdefault(spelling, (code, spellings[0]))
    return names
