"""The words by which dates, times and meetings are recognised, one entry for each language read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, without accents and in lower case, as `printed.fold` leaves them.

    Fields are tuples of plain words or, where the comment says pattern, of regular expressions in
    which one space stands for any white space. `months` has twelve entries, the full name first.
    """

    months: tuple[tuple[str, ...], ...]
    # Months that are also everyday words: without a year they count only when printed as a name.
    weak_months: frozenset[str]
    weekdays: tuple[str, ...]
    month_first: bool  # "March 28, 2014" is a date in this language
    articles: tuple[str, ...]  # printed between a weekday, a day and a month
    ordinals: tuple[str, ...]  # directly after a number
    of: tuple[str, ...]  # "4th of April"
    also: tuple[str, ...]  # joins the days of a list
    until: tuple[str, ...]  # joins the ends of a range
    opening: tuple[str, ...]  # opens a range or names its two ends
    part_of: tuple[str, ...]  # "mid November"
    dated_by: tuple[str, ...]  # pattern: the year or month that follows is a date
    on_day: tuple[str, ...]  # "on May 14": what follows is a day although no year is printed
    following: tuple[str, ...]  # "le 11 juin prochain"
    numbered: tuple[str, ...]  # "room 12": the number that follows is not a day
    counted: tuple[str, ...]  # "in 2000 euros": the number before is not a year
    hours: tuple[str, ...]  # "18 heures"
    hour_cues: tuple[str, ...]  # "at noon": what follows is a time of the day
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    lasting: tuple[str, ...]  # pattern: before a duration
    per: tuple[str, ...]  # pattern: after a duration
    meeting: tuple[str, ...]  # pattern: a meeting
    announcing: tuple[str, ...]  # pattern: a meeting that is still to come
    past: tuple[str, ...]  # pattern: the day that follows is not that of a meeting to come
    cancelled: tuple[str, ...]  # pattern: called off
    moved: tuple[str, ...]  # pattern: put off to another day
    moved_to: tuple[str, ...]  # after `moved`, before the new day
    instead_of: tuple[str, ...]  # pattern: the day that follows was given up
    time_labels: tuple[str, ...]
    place_labels: tuple[str, ...]
    place_cues: tuple[str, ...]  # pattern: before a place
    place_nouns: tuple[str, ...]
    not_places: tuple[str, ...]  # pattern: may follow a place cue without being a place
    place_ends: tuple[str, ...]  # pattern: the sentence goes on after the place


