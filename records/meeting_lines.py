"""Reads one printed line about meetings: its days, each with time, place and whether it holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.dates import DateRead, find_dates
from records.meeting_words import (
    NEAR,
    MeetingWords,
    Status,
    is_past,
    meeting_words,
    status_after,
    status_before,
)
from records.places import has_cue, labelled_place, place_after, place_in_cells
from records.printed import aligned
from records.times import TimeRead, find_times

Hours = tuple[str, str | None]

# What is said of a day stands near it.
_SAID = 300
_ONLY_JOINS = re.compile(r"[\s,&]*(?:(?:and|et)\s+)?(?:(?:on|the|le)\s+)*")
# `18 novembre 2021 : groupe des mineurs, 14h – 16h`: an entry of a calendar.
_ENTRY = re.compile(r"\s?[:-]\s")
_CUED = re.compile(r"[,(-]\s?")
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


def read_line(printed: str, languages: Sequence[str]) -> Line:
    """Everything that one sentence, title, item or row says about meetings."""
    words = meeting_words(tuple(languages))
    text, folded = aligned(printed)
    if elsewhere := words.elsewhere.search(folded):
        # `n'aura pas lieu à Lille mais à Lens`: the meeting holds, and only the last place counts.
        blank = " " * (elsewhere.end() - elsewhere.start())
        text = text[: elsewhere.start()] + blank + text[elsewhere.end() :]
        folded = folded[: elsewhere.start()] + blank + folded[elsewhere.end() :]
    dates = [date for date in find_dates(text, languages) if date.precision != "year"]
    if any(date.precision == "day" for date in dates):
        dates = [date for date in dates if date.precision == "day"]
    times = find_times(text)
    label = labelled_place(text, folded)
    announces = words.announcing.search(folded)
    own_place = label
    if not dates and label is None and (times or announces):
        begins = announces.end() if announces else times[0].ends
        later = [time for time in times if time.begins >= begins]
        own_place = _first_place(text, folded, begins, later, len(text), words)
    own_hours = None
    if not dates and times and not words.meal.search(folded):
        own_hours = _own_hours(folded, times, words)
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


def _own_hours(folded: str, times: list[TimeRead], words: MeetingWords) -> Hours | None:
    """The hours of a line without a day: one time, labelled ones, or times from a start to an end."""
    if len(times) == 1 or words.time_label.match(folded):
        return _extent(times)
    first, last = times[0], times[-1]
    if words.at_end.search(folded, times[-2].ends, last.begins) and last.end is None:
        return first.start, last.start
    return None


def _is_row(folded: str, dates: list[DateRead], times: list[TimeRead]) -> bool:
    """A row or item that is mainly a date: it opens with one, and adds hours or little else."""
    opening = _BULLET.match(folded)
    if not dates or opening is None or dates[0].start > opening.end():
        return False
    near = times and (times[0].begins - dates[-1].end < 8 or _ENTRY.match(folded, dates[-1].end))
    if times and ("|" in folded or near):
        return True
    letters = len(re.findall(r"[a-z0-9]", folded))
    of_dates = sum(
        len(re.findall(r"[a-z0-9]", folded[start:end]))
        for start, end in {(date.start, date.end) for date in dates}
    )
    return of_dates * 10 >= letters * 4


def _days(
    text: str, folded: str, dates: list[DateRead], times: list[TimeRead], words: MeetingWords
) -> Iterator[DayRead]:
    taken = [*((d.start, d.end) for d in dates), *((t.begins, t.ends) for t in times)]
    cell = place_in_cells(text, folded, taken) if "|" in text else None
    runs = list(_runs(folded, dates))
    # `À 10h le 14 mai, à 14h le 15 mai`: the hours stand before their days.
    hours_first = bool(
        times and runs and times[0].begins < runs[0][0].start and times[-1].begins < runs[-1][0].end
    )
    begins = [time.begins for time in times]

    def between(start: int, end: int) -> list[TimeRead]:
        return times[bisect_left(begins, start) : bisect_left(begins, end)]

    for n, run in enumerate(runs):
        start, end = run[0].start, run[-1].end
        before = runs[n - 1][-1].end if n else 0
        after = runs[n + 1][0].start if n + 1 < len(runs) else len(text)
        leading, trailing = between(before, start), between(end, after)
        hours = _extent(leading if hours_first or (n == 0 and not trailing) else trailing)
        place = cell or _first_place(text, folded, end, trailing, after, words)
        lists = _lists(run)
        for day in _of_run(folded, run, before, after, words):
            if day.status == "announced" or len(runs) == 1:
                inside = between(start, end) and between(*_own_stretch(day.date, lists))
                day = replace(day, hours=_extent(inside) or hours, place=place)
            yield day


def _runs(folded: str, dates: list[DateRead]) -> Iterator[list[DateRead]]:
    """Days with nothing but joining words between them, which share what stands around them."""
    run: list[DateRead] = []
    for date in dates:
        apart = bool(run) and date.start > run[-1].end
        if apart and not _ONLY_JOINS.fullmatch(folded, run[-1].end, date.start):
            yield run
            run = []
        run.append(date)
    if run:
        yield run


def _lists(run: list[DateRead]) -> dict[int, list[int]]:
    """Where the days of each list begin, by the beginning of the list."""
    begins: dict[int, set[int]] = {}
    for date in run:
        begins.setdefault(date.start, set()).add(date.own[0])
    return {start: sorted(own) for start, own in begins.items()}


def _own_stretch(date: DateRead, lists: dict[int, list[int]]) -> tuple[int, int]:
    """From a day to the next of its list: `16 (13h – 22h), 19 (15h – 24h) mars` has two."""
    begins = lists[date.start]
    later = bisect_right(begins, date.own[0])
    return date.own[0], begins[later] if later < len(begins) else date.end


def _of_run(
    folded: str, run: list[DateRead], before: int, after: int, words: MeetingWords
) -> Iterator[DayRead]:
    lead, tail = (
        folded[before : run[0].start],
        folded[run[-1].end : min(after, run[-1].end + _SAID)],
    )
    near = lead[-NEAR:]
    if len(run) > 1 and words.moving.search(near) and _is_range(folded, run[0], run[1]):
        # `reportée du 3 au 10 avril`: no range, but a day given up and the one in its place.
        yield DayRead(run[0], None, None, "cancelled", False)
        yield DayRead(run[-1], None, None, "announced", False)
        return
    past = is_past(near, words)
    status = status_before(lead, before == 0, words)
    for date in run:
        # What is said in brackets is said of the last phrase only.
        said = tail if date.start == run[-1].start or not tail.lstrip().startswith("(") else ""
        said = folded[date.own[0] : date.own[1]] + said
        yield DayRead(date, None, None, status or status_after(said, words), past)


def _is_range(folded: str, first: DateRead, second: DateRead) -> bool:
    """Whether two days are the ends of a range; the days that fill one stand where it stands."""
    end, start = first.own[1], second.own[0]
    return start < end or not _ONLY_JOINS.fullmatch(folded, end, start)


def _first_place(
    text: str, folded: str, start: int, times: list[TimeRead], end: int, words: MeetingWords
) -> str | None:
    """The place after a date or after one of the times that follow it: at once, behind a comma, or
    behind the words that announce a meeting (`de 9h à 12h, aura lieu à Lille`)."""
    for begins, stop in zip(
        [start, *(time.ends for time in times)],
        [*(time.begins for time in times), end],
        strict=True,
    ):
        if place := place_after(text, folded, begins, stop):
            return place
        marks = [mark.end() for mark in _CUED.finditer(folded, begins, stop)]
        marks += [mark.end() + 1 for mark in words.announcing.finditer(folded, begins, stop)]
        for mark in marks:
            if has_cue(folded, mark) and (place := place_after(text, folded, mark - 1, stop)):
                return place
    return None
