"""The files a Drupal page attaches: its file fields, its tables of files, links in its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import accumulate, islice

from lxml.html import HtmlElement

from layouts.attachments import said_language
from layouts.drupal_page import is_text_field, main_part
from layouts.file_addresses import has_page
from layouts.file_links import TAGS, File, file_of
from layouts.file_words import called, size_of
from layouts.linked import Linked
from layouts.markup import Around, has_class, holding, matches, parse, select, text_content
from records.reading import Attachment, Fetched
from records.site import Site
from records.sizes import find_size

_FIELD = (
    "contains(@class,'field--type-file') or contains(@class,'media--type-document')"
    " or contains(@class,'telecharg') or contains(@class,'download') or contains(@class,'attach')"
    f" or contains(@class,'piece') or {has_class('file', 'files', 'documents', 'fichiers')}"
)
_is_line = matches("self::tr or self::li or self::p or contains(@class,'field__item')")
# A field whose every link is a file goes with its label; a text's own line of links stays.
_HOLDERS = (
    f"descendant::*[{_FIELD} or"
    " contains(@class,'field--type-') and not(contains(@class,'field--type-text'))]"
)
_NAMED = f"descendant::span[{has_class('file')}]"
# What a file field prints is attached, a picture too.
_SIZE = re.compile(r"[(]?\d[\d.,]*\s?(?:octets?|bytes|[kmg]?i?[ob])\b[)]?", re.IGNORECASE)
# `Fichier attaché`, `Taille`, `Documents à télécharger :` is no text of the page.
_LABEL = 60
_is_file_field = matches(
    f"self::span and {has_class('file')} or contains(@class,'field--type-file')"
)
_PICTURES = (
    "descendant::*[contains(@class,'field--type-image') or contains(@class,'media--type-image')]"
)
# The core prints a file that is a medium as an article.
_is_media = matches(f"self::article and {has_class('media')}")
_is_not_own = matches(
    "self::article and (contains(@class,'teaser') or contains(@class,'comment'))"
    " or self::nav or self::aside"
)


def read(node: HtmlElement, base: str, site: Site) -> tuple[Attachment, ...]:
    """Every file of the page, once, in the order of the page; the link's words are its caption."""
    found: dict[str, Attachment] = {}
    fields, lines, others = Around(_is_file_field), Around(_is_line), Around(_is_not_own)
    # Of a line with many links, which are counted once, none has the size to itself.
    is_alone = cache(lambda line: next(islice(line.iter("a"), 1, 2), None) is None)
    for link in node.iter(*TAGS):
        file = _file(link, base, site, fields)
        if file is None or link.getparent() in others:
            continue
        caption = called(link)
        line = lines.nearest(link.getparent())
        size = _size(link, line if line is not None and is_alone(line) else None)
        attachment = Attachment(
            file.url, file.format, caption, size, said_language(caption or ""), file.id
        )
        known = found.get(file.id)
        if known:
            attachment = replace(
                known,
                caption=known.caption or caption,
                stated_size=known.stated_size or attachment.stated_size,
            )
        found[file.id] = attachment
    return tuple(found.values())


def boxes(node: HtmlElement, linked: Linked, base: str, site: Site) -> list[HtmlElement]:
    """The elements that hold nothing but files: their words are captions, not the page's text."""
    holders, named = select(node, _HOLDERS), select(node, _NAMED)
    texts = Around(is_text_field)
    tables = [table for table in node.iterdescendants("table") if table.getparent() not in texts]
    files: list[HtmlElement] = []
    if holders or named or tables:
        is_box = cache(_only_files(node, linked, base, site))
        files = [element for element in holders if is_box(element)]
        climbed: set[HtmlElement] = set()
        for line in named:
            # As far up as there is nothing else: the list, the table, the field with its label.
            while (parent := line.getparent()) is not None and parent is not node:
                if parent in climbed or not is_box(parent):
                    break
                climbed.add(parent)
                line = parent
            files.append(line)
        files += [table for table in tables if is_box(table)]
    return [*files, *select(node, _PICTURES)]


def _only_files(
    node: HtmlElement, linked: Linked, base: str, site: Site
) -> Callable[[HtmlElement], bool]:
    """A question to each element inside: whether all but a label and the sizes is links to files."""
    fields = Around(_is_file_field)
    # How many links up to each are files: a box is one where all between its ends are.
    are_files = [_file(link, base, site, fields) is not None for link in linked.links(node)]
    files = [0, *accumulate(are_files)]
    prose = holding(
        element
        for element in node.iter("p", "h1", "article")
        if not _is_media(element) and (element.tag != "p" or not linked.links(element))
    )

    def only_files(element: HtmlElement) -> bool:
        first, last = linked.ends(element)
        count = last - first
        if not count or files[last] - files[first] < count or element in prose:
            return False
        if linked.length_beside(element) > _LABEL + 20 * count:
            return False
        return len(_SIZE.sub("", linked.beside(element))) < _LABEL

    return only_files


def behind(fetched: Fetched, site: Site) -> str | None:
    """The file that a page of its own stands before (`/media/12`): its address, None where it shows none."""
    page = parse(fetched)
    for element in main_part(page.tree).iter(*TAGS):
        file = file_of(element, page.base, site, _is_file_field(element.getparent()))
        if file and not has_page(file.id):
            return file.url
    return None


def _file(link: HtmlElement, base: str, site: Site, fields: Around) -> File | None:
    return file_of(link, base, site, link.getparent() in fields)


def _size(link: HtmlElement, near: HtmlElement | None) -> str | None:
    """The size printed near the link: behind it, or in its row of a table."""
    behind = link.tail or ""
    following = link.getnext()
    if following is not None and following.tag in ("span", "small"):
        behind += f" {text_content(following)}"
    if near is not None:
        behind += f" {text_content(near).replace(text_content(link), ' ', 1)}"
    size = size_of(link) or find_size(behind)
    return size.phrase if size else None
