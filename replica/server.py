"""The loopback server: HTTP/1.1 with keep-alive in front of a site that answers requests."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from replica.answer import Answer, Request, Site
from replica.both import BothSites
from replica.cached import CachedSite
from replica.content import Content, read_content
from replica.drupal.site import DrupalSite
from replica.faults import SLOW_SECONDS, Faults
from replica.generated import generate
from replica.spip.site import SpipSite

_COMPRESSED = ("text/", "application/xml", "application/rss+xml")
_SMALLEST_COMPRESSED = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the log: what was asked, and the status it was answered with."""

    method: str
    target: str
    status: int


@dataclass(slots=True)
class Replica:
    """A running replica: its address with a closing slash, its content and what was asked of it.

    `theme` is that of its pages, "" for the usual one of its generation; `rewritten` says that SPIP links
    by titles; `validators` say that its pages, or SPIP's behind a cache
    of the hoster's, can be asked for only if they changed.
    """

    url: str
    content: Content
    server: _Server
    theme: str = ""
    validators: bool = False
    rewritten: bool = False
    log: list[Asked] = field(default_factory=list)

    def misbehave(self, *faults: str) -> None:
        """From now on go wrong in these ways (`replica.faults`); in none where none is named."""
        self.server.faults = Faults(faults)

    def turn(self, generation: str) -> None:
        """From now on serve another generation at the same address: the site is rebuilt.

        Turning to the generation that is served already empties its caches.
        """
        self.content = _content(generation, self.theme)
        self.begin(generation)

    def begin(self, generation: str) -> None:
        """Serve the content there is as the site of a generation."""
        if generation == "spip":
            site = SpipSite(self.content, self.url, self.rewritten)
            self.server.site = CachedSite(site) if self.validators else site
            return
        self.server.site = DrupalSite(self.content, self.url, self.validators)
        if generation == "both":
            old = SpipSite(read_content("spip"), self.url)
            self.server.site = BothSites(old, self.server.site)


class _Server(ThreadingHTTPServer):
    """A server that carries the site it answers for."""

    daemon_threads = True
    request_queue_size = 128
    site: Site
    log: list[Asked]
    faults: Faults


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    # One segment for each answer: header and body are buffered, flushed together, never held back.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Read the request to its end, let the site answer it, log and send the answer."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers)
        site = self.server.site
        answer = self.server.faults.spoil(request, settle(request, site.answer(request)), site)
        self.server.log.append(Asked(self.command, self.path, answer.status))
        deliver(self, request, answer)

    do_HEAD = do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the log is `Replica.log`."""


def settle(request: Request, answer: Answer) -> Answer:
    """The answer itself, or 304 where the client holds it already: files, and pages with an `etag`."""
    if answer.status != 200 or not answer.etag:
        return answer
    held = request.headers.get("if-none-match")
    since = request.headers.get("if-modified-since")
    same, unchanged = held is not None and answer.etag in held, since == answer.modified
    if (same and unchanged) if answer.both else (same if held else unchanged):
        return replace(answer, body=b"", status=304)
    return answer


def deliver(handler: BaseHTTPRequestHandler, request: Request, answer: Answer) -> None:
    """Send an answer whole, unless its `wire` says what is to go wrong: that goes wrong here."""
    body = answer.body
    if answer.wire == "slow":
        time.sleep(SLOW_SECONDS)
    if answer.wire == "reset":
        _reset(handler)
        return
    compressible = answer.media_type.startswith(_COMPRESSED)
    wanted = "gzip" in request.headers.get("accept-encoding", "")
    encoded = any(name == "Content-Encoding" for name, _ in answer.headers)
    compressed = compressible and wanted and len(body) > _SMALLEST_COMPRESSED and not encoded
    if compressed:
        body = gzip.compress(body, compresslevel=1, mtime=0)
    handler.send_response(answer.status)
    for name, value in (
        ("Last-Modified", answer.modified or (None if answer.headers else formatdate(usegmt=True))),
        ("ETag", _suffixed(answer.etag) if answer.etag and compressed else answer.etag),
        ("Location", answer.location),
        ("Set-Cookie", answer.cookie),
        ("Vary", "Accept-Encoding" if compressible else None),
        ("Content-Encoding", "gzip" if compressed else None),
        *answer.headers,
    ):
        if value:
            handler.send_header(name, value)
    if answer.status != 304:
        handler.send_header("Content-Type", answer.media_type)
        if answer.wire == "cut-chunk":
            handler.send_header("Transfer-Encoding", "chunked")
        else:
            handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if request.method == "HEAD":
        return
    if answer.wire in ("short-body", "cut-chunk"):
        if answer.wire == "cut-chunk":
            handler.wfile.write(b"%x\r\n" % len(body))
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True
        return
    handler.wfile.write(body)


def _reset(handler: BaseHTTPRequestHandler) -> None:
    """End the connection with a reset: a socket that does not linger sends one when it is closed."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def _suffixed(etag: str) -> str:
    """An ETag as the web server leaves it when it compresses; sent back so, it matches nothing."""
    return f'{etag[:-1]}-gzip"'


def _content(generation: str, theme: str) -> Content:
    """The content of a generation; of both, that of the rebuilt site."""
    if generation == "spip":
        return read_content(generation, theme)
    return read_content("drupal", theme or "bartik")


@contextmanager
def serve(
    port: int = 0,
    pages: int = 0,
    generation: str = "spip",
    theme: str = "",
    validators: bool = False,
    rewritten: bool = False,
    faults: Iterable[str] = (),
) -> Iterator[Replica]:
    """Serve a generation's written content, or `pages` generated articles, until the block is left.

    `generation` is spip, drupal or both (its content is then Drupal's); generated articles are
    SPIP's. Drupal's `theme` is bartik, olivero or plain, SPIP's its own or quartier, which shares no name
    with it; `rewritten` lets SPIP link by titles. With `validators` Drupal's its pages are cached and
    tell the time of their rendering, and SPIP's have a cache before them. `faults` are ways to go
    wrong from the first answer on; `Replica.misbehave` changes them.
    """
    content = generate(read_content(), pages) if pages else _content(generation, theme)
    server = _Server(("127.0.0.1", port), _Handler)
    url = f"http://127.0.0.1:{server.server_port}/"
    replica = Replica(url, content, server, theme, validators, rewritten)
    replica.begin("spip" if pages else generation)
    server.log = replica.log
    replica.misbehave(*faults)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield replica
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
