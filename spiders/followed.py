"""Files that were captured under another address than the one their page links to."""

from __future__ import annotations

from collections import defaultdict

from crawling.readers import PageReader
from crawling.redirects import REDIRECTS, location_of
from layouts.addresses import is_ours
from layouts.file_addresses import document_id
from records.reading import Fetched
from records.site import Site
from spiders.attached import behind


class Followed:
    """The redirects and pages that a crawl followed to a file, met again in its captures.

    They come before the file: an address tells its documents once what leads there was read.
    """

    def __init__(self, site: Site, pages: PageReader) -> None:
        self._site, self._pages = site, pages
        self._documents: defaultdict[str, list[str]] = defaultdict(list)

    def documents(self, url: str) -> list[str]:
        """The documents whose file this address gives."""
        return self._documents.get(document_id(url, self._site), [])

    def leads_on(self, fetched: Fetched, document: str) -> bool:
        """Whether an answer is no file, but leads to one; what it leads to is known from then on."""
        if fetched.status in REDIRECTS:
            url = location_of(fetched)
        else:
            url = behind(fetched, document, self._pages) if fetched.status == 200 else None
        if url is None or not is_ours(url, self._site):
            return False
        self._documents[document_id(url, self._site)].append(document)
        return True
