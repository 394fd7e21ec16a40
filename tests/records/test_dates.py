"""Dates as editors print them, in English and French, and the numbers that are none."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date, datetime, timedelta, tzinfo

import pytest
from dateparser.date import DateDataParser
from hypothesis import given, settings
from hypothesis import strategies as st

from records.calendar_days import iso_date
from records.dates import DateRead, find_dates, read_date
from records.languages import ENGLISH, FRENCH

DAY, MONTH, YEAR = "day", "month", "year"


def found(text: str) -> list[tuple[str | None, str]]:
    return [(each.date, each.precision) for each in find_dates(text)]


def days(*dates: str) -> list[tuple[str | None, str]]:
    return [(each, DAY) for each in dates]


PHRASES = [
    # One day, in words.
    ("28 March, 2014", days("2014-03-28")),
    ("March 28, 2014", days("2014-03-28")),
    ("17 February 2014", days("2014-02-17")),
    ("24 June, 2014 at 9:30am", days("2014-06-24")),
    ("December the 2nd, 1949", days("1949-12-02")),
    ("4th of April 2014", days("2014-04-04")),
    ("the 2nd of December, 1949", days("1949-12-02")),
    ("The seminar held on September 29, 2014 was full", days("2014-09-29")),
    ("Minutes of the meeting held 28 March, 2014", days("2014-03-28")),
    ("Tuesday 19 August 2014", days("2014-08-19")),
    ("Monday the 14th of May 2018", days("2018-05-14")),
    ("le 21 mars 2024", days("2024-03-21")),
    ("1er mai 2021", days("2021-05-01")),
    ("1 er mai 2021", days("2021-05-01")),
    ("1ᵉʳ avril 2018", days("2018-04-01")),
    ("Dès l’assemblée du 5 décembre 2012, tout change", days("2012-12-05")),
    ("Mardi 22 mars 2016, 10h – 12h, à Nantes", days("2016-03-22")),
    ("mar. 15 mars 2016", days("2016-03-15")),
    ("Mar 15, 2016", days("2016-03-15")),
    ("1 sept. 2024", days("2024-09-01")),
    ("12 FÉVR. 2019", days("2019-02-12")),
    ("3 aout 2020 et 4 déc. 2020", days("2020-08-03", "2020-12-04")),
    ("14  mars,  2016", days("2016-03-14")),
    ("14\u00a0mai\u202f2018", days("2018-05-14")),
    ("Le bureau se retrouve le 14\nmai 2018", days("2018-05-14")),
    ("vu le 2014-03-28", days("2014-03-28")),
    # As editors slip, and the first in words and signs.
    ("14/05/18 et 14.05.18", days("2018-05-14", "2018-05-14")),
    ("le 12/03/98", days("1998-03-12")),
    ("Mon, 05/14/18", days("2018-05-14")),
    ("3 juill. 2018", days("2018-07-03")),
    ("1° juin 2016 et 1º juillet 2016", days("2016-06-01", "2016-07-01")),
    ("le premier décembre 2018", days("2018-12-01")),
    ("du premier au 2 mai 2018", days("2018-05-01", "2018-05-02")),
    ("the first of December 2018", days("2018-12-01")),
    # Behind a colon, and behind another day, `May 2` is no verb.
    ("Next meeting: May 2", [(None, DAY)]),
    ("January 14, February 11 and March 11", [(None, DAY)] * 3),
    ("He may 2 times", []),
    ("They march 11 miles", []),
    ("the first March 2018 issue", [("2018-03", MONTH)]),
    ("le premier semestre 2018", []),
    ("mercredi12 octobre 2016", days("2016-10-12")),
    ("lundi 3 et mardi4 octobre 2016", days("2016-10-03", "2016-10-04")),
    ("article12 octobre 2016", [("2016-10", MONTH)]),
    ("Agenda 2018 14 mai 2018", days("2018-05-14")),
    ("10h30 14 mai 2018", days("2018-05-14")),
    ("Wednesday 5 June, 2014", days("2014-06-05")),  # a Thursday: the date holds
    # Lists.
    ("lundi 14 et mardi 15 mai 2018", days("2018-05-14", "2018-05-15")),
    ("14 et 15 mai 2018", days("2018-05-14", "2018-05-15")),
    ("14 & 15 May 2018", days("2018-05-14", "2018-05-15")),
    ("14/15 mai 2018", days("2018-05-14", "2018-05-15")),
    ("29, 30 et 31 mars 2017", days("2017-03-29", "2017-03-30", "2017-03-31")),
    ("May 14 and 15, 2018", days("2018-05-14", "2018-05-15")),
    ("May 14, 15 and 16, 2018", days("2018-05-14", "2018-05-15", "2018-05-16")),
    ("Monday, May 14, 2018 and Tuesday, May 15, 2018", days("2018-05-14", "2018-05-15")),
    ("June 30 and July 2, 2018", days("2018-06-30", "2018-07-02")),
    ("le 14 mai, le 15 juin et le 3 juillet 2018", days("2018-05-14", "2018-06-15", "2018-07-03")),
    (
        "Mercredi 16 (13h30 – 22h30), samedi 19 (15h – 24h) … mars 2016",
        days("2016-03-16", "2016-03-19"),
    ),
    (
        "Mercredi 16 (13h30 – 22h30), samedi 19 (15h – 24h) et dimanche 20 mars 2016",
        days("2016-03-16", "2016-03-19", "2016-03-20"),
    ),
    # Ranges.
    ("du 24 au 26 juin 2019", days("2019-06-24", "2019-06-25", "2019-06-26")),
    ("from 24 to 26 June 2019", days("2019-06-24", "2019-06-25", "2019-06-26")),
    ("24-26 June 2019", days("2019-06-24", "2019-06-25", "2019-06-26")),
    ("24 – 26 June 2019", days("2019-06-24", "2019-06-25", "2019-06-26")),
    ("May 14-16, 2018", days("2018-05-14", "2018-05-15", "2018-05-16")),
    ("du 30 juin au 2 juillet 2018", days("2018-06-30", "2018-07-01", "2018-07-02")),
    ("du lundi 30 avril au mercredi 2 mai 2018", days("2018-04-30", "2018-05-01", "2018-05-02")),
    ("April 30 – May 2, 2018", days("2018-04-30", "2018-05-01", "2018-05-02")),
    (
        "du 27 février au 1er mars 2016",
        days("2016-02-27", "2016-02-28", "2016-02-29", "2016-03-01"),
    ),
    ("30 December 2014 to 1 January 2015", days("2014-12-30", "2014-12-31", "2015-01-01")),
    ("entre le 30 septembre 2020 et le 20 mai 2021", days("2020-09-30", "2021-05-20")),
    ("du 1er janvier au 20 mai 2021", days("2021-01-01", "2021-05-20")),
    # Months.
    ("February – March 2014", [("2014-02", MONTH), ("2014-03", MONTH)]),
    ("de mars à juin 2019", [("2019-03", MONTH), ("2019-06", MONTH)]),
    ("Février 2018 : une lettre", [("2018-02", MONTH)]),
    ("mi novembre 2024", [("2024-11", MONTH)]),
    ("mid-November 2024", [("2024-11", MONTH)]),
    ("Lettre n° 12 mars 2016", [("2016-03", MONTH)]),
    ("juin\u00a02024", [("2024-06", MONTH)]),
    # Years.
    ("Founded in 1994, the centre gives advice", [("1994", YEAR)]),
    ("depuis 2007", [("2007", YEAR)]),
    ("since 2007", [("2007", YEAR)]),
    ("1 401 en 2016", [("2016", YEAR)]),
    ("entre 2005 et 2012", [("2005", YEAR), ("2012", YEAR)]),
    ("en 2012, 2013 et 2014", [("2012", YEAR), ("2013", YEAR), ("2014", YEAR)]),
    # Without a year.
    ("Le 11 juin prochain", [(None, DAY)]),
    ("le 24 mars", [(None, DAY)]),
    ("the 14 May", [(None, DAY)]),
    ("on May 2", [(None, DAY)]),
    ("14 May 2", [(None, DAY)]),
    ("du 24 au 26 juin", [(None, DAY)] * 3),
    ("du 28 février au 2 mars", [(None, DAY)] * 2),  # leap year or not?
    ("en mai prochain", [(None, MONTH)]),
    ("30 décembre et 2 janvier 2015", [(None, DAY), ("2015-01-02", DAY)]),
    ("14 mai 2018 et 15 juin", [("2018-05-14", DAY), (None, DAY)]),
    # Only part of the numbers is a date.
    ("Room 12, 14 May 2018", days("2018-05-14")),
    ("salle 3 - 14 mai 2018", days("2018-05-14")),
    ("30 et 1er mai 2018", days("2018-05-01")),
]

NOT_DATES = [
    "Récemment",
    "01 99 00 12 34",
    "06.12.13.14.15",
    "la directive 2011/36",
    "225-4-1",
    "L. 316-1",
    "24h / 24",
    "2 573",
    "8.7",
    "31 February 2014",
    "29 février 2015",
    "31/32 mai 2018",
    "they may 2",
    "the 14 may attend",
    "they march in step",
    "in 2000 copies",
    "en 1900 exemplaires",
    "2014 people",
    "14/3/1",
    "01/41/58/14/65",
    "1.5.18",
    "v2.10.18",
    "1.14.03.2016",
    "10/12/2014/3",
    "a second reading",
    "2014-02-31",
    "",
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_is_read_at_the_precision_it_prints(
    phrase: str, expected: list[tuple[str | None, str]]
) -> None:
    assert found(phrase) == expected
    assert found(f"« {phrase} », dit la page.") == expected
    assert found(unicodedata.normalize("NFD", phrase)) == expected
    assert found(phrase.replace(" ", "\u00a0")) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_a_number_that_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == []


def test_a_phrase_is_kept_as_printed_with_its_place_in_the_text() -> None:
    text = unicodedata.normalize(
        "NFD", "Après\u00ad l’été : du 3 au 5 août 2019, puis en février 2020"
    )
    read = find_dates(text)
    assert [text[each.start : each.end] for each in read] == [each.phrase for each in read]
    august = unicodedata.normalize("NFD", "du 3 au 5 août 2019")
    february = unicodedata.normalize("NFD", "février 2020")
    assert [each.phrase for each in read] == [august, august, august, february]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Le 11 juin prochain, à Metz", ["Le 11 juin prochain"]),
        ("lundi 14 et mardi 15 mai 2018", ["lundi 14 et mardi 15 mai 2018"] * 2),
        ("Réunion du 14 mai 2018", ["14 mai 2018"]),
        ("Monday, May 14, 2018 and May 15, 2018", ["Monday, May 14, 2018", "May 15, 2018"]),
        ("from 24 to 25 June 2019", ["from 24 to 25 June 2019"] * 2),
        ("in February – March 2014", ["February – March 2014"] * 2),
        ("du 30 décembre au 2 janvier 2015", ["du 30 décembre au 2 janvier 2015"] * 2),
        ("from 3 May to 5 June 2018", ["from 3 May to 5 June 2018"] * 2),
    ],
)
def test_days_that_share_a_month_share_their_phrase(text: str, phrases: list[str]) -> None:
    assert [each.phrase for each in find_dates(text)] == phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 24 au 25 juin", ["06-24", "06-25"]), ("14 mai 2018", ["05-14"]), ("2018-05-14", ["05-14"]),
        ("mars 2019", ["03"]), ("en 2012", [None]),
    ],
)  # fmt: skip
def test_a_date_with_a_year_or_without_says_its_month_and_day(
    text: str, expected: list[str | None]
) -> None:
    assert [each.month_day for each in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Each has a year of its own: the one behind is not lent to it.
        ("3 mars 2014 et 4 avril 2015", ["2014-03-03", "2015-04-04"]),
        ("3 mars et 4 avril 2015", ["2015-03-03", "2015-04-04"]),
        ("30 décembre et 2 janvier 2015", [None, "2015-01-02"]),
        ("entre 2010 et 2012, puis en 2015", ["2010", "2012", "2015"]),
        # Letters of a longer word are no month, wherever that begins.
        ("demai 2018 et 3 mai 2018", ["2018-05-03"]),
    ],
)
def test_a_year_belongs_to_what_it_is_printed_for(text: str, expected: list[str | None]) -> None:
    assert [each.date for each in find_dates(text)] == expected


def test_a_word_that_may_be_a_month_is_one_by_its_capital_behind_ligatures_too() -> None:
    assert [each.month_day for each in find_dates("Cœurs et œuvres: see you on May 2")] == ["05-02"]
    assert find_dates("Cœurs et œuvres Œ Œ Œ: they may 2") == []


def test_only_the_languages_asked_for_are_read() -> None:
    assert find_dates("14 mai 2018", ["en"]) == []
    assert find_dates("May 14, 2018", ["fr"]) == []
    assert find_dates("14 mai 2018", ["fr"])[0].date == "2018-05-14"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuesday 19 August 2014", "2014-08-19"),
        ("mardi 19 août 2014", "2014-08-19"),
        ("1er avril 2018", "2018-04-01"),
        ("14  mars,  2016", "2016-03-14"),
        ("lun 14/03/2016 - 09:00", "2016-03-14"),
        ("  14.03.2016  ", "2016-03-14"),
        ("4/3/2016", "2016-03-04"),
        ("mar 5/04/2016 - 9h30", "2016-04-05"),
        ("Mon, 03/14/2016 - 09:00", "2016-03-14"),
        ("Tue, 04/05/2016 - 09:00", "2016-04-05"),
        ("24 June, 2014 at 9:30am", "2014-06-24"),
        ("14 mai 2018, 10h30", "2018-05-14"),
        ("Le 14 mai 2018.", "2018-05-14"),
        ("Février 2018", "2018-02"),
        ("Le 11 juin prochain", None),
    ],
)
def test_a_printed_date_line_is_one_date(line: str, expected: str | None) -> None:
    read = read_date(line)
    assert read is not None
    assert read.date == expected
    assert line[read.start : read.end] == read.phrase


@pytest.mark.parametrize(
    "line",
    [
        "2018",
        "in 2018",
        "31/02/2016",
        "03/14/2016",
        "14 mai 2018 Paris",
        "Publié le 14 mai 2018",
        "14 et 15 mai 2018",
        "lundi",
        "",
        "\u00ad",
    ],
)
def test_a_line_that_is_more_or_less_than_one_date_is_none(line: str) -> None:
    assert read_date(line) is None


ANY_DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", " \n"])
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
STYLES = {
    "en": [
        "{d} {m} {y}",
        "{d} {m}, {y}",
        "{m} {d}, {y}",
        "{m} {d} {y}",
        "{m} the {d}{th}, {y}",
        "{d}{th} of {m} {y}",
        "the {d}{th} of {m}, {y}",
    ],
    "fr": ["{d} {m} {y}", "le {d}{er} {m} {y}", "{d}{er} {m}, {y}"],
}
LANGUAGE = {"en": ENGLISH, "fr": FRENCH}


@st.composite
def printed_days(draw: st.DrawFn) -> tuple[date, str]:
    """A day, and one of the ways in which a page may print it."""
    day, code = draw(ANY_DAY), draw(st.sampled_from(["en", "fr"]))
    language = LANGUAGE[code]
    names = language.months[day.month - 1]
    month = draw(st.sampled_from([names[0], *(name + "." for name in names[1:]), *names[1:]]))
    text = draw(st.sampled_from(STYLES[code])).format(
        d=day.day,
        m=month.capitalize() if draw(st.booleans()) else month,
        y=day.year,
        th=ORDINALS.get(day.day, "th"),
        er="er" if day.day == 1 else "",
    )
    if draw(st.booleans()):
        weekday = language.weekdays[day.weekday()]
        text = f"{weekday}{draw(st.sampled_from([' ', ', ']))}{text}"
    if draw(st.booleans()):
        text = text.upper()
    return day, text.replace(" ", draw(SPACES))


@settings(deadline=None, max_examples=600)
@given(printed_days())
def test_every_day_printed_in_a_known_way_is_read_back(printed: tuple[date, str]) -> None:
    day, text = printed
    assert [each.date for each in find_dates(f"Voir : {text}.")] == [day.isoformat()]
    read = read_date(text)
    assert read is not None
    assert (read.date, read.precision, read.phrase) == (day.isoformat(), DAY, text)


@settings(deadline=None, max_examples=100)
@given(ANY_DAY, st.integers(1, 30), st.sampled_from(["en", "fr"]))
def test_every_range_of_a_month_is_read_day_by_day(first: date, length: int, code: str) -> None:
    last = min(first + timedelta(length), date(2099, 12, 31))
    names = LANGUAGE[code].months
    opening, until = ("from", "to") if code == "en" else ("du", "au")
    month, last_month = names[first.month - 1][0], names[last.month - 1][0]
    start = (
        f"{first.day}" if month == last_month and first.day < last.day else f"{first.day} {month}"
    )
    if first.year != last.year:
        start += f" {first.year}"
    text = f"{opening} {start} {until} {last.day} {last_month} {last.year}"
    expected = [first + timedelta(n) for n in range((last - first).days + 1)]
    assert [each.date for each in find_dates(text)] == [day.isoformat() for day in expected]


@settings(deadline=None, max_examples=100)
@given(
    st.sets(st.integers(1, 28), min_size=2, max_size=6),
    st.integers(1, 12),
    st.integers(1900, 2099),
    st.sampled_from(["en", "fr"]),
)
def test_every_list_of_days_is_read_whole(
    numbers: set[int], month: int, year: int, code: str
) -> None:
    *first, last = [str(number) for number in sorted(numbers)]
    also = "and" if code == "en" else "et"
    text = f"{', '.join(first)} {also} {last} {LANGUAGE[code].months[month - 1][0]} {year}"
    expected = [date(year, month, number).isoformat() for number in sorted(numbers)]
    assert [each.date for each in find_dates(text)] == expected


WORDS = st.sampled_from(
    [
        *("1", "14", "31", "00", "2014", "1999", "2573", "2011/36", "225-4-1", "1er", "2nd"),
        *("mai", "May", "may", "mars", "Mar", "March", "sept.", "févr.", "février", "juin", "Oct"),
        *(
            "lundi",
            "mar.",
            "Monday",
            "et",
            "and",
            "au",
            "to",
            "du",
            "from",
            "le",
            "the",
            "of",
            "en",
        ),
        *(
            "in",
            "since",
            "mi",
            "prochain",
            "-",
            "–",
            "/",
            ",",
            "…",
            "(10h)",
            "10h30",
            "\n",
            "\u00a0",
        ),
        *("2014-03-28", "n°", "\u0301", "\u00ad", "’", ".", "ᵉʳ", "٣", "²"),
    ]
)
SALADS = st.lists(WORDS, max_size=24).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)


@settings(deadline=None, max_examples=600)
@given(st.one_of(st.text(), SALADS))
def test_no_text_fails_or_gets_a_year_that_it_does_not_print(text: str) -> None:
    read_date(text)
    read = find_dates(text)
    figures = unicodedata.normalize("NFD", text).replace("\u00ad", "").replace("\u0301", "")
    starts = [each.start for each in read]
    assert starts == sorted(starts)
    for each in read:
        assert text[each.start : each.end] == each.phrase
        if each.date is None:
            continue
        assert re.search(rf"(?<![0-9]){each.date[:4]}(?![0-9])", figures)
        assert len(each.date) == {DAY: 10, MONTH: 7, YEAR: 4}[each.precision]


@pytest.mark.parametrize("today", [datetime(1999, 12, 31, 23, 59), datetime(2016, 2, 29)])
def test_what_is_read_does_not_depend_on_today(
    today: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "le 31 mars, en mai, mars 2016, 29 février 2016, 14 mai 2018, in June 2020"
    expected = find_dates(text)
    iso_date.cache_clear()
    _set_clock_of_dateparser(today, monkeypatch)
    completed = DateDataParser(languages=["fr"]).get_date_data("31 mars").date_obj
    assert completed is not None
    assert completed.year == today.year, "dateparser itself completes from the clock set here"
    assert find_dates(text) == expected
    read = read_date("mardi 19 août 2014")
    assert read is not None
    assert read.date == "2014-08-19"


def _set_clock_of_dateparser(today: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(*today.timetuple()[:6], tzinfo=tz)

        @classmethod
        def utcnow(cls) -> Clock:
            return cls.now()

        @classmethod
        def today(cls) -> Clock:
            return cls.now()

    for name, module in list(sys.modules.items()):
        if name.startswith("dateparser") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Clock)


@pytest.mark.parametrize(
    "unit",
    [
        "1 et ",
        "1 et 1 et 1 mai ",
        "1, ",
        "14 mai - ",
        "le lundi ",
        "mai ",
        "en 2014, ",
        "(",
        "1 (",
        " ",
    ],
)
def test_a_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + " mai 2018"
    read = find_dates(text)
    assert sum(len(each.phrase) for each in read) < 100 * len(text)


def test_a_date_is_a_plain_value() -> None:
    assert find_dates("14 mai 2018") == [DateRead("2018-05-14", DAY, "14 mai 2018", 0, 11)]
