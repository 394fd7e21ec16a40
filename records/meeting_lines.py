"""Reads one printed line about meetings: its days, each with time, place and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from records.dates import DateRead, find_dates
from records.languages import LANGUAGES
from records.places import labelled_place, place_after, place_in_cells
from records.printed import aligned, any_of, word_pattern
from records.times import TimeRead, find_times

Status = Literal["announced", "cancelled"]
Hours = tuple[str, str | None]

# How far before a day the words reach that say what became of it.
_NEAR = 90
_ONLY_JOINS = re.compile(r"[\s,&]*(?:(?:and|et)\s+)?(?:(?:on|the|le)\s+)*")
_CLAUSE = re.compile(r"[;.(]")
# Where the words about a day end: with the sentence, or before a bracket about the next day.
_SAID = re.compile(r"[;.]|\((?=[^)]{0,40}\Z)")
_BULLET = re.compile(r"\s*(?:[-•*#]\s*|[0-9]{1,2}\.\s+)?(?:(?:le|the|on)\s+)?")


@dataclass(frozen=True, slots=True)
class DayRead:
    """One day or month as a line names it; `past` where the line says it is no meeting to come."""

    date: DateRead
    hours: Hours | None
    place: str | None
    status: Status
    past: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. Hours and place of its own are those that no day stands beside.

    `announces`: it says that a meeting will be, or will not be. `about_meeting`: it names one.
    """

    days: tuple[DayRead, ...]
    hours: Hours | None
    place: str | None
    labelled: bool
    announces: bool
    about_meeting: bool
    is_row: bool


@dataclass(frozen=True, slots=True)
class _Words:
    meeting: re.Pattern[str]
    announcing: re.Pattern[str]
    past: re.Pattern[str]
    off: re.Pattern[str]
    moved: re.Pattern[str]
    moved_to: re.Pattern[str]
    moving: re.Pattern[str]
    instead_of: re.Pattern[str]
    time_label: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(languages: tuple[str, ...]) -> _Words:
    def of(field: str) -> list[str]:
        return [word for code in languages for word in getattr(LANGUAGES[code], field)]

    moved, to = any_of(of("moved")), any_of(of("moved_to"))
    before = r"(?:\s{1,3}[a-z']+){0,4}?\s*\Z"
    return _Words(
        meeting=word_pattern(of("meeting")),
        announcing=re.compile(rf"(?<![a-z0-9]){any_of(of('announcing'))}"),
        past=re.compile(rf"(?<![a-z0-9]){any_of(of('past'))}(?![a-z])[^.;:]{{0,40}}\Z"),
        off=word_pattern([*of("cancelled"), *of("moved")]),
        moved=word_pattern(of("moved")),
        moved_to=re.compile(rf"(?<![a-z]){moved}(?:\s{{1,3}}[a-z']+){{0,3}}?\s{{1,3}}{to}{before}"),
        moving=re.compile(rf"(?<![a-z]){moved}\s*\Z"),
        instead_of=re.compile(rf"(?<![a-z]){any_of(of('instead_of'))}{before}"),
        time_label=re.compile(rf"\s*{any_of(of('time_labels'))}\s*:"),
    )


def read_line(printed: str, languages: Sequence[str]) -> Line:
    """Everything that one sentence, title, item or row says about meetings."""
    text, folded = aligned(printed)
    words = _words(tuple(languages))
    dates = [date for date in find_dates(text, languages) if date.precision != "year"]
    if any(date.precision == "day" for date in dates):
        dates = [date for date in dates if date.precision == "day"]
    times = find_times(text)
    label = labelled_place(text, folded)
    announces = words.announcing.search(folded)
    own_place = label
    if not dates and label is None and (times or announces):
        ends = [time.ends for time in times] + ([announces.end()] if announces else [])
        own_place = _first_place(text, folded, ends, times, len(text))
    own_hours = None
    if not dates and times and (len(times) == 1 or words.time_label.match(folded)):
        own_hours = _extent(times)
    return Line(
        days=tuple(_days(text, folded, dates, times, words)),
        hours=own_hours,
        place=own_place,
        labelled=label is not None or words.time_label.match(folded) is not None,
        announces=announces is not None or bool(dates and words.off.search(folded)),
        about_meeting=words.meeting.search(folded) is not None,
        is_row=_is_row(folded, dates, times),
    )


def _extent(times: Sequence[TimeRead]) -> Hours | None:
    """From the first time to the end of the last: a day's two sessions are one presence."""
    return (times[0].start, times[-1].end) if times else None


