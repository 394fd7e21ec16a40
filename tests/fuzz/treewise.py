"""Changes at the level of the tree: what editors, templates and themes make of a page."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from tests.fuzz.bytewise import ADDRESSES, MOST_BYTES, PHRASES, encoded

Change = Callable[[random.Random, HtmlElement], None]

TAGS = (
    "h1", "h2", "p", "div", "span", "li", "ul", "ol", "table", "tr", "td", "a", "br", "b", "script", "style",
    "template", "svg", "math", "title", "head", "body", "html", "base", "form", "nav", "footer", "time", "pre",
    "textarea", "noscript", "iframe", "select", "option", "dl", "dt", "caption", "x-y", "o:p",
)  # fmt: skip
ATTRIBUTES = (
    "href",
    "src",
    "class",
    "id",
    "lang",
    "hreflang",
    "rel",
    "datetime",
    "content",
    "name",
)
CLASSES = (
    "texte", "chapo", "titre", "surlignable", "hierarchie", "info-publi", "spip_documents", "menu", "ps",
    "field--name-body", "field--name-title", "node__content", "block-page-title-block", "breadcrumb",
    "page_404", "maintenance-page", "pager__item", "file", "hyperlien", "notes", "comments", "path-node",
)  # fmt: skip


def drop(chance: random.Random, tree: HtmlElement) -> None:
    """An element is missing, with what it holds or without."""
    element = _one(chance, tree)
    if chance.random() < 0.5:
        element.drop_tag()
    else:
        element.drop_tree()


def move(chance: random.Random, tree: HtmlElement) -> None:
    """An element stands elsewhere."""
    element, there = _one(chance, tree), _one(chance, tree)
    if element not in (there, *there.iterancestors()):
        there.insert(chance.randint(0, len(there)), element)


def duplicate(chance: random.Random, tree: HtmlElement) -> None:
    """An element comes several times."""
    element = _one(chance, tree)
    size = len(lxml.html.tostring(element))
    for _ in range(min(chance.choice((1, 2, 20, 400)), MOST_BYTES // size)):
        element.addnext(copy.deepcopy(element))


def wrap(chance: random.Random, tree: HtmlElement) -> None:
    """An element stands within another, or within very many."""
    element, tag = _one(chance, tree), chance.choice(TAGS)
    parent = element.getparent()
    outer = inner = lxml.html.Element(tag)
    for _ in range(chance.choice((0, 0, 1, 30, 300, 1500, 2500))):
        inner.append(further := lxml.html.Element(tag))
        inner = further
    parent.replace(element, outer)
    inner.append(element)


def rename(chance: random.Random, tree: HtmlElement) -> None:
    """An element is another."""
    _one(chance, tree).tag = chance.choice(TAGS)


def swap_attributes(chance: random.Random, tree: HtmlElement) -> None:
    """Two elements have each other's attributes."""
    one, two = _one(chance, tree), _one(chance, tree)
    kept, other = dict(one.attrib), dict(two.attrib)
    for element, attributes in ((one, other), (two, kept)):
        element.attrib.clear()
        element.attrib.update(attributes)


def set_attribute(chance: random.Random, tree: HtmlElement) -> None:
    """An attribute is missing, or says what a layout looks for, or is no address."""
    element, name = _one(chance, tree), chance.choice(ATTRIBUTES)
    if name in element.attrib and chance.random() < 0.3:
        del element.attrib[name]
        return
    words = CLASSES if name in ("class", "id") else (*ADDRESSES, *PHRASES)
    _say(lambda text: element.set(name, text), chance.choice(words))


def set_text(chance: random.Random, tree: HtmlElement) -> None:
    """An element says something else, or nothing, or something behind it."""
    element, text = _one(chance, tree), chance.choice((*PHRASES, "", " ", "\u00a0", "x" * 5000))
    name = chance.choice(("text", "tail"))
    _say(lambda words: setattr(element, name, words), text)


def set_base(chance: random.Random, tree: HtmlElement) -> None:
    """The page says where its links start from."""
    head = tree.find(".//head")
    if head is not None:
        base = lxml.html.Element("base")
        _say(lambda text: base.set("href", text), chance.choice(ADDRESSES))
        head.insert(0, base)


def cut(chance: random.Random, tree: HtmlElement) -> None:
    """The tree ends at an element: nothing that follows is there."""
    element = _one(chance, tree)
    while (parent := element.getparent()) is not None:
        for sibling in list(element.itersiblings()):
            parent.remove(sibling)
        element = parent


CHANGES: tuple[Change, ...] = (
    drop, move, duplicate, wrap, rename, rename, swap_attributes, set_attribute, set_attribute, set_text,
    set_base, cut,
)  # fmt: skip


def changed(chance: random.Random, body: bytes, times: int) -> bytes:
    """A page with its tree changed; as it is where it is no page."""
    try:
        tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except LxmlError:
        return body
    for _ in range(times):
        if tree.find(".//*") is not None:
            chance.choice(CHANGES)(chance, tree)
    return b"<!DOCTYPE html>\n" + lxml.html.tostring(tree, encoding="utf-8")


def _one(chance: random.Random, tree: HtmlElement) -> HtmlElement:
    return chance.choice(list(tree.iterdescendants("*")))


def _say(say: Callable[[str], None], text: str) -> None:
    """lxml takes no controls; with them text is put in as bytes."""
    say("".join(sign for sign in encoded(text).decode("utf-8", "replace") if sign >= " "))
