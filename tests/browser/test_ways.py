"""The ways of a person through the published archive: by search, by keyboard, in the other language."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.utils import tilde_encode
from playwright.sync_api import Page, ViewportSize, expect

from records.models import Member
from tests.browser.archives import MEMBER, STATEMENT
from tests.browser.conftest import PHONE, WIDE, Reader
from tests.publishing.conftest import Served

# What has the focus, and whether that can be seen.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {
    tag: e.localName, name: e.innerText.trim(), to: e.getAttribute("href"), inMain: !!e.closest("main"),
    inHeader: !!e.closest("header"),
    seen: box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 &&
      (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"),
  };
}"""


def test_from_the_first_page_by_search_to_a_statement_its_member_and_a_whole_csv_file(
    reader: Reader, published: Served, tmp_path: Path
) -> None:
    page = reader.page
    reader.look("")
    box = page.locator("main form[action$='/search'] input[name=q]")
    box.fill("esclavage")
    box.press("Enter")
    page.wait_for_url("**/search?*q=esclavage*")
    page.locator(
        f"main a[href*='/archive/statements/{tilde_encode(f'drupal/node/{STATEMENT}')}']"
    ).first.click()
    assert "L’esclavage n’a pas disparu avec les chaînes." in page.locator("main").inner_text()
    page.locator(f"main a[href$='/archive/members/{MEMBER}']").first.click()
    page.wait_for_url(f"**/archive/members/{MEMBER}")
    assert "Groupe Alerte" in page.locator("h1").inner_text()
    assert [row["id"] for row in taken(page, tmp_path)] == [MEMBER]
    page.locator("header").get_by_role("link", name="Members").click()
    page.wait_for_url("**/archive/members")
    with closing(sqlite3.connect(published.db)) as db:
        every = [id_ for (id_,) in db.execute("SELECT id FROM members ORDER BY id")]
    assert sorted(row["id"] for row in taken(page, tmp_path)) == every
    assert not reader.complaints and not reader.outside()


def taken(page: Page, folder: Path) -> list[dict[str, str]]:
    """The rows of the file behind the first link that says CSV; all columns are there."""
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="CSV").first.click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    with kept.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) >= set(Member.columns())
    return rows


def test_a_reader_chooses_a_language_and_keeps_it(reader: Reader) -> None:
    page = reader.page
    html, heading = page.locator("html"), page.locator("h1")
    reader.look("changes")
    expect(heading).to_have_text("What changed")
    page.get_by_role("link", name="Français").first.click()
    expect(heading).to_have_text("Ce qui a changé")
    assert page.url.endswith("/changes")
    reader.look("nights")
    expect(html).to_have_attribute("lang", "fr")
    page.get_by_role("link", name="English").first.click()
    expect(html).to_have_attribute("lang", "en")
    expect(heading).to_have_text("Nights")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["", "archive/members", "changes"])
def test_the_keyboard_skips_to_the_content_or_goes_through_the_menu(
    reader: Reader, path: str, size: ViewportSize
) -> None:
    page = reader.page
    page.set_viewport_size(size)
    reader.look(path)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["to"] == "#content" and first["seen"], first
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inMain"], page.evaluate(FOCUSED)

    reader.look(path)
    reached, unseen = set(), []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["inMain"]:
            break
        reached.add(focused["to"])
        if not focused["seen"]:
            unseen.append(focused)
        if focused["tag"] in ("button", "summary"):
            page.keyboard.press("Enter")
    offered = page.locator("header a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert reached >= set(offered), set(offered) - reached
    assert not unseen
