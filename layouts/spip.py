"""The pages of SPIP 3 and 4: where title, date, text, files and teasers stand (docs/site.md, "SPIP").

Read by SPIP's stable class names; the wrappers around them are each site's own and are not relied
upon. What the frame of the page holds (menus, sidebars, comments) never enters the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from layouts import attachments, teasers
from layouts.addresses import Place, canonical, place
from layouts.markup import Markup, absolute, has_class, links, outermost, select, text_content
from layouts.prose import blocks, soup_of
from records.dates import read_date
from records.errors import MissingPart, NotContent
from records.names import folded
from records.reading import Block, Fetched, Reading, Translation
from records.site import Site
from records.typography import clean

# What surrounds a page's own content. A theme names these as it likes; SPIP's own and the usual ones.
_FRAME_CLASSES = (
    "aside", "secondaire", "sidebar", "comments", "forum", "pied", "footer", "hierarchie", "arbo",
)  # fmt: skip
_FRAMES = f"{has_class(*_FRAME_CLASSES)} or {has_class('menu')}"
_FRAME_IDS = (
    "navigation",
    "nav",
    "extra",
    "aside",
    "sidebar",
    "footer",
    "pied",
    "forum",
    "comments",
)
FRAME = (
    f"ancestor-or-self::*[self::aside or self::nav or self::footer or {_FRAMES}"
    f" or {' or '.join(f'@id={name!r}' for name in _FRAME_IDS)}]"
)
# SPIP gives its own list of attached files the class "menu": for it that is no frame.
_ABOVE = FRAME.replace("ancestor-or-self", "ancestor").replace(has_class("menu"), "false()")
_OWN = f"[not({FRAME})][not(ancestor::li)]"
# A teaser's text has the same class; above it stands a heading that leads to its page.
_TEASED = "preceding-sibling::*[self::h2 or self::h3 or self::h4 or self::h5][.//a[@href]]"
_TEXT = (
    f"//*[@class][{has_class('chapo', 'texte', 'hyperlien', 'ps', 'notes')}]{_OWN}[not({_TEASED})]"
)
_DATES = (
    f"//*[@class][{has_class('published')}]{_OWN}",
    f"//*[@class][{has_class('info-publi', 'date', 'publication', 'dateline')}]{_OWN}",
    f"//time{_OWN}",
)
# "Published on", "Mis en ligne le": what a theme says before the date.
_BEFORE_DATE = re.compile(r"^[^\W\d][^\d:,]{0,24}(?:\b(?:on|le)\b|:)\s*", re.IGNORECASE)
_LIST_BODY = re.compile(r"\bpage_(?!article\b|breve\b|404\b|login\b)\w+")
_TRANSLATIONS = (
    f"//*[@class][{has_class('traductions')}]//a[@hreflang]"
    " | //a[@hreflang][contains(@rel,'alternate')]"
    " | //link[@rel='alternate'][@hreflang][not(@type)]"
)
_TRAIL = (
    f"//*[@class or @id][{has_class('arbo', 'ariane', 'fil-ariane', 'breadcrumb', 'hierarchie')}"
    " or @id='hierarchie' or @id='arbo' or @id='ariane']"
)
_HEADING = "self::h1 or self::h2 or self::h3"
_TITLES = (
    f"//*[@class][{has_class('surlignable', 'entry-title')}][{_HEADING}][not({FRAME})]",
    f"//*[contains(@class,'titre')][{_HEADING}][not({FRAME})]",
    f"//h1[not({FRAME})]",
    f"//*[@class][{has_class('titre', 'titre-article')}][not({FRAME})]",
    f"//h2[not({FRAME})]",
)
_ONLINE = " or ".join(
    f"starts-with(normalize-space(.),{words!r})" for words in ("View online", "Voir en ligne")
)
_FIXED_HEADINGS = ("p.s", "p.-s", "ps", "post-scriptum", "post scriptum", "notes", "footnotes")
_LOGIN = "//form[contains(@class,'formulaire_login')] | //*[@id='formulaire_login']"


def recognises(markup: Markup, fetched: Fetched) -> bool:
    """Whether SPIP made this page: it says so in a header, in its generator, or by its names."""
    if any(name.startswith("x-spip") for name in fetched.headers):
        return True
    if "spip" in fetched.headers.get("composed-by", "").lower():
        return True
    tree = markup.tree
    return bool(
        select(tree, "//meta[@name='generator'][contains(@content,'SPIP')]")
        or select(tree, "//a[contains(@href,'spip.php?')]")
        or select(tree, "//*[contains(@class,'spip')]")
    )


def read(markup: Markup, fetched: Fetched, at: Place, site: Site) -> Reading:
    """Read one SPIP page. Raises NotContent or MissingPart where it holds no article."""
    tree = markup.tree
    body_class = (tree.find("body").get("class") or "") if tree.find("body") is not None else ""
    if "page_login" in body_class or (select(tree, _LOGIN) and not select(tree, _TEXT)):
        raise NotContent("this is a login form, no page: nothing to archive")
    if "page_404" in body_class.split():
        raise NotContent("this is the site's page for what it does not have (404 at status 200)")
    at = _own_place(tree, body_class, markup.base, at, site)
    trail = _trail(tree, site)
    heading = _heading(tree, trail)
    title = text_content(heading)
    if folded(title).strip(" .!") in site.words.no_page:
        raise NotContent(f"{title!r} is what a site says in place of a page: nothing to archive")
    is_list = at.is_list or bool(_LIST_BODY.search(body_class))
    lists_only = is_list and at.kind not in ("rubrique", "path")
    pieces = [] if lists_only else outermost(select(tree, _TEXT))
    content = _content(heading)
    files = attachments.read(tree, content, pieces, markup.base, site, _ABOVE)
    text = tuple(_blocks(pieces, content, markup.base, site))
    if not title and not is_list:
        missing = "title" if text else "title and text"
        raise MissingPart(
            f"{missing} not found on a SPIP page: its template has changed; see docs/operating.md"
        )
    return Reading(
        page_id=at.id,
        layout="spip",
        url=canonical(at.id, site),
        title=title or site.name,
        language=_language(tree),
        trail=_whole(trail, title, at),
        date_line=None if is_list else _date_line(tree, heading, pieces),
        blocks=text,
        attachments=files,
        teasers=() if is_list else tuple(teasers.read(tree, pieces, markup.base, at, site)),
        translations=tuple(_translations(tree, markup.base, site)),
        links=tuple(links(markup)),
        is_list=is_list,
        spellings=tuple((url, at.id) for url in _canonical(tree, markup.base)),
    )


def _own_place(tree: HtmlElement, body_class: str, base: str, at: Place, site: Site) -> Place:
    """Where a page asked for by rewritten address stands: by number where it tells one."""
    if at.kind != "path":
        return at
    for url in _canonical(tree, base):
        own = place(url, site)
        if own and own.id.startswith("spip/"):
            return own
    return Place(at.id.replace("drupal/", "spip/", 1), at.offset)


def _canonical(tree: HtmlElement, base: str) -> Iterator[str]:
    for href in select(tree, "//link[@rel='canonical']/@href"):
        if url := absolute(base, str(href)):
            yield url


def _heading(tree: HtmlElement, trail: list[str]) -> HtmlElement | None:
    """The heading of the page. The trail and <title> cut long titles: they only tell which it is."""
    last = folded(trail[-1].removesuffix("(...)").removesuffix("(…)")) if trail else ""
    first = None
    for path in _TITLES:
        for element in select(tree, path):
            text = text_content(element)
            if text and last and folded(text).startswith(last):
                found: HtmlElement = element
                return found
            first = element if first is None and text else first
    return first


def _content(heading: HtmlElement | None) -> HtmlElement | None:
    """The element that holds a page's heading and its text: the nearest with text under it."""
    element = heading
    while element is not None and element.tag not in ("body", "html"):
        if select(element, f".{_TEXT}"):
            return element
        element = element.getparent()
    return element


