"""What an exception costs: the one item in hand, or the whole run."""

from __future__ import annotations

import errno
import sqlite3

from records.errors import ArchiveError, NotWritable
from records.finding import Unread
from records.models import Capture

# The reason in `quarantine` of a page on which this program itself failed.
REASON = "fault"
_LONGEST = 300
# The database is locked, full, damaged; the captures cannot be written; this process has no memory
# left: the next item would fare no better. An IntegrityError or a DataError is of its item alone.
_OF_THE_RUN = (MemoryError, NotWritable, sqlite3.OperationalError, sqlite3.InternalError)
_OF_THE_MACHINE = frozenset({
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE,
    errno.EFBIG,
})  # fmt: skip


def ends_the_run(error: BaseException) -> bool:
    """Whether an exception is of the house itself, so that no further item should be begun.

    >>> ends_the_run(sqlite3.OperationalError("database is locked")), ends_the_run(ValueError())
    (True, False)
    """
    if not isinstance(error, Exception) or type(error) in (sqlite3.Error, sqlite3.DatabaseError):
        return True
    if isinstance(error, OSError):
        return error.errno in _OF_THE_MACHINE
    return isinstance(error, _OF_THE_RUN)


def said(error: BaseException) -> str:
    """An exception as a person is told of it: its name and its own words, in one short line.

    What this program raises on purpose says all in its words.

    >>> said(ValueError("no such\\nday"))
    'ValueError: no such day'
    """
    words = " ".join(str(error).split())
    if isinstance(error, ArchiveError):
        return words
    return f"{type(error).__name__}: {words}"[:_LONGEST] if words else type(error).__name__


def unread(
    error: BaseException, url: str, capture: Capture | None, doing: str, document: str | None = None
) -> Unread:
    """The row of quarantine of a page, or of the file of a document, that this program failed on."""
    detail = (
        f"{said(error)}, {doing}: a fault of this program, not of the page. The next run tries again;"
        " see docs/operating.md, 'Reasons in quarantine'"
    )
    return Unread(url, REASON, detail, capture, document)
