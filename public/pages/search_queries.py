"""What the search page asks of the database: how many records of each kind, and the best of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from public.pages.item_queries import rows
from public.pages.queries import Database, Row

# What FTS5 puts around a word found: characters that stand for nothing, so that no text has them.
START, END = "\ue000", "\ue001"
_FILTERS = {
    "kind": "e.kind = :kind",
    "language": "e.language = :language",
    # Dates are compared as text: "2018", "2018-05" and "2018-05-10" are all of 2018.
    "since": "e.date >= :since",
    "until": "e.date < :until",
    "member": """e.record_id IN (SELECT page_id FROM mentions WHERE member_id = :member
      UNION ALL SELECT id FROM profiles WHERE member_id = :member
      UNION ALL SELECT id FROM statements WHERE issuer = :member
      UNION ALL SELECT a.document_id FROM page_documents a JOIN profiles p ON p.id = a.page_id
        WHERE p.member_id = :member
      UNION ALL SELECT :member)""",
}
_COUNTS = """
SELECT e.kind, count(*) AS number FROM search CROSS JOIN entries e ON e.id = search.rowid
WHERE search MATCH :query {filters} GROUP BY e.kind
"""
# FTS5 sorts by itself, and only then marks words: sorted by us, every text found would be marked. A
# word in the title counts ten times one in the text.
_BEST = """
SELECT e.kind, e.record_id, e.title AS plain_title, e.language, e.date, e.url,
  highlight(search, 0, :start, :end) AS title,
  snippet(search, 1, :start, :end, ' … ', 40) AS passage,
  CASE e.kind WHEN 'members' THEN (SELECT acronym FROM members WHERE id = e.record_id)
    WHEN 'profiles' THEN (SELECT m.acronym FROM profiles p JOIN members m ON m.id = p.member_id
      WHERE p.id = e.record_id) END AS acronym
FROM search CROSS JOIN entries e ON e.id = search.rowid
WHERE search MATCH :query AND rank MATCH 'bm25(10.0, 1.0)' {filters}
ORDER BY rank LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question: `query` in the language of FTS5, and what the results are narrowed to."""

    query: str
    kind: str = ""
    language: str = ""
    member: str = ""
    since: str = ""
    until: str = ""

    def given(self) -> dict[str, str]:
        """The filters that are set, as the SQL wants them."""
        named = {name: str(getattr(self, name)) for name in _FILTERS if getattr(self, name)}
        if self.until:
            named["until"] = f"{int(self.until) + 1:04}"
        return named


def _with(sql: str, given: dict[str, str]) -> str:
    return sql.format(filters=" ".join(f"AND {_FILTERS[name]}" for name in given))


async def counts(db: Database, wanted: Wanted) -> dict[str, int]:
    """How many records of each kind are found, whatever kind is asked for."""
    given = replace(wanted, kind="").given()
    found = await rows(db, _with(_COUNTS, given), query=wanted.query, **given)
    return {row["kind"]: row["number"] for row in found}


async def best(db: Database, wanted: Wanted, limit: int, offset: int) -> list[Row]:
    """Some of what is found, the best first, with the words marked in title and passage."""
    given = wanted.given()
    params: dict[str, Any] = {"start": START, "end": END, "limit": limit, "offset": offset}
    return await rows(db, _with(_BEST, given), query=wanted.query, **params, **given)


async def members(db: Database) -> list[Row]:
    """The members to choose from."""
    return await rows(db, "SELECT id, name, acronym FROM members ORDER BY name COLLATE NOCASE")
