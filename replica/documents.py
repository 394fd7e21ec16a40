"""Real small files of a given length, made the same each time: PDF, Word (.docx), PNG."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import lru_cache

import docx

from replica.content import Document

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
}
_EPOCH = (2014, 1, 1, 0, 0, 0)
_LINE_HEIGHT = 16


def media_type(file: str) -> str:
    """The media type a file's name says."""
    return MEDIA_TYPES[file.rpartition(".")[2]]


@lru_cache(maxsize=256)
def file_of(document: Document) -> bytes:
    """The bytes of a document; a truncated one lacks its second half, and with it its index."""
    suffix = document.file.rpartition(".")[2]
    if suffix == "pdf":
        made = _pdf(document)
    elif suffix in ("doc", "docx"):
        made = _word(document)
    else:
        made = _png(document.bytes)
    if len(made) != document.bytes:
        raise ValueError(f"{document.file}: {document.bytes} bytes are too few, or too many")
    return made[: len(made) // 2] if document.fault == "truncated" else made


def _pdf(document: Document) -> bytes:
    """One page with the title and the text's lines, filled up with a comment before the index."""
    lines = [document.title, "", *document.text.split("\n")]
    shown = b"".join(b"(" + _escaped(line) + b") Tj 0 -%d Td\n" % _LINE_HEIGHT for line in lines)
    stream = b"BT /F1 12 Tf 60 780 Td\n" + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escaped(document.title),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    size = len(objects) + 1
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    index = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % size
    length = document.bytes - len(index) - len(trailer) - len(b"startxref\n0000000\n%%EOF\n")
    body += b"%" + b"." * (length - len(body) - 2) + b"\n"
    return body + index + trailer + b"startxref\n%07d\n%%%%EOF\n" % len(body)


def _escaped(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return escaped.encode("cp1252")


def _word(document: Document) -> bytes:
    """A Word file whose parts bear one date, filled up in the comment a zip file may end with."""
    written = io.BytesIO()
    made = docx.Document()
    made.add_heading(document.title, level=1)
    for line in document.text.split("\n"):
        made.add_paragraph(line)
    made.save(written)
    dated = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(dated, "w") as target:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, parts.read(name))
        target.comment = b" "
    with zipfile.ZipFile(dated, "a") as target:
        target.comment = b" " * (1 + document.bytes - len(dated.getvalue()))
    return dated.getvalue()


def _png(size: int) -> bytes:
    """A grey square, filled up in a text chunk."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress((b"\0" + b"\x99" * 8) * 8))
    end = _chunk(b"IEND", b"")
    signature = b"\x89PNG\r\n\x1a\n"
    room = size - len(signature + head + pixels + end) - len(_chunk(b"tEXt", b""))
    text = _chunk(b"tEXt", b"Comment\0".ljust(room, b" "))
    return signature + head + text + pixels + end


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
