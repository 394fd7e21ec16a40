"""The text of a page whose theme gives it no known name: what follows the title, as far as no frame begins.

Told by where it stands and by what it leads to, which no theme can rename.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import takewhile
from typing import NamedTuple

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts import about_lines, headed_boxes
from layouts.markup import BLOCKS, holding, length_of, matches, opening_text
from layouts.shares import BOXES, Share, all_file_boxes, file_boxes, shares
from records.dates import find_dates
from records.names import folded
from records.site import Site

# Parts of the names that themes give to what stands around a page.
_FRAME_NAME = re.compile(
    r"foot|\bpied|sidebar|\baside|breadcrumb|\bariane|miettes|\bcomment|\bforum|copyright|colophon|cookie"
)
_TAGS = re.compile(r"\btags?\b|tag-?list|mots-?cles|key-?words|etiquettes")
# The same, of names that a text may bear too: it says most of what its page says.
_LIKELY_FRAME = re.compile(
    rf"{_TAGS.pattern}|menu|navig|\bnav|\bshar|partag|social|related|similar|pager|pagin|legal|search|recherche|login"
    r"|\bbio(?:graph(?:ie|y))?\b|\bauteurs?\b|author|bandeau|toolbar|\boutils|skip|modal|popup|\bbottom\b|\bbas\b"
)
_is_frame = matches(
    "self::nav or self::aside or self::footer or self::form or self::script or self::style"
    " or self::template or self::noscript or @role='navigation' or @role='complementary'"
    " or @role='contentinfo' or @role='search' or @role='dialog'"
)
# What themes call the opening that they set below a title, apart from the text.
_LEAD = re.compile(
    r"\blead\b|[_-]lead\b|chapo|chapeau|intro|accroche|summary|standfirst|subtitle|subhead|\bhat\b|hook"
)
_HEADINGS = ("h2", "h3", "h4", "h5")
_RIGHTS = re.compile(
    r"©|\bcopyright\b|tous droits reserves|all rights reserved|mentions legales|legal notice"
)
_LEGAL = re.compile(
    r"mentions|legal|copyright|droits|credits|licence|conditions|donnees personnelles|privacy|terms"
)
_SENTENCE = re.compile(r"[.!?…](?=\s|\Z)")
_LONGEST_INTRODUCTION = 2_000
_COLOPHON = 600
_SHORT = 160
# A menu has more links than a trail, a box two at least.
_MENU, _BOX, _COLUMN = 5, 2, 3


def introduction(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The sentences right below a list's title, before anything leads on."""
    for element in heading.itersiblings(Element):
        if next(element.iter("a", "form", *_HEADINGS), None) is not None:
            return
        if _SENTENCE.search(opening_text(element, _LONGEST_INTRODUCTION)):
            yield element


def scope_of(heading: HtmlElement, pieces: list[HtmlElement]) -> HtmlElement:
    """The nearest element around a title and its text."""
    around = holding(pieces)
    element = heading
    while element not in around and element.getparent() is not None:
        element = element.getparent()
    return element


class Text(NamedTuple):
    """The elements of a page's text in their order, those inside that are none of it, the printed date, the
    boxes of attached files in or below it."""

    pieces: list[HtmlElement]
    left_out: set[HtmlElement]
    date_line: str | None
    files: list[HtmlElement]


