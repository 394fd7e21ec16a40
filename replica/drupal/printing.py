"""How Drupal prints dates, sizes and addresses in French, in each of the three themes."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from replica.spip.printing import day_in_words, in_utc

_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre")  # fmt: skip
# What may stand in an address as it is; spaces and accents are percent-encoded.
_SAFE = "/-_.~()!*'"


def moment(at: str) -> str:
    """A local date and time in Drupal's own form, which fields keep in every theme.

    >>> moment("2016-03-14T09:00")
    'lun 14/03/2016 - 09:00'
    """
    when = datetime.fromisoformat(at)
    return f"{_DAYS[when.weekday()]} {when:%d/%m/%Y - %H:%M}"


def written(at: str, theme: str) -> str:
    """The moment a node or a comment was written, as a theme prints it.

    >>> written("2016-03-14T09:00", "olivero")
    '14  mars,  2016'
    """
    when = datetime.fromisoformat(at)
    if theme == "bartik":
        return moment(at)
    if theme == "olivero":
        return f"{when.day}  {_MONTHS[when.month - 1]},  {when.year}"
    return day_in_words(at, "fr", weekday=False)


def utc(at: str) -> str:
    """The same in UTC, as it stands in attributes.

    >>> utc("2016-06-11T00:20")
    '2016-06-10T22:20:00+00:00'
    """
    return in_utc(at).replace("Z", "+00:00")


def month(number: str) -> str:
    """The words for a month of the archive.

    >>> month("201603")
    'mars 2016'
    """
    return f"{_MONTHS[int(number[4:]) - 1]} {number[:4]}"


def size_in_words(size: int) -> str:
    """A file's size as Drupal prints it: base 1024, two decimals at most.

    >>> size_in_words(1761), size_in_words(991), size_in_words(1153434)
    ('1.72 Ko', '991 octets', '1.1 Mo')
    """
    if size < 1024:
        return f"{size} octets"
    count, unit = (size / 1024, "Ko") if size < 1024**2 else (size / 1024**2, "Mo")
    return f"{round(count, 2):.10g} {unit}"


def encoded(path: str) -> str:
    """A path as it stands in an address.

    >>> encoded("sites/default/files/2021-03/Affiche été.pdf")
    'sites/default/files/2021-03/Affiche%20%C3%A9t%C3%A9.pdf'
    """
    return quote(path, safe=_SAFE)
