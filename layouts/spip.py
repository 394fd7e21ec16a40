"""The pages of SPIP 3 and 4: where title, date, text, files and teasers stand (docs/site.md, "SPIP").

Read by SPIP's stable class names; the wrappers around them are each site's own and are not relied
upon. What the frame of the page holds (menus, sidebars, comments) never enters the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from layouts import (
    attachments,
    listing,
    spip_page,
    spip_place,
    teasers,
    titles,
    unnamed,
    unnamed_lists,
)
from layouts.addresses import Place, canonical, is_ours, place
from layouts.afterwords import HEADINGS, afterwords
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
from layouts.names import Names
from layouts.prose import blocks
from layouts.shares import holds_files
from records.errors import MissingPart, NotContent
from records.kinds import is_section
from records.names import folded
from records.reading import Block, Fetched, Reading, Translation
from records.site import Site

_TRANSLATIONS = (
    "descendant::*[@hreflang][self::a or self::link and @rel='alternate' and not(@type)]"
)
_is_part = matches(
    "self::main or @role='main' or @id='content' or @id='contenu'"
    f" or {has_class('content', 'contenu')}"
)
_is_translations = matches(has_class("traductions"))
_ONLINE_WORDS = ("View online", "Voir en ligne")
_ONLINE = " or ".join(f"starts-with(normalize-space(.),{words!r})" for words in _ONLINE_WORDS)
_ONLINE_LINE = re.compile(rf"(?:{'|'.join(_ONLINE_WORDS)})\s?:\s*")
_HYPERLINKS = f"descendant::p[descendant::a][{_ONLINE}]"
_KEY_WORDS = re.compile(
    r"(?:mots?[ -]cles?|tags?|key ?words|etiquettes) ?:(?=.{1,200}\Z)", re.DOTALL
)
_LOGIN = "formulaire_login"
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
    _open_addresses(tree)
    body_class = (tree.find("body").get("class") or "") if tree.find("body") is not None else ""
    names = Names(tree)
    texts = spip_page.texts_of(names, markup.base, site)
    if "page_login" in body_class or (_asks_to_log_in(names) and not texts):
        raise NotContent("this is a login form, no page: nothing to archive")
    if "page_404" in body_class.split():
        raise NotContent("this is the site's page for what it does not have (404 at status 200)")
    asked = at
    is_list = at.is_list or spip_place.is_address_of_list(at)
    is_list = is_list or (at.kind == "path" and spip_place.lists(tree, bool(texts)))
    at = spip_place.own_place(tree, markup.base, at, is_list, site)
    trails = spip_page.trails(names, site)
    trail = spip_page.trail_of(trails, markup.base, site)
    heading = spip_page.heading_of(names, trail, [*texts, *trails], site)
    title = titles.said(heading) or titles.of_head(tree, site)
    if folded(title).strip(" .!") in site.words.no_page:
        raise NotContent(f"{title!r} is what a site says in place of a page: nothing to archive")
    lists_only = is_list and at.kind not in ("rubrique", "path")
    pieces = [] if lists_only else spip_page.below(heading, texts)
    left_out: set[HtmlElement] = set()
    date_line = None
    file_boxes: list[HtmlElement] = []
    is_named = spip_page.are_whole(pieces)
    if not is_named and not is_list and heading is not None:
        found = unnamed.text_of(heading, trails, markup.base, site)
        is_named = bool(pieces) and not _covers(found.pieces, pieces)
        if not is_named:
            pieces, left_out, date_line, file_boxes = found
            pieces = pieces or spip_page.linking_texts(names, heading)
    if not pieces and is_list and not lists_only and heading is not None:
        pieces = list(unnamed.introduction(heading))
    # A theme may call its list of files by the name of a text.
    pieces = [e for e in pieces if not holds_files(e, markup.base, site)] or pieces
    content = spip_page.content_of(heading, pieces)
    if is_named and not is_list:
        pieces = [*pieces, *afterwords(content, pieces)]
    filed = [*pieces, *file_boxes]
    files = attachments.read(names, content, filed, markup.base, site, spip_page.is_above)
    text = tuple(_blocks(pieces, content, left_out, markup.base, site))
    listed = _listed(tree, heading, markup.base, asked, site)
    only_lists = not (is_list or text or files)
    if only_lists:
        # A page that says nothing but where it leads says that.
        text = tuple(_leading(heading, listed, markup.base))
    is_read = bool(title and (text or files))
    # A form is a page without a text of its own, as a list is.
    is_list = is_list or bool(title and not is_read and select(tree, _FORMS))
    reading = Reading(
        page_id=at.id,
        layout="spip",
        url=canonical(at.id, site),
        title=title or site.name,
        language=_language(tree),
        trail=spip_page.whole_trail(trail, title, at),
        date_line=None
        if is_list
        else spip_page.date_line_of(names, heading, pieces, left_out) or date_line,
        blocks=text,
        attachments=files,
        teasers=() if is_list else tuple(teasers.read(names, pieces, markup.base, at, site)),
        translations=tuple(_translations(tree, markup.base, site)),
        links=tuple(links(markup)),
        is_list=is_list,
        spellings=tuple((url, at.id) for url in spip_place.own_addresses(tree, markup.base, site)),
        listed=listed,
    )
    is_unsaid = at.kind == "path" and spip_place.kind_of_body(tree) is None
    if is_unsaid and (
        is_section(reading, site)
        or unnamed_lists.is_index(reading)
        or (
            not texts
            and heading is not None
            and _teases_others(tree, heading, reading, markup.base)
        )
    ):
        # Neither its address nor its template tells; its name and what it lists do.
        introduction = () if only_lists else reading.blocks
        return replace(reading, is_list=True, date_line=None, teasers=(), blocks=introduction)
    if not is_list and not is_read:
        missing = "text" if title else "title" if text else "title and text"
        raise MissingPart(
            f"{missing} not found on a SPIP page: its template has changed; see docs/operating.md"
        )
    return listing.of_text(
        reading, pieces if text and not only_lists else [tree], markup.base, site
    )


def _asks_to_log_in(names: Names) -> bool:
    return bool(names.of(ids=(_LOGIN,))) or any(e.tag == "form" for e in names.of(part=_LOGIN))


def _covers(pieces: list[HtmlElement], texts: list[HtmlElement]) -> bool:
    """Whether each of some texts is one of these pieces, or stands in one."""
    around = Around(set(pieces).__contains__)
    return all(text in around for text in texts)


def _teases_others(tree: HtmlElement, heading: HtmlElement, reading: Reading, base: str) -> bool:
    """Whether next to nothing is said around a heading but the teasers of other pages."""
    urls = frozenset(url for url, _ in reading.listed)
    scope = unnamed_lists.scope_of(tree, heading, urls, base)
    return unnamed_lists.are_teasers(scope, heading, urls, base, spip_page.is_frame)


def _leading(
    heading: HtmlElement | None, listed: Iterable[tuple[str, str]], base: str
) -> Iterator[Block]:
    """The lines of links right below a heading, in its own box: elsewhere they may be a frame's."""
    box = heading.getparent() if heading is not None else None
    if box is None or box.tag == "body":
        return
    beside = {absolute(base, link.get("href") or "") for link in box.iter("a")}
    yield from (
        Block("item", words, "- ", url=url) for url, words in listed if words and url in beside
    )


