"""Which page an address leads to: one identity for all spellings of one page, none for traps.

The rules are those of the address grammars of SPIP and Drupal (docs/site.md, "Addresses"). An
identity is the kind of page and the site's own number, `spip/article/389`, `drupal/node/94`; hosts,
schemes, parameter order and tracking parameters do not count. An alias tells no number: until its
page is read it is known by its path, `drupal/path/juin-2024`. What has no identity is never asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urljoin

from layouts import drupal_addresses
from records.site import Site
from records.web_addresses import parts

# SPIP's `page=` values that hold content or lead to it, and the parameter that numbers each.
_NUMBERED = {"article": "id_article", "rubrique": "id_rubrique", "breve": "id_breve"}
_SINGLE = ("plan", "backend", "sommaire")
# Pages about the site's own authors, words and partners: SPIP's short forms of what has no identity.
_OF_OTHERS = re.compile(r"(auteur|mot|site|document|syndic|groupe|forum)[0-9]+(?:\.html)?\Z")
_SHORT = re.compile(r"^(article|rubrique|breve)([0-9]+)(?:\.html)?$")
# No site has a thousand million pages, and a number without end is somebody's joke.
_NUMBER = re.compile(r"[0-9]{1,9}\Z")
# No editor made a longer address, and every rule is tried on each.
LONGEST = 2000
# `sitemap.xml`, its parts where it is an index (`sitemap-2.xml.gz`), under whatever name robots.txt tells.
_SITEMAP = re.compile(r"(?:[^/]{1,99}/)*[\w.-]*sitemap[\w.-]*\.xml(?:\.gz)?", re.IGNORECASE)
_OFFSET = re.compile(r"^debut_(articles|breves|rubriques)$")
# A title behind a question mark, as SPIP rewrites addresses where the server cannot; a section's stands
# between hyphens, an author's between underscores. A word alone is what somebody's script is told.
_TITLE = re.compile(
    r"(?=.*[A-Z]|.*[a-z].*-.*-)[-_]?(?:[A-Za-z0-9]+(?:[-'.][A-Za-z0-9'.]+)+|[A-Z][a-z]{3,}[0-9]*)[-_]?"
)
# Parameters that change how a page is shown, not which page it is.
_HARMLESS = re.compile(r"^(lang|var_.*|utm_.*|fbclid|gclid|debut_.*|recalcul)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: `id` of the page, and the offset where it is a later part of a list."""

    id: str
    offset: int = 0

    @property
    def kind(self) -> str:
        """article, rubrique, plan, …"""
        return self.id.split("/")[1]

    @property
    def is_list(self) -> bool:
        """Whether the page only lists others. An alias does not tell."""
        return self.kind not in ("article", "breve", "node", "path")

    @property
    def is_feed(self) -> bool:
        """Whether it is asked for the addresses in it alone."""
        return self.kind in ("backend", "sitemap", "feed")


def is_ours(url: str, site: Site) -> bool:
    """Whether an address is on one of the site's hosts."""
    at = parts(url)
    if at is None or at.scheme not in ("http", "https"):
        return False
    return at.netloc.lower().removesuffix(":80").removesuffix(":443") in site.hosts


@lru_cache(maxsize=10_000)
def place(url: str, site: Site) -> Place | None:
    """The page an address leads to; None where it is no page of the site, or a trap.

    >>> place("https://www.contrelatraite.org/spip.php?article389&lang=en", site).id
    'spip/article/389'
    """
    if not is_ours(url, site) or len(url) > LONGEST:
        return None
    at, path = parts(url), _path(url, site)
    if at is None or path is None:
        return None
    query = parse_qsl(at.query, keep_blank_values=True)
    if path in ("", "spip.php", "index.php", "node"):
        return _from_query(query)
    if _NUMBER.match(path):
        return _numbered("article", path, query)
    short = _SHORT.match(path)
    if short:
        return _numbered(short[1], short[2], query)
    if _SITEMAP.fullmatch(path):
        own = "" if path == "sitemap.xml" else f"/{path}"
        return Place(f"spip/sitemap{own}", drupal_addresses.part(dict(query)))
    if path == "rss.xml":
        return Place("drupal/feed")
    if drupal_addresses.trap(path) or _OF_OTHERS.match(path):
        return None
    # A section of SPIP's keeps its way of counting under a rewritten address.
    offset = _offset(query) or drupal_addresses.part(dict(query))
    return Place(drupal_addresses.identity(path, site.languages), offset)


