"""Where a Drupal page leads: its links, menus, lists, translations, and what it tells of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from layouts import listing
from layouts.addresses import Place, place
from layouts.drupal_addresses import is_number
from layouts.drupal_page import BESIDE, is_frame
from layouts.markup import (
    Around,
    Markup,
    absolute,
    links,
    matches,
    opening_text,
    select,
)
from records.reading import Translation
from records.site import Site

_TRANSLATIONS = "descendant::*[@hreflang][self::a or self::link and @rel='alternate']"
_HEADINGS = ("h1", "h2", "h3")
_is_beside = matches(BESIDE)
_is_menu = matches("self::nav or contains(@class,'menu')")
_is_switcher = matches("contains(@class,'language-switcher')")


def further(markup: Markup, main: HtmlElement, whole: Place, site: Site) -> frozenset[str]:
    """The addresses of further parts of the list `whole`, as a pager in its main part names them."""
    beside = Around(_is_beside)
    return frozenset(
        url
        for a in select(main, "descendant::a[contains(@href,'page=')]")
        if a.getparent() not in beside
        and (url := absolute(markup.base, a.get("href")))
        and (other := place(url, site))
        and other.id == whole.id
    )


def followed(markup: Markup, parts: frozenset[str], site: Site) -> tuple[str, ...]:
    """Every link; of further parts of lists only these `parts`.

    A pager in a sidebar goes on behind the last part, and a node's own pager turns its comments.
    """
    found: dict[str, None] = {}
    for url in links(markup):
        other = place(url, site)
        if other is None or not other.offset or url in parts:
            found[url] = None
    return tuple(found)


def menus(tree: HtmlElement, base: str) -> tuple[str, ...]:
    """The links of the page's menus, in their order, each once."""
    inside = Around(_is_menu)
    found = (
        absolute(base, a.get("href"))
        for a in select(tree, "descendant::a[@href]")
        if a.getparent() in inside
    )
    return tuple(dict.fromkeys(url for url in found if url))


def listed(
    tree: HtmlElement, main: HtmlElement, title: str, base: str, at: Place, site: Site
) -> tuple[tuple[str, str], ...]:
    """The pages that the main part lists, or what stands below the title where no name tells that part."""
    # Of headings that nest, for want of an end, the innermost: each would be read through to the last.
    innermost = (
        e for e in tree.iter(*_HEADINGS) if next(e.iterdescendants(*_HEADINGS), None) is None
    )
    headings = (e for e in innermost if opening_text(e, len(title)) == title)
    found = listing.listed(main, next(headings, None), base, at, site, is_frame)
    return tuple((url, said) for url, said in found if not _is_list(url, site))


def _is_list(url: str, site: Site) -> bool:
    """A link to a term may be a tag of the page: no item of what it lists."""
    at = place(url, site)
    return at is not None and at.is_list


def translations(tree: HtmlElement, page_id: str, base: str, site: Site) -> Iterator[Translation]:
    """The same page in other languages, as its head and its language switcher say.

    Drupal prints `hreflang` on every link to a page, tags and teasers too: those say nothing.
    """
    seen = {page_id}
    switcher = Around(_is_switcher)
    for link in select(tree, _TRANSLATIONS):
        if link.tag == "a" and link.getparent() not in switcher:
            continue
        url = absolute(base, link.get("href") or "")
        at = place(url, site) if url else None
        language = link.get("hreflang").split("-")[0].lower()
        if at and not at.is_list and at.id not in seen and language in site.languages:
            seen.add(at.id)
            yield Translation(language, at.id)


def spellings(tree: HtmlElement, page_id: str, base: str, site: Site) -> Iterator[tuple[str, str]]:
    """Addresses whose node the page tells: its own, those of its menus, of its teasers.

    An address under the prefix of a language may be a translation, which bears the same number.
    """
    if page_id.startswith("drupal/node/"):
        for href in select(tree, "descendant::link[@rel='canonical' or @rel='shortlink']/@href"):
            if url := absolute(base, str(href)):
                yield url, page_id
    for link in select(tree, "descendant::a[starts-with(@data-drupal-link-system-path,'node/')]"):
        url = absolute(base, link.get("href") or "")
        if url and (told := _node(link.get("data-drupal-link-system-path")[5:], url, site)):
            yield url, told
    for teaser in select(
        tree, "descendant::article[@data-history-node-id][contains(@class,'teaser')]"
    ):
        titles = (link for heading in teaser.iter("h2", "h3") for link in heading.iter("a"))
        href = next((link.get("href") for link in titles if link.get("href") is not None), None)
        url = absolute(base, href or "")
        if url and (told := _node(teaser.get("data-history-node-id"), url, site)):
            yield url, told


def _node(number: str, url: str, site: Site) -> str | None:
    at = place(url, site)
    path = at.id.split("/")[2:] if at else []
    if not is_number(number) or at is None or (path and path[0] in site.languages):
        return None
    return f"drupal/node/{int(number)}"
