"""The Drupal generation over real HTTP: its addresses, headers and markup, and what the content expects."""

from __future__ import annotations

import gzip
import re
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest

from replica import notation
from replica.content import Content, read_content
from replica.documents import file_of
from replica.drupal import content as published
from replica.drupal import lists
from replica.drupal.markup import marked_up
from replica.drupal.printing import size_in_words
from replica.drupal.site import is_trap
from replica.expected import members as old_members
from replica.server import Replica, serve
from tests.replica.asking import Got, get

THEMES = ("bartik", "olivero", "plain")
LETTER = "/decembre_2024"
FILE = "/sites/default/files/2023-01/rapport_moral.pdf"
FIELD = "/node/704"


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with serve(generation="drupal") as running:
        # Warmed without the prefix: what an earlier visit left is a test of its own.
        get(running, "/")
        yield running


@pytest.fixture(scope="module", params=THEMES)
def themed(request: pytest.FixtureRequest) -> Iterator[Replica]:
    with serve(generation="drupal", theme=request.param) as running:
        get(running, "/")
        yield running


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content("drupal", "bartik")


def main_of(got: Got) -> str:
    return " ".join(got.tree.xpath("string(//main)").split())


def next_of(got: Got) -> list[str]:
    return [str(href) for href in got.tree.xpath("//main//a[@rel='next']/@href")]


def listed(got: Got) -> list[str]:
    return [str(href) for href in got.tree.xpath("//main//h2/a/@href")]


# Addresses


@pytest.mark.parametrize(
    "target",
    ["/node/806", LETTER + "/", "/Decembre_2024", "/DECEMBRE_2024/", LETTER + "?x=1", "/node/806?page=3",
     "/index.php" + LETTER, "/index.php/node/806", "/index.php/node/806/?utm_source=a"],
)  # fmt: skip
def test_a_node_answers_under_every_spelling_without_a_redirection(
    replica: Replica, target: str
) -> None:
    got = get(replica, target)
    assert got.status == 200
    assert main_of(got) == main_of(get(replica, LETTER))


def test_hyphens_and_underscores_are_not_the_same_alias(replica: Replica) -> None:
    assert get(replica, "/decembre-2024").status == 404
    assert get(replica, "/decembre-2025").status == 200


def test_a_node_names_its_alias_and_its_number_without_the_query(themed: Replica) -> None:
    for target in (LETTER, "/node/806", LETTER + "?page=2"):
        tree = get(themed, target).tree
        assert tree.xpath("//link[@rel='canonical']/@href") == [themed.url + LETTER[1:]]
        assert tree.xpath("//link[@rel='shortlink']/@href") == [themed.url + "node/806"]


def test_under_the_prefix_a_node_names_both_with_the_prefix(themed: Replica) -> None:
    tree = get(themed, "/index.php/node/806").tree
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{themed.url}index.php{LETTER}"]
    assert tree.xpath("//link[@rel='shortlink']/@href") == [f"{themed.url}index.php/node/806"]


@pytest.mark.parametrize(
    "target", ["/", "/actualites", "/archive/202106", "/node/712", "/nulle-part"]
)
def test_what_is_no_node_names_no_canonical_address(replica: Replica, target: str) -> None:
    assert not get(replica, target).tree.xpath("//link[@rel='canonical' or @rel='shortlink']")


def test_the_prefix_of_the_first_visit_stays_in_menus_and_blocks_of_clean_pages() -> None:
    with serve(generation="drupal") as running:
        get(running, "/index.php/node/806")
        tree = get(running, "/node/401").tree
        for part in ("//header//nav", "//aside"):
            hrefs = [h for h in tree.xpath(f"{part}//a/@href") if h.startswith("/")]
            assert hrefs and all(href.startswith("/index.php/") for href in hrefs)
        menu = tree.xpath("//a[@data-drupal-link-system-path='node/19']/@href")
        assert menu == ["/index.php/nos-membres"]
        running.turn("drupal")
        get(running, "/node/401")
        tree = get(running, "/index.php/node/401").tree
        assert tree.xpath("//a[@data-drupal-link-system-path='node/19']/@href") == ["/nos-membres"]


