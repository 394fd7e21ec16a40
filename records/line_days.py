"""The days that one line names, each with the hours, the place and the words that are about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from records.dates import DateRead
from records.languages import words_of
from records.meeting_hours import Sessions, is_arrival, is_aside, sessions
from records.meeting_spans import Run, spans
from records.meeting_words import NEAR, MeetingWords, Status, is_past, status_after, status_before
from records.online_places import online_at
from records.place_lines import names_place, place_in_cells
from records.place_parts import NUMBERED_NOUN
from records.places import (
    bare_house,
    opens_place,
    place_after,
    place_before,
    place_of_meeting,
    town_between_signs,
    with_town,
)
from records.places_ahead import place_ahead
from records.printed import any_of
from records.times import TimeRead
from records.towns import bears_capitals, is_known_town

# What is said of a day stands near it.
_SAID = 300
_BESIDE = 6
_IN_BRACKET = re.compile(r"(?<=\w )\(([A-ZÀ-Ý][^()]{2,40})\)(?=\W*\Z|[.;,\n])")
_ONLY_JOINS = re.compile(r"[\s,&]*(?:(?:and|et)\s+)?(?:(?:on|the|le)\s+)*")
_STRUCK = re.compile(r"~~.+?~~")
_JOINS = re.compile(r"[\s,]*(?:and|et|puis|then)\s")
_COLON = re.compile(r"\s?:\s")
_OTHER_LABEL = re.compile(rf"(?<![a-z0-9]){any_of(words_of('other_labels'))}\s?:")
_CUED = re.compile(
    rf"[,;(]\s?(?:{any_of(words_of('about_hours'))}\s)?|(?<=\s)-\s?|:\s(?=[0-9]{{1,4}}\s?(?:bis|ter)?,?\s[a-z])"
)


@dataclass(frozen=True, slots=True)
class DayRead:
    """One day or month as a line names it; `past` where the line says it is no meeting to come."""

    date: DateRead
    hours: Sessions
    place: str | None
    status: Status
    past: bool


def line_days(
    text: str, folded: str, dates: list[DateRead], times: list[TimeRead], words: MeetingWords
) -> Iterator[DayRead]:
    """The days that a line names, each with its hours, its place and whether it holds."""
    taken = [*((d.start, d.end) for d in dates), *((t.begins, t.ends) for t in times)]
    marked = words.mark.match(folded) is not None
    struck = [mark.span() for mark in _STRUCK.finditer(folded)]
    cell = place_in_cells(text, folded, taken) if "|" in text else None
    runs = spans(folded, list(_runs(folded, dates)), times)
    # `À 10h le 14 mai, à 14h le 15 mai`: the hours stand before their days.
    hours_first = bool(
        times
        and runs
        and times[0].begins < runs[0].days[0].start
        and times[-1].begins < runs[-1].days[0].end
    )
    begins = [time.begins for time in times]

    def between(start: int, end: int) -> list[TimeRead]:
        return times[bisect_left(begins, start) : bisect_left(begins, end)]

    stands_before = False
    for n, run in enumerate(runs):
        days = run.days
        start, end = days[0].start, days[-1].end
        before = runs[n - 1].days[-1].end if n else 0
        after = runs[n + 1].days[0].start if n + 1 < len(runs) else len(text)
        leading, trailing = between(before, start), between(end, after)
        said = leading if hours_first or (n == 0 and not trailing) else trailing
        hours = sessions(folded, said, words)
        if len(hours) == 1 and hours[0][1] is None and words.ends_at.search(folded[before:start]):
            hours = ((None, hours[0][0]),)  # `et se terminera le 5 avril à 12h30`
        place = cell or first_place(text, folded, end, trailing, after, words)
        if place is None and n == 0:
            place = place_of_meeting(text, folded, 0, start)
            if place is None and leading and not trailing:
                place = place_after(text, folded, leading[-1].ends, start)
            if place is None:
                opens = min([start, *(time.begins for time in leading)])
                place = place_ahead(text, folded, opens)
            stands_before = place is not None
        elif place is None and stands_before:
            # `in Glasgow on 3 March and in Edinburgh on 10 March`
            joins = _JOINS.match(folded, before)
            place = place_after(text, folded, joins.end() if joins else before, start)
        place = place or place_of_meeting(text, folded, end, after)
        if n == 0:
            place = with_town(place, town_between_signs(text, folded, 0, start))
        stop = trailing[0].begins if trailing else after
        place = with_town(place, town_between_signs(text, folded, end, stop))
        of_run = list(_of_run(folded, run, before, after, marked, words))
        if n + 1 < len(runs) and _gives_way(folded, before, days, runs[n + 1].days, words):
            of_run = [replace(day, status="cancelled") for day in of_run]
        if struck:
            of_run = [_struck_out(day, struck) for day in of_run]
        all_off = len(runs) == 1 and all(day.status == "cancelled" for day in of_run)
        stretches = _own_stretches([day.date for day in of_run])
        if n + 1 < len(runs) and said is trailing and said and said[0].begins - end < _BESIDE:
            # `prévue le 3 à 10h, reportée au 10`: an hour right behind the day is its own.
            own = sessions(folded, said[:1], words)
            of_run = [replace(day, hours=day.hours or own) for day in of_run]
        if n and words.moved_bracket.search(folded, max(0, start - NEAR), start):
            # `Webinaire 3 (reporté au 23 février) : 9 février, 12h`
            of_run = [replace(day, hours=day.hours or hours) for day in of_run]
        for day, stretch in zip(of_run, stretches, strict=True):
            if day.status == "announced" or all_off:
                inside = between(start, end) and between(*stretch)
                if not run.opens:
                    day = replace(day, hours=sessions(folded, inside, words) or hours)
                day = replace(day, place=place)
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


def _own_stretches(days: list[DateRead]) -> list[tuple[int, int]]:
    """From each day to the next of its list: `16 (13h – 22h), 19 (15h – 24h) mars` has two."""
    begins = sorted({(day.start, day.own[0]) for day in days})
    stretches = []
    for day in days:
        later = bisect_right(begins, (day.start, day.own[0]))
        same_list = later < len(begins) and begins[later][0] == day.start
        stretches.append((day.own[0], begins[later][1] if same_list else day.end))
    return stretches


def _of_run(
    folded: str, run: Run, before: int, after: int, marked: bool, words: MeetingWords
) -> Iterator[DayRead]:
    days = run.days
    first, last = days[0], days[-1]
    lead, tail = (
        folded[before : first.start],
        folded[last.end : min(after, last.end + _SAID)],
    )
    near = lead[-NEAR:]
    opens: Sessions = ((run.opens.start, None),) if run.opens else ()
    if len(days) > 1 and words.moving.search(near) and _is_range(folded, days[0], days[1]):
        # `reportée du 3 au 10 avril`: no range, but a day given up and the one in its place.
        yield DayRead(first, opens, None, "cancelled", False)
        closes: Sessions = ((run.closes.start, None),) if run.closes else ()
        yield DayRead(last, closes, None, "announced", False)
        return
    past = is_past(near, words)
    status = status_before(folded, before, first.start, marked, words)
    if status == "cancelled" and _takes_anothers_place(folded, near, last.end, after, words):
        status = "announced"
    closes = ((None, run.closes.start),) if run.closes else ()
    for n, (date, stretch) in enumerate(zip(days, _own_stretches(days), strict=True)):
        # What is said in brackets is said of the last phrase only.
        said = tail if date.start == last.start or not tail.lstrip().startswith("(") else ""
        said = folded[slice(*stretch)] + said
        hours = opens if n == 0 else closes if date is last else ()
        yield DayRead(date, hours, None, status or status_after(said, words), past)


def _takes_anothers_place(
    folded: str, lead: str, end: int, after: int, words: MeetingWords
) -> bool:
    """`Réunion déplacée : le 8 juin au lieu du 1er juin`: the day that is moved to is on."""
    return (
        after < len(folded)
        and words.instead_of.search(folded[end:after]) is not None
        and not words.cancelled.search(lead)
    )


def _struck_out(day: DayRead, struck: list[tuple[int, int]]) -> DayRead:
    """A day within `~~…~~`, as a struck-out one is printed, is called off."""
    if any(start <= day.date.own[0] < end for start, end in struck):
        return replace(day, status="cancelled")
    return day


def _gives_way(
    folded: str, before: int, days: list[DateRead], after: list[DateRead], words: MeetingWords
) -> bool:
    """`La réunion du 2 juin aura lieu le 9 juin`, `Prévue le 2, elle se tiendra le 9`: not on the 2nd."""
    lead = folded[max(before, days[0].start - NEAR) : days[0].start]
    between = folded[days[-1].end : after[0].start]
    held = list(words.announcing.finditer(between)) if len(between) < NEAR else []
    if (
        len(held) == 1
        and words.planned.search(lead)
        and words.held_then.fullmatch(between[held[0].start() :])
    ):
        return days[-1].month_day != after[0].month_day
    return (
        days[-1].month_day != after[0].month_day
        and words.meeting.search(folded, max(before, days[0].start - NEAR), days[0].start)
        is not None
        and words.held_then.fullmatch(folded, days[-1].end, after[0].start) is not None
    )


def _is_range(folded: str, first: DateRead, second: DateRead) -> bool:
    """Whether two days are the ends of a range; the days that fill one stand where it stands."""
    end, start = first.own[1], second.own[0]
    return start < end or not _ONLY_JOINS.fullmatch(folded, end, start)


def _rest_is_place(text: str, folded: str, begins: int, stop: int) -> str | None:
    """`4–7pm: Community Hub, Station Road`: all behind the colon is a house."""
    # `est maintenue, mais en extérieur : cour de l’école, 18h`
    colon = next(reversed(list(_COLON.finditer(folded, begins, stop))), None)
    rest = text[colon.end() : stop].strip(" .,\n") if colon else ""
    if colon and (online := online_at(text, folded, colon.end(), stop)):
        # `21 septembre, 14h-17h : en ligne`
        return text[slice(*online)] if len(text[slice(*online)]) >= len(rest) - 3 else None
    if colon is None or not names_place(rest):
        # `14h : Point info, Vaulx-en-Velin`; alone behind a colon a town may be a subject.
        before, comma, town = rest.rpartition(", ")
        return town if comma and "," not in before and is_known_town(town) else None
    first = rest.partition(",")[0]
    # `Grenoble, Maison du tourisme`
    named = is_known_town(first) or (bears_capitals(first) and names_place(first))
    if not (named or NUMBERED_NOUN.match(folded, colon.end())):
        return None  # `Projection du film, salle B`
    place = place_before(text, folded, colon.end(), stop, False)
    return place if place and len(place) >= len(rest) - 1 else None


def first_place(
    text: str, folded: str, start: int, times: list[TimeRead], end: int, words: MeetingWords
) -> str | None:
    """The place after a date or after one of the times that follow it: at once, behind a comma, or
    behind the words that announce a meeting (`de 9h à 12h, aura lieu à Lille`)."""
    other = _OTHER_LABEL.search(folded, start, end)
    end = other.start() if other else end
    times = [time for time in times if time.ends <= end]
    stretches = zip(
        [None, *times],
        [start, *(time.ends for time in times)],
        [*(time.begins for time in times), end],
        strict=True,
    )
    for time, begins, stop in stretches:
        aside = time and (is_aside(folded, time, words) or is_arrival(folded, time, words))
        # Where the lunch is, or the coach; behind its bracket the meeting is spoken of again.
        if aside and folded[begins : begins + 1] != ")":
            continue
        place = place_after(text, folded, begins, stop)
        place = place or place_of_meeting(text, folded, begins, stop)
        place = place or _rest_is_place(text, folded, begins, stop)
        place = place or bare_house(text, folded, begins, stop)
        if place:
            return place
        found = _CUED.finditer(folded, begins, stop)
        # A colon parts, where a comma joins; what follows it is asked for by itself.
        marks = [
            (mark.end() - 1 if mark[0][0] == ":" else mark.start(), mark.end()) for mark in found
        ]
        said = words.announcing.finditer(folded, begins, stop)
        marks += [(mark.end(), mark.end() + 1) for mark in said]
        for mark, opens in sorted(marks):
            if not opens_place(text, folded, opens):
                continue
            if place := place_after(text, folded, mark, stop):
                return place
        moved = words.moved_elsewhere.search(folded, begins, stop)
        if moved and moved["where"]:
            return place_before(text, folded, moved.start("where"), stop, True)
        if (bracket := _IN_BRACKET.search(text, begins, stop)) and is_known_town(bracket[1]):
            return bracket[1]  # `18 juin à 10h : réunion plénière (Paris)`
    return None
