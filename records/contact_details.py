"""Personal e-mail addresses and phone numbers in a text, replaced by a visible mark."""

from __future__ import annotations

import re

EMAIL_MARK = "[e-mail withheld]"
PHONE_MARK = "[phone number withheld]"

# "a.person@example.org", and the ways of hiding it: "[at]", "(at)", "[arobase]", SPIP's " CHEZ ".
_AT = r"(?:@|\s?[\[(]\s?(?:at|@|arobase|chez)\s?[\])]\s?|\s(?-i:CHEZ)\s)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|point|\.)\s?[\])]\s?)"
_EMAIL = re.compile(rf"[\w.+%-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)
_GAP = r"[ .\-\u2011\u00a0\u202f]?"
# French numbers in five pairs, with or without the country's code; others only with their "+".
_PHONE = re.compile(
    rf"(?<![\w+.,/-])(?:(?:\+|00){_GAP}33{_GAP}(?:\(0\){_GAP})?|0)[1-9](?:{_GAP}\d{{2}}){{4}}(?![\w/]|[.,-]\d)"
    rf"|(?<![\w+])\+\d{{1,3}}(?:[ .()\u00a0\u202f-]{{0,2}}\d){{7,12}}(?!\w)"
)
_SIGNS = re.compile(r"[@\[(]|CHEZ|\d{2}", re.IGNORECASE)


def withhold(text: str) -> str:
    """The text with each address and number replaced by its mark; a name beside them stays.

    >>> withhold("Contact: A. Person, a.person@example.org, 01 99 00 12 34")
    'Contact: A. Person, [e-mail withheld], [phone number withheld]'
    """
    if not _SIGNS.search(text):
        return text
    return _PHONE.sub(PHONE_MARK, _EMAIL.sub(EMAIL_MARK, text))
