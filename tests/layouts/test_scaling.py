"""Pages of every shape, as large as any: each is read or refused within the bounds, none waits for its end.

What is square in a page's size is no fault at the size of a page somebody wrote, and has no end at this one.
"""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import layouts
from crawling.readers import PageReader
from layouts.feeds import addresses_in
from records.contact_details import withhold
from records.errors import Oversized, Refused
from records.mentions import Name, Names
from records.models import Capture
from records.reading import Fetched, text_of
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
SIZE = 300_000
CAPTURE = Capture(
    id="c1", url=SITE.base, captured_at="2026-01-02T03:04:05Z", digest="sha1:X", bytes=1,
    file="f.warc.gz", offset=0, crawl_id="run",
)  # fmt: skip
MEMBERS = Names(
    Name(f"m{number}", f"Association pour le droit {number} et {number}", False)
    for number in range(300)
)

SPIP = (
    "<html lang='fr'><head><title>Un titre</title><meta name='generator' content='SPIP 3.1'></head>"
    "<body class='page_article'><p class='arbo'><a href='/'>Accueil</a> &gt; <a href='spip.php?rubrique3'>"
    "{section}</a> &gt; Réunion du 14 mai</p><div id='content'><h1 class='surlignable'>Réunion du 14 mai</h1>"
    "{before}<div class='texte'>{text}</div>{after}</div></body></html>"
)
DRUPAL = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un titre | Site</title>'
    '<meta name="Generator" content="Drupal 9"><link rel="shortlink" href="/node/77"></head><body>'
    '<nav class="menu">{menu}</nav><main><h1 class="page-title">Un titre</h1><article data-history-node-id="77"'
    ' class="node node--view-mode-full"><div class="field--name-body">{text}</div>{beside}</article>{below}'
    "</main></body></html>"
)
TEXT = "<p>Le Collectif rappelle que les victimes ont des droits.</p>"
# Where a shape stands on a page, by the section that makes the page what it is.
PLACES = {
    "a statement": lambda shape: SPIP.format(
        section="Communiqués", before="", text=shape, after=""
    ),
    "a meeting": lambda shape: SPIP.format(section="Réunions", before="", text=shape, after=""),
    "a report": lambda shape: SPIP.format(
        section="Comptes rendus", before="", text=shape, after=""
    ),
    "a member": lambda shape: SPIP.format(section="Nos membres", before="", text=shape, after=""),
    "above a text": lambda shape: SPIP.format(
        section="Réunions", before=shape, text=TEXT, after=""
    ),
    "beside a text": lambda shape: SPIP.format(
        section="Réunions", before="", text=TEXT, after=f"<div class='aside'>{shape}</div>"
    ),
    "a body of Drupal": lambda shape: DRUPAL.format(menu="", text=shape, beside="", below=""),
    "beside a body": lambda shape: DRUPAL.format(menu="", text=TEXT, beside=shape, below=""),
    "below an article": lambda shape: DRUPAL.format(menu="", text=TEXT, beside="", below=shape),
    "a menu": lambda shape: DRUPAL.format(menu=shape, text=TEXT, beside="", below=""),
}


def flat(unit: str) -> str:
    return "".join(unit.replace("%", str(number)) for number in range(SIZE // len(unit)))


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    reader = PageReader(SITE)
    reader.begin()
    yield reader
    reader.close()


def is_read(reader: PageReader, page: str, form: str = "html") -> float:
    """Read a page to its records, as a crawl does; how many seconds that took. Raises Oversized."""
    began = time.monotonic()
    fetched = Fetched(f"{SITE.base}node/77", page.encode(), "2026-01-02T03:04:05Z", form)  # type: ignore[arg-type]
    try:
        reading = reader.read(fetched)
        reader.find(reading, CAPTURE)
        MEMBERS.find(withhold(text_of(reading.blocks)))
    except Oversized as oversized:
        if "nests deeper" not in oversized.detail:
            raise
    except Refused:
        pass
    return time.monotonic() - began


# As they were met: half this size took from ten seconds to minutes.
KNOWN = {
    "headings with links above texts": (
        "above a text",
        "<h2><a href=/%>x</a></h2><div class=texte>y</div>",
    ),
    "links": ("above a text", "<a>x</a>"),
    "line breaks": ("beside a text", "x<br>"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_took_the_square_of_a_page_is_read_within_the_bounds(
    reader: PageReader, name: str
) -> None:
    place, unit = KNOWN[name]
    is_read(reader, PLACES[place](flat(unit)))


@pytest.mark.parametrize("place", ["a body of Drupal", "a statement"])
def test_headings_without_an_end_above_empty_lines_are_read_within_the_bounds(
    reader: PageReader, place: str
) -> None:
    is_read(reader, PLACES[place]("<h2>" * 1500 + "<br>" * 60_000))


@pytest.mark.parametrize(
    "form",
    [
        "<rss><channel><item><link>{}</link></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{}'/></entry></feed>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><a><url><loc>{}</loc></url></a></urlset>",
    ],
    ids=["RSS", "Atom", "sitemap"],
)
def test_a_feed_names_its_pages_wherever_they_stand(form: str) -> None:
    assert addresses_in(form.format(" https://contrelatraite.org/1 ").encode()) == [
        "https://contrelatraite.org/1"
    ]


def test_a_sitemap_of_many_pages_is_read_within_the_bounds(reader: PageReader) -> None:
    many = 40_000
    page = "<url><loc>https://contrelatraite.org/%</loc></url>x"
    body = f"<urlset><a><url><loc/></url></a>{''.join(page.replace('%', str(n)) for n in range(many))}</urlset>"
    assert len(reader.addresses_in(body.encode())) == many


# Whether an article is around is asked of headers and footers alone, and by its name.
XPATH = re.compile(
    r"(?:^|[^:])//[a-z*@]|\| *(?:\./|\.//|descendant|child)"
    r"|(?:ancestor|preceding|following)(?:-[a-z-]+)?::(?!article\))"
)


def test_paths_in_pages_go_forward_once() -> None:
    """libxml2 takes the square of the elements for `//a[…]` (but not for `//a`), `a | b` and `ancestor::`."""
    for path in Path(layouts.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in said]
        found = [n.value for n in texts if isinstance(n.value, str) and XPATH.search(n.value)]
        assert not [text for text in found if not text.startswith((".//", "http"))], path.name