def _trail(tree: HtmlElement, site: Site) -> list[str]:
    """The items of the trail: its links, then what stands behind the last one.

    Where its name is a theme's own it is known by its words: `Home > …`, in one short element.
    """
    found = select(tree, _TRAIL) or [
        element
        for link in select(tree, "//a[following-sibling::node() or parent::li]")[:40]
        if folded(text_content(link)) in site.words.home
        and len(text_content(element := link.getparent())) < 400
        and re.match(r"[^>»›]{2,40}\s?[>»›]", text_content(element))
    ]
    if not found:
        return []
    crumbs = list(found[0].iter("a"))
    behind = _after(crumbs[-1], found[0]) if crumbs else text_content(found[0])
    items = [*map(text_content, crumbs), behind.strip(" >›»/|\u00a0")]
    return [item for item in items if item]


def _after(element: HtmlElement, within: HtmlElement) -> str:
    """The text behind an element, as far as another goes that holds it."""
    parts: list[str] = []
    while element is not within:
        parts.append(element.tail or "")
        for sibling in element.itersiblings():
            parts += [*sibling.itertext(), sibling.tail or ""]
        element = element.getparent()
    return clean("".join(parts))


def _whole(trail: list[str], title: str, at: Place) -> tuple[str, ...]:
    """The trail with the title itself as its last item, in place of the cut one."""
    if not trail or not title:
        return tuple(trail)
    last = folded(trail[-1].removesuffix("(...)").removesuffix("(…)"))
    named = folded(title).startswith(last) and len(trail) > 1
    return (*(trail[:-1] if named else trail), title)


