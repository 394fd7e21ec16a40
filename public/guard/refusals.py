"""What a reader is told whose query is not answered: what was refused, and what to do."""

from __future__ import annotations

from public.guard.apart import LONGEST_ANSWER, SQLITE_MEMORY, Failure
from public.guard.connection import LONGEST_TYPED, LONGEST_VALUE
from public.pages.language import translate

SAID = {
    "function": "The function {name} is not offered here. Ask without it: those of text, numbers, dates, "
    "JSON, windows and search are.",
    "table": "{name} cannot be read here: only the tables of the archive, json_each and json_tree, and what "
    "pragma_table_info and its kind say of a table.",
    "statement": "{name} is refused: the archive is only read here. Ask with SELECT or WITH.",
    "long": "{name} takes no more than {characters} characters. Give it less.",
    "value": "A value of this query is longer than {value} MB. Gather or join less in one.",
    "large": "The answer is larger than {answer} MB. Ask for fewer rows or columns, or take whole tables "
    "away.",
    "memory": "The query needs more than the {memory} MB of memory that one may have. Sort, join or gather "
    "less at once.",
    "late": "The query took longer than one may, and was ended. Ask for less at once: fewer rows to join, or "
    "those that an index finds.",
    "ended": "What worked on this query broke down. Ask otherwise.",
    "arguments": "An address has no more than {arguments} arguments here.",
    "characters": "A query has no more than {characters} characters here.",
    "blanks": "A query has no more than {blanks} blanks in a row here.",
    "header": "A header of a request has no more than {header} bytes here.",
    "busy": "Others are asking at this moment. Ask again in a few seconds.",
}
_MB = 2**20


def refusal(failure: Failure, language: str) -> str:
    """The sentence, in the reader's language; a mistake in SQL is told in SQLite's own words."""
    if failure.why == "wrong":
        return failure.about
    return translate(
        SAID[failure.why],
        language,
        name=failure.about,
        characters=LONGEST_TYPED,
        value=LONGEST_VALUE // _MB,
        answer=LONGEST_ANSWER // _MB,
        memory=SQLITE_MEMORY // _MB,
    )
