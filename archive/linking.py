"""What ties records together once all are read: reports to meetings, days to what calls them off, leads
to pages, translations, mentions. Each step derives the same ties from the same rows, in whatever order
they came."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from archive.store import remove, state_sizes, write
from records.mentions import Name, Names
from records.models import CONTENT, Mention, UnsureName
from records.names import folded, natural
from records.resemblance import Named, resemblance
from records.site import Site

# A report is matched by its day; of several announcements of one day, one in its own language that
# was read itself, then the lowest id.
_MEETINGS_OF_REPORTS = """
    SELECT r.id, d.id FROM reports r
    JOIN meeting_dates d ON d.date = r.held_on AND d.status = 'announced'
    JOIN meetings m ON m.id = d.meeting_id
    WHERE r.held_precision = 'day'
    ORDER BY r.id, coalesce(m.language = r.language, 0) DESC, m.seen_as, d.id
"""

# A day is called off by another page that cancels the same day, unless hours or places tell two meetings
# apart, or it was announced anew later; of several the one in its own language, then the lowest id.
_CALLED_OFF = """
    SELECT d.id, c.id FROM meeting_dates d
    JOIN meeting_dates c ON c.date = d.date AND c.meeting_id <> d.meeting_id
    JOIN meetings m ON m.id = d.meeting_id JOIN meetings n ON n.id = c.meeting_id
    WHERE d.status = 'announced' AND c.status = 'cancelled'
      AND d.date_precision = 'day' AND c.date_precision = 'day'
      AND coalesce(c.start_time = d.start_time, 1)
      AND coalesce(instr(lower(c.place), lower(d.place)) OR instr(lower(d.place), lower(c.place)), 1)
      AND NOT coalesce(m.published_on > n.published_on, 0)
    ORDER BY d.id, coalesce(m.language = n.language, 0) DESC, c.id
"""

_TRANSLATED_MEMBERS = """
    SELECT DISTINCT one.member_id, other.member_id FROM profiles one
    JOIN pages p ON p.id = one.id JOIN profiles other ON other.id = p.translation_of
    WHERE one.member_id <> other.member_id
