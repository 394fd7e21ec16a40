"""Personal e-mail addresses and phone numbers in a text, replaced by a visible mark.

A text is made plain first (full-width signs, joiners, marks of direction, leaders of dots), so that one
pattern finds a detail however it is printed; what is replaced is its place in the text as printed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

EMAIL_MARK = "[e-mail withheld]"
PHONE_MARK = "[phone number withheld]"

_OPEN, _CLOSE = r"[ ]{0,2}[\[({<][ ]{0,2}", r"[ ]{0,2}[\])}>][ ]{0,2}"
# "a.person@example.org", and the ways of hiding it: "[at]", "(arobas)", "{at}", " AT ", " CHEZ ", "åt".
_AT = (
    rf"(?:[ ]{{0,2}}@[ ]{{0,2}}|{_OPEN}(?:at|a|@|arr?oba[sz]e?|chez){_CLOSE}|[ ](?-i:CHEZ|AT)[ ]"
    r"|[ ]{1,2}arr?oba[sz]e?[ ]{1,2}|[ ]{0,3}åt[ ]{0,3}|[ ]\.(?:at|arobase)\.[ ]"
    r"|[ ]{0,2}&(?:\#0{0,4}64|\#x0{0,4}40|commat);[ ]{0,2})"
)
# What a domain ends with, where nothing else tells one: "ada@example . org", "ada_at_example.org".
_TOP = r"(?:fr|org|com|net|eu|info|asso|ong|be|ch|lu|ca|de|es|it|uk)\b"
_DOT = (
    rf"(?:\.|{_OPEN}(?:dot|point|pt|\.){_CLOSE}|[ ]\.[ ](?=(?-i:{_TOP}))"
    r"|&(?:\#0{0,4}46|\#x0{0,4}2e|period);)"
)
_SPOKEN = r"[ ](?:\.(?:dot|point)\.|dot|point)[ ]"
# What stands before the @: no more than 64 signs, which also keeps long runs of other text cheap.
_LOCAL = rf"(?<![\w.+%-])(?:[\w+%-]{{1,32}}(?:{_OPEN}(?:dot|point){_CLOSE}|{_SPOKEN})){{0,3}}[\w.+%-]{{1,64}}"
_NAME = r"[\w-]{1,63}"
# Dots may be spoken, "ada at example dot org"; "logo@2x.png" is a picture.
_EMAIL = re.compile(
    rf"{_LOCAL}(?:{_AT}(?!\d+x\.)(?:{_NAME}(?:{_DOT}{_NAME})+|{_NAME}(?:{_SPOKEN}{_NAME})+)"
    rf"|[ ]at[ ]{_NAME}(?:{_SPOKEN}{_NAME})+)"
    rf"|(?<![\w.])[a-z0-9.+-]{{1,64}}_at_[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,3}}(?:\.{_TOP}|_dot_{_TOP})",
    re.IGNORECASE,
)
_GAP = r"[ .\-/·]{0,2}"
# Set wide, the pairs stand apart by the same signs: "01 - 23 - 45 - 67 - 89".
_WIDE = r"(?P<wide>[ ][.\-/·][ ])\d{2}(?:(?P=wide)\d{2}){3}"
# Free numbers of France are helplines, and stay: 0800 to 0805.
_NOT_FREE = r"(?!8[ .\-/]{0,3}0[ .\-/]{0,3}[0-5])"
# French numbers in five pairs, with or without the country's code, or grouped as mobile numbers are abroad.
_COUNTRY = rf"(?:(?:(?:\+|00)[ ]?)?33{_GAP}(?:\(0\){_GAP})?|\(0\){_GAP}|0[ ]?)"
_GROUPS = (
    rf"[1-9](?:(?:{_GAP}\d{{2}}){{4}}|{_WIDE}|(?P<by>[ .])\d{{3}}(?P=by)\d{{3}}(?P=by)\d{{2}}"
    r"|\d{2}(?P<of>[ .])\d{3}(?P=of)\d{3})"
)
_FRENCH = rf"{_COUNTRY}{_NOT_FREE}{_GROUPS}"
_SEP = r"[ .()/-]{0,3}"
# Others only with "+" or "00"; an amount ("+200 000 000") is no number.
_ABROAD = (
    r"(?:\+[ ]?|00[ ]?)(?!\d{1,3}(?:[ .]000)+(?!\d))(?!33[ .(/-]{0,3}(?:0[ .)/-]{0,3})?8[ .]?0[ .]?[0-5])"
    rf"(?:[17](?:{_SEP}\d){{10}}|[2-9]\d{{1,2}}(?:{_SEP}\d){{7,12}})"
)
_DATE = r"\d\d([/.-])\d\d\1\d{4}"
_PHONE = re.compile(rf"(?<!\d)(?<!\d[.,])(?!{_DATE})(?:{_FRENCH}|{_ABROAD})(?!\d)")
# Without one of these a text has none: most have not, and are done with in no time.
_MAIL_SIGNS = re.compile(
    rf"@|{_OPEN}(?:at|a|arr?oba[sz]e?|chez){_CLOSE}|CHEZ|\bAT\b|arr?oba[sz]|\u00e5t|[ ]dot[ ]|_at_"
    r"|&(?:\#|commat)",
    re.IGNORECASE,
)
_PHONE_SIGNS = re.compile(r"[0+].?.?.?[1-9]|33.?.?[1-9]")
_MAILS = (_MAIL_SIGNS, _EMAIL, EMAIL_MARK)
_PHONES = (_PHONE_SIGNS, _PHONE, PHONE_MARK)
# As printed: what is not seen may stand within the words, digits and signs be of any alphabet's. No number
# has less than nine digits; a day has eight.
_ANY_SIGN = re.compile(
    r"[@\u00e5\ufe6b\uff20\[({<\u00ad\u200b-\u200f\u2060-\u206f\ufeff\uff00-\uff5e]|arr?oba|chez|\bat\b|\bdot\b|_at_|&(?:\#|commat)"
    r"|(?:\d\D*){9}",
    re.IGNORECASE,
)
# Dots or dashes that lead from a name to its number are neither's; two within a host are (`xn--caf-dma.fr`).
_LEADERS = re.compile(r"\.{2,}|-{3,}|(?<!\w)--|--(?!\w)|--(?=[0-9+(][0-9 .()-]{6})|_{3,}")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


def withhold(text: str) -> str:
    """The text with each address and number replaced by its mark; a name beside them stays.

    >>> withhold("Contact: A. Person, a.person@example.org, 01 99 00 12 34")
    'Contact: A. Person, [e-mail withheld], [phone number withheld]'
    >>> withhold("Le 3919, le 116 000 ou le 0 800 05 95 95")
    'Le 3919, le 116 000 ou le 0 800 05 95 95'
    """
    return _marked(text, (_MAILS, _PHONES))


def without_addresses(name: str) -> str:
    """The name of a file without the e-mail addresses in it; a digest of the name keeps it one of its own.

    >>> without_addresses("IMG/pdf/a.person@example.org.pdf")
    'IMG/pdf/[e-mail withheld]-361f95df'
    """
    clean = _marked(name, (_MAILS,))
    if clean == name:
        return name
    return f"{clean}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def names_both(line: str) -> bool:
    """Whether a line names an e-mail address and a phone number, as a site's own contact line does."""
    plain, _ = _plain(line)
    return bool(_EMAIL.search(plain) and _PHONE.search(plain))


