"""`python -m replica [--port 0] [--pages N]`: serve the replica until told to stop."""

from __future__ import annotations

import argparse
import signal
import threading

from replica.server import serve


def main() -> int:
    """Print the address once connections are accepted; end at SIGTERM or SIGINT with 0."""
    parser = argparse.ArgumentParser(prog="python -m replica", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="0, the default: any free port")
    parser.add_argument("--pages", type=int, default=0, help="serve so many generated articles")
    arguments = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with serve(arguments.port, arguments.pages) as replica:
        print(f"Replica at {replica.url}", flush=True)
        stop.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
