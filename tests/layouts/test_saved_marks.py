"""What savers write into pages is their address and their moment; what only looks like it is neither."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.saved import saved_address
from layouts.saved_marks import mark, original
from records.reading import Fetched
from tests.layouts.test_own_place import SITE

PAGE = "http://contrelatraite.org/spip.php?page=article&id_article=12"
WEB = "https://web.archive.org/web/20150312080910"
AT = "2015-03-12T08:09:10Z"
SINGLE = "<!DOCTYPE html> <html lang=fr><!--\n Page saved with SingleFile \n url: {} \n saved date: {}\n--><meta>"
MARKS = {
    "browser": (f"<!-- saved from url=(0061){PAGE} -->", PAGE, None),
    "browser, escaped": (f"<!-- saved from url=(0061){PAGE.replace('&', '&amp;')} -->", PAGE, None),
    "browser, no entity": (f"<!-- saved from url=(0061){PAGE}&copy=1&sect=2 -->", f"{PAGE}&copy=1&sect=2", None),
    "SingleFile, summer": (SINGLE.format(PAGE, "Sat May 12 2018 10:00:00 GMT+0200 (heure d’été)"), PAGE, "2018-05-12T08:00:00Z"),
    "SingleFile, New Year": (SINGLE.format(PAGE, "Mon Jan 1 2018 00:10:00 GMT+0100 (CET)"), PAGE, "2017-12-31T23:10:00Z"),
    "SingleFile, no date": (SINGLE.format(PAGE, ""), PAGE, None),
    "SingleFile, odd date": (SINGLE.format(PAGE, "Sat Foo 99 2018 10:00:00 GMT+0200"), PAGE, None),
    "HTTrack": ("<!-- Mirrored from contrelatraite.org/spip.php?article12 by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 05 Jan 2016 18:15:14 GMT -->", "http://contrelatraite.org/spip.php?article12", "2016-01-05T18:15:14Z"),
    "HTTrack, escaped": ("<!-- Mirrored from contrelatraite.org/spip.php?page=article&amp;id_article=12 by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 05 Jan 2016 18:15:14 GMT -->", PAGE, "2016-01-05T18:15:14Z"),
    "HTTrack, old": ("<!-- Mirrored from contrelatraite.org/ by HTTrack Website Copier/3.x -->", "http://contrelatraite.org/", None),
    "replay, saved": (f"<!-- saved from url=(0093){WEB}/{PAGE} -->", PAGE, AT),
    "replay, SingleFile": (SINGLE.format(f"{WEB}/{PAGE}", "Sat May 12 2018 10:00:00 GMT+0200"), PAGE, AT),
    "replay, its comment": ("<p>x</p><!--\n     FILE ARCHIVED ON 08:09:10 Mar 12, 2015 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 14:48:16 Jul 13, 2025.\n-->", None, AT),
    # What is none.
    "of the internet": ("<!-- saved from url=(0014)about:internet -->", None, None),
    "a file": ("<!-- saved from url=(0030)file:///C:/Users/a/page.html -->", None, None),
    "SingleFile of a file": (SINGLE.format("file:///tmp/a.html", "Sat May 12 2018 10:00:00 GMT+0200"), None, None),
    "no comment": (f"<p>saved from url=(0061){PAGE}</p>", None, None),
    "no length": (f"<!-- saved from url={PAGE} -->", None, None),
    "in the text": (" " * 5000 + f"<!-- saved from url=(0061){PAGE} -->", None, None),
    "told of": ("<p>Page saved with SingleFile url: http://a.example/ saved date: today</p>", None, None),
    "a mirror told of": ("<p>Mirrored from a.example by HTTrack Website Copier/3</p>", None, None),
    "retrieved": ("<p>FILE ARCHIVED ON 08:09:10 Mar 12, 2015</p>", None, None),
    "nothing": ("", None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKS.values(), ids=MARKS)
def test_a_savers_mark_is_read(case: tuple[str, str | None, str | None]) -> None:
    text, address, moment = case
    assert mark(text.encode()) == (address, moment)


@pytest.mark.parametrize(
    ("address", "inner", "moment"),
    [
        (f"{WEB}/{PAGE}", PAGE, AT),
        (f"{WEB}id_/{PAGE}", PAGE, AT),
        (f"{WEB}im_/http:/contrelatraite.org/a", "http://contrelatraite.org/a", AT),
        (f"//web.archive.org/web/20150312080910/{PAGE}", PAGE, AT),
        (f"https://arquivo.pt/wayback/20150312080910/{PAGE}", PAGE, AT),
        (f"https://arquivo.pt/noFrame/replay/20150312080910/{PAGE}", PAGE, AT),
        ("https://web.archive.org/web/20150312080910/contrelatraite.org/a", "http://contrelatraite.org/a", AT),
        (f"https://web.archive.org/web/20150012080910/{PAGE}", PAGE, None),
        # Addresses of their own.
        (PAGE, PAGE, None),
        ("http://contrelatraite.org/20150312080910/", "http://contrelatraite.org/20150312080910/", None),
        ("http://contrelatraite.org/a?b=/20150312080910/http://a.example/", "http://contrelatraite.org/a?b=/20150312080910/http://a.example/", None),
        (f"https://web.archive.org/web/2015/{PAGE}", f"https://web.archive.org/web/2015/{PAGE}", None),
        ("https://web.archive.org/web/20150312080910/http://[x", "https://web.archive.org/web/20150312080910/http://[x", None),
        ("https://web.archive.org/web/20150312080910/mailto:a", "https://web.archive.org/web/20150312080910/mailto:a", None),
    ],
)  # fmt: skip
def test_a_replays_address_is_that_of_its_page(
    address: str, inner: str, moment: str | None
) -> None:
    assert original(address) == (inner, moment)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mark_or_none(noise: bytes) -> None:
    for before in (b"", b"<!-- saved from url=(1)", b"<!-- Page saved with SingleFile url: ",
                   b"<!-- Mirrored from "):  # fmt: skip
        address, _ = mark(before + noise)
        assert address is None or address.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("canonical", "address"),
    [(f"{WEB}/{PAGE}", PAGE), (PAGE, PAGE), (f"{WEB}/https://contrelatraite.org/", None)],
)
def test_a_canonical_address_that_a_replay_rewrote_is_the_pages_own(
    canonical: str, address: str | None
) -> None:
    html = (
        f"<html><head><link rel='canonical' href='{canonical}'></head><body><p>x</p></body></html>"
    )
    fetched = Fetched("", html.encode(), "2026-01-02T03:04:05Z")
    found = saved_address(PurePath("article-77.html"), fetched, SITE)
    assert found == (address or f"{SITE.base}spip.php?page=article&id_article=77")
