"""Printed file sizes: `PDF - 446.9 kb` to a format, bytes and the phrase itself.

SPIP prints kb (English) and ko (French) in 3.1, KiB and kio in 4.3, always of 1024, with one
decimal at most and perhaps a no-break space before the unit; Drupal prints Ko and octets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from records.numbers import whole_number

_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}
_SPACE = "[ \u00a0\u202f]"
SIZE = re.compile(
    # Groups of three figures are as many as a number has that any file could be: a table of figures has more.
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}|\d+)(?:[.,](?P<decimals>\d{{1,3}}))?{_SPACE}*"
    r"(?:(?P<power>[kmg])(?:i?[bo])|(?P<plain>octets?|bytes?|o|b))(?!\w)",
    re.IGNORECASE,
)
_LINE = re.compile(
    rf"^\s*(?P<format>[A-Za-z][\w./ +-]{{0,30}}?){_SPACE}*[-–—,:]{_SPACE}*(?P<size>{SIZE.pattern})\s*$",
    re.IGNORECASE,
)


class Size(NamedTuple):
    """`bytes` as stated, rounded to whole bytes, and the `phrase` as printed, with plain spaces.

    What no file can have is printed, and no size: `bytes` is None.
    """

    bytes: int | None
    phrase: str


def find_size(text: str) -> Size | None:
    """The first size printed in a text.

    >>> find_size("PDF - 446.9 kb")
    Size(bytes=457626, phrase='446.9 kb')
    """
    found = SIZE.search(text)
    return _size(found, found[0]) if found else None


def read_format_and_size(line: str) -> tuple[str, Size] | None:
    """A whole line `PDF - 446.9 kb` as (format, size), None where the line is anything else."""
    found = _LINE.match(line)
    return (found["format"].strip(), _size(found, found["size"])) if found else None


def _size(found: re.Match[str], phrase: str) -> Size:
    number = whole_number(re.sub(r"\D", "", found["number"]))
    stated = None
    if number is not None:
        power = _POWERS[(found["power"] or "").lower()]
        stated = whole_number(round(float(f"{number}.{found['decimals'] or '0'}") * 1024**power))
    return Size(stated, " ".join(phrase.split()))
