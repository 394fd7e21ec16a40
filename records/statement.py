"""A statement: when it was made by its own words, who speaks, in which form."""

from __future__ import annotations

import re

from records.common import content_fields, first_date
from records.dates import DateRead, read_date
from records.models import Statement
from records.names import folded, slug
from records.reading import Block, Reading, Teaser
from records.site import Site

# "Example Network (EXN): Declaration …", "EXN : communiqué …": who speaks stands before the colon.
_SPEAKER = re.compile(r"^(?:[^:()]+\()?(?P<acronym>[A-Z][A-Z&.]{1,11})\)?\s*:\s")
COLLECTIVE = "collective"
# "Paris, le 13 avril 2016" alone on a line, as letters are dated.
_DATELINE = re.compile(r"^[^\W\d][^,\d]{1,40},\s*(?P<date>\D{0,12}\d.*)$")
_DATELINE_BLOCKS = 6
# "Communiqué du CCEM", "Statement by the CCEM": an acronym right behind the form's own word.
_ISSUER = re.compile(
    r"\b(?i:statement|release|communiqu[ée]|d[ée]claration|letter|lettre ouverte|position|tribune)"
    r"\s+(?:of|by|from|du|de la|de l['’]|des|de|d['’])\s*(?:the\s+|l['’]association\s+)?"
    r"(?P<acronym>[A-Z][A-Z&.]{1,11})\b(?!\s*\d)"
)


def statement(reading: Reading, site: Site, capture_id: str) -> Statement:
    """The record of a statement's page."""
    stated = stated_on(reading.title, reading.blocks)
    return Statement(
        **content_fields(reading, capture_id),
        stated_on=stated.date if stated else None,
        stated_precision=stated.precision if stated else None,
        issuer=issuer(reading.title, reading.sections, site),
        form=form(reading.title, site),
    )


def stated_on(title: str, blocks: tuple[Block, ...] = ()) -> DateRead | None:
    """The date a statement bears: in its title, else in a dateline near its start or end."""
    titled = first_date(title)
    if titled and titled.precision != "year":
        return titled
    for block in (*blocks[:_DATELINE_BLOCKS], *blocks[-_DATELINE_BLOCKS:]):
        for line in block.text.split("\n"):
            found = _DATELINE.match(line)
            dated = read_date(line) or (read_date(found["date"].rstrip(" .:")) if found else None)
            if dated and dated.precision == "day":
                return dated
    return titled


def issuer(title: str, sections: tuple[str, ...], site: Site) -> str:
    """The collective, or the member whose acronym or alias the title or the section names."""
    named = _SPEAKER.search(title) or _ISSUER.search(title)
    if named:
        return slug(named["acronym"])
    for section in reversed(sections):
        alias = site.member_by_alias.get(folded(section))
        if alias:
            return alias
    return COLLECTIVE


def form(title: str, site: Site) -> str:
    """What the statement calls itself, by the rules of `site.toml`."""
    words = folded(title)
    return next((rule.form for rule in site.forms if re.search(rule.title, words)), "statement")


def teaser_date(teaser: Teaser) -> str | None:
    """The date a lead to a statement prints."""
    stated = stated_on(teaser.title)
    return stated.date if stated else None
