"""Addresses in a feed or a sitemap: read for discovery only, never as pages."""

from __future__ import annotations

from lxml import etree

from records.web_addresses import encoded

# The elements that name a page in RSS, Atom and a sitemap, and those inside them that hold its address.
_NAMED = (("{*}item", "{*}link"), ("{*}entry", "{*}link"), ("{*}url", "{*}loc"))


def addresses_in(body: bytes) -> list[str]:
    """The addresses of an RSS or Atom feed or a sitemap, in order; [] where it is none."""
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
