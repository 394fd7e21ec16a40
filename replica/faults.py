"""What goes wrong with a website, on command: `serve(faults=...)`, `Replica.misbehave`, `--fault NAME`.

Each fault turns the right answer into a wrong one. Whom it strikes is told by a hash, so that two
crawls meet the same: some strike a few requests (asked again, the same address may be well),
some one address in ten for good, some everything.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import md5

from replica.answer import Answer, Request, Site

SLOW_SECONDS = 3.0
_BOMB_MEGABYTES = 200
_NOWHERE = "/nowhere-at-all"
_MAINTENANCE = (
    b"<!DOCTYPE html><html lang='fr'><head><title>Site en maintenance</title></head><body>"
    b"<h1>Site en maintenance</h1><p>Nous revenons dans quelques instants.</p></body></html>"
)
_CHALLENGE = (
    b"<!DOCTYPE html><html lang='en-US'><head><title>Just a moment...</title>"
    b"<meta http-equiv='refresh' content='390'></head><body><div id='challenge-error-text'>"
    b"Enable JavaScript and cookies to continue</div>"
    b"<script>window._cf_chl_opt={cvId:'3'};</script></body></html>"
)
_ERROR = b"<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"
_TURN = re.compile(r"[?&]utm_turn=\d+")
_LINK = re.compile(rb"<a\b.*?</a>|<link\b[^>]*>", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_NEW = re.compile(r"[?&]id_article=(9\d{8})\b")
_ENTRY = re.compile(rb"<(item|url|entry)>.*?</\1>", re.DOTALL)


def _share(key: str, percent: int) -> bool:
    """Whether a key is among so many in a hundred: always the same ones."""
    return int.from_bytes(md5(key.encode()).digest()[:4]) % 100 < percent


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong: what it makes of a right answer, and whom it strikes.

    `percent` of the requests are struck, of the addresses where it is `lasting`. Unless it strikes
    `all_kinds`, robots.txt, the home page and feeds are spared.
    """

    make: Callable[[Request, Answer, Site], Answer]
    percent: int = 10
    lasting: bool = False
    all_kinds: bool = False

    def strikes(self, name: str, request: Request, answer: Answer, times: int) -> bool:
        """Whether this request is struck; `times` is how often its address was asked before."""
        if not self.all_kinds and (_is_start(request) or answer.status != 200):
            return False
        key = f"{name} {_TURN.sub('', request.target)}"
        return _share(key if self.lasting else f"{key} {times}", self.percent)


@dataclass(slots=True)
class Faults:
    """The faults in force, and how often each address was asked since."""

    names: tuple[str, ...] = ()
    _asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for name in self.names:
            if name not in FAULTS:
                raise ValueError(f"there is no fault {name!r}; there are: {', '.join(FAULTS)}")

    def spoil(self, request: Request, answer: Answer, site: Site) -> Answer:
        """The answer as it goes out."""
        times = self._asked[request.target]
        self._asked[request.target] += 1
        for name in self.names:
            fault = FAULTS[name]
            if fault.strikes(name, request, answer, times):
                answer = fault.make(request, answer, site)
        return answer


def _is_start(request: Request) -> bool:
    path = request.path
    return (path in ("", "spip.php") and not request.query) or path.endswith((".txt", ".xml"))


def _on_the_wire(how: str) -> Callable[[Request, Answer, Site], Answer]:
    return lambda request, answer, site: replace(answer, wire=how)


def _instead(body: bytes, status: int, *headers: tuple[str, str]) -> Callable[..., Answer]:
    return lambda request, answer, site: Answer(body, status, headers=headers)


def _redirect(to: str) -> Callable[[Request, Answer, Site], Answer]:
    return lambda request, answer, site: Answer(b"", 302, location=to)


def _loop(request: Request, answer: Answer, site: Site) -> Answer:
    """Back to the same page under another spelling, for ever."""
    turns = int(dict(request.query).get("utm_turn", "0") or 0) + 1
    target = _TURN.sub("", request.target)
    return Answer(b"", 302, location=f"{target}{'&' if '?' in target else '?'}utm_turn={turns}")


def _bomb(request: Request, answer: Answer, site: Site) -> Answer:
    return replace(answer, body=_bomb_of(), headers=(("Content-Encoding", "gzip"),))


_BOMBS: list[bytes] = []


