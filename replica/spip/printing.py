"""How SPIP prints dates, times, cut titles and typography, in English and in French."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

TIME_ZONE = ZoneInfo("Europe/Paris")
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_UNITS = {
    ("en", "3.1"): ("kb", "Mb"), ("fr", "3.1"): ("ko", "Mo"),
    ("en", "4.3"): ("KiB", "MiB"), ("fr", "4.3"): ("kio", "Mio"),
}  # fmt: skip
_BEFORE_SIGNS = re.compile(r" (?=[:;?!%»](?:\s|$|[)\]<]))")


def day_in_words(at: str, language: str, *, weekday: bool = True) -> str:
    """A local date and time as the day SPIP prints.

    >>> day_in_words("2018-04-01T09:00", "fr")
    'dimanche 1er avril 2018'
    """
    moment = datetime.fromisoformat(at)
    day = "1er" if language == "fr" and moment.day == 1 else str(moment.day)
    printed = f"{day} {_MONTHS[language][moment.month - 1]} {moment.year}"
    return f"{_DAYS[language][moment.weekday()]} {printed}" if weekday else printed


def in_utc(at: str) -> str:
    """A local date and time in UTC, as it stands in attributes and feeds.

    >>> in_utc("2016-06-11T00:20")
    '2016-06-10T22:20:00Z'
    """
    moment = datetime.fromisoformat(at).replace(tzinfo=TIME_ZONE)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def size_in_words(size: int, language: str, style: str) -> str:
    """A file's size as SPIP prints it: base 1024, one decimal at most.

    >>> size_in_words(92160, "en", "3.1")
    '90 kb'
    """
    kilo, mega = _UNITS[language, style]
    count, unit = (size / 1024, kilo) if size < 1024**2 else (size / 1024**2, mega)
    return f"{round(count, 1):g} {unit}"


def cut(title: str, length: int, style: str) -> str:
    """A title cut at a word where it is longer than allowed, with SPIP's mark of a cut.

    >>> cut("Report of the meeting held 28 March", 24, "3.1")
    'Report of the meeting (...)'
    """
    if len(title) <= length:
        return title
    kept = title[: length + 1].rpartition(" ")[0]
    return f"{kept} ({'...' if style == '3.1' else '…'})"


def typeset(text: str, language: str) -> Markup:
    """Text as markup: French gets no-break spaces and its apostrophes as references."""
    return Markup(typeset_markup(str(escape(text)).replace("&#39;", "'"), language))


def typeset_markup(markup: str, language: str) -> str:
    """The same for what is markup already."""
    if language != "fr":
        return markup
    markup = markup.replace("« ", "«&nbsp;").replace("’", "&#8217;")
    return _BEFORE_SIGNS.sub("&nbsp;", markup)
