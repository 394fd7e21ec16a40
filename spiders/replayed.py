"""Answers of a web archive's replay, as wget or a browser recorded them: captures of the page replayed."""

from __future__ import annotations

from dataclasses import replace

from archive.warc_records import Kept, Odd
from layouts.saved_marks import original
from records.header_dates import header_date

# What tells of a capture is in heads that begin so; of the archive's own answers some have them too.
_OF_ARCHIVES = ("memento-", "x-archive-")
OWN = "answer of a web archive itself, not of the page (no Memento-Datetime)"


def of_page(kept: Kept) -> Kept | Odd:
    """A capture under its page's own address and moment; any but a replay's as it is.

    The moment is that of the capture that was replayed, which may be another than the one asked for.
    """
    url, moment = original(kept.url)
    if url == kept.url:
        return kept
    headers = kept.fetched.headers
    stated = header_date(headers.get("memento-datetime"))
    at = f"{stated.replace(tzinfo=None).isoformat(timespec='seconds')}Z" if stated else moment
    is_of_archive = any(name.startswith(_OF_ARCHIVES) for name in headers)
    if at is None or (is_of_archive and stated is None):
        return Odd(kept.url, OWN, kept.offset, member=kept.member)
    fetched = replace(kept.fetched, url=url, captured_at=at)
    return replace(kept, fetched=fetched, is_as_stated=False)
