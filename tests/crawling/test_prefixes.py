"""One node under two prefixes is one page; a translation, which shares its number, stays apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from records.reading import Block, Reading
from spiders.prefixes import Prefixes
from tests.crawling.conftest import Shell
from tests.crawling.site_of_pages import drupal, serve_pages
from tests.crawling.test_discovery import TEXT, crawl, links

ENGLISH = "<p>The Collective brings together the associations that help victims.</p>"


def node(
    page_id: str, text: str = "Un texte.", language: str | None = "fr", title: str = "Un titre"
) -> Reading:
    return Reading(
        page_id, "drupal", "http://x/", title, language, blocks=(Block("paragraph", text),)
    )


ORIGIN, PREFIXED = "drupal/node/30", "drupal/node/30/en"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (node(ORIGIN), node(PREFIXED), True), (node(ORIGIN, language=None), node(PREFIXED, language=None), True),
        (node(ORIGIN), node(PREFIXED, "A text."), False), (node(ORIGIN), node(PREFIXED, language="en"), False),
        (node(ORIGIN), node(PREFIXED, title="A title"), False), (node(ORIGIN), node("drupal/node/31/en"), False),
        (node(ORIGIN), node("drupal/path/en/un-titre"), False), (node(ORIGIN), node("spip/article/30"), False),
    ],
)  # fmt: skip
def test_a_node_is_the_same_where_number_language_and_words_are(
    one: Reading, other: Reading, is_same: bool
) -> None:
    for first, second in permutations((one, other)):
        prefixes = Prefixes(lambda *_: False)
        assert prefixes.same_as(first, "http://x/") == []
        assert prefixes.same_as(second, "http://x/") == ([first.page_id] if is_same else [])


def test_what_earlier_runs_know_holds_until_the_node_itself_is_read() -> None:
    prefixes = Prefixes(
        lambda url, page, language: (url, page, language) == ("http://x/en", ORIGIN, "fr")
    )
    assert prefixes.same_as(node(PREFIXED), "http://x/en") == [ORIGIN]
    assert prefixes.same_as(node(PREFIXED, "A text.", "en"), "http://x/en") == []
    prefixes.same_as(node(ORIGIN, "Un autre texte."), "http://x/")
    assert prefixes.same_as(node(PREFIXED), "http://x/en") == []


def prefixed(title: str, body: str) -> str:
    """A node as a site prints it that calls it by the prefix it was asked under."""
    told = (
        '<link rel="shortlink" href="/en/node/30"><link rel="canonical" href="/en/node/30"></head>'
    )
    return drupal(title, body).replace("</head>", told)


@pytest.mark.parametrize("order", list(permutations(["/node/30", "/en/node/30"])))
@pytest.mark.slow
def test_one_node_under_two_prefixes_is_one_page_also_where_its_kind_differs(
    shell: Shell, order: tuple[str, str]
) -> None:
    pages = {
        "/": drupal("Accueil", TEXT + links(*order, "/nos-membres"), 1),
        "/nos-membres": drupal(
            "Nos membres", '<ul><li><a href="/node/30">Quai Nord</a></li></ul>', 3, "nos-membres"
        ),
        "/node/30": drupal("Quai Nord (QN)", TEXT, 30),
        "/en/node/30": prefixed("Quai Nord (QN)", TEXT),
    }
    for night in range(2):
        with serve_pages(pages) as site:
            ended = crawl(shell, site.url)
        assert ended.code == 0, ended.said
        assert shell.rows("SELECT id, kind FROM pages WHERE id LIKE 'drupal/node/30%'") == [
            (ORIGIN, "member")
        ]
        assert shell.rows("SELECT id FROM articles WHERE id LIKE 'drupal/node/30%'") == []
        (counts,) = shell.rows(
            "SELECT new, changed FROM crawls ORDER BY started_at DESC, id DESC LIMIT 1"
        )
        assert night == 0 or counts == (0, 0)


def test_a_translation_shares_the_number_and_stays_apart(shell: Shell) -> None:
    pages = {
        "/": drupal("Accueil", TEXT + links("/node/30", "/en/node/30"), 1),
        "/node/30": drupal("Quai Nord", TEXT, 30),
        "/en/node/30": prefixed("North Quay", ENGLISH),
    }
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
    assert shell.rows("SELECT id, language FROM articles WHERE id LIKE 'drupal/node/30%' ORDER BY id") == [
        (ORIGIN, "fr"), (PREFIXED, "en"),
    ]  # fmt: skip
