"""The published archive beside plain Datasette on the same file: 100,000 made-up records, four readers."""

from __future__ import annotations

import http.client
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

from archive.database import open_archive
from bench.beside import beside
from records.models import (
    Address,
    Article,
    Capture,
    Check,
    Crawl,
    Document,
    Entry,
    Meeting,
    MeetingDate,
    Member,
    Mention,
    Page,
    PageDocument,
    Profile,
    Report,
    Row,
    Statement,
    Version,
)

HERE = Path(__file__).resolve().parents[1]
READERS = 4
RARE, COMMON = "xylographe", "esclavage"
# How often in a hundred each kind is made.
_KINDS: tuple[tuple[type[Row], int], ...] = (
    (Article, 40), (Statement, 25), (Report, 15), (Meeting, 10), (Document, 10),
)  # fmt: skip
_MEMBERS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is measured: ours, and the same of plain Datasette. `{}` is an item's number."""

    label: str
    ours: str
    plain: str


ASKED = (
    Asked("home", "/", "/"),
    Asked("item", "/archive/statements/spip~2Farticle~2F{}", "/archive/statements/spip~2Farticle~2F{}"),
    Asked("table", "/archive/statements", "/archive/statements"),
    Asked("search, rare word", f"/search?q={RARE}", f"/archive/entries?_search={RARE}"),
    Asked("search, common word", f"/search?q={COMMON}", f"/archive/entries?_search={COMMON}"),
    Asked("feed of what is new", "/feeds/new.atom", "/archive/entries.json?_sort_desc=date&_size=50"),
    Asked("calendar", "/archive/meetings.ics", "/archive/meeting_dates.json?_size=max"),
    Asked("site map, a file", "/sitemap-1.xml", "/archive/entries.csv?_stream=on&_size=max&_col=record_id"),
)  # fmt: skip
WHOLE_TABLE = "/archive/statements.csv?_stream=on&_size=max"


