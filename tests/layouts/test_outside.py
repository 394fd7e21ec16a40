"""What pages hold that is no character, no number or no address costs the page nothing."""

from __future__ import annotations

import pytest

import layouts
from layouts.addresses import canonical, clean_address, is_ours, place
from layouts.feeds import addresses_in
from layouts.file_addresses import document_id
from layouts.markup import absolute
from records.document import documents
from records.finding import find
from records.models import Capture
from records.reading import Fetched, Reading, text_of
from tests.archive.conftest import SITE
from tests.crawling.site_of_pages import drupal

BASE = "https://contrelatraite.org/"
URL = f"{BASE}spip.php?page=article&id_article=77"
# Raw in the bytes, or written by number, in ten or in sixteen: none can be set in a tree by lxml.
ODD = ["\x0b", "\x0c", "\x1b", "\x01", "\ufffe", "&#11;", "&#x0B;", "&#000012;", "&#xFFFF;", "&#27"]


def read(page: str, url: str = f"{BASE}appel") -> Reading:
    return layouts.read(Fetched(url, page.encode(), "2026-01-02T03:04:05Z"), SITE)


def spip(text: str, head: str = "", below: str = "") -> Reading:
    return read(
        f"<html lang='fr'><head>{head}<meta name='generator' content='SPIP 3.1'></head><body>"
        f"<div id='content'><h1 class='surlignable'>Un titre</h1><div class='texte'>{text}</div>"
        f"{below}</div></body></html>",
        URL,
    )


@pytest.mark.parametrize("odd", ODD)
def test_a_control_beside_what_a_layout_drops_is_no_fault(odd: str) -> None:
    text = text_of(read(drupal("Appel", f"<p>avant{odd}<b>après</b></p>", 77)).blocks)
    assert "avant" in text and "après" in text
    dropped = drupal("Appel", "<p>Le texte.</p>", 77).replace(
        "</article>", f"un{odd}<form>rien</form>deux{odd}</article>"
    )
    assert text_of(read(dropped).blocks) == "Le texte."


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "&#11;", "&#12"])
def test_words_parted_by_a_line_break_of_word_stay_two(sign: str) -> None:
    assert text_of(spip(f"<p>ligne{sign} suivante{sign}après</p>").blocks) == "ligne suivante après"


def test_quotes_of_windows_1252_written_by_number_are_those_a_browser_shows() -> None:
    text = text_of(spip("<p>l&#146;appel, l\x92autre, 10 &#128;</p>").blocks)
    assert text == "l’appel, l’autre, 10 €"


@pytest.mark.parametrize(
    "number", ["&#65;", "&#x41;", "&#8217;", "&#9;", "&#99999999;", "&#xD800;"]
)
def test_other_characters_written_by_number_are_what_they_were(number: str) -> None:
    text = text_of(spip(f"<p>un {number} deux</p>").blocks)
    assert text.startswith("un ") and text.endswith(" deux")
    assert "\ud800" not in text


@pytest.mark.parametrize(
    "base", ["http://[x", "//[", "http://exa\u2100mple.com", "javascript:x", "data:,", "\x00", "http://é["]
)  # fmt: skip
def test_a_base_that_is_no_address_is_none(base: str) -> None:
    reading = spip("<p>Voir <a href='autre'>ici</a>.</p>", f'<base href="{base}">')
    assert f"{BASE}autre" in reading.links


@pytest.mark.parametrize("href", ["http://[x", "//[x/", "http://a:b]c/", "http:////[x/y", "\ud800"])
def test_a_link_that_is_no_address_leads_nowhere_and_the_others_stay(href: str) -> None:
    link = href.encode("utf-8", "replace").decode()
    text = f"<p><a href='{link}'>un</a> <a href='{link}.pdf'>x</a> <a href='deux'>deux</a></p>"
    assert f"{BASE}deux" in spip(text).links
    assert f"{BASE}deux" in read(drupal("Appel", text, 77)).links


def test_a_website_that_is_no_address_is_nobodys_fault() -> None:
    blocks = spip("<p>http://[x]y</p><p>Site web : http://[x]y</p><p>Contact : A. Personne</p>")
    page = "<p><a href='http://[x]y'>Site</a></p>"
    for reading in (blocks, spip(page)):
        assert find(reading, SITE, _capture(), ("Les membres",)).content is not None


