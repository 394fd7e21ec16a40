"""What feeds, the calendar and the site map ask of the database; all of it only reads."""

from __future__ import annotations

import json
from collections.abc import Sequence

from public.pages.queries import Database, Row, rows

# A page counts for the tables it has one row in; members and documents name theirs.
_PAGE_OF = """CASE e.kind WHEN 'members' THEN (SELECT page_id FROM members WHERE id = e.record_id)
  WHEN 'documents' THEN (SELECT page_id FROM documents WHERE id = e.record_id) ELSE e.record_id END"""
# The latest first: by the run that brought them, so that what is read from old captures is new too; of one
# run by the day they bear. As many runs as entries are enough, since each brought one that stands: only
# their versions are looked at, by the index of runs (CROSS JOIN keeps SQLite from reading all versions for
# each run).
_FIRST = f"""
WITH runs AS (
  SELECT c.id, c.started_at FROM crawls c WHERE EXISTS (SELECT 1 FROM versions v
    INDEXED BY versions_crawl JOIN entries n ON n.kind = v.record_table AND n.record_id = v.record_id
    WHERE v.crawl_id = c.id AND v.number = 1 AND v.record_table IN (SELECT value FROM json_each(:tables)))
  ORDER BY c.started_at DESC LIMIT :limit
)
SELECT e.kind, e.record_id, e.title, e.text, e.language, e.date, first.captured_at,
  coalesce(p.changed_at, first.captured_at) AS changed_at
FROM (
  SELECT v.record_table, v.record_id, v.captured_at, runs.started_at, n.date
  FROM runs CROSS JOIN versions v INDEXED BY versions_crawl ON v.crawl_id = runs.id
  JOIN entries n ON n.kind = v.record_table AND n.record_id = v.record_id
  WHERE v.number = 1 AND v.record_table IN (SELECT value FROM json_each(:tables))
  ORDER BY runs.started_at DESC, n.date DESC, v.record_id LIMIT :limit
) AS first
JOIN entries e ON e.kind = first.record_table AND e.record_id = first.record_id
LEFT JOIN pages p ON p.id = {_PAGE_OF}
ORDER BY first.started_at DESC, first.date DESC, first.record_id
"""
_CHANGED = """
SELECT v.record_table, v.record_id, v.number, v.captured_at, v.changed,
  coalesce(json_extract(v.record, '$.title'), json_extract(v.record, '$.name'),
    json_extract(v.record, '$.caption'), v.record_id) AS title,
  json_extract(v.record, '$.language') AS language
FROM versions v WHERE v.number > 1 AND v.cause = 'site'
ORDER BY v.captured_at DESC, v.record_table, v.record_id, v.number DESC LIMIT :limit
"""
_ABSENT = """
SELECT a.*, p.title, p.language FROM absences a JOIN pages p ON p.id = a.page_id
WHERE a.confirmed_at IS NOT NULL ORDER BY max(a.confirmed_at, coalesce(a.back_at, '')) DESC LIMIT :limit
"""
_MEETINGS = """
SELECT d.*, m.language, p.changed_at FROM meeting_dates d JOIN meetings m ON m.id = d.meeting_id
JOIN pages p ON p.id = d.page_id ORDER BY d.date, d.id
"""
# Keys of the index `entries_record` alone: quick, however many there are.
_AT = "SELECT kind, record_id FROM entries ORDER BY kind, record_id LIMIT 1 OFFSET :offset"
_ITEMS = f"""
SELECT e.kind, e.record_id, p.changed_at FROM entries e LEFT JOIN pages p ON p.id = {_PAGE_OF}
WHERE (e.kind, e.record_id) > (:kind, :record_id) ORDER BY e.kind, e.record_id LIMIT :limit
"""


async def first_read(db: Database, tables: Sequence[str], limit: int) -> list[Row]:
    """What was read for the first time and still stands, the latest first."""
    return await rows(db, _FIRST, tables=json.dumps(tables), limit=limit)


async def changed(db: Database, limit: int) -> list[Row]:
    """Versions in which the site said otherwise than before, the latest first."""
    return await rows(db, _CHANGED, limit=limit)


async def absent(db: Database, limit: int) -> list[Row]:
    """Pages that were sure to be gone, whether they came back or not, the latest first."""
    return await rows(db, _ABSENT, limit=limit)


async def last_run(db: Database) -> str | None:
    """When the latest run began."""
    (row,) = await rows(db, "SELECT max(started_at) AS at FROM crawls")
    at: str | None = row["at"]
    return at


async def meeting_days(db: Database) -> list[Row]:
    """Every day of every meeting, as announced."""
    return await rows(db, _MEETINGS)


async def how_many_items(db: Database) -> int:
    """How many things have a page of their own."""
    (row,) = await rows(db, "SELECT count(*) AS number FROM entries")
    return int(row["number"])


async def item_before(db: Database, number: int) -> tuple[str, str]:
    """The kind and id of the item before which so many stand; two empty ones before the first."""
    if not number:
        return "", ""
    found = await rows(db, _AT, offset=number - 1)
    return (found[0]["kind"], found[0]["record_id"]) if found else ("~", "")


async def items_after(db: Database, kind: str, record_id: str, limit: int) -> list[Row]:
    """Things in the order of kind and id, each with when its page last changed."""
    return await rows(db, _ITEMS, kind=kind, record_id=record_id, limit=limit)
