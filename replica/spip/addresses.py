"""SPIP's address grammar: which page a request asks for, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from replica.answer import Request

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


def article_address(number: int) -> str:
    """The relative address that pages link to an article by."""
    return f"spip.php?page=article&id_article={number}"


def section_address(number: int) -> str:
    """The relative address that pages link to a rubrique by."""
    return f"spip.php?page=rubrique&id_rubrique={number}"


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
