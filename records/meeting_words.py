"""The words around a meeting's day: whether it is announced, called off, moved, or long past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from records.languages import LANGUAGES, words_of
from records.printed import any_of, fold, word_pattern

Status = Literal["announced", "cancelled"]

# How far before a day the words reach that say what became of it.
NEAR = 90
_CLAUSE = re.compile(r"[;.(]")
_BRACKET = re.compile(r"\([^()]*\)")
# Words of punctuation that set a mark apart from what it marks.
_APART = r"(?:\(e?s?\))?\s*[\]):|!*.»/-]"
# Where the words about a day end: with the sentence, or before a bracket about the next day.
_SENTENCE = re.compile(r"[;.]")
_SAID = re.compile(r"[;.]|\((?=[^)]{0,40}\Z)")


_LABELS = re.compile(
    any_of(
        [
            *(
                word
                for language in LANGUAGES.values()
                for words in (
                    language.first_day_labels,
                    language.last_day_labels,
                    language.day_labels,
                    language.time_labels,
                    language.place_labels,
                )
                for word in (*words, *language.begins, *language.at_end)
            ),
        ]
    )
)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The patterns of the languages read, for folded text."""

    meeting: re.Pattern[str]
    announcing: re.Pattern[str]
    inviting: re.Pattern[str]
    past: re.Pattern[str]
    other_day: re.Pattern[str]
    deadline: re.Pattern[str]
    off: re.Pattern[str]
    cancelled: re.Pattern[str]
    moved: re.Pattern[str]
    moved_to: re.Pattern[str]
    moved_elsewhere: re.Pattern[str]
    moved_bracket: re.Pattern[str]
    new_day: re.Pattern[str]
    moving: re.Pattern[str]
    moves_meeting: re.Pattern[str]
    instead_of: re.Pattern[str]
    time_label: re.Pattern[str]
    meal: re.Pattern[str]
    meal_before: re.Pattern[str]
    meal_after: re.Pattern[str]
    arrival: re.Pattern[str]
    arrival_before: re.Pattern[str]
    show_before: re.Pattern[str]
    arrival_after: re.Pattern[str]
    start_before: re.Pattern[str]
    ends_at: re.Pattern[str]
    ends_after: re.Pattern[str]
    begin_label: re.Pattern[str]
    end_label: re.Pattern[str]
    mark: re.Pattern[str]
    mark_at_end: re.Pattern[str]
    of_meeting: re.Pattern[str]
    of_new_day: re.Pattern[str]
    held_then: re.Pattern[str]
    planned: re.Pattern[str]
    calls_off: re.Pattern[str]
    calls_off_all: re.Pattern[str]
    some_days: re.Pattern[str]
    none_held: re.Pattern[str]
    all_off: re.Pattern[str]
    begins_at: re.Pattern[str]
    other_event: re.Pattern[str]
    numbered_row: re.Pattern[str]
    before_meeting: re.Pattern[str]
    same_hours: re.Pattern[str]
    same_place: re.Pattern[str]
    no_entry: re.Pattern[str]
    conditional: re.Pattern[str]
    elsewhere: re.Pattern[str]
    of_year: re.Pattern[str]
    it: re.Pattern[str]
    held_at: re.Pattern[str]
    next_one: re.Pattern[str]
    numbered_day: re.Pattern[str]
    other_hours: re.Pattern[str]
    of_all: re.Pattern[str]
    of_weekday: re.Pattern[str]


