"""Names: folding them for comparison, telling an acronym from a name, making a slug of either."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'"})
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})

# What is longer is no line of a page.
_LINE = 400

# An acronym has two capitals or more: "CCEM", "C&A", "ECPAT", "MdM". One word, at most twelve signs.
_ACRONYM = r"(?=[^\s()]*[A-ZÀ-Ý][^\s()]*[A-ZÀ-Ý])[A-ZÀ-Ýa-zà-ÿ0-9&.\-]{2,12}"
_IN_BRACKETS = re.compile(rf"^(?P<name>.+?)\s*[(\[]\s*(?P<acronym>{_ACRONYM})\s*[)\]]\s*$")
_BEFORE = re.compile(rf"^(?P<acronym>{_ACRONYM})\s*(?:[-–—:]\s+|\(\s*)(?P<name>[^()]+?)\)?\s*$")
_AFTER = re.compile(rf"^(?P<name>.+?)\s+[-–—]\s+(?P<acronym>(?!\S*[a-zà-ÿ]){_ACRONYM})\s*$")
_ALONE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý&.\-]{1,11}$")


def without_accents(text: str) -> str:
    """Text with accents taken off and ligatures opened; nothing else is changed."""
    decomposed = unicodedata.normalize("NFD", text.translate(LIGATURES))
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


def folded(text: str) -> str:
    """Text as it is compared: case, accents, kinds of apostrophe and runs of space do not count.

    >>> folded("Accueil  de l’ŒUVRE")
    "accueil de l'oeuvre"
    """
    # A line is met again and again, a long text once.
    return _folded(text) if len(text) < _LINE else _folded.__wrapped__(text)


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return " ".join(without_accents(text.translate(APOSTROPHES)).casefold().split())


def slug(text: str) -> str:
    """A name as it can stand in an address: lower-case letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def split_acronym(title: str) -> tuple[str, str | None]:
    """A member's title as (name, acronym): brackets at the end, or the acronym before a dash.

    >>> split_acronym("Comité des Exemples (CDE)")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("CDE – Comité des Exemples")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("Comité des Exemples – CDE")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("Hors les murs")
    ('Hors les murs', None)
    """
    title = " ".join(title.split())
    found = _IN_BRACKETS.match(title) or _BEFORE.match(title) or _AFTER.match(title)
    if found:
        return found["name"].strip(" ,–—-"), found["acronym"]
    if _ALONE.match(title):
        return title, title
    return title, None


def natural(page_id: str) -> tuple[str, int]:
    """An order in which spip/article/9 stands before spip/article/10."""
    head, _, number = page_id.rpartition("/")
    return head, int(number) if number.isascii() and number.isdigit() else 0
