"""Every address that the published archive offers is answered, whatever there is in it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.archives import make_sparse
from tests.browser.following import follow
from tests.publishing.conftest import Served, serving

SLOW = pytest.mark.slow
# The first parts of the paths that a crawl from the first page must come by.
PLACES = {
    "", "archive", "assets", "changes", "nights", "history", "captures", "search", "activity", "data",
    "feeds", "sitemap.xml", "robots.txt",
}  # fmt: skip


def test_every_kind_of_address_that_the_site_offers_is_answered(published: Served) -> None:
    followed = follow(published.base, most=1, queries=2)
    assert not followed.wrong, "\n".join(followed.wrong)
    met = {urlsplit(path).path.split("/")[1] for path in followed.asked}
    assert met >= PLACES, PLACES - met


@SLOW
def test_fifty_addresses_of_each_kind_that_the_site_offers_are_answered(published: Served) -> None:
    followed = follow(published.base, most=50, queries=2)
    assert len(followed.asked) > 1000 and not followed.wrong, "\n".join(followed.wrong)


@pytest.mark.parametrize(
    "name",
    ["never crawled", pytest.param("one row", marks=SLOW), pytest.param("few rows", marks=SLOW)],
)
def test_an_archive_that_holds_little_is_published_whole(name: str, tmp_path: Path) -> None:
    make_sparse(tmp_path / "sparse", name)
    with serving(tmp_path / "sparse/archive.db", tmp_path / "sparse/captures") as served:
        followed = follow(served.base, most=1, queries=1)
    assert len(followed.asked) > 50 and not followed.wrong, "\n".join(followed.wrong)