def test_a_text_links_once_to_an_address_under_the_prefix(replica: Replica) -> None:
    assert get(replica, "/node/394").links("/index.php/") == ["/index.php/node/23"]


def test_files_are_dead_where_file_fields_print_them_under_the_prefix(themed: Replica) -> None:
    clean = get(themed, FIELD).links("rapport_moral")
    dead = get(themed, "/index.php" + FIELD).links("rapport_moral")
    assert [link.removeprefix(themed.url[:-1]) for link in clean] == [FILE]
    assert [link.removeprefix(themed.url[:-1]) for link in dead] == ["/index.php" + FILE]
    assert get(themed, FILE).status == 200
    assert get(themed, "/index.php" + FILE).status == 404


def test_names_of_files_are_percent_encoded_utf_8(replica: Replica, content: Content) -> None:
    link = get(replica, "/ader").links("/files/")[0]
    assert "%20" in link and "%C3%A9" in link and link.isascii()
    assert unquote(link[1:]) in content.documents
    assert get(replica, link).status == 200


def test_the_front_page_is_one_under_four_addresses(replica: Replica) -> None:
    first = listed(get(replica, "/"))
    assert len(first) == 10
    for target in ("/node", "/?page=0", "/node?page=0"):
        assert listed(get(replica, target)) == first
    assert listed(get(replica, "/index.php")) == [f"/index.php{href}" for href in first]


def test_lists_show_ten_a_page_and_each_node_once(themed: Replica) -> None:
    for path, entries in (
        ("/", lists.promoted(themed.content)),
        ("/actualites", lists.of_term(themed.content, 4)),
        ("/taxonomy/term/4", lists.of_term(themed.content, 4)),
        ("/communiques", lists.of_term(themed.content, 1)),
    ):
        seen: list[str] = []
        target = path
        while target:
            got = get(themed, target)
            seen += listed(got)
            following = next_of(got)
            target = path + following[0] if following else ""
            assert not following or following[0].startswith("?page=")
        assert seen == [f"/{quote(published.path(entry), safe='/')}" for entry in entries]


def test_a_term_answers_by_its_number_and_by_its_alias_in_any_letter_case(replica: Replica) -> None:
    by_number = get(replica, "/taxonomy/term/4")
    assert listed(by_number) == listed(get(replica, "/Actualites/"))
    feed = by_number.tree.xpath("//link[@rel='alternate']/@href")
    assert feed == [replica.url + "taxonomy/term/4/feed"]


@pytest.mark.parametrize("target", ["/?page=99", "/actualites?page=99", "/archive/209901"])
def test_a_list_past_its_end_is_an_empty_page_at_200(replica: Replica, target: str) -> None:
    got = get(replica, target)
    assert got.status == 200
    assert listed(got) == [] and next_of(got) == []


def test_a_month_has_its_page_and_a_word_breaks_it(replica: Replica, content: Content) -> None:
    for month, count in lists.months(content):
        if count < 10:
            assert len(listed(get(replica, f"/archive/{month}"))) == count
    got = get(replica, "/archive/foo")
    assert (got.status, b"unexpected error" in got.body) == (500, True)


def test_the_sidebar_goes_on_after_the_last_page_of_the_main_list(themed: Replica) -> None:
    last = lists.part(lists.promoted(themed.content), 0).pages - 1
    got = get(themed, f"/?page={last}")
    assert next_of(got) == []
    assert got.tree.xpath("//aside//a[@rel='next']/@href") == [f"?page={last + 1}"]
    assert get(themed, LETTER).tree.xpath("//aside//a[@rel='next']/@href") == ["?page=1"]


def test_a_comment_has_an_address_that_is_the_page_of_its_node(replica: Replica) -> None:
    got = get(replica, "/comment/12")
    assert got.status == 200
    assert got.tree.xpath("//link[@rel='canonical']/@href") == [replica.url + "node/333"]
    assert get(replica, "/comment/999").status == 404


