"""What an attached file shows, whatever it holds: nothing of it is a reason to stop."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts.files import describe, fingerprint
from records.characters import well_formed
from replica.content import Document
from replica.documents import file_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(shown: bytes, to_unicode: bytes) -> bytes:
    """One page; `to_unicode` are the lines that say which character each code stands for."""
    stream = b"BT /F1 12 Tf 60 780 Td (" + shown + b") Tj ET"
    codes = b"1 begincodespacerange <00> <FF> endcodespacerange\n" + to_unicode
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(codes), codes),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    index = b"xref\n0 7\n0000000000 65535 f \n" + entries + b"trailer\n<< /Size 7 /Root 1 0 R >>\n"
    return body + index + b"startxref\n%d\n%%%%EOF\n" % len(body)


def zipped(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in entries:
            target.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def test_half_a_character_in_a_pdf_is_no_fault_of_its_text() -> None:
    halves = b"3 beginbfchar <41> <D83D> <42> <0062> <43> <0000> endbfchar"
    found = describe(pdf(b"BAC", halves))
    assert (found["status"], found["text"]) == ("kept", "b\ufffd")


@pytest.mark.parametrize(
    ("at", "value"),
    [(8, 1), (10, 99), (10, 14)],
    ids=["encrypted", "packed in an unknown way", "packed in another way"],
)
def test_a_zip_whose_own_word_on_it_cannot_be_read_is_known_by_what_it_holds(
    at: int, value: int
) -> None:
    body = bytearray(zipped(("mimetype", b"application/epub+zip"), ("xl/workbook.xml", b"<x/>")))
    # In the list at the end of the file, which is what is believed of an entry.
    body[body.index(b"PK\x01\x02") + at] = value
    found = describe(bytes(body))
    assert found["status"] == "kept"
    assert found["mime"].endswith("spreadsheetml.sheet")


def test_an_answer_without_a_byte_is_no_file_and_changes_nothing_that_is_known() -> None:
    found = describe(b"")
    assert (found["status"], found["note"]) == ("failed", "the answer was empty")


def test_a_zip_of_a_later_time_is_unreadable_and_says_why() -> None:
    body = bytearray(zipped(("mimetype", b"application/epub+zip")))
    body[body.index(b"PK\x01\x02") + 6] = 255
    found = describe(bytes(body))
    assert (found["status"], found["mime"]) == ("unreadable", "application/zip")
    assert found["note"].startswith("NotImplementedError: zip file version 25.5")


def test_a_zip_whose_own_word_on_it_is_damaged_is_known_by_what_it_holds() -> None:
    body = zipped(("mimetype", b"application/epub+zip"), ("ppt/presentation.xml", b"<x/>"))
    found = describe(body.replace(b"application/epub+zip", b"application/epub+zap"))
    assert (found["status"], found["mime"].rpartition(".")[2]) == ("kept", "presentation")


@pytest.mark.parametrize(
    "word", [b"", b"a book\n", b"application/\x00", b"x" * 199, "é/x".encode()]
)
def test_what_is_no_media_type_is_not_taken_for_one(word: bytes) -> None:
    assert describe(zipped(("mimetype", word)))["mime"] == "application/zip"


def test_a_document_of_libreoffice_is_known_by_its_own_word() -> None:
    word = b"application/vnd.oasis.opendocument.text"
    found = describe(zipped(("mimetype", word + b"\n"), ("content.xml", b"<x/>")))
    assert (found["status"], found["mime"]) == ("kept", word.decode())


def test_what_is_said_of_a_file_whose_reader_died_is_said_without_unpacking_it() -> None:
    body = zipped(("mimetype", b"application/epub+zip"))
    assert fingerprint(body)["mime"] == "application/zip"
    assert fingerprint(body)["bytes"] == len(body)


WHOLE = (
    file_of(Document("2017/guide.pdf", 2000, "en", "The guide", "A guide to shelters.")),
    file_of(Document("2017/guide.docx", 60000, "en", "The guide", "A guide to shelters.")),
    zipped(("mimetype", b"application/epub+zip"), ("xl/workbook.xml", b"<x/>")),
)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=8))  # fmt: skip
def test_a_file_spoiled_anywhere_is_described(
    body: bytes, spoiled: list[tuple[float, bytes]]
) -> None:
    for share, piece in spoiled:
        at = int(share * len(body))
        body = body[:at] + piece + body[at + len(piece) :]
    found = describe(body)
    assert found["status"] in ("kept", "unreadable")
    for name in ("text", "note", "mime"):
        assert found[name] is None or well_formed(found[name]) == found[name]
