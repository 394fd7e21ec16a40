"""The words by which dates, times and meetings are recognised, one entry for each language read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def _words(*lists: str) -> tuple[str, ...]:
    """Words written as running text, set apart by a comma and a space."""
    return tuple(word for words in lists for word in words.split(", "))


_ENGLISH_HOURS = _words("one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve")
_FRENCH_HOURS = _words(
    "une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze",
    "quinze, seize, dix-sept, dix-huit, dix-neuf, vingt",
)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, without accents and in lower case, as `printed.fold` leaves them.

    Every word may be a regular expression, in which one space stands for any white space.
    `months` has twelve entries, the full name first, then its abbreviations.
    """

    months: tuple[tuple[str, ...], ...]
    weak_months: tuple[str, ...]  # everyday words too: alone, they need a capital or a point
    weekdays: tuple[str, ...]
    month_first: bool  # "March 28, 2014" is a date
    articles: tuple[str, ...]  # beside a weekday or a day, part of the date
    ordinals: tuple[str, ...]  # directly after a number
    first: tuple[str, ...]  # the first of a month in words
    of: tuple[str, ...]  # "4th of April"
    also: tuple[str, ...]  # joins the days of a list
    until: tuple[str, ...]  # joins the ends of a range
    opening: tuple[str, ...]  # opens a list or a range
    between: tuple[str, ...]  # opens two ends that "and" joins
    part_of: tuple[str, ...]  # "mid November"
    some_days: tuple[str, ...]  # "le dernier jour": what is said is not of all days
    of_month: tuple[str, ...]  # "réunion de janvier": a month that follows is when it is
    dated_by: tuple[str, ...]  # a year or a month that follows is a date
    on_day: tuple[str, ...]  # "on May 2": what follows is a day although no year is printed
    following: tuple[str, ...]  # "le 11 juin prochain"
    numbered: tuple[str, ...]  # "room 12": the number that follows is not a day
    in_rows: tuple[str, ...]  # "Module 2 – mardi 4 avril": what the rows of a list are numbered by
    counted: tuple[str, ...]  # "in 2000 copies": the number before is not a year
    hours: tuple[str, ...]  # "18 heures"
    hour_cues: tuple[str, ...]  # "at noon": what follows is a time of the day
    hours_in_words: tuple[str, ...]  # of one, two, three, …
    worded_hour: str  # "half past nine", with an hour in words
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    lasting: tuple[str, ...]  # before how long something takes
    per: tuple[str, ...]  # after how long something takes
    meeting: tuple[str, ...]
    other_labels: tuple[str, ...]  # "Intervenante : …": no place of the meeting follows in the line
    events: tuple[
        str, ...
    ]  # "Vigil at …": what is no meeting by its name, and has its place behind it
    about: tuple[str, ...]  # "réunion sur les femmes à …", "de soutien à …": no place follows
    of_people: tuple[str, ...]  # "professeur à l'université": no place of a meeting follows
    calendars: tuple[str, ...]  # "Calendrier 2019": the year of the days below
    inviting: tuple[str, ...]  # "join us at …": before a place
    announcing: tuple[str, ...]  # something is still to come
    past: tuple[str, ...]  # the day that follows has been, or is another thing's
    other_days: tuple[
        str, ...
    ]  # "réunion de préparation du 18": the day that follows is another thing's
    deadline: tuple[str, ...]  # the day that follows ends a delay
    cancelled: tuple[str, ...]
    moved: tuple[str, ...]  # put off to another day
    planned: tuple[str, ...]  # "Prévue le 4, elle aura lieu le 9": the first day is no more
    marks: tuple[
        str, ...
    ]  # words that put off at the head of a title, and mean something else elsewhere
    moved_to: tuple[str, ...]  # after `moved`, before the new day
    after_day: tuple[str, ...]  # "reportée au 12 à 18h": may stand behind a day without its month
    earlier: tuple[str, ...]  # among `moved`: to a day before
    by_hours: tuple[str, ...]  # "décalée d'une heure": the day holds
    next_one: tuple[str, ...]  # "la suivante aura lieu le 9": a meeting without its name
    new_day: tuple[str, ...]  # "nouvelle date : …", for one that was given up
    moves: tuple[str, ...]  # the range that follows is an old day and a new one
    conditional: tuple[str, ...]  # what is said may not be
    each_time: tuple[str, ...]  # "toujours à 20h30": at the head of a line, of all days
    unless: tuple[str, ...]  # "sauf mention contraire": what is said is of all days
    all_of_them: tuple[str, ...]  # several meetings are spoken of
    same_hours: tuple[str, ...]  # "même heure": those of the day that was given up
    put_off: tuple[str, ...]  # called off, whether or not another day is named
    pointing: tuple[str, ...]  # "this meeting"
    beside: tuple[str, ...]  # "the dinner after the meeting": something else is spoken of
    we_cancel: tuple[str, ...]  # before the meeting that is called off
    no_meeting: tuple[str, ...]
    other_events: tuple[str, ...]  # "la fête aura lieu le 15": announced, and no meeting
    no_meetings: tuple[str, ...]  # "2 mai : date limite": in a list, what is no meeting
    sentence: tuple[str, ...]  # a line with one of these is a sentence, no place
    this_one: tuple[str, ...]  # the meeting is spoken of without its name
    instead_of: tuple[str, ...]  # the day that follows was given up
    time_labels: tuple[str, ...]  # "Horaires : …"
    other_hours: tuple[str, ...]  # a line that opens with one tells the hours of something else
    day_labels: tuple[str, ...]  # "Quand : …"
    place_labels: tuple[str, ...]  # "Lieu : …"
    town_labels: tuple[str, ...]  # among `place_labels`: the town alone
    room_labels: tuple[str, ...]  # "Salle : Courbet": the label is part of the place
    online_labels: tuple[str, ...]  # "Modalités : Zoom": of a place only where it is online
    not_said: tuple[str, ...]  # "Lieu : à préciser"
    place_remarks: tuple[str, ...]  # "Lens (entrée libre)": behind a sign, what is no part of it
    place_remarks_at_once: tuple[str, ...]  # "Lens sur inscription"
    left_over: tuple[str, ...]  # "à Lens à", where an hour followed
    place_cues: tuple[str, ...]
    place_nouns: tuple[str, ...]
    street_nouns: tuple[str, ...]  # "210 Oak Street": behind the name
    weak_place_nouns: tuple[
        str, ...
    ]  # places only with a name: "place Haute", not "la place des femmes"
    plain_houses: tuple[
        str, ...
    ]  # of these, right behind an hour, places without one: "19h au théâtre"
    place_parts: tuple[str, ...]  # a line of an address that goes on with the one above it
    same_place: tuple[str, ...]  # "même lieu"; before a colon: what follows is the place of all
    online: tuple[str, ...]  # a meeting without a room
    online_cues: tuple[str, ...]
    online_tool_cues: tuple[str, ...]  # "sur Zoom"
    or_online: tuple[str, ...]  # "Paris, or online": before an online place beside another
    held: tuple[str, ...]  # "will be held online": right before an online place
    present: tuple[str, ...]  # "en présentiel à Paris": before the place of those who come
    about_hours: tuple[str, ...]  # "à 18h précises"
    meals: tuple[str, ...]  # a time beside one is not when the meeting begins
    arrivals: tuple[
        str, ...
    ]  # "accueil à 9h": when one comes and goes is not when the meeting begins
    opens: tuple[
        str, ...
    ]  # "9h : accueil par le maire": words behind `arrivals` that open the meeting
    shows: tuple[
        str, ...
    ]  # "portes 18h30, film 19h": beside a meeting a time of its own, else its begin
    begins: tuple[str, ...]  # "Début : …", the label of a field
    first_day_labels: tuple[str, ...]  # "Du", alone over the day on which a span begins
    last_day_labels: tuple[str, ...]
    at_end: tuple[str, ...]  # the last of several times, after one, is the end
    not_there: tuple[str, ...]  # "will not be held at … but at …": moved, not called off
    but: tuple[str, ...]
    not_places: tuple[str, ...]  # may follow a cue without being a place
    place_ends: tuple[str, ...]  # the sentence goes on after the place


