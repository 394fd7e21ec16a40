"""`scrapy serve`: the archive as Datasette publishes it, with the right flags."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sqlite3
import sys
from pathlib import Path
from types import FrameType

from archive.database import open_to_read
from archive.migrations import migrations
from crawling.command import ArchiveCommand
from crawling.configuration import Configuration
from records.errors import ConfigurationError

HOME = Path(__file__).parents[1]
# Datasette takes no settings from the file it is given with -m: they must be flags.
SETTINGS: dict[str, str | int] = {
    # With 100,000 rows, looking for columns to facet by takes five times as long as the page; the
    # facets worth having are in datasette.yml.
    "suggest_facets": "off",
    "facet_time_limit_ms": 1000,
    # A longer list of facet values is no help on a page.
    "default_facet_size": 20,
    # A CSV file cut at 100 MB looks like a whole one.
    "max_csv_mb": 0,
    # The results of a query are cut here; pages and CSV files say so.
    "max_returned_rows": 10000,
    "default_page_size": 50,
    # Whole texts stand on a row's own page; in a list they hide the list.
    "truncate_cells_html": 300,
    # Researchers write their own queries, over whole texts.
    "sql_time_limit_ms": 5000,
    # One slow query must not hold up the readers beside it.
    "num_sql_threads": 6,
    # A new row shows at once.
    "default_cache_ttl": 0,
}


class Command(ArchiveCommand):
    """Publish the archive on this machine."""

    def short_desc(self) -> str:
        """What it does."""
        return "Publish the archive with Datasette (--host, --port)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where it listens."""
        super().add_options(parser)
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen at (%(default)s)"
        )
        parser.add_argument("--port", default="8001", help="port to listen at (%(default)s)")

    def work(self, args: list[str], opts: argparse.Namespace, configuration: Configuration) -> int:
        """Serve until SIGINT or SIGTERM; requests under way are answered first."""
        # Here, because Scrapy imports every command before any, and the others need no server.
        import click
        from datasette.cli import cli  # type: ignore[import-untyped]  # it carries no types

        if args:
            raise ConfigurationError(f"serve takes no arguments, only options: {' '.join(args)}")
        _check_archive(configuration.archive_db)
        _check_address(opts.host, _port(opts.port))
        # What our pages need to know of folders, addresses and absences; Datasette hands plugins no values
        # but those of its one file.
        os.environ["CAPTURES_DIR"] = str(configuration.captures_dir)
        os.environ["EXPORTS_DIR"] = str(configuration.exports_dir or "")
        os.environ["PUBLIC_URL"] = configuration.public_url
        assert self.settings
        os.environ["STATUS_HOURS_MAX"] = str(self.settings.getfloat("STATUS_HOURS_MAX"))
        os.environ["GONE_AFTER"] = str(configuration.gone_after)
        # Datasette's server ends by raising again the signal that ended it.
        signal.signal(signal.SIGTERM, _end)
        try:
            cli.main(flags(configuration.archive_db, opts.host, opts.port), standalone_mode=False)
        except (KeyboardInterrupt, click.Abort):
            return 0
        except click.ClickException as error:
            raise ConfigurationError(error.format_message()) from error
        return 0


def flags(archive_db: Path, host: str, port: str) -> list[str]:
    """The arguments of Datasette. The file is live, not immutable: new rows show at once."""
    settings = [
        word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))
    ]
    public = HOME / "public"
    return [
        "serve", str(archive_db), "-m", str(HOME / "datasette.yml"),
        "--plugins-dir", str(public / "plugins"), "--template-dir", str(public / "templates"),
        "--static", f"assets:{public / 'static'}", *settings, "--host", host, "--port", port,
    ]  # fmt: skip


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise ConfigurationError(f"--port {value} is not allowed: it must be 1 to 65535")
    return int(value)


def _check_address(host: str, port: int) -> None:
    """Refuse an address that cannot be listened at, by its name and before anything is begun."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as attempt:
            # As the server does: a port that was in use a moment ago is free.
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(address)
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen at --host {host} --port {port}: {error.strerror}; "
            "name another port with --port, or end what listens there"
        ) from error


def _check_archive(path: Path) -> None:
    db = open_to_read(path)
    try:
        db.execute("SELECT 1 FROM entries LIMIT 1").fetchone()
        if migrations.pending(db):
            raise ConfigurationError(
                f"ARCHIVE_DB={path} was made by an earlier version of this program; "
                "its next crawl, or any other command that writes, brings it up to date"
            )
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(f"ARCHIVE_DB={path} is no archive: {error}") from error
    finally:
        db.close()
