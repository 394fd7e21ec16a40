"""What an attached file is by its own bytes, how many pages it has, and its text."""

from __future__ import annotations

import hashlib
import re
import zipfile
from io import BytesIO
from typing import Any

from records.characters import well_formed
from records.typography import clean

# Enough for any report of an association; what is beyond is not read, and said so.
MAX_PAGES = 1000
MAX_CHARACTERS = 3_000_000
MAX_UNPACKED = 200 * 1024 * 1024

HTML = "text/html"
_ZIP = "application/zip"
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", _ZIP),
)
_ZIPPED = (
    (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
)

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*", re.IGNORECASE)


def describe(body: bytes) -> dict[str, Any]:
    """The columns of `models.Document` that a fetched file fills.

    A file that is not what it says to be has the status "unreadable" and a note; an answer without a byte
    is none, and "failed". Raises MemoryError where
    this process has too little for it, which says nothing of the file.
    """
    found: dict[str, Any] = {**fingerprint(body), "status": "kept", "note": None}
    if not body:
        return {**found, "status": "failed", "note": "the answer was empty"}
    try:
        if found["mime"] == _ZIP:
            found["mime"] = _zipped(body)
        if found["mime"] == "application/pdf":
            found["pages"], found["text"], found["note"] = _pdf(body)
        elif found["mime"] == _ZIPPED[0][1]:
            found["text"] = _word(body)
        elif found["mime"] == HTML:
            found.update(status="unreadable", note="the answer is a web page, not a file")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - see below
        # Files from the web break in every way there is, and in as many kinds of exception.
        note = clean(f"{type(error).__name__}: {error}")
        found.update(status="unreadable", note=note[:300])
    return found


def fingerprint(body: bytes) -> dict[str, Any]:
    """What can be said of any file by its bytes as they are: nothing of it is unpacked or parsed."""
    return {
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "mime": media_type(body),
        "pages": None,
        "text": None,
    }


def media_type(body: bytes) -> str:
    """The media type, by the first bytes of the file itself."""
    for signature, mime in _SIGNATURES:
        if body.startswith(signature):
            return mime
    if body[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return HTML
    return "application/octet-stream"


def _zipped(body: bytes) -> str:
    """What a ZIP is a document of: by what it states, or by what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            names = frozenset(archive.namelist())
            return _stated(archive) or next((m for n, m in _ZIPPED if n in names), _ZIP)
    except zipfile.BadZipFile:
        # Files of any other kind may begin so, and one that breaks off has no list of what is in it.
        return _ZIP


def _stated(archive: zipfile.ZipFile) -> str | None:
    """The media type that a document of LibreOffice or an e-book names in its first file."""
    try:
        entry = archive.getinfo("mimetype")
        stated = archive.read(entry).decode("ascii") if entry.file_size < 200 else ""
    except Exception:  # noqa: BLE001 - encrypted, damaged, packed in some new way, no ASCII
        return None
    return stated.strip() if _MEDIA_TYPE.fullmatch(stated.strip()) else None


def _pdf(body: bytes) -> tuple[int, str | None, str | None]:
    # Here and not above, as docx below: the crawl itself reads no file, and need not load what does.
    import pypdf

    reader = pypdf.PdfReader(BytesIO(body))
    texts: list[str] = []
    size = 0
    for page in reader.pages[:MAX_PAGES]:
        text = _lines(page.extract_text())
        texts.append(text)
        size += len(text)
        if size > MAX_CHARACTERS:
            break
    pages = len(reader.pages)
    if not pages:
        raise ValueError("the PDF has no page")
    note = f"text of the first {len(texts)} of {pages} pages" if len(texts) < pages else None
    return pages, "\n\n".join(text for text in texts if text) or None, note


def _word(body: bytes) -> str | None:
    import docx

    with zipfile.ZipFile(BytesIO(body)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise ValueError(f"the file unpacks to {unpacked} bytes")
    document = docx.Document(BytesIO(body))
    blocks = [clean(paragraph.text) for paragraph in document.paragraphs]
    for table in document.tables:
        blocks += [" | ".join(clean(cell.text) for cell in row.cells) for row in table.rows]
    return "\n\n".join(block for block in blocks if block)[:MAX_CHARACTERS] or None


def _lines(text: str) -> str:
    return "\n".join(line for line in map(clean, well_formed(text).splitlines()) if line)
