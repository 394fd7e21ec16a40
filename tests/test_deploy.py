"""What is deployed is what systemd takes, what GitHub runs was run, and what the operator reads names every alarm."""

from __future__ import annotations

import ast
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from replica.server import serve

HOME = Path(__file__).parents[1]
UNITS = sorted((HOME / "deploy").glob("collective-archive-*.*"))


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


def options_of(unit: str) -> dict[str, list[str]]:
    """The options of a unit file by their names: lines that end with a backslash go on (systemd.syntax)."""
    text = (HOME / "deploy" / unit).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and line[0] not in "#;["]
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition("=")
        found.setdefault(name, []).append(value)
    return found


NIGHT, FAILED = "collective-archive-nightly.service", "collective-archive-failed@.service"
# What a process of another user than root gets no rights with any more (systemd.exec, NoNewPrivileges=).
NO_NEW_RIGHTS = {
    "NoNewPrivileges", "SystemCallFilter", "SystemCallArchitectures", "RestrictAddressFamilies",
    "RestrictNamespaces", "PrivateDevices", "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs",
    "ProtectClock", "MemoryDenyWriteExecute", "RestrictRealtime", "RestrictSUIDSGID", "DynamicUser",
    "LockPersonality", "ProtectHostname",
}  # fmt: skip


def test_every_end_of_the_nights_unit_is_told_by_a_unit_of_its_own_and_once() -> None:
    night = options_of(NIGHT)
    assert night["OnFailure"] == ["collective-archive-failed@%n.service"]
    assert night["UnsetEnvironment"] == ["NIGHTLY_ON_FAILURE"]
    assert night["NoNewPrivileges"] == ["true"]


def test_the_unit_that_tells_lets_mailers_become_who_they_must_be() -> None:
    failed = options_of(FAILED)
    assert not NO_NEW_RIGHTS & set(failed)
    assert failed["EnvironmentFile"] == options_of(NIGHT)["EnvironmentFile"]
    assert failed["User"] == options_of(NIGHT)["User"]
    # Its own folder may be what is missing.
    assert "WorkingDirectory" not in failed and "/srv/" not in failed["ExecStart"][0]


