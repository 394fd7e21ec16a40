"""Pages of a live run that are not believed at once: held until its end, when the others were read too."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from archive.absences import page_at
from records.errors import NotContent
from records.finding import Finding, Unread
from records.models import CONTENT, Content
from records.stand_ins import MANY, Words, emptied, has_lost_its_text, is_doubtful, repeated, shrunk


@dataclass(slots=True)
class Doubts:
    """The pages held, each with what it said before; and which pages said which words in this run."""

    db: Database
    held: dict[str, tuple[Finding, Words | None]] = field(default_factory=dict)
    # The addresses of the pages that said nothing any more under the title they had.
    emptied: set[str] = field(default_factory=set)
    _said: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def hold(self, item: Finding) -> bool:
        """Keep a page back if it is doubtful. A page with files of its own is only where its text is gone,
        and so is one that tells its own number: an error page has none, and near-duplicates are real."""
        if item.content is None:
            return False
        now = _words(item.content)
        is_itself = bool(item.documents) or item.tells_number
        # Most pages are done with here, before anything is asked of the archive.
        if is_itself and now.text.strip():
            return False
        before = _said_before(self.db, item)
        if not has_lost_its_text(before, now):
            if is_itself:
                return False
            same = self._said[hash(now)]
            same.add(item.page.id)
            if not is_doubtful(before, now, len(same) > 1):
                return False
        self.held[item.page.id] = (item, before)
        return True

    def settle(self, days: int, *, accepts: bool) -> Iterator[Finding | Unread]:
        """Every page held: as it was found, or as a row of quarantine that says why it is not believed.

        What still stands there after so many days is the page, or what the operator `accepts`; not where
        many have lost their text: that is a template's doing, however long it lasts.
        """
        held = [(i, before, _words(i.content)) for i, before in self.held.values() if i.content]
        gone = {i.page.id: why for i, before, now in held if (why := emptied(before, now))}
        for item, before, now in held:
            url = item.page.url or item.page.id
            why = gone.get(item.page.id)
            if why:
                self.emptied.add(url)
                lasts = len(gone) < MANY and self._lasts(item, days)
                why = None if accepts or lasts else why
            else:
                why = repeated(now, len(self._said[hash(now)]))
                if why is None and not self._lasts(item, days):
                    why = shrunk(before, now)
            yield Unread(url, NotContent.reason, why, item.capture) if why else item
        self.held.clear()
        self._said.clear()

    def _lasts(self, item: Finding, days: int) -> bool:
        since = self.db.execute(
            "SELECT first_seen_at FROM quarantine WHERE url = ? AND reason = ?",
            (item.page.url, NotContent.reason),
        ).fetchone()
        if since is None:
            return False
        now = date.fromisoformat(item.capture.captured_at[:10])
        return (now - date.fromisoformat(since[0][:10])).days >= days


def _words(record: Content) -> Words:
    return Words(record.title, record.text or "", record.published_on)


def _said_before(db: Database, item: Finding) -> Words | None:
    """What a page that was read itself said last before this capture of it.

    An alias whose page tells its number was kept under that: one that now tells none is still its.
    """
    page_id = page_at(db, item.page.id, item.page.url or "") or item.page.id
    tables = ", ".join(f"'{model.table}'" for model in CONTENT)
    rows = db.execute(
        f"SELECT record FROM versions WHERE record_id = ? AND record_table IN ({tables})"
        " AND captured_at < ? AND json_extract(record, '$.seen_as') = 'page'"
        " ORDER BY captured_at DESC, number DESC LIMIT 1",
        (page_id, item.capture.captured_at),
    ).fetchone()
    if rows is None:
        return None
    said = json.loads(rows[0])
    return Words(said["title"], said["text"] or "", said["published_on"])
