"""Both generations at one address, as a visitor of the web's archives meets them: old pages beside new."""

from __future__ import annotations

import re

from replica.answer import Answer, Request, Site

# What both have is the rebuilt site's.
_OF_THE_NEW = ("", "robots.txt", "rss.xml")
_OLD_QUERY = re.compile(r"\A(?:article|rubrique|breve)[0-9]")


class BothSites:
    """The old site's addresses answer as they did, all others as the rebuilt site does."""

    def __init__(self, old: Site, new: Site) -> None:
        self.old, self.new = old, new

    def answer(self, request: Request) -> Answer:
        """Answer a request by the site whose address it is."""
        names = [name for name, _ in request.query]
        if request.path in _OF_THE_NEW and not any(map(_OLD_QUERY.match, names)):
            return self.new.answer(request)
        answer = self.old.answer(request)
        return self.new.answer(request) if answer.status == 404 else answer
