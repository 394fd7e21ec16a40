"""What every command here shares: settings checked first, errors said in one line, the exit code."""

from __future__ import annotations

import argparse
import sqlite3
from abc import abstractmethod

from scrapy.commands import ScrapyCommand

from crawling.configuration import Configuration, read
from crawling.terminal import LONGEST_LINE, say
from records.errors import ArchiveError
from records.untrusted import printable


class ArchiveCommand(ScrapyCommand):
    """A command on the archive. `work` does it and returns the exit code."""

    requires_project = True
    requires_crawler_process = False

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's way in."""
        assert self.settings
        try:
            self.exitcode = self.work(args, opts, read(self.settings))
        except ArchiveError as error:
            self.exitcode = self.refuse(error)
        except sqlite3.DatabaseError as error:
            self.exitcode = self.refuse(damaged(error))

    def refuse(self, error: ArchiveError) -> int:
        """Say why the command could not do its work; gives its exit code."""
        complain(error)
        return error.exit_code

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Do what the command is for."""


def damaged(error: sqlite3.DatabaseError) -> ArchiveError:
    """What a database says when its file is not what it was."""
    return ArchiveError(
        f"the archive cannot be read: {error}. See docs/operating.md, 'The archive cannot be opened'"
    )


def complain(error: ArchiveError) -> None:
    """One line that says what happened and what to do."""
    say(f"collective-archive: {printable(error, LONGEST_LINE)}", to_errors=True)
