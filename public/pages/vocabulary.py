"""The archive's own values in the reader's language: "open letter" in `form` is our word, not the site's.

Files, filters and addresses have the values as they are stored; only what is read on a page is translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from public.pages.language import DEFAULT, phrases, translate
from public.pages.words import table_name

# Columns that hold one of a few values of ours, in whatever table or query they stand.
_CODED = frozenset(
    (
        "form",
        "kind",
        "status",
        "seen_as",
        "cause",
        "outcome",
        "record_table",
        "published_precision",
        "stated_precision",
        "held_precision",
        "date_precision",
        "date_basis",
        "held_basis",
        # Of queries: whether a record is new or changed.
        "what",
        # The collective; every other issuer is a member's id, and no word.
        "issuer",
    )
)
# Elsewhere a column of this name quotes somebody.
_CODED_HERE = frozenset((("checks", "name"), ("quarantine", "reason")))
# What the program says in whole sentences it says in English, here as in its log.
_REMARKS = frozenset(("note", "detail", "why", "failed_checks"))
# Columns that quote the record: read aloud in the record's language.
_QUOTED = frozenset(
    (
        "title",
        "text",
        "caption",
        "name",
        "description",
        "place",
        "phrase",
        "website_label",
        "contact",
    )
)


def coded(table: str | None, columns: Iterable[str], language: str) -> frozenset[str]:
    """The columns whose values are translated for a reader.

    In English none: there a value reads as a filter asks for it.

    >>> sorted(coded("quarantine", ["url", "reason", "status"], "fr"))
    ['reason', 'status']
    """
    if language == DEFAULT:
        return frozenset()
    return frozenset(name for name in columns if name in _CODED or (table, name) in _CODED_HERE)


def in_words(table: str | None, column: str, value: Any, language: str = DEFAULT) -> Any:
    """A value in the reader's language where it is one of ours; every other stays as it is.

    One that means something else in another column has a phrase of its own, named after the column.

    >>> in_words("statements", "form", "statement", "fr"), in_words("pages", "kind", "statement", "fr")
    ('communiqué', 'prise de position')
    >>> in_words("entries", "kind", "meetings", "fr"), in_words("statements", "title", "News", "fr")
    ('Réunions', 'News')
    """
    if not isinstance(value, str) or not coded(table, (column,), language):
        return value
    if table == "checks" and column == "name":
        return check_name(value, language)
    own = phrases(language).get(f"{value} ({column})")
    if own is None and column != "issuer":
        return translate(table_name(value), language)
    return own or value


def check_name(name: str, language: str = DEFAULT) -> str:
    """A health check; one is made for each kind of page, and for each layout that read some.

    >>> check_name("pages of kind report", "fr"), check_name("length of text (spip)", "fr")
    ('pages du genre compte rendu', 'longueur du texte (spip)')
    """
    kind = name.removeprefix("pages of kind ")
    if kind != name:
        said = in_words("pages", "kind", kind, language)
        return translate("pages of kind {kind}", language, kind=said)
    what, opening, layout = name.partition(" (")
    return translate(what, language) + opening + layout


def row_link(cell: Any, language: str = DEFAULT) -> Any:
    """A link to a row, as a prepared query has it: named after the table, in the reader's language.

    >>> str(row_link(Markup('<a href="/archive/members/lda">members</a>'), "fr"))
    '<a href="/archive/members/lda">Membres</a>'
    """
    name = cell.striptags() if isinstance(cell, Markup) and language != DEFAULT else None
    if not name:
        return cell
    return cell.replace(f">{name}<", Markup(">{}<").format(translate(table_name(name), language)))


def spoken_in(column: str, of_record: str | None) -> str | None:
    """The language of a cell of text, where it may be another than the page's.

    >>> spoken_in("title", "fr"), spoken_in("note", None), spoken_in("form", "fr")
    ('fr', 'en', None)
    """
    if column in _REMARKS:
        return DEFAULT
    return of_record if column in _QUOTED else None
