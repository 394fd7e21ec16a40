"""Whether an address leads to something that was taken down, in whatever spelling."""

from __future__ import annotations

from collections.abc import Callable, Collection

from layouts.addresses import is_ours, place
from layouts.file_addresses import document_id
from records.site import Site


def leads_there(ids: Collection[str], site: Site) -> Callable[[str], bool]:
    """A test of addresses for these pages and documents."""

    def test(url: str) -> bool:
        at = place(url, site)
        return (at is not None and at.id in ids) or (
            is_ours(url, site) and document_id(url, site) in ids
        )

    return test
