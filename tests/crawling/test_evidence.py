"""What lists say of pages, in whatever order they are read, and under whatever spelling."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from layouts.addresses import place
from records.models import Capture
from records.reading import Reading
from spiders.evidence import Evidence
from tests.archive.conftest import SITE

BASE = "https://contrelatraite.org/"
CAPTURE = Capture(
    id="c", url=BASE, captured_at="2018-05-12T10:00:00Z", digest="sha1:x", bytes=1, file="f", offset=0, crawl_id="r",
)  # fmt: skip


def reading(
    path: str, title: str, *listed: str, page_id: str = "", words: str = "x",
    trail: tuple[str, ...] = (), is_list: bool = True,
) -> tuple[Reading, str]:  # fmt: skip
    at = place(BASE + path, SITE)
    assert at
    one = Reading(
        page_id or at.id, "spip", BASE + path, title, "fr", trail=trail, is_list=is_list,
        listed=tuple((BASE + other, words) for other in listed),
    )  # fmt: skip
    return one, at.id


def said(*read: tuple[Reading, str], of: str) -> tuple[str, ...]:
    evidence = Evidence(SITE)
    for one, at in read:
        evidence.note(one, at, CAPTURE)
    return evidence.of(of)


MEMBER = "spip/article/9"
WAYS = {
    "a list": (reading("Nos-membres", "Nos membres", "spip.php?article9"),),
    "a page written by hand": (
        reading("Nos-membres", "Nos membres", "spip.php?article9", "spip.php?article8", is_list=False),
    ),
    "a part of a list": (
        reading("Nos-membres", "Nos membres", "spip.php?rubrique7"),
        reading("spip.php?rubrique7", "De A à M", "spip.php?article9"),
    ),
    "a part of a part": (
        reading("Nos-membres", "Nos membres", "spip.php?rubrique6"),
        reading("spip.php?rubrique6", "Dans le Nord", "Lille", page_id="spip/rubrique/6"),
        reading("Lille", "Lille", "spip.php?article9", page_id="spip/rubrique/7"),
    ),
    "a trail of the list's": (
        reading("Lille", "Lille", "spip.php?article9", trail=("Accueil", "Nos membres", "Lille")),
    ),
    "the page at a rewritten address": (
        reading("Nos-membres", "Nos membres", "Pas-a-pas"),
        reading("Pas-a-pas", "Pas à pas", page_id=MEMBER, is_list=False),
    ),
    "the nearest of two": (
        reading("Nos-membres", "Nos membres", "spip.php?article9", "Communiques"),
        reading("Communiques", "Communiqués", "Nos-membres"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WAYS)
def test_a_list_says_of_a_page_what_it_is_in_whatever_order_they_are_read(case: str) -> None:
    for order in permutations(WAYS[case]):
        assert said(*order, of=MEMBER) == ("nos membres",)


@pytest.mark.parametrize(
    "read",
    [
        (reading("Outils", "Outils", "spip.php?article9"),),
        (
            reading(
                "Un-appel",
                "Communiqué de presse",
                "spip.php?article9",
                "spip.php?article8",
                is_list=False,
            ),
        ),
        (
            reading(
                "Un-appel",
                "Un appel",
                "spip.php?article9",
                is_list=False,
                trail=("Accueil", "Nos membres", "X"),
            ),
        ),
        (
            reading("", "Le Collectif", "spip.php?article9", "Nos-membres"),
            reading("Nos-membres", "Nos membres"),
        ),
        (reading("Nos-membres", "Nos membres", "spip.php?article8"),),
    ],
)
def test_what_no_section_lists_nothing_is_said_of(read: tuple[tuple[Reading, str], ...]) -> None:
    assert said(*read, of=MEMBER) == ()


def test_of_a_link_only_a_month_is_said() -> None:
    assert said(
        reading("Lettre", "La lettre", "spip.php?article9", words="Juin 2019"), of=MEMBER
    ) == ("Juin 2019",)
    assert (
        said(
            reading("Lettre", "La lettre", "spip.php?article9", words="Réunion du 3 juin 2019"),
            of=MEMBER,
        )
        == ()
    )


@pytest.mark.parametrize("of", ["spip/article/9", "spip/article/8"])
def test_what_lists_say_of_a_page_they_do_not_say_of_what_it_links_to(of: str) -> None:
    """A report that links to a month's newsletter and to a text makes neither of them a report."""
    reports = reading("Comptes-rendus", "Comptes rendus", "spip.php?article5")
    report, at = reading(
        "spip.php?article5", "Réunion", "spip.php?article9", "spip.php?article8", is_list=False
    )
    report = replace(
        report, listed=((report.listed[0][0], "Mars 2019"), (report.listed[1][0], "Un texte"))
    )
    lists = said(reports, (report, at), of=of)
    assert lists == (("Mars 2019",) if of == "spip/article/9" else ())
