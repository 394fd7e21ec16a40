"""A page's kind comes from its section first, then from its title; what no rule claims is an article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from records.article import newsletter_month
from records.errors import ConfigurationError
from records.kinds import kind_of, kind_of_teaser, section_names
from records.reading import Block, Reading, Teaser
from records.site import parse

TEXT = (Path(__file__).parents[2] / "site.toml").read_text("utf-8")
SITE = parse(TEXT)


def kind(title: str, *sections: str) -> str:
    reading = Reading(
        "spip/article/1", "spip", "http://x/", title, "en", trail=("Home", *sections, title)
    )
    return kind_of(reading, SITE)


@pytest.mark.parametrize(
    ("title", "sections", "expected"),
    [
        ("Réseau d’Exemple (REX)", ("The Collective", "Our Members"), "member"),
        ("Réseau d’Exemple", ("Le Collectif", "Nos membres"), "member"),
        ("Report of the Collective’s meeting held 28 March, 2014", ("Meeting Reports", "2014 reports"), "report"),
        ("Anything at all", ("The Collective", "Meeting Reports", "2014 reports"), "report"),
        ("Synthèse", ("Comptes rendus",), "report"),
        ("Compte-rendu de la réunion du 7 mars 2016", ("Réunions",), "report"),
        ("Prochaine réunion du Collectif : mardi 22 mars 2016", ("Réunions",), "meeting"),
        ("Prochaine réunion du Collectif : mardi 22 mars 2016", (), "meeting"),
        ("Next meetings of the Collective: Monday, May 14, 2018", (), "meeting"),
        ("CR de la réunion plénière du 4 mai 2015", (), "report"),
        ("Relevé de décisions de la rencontre du 4 mai 2015", (), "report"),
        # French "report" puts a meeting off, English "report" tells of one.
        ("Report au 9 juin de la réunion du 2 juin", ("Réunions",), "meeting"),
        ("Report au 9 juin de la réunion du 2 juin", (), "meeting"),
        ("Report de la réunion du 2 juin 2020", ("Réunions",), "meeting"),
        ("Report de la réunion du 2 juin 2020", (), "meeting"),
        ("[ANNULÉ] Réunion du 2 juin", (), "meeting"),
        ("REPORTÉE – Réunion plénière", (), "meeting"),
        ("Report of the meeting of 2 June 2020", ("Meetings",), "report"),
        ("Report of the meeting of 2 June 2020", (), "report"),
        ("Report – meeting of 2 June 2020", ("Meetings",), "report"),
        ("Report au 9 juin de la réunion du 2 juin", ("Actualités",), "article/news"),
        ("Statement of May 10, 2018: an example", (), "statement"),
        ("Communiqué du 13 avril 2016 : un exemple", (), "statement"),
        ("Declaration on the occasion of the European day", ("In Action", "Civil Society"), "statement"),
        ("Lettre ouverte au gouvernement", (), "statement"),
        ("Letters of Appeal, February – March 2014", ("Petitions and Appeals", "A Government"), "article/appeal"),
        ("The Collective petitions a government", ("News",), "article/news"),
        ("Une actualité", ("Actualités",), "article/news"),
        ("A film", ("In Pictures",), "article/picture"),
        ("Something else", ("Tools",), "article/other"),
        # Sections as other editors call them.
        ("Réseau d’Exemple", ("Les associations membres",), "member"),
        ("Réseau d’Exemple", ("Nos adhérents",), "member"),
        ("An Example", ("Our member organisations",), "member"),
        ("Réseau d’Exemple", ("Annuaire des associations",), "member"),
        ("Ada", ("Membres du bureau",), "article/other"),
        ("Réseau d’Exemple", ("Nos partenaires",), "article/other"),
        ("Le 4 mai", ("Agenda des réunions",), "meeting"),
        ("Un concert", ("Agenda",), "article/other"),
        ("Un toit pour chacune", ("Prises de position",), "statement"),
        ("Position en bourse", ("Revue de presse",), "article/other"),
        ("Le 4 mai", ("Comptes-rendus des réunions",), "report"),
        ("Le 4 mai", ("Procès-verbaux",), "report"),
        ("Une victoire", ("Toutes les actualités",), "article/news"),
        ("N° 12", ("La lettre d’information",), "article/newsletter"),
        ("N° 12", ("Lettres du front",), "article/other"),
        ("A report on child labour", ("News",), "article/news"),
        ("A report on child labour", (), "article/other"),
    ],
)  # fmt: skip
def test_a_page_has_the_kind_its_section_or_title_says(
    title: str, sections: tuple[str, ...], expected: str
) -> None:
    assert kind(title, *sections) == expected


@pytest.mark.parametrize(
    ("title", "sections", "lists", "expected"),
    [
        # A list tells what it lists where the page itself does not; the first that tells anything.
        ("Réseau d’Exemple", (), ("Nos membres",), "member"),
        ("Réseau d’Exemple", (), ("À lire", "Nos membres"), "member"),
        ("Communiqué du 13 avril 2016 : un exemple", (), ("Nos membres",), "statement"),
        ("Réseau d’Exemple", ("Actualités",), ("Nos membres",), "article/news"),
        # The page of a section is in the list of another, and is none of what that lists.
        ("Nos membres", (), ("Actualités",), "article/other"),
        ("Réseau d’Exemple", (), ("À lire",), "article/other"),
        # A title that a rule of titles alone claims is no section.
        ("Un film", (), ("In Pictures",), "article/picture"),
    ],
)
def test_a_list_tells_the_kind_that_the_page_itself_leaves_open(
    title: str, sections: tuple[str, ...], lists: tuple[str, ...], expected: str
) -> None:
    reading = Reading(
        "drupal/node/1",
        "drupal",
        "http://x/node/1",
        title,
        "fr",
        trail=("Accueil", *sections, title),
    )
    assert kind_of(reading, SITE, lists) == expected


def test_a_page_that_lists_others_is_a_section_whatever_stands_above_it() -> None:
    reading = Reading("spip/rubrique/1", "spip", "http://x/", "Communiqués", "fr", trail=("Accueil", "Communiqués"), is_list=True)  # fmt: skip
    assert kind_of(reading, SITE, ("Nos membres",)) == "article/section"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://x/communique-du-13-avril", "statement"), ("http://x/2016/communiqu%C3%A9_du_13_avril", "statement"),
        ("http://x/communique-du-13-avril/annexe", "article/other"), ("http://x/appel", "article/other"),
    ],
)  # fmt: skip
def test_the_words_of_an_alias_tell_the_kind_where_nothing_else_does(
    url: str, expected: str
) -> None:
    assert kind_of(Reading("drupal/node/1", "drupal", url, "Pour un toit", "fr"), SITE) == expected


LISTED = tuple((f"http://x/{number}", f"Réunion du {number} mars 2016") for number in range(1, 15))
LINES = tuple(Block("item", f"{words} : ordre du jour", "- ") for _, words in LISTED)


def page(title: str, *blocks: Block, listed: tuple[tuple[str, str], ...] = LISTED) -> str:
    return kind_of(
        Reading("drupal/node/1", "drupal", "http://x/", title, "fr", blocks=blocks, listed=listed),
        SITE,
    )


INTRODUCTION = Block("paragraph", "Le Collectif se réunit quatre fois par an.")


@pytest.mark.parametrize(
    "title",
    [
        "Réunions", "Réunions 2016", "Réunions du Collectif en 2016", "Les réunions du Collectif 2016",
        "Nos réunions passées en 2016", "Meetings 2016", "Meetings of the Collective, 2016", "Prochaines réunions",
    ],
)  # fmt: skip
def test_a_page_that_bears_a_sections_name_and_lists_things_is_no_meeting(title: str) -> None:
    assert page(title, INTRODUCTION, *LINES) == "article/other"


@pytest.mark.parametrize(
    ("title", "blocks", "listed", "expected"),
    [
        ("Réunion du Collectif 2016", LINES, LISTED, "meeting"),
        ("Prochaine réunion : 4 octobre 2016", LINES, LISTED, "meeting"),
        ("Réunions du 4 et du 5 octobre 2016", LINES, LISTED, "meeting"),
        (
            "Prochaines réunions",
            (Block("paragraph", "Mardi 4 octobre 2016 à 10h."), *LINES),
            LISTED,
            "meeting",
        ),
        ("Prochaines réunions", (INTRODUCTION, INTRODUCTION, INTRODUCTION), LISTED[:2], "meeting"),
        ("Prochaines réunions", LINES, (), "meeting"),
        ("Communiqué de presse", (INTRODUCTION,), LISTED[:2], "statement"),
        ("Compte rendu de la réunion du 4 mai 2016", LINES, LISTED, "report"),
        ("Newsletter juin 2019", LINES, LISTED, "article/newsletter"),
    ],
)
def test_a_page_that_says_what_it_announces_is_what_it_says(
    title: str, blocks: tuple[Block, ...], listed: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert page(title, *blocks, listed=listed) == expected


@pytest.mark.parametrize(
    ("title", "lists", "expected", "month"),
    [
        ("Des nouvelles du Collectif", ("Juin 2019",), "article/newsletter", "2019-06"),
        (
            "Des nouvelles du Collectif",
            ("Lettre d’information de juin 2019",),
            "article/newsletter",
            "2019-06",
        ),
        (
            "Des nouvelles du Collectif",
            ("Lettres d’information", "Juin 2019"),
            "article/newsletter",
            "2019-06",
        ),
        ("Une association", ("Actualités", "Juin 2019"), "article/newsletter", "2019-06"),
        (
            "Lettre de mai 2019",
            ("Lettres d’information", "Juin 2019"),
            "article/newsletter",
            "2019-05",
        ),
        ("Synthèse", ("Comptes rendus", "Juin 2019"), "report", None),
        ("Une association", ("Nos membres", "Juin 2019"), "member", None),
        ("Communiqué du 3 mai 2019", ("Juin 2019",), "statement", None),
        ("Une association", ("Réunion de juin 2019",), "article/other", None),
        ("Une association", ("Bilan : juin 2019",), "article/other", None),
        ("Une association", ("Juin",), "article/other", None),
    ],
)
def test_a_list_whose_link_says_a_month_tells_of_a_newsletter(
    title: str, lists: tuple[str, ...], expected: str, month: str | None
) -> None:
    reading = Reading("drupal/node/1", "drupal", "http://x/", title, "fr", blocks=(INTRODUCTION,))
    assert kind_of(reading, SITE, lists) == expected
    if expected == "article/newsletter":
        assert newsletter_month(reading, lists) == month


def test_a_teasers_kind_comes_from_the_heading_above_it_or_its_title() -> None:
    assert kind_of_teaser(Teaser("#FILM", section="In Pictures"), SITE) == "article/picture"
    assert kind_of_teaser(Teaser("Statement of May 10, 2018: x"), SITE) == "statement"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("languages", '["xx"]'), ("languages", "[]"), ("languages", '["en", "de"]'),
        ("time_zone", '"Europe/Nowhere"'), ("time_zone", '""'), ("time_zone", '"../../etc"'),
        ("base", '"http://[x"'), ("base", '"contrelatraite.org"'), ("base", '"ftp://example.org/"'),
        ("start", '["http://[x"]'), ("start", '["\\u001b"]'),
    ],
)  # fmt: skip
def test_a_value_that_would_fail_on_every_page_is_refused_before_any_is_asked(
    line: str, wrong: str
) -> None:
    changed, number = re.subn(rf"(?m)^{line} = .*$", lambda _: f"{line} = {wrong}", TEXT, count=1)
    assert number == 1
    with pytest.raises(ConfigurationError, match=f"site.toml, {line}: "):
        parse(changed)


def test_a_mistake_in_site_toml_is_said_with_its_place() -> None:
    with pytest.raises(ConfigurationError, match=r"kinds\.0\.sections"):
        parse(TEXT.replace('sections = ["meeting reports?"', 'sections = ["meeting (reports?"', 1))
    with pytest.raises(ConfigurationError, match="no valid TOML"):
        parse("name = ")
    with pytest.raises(ConfigurationError, match="colour"):
        parse('colour = "red"\n' + TEXT)


def test_a_title_of_thousands_of_words_opens_with_a_section_or_with_none() -> None:
    """To try the name of a section in all its openings would take the square of them."""
    words = " mot" * 60_000
    listed = (("https://contrelatraite.org/a", "a"), ("https://contrelatraite.org/b", "b"))
    for title, names in ((f"Réunions{words}", ("reunions",)), (words.strip(), ())):
        reading = Reading("spip/article/1", "spip", "u", title, "fr", is_list=True, listed=listed)
        assert section_names(reading, SITE) == names