@lru_cache(maxsize=8)
def meeting_words(languages: tuple[str, ...]) -> MeetingWords:
    """The patterns of these languages taken together."""
    of = partial(words_of, codes=languages)
    moved, to = any_of(of("moved")), any_of(of("moved_to"))
    before = r"(?:\s{1,3}[a-z']+){0,4}?\s*\Z"
    off, meeting, meals = (
        any_of([*of("cancelled"), *of("moved")]),
        any_of(of("meeting")),
        of("meals"),
    )
    places = any_of(of("place_nouns"))
    # What calls a meeting off for good, or to a day that is not said.
    strong = any_of([*of("cancelled"), *of("put_off")])
    # `Date de début :`, `Start date:`
    of_end = r"(?:(?:date|jour|heure)(?: et heure)?\s(?:de\s|d'))?"
    named = r"(?:\s(?:date|time|day)){0,2}"
    no_aside = "".join(rf"(?<!\s{word} )" for word in of("beside"))
    arrivals = any_of(of("arrivals"))
    last_words = any_of(word for word in of("at_end") if word not in of("until"))
    first_words = any_of(word for word in of("begins") if word != "from")
    fields = rf"(?:{meeting}|(?:statut|status|etat)\s?:)"
    # `n'est pas annulée`
    kept = r"(?<!pas )(?<!not )(?<!not been )(?<!non )"
    plain = r"(?:,?\s{1,3}(?!pas\b|not\b)[a-z']+)"
    return MeetingWords(
        meeting=word_pattern(of("meeting")),
        announcing=re.compile(rf"(?<![a-z0-9]){any_of(of('announcing'))}"),
        inviting=re.compile(rf"(?<![a-z0-9]){any_of(of('inviting'))}(?![a-z])"),
        past=re.compile(
            rf"(?<![a-z0-9]){any_of([*of('past'), *of('other_days')])}(?![a-z])[^.;:]{{0,40}}\Z"
        ),
        other_day=re.compile(rf"(?<![a-z0-9]){any_of(of('other_days'))}(?![a-z])[^.;:]{{0,40}}\Z"),
        deadline=re.compile(
            rf"(?<![a-z0-9]){any_of(of('deadline'))}(?:\s{{1,3}}[a-z']+){{0,3}}\s*:?\s*\Z"
        ),
        off=re.compile(rf"{kept}(?<![a-z0-9]){off}(?![a-z0-9])"),
        cancelled=re.compile(rf"{kept}(?<![a-z0-9]){any_of(of('cancelled'))}(?![a-z0-9])"),
        moved=word_pattern(of("moved")),
        moved_to=re.compile(
            rf"(?<![a-z]){moved}(?:,?\s{{1,3}}[a-z']+){{0,3}}?,?\s{{1,3}}{to}"
            rf"(?:\s{{1,3}}[a-z']+){{0,8}}?\s*:?\s*\Z"
        ),
        moved_elsewhere=re.compile(
            rf"{moved}(?:\s[a-z']+){{0,3}}?\s(?:(?:{to}|{any_of(of('place_cues'))})\s(?:the |l[ae]s? |l')?"
            rf"(?P<where>[0-9]{{1,2}}(?:\s?h|[:.][0-9]|\s?[ap]\.?m)|(?:[0-9]{{1,4}}(?:\s(?:bis|ter))?,?\s)?{places}"
            rf"|{any_of(of('online'))})(?![a-z])|{any_of(of('by_hours'))})"
        ),
        moved_bracket=re.compile(rf"\(\s?{moved}[^()]{{1,60}}\)\s*:?\s*\Z"),
        new_day=word_pattern(of("new_day")),
        moving=re.compile(
            rf"(?<![a-z]){moved}[\s:,-]*\Z|(?<![a-z]){any_of(of('moves'))}(?![a-z])[^.;]{{0,60}}\Z"
        ),
        moves_meeting=re.compile(
            rf"(?<![a-z]){any_of(of('moves'))}\s[^.;:–-]{{0,20}}?{meeting}(?:\s[a-z']+){{0,6}}\s*\Z"
        ),
        instead_of=re.compile(rf"(?<![a-z]){any_of(of('instead_of'))}{before}"),
        meal=word_pattern(meals),
        meal_before=re.compile(rf"(?<![a-z-]){any_of(meals)}[^,;.()|0-9]{{0,25}}\Z"),
        meal_after=re.compile(rf"\s*[:(-]?\s*{any_of(meals)}(?![a-z])"),
        arrival=word_pattern(of("arrivals")),
        arrival_before=re.compile(
            rf"(?<![a-z-]){any_of(of('arrivals'))}(?![a-z])(?:\s?:)?(?:\s[a-z'-]+){{0,6}}?\s?(?:[(:-]\s?)?\Z"
        ),
        show_before=re.compile(
            rf"(?<![a-z-]){any_of(of('shows'))}(?![a-z])[^,;.:|()0-9]{{0,25}}[(:-]?\s?\Z"
        ),
        arrival_after=re.compile(
            rf"\s*[:(|-]?\s*(?:pour (?:l[ea] |l'|un )?|for )?{arrivals}(?![a-z])(?!\s{any_of(of('opens'))})"
            r"(?![^,;.|)]{0,40}[0-9])"
        ),
        start_before=re.compile(
            rf"(?<![a-z])(?:{first_words}|{meeting}|{any_of(of('at_end'))})(?![a-z])[^,;.:|(]{{0,40}}\Z"
        ),
        ends_at=re.compile(
            rf"(?<![a-z]){any_of(of('at_end'))}(?:\s{{1,3}}[a-z']+){{0,4}}?\s*:?\s*\Z"
        ),
        begin_label=re.compile(
            rf"\s*(?:{of_end}{any_of(of('begins'))}{named}|{any_of(of('first_day_labels'))})\s*:"
        ),
        end_label=re.compile(
            rf"\s*(?:{of_end}{any_of(of('at_end'))}{named}|{any_of(of('last_day_labels'))})\s*:"
        ),
        ends_after=re.compile(rf"\s*[:-]?\s*{last_words}(?![a-z])"),
        mark_at_end=re.compile(rf"[\[(]\s*{off}\s*[\])]\s*\Z|\s-\s{off}\W*\Z"),
        mark=re.compile(
            rf"[^a-z0-9]*(?:(?:attention|important|urgent|warning)[^a-z0-9]+)?"
            rf"(?:{off}(?:\s(?:et|and)\s{off})?|{any_of(of('marks')) if of('marks') else off}){_APART}"
        ),
        of_meeting=re.compile(
            rf"\s*(?:de|d'|of|for)\s?(?:[a-z]+\s|l'){{0,2}}{meeting}\s[a-z'\s]*\Z"
        ),
        of_new_day=re.compile(rf"\s{{1,3}}{to}\s"),
        held_then=re.compile(
            rf"[\s,]*{any_of(of('announcing'))}(?:\s[a-z']+){{0,2}}?\s*(?:le|on|au|for)?\s*"
        ),
        planned=re.compile(rf"(?<![a-z]){any_of(of('planned'))}\s*\Z"),
        calls_off=re.compile(
            rf"(?<![a-z]){no_aside}"
            rf"(?:{any_of(of('pointing'))}\s(?:[a-z]+\s)?{meeting}|{any_of(of('this_one'))})"
            rf"{plain}{{0,6}}?\s{strong}(?![a-z])|\A\W*(?:{fields}\s)?{strong}\W*\Z"
            rf"|(?<![a-z]){any_of(of('we_cancel'))}\s(?:{any_of(of('pointing'))})\s{meeting}"
            rf"|(?<![a-z]){any_of(of('no_meeting'))}\s{meeting}(?:\s(?:ce jour|cette fois|that day)|\W*\Z)"
        ),
        calls_off_all=re.compile(rf"(?<![a-z]){any_of(of('all_of_them'))}(?![a-z])"),
        # `celle du 4 et celle du 9 sont annulées`
        all_off=re.compile(
            r"\s(?:are|have been|were|sont|ont ete|seront)\s(?:[a-z]+\s){0,2}?"
            rf"{any_of(of('cancelled'))}(?![a-z])"
        ),
        begins_at=re.compile(rf"(?<![a-z]){first_words}(?:\s[a-z]+){{0,2}}?\s?:?\s?(?:a|at)?\s?\Z"),
        other_event=re.compile(
            rf"\W*(?:the |l[ae]s? |notre |our ){any_of(of('other_events'))}(?![a-z])"
        ),
        none_held=re.compile(
            rf"(?<![a-z]){any_of(of('no_meeting'))}\s(?:[a-z]+\s)?{meeting}[^.;:]{{0,40}}\Z"
        ),
        numbered_row=re.compile(
            rf"\W*{any_of(of('in_rows'))}\s?[0-9a-d]{{1,2}}\s?[:-]\s(?:(?:le|the|on)\s)?"
        ),
        some_days=word_pattern(of("some_days")),
        before_meeting=re.compile(
            rf"(?:,\s)?(?:a|at|des)\s[0-9]{{1,2}}\s?(?:h|:)[^;.|]{{0,90}}?\s(?:pour|for)\s(?:une|la|a|the)\s"
            rf"(?={meeting}\s(?:de|a|at|from)\s[0-9])"
        ),
        same_hours=word_pattern(of("same_hours")),
        same_place=word_pattern(of("same_place")),
        no_entry=re.compile(
            rf"[^a-z0-9]*(?:[a-z']+\s){{0,2}}?{any_of(of('no_meetings'))}(?![a-z])"
        ),
        conditional=word_pattern(of("conditional")),
        elsewhere=re.compile(
            rf"(?<![a-z]){any_of(of('not_there'))}[^.;:]{{1,80}}?\s{any_of(of('but'))}(?=\s)"
        ),
        time_label=re.compile(rf"\s*{any_of(of('time_labels'))}\s*:"),
        of_all=re.compile(
            rf"(?<![a-z])(?:{any_of(of('all_of_them'))}|the two|les deux)"
            rf"(?:\s[a-z]+){{0,2}}\s(?:{meeting}|sessions|seances)(?![a-z])"
            rf"|\A\W*{any_of(of('each_time'))}\s(?:(?:start|begin|are|commencent|debutent|sont)\s)?(?:at|in|from|a|au|de|des|dans)(?![a-z])"
            rf"|(?<![a-z]){any_of(of('unless'))}(?![a-z])"
        ),
        of_weekday=re.compile(
            rf"[^a-z0-9]*(?:{any_of(of('articles'))}\s)?(?P<weekday>{any_of(of('weekdays'))})"
            rf"(?:\s(?:matin|soir|apres-midi|morning|afternoon|evening))?[\s:,.(-]"
        ),
        numbered_day=re.compile(
            rf"(?<![a-z])(?P<weekday>{any_of(of('weekdays'))})(?:\.?\s(?P<day>[0-9]{{1,2}})(?:er|st|nd|rd|th)?"
            r"(?![0-9a-z:/.]|\s?h))?(?![a-z])"
        ),
        other_hours=re.compile(rf"[^a-z0-9]*{any_of(of('other_hours'))}(?![a-z])"),
        held_at=word_pattern(of("held")),
        next_one=re.compile(rf"[^a-z0-9]*{any_of(of('next_one'))}(?![a-z])"),
        it=re.compile(rf"[^a-z0-9]*{any_of([*of('this_one'), *of('next_one')])}(?![a-z])"),
        of_year=re.compile(
            rf"(?:(?<![a-z0-9]){any_of([*of('meeting'), *of('calendars')])}(?:\s[a-z']+){{0,4}}"
            rf"\s*:?\s*\(?|\A[^a-z0-9]*)(?P<year>(?:19|20)[0-9]{{2}})\)?"
            rf"(?:\s*[:.]?\s*\Z|\s(?:de|des|du|of)\s)"
        ),
    )


