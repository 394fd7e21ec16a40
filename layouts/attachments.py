"""The files a SPIP page attaches: in its text, joined below it, or only linked; one per address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import chain

from lxml.html import HtmlElement

from layouts import suffixes
from layouts.file_addresses import is_file
from layouts.file_links import TAGS, File, file_of, picture_of
from layouts.file_words import are_details, called, named, size_of
from layouts.markup import (
    Around,
    absolute,
    has_class,
    holding,
    matches,
    opening_text,
    outermost,
    select,
    text_content,
)
from layouts.names import Names
from records.names import folded
from records.reading import Attachment
from records.site import Site
from records.sizes import find_size, read_format_and_size
from records.typography import clean

# One attached file: 3.1 wraps it in a <dl>, 4.3 in a <figure> or <div>; joined files are list items.
_is_item = matches(
    f"self::li or self::dl or self::figure or {has_class('spip_documents', 'spip_document')}"
)
_LISTS = ("documents_joints", "documents_portfolio")
_is_list = matches(f"@id='{_LISTS[0]}' or @id='{_LISTS[1]}' or contains(@class,'{_LISTS[0]}')")
_is_portfolio = matches(f"@id='documents_portfolio' or {has_class('documents_portfolio')}")
# SPIP numbers what a text shows of its own documents, pictures too.
_is_of_text = matches("contains(@class,'spip_document_')")
_is_numbered = matches("contains(translate(@class,'123456789','000000000'),'spip_document_0')")
_is_link = matches("self::a")
_LOGO = re.compile(r"\bspip_logos?\b")
_CAPTIONS = (
    f"descendant::*[{has_class('spip_doc_titre', 'titre')}]",
    f"descendant::*[{has_class('spip_doc_descriptif', 'descriptif')}]",
    f"descendant::*[{has_class('spip_doc_legende')}]",
    "descendant::figcaption",
)
_TAGS = (*TAGS, "img")
_STATED = f"descendant::*[{has_class('info_document', 'spip_doc_infos')}]"
_FORMAT = f"descendant::*[{has_class('ext')}]"
# A box has a title and a description: more is no caption any more.
_MOST_CAPTIONS = 20
# Behind a link that is none of SPIP's boxes: a size, perhaps a format.
_SHORT = 60
_SAID = (
    ("fr", ("in french", "french version", "french only", "en francais", "version francaise")),
    ("en", ("in english", "english version", "english only", "en anglais", "version anglaise")),
)
_BOXES = f"descendant-or-self::*[self::figure or {has_class('spip_documents', 'spip_document')}]"


def read(
    names: Names,
    content: HtmlElement | None,
    pieces: list[HtmlElement],
    base: str,
    site: Site,
    is_frame: Callable[[HtmlElement], bool],
) -> tuple[Attachment, ...]:
    """Every file the page attaches, in order: those in the text first, then those joined below.

    `content` is the element around heading and text: a theme may name its list of files as it likes.
    """
    frames = names.around(is_frame)
    lists = names.of(ids=_LISTS, part=_LISTS[0])
    joined = outermost(element for element in lists if element.getparent() not in frames)
    loose = (
        link
        for link in (() if content is None else content.iter(*_TAGS))
        if link.getparent() not in frames
    )
    attachment_of, shows, pictured = _attachments(), _shown(), _pictured(base, site)
    found: dict[str, Attachment] = {}
    for link in chain(chain.from_iterable(p.iter(*_TAGS) for p in [*pieces, *joined]), loose):
        file = pictured(link) if link.tag == "img" else file_of(link, base, site, shows(link))
        if file is None:
            continue
        attachment = replace(attachment_of(link, file.url, file.format), document_id=file.id)
        known = found.get(file.id)
        found[file.id] = _merged(known, attachment) if known else attachment
    return tuple(found.values())


def _shown() -> Callable[[HtmlElement], bool]:
    """A question to each link: whether it leads to a picture that the page attaches as any other file."""
    portfolios, of_text = Around(_is_portfolio), Around(_is_of_text)

    def is_shown(link: HtmlElement) -> bool:
        is_picture = (link.get("type") or "").startswith("image/") or suffixes.is_picture(
            link.get("href") or ""
        )
        return is_picture and (link in portfolios or link in of_text)

    return is_shown


def _pictured(base: str, site: Site) -> Callable[[HtmlElement], File | None]:
    """A question to each image: which document of the page it shows, not as the sign of another file."""
    numbered, linked = Around(_is_numbered), Around(_is_link)

    def shown(image: HtmlElement) -> File | None:
        if image not in numbered or _LOGO.search(image.get("class") or ""):
            return None
        link = linked.nearest(image)
        if link is not None and (
            suffixes.is_picture((link.get("href") or "").partition("?")[0])
            or file_of(link, base, site)
        ):
            return None
        return picture_of(image, base, site)

    return shown


def _attachments() -> Callable[[HtmlElement, str, str | None], Attachment]:
    """What is printed of a link's file, on one page: a box around many links is read once."""
    items, lists, numbered = Around(_is_item), Around(_is_list), Around(_is_numbered)
    stated_in, caption_of, format_of = cache(_stated_in), cache(_caption), cache(_format)

    def attachment(link: HtmlElement, url: str, kind: str | None) -> Attachment:
        is_shown = link.tag == "img"
        box = numbered.nearest(link) if is_shown else items.nearest(link.getparent())
        # SPIP made a box for a file: it says so by its class, or stands in SPIP's list.
        if box is None or not ("spip_doc" in (box.get("class") or "") or box.getparent() in lists):
            return _only_linked(link, url, kind, box)
        titled = read_format_and_size(link.get("title") or "")
        stated = (titled[0], titled[1].phrase) if titled else stated_in(box)
        printed = stated[0] if stated else format_of(box) or kind
        said = _alternative(link) if is_shown else named(link)
        caption = caption_of(box) or (None if are_details(text_content(link)) else said or None)
        return Attachment(
            url=url,
            format=printed or kind or (link.get("type") or "").partition("/")[2].upper() or None,
            caption=caption,
            stated_size=stated[1] if stated else None,
            language=_language(link, caption or ""),
        )

    return attachment


