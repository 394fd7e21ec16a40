"""The replica over real HTTP: SPIP's addresses, markup and traps, and what the content expects."""

from __future__ import annotations

import gzip
import http.client
import io
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

import pypdf
import pytest

from replica import expected, notation
from replica.content import read_content
from replica.documents import file_of
from replica.generated import FIRST_NUMBER
from replica.server import Asked, Replica, serve
from replica.spip.printing import size_in_words
from tests.replica.asking import Got, get

PROFILE = "/spip.php?page=article&id_article=389"
NEWS = "/spip.php?page=rubrique&id_rubrique=22"


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with serve() as running:
        yield running


def body_of(got: Got) -> str:
    return " ".join(got.tree.xpath("string(//div[contains(@class, 'texte')])").split())


@pytest.mark.parametrize(
    "target",
    ["/spip.php?article389", "/?article389", "/article389", "/article389.html",
     "/spip.php?id_article=389&page=article", PROFILE + "&lang=en", PROFILE + "&foo=bar",
     PROFILE + "&debut_articles=10", PROFILE + "&var_mode=calcul"],
)  # fmt: skip
def test_one_article_answers_under_every_spelling_without_a_redirection(
    replica: Replica, target: str
) -> None:
    got = get(replica, target)
    assert got.status == 200
    assert body_of(got) == body_of(get(replica, PROFILE))
    assert got.tree.xpath("//link[@rel='canonical']/@href") == [replica.url[:-1] + PROFILE]


def test_a_bare_number_redirects_for_good_to_its_article(replica: Replica) -> None:
    got = get(replica, "/389")
    assert (got.status, got.headers["Location"]) == (301, replica.url[:-1] + PROFILE)


def test_an_article_that_is_only_a_redirection_still_stands_in_lists(replica: Replica) -> None:
    for page, leads_to in expected.redirected(replica.content).items():
        number = int(page.rpartition("/")[2])
        got = get(replica, f"/spip.php?article{number}")
        assert (got.status, got.headers["Location"]) == (302, urljoin(replica.url, leads_to))
        section = replica.content.entries[number].section
        shelf = get(replica, f"/spip.php?page=rubrique&id_rubrique={section}&debut_articles=-1")
        assert shelf.links(f"id_article={number}")
        assert f"id_article={number}<" in get(replica, "/sitemap.xml").text


def test_the_private_space_leads_to_the_login_page(replica: Replica) -> None:
    got = get(replica, "/ecrire/")
    assert got.status == 302
    assert "page=login" in got.headers["Location"]


def test_an_article_never_published_and_a_path_unknown_are_full_pages_with_relative_links(
    replica: Replica,
) -> None:
    for target in ("/spip.php?page=article&id_article=999", "/a/b/nope"):
        got = get(replica, target)
        assert got.status == 404
        ours = [link for link in got.links() if not link.startswith("http")]
        assert len(ours) > 10
        assert not [link for link in ours if link.startswith("/")]
    deeper = urljoin("/a/b/nope", got.links("plan/")[0])
    assert deeper == "/a/b/plan/sections"
    assert get(replica, deeper).status == 404


def test_a_list_shows_ten_a_page_and_calls_each_part_page_one(replica: Replica) -> None:
    seen: list[str] = []
    for offset in ("", "&debut_articles=10"):
        got = get(replica, NEWS + offset)
        assert got.tree.xpath("//link[@rel='canonical']/@href") == [replica.url[:-1] + NEWS]
        seen += got.tree.xpath("//li[@class='item hentry']//h3/a/@href")
    in_section = [e for e in replica.content.entries.values() if e.section == 22]
    assert len(seen) == len(set(seen)) == len(in_section)


def test_a_page_past_the_end_of_a_list_answers_with_the_last_page(replica: Replica) -> None:
    past, last = (
        get(replica, f"{NEWS}&debut_articles={offset}").tree.xpath("//h3/a/@href")
        for offset in (900, 10)
    )
    assert past == last


def test_an_offset_of_minus_one_gives_the_whole_list(replica: Replica) -> None:
    got = get(replica, NEWS + "&debut_articles=-1")
    in_section = [e for e in replica.content.entries.values() if e.section == 22]
    assert len(got.tree.xpath("//h3/a")) == len(in_section)


def test_any_offset_answers_from_there_on(replica: Replica) -> None:
    first = get(replica, NEWS).tree.xpath("//h3/a/@href")
    assert get(replica, NEWS + "&debut_articles=3").tree.xpath("//h3/a/@href")[:7] == first[3:]


