"""Meetings without a room, and those with one that may be joined from elsewhere as well."""

from __future__ import annotations

import re

from records.languages import words_of
from records.printed import aligned, any_of

# Names of programs are the same in every language; some are words too, and bear a capital as names.
_TOOLS = any_of(
    [
        # `Zoom on 16 February`, not `zoom on a law`
        r"zoom(?!\s(?:sur|out|avant|arriere)\b|\s(?:on|in)\s(?!(?:the\s)?[0-9]|(?:mon|tue|wed|thu|fri|sat|sun)))",
        r"(?:(?:microsoft|ms) )?teams",
        "google meet",
        "jitsi(?: meet)?",
        r"big\s?blue\s?button",
        "bbb",
        "skype",
        "webex",
        "whereby",
        "livestorm",
        r"go\s?to\s?meeting",
        "galene",
    ]
)
_AMBIGUOUS = ("zoom", "teams", "whereby", "galene")
_WORDS = any_of(words_of("online"))
_BY = any_of(words_of("online_cues"))
_END = r"(?![a-z0-9'])"
_ONLINE = rf"(?:{_WORDS}(?:\s(?:{_BY}\s)?{_TOOLS}|\s?\((?:{_BY}\s)?{_TOOLS}\))?|{_TOOLS})"
# A cue belongs to the place where the words do not name one without it: `en ligne`.
_BY_ONLINE = re.compile(rf"(?:{_BY}\s){{0,2}}?(?P<place>{_ONLINE}){_END}")
_ALSO = any_of([*words_of("also"), *words_of("or_online"), "&", r"\+", "/"])
OR_ONLINE = (
    rf"\s*,?\s*(?:{_ALSO}\s*(?:{any_of(words_of('or_online'))}\s)?(?:{_BY}\s){{0,2}}?{_ONLINE}"
    rf"|\(\s?(?:{_ALSO}\s)?(?:{any_of(words_of('or_online'))}\s)?(?:{_BY}\s){{0,2}}?{_ONLINE}\s?\)){_END}"
)
_OR_ONLINE = re.compile(OR_ONLINE)
_OR_THERE = re.compile(rf"\s*,?\s*{_ALSO}\s*")
# `en ligne` is said of much; these are said of meetings.
_BY_VIDEO = any_of(
    word for word in words_of("online") if "ligne" not in word and "online" not in word
)
_MEETING = any_of(
    word for word in [*words_of("meeting"), *words_of("events")] if "dates" not in word
)
_ONLINE_MEETING = re.compile(
    rf"(?<![a-z0-9])(?:{_MEETING}(?:\s[a-z']+){{0,3}}?(?:\s|\s?[:,(-]\s?)(?P<after>{_ONLINE})"
    rf"|(?P<before>{_ONLINE})\s{_MEETING}|(?:par|via|en)\s(?:une\s)?(?P<by>{_BY_VIDEO})"
    rf"|(?P<through>by\s(?:a\s)?{_BY_VIDEO})|{any_of(words_of('online_tool_cues'))}\s(?P<tool>{_TOOLS})){_END}"
    rf"|(?<![a-z])(?:{any_of(words_of('held'))})\s(?:{_BY}\s)?(?P<held>{_ONLINE}){_END}"
    rf"|\(\s?(?P<bracket>{_ONLINE})(?=\s?\))|\A\W*(?P<itself>{_ONLINE})(?!\s?[a-z0-9]+\s?:){_END}"
    rf"|\A\W*{_BY}\s(?P<cued>{_TOOLS}){_END}"
)


def online_at(text: str, folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Where an online place stands that begins at `start`, a word such as `en` or `sur` aside."""
    found = _BY_ONLINE.match(folded, start, end)
    if found is None or not _is_name(text, folded, found.start("place")):
        return None
    return found.span("place")


def is_online(place: str) -> bool:
    """Whether a place begins with a way to join from elsewhere: `Zoom`, `en ligne`."""
    return _BY_ONLINE.match(aligned(place)[1]) is not None


def is_bare_online(place: str) -> bool:
    """Whether a place says no more than that the meeting is online: `Webinaire`, not `visio (Teams)`."""
    return re.fullmatch(_WORDS, aligned(place)[1]) is not None


def or_online(folded: str, start: int, end: int) -> int:
    """The end of what says that a place may be joined from elsewhere: `ou en visio`, `(and online)`."""
    found = _OR_ONLINE.match(folded, start, end)
    return found.end() if found else start


def or_there(folded: str, start: int, end: int) -> int | None:
    """Where a room may be named behind an online place: `visio ou salle B`."""
    found = _OR_THERE.match(folded, start, end)
    return found.end() if found else None


def online_meeting(text: str, folded: str) -> str | None:
    """What a meeting without a room has as its place: `Réunion en ligne`, `Visioconférence du 4 mai`."""
    for found in _ONLINE_MEETING.finditer(folded):
        start, end = found.span(found.lastgroup or 0)
        if found.lastgroup and _is_name(text, folded, start):
            return text[start:end]
    return None


def online_title(title: str) -> str | None:
    """What a title says of how its meeting is joined: `Point visio hebdomadaire`."""
    text, folded = aligned(title)
    found = re.search(rf"(?<![a-z0-9]){_BY_VIDEO}(?![a-z0-9])", folded)
    return online_meeting(text, folded) or (text[slice(*found.span())] if found else None)


def _is_name(text: str, folded: str, start: int) -> bool:
    """Whether a program that is named like a thing bears its capital: `Teams`, not `our teams`."""
    return not folded.startswith(_AMBIGUOUS, start) or text[start].isupper()
