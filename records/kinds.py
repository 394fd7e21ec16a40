"""Which kind of record a page is, by the rules of `site.toml` over its sections, tags and title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from records.dates import find_dates
from records.names import folded
from records.reading import Block, Reading, Teaser
from records.site import Site

DEFAULT = "article/other"
SECTION = "article/section"
NEWSLETTER = "article/newsletter"
# An alias joins its words so: juin-2024, decembre_2024.
_JOINED = str.maketrans("-_", "  ")
# What may stand before a section's name.
_BEFORE_NAME = re.compile(r"(?:les|nos|toutes les|tous les|all|our|the) ")
# A name of several things: "reunions", "our members"; "communique de presse" is one of them itself.
_SEVERAL = re.compile(r"s\b")

_MANY = 3
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# No month with its year is longer, whatever an editor sets before it.
_LONGEST = 80


def kind_of(reading: Reading, site: Site, lists: tuple[str, ...] = ()) -> str:
    """member, statement, meeting, report or article/…; what no rule claims is article/other.

    The page's own trail, tags and title come first; only what they leave open is told by `lists`, the
    names of the lists that lead to the page and the months that their links say, and last by the words
    of its alias.
    """
    if reading.is_list:
        return SECTION
    if is_section(reading, site):
        return DEFAULT
    own = _first_claim((*reading.sections, *reading.tags), reading.title, site)
    if own == DEFAULT and lists and not names_a_section(reading.title, site):
        own = _first_claim(lists, reading.title, site)
        if own.startswith("article/") and any(says_month(said, site) for said in lists):
            own = NEWSLETTER
    if own == DEFAULT:
        own = _first_claim((), words_of_address(reading.url), site)
    return own


def words_of_address(url: str) -> str:
    """The words of an alias: `…/decembre_2024` says "decembre 2024"."""
    return unquote(url).rpartition("/")[2].translate(_JOINED)


def names_a_section(title: str, site: Site) -> bool:
    """Whether a title is the name of a section that has a rule."""
    return _is_name(folded(title), site)


def section_names(reading: Reading, site: Site) -> tuple[str, ...]:
    """The sections that a page lists things of: the one it is named as, else those in its trail.

    A page that bears the name of one thing (`Communiqué de presse`) and leads to two others is no list.
    """
    name = _section_in(reading.title, site)
    is_named = name is not None and (
        reading.is_list or len(reading.listed) >= _MANY or bool(_SEVERAL.search(name))
    )
    if is_named and (names_a_section(reading.title, site) or is_section(reading, site)):
        return (str(name),)
    if not reading.is_list:
        return ()
    return tuple(folded(name) for name in reading.sections if names_a_section(name, site))


def says_month(words: str, site: Site) -> bool:
    """Whether a link's words are those of a newsletter: a month, with its year, and nothing beside."""
    if len(words) > _LONGEST or not _YEAR.search(words):
        return False
    return _first_claim((), words, site) == NEWSLETTER and bool(_months(words))


def month_in(said: Iterable[str]) -> str | None:
    """The first month ("2019-06") that one of these names with its year."""
    return next((month for words in said for month in _months(words)), None)


def _months(words: str) -> list[str]:
    return [d.date[:7] for d in find_dates(words) if d.date and d.precision != "year"]


def is_section(reading: Reading, site: Site) -> bool:
    """Whether a page is a section's own, written by hand: it bears its name and lists pages.

    A page that says a day beside what it lists announces one; a statement with two links to read on is
    a statement.
    """
    if len(reading.listed) < 2 or not _names_several(reading.title, site):
        return False
    words = tuple(folded(said) for _, said in reading.listed if said)
    beside = [block for block in reading.blocks if not folded(block.text).startswith(words)]
    return len(beside) <= len(reading.listed) and not any(map(_says_day, beside))


def _says_day(block: Block) -> bool:
    return any(date.precision == "day" for date in find_dates(block.text))


def _names_several(title: str, site: Site) -> bool:
    """Whether a title names a section of several things, or opens with its name, and says no date."""
    if not _SEVERAL.search(_section_in(title, site) or ""):
        return False
    return all(date.precision == "year" for date in find_dates(title))


# No section's name has more words; a title of a mutant had thousands.
_MOST_WORDS = 20


@lru_cache(maxsize=1_000)
def _section_in(title: str, site: Site) -> str | None:
    """The section's name that a title is or opens with: `Réunions du Collectif en 2019`."""
    whole = folded(title)
    for said in (whole, _BEFORE_NAME.sub("", whole, count=1)):
        words = said.split(" ")
        for number in range(min(len(words), _MOST_WORDS), 0, -1):
            name = " ".join(words[:number]).strip(" :,.-–")
            if _is_name(name, site):
                return name
    return None


def _is_name(name: str, site: Site) -> bool:
    return any(rule.sections and not rule.title and rule.claims((name,), "") for rule in site.kinds)


def kind_of_teaser(teaser: Teaser, site: Site) -> str:
    """The same for a lead, of which only a title and perhaps a section heading are known."""
    return _first_claim((teaser.section,) if teaser.section else (), teaser.title, site)


def _first_claim(sections: tuple[str, ...], title: str, site: Site) -> str:
    named, headed = tuple(folded(section) for section in sections), folded(title)
    return next((rule.kind for rule in site.kinds if rule.claims(named, headed)), DEFAULT)
