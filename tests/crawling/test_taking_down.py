"""A page that is to be taken down: no night is good while it is still there, and what cannot be done is named."""

from __future__ import annotations

import pytest

from tests.crawling.conftest import Ended, Shell
from tests.crawling.site_of_pages import Served, drupal, serve_pages

pytestmark = pytest.mark.slow
BANDS = {
    f"/band-{n}": drupal(f"Band {n}", f"<p>Another evening, the {n}th.</p>", n, f"band-{n}")
    for n in range(2, 32)
}
SITE = {
    "/": drupal("Home", "".join(f'<a href="{at}">Band</a>' for at in ("/choir", *BANDS))),
    "/choir": drupal("The choir", "<p>An evening of zebrasongs.</p>", 1, "choir"),
    **BANDS,
}
ENTRIES = "".join(
    f'[[withheld]]\nid = "drupal/{one}"\ndate = 2026-01-02\nreason = "asked for"\n'
    for one in ("node/1", "path/choir")
)


def night(shell: Shell, site: Served) -> Ended:
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off")
    return shell("nightly", "-s", f"SITE_URL={site.url}", *fast)


def test_a_night_fails_while_a_page_that_is_to_be_taken_down_is_still_there(shell: Shell) -> None:
    with serve_pages(SITE) as site:
        assert night(shell, site).code == 0
        (shell.folder / "withheld.toml").write_text(ENTRIES, "utf-8")
        ended = night(shell, site)
        assert ended.code == 1
        assert ended.said.startswith(
            "nightly: failed – pages or documents that are to be taken down and are still there: 1,"
            " allowed 0: first drupal/node/1"
        )
        assert "run scrapy takedown" in ended.said
        taken = shell("takedown", SITE_URL=site.url)
        assert taken.code == 0, taken.said
        ended = night(shell, site)
    assert ended.code == 0, ended.said
    assert shell.rows("SELECT id FROM pages WHERE id = 'drupal/node/1'") == []
    assert all(b"zebrasongs" not in path.read_bytes() for path in shell.folder.glob("*.db*"))


def test_what_cannot_be_taken_down_is_named_and_all_the_rest_is_done(shell: Shell) -> None:
    with serve_pages(SITE) as site:
        assert night(shell, site).code == 0
        (backup,) = (shell.folder / "backups").iterdir()
        sound = backup.read_bytes()
        backup.write_bytes(b"SQLite format 3\0" + sound[16:4000])
        (warc,) = (shell.folder / "captures").glob("*.warc.gz")
        whole = warc.read_bytes()
        warc.write_bytes(whole[:-5])
        (shell.folder / "withheld.toml").write_text(ENTRIES, "utf-8")
        ended = shell("takedown", SITE_URL=site.url)
        assert ended.code == 1
        assert f"FAILED: {backup} could not be written anew" in ended.said
        unread = "WARC files that could not be read to their end: 1, allowed 0"
        assert f"FAILED: WARC files whole: {unread}: first {warc.name}" in ended.said
        assert shell.rows("SELECT id FROM pages WHERE id = 'drupal/node/1'") == []
        warc.write_bytes(whole)
        backup.unlink()
        assert shell("takedown", SITE_URL=site.url).code == 0, "running it again mends"
