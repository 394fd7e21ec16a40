"""Whatever the web serves is read, or refused with a reason that names what was missing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import layouts
from records.errors import (
    ForeignPage,
    MissingPart,
    NotContent,
    NotMarkup,
    Oversized,
    Refused,
    Truncated,
    UnknownAddress,
    UnknownLayout,
)
from records.reading import Fetched, text_of
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
PAGE = (Path(__file__).parent / "pages" / "member-3.1.html").read_bytes()
URL = "http://contrelatraite.org/spip.php?page=article&id_article=77"


def read(body: bytes, url: str = URL, **more: object) -> layouts.Reading:
    return layouts.read(Fetched(url, body, "2018-05-12T10:00:00Z", **more), SITE)  # type: ignore[arg-type]


def page(text: str, title: str = "<h1 class='surlignable'>A title</h1>", head: str = "") -> bytes:
    return (
        f"<html lang='en'><head>{head}<meta name='generator' content='SPIP 3.1'></head><body>"
        f"<div id='content'>{title}<div class='texte'>{text}</div></div></body></html>"
    ).encode()


def test_an_empty_answer_is_refused_and_says_that_title_and_text_are_missing() -> None:
    with pytest.raises(MissingPart, match="no title, no text"):
        read(b"  \n")


def test_a_page_without_title_and_text_is_refused_by_the_names_of_both() -> None:
    with pytest.raises(MissingPart, match="title and text"):
        read(page("", title=""))


def test_a_page_without_title_is_refused_by_its_name() -> None:
    with pytest.raises(MissingPart, match="title not found"):
        read(page("<p>Some text.</p>", title=""))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.97])
def test_a_page_that_breaks_off_is_refused_as_truncated(share: float) -> None:
    with pytest.raises(Truncated, match="breaks off"):
        read(PAGE[: int(len(PAGE) * share)])


def test_a_page_of_another_site_is_refused() -> None:
    with pytest.raises(ForeignPage, match="hosts"):
        read(PAGE, url="http://elsewhere.example.org/spip.php?article77")


def test_a_page_of_another_cms_is_refused() -> None:
    with pytest.raises(UnknownLayout, match="SPIP"):
        read(b"<html><body><h1>Hello</h1><p>World</p></body></html>")


def test_a_login_page_is_refused_as_no_content() -> None:
    form = "<form class='formulaire_spip formulaire_login'><input name='var_login'></form>"
    body = f"<html><body class='page_login'><h1>Log in</h1>{form}<a href='spip.php?page=plan'>.</a></body></html>"
    with pytest.raises(NotContent, match="login"):
        read(body.encode())


def test_an_address_that_is_no_page_is_refused() -> None:
    with pytest.raises(UnknownAddress):
        read(PAGE, url="http://contrelatraite.org/spip.php?page=login&url=x")


@pytest.mark.parametrize(
    "body", [bytes(range(256)) * 40, b"%PDF-1.4\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n" + b"\0" * 99]
)
def test_binary_bytes_are_refused_as_no_page(body: bytes) -> None:
    with pytest.raises(NotMarkup):
        read(body)


def test_windows_1252_declared_as_latin_1_keeps_its_quotes_and_ligatures() -> None:
    head = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>"
    body = page("<p>L’œuvre coûte 5 € – « déjà »</p>", head=head).decode().encode("cp1252")
    read_text = text_of(list(read(body).blocks)).replace("\u00a0", " ")
    assert read_text == "L’œuvre coûte 5 € – « déjà »"


def test_utf_8_declared_as_latin_1_is_read_as_what_it_is() -> None:
    body = page("<p>L’œuvre déjà</p>", head="<meta charset='iso-8859-1'>")
    assert text_of(list(read(body).blocks)) == "L’œuvre déjà"


def test_windows_1252_declared_as_utf_8_is_read_as_what_it_is() -> None:
    body = page("<p>L’œuvre « déjà citée », au cœur de l’été.</p>").decode().encode("cp1252")
    headers = {"content-type": "text/html; charset=utf-8"}
    assert text_of(read(body, headers=headers).blocks).startswith("L’œuvre « déjà")


def test_one_broken_letter_does_not_spoil_the_others() -> None:
    body = page("<p>Été déjà cité ÿ</p>").replace("ÿ".encode(), b"\xff")
    headers = {"content-type": "text/html; charset=utf-8"}
    assert text_of(read(body, headers=headers).blocks) == "Été déjà cité \ufffd"


@pytest.mark.slow
def test_five_megabytes_of_html_are_read_whole() -> None:
    body = page("<p>A paragraph of a long page.</p>" * 160_000)
    assert len(body) > 5_000_000
    assert len(read(body).blocks) == 160_000


def test_two_thousand_nested_elements_are_read() -> None:
    divisions = page("<div>" * 2000 + "deep" + "</div>" * 2000)
    lists = page("<ul><li>" * 1000 + "deep" + "</li></ul>" * 1000)
    assert text_of(read(divisions).blocks) == "deep"
    assert text_of(read(lists).blocks).strip() == "- deep"


def test_a_page_nested_deeper_than_the_parser_goes_is_refused_not_cut() -> None:
    with pytest.raises(Oversized, match="deeper"):
        read(page("<div>" * 3000 + "deep" + "</div>" * 3000))


def test_a_text_of_one_line_is_refused() -> None:
    with pytest.raises(MissingPart):
        read(b"one line", form="text")


def test_binary_bytes_under_a_texts_name_are_refused() -> None:
    with pytest.raises(NotMarkup):
        read(b"\0\1\2\3" * 50, form="text")


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(), st.integers(1, 40))
def test_a_page_with_bytes_spoiled_anywhere_is_read_or_refused(seed: int, count: int) -> None:
    chance = random.Random(seed)
    body = bytearray(PAGE)
    for _ in range(count):
        body[chance.randrange(len(body))] = chance.randrange(256)
    try:
        reading = read(bytes(body))
    except Refused as refusal:
        assert refusal.reason
        assert refusal.detail
    else:
        assert reading.title


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read(text.encode("utf-8", "replace"), form="text").title
    except Refused as refusal:
        assert refusal.detail


def test_a_long_hostile_page_is_read_to_its_end() -> None:
    """What grows with the square of the page would not end here; no clock is needed to see it."""
    (block,) = read(page("1. x <b>Contact :</b> " * 50_000)).blocks
    assert block.printed().count("Contact :") == 50_000


def test_a_page_that_does_not_state_its_language_is_asked_for_it() -> None:
    body = page("<p>Les associations du réseau accueillent chaque année des personnes.</p>")
    assert read(body.replace(b" lang='en'", b"")).language == "fr"


@pytest.mark.parametrize(
    "title", ["Page non trouvée", "Page not found", "Erreur 404", "Site en travaux"]
)
def test_a_page_that_is_none_is_refused_whatever_its_status(title: str) -> None:
    with pytest.raises(NotContent, match="in place of a page"):
        read(page("<p>Try the site map.</p>", title=f"<h1>{title}</h1>"))


@pytest.mark.parametrize("title", ["La page introuvable : un récit", "Sites en travaux forcés"])
def test_a_page_whose_title_only_sounds_like_none_is_read(title: str) -> None:
    assert read(page("<p>Words.</p>", title=f"<h1>{title}</h1>")).title


def test_two_labels_in_one_line_are_two() -> None:
    text = "<p>Website: <a href='http://w.example.org/'>Willow</a> – Contact: Jo Example</p>"
    blocks = read(page(text)).blocks
    assert [(b.label, b.value, b.url) for b in blocks] == [
        ("website", "Willow", "http://w.example.org/"), ("contact", "Jo Example", None),
    ]  # fmt: skip


def test_an_item_of_a_numbered_list_is_no_label() -> None:
    (block,) = read(page("<ol><li>Site : new colours</li></ol>")).blocks
    assert (block.kind, block.printed()) == ("item", "1. Site : new colours")
