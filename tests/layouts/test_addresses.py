"""One identity for every spelling of a page, and never one for two pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from layouts.addresses import canonical, clean_address, place, refusal
from layouts.drupal_addresses import trap
from records.site import Site, parse

SITE: Site = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
HOSTS = st.sampled_from(SITE.hosts)
SCHEMES = st.sampled_from(["http", "https", "HTTP"])
NUMBERS = st.integers(min_value=1, max_value=99_999)
# Aliases as editors make them: one segment or two, any letter, `_` and `-`, capitals and accents.
SEGMENTS = st.from_regex(r"[A-Za-zéèàçœ0-9][A-Za-zéèàçœ0-9_-]{0,30}", fullmatch=True)
ALIASES = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)
HARMLESS = st.lists(
    st.sampled_from(["utm_source=x", "fbclid=1", "foo=bar", "destination=/node/3", "lang=en"]),
    max_size=3,
    unique=True,
)


@st.composite
def drupal_spellings(draw: st.DrawFn, path: str) -> str:
    """Any address that Drupal answers with the page at `path`."""
    prefix = "index.php/" * draw(st.integers(0, 2))
    slash = draw(st.sampled_from(["", "/"]))
    query = "&".join(draw(HARMLESS))
    port = draw(st.sampled_from(["", ":80", ":443"]))
    where = f"{draw(SCHEMES)}://{draw(HOSTS)}{port}/{prefix}{path}{slash}"
    return where + (f"?{query}" if query else "")


@st.composite
def spip_spellings(draw: st.DrawFn, number: int) -> str:
    """Any address that SPIP answers with article `number`."""
    more = draw(st.lists(st.sampled_from(["lang=en", "utm_source=x"]), max_size=2, unique=True))
    form = draw(st.integers(0, 4))
    if form == 0:
        parts = draw(st.permutations(["page=article", f"id_article={number}", *more]))
        path = f"spip.php?{'&'.join(parts)}"
    elif form == 4:
        path = f"{number}"
    else:
        path = ("", f"spip.php?article{number}", f"?article{number}", f"article{number}.html")[form]
        path += "".join(f"{'&' if '?' in path else '?'}{one}" for one in more[:1])
    return f"{draw(SCHEMES)}://{draw(HOSTS)}/{path}"


def possible(alias: str) -> bool:
    """Whether an alias is one that no rule takes for something else."""
    at = place(f"https://contrelatraite.org/{quote(alias)}", SITE)
    return at is not None and at.kind == "path"


@given(st.data(), ALIASES)
def test_any_spelling_of_an_alias_is_one_page(data: st.DataObject, alias: str) -> None:
    assume(possible(alias))
    url = data.draw(drupal_spellings(quote(alias)))
    at = place(url, SITE)
    assert at is not None and at.id == f"drupal/path/{alias}"
    assert place(canonical(at.id, SITE), SITE) == at
    asked = clean_address(url, at, SITE)
    assert place(asked, SITE) == at
    assert not urlsplit(asked).query and "index.php" not in asked


@given(st.data(), NUMBERS)
def test_any_spelling_of_a_number_is_one_page(data: st.DataObject, number: int) -> None:
    zeros = "0" * data.draw(st.integers(0, 2))
    at = place(data.draw(drupal_spellings(f"node/{zeros}{number}")), SITE)
    assert at is not None and at.id == f"drupal/node/{number}"
    at = place(data.draw(spip_spellings(number)), SITE)
    assert at is not None and at.id == f"spip/article/{number}"
    assert place(canonical(at.id, SITE), SITE) == at


@given(ALIASES, ALIASES)
def test_two_aliases_are_never_one_page(one: str, other: str) -> None:
    assume(one != other and possible(one) and possible(other))
    assert place(f"https://contrelatraite.org/{quote(one)}", SITE) != place(
        f"https://contrelatraite.org/{quote(other)}", SITE
    )


@given(NUMBERS, NUMBERS)
def test_two_numbers_and_the_two_generations_are_never_one_page(one: int, other: int) -> None:
    base = "https://contrelatraite.org/"
    addresses = [f"node/{one}", f"taxonomy/term/{one}", f"spip.php?article{one}",
                 f"spip.php?rubrique{one}", f"spip.php?breve{one}", f"en/node/{one}"]  # fmt: skip
    found = [place(base + address, SITE) for address in addresses]
    assert len(set(found)) == len(addresses)
    if one != other:
        assert not {
            place(base + a.replace(str(one), str(other)), SITE) for a in addresses[:2]
        } & set(found)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("archive/201603", "calendars without end"),
        ("calendar-node-field-date/day/20180506", "calendars without end"),
        ("evenements/month/2018-05", "calendars without end"),
        ("comment/12", "comments"),
        ("search/node", "searches"),
        ("user/login", "logins and accounts"),
        ("en/user/register", "logins and accounts"),
        ("print/12", "print copies"),
        ("taxonomy/term/3/feed", "feeds of sections"),
        ("node/5/edit", "forms of a page"),
        ("sites/default/files/2020-03/lettre.pdf", "files"),
        ("ecrire/", "SPIP's own folders"),
    ],
)  # fmt: skip
def test_a_trap_has_no_identity_and_its_reason(path: str, why: str) -> None:
    url = f"https://contrelatraite.org/{path}"
    assert place(url, SITE) is None
    assert refusal(url, SITE) == why


@pytest.mark.parametrize(
    "path",
    ["agenda/reunion-du-22-mars-2016", "archives-2016", "themes/esclavage", "commentaires-du-rapport",
     "print-media", "usagers", "recherche-action", "local-solidaire", "contact"],
)  # fmt: skip
def test_an_alias_that_only_resembles_a_trap_is_a_page(path: str) -> None:
    assert trap(path) is None


def test_what_lies_beside_the_base_address_is_no_page_of_the_site() -> None:
    below = SITE.at("http://127.0.0.1:8080/drupal/")
    assert place("http://127.0.0.1:8080/drupal/node/3", below) is not None
    assert place("http://127.0.0.1:8080/node/3", below) is None
    assert canonical("drupal/node/3", below) == "http://127.0.0.1:8080/drupal/node/3"


def test_later_parts_of_a_list_are_parts_of_it() -> None:
    first, third = (
        place(f"https://contrelatraite.org/actualites{q}", SITE) for q in ("", "?page=2")
    )
    assert first and third and first.id == third.id and (first.offset, third.offset) == (0, 2)
    of_second_pager = place("https://contrelatraite.org/actualites?page=0,1", SITE)
    assert of_second_pager and clean_address("", of_second_pager, SITE).endswith("?page=0,1")


@pytest.mark.parametrize(
    ("query", "page_id", "offset"),
    [
        ("page=rubrique&id_rubrique=4&debut_articles=20", "spip/rubrique/4", 20),
        ("page=rubrique&id_rubrique=4&debut_rubriques=10", "spip/rubrique/4", 10),
        ("rubrique4&debut_breves=5", "spip/rubrique/4", 5),
        ("page=plan&debut_articles=20", "spip/plan", 20),
        ("debut_articles=20", "spip/sommaire", 20),
        # What is no number, or of no list, is the first part.
        ("page=rubrique&id_rubrique=4&debut_articles=x", "spip/rubrique/4", 0),
        ("page=rubrique&id_rubrique=4&debut_mots=20", "spip/rubrique/4", 0),
        # An article is one page, whatever a list beside it begins with.
        ("page=article&id_article=4&debut_articles=20", "spip/article/4", 0),
        ("article4&debut_articles=20", "spip/article/4", 0),
        ("page=breve&id_breve=4&debut_breves=20", "spip/breve/4", 0),
    ],
)
def test_only_lists_of_spip_have_later_parts(query: str, page_id: str, offset: int) -> None:
    at = place(f"https://contrelatraite.org/spip.php?{query}", SITE)
    assert at and (at.id, at.offset) == (page_id, offset)


@pytest.mark.parametrize(
    "query",
    ["page=auteur&id_auteur=3", "page=article&id_article=0", "page=article&id_article=4&recherche=x",
     "page=article", "page=rubrique&id_article=4", "lang=fr&calendrier=2018", "calendrier=2018", "page=plan&action=x"],
)  # fmt: skip
def test_what_spip_shows_of_others_or_does_is_no_page(query: str) -> None:
    assert place(f"https://contrelatraite.org/spip.php?{query}", SITE) is None


@pytest.mark.parametrize(
    ("path", "is_feed", "is_list"),
    [
        ("rss.xml", True, True), ("sitemap.xml", True, True), ("spip.php?page=backend", True, True),
        ("spip.php?page=plan", False, True), ("spip.php?rubrique4", False, True), ("", False, True),
        ("spip.php?article4", False, False), ("spip.php?breve4", False, False), ("node/4", False, False),
        ("taxonomy/term/4", False, True),
        # An alias does not tell.
        ("actualites", False, False),
    ],
)  # fmt: skip
def test_an_address_tells_feeds_and_lists_from_pages(
    path: str, is_feed: bool, is_list: bool
) -> None:
    at = place(f"https://contrelatraite.org/{path}", SITE)
    assert at and (at.is_feed, at.is_list) == (is_feed, is_list)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("?Un-titre-de-page", "Un-titre-de-page"), ("?-Nos-membres-", "-Nos-membres-"), ("?Contact", "Contact"),
        ("?_Ada-Person_", "_Ada-Person_"), ("spip.php?Un-titre", "Un-titre"), ("?Un-titre&lang=fr", "Un-titre"),
        ("?utm_source=x&Un-titre", "Un-titre"), ("?la-lettre-de-juin", "la-lettre-de-juin"),
        ("?L-appel-du-8-mars.html", "L-appel-du-8-mars.html"),
    ],
)  # fmt: skip
def test_a_title_behind_a_question_mark_is_a_page(path: str, title: str) -> None:
    at = place(f"https://contrelatraite.org/{path}", SITE)
    assert at and at.id == f"drupal/path/?{title}"
    assert canonical(at.id, SITE) == f"https://contrelatraite.org/?{title}"
    assert place(canonical(at.id, SITE), SITE) == at


@pytest.mark.parametrize(
    "path",
    ["?print", "?amp", "?logout", "?q", "?Un-titre=1", "?C=M;O=D", "?share-it", "?XDEBUG_SESSION_START",
     "?PHPSESSID", "?2019-05", "?Un-titre&action=x", "?page", "?-12-", "?Un-titre&Un-autre", "?Un-titre&recherche=x",
     "?http://a.example/Un-titre", "?../Un-titre", "?Un-titre%00", "membres?Un-titre="],
)  # fmt: skip
def test_what_else_stands_behind_a_question_mark_is_none(path: str) -> None:
    at = place(f"https://contrelatraite.org/{path}", SITE)
    assert at is None or "?" not in at.id
