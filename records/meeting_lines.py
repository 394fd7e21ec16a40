"""Reads one printed line about meetings: its days, each with hours, place and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from records.date_grammar import grammar
from records.dates import DateRead, find_dates
from records.given_up_days import given_up_years, with_same_hours
from records.line_days import DayRead, first_place, line_days
from records.meeting_hours import Sessions, is_arrival, is_aside, minutes_between, sessions
from records.meeting_spans import blotted
from records.meeting_words import NEAR, MeetingWords, is_past, meeting_words
from records.new_days import new_days
from records.online_places import online_meeting
from records.place_lines import LabelledPlace, labelled_place, names_place
from records.place_parts import CUES
from records.places import place_after
from records.printed import aligned
from records.times import TimeRead, find_times

# `18h · Salle B`, `18h // Salle B`
_BETWEEN = re.compile(r"\s(?:·|•|//)\s")
# `18 novembre 2021 : groupe des mineurs, 14h – 16h`: an entry of a calendar.
_ENTRY = re.compile(r"\s?[:-]\s")
# `Microsoft Teams meeting – link to follow` has no day and no hour; a longer line tells of something.
_SHORT = 60
# Entries that open with their hours: the first begins, one of ending ends.
_PROGRAMME = re.compile(r"\W*[0-9][^;]*;\W*[0-9]")
_ROW_LABEL = re.compile(r"\W{0,4}[^:|;.]{2,40}?\s?:\s(?:(?:le|the|on)\s)?")
_ANY_CUE = re.compile(rf"(?<![a-z0-9']){CUES}".replace(" ", r"\s"))
_CUES_TRIED = 4
_JOINING = re.compile(r"[\s,;()&:-]*(?:(?:et|and|puis|then|de|a|at|from)\s+)?(?:(?:le|the|on)\s+)?")
_BULLET = re.compile(r"(?P<bullet>\s*(?:[-•*#]\s*|[0-9]{1,2}\.\s+)?)(?:~~)?(?:(?:le|the|on)\s+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. Hours and place of its own are those that no day stands beside.

    `announces`: it says that a meeting will be, or will not be. `about_meeting`: it names one.
    `other_event`: what it announces is a feast or an election. `marked`: it opens with a mark of
    cancellation. `calls_off`: what it says of the meeting that is announced elsewhere, "one" or "all"
    of several. `of_all`: it speaks of several meetings; `of_some`: of the first or the last of them.
    `next_one`: it tells of the meeting after the one announced. `new_day`: it names the day of one that
    was given up. `same_place`, `same_hours`: as the day above.

    `is_row`: it is mainly a day. `is_entry`: it opens with a day and goes on behind a sign, as a row
    where others do so too. `stations`: sessions of a day at several places. `begins`: its hour is when
    something begins; `arrives`: when one may come, before that. `year`: that of the days below it.
    `weekday`: the one it opens with, Monday 0, where it names no day. `numbered`: days that it names
    without their month, by weekday and number, with their hours. `other_days`: month and day of those
    that it names as another thing's.
    """

    days: tuple[DayRead, ...]
    hours: Sessions
    place: str | None
    label: LabelledPlace | None
    labelled: bool
    announces: bool
    about_meeting: bool
    is_row: bool
    marked: bool
    calls_off: Literal["", "one", "all"]
    of_all: bool
    of_some: bool
    year: str | None
    weekday: int | None
    arrives: str | None
    is_entry: bool
    begins: bool
    same_place: bool
    same_hours: bool
    stations: tuple[tuple[Sessions, str], ...]
    new_day: bool
    other_event: bool
    next_one: bool
    numbered: tuple[tuple[int, int, Sessions], ...]
    other_days: tuple[str | None, ...]


