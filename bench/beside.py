"""How long a refusal takes, and what other readers wait while four ask nothing but hostile SQL."""

from __future__ import annotations

import http.client
import itertools
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import quote, urlencode

from bench.hostile import ADDRESSES, ENDED, REFUSED

HOSTILE, OTHERS = 4, 4
# Seconds between two pages of a reader, and of reading before anything hostile is asked.
PAUSE, QUIET = 0.1, 10
PAGES = ("/", "/archive/statements/spip~2Farticle~2F{}", "/archive/statements", "/search?q=xylographe",
         "/feeds/new.atom", "/nights", "/archive/members?_sort=name")  # fmt: skip
# What may be asked, and is much.
LARGE = (
    "/archive/statements?_size=max",
    "/archive/versions?record__contains=nowhere",
    "/archive/versions.json?_where=record+like+'%25nowhere%25'&_facet=record_table",
    "/archive/statements.json?_size=max",
    "/archive?sql=select+*+from+statements",
    "/archive.csv?sql=select+id,+title,+text+from+statements",
    "/archive.json?sql=select+id,+title,+text+from+statements",
    "/archive/where_members_are_named",
)


def beside(port: int, numbers: Sequence[int]) -> None:
    """Read alone, then beside those who ask hostile SQL, and print both."""
    # What is counted once for all is counted before.
    for page in PAGES:
        _answer(port, page.replace("{}", str(numbers[0])))
    quiet = _while(lambda: time.sleep(QUIET), port, numbers)
    asked: list[tuple[int, float]] = []
    waited = _while(lambda: asked.extend(_all_asked(port)), port, numbers)
    statuses = Counter(status for status, _ in asked)
    said = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    print(f"\nhostile SQL, {HOSTILE} at once: {len(asked)} requests ({said})")
    longest = max(seconds for status, seconds in asked if status >= 400)
    print(f"{'longest refusal, s':<34}{longest:>10.1f}")
    print(f"{'ms other readers wait':<34}{'alone':>10}{'meanwhile':>12}")
    for label, part in (("median", 9), ("p95", 18)):
        alone, now = (statistics.quantiles(times, n=20)[part] for times in (quiet, waited))
        print(f"{label:<34}{alone:>10.0f}{now:>12.0f}")
    print(f"{'longest':<34}{max(quiet):>10.0f}{max(waited):>12.0f}")


def _while(work: Callable[[], None], port: int, numbers: Sequence[int]) -> list[float]:
    """What readers wait for each page, in ms, as long as something else is done."""
    over = threading.Event()

    def read(number: int) -> list[float]:
        chance, times = random.Random(number), []
        while not over.is_set():
            page = chance.choice(PAGES).replace("{}", str(chance.choice(numbers)))
            status, seconds = _answer(port, page)
            if status != 200:
                raise SystemExit(f"{page} answered {status}")
            times.append(seconds * 1000)
            over.wait(PAUSE)
        return times

    with ThreadPoolExecutor(OTHERS) as readers:
        reading = [readers.submit(read, number) for number in range(OTHERS)]
        try:
            work()
        finally:
            over.set()
        return [ms for one in reading for ms in one.result()]


def _all_asked(port: int) -> Iterator[tuple[int, float]]:
    """Every hostile query once, in turn as a page, as JSON and as CSV: its status, and seconds."""
    endings = itertools.cycle(("", ".json", ".csv"))
    paths = [
        f"/archive{next(endings)}?{urlencode({'sql': sql, 'b': 'AAAAAAAA'}, quote_via=quote)}"
        for sql in (*(sql for sql, _ in REFUSED), *ENDED)
    ]
    paths += [*(path for path, _ in ADDRESSES), *LARGE]
    random.Random(20260101).shuffle(paths)
    with ThreadPoolExecutor(HOSTILE) as clients:
        yield from clients.map(lambda path: _answer(port, path), paths)


def _answer(port: int, path: str) -> tuple[int, float]:
    """The status of an answer that was received whole, and the seconds it took."""
    start = time.perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    return answer.status, time.perf_counter() - start
