"""One writer at a time: a lock beside the archive, with a note of who holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from archive.clock import now
from archive.working_copy import archive_of
from records.errors import ArchiveError, ArchiveLocked


class Lock:
    """The lock of an archive, held since it was made, until `release`.

    Who holds it may take it again: a run takes it for itself, within the command that begins it. The
    system lets go of it when its holder ends, however it ends; the note stays where it was killed, and
    is `left` to the next. A working copy is locked with the archive that it is a copy of.
    """

    def __init__(self, archive_db: Path, who: str) -> None:
        """Take the lock. Raises ArchiveLocked at once where another process holds it."""
        beside = archive_of(archive_db)
        self._note, self.left = _note(archive_db), ""
        path = beside.with_name(f"{beside.name}.lock")
        # One for each path in this process: it counts how often it was taken.
        self._lock = FileLock(path, is_singleton=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            if not path.exists():
                raise ArchiveError(f"{path} cannot be locked: its folder takes no file") from error
            by = holder(archive_db) or "another run"
            raise ArchiveLocked(
                f"{archive_db.name} is being written by {by}: wait for it to end"
            ) from error
        except OSError as error:
            raise ArchiveError(f"{path} cannot be locked: {error}") from error
        if self._lock.lock_counter == 1:
            self.left = holder(archive_db)
            self._note.write_text(f"{who} (process {os.getpid()}, since {now()})", "utf-8")

    def release(self) -> None:
        """Let go of it; the last one to do so frees the archive."""
        if self._lock.lock_counter == 1:
            self._note.unlink(missing_ok=True)
        self._lock.release()


@contextmanager
def locked(archive_db: Path, who: str) -> Iterator[str]:
    """Hold the archive's lock for as long as the block takes. Raises as `Lock` does.

    Gives the note of a holder that was killed, or an empty text.
    """
    lock = Lock(archive_db, who)
    try:
        yield lock.left
    finally:
        lock.release()


def holder(archive_db: Path) -> str:
    """The note of who holds the lock, or was killed while it did; empty where there is none."""
    try:
        return _note(archive_db).read_text("utf-8", "replace")
    except OSError:
        return ""


def _note(archive_db: Path) -> Path:
    beside = archive_of(archive_db)
    return beside.with_name(f"{beside.name}.lock.holder")
