"""What a page shows its readers: what it hides is taken out of the tree, what it strikes is marked so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from layouts.markup import BORDERS, Around, Markup, holding, outermost, select
from records.typography import STRUCK

# Classes that hide, as the usual frameworks name them; some only hold where nothing shows again.
_HIDING = frozenset({
    "visually-hidden", "visuallyhidden", "visually-hidden-focusable", "sr-only", "sr-only-focusable",
    "screen-reader-text", "screen-reader-only", "screenreader", "element-invisible", "element-hidden",
    "hidden", "hide", "d-none", "invisible", "is-hidden", "is-invisible", "is-sr-only", "u-hidden",
    "uk-hidden", "w3-hide", "offscreen", "off-screen", "show-for-sr", "fr-sr-only", "fr-hidden",
    "usa-sr-only", "cdk-visually-hidden", "ui-hidden-accessible", "a11y-hidden", "access-hidden",
    "hors-ecran",
})  # fmt: skip
# The same under a prefix of a theme's own: `ct-visually-hidden`.
_HIDING_END = re.compile(
    r"\w[_-]{1,2}(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|element-invisible)\Z"
)
# `d-none d-md-block`, `hidden lg:flex`: hidden on small screens alone.
_SHOWS_AGAIN = re.compile(
    r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):)(?:block|flex|inline|grid|table|visible|contents)"
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]"
)
# What a reader unfolds is there: by its role, its class, or what opens it.
_FOLDED = re.compile(
    r"collaps|accordion|accordeon|tab-pane|tab-content|tabpanel|panel|toggle|spoiler|depli|repli"
)
_DIALOG = re.compile(r"modal|dialog|popup|popin|lightbox|cookie")
_CANDIDATES = (
    "descendant::*[@hidden or @style or self::dialog or @class[contains(.,'hid') or contains(.,'sr-only')"
    " or contains(.,'screen') or contains(.,'invisible') or contains(.,'d-none') or contains(.,'for-sr')"
    " or contains(.,'hors-ecran')]]"
)
_CONTROLS = (
    "descendant::*[@aria-controls or @data-target or @data-bs-target or starts-with(@href,'#')]"
)
_STRUCK_TAGS = ("del", "s", "strike")
_STRUCK = (
    "descendant::*[@class[contains(.,'line-through')]"
    " or @style[contains(translate(.,'LINETHROUG','linethroug'),'line-through')]]"
)


def shown(page: Markup) -> Markup:
    """The page as its readers see it; where its hidden parts lead is kept beside it."""
    tree = page.tree
    unseen: list[str] = []
    for element in _hidden(tree):
        unseen += [str(href) for href in select(element, "descendant-or-self::a/@href")]
        element.drop_tree()
    for element in outermost([*tree.iter(*_STRUCK_TAGS), *select(tree, _STRUCK)]):
        _mark(element)
    return replace(page, unseen=tuple(unseen)) if unseen else page


def _hidden(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that nobody sees: not those that a reader can unfold, nor the page as a whole."""
    likely = [element for element in select(tree, _CANDIDATES) if _hides(element)]
    if not likely:
        return []
    controls = {
        control.get(name, "").lstrip("#")
        for control in select(tree, _CONTROLS)
        for name in ("aria-controls", "data-target", "data-bs-target", "href")
    }
    # What holds the page's own heading waits for a script that shows it: nobody hides a page.
    whole = holding(tree.iter("main", "h1", "article"))
    menus = Around(lambda element: element.tag == "nav")
    return outermost(
        element
        for element in likely
        if element.tag not in ("body", "html", "head")
        and element not in menus
        and (_is_dialog(element) or (element not in whole and not _unfolds(element, controls)))
    )


def _hides(element: HtmlElement) -> bool:
    names = element.get("class") or ""
    if element.tag == "dialog":
        return element.get("open") is None
    classes = names.lower().split()
    hides = _HIDING.intersection(classes) or any(map(_HIDING_END.search, classes))
    if hides and not _SHOWS_AGAIN.search(names):
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    return bool(_HIDING_STYLE.search((element.get("style") or "").lower()))


def _is_dialog(element: HtmlElement) -> bool:
    names = f"{element.get('class')} {element.get('id')}".lower()
    return (
        element.tag == "dialog"
        or element.get("role") in ("dialog", "alertdialog")
        or element.get("aria-modal") == "true"
        or _DIALOG.search(names) is not None
    )


def _unfolds(element: HtmlElement, controls: set[str]) -> bool:
    names = (element.get("class") or "").lower()
    return (
        (element.get("id") or " ") in controls
        or element.get("role") == "tabpanel"
        or _FOLDED.search(names) is not None
    )


def _mark(struck: HtmlElement) -> None:
    """Set the words of a struck element between marks, of each line and block apart."""
    lines: list[list[tuple[HtmlElement, str]]] = [[]]
    for text in _texts(struck):
        if text is None:
            lines.append([])
        else:
            lines[-1].append(text)
    for line in filter(None, lines):
        (first, head), (last, tail) = line[0], line[-1]
        _set(first, head, re.sub(r"\A(\s*)", rf"\g<1>{STRUCK}", _get(first, head)))
        _set(last, tail, re.sub(r"(\s*)\Z", rf"{STRUCK}\g<1>", _get(last, tail), count=1))


def _texts(struck: HtmlElement) -> Iterator[tuple[HtmlElement, str] | None]:
    """Where the texts of an element stand, in order; None where a line or a block ends."""
    for event, element in iterwalk(struck, events=("start", "end")):
        if element is not struck and element.tag in BORDERS:
            yield None
        where = "text" if event == "start" else "tail"
        if (event == "start" or element is not struck) and _get(element, where).strip():
            yield element, where


def _get(element: HtmlElement, where: str) -> str:
    return getattr(element, where) or ""


def _set(element: HtmlElement, where: str, text: str) -> None:
    setattr(element, where, text)
