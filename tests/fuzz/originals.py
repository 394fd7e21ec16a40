"""What is mutated: every page and feed that the replica serves, the pages of tests/layouts, files of each format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import docx

from records.site import parse
from replica.answer import Request, Site
from replica.content import Document, read_content
from replica.documents import file_of
from replica.drupal.site import DrupalSite
from replica.spip.site import SpipSite

HOME = Path(__file__).parents[2]
SITE = parse((HOME / "site.toml").read_text("utf-8"))
PAGES = HOME / "tests" / "layouts" / "pages"
# Larger files are padded: most of their bytes are dots.
_SMALL = 20_000


@dataclass(frozen=True, slots=True)
class Original:
    """A page as it is served: header names are lower case."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Literal["html", "text"] = "html"


@cache
def pages() -> tuple[Original, ...]:
    """Pages, lists and feeds of both generations, in every theme; and pages as tests keep them."""
    spip = read_content("spip")
    targets = [
        "", "spip.php?page=plan", "spip.php?page=backend", "sitemap.xml", "spip.php?page=login",
        *(f"spip.php?page=rubrique&id_rubrique={number}" for number in spip.sections),
        *(f"spip.php?page=article&id_article={number}" for number in spip.entries),
    ]  # fmt: skip
    found = list(_answers(SpipSite(spip, SITE.base), targets))
    for theme in ("bartik", "olivero", "plain"):
        drupal = read_content("drupal", theme)
        targets = [
            "", "rss.xml",
            *(f"taxonomy/term/{number}" for number in drupal.sections),
            *(entry.alias or f"node/{number}" for number, entry in drupal.entries.items()),
        ]  # fmt: skip
        found += _answers(DrupalSite(drupal, SITE.base), targets)
    return (*found, *_kept())


def _answers(site: Site, targets: list[str]) -> Iterator[Original]:
    for target in targets:
        answer = site.answer(Request("GET", f"/{target}", {}))
        if answer.status == 200:
            headers = {name.lower(): value for name, value in answer.headers}
            url = urljoin(SITE.base, target)
            yield Original(url, answer.body, {**headers, "content-type": answer.media_type})


def _kept() -> Iterator[Original]:
    addresses = json.loads((PAGES / "addresses.json").read_text("utf-8"))
    for name, at in addresses.items():
        url = at if isinstance(at, str) else f"{SITE.base}spip.php?page=article&id_article={at}"
        form: Literal["html", "text"] = "text" if name.endswith(".txt") else "html"
        yield Original(url, (PAGES / name).read_bytes(), {}, form)


@cache
def files() -> tuple[bytes, ...]:
    """The small files that the replica attaches, and one of each format that it does not have."""
    held: list[Document] = [
        document
        for generation in ("spip", "drupal")
        for document in read_content(generation).documents.values()
        if document.fault != "missing" and document.bytes < _SMALL
    ]
    return (*map(file_of, held), _word(), _open_document(), _surrogates(), b"{\\rtf1 Words}")


def _word() -> bytes:
    written = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Three letters")
    made.add_table(2, 2).cell(1, 1).text = "a cell"
    made.save(written)
    return written.getvalue()


def _open_document() -> bytes:
    """Its first entry says what it is."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", "<office:text>Words</office:text>")
    return written.getvalue()


def _surrogates() -> bytes:
    """A PDF whose font gives letters that are half of a pair, as damaged fonts do."""
    codes = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF>"
    codes += b" endcodespacerange 2 beginbfchar <41> <D83D> <42> <0042> endbfchar endcmap end"
    shown = b"BT /F1 12 Tf 60 780 Td (AB) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(codes), codes),
    ]
    body = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, item) for number, item in enumerate(objects, 1)
    )
    # Without its index, which readers then make themselves.
    return body + b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
