"""The files a Drupal page attaches: its file fields, its tables of files, links in its text."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from layouts.addresses import document_format, document_id, is_ours
from layouts.attachments import said_language
from layouts.drupal_page import TEXT_FIELD
from layouts.markup import absolute, has_class, select, text_content
from records.reading import Attachment
from records.site import Site
from records.sizes import find_size

_FIELD = (
    "contains(@class,'field--type-file') or contains(@class,'media--type-document')"
    " or contains(@class,'telecharg') or contains(@class,'download') or contains(@class,'attach')"
    f" or contains(@class,'piece') or {has_class('file', 'files', 'documents', 'fichiers')}"
)
_NEAR = "ancestor::*[self::tr or self::li or self::p or contains(@class,'field__item')][1]"
# A field whose every link is a file goes with its label; a text's own line of links stays.
_HOLDERS = (
    f".//*[{_FIELD}] | .//*[contains(@class,'field--type-')]"
    "[not(contains(@class,'field--type-text'))]"
)
# What a file field prints is attached, a picture too.
_SIZE = re.compile(r"[(]?\d[\d.,]*\s?(?:octets?|bytes|[kmg]?i?[ob])\b[)]?", re.IGNORECASE)
# `Fichier attaché`, `Taille`, `Documents à télécharger :` is no text of the page.
_LABEL = 60
_ATTACHED = (
    f"ancestor::span[{has_class('file')}] | ancestor::*[contains(@class,'field--type-file')]"
)
_PICTURES = ".//*[contains(@class,'field--type-image') or contains(@class,'media--type-image')]"
_NOT_OWN = (
    "ancestor::*[self::article and (contains(@class,'teaser') or contains(@class,'comment'))"
    " or self::nav or self::aside]"
)


def read(node: HtmlElement, base: str, site: Site) -> tuple[Attachment, ...]:
    """Every file of the page, once, in the order of the page; the link's words are its caption."""
    found: dict[str, Attachment] = {}
    for link in node.iter("a"):
        url = _file(link, base, site)
        if not url or select(link, _NOT_OWN):
            continue
        key = document_id(url, site)
        caption = text_content(link) or None
        attachment = Attachment(
            url, document_format(url), caption, _size(link), said_language(caption or ""), key
        )
        known = found.get(key)
        if known:
            attachment = replace(
                known,
                caption=known.caption or caption,
                stated_size=known.stated_size or attachment.stated_size,
            )
        found[key] = attachment
    return tuple(found.values())


def boxes(node: HtmlElement, base: str, site: Site) -> list[HtmlElement]:
    """The elements that hold nothing but files: their words are captions, not the page's text."""
    files = [e for e in select(node, _HOLDERS) if _only_files(e, base, site)]
    for line in select(node, f".//span[{has_class('file')}]"):
        # As far up as there is nothing else: the list, the table, the field with its label.
        while (parent := line.getparent()) is not None and parent is not node:
            if not _only_files(parent, base, site):
                break
            line = parent
        files.append(line)
    tables = select(node, f".//table[not(ancestor::*[{TEXT_FIELD}])]")
    files += [table for table in tables if _only_files(table, base, site)]
    return [*files, *select(node, _PICTURES)]


def _only_files(element: HtmlElement, base: str, site: Site) -> bool:
    """Whether all but a label and the sizes of an element is links to files."""
    anchors = list(element.iter("a"))
    if not anchors or not all(_file(a, base, site) for a in anchors):
        return False
    if select(element, ".//p[not(.//a)] | .//h1 | .//article"):
        return False
    beside = text_content(element)
    for link in anchors:
        beside = beside.replace(text_content(link), " ", 1)
    return len(_SIZE.sub("", beside)) < _LABEL


def _file(link: HtmlElement, base: str, site: Site) -> str | None:
    """The address of a file of the site. The prefix that leaks into it makes it dead: it goes."""
    url = absolute(base, link.get("href") or "")
    if not url or not is_ours(url, site):
        return None
    typed = (link.get("type") or "").partition(";")[0]
    attached = typed.startswith("application/") or select(link, _ATTACHED)
    if not document_format(url) and not attached:
        return None
    return url.replace("/index.php/", "/", 1)


def _size(link: HtmlElement) -> str | None:
    """The size printed near the link: behind it, or in its row of a table."""
    near = next(iter(select(link, _NEAR)), None)
    behind = link.tail or ""
    following = link.getnext()
    if following is not None and following.tag in ("span", "small"):
        behind += f" {text_content(following)}"
    if near is not None and len(list(near.iter("a"))) == 1:
        behind += f" {text_content(near).replace(text_content(link), ' ', 1)}"
    size = find_size(behind)
    return size.phrase if size else None
