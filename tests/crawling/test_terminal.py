"""The operator's terminal belongs to the operator, whatever the site says and whatever its character set."""

from __future__ import annotations

import ast
import io
import logging
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawling import apart, terminal
from crawling.terminal import LONGEST_LINE, MOST_LINES, PrintableRecord, encoded, traceback_of
from tests.crawling.conftest import HOME, Shell
from tests.crawling.site_of_pages import Page, drupal, serve_pages
from tests.crawling.test_nightly import run_night
from tests.records.test_untrusted import HOSTILE, TEXTS

# What a byte stream of UTF-8 must not hold: controls but line ends, C1, bidi and other format marks.
RAW = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]"
)
ESCAPES = "\x1b]0;mine\x07\x1b[2J\x9b31m\u202e"
LONG_HOST = "a" * 3_000 + ".example"


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from(["utf-8", "latin-1", "ascii", "cp1252", "iso8859-15"]))
def test_any_text_can_be_given_to_any_program(text: str, charset: str) -> None:
    said = encoded(terminal.printable(text, LONGEST_LINE, MOST_LINES), charset)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", said)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What a handler of anybody's writes of a logger of anybody's."""
    stream, before = io.StringIO(), logging.getLogRecordFactory()
    handler, logger = logging.StreamHandler(stream), logging.getLogger("somebody.else")
    logging.setLogRecordFactory(PrintableRecord)
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


def test_a_log_line_holds_others_words_only_as_they_can_be_read(logged: io.StringIO) -> None:
    logging.getLogger("somebody.else").error("lost %s: %s", HOSTILE, "x" * 5_000)
    said = logged.getvalue()
    assert not RAW.search(said) and said.startswith("lost \\x1b\\x9b\\x00")
    assert max(map(len, said.splitlines())) <= LONGEST_LINE + 4


def test_a_traceback_in_the_log_ends_with_the_error_as_it_can_be_read(logged: io.StringIO) -> None:
    try:
        raise ValueError(f"title {ESCAPES}" + "\nline" * 1_000 + "\nthe end")
    except ValueError:
        logging.getLogger("somebody.else").exception("could not read")
    said = logged.getvalue()
    assert not RAW.search(said)
    assert said.startswith("could not read\n    (") and said.endswith("\n    the end\n")
    assert len(said.splitlines()) <= MOST_LINES + 2


def test_no_words_of_others_begin_a_line(logged: io.StringIO) -> None:
    forged = "x\nnightly: ok – 3 changed, 2 new, 1 gone, 131 pages"
    try:
        raise ValueError(forged)
    except ValueError as error:
        logging.getLogger("somebody.else").exception("%s", error)
    lines = logged.getvalue().splitlines()
    assert len(lines) > 4 and lines[0] == "x"
    assert all(line.startswith("    ") for line in lines[1:])


def test_an_error_says_its_name_even_where_its_traceback_is_long() -> None:
    def fall(depth: int) -> None:
        fall(depth - 1) if depth else int("x" + ESCAPES)

    with pytest.raises(ValueError, match="invalid") as caught:
        fall(150)
    said = traceback_of(caught.value)
    assert not RAW.search(said) and "ValueError: invalid literal" in said.splitlines()[-1]


SAYS = """
import logging, sys
from crawling.terminal import protect, say
protect()
say("nightly: échouée – « 5 » … \\udc9b\\x1b")
logging.getLogger("x").error("→ “Œuvre”")
raise ValueError("fin …\\x1b")
"""


@pytest.mark.parametrize(
    ("environment", "out", "err"),
    [
        ({"PYTHONIOENCODING": "utf-8"}, "nightly: échouée – « 5 » … \\udc9b\\x1b", "→ “Œuvre”"),
        ({"PYTHONIOENCODING": "latin-1"}, "nightly: échouée - « 5 » ... \\udc9b\\x1b", '-> "\\u0152uvre"'),
        ({"PYTHONIOENCODING": "ascii"}, 'nightly: \\xe9chou\\xe9e - " 5 " ... \\udc9b\\x1b', '-> "\\u0152uvre"'),
        ({"LC_ALL": "C"}, "nightly: échouée – « 5 » … \\udc9b\\x1b", "→ “Œuvre”"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0"}, 'nightly: \\xe9chou\\xe9e - " 5 " ... \\udc9b\\x1b', '-> "\\u0152uvre"'),
    ],
)  # fmt: skip
def test_a_terminal_of_any_character_set_gets_a_report_and_never_a_traceback_for_it(
    environment: dict[str, str], out: str, err: str, tmp_path: Path
) -> None:
    (tmp_path / "says.py").write_text(SAYS, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "LANG"} | {
        "PYTHONPATH": str(HOME)
    }
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "says.py")], env={**kept, **environment}, capture_output=True, check=False
    )  # fmt: skip
    charset = environment.get("PYTHONIOENCODING", "utf-8")
    said, log = ended.stdout.decode(charset), ended.stderr.decode(charset)
    assert said == f"{out}\n"
    assert log.splitlines()[0] == err
    last = encoded("ValueError: fin …", charset if "PYTHONUTF8" not in environment else "ascii")
    assert log.splitlines()[-1] == "    " + last.decode(charset) + r"\x1b"
    assert "UnicodeEncodeError" not in log