def read_line(printed: str, languages: Sequence[str], near: DateRead | None = None) -> Line:
    """Everything that one sentence, title, item or row says about meetings; `near` is the day named above."""
    words = meeting_words(tuple(languages))
    text, folded = aligned(_BETWEEN.sub(" – ", printed))
    elsewhere = words.elsewhere.search(folded)
    # `n'aura pas lieu à Lille mais à Lens`: the meeting holds, and only the last place counts.
    # `à 9h45 devant la gare pour une réunion de 10h à 16h à Lens`: likewise.
    for other in (elsewhere, words.before_meeting.search(folded)):
        if other:
            blank = " " * (other.end() - other.start())
            text = text[: other.start()] + blank + text[other.end() :]
            folded = folded[: other.start()] + blank + folded[other.end() :]
    times = find_times(text)
    to = words.moved_elsewhere.search(folded) if times else None
    if to and to["where"]:
        # `de 16h, décalée à 18h30`
        new = [time for time in times if time.begins >= to.start("where")]
        times = new if new and new[0].begins == to.start("where") else times
    dates = _dates(text, folded, times, languages)
    if moved := new_days(text, folded, dates, languages, near):
        dates = sorted([*dates, *moved], key=lambda date: date.start)
        # `au 12 à 18h` is no stretch of hours.
        times = [time for time in times if all(time.begins >= day.end for day in moved)] + [
            replace(time, start=time.end, end=None, begins=day.end)
            for time in times
            for day in moved
            if time.end and time.begins < day.end <= time.ends
        ]
    # `Pas de réunion en août`; a day on which none is held is called off.
    dates = [
        date
        for date in dates
        if date.precision == "day" or not words.none_held.search(folded, 0, date.start)
    ]
    label = labelled_place(text, folded)
    announces = words.announcing.search(folded)
    own_place = label.place if label else None
    # Where the film is shown or the coach leaves is no place of the meeting.
    own = [t for t in times if not (is_arrival(folded, t, words) or is_aside(folded, t, words))]
    invites = None if dates or announces else words.inviting.search(folded)
    if not dates and label is None and (own or announces or elsewhere):
        begins = (
            announces.end()
            if announces
            else own[0].ends
            if own
            else elsewhere.end()
            if elsewhere
            else 0
        )
        later = [time for time in times if time.begins >= begins]
        own_place = first_place(text, folded, begins, later, len(text), words)
        if own_place is None and own:
            # `Salle B, de 10h à 12h`: it stands before the hours.
            opens = elsewhere.end() if elsewhere else _opening(folded, times[0].begins)
            own_place = place_after(text, folded, opens, times[0].begins)
    elif invites and label is None:
        # `Retrouvons-nous à la maison de quartier`, not `à la Fête de la musique`
        told = place_after(text, folded, invites.end(), len(text))
        own_place = told if told and (names_place(told) or "chez" in folded) else None
    of_all = words.of_all.search(folded) is not None
    if own_place is None and of_all and not dates and label is None:
        # `All talks are given at the church hall`
        cues = islice(_ANY_CUE.finditer(folded), _CUES_TRIED)
        places = (place_after(text, folded, cue.start(), len(text)) for cue in cues)
        own_place = next((place for place in places if place), None)
    held = words.meeting.search(folded) or words.held_at.search(folded)
    says = len(folded) < _SHORT and held and not words.past.search(folded)
    if own_place is None and (announces or dates or of_all or says):
        own_place = online_meeting(text, folded)
    days = given_up_years(tuple(line_days(text, folded, dates, times, words)))
    if len(days) > 1 and words.all_off.match(folded, dates[-1].end):
        days = tuple(replace(day, status="cancelled") for day in days)
    in_bracket = dates and words.moved_bracket.search(folded, 0, dates[-1].start)
    if in_bracket or words.same_hours.search(folded):
        days = with_same_hours(days)
    if len(days) > 1 and _go_together(folded, dates, times):
        # `8 juin (9h-17h) et 9 juin (9h-16h), Centre Sèvres`
        days = _with_place(days, days[-1].place)
    if own_place and dates and online_meeting(text[: dates[0].start], folded[: dates[0].start]):
        # `Two sessions on Zoom: Wednesday 5 May, 6–8pm and Wednesday 12 May, 6–8pm`
        days = _with_place(days, own_place)
    elif own_place and sum(day.status == "announced" for day in days) == 1:
        # `Une réunion en visioconférence le 10 avril`
        days = _with_place(days, own_place)
    own_hours: Sessions = ()
    numbered = () if dates else tuple(_numbered(folded, times, words, languages))
    of_other = words.other_hours.match(folded) and not words.meeting.search(folded)
    # `Registration from 6.15 pm; the programme starts at 7 pm`
    of_other = of_other and not any(words.begins_at.search(folded[: t.begins]) for t in times[1:5])
    if not (dates or numbered) and times and not of_other:
        own_hours = _own_hours(folded, times, words)
    return Line(
        days=days,
        hours=own_hours,
        place=own_place,
        label=label,
        labelled=label is not None or words.time_label.match(folded) is not None,
        announces=announces is not None
        or bool(dates and words.inviting.search(folded))
        or bool(dates and words.off.search(folded))
        or bool(dates and words.instead_of.search(folded, 0, dates[0].start)),
        about_meeting=words.meeting.search(folded) is not None
        or words.it.match(folded) is not None,
        is_row=_is_row(folded, dates, times, words),
        is_entry=_is_entry(folded, dates, all(day.place for day in days), words),
        stations=(),
        other_event=words.other_event.match(folded) is not None
        and not words.meeting.search(folded),
        next_one=bool(dates) and words.next_one.match(folded) is not None,
        new_day=bool(dates) and words.new_day.search(folded) is not None,
        begins=any(words.begins_at.search(folded[: t.begins]) for t in times[:1]),
        same_hours=words.same_hours.search(folded) is not None,
        same_place=words.same_place.search(folded) is not None,
        marked=words.mark.match(folded) is not None
        or (not dates and words.mark_at_end.search(folded) is not None),
        calls_off=_calls_off(folded, words),
        of_all=of_all,
        of_some=words.some_days.search(folded) is not None,
        weekday=None if dates else _weekday(folded, words, languages),
        numbered=numbered,
        other_days=tuple(
            date.month_day
            for date in dates
            if words.other_day.search(folded[max(0, date.start - NEAR) : date.start])
        ),
        arrives=next((t.start for t in times if is_arrival(folded, t, words)), None),
        # `Dates for 2016: 4 February, 12 May`
        year=year["year"]
        if (year := words.of_year.search(folded[: dates[0].start] if dates else folded))
        else None,
    )


