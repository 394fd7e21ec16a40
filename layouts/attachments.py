"""The files a SPIP page attaches: in its text, joined below it, or only linked; one per address."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from bs4 import BeautifulSoup
from lxml.html import HtmlElement

from layouts.addresses import document_format, document_id, is_ours
from layouts.markup import absolute, has_class, select, text_content
from records.names import folded
from records.reading import Attachment
from records.site import Site
from records.sizes import find_size, read_format_and_size

# One attached file: 3.1 wraps it in a <dl>, 4.3 in a <figure> or <div>; joined files are list items.
_BOX = f"self::li or self::dl or self::figure or {has_class('spip_documents', 'spip_document')}"
_ITEM = f"ancestor::*[{_BOX}][1]"
_LIST = "@id='documents_joints' or @id='documents_portfolio' or contains(@class,'documents_joints')"
_CAPTIONS = (
    f".//*[{has_class('spip_doc_titre', 'titre')}]",
    f".//*[{has_class('spip_doc_descriptif', 'descriptif')}]",
    f".//*[{has_class('spip_doc_legende')}]",
    ".//figcaption",
)
_SAID = (
    ("fr", ("in french", "french version", "french only", "en francais", "version francaise")),
    ("en", ("in english", "english version", "english only", "en anglais", "version anglaise")),
)
_TAKEN_OUT = "dl.spip_documents, .spip_documents, .spip_document, figure"


def read(
    tree: HtmlElement,
    content: HtmlElement | None,
    pieces: list[HtmlElement],
    base: str,
    site: Site,
    frame: str,
) -> tuple[Attachment, ...]:
    """Every file the page attaches, in order: those in the text first, then those joined below.

    `content` is the element around heading and text: a theme may name its list of files as it likes.
    """
    joined = select(tree, f"//*[{_LIST}][not({frame})]")
    loose = (
        [] if content is None else select(content, f".//a[contains(@href,'IMG/')][not({frame})]")
    )
    found: dict[str, Attachment] = {}
    for link in chain(chain.from_iterable(p.iter("a") for p in [*pieces, *joined]), loose):
        url = absolute(base, link.get("href") or "")
        kind = document_format(url) if url else None
        if not url or not is_ours(url, site) or not (kind or _is_picture(link)):
            continue
        key = document_id(url, site)
        attachment = replace(_attachment(link, url, kind), document_id=key)
        found[key] = _merged(found[key], attachment) if key in found else attachment
    return tuple(found.values())


def _is_picture(link: HtmlElement) -> bool:
    """A picture of the page's portfolio is attached as any other file."""
    typed = (link.get("type") or "").startswith("image/")
    return typed and bool(
        select(
            link, f"ancestor::*[@id='documents_portfolio' or {has_class('documents_portfolio')}]"
        )
    )


def _attachment(link: HtmlElement, url: str, kind: str | None) -> Attachment:
    box = next(iter(select(link, _ITEM)), None)
    if box is None or not _is_box(box):
        # Only a link: what it says is the caption; a size stands in its line of a list, if anywhere.
        said = text_content(link)
        behind = text_content(box).replace(said, " ", 1) if box is not None else ""
        size = find_size(behind) if len(behind) < 60 else None
        return Attachment(
            url, kind, said or None, size.phrase if size else None, _language(link, said)
        )
    stated = _stated(box, link)
    extension = select(box, f".//*[{has_class('ext')}]")
    printed = stated[0] if stated else text_content(extension[0]) if extension else kind
    caption = _caption(box)
    return Attachment(
        url=url,
        format=printed or kind or (link.get("type") or "").partition("/")[2].upper() or None,
        caption=caption,
        stated_size=stated[1] if stated else None,
        language=_language(link, caption or ""),
    )


def _is_box(box: HtmlElement) -> bool:
    """Whether SPIP made this box for a file: by its class, or by the list it stands in."""
    named = "spip_doc" in (box.get("class") or "")
    return named or bool(select(box, f"ancestor::*[{_LIST}]"))


def _stated(box: HtmlElement, link: HtmlElement) -> tuple[str | None, str] | None:
    """Format and size as printed: in the link's title (3.1) or in the text of its box."""
    titled = read_format_and_size(link.get("title") or "")
    if titled:
        return titled[0], titled[1].phrase
    for part in select(box, f".//*[{has_class('info_document', 'spip_doc_infos')}]") or [box]:
        whole = read_format_and_size(text_content(part).strip("()[] "))
        if whole:
            return whole[0], whole[1].phrase
        size = find_size(text_content(part))
        if size:
            return None, size.phrase
    return None


def _caption(box: HtmlElement) -> str | None:
    """Title and description as printed; a box without either has no caption."""
    parts: list[str] = []
    for path in _CAPTIONS:
        for element in select(box, path):
            text = text_content(element)
            new = text and not any(text in part or part in text for part in parts)
            if new and not read_format_and_size(text.strip("()[] ")):
                parts.append(text)
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


def take_out(soup: BeautifulSoup) -> None:
    """Take the boxes of attached files out of a text; a picture's box stays, for its caption."""
    for box in soup.select(_TAKEN_OUT):
        if any(document_format(str(link["href"])) for link in box.select("a[href]")):
            box.decompose()
