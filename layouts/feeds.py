"""Addresses in a feed or a sitemap: read for discovery only, never as pages."""

from __future__ import annotations

from typing import cast

from lxml import etree

from records.web_addresses import encoded

_PATHS = (
    "//*[local-name()='item']/*[local-name()='link']/text()",
    "//*[local-name()='entry']/*[local-name()='link']/@href",
    "//*[local-name()='url']/*[local-name()='loc']/text()",
)


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
    return [
        encoded(str(url).strip()) for path in _PATHS for url in cast("list[str]", tree.xpath(path))
    ]