def _language(tree: HtmlElement) -> str | None:
    """SPIP sets the article's own language on <html>."""
    return (tree.get("lang") or "").split("-")[0].lower() or None


def _date_line(
    tree: HtmlElement, heading: HtmlElement | None, pieces: list[HtmlElement]
) -> str | None:
    """The printed date; an attribute without a text is the moment of the request, not a date.

    Where its name is a theme's own, the first line below the heading that is nothing but a date.
    """
    for path in _DATES:
        for element in select(tree, path):
            if printed := text_content(element):
                return printed
    if heading is None:
        return None
    for element in select(heading, "following::*[not(*) or self::p or self::time][position()<12]"):
        if pieces and (element is pieces[0] or pieces[0] in element.iterancestors()):
            break
        text = text_content(element)
        if len(text) < 60 and read_date(_BEFORE_DATE.sub("", text)) and not _is_framed(element):
            return text
    return None


def _is_framed(element: HtmlElement) -> bool:
    """Whether an element stands in a frame, or in a box that leads to another page."""
    return bool(select(element, f"self::*[{FRAME} or {_TEASED} or parent::li[.//a]]"))


def _blocks(
    pieces: list[HtmlElement], content: HtmlElement | None, base: str, site: Site
) -> Iterator[Block]:
    for piece in pieces:
        soup = soup_of(piece)
        attachments.take_out(soup)
        if "hyperlien" in (piece.get("class") or "").split():
            yield from _hyperlink(piece, base)
        else:
            yield from (b for b in blocks(soup, base, site) if not _is_fixed_heading(b))
    # The hyperlink field under a name that is a theme's own.
    for line in select(content, f".//p[.//a][{_ONLINE}]") if content is not None else ():
        if not any(line is piece or piece in line.iterancestors() for piece in pieces):
            yield from _hyperlink(line, base)


def _is_fixed_heading(block: Block) -> bool:
    """The template's own heading over an afterword or the notes: nobody's text."""
    return block.kind == "heading" and folded(block.text).strip(" .:") in _FIXED_HEADINGS


def _hyperlink(piece: HtmlElement, base: str) -> Iterable[Block]:
    """The hyperlink field, `View online : <a>`: a label whatever its language calls it."""
    for link in piece.iter("a"):
        url = absolute(base, link.get("href") or "")
        if url:
            yield Block(
                "label", text_content(piece), label="hyperlink", value=text_content(link), url=url
            )
            return


def _translations(tree: HtmlElement, base: str, site: Site) -> Iterator[Translation]:
    found: dict[str, str] = {}
    for link in select(tree, _TRANSLATIONS):
        url = absolute(base, link.get("href") or "")
        language = link.get("hreflang").split("-")[0].lower()
        at = place(url, site) if url else None
        if at and not at.is_list:
            found.setdefault(at.id, language)
    yield from (Translation(language, page_id) for page_id, language in found.items())
