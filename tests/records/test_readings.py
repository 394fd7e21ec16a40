"""What the articles of each kind say: members, statements, reports and their agendas."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.agenda import agenda
from records.finding import find
from records.founding import founded_year
from records.models import Capture, Profile, Report, Statement
from records.reading import Block, Reading
from records.site import parse

SITE = parse((Path(__file__).parents[2] / "site.toml").read_text("utf-8"))
CAPTURE = Capture(
    id="c", url="http://x/", captured_at="2018-05-12T10:00:00Z", digest="sha1:x", bytes=1, file="f", offset=0,
    crawl_id="r",
)  # fmt: skip


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


def reading(
    title: str, *blocks: Block, section: str = "", language: str = "en", date: str | None = None
) -> Reading:
    return Reading(
        "spip/article/1",
        "spip",
        "http://x/",
        title,
        language,
        ("Home", section, title),
        date,
        blocks=blocks,
    )


def record(*args: object, **kwargs: object) -> object:
    return find(reading(*args, **kwargs), SITE, CAPTURE).content  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Founded in 1994, the network welcomes.", 1994),
        ("It was founded on 12 March 2004; since 2007 it has a house, opened in 2005.", 2004),
        ("Since 2007 it works. It was created in 1985.", 1985),
        ("Créée le 17 août 2013, l’association accueille.", 2013),
        ("L’association a été fondée en 1946.", 1946),
        ("Association créée par des juristes en 1985.", 1985),
        ("Né en 1901 d’une initiative privée.", 1901),
        ("In 1994, the network was founded by two teachers.", 1994),
        ("The shelter opened in 2005.", None),
        ("It received a grant created in 2003 by the state.", None),
        ("The prize founded in 1999 was given to it.", None),
        ("Since 2007.", None),
        ("Condemned in 2005 and 2012.", None),
        ("Founded by teachers. In 2012 it grew.", None),
    ],
)
def test_the_founding_year_is_the_one_of_the_sentence_of_foundation(
    text: str, year: int | None
) -> None:
    assert founded_year([text]) == year


@pytest.mark.parametrize(
    ("blocks", "url", "label"),
    [
        ([Block("label", "Website: The Net", label="website", value="The Net", url="http://n.example.org")],
         "http://n.example.org", "The Net"),
        ([Block("label", "Site : www.n.example.org", label="website", value="www.n.example.org",
                url="http://www.n.example.org")], "http://www.n.example.org", "www.n.example.org"),
        ([Block("label", "Website: The Net", label="website", value="The Net")], None, "The Net"),
        ([Block("label", "View online : The Net", label="hyperlink", value="The Net", url="http://n.example.org")],
         "http://n.example.org", "The Net"),
        ([paragraph("http://n.example.org/spip.php?rubrique7")], "http://n.example.org/spip.php?rubrique7",
         "http://n.example.org/spip.php?rubrique7"),
        ([paragraph("No address here.")], None, None),
    ],
)  # fmt: skip
def test_a_members_website_is_read_from_wherever_it_stands(
    blocks: list[Block], url: str | None, label: str | None
) -> None:
    profile = record("A Network (NET)", paragraph("Words."), *blocks, section="Our Members")
    assert isinstance(profile, Profile)
    assert (profile.website_url, profile.website_label) == (url, label)


def test_the_first_label_of_a_profile_is_its_field_and_every_label_stays_in_its_text() -> None:
    first = Block("label", "Contact: Ada", label="contact", value="Ada")
    second = Block("label", "Contact: Bea", label="contact", value="Bea")
    profile = record("A Network (NET)", paragraph("Words."), first, second, section="Our Members")
    assert isinstance(profile, Profile)
    assert profile.contact == "Ada"
    assert profile.description == "Words."
    assert profile.text == "Words.\n\nContact: Ada\n\nContact: Bea"


def test_labels_of_a_page_that_is_no_member_stay_in_its_text() -> None:
    label = Block("label", "Contact: Ada", label="contact", value="Ada")
    assert record("A story", label, section="News").text == "Contact: Ada"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "first", "stated", "form", "issuer"),
    [
        ("Statement of May 10, 2018: x", "Words.", "2018-05-10", "statement", "collective"),
        ("Communiqué du 13 avril 2016 : x", "Words.", "2016-04-13", "statement", "collective"),
        (
            "Communiqué de presse",
            "Paris, le 18 octobre 2016",
            "2016-10-18",
            "press release",
            "collective",
        ),
        ("Communiqué sur la loi du 13 avril 2016", "Words.", None, "statement", "collective"),
        (
            "Communiqué du 1er avril 2016 sur la loi du 13 avril 2016",
            "Words.",
            "2016-04-01",
            "statement",
            "collective",
        ),
        (
            "Déclaration",
            "Paris, le 21 mars 2024. Le Collectif demande.",
            "2024-03-21",
            "declaration",
            "collective",
        ),
        ("Déclaration", "Fait à Paris le 21 mars 2024.", "2024-03-21", "declaration", "collective"),
        ("Example Network (EXN): Declaration", "Words.", None, "declaration", "exn"),
        (
            "Lettre ouverte au ministre",
            "On 4 May 2015 we wrote.",
            None,
            "open letter",
            "collective",
        ),
        ("Déclaration du REX sur les droits", "Words.", None, "declaration", "rex"),
        ("Statement by the REX", "Words.", None, "statement", "rex"),
    ],
)
def test_a_statement_bears_its_own_date_form_and_issuer(
    title: str, first: str, stated: str | None, form: str, issuer: str
) -> None:
    statement = record(title, paragraph(first), date="Tuesday 20 May 2018", section="Statements")
    assert isinstance(statement, Statement)
    assert (statement.stated_on, statement.form, statement.issuer) == (stated, form, issuer)


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        (["Communiqué du 8 mars 2023."], "2023-03-08"),
        (["Communiqué du 8 mars 2023. Le Collectif demande des places."], "2023-03-08"),
        (["Statement of 8 March 2023"], "2023-03-08"),
        (["Words.", "Texte adopté le 8 mars 2023"], "2023-03-08"),
        (["Words.", "Adopted by the assembly on 8 March 2023."], "2023-03-08"),
        (["Words.", "Publiée dans le journal Le Phare le 8 mars 2023"], "2023-03-08"),
        (["Words.", "Adoptée le 8 mars 2023 par l’assemblée."], "2023-03-08"),
        (["Words.", "More.", "Texte adopté le 8 mars 2023", "Nous", "Vous"], None),
        (["Lettre ouverte du 8 mars 2023 au Premier ministre", "Words."], "2023-03-08"),
        (["Communiqué du Collectif – 8 mars 2023", "Words."], "2023-03-08"),
        (["Communiqué – 8 mars 2023"], "2023-03-08"),
        (["Press release, 8 March 2023"], "2023-03-08"),
        (["Words.", "Le 8 mars 2023, les associations signataires"], "2023-03-08"),
        (["Words.", "Lyon, le 8 mars 2023, le bureau"], "2023-03-08"),
        (["Words.", "8 March 2023 – the undersigned"], "2023-03-08"),
        (["Words.", "Le 8 mars 2023, les associations ont été reçues. Rien ne change."], None),
        (["Words.", "Le 8 mars 2023, les associations ont été reçues."], None),
        (["Words.", "Le 8 mars 2023, le Sénat a voté."], None),
        (["Words.", "Depuis le 8 mars 2023, les associations"], None),
        (["Le texte adopté le 8 mars 2023 par le Sénat est dangereux."], None),
        (["Depuis le communiqué du 8 mars 2023, rien."], None),
        (["Mis à jour le 8 mars 2023"], None),
        (["Communiqué sur la loi du 8 mars 2023."], None),
        (["La loi du 8 mars 2023 demande davantage."], None),
        (["Le communiqué du 8 mars 2023 disait le contraire."], None),
        (["Words.", "La lettre que nous avons écrite le 8 mars 2023 est sans réponse."], None),
    ],
)
def test_a_statement_is_dated_by_what_its_first_or_last_line_says_of_it(
    lines: list[str], stated: str | None
) -> None:
    statement = record("Déclaration", *map(paragraph, lines), section="Statements")
    assert isinstance(statement, Statement)
    assert statement.stated_on == stated


def numbered(*texts: str) -> list[Block]:
    return [Block("item", text, f"{number}. ") for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("blocks", "items"),
    [
        (numbered("Welcome", "Budget"), ["Welcome", "Budget"]),
        ([paragraph("1. Welcome 2. Budget 3. Other")], ["Welcome", "Budget", "Other"]),
        ([paragraph("Agenda"), *numbered("Welcome", "Budget"), *numbered("a", "b", "c")], ["Welcome", "Budget"]),
        ([*numbered("Welcome"), paragraph("We talked."), Block("item", "Budget", "2. ")], ["Welcome", "Budget"]),
        ([Block("heading", "1. Welcome", "## "), paragraph("x"), Block("heading", "2. Budget", "## ")],
         ["Welcome", "Budget"]),
        ([Block("heading", "Ordre du jour", "## "), Block("item", "Accueil", "- "), Block("item", "Budget", "- "),
          paragraph("x"), Block("item", "none", "- ")], ["Accueil", "Budget"]),
        ([paragraph("Ordre du jour : 1. Bilan 2. Perspectives 3. Vœux")], ["Bilan", "Perspectives", "Vœux"]),
        ([Block("item", "Welcome", "1. "), Block("item", "a round", "  1. "), Block("item", "Budget", "2. ")],
         ["Welcome", "Budget"]),
        ([paragraph("ODJ :"), Block("item", "budget", "- "), Block("item", "divers", "- ")], ["budget", "divers"]),
        ([paragraph("ODJ :\n- budget\n- divers")], ["budget", "divers"]),
        ([paragraph("Ordre du jour : Budget\nCalendrier, lieux\nDivers")], ["Budget", "Calendrier, lieux", "Divers"]),
        ([paragraph("Agenda\nWelcome\nBudget")], ["Welcome", "Budget"]),
        ([paragraph("ODJ : budget ; divers")], ["budget", "divers"]),
        ([paragraph("Ordre du jour prévisionnel :\n- budget\n- divers")], ["budget", "divers"]),
        ([paragraph("L’ordre du jour était le suivant :\n- budget\n- divers")], ["budget", "divers"]),
        ([paragraph("Ordre du jour"), paragraph("Budget"), paragraph("Divers")], ["Budget", "Divers"]),
        ([paragraph("Ordre du jour"), paragraph("Le budget fut long."), paragraph("Il fut voté.")], []),
        ([paragraph("Ordre du jour : Budget")], []),
        ([paragraph("L’ordre du jour fut long :\nBudget\nDivers")], []),
        ([paragraph("Présents :\nAnna\nBruno")], []),
        ([paragraph("In 2014. It went on.")], []),
        ([], []),
    ],
)  # fmt: skip
def test_an_agenda_is_the_list_numbered_from_one(blocks: list[Block], items: list[str]) -> None:
    assert agenda(blocks) == items


def test_what_parts_the_items_of_an_agenda_is_no_part_of_them() -> None:
    report = record(
        "CR de la réunion",
        paragraph("ODJ :\n- locaux ;\n- budget, loyer,\n- divers."),
        section="Meeting Reports",
    )
    assert isinstance(report, Report)
    assert [item.text for item in report.agenda] == ["locaux", "budget, loyer", "divers."]


@pytest.mark.parametrize(
    ("title", "text", "held"),
    [
        ("Report of the Collective’s meeting held 28 March, 2014", "", "2014-03-28"),
        ("Compte-rendu de la réunion du 7 mars 2016", "", "2016-03-07"),
        ("CR de la réunion", "La réunion du 4 mai 2015 a réuni vingt membres.", "2015-05-04"),
        ("Report of the meeting", "The law of 4 May 2015 was explained.", None),
        (
            "Assemblée de printemps",
            "Procès-verbal de l’assemblée tenue à Lens le 31 mars 2012.",
            "2012-03-31",
        ),
        (
            "Assemblée de printemps",
            "L’assemblée, tenue au siège le 31 mars 2012, fut longue.",
            "2012-03-31",
        ),
        ("Assemblée de printemps", "Compte rendu du conseil du 31 mars 2012", "2012-03-31"),
        ("Spring meeting", "Minutes of the board, 31 March 2012", "2012-03-31"),
        ("Bureau", "PV du 31 mars 2012", "2012-03-31"),
        ("Assemblée de printemps", "Le bail tient jusqu’au 31 mars 2012.", None),
        ("Assemblée de printemps", "Le loyer tenu pour dû le 31 mars 2012 est payé.", None),
        ("Bureau", "Le procès-verbal du 31 mars 2012 est adopté.", None),
    ],
)
def test_a_report_says_when_its_meeting_was_held(title: str, text: str, held: str | None) -> None:
    report = record(title, paragraph(text), section="Meeting Reports", date="4 April 2017")
    assert isinstance(report, Report)
    assert report.held_on == held
