"""Whether an address leads to something that was taken down, in whatever spelling."""

from __future__ import annotations

from collections.abc import Callable, Collection

from archive.warc_fields import stated_address
from layouts.addresses import Place, is_ours, place
from layouts.file_addresses import document_id
from records.site import Site


def leads_there(ids: Collection[str], site: Site) -> Callable[[str], bool]:
    """A test of addresses for these pages and documents, as a record of another tool may state them too:
    in brackets, and in any letters."""
    # An alias does not tell which system made its page: known by a path, it is the same under each.
    paths = {_path(one) for one in ids if one.split("/")[1:2] == ["path"]}

    def leads(at: Place | None) -> bool:
        return at is not None and (at.id in ids or (at.kind == "path" and _path(at.id) in paths))

    def test(stated: str) -> bool:
        url = stated_address(stated)
        return leads(place(url, site)) or (is_ours(url, site) and document_id(url, site) in ids)

    return test


def _path(page_id: str) -> str:
    return page_id.split("/", 2)[2]
