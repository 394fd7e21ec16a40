"""Minutes of a meeting: the day it was held, and its agenda."""

from __future__ import annotations

import re

from records.agenda import agenda
from records.common import content_fields, first_date
from records.dates import DateRead, find_dates
from records.inferred_years import inferred_years
from records.models import AgendaItem, Basis, Report
from records.names import folded
from records.reading import Reading

_HELD = re.compile(
    r"\b(held|met on|meeting of|meeting took place|s'est (?:reuni|retrouve)|s'est tenue?|reunion du|a eu lieu"
    r"|(?:se|nous) (?:sont|sommes) (?:reuni|retrouve)e?s|a (?:reuni|rassemble)|convoquee? pour"
    r"|seance (?:est |a ete |fut )?(?:ouverte|levee)|presente?s le|tenue? (?:le|a|au|en|dans|chez))\b"
)
# What minutes open with.
_OPENING = re.compile(
    r"\W*(?:proces[ -]verbal|pv|comptes?[ -]rendu|cr|minutes|releve de (?:decisions|conclusions))"
    r"(?: (?:de|du|des|of)\b|\s?[:,–—-])"
    r"|\W*(?:reunion|seance|rencontre|conseil|bureau|assemblee|ag|ca|meeting|session)\b"
    r"(?!.*(?:[.!?]\s|\b(?:approbation|approuvee?|rapport|pv|compte|loi|decret|lettre|avant|depuis|jusqu|before|since"
    r"|approv|envoyee?|until)\b))"
)
# The first line is the day and where: `Nantes, mardi 12 avril 2022 – 18h30`, but `Paris, le 12 avril 2022`
# is a letter's, of the day on which it was written.
_TOWN = re.compile(r"\s*(?:\b(?:[A-ZÀ-Ý][\w’'-]*|\w{1,3})\b\s?){1,5}(?:,|\s?[–—-])\s*")
_HOURS = re.compile(
    r"\d{1,2}\s?(?:[h:]\s?(?:\d\d)?)?|\b(?:a|de|from|at|to|et|au|and|le|on)\b|[^\w\s]|_"
)
_NEXT = re.compile(r"\b(?:prochaine?s?|suivante?s?|next|following|aura lieu|will be)\b")
_FIRST_LINES = 2
_LINE = 120
# What parts the items of a list is no part of them.
_WITHOUT_SIGN = re.compile(r"\s?[;,]\s*\Z")
_DAY_LABEL = re.compile(
    r"^\W*(?:(?:(?:lieu et |place and )?(?:date|jour|day|quand|when)"
    r"(?: et (?:lieu|heure)s?| and (?:place|time))?"
    r"(?: (?:de|of) (?:la |l'|the )?(?:reunion|seance|rencontre|assemblee|tenue|meeting))?)\s*(?:[:|]|$)"
    r"|(?:reunion du|seance du|meeting of)\b)"
)


def report(reading: Reading, capture_id: str) -> Report:
    """The record of a report's page."""
    held = held_on(reading)
    fields = content_fields(reading, capture_id)
    date = held.date if held else None
    basis: Basis | None = "printed" if date else None
    if held and not date and held.month_day:
        date = inferred_years([held], fields["published_on"], past=True).get(held.month_day)
        basis = "inferred" if date else None
    return Report(
        **fields,
        held_on=date,
        held_precision=held.precision if held and date else None,
        held_basis=basis,
        agenda=[
            AgendaItem(
                id=f"{reading.page_id}/agenda/{position}",
                report_id=reading.page_id,
                page_id=reading.page_id,
                position=position,
                text=_WITHOUT_SIGN.sub("", text),
            )
            for position, text in enumerate(agenda(reading.blocks), start=1)
        ],
    )


def held_on(reading: Reading) -> DateRead | None:
    """The day in the title; else the first day in a sentence that says when the meeting was held.

    A day without a year has no date: it takes that which such a sentence prints for the same day.
    """
    titled = _day_of(reading.title)
    if titled and titled.date and titled.precision == "day":
        return titled
    of_title = titled if titled and not titled.date else None
    said_of_it: DateRead | None = None
    for number, block in enumerate(reading.blocks):
        said = folded(block.text)
        labelled = len(said) < 80 and _DAY_LABEL.match(said)
        opens = number < _FIRST_LINES and len(said) < _LINE
        labelled = labelled or (opens and _OPENING.match(said))
        day = _day_of(block.text) if labelled or opens or _HELD.search(said) else None
        if day is None or day.precision != "day" or _NEXT.search(folded(block.text[: day.start])):
            continue
        if not labelled and not _HELD.search(said) and not _is_dateline(block.text, day):
            continue
        if day.date and (of_title is None or of_title.month_day == day.month_day):
            return day
        said_of_it = said_of_it or (None if day.date else day)
    return titled or said_of_it


def _is_dateline(line: str, day: DateRead) -> bool:
    """Whether a line is a day, with hours or a town at most, and no letter's."""
    town = _TOWN.match(line[: day.start])
    around = f"{line[town.end() if town else 0 : day.start]} {line[day.end :]}"
    if _HOURS.sub(" ", folded(around)).strip():
        return False
    is_letter = re.search(r"\ble\b", folded(f"{line[: day.start]}{day.phrase}"))
    return not (town and is_letter and not day.weekday)


def _day_of(printed: str) -> DateRead | None:
    """The first day of a title or a line, one with a year before one without; else its month or year.

    A meeting of several days was held from the first on.
    """
    days = [date for date in find_dates(printed) if date.precision == "day"]
    dated = [date for date in days if date.date]
    return next(iter((*dated, *days)), None) or first_date(printed)
