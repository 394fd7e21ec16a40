"""One run of a spider over the archive: its row in `crawls`, its counts, and what waits for its end."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from archive import (
    absences,
    boundary,
    faults,
    history,
    intake,
    linking,
    store,
    unanswered,
    warc_edit,
    warc_files,
)
from archive.checks import (
    ALLOWED,
    LIVE,
    QUARANTINE_SHARE,
    REACHED,
    Result,
    checks_of,
    few_lost,
    keep,
    own_end,
)
from archive.clock import now, refuse_before
from archive.comparison import compared
from archive.database import in_memory, open_archive
from archive.doubts import Doubts
from archive.freshness import last_moment
from archive.history import Provenance
from archive.intake import Item
from archive.lock import Lock
from archive.readings import Readings
from archive.warc_writer import Writer
from archive.withheld import still_public
from records.errors import ClockWrong
from records.finding import FileFound
from records.models import Capture, Content, Crawl
from records.parser import parser_of
from records.site import Site
from records.teaser import standing_on
from records.untrusted import printable


@dataclass(slots=True)
class Run:
    """A run under way. Made by `begin`; `take` stores what was read, `finish` ends it."""

    db: Database
    site: Site
    crawl: Crawl
    writer: Writer
    readings: Readings
    # Held until the run ends; none where nothing is stored.
    lock: Lock | None = None
    counts: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    # Of what was passed over, where the first of each kind stands.
    first_skipped: dict[str, str] = field(default_factory=dict)
    # Of these some name a host or a suffix: others' words, counted apart.
    skipped_of: dict[str, Counter[str]] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    leads: dict[str, tuple[Content, Provenance]] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    # Identities that turned out to be another page's, where a page had been kept under them.
    merged: dict[str, str] = field(default_factory=dict)
    translations: list[tuple[str, str]] = field(default_factory=list)
    withheld: frozenset[str] = frozenset()
    # The operator's word that the site has shrunk (setting ACCEPT_CHANGES).
    accepts: bool = False
    doubts: Doubts | None = None
    layouts: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    absent: dict[str, Capture] = field(default_factory=dict)
    files_absent: dict[str, FileFound] = field(default_factory=dict)
    unlisted: list[str] | None = None
    # The addresses that gave nothing after all retries, and why.
    lost: dict[str, str] = field(default_factory=dict)
    first_lost: str | None = None
    # The pages and files that this program itself failed on, and how.
    faulty: dict[str, str] = field(default_factory=dict)
    first_fault: str | None = None
    gone_after: int = 3
    # How far it may go, in words by the reason that it is stopped for (`checks.own_end`).
    bounds: Mapping[str, str] = field(default_factory=dict)
    # Why nothing might be asked: the site's robots.txt could not be had.
    no_robots: str | None = None
    # The first address that it might not ask for any more, and the last that it asked for.
    first_beyond: str | None = None
    last_asked: str | None = None
    error: str | None = None
    # Why it was given up before it had written anything.
    refusal: ClockWrong | None = None

    def take(self, item: Item) -> None:
        """Store one item in one transaction: all of it, or nothing. What is withheld is left out."""
        intake.take(self, item)

    def keep(self, capture: Capture) -> None:
        """Index a capture: the row that says where its record stands."""
        with self.db.atomic():
            store.write(self.db, capture)
        self.counts["bytes"] += capture.bytes

    def skip(self, reason: str, whose: str) -> None:
        """Count what was not asked or not stored; `whose` is what the site or a file calls it, a host."""
        self.skipped[reason] += 1
        self.skipped_of.setdefault(reason, Counter())[printable(whose)] += 1

    def lose(self, url: str, why: str) -> None:
        """Note that an address gave nothing usable after all retries; for days, and it is no news."""
        self.lost[url] = why
        if unanswered.is_known(self.db, url, self.crawl.started_at, self.gone_after):
            self.counts["still lost"] += 1
        else:
            self.counts["failed"] += 1
            self.first_lost = self.first_lost or printable(
                f"{printable(url)} ({printable(why)})", 600
            )

    def note_fault(self, url: str, detail: str) -> None:
        """Note a page or file that this program itself failed on; for days, and it is no news."""
        if url in self.faulty:
            return
        self.faulty[url] = detail
        self.counts["faults"] += 1
        if unanswered.is_known(self.db, url, self.crawl.started_at, self.gone_after, faults.REASON):
            self.counts["faults for days"] += 1
        else:
            what = detail.partition(": a fault of")[0]
            self.first_fault = self.first_fault or printable(
                f"{printable(url)} ({printable(what)})", 600
            )

    def is_own(self, capture: Capture) -> bool:
        """Whether this run kept a capture: of an earlier one it is not the site that says it anew."""
        return capture.crawl_id == self.crawl.id

    def finish(self, reason: str) -> None:
        """Store what waited for the end, tie the records together, check, and close the run's row.

        `reason` is why the spider stopped: "finished" where it came to its own end.
        """
        self.settle_doubts()
        with self.db.atomic():
            self._take_leads()
            for url, place_id in self.met.items():
                page_id = self.same.get(place_id, place_id)
                if self.db.execute("SELECT 1 FROM pages WHERE id = ?", (page_id,)).fetchone():
                    store.put_address(self.db, url, page_id, None, self.crawl.started_at)
        pairs = [
            (self.same.get(one, one), self.same.get(two, two)) for one, two in self.translations
        ]
        linking.link(self.db, self.site, pairs, self.crawl.id)
        self.counts["re-read"] = history.reread(self.db, self.crawl.id)
        end = own_end(reason, self.bounds, self.first_beyond, self.last_asked)
        self.results = checks_of(
            self.db,
            self.crawl,
            self.counts,
            end,
            self.error,
            self.writer.folder,
            self.first_lost,
            self.first_fault,
            self.no_robots,
        )
        if self.withheld:
            self.results.append(still_public(self.db, self.withheld))
        # What a run that was ended did not meet is no news of the site.
        if end.passed:
            self.results += compared(
                self.db,
                self.crawl,
                self.counts,
                self.lost.keys()
                | self.faulty.keys()
                | (self.doubts.emptied if self.doubts else set()),
                accepts=self.accepts,
            )
        absent = self._absent()
        with self.db.atomic():
            if self.is_healthy and not self.counts["failed"]:
                self.counts["gone"] = absences.confirm(
                    self.db, absent, self.crawl.id, self.gone_after
                )
                for item in self.files_absent.values():
                    intake.put_file(self, item)
            self._note_statuses()
            if self.is_healthy:
                unanswered.note(self.db, self.lost, self.crawl.id, self.crawl.started_at)
            keep(self.db, self.crawl.id, self.results)
            self._close(reason)
        self._let_go()

    def settle_doubts(self) -> None:
        """Store the pages that were held back, or say why they are not believed."""
        if self.doubts:
            for item in self.doubts.settle(self.gone_after, accepts=self.accepts):
                boundary.take_settled(self, item)
            self.counts["emptied"] = len(self.doubts.emptied)

    def _note_statuses(self) -> None:
        """An address that answers 404 while its page is read at another is a dead one."""
        for page, capture in self.absent.items():
            if page in self.seen:
                self.db.execute(
                    "UPDATE addresses SET status = ? WHERE url = ? AND status IS NOT ?",
                    (capture.status, capture.url, capture.status),
                )

    def _absent(self) -> dict[str, Capture]:
        """The pages that the site said are not there, and what so many of them mean for the run."""
        absent = {page: capture for page, capture in self.absent.items() if page not in self.seen}
        known = set(absences.expected(self.db, self.layouts))
        self.counts["absent"] = len(known & absent.keys())
        if self.crawl.spider == "collective":
            self.results.append(absences.still_there(len(known), self.counts["absent"]))
        if self.unlisted is not None:
            self.results.append(absences.still_listed(len(known), len(self.unlisted)))
        return absent

    def _take_leads(self) -> None:
        for read, source in self.leads.values():
            if self._gives_way(read):
                continue
            lead = standing_on(read, self._page(read.page_id))
            try:
                with self.db.atomic():
                    outcome = store.put_content(self.db, lead, source, self.site.languages)
            except Exception as error:
                if faults.ends_the_run(error):
                    raise
                boundary.put_fault(
                    self, error, lead.url or lead.id, None, doing="storing a lead to it"
                )
            else:
                self.counts[outcome] += 1

    def _page(self, page_id: str) -> str:
        """What a page is known by, now that some were found to be one."""
        while page_id in self.merged:
            page_id = self.merged[page_id]
        return page_id

    def _gives_way(self, lead: Content) -> bool:
        """A lead to a page that was read, in this run or an earlier one, is no record of its own."""
        page = self.same.get(lead.id, lead.id)
        found = self.db.execute(
            "SELECT 1 FROM pages WHERE id IN (?, ?)", (lead.id, page)
        ).fetchone()
        return found is not None

    def withdraw(self) -> None:
        """Leave nothing of a run that was refused before it had written anything, its row neither."""
        try:
            with self.db.atomic():
                self.db.execute("DELETE FROM crawls WHERE id = ?", (self.crawl.id,))
        finally:
            self._let_go()

    def end(self, outcome: str) -> None:
        """Close the row of a run that read nothing."""
        self.crawl = self.crawl.with_changes(finished_at=now(), outcome=outcome)
        try:
            with self.db.atomic():
                store.write(self.db, self.crawl)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Close the files of a run that has ended, and let others write."""
        try:
            self.writer.close()
        finally:
            self.readings.close()
            if self.lock:
                self.lock.release()
                self.lock = None

    def _close(self, reason: str) -> None:
        failed = not self.is_healthy
        unreachable = any(
            result.name in (REACHED, ALLOWED) and not result.passed for result in self.results
        )
        outcome = "unreachable" if unreachable else "failed" if failed else "finished"
        if reason == "shutdown":
            outcome = "interrupted"
        names = (
            "asked",
            "read",
            "unchanged",
            "new",
            "changed",
            "gone",
            "quarantined",
            "failed",
            "bytes",
        )
        counted = {name: self.counts[name] for name in names}
        self.crawl = self.crawl.with_changes(finished_at=now(), outcome=outcome, **counted)
        store.write(self.db, self.crawl)

    @property
    def is_healthy(self) -> bool:
        """Whether every required check passed."""
        return all(result.passed or not result.required for result in self.results)

    @property
    def new_faults(self) -> int:
        """On how many pages and files this program failed, that it was not known to fail on for days."""
        return self.counts["faults"] - self.counts["faults for days"]

    @property
    def is_untroubled(self) -> bool:
        """Whether nothing has gone wrong so far: pages were read, few were lost, few were refused."""
        read, refused = self.counts["read"], self.counts["quarantined"]
        lost = self.error is not None or not few_lost(self.counts)
        return bool(read) and not lost and refused <= QUARANTINE_SHARE * (read + refused)

    @property
    def exit_code(self) -> int:
        """What a command ends with after this run (docs/operating.md, "Exit codes")."""
        if self.crawl.outcome == "finished":
            return 1 if self.counts["failed"] or self.new_faults else 0
        return 4 if self.crawl.outcome == "unreachable" else 1


