"""Names: folding them for comparison, telling an acronym from a name, making a slug of either."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'"})
# A hyphen that lets no line break is a hyphen.
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\ufe63": "-", "\uff0d": "-"})
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})

# What is longer is no line of a page.
_LINE = 400

# An acronym has two capitals or more: "CCEM", "C&A", "ECPAT", "MdM". One word, at most twelve signs.
_ACRONYM = r"(?=[^\s()]*[A-ZÀ-Ý][^\s()]*[A-ZÀ-Ý])[A-ZÀ-Ýa-zà-ÿ0-9&.\-]{2,12}"
_IN_BRACKETS = re.compile(rf"^(?P<name>.+?)\s*[(\[]\s*(?P<acronym>{_ACRONYM})\s*[)\]]\s*$")
_BEFORE = re.compile(rf"^(?P<acronym>{_ACRONYM})\s*(?:[-–—:]\s+|\(\s*)(?P<name>[^()]+?)\)?\s*$")
_AFTER = re.compile(rf"^(?P<name>.+?)\s+[-–—]\s+(?P<acronym>(?!\S*[a-zà-ÿ]){_ACRONYM})\s*$")
_DOTTED = re.compile(r"(?:[A-ZÀ-Ý]\.){2,}[A-ZÀ-Ý]?\Z")
_VOWEL = re.compile(r"[aeiouy]")
_WORD = re.compile(r"[^\W_]+")
# Where associations have their seats, as they are printed in capitals beside a name.
_PLACES = frozenset({
    "amiens", "angers", "avignon", "besancon", "bordeaux", "brest", "caen", "calais", "cannes", "dijon",
    "dole", "europe", "france", "grenoble", "lille", "limoges", "lorient", "lyon",
    "marseille", "metz", "montpellier", "mulhouse", "nancy", "nantes", "nice", "nimes", "orleans", "paris",
    "pau", "perpignan", "poitiers", "reims", "rennes", "rouen", "strasbourg", "toulon", "toulouse", "tours",
    "troyes", "valence", "versailles", "london", "brussels", "bruxelles", "geneve", "lausanne", "monaco",
})  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ALONE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý&.\-]{1,11}$")


# `Les Amis du Rail (LAR) – Lyon`; `LAR, Les Amis du Rail`, `Les Amis du Rail / LAR`.
_INSIDE = re.compile(
    r"(?P<name>[^()]+?) \((?P<acronym>[A-ZÀ-Ý][A-ZÀ-Ý&.]{1,11})\)(?P<place>(?: [–—-]|,) [^\W\d][^()]{1,40})"
)
_PARTED = re.compile(r"([^,/]+?)(?:,| /) ([^,/]+)")


def without_accents(text: str) -> str:
    """Text with accents taken off and ligatures opened; nothing else is changed."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(LIGATURES))
    plain = _NOT_ASCII.sub(
        lambda sign: "" if unicodedata.combining(sign[0]) else sign[0], decomposed
    )
    return unicodedata.normalize("NFC", plain)


def folded(text: str) -> str:
    """Text as it is compared: case, accents, kinds of apostrophe and runs of space do not count.

    >>> folded("Accueil  de l’ŒUVRE")
    "accueil de l'oeuvre"
    """
    # A line is met again and again, a long text once.
    return _folded(text) if len(text) < _LINE else _folded.__wrapped__(text)


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return " ".join(without_accents(text.translate(APOSTROPHES | HYPHENS)).casefold().split())


def slug(text: str) -> str:
    """A name as it can stand in an address: lower-case letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def acronym_key(acronym: str) -> str:
    """An acronym as it is compared: points between its letters do not count.

    >>> acronym_key("C.A.D.E."), acronym_key("C&A")
    ('CADE', 'C&A')
    """
    return acronym.replace(".", "")


def split_acronym(title: str) -> tuple[str, str | None]:
    """A member's title as (name, acronym): brackets at the end, or the acronym before or behind a dash.

    Capitals behind a dash that the name does not spell are a place, and stay with the name.

    >>> split_acronym("Comité des Exemples (CDE)")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("CDE – Comité des Exemples")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("Comité des Exemples – CDE")
    ('Comité des Exemples', 'CDE')
    >>> split_acronym("Comité des Exemples – LYON")
    ('Comité des Exemples – LYON', None)
    >>> split_acronym("Hors les murs")
    ('Hors les murs', None)
    """
    title = " ".join(title.split())
    if inside := _INSIDE.fullmatch(title):
        return f"{inside['name']}{inside['place']}", inside["acronym"]
    if parted := _PARTED.fullmatch(title):
        first, second = parted[1], parted[2]
        for acronym, name in ((first, second), (second, first)):
            is_behind = acronym is second and "," in title
            if _ALONE.match(acronym) and not is_behind and _is_acronym_of(acronym, name):
                return name, acronym
    behind = _AFTER.match(title)
    if behind and not _is_acronym_of(behind["acronym"], behind["name"]):
        name, acronym = split_acronym(behind["name"])
        return (
            (f"{name}{title[behind.end('name') :]}", acronym) if name != acronym else (title, None)
        )
    found = _IN_BRACKETS.match(title) or _BEFORE.match(title) or behind
    if found and found["name"] and not _is_place(found["acronym"], found["name"]):
        return found["name"].strip(" ,–—-"), found["acronym"]
    if _ALONE.match(title):
        return title, title
    return title, None


def _is_place(capitals: str, name: str) -> bool:
    """Whether an acronym in its usual place, or what stands there for a name, is a town."""
    is_town = folded(capitals) in _PLACES and not _spells(folded(capitals), name)
    return is_town or folded(name).strip(" ,–—-") in _PLACES


def _is_acronym_of(capitals: str, name: str) -> bool:
    """Whether capitals behind a dash are an acronym: the name spells them, or nobody could speak them."""
    letters = folded(capitals)
    if letters in _PLACES and not _spells(letters, name):
        return False
    return bool(_DOTTED.match(capitals) or not _VOWEL.search(letters) or _spells(letters, name))


def _spells(letters: str, name: str) -> bool:
    """Whether beginnings of two of a name's words or more, in their order, make these letters."""
    letters = re.sub(r"[^a-z]", "", letters)
    # How many words, at most, make so many of the first letters.
    made = {0: 0}
    for word in _WORD.findall(folded(name)):
        for start, words in list(made.items()):
            for length in range(1, len(word) + 1):
                if not letters.startswith(word[:length], start):
                    break
                made[start + length] = max(made.get(start + length, 0), words + 1)
    return made.get(len(letters), 0) > 1


def natural(page_id: str) -> tuple[str, int]:
    """An order in which spip/article/9 stands before spip/article/10."""
    head, _, number = page_id.rpartition("/")
    return head, int(number) if number.isascii() and number.isdigit() else 0
