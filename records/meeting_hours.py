"""The hours of a day: out of the times printed beside it, and what several witnesses say together.

Hours are a start and an end, either unknown (None); a day has one pair for each of its sessions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from records.meeting_words import MeetingWords
from records.times import TimeRead

Hours = tuple[str | None, str | None]
Sessions = tuple[Hours, ...]

_JOINED = re.compile(r"\s*(?:,|&|/|;|\bet\b|\bpuis\b|\band\b|\bthen\b)\s*(?:(?:a|at|de|from)\s+)?")
_REACH = 48
# Between two parts of one session, in minutes.
_PAUSE = 20
_NEGATED = re.compile(
    r"(?<![a-z])(?:et non|non pas|et pas|not|au lieu de|instead of)\s(?:(?:a|at|pas)\s)?\Z"
)
_ZONE = re.compile(r"\s?(?:[a-z]{2,4}t|utc|heure (?:de|d')[a-z ]{1,20})\)")


def sessions(folded: str, times: Sequence[TimeRead], words: MeetingWords) -> Sessions:
    """The sessions that the times of a stretch of text tell; a break's or a train's are none of them.

    Two stretches apart are two sessions, one that begins where another ends goes on with it, one
    inside another is part of it. A time after words of ending (`fin à 17h`) closes and never opens.
    """
    there = [time for time in times if not is_arrival(folded, time, words)]
    if not there and len(times) > 1:
        # `Doors 6.30 pm, film 7 pm`
        last = times[-1]
        shows = words.show_before.search(folded[max(0, last.begins - _REACH) : last.begins])
        there = [last] if shows else []
    there = [
        time
        for n, time in enumerate(there)
        if n + 1 == len(there) or folded[time.ends : there[n + 1].begins] != " for "
    ]  # `6.45 for 7 pm`
    kept = [time for time in there if not is_aside(folded, time, words)] or there
    found: list[Hours] = []
    before: TimeRead | None = None
    for time in kept:
        between = folded[before.ends if before else max(0, time.begins - _REACH) : time.begins]
        ends = time.end is None and (
            words.ends_at.search(between) is not None
            or words.ends_after.match(folded, time.ends) is not None
        )
        hours = (None, time.start) if ends else (time.start, time.end)
        _take(found, hours, before is None or _JOINED.fullmatch(between) is not None)
        before = time
    return tuple(found)


def _take(found: list[Hours], hours: Hours, joined: bool) -> None:
    start, end = hours
    if not found:
        found.append(hours)
        return
    first, last = found[-1]
    if last is None:
        # `à 9h, débat de 9h30 à 17h` is one presence.
        if end and (first or "") < end:
            found[-1] = (first, end)
        elif start and joined and (first or "") < start:
            found.append(hours)
    elif start and end and start >= last and minutes_between(last, start) <= _PAUSE:
        found[-1] = (first, end)
    elif start and start > last and (end or joined):
        found.append(hours)
    elif start and end and end > last:
        found[-1] = (first, end)


def is_aside(folded: str, time: TimeRead, words: MeetingWords) -> bool:
    """Whether a time is that of a break or a meal: `(pause à midi)`, `12h30 : déjeuner`."""
    before = folded[max(0, time.begins - _REACH) : time.begins]
    if _NEGATED.search(before):
        return True  # `à 17h30 (et non à 18h30)`
    if before.endswith("(") and _ZONE.match(folded, time.ends):
        return True  # `3pm GMT (4pm CET)`
    if words.meal_before.search(before):
        return True
    after = words.meal_after.match(folded, time.ends)
    # `12h30 – 14h : déjeuner` is one, `12h30 – 14h (déjeuner compris)` is the meeting.
    return after is not None and (time.end is None or after[0].strip()[:1] in ":-")


def is_arrival(folded: str, time: TimeRead, words: MeetingWords) -> bool:
    """Whether one comes or goes then: `accueil dès 9h`, `départ du car : 8h`, `9h : café`, `doors 7pm`."""
    before = folded[max(0, time.begins - _REACH) : time.begins]
    arrives, starts = words.arrival_before.search(before), words.start_before.search(before)
    # `Ouverture des portes` opens no meeting.
    if arrives and (starts is None or arrives.start() == starts.start()):
        return True
    after = words.arrival_after.match(folded, time.ends)
    # `9.30 registration ; 10.00 welcome`: who has come is welcomed to the meeting.
    welcomed = after is not None and after[0].endswith("welcome")
    return after is not None and not (welcomed and words.arrival.search(folded, 0, time.begins))


def joined(one: Sessions, other: Sessions) -> Sessions | None:
    """The fullest that two witnesses of the same hours agree on, None where they differ.

    >>> joined((("09:30", None),), (("09:30", "12:00"),))
    (('09:30', '12:00'),)
    >>> joined((("09:30", "12:00"),), (("10:00", "12:00"),)) is None
    True
    """
    if not one or not other:
        return one or other
    if len(one) == len(other):
        pairs = [_joined_pair(a, b) for a, b in zip(one, other, strict=True)]
        return None if None in pairs else tuple(pair for pair in pairs if pair)
    short, long = sorted((one, other), key=len)
    # One stretch from the first start to the last end tells the same as its sessions, less fully.
    agrees = len(short) == 1 and _joined_pair(short[0], (long[0][0], long[-1][1]))
    return long if agrees else None


def _joined_pair(one: Hours, other: Hours) -> Hours | None:
    start, end = one[0] or other[0], one[1] or other[1]
    if {one[0], other[0]} - {start, None} or {one[1], other[1]} - {end, None}:
        return None
    return (start, end) if not start or not end or start < end else None


def completed(own: Sessions, others: Iterable[Sessions]) -> Sessions:
    """A day's own hours with what other lines add to them, as far as those agree."""
    full = {both for other in others if (both := joined(own, other)) and _begins_as(own, other)}
    return joined_all(full) or own


def _begins_as(own: Sessions, other: Sessions) -> bool:
    return own[0][0] is None or other[0][0] in (None, own[0][0])


def joined_all(values: Iterable[Sessions]) -> Sessions:
    """What all that are given agree on, nothing where two differ."""
    found: Sessions = ()
    for value in sorted(set(values), key=len):
        both = joined(found, value)
        if both is None:
            return ()
        found = both
    return found


def in_turn(values: Iterable[Sessions]) -> Sessions:
    """Stretches of several lines that follow each other, nothing where two meet.

    >>> in_turn([(("14:00", "16:00"),), (("10:00", "12:30"),)])
    (('10:00', '12:30'), ('14:00', '16:00'))
    """
    found = sorted({hours for value in values for hours in value if hours[0] and hours[1]})
    meet = any((one[1] or "") > (other[0] or "") for one, other in pairwise(found))
    return () if meet else tuple(found)


def minutes_between(one: str, other: str) -> int:
    """How far apart two times of a day are.

    >>> minutes_between("09:30", "08:00")
    90
    """
    (hour, minute), (later, last) = (map(int, each.split(":")) for each in (one, other))
    return abs((later - hour) * 60 + last - minute)