def text_of(heading: HtmlElement, trails: Collection[HtmlElement], base: str, site: Site) -> Text:
    """The page's text: from the heading outwards what follows it, until an element holds a frame too."""
    tree = heading.getroottree().getroot()
    body = tree.find("body")
    # What a page puts behind its body belongs to it as well.
    share = shares(tree, base, site)
    around_trail = {*trails, *holding(trails)}

    whole = share[tree if body is None else body].own

    answers, others = headed_boxes.answering(tree), headed_boxes.leading_on(tree)
    own_boxes = set(heading.iterancestors())

    # A page of that name says what a colophon says.
    is_legal = _LEGAL.search(folded(opening_text(heading, _COLOPHON))) is not None

    def is_frame(element: HtmlElement) -> bool:
        said = share.get(element)
        if said is None or element in around_trail:
            return False
        name = _name(element)
        if _is_frame(element) or _FRAME_NAME.search(name):
            return True
        if element in answers and element not in own_boxes and element is not heading:
            return True
        is_most = said.own * 2 >= whole
        if said.leads and element in others and element not in own_boxes and not is_most:
            return True
        if not is_legal and _is_colophon(element, said):
            return True
        if said.own * 2 < whole and _LIKELY_FRAME.search(name):
            return True
        if element.tag not in BOXES or element in own_boxes:
            return False
        if said.is_column():
            return True
        if not said.only_leads():
            return False
        return said.leads >= _BOX or (said.own == 0 and _is_card(element))

    def holds_frame(element: HtmlElement) -> bool:
        return any(
            said.leads
            and (
                (inner in others and said.own * 2 < whole)
                or (said.leads >= _BOX and said.only_leads())
            )
            for inner in element.iter(*BOXES)
            if (said := share.get(inner)) is not None
        )

    def is_menu(element: HtmlElement) -> bool:
        """Before a title: what is a frame by its tag, or holds more links than a trail."""
        said = share.get(element)
        if said is None or element in around_trail:
            return False
        return element.tag in ("nav", "aside") or (said.leads >= _MENU and said.own < said.leading)

    def says(element: HtmlElement) -> bool:
        said = share.get(element)
        return bool(said and said.own) and not is_frame(element)

    pieces: list[HtmlElement] = []
    before: set[HtmlElement] = set()
    beyond: list[HtmlElement] = []
    started = leads_in = False
    for node in _upwards(heading, body):
        earlier = list(node.itersiblings(Element, preceding=True))
        behind = list(node.itersiblings(Element))
        framed = any(map(is_frame, behind)) or any(map(is_menu, earlier))
        # Beside a whole text what holds a frame is a column.
        framed = framed or (started and not leads_in and any(map(holds_frame, behind)))
        if framed and started and not (leads_in and _says_more(behind, pieces, share, is_frame)):
            # A column of links beside a text may hold the page's own files.
            beyond = [
                e for e in behind if e in share and not _is_frame(e) and not is_named_a_frame(e)
            ]
            break
        run = [*takewhile(lambda e: not is_frame(e), behind)] if framed else behind
        if framed and not any(says(e) and not about_lines.is_about(e, share, site) for e in run):
            run = behind
        said = [element for element in run if says(element)]
        before.update(earlier)
        if any(length_of(element.tail) for element in (node, *run)):
            # The text, or a part of it, stands in no element of its own.
            pieces = [node.getparent()]
            before.update(filter(is_frame, behind))
            started = True
        else:
            pieces += said
            text = [element for element in said if not about_lines.is_about(element, share, site)]
            if text:
                # `<header><h1>…</h1><p>a lead</p></header>`: the text stands below.
                is_lead = node.getparent().tag == "header" or all(map(_is_lead, text))
                leads_in = is_lead and not started
            started = started or bool(text)
        if framed and started and not leads_in:
            break
    left_out = {heading, *before, *_within(pieces, share, own_boxes, is_frame)}
    about = list(about_lines.opening(heading, pieces, left_out, share, site))
    left_out.update(about)
    files = [*file_boxes([p for p in pieces if p not in left_out], share)]
    left_out.update(files)
    left_out.update(about_lines.trailing(pieces, left_out, share, site))
    while pieces and (
        pieces[-1] in left_out or about_lines.is_about_at_end(pieces[-1], share, site)
    ):
        left_out.add(pieces.pop())
    files += all_file_boxes(beyond, share)
    dated = (opening_text(e, _SHORT) for e in about)
    date_line = next((text for text in dated if find_dates(text, site.languages)), None)
    kept = [piece for piece in pieces if piece not in left_out]
    return Text(kept, left_out, date_line, files)


def _is_card(box: HtmlElement) -> bool:
    """Whether all that a box says is one link that holds blocks: the card of another page."""
    link = next(box.iter("a"), None)
    return link is not None and next(link.iterdescendants(*BLOCKS), None) is not None


def _is_lead(element: HtmlElement) -> bool:
    return _LEAD.search(_name(element)) is not None


def _says_more(
    behind: list[HtmlElement],
    pieces: list[HtmlElement],
    share: dict[HtmlElement, Share],
    is_frame: Callable[[HtmlElement], bool],
) -> bool:
    """Whether what stands behind a lead, before the next frame, says something."""
    run = takewhile(lambda element: not is_frame(element), behind)
    return any(share[element].own for element in run if element in share)


def is_named_a_frame(element: HtmlElement) -> bool:
    """Whether the names that a theme gives an element are those of what stands around a page."""
    name = _name(element)
    return bool(_FRAME_NAME.search(name) or _LIKELY_FRAME.search(name))


def _upwards(element: HtmlElement, body: HtmlElement | None) -> Iterator[HtmlElement]:
    while element is not None and element is not body and element.getparent() is not None:
        yield element
        element = element.getparent()


def _is_colophon(element: HtmlElement, said: Share) -> bool:
    return said.signs < _COLOPHON and bool(_RIGHTS.search(folded(opening_text(element, _COLOPHON))))


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _within(
    pieces: list[HtmlElement],
    share: dict[HtmlElement, Share],
    around: Collection[HtmlElement],
    is_frame: Callable[[HtmlElement], bool],
) -> Iterator[HtmlElement]:
    """The frames inside a text: by tag or role, else boxes that hold less than half of what it says."""
    whole = sum(share[piece].own for piece in pieces)
    for piece in pieces:
        for element in piece.iterdescendants(Element):
            said = share[element]
            if (_is_frame(element) and element not in around) or (
                element.tag in ("ul", "ol", "p") and said.leads and _TAGS.search(_name(element))
            ):
                yield element
            elif element.tag in BOXES and said.own * 2 < whole:
                column = said.leads >= _COLUMN and said.leading > said.own
                if column or is_frame(element) or _teases(element, share):
                    yield element


def _teases(box: HtmlElement, share: dict[HtmlElement, Share]) -> bool:
    """Whether a box opens with a heading that is nothing but a link to another page of the site."""
    first = next((e for e in box.iterchildren(Element) if share[e].signs), None)
    return first is not None and first.tag in _HEADINGS and share[first].only_leads()
