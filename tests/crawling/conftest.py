"""The commands of the program, run as a user runs them, in a folder of their own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    code: int
    said: str


@dataclass(frozen=True)
class Shell:
    folder: Path

    def __call__(self, *arguments: str, **environment: str) -> Ended:
        own = {
            "ARCHIVE_DB": f"{self.folder}/archive.db",
            "CAPTURES_DIR": f"{self.folder}/captures",
            "BACKUPS_DIR": f"{self.folder}/backups",
            # Written where a test asks for them: they cost a second a night.
            "EXPORTS_DIR": "",
            "WITHHELD_FILE": f"{self.folder}/withheld.toml",
        }
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=HOME,
            env={**os.environ, **own, **environment},
            capture_output=True,
            check=False,
            timeout=300,
        )
        # Byte for byte: a carriage return is none of our line ends.
        return Ended(ended.returncode, (ended.stdout + ended.stderr).decode("utf-8"))

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.folder / "archive.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)
