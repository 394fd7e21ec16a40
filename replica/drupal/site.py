"""The Drupal site: from a request to its answer, as Drupal 9 and its web server give it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache, partial
from hashlib import md5
from urllib.parse import parse_qsl, unquote, urlsplit

from replica.answer import Answer, Request
from replica.content import Content, Entry, read_content
from replica.documents import file_of, media_type
from replica.drupal import content as published
from replica.drupal import lists
from replica.drupal.caching import PageCache
from replica.drupal.feed import rss
from replica.drupal.pages import Pages, View

PREFIX = "index.php"
TRAPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^/(index\.php/)?(archive|comment|search|user|core|admin)(/|$)", r"/feed$",
        r"^/(index\.php/)?node/\d+[?/]",
    )
)  # fmt: skip
_ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {prefix}/{path}\n"
    for prefix in ("", "/index.php")
    for path in (
        "core/", "profiles/", "admin/", "comment/reply/", "filter/tips", "node/add/", "search/",
        "user/register", "user/password", "user/login", "user/logout",
    )
)  # fmt: skip
# The forms that every page links to: none of them holds anything of the site's.
_FORMS = {
    "user/login": "Se connecter", "user/password": "Réinitialiser votre mot de passe",
    "search/node": "Rechercher", "contact": "Contact",
}  # fmt: skip
_HEADERS = (
    ("Cache-Control", "must-revalidate, no-cache, private"),
    ("X-Drupal-Dynamic-Cache", "MISS"),
    ("X-UA-Compatible", "IE=edge"),
    ("Content-language", "fr"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Expires", "Sun, 19 Nov 1978 05:00:00 GMT"),
    ("X-Generator", "Drupal 9 (https://www.drupal.org)"),
)
_FAILED = b"The website encountered an unexpected error. Please try again later."


def is_trap(target: str) -> bool:
    """Whether a crawler must never ask for it: what no main pager names is a trap as well."""
    if any(trap.search(target) for trap in TRAPS):
        return True
    parts = urlsplit(target)
    asked = dict(parse_qsl(parts.query)).get("page")
    if asked is None or not asked.isdigit():
        return False
    return int(asked) >= _pages_of(unquote(parts.path).strip("/"))


@lru_cache(maxsize=64)
def _pages_of(path: str) -> int:
    """How many pages the list at a path has; a page that is no list has none."""
    content = read_content("drupal")
    entries = lists.promoted(content) if path in ("", "node", PREFIX) else []
    for number, term in content.sections.items():
        if path in (f"taxonomy/term/{number}", term.alias or None):
            entries = lists.of_term(content, number)
    return lists.part(entries, 0).pages


class DrupalSite:
    """The site at `base`, with cold caches: the first page made settles the prefix of its blocks."""

    def __init__(self, content: Content, base: str, validators: bool = False) -> None:
        self.content, self.base = content, base
        self.pages = Pages(content, base)
        self._warm: str | None = None
        self._cache = PageCache() if validators else None
        self._nodes = {e.alias.lower(): e for e in content.entries.values() if e.alias}
        self._terms = {s.alias.lower(): s.number for s in content.sections.values() if s.alias}
        self._comments = published.comments(content)

    def answer(self, request: Request) -> Answer:
        """Answer a request; whatever is not there is a full page at 404."""
        path, prefix = request.path, ""
        if path in self.content.documents:
            return self._file(path)
        if path == "robots.txt":
            return Answer(_ROBOTS.encode(), media_type="text/plain")
        if path == PREFIX or path.startswith(f"{PREFIX}/"):
            path, prefix = path.removeprefix(PREFIX), f"{PREFIX}/"
        asked = dict(request.query).get("page", "")
        part = int(asked) if asked.isdigit() else 0
        render = partial(self._rendered, path.strip("/"), prefix, part)
        return self._cache.answer(request.target, render) if self._cache else render()

    def _rendered(self, path: str, prefix: str, part: int) -> Answer:
        if path == "rss.xml" or re.fullmatch(r"taxonomy/term/\d+/feed", path):
            body = rss(self.content, self.base, prefix, path)
            return Answer(
                body.encode(), 200, "application/rss+xml; charset=utf-8", headers=_HEADERS
            )
        if re.match(r"archive/(?!\d{6}$)", path):
            return Answer(_FAILED, 500, headers=_HEADERS)
        if self._warm is None:
            self._warm = prefix
        view = View(path, prefix, self._warm, part)
        entry = self._node(path)
        if entry:
            return self._page(self.pages.node(entry, view))
        return self._list(view) or self._other(view)

    def _node(self, path: str) -> Entry | None:
        """The node at an address: its number, its alias in any letter case, or one of its comments."""
        numbered = re.fullmatch(r"(node|comment)/(\d+)", path)
        if not numbered:
            return self._nodes.get(path.lower())
        found = self.content.entries if numbered[1] == "node" else self._comments
        return found.get(int(numbered[2]))

    def _list(self, view: View) -> Answer | None:
        path = view.path
        if path in ("", "node"):
            return self._page(self.pages.listing("", lists.promoted(self.content), view))
        numbered = re.fullmatch(r"taxonomy/term/(\d+)", path)
        term = int(numbered[1]) if numbered else self._terms.get(path.lower(), 0)
        if term in self.content.sections:
            title, entries = self.content.sections[term].title, lists.of_term(self.content, term)
            return self._page(self.pages.listing(title, entries, view, term))
        if path.startswith("archive/"):
            entries = lists.of_month(self.content, path.removeprefix("archive/"))
            return self._page(self.pages.listing("Archives mensuelles", entries, view))
        return None

    def _other(self, view: View) -> Answer:
        if view.path in _FORMS:
            return self._page(self.pages.message(_FORMS[view.path], "", view))
        refused = re.match(rf"(node/({published.HIDDEN}$|add|\d+/)|user/\d|admin)", view.path)
        if refused:
            text = "Vous n’êtes pas autorisé à accéder à cette page."
            return self._page(self.pages.message("Accès refusé", text, view), 403)
        text = "La page demandée n’a pas pu être trouvée."
        return self._page(self.pages.message("Page non trouvée", text, view), 404)

    def _page(self, html: str, status: int = 200) -> Answer:
        return Answer(html.encode(), status, headers=_HEADERS)

    def _file(self, path: str) -> Answer:
        """A file: the web server's own answer, with validators that either one suffices for."""
        document = self.content.documents[path]
        if document.fault == "missing":
            return self._rendered(path, "", 0)
        body = file_of(document)
        return Answer(
            body,
            media_type=media_type(document.file),
            etag=f'"{md5(body).hexdigest()[:16]}"',
            modified=format_datetime(datetime(2019, 1, 8, 9, tzinfo=UTC), usegmt=True),
        )
