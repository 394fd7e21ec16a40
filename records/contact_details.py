"""Personal e-mail addresses and phone numbers in a text, replaced by a visible mark."""

from __future__ import annotations

import re

EMAIL_MARK = "[e-mail withheld]"
PHONE_MARK = "[phone number withheld]"

# "a.person@example.org", and the ways of hiding it: "[at]", "(a)", " AT ", "[arobase]", SPIP's " CHEZ ".
_AT = r"(?:\s?@\s?|\s?[\[(]\s?(?:at|a|@|arobase|chez)\s?[\])]\s?|\s(?-i:CHEZ|AT)\s)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|point|\.)\s?[\])]\s?)"
# No more than 64 signs stand before the @, which also keeps long runs of other text cheap.
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+", re.IGNORECASE
)
_GAP = r"[ .\-/\u2010-\u2014\u00a0\u202f]{0,2}"
# French numbers in five pairs, with or without the country's code; others only with "+" or "00".
_FRENCH = rf"(?:(?:(?:\+|00)\s?)?33{_GAP}(?:\(0\){_GAP})?|\(0\){_GAP}|0)[1-9](?:{_GAP}\d{{2}}){{4}}"
_ABROAD = r"(?:\+|00)\d{2,3}(?:[ .()\u00a0\u202f-]{0,2}\d){7,12}"
_PHONE = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{_FRENCH}|{_ABROAD})(?!\d)")
_SIGNS = re.compile(r"[@\[(]|CHEZ|\bAT\b|\d{2}")


def withhold(text: str) -> str:
    """The text with each address and number replaced by its mark; a name beside them stays.

    >>> withhold("Contact: A. Person, a.person@example.org, 01 99 00 12 34")
    'Contact: A. Person, [e-mail withheld], [phone number withheld]'
    """
    if not _SIGNS.search(text):
        return text
    return _PHONE.sub(PHONE_MARK, _EMAIL.sub(EMAIL_MARK, text))


def names_both(line: str) -> bool:
    """Whether a line names an e-mail address and a phone number, as a site's own contact line does."""
    return bool(_EMAIL.search(line) and _PHONE.search(line))