ENGLISH = Language(
    months=(
        _words("january, jan"),
        _words("february, feb"),
        _words("march, mar"),
        _words("april, apr"),
        _words("may"),
        _words("june, jun"),
        _words("july, jul"),
        _words("august, aug"),
        _words("september, sept, sep"),
        _words("october, oct"),
        _words("november, nov"),
        _words("december, dec"),
    ),
    weak_months=_words("may, march, mar, august, jan, sep, sept, dec"),
    weekdays=_words(
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday",
        "mon, tues, tue, wed, thurs, thur, thu, fri, sat, sun",
    ),
    month_first=True,
    articles=_words("the"),
    ordinals=_words("st, nd, rd, th"),
    first=_words(r"first(?=\sof\s)"),
    of=_words("of, day of"),
    also=_words("and, or, then"),
    until=_words("to, until, till, through"),
    opening=_words("from, between"),
    between=_words("between"),
    part_of=_words("mid, early, late"),
    some_days=_words(
        "(?:first|second|last|other) (?:[a-z]+ )?days?, (?:the )?(?:first|last)(?= one| of them|[.,;])"
    ),
    of_month=_words("(?:meetings?|assembly|session|seminar)(?: of| in)?(?:\\s?:)?"),
    dated_by=_words(
        "in, since, until, during, by, after, before, (?:the )?years?, (?:the )?month of",
        "(?:in )?(?:the )?(?:spring|summer|autumn|winter)(?: of)?",
    ),
    on_day=_words("on, the, from, until, till, since, before, after, by, of, held"),
    following=_words("next, last"),
    numbered=_words(
        "nos?, numbers?, pages?, pp?, rooms?, art, articles?, session, section, chapters?",
        "parts?, items?, rule",
    ),
    in_rows=_words(
        "workshop, webinar, module, day, week, talk, group, seminar, session, part, evening"
    ),
    counted=_words("people, persons, victims, copies, euros, cases, children, women"),
    hours=_words("o'clock"),
    hour_cues=_words("at, from, until, till, to, by, before, after, between"),
    hours_in_words=_ENGLISH_HOURS,
    worded_hour=rf"(?:(?:half|quarter) past|quarter to) (?:{'|'.join(_ENGLISH_HOURS)})"
    rf"|(?:{'|'.join(_ENGLISH_HOURS)}) o'clock",
    noon=_words("noon, midday, 12 noon, 12 midday"),
    midnight=_words("midnight"),
    lasting=_words("for, during, lasts?, lasting, duration(?: of| is|:)?"),
    per=_words("(?:a|per|each|every) day, (?:a|per|each) (?:week|month), of (?:training|work)"),
    meeting=_words(
        "meetings?, seminars?, assembl(?:y|ies), conferences?, workshops?, plenar(?:y|ies)",
        r"(?:will|to) (?:[a-z]+ )?meet, dates?\s?:",
    ),
    other_labels=_words(
        "speakers?, chair, contact, topic, theme, subject, organi[sz]ers?, hosts?, booking, registration",
        "rsvp, guests?, trainers?, facilitators?, cost, price, tickets, partners?",
    ),
    events=_words(
        "demonstration, demo, protest, rally, vigil, picket, picnic, screening, film, concert, exhibition",
        "talk, launch, party, fair, open (?:day|evening), coffee morning, drop-in, agm, surgery",
        "(?:public )?debate, training(?: day)?, course, retreat",
    ),
    about=_words(
        "on, about, with, against, for, interest, look, help, support, solidarity, participation, life",
        "people, children, women, men, trafficking, slavery",
    ),
    of_people=_words(
        "professor, lecturer, researcher, fellow, student, director, reader, lawyer, based, works?, working",
        "teaches, teaching, born, living, lives, lived, officer, historian, sociologist, manager, worker",
    ),
    calendars=_words("calendar, schedule, dates?, programme, program, agenda, year"),
    inviting=_words(
        "come (?:along|to|and join us), join us, see you, meet us, we meet, gather",
        "(?:group|committee|club|circle|branch|choir) meets",
    ),
    announcing=_words(
        "next (?:[a-z]+ ){0,2}(?:meetings?|seminars?|assembly|session|dates?), upcoming",
        "will be (?:taking place|happening), will (?:now |then |instead )?be (?=on |at )",
        "we (?:will |shall )?(?:next |again )?meet (?:again |next )?(?=at|in|on)",
        "next (?:[a-z]+ ){0,3}?(?:committee|council|agm|conference|workshop|forum)",
        "will (?:all |next |then |again |now |finally )?(?:meet|be held|take place|gather|hold|convene)",
        "we (?:will |shall )?meet (?=at|in|on)",
        "(?:is|are) (?:scheduled|planned|due|set|to be held|to meet), save the date",
        "(?:meetings?|sessions?) (?:are|is) held, (?:meetings?|sessions?) takes? place",
        "(?:further|other|following|subsequent|remaining) (?:meetings|sessions|dates)",
        "(?:the )?(?:next|following) one (?:is|will), new dates?(?= is| will|\\s?:)",
        "you are (?:kindly |all )?invited, (?:we )?invite you",
        r"(?:dates?|when|meetings?)\s?:",
        r"dates (?:agreed|fixed|set|confirmed|proposed)(?: for)?(?: [0-9]{4})?\s?:",
    ),
    past=_words(
        "since, (?:last|previous|past|earlier) (?:[a-z]+ ){0,2}(?:meetings?|seminar|assembly)",
        r"(?:minutes|report|summary|record) of, took place, (?<!be\s)held on, published, updated",
        "(?:was|were) (?:held|adopted|approved), (?:we|members|collective) (?:last )?met",
        "(?:law|decree|directive|act|decision|letter|statement) of",
    ),
    other_days=_words(
        "(?:preparing|prepare|prepares) for, ahead of, following (?:the|our) [a-z]+ of"
    ),
    deadline=_words(
        "before, by(?! (?:video|phone|telephone|zoom|teams|skype|conference|webinar)), until, no later than",
        "deadline(?: is| for)?",
    ),
    cancelled=_words(
        "cancell?ed, cancell?ation, called off, cancel(?= (?:the|our|this|that|next))",
        "(?:will not|will no longer|will not now|won't|cannot|can no longer) (?:be held|take place|go ahead)",
    ),
    moved=_words(
        "postponed, moved, re-?scheduled, re-?arranged, delayed, replaced, put off, brought forward"
    ),
    planned=_words("(?:planned|scheduled|due|set) (?:for|on)"),
    marks=(),
    moved_to=_words("to, until, till, by, for, on, with"),
    after_day=_words("at, from, in, next, same, instead, due, because, for"),
    earlier=_words("brought forward"),
    by_hours=_words("by (?:an|one|half an|two) (?:hours?|minutes?)"),
    next_one=_words("the (?:next|following) one, the (?:following|subsequent) (?:meeting|session)"),
    new_day=_words("new dates?, new time"),
    moves=_words(
        "(?:to )?move the (?:date|meeting|[a-z]+ meeting), date change, changes? of date",
        "rescheduling of, postponement of",
    ),
    conditional=_words("if, in case, unless, may, might, could, would"),
    each_time=_words("all, always, every time, each time"),
    unless=_words(
        "(?:each|every|a|per) (?:month|week|fortnight), monthly",
        "unless (?:otherwise |it is )?(?:stated|noted|indicated|specified|announced)(?: otherwise)?",
    ),
    all_of_them=_words("all, both, these"),
    same_hours=_words("(?:same|usual) (?:time|hours|times), at the same time"),
    put_off=_words("postponed, put off"),
    pointing=_words("the, this, our, both, all, these"),
    beside=_words("after, before, of, for, at, to, during"),
    we_cancel=_words("(?:have|had|decided|forced|obliged|sorry) to cancel, are cancelling"),
    no_meeting=_words("there (?:will be|is) no, no"),
    other_events=_words("fair, festival, party, march, election, concert, carnival, elections"),
    no_meetings=_words(
        "deadlines?, closing date, closed, holidays?, bank holiday, last day, due, publication, results",
        "applications? (?:close|open)s?, registration (?:close|open)s?",
    ),
    sentence=_words("we, you, it, they, is, are, will, please, i, can, must, shall"),
    this_one=_words("it"),
    instead_of=_words(
        "instead of, in place of, rather than, replac(?:es|ing), and not, not on, (?<=\\()was",
        "(?<=\\()formerly",
        "(?<=\\()previously, (?:originally|initially|previously)\\s?:",
        "(?:old|original|initial|previous) date(?:\\s?:)?",
        "(?:initially|originally|first) (?:planned|scheduled|due|set|announced)",
        "(?:was|were) to (?:have been|be)(?: held)?",
        "(?:was|were|had been) (?:initially |originally )?(?:planned|scheduled|due|set)",
    ),
    time_labels=_words("times?, hours?, schedule"),
    other_hours=_words(
        "contacts?, registration, register, office hours, our office, helpline, rsvp, phone, information",
        "please (?:reply|answer|register|confirm)",
    ),
    day_labels=_words("dates?, when, day, date and time"),
    place_labels=_words(
        "in person, (?:(?:meeting|event) )?(?:place|venue|location|point)(?: (?:is )?unchanged)?, where",
        "(?:full |postal |street )?address",
        "town, city",
    ),
    town_labels=_words("town, city"),
    room_labels=_words("room, building, floor, hall"),
    place_remarks=_words(
        "dates?, time, (?:free|paid) (?:entry|entrance|admission|event|of charge), free, admission",
        "entrance, entry",
        "(?:all|everyone|everybody|anyone|newcomers) (?:is |are )?welcome, open to, no booking",
        "book, bookings?",
        "registration, register, tickets?, rsvp, by invitation, members only, refreshments, tea",
        "light lunch",
        "nearest, tube, parking, car park, details, links?, dial, wheelchair, step-free",
        "agm, egm",
        "accessible, address (?:by|on|sent), limited, ring, buzzer, next to, opposite, behind, beside",
        "places? (?:are )?limited, followed by, see map, map, ground floor only, please, in person",
        "cheques?, price, cost, donations?, forms?, speakers?, postcode, code, near, close to, just off",
        "[0-9]{1,3} ?(?:min(?:ute)?s?|m|km|metres|yards)(?:'s?)? (?:from|walk)",
        "meeting (?:id|code), passcode, hosted by, chaired by, with, doors, live",
    ),
    place_remarks_at_once=_words("on registration, by invitation, free of charge"),
    left_over=_words("at, from, on, in, to, the, and, or, by, between, until"),
    online_labels=_words("format, platform, how, link, joining, join"),
    not_said=_words(
        "to be (?:confirmed|announced|decided|determined|defined|communicated), tb[acd]",
        "not (?:yet )?(?:known|decided), unknown, will be (?:confirmed|announced|communicated)",
    ),
    place_cues=(
        r"at (?:the|our) usual (?:place|venue),",
        *_words("at, in, outside, on(?= the (?:steps|corner|green|lawn|forecourt|concourse))"),
    ),
    place_nouns=_words(
        "hall, room, street, avenue, square, offices?, library, university, house, centre",
        "meeting house, conference (?:room|centre|center|hall), center, headquarters, ministry",
        "chambers, building, road, meeting rooms?, lane, quay, campus, church, chapel, school, college",
        "town hall, village hall",
        "community (?:centre|center|hall), club, pub, inn, museum, theatre, theater, cinema, hotel",
        "station, park",
        "guildhall, friends' meeting house, institute, cafe, embassy, court, place, terrace, floor",
        "civic centre",
        "leisure centre, scout hut, pavilion, reading rooms?, council chamber, committee room",
        "sports? centre",
        "lounge, hub, hut, cathedral, abbey, priory, chapter house, crypt",
        "arts centre, memorial hall, parish hall, guild hall, drive, crescent, hill, gardens",
        "gallery, tavern, mosque, synagogue, barn, arena, stadium, bookshop, lecture theatre, auditorium",
        "common room, playhouse, gymnasium, hospital, castle, mill, day centre, drop-in centre",
        "vicarage, rectory, manse, european parliament, house of (?:commons|lords), scottish parliament",
        "yarl's wood, corn exchange, assembly rooms",
    ),
    street_nouns=_words(
        "yard, mews, wharf, street, st, road, rd, lane, avenue, ave, terrace, crescent, gardens"
    ),
    weak_place_nouns=_words(
        "house, room, rooms, square, centre, center, road, offices?, street, building, school",
        "college, club",
        "court, place, park, station, hotel, church, floor, hill, gardens, drive, university",
        "institute, library",
        "museum, theatre, theater, cinema, pub, inn, cafe, campus, ministry, embassy, headquarters",
        "chapel, lane",
        "terrace, crescent, avenue, quay, gallery, tavern, barn, arena, castle, mill, hospital",
    ),
    plain_houses=_words(
        "school, college, club, park, church, library, museum, theatre, theater, cinema, pub, cafe",
        "chapel",
    ),
    place_parts=_words(
        "room, building, floor, street, avenue, square, lane, road, quay",
        "(?:[0-9](?:st|nd|rd|th)|ground|first|second|third|top) floor",
    ),
    same_place=_words(
        "(?:same|usual) time and (?:place|venue), same (?:place|venue|room|address|location|hall|building)"
    ),
    online=_words(
        "online, (?:by )?video ?links?, (?:by )?video(?:-|\\s)?conferences?, webinars?",
        "(?:by )?(?:tele|conference )(?:phone|conference|call)",
    ),
    online_cues=_words("by, via, on, over, only, entirely, through"),
    online_tool_cues=_words("on, via, over, through"),
    or_online=_words("also, as well as, simultaneously, streamed, join us, live"),
    held=_words(
        "held, delivered, hosted, take place, takes place, taking place, meet, happen, run, gather"
    ),
    present=_words("in person, face to face, on site"),
    about_hours=_words(
        "as (?:planned|announced|scheduled), still",
        "sharp, prompt, upstairs, downstairs, cet, cest, bst, gmt, as usual, as always, again, this time",
    ),
    meals=_words("lunch, dinner, break, supper, picnic"),
    shows=_words("film, screening, concert, performance, show"),
    arrivals=_words(
        "doors(?: open(?:ing)?)?, doors will open, registration, register, arrivals?, arrive",
        "arrives, arriving",
        "welcome, coffee, tea, refreshments, coach, bus, train, shuttle, departures?, departs?",
        "leaves?, leaving",
        "returns?, networking, drinks, drop-?in, sign-in, check-in, breakfast, set up",
        "bar(?: is)? opens?",
        "lines open, join from, log(?:ging)? (?:in|on), technical (?:test|check), reception",
    ),
    opens=_words("by, address, speech, remarks, and introductions?, and opening"),
    begins=_words("starts?, begins?, beginning, from"),
    at_end=_words(
        "end, ends, ending, finish, finishes, finishing, close, closes, closing, until, till"
    ),
    first_day_labels=_words("from"),
    last_day_labels=_words("to"),
    not_there=_words("will (?:not|no longer|not now) (?:be held|take place|meet)"),
    but=_words("but"),
    not_places=_words(
        r"our(?!\s(?:new\s)?(?:offices?|premises)\s?[(,])",
        "usual, english, french, order to, presence, partnership, all, request, occasion",
        "invitation",
        "least, latest, person, framework, end, beginning, same, favou?r, memory, view",
    ),
    place_ends=_words(
        "and (?:ends?|starts?|begins?|finish(?:es)?|lasts?), instead of, rather than",
        "to, and will, and not, not (?:at|in|on), as well as on, with, where, which, for, on, from",
        "not the, in aid of, in support of, will, is, was, unless, except",
        "organi[sz]ed by, hosted by, at the invitation",
    ),
)

