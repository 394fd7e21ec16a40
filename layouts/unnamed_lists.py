"""Which pages are lists under a theme that gives teasers no known name: by what they say, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.listing import is_beside
from layouts.markup import absolute, holding, length_of, opening_text, outermost
from records.dates import read_date
from records.names import folded
from records.reading import Block, Reading

_SENTENCE = re.compile(r"[.!?…](?=\s|\Z)")
_DAY = 40
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TEASERS = frozenset({"div", "article", "section", "li", "a", "tr"})
# Of what a list says, so much more is of its teasers than of itself.
_MOST_BESIDE = 4


def is_index(reading: Reading) -> bool:
    """Whether a page says little but the titles of others, each with a date and an opening perhaps."""
    headings = {block.text for block in reading.blocks if block.kind == "heading"}
    titles_of_others = sum(words in headings for _, words in reading.listed)
    return titles_of_others > 1 and len(reading.blocks) <= 4 * titles_of_others


def introduction(reading: Reading) -> Iterator[Block]:
    """The sentences that a page says before the first title that it lists."""
    titles = {folded(words) for _, words in reading.listed}
    before = takewhile(lambda block: folded(block.text) not in titles, reading.blocks)
    yield from (block for block in before if _SENTENCE.search(block.text))


def says_only_what_it_lists(reading: Reading) -> bool:
    """Whether a page says nothing but the words of its links and days beside them."""
    words = [folded(said) for _, said in reading.listed]
    return bool(words) and all(
        any(folded(line) in said for said in words) or read_date(line) is not None
        for block in reading.blocks
        for line in block.text.split("\n")
    )


def are_teasers(
    part: HtmlElement, heading: HtmlElement | None, urls: Collection[str], base: str,
    is_frame: Callable[[HtmlElement], bool],
) -> bool:  # fmt: skip
    """Whether boxes of one kind, each around a link to one of these pages, say most of what a part says."""
    links = [a for a in part.iter("a") if absolute(base, a.get("href") or "") in urls]
    if not links:
        return False
    boxes = _boxes(links)
    if len(urls) == 1:
        # The picture of a teaser leads there as well.
        boxes = next(filter(None, map(_one_box, links)), [])
    kinds = {(box.tag, box.get("class")) for box in boxes}
    if len(kinds) != 1 or boxes[0].tag not in _TEASERS:
        return False
    if (
        boxes[0].tag != "a"
        and boxes[0].get("class") is None
        and next(boxes[0].iter(*_HEADINGS), None) is None
    ):
        # An editor's own list.
        return False
    around = {part, *part.iterancestors()}
    frames = outermost(
        e for e in part.iter(Element) if e not in around and (is_frame(e) or is_beside(e))
    )
    apart = outermost([*boxes, *frames, *([heading] if heading is not None else [])])
    signs = {element: sum(map(length_of, element.itertext())) for element in (part, *apart)}
    own = signs[part] - sum(signs[element] for element in apart)
    return own < sum(signs[box] for box in boxes if box in signs) / _MOST_BESIDE


def _boxes(links: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The boxes side by side that hold these links."""
    ends = set(links[-1].iterancestors())
    whole = next(one for one in links[0].iterancestors() if one in ends)
    around = {*links, *holding(links)}
    return [child for child in whole if child in around]


def _one_box(link: HtmlElement) -> list[HtmlElement]:
    """The box that a heading opens which holds this link, or is in it: how far a single teaser goes."""
    heading = next(link.iterancestors(*_HEADINGS), None)
    if heading is None and next(link.iterdescendants(*_HEADINGS), None) is not None:
        heading = link
    box = heading.getparent() if heading is not None else None
    if box is None:
        return []
    # A day may stand above the heading.
    texts = ((e, opening_text(e, _DAY)) for e in box.iterchildren(Element))
    first = next((e for e, text in texts if text and (e is heading or not read_date(text))), None)
    return [box] if first is heading else []


def scope_of(
    tree: HtmlElement, heading: HtmlElement, urls: Collection[str], base: str
) -> HtmlElement:
    """The nearest element around a heading that holds links to all of these pages."""
    for around in heading.iterancestors():
        inside = {absolute(base, a.get("href") or "") for a in around.iter("a")}
        if inside.issuperset(urls):
            return around
    return tree
