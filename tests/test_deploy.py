"""What is deployed is what systemd takes, and what the operator reads names every alarm."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
UNITS = sorted((HOME / "deploy").iterdir())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    command = tmp_path / ".venv" / "bin" / "scrapy"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/srv/collective-archive", str(tmp_path))
        (tmp_path / unit.name).write_text(text, "utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in ended.stderr.splitlines() if "collective-archive" in line]
    assert (ended.returncode, ours) == (0, []), ended.stderr


def test_the_operators_page_names_every_check_and_every_setting_of_a_night() -> None:
    page = (HOME / "docs" / "operating.md").read_text("utf-8")
    tree = [
        ast.parse((HOME / "archive" / f"{name}.py").read_text("utf-8"))
        for name in ("checks", "comparison")
    ]
    calls = [node for one in tree for node in ast.walk(one) if isinstance(node, ast.Call)]
    names = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func) == "Result" and isinstance(call.args[0], ast.Constant)
    }
    assert len(names) > 10
    for name in (*names, "requests", "pages met", "pages of kind", "length of text", "BACKUPS_DIR",
                 "NIGHTLY_ON_FAILURE", "ACCEPT_CHANGES", "scrapy nightly", "scrapy restore"):  # fmt: skip
        assert re.search(rf"`[^`]*{re.escape(str(name))}[^`]*`", page), name
