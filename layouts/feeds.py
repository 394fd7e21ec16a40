"""Addresses in a feed or a sitemap: read for discovery only, never as pages."""

from __future__ import annotations

import zlib

from lxml import etree

from records.errors import Oversized
from records.web_addresses import encoded

# The elements that name a page or another sitemap in RSS, Atom, a sitemap and an index of these, and those
# inside them that hold its address.
_NAMED = (
    ("{*}item", "{*}link"),
    ("{*}entry", "{*}link"),
    ("{*}url", "{*}loc"),
    ("{*}sitemap", "{*}loc"),
)
# What sitemaps.org allows one to hold.
MAX_BYTES = 50 * 1024 * 1024
_GZIP = b"\x1f\x8b"


def addresses_in(body: bytes) -> list[str]:
    """The addresses of an RSS or Atom feed or a sitemap, in order; [] where it is none.

    `body` may be packed by gzip, as sitemaps are. Raises Oversized for one that unpacks to more than any.
    """
    body = _unpacked(body) if body.startswith(_GZIP) else body
    # No entities, no network: a feed from the web may not make the parser do anything.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return []
    if tree is None:
        return []
    found = (
        (link.get("href") if name == "{*}entry" else link.text) or ""
        for name, address in _NAMED
        for element in tree.iter(name)
        for link in element.iterchildren(address)
    )
    return [encoded(url.strip()) for url in found if url.strip()]


def _unpacked(body: bytes) -> bytes:
    """What is packed, as far as it can be unpacked: what is cut off names pages too."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(body, MAX_BYTES)
    except zlib.error:
        return b""
    if unpacking.unconsumed_tail:
        raise Oversized(f"a sitemap unpacks to more than {MAX_BYTES} bytes; see the capture")
    return found
