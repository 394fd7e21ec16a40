"""What the end of a run ties together: leads to pages, translations, mentions, names that look alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.run import Run
from records.reading import Block, Reading, Teaser, Translation
from records.site import parse
from tests.archive.conftest import rows, start, take
from tests.archive.test_store import MEETING, PROFILE

LIST = Reading(
    page_id="spip/rubrique/4",
    layout="spip",
    url="http://contrelatraite.org/spip.php?page=rubrique&id_rubrique=4",
    title="Meetings",
    language="en",
    trail=("Home", "Meetings"),
    is_list=True,
)


@pytest.mark.parametrize(
    ("lead", "title", "body", "stays"),
    [
        ("Meeting of 14 May 2018", "Meeting of 14 May 2018", "", False),
        ("MEETING of 14 May 2018", "Meeting of 14 May 2018", "", False),
        # A page may tell more days than its title does.
        ("Meeting of 14 May 2018", "Meeting of 14 May 2018", "The next meeting: 3 June 2018.", False),
        ("Next meeting", "Next meeting", "", False),
        # Of the many pages that are called so, nothing tells that it is this one.
        ("Next meeting", "Next meeting", "It will be held on 14 May 2018.", True),
        ("Meeting of 15 May 2018", "Meeting of 14 May 2018", "", True),
        ("Meeting of 14 May 2018 in Lille", "Meeting of 14 May 2018", "", True),
    ],
)  # fmt: skip
def test_a_lead_without_an_address_gives_way_to_the_page_that_tells_all_it_does(
    run: Run, lead: str, title: str, body: str, stays: bool
) -> None:
    take(run, replace(LIST, teasers=(Teaser(lead, section="Meetings"),)))
    blocks = (Block("paragraph", body),) if body else ()
    take(run, replace(MEETING, title=title, trail=("Home", "Meetings", title), blocks=blocks))
    run.finish("finished")
    left = rows(run, "SELECT title FROM meetings WHERE id LIKE 'teaser/%'")
    assert left == ([(lead,)] if stays else [])
    assert rows(run, "SELECT title FROM meetings WHERE seen_as = 'page'") == [(title,)]


def of_member(number: int, title: str, language: str = "fr", *others: Translation) -> Reading:
    return replace(
        PROFILE, page_id=f"spip/article/{number}", url=f"{PROFILE.url}{number}", title=title,
        language=language, trail=("Accueil", "Nos membres", title), attachments=(), blocks=(), translations=others,
    )  # fmt: skip


def test_translations_of_pages_that_were_never_read_hinder_no_others(run: Run) -> None:
    for number in range(20, 40, 2):
        # Each names one page that is not there, and one that is.
        lost, there = Translation("fr", f"spip/article/9{number}"), Translation("fr", f"spip/article/{number + 1}")  # fmt: skip
        take(run, of_member(number, f"Lantern number {number}", "en", lost, there))
        take(run, of_member(number + 1, f"Lanterne numéro {number}"))
        take(run, of_member(number + 500, f"Lamp number {number}", "en", Translation("fr", f"spip/article/8{number}")))  # fmt: skip
    run.finish("finished")
    translated = "SELECT id, translation_of FROM pages WHERE translation_of IS NOT NULL ORDER BY id"
    assert rows(run, translated) == [
        (f"spip/article/{number}", f"spip/article/{number + 1}") for number in range(20, 40, 2)
    ]


def test_of_translations_in_one_language_the_lowest_number_is_the_origin(run: Run) -> None:
    take(run, of_member(10, "Tenth", "en", Translation("en", "spip/article/9")))
    take(run, of_member(9, "Ninth", "en"))
    run.finish("finished")
    assert rows(run, "SELECT id, translation_of FROM pages WHERE translation_of IS NOT NULL") == [
        ("spip/article/10", "spip/article/9")
    ]


def test_a_member_is_mentioned_by_its_aliases_too(run: Run) -> None:
    told = (Path(__file__).parents[2] / "site.toml").read_text("utf-8")
    told += '[[aliases]]\nmember = "rex"\nnames = ["Maison des Exemples"]\n'
    told += '[[aliases]]\nmember = "nobody"\nnames = ["Maison de Personne"]\n'
    run.site = parse(told)
    take(run, PROFILE)
    text = "La Maison des Exemples et la Maison de Personne accueillent."
    take(run, replace(MEETING, title="Rencontre", blocks=(Block("paragraph", text),)))
    run.finish("finished")
    mentions = f"SELECT member_id, count FROM mentions WHERE page_id = '{MEETING.page_id}'"
    assert rows(run, mentions) == [("rex", 1)]


def test_names_that_look_alike_are_told_as_they_are_now(folder: Path) -> None:
    found = "SELECT member_id, resembles, name, other_name, why FROM unsure_names"
    alike = [("aph", "le-phare-des-brumes", "Association du Phare des Brumes", "Le Phare des Brumes",
              "the same name but for common words")]  # fmt: skip
    titles = ("Association du Phare des Brumes (APH)", "Le Phare des Brumes")
    for day, second, expected in ((1, titles[1], alike), (2, titles[1], alike), (3, "La Lanterne", [])):  # fmt: skip
        run = start(folder)
        for number, title in ((20, titles[0]), (21, second)):
            take(run, of_member(number, title), f"2018-05-{day:02}T10:00:00Z")
        run.finish("finished")
        assert rows(run, found) == expected
        run.db.close()


def test_members_whose_pages_translate_each_other_are_told(run: Run) -> None:
    take(run, of_member(20, "La Lanterne des Ateliers"))
    take(run, of_member(21, "Workshops’ Beacon", "en", Translation("fr", "spip/article/20")))
    run.finish("finished")
    assert rows(run, "SELECT name, other_name, why FROM unsure_names") == [
        ("La Lanterne des Ateliers", "Workshops’ Beacon", "a page of one is a translation of the other's")
    ]  # fmt: skip
