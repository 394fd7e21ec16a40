"""The pages of Drupal 8 to 10, read by the hooks its core prints under any theme (docs/site.md, "Drupal").

What cannot be told is refused, never guessed. Where things stand is in `drupal_page`, the text in
`drupal_text`, files in `drupal_files`, links in `drupal_links`, addresses in `drupal_addresses`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from layouts import (
    dates_beside,
    drupal_files,
    drupal_links,
    drupal_page,
    drupal_text,
    listing,
    titles,
    unnamed,
    unnamed_lists,
)
from layouts.addresses import Place, canonical, place
from layouts.linked import Linked
from layouts.markup import Around, Markup, absolute, has_class, select
from records.errors import MissingPart, NotContent
from records.kinds import is_section, section_names
from records.names import folded
from records.reading import Fetched, Reading
from records.site import Site

_FIELD_OF_DAY = re.compile(r"(?:date|jour|day|when|quand)\b(?! (?:de|of) )")
_LIST_BODY = re.compile(r"path-(taxonomy|frontpage)|page-(taxonomy|view)")


def read(markup: Markup, fetched: Fetched, at: Place, site: Site) -> Reading:
    """Read one Drupal page. Raises NotContent or MissingPart where it holds nothing to archive."""
    tree, base = markup.tree, markup.base
    told = drupal_page.told(tree, base, site)
    main = drupal_page.main_part(tree)
    own = drupal_page.own_element(main, told)
    if own is None:
        own = drupal_page.own_element(tree, told)
    heading = drupal_page.heading_of(tree, main, main if own is None else own, site)
    title = titles.said(heading) or titles.of_head(tree, site)
    if folded(title).strip(" .!") in site.words.no_page:
        raise NotContent(f"{title!r} is what a site says in place of a page: nothing to archive")
    is_node = told is not None and told.kind == "node"
    listed = drupal_links.listed(tree, main, title, base, at, site)
    # Behind its end a list answers as well, and its sidebars name a part behind that one.
    parts = drupal_links.further(markup, main, at, site) if listed or not at.offset else frozenset()
    is_list = not is_node and (_lists(tree, main, told or at) or bool(listed and parts))
    if not title and not is_list:
        raise MissingPart(
            "title not found on a Drupal page: its theme has changed; see docs/operating.md"
        )
    page_id = _page_id(told, at)
    reading = Reading(
        page_id=page_id,
        tells_number=told is not None and told.kind == "node",
        layout="drupal",
        url=_own_address(tree, page_id, at, base, site),
        title=title or site.name,
        # The attribute is the interface's language: the text tells its own.
        language=None,
        trail=drupal_page.trail(tree, title),
        links=drupal_links.followed(markup, frozenset() if is_node else parts, site),
        is_list=is_list,
        spellings=tuple(drupal_links.spellings(tree, page_id, base, site)),
        menu=drupal_links.menus(tree, base),
        listed=listed,
    )
    if is_list:
        return replace(reading, blocks=tuple(drupal_text.described(main, base, site)))
    reading = _with_text(reading, heading, main, own, base, site)
    lists = _is_node_list if is_node else _is_unnamed_list
    if lists(reading, main, heading, base, site):
        described = tuple(drupal_text.described(main, base, site))
        if is_node:
            described = tuple(unnamed_lists.introduction(reading))
        return replace(reading, is_list=True, date_line=None, blocks=described)
    if not reading.blocks and not reading.attachments:
        if not is_node and (listed or select(main, "descendant::form")):
            # A form of the system (contact, subscription): as a list, a page without a text of its own.
            return replace(reading, is_list=True)
        # A node may say everything in its title; where nothing tells a page from its frame, no text is
        # a text that was not found.
        if own is None or not is_node:
            raise MissingPart("neither text nor file found on a Drupal page: see docs/operating.md")
    return replace(
        reading, translations=tuple(drupal_links.translations(tree, page_id, base, site))
    )


def _is_unnamed_list(
    reading: Reading, main: HtmlElement, heading: HtmlElement | None, base: str, site: Site
) -> bool:
    """Whether a page is a list under a theme that names neither view nor teaser: by what it is called, and
    by what it says."""
    if is_section(reading, site) or unnamed_lists.says_only_what_it_lists(reading):
        return True
    urls = frozenset(url for url, _ in reading.listed)
    return unnamed_lists.are_teasers(main, heading, urls, base, drupal_page.is_frame)


def _is_node_list(
    reading: Reading, main: HtmlElement, heading: HtmlElement | None, base: str, site: Site
) -> bool:
    """Whether a node bears a section's name and says nothing but what it lists: a page around a view."""
    if not reading.listed or reading.attachments or not section_names(reading, site):
        return False
    if not reading.blocks or unnamed_lists.says_only_what_it_lists(reading):
        return True
    urls = frozenset(url for url, _ in reading.listed)
    if main.tag == "body" and heading is not None:
        main = unnamed_lists.scope_of(main, heading, urls, base)
    return unnamed_lists.are_teasers(main, heading, urls, base, drupal_page.is_frame)