def _is_row(folded: str, dates: list[DateRead], times: list[TimeRead]) -> bool:
    """A row or item that is mainly a date: it opens with one, and adds hours or little else."""
    opening = _BULLET.match(folded)
    if not dates or opening is None or dates[0].start > opening.end():
        return False
    if times and ("|" in folded or times[0].begins - dates[-1].end < 8):
        return True
    letters = len(re.findall(r"[a-z0-9]", folded))
    of_dates = sum(
        len(re.findall(r"[a-z0-9]", folded[start:end]))
        for start, end in {(date.start, date.end) for date in dates}
    )
    return of_dates * 10 >= letters * 4


def _days(
    text: str, folded: str, dates: list[DateRead], times: list[TimeRead], words: _Words
) -> Iterator[DayRead]:
    taken = [*((d.start, d.end) for d in dates), *((t.begins, t.ends) for t in times)]
    cell = place_in_cells(text, folded, taken) if "|" in text else None
    runs = list(_runs(folded, dates))
    # `À 10h le 14 mai, à 14h le 15 mai`: the hours stand before their days.
    hours_first = bool(
        times and runs and times[0].begins < runs[0][0].start and times[-1].begins < runs[-1][0].end
    )
    for n, run in enumerate(runs):
        begins, ends = run[0].start, run[-1].end
        before = runs[n - 1][-1].end if n else 0
        after = runs[n + 1][0].start if n + 1 < len(runs) else len(text)
        leading = [t for t in times if before <= t.begins < begins]
        trailing = [t for t in times if ends <= t.begins < after]
        hours = _extent(leading if hours_first or (n == 0 and not trailing) else trailing)
        place = cell or _first_place(
            text, folded, [ends, *(t.ends for t in trailing)], trailing, after
        )
        for day in _of_run(folded, run, before, after, words):
            inside = [t for t in times if _stands_behind(t, day.date, run)]
            if day.status == "announced" or len(runs) == 1:
                day = replace(day, hours=_extent(inside) or hours, place=place)
            yield day


def _runs(folded: str, dates: list[DateRead]) -> Iterator[list[DateRead]]:
    """Days with nothing but joining words between them, which share what stands around them."""
    run: list[DateRead] = []
    for date in dates:
        if run and date.start > run[-1].end:
            if not _ONLY_JOINS.fullmatch(folded, run[-1].end, date.start):
                yield run
                run = []
        run.append(date)
    if run:
        yield run


def _stands_behind(time: TimeRead, date: DateRead, run: list[DateRead]) -> bool:
    """Whether a time inside a list of days (`16 (13h30 – 22h30), 19 (15h – 24h) mars`) is a day's."""
    if not date.own[0] <= time.begins < date.end:
        return False
    return not any(date.own[0] < other.own[0] <= time.begins for other in run)


def _of_run(
    folded: str, run: list[DateRead], before: int, after: int, words: _Words
) -> Iterator[DayRead]:
    lead, tail = folded[before : run[0].start], folded[run[-1].end : after]
    near = lead[-_NEAR:]
    if len(run) > 1 and words.moving.search(near):
        # `reportée du 3 au 10 avril`: no range, but a day given up and the one in its place.
        yield DayRead(run[0], None, None, "cancelled", False)
        yield DayRead(run[-1], None, None, "announced", False)
        return
    past = bool(words.past.search(near)) and not words.moved_to.search(near)
    status = _status_before(lead, before == 0, words)
    for date in run:
        # What is said in brackets is said of the last phrase only.
        said = tail if date.start == run[-1].start or not tail.lstrip().startswith("(") else ""
        said = folded[date.own[0] : date.own[1]] + said
        yield DayRead(date, None, None, status or _status_after(said, words), past)


def _status_before(lead: str, is_first: bool, words: _Words) -> Status | None:
    """Whether a day holds, from the words since the day before it; None where they do not say."""
    if words.moved_to.search(lead[-_NEAR:]):
        return "announced"
    if words.instead_of.search(lead[-_NEAR:]):
        return "cancelled"
    # Between two days the words are about the first, unless a new clause begins.
    clause = lead if is_first else lead[clause.end() :] if (clause := _CLAUSE.search(lead)) else ""
    off = words.off.search(clause)
    if off is None or words.announcing.search(clause, off.end()):
        return None
    return "cancelled"


def _status_after(tail: str, words: _Words) -> Status:
    said = tail[: end.start()] if (end := _SAID.search(tail)) else tail
    off = words.off.search(said) and not words.instead_of.search(said)
    return "cancelled" if off else "announced"


def _first_place(
    text: str, folded: str, positions: list[int], times: list[TimeRead], end: int
) -> str | None:
    for position in positions:
        stop = min((t.begins for t in times if t.begins >= position), default=end)
        if place := place_after(text, folded, position, stop):
            return place
    return None
