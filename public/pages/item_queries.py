"""What the pages of single things ask of the database; all of it only reads.

Every question goes by an index: a page is as fast in an archive of 100,000 records.
"""

from __future__ import annotations

from typing import Any

from public.pages.queries import Database, Row, rows
from public.pages.words import CONTENT_TABLES, VERSIONED

_CONTENT = ", ".join(f"'{table}'" for table in CONTENT_TABLES)
_VERSIONED = ", ".join(f"'{table}'" for table in VERSIONED)
_NAMING = f"""
SELECT e.kind, e.record_id, e.title, e.language, e.date, n.count, n.context
FROM mentions n JOIN entries e ON e.record_id = n.page_id AND e.kind IN ({_CONTENT})
WHERE n.member_id = :member AND (e.kind = 'statements') = :statements
  AND n.page_id NOT IN (SELECT id FROM profiles WHERE member_id = :member)
ORDER BY e.date DESC, e.record_id LIMIT :limit
"""


async def _first(db: Database, sql: str, **params: Any) -> Row | None:
    return next(iter(await rows(db, sql, **params)), None)


async def record(db: Database, table: str, record_id: str) -> Row | None:
    """A row of a table that has pages of its own."""
    assert table in VERSIONED
    return await _first(db, f"SELECT * FROM {table} WHERE id = :id", id=record_id)


async def latest_versions(db: Database, table: str, record_id: str, limit: int) -> list[Row]:
    """The latest versions of a record without what they say, the newest first."""
    sql = """SELECT number, captured_at, capture_id, changed, cause FROM versions
      WHERE record_table = :table AND record_id = :id ORDER BY number DESC LIMIT :limit"""
    return await rows(db, sql, table=table, id=record_id, limit=limit)


async def read_as(db: Database, record_id: str) -> list[Row]:
    """The tables in which a record ever had versions, each with when it was last read so."""
    sql = f"""SELECT record_table, max(captured_at) AS last FROM versions
      WHERE record_table IN ({_VERSIONED}) AND record_id = :id GROUP BY record_table"""
    return await rows(db, sql, id=record_id)


async def absence(db: Database, page_id: str) -> Row | None:
    """The absence that a page is in."""
    sql = "SELECT * FROM absences WHERE page_id = :id AND back_at IS NULL"
    return await _first(db, sql, id=page_id)


async def addresses(db: Database, page_id: str, limit: int) -> list[Row]:
    """Addresses that lead to a page, as they were met."""
    sql = "SELECT * FROM addresses WHERE page_id = :id ORDER BY first_seen_at, url LIMIT :limit"
    return await rows(db, sql, id=page_id, limit=limit)


async def translations(db: Database, page_id: str, origin: str | None) -> list[Row]:
    """The same page in other languages: the one it translates, and all others that do."""
    sql = f"""SELECT p.id, p.title, p.language, e.kind FROM pages p
      JOIN entries e ON e.record_id = p.id AND e.kind IN ({_CONTENT})
      WHERE (p.id = :origin OR p.translation_of = :origin) AND p.id <> :id ORDER BY p.language, p.id"""
    return await rows(db, sql, id=page_id, origin=origin or page_id)


async def documents(db: Database, page_id: str) -> list[Row]:
    """What a page attaches, in its order."""
    sql = """SELECT d.id, coalesce(a.caption, d.caption) AS caption, d.format, d.language, d.bytes,
      d.pages, d.status, coalesce(a.stated_size, d.stated_size) AS stated_size
      FROM page_documents a JOIN documents d ON d.id = a.document_id
      WHERE a.page_id = :id ORDER BY a.position"""
    return await rows(db, sql, id=page_id)


async def named(db: Database, page_id: str) -> list[Row]:
    """The members that a page names."""
    sql = """SELECT m.id, m.name, m.acronym, n.count FROM mentions n JOIN members m ON m.id = n.member_id
      WHERE n.page_id = :id ORDER BY n.count DESC, m.name"""
    return await rows(db, sql, id=page_id)


async def member(db: Database, member_id: str) -> Row | None:
    """A member."""
    return await _first(db, "SELECT * FROM members WHERE id = :id", id=member_id)


async def profiles(db: Database, member_id: str) -> list[Row]:
    """A member's profiles, as the years went, each with since when and until when it was met."""
    sql = """SELECT r.*, p.first_seen_at, p.last_seen_at, p.gone_at FROM profiles r
      JOIN pages p ON p.id = r.page_id WHERE r.member_id = :id
      ORDER BY coalesce(r.published_on, p.first_seen_at), r.language DESC, r.id"""
    return await rows(db, sql, id=member_id)