def _marked(text: str, kinds: Iterable[tuple[re.Pattern[str], re.Pattern[str], str]]) -> str:
    """The text with each detail of some kinds, as its plain form shows them, replaced by the kind's mark."""
    if not _ANY_SIGN.search(text):
        return text
    plain, places = _plain(text)
    details: list[tuple[int, int, str]] = []
    for signs, pattern, mark in kinds:
        if not signs.search(plain):
            continue
        found = [
            (places[one.start()], places[one.end() - 1] + 1, mark)
            for one in pattern.finditer(plain)
        ]
        # A number may go on in the next line; figures one below the other are a column.
        details += [one for one in found if text.count("\n", *one[:2]) < 2]
        # What is an address is no number.
        plain = pattern.sub(lambda one: "@" * len(one[0]), plain)
    parts: list[str] = []
    end = 0
    for start, stop, mark in sorted(details):
        parts += [text[end:start], mark]
        end = stop
    return "".join([*parts, text[end:]])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text as patterns read it, and where each of its signs stands in the text."""
    signs: dict[str, str] = {sign: _plain_sign(sign) for sign in set(text)}
    places: Sequence[int] = range(len(text))
    if any(len(plain) != 1 for plain in signs.values()):
        places = [place for place, sign in enumerate(text) for _ in signs[sign]]
    plain = "".join([signs[sign] for sign in text])
    return _LEADERS.sub(lambda found: " " * len(found[0]), plain), places


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    """One sign as patterns read it: "" for what is not seen, a space for any space, a hyphen for any dash."""
    if sign.isspace() or "\u2000" <= sign <= "\u200a":
        return " "
    if sign in _DASHES:
        return "-"
    if unicodedata.category(sign) in ("Cf", "Mn"):
        return ""
    return unicodedata.normalize("NFKC", sign)