def _open_addresses(tree: HtmlElement) -> None:
    """Give an address that MailCrypt hid from robots its sign again: readers see it, and it is withheld."""
    for span in select(tree, f"descendant::span[{has_class('spancrypt', 'mcrypt')}]"):
        for child in list(span):
            span.remove(child)
        span.text = "@"


def _listed(
    tree: HtmlElement, heading: HtmlElement | None, base: str, at: Place, site: Site
) -> tuple[tuple[str, str], ...]:
    """The pages that a section, or a page in its text, lists: in SPIP's own part, or below the heading."""
    around = [] if heading is None else [one for one in heading.iterancestors() if _is_part(one)]
    part = listing.named_part(tree, heading, reversed(around))
    return listing.listed(part, heading, base, at, site, spip_page.is_frame)


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
            text = blocks(
                piece, base, site, without=attachments.boxes(piece, base, site) | left_out
            )
            yield from (
                _as_field(block)
                for block in text
                if not (_is_fixed_heading(block) or _is_key_words(block, site))
            )
    # The hyperlink field under a name that is a theme's own.
    read = Around(set(pieces).__contains__)
    for line in select(content, _HYPERLINKS) if content is not None else ():
        if line not in read:
            yield from _hyperlink(line, base)


def _is_fixed_heading(block: Block) -> bool:
    """The template's own heading over an afterword or the notes: nobody's text."""
    return block.kind == "heading" and folded(block.text).strip(" .:") in HEADINGS


def _is_key_words(block: Block, site: Site) -> bool:
    """The template's line of key words, each a link to its list: `Mots-clés : rivière, saumon`."""
    said = block.text if block.kind in ("paragraph", "item") else ""
    return bool(block.url and _KEY_WORDS.match(folded(said)) and is_ours(block.url, site))


def _as_field(block: Block) -> Block:
    """A paragraph as the hyperlink field that a theme prints among the text, where it is that."""
    printed = _ONLINE_LINE.match(block.text) if block.kind == "paragraph" and block.url else None
    if printed is None or "\n" in block.text:
        return block
    return replace(block, kind="label", label="hyperlink", value=block.text[printed.end() :])


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
            found.setdefault(spip_place.identity(at), language)
    yield from (Translation(language, page_id) for page_id, language in found.items())
