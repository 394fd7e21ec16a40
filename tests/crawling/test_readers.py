"""A page or file that its reader cannot read in time, or dies of, keeps no other from being read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

import layouts
from crawling.apart import Worker, bound_memory
from crawling.readers import FileReader, PageReader
from layouts.files import describe
from records.errors import NotMarkup, OverLimit, Oversized
from records.finding import find
from records.models import Capture
from records.reading import Fetched
from records.site import Site, parse
from replica.content import Document
from replica.documents import file_of
from spiders.evidence import Evidence
from spiders.findings import read
from tests.crawling.site_of_pages import drupal
from tests.loops import finished

HOME = Path(__file__).parents[2]
SITE = parse((HOME / "site.toml").read_text("utf-8"))
PDF = file_of(Document("2017/guide.pdf", 2000, "en", "The guide", "A guide to shelters."))
PAGE = (HOME / "tests/layouts/pages/member-3.1.html").read_bytes()
ADDRESS = "https://contrelatraite.org/spip.php?article12"


def fetched(body: bytes) -> Fetched:
    return Fetched(ADDRESS, body, "2018-05-12T00:00:00Z")


def _capture() -> Capture:
    return Capture(
        id="1", url=ADDRESS, captured_at="2018-05-12T00:00:00Z", status=200, digest="", bytes=1,
        file="a.warc.gz", offset=0, crawl_id="1",
    )  # fmt: skip


@pytest.fixture
def worker() -> Any:
    made: list[Worker[Any, Any]] = []

    def make(work: Callable[..., Any], *common: object, seconds: float = 60) -> Worker[Any, Any]:
        made.append(Worker(work, *common, seconds=seconds))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_what_is_done_apart_is_what_would_be_done_here(worker: Any) -> None:
    assert worker(divmod, 5).do(17) == divmod(17, 5)


def test_what_the_work_raises_is_raised_here_with_the_way_to_it(worker: Any) -> None:
    with pytest.raises(ValueError, match="invalid literal") as raised:
        worker(int).do("seventeen")
    assert "Traceback" in raised.value.__notes__[0]


@pytest.mark.parametrize(
    ("work", "common", "given", "said"),
    [
        (time.sleep, (), 600, "not read within 0.2 seconds"),
        (pow, (10**9,), 3, "not read within 0.2 seconds"),
        (bytes, (), 3 * 1024**3, "more than 2147483648 bytes of memory"),
        (os._exit, (), 0, "crashed"),
        (os.kill, (signal.SIGKILL,), 0, "crashed"),
    ],
    ids=["waits", "in C, where nothing interrupts it", "memory", "ends itself", "is killed"],
)
def test_what_takes_too_much_is_ended_and_the_next_is_done(
    worker: Any, work: Callable[..., Any], common: tuple[Any, ...], given: Any, said: str
) -> None:
    seconds = 0.2 if "0.2" in said else 60
    one = worker(_either, work, common, seconds=seconds)
    with pytest.raises(OverLimit, match=said):
        one.do((True, given))
    one.seconds = 60
    assert one.do((False, 7)) == 7


def _either(given: tuple[bool, Any], work: Callable[..., Any], common: tuple[Any, ...]) -> Any:
    """The work, or the thing itself; a process that kills itself asks for its own number."""
    is_work, thing = given
    if not is_work:
        return thing
    return work(os.getpid() if work is os.kill else thing, *common)


def test_a_page_is_read_apart_as_it_is_read_here() -> None:
    reader = PageReader(SITE)
    try:
        assert reader.read(fetched(PAGE)) == layouts.read(fetched(PAGE), SITE)
    finally:
        reader.close()


def test_a_page_that_cannot_be_read_is_refused_in_the_words_of_its_layout() -> None:
    reader = PageReader(SITE)
    try:
        with pytest.raises(NotMarkup, match="the bytes are no HTML"):
            reader.read(fetched(b"GIF89a"))
    finally:
        reader.close()


def test_a_page_that_takes_too_long_goes_to_quarantine_as_oversized() -> None:
    reader = PageReader(SITE)
    capture = _capture()
    try:
        assert reader.read(fetched(PAGE)).title
        reader._worker.seconds = 0
        found, reading = read(fetched(PAGE), capture, SITE, Evidence(SITE), reader)
        assert reading is None
        assert found.reason == "oversized"  # type: ignore[union-attr]
        with pytest.raises(Oversized, match="read again next time"):
            reader.read(fetched(PAGE))
    finally:
        reader.close()


def test_a_file_that_takes_too_long_is_known_by_its_bytes_and_the_next_is_read() -> None:
    async def both() -> tuple[dict[str, object], dict[str, object]]:
        reader = FileReader()
        try:
            reader._worker.seconds = 0
            late = await reader.describe(PDF)
            reader._worker.seconds = 60
            return late, await reader.describe(PDF)
        finally:
            reader.close()

    late, kept = finished(both())
    assert (late["status"], late["note"]) == ("failed", "not read within 0 seconds")
    assert late["sha256"] == kept["sha256"]
    assert kept["status"] == "kept" and "shelters" in str(kept["text"])


_TRIED = """
from crawling.apart import Worker
from layouts.files import describe
import sys
worker = Worker(describe)
print(worker.do(sys.stdin.buffer.read())["status"])
worker.close()
"""


@pytest.mark.parametrize(
    "module",
    [
        "raise ImportError('as on Windows')",
        "RLIM_INFINITY = -1",
        "RLIMIT_AS, RLIM_INFINITY = 9, -1\n"
        "def getrlimit(what): return -1, -1\n"
        "def setrlimit(what, limits): raise ValueError('as on macOS')",
    ],
    ids=["no module", "no such limit", "a limit that cannot be set"],
)
def test_files_are_read_where_the_system_cannot_bound_memory(module: str, tmp_path: Path) -> None:
    (tmp_path / "resource.py").write_text(module, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", _TRIED]
    ended = subprocess.run(command, cwd=HOME, env=env, input=PDF, capture_output=True, timeout=120)
    assert ended.stdout == b"kept\n", ended.stderr


def test_files_are_read_where_the_system_allows_less_memory_than_we_would_take() -> None:
    lower = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1536 * 2**20,) * 2)\n"
    command = [sys.executable, "-c", lower + _TRIED]
    ended = subprocess.run(command, cwd=HOME, input=PDF, capture_output=True, timeout=120)
    assert ended.stdout == b"kept\n", ended.stderr


def test_a_reader_does_not_outlive_a_crawl_that_was_killed() -> None:
    busy = (
        "from crawling.apart import Worker; import time, sys; w = Worker(time.sleep, seconds=1);"
        "w.begin(); print(w._process.pid, flush=True); w.do(600) or time.sleep(600)"
    )
    crawl = subprocess.Popen([sys.executable, "-c", busy], cwd=HOME, stdout=subprocess.PIPE)
    assert crawl.stdout
    reader = int(crawl.stdout.readline())
    crawl.kill()
    crawl.wait()
    crawl.stdout.close()
    for _ in range(600):
        if not _is_alive(reader):
            return
        time.sleep(0.1)
    pytest.fail("the reader is still there")


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_what_a_reader_prints_is_no_answer(worker: Any) -> None:
    assert worker(print).do("<html>") is None


def test_a_file_is_described_here_as_it_is_apart() -> None:
    assert describe(PDF)["status"] == "kept"


def _described_in_little(body: bytes) -> dict[str, Any]:
    """Describe a file with four megabytes left."""
    import resource

    describe(_word("loaded"))
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    bound_memory(pages * resource.getpagesize() + 4 * 2**20)
    return describe(body)


def _word(text: str) -> bytes:
    document, file = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def test_a_file_is_not_called_damaged_because_its_reader_has_too_little_memory(worker: Any) -> None:
    body = _word("Les victimes ont des droits. " * 200_000)
    with pytest.raises(OverLimit, match="memory"):
        worker(_described_in_little).do(body)


def test_records_feeds_and_saved_pages_are_read_apart_too() -> None:
    reader = PageReader(SITE)
    try:
        reading = reader.read(fetched(PAGE))
        capture = _capture()
        assert reader.find(reading, capture) == find(reading, SITE, capture)
        assert reader.addresses_in(b"<rss><item><link>http://a.example/</link></item></rss>") == [
            "http://a.example/"
        ]
        saved = fetched(b"<!-- saved from url=(0026)http://contrelatraite.org/ --><html></html>")
        assert reader.saved_address(Path("x.html"), saved) == "http://contrelatraite.org/"
        reader._worker.seconds = 0.1
        with pytest.raises(Oversized):
            reader._at_once(_slow, 600)
    finally:
        reader.close()


def test_what_lists_say_of_a_page_since_it_was_read_ahead_is_heard() -> None:
    body = drupal("Solidarité", "<p>Une association du Doubs.</p>", 77, "solidarite").encode()
    page = Fetched("https://contrelatraite.org/solidarite", body, "2018-05-12T00:00:00Z")
    reader = PageReader(SITE)
    try:
        ahead = reader.ahead(page, _capture(), ("nos membres",))
        assert ahead.result().found.page.kind == "member"  # type: ignore[union-attr]
        found, _ = read(page, _capture(), SITE, Evidence(SITE), reader, ahead)
        assert found.page.kind == "article"  # type: ignore[union-attr]
    finally:
        reader.close()


def test_pages_are_read_in_the_order_in_which_they_came() -> None:
    reader = PageReader(SITE)
    try:
        ahead = [reader.ahead(fetched(PAGE), _capture()) for _ in range(3)]
        # What is asked for at once comes after them all.
        assert reader.read(fetched(PAGE)) == layouts.read(fetched(PAGE), SITE)
        assert all(one.done() for one in ahead)
    finally:
        reader.close()


def test_a_page_that_takes_too_long_costs_none_that_was_read_behind_it() -> None:
    reader = PageReader(SITE)
    try:
        reader._worker.seconds = 0
        late = reader.ahead(fetched(PAGE), _capture())
        assert isinstance(late.exception(), Oversized)
        reader._worker.seconds = 60
        assert reader.ahead(fetched(PAGE), _capture()).result().reading.title
    finally:
        reader.close()


def test_a_reader_that_was_killed_between_two_pages_costs_neither(worker: Any) -> None:
    one = worker(divmod, 5)
    assert one.do(17) == (3, 2)
    one._process.kill()
    one._process.wait()
    assert one.do(18) == (3, 3)


def _slow(seconds: float, site: Site) -> None:
    time.sleep(seconds)


def test_at_the_end_nothing_that_waits_for_its_turn_is_read_any_more() -> None:
    reader = PageReader(SITE)
    reader.read(fetched(PAGE))
    under_way = reader._turns.submit(reader._bounded, _slow, 600)
    waiting = reader.ahead(fetched(PAGE), _capture())
    while not under_way.running():
        time.sleep(0.01)
    reader.close()
    assert isinstance(under_way.exception(timeout=30), Oversized)
    assert waiting.cancelled()
    assert reader._worker._process is None
