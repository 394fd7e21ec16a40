"""One writer at a time: a lock beside the archive, with a note of who holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from archive.clock import now
from records.errors import ArchiveError, ArchiveLocked


@contextmanager
def locked(archive_db: Path, who: str) -> Iterator[None]:
    """Hold the archive's lock. Raises ArchiveLocked at once where another run holds it.

    The system lets go of the lock when its holder ends, however it ends; the note may stay.
    """
    path = archive_db.with_name(f"{archive_db.name}.lock")
    note = archive_db.with_name(f"{archive_db.name}.lock.holder")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        holder = note.read_text("utf-8") if note.is_file() else "another run"
        raise ArchiveLocked(
            f"{archive_db.name} is being written by {holder}: wait for it to end"
        ) from error
    except OSError as error:
        raise ArchiveError(f"{path} cannot be locked: {error}") from error
    try:
        note.write_text(f"{who} (process {os.getpid()}, since {now()})", "utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()
