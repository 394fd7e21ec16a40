"""Generated content for the benchmark: N articles in realistic proportions, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from replica.content import Content, Entry
from replica.spip.printing import day_in_words
from replica.wording import AGENDA, PLACES, SENTENCES, TOPICS, TOWNS, TRADES

FIRST_NUMBER = 10001
_SECTIONS = {
    ("member", "en"): 11, ("statement", "en"): 16, ("meeting", "en"): 12, ("report", "en"): 13,
    ("news", "en"): 22, ("appeal", "en"): 17, ("picture", "en"): 23,
    ("member", "fr"): 41, ("statement", "fr"): 46, ("meeting", "fr"): 42, ("report", "fr"): 43,
    ("news", "fr"): 52, ("appeal", "fr"): 47, ("picture", "fr"): 53,
}  # fmt: skip
# Of a hundred articles so many are of each kind; the rest are news.
_OF_A_HUNDRED = (
    ("member", 3), ("statement", 14), ("meeting", 12), ("report", 15), ("appeal", 5),
    ("picture", 4),
)  # fmt: skip
_LETTERS = "BCDFGHJKLMNPQRSTVW"


def generate(content: Content, pages: int) -> Content:
    """The sections of the content with `pages` generated articles instead of the written ones."""
    entries = (_entry(place) for place in range(pages))
    return replace(content, entries={entry.number: entry for entry in entries}, documents={})


def _entry(place: int) -> Entry:
    random = Random(place)
    kind = _kind(place * 61 % 100)
    language = "fr" if place % 5 < 2 else "en"
    day = datetime(2008, 1, 7) + timedelta(days=place * 7 % 3770)
    published = (day + timedelta(days=random.randint(0, 9), hours=8 + place % 11)).isoformat()
    sentences = SENTENCES[language]
    paragraphs = [
        " ".join(random.sample(sentences, random.randint(3, 6)))
        for _ in range(random.randint(4, 7))
    ]
    topic = random.choice(TOPICS[language])
    title, opening, expected = _opening(kind, language, place, day, topic, random)
    return Entry(
        kind=kind if kind in ("member", "statement", "meeting", "report") else "article",
        number=FIRST_NUMBER + place,
        section=_SECTIONS[kind, language],
        title=title,
        published=published[:16],
        language=language,
        style="4.3" if language == "fr" and place % 3 == 0 else "3.1",
        body="\n\n".join([*opening, *paragraphs]),
        expected=expected,
    )


def _kind(place: int) -> str:
    for kind, share in _OF_A_HUNDRED:
        if place < share:
            return kind
        place -= share
    return "news"


def _opening(
    kind: str, language: str, place: int, day: datetime, topic: str, random: Random
) -> tuple[str, list[str], dict[str, Any]]:
    """The title, the first blocks of the text, and what must be read from both."""
    french = language == "fr"
    iso = day.date().isoformat()
    printed = day_in_words(iso, language, weekday=False)
    if kind == "member":
        return _member(french, place, random)
    if kind == "statement":
        title = (
            f"Communiqué du {printed} : {topic}" if french else f"Statement of {printed}: {topic}"
        )
        expected: dict[str, Any] = {
            "stated_on": iso, "stated_precision": "day", "issuer": "collective",
            "form": "statement",
        }  # fmt: skip
        return title, [], expected
    if kind == "meeting":
        start = random.randint(9, 14)
        where = random.choice(PLACES)
        weekday = day_in_words(iso, language)
        end = start + 2
        title = (
            f"Prochaine réunion du Collectif : {weekday}, {start}h – {end}h, à {where}"
            if french
            else f"Next meeting of the Collective: {weekday}, {start}:00 – {end}:00, in {where}"
        )
        date = {
            "date": iso, "precision": "day", "start_time": f"{start:02}:00",
            "end_time": f"{end:02}:00", "place": where, "status": "announced",
        }  # fmt: skip
        return title, [], {"dates": [date]}
    if kind == "report":
        agenda = random.sample(AGENDA[language], random.randint(3, 6))
        items = "\n".join(f"{number}. {item}" for number, item in enumerate(agenda, 1))
        title = (
            f"Compte-rendu de la réunion du {printed}"
            if french
            else f"Report of the Collective’s meeting held {printed}"
        )
        heading = "## Ordre du jour" if french else "## Agenda"
        expected = {"held_on": iso, "held_precision": "day", "agenda": agenda}
        return title, [heading, items, "## Discussion"], expected
    return f"{topic} ({TOWNS[place % len(TOWNS)]}, {place})", [], {"kind": kind}


def _member(french: bool, place: int, random: Random) -> tuple[str, list[str], dict[str, Any]]:
    trade, town = random.choice(TRADES), TOWNS[place % len(TOWNS)]
    letters = [_LETTERS[place // len(_LETTERS) ** power % len(_LETTERS)] for power in range(4)]
    acronym = "A" + "".join(letters)
    name = f"Association {trade} {town}"
    year = random.randint(1920, 2010)
    address = f"http://www.{acronym.lower()}.example.org/"
    opening = f"Fondée en {year}, l’{acronym} agit à {town}." if french else (
        f"Founded in {year}, the {acronym} works in {town}."
    )  # fmt: skip
    label = "Site internet :" if french else "Website:"
    contact = "Contact : le secrétariat" if french else "Contact: the secretariat"
    expected = {
        "name": name, "acronym": acronym, "founded_year": year, "website_url": address,
        "website_label": name, "contact": contact.partition(":")[2].strip(),
    }  # fmt: skip
    return f"{name} ({acronym})", [opening, f"{label} [{name}]({address})", contact], expected