ENGLISH = Language(
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    weak_months=frozenset({"may", "march", "mar", "jan", "sep", "sept", "dec", "august"}),
    weekdays=(
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("mon", "tues", "tue", "wed", "thurs", "thur", "thu", "fri", "sat", "sun"),
    ),
    month_first=True,
    articles=("the",),
    ordinals=("st", "nd", "rd", "th"),
    of=("of",),
    also=("and", "or", "then"),
    until=("to", "until", "till", "through"),
    opening=("from", "between"),
    part_of=("mid", "early", "late"),
    dated_by=("in", "since", "until", "during", "by", "after", "before", "(?:the )?years?")
    + ("(?:the )?month of", "(?:in )?(?:the )?(?:spring|summer|autumn|winter)(?: of)?"),
    on_day=("on", "the", "from", "until", "till", "since", "before", "after", "by", "of", "held"),
    following=("next", "last"),
    numbered=("no", "nos", "number", "page", "pages", "p", "pp", "room", "article", "articles")
    + ("art", "session", "section", "chapter", "chapters", "part", "item", "items", "rule"),
    counted=("people", "persons", "victims", "copies", "euros", "cases", "children", "women"),
    hours=("o'clock",),
    hour_cues=("at", "from", "until", "till", "to", "by", "before", "after", "between"),
    noon=("noon", "midday"),
    midnight=("midnight",),
    lasting=("for", "during", "lasts?", "lasting", "duration(?: of| is|:)?"),
    per=("(?:a|per|each|every) day", "(?:a|per|each) (?:week|month)", "of (?:training|work)"),
    meeting=("meetings?", "seminars?", "assembl(?:y|ies)", "conferences?", "workshops?", "plenar(?:y|ies)", "(?:will|to) (?:[a-z]+ )?meet", "dates?\\s?:"),
    announcing=(
        "next (?:[a-z]+ ){0,2}(?:meetings?|seminars?|assembly|session|dates?)",
        "will (?:all |next |then |again )?(?:meet|be held|take place|gather|hold|convene)",
        "(?:is|are) (?:scheduled|planned|due|set|to be held|to meet)",
        "(?:meetings?|seminars?|assembly) to come",
        "upcoming",
        "save the date",
        "you are (?:kindly |all )?invited",
        "(?:we )?invite you",
        "(?:dates?|when|meetings?)\\s?:",
    ),
    past=(
        "since",
        "(?:last|previous|past|earlier) (?:[a-z]+ ){0,2}(?:meetings?|seminar|assembly)",
        "(?:minutes|report|summary|record) of (?:[a-z']+ ){0,4}",
        "(?:was|were) (?:held|adopted|approved)",
        "took place",
        "(?:we|members|collective) (?:last )?met",
        "held on",
        "(?:law|decree|directive|act|decision|letter|statement) of",
        "before",
        "by",
        "until",
        "no later than",
        "deadline(?: is)?",
        "published",
        "updated",
    ),
    cancelled=("cancell?ed", "cancell?ation", "called off", "will not (?:be held|take place)"),
    moved=("postponed", "moved", "rescheduled", "replaced", "put off", "brought forward"),
    moved_to=("to", "until", "till", "by", "for", "on", "with"),
    instead_of=(
        "instead of",
        "in place of",
        "rather than",
        "(?:initially|originally|first) (?:planned|scheduled|due|set|announced)",
        "replac(?:es|ing)",
        "and not",
        "not on",
    ),
    time_labels=("times?", "hours?", "schedule"),
    place_labels=("place", "venue", "location", "where", "address"),
    place_cues=("at", "in"),
    place_nouns=("hall", "room", "street", "avenue", "square", "office", "offices", "library")
    + ("university", "house", "centre", "center", "headquarters", "ministry", "building", "road"),
    not_places=("english", "french", "order", "presence", "partnership", "the presence", "all")
    + ("the request", "the occasion", "the invitation", "least", "latest", "the latest", "person")
    + ("the framework", "the end", "the beginning", "the same", "favou?r", "memory", "view"),
    place_ends=(
        "to",
        "and will",
        "with",
        "where",
        "which",
        "for",
        "on",
        "from",
        "will",
        "is",
        "was",
    ),
)

