"""`scrapy export DIR`: the archive as files, one a table, with what says what they hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from archive.database import open_to_read
from archive.export import export
from archive.table_files import FORMS, form_named
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from crawling.terminal import say
from records.errors import ConfigurationError


class Command(ArchiveCommand):
    """Export the archive."""

    def syntax(self) -> str:
        """How it is called."""
        return "[options] DIR"

    def short_desc(self) -> str:
        """What it does."""
        return f"Write every table to a folder (--format {', '.join(FORMS)})"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What is written."""
        super().add_options(parser)
        parser.add_argument(
            "--format", default="csv", help=f"{', '.join(FORMS)} (default: %(default)s)"
        )

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Write all of it, or nothing."""
        if len(args) != 1:
            raise ConfigurationError("name one folder: scrapy export exports/csv")
        form = form_named(opts.format)
        db = open_to_read(configuration.archive_db)
        folder = Path(args[0]).expanduser()
        written = export(db, folder, configuration.site, form, configuration.public_url)
        say(f"{written.tables} tables, {written.rows} rows written to {folder}")
        return 0
