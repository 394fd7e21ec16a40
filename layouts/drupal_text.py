"""The text of a Drupal page: its fields in their order, without what the theme puts around them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import islice, takewhile

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts import drupal_files
from layouts.drupal_page import FRAME, TEXT_FIELD, date_element, is_text_field
from layouts.linked import Linked
from layouts.markup import (
    Around,
    has_class,
    holding,
    matches,
    opening_text,
    outermost,
    select,
    text_content,
)
from layouts.prose import blocks
from layouts.shares import file_boxes, shares
from records.names import folded
from records.reading import Block
from records.site import Site

_FIELD = f"contains(concat(' ',@class),' field--name-') or {has_class('field')}"
# Inside a page's element, but no words of the page.
_NAMED = has_class(
    "links", "node__links", "node__meta", "submitted", "node__submitted", "visually-hidden",
    "sr-only", "messages", "tabs", "contextual", "views-element-container", "a2a_kit",
)  # fmt: skip
_LIKE = ("view-mode-teaser", "comment", "share", "partag", "social", "related", "author")
_ABOUT = tuple(f"field--name-{name}" for name in ("created", "title", "uid", "links"))
_AROUND = (
    f"descendant::*[{FRAME} or self::form or self::article or {_NAMED} or @id='comments'"
    f" or {' or '.join(f'contains(@class,{name!r})' for name in _LIKE)}]"
)
_NO_TEXT = f"descendant::*[{' or '.join(f'contains(@class,{name!r})' for name in _ABOUT)}]"
_REFERENCE = has_class("field--type-entity-reference", "field--name-field-tags")
_TAGGED = f"descendant::*[{_REFERENCE} or self::a or {has_class('field__item')} and not(*)]"
_is_tag = matches("@rel='tag' or contains(@href,'/taxonomy/term/')")
_is_tags = matches(has_class("tags", "taxonomy", "terms", "etiquettes", "mots-cles"))
_DESCRIPTION = (
    "descendant::*[contains(@class,'field--name-description')"
    f" or {has_class('view-header', 'taxonomy-term-description')}]"
)
_COMMENTS = ("commentaires", "commentaire", "ajouter un commentaire", "comments", "add new comment")
_is_label = matches(has_class("field__label", "field-label", "field--label", "views-label"))
# `Mots-clés : ` and the commas between tags.
_TAGS_LABEL = 20
_PAIRED = ("div", "dt", "span", "strong", "b", "p", "h2", "h3", "h4", "h5")
# A longer label is a text, and no value stands beside a longer one.
_SHORT = 200


def tags(own: HtmlElement) -> tuple[str, ...]:
    """The terms that a page is filed under: its references to terms, as they are named."""
    references = set(_references(own))
    inside = Around(references.__contains__)
    candidates = select(own, _TAGGED)
    items = {e for e in candidates if e not in references and e.getparent() in inside}
    named = holding(items)
    tagged = [e for e in candidates if e in items or (e in references and e not in named)]
    words = map(text_content, [*tagged, *_loose_tags(own)])
    return tuple(dict.fromkeys(text for text in words if text))


def _references(own: HtmlElement) -> list[HtmlElement]:
    """The fields of references to terms; what holds pictures, teasers or a text refers to other things."""
    other = holding(
        select(
            own, "descendant::*[self::article or self::img or self::p or contains(@class,'media')]"
        )
    )
    return [e for e in select(own, f"descendant::*[{_REFERENCE}]") if e not in other]


def _loose_tags(own: HtmlElement) -> list[HtmlElement]:
    """The links to terms outside the text, as a theme prints them without field names."""
    texts = Around(is_text_field)
    lists = Around(lambda element: _is_tags(element) and element not in texts)
    return [
        link
        for link in own.iterdescendants("a")
        if (_is_tag(link) and link not in texts) or link.getparent() in lists
    ]


def names_fields(own: HtmlElement) -> bool:
    """Whether an element names the field of its text, as the templates of the core do."""
    return bool(select(own, f"descendant-or-self::*[{TEXT_FIELD}]"))


def text_blocks(own: HtmlElement, title: str, base: str, site: Site) -> Iterator[Block]:
    """The text: every field in its order where the theme names them, else all that is not frame."""
    copy = deepcopy(own)
    copy.tail = None
    texts = Around(is_text_field)
    linked = Linked(copy)
    surplus = [
        *(element for element in select(copy, _AROUND) if element not in texts),
        *select(copy, _NO_TEXT),
        *_references(copy),
        *_tag_lists(copy, linked),
        *_headings(copy, title, texts),
        *_comments(copy, texts),
        *(child for child in copy if child.tag == "footer"),
        *drupal_files.boxes(copy, linked, base, site),
    ]
    if (date := date_element(copy)) is not None:
        surplus.append(date)
    has_text = bool(select(copy, f"descendant::*[{TEXT_FIELD}]"))
    if not has_text:
        surplus += file_boxes([copy], shares(copy, base, site))
    for element in surplus:
        if element is not copy:
            _empty(element)
    labelled = [
        label.getparent()
        for label in select(copy, "descendant::*[contains(@class,'label')]")
        if folded(opening_text(label, _SHORT)).strip(" :") in site.label_by_word
        and label not in texts
    ]
    named = select(copy, f"descendant::*[{_FIELD} or {TEXT_FIELD}]")
    if has_text:
        labelled += _nameless_pairs(
            copy, Around({*named, *labelled, copy}.__contains__), copy, site
        )
    # In the order of the page: a theme may print a labelled value without a field's name.
    chosen = {*named, *(e for e in labelled if e is not copy)}
    fields = outermost(e for e in copy.iter() if e in chosen)
    # Outside its fields a node's element holds what the theme says, not the page.
    for piece in fields if has_text else [copy]:
        _label_inline(piece, site)
        yield from blocks(piece, base, site)


def plain_blocks(
    pieces: list[HtmlElement], left_out: set[HtmlElement], base: str, site: Site
) -> Iterator[Block]:
    """The text of elements that no theme's name tells from what is left out of them."""
    for piece in pieces:
        _label_inline(piece, site)
        yield from blocks(piece, base, site, left_out)


