"""The SPIP site: from a request to its answer."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import md5
from itertools import count
from urllib.parse import quote, urljoin

from replica.answer import Answer, Request
from replica.content import Content
from replica.documents import file_of, media_type
from replica.spip.addresses import Addresses, Asked
from replica.spip.feeds import rss, sitemap
from replica.spip.pages import Pages

_ROBOTS = """# robots.txt
User-agent: *
Disallow: /local/
Disallow: /ecrire/
Disallow: /lib/
Disallow: /prive/
Allow: /IMG/
Crawl-delay: 1

Sitemap: {base}sitemap.xml
"""
_CLOSED = b"</body>\n</html>\n"
_CRON = (
    b"<!-- SPIP-CRON --><div style=\"background-image: url('spip.php?action=cron');\"></div>"
    b'<noscript><img src="spip.php?action=cron" width="1" height="1" alt="" /></noscript>\n'
)
# A hidden field of each form holds a token that is another one each time.
_TOKEN = b"@token@"
# One page in three bears the address that lets SPIP do its periodic work.
_CRON_EVERY = 3


class SpipSite:
    """The site at `base`. Pages are kept once made; what changes by the request is put in last.

    `rewritten` says that it links by titles.
    """

    def __init__(self, content: Content, base: str, rewritten: bool = False) -> None:
        self.content = content
        self.addresses = Addresses(content, rewritten)
        self.pages = Pages(content, base, self.addresses)
        self.base = base
        self._requests = count(1)
        self._page = lru_cache(maxsize=4096)(self._made)
        self._feed = lru_cache(maxsize=64)(self._fed)

    def answer(self, request: Request) -> Answer:
        """Answer a request as SPIP does, or as the web server in front of it."""
        what = self.addresses.asked(request)
        match what.page:
            case "action":
                return self._act(what)
            case "robots.txt":
                return Answer(_ROBOTS.format(base=self.base).encode(), media_type="text/plain")
            case "sitemap.xml":
                return Answer(self._feed("sitemap", 0, ""), media_type="application/xml")
            case "backend":
                section = what.parameters.get("id_rubrique", "")
                language = what.parameters.get("lang", "")
                body = self._feed("rss", int(section) if section.isdigit() else 0, language)
                return Answer(body, media_type="text/xml; charset=utf-8")
            case "file":
                return self._file(request)
            case "number" if what.number in self.content.entries:
                location = self.base + self.addresses.article(what.number)
                return Answer(b"", 301, location=location)
            case "ecrire":
                location = f"{self.base}spip.php?page=login&url={quote('/ecrire/', safe='')}"
                return Answer(b"", 302, location=location)
        entry = self.content.entries.get(what.number) if what.page == "article" else None
        if entry and entry.redirect:
            return Answer(b"", 302, location=urljoin(self.base, entry.redirect))
        return self._html(what)

    def _html(self, what: Asked) -> Answer:
        shown = {
            name: what.parameters[name] for name in ("lang", "mois") if name in what.parameters
        }
        picture = what.parameters.get("id_document", "")
        body, status, charset = self._page(
            what.page, what.number, what.offset, picture, tuple(shown.items())
        )
        number = next(self._requests)
        body = body.replace(_TOKEN, md5(str(number).encode()).hexdigest().encode())
        tail = _CRON + _CLOSED if number % _CRON_EVERY == 0 else _CLOSED
        return Answer(body + tail, status, f"text/html; charset={charset}")

    def _made(
        self, page: str, number: int, offset: int, picture: str, shown: tuple[tuple[str, str], ...]
    ) -> tuple[bytes, int, str]:
        """A page without its end, its status and the character set it says it is in."""
        html, status = self.pages.page(page, number, offset, picture, dict(shown))
        entry = self.content.entries.get(number)
        if page == "article" and entry and entry.old_bytes:
            return html.encode("cp1252"), status, "iso-8859-1"
        return html.encode(), status, "utf-8"

    def _fed(self, feed: str, section: int, language: str) -> bytes:
        if feed == "sitemap":
            return sitemap(self.content, self.base, self.addresses).encode()
        return rss(self.content, self.base, self.addresses, section, language).encode()

    def _act(self, what: Asked) -> Answer:
        """What SPIP does when told to act: its periodic work, or a cookie for a language."""
        if what.parameters["action"] == "converser":
            language = what.parameters.get("var_lang", "fr")
            location = self.base + what.parameters.get("redirect", "")
            return Answer(b"", 302, location=location, cookie=f"spip_lang={language}; path=/")
        return Answer(b"", media_type="image/gif")

    def _file(self, request: Request) -> Answer:
        document = self.content.documents.get(request.path)
        if document is None or document.fault == "missing":
            return self._html(Asked("404"))
        body = file_of(document)
        return Answer(
            body,
            media_type=media_type(document.file),
            etag=f'"{md5(body).hexdigest()[:16]}"',
            modified=format_datetime(datetime(2014, 8, 19, 9, tzinfo=UTC), usegmt=True),
        )
