"""Which kind of record a page is, by the rules of `site.toml` over its sections, tags and title."""

from __future__ import annotations

from urllib.parse import unquote

from records.names import folded
from records.reading import Reading, Teaser
from records.site import Site

DEFAULT = "article/other"
# An alias joins its words so: juin-2024, decembre_2024.
_JOINED = str.maketrans("-_", "  ")


def kind_of(reading: Reading, site: Site, lists: tuple[str, ...] = ()) -> str:
    """member, statement, meeting, report or article/…; what no rule claims is article/other.

    The page's own trail, tags and title come first; only what they leave open is told by `lists`,
    the titles of the lists that lead to it, and last by the words of its alias.
    """
    if reading.is_list:
        return "article/section"
    own = _first_claim((*reading.sections, *reading.tags), reading.title, site)
    if own == DEFAULT and lists and not names_a_section(reading.title, site):
        own = _first_claim(lists, reading.title, site)
    if own == DEFAULT:
        own = _first_claim((), words_of_address(reading.url), site)
    return own


def words_of_address(url: str) -> str:
    """The words of an alias: `…/decembre_2024` says "decembre 2024"."""
    return unquote(url).rpartition("/")[2].translate(_JOINED)


def names_a_section(title: str, site: Site) -> bool:
    """Whether a title is the name of a section that has a rule."""
    named = (folded(title),)
    return any(rule.sections and not rule.title and rule.claims(named, "") for rule in site.kinds)


def kind_of_teaser(teaser: Teaser, site: Site) -> str:
    """The same for a lead, of which only a title and perhaps a section heading are known."""
    return _first_claim((teaser.section,) if teaser.section else (), teaser.title, site)


def _first_claim(sections: tuple[str, ...], title: str, site: Site) -> str:
    named, headed = tuple(folded(section) for section in sections), folded(title)
    return next((rule.kind for rule in site.kinds if rule.claims(named, headed)), DEFAULT)
