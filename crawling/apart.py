"""Work done apart from the crawl, in a process that can be ended: within limits of time and memory.

What reads pages and files is C for a good part, which no exception and no signal's handler interrupts, and
which may take the whole process along. `Worker` is the crawl's side, `serve` the process.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import IO, Any, BinaryIO, Generic, TypeVar

from crawling.terminal import protect
from records.errors import OverLimit

SECONDS = 60.0
MEMORY_BYTES = 2 * 1024**3
# Seconds in which a process has begun on the busiest of machines; what it has to do is not counted by them.
_STARTING = 300.0
# What a page says is mostly shorter: it comes at once.
_BUFFER = 64 * 1024
_HOME = Path(__file__).parents[1]
_COMMAND = [sys.executable, "-W", "ignore", "-c", "from crawling.apart import serve; serve()"]

Given = TypeVar("Given")
Done = TypeVar("Done")


class Worker(Generic[Given, Done]):
    """A function that is called in a process of its own, one call after another.

    `work` and what is `common` to all calls go there once, and must pickle; `seconds` is how long one call
    may take. The process is begun with the first call, or by `begin`, and replaced after one that failed.
    """

    def __init__(
        self, work: Callable[..., Done], *common: object, seconds: float = SECONDS
    ) -> None:
        self.seconds = seconds
        self._job = (work, common, seconds)
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        # What is closed begins no process any more, whichever thread would.
        self._is_closed, self._beginning = False, Lock()

    def begin(self) -> None:
        """Start the process, and do not wait for it. Raises OverLimit once this was closed."""
        with self._beginning:
            if self._is_closed:
                raise OverLimit("its reader was ended")
            if self._process is None:
                self._process = subprocess.Popen(
                    _COMMAND, _BUFFER, cwd=_HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
                _send(self._process.stdin, self._job)

    def do(self, given: Given) -> Done:
        """`work(given, *common)`: what it gives, or raises.

        Raises OverLimit where it took more time or memory than it may, or its process crashed.
        """
        if self._process and self._process.poll() is not None:
            # It ended between two calls, which is no fault of the next.
            self._stop()
        try:
            if not self._is_ready:
                self.begin()
                self._answer(None, _STARTING)
                self._is_ready = True
            is_done, answer = self._answer(given, self.seconds)
        except TimeoutError:
            self._stop()
            raise OverLimit(f"not read within {self.seconds:g} seconds") from None
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._stop()
            raise OverLimit("its reader crashed") from error
        if is_done:
            done: Done = answer
            return done
        if isinstance(answer, MemoryError):
            self._stop()
            raise OverLimit(f"its reader needed more than {MEMORY_BYTES} bytes of memory")
        raise answer

    def _answer(self, given: Given | None, seconds: float) -> tuple[bool, Any]:
        process = self._process
        if process is None:
            raise EOFError
        assert process.stdout
        if given is not None:
            _send(process.stdin, given)
        return _received(process.stdout, seconds)

    def close(self) -> None:
        """End the process, whatever it is doing, for good."""
        with self._beginning:
            self._is_closed = True
        self._stop()

    def _stop(self) -> None:
        process, self._process, self._is_ready = self._process, None, False
        if process:
            process.kill()
            process.wait()


def _received(answers: IO[bytes], seconds: float) -> tuple[bool, Any]:
    """The next answer. Raises TimeoutError where it is not begun within so many seconds."""
    answer: tuple[bool, Any]
    if hasattr(select, "poll"):
        # A thread that waits would have to be woken for each page, and wake this one in its turn.
        poll = select.poll()
        poll.register(answers, select.POLLIN)
        if not poll.poll(seconds * 1000):
            raise TimeoutError
        answer = pickle.load(answers)
        return answer
    waiting = ThreadPoolExecutor(1)
    try:
        answer = waiting.submit(pickle.load, answers).result(seconds)
    finally:
        # It ends with the process that it waits for.
        waiting.shutdown(wait=False)
    return answer


def _send(stream: Any, value: object) -> None:
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve() -> None:
    """The process: a job on standard input, then what it is given; its answers on standard output.

    It ends when the crawl does, however that ends.
    """
    asked: BinaryIO = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints is no answer; and an error here reaches the operator's terminal too.
    os.dup2(2, 1)
    protect()
    # A signal from the terminal is for the crawl.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    bound_memory(MEMORY_BYTES)
    work, common, seconds = pickle.load(asked)
    # What was loaded stays, and what a page leaves behind is looked for about once a page: a tenth of the
    # time of reading went into looking more often.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    _send(answers, (True, None))
    while True:
        try:
            given = pickle.load(asked)
        except EOFError:
            return
        _ring_after(seconds)
        answer = _answered(work, given, common)
        _ring_after(0)
        _send(answers, answer)


def _answered(work: Callable[..., Any], given: object, common: tuple[object, ...]) -> Any:
    try:
        return True, work(given, *common)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised on the other side
        # The way to the fault stays behind in this process; the log of the crawl tells it.
        error.add_note("".join(traceback.format_exception(error)).rstrip())
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # noqa: BLE001 - some exceptions cannot be sent, in ways of their own
            return False, RuntimeError(f"{type(error).__name__}: {error}")
        return False, error


def _ring_after(seconds: float) -> None:
    """End this process, C or not, when a call takes longer by far than the crawl waits: it was killed."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds and seconds + 5)


def bound_memory(most: int) -> None:
    """Bound the address space of this process, as far as the system lets it: by the lower of the limits."""
    try:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (ImportError, AttributeError, OSError, ValueError):
        # Windows has no such limit, and macOS knows one that cannot be set.
        logging.getLogger(__name__).debug("the memory of readers is not bounded on this system")