@pytest.mark.parametrize(
    ("target", "status"),
    [("/node/318", 404), ("/node/712", 403), ("/nulle-part", 404), ("/node/401/edit", 403),
     ("/user/1", 403), ("/user/login", 200), ("/search/node", 200), ("/sitemap.xml", 404)],
)  # fmt: skip
def test_what_is_gone_refused_or_never_was_says_so_by_its_status(
    replica: Replica, target: str, status: int
) -> None:
    got = get(replica, target)
    assert got.status == status
    assert got.tree.xpath("//main//h1")


def test_the_feed_holds_ten_nodes_with_their_numbers_and_no_text(replica: Replica) -> None:
    text = get(replica, "/rss.xml").text
    newest = lists.promoted(replica.content)[0]
    assert text.count("<item>") == text.count("<description></description>") - 1 == 10
    assert f">{newest.number} at {replica.url[:-1]}</guid>" in text
    assert get(replica, "/taxonomy/term/6/feed").text.count("<item>") == 1


def test_robots_txt_forbids_forms_with_and_without_the_prefix(replica: Replica) -> None:
    lines = get(replica, "/robots.txt").text.splitlines()
    for path in ("/core/", "/admin/", "/search/", "/user/login", "/comment/reply/"):
        assert f"Disallow: {path}" in lines and f"Disallow: /index.php{path}" in lines
    assert not [
        line for line in lines if ("/node/" in line and "add" not in line) or "Sitemap" in line
    ]


def test_the_addresses_that_are_traps_are_told_from_those_that_are_not(content: Content) -> None:
    pages = lists.part(lists.promoted(content), 0).pages
    for target in ("/archive/201603", "/comment/12", "/search/node", "/user/login",
                   "/node/401?page=1", "/node/401/edit", "/taxonomy/term/4/feed", f"/?page={pages}",
                   "/actualites?page=9", "/decembre_2024?page=1", "/index.php/archive/foo"):  # fmt: skip
        assert is_trap(target), target
    for target in ("/", "/node", f"/?page={pages - 1}", "/actualites?page=1", "/node/712",
                   "/rss.xml", "/spip.php?page=plan", LETTER, FILE, *(f"/{published.path(e)}" for e in published.nodes(content))):  # fmt: skip
        assert not is_trap(target), target


# Headers


@pytest.mark.parametrize("target", ["/", LETTER, "/nulle-part", "/rss.xml"])
def test_pages_have_no_validators_and_are_never_unchanged(replica: Replica, target: str) -> None:
    got = get(
        replica, target, If_None_Match='"*"', If_Modified_Since="Fri, 01 Jan 2038 00:00:00 GMT"
    )
    assert got.status != 304
    assert got.headers["Cache-Control"] == "must-revalidate, no-cache, private"
    assert (got.headers["ETag"], got.headers["Last-Modified"]) == (None, None)
    assert got.headers["X-Generator"].startswith("Drupal 9")


def test_the_bytes_of_a_page_differ_at_every_rendering_and_its_words_do_not(
    themed: Replica,
) -> None:
    one, other = get(themed, LETTER), get(themed, LETTER)
    assert one.body != other.body
    assert main_of(one) == main_of(other)


def test_files_have_validators_and_either_is_enough(replica: Replica) -> None:
    held = get(replica, FILE)
    for name, value in (("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")):
        got = get(replica, FILE, **{name: held.headers[value]})
        assert (got.status, got.body) == (304, b"")


@pytest.fixture
def validated() -> Iterator[Replica]:
    with serve(generation="drupal", validators=True) as running:
        yield running


def test_with_validators_a_page_tells_the_time_of_its_rendering(validated: Replica) -> None:
    before = int(time.time())
    got = get(validated, LETTER)
    assert before <= int(got.headers["ETag"].strip('"')) <= time.time()
    assert got.headers["Cache-Control"] == "max-age=900, public"
    again = get(validated, LETTER)
    assert (again.body, again.headers["Last-Modified"]) == (got.body, got.headers["Last-Modified"])
    assert (got.headers["X-Drupal-Cache"], again.headers["X-Drupal-Cache"]) == ("MISS", "HIT")
    # The same page under another address was rendered for itself.
    assert get(validated, LETTER + "?x=1").body != got.body