def _dates(
    text: str, folded: str, times: list[TimeRead], languages: Sequence[str]
) -> list[DateRead]:
    """The days of a line, or its months; hours between the ends of a range do not part them."""
    without = blotted(folded, times)
    dates = find_dates(text, languages)
    if without != folded:
        read = find_dates(without, languages)
        dates = [replace(date, phrase=text[date.start : date.end]) for date in read]
    dates = [date for date in dates if date.precision != "year"]
    return [date for date in dates if date.precision == "day"] or dates


def _with_place(days: tuple[DayRead, ...], place: str | None) -> tuple[DayRead, ...]:
    """The days, each that is announced with this place unless it has its own."""
    return tuple(
        replace(day, place=day.place or place) if day.status == "announced" else day for day in days
    )


def _go_together(folded: str, dates: list[DateRead], times: list[TimeRead]) -> bool:
    """Whether nothing but hours and joining words stands between the days of a line."""
    read_to = dates[0].end
    for start, end in sorted((each.begins, each.ends) for each in times):
        if read_to <= start < dates[-1].start:
            if not _JOINING.fullmatch(folded, read_to, start):
                return False
            read_to = end
    return all(
        _JOINING.fullmatch(folded, max(read_to, one.end), other.start)
        for one, other in pairwise(dates)
        if other.start >= read_to > one.start
    )


def _opening(folded: str, end: int) -> int:
    """Where a line's own words begin before `end`: behind its last colon, its bullet."""
    bullet = _BULLET.match(folded)
    return max(folded.rfind(":", 0, end) + 1, bullet.end("bullet") if bullet else 0)


def _weekday(folded: str, words: MeetingWords, languages: Sequence[str]) -> int | None:
    found = words.of_weekday.match(folded)
    return grammar(tuple(languages)).weekday_numbers[found["weekday"][:3]] if found else None


def _numbered(
    folded: str, times: list[TimeRead], words: MeetingWords, languages: Sequence[str]
) -> Iterator[tuple[int, int, Sessions]]:
    """`s'ouvre le vendredi 8 à 14h et s'achève le samedi 9 à 12h`: each day with its hours."""
    named = list(words.numbered_day.finditer(folded)) if times else []
    # One weekday alone may be that of anything: `Permanence le mardi à 14h`.
    if len(named) < 2 or words.other_hours.match(folded):
        named = [found for found in named if found["day"]]
    for n, found in enumerate(named):
        before = named[n - 1].end() if n else 0
        after = named[n + 1].start() if n + 1 < len(named) else len(folded)
        said = [time for time in times if found.end() <= time.begins < after]
        hours = sessions(folded, said, words) if said else ()
        if (
            len(hours) == 1
            and hours[0][1] is None
            and words.ends_at.search(folded[before : found.start()])
        ):
            hours = ((None, hours[0][0]),)
        weekday = grammar(tuple(languages)).weekday_numbers[found["weekday"][:3]]
        if hours:
            yield weekday, int(found["day"] or 0), hours


