"""From what a person types to a query of the search index: any input is a valid one.

The index is `search` of `schema/002_search.sql`. What is typed is folded as its triggers fold what
goes in; accents and capitals are left to its tokenizer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# As the triggers of schema/002_search.sql do.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "ʼ": "'"})
_PIECE = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_ELISION = re.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w)", re.IGNORECASE)
# An empty phrase matches no row; an empty query is an error.
NOTHING = '""'
# More words than a person types: FTS5 refuses expressions that are nested too deep.
_MOST_PIECES = 64


def search_query(text: object) -> str:
    """The FTS5 query for what was typed: every word must occur.

    `"two words"` stay together, `esclav*` finds words that begin so, and `l'esclavage` finds the
    word without its article too. Nothing else is an operator. Where there is no word at all, the
    query matches nothing.

    >>> search_query("l'esclavage moderne")
    '"esclavage" "moderne"'
    >>> search_query('"êtres humains" C&A mine*')
    '"êtres humains" "C&A" "mine"*'
    >>> search_query(' " ')
    '""'
    """
    if text is None or isinstance(text, bytes):
        return NOTHING
    typed = unicodedata.normalize("NFC", str(text)).translate(_LIGATURES).translate(_QUOTES)
    # FTS5 takes a NUL for the end of the query, in the middle of a string.
    pieces = dict.fromkeys(_pieces(typed.replace("\0", " ")))
    return " ".join(list(pieces)[:_MOST_PIECES]) or NOTHING


def _pieces(typed: str) -> Iterator[str]:
    for phrase, star, word in _PIECE.findall(typed):
        bare = phrase or _ELISION.sub("", word.rstrip("*"))
        if any(_is_of_a_word(character) for character in bare):
            yield f'"{bare}"{"*" if star or word.endswith("*") else ""}'


def _is_of_a_word(character: str) -> bool:
    """Whether the tokenizer (unicode61) keeps it: letters, numbers, and nothing else of use."""
    return unicodedata.category(character)[0] in "LN"
