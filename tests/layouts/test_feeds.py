"""The addresses in feeds and sitemaps, packed or not, and what is no such file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from layouts.addresses import canonical, place
from layouts.feeds import MAX_BYTES, addresses_in
from records.errors import Oversized
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
ONE, TWO = "https://contrelatraite.org/node/1", "https://contrelatraite.org/node/2"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LIST = (
    f"<urlset {SPACE}><url><loc>{ONE}</loc></url><url><loc> {TWO}\n</loc></url></urlset>".encode()
)


@pytest.mark.parametrize(
    "body",
    [
        LIST,
        gzip.compress(LIST),
        b"<?xml version='1.0' encoding='utf-8'?>" + LIST,
        LIST.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>"),
        f"<rss><channel><item><link>{ONE}</link></item><item><link>{TWO}</link></item></channel></rss>".encode(),
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{ONE}'/></entry>"
        f"<entry><link href='{TWO}'/></entry></feed>".encode(),
        LIST.replace(b"</urlset>", b"<url><loc>https://contrel"),
        gzip.compress(LIST + b" " * 9000)[:-9],
    ],
    ids=[
        "a list",
        "packed",
        "declared",
        "an index",
        "rss",
        "atom",
        "cut off",
        "packed and cut off",
    ],
)
def test_each_address_is_named_once_in_order(body: bytes) -> None:
    assert addresses_in(body)[:2] == [ONE, TWO]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html><body><a href='/node/1'>1</a></body></html>", b"\x1f\x8bno such thing", b"\x1f\x8b",
        gzip.compress(b""), gzip.compress(b"words"), f"<urlset><loc>{ONE}</loc></urlset>".encode(),
        f"<channel><link>{ONE}</link></channel>".encode(),
    ],
    # A packed body bears the time at which it was packed: no name for a test.
    ids=range(8),
)  # fmt: skip
def test_what_is_no_feed_names_nothing(body: bytes) -> None:
    assert addresses_in(body) == []


def test_what_unpacks_to_more_than_any_sitemap_is_refused() -> None:
    with pytest.raises(Oversized):
        addresses_in(gzip.compress(b" " * (MAX_BYTES + 1), 1))


@pytest.mark.parametrize(
    "path",
    ["sitemap.xml", "sitemap.xml.gz", "sitemap-1.xml", "sitemap_index.xml", "maps/sitemap2.xml.gz", "fr/sitemap.xml",
     "news-sitemap.xml", "Sitemap.xml"],
)  # fmt: skip
def test_a_sitemap_under_any_name_is_asked_for_the_addresses_in_it(path: str) -> None:
    at = place(f"{SITE.base}{path}", SITE)
    assert at
    assert (at.is_feed, canonical(at.id, SITE)) == (True, f"{SITE.base}{path}")


@pytest.mark.parametrize(
    "path", ["sitemap", "sitemap.html", "our-sitemap", "sitemap.xml.pdf", "sitemap.xml/a", "plan-du-site.xml"]
)  # fmt: skip
def test_a_page_with_such_a_name_is_no_sitemap(path: str) -> None:
    at = place(f"{SITE.base}{path}", SITE)
    assert at is None or not at.is_feed
