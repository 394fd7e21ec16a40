"""Pages of a live run that are not believed at once: held until its end, when the others were read too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from records.errors import NotContent
from records.finding import Finding, Unread
from records.models import CONTENT, Content
from records.stand_ins import Words, is_doubtful, repeated, shrunk


@dataclass(slots=True)
class Doubts:
    """The pages held, each with what it said before; and which pages said which words in this run."""

    db: Database
    held: dict[str, tuple[Finding, Words | None]] = field(default_factory=dict)
    _said: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def hold(self, item: Finding) -> bool:
        """Keep a page back if it is doubtful. A page with files of its own never is, nor is one that
        tells its own number: an error page has none, and near-duplicates are real pages."""
        if item.content is None or item.documents or item.page.id.startswith("drupal/node/"):
            return False
        now = _words(item.content)
        same = self._said[hash(now)]
        same.add(item.page.id)
        before = _said_before(self.db, item.page.id)
        if not is_doubtful(before, now, len(same) > 1):
            return False
        self.held[item.page.id] = (item, before)
        return True

    def settle(self, days: int) -> Iterator[Finding | Unread]:
        """Every page held: as it was found, or as a row of quarantine that says why it is not believed.

        What still stands there after so many days is the page.
        """
        for item, before in self.held.values():
            assert item.content
            now = _words(item.content)
            why = repeated(now, len(self._said[hash(now)]))
            if why is None and not self._lasts(item, days):
                why = shrunk(before, now)
            url = item.page.url or item.page.id
            yield Unread(url, NotContent.reason, why, item.capture) if why else item
        self.held.clear()

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


def _said_before(db: Database, page_id: str) -> Words | None:
    """What the archive holds of a page that was read itself."""
    for model in CONTENT:
        row = db.execute(
            f"SELECT title, text, published_on FROM {model.table} WHERE id = ? AND seen_as = 'page'",
            (page_id,),
        ).fetchone()
        if row:
            return Words(row[0], row[1] or "", row[2])
    return None
