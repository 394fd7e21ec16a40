"""Captures on disk: one's own WARC files, those of other tools however packed, saved pages and texts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any, ClassVar

import scrapy

from archive import captures, revisits, warc_digests, warc_sources
from archive.absences import is_known
from archive.clock import not_yet
from archive.faults import ends_the_run
from archive.intake import Item
from archive.warc_files import UNPUBLISHED
from archive.warc_records import (
    Found,
    Kept,
    Member,
    NoAnswer,
    Odd,
    Revisit,
    methods_in,
    records_in,
)
from archive.warc_writer import Source
from crawling.closing import is_closing
from crawling.readers import FileReader, PageReader
from crawling.redirects import location_of
from crawling.run import has_run, refuse_without_run, run_of
from crawling.withheld import leads_there
from layouts.addresses import address_of, is_ours, place
from layouts.file_addresses import document_id
from layouts.saved_marks import mark, original
from records.characters import shown_name
from records.contact_details import without_addresses
from records.errors import ArchiveError, ConfigurationError
from records.finding import Answer, FileFound, Finding, NightRead, Unread
from records.models import Capture
from records.reading import Fetched
from records.web_addresses import encoded, host
from spiders import arguments
from spiders.evidence import Evidence
from spiders.findings import fault, file_found, file_not_there, read
from spiders.followed import Followed
from spiders.prefixes import Prefixes
from spiders.replayed import of_page
from spiders.saved import LIST, MARKUP, TEXT, listed, name_of

# Files that are passed over, as they are counted.
UNREAD_NIGHTS = "of nights that were not published (name the file to read it)"
DAMAGED = "files of which nothing can be read"
_AHEAD = "dated in the future: the clock of what wrote it was wrong"


@dataclass(frozen=True, slots=True)
class _Attached:
    """A kept file of a document, still to be read."""

    document: str
    body: bytes
    capture: Capture


class CapturesSpider(scrapy.Spider):
    """Reads what is on disk in place of the web; asks nothing of any site."""

    name = "captures"
    allowed: ClassVar = {
        "path": "a file or a folder of .warc, .warc.gz, .warc.wet.gz, .wacz, .arc.gz, .html and .txt files",
        "url": "the address of the page, for a single .html or .txt file",
        "captured_at": "when the page was captured, for saved files: 2018-05-12 or 2018-05-12T10:00:00Z",
        "only": f"kinds to store, some of {','.join(arguments.KINDS)}",
    }

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.check(given)
        self.arguments = given
        self.path = Path(given["path"]).expanduser()
        self.url = given.get("url")
        self.captured_at = arguments.moment("captured_at", given.get("captured_at"))
        self.only = arguments.kinds(given.get("only"))
        self.reader = FileReader()
        self._waiting: list[tuple[Path, Revisit]] = []

    @classmethod
    def check(cls, given: dict[str, str]) -> None:
        """Refuse bad arguments before a run is begun."""
        arguments.check(given, cls.allowed)
        arguments.kinds(given.get("only"))
        arguments.moment("captured_at", given.get("captured_at"))
        if not given.get("path"):
            raise ConfigurationError("the captures spider wants -a path=FILE_OR_FOLDER")
        path = Path(given["path"]).expanduser()
        if not path.exists():
            raise ConfigurationError(f"-a path={given['path']}: there is no such file or folder")
        if given.get("url") is not None and not given["url"].startswith(("http://", "https://")):
            raise ConfigurationError(
                f"-a url={given['url']} is not allowed: it must be a web address"
            )
        if given.get("url") and path.is_dir():
            raise ConfigurationError(
                "-a url= names the address of one file, but -a path= is a folder"
            )
        if path.is_file() and not _is_readable(path):
            raise ConfigurationError(f"-a path={given['path']} is not {cls.allowed['path']}")

    @property
    def run(self) -> Any:
        """The run this spider works for."""
        return run_of(self.crawler)

    @cached_property
    def evidence(self) -> Evidence:
        """What the pages read so far say of others."""
        known = Prefixes(lambda *asked: is_known(self.run.db, *asked))
        return Evidence(self.run.site, self.run.met, self.run.same, prefixes=known)

    @cached_property
    def pages(self) -> PageReader:
        """What reads pages."""
        return PageReader(self.run.site)

    @cached_property
    def followed(self) -> Followed:
        """What leads to files that have another address."""
        return Followed(self.run.site, self.pages)

    @cached_property
    def originals(self) -> revisits.Originals:
        """The captures whose payload a revisit may stand for."""
        return revisits.Originals(self.run.db)

    async def start(self) -> AsyncIterator[Item]:
        """Read every file, in the order of their names."""
        refuse_without_run(self)
        self.pages.begin()
        for found in self._everything():
            if is_closing(self.crawler):
                return
            yield await self._described(found) if isinstance(found, _Attached) else found

    async def _described(self, file: _Attached) -> FileFound | Unread:
        """An attached file within the limits of the crawl: what was unreadable there is so here."""
        try:
            described = await self.reader.describe(file.body)
        except Exception as error:
            if ends_the_run(error):
                raise
            return fault(error, file.capture.url, file.capture, "reading a file", file.document)
        return file_found(file.document, described, file.capture)

    def closed(self, reason: str) -> None:
        """Scrapy's word that the run is over."""
        self.closing()

    def closing(self) -> None:
        """End the readers."""
        self.reader.close()
        if has_run(self.crawler):
            self.pages.close()

    def _everything(self) -> Iterator[Item | _Attached]:
        files = sorted(self.path.rglob("*")) if self.path.is_dir() else [self.path]
        for path in files:
            if not path.is_file():
                continue
            self.run.counts["files found"] += 1
            if path.name == LIST:
                self._note_list(path)
                continue
            if not _is_readable(path):
                suffix = PurePath(shown_name(path)).suffix
                self.run.skip("not a capture", suffix or "no suffix")
                continue
            if path.name.endswith(UNPUBLISHED) and self.path.is_dir():
                self.run.skipped[UNREAD_NIGHTS] += 1
                continue
            yield from self._guarded(self._items(path), "", shown_name(path))
            if self._is_own(path):
                yield NightRead()
        for path, revisit in self._waiting:
            items = self._revisit(path, revisit)
            yield from self._counted(self._guarded(items, revisit.url, _where(path, revisit)))
        for capture in self.evidence.late().values():
            yield from self._guarded(self._again(capture), capture.url, "it again")

    def _note_list(self, path: Path) -> None:
        self.run.counts["lists of addresses"] += 1
        if wrong := listed(path.parent).wrong:
            self.logger.error("%s", wrong)
            self.run.error = self.run.error or wrong

    def _guarded(
        self, items: Iterator[Item | _Attached], url: str, where: str
    ) -> Iterator[Item | _Attached]:
        """What one file or record gives; what it makes this program raise costs that one alone."""
        try:
            yield from items
        except Exception as error:
            if ends_the_run(error):
                raise
            stands = address_of(url, self.run.site) if url else where
            yield fault(error, stands, None, f"reading {where}")

    def _again(self, capture: Capture) -> Iterator[Item]:
        """A page that a list has named since, read with what it says of it."""
        fetched = captures.read(self.run.db, self.run.writer.folder, capture)
        yield from self._read(fetched, capture)

    def _items(self, path: Path) -> Iterator[Item | _Attached]:
        if not path.name.lower().endswith(warc_sources.SUFFIXES):
            yield from self._saved(path)
            return
        try:
            # Only what others were answered can be an answer to anything but GET.
            methods = {} if self._is_own(path) else methods_in(path)
            for record in records_in(path, methods):
                items = self._record(path, record)
                yield from self._counted(self._guarded(items, record.url, _where(path, record)))
            self.run.counts["files of records"] += 1
        except ArchiveError as error:
            self.run.skipped[DAMAGED] += 1
            self.run.first_skipped.setdefault(DAMAGED, shown_name(path))
            self.logger.error("%s", error)
            self.run.error = self.run.error or str(error)

    def _counted(self, items: Iterator[Item | _Attached]) -> Iterator[Item | _Attached]:
        """The items of one record, and what it turned out to be: each record ends in one number."""
        first: Item | _Attached | None = None
        passed_over = self.run.skipped.total()
        for item in items:
            first = first or item
            yield item
        if self.run.skipped.total() > passed_over:
            return
        if isinstance(first, Unread):
            self.run.counts["records in quarantine"] += 1
        elif isinstance(first, Finding):
            self.run.counts["records of pages"] += 1
        elif isinstance(first, _Attached | FileFound):
            self.run.counts["records of documents"] += 1
        elif isinstance(first, Answer):
            self.run.counts["records of other answers"] += 1

    def _record(self, path: Path, record: Found) -> Iterator[Item | _Attached]:
        if isinstance(record, Member):
            kind = "members of records" if record.holds_records else "other members"
            self.run.counts[kind] += 1
            return
        if not isinstance(record, Odd) or record.is_record:
            self.run.counts["records found"] += 1
        if isinstance(record, NoAnswer):
            self.run.counts[f"no answers: {record.kind}"] += 1
            return
        if isinstance(record, Kept) and not is_ours(record.url, self.run.site):
            record = of_page(record)
        if isinstance(record, Odd):
            self._pass_over(record.reason, record.url, _where(path, record))
            if record.is_damage:
                said = f"{_where(path, record)}: {record.reason}; get the file again"
                self.logger.error("%s", said)
                self.run.error = self.run.error or said
            if record.error and (not record.url or is_ours(record.url, self.run.site)):
                raise record.error
            return
        self.run.counts["asked"] += 1
        if not is_ours(record.url, self.run.site):
            self.run.skip(
                "of no host of site.toml (a copy of the site: SITE_URL)", host(record.url)
            )
        elif self._is_withheld(record.url):
            return
        elif self._is_ahead(_moment(record)):
            self._pass_over(_AHEAD, record.url, _where(path, record))
        elif isinstance(record, Kept):
            capture = self._capture(path, record)
            self.originals.note(record, capture)
            yield from self._kept(path, record, capture)
        elif self.originals.of(record):
            yield from self._revisit(path, record)
        else:
            # Files are read in the order of their names: its original may be in a later one.
            self._waiting.append((path, record))

    def _is_ahead(self, captured_at: str) -> bool:
        """Whether a capture is dated after today: by it, all that the site says later would be older."""
        return not_yet(captured_at, self.run.crawl.started_at)

    def _pass_over(self, reason: str, url: str, where: str) -> None:
        self.run.skipped[reason] += 1
        self.run.first_skipped.setdefault(reason, where)
        self.logger.info("passed over: %s: %s (%s)", reason, url, where)

    def _revisit(self, path: Path, revisit: Revisit) -> Iterator[Item | _Attached]:
        """A page that was answered to be the same as before, read again with the payload of then."""
        original = self.originals.of(revisit)
        if original is None:
            why = "revisit of a capture that is not known (read its file too)"
            self._pass_over(why, revisit.url, _where(path, revisit))
            return
        try:
            payload = captures.read(self.run.db, self.run.writer.folder, original)
        except ArchiveError as error:
            why = "revisit of a capture that is not in the captures folder"
            self._pass_over(why, str(error), _where(path, revisit))
            return
        kept = revisits.resolved(revisit, original, payload)
        if self._is_own(path):
            made = revisits.row_of_revisit(kept, revisit, original, path.name, self.run.crawl.id)
            capture = captures.indexed(self.run.db, made.id) or made
        else:
            made = revisits.row_of_revisit(kept, revisit, original, "", self.run.crawl.id)
            capture = self._copied(path, kept, made)
        yield from self._kept(path, kept, capture)

    def _kept(self, path: Path, kept: Kept, capture: Capture) -> Iterator[Item | _Attached]:
        fetched = kept.fetched
        at = place(fetched.url, self.run.site)
        documents = self._documents(fetched)
        is_page = fetched.status == 200 and at is not None and not at.is_feed
        if kept.cut and (documents or is_page):
            yield from self._cut(path, kept, capture, documents)
        elif documents:
            for document in documents:
                yield self._attached(fetched, document, capture)
        elif not is_page:
            self._learn_redirect(fetched)
            yield Answer(capture)
            self.run.counts["answered"] += 1
        else:
            yield from self._read(fetched, capture)

    def _attached(self, fetched: Fetched, document: str, capture: Capture) -> Item | _Attached:
        """What an answer says of a document."""
        if self.followed.leads_on(fetched, document):
            return Answer(capture)
        if fetched.status == 200:
            return _Attached(document, fetched.body, capture)
        return file_not_there(document, fetched.status, capture)

    def _cut(
        self, path: Path, kept: Kept, capture: Capture, documents: list[str]
    ) -> Iterator[Item]:
        """Of what another tool cut no part is taken for the whole."""
        note = f"the tool that wrote {shown_name(path)} cut it (WARC-Truncated: {kept.cut})"
        for document in documents:
            yield FileFound(document, {"status": "failed", "note": note}, capture)
        if not documents:
            yield Unread(kept.url, "truncated", f"{note}: look for another capture", capture)

    def _learn_redirect(self, fetched: Fetched) -> None:
        """What a lasting redirect told the crawl, it tells a reading of its capture."""
        # Of a replay it leads into the web archive, to the same page there.
        target, _ = original(location_of(fetched) or "")
        at, there = (place(url, self.run.site) for url in (fetched.url, target))
        if fetched.status in (301, 308) and at and there:
            self.evidence.meet(fetched.url)
            self.evidence.redirected(at, there)

    def _is_withheld(self, url: str) -> bool:
        """Whether an address leads to what was taken down; it is counted, and read no further."""
        withheld = leads_there(self.run.withheld, self.run.site)(url)
        if withheld:
            self.run.skipped["withheld"] += 1
        return withheld

    def _is_own(self, path: Path) -> bool:
        folder: Path = self.run.writer.folder
        is_there = path.resolve().parent == folder.resolve() and path.name.endswith(".warc.gz")
        # A row names its file in UTF-8: one of another name is read as a file of others, and copied.
        return is_there and shown_name(path) == path.name

    def _capture(self, path: Path, kept: Kept) -> Capture:
        """The row of a WARC record: of our own files as they stand, of others' a copy in our own."""
        made = revisits.row(kept, path.name, self.run.crawl.id)
        if not self._is_own(path) or not kept.stored or not kept.stored.member:
            return self._copied(path, kept, made)
        return captures.indexed(self.run.db, kept.capture_id) or made

    def _copied(self, path: Path, kept: Kept, made: Capture) -> Capture:
        """Keep a record from elsewhere in the run's own WARC file, once."""
        source = Source(shown_name(path), kept.member, kept.offset)
        return captures.copied(self.run.db, self.run.writer, made, kept, source)

    def _file(self, fetched: Fetched) -> Capture:
        """Keep a page from elsewhere that came as a file, once."""
        digest = warc_digests.sha1(BytesIO(fetched.body))
        known = captures.known(self.run.db, fetched.url, fetched.captured_at, digest)
        return known or self.run.writer.file(fetched)

    def _documents(self, fetched: Fetched) -> list[str]:
        """The documents that an answer is asked for by: of its own address, and what led to it."""
        own = document_id(fetched.url, self.run.site)
        row = self.run.db.execute(
            # Of one that is named by an e-mail address neither is kept as it is.
            "SELECT id FROM documents WHERE url = ? OR id IN (?, ?)",
            (fetched.url, own, without_addresses(own)),
        ).fetchone()
        led = self.followed.documents(fetched.url)
        return list(dict.fromkeys([*(row or ()), *led]))

    def _saved(self, path: Path) -> Iterator[Item | _Attached]:
        self.run.counts["asked"] += 1
        self.run.counts["saved pages"] += 1
        try:
            body = path.read_bytes()
        except OSError as error:
            self.run.error = self.run.error or f"{shown_name(path)}: {error.strerror}"
            return
        moment = self.captured_at or mark(body)[1] or _modified(path)
        fetched = Fetched("", body, moment, "text" if path.suffix.lower() in TEXT else "html")
        beside, name = listed(path.parent), shown_name(path)
        refused = beside.refused.get(name_of(path)) if not self.url else None
        url = self.url or beside.addresses.get(name_of(path))
        if not url and not refused:
            url = self.pages.saved_address(path, fetched)
        if not url:
            nothing = (
                f"nothing tells the address of {name}: give -a url=, or name it in addresses.csv"
            )
            yield Unread(name, "unknown-address", refused or nothing, None)
            return
        fetched = replace(fetched, url=encoded(url))
        if self._is_ahead(moment):
            self._pass_over(_AHEAD, fetched.url, name)
        elif not self._is_withheld(fetched.url):
            yield from self._guarded(self._copied_and_read(fetched), fetched.url, shown_name(path))

    def _copied_and_read(self, fetched: Fetched) -> Iterator[Item]:
        yield from self._read(fetched, self._file(fetched))

    def _read(self, fetched: Fetched, capture: Capture) -> Iterator[Item]:
        found, reading = read(fetched, capture, self.run.site, self.evidence, self.pages)
        for url in reading.links if reading else ():
            self.evidence.meet(url)
        if not isinstance(found, Finding):
            self.run.counts["answered"] += isinstance(found, Answer)
            yield found
            return
        if found.page.kind not in self.only and found.page.kind != "list":
            self.run.skipped["kind not asked for"] += 1
            self.run.counts["answered"] += 1
            yield Answer(capture)
            return
        found.addresses[fetched.url] = fetched.status
        yield found


def _moment(record: Kept | Revisit) -> str:
    return record.fetched.captured_at if isinstance(record, Kept) else record.captured_at


def _is_readable(path: Path) -> bool:
    return path.name.lower().endswith((*warc_sources.SUFFIXES, *MARKUP, *TEXT))


def _where(path: Path, record: Found) -> str:
    """A record by its file and where it stands there, for a person who looks for it."""
    file = f"{shown_name(path)}, {record.member}" if record.member else shown_name(path)
    return f"{file} at {record.offset}"


def _modified(path: Path) -> str:
    """Of a saved file that tells no moment its own time is the best that is known."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
