"""Where things stand on a page: one module for each CMS, and the dispatcher that chooses it.

`read(fetched, site)` is the way in. It recognises the layout and refuses what it does not know.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from layouts import (
    addresses,
    disguised,
    drupal,
    makers,
    markup,
    plaintext,
    spip,
    spip_place,
    spoken,
    visible,
)
from layouts.addresses import Place
from records.errors import ForeignPage, UnknownAddress
from records.reading import Fetched, Reading, text_of
from records.site import Site

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


def read(fetched: Fetched, site: Site) -> Reading:
    """Read one page. Raises a `Refused` whose reason and detail say what was missing."""
    if fetched.form == "text":
        at = _place(fetched, site)
        text = plaintext.decode(fetched)
        return plaintext.read(fetched, at, site, _language_of(text, site))
    page = markup.parse(fetched)
    at = _place(fetched, site)
    disguised.refuse(page, fetched, site)
    if to := disguised.leads_on(page, fetched, site):
        return _leading_on(page, fetched, at, to, site)
    page = visible.shown(page)
    if makers.maker(page, fetched) == "drupal":
        return _with_language(drupal.read(page, fetched, at, site), site, page.tree.get("lang"))
    return _with_language(spip.read(page, fetched, at, site), site, None)


def _leading_on(page: markup.Markup, fetched: Fetched, at: Place, to: str, site: Site) -> Reading:
    """A page that says nothing but where it went: it has no text, and leads there."""
    layout = makers.maker(page, fetched)
    page_id = spip_place.identity(at) if layout == "spip" else at.id
    title = markup.text_content(page.tree.find(".//title")) or site.name
    return Reading(
        page_id, layout, addresses.canonical(page_id, site), title, None, links=(to,), leads_to=to
    )


def _with_language(reading: Reading, site: Site, stated: str | None) -> Reading:
    """The reading with the language of its text, where the page itself does not say it rightly."""
    if not reading.blocks and (reading.language or not stated):
        return reading
    text = f"{reading.title}\n{text_of(reading.blocks)}"
    if reading.language:
        other = spoken.other_language(text, reading.language, site.languages)
        return replace(reading, language=other) if other else reading
    # Where there is too little text to tell, what the interface is in is the best there is.
    return replace(reading, language=_language_of(text, site) or (stated or "")[:2].lower() or None)


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
    return str(_identifier(site.languages).classify(text)[0])


@lru_cache(maxsize=4)
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    """What tells these languages apart: to choose them costs more than to use them."""
    # Here and not above: the crawl itself reads no page, and need not load what does.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(languages))
    return identifier
