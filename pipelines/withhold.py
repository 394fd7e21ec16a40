"""Take personal contact details out of everything that is stored, before it is compared or kept."""

from __future__ import annotations

from functools import cache
from typing import Any, Self, TypeVar

from scrapy.crawler import Crawler

from records.contact_details import withhold, without_addresses
from records.finding import FileFound, Finding, Unread
from records.models import Document, Row
from records.web_addresses import unescaped

# Identities, addresses and digests are no prose; a website's address is the organisation's.
_NOT_PROSE = frozenset({
    "id", "page_id", "url", "capture_id", "file_capture_id", "member_id", "document_id", "meeting_id",
    "report_id", "meeting_date_id", "website_url", "sha256", "translation_of",
})  # fmt: skip


class WithholdContactDetails:
    """E-mail addresses and phone numbers become a visible mark (setting WITHHOLD_CONTACT_DETAILS)."""

    def __init__(self, withholds: bool) -> None:
        self.withholds = withholds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making a pipeline."""
        return cls(crawler.settings.getbool("WITHHOLD_CONTACT_DETAILS"))

    def process_item(self, item: Any) -> Any:
        """Clean every text of one item, in place."""
        if not self.withholds:
            return item
        if isinstance(item, Finding):
            item.page = withheld(item.page)
            item.content = item.content and withheld(item.content)
            item.documents = [withheld(document) for document in item.documents]
            item.leads = [withheld(lead) for lead in item.leads]
        elif isinstance(item, FileFound):
            item.document_id = without_addresses(item.document_id)
            item.found = {
                k: withhold(v) if k in ("text", "note") and v else v for k, v in item.found.items()
            }
        elif isinstance(item, Unread):
            item.detail = withhold(item.detail)
            if item.document:
                item.document = without_addresses(item.document)
                item.url = item.document if _names_someone(item.url) else item.url
        return item


R = TypeVar("R", bound=Row)


def withheld(record: R) -> R:
    """A copy of a record and its children without contact details, in the names of files too.

    A file that is named by an address keeps no address of its own: it would say what is withheld.
    """
    changes: dict[str, Any] = {}
    for name in _said(type(record)):
        value = getattr(record, name)
        if isinstance(value, list):
            changes[name] = [withheld(child) for child in value]
        elif isinstance(value, str):
            clean = _clean(record, name, value)
            if clean != value:
                changes[name] = clean
    return record.with_changes(**changes) if changes else record


@cache
def _said(model: type[Row]) -> tuple[str, ...]:
    """The fields of a kind of record in which a detail may stand: prose, and what names a file."""
    naming = {"document_id", "id", "url"} if issubclass(model, Document) else {"document_id"}
    return tuple(name for name in model.model_fields if name in naming or name not in _NOT_PROSE)


def _clean(record: Row, name: str, value: str) -> str | None:
    if name == "document_id" or (name == "id" and isinstance(record, Document)):
        return without_addresses(value)
    if name == "url" and isinstance(record, Document):
        return None if _names_someone(value) else value
    return withhold(value)


def _names_someone(url: str) -> bool:
    """Whether an address holds somebody's e-mail address, as printed or in escapes."""
    return any(without_addresses(said) != said for said in (url, unescaped(url) or url))