def test_commands_and_what_they_stand_on_print_in_no_other_way() -> None:
    for room in ("commands", "crawling", "archive", "spiders", "pipelines"):
        for path in (HOME / room).glob("*.py"):
            calls = [
                ast.unparse(node.func)
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Call)
            ]
            own = ("terminal.py", "publication.py")
            printing = {"print", "sys.stdout.write", "sys.stderr.write", "traceback.print_exc"}
            assert path.name in own or not printing & set(calls), path


def hostile_site() -> dict[str, Page]:
    """A site whose titles, links, headers and redirects hold what a terminal obeys, and hosts without end."""
    marks = "\u202e\x9b".encode().decode("latin-1")
    away = [f"/away-{number}" for number in range(40)]
    title = f"Titre {ESCAPES} hostile"
    links = "".join(f'<a href="{href}">x</a>' for href in (
        "/page", "/broken", "/later", f"/{ESCAPES}", "/no-page", f"http://{LONG_HOST}/", "/longest", "/loop", *away
    ))  # fmt: skip
    pages: dict[str, Page] = {
        "/": drupal(title, f"<p>Un texte de plusieurs mots {ESCAPES}.</p>{links}", 1),
        "/page": drupal(f"Une page {ESCAPES}", "<p>Des mots.</p>", 2),
        "/broken": (500, {"Server": "x\x1b[31m"}, title),
        "/later": (503, {"Retry-After": "\x1b[31m soon \x9b"}, title),
        "/no-page": f"<html><head><title>{title}</title></head><body>{title}</body></html>",
        "/longest": (302, {"Location": f"http://{LONG_HOST}/\x1b[31m"}, ""),
        "/loop": (302, {"Location": "/loop?\x1b[31m"}, ""),
    }
    pages |= {
        href: (302, {"Location": f"http://{number}{marks}\x1bc.example/"}, "")
        for number, href in enumerate(away)
    }
    return pages


def test_a_hostile_site_writes_nothing_on_the_terminal_in_the_log_and_in_the_mail(
    shell: Shell, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    with serve_pages(hostile_site()) as site:
        ended = run_night(
            shell,
            site.url,
            "-s",
            "RETRY_TIMES=0",
            "-s",
            "LOG_LEVEL=DEBUG",
            NIGHTLY_ON_FAILURE=f"cat > {told}",
        )
        assert {"/broken", "/later", "/longest"} <= set(site.asked)
    mail = told.read_bytes().decode("utf-8")
    for said in (ended.said, mail):
        raw = RAW.search(said)
        assert raw is None, repr(said[max(0, raw.start() - 200) : raw.end() + 50])
        assert max(map(len, said.splitlines())) <= LONGEST_LINE + 100
    assert "41  redirect off the site:\n" in mail
    assert re.search(r"and \d+ more, \d\d in all\n", mail)
    assert mail.count(".example") < 15


class Falls:
    """What raises where it is unpickled, in words of others."""

    def __reduce__(self) -> tuple[object, ...]:
        return exec, (f"raise ValueError({ESCAPES!r})",)


def test_a_process_that_reads_pages_falls_with_nothing_raw_on_the_terminal() -> None:
    job = pickle.dumps(Falls())
    ended = subprocess.run(apart._COMMAND, cwd=HOME, input=job, capture_output=True, check=False)
    assert ended.returncode == 1
    said = ended.stderr.decode("utf-8")
    assert said.endswith(r"ValueError: \x1b]0;mine\x07\x1b[2J\x9b31m\u202e" + "\n")
    assert not RAW.search(said)