@lru_cache(maxsize=4096)
def labels_meeting(line: str) -> bool:
    """Whether a line is nothing but the label of a meeting's day, hours or place: `Date`, `Lieu`."""
    return _LABELS.fullmatch(fold(line)[0].strip(" :?")) is not None


def is_past(lead: str, words: MeetingWords) -> bool:
    """Whether the words before a day say that it has been, or that it only ends a delay."""
    if words.moved_to.search(lead):
        return False
    past = words.past.search(lead)
    if past and not words.announcing.search(lead, past.start()):
        return True
    return words.deadline.search(lead) is not None


def status_before(
    folded: str, before: int, start: int, marked: bool, words: MeetingWords
) -> Status | None:
    """Whether the day at `start` holds, from the words before it; None where they do not say.

    `before` is the end of the day named before it; `marked` says that the line opens with a mark.
    """
    lead = folded[before:start]
    if words.moved_to.search(lead[-NEAR:]):
        return "announced"
    if words.none_held.search(lead[-NEAR:]):
        return "cancelled"
    if words.instead_of.search(lead[-NEAR:]) or words.moves_meeting.search(lead[-NEAR:]):
        return "cancelled"
    if before and words.moved_bracket.search(folded, max(0, before - NEAR), start):
        return "cancelled"  # `Webinaire 3 (reporté au 23) : 9 février`
    if before and words.of_meeting.fullmatch(lead):
        # `Report au 9 juin de la réunion du 2 juin`
        moved = list(words.moved.finditer(folded, max(0, before - NEAR), before))
        if moved and words.of_new_day.match(folded, moved[-1].end(), before):
            return "cancelled"
    if marked and not (before and words.announcing.search(lead)):
        return "cancelled"  # `ANNULÉE – Prochaine réunion : …`
    # Between two days the words are about the first, unless a new clause begins.
    if before:
        # `5 juin (annulée), 12 juin`: a closed bracket is about the day before it.
        lead = _BRACKET.sub(" ", lead)
    new = _CLAUSE.search(lead)
    clause = lead[new.end() :] if before and new else "" if before else lead
    off = words.off.search(clause)
    if off is None or words.announcing.search(clause, off.end()):
        return None
    return "cancelled"


def status_after(tail: str, words: MeetingWords) -> Status:
    """Whether a day holds, from the words up to the next day, as far as they are about it."""
    moved = words.moved_to.search(tail)
    if moved and not _SENTENCE.search(tail, 0, moved.start()):
        return "cancelled"  # `5 juin (reportée au 12 juin)`: it gave way to the day that follows
    said = tail[: end.start()] if (end := _SAID.search(tail)) else tail
    off = words.off.search(said)
    if off is None or words.instead_of.search(said):
        return "announced"
    # `décalée à 18h`, `moved to room 12`
    return "announced" if words.moved_elsewhere.match(said, off.start()) else "cancelled"
