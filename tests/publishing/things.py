"""An archive with one thing of each kind, and with what must be shown inert, gone, moved or withheld."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.run import Run, begin
from archive.takedown import take_down
from archive.warc_writer import Answered
from records.finding import FileFound, find
from records.models import Withheld
from records.reading import Attachment, Block, Reading, Teaser, Translation
from tests.archive.conftest import SITE

BASE = "https://contrelatraite.org/"
AT = ("2020-05-01T03:00:00Z", "2020-05-02T03:00:00Z")
LONG = "x" * 10_000
EVIL = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>'
RIGHT_TO_LEFT = "\u202eevil \u2067text"
FILE = "sites/default/files/guide.pdf"


def reading(page_id: str, title: str, section: str, *lines: str, **more: Any) -> Reading:
    """A page; a line that begins with a mark is an item, or a heading."""
    blocks = tuple(_block(line) for line in lines)
    given = {
        "language": "fr",
        "url": f"{BASE}{page_id.partition('/')[2]}",
        "blocks": blocks,
        **more,
    }
    return Reading(page_id, "drupal", title=title, trail=("Accueil", section, title), **given)


def _block(line: str) -> Block:
    mark, _, words = line.partition(" ")
    if mark in ("##", "###"):
        return Block("heading", words, f"{mark} ")
    return Block("item", words, "- ") if mark == "-" else Block("paragraph", line)


GUIDE = Attachment(f"{BASE}{FILE}", "PDF", "Le guide", "12 kb", document_id=FILE)
FIRST = (
    reading("drupal/node/1", "Lanterne des Ateliers (LDA)", "Nos membres",
            "Fondée en 1997, la Lanterne des Ateliers écoute les couturières.", attachments=(GUIDE,)),
    reading("drupal/node/1/en", "Lantern of the Workshops (LDA)", "Our members", "Founded in 1997.",
            language="en", translations=(Translation("fr", "drupal/node/1"),)),
    reading("drupal/node/2", "Communiqué du 4 juin 2016 : la main-d’œuvre invisible", "Communiqués",
            "## Ce que nous voyons", "L’esclavage n’a pas disparu. La Lanterne des Ateliers (LDA) le voit.",
            "- des portes fermées", "- C&A, un nom"),
    reading("drupal/node/2/en", "Statement of 4 June 2016: the invisible workforce", "Statements",
            "Slavery has not disappeared.", language="en",
            translations=(Translation("fr", "drupal/node/2"),)),
    reading("drupal/node/3", "Prochaine réunion : mardi 7 juin 2016", "Réunions",
            "La réunion aura lieu le mardi 7 juin 2016 de 14h à 16h30 à Paris."),
    reading("drupal/node/4", "Compte rendu de la réunion du 7 juin 2016", "Comptes rendus",
            "Ordre du jour :", "- Ateliers sans fenêtre", "- Budget", attachments=(GUIDE,)),
    reading("drupal/node/4/en", "Report of the meeting of 7 June 2016", "Meeting reports", "One budget.",
            language="en", translations=(Translation("fr", "drupal/node/4"),)),
    reading("drupal/node/5", "Une soirée", "Actualités", "Trois lettres furent lues.",
            teasers=(Teaser("Communiqué du 9 mai 2012 : jamais lu", None, "Communiqués", "drupal/node/77"),)),
    reading("drupal/path/une-alerte", "Une alerte", "Actualités", "Un mot rare : xylophage."),
    reading("drupal/node/8", "À retirer", "Actualités", "Secret."),
    reading("drupal/node/9", EVIL, "Actualités", f"Rouge {EVIL}", f"{RIGHT_TO_LEFT} fin", LONG,
            f"- {EVIL}", "javascript:alert(3)", url="javascript:alert(4)", attachments=(
                Attachment("javascript:alert(5)", "PDF", EVIL, "1 kb", document_id="evil.pdf"),)),
    reading("drupal/node/11", LONG, "Actualités", "Un titre sans fin."),
    reading("drupal/node/20", "Guilde du Fil", "Nos membres", "Elle coud."),
    reading("drupal/node/21", "Cercle des Passants", "Nos membres", "Il passe."),
    reading("drupal/node/22", "Cercle des Passants", "Nos membres", "Il repasse."),
    *(reading(f"drupal/node/{n}", f"Numéro {n}", "Actualités", "Ribambelle.") for n in range(100, 125)),
)  # fmt: skip
SECOND = (
    reading("drupal/node/2", "Communiqué du 4 juin 2016 : la main-d’œuvre invisible", "Communiqués",
            "## Ce que nous voyons", "L’esclavage n’a pas disparu. La Lanterne des Ateliers (LDA) le sait.",
            "- des portes fermées", "- C&A, un nom"),
    # It was news, and is a statement now; and what had only a path has a number.
    reading("drupal/node/5", "Une soirée", "Communiqués", "Trois lettres furent lues.",
            teasers=FIRST[6].teasers),
    reading("drupal/node/10", "Une alerte", "Actualités", "Un mot rare : xylophage.",
            url=f"{BASE}une-alerte"),
    # One organisation took another name; what was one are two.
    reading("drupal/node/20", "Guilde du Fil et de l’Aiguille (GFA)", "Nos membres", "Elle coud."),
    reading("drupal/node/21", "Cercle du Pont", "Nos membres", "Il passe."),
    reading("drupal/node/22", "Cercle du Quai", "Nos membres", "Il repasse."),
)  # fmt: skip


def make(folder: Path) -> Path:
    """Two nights of it; then by hand what takes weeks, and a takedown."""
    for at, pages in zip(AT, (FIRST, SECOND), strict=True):
        _night(folder, at, pages)
    db = folder / "archive.db"
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE pages SET gone_at = ? WHERE id = 'drupal/node/3'", (AT[1],))
    run = begin(db, folder / "captures", SITE, "takedown", {}, {})
    entry = Withheld(id="drupal/node/8", date="2020-05-03", reason=f"asked for {EVIL}")
    take_down(run.db, folder / "captures", [entry], lambda url: False, SITE, run.crawl.id)
    run.end("finished")
    run.db.close()
    return db


def _night(folder: Path, at: str, pages: tuple[Reading, ...]) -> None:
    run = begin(folder / "archive.db", folder / "captures", SITE, "collective", {}, {})
    for page in pages:
        finding = find(page, SITE, run.writer.response(_answer(page.url, at, page)))
        finding.addresses = {page.url: 200}
        finding.aliases = ["drupal/path/une-alerte"] if page.page_id == "drupal/node/10" else []
        run.take(finding)
    _file(run, at)
    run.finish("finished")
    run.db.close()


def _file(run: Run, at: str) -> None:
    capture = run.writer.response(_answer(f"{BASE}{FILE}", at, "the file"))
    found = {
        "status": "kept", "bytes": 12_288, "sha256": "ab" * 32, "mime": "application/pdf", "pages": 2,
        "text": "Guide\n\nVos droits, page par page : l’esclavage.", "note": None,
        "file_capture_id": capture.id,
    }  # fmt: skip
    run.take(FileFound(FILE, found, capture))


def _answer(url: str, at: str, said: object) -> Answered:
    return Answered(url, 200, [("Content-Type", "text/html")], f"<p>{said}</p>".encode(), at, [])