def test_the_feed_holds_the_ten_newest_articles_with_their_text(replica: Replica) -> None:
    text = get(replica, "/spip.php?page=backend").text
    assert text.count("<item ") == 10
    assert "<content:encoded>" in text and "<dc:date>2018-05-09T16:10:00Z" in text
    only = get(replica, "/spip.php?page=backend&id_rubrique=11&lang=en").text
    assert set(re.findall(r'<item xml:lang="(\w+)"', only)) == {"en"}
    assert "<enclosure " in only


def test_sitemap_and_plan_name_every_article_and_section(replica: Replica) -> None:
    sitemap, plan = get(replica, "/sitemap.xml").text, get(replica, "/spip.php?page=plan").text
    for number in replica.content.entries:
        assert f"id_article={number}<" in sitemap
        assert f'id_article={number}"' in plan
    for number in replica.content.sections:
        assert f"id_rubrique={number}<" in sitemap
        assert f'id_rubrique={number}"' in plan
    assert 'hreflang="fr"' in sitemap


def test_robots_txt_asks_for_a_second_between_requests_and_allows_documents(
    replica: Replica,
) -> None:
    text = get(replica, "/robots.txt").text
    assert "Crawl-delay: 1" in text and "Disallow: /ecrire/" in text
    assert "Disallow: /IMG" not in text


def test_every_article_prints_title_date_trail_and_text(replica: Replica) -> None:
    for record in expected.records(replica.content):
        got = get(replica, f"/spip.php?article{record['page_id'].rpartition('/')[2]}")
        assert got.status == 200
        tree = got.tree
        title = tree.xpath("string(//h1)").replace("\xa0", " ")
        assert title == record["title"]
        trail = tree.xpath("//p[@class='arbo']/a")
        assert [a.text.replace("\xa0", " ") for a in trail[1:]] == record["trail"]
        assert tree.xpath("string(//p[@class='info-publi'])").strip()
        assert tree.xpath("/html/@lang") == [record["language"]]
        shown = tree.xpath("string(//*[@id='content'])")
        for word in re.findall(r"\w{5,}", record["text"]):
            assert word in shown, (record["page_id"], word)


def test_the_trail_cuts_a_long_title_and_loses_its_year(replica: Replica) -> None:
    got = get(replica, "/spip.php?article451")
    assert got.tree.xpath("string(//p[@class='arbo']/strong)").endswith("September 29, (...)")
    assert got.tree.xpath("string(//h1)").endswith("2014")


def test_every_page_announces_a_statement_meetings_and_two_pictures(replica: Replica) -> None:
    for target, more, every in (
        (PROFILE, "Read more", "See all"),
        ("/spip.php?article390", "Lire la suite", "Voir tout"),
        ("/spip.php?article392", "Lire la suite", "Voir tout"),
        (NEWS, "Read more", "See all"),
        ("/spip.php?page=plan", "Lire la suite", "Voir tout"),
    ):
        tree = get(replica, target).tree
        assert [a.text for a in tree.xpath("//p[@class='suite']/a")] == [more] * 4
        assert [a.text for a in tree.xpath("//p[@class='tout']/a")] == [every] * 4
    titles = get(replica, PROFILE).tree.xpath("//div[contains(@class, 'bloc')]/p[@class='titre']")
    assert titles[0].text_content().startswith("Statement of May 10, 2018")
    assert titles[1].text_content().startswith("Next meetings of the Collective")


def test_documents_stand_in_the_text_or_below_and_twice_on_newer_pages(replica: Replica) -> None:
    older = get(replica, "/spip.php?article419").tree
    assert older.xpath("//dl[contains(@class, 'spip_documents')]/dt/a/@title") == ["PDF - 31.2 kb"]
    assert len(older.xpath("//*[@id='documents_joints']//li")) == 1
    newer = get(replica, "/spip.php?article404")
    assert newer.tree.xpath("//figcaption/div[contains(@class, 'spip_doc_titre')]")
    assert len(newer.links("eqn_depliant.pdf")) == 2
    assert "12.5\xa0kio" in newer.tree.text_content()


def test_the_date_attribute_is_utc_and_the_printed_date_local(replica: Replica) -> None:
    date = get(replica, "/spip.php?article418").tree.xpath("//abbr[@class='published']")[0]
    assert (date.get("title"), date.text) == ("2014-04-30T22:20:00Z", "jeudi 1er mai 2014")


