"""Where things stand on a page: one module for each CMS, and the dispatcher that chooses it.

`read(fetched, site)` is the way in. It recognises the layout and refuses what it does not know.
"""

from __future__ import annotations

from dataclasses import replace

import py3langid

from layouts import addresses, markup, plaintext, spip
from layouts.addresses import Place
from records.errors import ForeignPage, UnknownAddress, UnknownLayout
from records.reading import Fetched, Reading, text_of
from records.site import Site


def read(fetched: Fetched, site: Site) -> Reading:
    """Read one page. Raises a `Refused` whose reason and detail say what was missing."""
    if fetched.form == "text":
        at = _place(fetched, site)
        text = plaintext.decode(fetched)
        return plaintext.read(fetched, at, site, _language_of(text, site))
    page = markup.parse(fetched)
    at = _place(fetched, site)
    if spip.recognises(page, fetched):
        reading = spip.read(page, fetched, at, site)
        if reading.language or not reading.blocks:
            return reading
        return replace(reading, language=_language_of(text_of(reading.blocks), site))
    raise UnknownLayout(
        "no layout here reads this page: it shows no sign of SPIP; see docs/operating.md"
    )


def _place(fetched: Fetched, site: Site) -> Place:
    if not fetched.url:
        raise UnknownAddress("nothing tells the address of this page: give it with -a url=ADDRESS")
    if not addresses.is_ours(fetched.url, site):
        raise ForeignPage(f"{fetched.url} is on none of the hosts in site.toml")
    at = addresses.place(fetched.url, site)
    if at is None:
        raise UnknownAddress(f"{fetched.url} leads to no page of the site that is archived")
    return at


def _language_of(text: str, site: Site) -> str | None:
    """The language of a text, among those of the site; None where there is too little to tell."""
    if len(text.split()) < 4:
        return None
    py3langid.set_languages(list(site.languages))
    return str(py3langid.classify(text)[0])