def _with_text(
    reading: Reading,
    heading: HtmlElement | None,
    main: HtmlElement,
    own: HtmlElement | None,
    base: str,
    site: Site,
) -> Reading:
    """The reading with text, files, date and tags: of its own element, else of what follows its heading."""
    if own is not None:
        reading = _of_element(reading, own, base, site)
        if heading is not None and not drupal_text.names_fields(own):
            reading = _of_nameless(reading, heading, own, base, site)
        if reading.date_line is None and heading is not None:
            # Between the heading and the element, as themes set it below a title outside of both.
            beside = dates_beside.near(heading, [own], drupal_page.is_beside())
            labelled = dates_beside.labelled(own.getroottree().getroot(), [own])
            reading = replace(reading, date_line=beside or labelled)
    if own is not None and (reading.blocks or reading.attachments):
        return listing.of_text(reading, [own], base, site) if reading.tells_number else reading
    if heading is not None:
        trails = drupal_page.breadcrumbs(heading.getroottree().getroot())
        pieces, left_out, date_line, boxes = unnamed.text_of(heading, trails, base, site)
        scope = unnamed.scope_of(heading, pieces or boxes)
        text = tuple(drupal_text.plain_blocks(pieces, left_out, base, site))
        files = drupal_files.read(scope, base, site)
        if text or files:
            if reading.tells_number:
                reading = listing.of_text(reading, pieces, base, site)
            return replace(
                reading,
                date_line=date_line or reading.date_line,
                blocks=text,
                attachments=files,
                tags=reading.tags or drupal_text.tags(scope),
            )
    return reading if own is not None else _of_element(reading, main, base, site)


def _of_nameless(
    reading: Reading, heading: HtmlElement, own: HtmlElement, base: str, site: Site
) -> Reading:
    """The reading of an element that names no field: its text is what follows the heading in it."""
    trails = drupal_page.breadcrumbs(heading.getroottree().getroot())
    pieces, left_out, date_line, _ = unnamed.text_of(heading, trails, base, site)
    inside = Around(frozenset({own}).__contains__)
    if _FIELD_OF_DAY.match(folded(date_line or "")):
        # A field's label says that it is a day of the text's own.
        return reading
    if not all(piece in inside for piece in pieces):
        return reading
    linked = Linked(own)
    left_out.update(drupal_text.lines_of_tags(own, linked))
    left_out.update(drupal_files.boxes(own, linked, base, site))
    pieces = [piece for piece in pieces if piece not in left_out]
    text = tuple(drupal_text.plain_blocks(pieces, left_out, base, site))
    if not text:
        return reading
    return replace(reading, blocks=text, date_line=reading.date_line or date_line)


def _of_element(reading: Reading, element: HtmlElement, base: str, site: Site) -> Reading:
    return replace(
        reading,
        date_line=drupal_page.date_line(element),
        blocks=tuple(drupal_text.text_blocks(element, reading.title, base, site)),
        attachments=drupal_files.read(element, base, site),
        tags=drupal_text.tags(element),
    )


def _lists(tree: HtmlElement, main: HtmlElement, at: Place) -> bool:
    """Whether a page that is no node lists others: by Drupal's word, its address, class, or teasers.

    The forms of the system (contact, newsletter) are taken as lists of nothing.
    """
    body = tree.find(".//body")
    if drupal_page.current_path(tree) is not None:
        return True
    if at.is_list or (body is not None and _LIST_BODY.search(body.get("class") or "")):
        return True
    return bool(
        select(
            main,
            f"descendant::*[contains(@class,'teaser') or {has_class('views-row', 'view', 'pager')}]",
        )
        or select(main, "self::*[count(descendant::article) > 1]")
    )


def _page_id(told: Place | None, at: Place) -> str:
    if told:
        return told.id
    return "drupal/home" if at.id == "spip/sommaire" else at.id


def _own_address(tree: HtmlElement, page_id: str, at: Place, base: str, site: Site) -> str:
    """The address the page calls its own, without the prefix that leaks; else its clean address."""
    for href in select(tree, "descendant::link[@rel='canonical']/@href"):
        url = absolute(base, str(href))
        own = place(url, site) if url else None
        if own and own.kind in ("node", "term", "path"):
            return canonical(own.id, site)
    return canonical(at.id if at.kind == "path" else page_id, site)