def _alternative(image: HtmlElement) -> str:
    """What an image says where it cannot be shown, unless that is the name or the size of its file."""
    said = clean(image.get("alt") or image.get("title") or "")
    is_name = suffixes.is_picture(said) or are_details(said) or read_format_and_size(said)
    return "" if is_name else said


def _only_linked(
    link: HtmlElement, url: str, kind: str | None, line: HtmlElement | None
) -> Attachment:
    """What a mere link says is the caption; a size stands in its title, right behind it, or in its line."""
    said = called(link) or ""
    titled = read_format_and_size(link.get("title") or "")
    text = opening_text(line, _SHORT + len(said)) if line is not None else ""
    behind = text.replace(said, " ", 1)
    size = titled[1] if titled else size_of(link) or find_size((link.tail or "")[:_SHORT])
    size = size or (find_size(behind) if len(behind) < _SHORT else None)
    return Attachment(url, kind, said or None, size.phrase if size else None, _language(link, said))


def _stated_in(box: HtmlElement) -> tuple[str | None, str] | None:
    """Format and size as printed in the text of a box. (In 3.1 the link's title says them.)"""
    for part in outermost(select(box, _STATED)) or [box]:
        text = text_content(part)
        whole = read_format_and_size(text.strip("()[] "))
        if whole:
            return whole[0], whole[1].phrase
        size = find_size(text)
        if size:
            return None, size.phrase
    return None


def _format(box: HtmlElement) -> str | None:
    named = select(box, _FORMAT)
    return text_content(named[0]) if named else None


def _caption(box: HtmlElement) -> str | None:
    """Title and description as printed; a box without either has no caption."""
    parts: list[str] = []
    for text in (text_content(e) for path in _CAPTIONS for e in outermost(select(box, path))):
        new = text and not any(text in part or part in text for part in parts)
        if new and not read_format_and_size(text.strip("()[] ")):
            parts.append(text)
        if len(parts) == _MOST_CAPTIONS:
            break
    return " – ".join(parts) or None


def _language(link: HtmlElement, caption: str) -> str | None:
    """Only what the link or the caption says: "(in French only)", "version anglaise"."""
    stated = (link.get("hreflang") or "").split("-")[0].lower()
    return stated or said_language(caption)


def said_language(caption: str) -> str | None:
    """The language a caption names, None where it names none.

    >>> said_language("Annual report (in French only)")
    'fr'
    """
    text = folded(caption)
    return next((code for code, words in _SAID if any(word in text for word in words)), None)


def _merged(first: Attachment, second: Attachment) -> Attachment:
    """One file met twice: the first place counts, the second fills what it left open."""
    fuller = second if second.stated_size and not first.stated_size else first
    return replace(
        fuller,
        caption=fuller.caption or first.caption or second.caption,
        language=first.language or second.language,
    )


def boxes(piece: HtmlElement, base: str, site: Site) -> set[HtmlElement]:
    """The boxes of attached files in a text, to be left out of it; a picture's stays, for its caption."""
    addresses = ((link, absolute(base, link.get("href") or "")) for link in piece.iter("a"))
    filled = holding(link for link, url in addresses if url and is_file(url, site))
    return filled.intersection(select(piece, _BOXES)) if filled else filled
