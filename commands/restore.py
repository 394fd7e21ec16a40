"""`scrapy restore BACKUP`: put a backup in the archive's place; without one, list those there are."""

from __future__ import annotations

import argparse
from pathlib import Path

from archive.backups import backups
from archive.check_words import told
from archive.lock import locked
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.restoring import restore
from crawling.terminal import say
from records.errors import ConfigurationError


class Command(ArchiveCommand):
    """Restore a backup."""

    def syntax(self) -> str:
        """How it is called."""
        return "[options] [BACKUP]"

    def short_desc(self) -> str:
        """What it does."""
        return "Put a backup in the archive's place (without one: list them)"

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """List, or restore and say whether what is now published is sound."""
        if len(args) > 1:
            raise ConfigurationError(f"name one backup, not {len(args)}: scrapy restore BACKUP")
        if not args:
            found = backups(configuration.backups_dir, configuration.archive_db)
            for path in found.values():
                say(path)
            if not found:
                say(f"there is no backup in {configuration.backups_dir}")
            return 0
        backup = Path(args[0]).expanduser()
        with locked(configuration.archive_db, "scrapy restore"):
            restored = restore(configuration, backup)
        say(f"{configuration.archive_db} is now as {backup.name} has it")
        if restored.before:
            say(f"what it was before is in {restored.before}")
        failed = [result for result in restored.results if not result.passed]
        for result in failed:
            say(f"FAILED: {told(result)}")
        return 1 if failed else 0