def test_translations_link_to_each_other(replica: Replica) -> None:
    assert get(replica, PROFILE).tree.xpath("//a[@rel='alternate'][@hreflang='fr']/@href") == [
        "spip.php?page=article&id_article=390"
    ]
    assert get(replica, "/spip.php?article390").tree.xpath(
        "//p[@class='traductions']//a/@href"
    ) == ["spip.php?page=article&id_article=389"]


def test_french_pages_have_no_break_spaces_and_references_for_apostrophes(
    replica: Replica,
) -> None:
    text = get(replica, "/spip.php?article410").text
    assert "salaire&nbsp;?" in text and "qu&#8217;elle" in text
    assert "’" not in text.split('<div class="texte')[1].split("</div>")[0]


def test_older_pages_open_with_five_conditional_comments(replica: Replica) -> None:
    text = get(replica, PROFILE).text
    assert len(re.findall(r"<!--\[if[^>]*> <html", text)) == 5
    assert text.count("<html") == 6


def test_one_page_is_old_bytes_under_another_name(replica: Replica) -> None:
    got = get(replica, "/spip.php?article509")
    assert got.headers["Content-Type"] == "text/html; charset=iso-8859-1"
    assert "cœur" in got.body.decode("cp1252")


def test_each_page_bears_the_addresses_that_are_traps(replica: Replica) -> None:
    links = [urljoin(PROFILE, link) for link in get(replica, PROFILE).links("spip.php")]
    for part in ("page=login&url=", "page=agenda&mois=", "page=imprimer&id_article=389",
                 "action=converser", "var_mode=calcul", "page=forum"):  # fmt: skip
        found = [link for link in links if part in link]
        assert found, part
        assert all(expected.is_trap(link) for link in found)
        assert all(get(replica, link).status in (200, 302) for link in found)
    assert get(replica, "/spip.php?article601").links("&id_document=")


def test_no_address_of_an_article_section_document_or_feed_is_a_trap(replica: Replica) -> None:
    good = [PROFILE, NEWS + "&debut_articles=10", "/spip.php?article389", "/article389.html", "/",
            "/spip.php?page=plan", "/sitemap.xml", "/robots.txt", "/389"]  # fmt: skip
    good += [f"/{file}" for file in replica.content.documents]
    assert not [target for target in good if expected.is_trap(target)]
    assert expected.is_trap("/a/b/nope")


def test_the_calendar_has_a_month_before_and_a_month_after_for_ever(replica: Replica) -> None:
    month = "spip.php?page=agenda&mois=2018-12"
    for _ in range(14):
        month = get(replica, f"/{month}").links("page=agenda")[1]
    assert month.endswith("mois=2020-02")


def test_the_image_that_runs_periodic_work_comes_and_goes(replica: Replica) -> None:
    seen = {b"action=cron" in get(replica, PROFILE).body for _ in range(6)}
    assert seen == {True, False}


def test_hidden_tokens_of_forms_are_never_twice_the_same(replica: Replica) -> None:
    tokens = [
        get(replica, PROFILE).tree.xpath("//input[@name='formulaire_action_args']/@value")[0]
        for _ in range(3)
    ]
    assert len(set(tokens)) == 3


def test_an_author_has_a_page(replica: Replica) -> None:
    link = get(replica, "/spip.php?article505").links("page=auteur")[0]
    assert get(replica, f"/{link}").status == 200


def test_choosing_a_language_sets_a_cookie(replica: Replica) -> None:
    got = get(replica, "/spip.php?action=converser&var_lang=en&redirect=spip.php%3Farticle389")
    assert (got.status, got.headers["Location"]) == (302, replica.url + "spip.php?article389")
    assert got.headers["Set-Cookie"].startswith("spip_lang=en")


def test_pages_are_new_at_each_request_and_documents_are_not(replica: Replica) -> None:
    page = get(replica, PROFILE)
    again = get(replica, PROFILE, If_Modified_Since=page.headers["Last-Modified"])
    assert (again.status, page.headers["ETag"]) == (200, None)
    document = get(replica, "/IMG/pdf/cape_report_2012.pdf")
    for name, held in (("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")):
        got = get(replica, "/IMG/pdf/cape_report_2012.pdf", **{name: document.headers[held]})
        assert (got.status, got.body) == (304, b"")