FRENCH = Language(
    months=(
        ("janvier", "janv", "jan"),
        ("fevrier", "fevr", "fev"),
        ("mars",),
        ("avril", "avr"),
        ("mai",),
        ("juin",),
        ("juillet", "juil"),
        ("aout", "aou"),
        ("septembre", "sept"),
        ("octobre", "oct"),
        ("novembre", "nov"),
        ("decembre", "dec"),
    ),
    weak_months=frozenset({"sept", "jan", "avr", "dec", "fev"}),
    weekdays=(
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        *("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    ),
    month_first=False,
    articles=("le", "les"),
    ordinals=("er", "eme", "e"),
    of=("de",),
    also=("et", "ou", "puis", "ainsi que"),
    until=("au", "a", "jusqu'au", "jusqu'en", "jusqu'a"),
    opening=("entre", "de", "du", "des", "les"),
    part_of=("mi", "debut", "fin", "courant"),
    dated_by=("en", "depuis", "des", "avant", "apres", "jusqu'en", "(?:l')?annees?", "mois de")
    + ("a partir de", "(?:a l'|en |l')?(?:ete|automne|hiver)", "(?:au |le )?printemps"),
    on_day=(),
    following=("prochains", "prochain", "derniers", "dernier", "courant"),
    numbered=(
        "n°",
        "n°s",
        "numero",
        "numeros",
        "page",
        "pages",
        "p",
        "salle",
        "article",
        "articles",
    )
    + ("art", "seance", "session", "section", "chapitre", "chapitres", "point", "points", "lettre"),
    counted=("personnes", "victimes", "exemplaires", "euros", "cas", "enfants", "femmes"),
    hours=("heures", "heure"),
    hour_cues=("a", "des", "vers", "de", "jusqu'a", "avant", "apres", "entre", "a partir de"),
    noon=("midi",),
    midnight=("minuit",),
    lasting=("pendant", "durant", "duree(?: de| :|:)?", "en", "dure"),
    per=("(?:par|chaque) jour", "par (?:semaine|mois)", "de (?:formation|travail|cours|route)"),
    meeting=("reunions?", "rencontres?", "assemblees?", "seminaires?", "visioconferences?")
    + ("plenieres?", "journees? d'etude", "ateliers?", "colloques?")
    + ("se (?:reunira|reuniront|retrouvera)", "nous nous reunirons", "rendez-vous", "dates?\\s?:"),
    announcing=(
        "(?:prochaine?s?|futures?) (?:[a-z]+ ){0,1}"
        "(?:reunions?|rencontres?|assemblees?|seminaires?|seances?|dates?|visioconferences?)",
        "(?:reunions?|rencontres?) (?:[a-z]+ ){0,2}(?:prochaines?|a venir)",
        "(?:aura|auront) lieu",
        "se (?:tiendra|tiendront|reunira|reuniront|deroulera|derouleront|retrouvera)",
        "(?:est|sont|sera|seront) (?:prevu|fixe|programme|organise|convoque)e?s?",
        "(?:nous )?vous (?:invit|convi)(?:e|ons|ent)",
        "(?:etes|est|sont) (?:cordialement )?(?:invite|convie)e?s?",
        "nous nous (?:reunirons|retrouverons)",
        "a vos agendas",
        "rendez-vous",
        "(?:dates?|quand|reunions?)\\s?:",
    ),
    past=(
        "depuis",
        "(?:derniere?s?|precedente?s?) (?:[a-z]+ ){0,1}(?:reunions?|rencontres?|seances?)",
        "(?:comptes?(?:-|\\s)rendus?|releve|synthese|proces-verbal|rapport) (?:[a-z']+ ){0,6}",
        "(?:s'est|se sont) (?:tenue?s?|reunie?s?|deroulee?s?)",
        "tenue? le",
        "a eu lieu",
        "ont eu lieu",
        "(?:loi|decret|directive|arrete|decision|courrier|communique) du",
        "avant",
        "jusqu'au",
        "au plus tard",
        "d'ici",
        "date limite",
        "publiee? le",
        "mise? a jour",
    ),
    cancelled=(
        "annulee?s?",
        "annulations?",
        "n'aura pas lieu",
        "ne se tiendra pas",
        "supprimee?s?",
    ),
    moved=(
        "reportee?s?",
        "deplacee?s?",
        "decalee?s?",
        "remplacee?s?",
        "avancee?s?",
        "repoussee?s?",
    ),
    moved_to=("au", "a", "le", "par", "pour", "jusqu'au", "en", "aux"),
    instead_of=(
        "au lieu d[eu]",
        "a la place d[eu]",
        "plutot que",
        "(?:initialement|d'abord) (?:prevu|programme|fixe|annonce)e?s?",
        "prevue?s? initialement",
        "(?:annule et )?remplace(?! par)(?: celle| celui)?",
        "et non",
    ),
    time_labels=("horaires?", "heures?"),
    place_labels=("lieu", "lieux", "adresse", "ou", "endroit"),
    place_cues=("a l'", "a la", "a", "au", "aux", "chez", "dans"),
    place_nouns=(
        "salle",
        "mairie",
        "siege",
        "locaux",
        "rue",
        "avenue",
        "place",
        "boulevard",
        "bourse",
    )
    + ("maison", "hotel de ville", "palais", "ministere", "universite", "amphitheatre", "bureaux")
    + ("centre", "bibliotheque", "assemblee nationale", "espace", "batiment", "auditorium"),
    not_places=("occasion", "l'occasion", "partir", "propos", "sujet", "cours", "presence", "titre")
    + ("cadre", "le cadre", "nouveau", "plus", "moins", "l'invitation", "l'initiative", "cet")
    + (
        "l'ordre",
        "l'issue",
        "la suite",
        "la demande",
        "travers",
        "distance",
        "l'attention",
        "tous",
    ),
    place_ends=("pour", "afin", "avec", "ou", "qui", "de [0-9]", "en presence", "sur", "le", "est"),
)

# A language more is an entry more.
LANGUAGES: dict[str, Language] = {"en": ENGLISH, "fr": FRENCH}
