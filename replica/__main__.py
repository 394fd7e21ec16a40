"""`python -m replica [--generation both] [--fault NAME] …`: serve the replica until told to stop."""

from __future__ import annotations

import argparse
import signal

from replica.faults import FAULTS
from replica.server import serve


def main() -> int:
    """Print the address once connections are accepted; end at SIGTERM or SIGINT with 0."""
    parser = argparse.ArgumentParser(prog="python -m replica", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="0, the default: any free port")
    parser.add_argument("--pages", type=int, default=0, help="serve so many generated articles")
    parser.add_argument("--generation", choices=("spip", "drupal", "both"), default="spip")
    parser.add_argument(
        "--theme", choices=("bartik", "olivero", "plain", "quartier"), default="",
        help="of Drupal the first three, of SPIP quartier; each has a usual one",
    )  # fmt: skip
    parser.add_argument("--rewritten", action="store_true", help="SPIP links by titles")
    parser.add_argument(
        "--fault", action="append", choices=sorted(FAULTS), default=[], dest="faults",
        help="a way to go wrong; more than once for more",
    )  # fmt: skip
    parser.add_argument(
        "--validators", action="store_true", help="pages that can be asked for only if they changed"
    )
    arguments = parser.parse_args()
    if arguments.theme and (arguments.theme == "quartier") != (arguments.generation == "spip"):
        parser.error(f"--theme {arguments.theme}: no theme of that generation")
    if arguments.pages and arguments.generation != "spip":
        parser.error("--pages: generated articles are those of the SPIP generation")
    # Blocked before any thread is started, and waited for: a handler that sets an event can meet
    # the very lock that the waiting thread holds.
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with serve(
        arguments.port, arguments.pages, arguments.generation, arguments.theme,
        validators=arguments.validators, rewritten=arguments.rewritten, faults=arguments.faults,
    ) as replica:  # fmt: skip
        print(f"Replica at {replica.url}", flush=True)
        signal.sigwait(ends)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
