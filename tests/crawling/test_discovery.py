"""What is asked for, how often, and what is left alone: on sites of a few pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.crawling.conftest import HOME, Ended, Shell
from tests.crawling.site_of_pages import Answer, drupal, serve_pages

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=off")
TEXT = "<p>Le Collectif rappelle que les victimes ont des droits, et demande qu’ils soient appliqués.</p>"


def crawl(shell: Shell, url: str, *more: str) -> Ended:
    return shell("crawl", "collective", "-s", f"SITE_URL={url}", *FAST, *more)


def links(*addresses: str) -> str:
    return "".join(f'<p>Lire : <a href="{address}">ici</a></p>' for address in addresses)


def test_a_page_met_under_ten_spellings_is_asked_once_and_stored_once(shell: Shell) -> None:
    spellings = [
        "/juin-2024", "/juin-2024/", "/index.php/juin-2024", "/index.php/juin-2024/?utm_source=x",
        "/juin-2024?fbclid=1", "/node/801", "/node/801/", "/index.php/node/801", "/node/801?foo=bar",
        "/index.php/index.php/node/801",
    ]  # fmt: skip
    with serve_pages({
        "/": drupal("Accueil", links(*spellings), 1),
        "/juin-2024": drupal("Juin 2024", TEXT, 801, "juin-2024"),
        "/node/801": drupal("Juin 2024", TEXT, 801, "juin-2024"),
    }) as site:  # fmt: skip
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    assert [target for target in site.asked if "801" in target or "juin" in target] == [
        "/juin-2024"
    ]
    assert shell.rows("SELECT id, month FROM articles WHERE kind = 'newsletter'") == [
        ("drupal/node/801", "2024-06")
    ]
    met = {
        str(url).removeprefix(site.url.rstrip("/"))
        for (url,) in shell.rows("SELECT url FROM addresses WHERE page_id = 'drupal/node/801'")
    }
    assert met == set(spellings)


@pytest.mark.slow
def test_what_was_kept_under_an_alias_goes_over_to_the_number_once_it_is_known(
    shell: Shell,
) -> None:
    home = drupal("Accueil", links("/appel"), 1)
    with serve_pages({"/": home, "/appel": drupal("Appel aux élus", TEXT)}) as site:
        assert crawl(shell, site.url).code == 0
        assert ("drupal/path/appel",) in shell.rows("SELECT id FROM articles")
    numbered = drupal("Appel aux élus", f"{TEXT}<p>Une phrase de plus.</p>", 77, "appel")
    with serve_pages({"/": home, "/appel": numbered}) as site:
        assert crawl(shell, site.url).code == 0
    ids = [i for (i,) in shell.rows("SELECT id FROM pages WHERE title LIKE 'Appel%'")]
    assert ids == ["drupal/node/77"]
    versions = shell.rows(
        "SELECT number, record FROM versions WHERE record_id = 'drupal/node/77' ORDER BY number"
    )
    assert [number for number, _ in versions] == [1, 2]
    assert all(json.loads(str(record))["id"] == "drupal/node/77" for _, record in versions)
    assert shell.rows("SELECT count(*) FROM versions WHERE record_id LIKE '%path/appel'") == [(0,)]
    assert shell("check-archive").code == 0


@pytest.mark.slow
def test_two_pages_with_one_title_and_text_stay_two(shell: Shell) -> None:
    with serve_pages({
        "/": drupal("Accueil", links("/enquete-2023", "/enquete-2024"), 1),
        "/enquete-2023": drupal("Enquête annuelle", TEXT, 60, "enquete-2023"),
        "/enquete-2024": drupal("Enquête annuelle", TEXT, 61, "enquete-2024"),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    assert len(shell.rows("SELECT 1 FROM articles WHERE title = 'Enquête annuelle'")) == 2


def test_the_traps_are_left_alone_and_counted(shell: Shell) -> None:
    traps = (
        "/archive/201603", "/comment/12", "/search/node?keys=x", "/user/login", "/user/register",
        "/print/12", "/taxonomy/term/3/feed", "/spip.php?page=login&url=x", "/node/5/edit",
        "/spip.php?page=article&id_article=3&var_mode=calcul", "/agenda/2024-05", "/?foo=1&bar=2",
    )  # fmt: skip
    with serve_pages({"/": drupal("Accueil", TEXT + links(*traps), 1)}) as site:
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    assert not set(site.asked) & set(traps)
    for why in ("calendars without end", "comments", "searches", "logins and accounts",
                "print copies", "feeds of sections", "forms of a page"):  # fmt: skip
        assert why in ended.said


def test_a_list_ends_with_its_last_part_whatever_a_sidebar_says(shell: Shell) -> None:
    def part(number: int, last: bool) -> str:
        teaser = f'<article class="node--view-mode-teaser"><h2><a href="/n{number}">N{number}</a></h2></article>'
        pager = (
            ""
            if last
            else f'<ul class="pager"><li><a href="?page={number + 1}">Suivant</a></li></ul>'
        )
        side = f'<div class="bloc"><a href="?page={number + 9}" rel="next">››</a></div>'
        return drupal("Actualités", f"{'' if number > 1 else teaser}{pager}{side}").replace(
            "node--view-mode-full", "view"
        )

    pages = {"/": drupal("Accueil", TEXT + links("/actualites"), 1)}
    pages |= {
        "/actualites": part(0, False),
        "/n0": drupal("N0", TEXT, 10),
        "/n1": drupal("N1", TEXT, 11),
    }
    pages |= {f"/actualites?page={n}": part(n, n > 0) for n in range(1, 60)}
    with serve_pages(pages) as site:
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    # The sidebar's own "next" leads to an empty part, and from there nowhere.
    assert len([target for target in site.asked if "page=" in target and "spip" not in target]) <= 3


@pytest.mark.slow
def test_a_redirect_off_the_site_or_to_a_private_address_is_not_followed(shell: Shell) -> None:
    with serve_pages({
        "/": drupal("Accueil", TEXT + links("/ailleurs", "/interne"), 1),
        "/ailleurs": (302, {"Location": "https://example.org/"}, ""),
        "/interne": (302, {"Location": "http://192.168.0.1/admin"}, ""),
    }) as site:  # fmt: skip
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    assert "1  redirect off the site" in ended.said
    assert "1  redirect to a private address" in ended.said


@pytest.mark.slow
def test_an_address_that_redirects_is_kept_as_one_of_the_page(shell: Shell) -> None:
    with serve_pages({
        "/": drupal("Accueil", links("/ancienne-adresse"), 1),
        "/ancienne-adresse": (301, {"Location": "/nouvelle"}, ""),
        "/nouvelle": drupal("Une page", TEXT, 12, "nouvelle"),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    kept = shell.rows("SELECT url FROM addresses WHERE page_id = 'drupal/node/12' ORDER BY url")
    assert [str(url).removeprefix(site.url) for (url,) in kept] == [
        "ancienne-adresse", "node/12", "nouvelle",
    ]  # fmt: skip


@pytest.mark.slow
def test_nothing_is_asked_while_the_site_asks_to_wait(shell: Shell) -> None:
    def busy_once(before: int) -> Answer:
        if before:
            return 200, {}, drupal("Une page", TEXT, 12)
        return 429, {"Retry-After": "2"}, "Trop de demandes"

    pages = {"/": drupal("Accueil", TEXT + links("/page", "/autre"), 1), "/page": busy_once,
             "/autre": drupal("Autre page", TEXT, 13)}  # fmt: skip
    with serve_pages(pages) as site:
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    asked = site.asked.index("/page")
    assert site.times[asked + 1] - site.times[asked] >= 2
    assert (
        len(shell.rows("SELECT 1 FROM articles WHERE id IN ('drupal/node/12', 'drupal/node/13')"))
        == 2
    )


@pytest.mark.slow
def test_a_site_that_asks_for_a_day_is_left_alone_and_the_run_says_so(shell: Shell) -> None:
    pages = {"/": drupal("Accueil", TEXT + links("/page", "/autre"), 1),
             "/page": (503, {"Retry-After": "86400"}, "En travaux"),
             "/autre": drupal("Autre page", TEXT, 13)}  # fmt: skip
    with serve_pages(pages) as site:
        ended = crawl(shell, site.url)
    assert ended.code == 1, ended.said
    assert "asks to be left alone for 86400 seconds" in ended.said
    assert site.asked[-1] == "/page"


@pytest.mark.slow
def test_a_list_read_late_still_says_what_its_pages_are(shell: Shell) -> None:
    """The page is read before the list that names it: it becomes a member all the same."""
    with serve_pages({
        "/": drupal("Accueil", links("/une-association", "/nos-membres"), 1),
        "/une-association": drupal("Une association (UNA)", TEXT, 20, "une-association"),
        "/nos-membres": drupal("Nos membres", '<ul><li><a href="/une-association">UNA</a></li></ul>', 21),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    assert shell.rows("SELECT id, acronym FROM members") == [("una", "UNA")]
    assert shell.rows("SELECT count(*) FROM articles WHERE id = 'drupal/node/20'") == [(0,)]


@pytest.mark.slow
def test_names_that_may_be_one_members_are_told_and_not_merged(shell: Shell) -> None:
    listed = '<ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>'
    menu = '<a href="/nos-membres">Nos membres</a>'
    with serve_pages({
        "/": drupal("Accueil", TEXT, 1, menu=menu),
        "/nos-membres": drupal("Nos membres", listed, 21),
        "/a": drupal("Association du Phare des Brumes (APDB)", TEXT, 22, "a"),
        "/b": drupal("Le Phare des Brumes", TEXT, 23, "b"),
    }) as site:  # fmt: skip
        ended = crawl(shell, site.url)
    assert len(shell.rows("SELECT 1 FROM members")) == 2
    assert shell.rows("SELECT why FROM unsure_names") == [("the same name but for common words",)]
    assert "1  names may be another member's" in ended.said
    # A person has looked, and says that they are one: the pages are read again from their captures.
    told = (HOME / "site.toml").read_text("utf-8")
    told += '[[aliases]]\nmember = "apdb"\nnames = ["Le Phare des Brumes"]\n'
    (shell.folder / "site.toml").write_text(told, "utf-8")
    again = shell(
        "crawl", "captures", "-a", f"path={shell.folder / 'captures'}", "-s", f"SITE_URL={site.url}",
        SITE_FILE=str(shell.folder / "site.toml"),
    )  # fmt: skip
    assert again.code == 0, again.said
    assert shell.rows("SELECT id FROM members") == [("apdb",)]
    assert shell.rows("SELECT count(*) FROM profiles WHERE member_id = 'apdb'") == [(2,)]
    assert shell.rows("SELECT count(*) FROM unsure_names") == [(0,)]
    assert shell("check-archive").code == 0


@pytest.mark.slow
def test_a_passing_redirect_joins_no_pages(shell: Shell) -> None:
    home = drupal("Accueil", links("/ancienne", "/travaux"), 1)
    works = drupal("Site en pause", TEXT, 30)
    with serve_pages(
        {"/": home, "/ancienne": drupal("Un communiqué de 2019", TEXT), "/travaux": works}
    ) as site:
        assert crawl(shell, site.url).code == 0
    pages = {"/": home, "/ancienne": (302, {"Location": "/travaux"}, ""), "/travaux": works}
    with serve_pages(pages) as site:
        assert crawl(shell, site.url).code == 0
    assert ("Un communiqué de 2019",) in shell.rows("SELECT title FROM pages")


@pytest.mark.slow
def test_a_link_to_a_translation_is_no_other_spelling_of_its_origin(shell: Shell) -> None:
    switch = '<a href="/en/about" hreflang="en" data-drupal-link-system-path="node/5">English</a>'
    english = drupal(
        "About us", "<p>The Collective brings together the associations that help victims.</p>"
    )
    with serve_pages({
        "/": drupal("Accueil", TEXT + links("/a-propos"), 1),
        "/a-propos": drupal("À propos", TEXT, 5, "a-propos", menu=switch),
        "/en/about": english.replace('href="/node/', 'href="/en/node/').replace(
            "</head>", '<link rel="shortlink" href="/en/node/5"></head>'
        ),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    assert shell.rows("SELECT id, language FROM articles WHERE id LIKE 'drupal/node/5%' ORDER BY id") == [
        ("drupal/node/5", "fr"), ("drupal/node/5/en", "en"),
    ]  # fmt: skip


@pytest.mark.slow
def test_links_to_tags_make_no_translations(shell: Shell) -> None:
    tag = '<div class="field--name-field-tags"><a href="/communiques" hreflang="fr">Communiqués</a></div>'
    with serve_pages({
        "/": drupal("Accueil", TEXT + links("/un", "/deux"), 1),
        "/un": drupal("Communiqué du 3 mai 2019", TEXT + tag, 31),
        "/deux": drupal("Communiqué du 4 mai 2019", TEXT + tag, 32),
        "/communiques": drupal("Communiqués", '<p><a href="/un">Un</a></p>', 33),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    assert shell.rows("SELECT id FROM pages WHERE translation_of IS NOT NULL") == []


@pytest.mark.slow
def test_a_page_withheld_by_its_alias_is_not_asked_nor_the_feed_that_carries_it(
    shell: Shell,
) -> None:
    (shell.folder / "withheld.toml").write_text(
        "".join(
            f'[[withheld]]\nid = "{one}"\ndate = 2026-11-24\nreason = "asked for"\n'
            for one in ("drupal/node/5", "drupal/path/une-personne")
        ),
        "utf-8",
    )
    with serve_pages({
        "/": drupal("Accueil", TEXT + links("/une-personne", "/node/5"), 1),
        "/une-personne": drupal("Une personne", TEXT, 5, "une-personne"),
        "/node/5": drupal("Une personne", TEXT, 5, "une-personne"),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
    assert not {"/une-personne", "/node/5", "/rss.xml"} & set(site.asked)


@pytest.mark.slow
def test_a_file_behind_a_page_of_its_own_is_asked_for_and_the_page_is_none(shell: Shell) -> None:
    media = drupal(
        "bilan.pdf", '<span class="file"><a href="/sites/default/files/bilan.pdf">B</a></span>'
    )
    with serve_pages({
        "/": drupal("Accueil", f'{TEXT}<p><a href="/media/12">Notre bilan</a></p>', 1),
        "/media/12": media,
        "/sites/default/files/bilan.pdf": (200, {}, b"Notre bilan de la saison."),
    }) as site:  # fmt: skip
        ended = crawl(shell, site.url)
    assert ended.code == 0, ended.said
    found = shell.rows("SELECT id, caption, status, bytes FROM documents")
    assert found == [("media/12", "Notre bilan", "kept", 25)]
    assert shell.rows("SELECT count(*) FROM pages WHERE url LIKE '%media%'") == [(0,)]


def spip(title: str, body: str, name: str = "page_article", aside: str = "") -> str:
    """A page as SPIP prints it under a skeleton of its own."""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} - Site</title>'
        f'<meta name="generator" content="SPIP 3.2"></head><body class="{name}"><div id="content">'
        f'<h1 class="surlignable">{title}</h1>{body}</div><div class="aside">{aside}</div></body></html>'
    )


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "?"], ids=["a path", "behind a question mark"])
def test_under_rewritten_addresses_no_lead_stays_beside_its_page(shell: Shell, before: str) -> None:
    text = f'<div class="texte">{TEXT}</div>'
    aside = '<h2>À lire</h2><ul><li><a href="/Une-soiree">Une soirée</a></li><li><a href="/Un-appel">Un appel</a></li></ul>'
    listed = "<ul><li><a href='/Quai-nord'>Quai Nord</a></li><li><a href='/Pas-a-pas'>Pas à Pas</a></li></ul>"
    pages = {
        "/": spip(
            "Accueil", '<ul><li><a href="/Nos-membres">Nos membres</a></li></ul>', "page_sommaire"
        ),
        "/Nos-membres": spip("Nos membres", listed, "page_rubrique", aside),
        "/Quai-nord": spip("Quai Nord (QN)", text, aside=aside),
        "/Pas-a-pas": spip("Pas à Pas", text, aside=aside),
        "/Une-soiree": spip("Une soirée", text, "page-article article17", aside),
        "/Un-appel": spip("Un appel", text, aside=aside),
    }
    rewritten = {
        re.sub("/(?=[A-Z])", f"/{before}", path): re.sub(
            "/(?=[A-Z][a-z-]+['\"])", f"/{before}", page
        )
        for path, page in pages.items()
    }
    for night in range(2):
        with serve_pages(rewritten) as site:
            ended = crawl(shell, site.url)
        assert ended.code == 0, ended.said
        assert shell.rows("SELECT id FROM articles ORDER BY id") == [
            ("spip/article/17",), (f"spip/path/{before}Un-appel",),
        ]  # fmt: skip
        assert shell.rows("SELECT id FROM members ORDER BY id") == [("pas-a-pas",), ("qn",)]
        (new,) = shell.rows("SELECT new FROM crawls ORDER BY started_at DESC, id DESC LIMIT 1")[0]
        assert night == 0 or new == 0


def test_a_first_page_whose_text_is_not_found_leads_on_all_the_same(shell: Shell) -> None:
    home = spip("Accueil", '<ul><li><a href="/Un-appel">Un appel</a></li></ul>', "page_article")
    pages = {
        "/": home.replace('id="content"', ""),
        "/Un-appel": spip("Un appel", f'<div class="texte">{TEXT}</div>'),
    }
    with serve_pages(pages) as site:
        ended = crawl(shell, site.url)
    assert shell.rows("SELECT title FROM articles") == [("Un appel",)], ended.said


@pytest.mark.slow
def test_the_captures_alone_find_the_files_that_redirects_and_pages_lead_to(
    shell: Shell, tmp_path: Path
) -> None:
    links = {
        "/media/12": "Notre bilan", "/media/7/download": "Le guide", "/file/3/download": "Le tract",
        "/media/9": "Perdu", "/old.pdf": "Ailleurs",
    }  # fmt: skip
    text = "".join(f'<p><a href="{path}">{said}</a></p>' for path, said in links.items())
    media = '<span class="file"><a href="/sites/default/files/bilan.pdf">B</a></span>'
    lost = '<span class="file"><a href="/sites/default/files/lost.pdf">B</a></span>'
    with serve_pages({
        "/": drupal("Accueil", f"{TEXT}{text}", 1),
        "/media/12": drupal("bilan.pdf", media),
        "/sites/default/files/bilan.pdf": (200, {}, b"Notre bilan de la saison."),
        "/media/7/download": (302, {"Location": "/sites/default/files/guide.txt"}, b""),
        "/sites/default/files/guide.txt": (200, {}, b"Un guide."),
        "/file/3/download": (200, {}, b"Un tract des associations."),
        "/media/9": drupal("lost.pdf", lost),
        "/old.pdf": (302, {"Location": "https://elsewhere.example.org/old.pdf"}, b""),
    }) as site:  # fmt: skip
        assert crawl(shell, site.url).code == 0
        rebuilt = Shell(tmp_path / "rebuilt")
        rebuilt.folder.mkdir()
        path = f"path={shell.folder}/captures"
        ended = rebuilt("crawl", "captures", "-a", path, "-s", f"SITE_URL={site.url}")
    assert ended.code == 0, ended.said
    documents = "SELECT id, caption, status, bytes, sha256, note FROM documents ORDER BY id"
    assert rebuilt.rows(documents) == shell.rows(documents)


@pytest.mark.slow
def test_a_page_that_only_leads_on_is_an_address_of_the_page_it_leads_to(shell: Shell) -> None:
    on = '<meta http-equiv="refresh" content="0; url=/un-appel">'
    pages = {
        "/": drupal("Accueil", f'{TEXT}<p><a href="/vieil-appel">Un appel</a></p>', 1),
        "/vieil-appel": drupal("Un appel", "<p>Un instant…</p>", alias="vieil-appel").replace(
            "<title>", f"{on}<title>"
        ),
        "/un-appel": drupal("Un appel", TEXT, 2, "un-appel"),
    }
    for night in range(2):
        with serve_pages(pages) as site:
            ended = crawl(shell, site.url)
        assert ended.code == 0, ended.said
        assert shell.rows("SELECT id FROM pages ORDER BY id") == [
            ("drupal/node/1",), ("drupal/node/2",),
        ]  # fmt: skip
        assert ("drupal/node/2",) in shell.rows(
            "SELECT page_id FROM addresses WHERE url LIKE '%/vieil-appel'"
        )
        (new,) = shell.rows("SELECT new FROM crawls ORDER BY started_at DESC, id DESC LIMIT 1")[0]
        assert night == 0 or new == 0
    anew = Shell(shell.folder / "anew")
    anew.folder.mkdir()
    path = f"path={shell.folder}/captures"
    assert anew("crawl", "captures", "-a", path, SITE_URL=site.url).code == 0
    assert anew.rows("SELECT id FROM pages ORDER BY id") == [
        ("drupal/node/1",), ("drupal/node/2",),
    ]  # fmt: skip
    assert ("drupal/node/2",) in anew.rows(
        "SELECT page_id FROM addresses WHERE url LIKE '%/vieil-appel'"
    )
