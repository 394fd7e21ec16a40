"""Take personal contact details out of everything that is stored, before it is compared or kept."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from scrapy.crawler import Crawler

from records.contact_details import withhold
from records.finding import FileFound, Finding, Unread
from records.models import Row

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
            item.found = {
                k: withhold(v) if k in ("text", "note") and v else v for k, v in item.found.items()
            }
        elif isinstance(item, Unread):
            item.detail = withhold(item.detail)
        return item


R = TypeVar("R", bound=Row)


def withheld(record: R) -> R:
    """A copy of a record and its children without contact details."""
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and name not in _NOT_PROSE:
            clean = withhold(value)
            if clean != value:
                changes[name] = clean
        elif isinstance(value, list):
            changes[name] = [withheld(child) for child in value]
    return record.with_changes(**changes) if changes else record