def _empty(element: HtmlElement) -> None:
    """Take what is no text out of a page. Its place stays: to join the texts around it is costly."""
    element.clear(keep_tail=True)
    element.tag = "span"


def described(main: HtmlElement, base: str, site: Site) -> Iterator[Block]:
    """What a list says of itself: a term's description, a view's header."""
    pieces = outermost(select(main, _DESCRIPTION))
    heading = next(main.iterdescendants("h1"), None)
    if not pieces and heading is not None:
        # A theme without names: the paragraphs right below the heading.
        pieces = list(takewhile(lambda element: element.tag == "p", heading.itersiblings(Element)))
    for piece in pieces:
        yield from blocks(piece, base, site)


def _headings(own: HtmlElement, title: str, texts: Around) -> list[HtmlElement]:
    """The heading that is the title: an editor's own headings in the text stay."""
    words, length = folded(title), 2 * len(title)
    return [
        heading
        for heading in own.iterdescendants("h1", "h2")
        if folded(opening_text(heading, length)) == words and heading.getparent() not in texts
    ]


def _comments(own: HtmlElement, texts: Around) -> list[HtmlElement]:
    """The comments of a theme that gives them no name, with the heading over them."""
    found: dict[HtmlElement, list[HtmlElement]] = {}
    for heading in own.iterdescendants("h2", "h3"):
        words = folded(opening_text(heading, _SHORT))
        if words in _COMMENTS and heading not in texts and heading.getparent() not in found:
            found[heading.getparent()] = [heading, *heading.itersiblings(Element)]
    return [element for elements in found.values() for element in elements]


