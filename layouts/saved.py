"""The address of a page saved as a file, as the file itself tells it: in its markup or in its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import unquote

from layouts import markup
from layouts.addresses import is_ours, place
from layouts.saved_marks import mark, original
from layouts.spip_place import is_home
from records.characters import shown_name
from records.errors import Refused
from records.reading import Fetched
from records.site import Site
from records.web_addresses import joined

_NUMBERED = re.compile(r"^(article|rubrique|breve)[-_ ]?([0-9]{1,9})$", re.IGNORECASE)


def saved_address(path: PurePath, fetched: Fetched, site: Site) -> str | None:
    """What the file itself tells of its address: savers and pages write it, wget names files so."""
    saved, _ = mark(fetched.body)
    if saved:
        return saved
    canonical = _canonical(fetched) if fetched.form == "html" else None
    stated = original(canonical)[0] if canonical else None
    if stated and not is_home(stated, site):
        return stated
    # A template may print the home page's address on every page: it says nothing against a name.
    return _named(path, site) or stated


def _named(path: PurePath, site: Site) -> str | None:
    """The address that a file's name says."""
    if shown_name(path) != path.name:
        # What its bytes stand for is not known.
        return None
    stem = path.name[: -len(path.suffix)]
    numbered = _NUMBERED.match(stem)
    if numbered:
        kind = numbered[1].lower()
        return joined(site.base, f"spip.php?page={kind}&id_{kind}={numbered[2]}")
    for name in (unquote(stem), unquote(path.name)):
        for url in (
            joined(site.base, name.replace("@", "?", 1)) or "",
            f"http://{path.parent.name}/{name}",
        ):
            at = place(url, site) if is_ours(url, site) else None
            # Any name may be an alias: only one in a folder named as the host is known to be.
            known = at and (at.kind != "path" or path.parent.name in site.hosts)
            if at and known and not at.is_list:
                return url
    return None


def _canonical(fetched: Fetched) -> str | None:
    try:
        tree = markup.parse(fetched).tree
    except Refused:
        return None
    links = markup.select(tree, "descendant::link[@rel='canonical']/@href")
    return str(links[0]) if links and str(links[0]).startswith("http") else None
