"""Following every address that the published archive itself offers, from its first page on."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

import httpx
import lxml.html
from lxml import etree

# What a person, a browser and a machine find in a page: links, pictures, styles, scripts, other forms.
_OFFERS = "//@href | //@src | //@*[name() = 'xlink:href']"
_IN_STYLES = re.compile(r"url\(['\"]?([^'\")]+)")
_IN_ROBOTS = re.compile(r"(?mi)^sitemap:\s*(\S+)")
# Machines know its name.
_UNLINKED = "robots.txt"
_HARMLESS = ("http", "https", "mailto", "tel", "data", "")


@dataclass
class Followed:
    """What was found: the path of each address asked, and what is wrong, with the page that offers it."""

    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def follow(base: str, most: int, queries: int) -> Followed:
    """Ask for `most` addresses of each pattern, and say of each that is not answered with 200.

    Facets, sorts and parts of lists can be put together without end: a way goes through as many
    addresses with a query as `queries`, and no further.
    """
    found = Followed()
    counts: Counter[tuple[str, ...]] = Counter()
    waiting = deque([(base, 0, "the start"), (urljoin(base, _UNLINKED), 0, "its name")])
    seen = {url for url, _, _ in waiting}
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        while waiting:
            url, before, by = waiting.popleft()
            counts[pattern(url)] += 1
            if counts[pattern(url)] > most:
                continue
            path = f"/{url.removeprefix(base)}"
            answer = client.get(url)
            found.asked.append(path)
            if answer.status_code != 200:
                found.wrong.append(f"{answer.status_code} {path} offered by {by}")
                continue
            for offered in offers(answer):
                through = before + ("?" in offered)
                if urlsplit(offered).scheme not in _HARMLESS:
                    found.wrong.append(f"{offered[:80]} is offered by {path}")
                elif offered.startswith(base) and offered not in seen and through <= queries:
                    seen.add(offered)
                    waiting.append((offered, through, path))
    return found


def pattern(url: str) -> tuple[str, ...]:
    """What addresses of one kind have in common: ids and values are left out.

    With a query, all tables and all columns are one kind.

    >>> pattern("http://x/archive/members/ccem.json"), pattern("http://x/changes/2030~2D1")
    (('archive', 'members', '*', 'json'), ('changes', '*'))
    >>> pattern("http://x/archive/members?_facet=name&founded_year=1994")
    ('archive', '*', '_facet', 'column')
    """
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    last, _, form = last.partition(".") if "~" not in last else (last, "", "")
    path = [*folders, last]
    whole = 2 if path[0] in ("archive", "-", "assets", "data", "feeds") and not parts.query else 1
    kept = [part if place < whole else "*" for place, part in enumerate(path)]
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if path[0] == "archive":
        names = {name if name.startswith("_") else "column" for name in names}
    return (*kept, *([form] if form else []), *sorted(names))


def offers(answer: httpx.Response) -> Iterator[str]:
    """Every address in an answer, whole and without its fragment."""
    base, kind = str(answer.url), answer.headers.get("content-type", "")
    if not answer.content:
        return
    if "html" in kind:
        page = lxml.html.fromstring(answer.content)
        found = [
            *map(str, page.xpath(_OFFERS)),
            *map(_form, page.xpath("//form[not(@method) or @method='get']")),
        ]
    elif "xml" in kind:
        tree = etree.fromstring(answer.content)
        found = [*map(str, tree.xpath("//@href")), *tree.xpath("//*[local-name() = 'loc']/text()")]
    elif "css" in kind:
        found = _IN_STYLES.findall(answer.text)
    elif "/robots.txt" in base:
        found = _IN_ROBOTS.findall(answer.text)
    else:
        return
    for address in found:
        yield urldefrag(urljoin(base, address.strip())).url


def _form(form: lxml.html.FormElement) -> str:
    """Where a form leads as it stands, without a word typed."""
    return f"{form.get('action') or ''}?{urlencode(form.form_values())}"
