"""Text as the archive keeps it: composed Unicode, single spaces, no-break ones where they matter."""

from __future__ import annotations

import re
import unicodedata

from records.characters import well_formed

# Marks that are printed on no page: soft hyphens, zero-width and byte-order marks, those that turn the
# direction of writing. A joiner is one too between letters that it cannot join: Latin ones.
_JOINABLE = "\u0300-\u1dff\u2190-\U0010ffff"
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    f"|(?<![{_JOINABLE}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINABLE}])"
)
# Around words that are struck out.
STRUCK = "~~"
_NO_BREAK = "\u00a0\u202f"
_SPACES = re.compile(f"[ \t\r\n\u2000-\u200a\u2028\u2029\u3000{_NO_BREAK}]+")
# French print sets a no-break space before high punctuation and units, inside guillemets, and
# between the thousands of a number. Elsewhere it is only an editor's slip.
_BEFORE = frozenset(":;?!»%€°")


def clean(text: str) -> str:
    """One line of text, normalised.

    >>> clean(" Voir  en ligne\\u00a0: la\\u00a0page ")
    'Voir en ligne\\xa0: la page'
    """
    text = _INVISIBLE.sub("", well_formed(text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(_one_space, text).strip(f" {_NO_BREAK}")


def _one_space(run: re.Match[str]) -> str:
    spaces = run[0]
    if spaces == " ":
        return spaces
    kept = next((c for c in spaces if c in _NO_BREAK), None)
    if kept is None:
        return " "
    text, start, end = run.string, run.start(), run.end()
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    carries = after in _BEFORE or before == "«" or (before.isdigit() and after.isalnum())
    return kept if after and carries else " "
