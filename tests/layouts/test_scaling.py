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
MARKED = (
    "a statement",
    "above a text",
    "beside a text",
    "a body of Drupal",
    "beside a body",
    "below an article",
)
WRITTEN = ("a statement", "a meeting", "a report", "a member")
LINKED = (*MARKED, "a menu")


def flat(unit: str) -> str:
    return "".join(unit.replace("%", str(number)) for number in range(SIZE // len(unit)))


def nested(opening: str, closing: str = "", inside: str = "x", depth: int = 2000) -> str:
    """As deep as the parser goes at most, and as large as the others: what is inside fills it up."""
    return opening * depth + flat(inside) + closing * depth


def shapes() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each shape with where it is tried."""
    for unit in (
        "x<br>", "x<hr>", "<img src=x>x", "<input>x", "<b>x</b>", "<p>x", "<li>x", "<td>x", "<tr><td>x<td>y",
        "<div>x</div>", "<h1>x</h1>", "<h2>x</h2>", "<h3>x</h3><p>y", "<form>x</form>", "<table><tr><td>x</table>",
        "<dl><dt>x<dd>y</dl>", "<ul><li>x</ul>", "<blockquote>x</blockquote>", "<article>x</article>",
        "<header>x</header>", "<time>x</time>", "<script>x</script>", "<?x y?>z", "</b>x", "&amp;", "<<",
        "<h2><a></h2><div class=texte>", "<h2><a href=/%>x</a></h2><div class=texte>y</div>",
        "<div class=texte>x</div>", "<div class='spip_documents'>x</div>", "<p class=published>x",
        "<div class=date>x</div>", "<div class='label'>x</div>", "<div class='field__label'>x</div>y",
        "<div class='field'>x</div>", "<div class='teaser'>x</div>", "<div class='comment'>x</div>",
        "<h2>Commentaires</h2>x", "<div class='tags'>x</div>", "<article class='teaser'>x</article>",
        "<p class='c%'>x", "<div class=titre>x</div>", "<span class=file>x</span>",
    ):  # fmt: skip
        yield f"flat {unit}", MARKED, flat(unit)
    for unit in (
        "<a>x</a>", "<a href=/%>x</a>", "<a href=/%>x</a>y", "<a href=/IMG/pdf/%.pdf>x</a>",
        "<li><a href=/IMG/pdf/%.pdf>x</a> (PDF - 3 ko)", "<a rel=tag href=/t%>x</a>, ",
        "<a hreflang=fr rel=alternate href=/x%>x</a>", "<p class=hyperlien><a href=http://x.org/%>x</a>",
        "<a href=/node/% data-drupal-link-system-path=node/%>x</a>", "<a href=?page=%>x</a>",
        "<div class=field--type-file><a href=/sites/default/files/%.pdf>x</a></div>",
        "<h2><a href=/x%>x</a></h2>", "<p>x <a href=/x%>Lire la suite</a>",
        f"<a href=/{'calendrier/' * 100}%>x</a>",
    ):  # fmt: skip
        yield f"links {unit[:60]}", LINKED, flat(unit)
    for opening, closing in (
        ("<div>", "</div>"), ("<b>", "</b>"), ("<ul><li>", "</li></ul>"), ("<h1>", "</h1>"), ("<h2>", "</h2>"),
        ("<div class=texte>", "</div>"), ("<div class=titre>", "</div>"), ("<nav>", "</nav>"),
        ("<div class='spip_documents'>", "</div>"), ("<table><tr><td>", "</table>"), ("<div class=tags>", "</div>"),
        ("<div class='field__label'>", "</div>"), ("<div class=field--type-file>", "</div>"), ("<p>", ""),
        ("<blockquote>", "</blockquote>"), ("<article>", "</article>"), ("<div class=date>", "</div>"),
    ):  # fmt: skip
        depth = 600 if opening.count("<") > 1 else 1900
        for inside in ("x", "<i>x</i>", "<a href=/IMG/pdf/%.pdf>x</a>"):
            yield (
                f"nested {opening} around {inside}",
                MARKED,
                nested(opening, closing, inside, depth),
            )
    for unit in (
        "mai ", "1 mai ", "1er mai 2018, ", "1 et 2 et 3 mai ", "du 1 au 2 mai ", "1 mai (10h), ", "May 2, 3, 4 ",
        "on May 2 ", "14/05/2018 ", "en 2018, 2019 et 2020 ", "de 10h à 12h ", "14 mai à 10h à Paris, ", ", à a ",
        "réunion reportée au ", "annulée (", "n'aura pas lieu mais ", "Lieu : ", "Contact : A. B - ",
        "fondée en 1990. ", "PDF - 12 Ko ", "111 ", "1. a ", "A - ", "A & ", "é ", "e\u0301", "\u00a0", "a\u200b",
        "-", ".", "(", ")", ":", "a : ", "| ", "0", "a", "A", "a@", "a@b.", "[at]", "01 99 00 12 34 ", "+33",
        "http://a ", "Association pour le droit 1 ", "loi du 14 mai 2018, ", "Ordre du jour : 1. a 2. b ",
        "".join(chr(0x4E00 + number * 7) for number in range(2900)),
    ):  # fmt: skip
        yield f"text {unit[:20]!r}", WRITTEN, f"<p>{flat(unit)}</p>"
        yield f"lines {unit[:20]!r}", WRITTEN, flat(f"{unit}<br>")
        yield f"items {unit[:20]!r}", WRITTEN, flat(f"<li>{unit}")
        yield f"cells {unit[:20]!r}", WRITTEN, flat(f"<td>{unit}")


EVERY = list(shapes())


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


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_large_page_of_every_shape_is_read_or_refused_within_the_bounds(
    reader: PageReader, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # Each place tries a part of the shapes, another one each: all in all places take an hour.
    own = EVERY[list(PLACES).index(place) :: len(PLACES)]
    took = {
        name: is_read(reader, PLACES[place](shape))
        for name, places, shape in own
        if place in places
    }
    slowest = sorted(((seconds, name) for name, seconds in took.items()), reverse=True)
    with capsys.disabled():
        told = ", ".join(f"{name} {seconds:.1f} s" for seconds, name in slowest[:3])
        print(f"\n{place}: {len(took)} shapes of {SIZE} bytes, the slowest {told}")
    assert len(took) > 3


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
