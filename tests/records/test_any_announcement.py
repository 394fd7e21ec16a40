"""Any announcement in the styles that editors use is read back; any text at all is read without a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from records.languages import ENGLISH, FRENCH, Language
from records.meeting_days import read_meeting_days


@dataclass(frozen=True)
class Occurrence:
    """What is printed. Minutes of the day; `until` is None where only the start is."""

    day: date
    start: int
    until: int | None
    place: str | None
    off: bool


def iso_clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _words(language: Language, month: int, weekday: bool) -> Callable[[date], str]:
    def printed(day: date) -> str:
        names = language.months[day.month - 1]
        name = names[min(month, len(names) - 1)]
        if language is ENGLISH:
            name = name.capitalize()
        point = "." if name.lower() != names[0] else ""
        first = "1er" if day.day == 1 and language is FRENCH else str(day.day)
        lead = f"{language.weekdays[day.weekday()]} " if weekday else ""
        return f"{lead}{first} {name}{point} {day.year}"

    return printed


def american(day: date) -> str:
    return f"{ENGLISH.months[day.month - 1][0].capitalize()} {day.day}, {day.year}"


DAYS = {
    "fr": st.sampled_from(
        [
            *(_words(FRENCH, month, weekday) for month in (0, 1) for weekday in (False, True)),
            lambda day: f"{day:%d/%m/%Y}",
            lambda day: f"{day:%d.%m.%Y}",
            lambda day: f"{day:%d/%m/%y}",
            lambda day: day.isoformat(),
            lambda day: f"{FRENCH.weekdays[day.weekday() + 7]} {day:%d/%m/%Y}",
        ]
    ),
    "en": st.sampled_from(
        [
            *(_words(ENGLISH, month, weekday) for month in (0, 1) for weekday in (False, True)),
            american,
            lambda day: f"{ENGLISH.weekdays[day.weekday()]}, {american(day)}",
            lambda day: day.isoformat(),
        ]
    ),
}


def _h(minutes: int) -> str:
    return f"{minutes // 60}h{minutes % 60:02}" if minutes % 60 else f"{minutes // 60}h"


def _spaced(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}"


def _colon(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _meridiem(minutes: int) -> str:
    return f"{minutes // 60 % 12 or 12}:{minutes % 60:02} {'pm' if minutes >= 720 else 'am'}"


CLOCKS = {"fr": st.sampled_from([_h, _spaced, _colon]), "en": st.sampled_from([_colon, _meridiem])}
STRETCHES = {
    "fr": st.sampled_from(["{} – {}", "{}-{}", "de {} à {}", "entre {} et {}", "dès {} et jusqu’à {}"]),
    "en": st.sampled_from(["{} – {}", "{}-{}", "from {} to {}", "from {} until {}", "between {} and {}"]),
}  # fmt: skip
WORDS = {
    "fr": {"meeting": "Réunion", "next": "Prochaine réunion", "at": "à", "time": "Horaire", "place": "Lieu",
           "day": "Date", "off": "ANNULÉE", "sentence": "La réunion est malheureusement annulée."},
    "en": {"meeting": "Meeting", "next": "Next meeting", "at": "at", "time": "Time", "place": "Where",
           "day": "Date", "off": "CANCELLED", "sentence": "Unfortunately this meeting is cancelled."},
}  # fmt: skip
PLACES = st.sampled_from(
    [None, "Dole", "12 rue Haute, Lens", "Maison du Peuple, Lille", "Weavers Hall, Leeds"]
)
LAYOUTS = st.sampled_from(["title", "title and line", "labels", "below", "row", "sentence"])


def printed(
    what: Occurrence, code: str, day: str, hours: str, layout: str, mark: bool
) -> tuple[str, list[str]]:
    """The announcement as a title and lines of text."""
    words = WORDS[code]
    at = f", {words['at']} {what.place}" if what.place else ""
    head = f"{words['off']} – " if what.off and mark else ""
    tail = [words["sentence"]] if what.off and not mark else []
    place = [what.place] if what.place else []
    labelled = [f"{words['place']} : {what.place}"] if what.place else []
    match layout:
        case "title":
            return f"{head}{words['next']} : {day}, {hours}{at}", tail
        case "title and line":
            return f"{head}{words['meeting']}, {day}", [
                f"{words['time']} : {hours}",
                *labelled,
                *tail,
            ]
        case "labels":
            lines = [f"{words['day']} : {day}, {hours}", *labelled, *tail]
            return f"{head}{words['meeting']}", lines
        case "below":
            return f"{head}{words['next']}", [day, hours, *place, *tail]
        case "row":
            row = " | ".join([day, hours, *place])
            return f"{head}{words['meeting']}", [row, *tail]
        case _:
            said = f"{words['next']} : {day}, {hours}{at}."
            return f"{head}{words['next']}", [said, *tail]


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_any_announcement_is_read_back(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(["fr", "en"]))
    start = data.draw(st.integers(6 * 60, 19 * 60))
    what = Occurrence(
        data.draw(st.dates(date(1990, 1, 1), date(2060, 12, 31))),
        start,
        data.draw(st.none() | st.integers(start + 15, 22 * 60)),
        data.draw(PLACES),
        data.draw(st.booleans()),
    )
    clock = data.draw(CLOCKS[code])
    if what.until is None:
        hours = f"{WORDS[code]['at']} {clock(start)}"
    else:
        hours = data.draw(STRETCHES[code]).format(clock(start), clock(what.until))
    layout, mark = data.draw(LAYOUTS), data.draw(st.booleans())
    title, lines = printed(what, code, data.draw(DAYS[code])(what.day), hours, layout, mark)
    read = read_meeting_days(title, lines)
    assert [(day.date, day.status) for day in read] == [
        (what.day.isoformat(), "cancelled" if what.off else "announced")
    ], (title, lines)
    if not what.off:
        (day,) = read
        expected = (iso_clock(start), iso_clock(what.until), what.place)
        assert (day.start_time, day.end_time, day.place) == expected, (title, lines)
        assert day.basis == "printed"


BITS = st.sampled_from(
    [
        "Réunion",
        "du",
        "4",
        "avril",
        "2017",
        "04/04/17",
        "14/05/18 -",
        "à",
        "9h30",
        "- 12h",
        ":",
        "Lieu",
        "Date",
        "\n",
        "mardi",
        "jeudi :",
        "annulée",
        "reportée au",
        "salle B",
        "12 rue Haute",
        "75011 Paris",
        "en ligne",
        "(",
        ")",
        ";",
        ".",
        "–",
        "~~",
        "de",
        "et",
        "puis",
        "jusqu’à",
        "half past nine",
        "neuf heures",
        "2018 :",
        "Réunions 2019",
        "Matin : 10h – 12h",
        "",
        " ",
        "Début",
        "Fin",
        "du 3 au 10",
        "May 2",
        "and",
        "to",
        "from",
        "10.00–12.30",
        "24h",
        "au lieu du",
        "elle",
        "\xad",
        "1°",
        "premier",
        "→",
    ]
)


@settings(deadline=None, max_examples=400)
@given(
    st.lists(BITS, max_size=10).map(" ".join),
    st.lists(st.lists(BITS, max_size=10).map(" ".join), max_size=5),
    st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat),
)
def test_nothing_raises_and_every_date_exists(
    title: str, lines: list[str], published: str | None
) -> None:
    for day in read_meeting_days(title, lines, published=published):
        assert (day.date is None) == (day.basis is None)
        assert day.basis != "inferred" or published
        if day.date and day.precision == "day":
            date.fromisoformat(day.date)
        assert day.place is None or day.place.strip() == day.place != ""
