"""Addresses that hold outside of the page they stand on: absolute ones, and names that never change."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from datasette.utils import tilde_encode
from datasette.utils.asgi import Request

if TYPE_CHECKING:
    from datasette.app import Datasette


def absolute(datasette: Datasette, request: Request, path: str) -> str:
    """The whole address of a path that already has the base (see `rendering.Links`).

    `scrapy serve` names the public address (PUBLIC_URL); else it is the one the reader asked at.
    """
    named = os.environ.get("PUBLIC_URL")
    return urljoin(named, path) if named else str(datasette.absolute_url(request, path))


def tag(source_url: str, *parts: str) -> str:
    """A name for good (RFC 4151), wherever the archive is published: readers of feeds know entries by it.

    >>> tag("https://www.example.org/", "statements", "spip/article/12")
    'tag:www.example.org,2026:collective-archive/statements/spip~2Farticle~2F12'
    """
    named = "/".join(tilde_encode(part) for part in parts)
    return f"tag:{urlsplit(source_url).hostname},2026:collective-archive/{named}"


def uid(source_url: str, name: str) -> str:
    """The same for an event of a calendar.

    >>> uid("https://www.example.org/", "spip/article/12/2018-05-14")
    'spip~2Farticle~2F12~2F2018-05-14@www.example.org'
    """
    return f"{tilde_encode(name)}@{urlsplit(source_url).hostname}"
