"""One page of each kind that the published archive has: its path, or the SQL that finds the fullest one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.utils import tilde_encode


def _row(table: str, order: str) -> tuple[str, str]:
    return f"archive/{table}/", f"SELECT id FROM {table} ORDER BY {order}, id LIMIT 1"


_MENTIONS = "(SELECT count(*) FROM mentions m WHERE m.page_id = {}.page_id) DESC"
_LAST = "SELECT id FROM crawls ORDER BY started_at DESC LIMIT 1"
# A kind's name → the path, or where it begins and the id it ends with.
KINDS: dict[str, str | tuple[str, str]] = {
    "home": "",
    "search": "search?q=esclavage",
    "search of nothing": "search",
    "search without results": "search?q=zzzz",
    "member": _row("members", "(SELECT count(*) FROM mentions m WHERE m.member_id = members.id) DESC"),
    "statement": _row("statements", f"text LIKE '%esclavage%' DESC, {_MENTIONS.format('statements')}"),
    "meeting": _row("meetings", "(SELECT count(*) FROM meeting_dates d WHERE d.meeting_id = meetings.id) DESC"),
    "report": _row("reports", "meeting_date_id IS NULL, (SELECT count(*) FROM agenda_items a WHERE a.report_id = reports.id) DESC"),
    "article": _row("articles", f"{_MENTIONS.format('articles')}, length(text) DESC"),
    "untrusted article": "archive/articles/spip~2Farticle~2F1",
    "document": _row("documents", "text IS NULL, length(text) DESC"),
    "profile": _row("profiles", "length(text) DESC"),
    "page": _row("pages", "kind = 'member' DESC"),
    "database": "archive",
    "table": "archive/members",
    "table with facets and filters": "archive/statements?language=fr&_size=5&_facet=form",
    "table without rows": "archive/quarantine",
    "prepared query": "archive/statements_by_year",
    "prepared query with fields": "archive/search_everything?q=travail&kind=&language=",
    "own query": "archive?sql=select+id%2C+name+from+members+limit+5",
    "wrong query": "archive?sql=selec",
    "what changed": "changes",
    "changes of a night": ("changes/", _LAST),
    "history": "history/articles/spip~2Farticle~2F1",
    "capture": ("captures/", "SELECT capture_id FROM statements ORDER BY id LIMIT 1"),
    "nights": "nights",
    "night": ("nights/", "SELECT id FROM crawls ORDER BY asked DESC LIMIT 1"),
    "activity": "activity",
    "data": "data",
    "nothing there": "archive/statements/none",
    "no such page": "none/at/all",
}  # fmt: skip
STATUS = {"wrong query": 400, "nothing there": 404, "no such page": 404}


def path_of(kind: str, db: Path) -> str:
    """Where the page of a kind is in this archive."""
    place = KINDS[kind]
    if isinstance(place, str):
        return place
    start, sql = place
    with closing(sqlite3.connect(db)) as connection:
        (key,) = connection.execute(sql).fetchone()
    return start + tilde_encode(str(key))
