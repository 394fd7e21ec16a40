"""What the home page and the activity page ask of the database; all of it only reads."""

from __future__ import annotations

from public.pages.queries import Database, Row, rows

# The kinds that have pages of their own, in the order of the menu.
KINDS = ("members", "statements", "meetings", "reports", "articles", "documents")
TIMELINE = ("statements", "reports", "news")
ACTIVITY = ("statements", "meetings", "reports", "articles", "profiles")

# So many sessions has a day of a meeting at most, for a question that reads no more than it shows.
_SESSIONS = 6

_TIMELINE = """
SELECT substr(date, 1, 4) AS year, kind, count(*) AS number FROM (
  SELECT coalesce(stated_on, published_on) AS date, 'statements' AS kind FROM statements
  UNION ALL SELECT coalesce(held_on, published_on), 'reports' FROM reports
  UNION ALL SELECT published_on, 'news' FROM articles WHERE kind = 'news'
) WHERE date IS NOT NULL GROUP BY year, kind
"""
_DAYS = """
SELECT date, date_precision, start_time, end_time, place, title, meeting_id,
  iif(cancelled_by IS NULL, status, 'cancelled') AS status,
  (SELECT language FROM meetings WHERE meetings.id = meeting_id) AS language
FROM meeting_dates WHERE date IS NOT NULL AND
"""


async def counts(db: Database) -> dict[str, int]:
    """How many records there are of each kind."""
    found = await rows(db, "SELECT kind, count(*) AS number FROM entries GROUP BY kind")
    return {row["kind"]: row["number"] for row in found}


async def period(db: Database) -> tuple[str, str] | None:
    """The first and the last day that any record bears."""
    # Two questions: each is the end of an index, both at once would read all of it.
    sql = """SELECT (SELECT min(date) FROM entries WHERE date > '') AS first,
      (SELECT max(date) FROM entries) AS last"""
    (found,) = await rows(db, sql)
    return (found["first"], found["last"]) if found["first"] else None


async def versions_of(db: Database, crawl_id: str, most: int) -> int:
    """How many versions a run made, counted no further than `most`."""
    sql = """SELECT count(*) AS number FROM
      (SELECT 1 FROM versions WHERE crawl_id = :crawl LIMIT :most)"""
    (found,) = await rows(db, sql, crawl=crawl_id, most=most)
    number: int = found["number"]
    return number


async def latest_statements(db: Database, limit: int) -> list[Row]:
    """The statements with the latest days."""
    sql = """SELECT id, title, language, coalesce(stated_on, published_on) AS date FROM statements
      ORDER BY date DESC, id DESC LIMIT :limit"""
    return await rows(db, sql, limit=limit)


async def zone(db: Database) -> str:
    """The time zone that days of meetings are of; UTC where there is none."""
    found = await rows(db, "SELECT time_zone FROM meeting_dates ORDER BY date DESC LIMIT 1")
    return str(found[0]["time_zone"]) if found else "UTC"


async def next_meetings(db: Database, today: str, limit: int) -> list[Row]:
    """Every session of the nearest announced days from today on. A month counts as long as it lasts."""
    sql = f"{_DAYS} date >= substr(:today, 1, length(date)) ORDER BY date, start_time, id LIMIT :limit"
    return _of_days(await rows(db, sql, today=today, limit=limit * _SESSIONS), limit)


async def last_meetings(db: Database, today: str, limit: int) -> list[Row]:
    """Every session of the latest days before today, the latest first."""
    sql = f"""{_DAYS} date < substr(:today, 1, length(date))
      ORDER BY date DESC, start_time, id LIMIT :limit"""
    return _of_days(await rows(db, sql, today=today, limit=limit * _SESSIONS), limit)


def _of_days(sessions: list[Row], limit: int) -> list[Row]:
    """The sessions of the first days of meetings: one of two sessions takes no other's place."""
    days = dict.fromkeys((one["meeting_id"], one["date"]) for one in sessions)
    kept = set(list(days)[:limit])
    return [one for one in sessions if (one["meeting_id"], one["date"]) in kept]


async def timeline(db: Database) -> list[Row]:
    """Statements, reports and news of each year."""
    return await rows(db, _TIMELINE)


async def activity(db: Database) -> list[Row]:
    """Records of each year and kind."""
    sql = """SELECT substr(date, 1, 4) AS year, kind, count(*) AS number FROM entries
      WHERE date IS NOT NULL GROUP BY year, kind"""
    return await rows(db, sql)


async def meeting_months(db: Database) -> list[Row]:
    """On how many days of each month the collective met: announced and not called off, or reported on."""
    sql = """SELECT substr(date, 1, 4) AS year, substr(date, 6, 2) AS month, count(*) AS number FROM (
        SELECT date FROM meeting_dates WHERE status = 'announced' AND cancelled_by IS NULL
          AND date_precision = 'day'
        UNION SELECT held_on FROM reports WHERE held_precision = 'day'
      ) WHERE date IS NOT NULL GROUP BY year, month"""
    return await rows(db, sql)


async def named_together(db: Database, limit: int) -> list[Row]:
    """The pairs of members that most pages name together."""
    sql = """SELECT one.id AS one_id, coalesce(one.acronym, one.name) AS one, one.name AS one_name,
      other.id AS other_id, coalesce(other.acronym, other.name) AS other, other.name AS other_name, pages
      FROM (SELECT a.member_id AS first, b.member_id AS second, count(*) AS pages
        FROM mentions a JOIN mentions b ON b.page_id = a.page_id AND b.member_id > a.member_id
        GROUP BY first, second ORDER BY pages DESC, first, second LIMIT :limit)
      JOIN members one ON one.id = first JOIN members other ON other.id = second
      ORDER BY pages DESC, one, other"""
    return await rows(db, sql, limit=limit)


async def latest_crawls(db: Database, limit: int) -> list[Row]:
    """The latest runs over the live site, the oldest of them first."""
    sql = """SELECT * FROM (SELECT * FROM crawls WHERE spider = 'collective'
      ORDER BY started_at DESC, id DESC LIMIT :limit) ORDER BY started_at, id"""
    return await rows(db, sql, limit=limit)