def test_an_address_is_the_one_that_browsers_ask_for() -> None:
    assert absolute(BASE, "réunions d’été") == f"{BASE}r%C3%A9unions%20d%E2%80%99%C3%A9t%C3%A9"
    assert absolute(BASE, "a\nb\tc") == f"{BASE}abc"
    assert absolute(BASE, "caf%E9?q=%20é") == f"{BASE}caf%E9?q=%20%C3%A9"
    assert absolute(BASE, "http://contrelatraite.org/é") == "http://contrelatraite.org/%C3%A9"


@pytest.mark.parametrize("path", ["%E9t%E9", "a%00b", "a%0Ab", "%C3%A9t%C3%A9", "50%25", "a%2525"])
def test_a_path_whose_escapes_are_no_text_is_asked_as_it_was_printed(path: str) -> None:
    at = place(BASE + path, SITE)
    assert at
    assert clean_address(BASE + path, at, SITE) == BASE + path
    assert canonical(at.id, SITE) == BASE + path
    assert at.id.isprintable()


def test_two_files_whose_names_are_no_text_are_two() -> None:
    assert document_id(f"{BASE}IMG/pdf/%E9.pdf", SITE) != document_id(
        f"{BASE}IMG/pdf/%E8.pdf", SITE
    )
    assert document_id(f"{BASE}IMG/pdf/%C3%A9.pdf", SITE) == "IMG/pdf/é.pdf"
    assert document_id("http://[x", SITE) == "http://[x"


@pytest.mark.parametrize(
    "url", ["http://[x", "http://[::1", "http://exa\u2100mple.com/", "\ud800", ""]
)
def test_what_is_no_address_is_no_place(url: str) -> None:
    assert not is_ours(url, SITE)
    assert place(url, SITE) is None


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("446.9 kb", 457626), ("99999999999999999999 Go", None), (f"{'9' * 5000} octets", None),
        ("4611686018427387904 octets", 2**62), ("9223372036854775808 octets", None),
        ("999 999 999 999 Go", None), ("٣ ko", 3072), ("0 octet", 0),
    ],
)  # fmt: skip
def test_a_size_that_no_file_can_have_is_printed_and_no_size(
    printed: str, stated: int | None
) -> None:
    box = (
        "<dl class='spip_documents'><dt><a href='IMG/pdf/a.pdf'>x</a></dt>"
        f"<dd class='spip_doc_titre'>Le rapport</dd><dd>PDF - {printed}</dd></dl>"
    )
    (row,), (place_,) = documents(spip("<p>Texte.</p>" + box), "c1")
    assert (row.stated_bytes, place_.stated_bytes) == (stated, stated)
    assert row.stated_size == printed


@pytest.mark.parametrize("value", ["9" * 5000, "99999999999999999999", "²", "-1", "٣", "x"])
def test_a_number_of_an_item_that_is_none_leaves_the_item_its_place(value: str) -> None:
    blocks = spip(f"<ol><li>un</li><li value='{value}'>deux</li><li>trois</li></ol>").blocks
    assert [block.text for block in blocks] == ["un", "deux", "trois"]
    assert blocks[0].marker == "1. "


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x00", b"<", b"<rss>", b"<?xml version='1.0' encoding='no-such'?><rss/>", b"\xff\xfe<",
        b"<urlset><url><loc>http://[x</loc></url><url><loc> https://contrelatraite.org/\xc3\xa9\n</loc>",
    ],
)  # fmt: skip
def test_a_feed_however_broken_only_leads_to_fewer_pages(body: bytes) -> None:
    found = addresses_in(body)
    assert (f"{BASE}%C3%A9" in found) == (b"contrelatraite" in body)


def _capture() -> Capture:
    return Capture(
        id="c1", url=URL, captured_at="2026-01-02T03:04:05Z", digest="x", bytes=1, file="x", offset=0,
        crawl_id="run",
    )  # fmt: skip


@pytest.mark.parametrize(
    "charset", ["base64", "rot13", "undefined", "zlib", "idna", "unicode_escape", "x" * 500, "é"]
)
def test_an_encoding_that_is_none_of_a_text_is_not_asked(charset: str) -> None:
    page = drupal("Appel", "<p>Les droits des \xe9t\xe9s.</p>", 77).encode("latin-1")
    headers = {"content-type": f"text/html; charset={charset}"}
    page = page.replace(b"utf-8", charset.encode("utf-8"))
    fetched = Fetched(f"{BASE}appel", page, "2026-01-02T03:04:05Z", headers=headers)
    assert "Les droits des" in text_of(layouts.read(fetched, SITE).blocks)
