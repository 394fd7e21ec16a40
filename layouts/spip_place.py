"""What a SPIP page at a rewritten address says it is: its number, and whether it lists others.

Skeletons tell it in the classes or the name of `<body>` (`page_rubrique`, `page-article article17`,
`art17`), in the links of `<head>`, in the form and the links of the page's forum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from layouts.addresses import Place, place
from layouts.markup import absolute, has_class, select
from records.site import Site

# A type's page by its composition is one of that type: `page_article_pleinepage`.
_PAGE = re.compile(r"page[_-]([a-z]+)")
_NAMED = re.compile(r"(?:id_)?(article|art|breve|rubrique|rub)[_-]?([0-9]{1,9})?\Z")
_KINDS = {"art": "article", "rub": "rubrique"}
# Plugins print an article by a page of its own ("pages uniques").
_RECORDS = ("article", "breve", "page", "evenement")
_NO_KIND = ("login", "404")
_LISTS = frozenset(
    {"rubrique", "rubriques", "mot", "auteur", "auteurs", "plan", "recherche", "archives"}
)
_SECTION_FEED = (
    "descendant::link[@rel='alternate'][contains(@href,'backend')]"
    "[contains(@href,'id_rubrique=')]/@href"
)
_OF_SECTION = re.compile(r"[?&]id_rubrique=([0-9]{1,9})(?![0-9])")
_FORUM = "descendant::*[contains(@href,'page=forum') or contains(@action,'page=forum')]"
_TITLE_MARKS = "descendant::h1[contains(@class,'-titre-')]/@class"
_TITLE_MARK = re.compile(r"\b(article|rubrique|breve)-titre-([0-9]{1,9})(?![0-9])")
_ITS_LISTS = (
    "descendant::*[@id='content' or @id='contenu']/descendant::*[contains(@class,'liste')]"
    f"[{has_class('articles', 'rubriques')}][not(contains(@class,'short'))]"
)
_DATED = f"descendant::*[{has_class('info-publi')}]"
# `-Rubrique-`, `+-Mot-+`, `_Auteur_`, `@Site@`, with a number where two have one name: `-Rubrique,12-`.
_SIGNED = re.compile(r"/\??(?:-[^/]*[^/+-]-|\+-[^/]+-\+|_[^/]*[^/_]_|@[^/]+@)(?:\.html)?/?\Z")
_OF_ARTICLE = re.compile(r"[?&]id_article=([0-9]{1,9})(?![0-9])")


def is_address_of_list(at: Place) -> bool:
    """Whether a rewritten address has the signs by which SPIP tells sections, key words, authors and partners
    from articles.

    >>> paths = ("-Nos-membres-", "?-Nos-membres-", "Nos-membres")
    >>> [is_address_of_list(Place(f"drupal/path/{path}")) for path in paths]
    [True, True, False]
    """
    return at.kind == "path" and _SIGNED.search(at.id) is not None


def kind_of_body(tree: HtmlElement) -> str | None:
    """What `<body>`, or the mark of its title, calls the page: "article", "rubrique", "mot", …; None where
    neither says."""
    if marked := _marked(tree):
        return marked[0][0]
    names = _body_names(tree)
    for name in names:
        if (found := _PAGE.match(name)) and found[1] not in _NO_KIND:
            return found[1]
    # Of an article its sections may be named as well.
    for kinds in (_RECORDS, _LISTS):
        for name in names:
            named = _NAMED.match(name)
            kind = _KINDS.get(named[1], named[1]) if named else name
            if kind in kinds and not (kind in _LISTS and named and named[2]):
                return kind
    return None


def lists(tree: HtmlElement, has_text: bool) -> bool:
    """Whether the page says that it is a list: of a section, a key word, an author, the whole site."""
    kind = kind_of_body(tree)
    if kind is not None:
        return kind not in _RECORDS
    if select(tree, _SECTION_FEED):
        return True
    if not has_text and any(kind == "rubrique" for kind, _ in _numbers_of_body(tree)):
        return True
    # SPIP's own template of a section: lists of articles or sections, and no day below the title.
    return bool(select(tree, _ITS_LISTS)) and not select(tree, _DATED)


def own_place(tree: HtmlElement, base: str, at: Place, is_list: bool, site: Site) -> Place:
    """Where a page asked for by a rewritten address stands: by number where it tells one."""
    if at.kind != "path":
        return at
    for url in own_addresses(tree, base, site):
        own = place(url, site)
        if own and own.id.startswith("spip/") and own.kind in ("article", "breve", "rubrique"):
            return Place(own.id, at.offset)
    return Place(_told(tree, is_list) or identity(at), at.offset)


def identity(at: Place) -> str:
    """The identity of a page of SPIP's by its address alone: a path tells no CMS, and is SPIP's here."""
    return at.id.replace("drupal/path/", "spip/path/", 1)


def own_addresses(tree: HtmlElement, base: str, site: Site) -> Iterator[str]:
    """The addresses that the page calls its own; that of the home page is a template's slip."""
    for relation in ("canonical", "shortlink"):
        for href in select(tree, "descendant::link[@rel=$relation]/@href", relation=relation):
            url = absolute(base, str(href))
            if url and not is_home(url, site):
                yield url


def is_home(url: str, site: Site) -> bool:
    """Whether an address is the home page's, which no other page is."""
    at = place(url, site)
    return at is not None and at.kind == "sommaire"


def _told(tree: HtmlElement, is_list: bool) -> str | None:
    """The identity by the number that the page's body, its feed or its forum tells."""
    wanted = ("rubrique",) if is_list else ("article", "breve")
    told = [one for one in _numbers_of_body(tree) if one[0] in wanted]
    told = told or [(wanted[0], number) for number in _numbers_of_links(tree, is_list)]
    numbers = {number for _, number in told}
    # Of several none is known to be the page's: a section's class names those around it too.
    return f"spip/{told[0][0]}/{told[0][1]}" if len(numbers) == 1 else None


def _numbers_of_links(tree: HtmlElement, is_list: bool) -> Iterator[int]:
    if is_list:
        addresses = (str(href) for href in select(tree, _SECTION_FEED))
        pattern = _OF_SECTION
    else:
        addresses = (e.get("href") or e.get("action") for e in select(tree, _FORUM))
        pattern = _OF_ARTICLE
    for address in addresses:
        found = pattern.search(address)
        if found and int(found[1]):
            yield int(found[1])


def _numbers_of_body(tree: HtmlElement) -> list[tuple[str, int]]:
    found = (_NAMED.match(name) for name in _body_names(tree))
    return _marked(tree) or [
        (_KINDS.get(one[1], one[1]), int(one[2])) for one in found if one and one[2] and int(one[2])
    ]


def _marked(tree: HtmlElement) -> list[tuple[str, int]]:
    """What the mark of its title calls the page, by which editors change it: `article-titre-17`."""
    found = {
        mark for names in select(tree, _TITLE_MARKS) for mark in _TITLE_MARK.findall(str(names))
    }
    return [(kind, int(number)) for kind, number in found if int(number)] if len(found) == 1 else []


def _body_names(tree: HtmlElement) -> list[str]:
    body = tree.find("body")
    if body is None:
        return []
    return f"{body.get('class') or ''} {body.get('id') or ''}".lower().split()
