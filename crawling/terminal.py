"""The one way out: what is said to a person, on a terminal, in a file that a timer keeps, in a log.

Whatever is printed here or logged anywhere is printable (records/untrusted.py), and no character set makes
of it an error. A test holds that commands print in no other way.
"""

from __future__ import annotations

import codecs
import io
import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from records.untrusted import printable

# The lines of a report, of a log message and of a traceback are ours; a page's words in them may be many.
LONGEST_LINE, MOST_LINES = 1_000, 200
READABLE = "readable"
_FURTHER = "\n    "
# What our own sentences are set with, for character sets without it.
_PLAIN = str.maketrans(
    {
        "–": "-", "—": "-", "…": "...", "→": "->", "·": "-", "‘": "'", "’": "'", "“": '"', "”": '"',
        "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ",
    }
)  # fmt: skip


def say(text: object, *, to_errors: bool = False) -> None:
    """Print on standard output, or on standard error, at once."""
    stream = sys.stderr if to_errors else sys.stdout
    print(printable(text, LONGEST_LINE, MOST_LINES), file=stream, flush=True)


def encoded(text: str, charset: str) -> bytes:
    """Text for another program, in a character set; what that lacks is replaced, never an error.

    >>> encoded("nightly: échouée – 5 %", "latin-1"), encoded("nightly: échouée – 5 %", "ascii")
    (b'nightly: \\xe9chou\\xe9e - 5 %', b'nightly: \\\\xe9chou\\\\xe9e - 5 %')
    """
    return text.encode(charset, READABLE)


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    # A letter is escaped and not replaced by another: an address must stay the one it is.
    return lacking.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error(READABLE, _readable)


class PrintableRecord(logging.LogRecord):
    """A log record that is printable, whoever logs it and whatever handler writes it.

    What goes on over several lines is indented: no words of others can pass for a line of their own, and
    none for the report of a night.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[0]:
            # Formatters take a text that is there already for the traceback's.
            self.exc_text = traceback_of(self.exc_info[1])

    def getMessage(self) -> str:
        """The message with its values."""
        return printable(super().getMessage(), LONGEST_LINE, MOST_LINES).replace("\n", _FURTHER)


def traceback_of(error: BaseException | None) -> str:
    """A traceback, printable and indented. Of a long one the end is kept: it says what happened."""
    lines = "".join(traceback.format_exception(error)).rstrip("\n").split("\n")
    left_out = len(lines) - MOST_LINES
    first = [f"({left_out:,} lines before)"] if left_out > 0 else []
    text = printable("\n".join(["", *first, *lines[-MOST_LINES:]]), LONGEST_LINE, MOST_LINES + 2)
    return text.replace("\n", _FURTHER)[1:]


def protect() -> None:
    """From now on logs, tracebacks and both streams say nothing raw and fail on no character."""
    logging.setLogRecordFactory(PrintableRecord)
    sys.excepthook = _print_traceback
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=READABLE)


def _print_traceback(
    kind: type[BaseException], error: BaseException, at: TracebackType | None
) -> None:
    say(traceback_of(error), to_errors=True)
