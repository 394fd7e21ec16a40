"""One query of a reader in a process of its own, which can be ended whatever it is doing.

`ask` is called by the server, `main` is the process. It holds nothing of the server, is the last to get the
processor, and goes with its query: one that crashes SQLite, fills its memory or builds without end in one
step harms no other reader.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from public.guard.connection import LONGEST_VALUE, guard

HOME = Path(__file__).parents[2]
# Characters of an answer, each value counting as at least so many: writing it as JSON takes a moment.
LONGEST_ANSWER, SHORTEST_VALUE = 16 * 2**20, 32
# Bytes that SQLite may hold for one query; sorting happens there too, for the disk is the crawl's.
SQLITE_MEMORY = 8 * LONGEST_VALUE
# Bytes of address space: with that, two queries and the server stay below what the service may have.
MEMORY = 640 * 2**20
_NICE = 10
_COMMAND = [sys.executable, "-c", "from public.guard.apart import main; main()"]


Why = Literal["function", "table", "statement", "long", "value", "large", "memory", "late", "ended",
              "wrong"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the seconds it may take, and those after which its process is ended.

    `rows` is how many its answer may have, `cells` how many values those may be (None: any).
    """

    path: Path
    sql: str
    params: Mapping[str, Any] | Sequence[Any]
    seconds: float
    life: float
    rows: int | None = None
    cells: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer; `about` is the name of what was refused, or SQLite's own words for `wrong`."""

    why: Why
    about: str = ""


class _TooLarge(Exception):
    """The rows together are larger than an answer may be."""


def ask(question: Question) -> Answer | Failure:
    """Ask in a process of its own, and wait for its end."""
    try:
        done = subprocess.run(
            _COMMAND,
            cwd=HOME,
            input=pickle.dumps(question),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=question.life,
        )
    except subprocess.TimeoutExpired:
        return Failure("late")
    if done.returncode:
        return Failure("ended")
    answer: Answer | Failure = pickle.loads(done.stdout)
    return answer


def main() -> None:
    """The process: a question on standard input, its answer on standard output."""
    question: Question = pickle.load(sys.stdin.buffer)
    _stand_back(math.ceil(question.seconds) + 2)
    answer = _answered(question)
    pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()
    # Freeing what is left would take longer than being gone.
    os._exit(0)


def _stand_back(seconds: int) -> None:
    """Let others go first, and bound memory and time, where the system can."""
    # A signal from the terminal is for the server.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        # For who is left alone: a server that is killed ends nobody.
        for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
            _, hard = resource.getrlimit(what)
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (bound, hard))


def _answered(question: Question) -> Answer | Failure:
    refused: list[tuple[Any, str]] = []
    try:
        conn = _connected(question, refused)
        return _fetched(conn.execute(question.sql, question.params), question)
    except _TooLarge:
        return Failure("large")
    except MemoryError:
        return Failure("memory")
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        if refused:
            return Failure(*refused[0])
        if str(error) == "string or blob too big":
            return Failure("value")
        return Failure("late") if str(error) == "interrupted" else Failure("wrong", str(error))


def _connected(question: Question, refused: list[tuple[Any, str]]) -> sqlite3.Connection:
    """A connection that can only read, and ends the query itself when its time is over."""
    deadline = time.monotonic() + question.seconds
    conn = sqlite3.connect(f"{question.path.as_uri()}?mode=ro", uri=True)
    conn.text_factory = lambda text: text.decode("utf-8", "replace")
    conn.execute("PRAGMA temp_store = MEMORY")
    conn.execute(f"PRAGMA hard_heap_limit = {SQLITE_MEMORY}")
    guard(conn, lambda what, name: refused.append((what, name)))
    conn.set_progress_handler(lambda: time.monotonic() > deadline, 1000)
    return conn


def _fetched(cursor: sqlite3.Cursor, question: Question) -> Answer:
    """The rows, as long as they are no more than was asked for and not too large together."""
    columns = tuple(name for name, *_ in cursor.description)
    most = sys.maxsize if question.rows is None else question.rows
    if question.cells is not None:
        most = min(most, max(1, question.cells // len(columns)))
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in cursor:
        if len(rows) == most:
            return Answer(columns, rows, more=True)
        size += sum(
            max(SHORTEST_VALUE, len(value)) if isinstance(value, str | bytes) else SHORTEST_VALUE
            for value in row
        )
        if size > LONGEST_ANSWER:
            raise _TooLarge
        rows.append(row)
    return Answer(columns, rows, more=False)
