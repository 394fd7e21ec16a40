"""Numbers that are stated outside, as they can be kept: whole, not negative, no larger than SQLite holds."""

from __future__ import annotations

LARGEST = 2**63 - 1
_DIGITS = len(str(LARGEST))


def whole_number(stated: object) -> int | None:
    """The number that digits, or a value of a file's own, say; None where it is none that can be kept.

    Digits are those of any script; `²` is none, and a sign, a space or a point makes it no number.

    >>> whole_number("0042"), whole_number("٤٢"), whole_number("²"), whole_number("9" * 5000)
    (42, 42, None, None)
    """
    if isinstance(stated, int):
        return int(stated) if 0 <= stated <= LARGEST else None
    if not isinstance(stated, str) or not stated.isdecimal():
        return None
    digits = stated.lstrip("0") or "0"
    # Of a text without end Python would refuse, or work for long, to make a number.
    number = int(digits) if len(digits) <= _DIGITS else None
    return number if number is not None and number <= LARGEST else None
