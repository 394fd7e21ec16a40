"""What a request asks of the database, for as long as it is answered: whose words, until when, for what."""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass

# Where SQL may be written in an address.
SQL_ARGUMENTS = ("sql", "_where")
# Stands before each condition of a reader in Datasette's SQL, so that it is known whatever became of its
# words; without a quote, for Datasette looks for parameters beside those.
WRITTEN = "/* written by a reader */"


@dataclass(slots=True)
class Asked:
    """A request in which a reader chose what the database does.

    `words` are the pieces of SQL that the reader wrote. All that is asked has its time until `until`, of the
    clock `time.monotonic`. `patience` is how long, in seconds, each question may wait for its turn: a file
    that is under way waits as long as it takes (None). `cells` is how many values of an answer a page may
    show.
    `told` becomes true where the reader is told something in `language`.
    """

    words: tuple[str, ...]
    language: str
    until: float
    patience: float | None
    cells: int | None = None
    told: bool = False

    def wrote(self, sql: str) -> bool:
        """Whether some of this SQL is the reader's own."""
        return WRITTEN in sql or any(words in sql for words in self.words)

    def left(self, limit: float, at_least: float = 0.0) -> float:
        """The seconds that a question may take, of those that are left."""
        return min(limit, max(at_least, self.until - time.monotonic()))

    def is_whole(self, sql: str) -> bool:
        """Whether this SQL is all the reader's own."""
        return sql in self.words


ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)
