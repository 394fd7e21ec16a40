"""Every question the archive's own pages ask of the database; all of them only read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from public.pages.words import CONTENT_TABLES

Row = Mapping[str, Any]
_CONTENT = ", ".join(f"'{table}'" for table in CONTENT_TABLES)
# A run that changed something is worth an entry even where it failed: a plain crawl is not taken back.
_NIGHTS = """
    (spider = 'collective' AND outcome = 'finished')
      OR EXISTS (SELECT 1 FROM versions v WHERE v.crawl_id = crawls.id)
"""
_CRAWLS = "SELECT * FROM crawls"
_LATEST = "ORDER BY started_at DESC, id DESC LIMIT :limit OFFSET :offset"

# What was read in some runs, each version with the page it counts under: a document under the page
# that attaches it (of several the one that changed too), a member under the profile it was read from.
_READ_IN = f"""
WITH read AS (
  SELECT v.crawl_id, v.record_table, v.record_id, v.number, v.captured_at, v.capture_id, v.cause, v.changed,
    coalesce(json_extract(v.record, '$.title'), json_extract(v.record, '$.name'),
      json_extract(v.record, '$.caption')) AS title,
    json_extract(v.record, '$.language') AS language,
    json_extract(v.record, '$.seen_as') = 'teaser' AS teaser,
    EXISTS (SELECT 1 FROM entries e WHERE e.kind = v.record_table AND e.record_id = v.record_id) AS stands,
    EXISTS (SELECT 1 FROM versions w WHERE w.record_table IN ({_CONTENT}) AND w.record_id = v.record_id
      AND w.crawl_id <> v.crawl_id AND w.captured_at < v.captured_at
      AND json_extract(w.record, '$.seen_as') = 'page') AS known,
    CASE v.record_table
      WHEN 'documents' THEN coalesce(
        (SELECT a.page_id FROM page_documents a JOIN documents d ON d.id = a.document_id
          WHERE a.document_id = v.record_id AND EXISTS (SELECT 1 FROM versions w
            WHERE w.record_table IN ({_CONTENT}) AND w.record_id = a.page_id AND w.crawl_id = v.crawl_id)
          ORDER BY a.page_id <> d.page_id, a.page_id LIMIT 1),
        (SELECT d.page_id FROM documents d WHERE d.id = v.record_id), v.record_id)
      WHEN 'members' THEN coalesce(
        (SELECT w.record_id FROM versions w WHERE w.crawl_id = v.crawl_id
          AND w.record_table = 'profiles' AND w.capture_id = v.capture_id LIMIT 1),
        (SELECT m.page_id FROM members m WHERE m.id = v.record_id), v.record_id)
      ELSE v.record_id END AS page_id
  FROM versions v WHERE v.crawl_id IN (SELECT value FROM json_each(:crawls))
)
SELECT read.*, p.title AS page_title, p.kind AS page_kind, p.language AS page_language
FROM read LEFT JOIN pages p ON p.id = read.page_id
"""
_ABSENT_IN = """
SELECT a.*, p.title, p.kind, p.language, p.url FROM absences a JOIN pages p ON p.id = a.page_id
WHERE EXISTS (SELECT 1 FROM crawls c WHERE c.id IN (SELECT value FROM json_each(:crawls))
  AND (a.first_at BETWEEN c.started_at AND c.finished_at OR a.confirmed_at BETWEEN c.started_at
    AND c.finished_at OR a.back_at BETWEEN c.started_at AND c.finished_at))
ORDER BY p.kind, p.title, p.id
"""
_SIDES = """
SELECT v.record_table, v.record_id, v.number, v.record, b.record AS before
FROM versions v LEFT JOIN versions b ON b.record_table = v.record_table
  AND b.record_id = v.record_id AND b.number = v.number - 1
"""


class Database(Protocol):
    """What Datasette gives for a database."""

    async def execute(self, sql: str, params: Mapping[str, Any]) -> Iterable[Any]:
        """The rows of a query."""
        ...


async def rows(db: Database, sql: str, **params: Any) -> list[Row]:
    """The rows of a query, by the names of their columns."""
    return [dict(row) for row in await db.execute(sql, params)]


def cut(found: list[Row], most: int) -> tuple[list[Row], bool]:
    """Of rows of which one more was asked for than are shown: those shown, and whether there are more."""
    return found[:most], len(found) > most


async def _row(db: Database, sql: str, **params: Any) -> Row | None:
    return next(iter(await rows(db, sql, **params)), None)


async def crawl(db: Database, crawl_id: str) -> Row | None:
    """A run."""
    return await _row(db, f"{_CRAWLS} WHERE id = :id", id=crawl_id)


async def changing(db: Database, limit: int, offset: int) -> list[Row]:
    """The runs over the live site that are published, the latest first."""
    return await rows(db, f"{_CRAWLS} WHERE {_NIGHTS} {_LATEST}", limit=limit, offset=offset)


async def nights(db: Database, limit: int, offset: int) -> list[Row]:
    """Every run over the live site, good or not, the latest first."""
    where = "WHERE spider = 'collective'"
    return await rows(db, f"{_CRAWLS} {where} {_LATEST}", limit=limit, offset=offset)


async def last_good(db: Database) -> Row | None:
    """The latest run over the live site whose required checks all passed."""
    where = "WHERE spider = 'collective' AND outcome = 'finished'"
    return await _row(db, f"{_CRAWLS} {where} {_LATEST}", limit=1, offset=0)


async def kept(db: Database, crawl_ids: Sequence[str]) -> set[str]:
    """Which of the runs have captures in the archive: a failed night's stay beside it."""
    sql = """SELECT value AS id FROM json_each(:crawls) WHERE EXISTS
      (SELECT 1 FROM captures c WHERE c.crawl_id = value)"""
    return {row["id"] for row in await rows(db, sql, crawls=json.dumps(crawl_ids))}


