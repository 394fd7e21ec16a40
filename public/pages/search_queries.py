"""What the search page asks of the database: how many records of each kind, and the best of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from public.pages.queries import Database, Row, rows

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
# What filters and counts need of an entry stands in this index (schema/012): by it 90,000 results are
# counted in a third of the time.
_FACTS = "INDEXED BY entries_facts"
_FOUND = f"""
FROM search CROSS JOIN entries e {_FACTS} ON e.id = search.rowid WHERE search MATCH :query {{filters}}
"""
# Without words: all that the filters leave.
_LEFT = f"FROM entries e {_FACTS} WHERE true {{filters}}"
_COUNT = "SELECT e.kind, count(*) AS number"
# A word in the title counts ten times one in the text.
_BEST = f"""
SELECT search.rowid AS id {_FOUND} ORDER BY bm25(search, 10.0, 1.0), search.rowid
LIMIT :limit OFFSET :offset
"""
_LATEST = f"SELECT e.id {_LEFT} ORDER BY e.date DESC, e.id LIMIT :limit OFFSET :offset"
_OF_ENTRY = """
SELECT e.id, e.kind, e.record_id, e.title AS plain_title, e.language, e.date, e.url,
  CASE e.kind WHEN 'members' THEN (SELECT acronym FROM members WHERE id = e.record_id)
    WHEN 'profiles' THEN (SELECT m.acronym FROM profiles p JOIN members m ON m.id = p.member_id
      WHERE p.id = e.record_id) END AS acronym
"""
_SHOWN = f"""
{_OF_ENTRY}, highlight(search, 0, :start, :end) AS title,
  snippet(search, 1, :start, :end, ' … ', 40) AS passage
FROM search CROSS JOIN entries e ON e.id = search.rowid WHERE search MATCH :query
"""
_AMONG = "(SELECT value FROM json_each(:ids))"
_SHOW = f"{_SHOWN} AND search.rowid IN {_AMONG}"
_SHOW_LATEST = f"""
{_OF_ENTRY}, e.title, substr(e.text, 1, 240) || iif(length(e.text) > 240, ' …', '') AS passage
FROM entries e WHERE e.id IN {_AMONG}
"""
# Beginnings of words: for each row asked for, FTS5 would gather all words that begin so once more.
# Here it sorts by itself and then marks the rows it has; for whole words that is slower.
_BEST_SHOWN = f"""
{_SHOWN} AND rank MATCH 'bm25(10.0, 1.0)' {{filters}} ORDER BY rank LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question: `query` in the language of FTS5, and what the results are narrowed to.

    An empty query looks for no words: what the filters leave is wanted, the latest first.
    """

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
            # As text "10000" would come before every year.
            named["until"] = f"{int(self.until) + 1:04}" if self.until < "9999" else "~"
        return named


async def counts(db: Database, wanted: Wanted) -> dict[str, int]:
    """How many records of each kind are found, whatever kind is asked for."""
    given = replace(wanted, kind="").given()
    of = f"{_COUNT} {_FOUND if wanted.query else _LEFT} GROUP BY e.kind"
    found = await rows(db, _sql(of, given), query=wanted.query, **given)
    return {row["kind"]: row["number"] for row in found}


async def best(db: Database, wanted: Wanted, limit: int, offset: int) -> list[Row]:
    """Some of what is found, the best first, with the words marked in title and passage."""
    given = wanted.given()
    part = {"query": wanted.query, "limit": limit, "offset": offset, **given}
    marks = {"query": wanted.query, "start": START, "end": END}
    if "*" in wanted.query:
        return await rows(db, _sql(_BEST_SHOWN, given), **{**part, **marks})
    order, show = (_BEST, _SHOW) if wanted.query else (_LATEST, _SHOW_LATEST)
    ids = [row["id"] for row in await rows(db, _sql(order, given), **part)]
    shown = await rows(db, show, ids=json.dumps(ids), **marks)
    return sorted(shown, key=lambda row: ids.index(row["id"]))


def _sql(sql: str, given: dict[str, str]) -> str:
    """The question with its filters."""
    return sql.format(filters=" ".join(f"AND {_FILTERS[name]}" for name in given))


async def members(db: Database) -> list[Row]:
    """The members to choose from."""
    return await rows(db, "SELECT id, name, acronym FROM members ORDER BY name COLLATE NOCASE")
