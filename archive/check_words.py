"""What went wrong where a health check failed, in words of its own: its name says what is wished.

The phrases are English; `say` fills one in, in whatever language it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import ceil, floor

from archive.checks import Result, lost_allowed
from records.models import Crawl
from records.untrusted import printable

# A phrase and its values: numbers, and words that stay as they are.
Say = Callable[..., str]
# By the beginning of a check's name. `figure` and `bound` are in hundredths where the phrase has "%".
WORDS: Mapping[str, str] = {
    "site reached": "no page answered",
    "site may be asked": "{note}",
    "pages read": "no page could be read",
    "no page lost": "{figure} of {asked} requests came to nothing, allowed {bound}",
    "no fault": "pages that met a fault of this program: {figure}, allowed {bound}",
    "no error": "{note}",
    "ran to its end": "ended before its end: {note}",
    "quarantine share": "{quarantined} of {pages} pages in quarantine, allowed {bound} %",
    "texts found": "pages with neither text nor file: {figure} %, allowed {bound} %",
    "own layout": "pages that their own layout does not know any more: {figure}, allowed {bound}",
    "files read": "files whose reader took too long or crashed: {figure}, allowed {bound}",
    "every document has a fate": "attached files that were never asked for: {figure}, allowed {bound}",
    "WARC offsets": "captures that are not where their rows say: {figure}, allowed {bound}",
    "captures": "WARC files that are missing or torn: {figure}, allowed {bound}",
    "capture digests": "records that are not as they were kept: {figure}, allowed {bound}",
    "withheld": "pages or documents that are to be taken down and are still there: {figure}, allowed {bound}",
    "WARC files whole": "WARC files that could not be read to their end: {figure}, allowed {bound}",
    "words overwritten": "what was taken down still stands in the freed parts of the file",
    "foreign keys": "rows that refer to what is not there: {figure}, allowed {bound}",
    "search index": "rows in the search index: {figure} of {bound}",
    "provenance": "rows without page, capture or version: {figure}, allowed {bound}",
    "SQLite integrity": "SQLite finds the file damaged: {note}",
    "pages still there": "known pages that are not there any more: {figure}, allowed {bound}",
    "pages still listed": "known pages in the site’s lists: {figure} %, allowed {bound} % or more",
    "texts still there": "pages whose text is gone under their title: {figure}, allowed {bound}",
    "requests": "requests: {figure}, allowed {bound} or more",
    "pages met": "pages met: {figure}, allowed {bound} or more",
    "pages of kind ": "pages of kind {which}: {figure}, allowed {bound} or more",
    "pages with a title": "pages with a title ({which}): {figure} %, allowed {bound} % or more",
    "pages with a date": "pages with a date ({which}): {figure} %, allowed {bound} % or more",
    "pages with a text": "pages with a text ({which}): {figure} %, allowed {bound} % or more",
    "values of ": "records with a value ({which}): {figure}, allowed {bound} or more",
    "length of text": "characters of the median text ({which}): {figure}, allowed {bound} or more",
}
OTHER = "{name}: {figure}, allowed {bound}"
FIRST = ": first {first}"
# Of an address or an error, in a line that says more.
_LONGEST = 240
# What a note says of a run that was ended, and the words say as well.
_STATED = re.compile(r"stopped: |ended (?=after)")


def english(phrase: str, **values: float | str) -> str:
    """A phrase with its values filled in.

    >>> english("{pages} pages, {share} %", pages=1234, share=12.5)
    '1,234 pages, 12.5 %'
    """
    return phrase.format(**{name: _in_figures(value) for name, value in values.items()})


def _in_figures(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.1f}".removesuffix(".0")


def went_wrong(result: Result, crawl: Crawl | None = None, say: Say = english) -> str:
    """What a failed check found, with figure, bound and the first case where it names one.

    Of a run's checks its row in `crawls` tells of how many pages.

    >>> row = Crawl(id="1", spider="collective", arguments="{}", started_at="", read=107, quarantined=12)
    >>> note = "see the table quarantine; first: http://a.example/b (truncated)"
    >>> went_wrong(Result("quarantine share", True, False, 0.1008, 0.1, note), row)
    '12 of 119 pages in quarantine, allowed 10 %: first http://a.example/b (truncated)'
    """
    name, phrase = next(
        (pair for pair in WORDS.items() if result.name.startswith(pair[0])), (result.name, OTHER)
    )
    unit = 100 if "{bound} %" in phrase else 1
    asked = crawl.asked if crawl else 0
    figure, bound = (round((value or 0) * unit, 4) for value in (result.figure, result.bound))
    # Of pages there is no tenth; and rounded, what failed must not look as if it had passed.
    bound = ceil(bound) if phrase.endswith("or more") else bound
    said = say(
        phrase,
        name=result.name,
        figure=floor(round(figure * 10, 3)) / 10,
        bound=lost_allowed(asked) if name == "no page lost" else bound,
        which=result.name.removeprefix(name).strip(" ()"),
        note=printable(_STATED.sub("", result.note or "?"), _LONGEST),
        asked=asked,
        quarantined=crawl.quarantined if crawl else 0,
        pages=crawl.read + crawl.quarantined if crawl else 0,
    )
    first = first_of(result)
    return said + say(FIRST, first=printable(first, _LONGEST)) if first else said


def first_of(result: Result) -> str:
    """The first case of those a check found, where its note names it.

    >>> first_of(Result("no page lost", False, False, 1, 0, "the next run asks again; first: http://a.example/"))
    'http://a.example/'
    """
    return "" if result.name == "no error" else (result.note or "").partition("first: ")[2]


def told(result: Result, crawl: Crawl | None = None) -> str:
    """The line of a failed check on a terminal: what it found, and what to look at.

    >>> told(Result("captures", True, False, 2, 0, "look in /srv/captures; first: a.warc.gz"))
    'captures: WARC files that are missing or torn: 2, allowed 0: first a.warc.gz; look in /srv/captures'
    """
    look = advice(result)
    return f"{result.name}: {went_wrong(result, crawl)}{f'; {printable(look)}' if look else ''}"


def advice(result: Result) -> str:
    """What a check's note says beside its words: what to look at, what to do.

    >>> advice(Result("no page lost", False, False, 1, 0, "the next run asks again; first: http://a.example/"))
    'the next run asks again'
    """
    said = "{note}" in WORDS.get(result.name, "")
    return "" if said else (result.note or "").partition("first: ")[0].removesuffix("; ")