def published(records: int, requests: int, only_sql: bool = False) -> None:
    """Make the archive, measure both, print them side by side; then what hostile SQL does to readers."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "archive.db"
        start = time.monotonic()
        numbers = make(path, records)
        size = path.stat().st_size / 1e6
        print(f"{records} records in {size:.0f} MB, made in {time.monotonic() - start:.0f} s\n")
        ours = [sys.executable, "-m", "scrapy", "serve", "-s", f"ARCHIVE_DB={path}"]
        ours += ["-s", f"CAPTURES_DIR={temporary}/captures", "-s", "EXPORTS_DIR=", "--port"]
        if not only_sql:
            _compare(path, ours, numbers, requests)
        with _server(ours) as (port, _):
            beside(port, numbers)


def _compare(path: Path, ours: list[str], numbers: Sequence[int], requests: int) -> None:
    """Ask both for the same pages."""
    plain = [sys.executable, "-m", "datasette", "serve", str(path), "--port"]
    (times, csv), (our_times, our_csv) = (
        _measure(command, [getattr(one, side) for one in ASKED], numbers, requests)
        for command, side in ((plain, "plain"), (ours, "ours"))
    )
    print(f"{f'p95 in ms, {READERS} readers':<26}{'Datasette':>12}{'archive':>12}{'ratio':>9}")
    for one, reference, own in zip(ASKED, times, our_times, strict=True):
        _line(one.label, reference, own)
    print(f"\n{'whole table as CSV':<26}{'Datasette':>12}{'archive':>12}{'ratio':>9}")
    labels = ("MB", "seconds", "peak MiB before", "peak MiB after")
    for label, reference, own in zip(labels, csv, our_csv, strict=True):
        _line(label, reference, own)


def _line(label: str, reference: float | None, own: float | None) -> None:
    """None is a page that is not there."""
    cells = "".join(f"{'–' if it is None else format(it, '.0f'):>12}" for it in (reference, own))
    ratio = f"{own / reference:>9.2f}" if reference and own is not None else ""
    print(f"{label:<26}{cells}{ratio}")


# --- the archive -----------------------------------------------------------------------------------


def make(path: Path, records: int) -> Sequence[int]:
    """An archive of so many records, the same each time; returns the numbers of its statements."""
    db = open_archive(path)
    made = _Maker(records)
    with closing(db.conn), db.atomic():
        # The order of the tables is not that of their keys, which are checked at the end.
        for model, rows in made.tables():
            names, marks = ", ".join(model.columns()), ", ".join("?" * len(model.columns()))
            db.conn.executemany(
                f"INSERT INTO {model.table} ({names}) VALUES ({marks})",
                (tuple(row.row().values()) for row in rows),
            )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return made.statements


class _Maker:
    """Rows of every table; each kind of row is made again from the same numbers."""

    def __init__(self, records: int) -> None:
        chance = random.Random(20260101)
        models, weights = zip(*_KINDS, strict=True)
        self._kinds: list[type[Row]] = chance.choices(models, weights, k=records)
        # The page that attaches every document.
        self._kinds[0] = Article
        syllables = ("ba", "co", "di", "fe", "gu", "la", "mi", "no", "pra", "que", "tion", "ment")
        # As in a language few words are frequent and most are rare.
        self._words = [
            "".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(20_000)
        ]
        self._weights = [0.0]
        for rank in range(1, len(self._words) + 1):
            self._weights.append(self._weights[-1] + 1 / rank)
        self._weights.pop(0)
        self.statements = [n for n, kind in enumerate(self._kinds) if kind is Statement]

    def tables(self) -> Iterator[tuple[type[Row], Iterator[Row]]]:
        """Each table with its rows, one after the other."""
        yield Crawl, iter([_CRAWL])
        yield Check, iter([Check(crawl_id="crawl", name="pages met", required=1, passed=1)])
        yield Capture, (self._capture(n) for n in self._pages())
        yield Page, (self._page(n) for n in self._pages())
        yield Address, (self._address(n) for n in self._pages())
        yield Member, (_member(n) for n in range(_MEMBERS))
        yield Profile, (_profile(n) for n in range(_MEMBERS))
        for model in (Article, Statement, Report, Meeting, Document):
            yield model, (self._record(n) for n, k in enumerate(self._kinds) if k is model)
        yield MeetingDate, (_day(n) for n, k in enumerate(self._kinds) if k is Meeting)
        yield PageDocument, (_attached(n) for n, k in enumerate(self._kinds) if k is Document)
        yield (
            Mention,
            (_mention(n) for n, k in enumerate(self._kinds) if k is not Document and n % 3),
        )
        yield Version, (self._version(n) for n in range(len(self._kinds)))
        yield Entry, self._entries()

    def _pages(self) -> Iterator[int]:
        yield from (n for n, kind in enumerate(self._kinds) if kind is not Document)
        yield from range(-_MEMBERS, 0)

    def _text(self, number: int) -> str:
        chance = random.Random(number)
        words = chance.choices(self._words, cum_weights=self._weights, k=chance.randint(60, 180))
        if number % 5 < 3:
            words[10] = COMMON
        if number % 9_999 == 7:
            words[20] = RARE
        cut = len(words) // 2
        return f"{' '.join(words[:cut])}.\n\n{' '.join(words[cut:])}."

    def _record(self, number: int) -> Row:
        model, text, day = self._kinds[number], self._text(number), _date(number)
        title = f"{model.title_of_table} {number} : {text[:40].rpartition(' ')[0]}"
        if model is Document:
            return Document(
                id=f"IMG/{number}.pdf", page_id=_page_id(0), url=f"{_BASE}IMG/{number}.pdf",
                caption=title, format="PDF", language="fr", status="kept", bytes=9 * number,
                sha256=f"{number:064x}", mime="application/pdf", pages=2, text=text, capture_id="capture-0",
            )  # fmt: skip
        common = {
            "id": _page_id(number), "page_id": _page_id(number), "url": _url(number), "title": title,
            "language": "en" if number % 4 == 0 else "fr", "published_on": day,
            "published_precision": "day", "text": text, "capture_id": f"capture-{number}",
        }  # fmt: skip
        more: dict[type[Row], dict[str, str]] = {
            Article: {"kind": "news"},
            Statement: {
                "stated_on": day, "stated_precision": "day", "issuer": "collective",
                "form": "open letter" if number % 7 == 0 else "statement",
            },
            Report: {"held_on": day, "held_precision": "day"},
        }  # fmt: skip
        return model.model_validate({**common, **more.get(model, {})})

    def _entries(self) -> Iterator[Row]:
        ids = count(1)
        for number, model in enumerate(self._kinds):
            row = self._record(number).row()
            yield Entry(
                id=next(ids), kind=model.table, record_id=row["id"],
                title=row.get("title") or row["caption"], text=row["text"], language=row["language"],
                date=row.get("published_on"), url=row["url"],
            )  # fmt: skip
        for number in range(_MEMBERS):
            yield Entry(
                id=next(ids), kind="members", record_id=f"m{number}", title=f"Membre {number}"
            )

    def _version(self, number: int) -> Row:
        record = self._record(number)
        return Version(
            record_table=record.table, record_id=record.row()["id"], number=1, captured_at=_AT,
            capture_id=f"capture-{number if not isinstance(record, Document) else 0}",
            crawl_id="crawl", changed="[]", digest=f"{number:040x}", record=record.model_dump_json(),
        )  # fmt: skip

    def _page(self, number: int) -> Row:
        kind = self._kinds[number].table.rstrip("s") if number >= 0 else "member"
        return Page(
            id=_page_id(number), layout="spip", kind=kind, url=_url(number), title=f"Page {number}",
            language="fr", first_seen_at=_AT, last_seen_at=_AT, changed_at=_AT,
            capture_id=f"capture-{number}", parser="bench",
        )  # fmt: skip

    def _capture(self, number: int) -> Row:
        return Capture(
            id=f"capture-{number}", url=_url(number), captured_at=_AT, status=200, mime="text/html",
            digest=f"{abs(number):032d}", bytes=9_000, file="bench.warc.gz", offset=number + _MEMBERS,
            crawl_id="crawl",
        )  # fmt: skip

    def _address(self, number: int) -> Row:
        return Address(url=_url(number), page_id=_page_id(number), status=200, first_seen_at=_AT)


_BASE = "http://127.0.0.1:8071/"
_AT = "2026-01-02T03:00:00Z"
_CRAWL = Crawl(
    id="crawl", spider="collective", arguments='{"site": "http://127.0.0.1:8071/"}', started_at=_AT,
    finished_at="2026-01-02T05:00:00Z", outcome="finished",
)  # fmt: skip


def _page_id(number: int) -> str:
    return f"spip/article/{number}"


def _url(number: int) -> str:
    return f"{_BASE}spip.php?page=article&id_article={number}"


def _date(number: int) -> str:
    return f"{2002 + number % 24}-{1 + number % 12:02}-{1 + number % 28:02}"


def _member(number: int) -> Row:
    page = _page_id(number - _MEMBERS)
    return Member(
        id=f"m{number}", name=f"Membre {number}", acronym=f"M{number}", founded_year=1950 + number,
        first_profile_id=page, last_profile_id=page, page_id=page, url=_url(number - _MEMBERS),
        capture_id=f"capture-{number - _MEMBERS}",
    )  # fmt: skip


def _profile(number: int) -> Row:
    page = _page_id(number - _MEMBERS)
    return Profile(
        id=page, page_id=page, title=f"Membre {number}", name=f"Membre {number}", member_id=f"m{number}",
        capture_id=f"capture-{number - _MEMBERS}",
    )  # fmt: skip


def _day(number: int) -> Row:
    day = _date(number)
    return MeetingDate(
        id=f"{_page_id(number)}/{day}", meeting_id=_page_id(number), page_id=_page_id(number),
        title=f"Meetings {number}", position=1, date=day, date_precision="day", start_time="10:00",
        end_time="12:00", place="Paris", time_zone="Europe/Paris", status="announced", phrase=day,
    )  # fmt: skip


def _attached(number: int) -> Row:
    return PageDocument(page_id=_page_id(0), document_id=f"IMG/{number}.pdf", position=number + 1)


def _mention(number: int) -> Row:
    return Mention(
        page_id=_page_id(number), member_id=f"m{number % _MEMBERS}", count=2, context="Membre …"
    )


# --- the readers -----------------------------------------------------------------------------------


def _measure(
    command: list[str], paths: Sequence[str], numbers: Sequence[int], requests: int
) -> tuple[list[float | None], list[float]]:
    """The p95 of each path in ms, then of the whole table: MB, seconds, peak MiB before and after."""
    with _server(command) as (port, process):
        times = [_p95(port, path, numbers, requests) for path in paths]
        before = _peak(process)
        start = time.monotonic()
        received = _received(port, WHOLE_TABLE)
        seconds = time.monotonic() - start
        return times, [received / 1e6, seconds, before, _peak(process)]


def _p95(port: int, path: str, numbers: Sequence[int], requests: int) -> float | None:
    """None where the first answer is not 200."""
    chosen = random.Random(path).choices(numbers, k=requests)
    asked = [path.replace("{}", quote(str(number))) for number in chosen]

    def read(own: Sequence[str]) -> list[float]:
        times = []
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            for one in own:
                start = time.perf_counter()
                connection.request("GET", one)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    return []
                times.append((time.perf_counter() - start) * 1000)
        return times

    # What is asked for the first time is read from the disk, in both.
    first = time.perf_counter()
    if not read(asked[:1]):
        return None
    # A slow page is asked less often: a dozen times by each reader say enough.
    if time.perf_counter() - first > 0.5:
        asked = asked[: READERS * 12]
    with ThreadPoolExecutor(READERS) as readers:
        parts = readers.map(read, (asked[number::READERS] for number in range(READERS)))
        times = [ms for part in parts for ms in part]
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else None


def _received(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=600)) as connection:
        connection.request("GET", path)
        answer, received = connection.getresponse(), 0
        while piece := answer.read(1 << 16):
            received += len(piece)
    return received


@contextmanager
def _server(command: list[str]) -> Iterator[tuple[int, int]]:
    """A server on a free port, with its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    none = subprocess.DEVNULL
    with subprocess.Popen([*command, str(port)], cwd=HERE, stdout=none, stderr=none) as process:
        try:
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if process.poll() is not None:
                        sys.exit(f"{' '.join(command)} did not start")
                    time.sleep(0.1)
            yield port, process.pid
        finally:
            process.terminate()


def _peak(process: int) -> float:
    """The most memory it ever had, in MiB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    (kib,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kib) / 1024
