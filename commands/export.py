"""`scrapy export DIR`: the archive as files, one a table, with a data package."""

from __future__ import annotations

import argparse
from pathlib import Path

from archive.database import open_to_read
from archive.export import FORMATS, export
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from records.errors import ConfigurationError


class Command(ArchiveCommand):
    """Export the archive."""

    def syntax(self) -> str:
        """How it is called."""
        return "[options] DIR"

    def short_desc(self) -> str:
        """What it does."""
        return "Write every table to a folder (--format csv or jsonl)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What is written."""
        super().add_options(parser)
        parser.add_argument("--format", default="csv", help="csv (the default) or jsonl")

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Write all of it, or nothing."""
        if len(args) != 1:
            raise ConfigurationError("name one folder: scrapy export exports")
        form = next((known for known in FORMATS if known == opts.format), None)
        if form is None:
            raise ConfigurationError(
                f"--format {opts.format} is not allowed: it must be {' or '.join(FORMATS)}"
            )
        db = open_to_read(configuration.archive_db)
        folder = Path(args[0]).expanduser()
        written = export(db, folder, configuration.site, form)
        print(f"{written.tables} tables, {written.rows} rows written to {folder}")
        return 0