def test_with_validators_only_both_together_say_that_a_page_is_unchanged(
    validated: Replica,
) -> None:
    held = get(validated, LETTER).headers
    both = {"If_None_Match": held["ETag"], "If_Modified_Since": held["Last-Modified"]}
    for name, value in both.items():
        assert get(validated, LETTER, **{name: value}).status == 200
    got = get(validated, LETTER, **both)
    assert (got.status, got.body, got.headers["ETag"]) == (304, b"", held["ETag"])


def test_a_compressed_page_has_a_suffix_on_its_etag_that_matches_nothing(
    validated: Replica,
) -> None:
    got = get(validated, LETTER, Accept_Encoding="gzip")
    etag, since = got.headers["ETag"], got.headers["Last-Modified"]
    assert etag.endswith('-gzip"') and b"Novembre en a pris deux" in gzip.decompress(got.body)
    for sent, status in ((etag, 200), (etag.replace("-gzip", ""), 304)):
        asked = {"Accept_Encoding": "gzip", "If_None_Match": sent, "If_Modified_Since": since}
        assert get(validated, LETTER, **asked).status == status


# Markup


def test_every_node_prints_its_title_and_every_word_of_its_text(themed: Replica) -> None:
    for record in published.records(themed.content):
        got = get(themed, f"/{record['page_id'].removeprefix('drupal/')}")
        tree = got.tree
        assert got.status == 200 and tree.xpath("/html/@lang") == ["fr"]
        assert " ".join(tree.xpath("string(//main//h1)").split()) == record["title"]
        assert str(tree.xpath("string(//title)")).startswith(record["title"] + " | ")
        shown = tree.xpath("string(//main)")
        for word in re.findall(r"\w{4,}", record["text"]):
            assert word in shown, (record["page_id"], word)


@pytest.mark.parametrize(
    ("theme", "printed"),
    [("bartik", "Soumis par camille le lun 14/03/2016 - 09:00"), ("olivero", "Par camille, 14 mars, 2016"),
     ("plain", "Mis en ligne le 14 mars 2016")],
)  # fmt: skip
def test_an_article_prints_its_date_as_its_theme_does(theme: str, printed: str) -> None:
    with serve(generation="drupal", theme=theme) as running:
        assert printed in main_of(get(running, "/node/271"))


def test_the_date_in_attributes_is_utc_and_another_day_than_the_printed_one(
    replica: Replica,
) -> None:
    tree = get(replica, "/node/384").tree
    meta = tree.xpath(
        "//main/descendant::article[@data-history-node-id='384']//div[@class='node__meta']"
    )[0]
    assert meta.xpath(".//*[@property='schema:dateCreated']/@content") == [
        "2018-11-30T23:30:00+00:00"
    ]
    assert "sam 01/12/2018 - 00:30" in meta.text_content()


def test_a_day_in_a_field_is_utc_in_its_attribute_and_local_in_its_text(themed: Replica) -> None:
    times = get(themed, "/node/893").tree.xpath("//main//time[contains(@datetime, '2026')]")
    assert [(t.get("datetime"), t.text) for t in times] == [
        ("2026-01-13T09:00:00Z", "mar 13/01/2026 - 10:00")
    ]


def test_a_page_prints_no_date_and_its_files_before_its_text(themed: Replica) -> None:
    got = get(themed, "/node/40")
    assert not re.search(r"2018-10-17|17/10/2018|17\s+octobre", main_of(got))
    assert not got.tree.xpath("//main//time | //main//*[contains(@class, 'node__meta')]")
    shown = main_of(got)
    assert shown.index("Tableaux 2018") < shown.index("Centre de recherche")


def test_terms_are_fields_of_articles_and_no_page_has_one(replica: Replica) -> None:
    field = "//main//*[contains(@class, 'field--name-field-tags')]//a"
    assert [a.text for a in get(replica, "/node/333").tree.xpath(field)] == [
        "Pétitions et appels",
        "Hébergement",
    ]
    assert not get(replica, "/cape").tree.xpath(field)


def test_files_in_a_table_have_a_size_and_in_olivero_every_file_has_one() -> None:
    for theme in THEMES:
        with serve(generation="drupal", theme=theme) as running:
            table = main_of(get(running, FIELD))
            assert re.search("Fichier attaché ?Taille", table) and "32.55 Ko" in table
            assert ("(991 octets)" in main_of(get(running, "/node/840"))) == (theme == "olivero")


