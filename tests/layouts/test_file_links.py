"""Every link that a reader would call a file is a document, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from layouts.addresses import place
from layouts.drupal_files import behind
from layouts.file_addresses import document_id
from records.reading import Attachment, Fetched
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
BASE = SITE.base


def drupal(body: str, beside: str = "") -> tuple[Attachment, ...]:
    page = (
        '<!DOCTYPE html><html lang="fr"><head><title>Nos travaux | Site</title><link rel="shortlink" href="/node/7">'
        '<meta name="Generator" content="Drupal 10"></head><body><main><h1 class="page-title">Nos travaux</h1>'
        '<article data-history-node-id="7" class="node node--view-mode-full"><div class="field--name-body">'
        f"<p>Voici ce que nous avons écrit.</p>{body}</div>{beside}</article></main></body></html>"
    )
    return read(f"{BASE}node/7", page)


def spip(body: str, below: str = "") -> tuple[Attachment, ...]:
    page = (
        "<html lang='fr'><head><title>Nos travaux</title><meta name='generator' content='SPIP 3.1'></head>"
        "<body class='page_article'><div id='content'><h1 class='surlignable'>Nos travaux</h1><div class='texte'>"
        f"<p>Voici ce que nous avons écrit.</p>{body}</div>{below}</div></body></html>"
    )
    return read(f"{BASE}spip.php?article7", page)


def read(url: str, page: str) -> tuple[Attachment, ...]:
    return layouts.read(Fetched(url, page.encode(), "2026-01-02T03:04:05Z"), SITE).attachments


def ids(found: tuple[Attachment, ...]) -> list[str | None]:
    return [attachment.document_id for attachment in found]


OF_DRUPAL = [
    ('<a href="/media/12/download?inline">Bilan</a>', "media/12"),
    ('<a href="/fr/media/12/">Bilan</a>', "media/12"),
    ('<a href="/media/12" type="application/pdf">Bilan</a>', "media/12"),
    ('<a href="/index.php/media/12">Bilan</a>', "media/12"),
    ('<a href="/file/31/download?token=Zx9">Bilan</a>', "file/31/download"),
    ('<a href="/system/files/prive/Bilan">Bilan</a>', "system/files/prive/Bilan"),
    ('<a href="/sites/default/files/Bilan%20d%E2%80%99avril.PDF">B</a>', "sites/default/files/Bilan d’avril.PDF"),
    ('<a href="/sites/default/files/bilan.docm">B</a>', "sites/default/files/bilan.docm"),
    ('<a href="/sites/default/files/dates.ics">B</a>', "sites/default/files/dates.ics"),
    ('<a href="/sites/default/files/tout.7z">B</a>', "sites/default/files/tout.7z"),
    ('<a href="/sites/default/files/sans-suffixe">B</a>', "sites/default/files/sans-suffixe"),
    ('<a download href="/bilan-annuel">B</a>', "bilan-annuel"),
    ('<a href="/telecharger?n=3">Bilan (PDF – 446,9 ko)</a>', "telecharger"),
    ('<a href="/telecharger/bilan" type="application/vnd.oasis.opendocument.text">B</a>', "telecharger/bilan"),
    ('<iframe src="/sites/default/files/vue.pdf"></iframe>', "sites/default/files/vue.pdf"),
    ('<object data="/sites/default/files/vue.pdf" type="application/pdf"></object>', "sites/default/files/vue.pdf"),
    ('<embed src="/sites/default/files/vue.pdf">', "sites/default/files/vue.pdf"),
    ('<audio controls><source src="/sites/default/files/voix.ogg"></audio>', "sites/default/files/voix.ogg"),
    ('<a href="https://viewer.example/?url=http://contrelatraite.org/sites/default/files/vue.pdf">B</a>',
     "sites/default/files/vue.pdf"),
    ('<iframe src="/libraries/pdf.js/viewer.html?file=%2Fsites%2Fdefault%2Ffiles%2Fvue.pdf"></iframe>',
     "sites/default/files/vue.pdf"),
    ('<iframe src="/viewer.html#file=/sites/default/files/vue.pdf"></iframe>', "sites/default/files/vue.pdf"),
    ('<a href="http://www.contrelatraite.com:80/sites/default/files/bilan.pdf">B</a>', "sites/default/files/bilan.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "document"), OF_DRUPAL)
def test_a_link_that_leads_to_a_file_of_drupal_is_a_document(body: str, document: str) -> None:
    assert ids(drupal(f"<p>{body}</p>")) == [document]


NO_FILES = [
    '<a href="/node/12">Bilan</a>', '<a href="/media">Nos médias</a>', '<a href="/media/revue-de-presse">R</a>',
    '<a href="/bilan">Bilan (PDF bientôt)</a>', '<a href="/bilan">Bilan (12 pages)</a>', '<a href="/bilan.html">B</a>',
    '<a href="/sites/default/files/styles/large/public/photo.jpg">Photo</a>',
    '<a href="/sites/default/files/photo.jpg"><img src="/sites/default/files/styles/s/public/photo.jpg"></a>',
    '<img src="/sites/default/files/photo.png" alt="Une salle">', '<iframe src="/node/12"></iframe>',
    '<iframe src="https://video.example/embed/3?file=/a.mp4"></iframe>', '<a href="file:///C:/Bilan.pdf">B</a>',
    '<a href="C:\\Bilan.pdf">B</a>', '<a href="https://autre.example/bilan.pdf">Ailleurs</a>',
    '<a href="mailto:a@b.example?subject=bilan.pdf">B</a>', '<a href="/node/3" type="text/html">B</a>',
    '<a href="/rss.xml" type="application/rss+xml">Fil</a>', '<a href="#bilan.pdf">Plus bas</a>',
    '<a href="https://partage.example/?url=http://contrelatraite.org/node/7">Partager</a>', '<a>bilan.pdf</a>',
    '<a href="/file/31">Fiche</a>', '<a href="/sites/default/files/">Dossier</a>', '<a href="/.pdf">B</a>',
]  # fmt: skip


@pytest.mark.parametrize("body", NO_FILES)
def test_a_link_that_leads_to_no_file_of_the_site_is_none(body: str) -> None:
    assert ids(drupal(f"<p>{body}</p>")) == []
    assert ids(spip(f"<p>{body}</p>")) == []


OF_SPIP = [
    ('<a href="spip.php?action=acceder_document&amp;arg=12&amp;cle=1f&amp;file=pdf%2Fbilan.pdf">B</a>',
     "IMG/pdf/bilan.pdf"),
    ('<a href="spip.php?action=acceder_document&amp;arg=12&amp;cle=1f">Bilan</a>', "spip/document/12"),
    ('<a href="IMG//pdf/bilan.pdf">B</a>', "IMG/pdf/bilan.pdf"),
    ('<a href="./IMG/pdf/bilan.pdf?1526">B</a>', "IMG/pdf/bilan.pdf"),
    ('<a href="IMG/sxw/bilan.sxw">B</a>', "IMG/sxw/bilan.sxw"),
    ('<a href="IMG/xlsm/bilan.xlsm">B</a>', "IMG/xlsm/bilan.xlsm"),
    ('<a href="IMG/flv/film.flv">B</a>', "IMG/flv/film.flv"),
    ('<a href="IMG/distant/bilan-3f2">B</a>', "IMG/distant/bilan-3f2"),
    ('<a href="bilan-annuel" title="PDF - 446.9 kb">B</a>', "bilan-annuel"),
    ('<embed src="IMG/pdf/bilan.pdf">', "IMG/pdf/bilan.pdf"),
    ('<dl class="spip_document_7 spip_documents"><dt><a href="IMG/jpg/salle.jpg" type="image/jpeg"><img src="x.jpg">'
     "</a></dt></dl>", "IMG/jpg/salle.jpg"),
    ('<figure class="spip_document_7 spip_documents"><a href="IMG/png/carte.png"><img src="x.png"></a></figure>',
     "IMG/png/carte.png"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "document"), OF_SPIP)
def test_a_link_that_leads_to_a_file_of_spip_is_a_document(body: str, document: str) -> None:
    assert ids(spip(f"<p>{body}</p>" if body.startswith("<a") else body)) == [document]


SHOWN = [
    ('<span class="spip_document_8 spip_documents spip_documents_left"><img src="IMG/png/roues.png" alt=""></span>',
     "IMG/png/roues.png", None),
    ('<div class="spip_document_5 spip_document spip_documents spip_document_image"><figure class="spip_doc_inner">'
     '<img src="IMG/jpg/remise.jpg?165" alt=""><figcaption class="spip_doc_legende"><div class="spip_doc_titre"><strong>'
     'La remise</strong></div><div class="spip_doc_descriptif">Avant le toit</div></figcaption></figure></div>',
     "IMG/jpg/remise.jpg", "La remise – Avant le toit"),
    ('<dl class="spip_document_12 spip_documents"><dt><img src="IMG/jpg/salle.jpg" alt="JPEG - 20.7 ko"></dt>'
     '<dd class="spip_doc_titre">La salle</dd></dl>', "IMG/jpg/salle.jpg", "La salle"),
    ('<p class="spip_document_3"><img src="/IMG/gif/plan.gif" alt="Plan de la salle"></p>', "IMG/gif/plan.gif",
     "Plan de la salle"),
    ('<p><span class="spip_document_4 spip_documents"><img src="IMG/jpg/IMG_2034.JPG" alt="IMG_2034.JPG"></span></p>',
     "IMG/jpg/IMG_2034.JPG", None),
    ('<div class="spip_document_9"><a href="spip.php?article12"><img src="IMG/webp/affiche.webp" alt=""></a></div>',
     "IMG/webp/affiche.webp", None),
    ('<figure class="spip_document_9 spip_documents"><a href="https://autre.example/"><img src="IMG/jpg/une.jpg"></a>'
     "<figcaption>Une du journal</figcaption></figure>", "IMG/jpg/une.jpg", "Une du journal"),
    ('<ul class="spip"><li>Une photo <span class="spip_document_2 spip_documents"><img src="IMG/jpg/a.jpg"></span></li>'
     "</ul>", "IMG/jpg/a.jpg", None),
    ('<span class="spip_document_1 spip_documents"><img src="IMG/jpg/maison.jpg" alt="JPEG - 30 ko"></span>',
     "IMG/jpg/maison.jpg", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "document", "caption"), SHOWN)
def test_a_numbered_picture_that_a_page_shows_is_a_document(
    body: str, document: str, caption: str | None
) -> None:
    found = spip(f"<p>Voici la salle.</p>{body}<p>Et voilà.</p>{body}")
    assert [(one.document_id, one.caption) for one in found] == [(document, caption)]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="IMG/jpg/a.jpg">', '<span class="spip_documents"><img src="IMG/jpg/a.jpg"></span>',
        '<span class="spip_document_image spip_documents"><img src="IMG/jpg/a.jpg"></span>',
        '<span class="spip_document_7"><img src="local/cache-vignettes/L500xH375/a-1.jpg"></span>',
        '<span class="spip_document_7"><img src="local/cache-gd2/1f.jpg"></span>',
        '<span class="spip_document_7"><img src="IMG/cache-200x150/a-200x150.jpg"></span>',
        '<span class="spip_document_7"><img class="spip_logo" src="IMG/jpg/logo.jpg"></span>',
        '<span class="spip_document_7"><img src="IMG/arton12.jpg"></span>',
        '<span class="spip_document_7"><img src="IMG/logo/rubon3.png"></span>',
        '<span class="spip_document_7"><img src="IMG/icones/pdf.gif"></span>',
        '<span class="spip_document_7"><img src="prive/vignettes/pdf.png"></span>',
        '<span class="spip_document_7"><img src="https://autre.example/IMG/jpg/a.jpg"></span>',
        '<span class="spip_document_7"><img src="IMG/"></span>', '<span class="spip_document_7"><img></span>',
        '<span class="spip_document_7"><img src="data:image/png;base64,AAAA"></span>',
    ],
)  # fmt: skip
def test_what_spip_makes_of_a_picture_or_beside_one_is_no_document(body: str) -> None:
    assert ids(spip(f"<p>{body}</p>")) == []


def test_the_picture_of_a_file_is_that_file() -> None:
    file = '<dl class="spip_document_7 spip_documents"><dt><a href="IMG/{}"><img src="IMG/png/une.png"></a></dt></dl>'
    assert ids(spip(file.format("pdf/bilan.pdf"))) == ["IMG/pdf/bilan.pdf"]
    assert ids(spip(file.format("jpg/grande.jpg"))) == ["IMG/jpg/grande.jpg"]
    assert ids(spip(file.format("png/une.png"))) == ["IMG/png/une.png"]


def test_a_picture_of_the_frame_is_no_document_of_the_page() -> None:
    box = '<aside><span class="spip_document_7 spip_documents"><img src="IMG/jpg/a.jpg"></span></aside>'
    assert ids(spip("<p>Rien.</p>", box)) == []


def test_what_a_link_calls_its_file_is_its_text_or_that_of_its_picture() -> None:
    said = '<a href="/sites/default/files/a.pdf">Bilan</a><a href="/sites/default/files/b.pdf"><img alt="Carte"></a>'
    framed = '<iframe title="Affiche" src="/sites/default/files/c.pdf"></iframe><embed src="/sites/default/files/d.pdf">'
    captions = [one.caption for one in drupal(f"<p>{said}</p>{framed}<p>Plus bas.</p>")]
    assert captions == ["Bilan", "Carte", "Affiche", None]


SPELLINGS = ["IMG/pdf/réunion.pdf", "IMG/pdf/r%C3%A9union.pdf", "IMG/pdf/re%CC%81union.pdf", "IMG/pdf/r%E9union.pdf",
             "/IMG/pdf/r%C3%A9union.pdf?2018", "http://www.contrelatraite.net/IMG//pdf/réunion.pdf#page=2"]  # fmt: skip


def test_one_file_under_many_spellings_is_one_document() -> None:
    links = "".join(f'<p><a href="{spelling}">Compte rendu</a></p>' for spelling in SPELLINGS)
    assert ids(spip(links)) == ["IMG/pdf/réunion.pdf"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IMG/pdf/a.pdf", "IMG/pdf/A.pdf"), ("IMG/pdf/a.pdf", "IMG/doc/a.pdf"), ("IMG/pdf/a.pdf", "IMG/pdf/a.doc"),
        ("IMG/pdf/e.pdf", "IMG/pdf/é.pdf"), ("IMG/pdf/a-b.pdf", "IMG/pdf/a_b.pdf"), ("media/1", "media/11"),
        ("IMG/pdf/%E9.pdf", "IMG/pdf/%E8.pdf"), ("IMG/pdf/a%20.pdf", "IMG/pdf/a.pdf"),
        ("file/1/download", "file/2/download"), ("IMG/pdf/a.pdf", "sites/default/files/a.pdf"),
    ],
)  # fmt: skip
def test_two_files_are_two(one: str, other: str) -> None:
    assert document_id(BASE + one, SITE) != document_id(BASE + other, SITE)


@given(st.text(max_size=60))
def test_whatever_an_address_is_it_has_one_identity_and_is_a_file_or_not(name: str) -> None:
    key = document_id(f"{BASE}IMG/{name}", SITE)
    assert document_id(f"{BASE}IMG/{name}", SITE) == key


@pytest.mark.parametrize(
    "path", ["media/12", "fr/media/12", "media/12/download", "file/3/download", "bilan.docm"]
)
def test_what_is_asked_as_a_file_is_not_asked_as_a_page(path: str) -> None:
    assert place(BASE + path, SITE) is None


@pytest.mark.parametrize("path", ["media", "media/revue", "file", "node/12", "medias/12"])
def test_a_page_about_media_is_a_page(path: str) -> None:
    assert place(BASE + path, SITE) is not None


@pytest.mark.parametrize(
    ("main", "file"),
    [
        ('<span class="file"><a href="/sites/default/files/a.pdf">a.pdf</a></span>', "sites/default/files/a.pdf"),
        ('<div class="field--type-file"><a href="/sites/default/files/a">a</a></div>', "sites/default/files/a"),
        ('<video><source src="/sites/default/files/a.mp4"></video>', "sites/default/files/a.mp4"),
        ('<a href="/media/12">the same</a><a href="/sites/default/files/b.odt">b</a>', "sites/default/files/b.odt"),
        ('<img src="/sites/default/files/a.jpg">', None),
        ('<a href="/node/3">elsewhere</a>', None),
    ],
)  # fmt: skip
def test_a_page_before_a_file_leads_to_it(main: str, file: str | None) -> None:
    page = f"<html><head><title>a</title></head><body><main><h1>a</h1>{main}</main></body></html>"
    fetched = Fetched(f"{BASE}media/12", page.encode(), "2026-01-02T03:04:05Z")
    assert behind(fetched, SITE) == (None if file is None else BASE + file)
