"""What an article says below its text in boxes whose names are a theme's own: its afterword, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.markup import holding, opening_text, select, text_content
from layouts.unnamed import is_named_a_frame
from records.names import folded

# What a template sets over an afterword or notes.
HEADINGS = ("p.s", "p.-s", "ps", "post-scriptum", "post scriptum", "notes", "footnotes")
_HEADED = ("h2", "h3", "h4", "h5", "h6")
# In prose nobody is asked for anything, and no line leads elsewhere.
_NO_PROSE = "descendant-or-self::*[" + (
    " or ".join(f"self::{tag}" for tag in ("a", "form", "input", "button", "iframe", "nav")) + "]"
)
_SENTENCE = re.compile(r"[.!?…][»”\"’)]*\Z")
_SHORT = 40
_DEEPEST = 3


def afterwords(content: HtmlElement | None, texts: list[HtmlElement]) -> list[HtmlElement]:
    """The boxes behind the last of these texts, within the page's own element, that are of it as well.

    They are headed as an afterword is, or are prose in an `article`: sentences, without a link or a form.
    """
    if content is None or not texts:
        return []
    in_article = (
        content.tag == "article" or next(content.iterancestors("article"), None) is not None
    )
    found: list[HtmlElement] = []
    stack = [(box, 0) for box in reversed(list(_behind(texts[-1], content)))]
    known = {*texts, *holding(texts)}
    while stack:
        box, depth = stack.pop()
        if box in known or is_named_a_frame(box) or not opening_text(box, 1):
            continue
        if _is_headed(box) or (in_article and _is_prose(box)):
            found.append(box)
        elif depth < _DEEPEST and box.tag in ("div", "footer", "section", "aside"):
            stack += [(child, depth + 1) for child in box.iterchildren(Element, reversed=True)]
    return found


def _behind(text: HtmlElement, content: HtmlElement) -> Iterator[HtmlElement]:
    element = text
    while element is not content and element is not None:
        yield from element.itersiblings(Element)
        element = element.getparent()


def _is_headed(box: HtmlElement) -> bool:
    heading = next(box.iterchildren(*_HEADED), None)
    return heading is not None and folded(opening_text(heading, _SHORT)).strip(" .:") in HEADINGS


def _is_prose(box: HtmlElement) -> bool:
    lines = [text_content(line) for line in box.iter("p")]
    said = [line for line in lines if line]
    if not said or not all(map(_SENTENCE.search, said)) or select(box, _NO_PROSE):
        return False
    return not any(map(is_named_a_frame, box.iterdescendants(Element)))