def test_pages_are_compressed_when_asked_and_only_then(replica: Replica) -> None:
    target = "/spip.php?article391"
    packed = get(replica, target, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"night shelter" in gzip.decompress(packed.body)
    assert get(replica, target).headers["Content-Encoding"] is None


def test_documents_are_real_files_as_long_as_their_pages_print(replica: Replica) -> None:
    for entry in replica.content.entries.values():
        for attachment in entry.attachments:
            document = replica.content.documents[attachment.file]
            printed = size_in_words(document.bytes, entry.language, entry.style)
            assert attachment.size == printed, attachment.file
    for document in replica.content.documents.values():
        got = get(replica, f"/{document.file}")
        assert got.status == (404 if document.fault == "missing" else 200)
        if document.fault:
            continue
        assert len(got.body) == document.bytes
        assert got.body == file_of(document)
        if document.format == "PDF":
            shown = pypdf.PdfReader(io.BytesIO(got.body)).pages[0].extract_text()
            assert document.title in shown


def test_a_truncated_document_is_no_readable_pdf(replica: Replica) -> None:
    got = get(replica, "/IMG/pdf/enquete_2016.pdf")
    assert got.body.startswith(b"%PDF") and b"%%EOF" not in got.body


def test_the_log_holds_every_request_with_its_query_and_status(replica: Replica) -> None:
    before = len(replica.log)
    get(replica, "/spip.php?page=article&id_article=998", "HEAD")
    asked = Asked("HEAD", "/spip.php?page=article&id_article=998", 404)
    assert replica.log[before:] == [asked]


def test_one_connection_answers_many_requests_without_delay(replica: Replica) -> None:
    port = int(replica.url.rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    start = time.monotonic()
    for method in ("GET", "HEAD", "POST", "GET") * 10:
        connection.request(method, PROFILE, body=b"a=b" if method == "POST" else None)
        connection.getresponse().read()
    connection.close()
    # A delayed acknowledgement would hold each answer back for 40 ms.
    assert time.monotonic() - start < 1


def test_the_content_is_as_large_as_a_rehearsal_needs() -> None:
    content = read_content()
    records = expected.records(content)
    kinds = Counter(record.get("article_kind", record["kind"]) for record in records)
    assert len(expected.members(content)) >= 12
    for kind, least in (("statement", 10), ("meeting", 6), ("report", 8), ("news", 30)):
        assert kinds[kind] >= least, kind
    fates = Counter(document["status"] for record in records for document in record["documents"])
    assert set(fates) == {"kept", "unreadable", "missing"}


def test_a_member_is_one_whatever_its_profiles_call_it() -> None:
    content = read_content()
    names = {
        member: {r["name"] for r in expected.records(content) if r.get("member_id") == member}
        for member in expected.members(content)
    }
    assert names["maison-du-coquelicot"] == {"Maison du Coquelicot", "Coquelicot House"}
    assert len([member for member, called in names.items() if len(called) > 1]) >= 3


def test_notation_says_what_a_reader_sees() -> None:
    text = "## Why\n\n- **one**\n- [two](http://b.example/)\n\nline [[aside]]\n_ broken"
    assert notation.plain(text) == "## Why\n\n- one\n- two\n\nline\nbroken"
    assert notation.footnotes(text) == ["aside"]


def test_generated_pages_are_as_many_as_asked_reachable_and_the_same_each_time() -> None:
    with serve(pages=400) as replica:
        assert len(expected.records(replica.content)) == 400
        listed: set[str] = set()
        for number in replica.content.sections:
            address = f"/spip.php?page=rubrique&id_rubrique={number}"
            first = get(replica, address)
            shelves = [int(n) for n in re.findall(r"debut_articles=(\d+)", first.text)]
            for offset in range(0, max([0, *shelves]) + 1, 10):
                page = get(replica, f"{address}&debut_articles={offset}")
                listed |= set(page.tree.xpath("//li[@class='item hentry']//a/@href"))
        assert len(listed) == 400
        page = get(replica, f"/spip.php?article{FIRST_NUMBER + 1}")
        assert 11_000 < len(page.body) < 17_000
        entries = replica.content.entries
        members = expected.members(replica.content)
        assert all(len(pages) == 1 for pages in members.values())
    with serve(pages=400) as again:
        assert again.content.entries == entries


def test_the_program_prints_its_address_serves_and_ends_well_when_told_to() -> None:
    command = [sys.executable, "-m", "replica", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"Replica at (http://127\.0\.0\.1:\d+/)\n", line)
        assert found
        assert get(found[1], "/").status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