def month(url: str, site: Site) -> Place | None:
    """The month of archives that an address leads to: no page, but a way to some; None where it is none."""
    path = _path(url, site) if is_ours(url, site) and len(url) <= LONGEST else None
    at = parts(url)
    if not path or not at or not drupal_addresses.is_month(path):
        return None
    return Place(f"drupal/month/{path}", drupal_addresses.part(dict(parse_qsl(at.query))))


def _path(url: str, site: Site) -> str | None:
    """The path below the site's base, without the prefix that means nothing; None beside the base."""
    base, at = base_path(site), parts(url)
    path = (at.path or "/") if at else ""
    if not f"{path}/".startswith(base):
        return None
    path = path[len(base) :].strip("/")
    while path.startswith("index.php/"):
        path = path.removeprefix("index.php/").strip("/")
    return path


def base_path(site: Site) -> str:
    """The path of the site's base address."""
    at = parts(site.base)
    return at.path if at else "/"


def refusal(url: str, site: Site) -> str:
    """Why an address of the site has no identity, in the words of the run's summary."""
    path = _path(url, site)
    if path is None:
        return "beside the site's base address"
    if len(url) > LONGEST:
        return "addresses longer than any page's"
    if _OF_OTHERS.match(path):
        return "SPIP's pages about authors, words and partners"
    return drupal_addresses.trap(path) or "addresses with parameters that act or search"


def clean_address(url: str, at: Place, site: Site) -> str:
    """The address to ask: SPIP's as it was met, a Drupal page's without prefix and parameters.

    Under the prefix its links to files are dead, and with it they would be met a second time.
    """
    met = parts(url)
    if at.kind == "path" and at.offset and met and _offset(parse_qsl(met.query)):
        return url
    return drupal_addresses.address(at.id, site.base, at.offset) or url


def _from_query(query: list[tuple[str, str]]) -> Place | None:
    """`?page=article&id_article=389` in any order, or `?article389` first and others behind."""
    names = dict(query)
    page = names.get("page")
    if page is not None and page.replace(",", "").isdecimal():
        return Place("spip/sommaire", drupal_addresses.part(names))
    if page is None:
        for name, value in query:
            short = _SHORT.match(name) if not value else None
            if short:
                return _numbered(short[1], short[2], query)
        others = [pair for pair in query if not _HARMLESS.match(pair[0])]
        if len(others) > 1 or _is_trap(names):
            return None
        if others:
            (name, value), offset = others[0], _offset(query)
            is_title = not value and _TITLE.fullmatch(name)
            return Place(f"drupal/path/?{name}", offset) if is_title else None
        return Place("spip/sommaire", _offset(query))
    if page in _SINGLE and not _is_trap(names):
        return Place(f"spip/{page}", _offset(query))
    if page in _NUMBERED and _NUMBER.match(names.get(_NUMBERED[page], "")):
        return _numbered(page, names[_NUMBERED[page]], query)
    return None


def _numbered(kind: str, number: str, query: list[tuple[str, str]]) -> Place | None:
    if _is_trap(dict(query)) or not _NUMBER.match(number) or int(number) == 0:
        return None
    offset = 0 if kind != "rubrique" else _offset(query)
    return Place(f"spip/{kind}/{int(number)}", offset)


def _is_trap(names: dict[str, str]) -> bool:
    """Parameters under which SPIP acts, recomputes, shows a picture's page or a month's calendar."""
    return any(
        name in ("action", "id_document", "id_forum", "mois", "recherche", "url", "ajout")
        or (name.startswith("var_") and name != "var_lang")
        for name in names
    )


def _offset(query: list[tuple[str, str]]) -> int:
    for name, value in query:
        if _OFFSET.match(name) and _NUMBER.match(value):
            return int(value)
    return 0


def canonical(page_id: str, site: Site) -> str:
    """The address a page is published under: SPIP's own long form.

    >>> canonical("spip/article/389", site)
    'https://contrelatraite.org/spip.php?page=article&id_article=389'
    """
    drupal = drupal_addresses.address(page_id.replace("spip/path/", "drupal/path/"), site.base)
    if drupal:
        return drupal
    _, kind, *number = page_id.split("/")
    if kind in ("sommaire", "home"):
        return site.base
    if kind == "feed":
        return urljoin(site.base, "rss.xml")
    if kind == "sitemap":
        return urljoin(site.base, "/".join(number) or "sitemap.xml")
    if not number:
        return urljoin(site.base, f"spip.php?page={kind}")
    return urljoin(site.base, f"spip.php?page={kind}&{_NUMBERED[kind]}={number[0]}")


def address_of(url: str, site: Site) -> str:
    """The address by which a page stands in quarantine, whatever the spelling that was asked."""
    at = place(url, site)
    return canonical(at.id, site) if at else url