def _calls_off(folded: str, words: MeetingWords) -> Literal["", "one", "all"]:
    said = words.calls_off.search(folded)
    if said is None or words.conditional.search(folded, 0, said.end()):
        return ""
    return "all" if words.calls_off_all.search(said[0]) else "one"


def _own_hours(folded: str, times: list[TimeRead], words: MeetingWords) -> Sessions:
    """The hours of a line without a day: one time, labelled ones, or times from a start to an end."""
    there = [time for time in times if not is_arrival(folded, time, words)]
    kept = [time for time in there if not is_aside(folded, time, words)]
    beside = len(kept) < len(there)
    # `Réponse souhaitée avant 17h`
    kept = [time for time in kept if time.end or not _ends_a_delay(folded, time, words)]
    if _PROGRAMME.match(folded):
        return sessions(folded, kept, words)
    if beside or words.meal.search(folded):
        # `Déjeuner à 12h30, reprise à 14h`; what opens the day stays.
        opens = kept[:1] if any(time.end for time in kept[1:]) else []
        kept = [t for t in kept if t.end or t in opens or _opens_or_closes(folded, t, words)]
    found = sessions(folded, kept, words) if kept else ()
    whole = all(time.end for time in kept) or all(start and end for start, end in found)
    # `Rendez-vous à 13h30, réunion à 14h` begins with the first.
    near = len(found) == 1 and all(
        minutes_between(kept[0].start, time.start) <= 60 for time in kept
    )
    told = bool(kept) and words.begins_at.search(folded[: kept[0].begins]) is not None
    return found if near or whole or told or words.time_label.match(folded) else ()


def _opens_or_closes(folded: str, time: TimeRead, words: MeetingWords) -> bool:
    """`the programme starts at 7 pm and closes at 9 pm`."""
    before = folded[max(0, time.begins - 40) : time.begins]
    return bool(words.begins_at.search(before) or words.ends_at.search(before))


def _ends_a_delay(folded: str, time: TimeRead, words: MeetingWords) -> bool:
    before = folded[max(0, time.begins - 40) : time.begins]
    return bool(words.deadline.search(before)) and not words.ends_at.search(before)


def _is_labelled_row(
    folded: str, first: DateRead, times: list[TimeRead], words: MeetingWords
) -> bool:
    """`Quartier 1 : le mercredi 5 avril, 19h30`: a day with its hour behind a label."""
    label = _ROW_LABEL.match(folded)
    near = any(0 <= time.begins - first.end < 8 for time in times)
    said = words.other_hours.match(folded) or is_past(folded[: first.start], words)
    return near and label is not None and label.end() >= first.start and not said


def _is_entry(folded: str, dates: list[DateRead], placed: bool, words: MeetingWords) -> bool:
    """`4 avril : écriture de lettres`: what behind the sign is no delay or holiday is a meeting."""
    opening = _BULLET.match(folded)
    if not dates or opening is None:
        return False
    if dates[0].start > opening.end():
        # `Orienter : mardi 10 octobre, Marseille`
        label = _ROW_LABEL.match(folded)
        of_other = words.other_hours.match(folded) or is_past(folded[: dates[0].start], words)
        led = label is not None and label.end() >= dates[0].start and not of_other
        return led and placed and not words.no_entry.match(folded)
    sign = _ENTRY.match(folded, dates[0].end)
    return sign is not None and not words.no_entry.match(folded, sign.end())


def _is_row(folded: str, dates: list[DateRead], times: list[TimeRead], words: MeetingWords) -> bool:
    """A row or item that is mainly a date: it opens with one, and adds hours or little else."""
    opening = _BULLET.match(folded)
    if not dates or opening is None:
        return False
    if dates[0].start > opening.end():
        # `Module 1 – jeudi 14 mars 2019`, above its hours
        numbered = words.numbered_row.match(folded)
        alone = (
            numbered
            and numbered.end() >= dates[0].start
            and not folded[dates[-1].end :].strip(" :.")
        )
        return bool(alone or (times and _is_labelled_row(folded, dates[0], times, words)))
    near = times and (times[0].begins - dates[-1].end < 8 or _ENTRY.match(folded, dates[-1].end))
    if times and ("|" in folded or near):
        return True
    letters = len(re.findall(r"[a-z0-9]", folded))
    of_dates = sum(
        len(re.findall(r"[a-z0-9]", folded[start:end]))
        for start, end in {(date.start, date.end) for date in dates}
    )
    return of_dates * 10 >= letters * 4
