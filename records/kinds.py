"""Which kind of record a page is, by the rules of `site.toml` over its sections, tags and title."""

from __future__ import annotations

from records.names import folded
from records.reading import Reading, Teaser
from records.site import Site

DEFAULT = "article/other"


def kind_of(reading: Reading, site: Site) -> str:
    """member, statement, meeting, report or article/…; what no rule claims is article/other."""
    if reading.is_list:
        return "article/section"
    return _first_claim((*reading.sections, *reading.tags), reading.title, site)


def kind_of_teaser(teaser: Teaser, site: Site) -> str:
    """The same for a lead, of which only a title and perhaps a section heading are known."""
    return _first_claim((teaser.section,) if teaser.section else (), teaser.title, site)


def _first_claim(sections: tuple[str, ...], title: str, site: Site) -> str:
    named, headed = tuple(folded(section) for section in sections), folded(title)
    return next((rule.kind for rule in site.kinds if rule.claims(named, headed)), DEFAULT)
