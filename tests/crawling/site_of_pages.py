"""A site of a few pages written in the test itself, served on loopback, with a log of what was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], str | bytes]
Page = str | Answer | Callable[[int], Answer]


@dataclass
class Served:
    """`asked` are the targets in order, `times` when each came, in seconds of one clock.

    `conditional` are those of them that were asked for only if changed.
    """

    url: str
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    conditional: list[str] = field(default_factory=list)


def drupal(
    title: str, body: str, number: int | None = None, alias: str = "", menu: str = ""
) -> str:
    """A page as Drupal prints it; without a number, as under a theme that tells none."""
    told = f'<link rel="shortlink" href="/node/{number}">' if number else ""
    own = f' data-history-node-id="{number}"' if number else ""
    canonical = f'<link rel="canonical" href="/{alias}">' if alias else ""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} | Site</title>'
        f'<meta name="Generator" content="Drupal 9 (https://www.drupal.org)">{told}{canonical}</head>'
        f'<body><nav class="menu">{menu}</nav><main><h1 class="page-title">{title}</h1>'
        f'<article{own} class="node node--view-mode-full"><div class="field--name-body">{body}</div>'
        "</article></main></body></html>"
    )


@contextmanager
def serve_pages(pages: Mapping[str, Page], ahead: timedelta = timedelta(0)) -> Iterator[Served]:
    """Serve pages by target (path with query); a callable gets how often it was asked before.

    A page with an ETag of its own is answered with 304 where it is asked for by it. The server's clock is
    so far `ahead` of this machine's.
    """
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            before = served.asked.count(self.path)
            served.asked.append(self.path)
            served.times.append(time.monotonic())
            page = pages.get(self.path, (404, {}, "<html><body><h1>Rien</h1></body></html>"))
            if callable(page):
                page = page(before)
            status, headers, html = (200, {}, page) if isinstance(page, str) else page
            held = self.headers.get("If-None-Match")
            if held or self.headers.get("If-Modified-Since"):
                served.conditional.append(self.path)
            if status == 200 and held and held == headers.get("ETag"):
                self.send_response(304)
                self.end_headers()
                return
            body = html.encode() if isinstance(html, str) else html
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return super().date_time_string(time.time() + ahead.total_seconds())

        def log_message(self, format: str, *args: object) -> None:
            """The log is `served.asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
