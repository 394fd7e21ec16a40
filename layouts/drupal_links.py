"""Where a Drupal page leads: its links, menus, lists, translations, and what it tells of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from layouts.addresses import Place, place
from layouts.drupal_page import BESIDE, FRAME
from layouts.markup import Markup, absolute, links, select, text_content
from records.reading import Translation
from records.site import Site

_LINE = "ancestor::*[self::li or self::p or self::td or self::h2 or self::h3 or self::h4 or self::div][1]"


def followed(markup: Markup, main: HtmlElement, whole: Place | None, site: Site) -> tuple[str, ...]:
    """Every link; of further parts only those of the list `whole` that a pager in its main part names.

    A pager in a sidebar goes on behind the last part, and a node's own pager turns its comments.
    """
    further = {
        url
        for a in select(main, f".//a[contains(@href,'page=')][not(ancestor::*[{BESIDE}])]")
        if (url := absolute(markup.base, a.get("href")))
        and (other := place(url, site))
        and whole
        and other.id == whole.id
    }
    found: dict[str, None] = {}
    for url in links(markup):
        other = place(url, site)
        if other is None or not other.offset or url in further:
            found[url] = None
    return tuple(found)


def menus(tree: HtmlElement, base: str) -> tuple[str, ...]:
    """The links of the page's menus, in their order, each once."""
    found = (
        absolute(base, a.get("href"))
        for a in select(tree, "//nav//a[@href] | //*[contains(@class,'menu')]//a[@href]")
    )
    return tuple(dict.fromkeys(url for url in found if url))


def listed(main: HtmlElement, base: str, at: Place, site: Site) -> Iterator[str]:
    """The pages that the main part lists: links that open their line, not those within a sentence."""
    for link in select(main, f".//a[@href][not(ancestor::*[{FRAME}])]"):
        url = absolute(base, link.get("href"))
        other = place(url, site) if url else None
        if not url or other is None or other.is_list or other.id == at.id:
            continue
        line = next(iter(select(link, _LINE)), None)
        if line is None or text_content(line).startswith(text_content(link)):
            yield url


def translations(
    tree: HtmlElement, main: HtmlElement, page_id: str, base: str, site: Site
) -> Iterator[Translation]:
    """The same page in other languages, as its head and its links say."""
    seen = {page_id}
    for link in [
        *select(tree, "//link[@rel='alternate'][@hreflang]"),
        *select(main, ".//a[@hreflang]"),
    ]:
        url = absolute(base, link.get("href") or "")
        at = place(url, site) if url else None
        language = link.get("hreflang").split("-")[0].lower()
        if at and not at.is_list and at.id not in seen and language in site.languages:
            seen.add(at.id)
            yield Translation(language, at.id)


def spellings(tree: HtmlElement, page_id: str, base: str) -> Iterator[tuple[str, str]]:
    """Addresses whose node the page tells: its own, those of its menus, of its teasers."""
    if page_id.startswith("drupal/node/"):
        for href in select(tree, "//link[@rel='canonical' or @rel='shortlink']/@href"):
            if url := absolute(base, str(href)):
                yield url, page_id
    for link in select(tree, "//a[starts-with(@data-drupal-link-system-path,'node/')]"):
        number = link.get("data-drupal-link-system-path")[5:]
        if number.isdigit() and (url := absolute(base, link.get("href") or "")):
            yield url, f"drupal/node/{int(number)}"
    for teaser in select(tree, "//article[@data-history-node-id][contains(@class,'teaser')]"):
        number = teaser.get("data-history-node-id")
        for href in select(teaser, "(.//h2//a | .//h3//a)/@href")[:1]:
            if number.isdigit() and (url := absolute(base, str(href))):
                yield url, f"drupal/node/{int(number)}"
