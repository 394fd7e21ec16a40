"""What is withheld stands nowhere in the archive: text, title, caption, a file's name, the search."""

from __future__ import annotations

import pytest

import layouts
from pipelines.withhold import WithholdContactDetails
from records.finding import FileFound, Unread, find
from records.models import Capture
from records.reading import Attachment, Block, Fetched, Reading, text_of
from tests.archive.conftest import SITE
from tests.crawling.conftest import Shell
from tests.crawling.site_of_pages import serve_pages
from tests.crawling.test_discovery import crawl, spip

BASE = "https://contrelatraite.org/"
CAPTURE = Capture(
    id="c", url=BASE, captured_at="2018-05-12T10:00:00Z", digest="sha1:x", bytes=1, file="f", offset=0, crawl_id="r",
)  # fmt: skip
NAME = "IMG/pdf/ada@escale.example.org.pdf"


@pytest.mark.parametrize(
    "hidden",
    [
        "ada<span class='spancrypt'>&nbsp;</span>escale.example.org",
        "ada<span class='mcrypt'>&nbsp;</span>escale.example.org",
        'ada<span class="mcrypt"> chez </span>escale.example.org',
        "<a href='#' class='spip_mail' title='ada..&aring;t..escale.example.org'>ada<span class='spancrypt'>"
        "<b>&nbsp;</b></span>escale.example.org</a>",
        "ada<span class='x spancrypt y'></span>escale.example.org",
    ],
)
def test_an_address_hidden_from_robots_is_read_as_one(hidden: str) -> None:
    page = spip("Un titre", f'<div class="texte"><p>Écrire : {hidden}, merci.</p></div>')
    reading = layouts.read(
        Fetched(f"{BASE}spip.php?article7", page.encode(), "2018-05-12T10:00:00Z"), SITE
    )
    assert text_of(reading.blocks) == "Écrire : ada@escale.example.org, merci."


def test_nothing_of_a_finding_keeps_an_address_or_a_number() -> None:
    reading = Reading(
        "spip/article/7", "spip", f"{BASE}spip.php?article7", "Écrire à ada＠escale.example.org", "fr",
        ("Accueil", "ada [at] escale.example.org"), blocks=(Block("paragraph", "06 123 456 78"),),
        attachments=(Attachment(f"{BASE}IMG/pdf/ada%40escale.example.org.pdf", "PDF", "ada@escale.example.org", document_id=NAME),),
    )  # fmt: skip
    found = WithholdContactDetails(True).process_item(find(reading, SITE, CAPTURE))
    said = f"{found.page.row()} {found.content.row()} {found.documents[0].row()} {found.content.documents[0].row()}"
    assert "ada@" not in said and "escale" not in said and "456" not in said
    assert found.documents[0].id == found.content.documents[0].document_id
    assert found.documents[0].url is None
    file = WithholdContactDetails(True).process_item(
        FileFound(NAME, {"status": "kept", "text": "ada@b.org"}, None)
    )
    assert (file.document_id, file.found["text"]) == (found.documents[0].id, "[e-mail withheld]")
    unread = WithholdContactDetails(True).process_item(
        Unread(f"{BASE}{NAME}", "oversized", "no", None, document=NAME)
    )
    assert unread.document == unread.url == found.documents[0].id


def test_what_is_not_to_be_withheld_stays() -> None:
    reading = Reading(
        "spip/article/7",
        "spip",
        f"{BASE}spip.php?article7",
        "Le 3919",
        "fr",
        blocks=(Block("paragraph", "ada@b.org"),),
    )
    found = WithholdContactDetails(False).process_item(find(reading, SITE, CAPTURE))
    assert found.content.text == "ada@b.org"
    assert WithholdContactDetails(True).process_item(found).content.title == "Le 3919"


@pytest.mark.slow
def test_a_file_named_by_an_address_is_fetched_and_found_again_on_the_next_night(
    shell: Shell,
) -> None:
    files = f'<div class="texte"><p>Un texte.</p><p><a href="/{NAME}">Écrire à Ada (ada@escale.example.org)</a></p></div>'
    pages = {"/": spip("Accueil", '<ul><li><a href="spip.php?article7">Un appel</a></li></ul>', "page_sommaire"),
             "/spip.php?article7": spip("Un appel", files), f"/{NAME}": "%PDF-1.4 ada@escale.example.org"}  # fmt: skip
    for _ in range(2):
        with serve_pages(pages) as site:
            ended = crawl(shell, site.url)
        assert ended.code == 0, ended.said
        assert f"/{NAME}" in site.asked
    assert shell.rows("SELECT count(*) FROM documents") == [(1,)]
    for table in (
        "documents",
        "page_documents",
        "pages",
        "articles",
        "entries",
        "versions",
        "addresses",
        "quarantine",
    ):
        assert "escale" not in str(shell.rows(f"SELECT * FROM {table}")), table
    assert shell.rows(
        "SELECT new + changed FROM crawls ORDER BY started_at DESC, id DESC LIMIT 1"
    ) == [(0,)]
