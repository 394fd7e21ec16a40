"""Documents: the files a page attaches, as the page states them."""

from __future__ import annotations

import hashlib

from records.characters import well_formed
from records.models import Document, PageDocument
from records.reading import Attachment, Reading
from records.sizes import find_size


def documents(reading: Reading, capture_id: str) -> tuple[list[Document], list[PageDocument]]:
    """The documents of a page and their places on it."""
    rows: list[Document] = []
    places: list[PageDocument] = []
    for position, attachment in enumerate(reading.attachments, start=1):
        document_id = attachment.document_id or _unaddressed(attachment, position, reading)
        size = find_size(attachment.stated_size or "")
        rows.append(
            Document(
                id=document_id,
                page_id=reading.page_id,
                url=attachment.url,
                caption=attachment.caption,
                format=attachment.format,
                language=attachment.language,
                stated_bytes=size.bytes if size else None,
                stated_size=attachment.stated_size,
                capture_id=capture_id,
            )
        )
        places.append(
            PageDocument(
                page_id=reading.page_id,
                document_id=document_id,
                position=position,
                caption=attachment.caption,
                stated_bytes=size.bytes if size else None,
                stated_size=attachment.stated_size,
            )
        )
    return rows, places


def _unaddressed(attachment: Attachment, position: int, reading: Reading) -> str:
    """An id from what is printed, for a text extraction prints no addresses."""
    printed = [attachment.format or "", attachment.stated_size or "", attachment.caption or ""]
    if not any(printed):
        printed.append(str(position))
    digest = hashlib.sha256(well_formed("\n".join(printed)).encode()).hexdigest()
    return f"{reading.page_id}/document/{digest[:12]}"
