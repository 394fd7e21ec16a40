"""SPIP's address grammar: which page a request asks for, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from replica.answer import Request
from replica.content import Content

_SHORT = re.compile(r"(article|rubrique)(\d+)(?:\.html)?")
_NUMBER = {"article": "id_article", "rubrique": "id_rubrique", "auteur": "id_auteur"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: SPIP's name of the page, its number, and the parameters beside."""

    page: str
    number: int = 0
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def offset(self) -> int:
        """How far into the list; -1 asks for all of it."""
        offset = self.parameters.get("debut_articles", "0")
        return int(offset) if re.fullmatch(r"-1|\d{1,9}", offset) else 0


def asked(request: Request) -> Asked:
    """The page a request asks for; "action" where it acts, "404" where it means nothing.

    `?page=article&id_article=389`, `?article389`, `/article389` and `/article389.html` are one
    page; parameters come in any order, and those that mean nothing change nothing.
    """
    parameters = dict(request.query)
    if "action" in parameters:
        return Asked("action", parameters=parameters)
    path = request.path
    short = _SHORT.fullmatch(path)
    if short:
        return Asked(short[1], int(short[2]), parameters)
    if path in ("", "spip.php"):
        return _from_parameters(parameters)
    if path in ("robots.txt", "sitemap.xml"):
        return Asked(path)
    if path.startswith("IMG/"):
        return Asked("file")
    if path.isdigit():
        return Asked("number", int(path))
    if path in ("ecrire", "ecrire/"):
        return Asked("ecrire")
    return Asked("404")


def _from_parameters(parameters: dict[str, str]) -> Asked:
    page = parameters.get("page")
    if page is None:
        for name, value in parameters.items():
            short = _SHORT.fullmatch(name)
            if short and not value:
                return Asked(short[1], int(short[2]), parameters)
        return Asked("sommaire", parameters=parameters)
    numbered = page if page in _NUMBER else "article"
    number = parameters.get(_NUMBER[numbered], "")
    return Asked(page, int(number) if number.isascii() and number.isdigit() else 0, parameters)


class Addresses:
    """The relative addresses that pages link by: SPIP's own, or `rewritten` from the titles."""

    def __init__(self, content: Content, rewritten: bool = False) -> None:
        self._rewritten: dict[tuple[str, int], str] = {}
        self._asked: dict[str, Asked] = {}
        if rewritten:
            for section in content.sections.values():
                self._rewrite("rubrique", section.number, section.title)
            for entry in content.entries.values():
                self._rewrite("article", entry.number, entry.title)

    def _rewrite(self, page: str, number: int, title: str) -> None:
        plain = normalize("NFD", title).encode("ascii", "ignore").decode()
        name = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
        if name in self._asked or not name:
            # As SPIP does where two have one title.
            name = f"{name}-{number}"
        self._rewritten[page, number] = name
        self._asked[name] = Asked(page, number)

    def article(self, number: int) -> str:
        """The address of an article."""
        own = f"spip.php?page=article&id_article={number}"
        return self._rewritten.get(("article", number), own)

    def section(self, number: int) -> str:
        """The address of a rubrique."""
        own = f"spip.php?page=rubrique&id_rubrique={number}"
        return self._rewritten.get(("rubrique", number), own)

    def asked(self, request: Request) -> Asked:
        """The page a request asks for."""
        known = self._asked.get(request.path)
        return replace(known, parameters=dict(request.query)) if known else asked(request)


def asking(address: str, parameter: str) -> str:
    """An address with one more parameter."""
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


# What a crawler must never ask for, as patterns over the path with its query. (SPIP's own
# `robots.txt` forbids only the first.)
TRAPS = (
    r"^/(ecrire|prive|lib|local)(/|$)",
    r"[?&]page=(login|agenda|imprimer|forum|recherche)(&|$)",
    r"[?&]action=",
    r"[?&]var_mode=",
    r"[?&]id_document=",
    r"[?&]id_forum=",
    r"^/(?!IMG/)[^?]*/",
)