"""


def link(db: Database, site: Site, translations: Iterable[tuple[str, str]], crawl_id: str) -> None:
    """Tie everything together."""
    with db.atomic():
        _give_way(db)
        _give_way_by_address(db)
        state_sizes(db, crawl_id)
        _tie(db, "reports", "meeting_date_id", _MEETINGS_OF_REPORTS)
        _tie(db, "meeting_dates", "cancelled_by", _CALLED_OFF)
        _translations(db, site, translations)
        _mentions(db, site)
        _unsure_names(db)


def _give_way(db: Database) -> None:
    """A lead without an address gives way to the page whose kind, date and title are its own.

    A page may tell more days than its title does; a lead tells none that its page does not.
    """
    for model in CONTENT:
        leads = _told(db, model.table, "id LIKE 'teaser/%'")
        pages = _told(db, model.table, "id NOT LIKE 'teaser/%'") if leads else {}
        for lead, (title, days) in leads.items():
            if any(
                title == own and days <= told for own, told in pages.values() if days or not told
            ):
                remove(db, model.table, lead)


def _give_way_by_address(db: Database) -> None:
    """A lead under an identity of its own gives way to the page that its address turned out to be."""
    for model in CONTENT:
        leads = db.execute(
            f"SELECT DISTINCT r.id FROM {model.table} r JOIN addresses a ON a.url = r.url"
            " JOIN pages p ON p.id = a.page_id WHERE r.seen_as = 'teaser' AND p.id <> r.id"
        ).fetchall()
        for (lead,) in leads:
            remove(db, model.table, lead)


def _told(db: Database, table: str, which: str) -> dict[str, tuple[str, set[str]]]:
    """Record id → title and the days it tells, by which a lead and its page are compared."""
    date = {"statements": "stated_on", "reports": "held_on"}.get(table, "NULL")
    rows = db.execute(f"SELECT id, title, {date} FROM {table} WHERE {which}").fetchall()
    told = {row[0]: (folded(row[1]), {row[2]} - {None}) for row in rows}
    if table == "meetings":
        days = db.execute("SELECT meeting_id, date FROM meeting_dates WHERE date IS NOT NULL")
        for meeting, day in days.fetchall():
            if meeting in told:
                told[meeting][1].add(day)
    return told


def _tie(db: Database, table: str, column: str, pairs: str) -> None:
    """Set a column of each row to the first that the query `pairs` names for it, or to none."""
    matched: dict[str, str] = {}
    for row, other in db.execute(pairs).fetchall():
        matched.setdefault(row, other)
    for row, tied in db.execute(f"SELECT id, {column} FROM {table}").fetchall():
        if matched.get(row) != tied:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (matched.get(row), row))


def _translations(db: Database, site: Site, pairs: Iterable[tuple[str, str]]) -> None:
    """Pages that name each other as translations point to the one in the language of origin."""
    known = db.execute("SELECT id, translation_of FROM pages WHERE translation_of IS NOT NULL")
    groups: dict[str, set[str]] = {}
    for one, other in [*known.fetchall(), *pairs]:
        group = groups.get(one, {one}) | groups.get(other, {other})
        for page in group:
            groups[page] = group
    for pages in {frozenset(group) for group in groups.values()}:
        marks = ",".join("?" * len(pages))
        rows = db.execute(
            f"SELECT id, language FROM pages WHERE id IN ({marks})", list(pages)
        ).fetchall()
        if len(rows) < 2:
            continue
        order = {language: rank for rank, language in enumerate(site.languages)}
        origin = min(rows, key=lambda row: (order.get(row[1], len(order)), natural(row[0])))[0]
        for page, _ in rows:
            origin_of_page = None if page == origin else origin
            db.execute(
                "UPDATE pages SET translation_of = ? WHERE id = ? AND translation_of IS NOT ?",
                (origin_of_page, page, origin_of_page),
            )


def _mentions(db: Database, site: Site) -> None:
    """Which page names which member: every page is looked at, for a member may be new to all."""
    finder = Names(_names(db, site))
    for model in CONTENT:
        # One text at a time: together they are as large as the archive.
        pages = db.execute(f"SELECT id FROM {model.table} WHERE seen_as = 'page'").fetchall()
        for (page,) in pages:
            title, text = db.execute(
                f"SELECT title, text FROM {model.table} WHERE id = ?", (page,)
            ).fetchone()
            _replace(db, page, finder, f"{title}\n\n{text or ''}")


def _replace(db: Database, page_id: str, finder: Names, text: str) -> None:
    found = {one.member_id: one for one in finder.find(text)}
    before = {
        row["member_id"]: (row["count"], row["context"])
        for row in db.query("SELECT * FROM mentions WHERE page_id = ?", (page_id,))
    }
    for member_id in before.keys() - found.keys():
        db.execute("DELETE FROM mentions WHERE page_id = ? AND member_id = ?", (page_id, member_id))
    for member_id, one in found.items():
        if before.get(member_id) != (one.count, one.context):
            write(
                db,
                Mention(page_id=page_id, member_id=member_id, count=one.count, context=one.context),
            )


def _names(db: Database, site: Site) -> list[Name]:
    """Every name a member goes by: as its profiles print it, and its aliases."""
    names = [
        Name(member_id, name, False)
        for member_id, name in db.execute(
            "SELECT DISTINCT member_id, name FROM profiles"
        ).fetchall()
    ]
    names += [
        Name(member_id, acronym, True)
        for member_id, acronym in db.execute(
            "SELECT DISTINCT member_id, acronym FROM profiles WHERE acronym IS NOT NULL"
        ).fetchall()
    ]
    members = {name.member_id for name in names}
    return names + [
        Name(alias.member, name, False)
        for alias in site.aliases
        if alias.member in members
        for name in alias.names
    ]


def _unsure_names(db: Database) -> None:
    """Pairs of members whose names look like one: a report for a person, who writes the alias."""
    members = db.execute(
        "SELECT id, name, acronym, website_url FROM members ORDER BY id"
    ).fetchall()
    translated = {tuple(sorted(pair)) for pair in db.execute(_TRANSLATED_MEMBERS).fetchall()}
    found = [
        UnsureName(member_id=one[0], resembles=other[0], name=one[1], other_name=other[1], why=why)
        for number, one in enumerate(members)
        for other in members[number + 1 :]
        if (
            why := "a page of one is a translation of the other's"
            if (one[0], other[0]) in translated
            else resemblance(Named(*one[1:]), Named(*other[1:]))
        )
    ]
    known = [
        UnsureName.model_validate(row)
        for row in db.query("SELECT * FROM unsure_names ORDER BY member_id, resembles")
    ]
    if found != known:
        db.execute("DELETE FROM unsure_names")
        for pair in found:
            write(db, pair)