def _bomb_of() -> bytes:
    """A page of `_BOMB_MEGABYTES`, compressed to a thousandth. Made once, when it is wanted."""
    if not _BOMBS:
        _BOMBS.append(gzip.compress(b"<p>word</p>\n" * (_BOMB_MEGABYTES * 2**20 // 12), 9, mtime=0))
    return _BOMBS[0]


def _charset(request: Request, answer: Answer, site: Site) -> Answer:
    """The character set that the page is not in, in the header that counts before all else."""
    kind, _, declared = answer.media_type.partition("; charset=")
    if not declared:
        return answer
    return replace(
        answer, media_type=f"{kind}; charset={'iso-8859-1' if declared == 'utf-8' else 'utf-8'}"
    )


def _nothing_listed(request: Request, answer: Answer, site: Site) -> Answer:
    """The home page without a link, feeds without an entry, and no other page."""
    if request.path.endswith(".txt"):
        return answer
    if _is_start(request):
        return replace(answer, body=_ENTRY.sub(b"", _LINK.sub(b"", answer.body)), etag=None)
    return _not_there(request, answer, site)


def _dressed(request: Request, answer: Answer, site: Site) -> Answer:
    """The site's page for what it does not have, with an editor's words for an error, at status 200."""
    body = _not_there(request, answer, site).body
    for words in (b"page_404", b"Page not found", "Page non trouvée".encode(), b"Not found"):
        body = re.sub(re.escape(words), b"Un souci technique", body, flags=re.IGNORECASE)
    return replace(answer, body=body, etag=None)


def _not_there(request: Request, answer: Answer, site: Site) -> Answer:
    return site.answer(Request("GET", _NOWHERE, request.headers))


def _endless(request: Request, answer: Answer, site: Site) -> Answer:
    """Every page leads to two that no other leads to, and so do these."""
    numbered = _NEW.search(request.target)
    if numbered:
        return Answer(_new_page(numbered[1]).encode())
    if answer.status != 200 or not answer.media_type.startswith("text/html"):
        return answer
    links = _two_new(request.target).encode()
    return replace(answer, body=_BODY.sub(lambda body: body[0] + links, answer.body, 1), etag=None)


def _new_page(number: str) -> str:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Soir {number}</title>"
        f"<meta name='generator' content='SPIP 3.1.3'></head><body><h1>Soir {number}</h1>"
        f"<div class='texte'><p>Ce qui fut chanté le soir {number}.</p>{_two_new(number)}</div>"
        "</body></html>"
    )


def _two_new(key: str) -> str:
    """Links to two articles with numbers that no real one has, always the same for one key."""
    digests = (md5(f"{key} {side}".encode()).digest()[:4] for side in ("left", "right"))
    numbers = [900_000_000 + int.from_bytes(digest) % 100_000_000 for digest in digests]
    return "".join(
        f"<a href='/spip.php?page=article&amp;id_article={n}'>Suite</a>" for n in numbers
    )


FAULTS: dict[str, Fault] = {
    "errors": Fault(_instead(_ERROR, 500), all_kinds=True),
    "outage": Fault(_instead(_ERROR, 503), 100, all_kinds=True),
    "resets": Fault(_on_the_wire("reset"), all_kinds=True),
    "short-bodies": Fault(_on_the_wire("short-body")),
    "cut-chunks": Fault(_on_the_wire("cut-chunk")),
    "slow": Fault(_on_the_wire("slow"), 3),
    "busy": Fault(_instead(_ERROR, 429, ("Retry-After", "1")), 3, all_kinds=True),
    "maintenance": Fault(_instead(_MAINTENANCE, 200), 100, all_kinds=True),
    "forbidden": Fault(_instead(_MAINTENANCE, 403), 100, all_kinds=True),
    "challenge": Fault(_instead(_CHALLENGE, 200), 100, all_kinds=True),
    "empty": Fault(_nothing_listed, 100, all_kinds=True),
    "half-gone": Fault(_not_there, 50, lasting=True),
    "soft-errors": Fault(_dressed, 30, lasting=True),
    "loops": Fault(_loop, lasting=True),
    "bombs": Fault(_bomb, lasting=True),
    "charset": Fault(_charset, 100, all_kinds=True),
    "off-site": Fault(_redirect("http://elsewhere.example.org/"), lasting=True),
    "endless": Fault(_endless, 100, all_kinds=True),
    "private": Fault(_redirect("http://169.254.169.254/latest/meta-data/"), lasting=True),
}
