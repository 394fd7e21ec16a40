"""Which element of a page is its title: the one that <title> confirms, whatever its tag or class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.markup import Around, has_class, matches, opening_text, select, text_content
from records.names import folded
from records.site import Site
from records.typography import clean

# What parts a title from the site's name in <title>, to the right of the title and to its left.
_BEHIND = re.compile(r"\s*(?:[|»«·•>/\[]|::)|\s+[-–—~]+\s|\s*:\s")
_BEFORE = re.compile(r"(?:[|»«·•>/]|::|\s[-–—~]+|:)\s*\Z")
_PARTS = re.compile(r"\s+(?:\||–|—|::|»|«|·|•|>|-|~)\s+|\s+:\s+|\s*\|\s*|\s*»\s*")
_IN_BRACKETS = re.compile(r"\[[^\[\]]{2,100}\]\s*")
# A title that a template cut says so; what is shorter says too little.
_CUT = re.compile(r"(.{12,}?)\s*(?:[(\[]?(?:\.\.\.|…)[)\]]?)(?=\s*(?:\Z|[|»«·•>/–—-]))")
# No title is longer: what is longer is a text.
_LONGEST = 500
_DEEPEST = 4
# Set above or below a title, inside its heading.
_BESIDE = (
    "descendant::*[contains(@class,'soustitre') or contains(@class,'surtitre')"
    f" or {has_class('subtitle')}]"
)
_NO_TITLE = frozenset({
    "a", "li", "td", "th", "button", "option", "label", "script", "style", "template", "noscript",
    "select", "form", "nav", "footer", "head", "title", "svg",
})  # fmt: skip
_is_no_title = matches(" or ".join(f"self::{tag}" for tag in sorted(_NO_TITLE)))
_is_heading = matches("self::h1 or self::h2 or self::h3 or self::dt")


def stated(tree: HtmlElement, site: Site) -> str:
    """What <title> says, without the site's own name before it; "" where the page has none."""
    head = text_content(tree.find(".//title"))
    first = _PARTS.search(head)
    return head[first.end() :] if first and is_site(head[: first.start()], site) else head


def said(heading: HtmlElement | None) -> str:
    """The title that a heading prints, without a line over or under it that is named as such."""
    if heading is None:
        return ""
    beside = select(heading, _BESIDE)
    if not beside or heading in beside:
        return text_content(heading)
    around = Around(set(beside).__contains__)
    kept = (
        text
        for element in heading.iter(Element)
        for text, where in ((element.text, element), (element.tail, element.getparent()))
        if text and where not in around and (element is not heading or where is heading)
    )
    return clean("".join(kept)) or text_content(heading)


def confirms(head: str, text: str) -> int:
    """How well <title> confirms a text as the title: 2 as its whole or first part, 1 as its last, else 0.

    Where <title> is cut (`A long tit(...) - Site`), the text is whole.

    >>> confirms("The call | Site", "The call"), confirms("Site – The call", "The call")
    (2, 1)
    >>> confirms("[Site] The call", "The call"), confirms("[Off] The call - Site", "The call")
    (2, 0)
    >>> confirms("The call of March | Site", "The call")
    0
    """
    whole, part = folded(head), folded(text)
    if not part or len(part) > _LONGEST:
        return 0
    # `[The site] The call`: the brackets hold no part of a title, unless it opens with them itself.
    if (
        whole.startswith("[")
        and whole.endswith(part)
        and _IN_BRACKETS.fullmatch(whole[: -len(part)])
    ):
        return 2
    if whole.startswith(part) and (len(whole) == len(part) or _BEHIND.match(whole, len(part))):
        return 2
    cut = _CUT.match(whole)
    if cut and part.startswith(cut[1]):
        return 2
    if whole.endswith(part) and _BEFORE.search(whole[: -len(part)]):
        return 1
    return 0


def confirmed(head: str, elements: Iterable[HtmlElement], site: Site) -> HtmlElement | None:
    """Of these elements the one that <title> confirms as its whole or first part; of several the longest."""
    longest, found = 0, None
    for element in elements:
        text = opening_text(element, min(2 * len(head) + 64, _LONGEST))
        if len(text) > longest and confirms(head, text) == 2 and not is_site(text, site):
            longest, found = len(text), element
    return found


def any_confirmed(tree: HtmlElement, head: str, without: Around, site: Site) -> HtmlElement | None:
    """Whichever element says what <title> says first, with all elements that say nothing else.

    A heading around it is meant with all it says: `<h1><b>Meeting</b> of 12 March</h1>`.
    """
    whole, body = folded(head), tree.find("body")
    if not whole or body is None:
        return None
    none = Around(_is_no_title)
    opened = (element for element in body.iter(Element) if (element.text or "").strip())
    found = confirmed(
        head,
        (
            element
            for opening in opened
            if whole.startswith(folded(opening.text[:_LONGEST]))
            and opening not in none
            and opening not in without
            for element in _beginning_with(opening)
        ),
        site,
    )
    if found is None:
        return None
    heading = Around(_is_heading).nearest(found)
    if heading is not None:
        return heading
    text = opening_text(found, _LONGEST)
    while (parent := found.getparent()) is not None and parent is not body:
        if opening_text(parent, len(text)) != text:
            break
        found = parent
    return found


def _beginning_with(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and those around it that begin with it, as far as a title may be set in others."""
    yield element
    for around in islice(element.iterancestors(), _DEEPEST):
        if (around.text or "").strip() or element.getprevious() is not None or around.tag == "body":
            return
        yield around
        element = around


def is_site(text: str, site: Site) -> bool:
    """Whether a text is only the site's name, or the name of its first page."""
    words = folded(text)
    return words in (folded(site.name), folded(site.short_name)) or words in site.words.home


def of_head(tree: HtmlElement, site: Site) -> str:
    """The title that <title> says, for a page that prints none."""
    return without_site(text_content(tree.find(".//title")), site)


def without_site(head: str, site: Site) -> str:
    """The title in <title>, without the name of the site, which stands last or first.

    Where no part is the name that we know it by, the last is; a <title> of one part says no more
    than the site's name, as far as anyone can tell.
    """
    parts = [part.strip(" []") for part in _PARTS.split(head)]
    breaks = _PARTS.findall(head)
    if len(parts) < 2:
        return ""
    if is_site(parts[0], site):
        return "".join(_interleaved(parts[1:], breaks[1:]))
    return "".join(_interleaved(parts[:-1], breaks[:-1]))


def _interleaved(parts: list[str], breaks: list[str]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield part
        yield from breaks[number : number + 1] if number + 1 < len(parts) else ()