def telling(folder: Path, journal: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the unit's command does after a failed night, with what systemd and the journal would answer."""
    (folder / "bin").mkdir()
    for name, answer in (
        ("systemctl", 'case "$*" in *InvocationID*) echo abc123;; *Result*) echo oom-kill;; esac'),
        ("journalctl", f'case "$*" in *INVOCATION_ID=abc123*) cat {folder}/journal;; esac'),
    ):
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
        (folder / "bin" / name).chmod(0o755)
    (folder / "journal").write_text(journal, "utf-8")
    (line,) = options_of(FAILED)["ExecStart"]
    found = re.fullmatch(r"(/bin/sh) -c '(.*)' sh %i", line)
    assert found and "'" not in found[2]
    # As systemd reads it: escapes of C in the quotes, then its own variables and specifiers.
    script = re.sub(r"\\(.)", r"\1", found[2])
    assert not re.search(r"(?<![$])[$](?:[$]{2})*(?![$])|(?<!%)%(?:%%)*(?!%)", script), (
        "would be systemd's"
    )
    script = script.replace("$$", "$").replace("%%", "%")
    return subprocess.run(
        [found[1], "-c", script, "sh", NIGHT],
        env={"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_after_a_night_that_failed_its_own_first_line_and_all_it_said_are_told(
    tmp_path: Path,
) -> None:
    journal = "a warning \\033[2J %s $(date)\nnightly: failed – pages met: 5, allowed 11 or more\n\n  asked 5\n"
    ended = telling(tmp_path, journal, NIGHTLY_ON_FAILURE=f"cat > {tmp_path}/told")
    assert ended.returncode == 0, ended.stderr
    said = (tmp_path / "told").read_text("utf-8")
    assert said == f"nightly: failed – pages met: 5, allowed 11 or more\n\n{journal}"


def test_after_a_kill_it_is_told_what_ended_the_night(tmp_path: Path) -> None:
    ended = telling(
        tmp_path, "Main process exited, code=killed, status=9/KILL\n", MONITOR_INVOCATION_ID="abc123",
        NIGHTLY_ON_FAILURE=f'cat > "{tmp_path}/told by mail"',
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "told by mail").read_text("utf-8") == (
        f"nightly: no report – {NIGHT} ended by: oom-kill\n\nMain process exited, code=killed, status=9/KILL\n"
    )


def test_where_nobody_is_named_to_be_told_the_unit_itself_fails_and_says_so(tmp_path: Path) -> None:
    ended = telling(tmp_path, "nightly: failed\n")
    assert ended.returncode != 0 and "nobody is told" in ended.stderr


def test_where_the_mailer_fails_the_unit_fails_too(tmp_path: Path) -> None:
    assert telling(tmp_path, "nightly: failed\n", NIGHTLY_ON_FAILURE="exit 7").returncode == 7


def cron_mails(command: str, folder: Path, scrapy: str = "", **environment: str) -> str:
    """What cron would mail of a documented line: all that it prints, and no mail where it prints nothing.

    `scrapy` is the text of a script in its place.
    """
    page = (HOME / "docs" / "operating.md").read_text("utf-8")
    (line,) = re.findall(rf"^(?:[0-9*]+ ){{5}}(.*\.venv/bin/scrapy {command} .*)$", page, re.M)
    assert "%" not in line, "cron takes it for the end of a line"
    if scrapy:
        path = folder / ".venv" / "bin" / "scrapy"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{scrapy}\n", "utf-8")
        path.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("/srv/collective-archive", str(folder))],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **environment},
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize("command", ["nightly", "status"])
def test_the_documented_lines_for_cron_mail_what_failed_and_nothing_else(
    tmp_path: Path, command: str
) -> None:
    assert cron_mails(command, tmp_path, "echo all is well; echo a warning >&2") == ""
    failed = cron_mails(command, tmp_path, "echo a warning >&2; echo why it failed; exit 1")
    assert failed == f"{command}: ended with 1\na warning\nwhy it failed\n"
    assert f"{command}: ended with 137\n" in cron_mails(command, tmp_path, "kill -9 $$")
    assert f"{command}: ended with 2\n" in cron_mails(command, tmp_path / "not mounted")


def test_the_documented_line_for_cron_mails_a_typo_of_the_operator(tmp_path: Path) -> None:
    for path in HOME.iterdir():
        if path.name not in (".venv", "withheld.toml"):
            (tmp_path / path.name).symlink_to(path)
    scrapy = f'exec {sys.executable} -m scrapy "$@"'
    said = cron_mails("nightly", tmp_path, scrapy, DOWNLOAD_DELAY="soon")
    assert said == (
        "nightly: ended with 2\n"
        "nightly: failed – DOWNLOAD_DELAY=soon is not allowed: it must be a number, 0 or more\n"
    )


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
                 "NIGHTLY_ON_FAILURE", "ACCEPT_CHANGES", "STATUS_HOURS_MAX", "/-/health", "scrapy nightly",
                 "scrapy status", "scrapy restore"):  # fmt: skip
        assert re.search(rf"`[^`]*{re.escape(str(name))}[^`]*`", page), name


def test_the_page_on_reliability_names_tests_that_there_are() -> None:
    page = (HOME / "docs" / "reliability.md").read_text("utf-8")
    files = (HOME / "tests").rglob("test_*.py")
    there = {
        name
        for file in files
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M)
    }
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 10
    assert named <= there, named - there