def test_a_file_without_a_description_is_called_by_its_name(themed: Replica) -> None:
    assert "CR 7 mars 2019.pdf" in main_of(get(themed, "/node/401"))


def test_the_breadcrumb_comes_from_the_alias_and_is_missing_on_the_front_page(
    themed: Replica,
) -> None:
    items = "//nav[@aria-labelledby='system-breadcrumb']//ol/li/a/text()"
    deeper = get(themed, "/outils/permanence-en-dix-points").tree
    assert deeper.xpath(items) == ["Accueil", "Outils"]
    assert get(themed, LETTER).tree.xpath(items) == ["Accueil"]
    assert get(themed, "/").tree.xpath(items) == []


def test_every_page_bears_the_coordination_the_recent_nodes_and_the_archive(
    themed: Replica,
) -> None:
    for target in ("/", LETTER, "/actualites", "/nulle-part"):
        tree = get(themed, target).tree
        before = tree.xpath("string(//body)").split("Ensemble, le Collectif")[0]
        assert "coordination@ensemble.example.org" in before and "01 99 00 12 34" in before
        aside = tree.xpath("string(//aside)")
        assert "secondes ago" in aside and "mars 2016" in aside
        assert not tree.xpath("//main//text()[contains(., 'secondes ago')]")


def test_the_unknown_theme_prints_none_of_drupals_classes() -> None:
    with serve(generation="drupal", theme="plain") as running:
        for target in ("/", FIELD, "/node/333", "/cape", "/actualites"):
            tree = get(running, target).tree
            classes = " ".join(tree.xpath("//body//@class[not(starts-with(., 'Mso'))]"))
            assert not re.search(
                r"field|node|view|block|region|pager|page-|menu|comment|teaser", classes
            )
            assert not tree.xpath("//*[@data-history-node-id or @typeof or @property]")
            assert tree.xpath("//meta[@name='Generator'][contains(@content, 'Drupal 8')]")


def test_a_teaser_of_a_short_node_is_the_whole_of_it(replica: Replica) -> None:
    record = next(
        r for r in published.records(replica.content) if r["page_id"] == "drupal/node/802"
    )
    assert record["text"] in main_of(get(replica, "/archive/202406"))


def test_comments_and_profiles_are_articles_too(replica: Replica) -> None:
    tree = get(replica, "/node/333").tree
    assert len(tree.xpath("//main//article[contains(@class, 'comment')]")) == 2
    assert tree.xpath("//main//article[contains(@class, 'profile')]")
    assert len(tree.xpath("//main//article[@data-history-node-id]")) == 1


@pytest.mark.parametrize(
    ("hand", "mark"),
    [("word", 'class="MsoNormal"'), ("word", "<p><u><strong><span"), ("word", "<p>&nbsp;</p>"),
     ("breaks", "<br />\n<br />"), ("table", "<td><p><strong>Contact&nbsp;:")],
)  # fmt: skip
def test_editors_leave_their_dirt_and_lose_no_word(hand: str, mark: str) -> None:
    text = "**Qui**\n\nUne phrase.\n\nContact : A. Person\n\nUne autre."
    made = str(marked_up(text, hand))
    assert mark in made
    said = re.sub(r"<[^>]+>", " ", made).replace("&nbsp;", " ")
    assert sorted(said.split()) == sorted(notation.plain(text).split())


# Content


def test_turning_to_the_rebuilt_site_serves_its_content_at_the_same_address() -> None:
    with serve() as running:
        assert get(running, "/spip.php?article389").status == 200
        running.turn("drupal")
        assert get(running, LETTER).status == 200
        assert get(running, "/spip.php?article389").status == 404
        assert 806 in running.content.entries


def test_there_are_eighty_nodes_or_more_and_enough_of_each_kind(content: Content) -> None:
    kinds = Counter(r.get("article_kind", r["kind"]) for r in published.records(content))
    assert sum(kinds.values()) >= 80
    for kind, least in (("member", 16), ("statement", 14), ("meeting", 12), ("report", 10),
                        ("newsletter", 14), ("news", 12), ("appeal", 4), ("other", 5)):  # fmt: skip
        assert kinds[kind] >= least, kind
    assert len({r["language"] for r in published.records(content)}) == 2