def begin(
    path: Path,
    captures_dir: Path,
    site: Site,
    spider: str,
    arguments: Mapping[str, str],
    software: Mapping[str, str],
) -> Run:
    """Lock and open the archive, and note that a run begins. Runs that were killed are closed first.

    Raises ArchiveLocked where another process writes, ClockWrong where the archive knows of a later moment.
    """
    with ExitStack() as otherwise:
        lock = Lock(path, f"a run of {spider}")
        otherwise.callback(lock.release)
        db = open_archive(path)
        warc_edit.settle(db, captures_dir)
        started = now()
        if spider in LIVE:
            refuse_before(started, last_moment(db))
        for (killed,) in db.execute("SELECT id FROM crawls WHERE outcome = 'running'").fetchall():
            warc_files.cut_torn_end(captures_dir / f"{killed}.warc.gz")
        with db.atomic():
            db.execute("UPDATE crawls SET outcome = 'interrupted' WHERE outcome = 'running'")
            crawl = Crawl(
                id=_free_id(
                    db, captures_dir, f"{started.replace(':', '').replace('-', '')}-{spider}"
                ),
                spider=spider,
                arguments=json.dumps(
                    {"site": site.base, **arguments}, ensure_ascii=False, sort_keys=True
                ),
                started_at=started,
            )
            store.write(db, crawl)
        about = {**software, "parser": parser_of(site), "isPartOf": crawl.id}
        readings = Readings(captures_dir, parser_of(site))
        run = Run(db, site, crawl, Writer(captures_dir, crawl.id, about), readings, lock)
        run.doubts = Doubts(db)
        otherwise.pop_all()
    return run


def by_hand(site: Site) -> Run:
    """A run that stores nothing, for a page that is read by hand: its archive is empty, and in memory."""
    crawl = Crawl(id="by-hand", spider="", arguments="{}", started_at=now())
    # A folder in which nothing can be written.
    nowhere = Path(os.devnull)
    return Run(in_memory(), site, crawl, Writer(nowhere, crawl.id, {}), Readings(None, ""))


def _free_id(db: Database, captures_dir: Path, wanted: str) -> str:
    """Two runs begun in one second are told apart, and no WARC file is written twice."""
    number, free = 1, wanted
    while (
        db.execute("SELECT 1 FROM crawls WHERE id = ?", (free,)).fetchone()
        or (captures_dir / f"{free}.warc.gz").exists()
    ):
        number += 1
        free = f"{wanted}-{number}"
    return free
