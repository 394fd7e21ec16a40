"""The text of a Drupal page: its fields in their order, without what the theme puts around them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from layouts import drupal_files
from layouts.drupal_page import FRAME, TEXT_FIELD, date_element
from layouts.markup import has_class, outermost, select, text_content
from layouts.prose import blocks, soup_of
from records.names import folded
from records.reading import Block
from records.site import Site

_FIELD = f"contains(concat(' ',@class),' field--name-') or {has_class('field')}"
_OUTSIDE = f"[not(ancestor-or-self::*[{TEXT_FIELD}])]"
# Inside a page's element, but no words of the page.
_NAMED = has_class(
    "links", "node__links", "node__meta", "submitted", "node__submitted", "visually-hidden",
    "sr-only", "messages", "tabs", "contextual", "views-element-container", "a2a_kit",
)  # fmt: skip
_LIKE = ("view-mode-teaser", "comment", "share", "partag", "social", "related", "author")
_ABOUT = tuple(f"field--name-{name}" for name in ("created", "title", "uid", "links"))
_AROUND = (
    f".//*[{FRAME} or self::form or self::article or {_NAMED} or @id='comments'"
    f" or {' or '.join(f'contains(@class,{name!r})' for name in _LIKE)}]{_OUTSIDE}"
    f" | .//*[{' or '.join(f'contains(@class,{name!r})' for name in _ABOUT)}]"
)
_REFERENCES = (
    f".//*[{has_class('field--type-entity-reference', 'field--name-field-tags')}]"
    "[not(.//article or .//*[contains(@class,'media')] or .//img or .//p)]"
)
_LOOSE_TAGS = (
    f".//a[@rel='tag' or contains(@href,'/taxonomy/term/')]{_OUTSIDE}"
    f" | .//*[{has_class('tags', 'taxonomy', 'terms', 'etiquettes', 'mots-cles')}]{_OUTSIDE}//a"
)
_DESCRIPTION = (
    ".//*[contains(@class,'field--name-description')"
    f" or {has_class('view-header', 'taxonomy-term-description')}]"
)
_COMMENTS = ("commentaires", "commentaire", "ajouter un commentaire", "comments", "add new comment")
_LABEL = has_class("field__label", "field-label")


def tags(own: HtmlElement) -> tuple[str, ...]:
    """The terms that a page is filed under: its references to terms, as they are named."""
    items = [
        item
        for reference in select(own, _REFERENCES)
        for item in (
            select(reference, f".//a | .//*[{has_class('field__item')}][not(*)]") or [reference]
        )
    ]
    found = map(text_content, [*items, *select(own, _LOOSE_TAGS)])
    return tuple(dict.fromkeys(text for text in found if text))


def text_blocks(own: HtmlElement, title: str, base: str, site: Site) -> Iterator[Block]:
    """The text: every field in its order where the theme names them, else all that is not frame."""
    copy = deepcopy(own)
    copy.tail = None
    surplus = [
        *select(copy, _AROUND),
        *select(copy, _REFERENCES),
        *_tag_lists(copy),
        *_headings(copy, title),
        *_comments(copy),
        *select(copy, "./footer"),
        *drupal_files.boxes(copy, base, site),
    ]
    if (date := date_element(copy)) is not None:
        surplus.append(date)
    for element in surplus:
        if element is not copy and element.getparent() is not None:
            element.drop_tree()
    # Outside its fields a node's element holds what the theme says, not the page.
    has_text = bool(select(copy, f".//*[{TEXT_FIELD}]"))
    labelled = [
        label.getparent()
        for label in select(copy, f".//*[contains(@class,'label')]{_OUTSIDE}")
        if folded(text_content(label)).strip(" :") in site.label_by_word
    ]
    named = select(copy, f".//*[{_FIELD} or {TEXT_FIELD}]")
    # In the order of the page: a theme may print a labelled value without a field's name.
    chosen = {*named, *(e for e in labelled if e is not copy)}
    fields = outermost([e for e in copy.iter() if e in chosen])
    for piece in fields if has_text else [copy]:
        _label_inline(piece, site)
        yield from blocks(soup_of(piece), base, site)


def described(main: HtmlElement, base: str, site: Site) -> Iterator[Block]:
    """What a list says of itself: a term's description, a view's header."""
    for piece in select(main, _DESCRIPTION):
        yield from blocks(soup_of(piece), base, site)


def _headings(own: HtmlElement, title: str) -> list[HtmlElement]:
    """The heading that is the title: an editor's own headings in the text stay."""
    return [
        heading
        for heading in select(own, ".//h1 | .//h2")
        if folded(text_content(heading)) == folded(title)
        and not select(heading, f"ancestor::*[{TEXT_FIELD}]")
    ]


def _comments(own: HtmlElement) -> list[HtmlElement]:
    """The comments of a theme that gives them no name, with the heading over them."""
    found: list[HtmlElement] = []
    for heading in select(own, f".//*[self::h2 or self::h3]{_OUTSIDE}"):
        if folded(text_content(heading)) in _COMMENTS:
            parent = heading.getparent()
            found += [heading, *heading.itersiblings()] if parent is own else [parent]
    return found


def _tag_lists(own: HtmlElement) -> list[HtmlElement]:
    """The lines that hold nothing but tags, as a theme prints them without field names."""
    found: list[HtmlElement] = []
    for link in select(own, _LOOSE_TAGS):
        line = link
        parent = line.getparent()
        while parent is not None and parent is not own and _only_tags(parent):
            line, parent = parent, parent.getparent()
        found.append(line)
    return found


def _only_tags(element: HtmlElement) -> bool:
    """Whether all but a short label (`Tags : `) of an element is links."""
    linked = sum(len(text_content(a)) for a in element.iter("a"))
    return len(text_content(element)) - linked < 20


def _label_inline(piece: HtmlElement, site: Site) -> None:
    """A field's label and its value are one line, as they are read: `Site web : …`."""
    for label in select(piece, ".//*[contains(@class,'label')]"):
        said = text_content(label).rstrip(" :")
        if not select(label, f"self::*[{_LABEL}]") and folded(said) not in site.label_by_word:
            continue
        items = [e for e in select(label, "following-sibling::*") if text_content(e)]
        short = len(items) == 1 and len(text_content(items[0])) < 200
        if not short or select(items[0], ".//p|.//ul|.//table"):
            continue
        label.tag = items[0].tag = "span"
        for inner in items[0].iter("div"):
            inner.tag = "span"
        for child in list(label):
            label.remove(child)
        label.text = f"{said} : "
