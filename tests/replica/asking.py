"""Asking the replica over real HTTP, with the standard library alone."""

from __future__ import annotations

import http.client

import lxml.html

from replica.server import Replica


class Got:
    """An answer: status, headers, decoded body, and the body as a tree."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def tree(self) -> lxml.html.HtmlElement:
        declared = self.headers.get_content_charset()
        # As browsers read it: what calls itself iso-8859-1 is windows-1252.
        encoding = "cp1252" if declared == "iso-8859-1" else declared
        parser = lxml.html.HTMLParser(encoding=encoding)
        return lxml.html.document_fromstring(self.body, parser)

    def links(self, part: str = "") -> list[str]:
        return [a.get("href") for a in self.tree.xpath(f"//a[contains(@href, '{part}')]")]


def get(replica: Replica | str, target: str, method: str = "GET", **headers: str) -> Got:
    """Ask a replica, or the address of one, as it stands: nothing is followed, nothing is kept."""
    url = replica if isinstance(replica, str) else replica.url
    port = int(url.rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, target, headers=named)
    try:
        return Got(connection.getresponse())
    finally:
        connection.close()