WORKFLOW = HOME / "deploy" / "github-nightly.yml"
# GitHub's own command, as far as the workflow asks it: releases are folders, their assets files. Like
# the real one it makes no release by itself, and puts no file in the place of another unasked.
GH = r"""#!{python}
import os, pathlib, shutil, sys
releases = pathlib.Path(os.environ["RELEASES"])
words = sys.argv[1:]
option = lambda name: words[words.index(name) + 1] if name in words else None
match words:
    case ["repo", "view", *_]:
        print(os.environ["VISIBILITY"])
    case ["release", "list", *_]:
        print("\n".join(path.name for path in releases.iterdir()))
    case ["release", "view", tag, *_]:
        print("\n".join(path.name for path in (releases / tag).iterdir()))
    case ["release", "create", tag, *_]:
        (releases / tag).mkdir()
    case ["release", "delete-asset", tag, name, "--yes"]:
        (releases / tag / name).unlink()
    case ["release", "upload", tag, file, *more]:
        target = releases / tag / pathlib.Path(file).name
        assert not target.exists() or more == ["--clobber"], target
        shutil.copy(file, (releases / tag).resolve(strict=True))
    case ["release", "download", tag, *_]:
        found = list((releases / tag).resolve(strict=True).iterdir())
        for path in found:
            assert not (pathlib.Path(option("--dir")) / path.name).exists()
            shutil.copy(path, option("--dir"))
        sys.exit(0 if found else "no assets to download")
    case _:
        sys.exit(f"gh: {words}")
"""