def lines_of_tags(own: HtmlElement, linked: Linked) -> list[HtmlElement]:
    """The lines of an element that hold nothing but tags."""
    return _tag_lists(own, linked)


def _tag_lists(own: HtmlElement, linked: Linked) -> list[HtmlElement]:
    """The lines that hold nothing but tags and a short label (`Tags : `), as far up as they go."""
    found: list[HtmlElement] = []
    climbed: set[HtmlElement] = set()
    for link in _loose_tags(own):
        line = link
        while (parent := line.getparent()) is not None and parent is not own:
            if parent in climbed or linked.length_beside(parent) >= _TAGS_LABEL:
                break
            climbed.add(parent)
            line = parent
        found.append(line)
    return found


def _label_inline(piece: HtmlElement, site: Site) -> None:
    """A field's label and its value are one line, as they are read: `Site web : …`; values are a list."""
    for label in select(piece, "descendant::*[contains(@class,'label')]"):
        said = opening_text(label, _SHORT).rstrip(" :")
        if not said or len(said) > _SHORT:
            continue
        if not _is_label(label) and folded(said) not in site.label_by_word:
            continue
        value = _only_value(label)
        if value is None:
            continue
        if len(values := _values(value)) > 1:
            value.tag = "ul"
            for one in values:
                one.tag = "li"
            continue
        several = site.label_by_word.get(folded(said)) == "contact" and _is_short_lines(value)
        if not several and not _is_line(value):
            continue
        label.tag = value.tag = "div" if several else "span"
        for inner in value.iter("div", "p"):
            if inner is not value:
                if several and inner.tag == "p":
                    inner.addprevious(inner.makeelement("br"))
                inner.tag = "span"
        for child in list(label):
            label.remove(child)
        label.text = f"{said} : "


def _nameless_pairs(
    own: HtmlElement, known: Around, outside: HtmlElement, site: Site
) -> list[HtmlElement]:
    """A label and the value behind it in elements without any name, each pair in a box of its own."""
    labels = [
        (label, value)
        for label in own.iterdescendants(*_PAIRED)
        if len(label) < 2
        and known.nearest(label) is outside
        and folded(opening_text(label, _SHORT)).strip(" :") in site.label_by_word
        and (value := next(label.itersiblings(Element), None)) is not None
        and 0 < len(opening_text(value, _SHORT)) < _SHORT
    ]
    boxes = []
    for label, value in labels:
        box = label.makeelement("div")
        label.addprevious(box)
        box.extend([label, value])
        boxes.append(box)
    return boxes


def _only_value(label: HtmlElement) -> HtmlElement | None:
    """The one element with a text behind a label."""
    texts = ((e, opening_text(e, _SHORT)) for e in label.itersiblings(Element))
    values = list(islice(((e, text) for e, text in texts if text), 2))
    return values[0][0] if len(values) == 1 else None


def _values(value: HtmlElement) -> list[HtmlElement]:
    """The values of a field that has several, one below the other; none where they are texts."""
    children = [c for c in value if c.tag == "div" and 0 < len(opening_text(c, _SHORT)) < _SHORT]
    texts = (next(child.iterdescendants("p", "ul", "table", "div"), None) for child in children)
    return children if all(text is None for text in texts) else []


def _is_short_lines(value: HtmlElement) -> bool:
    """Whether a value is short and several lines: whom to ask, and below that where."""
    if next(value.iterdescendants("ul", "ol", "table", "blockquote"), None) is not None:
        return False
    parted = islice(value.iterdescendants("p", "br"), 2)
    return any(e.tag == "br" or e.getnext() is not None for e in parted) and (
        len(opening_text(value, _SHORT)) < _SHORT
    )


def _is_line(value: HtmlElement) -> bool:
    """Whether a value is short and one line."""
    several = next(value.iterdescendants("p", "ul", "table"), None) is not None
    return not several and len(opening_text(value, _SHORT)) < _SHORT
