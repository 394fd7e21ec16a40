"""Joins dates printed one after another: a year is shared backwards, a range gets its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records.calendar_days import iso_date
from records.date_grammar import Grammar
from records.date_phrases import Phrase

# A longer range names its two ends, not a month of meetings.
_LONGEST_RANGE = 31
# More phrases than this are not one list; without a bound, each day would carry all of its text.
_LONGEST_CHAIN = 12
# Only to know whether a day without a year exists at all, and the days of a range between.
_LEAP, _COMMON = 2000, 2001


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A day or month with what it was read from, in positions of the folded text.

    `iso` is complete, in a year of no meaning where `dated` is False. `whole` is the list or
    range that shares its month or year, `own` its own part of that; `weekday` is the one printed
    beside it, Monday 0.
    """

    iso: str
    dated: bool
    whole: tuple[int, int]
    own: tuple[int, int]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One day of a phrase, or its month."""

    phrase: Phrase
    day: int | None
    year: int | None
    start: int
    end: int
    of_range: bool
    weekday: int | None = None

    def iso(self, year: int) -> str | None:
        """The date in a year, None where that year has no such day."""
        return iso_date(self.phrase.language, self.phrase.month, self.day, year)


def named_dates(folded: str, phrases: Iterable[Phrase], g: Grammar) -> Iterator[NamedDate]:
    """The dates that the phrases of a text name; days that no calendar has are left out."""
    chain: list[tuple[Phrase, str]] = []
    for phrase in phrases:
        join = _join(folded, chain[-1][0], phrase, g) if chain else ""
        if chain and (not join or len(chain) == _LONGEST_CHAIN):
            yield from _read_chain(chain)
            chain, join = [], ""
        if join and phrase.items and chain[-1][0].sure:
            phrase = replace(phrase, sure=True)  # `February 11 and March 11`
        chain.append((phrase, join))
    yield from _read_chain(chain)


def _join(folded: str, before: Phrase, after: Phrase, g: Grammar) -> str:
    """How two phrases that follow each other belong together: "and", "range" or not at all."""
    if after.start - before.end > 24 or bool(before.items) != bool(after.items):
        return ""
    join = g.join.fullmatch(folded, before.end, after.start)
    if join is None:
        return ""
    return "range" if join["range"] else "and"


def _read_chain(chain: list[tuple[Phrase, str]]) -> Iterator[NamedDate]:
    years = _shared_years([phrase for phrase, _ in chain])
    group: list[_Part] = []
    start = end = 0
    for i, (phrase, join) in enumerate(chain):
        if join != "range" and not (i and chain[i - 1][0].year is None and years[i - 1]):
            yield from _read_group(group, (start, end))
            group = []
            start = phrase.opened if _opens_list(phrase, chain[i + 1 :]) else phrase.start
        group += _parts(phrase, years[i], join == "range")
        end = phrase.end
    yield from _read_group(group, (start, end))


def _opens_list(phrase: Phrase, after: list[tuple[Phrase, str]]) -> bool:
    return len(phrase.items) > 1 or bool(after and (after[0][1] == "range" or not phrase.year))


def _shared_years(chain: list[Phrase]) -> list[int | None]:
    years = [phrase.year for phrase in chain]
    for i in range(len(chain) - 2, -1, -1):
        year = years[i + 1]
        if years[i] is not None or year is None:
            continue
        last, first = _parts(chain[i], year, False)[-1], _parts(chain[i + 1], year, False)[0]
        # `30 décembre et 2 janvier 2015`: the year before is meant, and is not printed.
        if (last.iso(year) or "") < (first.iso(year) or ""):
            years[i] = year
    return years


def _parts(phrase: Phrase, year: int | None, of_range: bool) -> list[_Part]:
    if not phrase.items:
        return [_Part(phrase, None, year, phrase.start, phrase.end, of_range)]
    parts: list[_Part] = []
    for item in phrase.items:
        in_range = item.join == "range" or (of_range and not parts)
        parts.append(_Part(phrase, item.day, year, *item[1:3], in_range, item.weekday))
    return parts


def _read_group(group: list[_Part], whole: tuple[int, int]) -> Iterator[NamedDate]:
    before: _Part | None = None
    for part in group:
        iso = part.iso(part.year or _LEAP)
        if iso is None or not (part.year or part.phrase.sure):
            before = None
            continue
        dated = part.year is not None
        if before and part.of_range:
            for between in _days_between(before, part):
                yield NamedDate(between, dated, whole, (before.start, part.end))
        yield NamedDate(iso, dated, whole, (part.start, part.end), part.weekday)
        before = part


def _days_between(first: _Part, last: _Part) -> list[str]:
    """The days inside a range of at most 31 days whose ends both have a year or both none."""
    if first.day is None or last.day is None or bool(first.year) != bool(last.year):
        return []
    ranges = []
    for default in (_LEAP, _COMMON):
        start, end = first.iso(first.year or default), last.iso(last.year or default)
        if start is None or end is None:
            return []
        ranges.append((date.fromisoformat(start), date.fromisoformat(end)))
    (start_day, end_day), (start_common, end_common) = ranges
    length = end_day - start_day
    # Without a year, a range over the end of February has an unknown number of days.
    if length != end_common - start_common or not 0 < length.days < _LONGEST_RANGE:
        return []
    return [(start_day + timedelta(n)).isoformat() for n in range(1, length.days)]
