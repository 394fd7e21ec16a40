"""The pages of SPIP 3 and 4: where title, date, text, files and teasers stand (docs/site.md, "SPIP").

Read by SPIP's stable class names; the wrappers around them are each site's own and are not relied
upon. What the frame of the page holds (menus, sidebars, comments) never enters the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from layouts import attachments, spip_page, teasers, titles, unnamed
from layouts.addresses import Place, canonical, place
from layouts.markup import (
    Around,
    Markup,
    absolute,
    has_class,
    links,
    matches,
    select,
    text_content,
)
from layouts.prose import blocks
from records.errors import MissingPart, NotContent
from records.names import folded
from records.reading import Block, Fetched, Reading, Translation
from records.site import Site

_LIST_BODY = re.compile(r"\bpage_(?!article\b|breve\b|404\b|login\b)\w+")
_TRANSLATIONS = (
    "descendant::*[@hreflang][self::a or self::link and @rel='alternate' and not(@type)]"
)
_is_translations = matches(has_class("traductions"))
_ONLINE = " or ".join(
    f"starts-with(normalize-space(.),{words!r})" for words in ("View online", "Voir en ligne")
)
_HYPERLINKS = f"descendant::p[descendant::a][{_ONLINE}]"
_FIXED_HEADINGS = ("p.s", "p.-s", "ps", "post-scriptum", "post scriptum", "notes", "footnotes")
_LOGIN = (
    "descendant-or-self::*[self::form and contains(@class,'formulaire_login')"
    " or @id='formulaire_login']"
)

# SPIP names its forms so; those that stand in the frame of any page, or under it, make no page a form.
_FORMS = "descendant::*[starts-with(@class,'formulaire_') or contains(@class,' formulaire_')][" + (
    " and ".join(
        f"not(contains(@class,'formulaire_{name}'))"
        for name in ("recherche", "forum", "login", "menu_lang", "signature", "administration")
    )
    + "]"
)


def read(markup: Markup, fetched: Fetched, at: Place, site: Site) -> Reading:
    """Read one SPIP page. Raises NotContent or MissingPart where it holds no article."""
    tree = markup.tree
    body_class = (tree.find("body").get("class") or "") if tree.find("body") is not None else ""
    texts = spip_page.texts_of(tree, markup.base, site)
    if "page_login" in body_class or (select(tree, _LOGIN) and not texts):
        raise NotContent("this is a login form, no page: nothing to archive")
    if "page_404" in body_class.split():
        raise NotContent("this is the site's page for what it does not have (404 at status 200)")
    at = _own_place(tree, body_class, markup.base, at, site)
    trail = spip_page.trail_of(tree, site)
    heading = spip_page.heading_of(tree, trail, texts, site)
    title = titles.said(heading) or titles.without_site(titles.stated(tree, site), site)
    if folded(title).strip(" .!") in site.words.no_page:
        raise NotContent(f"{title!r} is what a site says in place of a page: nothing to archive")
    is_list = at.is_list or bool(_LIST_BODY.search(body_class))
    lists_only = is_list and at.kind not in ("rubrique", "path")
    pieces = [] if lists_only else texts
    left_out: set[HtmlElement] = set()
    date_line = None
    if not texts and not is_list and heading is not None:
        trails = spip_page.trails(tree, site)
        pieces, left_out, date_line = unnamed.text_of(heading, trails, markup.base, site)
        pieces = pieces or spip_page.linking_texts(tree, heading)
    content = spip_page.content_of(heading, pieces)
    files = attachments.read(tree, content, pieces, markup.base, site, spip_page.is_above)
    text = tuple(_blocks(pieces, content, left_out, markup.base, site))
    is_read = bool(title and (text or files))
    # A form is a page without a text of its own, as a list is.
    is_list = is_list or bool(title and not is_read and select(tree, _FORMS))
    if not is_list and not is_read:
        missing = "text" if title else "title" if text else "title and text"
        raise MissingPart(
            f"{missing} not found on a SPIP page: its template has changed; see docs/operating.md"
        )
    return Reading(
        page_id=at.id,
        layout="spip",
        url=canonical(at.id, site),
        title=title or site.name,
        language=_language(tree),
        trail=spip_page.whole_trail(trail, title, at),
        date_line=None if is_list else spip_page.date_line_of(tree, heading, pieces) or date_line,
        blocks=text,
        attachments=files,
        teasers=() if is_list else tuple(teasers.read(tree, pieces, markup.base, at, site)),
        translations=tuple(_translations(tree, markup.base, site)),
        links=tuple(links(markup)),
        is_list=is_list,
        spellings=tuple((url, at.id) for url in _canonical(tree, markup.base)),
    )


def _own_place(tree: HtmlElement, body_class: str, base: str, at: Place, site: Site) -> Place:
    """Where a page asked for by rewritten address stands: by number where it tells one."""
    if at.kind != "path":
        return at
    for url in _canonical(tree, base):
        own = place(url, site)
        if own and own.id.startswith("spip/"):
            return own
    return Place(at.id.replace("drupal/", "spip/", 1), at.offset)


def _canonical(tree: HtmlElement, base: str) -> Iterator[str]:
    for href in select(tree, "descendant::link[@rel='canonical']/@href"):
        if url := absolute(base, str(href)):
            yield url


def _language(tree: HtmlElement) -> str | None:
    """SPIP sets the article's own language on <html>."""
    return (tree.get("lang") or "").split("-")[0].lower() or None


def _blocks(
    pieces: list[HtmlElement],
    content: HtmlElement | None,
    left_out: set[HtmlElement],
    base: str,
    site: Site,
) -> Iterator[Block]:
    for piece in pieces:
        if "hyperlien" in (piece.get("class") or "").split():
            yield from _hyperlink(piece, base)
        else:
            text = blocks(piece, base, site, without=attachments.boxes(piece) | left_out)
            yield from (block for block in text if not _is_fixed_heading(block))
    # The hyperlink field under a name that is a theme's own.
    read = Around(set(pieces).__contains__)
    for line in select(content, _HYPERLINKS) if content is not None else ():
        if line not in read:
            yield from _hyperlink(line, base)


def _is_fixed_heading(block: Block) -> bool:
    """The template's own heading over an afterword or the notes: nobody's text."""
    return block.kind == "heading" and folded(block.text).strip(" .:") in _FIXED_HEADINGS


def _hyperlink(piece: HtmlElement, base: str) -> Iterable[Block]:
    """The hyperlink field, `View online : <a>`: a label whatever its language calls it."""
    for link in piece.iter("a"):
        url = absolute(base, link.get("href") or "")
        if url:
            yield Block(
                "label", text_content(piece), label="hyperlink", value=text_content(link), url=url
            )
            return


def _translations(tree: HtmlElement, base: str, site: Site) -> Iterator[Translation]:
    found: dict[str, str] = {}
    named = Around(_is_translations)
    for link in select(tree, _TRANSLATIONS):
        is_said = link.tag == "link" or "alternate" in (link.get("rel") or "")
        if not is_said and link.getparent() not in named:
            continue
        url = absolute(base, link.get("href") or "")
        language = link.get("hreflang").split("-")[0].lower()
        at = place(url, site) if url else None
        if at and not at.is_list:
            found.setdefault(at.id, language)
    yield from (Translation(language, page_id) for page_id, language in found.items())
