"""Telling the operator how a night ended, even one that ended before a setting could be read.

Only what Python brings and what is printable is imported here: this must work where the rest does not.
"""

from __future__ import annotations

import locale
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import FrameType, TracebackType

from crawling.terminal import encoded, say
from records.untrusted import printable

logger = logging.getLogger(__name__)
SETTING = "NIGHTLY_ON_FAILURE"
# Longer than any mailer needs; one that hangs must not keep the timer from its next night.
TELLING_SECONDS = 120


class EndedBySignal(BaseException):
    """The system asks the night to end, where Scrapy does not hear it. Raised by the handler of SIGTERM."""


def tell(command: str, report: str) -> None:
    """Give the report to the operator's command on its standard input, in the character set of its locale.

    That nobody may have been told is said in the log, and changes nothing else.
    """
    said = encoded(f"{report}\n", locale.getencoding())
    try:
        ended = subprocess.run(
            command, shell=True, input=said, timeout=TELLING_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.error("%s could not be told: %s", SETTING, error)
        return
    if ended.returncode:
        logger.error("%s ended with %d: was anybody told?", SETTING, ended.returncode)


def command_of(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The operator's command as it was given, by `-s` or else in the environment, before any setting is read.

    >>> command_of(["scrapy", "nightly", "-s", "NIGHTLY_ON_FAILURE=mail me"], {"NIGHTLY_ON_FAILURE": "x"})
    'mail me'
    """
    given = "\n".join(argv)
    found = re.findall(rf"^(?:-s\n?|--set[=\n]){SETTING}=(.*)$", given, re.MULTILINE)
    return str(found[-1] if found else environment.get(SETTING, "")).strip()


def watch(argv: Sequence[str]) -> None:
    """See to it that a night tells of every end that Python sees, whatever does not even begin.

    For the command `nightly` alone: what another one says is read by who typed it.
    """
    if next((word for word in argv[1:] if not word.startswith("-")), "") != "nightly":
        return
    command, print_traceback = command_of(argv, os.environ), sys.excepthook

    def fell(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        if not isinstance(error, EndedBySignal | KeyboardInterrupt):
            print_traceback(kind, error, at)
        end(command, unforeseen(error))

    sys.excepthook = fell
    signal.signal(signal.SIGTERM, _ended)


def end(command: str, report: str) -> None:
    """Say how a night that failed went: on standard output, and to the operator's command."""
    try:
        say(report)
    except OSError as error:
        # Python would try once more as it ends, and end by another code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        logger.error("the report could not be printed: %s", error)
    if command:
        tell(command, report)


def unforeseen(error: BaseException) -> str:
    """The first line of a night that ended by what nobody foresaw."""
    if isinstance(error, EndedBySignal | KeyboardInterrupt):
        why = str(error) or "SIGINT"
        return f"nightly: interrupted – ended by {why}; the published archive stays as it was"
    said = printable(error)
    return (
        f"nightly: failed – {type(error).__name__}{f': {said}' if said else ''}; see the log above"
    )


def _ended(number: int, frame: FrameType | None) -> None:
    raise EndedBySignal(signal.Signals(number).name)