async def documents_of_member(db: Database, member_id: str) -> list[Row]:
    """What the profiles of a member attach, each file once."""
    sql = """SELECT DISTINCT d.id, d.caption, d.format, d.language, d.bytes, d.pages, d.status, d.stated_size
      FROM profiles p JOIN page_documents a ON a.page_id = p.id JOIN documents d ON d.id = a.document_id
      WHERE p.member_id = :id ORDER BY d.caption, d.id"""
    return await rows(db, sql, id=member_id)


async def naming(db: Database, member_id: str, limit: int, *, statements: bool) -> list[Row]:
    """Pages of others that name a member, the latest first: statements, or all but statements."""
    return await rows(db, _NAMING, member=member_id, statements=statements, limit=limit)


async def times_named(db: Database, member_id: str) -> int:
    """On how many pages a member is named, its own too."""
    sql = "SELECT count(*) AS number FROM mentions WHERE member_id = :id"
    found = await _first(db, sql, id=member_id)
    return int(found["number"]) if found else 0


async def issued(db: Database, member_id: str, limit: int) -> list[Row]:
    """Statements in which a member itself speaks."""
    sql = """SELECT id AS record_id, 'statements' AS kind, title, language, coalesce(stated_on, published_on)
      AS date FROM statements WHERE issuer = :id ORDER BY date DESC, id LIMIT :limit"""
    return await rows(db, sql, id=member_id, limit=limit)


async def days(db: Database, meeting_id: str) -> list[Row]:
    """The sessions of a meeting, each with the `reports` of its day: one in each language, where they are
    translated."""
    sql = """SELECT d.*, c.meeting_id AS called_off_in FROM meeting_dates d
      LEFT JOIN meeting_dates c ON c.id = d.cancelled_by WHERE d.meeting_id = :id ORDER BY d.position"""
    found = await rows(db, sql, id=meeting_id)
    sql = """SELECT meeting_date_id, id, title, language FROM reports WHERE meeting_date_id IN
      (SELECT id FROM meeting_dates WHERE meeting_id = :id) ORDER BY id"""
    reports = await rows(db, sql, id=meeting_id)
    date_of = {day["id"]: day["date"] for day in found}
    return [
        {
            **day,
            "reports": [one for one in reports if date_of[one["meeting_date_id"]] == day["date"]],
        }
        for day in found
    ]


async def agenda(db: Database, report_id: str) -> list[Row]:
    """The agenda of a report."""
    sql = "SELECT * FROM agenda_items WHERE report_id = :id ORDER BY position"
    return await rows(db, sql, id=report_id)


async def meeting_of(db: Database, meeting_date_id: str) -> Row | None:
    """The announced day that a report is of, with its meeting."""
    sql = """SELECT d.*, m.title AS meeting_title, m.language FROM meeting_dates d
      JOIN meetings m ON m.id = d.meeting_id WHERE d.id = :id"""
    return await _first(db, sql, id=meeting_date_id)


async def attaching(db: Database, document_id: str) -> list[Row]:
    """The pages that attach a document, each with the record read from it."""
    sql = f"""SELECT p.id, p.title, p.language, p.gone_at, a.caption, a.stated_size, e.kind
      FROM page_documents a JOIN pages p ON p.id = a.page_id
      LEFT JOIN entries e ON e.record_id = p.id AND e.kind IN ({_CONTENT})
      WHERE a.document_id = :id ORDER BY p.id"""
    return await rows(db, sql, id=document_id)


async def stands_in(db: Database, record_id: str) -> str | None:
    """The table a record stands in now."""
    sql = f"SELECT kind FROM entries WHERE kind IN ({_VERSIONED}) AND record_id = :id"
    found = await _first(db, sql, id=record_id)
    return found["kind"] if found else None


async def withheld(db: Database, record_id: str) -> Row | None:
    """That a page or document was taken down."""
    return await _first(db, "SELECT * FROM withheld WHERE id = :id", id=record_id)


async def pages_under(db: Database, path: str) -> list[Row]:
    """Addresses that end in a path, and the pages they lead to now."""
    sql = "SELECT url, page_id FROM addresses WHERE substr(url, -length(:path)) = :path"
    return await rows(db, sql, path=f"/{path}")


async def members_after(db: Database, member_id: str) -> list[Row]:
    """The members to whom the profiles belong that once were a member's."""
    sql = """SELECT DISTINCT p.member_id FROM versions v JOIN profiles p ON p.id = v.record_id
      WHERE v.record_table = 'profiles' AND json_extract(v.record, '$.member_id') = :id"""
    return await rows(db, sql, id=member_id)
