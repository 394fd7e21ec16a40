"""A cache before a site, as hosters put one there: what it answers once stays, and has an ETag."""

from __future__ import annotations

from dataclasses import replace
from hashlib import md5

from replica.answer import Answer, Request, Site

_MODIFIED = "Mon, 03 Jun 2024 08:00:00 GMT"


class CachedSite:
    """The site's own answers, each made once; those that name no state of theirs are given one."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._kept: dict[str, Answer] = {}

    def answer(self, request: Request) -> Answer:
        """Answer a request."""
        if request.target not in self._kept:
            self._kept[request.target] = _tagged(self.site.answer(request))
        return self._kept[request.target]


def _tagged(answer: Answer) -> Answer:
    if answer.status != 200 or answer.etag:
        return answer
    tag = f'"{md5(answer.body).hexdigest()}"'
    return replace(answer, etag=tag, modified=_MODIFIED, both=True)