def test_terms_files_aliases_and_comments_are_known_and_each_is_one(content: Content) -> None:
    used: set[str] = set()
    for entry in content.entries.values():
        assert set(entry.terms) <= set(content.sections), entry.number
        assert entry.bundle == "article" or not entry.terms, entry.number
        attached = {a.file for a in (*entry.attachments, *published.in_text(entry))}
        used |= attached | set(entry.pictures)
    assert used == set(content.documents)
    aliases = [e.alias.lower() for e in content.entries.values() if e.alias]
    aliases += [s.alias for s in content.sections.values() if s.alias]
    assert len(aliases) == len(set(aliases))
    assert not {published.GONE, published.HIDDEN} & set(content.entries)
    comments = [c.number for e in content.entries.values() for c in e.comments]
    assert len(comments) == len(set(comments)) == len(published.comments(content))


def test_numbers_of_nodes_rise_with_time_but_for_what_was_carried_over(content: Content) -> None:
    later = sorted(e.number for e in content.entries.values() if e.number > 384)
    days = [content.entries[number].published for number in later]
    assert days == sorted(days)
    assert {content.entries[number].published[:4] for number in (801, 802, 806)} == {"2024"}


def test_every_member_of_the_old_site_has_a_page_and_two_are_new(content: Content) -> None:
    old = set(old_members(read_content()))
    assert old < published.members(content)
    assert published.members(content) - old == {"cdr", "la-cordee-des-halles"}


def test_one_page_names_every_member_and_calls_some_of_them_otherwise(replica: Replica) -> None:
    tree = get(replica, "/nos-membres").tree
    links = {a.get("href"): a.text for a in tree.xpath("//main//li/a") if a.get("href")}
    profiles = [e for e in replica.content.entries.values() if e.kind == "member"]
    assert {f"/{published.path(e)}" for e in profiles} <= set(links)
    assert sum(links[f"/{published.path(e)}"] != e.expected["name"] for e in profiles) >= 5


def test_every_node_is_reached_from_the_menu_without_a_trap(replica: Replica) -> None:
    seen: set[str] = set()
    found: set[str] = set()
    waiting = ["/"]
    while waiting:
        target = waiting.pop()
        if target in seen or is_trap(target):
            continue
        seen.add(target)
        got = get(replica, target)
        if got.status != 200 or "/files/" in target:
            continue
        found |= set(got.tree.xpath("//main//article/@data-history-node-id"))
        base = target.partition("?")[0]
        hrefs = got.tree.xpath("//header//a/@href | //main//a/@href")
        waiting += [base + h if h.startswith("?") else h for h in hrefs if h[0] in "/?"]
    assert found == {str(number) for number in replica.content.entries}


def test_documents_are_real_files_and_a_size_is_of_the_file_not_of_the_page(
    replica: Replica,
) -> None:
    for document in replica.content.documents.values():
        got = get(replica, f"/{quote(document.file)}")
        assert got.status == (404 if document.fault == "missing" else 200), document.file
        if document.fault != "missing":
            assert got.body == file_of(document)
    attached = {r["page_id"]: r["documents"] for r in published.records(replica.content)}
    letter = "sites/default/files/2020-03/lettre_ouverte.pdf"
    said = {
        (d["caption"], d["stated_size"])
        for ds in attached.values()
        for d in ds
        if d["file"] == letter
    }
    size = size_in_words(replica.content.documents[letter].bytes)
    assert said == {("La lettre et ses signataires", size), ("lettre_ouverte.pdf", size),
                    ("Pour mémoire : la lettre de 2020", size)}  # fmt: skip


def test_a_report_is_of_a_day_that_was_announced(content: Content) -> None:
    records = published.records(content)
    announced = {d["date"] for r in records if r["kind"] == "meeting" for d in r["dates"]}
    held = [r["held_on"] for r in records if r["kind"] == "report"]
    assert sum(day in announced for day in held) >= 7