FRENCH = Language(
    months=(
        _words("janvier, janv, jan"),
        _words("fevrier, fevr, fev"),
        _words("mars"),
        _words("avril, avr"),
        _words("mai"),
        _words("juin"),
        _words("juillet, juill, juil"),
        _words("aout, aou"),
        _words("septembre, sept"),
        _words("octobre, oct"),
        _words("novembre, nov"),
        _words("decembre, dec"),
    ),
    weak_months=_words("sept, jan, avr, dec, fev"),
    weekdays=_words(
        "lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche",
        "lun, mar, mer, jeu, ven, sam, dim",
    ),
    month_first=False,
    articles=_words("le, les"),
    ordinals=_words("er, eme, e, °, º"),
    first=_words("premier"),
    of=_words("de"),
    also=_words("et, et du, ou, puis, ainsi que"),
    until=_words("au, a, jusqu'au, jusqu'en, jusqu'a, jusque"),
    opening=_words("entre, de, du, des, les"),
    between=_words("entre"),
    part_of=_words("mi, debut, fin, courant"),
    some_days=_words(
        "(?:premiere?s?|deuxieme|seconde?|derniere?s?|autres?) (?:jour|journee|matinee)s?",
        "le dernier(?=[.,;])",
    ),
    of_month=_words(
        "(?:reunions?|rencontres?|assemblee generale|seance|seminaire)(?: d[e']| en)?(?:\\s?:)?"
    ),
    dated_by=_words(
        "en, depuis, des, avant, apres, jusqu'en, (?:l')?annees?, mois de, a partir de",
        "(?:a l'|en |l')?(?:ete|automne|hiver), (?:au |le )?printemps",
    ),
    on_day=(),
    following=_words("prochains?, derniers?, courant"),
    numbered=_words(
        "n°s?, numeros?, pages?, p, salles?, art, articles?, seance, session, section",
        "chapitres?, points?, lettre",
    ),
    in_rows=_words(
        "module, jour, journee, atelier, groupe, volet, webinaire, etape, phase, rencontre, seance",
        "quartier, secteur, cycle, session, soiree",
    ),
    counted=_words("personnes, victimes, exemplaires, euros, cas, enfants, femmes"),
    hours=_words("heures?"),
    hour_cues=_words("a, des, vers, de, jusqu'a, avant, apres, entre, a partir de"),
    hours_in_words=_FRENCH_HOURS,
    worded_hour=rf"(?:{'|'.join(reversed(_FRENCH_HOURS))}) heures?"
    r"(?: (?:et demie?|et quart|moins le quart|trente|quinze))?(?! de )",
    noon=_words("midi"),
    midnight=_words("minuit"),
    lasting=_words("pendant, durant, duree(?: de| :|:)?, en, dure"),
    per=_words("(?:par|chaque) jour, par (?:semaine|mois), de (?:formation|travail|cours|route)"),
    meeting=_words(
        "reunions?, rencontres?, assemblees?, seminaires?, visioconferences?, plenieres?",
        "journees? d'etude, ateliers?, colloques?, se (?:reunira|reuniront|retrouvera)",
        "se (?:reunit|reunissent|retrouvent?)",
        r"nous nous reunirons, rendez-vous, dates?\s?:",
    ),
    other_labels=_words(
        "intervenante?s?, invitee?s?, animat(?:eur|rice)s?, formateurs?, formatrices?, contacts?, themes?",
        "sujets?, organisat(?:eur|rice)s?, inscriptions?, renseignements?, tarifs?, partenaires?, orateurs?",
        "moderat(?:eur|rice)s?, reservations?, realisat(?:eur|rice)s?, avec la participation de",
    ),
    events=_words(
        "rassemblement, manifestation, manif, projection(?:-debat)?, cine-debat, soiree(?:-debat)?",
        "vernissage, exposition, conference(?:-debat)?, debat, table ronde, concert, pique-nique, repas",
        "gouter, fete, cafe-[a-z]+, apero, assises, portes ouvertes, permanence, vigie",
        "cercle de silence, stand, marche, formation, stage, journee(?:s)?",
    ),
    about=_words(
        "sur, avec, contre, pour, soutien, aide, acces, hommage, reponse, initiation, introduction",
        "sensibilisation, solidarite, face, relative?s?, consacree?s?, dediee?s?, lutte",
        "opposition, retour, soutenir, droit, droits, appel, suite, suites, voyage, adhesion",
    ),
    of_people=_words(
        "professeure?, maitre(?:sse)? de conferences, chercheu(?:r|se), sociologue, historien(?:ne)?",
        "avocate?, medecin, direct(?:eur|rice), enseignante?, doctorante?, etudiante?, juriste, philosophe",
        "psychologue, economiste, journaliste, geographe, anthropologue, politologue, magistrate?, nee?",
        "benevole, travailleu(?:r|se) sociale?, educat(?:eur|rice), infirmi(?:er|ere), conseill(?:er|ere)",
        "(?:[a-z]+ )?(?:associee?|emerite|de recherche), post-doctorante?, assistante? sociale?",
    ),
    calendars=_words("calendrier, dates?, programme, planning, agenda, annee"),
    inviting=_words(
        "(?:rejoignez|retrouvez|rencontrez)-nous, retrouvons-nous, rendez-vous, rdv",
        "on se (?:retrouve|voit|reunit)",
        "nous nous (?:retrouvons|reunissons|voyons)",
        "(?:groupe|comite|collectif|club|bureau|cercle) se (?:reunit|retrouve)",
        "(?:vous|on) (?:attend|accueill)(?:e|ons)?(?: tous)?, venez",
    ),
    announcing=_words(
        "se tien(?:t|nent)(?! (?:a|au) [a-z]{2,5} disposition)",
        "ce sera(?= a | au | aux | en | chez | dans | le )",
        "(?:est|reste|sont|restent) (?:bien )?maintenue?s?",
        "(?:prochaine?s?|futures?) (?:[a-z]+ )?"
        "(?:reunions?|rencontres?|assemblees?|seminaires?|seances?|dates?|visioconferences?)",
        "prochaine?s? (?:[a-z]+ ){0,2}?(?:comites?|commissions?|conseils?|bureaux?|ag|ca|groupes? de travail"
        "|ateliers?|tables? rondes?|colloques?|forums?|webinaires?|conferences?|plenieres?|journees?"
        "|rendez-vous|soirees?)",
        "reprises?(?= (?:le|l[ua]n|mar|mer|jeu|ven|sam|dim|:|des))|reprend(?:ra|ront|rons|ron)?",
        "(?:reunions?|rencontres?) (?:[a-z]+ ){0,2}(?:prochaines?|a venir)",
        "(?:aura|auront) (?:[a-z]+ )?lieu",
        "(?:reunions?|seances?|rencontres?) (?:se (?:tien(?:t|nent)|deroul(?:ent|e))|(?:a|ont) lieu)",
        "se (?:tiendra|tiendront|reunira|reuniront|deroulera|derouleront|retrouvera)",
        "(?:est|sont|sera|seront) (?:prevu|fixe|programme|organise|convoque|propose)e?s?",
        "(?:serons|serez|seront|sera) (?:accueilli|recu|heberge)e?s?",
        "(?:nous )?vous (?:invit|convi)(?:e|ons|ent), nous nous (?:reunirons|retrouverons)",
        "l[ae] (?:suivante?|prochaine?) (?:est|sera|aura|se), nouvelles? dates?(?= est|\\s?:)",
        "(?:autres|prochaines) (?:dates|seances|reunions), (?:dates|seances|reunions) suivantes",
        "(?:etes|est|sont) (?:cordialement )?(?:invite|convie)e?s?, a vos agendas, rendez-vous",
        r"(?:dates?|quand|reunions?)\s?:",
        r"dates (?:retenues|fixees|proposees|prevues|arretees)(?: pour)?(?: [0-9]{4})?\s?:",
    ),
    past=_words(
        "depuis, faute de quorum(?!\\s?,)",
        "(?:derniere?s?|precedente?s?) (?:[a-z]+ )?(?:reunions?|rencontres?|seances?)",
        r"(?:comptes?(?:-|\s)rendus?|releve|synthese|proces-verbal|rapport), tenue?s? le",
        "(?:s'est|se sont) (?:tenu|reuni|deroule)e?s?, (?:a|ont) eu lieu, publiee? le",
        "(?:loi|decret|directive|arrete|decision|courrier|communique) du, mise? a jour",
    ),
    other_days=_words(
        "pour (?:organiser|preparer|celebrer)(?: ensemble)? (?:la|le|les) [a-z]+ d[eu]",
        "suites? (?:a|aux?|a la) (?:[a-z']+ ){1,3}d[eu]",
        "(?:preparation|preparatoire|preparer|en vue) (?:d[eu]|au?|aux|le|la)(?: [a-z]+ (?:du|de la))?",
    ),
    deadline=_words("avant, jusqu'au, au plus tard, d'ici, date limite"),
    cancelled=_words(
        "annuler(?= (?:la|notre|cette|les|nos) )",
        "annulee?s?, annulations?, supprimee?s?, n'(?:aura|auront) (?:[a-z]+ )?pas lieu",
        "ne se (?:tiendra|tiendront|reunira) (?:[a-z]+ )?pas",
        "ne (?:pourra|pourront|peut) (?:(?:[a-z]+ )?pas )?(?:se tenir|avoir lieu)",
        "ne (?:pourra|pourront|peut) (?:[a-z]+ )?pas etre (?:maintenue?|organisee?)s?",
    ),
    moved=_words(
        "reportee?s?, report(?= aux? ), deplacee?s?, decalee?s?, remplacee?s?, repoussee?s?",
        r"avancee?s?(?=\s(?:au?|de)\s|\sd')",
        # At the end of a title, where French parts the colon from the word before it.
        r"remise?s?(?=\s(?:au (?:[a-z]+ )?[0-9]|a une date)), (?<=\s:\s)report(?=\W*\Z)",
    ),
    planned=_words(
        r"(?<!est\s)(?<!sont\s)(?<!sera\s)(?:prevu|programme|fixe|annonce)e?s?(?: pour| au)?(?: le)?"
    ),
    # `REPORT – Réunion du 3 avril`; the English report is of a meeting.
    marks=(
        r"report(?=\W+(?:[a-z0-9'°]+\W+){0,12}"
        r"(?:reunions?|rencontres?|seances?|assemblee|ag|atelier|journee)(?![a-z]))",
    ),
    moved_to=_words("au, a, le, par, pour, jusqu'au, en, aux"),
    after_day=_words("a, de, des, en, au, dans, prochain, courant, pour, car, meme, aux"),
    earlier=_words("avancee?s?"),
    by_hours=_words("d'une (?:demi-)?heure, d'un quart d'heure, de [a-z0-9]+ (?:heures|minutes)"),
    next_one=_words(
        "l[ae] (?:suivante?|prochaine?)(?= (?:est|sera|aura|se)|,)",
        "l[ae] (?:reunion|rencontre|seance|session|atelier) suivante?",
    ),
    new_day=_words("nouvelles? dates?, nouvel horaire"),
    moves=_words(
        "report d[eu], deplacement d[eu], changement de date",
        "report(?:ee?)?\\s?[]:)-]\\s?(?:de )?(?:la )?reunion",
    ),
    conditional=_words("si, en cas, sauf, peut, peuvent, pourra, pourrait, risque, serait"),
    each_time=_words("tous, toutes, toujours, chaque fois"),
    unless=_words(
        "(?:par|chaque|tous les) (?:mois|semaines?)",
        "sauf (?:indication|mention|avis|precision)s? (?:contraires?|autres?), sauf exception",
    ),
    all_of_them=_words("les, ces, nos, toutes, elles"),
    same_hours=_words("(?:aux? )?memes? (?:heures?|horaires?)"),
    put_off=_words(
        "reportee?s?, repoussee?s?", r"remise?s?(?=\s(?:au (?:[a-z]+ )?[0-9]|a une date))"
    ),
    pointing=_words("la, cette, notre, les, ces, nos, toutes les"),
    beside=_words("apres, avant, de, pour, a, pendant"),
    we_cancel=_words(
        "(?:(?:devons|avons du)|(?:obliges?|contraints?|regret|decide) d')\\s?annuler"
    ),
    no_meeting=_words("il n'y (?:aura|a) pas de, pas de, aucune"),
    other_events=_words(
        "fetes?, festival, manifestation, marche, salon, elections?, concert, loto, kermesse, brocante",
        "vide-greniers?, spectacle, vote",
    ),
    no_meetings=_words(
        "dates? limites?, delai, echeance, fermeture, ferme, vacances, ferie, parution, publication",
        "(?:ouverture|cloture|fin) des (?:inscriptions|candidatures), resultats?, loi, decret",
    ),
    sentence=_words(
        "nous, vous, on, il, elle, ils, elles, je, est, sont, sera, seront, serons, aura, auront",
        "merci, pouvez, venez, y, [a-z]{3,}(?:era|eront|erons|irons|iront)",
    ),
    this_one=_words("elle, elles, celle-ci"),
    instead_of=_words(
        "au lieu d[eu], (?:a la|en lieu et) place d[eu], plutot que, et non",
        "(?:date initiale|ancienne date)(?:\\s?:)?",
        "(?<=\\()initialement, initialement\\s?:, prevue?s? (?:d'abord|a l'origine), a l'origine",
        "(?:initialement|d'abord) (?:prevu|programme|fixe|annonce)e?s?, prevue?s? initialement",
        "(?:annule et )?remplace(?! par)(?: celle| celui)?, en remplacement d[eu]",
        "etai(?:t|ent) (?:initialement )?(?:prevu|programme|fixe)e?s?",
        "(?:devai(?:t|ent)|aurai(?:t|ent) du) (?:se tenir|avoir lieu|se derouler)",
    ),
    time_labels=_words("horaires?, heures?"),
    other_hours=_words(
        "(?:fin|cloture) des inscriptions, contacts?, inscriptions?, permanences?, renseignements?",
        "standard, telephone, tel, reponses?",
        "merci d(?:e|') ?(?:repondre|confirmer|vous inscrire|s'inscrire), le secretariat",
    ),
    day_labels=_words("dates?, quand, jour, date et (?:heure|horaires?)"),
    place_labels=_words(
        "lieux?(?: (?:d[eu] )?(?:la |l')?(?:reunion|rencontre|rendez-vous|rdv|assemblee|seance|evenement))?",
        "(?:en )?presentiel, sur place, lieux? (?:inchange|retenu|choisi|prevu), lieux? et adresse",
        "adresse(?: (?:du lieu|exacte|complete|postale))?, ou, ou ca, endroit, ville",
        "commune, point de (?:rendez-vous|rdv|rencontre), localisation, emplacement",
    ),
    town_labels=_words("villes?, communes?"),
    room_labels=_words("salle, amphi, amphitheatre, batiment, etage"),
    place_remarks=_words(
        "dates?, sous reserve, proche, a cote",
        "(?:entree|acces|participation|admission) (?:est )?(?:libre|gratuite?|payante?|limitee?|aux frais)",
        "gratuite?, entree, prix libre, libre, sur (?:inscription|reservation|invitation)s?",
        "inscriptions?, reservations?, s'inscrire, ouverte?s? (?:a|au|aux), tous? publics?",
        "toutes? bienvenue?s?",
        "(?:places|nombre de places|jauge) limitee?s?, dans la limite, reserve aux?, merci d[e']",
        "venez, acces",
        "metro, m°, tram(?:way)?, rer, bus, lignes?, parking, plan, arret, gare la plus proche",
        "interphone",
        "digicode, lien, code, identifiant, id, mot de passe, voir, capacite, suivie? d, precede d",
        "avec, en presence",
        "animee? par, presidee? par, a confirmer, accueil, horaires?, a l'invitation",
        "lieu habituel, pour",
        "ag, ca, accessible, covoiturage, renseignements, contact, tel, en presentiel, derriere, en face",
        "adresse (?:par|sur|communiquee|precisee|envoyee|donnee), lieu (?:exact|precis)",
        "arrivees?, dispersion, retour, cheques?, tarifs?, prix, paf, cotisation",
        "adhesion, bulletins?, dons?, reglement, intervenante?s?",
        "a proximite, pres d[eu], (?:a |situee? a )?[0-9]{1,3} ?(?:min(?:ute)?s?|mn|m|km|metres)(?![a-z0-9])",
        "entree par, cf, sonner, sonnez",
    ),
    place_remarks_at_once=_words("sur inscription, sur reservation, sur invitation"),
    left_over=_words("a, des, de, du, le, la, au, aux, et, ou, vers, entre, a partir de, les"),
    online_labels=_words("modalites?, format, plateforme, outil, lien, connexion, comment, type"),
    not_said=_words(
        "(?:reste )?a (?:preciser|confirmer|definir|determiner|venir|communiquer|fixer)",
        "(?:sera |est )?(?:precise|communique|confirme|indique)e? (?:ulterieurement|plus tard|prochainement)",
        "non (?:encore )?(?:precise|defini|communique|fixe), inconnu",
    ),
    place_cues=(
        r"(?:au lieu|a l'endroit|a l'adresse|a la salle) habituel(?:le)?,",
        *_words(
            "en(?=\\s(?:mairie|prefecture|sous-prefecture|salle|gare)), en l'",
            "chez nos [a-z]+ d(?:u|es|e la|e l'|e), a l', a la, a, au, aux",
            "sur(?=\\s(?:le (?:parvis|campus|site|port)|l(?:a |es )(?:place|quais|marches)|l'esplanade))",
            "chez, dans, sous(?=\\s(?:la halle|les halles|le (?:preau|chapiteau|kiosque)|la tente))",
        ),
    ),
    place_nouns=_words(
        "foyer (?:des anciens|rural|municipal|communal|familial), refectoire, cantine",
        "delegation, antenne, gite, hameau, abbaye, couvent, cloitre, prieure, enclos, cour",
        "loge, pavillon, hopital",
        "grand seminaire, place (?:du marche|du village|de l'eglise|de la (?:gare|mairie))",
        "salle, mairie, siege, locaux, rue, avenue, place, boulevard, bourse, maison, palais",
        "hotel de ville, ministere, universite, amphitheatre, bureaux, centre, bibliotheque",
        "assemblee nationale, espace, batiment, auditorium, salle de (?:la )?reunions?, quai",
        "allees?, impasse, square, lycee, mediatheque, theatre, campus, foyer, gare",
        "devant (?:la|le|les|l'), cafe, bar",
        "restaurant, ecole, college, eglise, temple, cinema, musee, prefecture, hotel, mjc, agence",
        "amphi, gymnase",
        "parvis, esplanade, chemin, route, cite, domaine, chateau, ferme, tiers-lieu, faculte",
        "institut, chapelle",
        "halles?, preau, chapiteau, kiosque, hall, residence, local",
        "studio, tribunal, parc, jardin, cours, faubourg, passage",
        "amphis?, librairie",
        "centre (?:social|culturel|socioculturel|socio-culturel|communautaire|communal)",
        "centre d'(?:animation|affaires)",
        "centre (?:des? congres|associatif|paroissial|d'accueil)",
        "maison (?:de|des|du|d'|pour tous|commune|diocesaine)",
        "salle d(?:e|es|e la) (?:conferences?|reunions?|seances?|assemblees?|commissions?)",
        "jardins? (?:partage|familia|public)[a-z]*",
        "local (?:associatif|syndical|commun), locaux (?:associatifs|syndicaux)",
        "base (?:de loisirs|nautique|de plein air)",
        "palais (?:des?|du), maisons?, espace (?:associatif|culturel|jeunes|public numerique)",
        "salons?, estaminet",
        "sous-sol, rez-de-chaussee",
        "etage, communaute de communes, hotel (?:du departement|de region|de police)",
        "conseil (?:departemental|regional)",
        "bourse du travail, pole emploi, croix-rouge, cours de, resto, brasserie, auberge",
        "presbytere, cathedrale, ehpad, galerie, ludotheque, stade, piscine, peniche, friche, familistere",
        "manoir, moulin, villa, basilique, synagogue, mosquee, aumonerie, ressourcerie, conservatoire",
        "cellier, caveau, grange, orangerie, notre-dame, parlement europeen, senat",
        "comite economique et social",
        "archives (?:departementales|municipales|nationales), bistrot, guinguette, fablab, patronage",
    ),
    street_nouns=_words("boulevard"),
    weak_place_nouns=_words(
        "delegation, antenne, cour, enclos",
        "place, centre, espace, maisons?, rue, foyer, ecole, college, cours, cite, local, bar",
        "cafe, restaurant, parc",
        "jardin, passage, route, chemin, domaine, ferme, institut, square, palais, theatre, cinema",
        "musee, universite",
        "ministere, agence, residence, chateau, hotel, bureaux, studio, librairie, eglise, temple",
        "campus, gare, etage",
        "impasse, boulevard, avenue, quai, faculte, lycee, hall, salons?, tribunal, cours de",
        "resto, bibliotheque, allees?, galerie, stade, piscine, peniche, friche, manoir, moulin, villa",
        "cellier, caveau, grange, orangerie, notre-dame",
        "ressourcerie, conservatoire, bistrot, guinguette, fablab, patronage",
    ),
    plain_houses=_words(
        "ecole, college, lycee, universite, cafe, restaurant, parc, theatre, cinema, musee, librairie",
        "eglise, temple, bibliotheque, stade, bistrot, conservatoire",
    ),
    place_parts=_words(
        "salle, batiment, rue, avenue, place, boulevard, quai, allee, impasse, square",
        "bureau [0-9]{1,3}",
        "(?:[0-9]{1,2}(?:e|eme)|1er|premier|deuxieme|troisieme) etage, rez-de-chaussee, rdc",
        "escalier, porte, sous-sol",
    ),
    same_place=_words(
        "memes? (?:heures?|jours?|horaires?) et (?:meme )?(?:lieu|endroit|salle)",
        "memes? (?:endroit|lieu|salle|adresse|locaux)",
    ),
    online=_words(
        "en ligne, a distance, visio-?conferences?, visios?, teleconferences?, webinaires?, distanciel",
        "audio-?conferences?, conference telephonique, webconferences?",
    ),
    online_cues=_words("en, par, via, sur, uniquement, seulement, exclusivement, par une, avec"),
    online_tool_cues=_words("sur, via, par"),
    or_online=_words(
        "ainsi que, egalement, aussi, simultanement, et/ou, possibilite de, en direct"
    ),
    held=_words("lieu, tien(?:t|nent|dra|dront), tenue?s?, deroule(?:ra|ront|nt)?, organisee?s?"),
    present=_words("en presentiel, en presence, sur place, physiquement"),
    about_hours=_words(
        "precises?, pile, environ, heure de paris, toujours, desormais, exceptionnellement",
        "comme (?:toujours|d'habitude|annonce|prevu|convenu)",
        "cette fois(?:-ci)?",
    ),
    meals=_words(
        "dejeuner, diner, pause, collation, buffet, repas, pique-nique, souper, restauration"
    ),
    shows=_words("film, projection, concert, spectacle, representation"),
    arrivals=_words(
        "accueil(?: (?:des?|du) [a-z]+)?, accueillis",
        "ouverture (?:des|de la) (?:portes?|salle|grilles|billetterie)",
        "portes, arrivees?, arrive(?:r|ra|nt)?, departs?, partira, partirons, retours?, train",
        "autocar, bus",
        "car(?! (?:l[ea]s?|nous|vous|ils?|elles?|on|l'))(?! c'), navettes?, covoiturage",
        "emargement, enregistrement, cafe",
        "petit(?:-|\\s)dejeuner, apero, aperitif, cocktail, verre, pot, installation, montage",
        "rangement, visite",
        "concert, film, projection, messe, metro, connectez-vous, presentez-vous",
        "tests? (?:technique|de connexion), connexion",
        "inscriptions? sur place, entree(?: libre)?(?= (?:a partir de|des) )",
        "ouverture de la (?:salle|visio), inscriptions, remise des badges, vestiaire",
        "conference de presse",
    ),
    opens=_words(
        "par (?!les? (?:equipe|benevole))(?!l'equipe)",
        "et (?:introduction|ouverture|presentation|mot|tour)",
        "du (?:maire|president|public et ouverture), de (?:m|mme)(?![a-z])",
    ),
    begins=_words("debut, commence(?:ra|rons|ront|nt)?, debute(?:ra|nt)?, ouverture"),
    at_end=_words(
        r"(?<!en\s)fin, cloture, levee, jusqu'a, se termine(?:ra|ront|nt)?, terminee?",
        r"fini(?:ra|rons|ront|r|t)",
        "s'acheve(?:ra|ront)?",
    ),
    first_day_labels=_words("du, de"),
    last_day_labels=_words("au, a"),
    not_there=_words(
        "n'(?:aura|auront) (?:[a-z]+ )?pas lieu, ne se (?:tiendra|reunira|deroulera) (?:[a-z]+ )?pas"
    ),
    but=_words("mais"),
    not_places=_words(
        r"nos(?!\s(?:nouveaux\s)?(?:locaux|bureaux)\s?[(,]), notre(?!-dame|\s(?:local|siege)\s?[(,]), meme",
        " absence, etat, occurrence, honneur, attente, heure, aide, unanimite",
        "approche, exception",
        "place de (?:celles?|celui|ceux)",
        "hopital sans, salle (?:changee|modifiee|inchangee|a (?:preciser|confirmer|definir))",
        "(?:salle|lieu) habituel(?:le)?",
        "occasion, partir, propos, sujet, cours, presence, titre, cadre, nouveau, plus, moins",
        "invitation, initiative, appel, nom, prevue?s?, annoncee?s?, monsieur, madame, m, mme",
        "cet, ordre du jour, issue, suite, demande, travers, distance, attention",
        r"place(?=\s*\Z)",
        "tous, (?:collectif|bureau|secretariat|comite)",
    ),
    place_ends=_words(
        "pour, et non, et pas, non pas, pas a, afin, avec, ou, qui, de [0-9], en presence, sur",
        "affiche(?:nt)?, accueille(?:ra)?, ouvrira",
        "au (?:profit|benefice) d[eu]s?, en (?:faveur|soutien) (?:d[eu]s?|aux?)",
        "est, si, au lieu d[eu], sauf, a l'(?:appel|initiative|invitation|occasion)",
        "le(?= (?:[0-9]|1er|lun|mar|mer|jeu|ven|sam|dim))",
    ),
)

# A language more is an entry more.
LANGUAGES: dict[str, Language] = {"en": ENGLISH, "fr": FRENCH}


def words_of(field: str, codes: Iterable[str] = tuple(LANGUAGES)) -> list[str]:
    """What languages have in a field of words, taken together: all of them, or those of some codes.

    >>> words_of("weekdays", ["en"])[0]
    'monday'
    """
    return [word for code in codes for word in getattr(LANGUAGES[code], field)]
