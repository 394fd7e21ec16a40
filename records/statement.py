"""A statement: when it was made by its own words, who speaks, in which form."""

from __future__ import annotations

import re

from records.common import content_fields, most_precise_first
from records.dates import DateRead, find_dates, read_date
from records.models import Statement
from records.names import acronym_key, folded, slug
from records.reading import Block, Reading
from records.site import Site
from records.towns import is_known_town

# "Example Network (EXN): Declaration …", "EXN : communiqué …": who speaks stands before the colon.
_SPEAKER = re.compile(r"^(?:[^:()]+\()?(?P<acronym>[A-Z][A-Z&.]{1,11})\)?\s*:\s")
COLLECTIVE = "collective"
# What stands before the date where a letter is dated: "Paris, ", "Fait à Paris le ".
_TOWN = r"[A-ZÀ-Ý][\w’' -]{1,30}"
_PLACE = re.compile(
    rf"^(?:{_TOWN}(?:\s\([^()]{{1,20}}\))?,|(?:Fait|Adoptée?|Signée?|Done|Adopted|Signed)\s+(?:à|at|in)\s+{_TOWN}?,?)\s*(?:ce|le|on)?\s*$"
)
# The day a text opens with: "27 mars 2020 – Le Collectif …".
_AFTER_OPENING = re.compile(r"\s*[–—:|-]\s")
_LAW = re.compile(
    r"\b(loi|convention|directive|decret|arrete|protocole|ordonnance|law|act|treaty|protocol|decree)\b"
)
_DATELINE_BLOCKS = 6
# No day is printed without one: most lines are done with at the first look.
_FIGURE = re.compile(r"[0-9]")
# What a text says of itself in its first or last line: "Communiqué du 8 mars 2023.", "Texte adopté le …".
_OF_ITSELF = re.compile(
    r"""\W*(?:
      (?:(?:ce|cette|le|la|the|this)\s)?
      (?:communique|declaration|statement|press\srelease|lettre|letter|texte|text|tribune|motion|appel|position)
      (?!\ssur|\son)\b[^.;:]{0,60}?
    | (?:adopte|publie|paru|signe|diffuse|lance|vote|approuve|valide|lu)e?s?\b[^.;:]{0,80}?
    | (?:adopted|agreed|approved|published|signed|issued|released|read)\b[^.;:]{0,80}?
    | (?:pour\s(?:diffusion|publication)|for)\s(?:immediate(?:\srelease)?|release)|(?:date|fait)(?=\s*:)
    )(?:\b(?:du|le|of|on|dated)|\s*[,:–—-]|(?<=ed))\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?""",
    re.VERBOSE,
)
_SIGNERS = re.compile(
    r"\s?[,:–—-]\s?(?:pour )?(?:les? |la |l'|the )(?:associations?|organi[sz]ations?|membres|members"
    r"|collecti(?:f|ve)|coordination|bureau|board|conseil|comite|committee|president[es]*|chair|signataires"
    r"|signatories|soussigne[es]*|undersigned)\b"
    r"(?![^.]* (?:ont|a|sont|est|avons|have|has|was|were|are|is) )[^.;:]{0,80}\.?"
)
_ENDS_LINE = re.compile(r"\s*\)?\s*(?:[.:–—-]|$|(?:par|by|aux?|to|dans|in)\s)")
# `Le texte adopté le 3 mai par le Sénat` is another's.
_POINTS = ("le ", "la ", "the ")
_TITLED = re.compile(r"(?:communique|declaration|statement|press release|position|lettre|letter)\b")
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
    """The date a statement bears: in its title, else in a dateline near its start or end.

    A title may name the day of a law or a convention too: that is not its own.
    """
    titled = next(iter(_own_dates(title)), None)
    if titled and titled.precision != "year":
        return titled
    if blocks and (signed := _signed(blocks[-1].text.rpartition("\n")[2])):
        return signed
    printed = [line for block in blocks for line in block.text.split("\n") if line.strip()]
    for line in dict.fromkeys((*printed[:2], *printed[-2:])):
        if dated := _said_of_itself(line):
            return dated
    for block in (*blocks[:_DATELINE_BLOCKS], *blocks[-_DATELINE_BLOCKS:]):
        if block.kind == "heading" and _TITLED.match(folded(block.text)):
            # The statement's own heading, under a title of the page that is another.
            dated = next(iter(_own_dates(block.text)), None)
            if dated and dated.precision == "day":
                return dated
        for line in re.split(r"\n| \| ", block.text):
            dated = _dateline(line)
            if dated:
                return dated
    return titled


def _own_dates(title: str) -> list[DateRead]:
    dates = [date for date in find_dates(title) if date.date]
    ends = [0, *(date.end for date in dates)]
    own = [
        d
        for d, end in zip(dates, ends, strict=False)
        if not _LAW.search(folded(title[end : d.start]))
    ]
    return most_precise_first(own)


def _said_of_itself(line: str) -> DateRead | None:
    """The day that a text's first or last line bears: its form or its adoption, and the day."""
    first = next(iter(find_dates(line[:200])), None)
    if first is None or not first.date or first.precision != "day":
        return None
    before = folded(line[: first.start])
    # The article may be part of the date: "le 4 juin".
    said = f"{before} {folded(first.phrase).split(' ')[0]} " if before else ""
    itself = _OF_ITSELF.fullmatch(f"{before} ") or _OF_ITSELF.fullmatch(said)
    ends = _ENDS_LINE.match(line, first.end)
    goes_on = ends is not None and ends[0].strip().isalpha() and before.startswith(_POINTS)
    return first if itself and ends and not goes_on and not _LAW.search(before) else None


def _signed(line: str) -> DateRead | None:
    """The day of a last line that goes on with who signs: `Le 1er mars 2018, les associations …`."""
    first = next(iter(find_dates(line[:120])), None)
    if first is None or not first.date or first.precision != "day":
        return None
    opens = not line[: first.start].strip() or _PLACE.match(line[: first.start])
    return first if opens and _SIGNERS.fullmatch(folded(line[first.end :])) else None


def _dateline(line: str) -> DateRead | None:
    """The day a line bears: "Paris, le 13 avril 2016", alone or before its first sentence."""
    if not _FIGURE.search(line):
        return None
    whole = read_date(line.strip(" ()"))
    if whole:
        return whole if whole.precision == "day" else None
    first = next(iter(find_dates(line[:120])), None)
    if first is None or not first.date or first.precision != "day":
        return None
    before = line[: first.start].strip()
    opens = not before and _AFTER_OPENING.match(line, first.end)
    alone = is_known_town(before) and not line[first.end :].strip(" .")
    return first if opens or alone or _PLACE.match(line[: first.start]) else None


def issuer(title: str, sections: tuple[str, ...], site: Site) -> str:
    """The collective, or the member whose acronym or alias the title or the section names."""
    named = _SPEAKER.search(title) or _ISSUER.search(title)
    if named:
        return slug(acronym_key(named["acronym"]))
    for section in reversed(sections):
        alias = site.member_by_alias.get(folded(section))
        if alias:
            return alias
    return COLLECTIVE


def form(title: str, site: Site) -> str:
    """What the statement calls itself, by the rules of `site.toml`."""
    words = folded(title)
    return next((rule.form for rule in site.forms if re.search(rule.title, words)), "statement")
