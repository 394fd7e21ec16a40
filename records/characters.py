"""Text from outside as it may be kept: every such text goes through `well_formed` before anything else."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

# All but controls other than tab and line break; halves of characters (surrogates); what Unicode says is
# no character. SQLite ends a text at NUL, UTF-8 has no halves, and lxml refuses most of the others.
_LAST = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
_ILL_FORMED = re.compile(f"[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_LAST}]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# What Unicode breaks lines at: Word's own line break (0B), the end of a PDF's page (0C), NEL (85).
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85")
_REPLACED = "\ufffd"


def well_formed(text: str) -> str:
    """The text without what is no character: as much as possible is kept of what was meant.

    Control characters that break a line become one, those of windows-1252 (80 to 9F) what they are
    there, the others go; the two halves of one character are joined, half a character is U+FFFD.

    >>> well_formed("a\\x0bb\\x00c l\\x92été")
    'a\\nbc l’été'
    """
    # Most lines are printable from end to end, and known to be so in no time.
    if text.isprintable() or not _ILL_FORMED.search(text):
        return text
    return _ILL_FORMED.sub(_mended, _HALVES.sub(_joined, text))


def _joined(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _mended(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _BREAKS:
        return "\n"
    if "\x80" <= sign <= "\x9f":
        return sign.encode("latin-1").decode("cp1252", "ignore")
    return _REPLACED if "\ud800" <= sign <= "\udfff" else ""


def shown_name(path: PurePath) -> str:
    r"""A file's name as it can be printed and kept: bytes that are no UTF-8 as `\xe9`.

    >>> shown_name(PurePath("r\udce9union.html"))
    'r\\xe9union.html'
    """
    return well_formed(os.fsencode(path.name).decode("utf-8", "backslashreplace"))