async def checks(db: Database, crawl_ids: Sequence[str]) -> list[Row]:
    """The health checks of runs: those that failed first, then as they were made."""
    sql = """SELECT * FROM checks WHERE crawl_id IN (SELECT value FROM json_each(:crawls))
      ORDER BY passed, required DESC, rowid"""
    return await rows(db, sql, crawls=json.dumps(crawl_ids))


async def read_in(db: Database, crawl_ids: Sequence[str]) -> list[Row]:
    """Every version that came with the runs, and the page it counts under."""
    return await rows(db, _READ_IN, crawls=json.dumps(crawl_ids))


async def absent_in(db: Database, crawl_ids: Sequence[str]) -> list[Row]:
    """Absences that began, were confirmed or ended in the runs."""
    return await rows(db, _ABSENT_IN, crawls=json.dumps(crawl_ids))


async def sides(db: Database, crawl_id: str, record_ids: Sequence[str]) -> list[Row]:
    """Both sides of what changed in a run, of the records named."""
    where = """WHERE v.crawl_id = :crawl AND v.number > 1
      AND v.record_id IN (SELECT value FROM json_each(:records))"""
    return await rows(db, f"{_SIDES} {where}", crawl=crawl_id, records=json.dumps(record_ids))


async def versions(db: Database, table: str, record_id: str, limit: int, offset: int) -> list[Row]:
    """The versions of a record, the newest first, each with the one before it."""
    sql = """SELECT v.*, b.record AS before FROM versions v LEFT JOIN versions b
      ON b.record_table = v.record_table AND b.record_id = v.record_id AND b.number = v.number - 1
      WHERE v.record_table = :table AND v.record_id = :id
      ORDER BY v.number DESC LIMIT :limit OFFSET :offset"""
    return await rows(db, sql, table=table, id=record_id, limit=limit, offset=offset)


async def stands(db: Database, table: str, record_id: str) -> bool:
    """Whether a record stands in its table: one that became another kind, or gave way, does not."""
    sql = "SELECT 1 FROM entries WHERE kind = :table AND record_id = :id"
    return await _row(db, sql, table=table, id=record_id) is not None


async def page(db: Database, page_id: str) -> Row | None:
    """A page."""
    return await _row(db, "SELECT * FROM pages WHERE id = :id", id=page_id)


async def capture(db: Database, capture_id: str) -> Row | None:
    """A capture."""
    return await _row(db, "SELECT * FROM captures WHERE id = :id", id=capture_id)


async def captured_at(db: Database, capture_id: str) -> str | None:
    """When a capture was made."""
    row = await _row(db, "SELECT captured_at FROM captures WHERE id = :id", id=capture_id)
    return row["captured_at"] if row else None


async def page_at(db: Database, url: str) -> Row | None:
    """The page that an address leads to."""
    sql = "SELECT p.* FROM addresses a JOIN pages p ON p.id = a.page_id WHERE a.url = :url"
    return await _row(db, sql, url=url)


async def read_from(db: Database, capture_id: str, limit: int) -> list[Row]:
    """The records that read otherwise from a capture on."""
    sql = """SELECT record_table, record_id, number, coalesce(json_extract(record, '$.title'),
      json_extract(record, '$.name'), json_extract(record, '$.caption'), record_id) AS title,
      json_extract(record, '$.language') AS language
      FROM versions WHERE capture_id = :id ORDER BY record_table, record_id, number LIMIT :limit"""
    return await rows(db, sql, id=capture_id, limit=limit)


async def unchanged_since(db: Database, capture_id: str) -> Row:
    """How often the site said later that this answer still holds, and when last."""
    sql = "SELECT count(*) AS times, max(captured_at) AS last FROM captures WHERE refers_to = :id"
    found = await _row(db, sql, id=capture_id)
    assert found is not None
    return found
