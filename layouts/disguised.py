"""Pages that are none although they came with status 200: bot challenges, maintenance and error pages.

Judged before any layout is asked, by what such pages say of themselves: these come from a server in
front of the site, or from a CMS that is not at work, and bear little or nothing of its markup.
"""

from __future__ import annotations

import re

from lxml.etree import Element
from lxml.html import HtmlElement

from layouts.addresses import place
from layouts.markup import Markup, absolute, select, text_content
from records.errors import NotContent
from records.names import folded
from records.reading import Fetched
from records.site import Site

# What stands in place of a page is short; a long text about a captcha is a text.
_SHORT = 2000
# Before the site's name: "Site en travaux - Collectif", "Page not found | Collective".
_TITLE_PARTS = re.compile(r"\s+[-–—|·:]\s+")
_CHALLENGE_TITLES = re.compile(
    r"^(just a moment|attention required|one moment, please|please wait|checking your browser|ddos-guard"
    r"|un instant|veuillez patienter|verification de (securite|votre navigateur)|security check"
    r"|making sure you.?re not a bot|are you (a )?(human|robot)|bot verification|robot challenge"
    r"|human verification|access denied|acces refuse|request rejected)\b"
)
# The marks of the usual guards in their own pages. Cloudflare's script of the name
# `challenge-platform` is in well pages too, and is no mark.
_MARKS = re.compile(
    r"_cf_chl_opt|id=[\"']?(?:cf-challenge|challenge-form|challenge-error|anubis_challenge|sec-if-cpt)"
    r"|sucuri_cloudproxy_js|/_incapsula_resource\?|__ddg\d_|ddos-guard/js-challenge|geo\.captcha-delivery\.com",
    re.IGNORECASE,
)
_REFRESH = "descendant::meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content"
# Seconds, then where to: `0; url='spip.php?article842'`. Who may read the page first is given more.
_REFRESHES = re.compile(
    r"""\s*(?P<after>\d{1,4})(?:\.\d*)?\s*[;,]\s*url\s*=\s*(?P<q>["']?)(?P<url>.+?)(?P=q)\s*\Z""",
    re.IGNORECASE,
)
_SOON = 15
_LEADS_TO = re.compile(r"url\s*=", re.IGNORECASE)
_CHALLENGE = re.compile(r"captcha|challenge|__cf_chl|cgi-bin/verify|bot-?check", re.IGNORECASE)
_MAINTENANCE = (
    "descendant::body[contains(concat(' ',normalize-space(@class),' '),' maintenance-page ')]"
)


def refuse(markup: Markup, fetched: Fetched, site: Site) -> None:
    """Raise NotContent where an answer only stands in place of a page; say what shows it."""
    tree = markup.tree
    if fetched.headers.get("cf-mitigated", "").lower() == "challenge":
        raise _challenge("its header cf-mitigated says so")
    if any(_leads_to_challenge(str(content)) for content in select(tree, _REFRESH)):
        raise _challenge("it leads on to a challenge by itself")
    if select(tree, _MAINTENANCE):
        raise NotContent("this is the CMS's maintenance page: the site is asked again next time")
    if _is_long(tree):
        return
    if mark := _MARKS.search(fetched.body.decode("latin-1")):
        raise _challenge(f"{mark[0]!r} is in it")
    _refuse_title(tree, site)


def leads_on(markup: Markup, fetched: Fetched, site: Site) -> str | None:
    """The address of the other page of the site that a page leads to by itself, where it says little else.

    A page that only asks for itself anew, or leads on after a while, is a page.
    """
    refreshes = select(markup.tree, _REFRESH)
    if not refreshes or _is_long(markup.tree):
        return None
    at = place(fetched.url, site)
    for content in refreshes:
        found = _REFRESHES.match(str(content))
        url = (
            absolute(markup.base, found["url"]) if found and int(found["after"]) <= _SOON else None
        )
        to = place(url, site) if url else None
        if to and at and to.id != at.id:
            return url
    return None


def _leads_to_challenge(refresh: str) -> bool:
    target = _LEADS_TO.search(refresh)
    return target is not None and _CHALLENGE.search(refresh, target.end()) is not None


def _is_long(tree: HtmlElement) -> bool:
    """Whether a page bears more text than what stands in place of one."""
    body = tree.find("body")
    size = 0
    for element in () if body is None else body.iter(Element):
        if element.tag not in ("script", "style"):
            size += len((element.text or "").strip())
        if element is not body:
            size += len((element.tail or "").strip())
        if size > _SHORT:
            return True
    return False


def _refuse_title(tree: HtmlElement, site: Site) -> None:
    """By <title>, and only where no heading says otherwise: an article may be called "Attention"."""
    title = text_content(tree.find(".//title"))
    words = folded(_TITLE_PARTS.split(title)[0]).strip(" .!…")
    headings = map(text_content, tree.iter("h1"))
    heading = folded(next(filter(None, headings), "")).strip(" .!…")
    if _CHALLENGE_TITLES.match(words) and (not heading or _CHALLENGE_TITLES.match(heading)):
        raise _challenge(f"its title is {title!r}")
    if words in site.words.no_page and heading in ("", words, *site.words.no_page):
        raise NotContent(f"{title!r} is what a site says in place of a page: nothing to archive")


def _challenge(sign: str) -> NotContent:
    return NotContent(
        f"this is a check whether a browser asks, no page ({sign}): ask the site's people to let the"
        " archive in; see docs/operating.md"
    )
