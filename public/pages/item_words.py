"""What a thing, a day and a language are called on the pages of search results and of things."""

from __future__ import annotations

import re

from public.pages.language import DEFAULT, LANGUAGES, translate
from public.pages.queries import Row
from public.pages.words import table_name

# One record of each table that has pages of its own.
KINDS = {
    "members": "Member",
    "profiles": "Member profile",
    "statements": "Statement",
    "meetings": "Meeting",
    "reports": "Meeting report",
    "articles": "Article",
    "documents": "Document",
}
# What became of a document's file.
_STATUSES = {
    "listed": "never fetched",
    "kept": "fetched and read",
    "missing": "the site has it no more",
    "unreadable": "fetched, but unreadable",
    "failed": "could not be fetched",
}
_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre"),
}  # fmt: skip


def kind_word(table: str) -> str:
    """One record of a table, in words.

    >>> kind_word("reports")
    'Meeting report'
    """
    return KINDS.get(table) or table_name(table)


def status_word(status: str) -> str:
    """What became of a document's file, in words.

    >>> status_word("missing")
    'the site has it no more'
    """
    return _STATUSES.get(status, status)


def day(date: str | None, language: str = DEFAULT) -> str:
    """A date as it was printed: no more precise than that.

    >>> day("2018-05-10"), day("2018-05", "fr"), day("2018"), day("1900-01-01", "fr")
    ('10 May 2018', 'mai 2018', '2018', '1er janvier 1900')
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date or "")
    if not found:
        return date or ""
    year, month, number = found.groups()
    named = f"{_MONTHS[language][int(month) - 1]} {year}"
    if number is None:
        return named
    return f"{'1er' if number == '01' and language == 'fr' else int(number)} {named}"


def language_name(code: str, language: str = DEFAULT) -> str:
    """A language of records, in the reader's; its code where the archive has no word for it.

    >>> language_name("fr"), language_name("fr", "fr"), language_name("oc")
    ('French', 'français', 'oc')
    """
    if code not in LANGUAGES:
        return code
    return translate("French" if code == "fr" else "English", language)


def title_of(table: str, row: Row) -> str:
    """What a record is called: as printed, or the name of its file.

    >>> title_of("members", {"name": "Lanterne", "acronym": "LDA"})
    'Lanterne (LDA)'
    >>> title_of("documents", {"id": "IMG/pdf/a.pdf", "caption": None})
    'a.pdf'
    """
    if table == "members":
        same = row["acronym"] in (None, row["name"])
        return str(row["name"] if same else f"{row['name']} ({row['acronym']})")
    return str(row.get("title") or row.get("caption") or row["id"].rpartition("/")[2])


def own_date(row: Row) -> str | None:
    """The day a record bears itself, or else that of its publication."""
    return row.get("stated_on") or row.get("held_on") or row.get("published_on")