@dataclass
class Github:
    """What GitHub gives a workflow: machines that forget everything, releases and artifacts that stay."""

    folder: Path
    site_url: str
    visibility: str = "PRIVATE"
    runs: int = 0
    machine: Path = field(init=False)
    failed: list[str] = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "releases").mkdir()
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "gh").write_text(GH.replace("{python}", sys.executable), "utf-8")
        (self.folder / "bin" / "gh").chmod(0o755)

    def run(self, **inputs: bool) -> bool:
        """One run of the workflow on a new machine: each step in turn, as far as its `if` lets it."""
        self.runs += 1
        self.machine = self.folder / f"machine {self.runs}"
        self._check_out()
        self.failed = []
        outcomes: dict[str, str] = {}
        job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["night"]
        for step in job["steps"]:
            if not self._is_on(step.get("if", "success()"), inputs, outcomes):
                continue
            code = self._take(step, {**job["env"], **step.get("env", {})}, inputs)
            outcomes[step.get("id", "")] = "failure" if code else "success"
            self.failed += [step["name"]] if code else []
        return not self.failed

    def _check_out(self) -> None:
        kept = shutil.ignore_patterns(
            ".*", "__pycache__", "archive.db*", "archive-*.db*", "captures", "backups", "exports"
        )
        shutil.copytree(HOME, self.machine / "work", ignore=lambda folder, names: (
            set(kept(folder, names)) if Path(folder) == HOME else {"__pycache__"} & set(names)
        ))  # fmt: skip
        # What the first step would install is here already: make sees its stamp, and has nothing to do.
        installed = self.machine / "work" / ".venv"
        installed.mkdir()
        for name in ("bin", "lib", "pyvenv.cfg"):
            (installed / name).symlink_to(Path(sys.prefix) / name)
        (installed / "runtime").touch()

    def _is_on(self, condition: str, inputs: dict[str, bool], outcomes: dict[str, str]) -> bool:
        def holds(term: str) -> bool:
            if match := re.fullmatch(r"steps\.(\w+)\.outcome == '(\w+)'", term):
                return outcomes.get(match[1]) == match[2]
            if term.startswith("inputs."):
                return inputs.get(term.removeprefix("inputs."), False)
            return {"always()": True, "success()": not self.failed}[term]

        terms = condition.split(" && ")
        whatever = any(term in ("always()", "success()") for term in terms)
        return all(holds(term) for term in terms) and (whatever or not self.failed)

    def _take(self, step: dict[str, Any], env: dict[str, str], inputs: dict[str, bool]) -> int:
        work = self.machine / "work"
        if str(step.get("uses", "")).startswith("actions/upload-artifact@"):
            for path in step["with"]["path"].split():
                source, target = work / path, self.machine / "artifact" / path
                if source.is_dir():
                    shutil.copytree(source, target)
                elif source.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(source, target)
        if "run" not in step:
            return 0
        given = {
            "inputs.begin": str(inputs.get("begin", "")).lower(),
            "github.token": "none",
            "github.repository": "someone/archive",
            "vars.CONTACT": "you@example.org",
        }
        filled = {
            name: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda match: given[match[1]], value)
            for name, value in env.items()
        }
        of_the_machine = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.machine),
            "RUNNER_TEMP": str(self.machine),
            "GITHUB_STEP_SUMMARY": str(self.machine / "summary"),
            "GITHUB_OUTPUT": str(self.machine / "output"),
            "RELEASES": str(self.folder / "releases"),
            "VISIBILITY": self.visibility,
            "SITE_URL": self.site_url,
            "DOWNLOAD_DELAY": "0",
            "AUTOTHROTTLE_ENABLED": "off",
            "RETRY_TIMES": "0",
        }
        (self.machine / "step").write_text(step["run"], "utf-8")
        with (self.machine / "log").open("a") as log:
            return subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(self.machine / "step")],
                cwd=work,
                env={**filled, **of_the_machine},
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode

    @property
    def said(self) -> str:
        """The summary of the last run, and its log."""
        return "".join(
            (self.machine / name).read_text("utf-8")
            for name in ("summary", "log")
            if (self.machine / name).exists()
        )

    def kept(self, release: str) -> set[str]:
        return {path.name for path in (self.folder / "releases" / release).iterdir()}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Of the archive as it is kept for the next night."""
        (night,) = (self.folder / "releases" / "archive-kept").glob("night-*.db")
        connection = sqlite3.connect(night)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@pytest.mark.slow
def test_the_workflow_begins_an_archive_only_when_told_and_goes_on_with_it_night_after_night(
    tmp_path: Path,
) -> None:
    with serve() as site:
        github = Github(tmp_path, site.url)
        assert not github.run()
        assert github.failed == ["Restore the archive of the last night"], github.said
        assert "there is no release archive-kept to restore from" in github.said
        assert not list((tmp_path / "releases").iterdir())
        github.visibility = "PUBLIC"
        assert not github.run(begin=True)
        assert "the repository is not private" in github.said
        github.visibility = "PRIVATE"

        # The site is down in the very first night: the archive is begun, and the next night goes on with it.
        github.site_url = "http://127.0.0.1:9/"
        assert not github.run(begin=True)
        assert github.failed == ["Night"], github.said
        assert "### nightly: unreachable – no page answered" in github.said
        assert len(github.kept("archive-kept")) == 1

        github.site_url = site.url
        assert github.run(), github.said
        assert "### nightly: ok – 0 changed, 90 new, 0 gone, 119 pages" in github.said
        assert "passed  captures" in github.said
        first = github.kept("archive-kept")

        entry = site.content.entries[504]
        site.content.entries[504] = replace(entry, title="The Collective writes once more")
        site.begin("spip")
        assert github.run(), github.said
        assert "### nightly: ok – 1 changed, 0 new, 0 gone, 119 pages" in github.said
        outcomes = [row for (row,) in github.rows("SELECT outcome FROM crawls ORDER BY started_at")]
        assert outcomes == ["unreachable", "finished", "finished"]
        versions = "SELECT count(*) FROM versions WHERE record_id = 'spip/article/504'"
        assert github.rows(versions) == [(2,)]
        # Of a day the latest backup stays, and one database: what they replace is removed.
        assert len(github.kept("archive-kept")) == 2
        assert not github.kept("archive-kept") & first
        year = github.rows("SELECT DISTINCT substr(file, 1, 4) FROM captures")[0][0]
        captured = github.rows("SELECT DISTINCT file FROM captures")
        assert github.kept(f"archive-kept-{year}") == {file for (file,) in captured}
        artifact = github.machine / "artifact"
        assert (artifact / "archive.db").is_file()
        assert len(list((artifact / "captures").glob("*.warc.gz"))) == 2
        assert len(list((artifact / "backups").iterdir())) == 1

        assert not github.run(begin=True)
        assert "there is an archive already" in github.said

    # Somebody deleted a capture: what is restored is not sound, and nothing is done with it.
    next((tmp_path / "releases" / f"archive-kept-{year}").iterdir()).unlink()
    before = github.kept("archive-kept")
    assert not github.run()
    assert github.failed == ["Restore the archive of the last night"], github.said
    assert "what was restored is not sound" in github.said
    assert github.kept("archive-kept") == before


def test_the_workflow_may_do_nothing_but_keep_the_archive_and_names_what_it_runs_exactly() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    # YAML reads the word "on" as true.
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert len(uses) == 3
    for action in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
    # What GitHub fills in goes through the environment: in a script it could be a command.
    assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
