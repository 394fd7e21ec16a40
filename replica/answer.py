"""What passes between the server and a site: one request asked, one answer given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `target` is the path with its query as asked, header names are lower case."""

    method: str
    target: str
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        """The decoded path without its first slash."""
        return unquote(urlsplit(self.target).path).removeprefix("/")

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters in the order asked, those without a value too (`?article389`)."""
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. A file has an `etag` and a `modified` date (HTTP form); a page has neither.

    `both` says that a client must send both back to be told that nothing has changed. `headers` are
    the others that its CMS sends; an answer with them bears no date of its own. `wire` is what goes
    wrong while it is sent (`replica.server.deliver`), "" for nothing.
    """

    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    location: str | None = None
    cookie: str | None = None
    etag: str | None = None
    modified: str | None = None
    both: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    wire: str = ""


class Site(Protocol):
    """One generation of the website."""

    def answer(self, request: Request) -> Answer:
        """Answer any request, with a 404 page at worst."""
        ...
