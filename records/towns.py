"""Which bare name is a town's: one that is well known, or one that is built as names of towns are.

What stands between two signs (`4 avril – Dijon – 14h`) may as well be the subject (`– Logement –`).
Of the two errors a place that is none is the worse, so a name that tells nothing is left out.
"""

from __future__ import annotations

import re
from itertools import chain

from records.languages import LANGUAGES
from records.printed import fold

_FRENCH = """
agen aix-en-provence ajaccio albi alencon amiens angers angouleme annecy antibes antony arles arras
asnieres aubagne aubervilliers auch aulnay-sous-bois aurillac auxerre avignon bagneux bagnolet
bar-le-duc bastia bayonne beauvais belfort besancon beziers blois bobigny bondy bordeaux
boulogne-billancourt bourg-en-bresse bourges brest briancon brive caen cahors calais cannes
carcassonne cayenne cergy chalons-en-champagne chalon-sur-saone chambery champigny-sur-marne
charleville-mezieres chartres chateauroux chaumont cherbourg cholet clermont-ferrand clichy colmar
colombes compiegne courbevoie creil creteil dieppe digne dijon dole douai drancy dunkerque epinal
evreux evry foix fontenay-sous-bois fort-de-france gap gennevilliers grenoble gueret ivry-sur-seine
laon laval lens levallois-perret lille limoges lorient lyon macon marseille martigues massy maubeuge
meaux melun mende metz montauban montbeliard mont-de-marsan montlucon montpellier montreuil morlaix
mulhouse nancy nanterre nantes narbonne nevers nice nimes niort noisy-le-grand noumea orleans pantin
papeete paris pau perigueux perpignan poitiers pontoise privas quimper reims rennes roanne rodez
rouen roubaix saint-brieuc saint-denis saint-etienne saint-lo saint-malo saint-nazaire saint-ouen
sarcelles sete sevran soissons strasbourg tarbes thionville toulon toulouse tourcoing tours troyes
tulle valence valenciennes vannes venissieux verdun versailles vesoul vienne vierzon villeurbanne
vincennes vitry-sur-seine"""
_OTHER = """
aberdeen bath belfast berlin bern birmingham bolton bradford brighton bristol bruges brussels
bruxelles cambridge cardiff carlisle charleroi coventry croydon derby derry dublin dundee durham
edinburgh exeter fribourg geneva geneve gent glasgow gloucester hull ipswich lausanne leeds
leicester leuven lichfield liege lincoln liverpool london londres luton luxembourg madrid manchester
middlesbrough mons montreal namur newcastle newport norwich nottingham oldham oxford peterborough
plymouth portsmouth preston quebec rome salford sheffield southampton stirling stoke-on-trent
milton-keynes bury-st-edmunds high-wycombe market-harborough hebden-bridge tunbridge-wells leamington-spa
welwyn-garden-city hemel-hempstead king's-lynn new-york los-angeles san-francisco washington-dc north-shields
south-shields west-bromwich east-grinstead bishop-auckland bishop's-stortford potters-bar melton-mowbray
chipping-norton sutton-coldfield burton-on-trent weston-super-mare merthyr-tydfil milford-haven lyme-regis
bognor-regis colwyn-bay herne-bay whitley-bay todmorden huddersfield doncaster rotherham barnsley blackpool
blackburn burnley halifax harrogate hartlepool darlington gateshead grimsby colchester chelmsford southend
maidstone canterbury hastings eastbourne bournemouth basingstoke guildford crawley watford slough
northampton bedford shrewsbury telford cheltenham taunton torquay penzance falmouth truro inverness perth
strasburg sunderland swansea swindon truro vienna wakefield warwick winchester wolverhampton
worcester york zurich"""
_KNOWN = frozenset([*_FRENCH.split(), *_OTHER.split()])
# `Saint-Ouen`, `La Rochelle`, `Vitry-sur-Seine`, `Stratford upon Avon`, `Milton-under-Wychwood`
_BUILT = re.compile(
    r"(?:sainte?|st|ste|le|la|les|l'|new|port|bourg|mont|chateau|fort|great|little)(?:(?<=')|[ -])"
    r"(?P<rest>[a-z][\w'-]{2,}(?: [a-z]{1,6} [a-z][\w'-]+)?)"
    # `Nogent le Rotrou`, `Bar sur Aube`, where the hyphens were left out
    r"|[a-z]{3,} (?:le|la|les|lez) (?P<named>[a-z][\w'-]{3,})"
    r"|[a-z]{3,} sur (?:seine|loire|marne|mer|saone|rhone|oise|aube|sarthe|vire|orge|isere|garonne|yon|allier"
    r"|meuse|moselle|lys|aisne|tarn|vienne|sevre|risle|eure|lot|cher|somme)"
    r"|[a-z]{3,}-(?:sur|sous|les|lez|en|le|la|de|upon|on|under|by|in)-[a-z][\w'-]+|[a-z]{3,} upon [a-z]+"
)
# `Paris 12e`, `Lyon 3`, `Lens (62)`, `75011 Paris`, `London NW1 2AY`
_WITH_NUMBER = re.compile(
    r"(?:[0-9]{5} )?(?P<name>.+?)(?: [0-9]{1,2}(?:er|e|eme|nd|rd|th)?)?(?: ?\([0-9]{2,3}\))?"
    r"(?: [a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2})?"
)
# What a meeting is about, and which it is, bears a capital too.
_SUBJECT = re.compile(
    r".*(?:tion|sion|ment|isme|ism|logie|graphie|ique|ing|ness|ship|cy|ty|ite|tes|aire|iere|ures?|ages?|ants?)s?"
    r"|emmaus|cimade|amnesty|attac|oxfam|greenpeace|solidaires|updates?|minutes|notice|reminder|launch"
    r"|reviews?|briefing|summary|debate|feedback|plan|plans|tomorrow|today|demain|samedi|online"
    r"|agm|egm|age|cl|gt|copil|cse|coordination|codir|odj|access|action|actualites?|adherents|administrateurs|ag|ago|agenda|alimentation|appel|asile|atelier|autres?|ecologie"
    r"|avenir|benevoles?|bilans?|bureau|budget|ca|calendrier|campagne|children|climate?|collectif|comite|comptes"
    r"|conference|conseil|culture|date|debat|defense|divers|droits?|eau|echanges?|ecoles?|elections?|eleves|energie"
    r"|enfance|enfants|entraide|europe|exiles?|familles?|feminisme|femmes?|festival|fete|film|finances?|forum|france"
    r"|groupe|guerre|handicap|health|help|heure|histoire|homes?|horaires?|info|infos|information|invitation|jeunes?"
    r"|jeunesse|join|journee|jury|justice|langues?|libertes?|lieu|lois?|maintenant|members|membres|mineurs|mixite"
    r"|mobilites?|monde|nature|news|next|notes?|nouveau|nuit|numerique|ouvert|ouverte|paix|parents|parite|parole"
    r"|patrimoine|peace|permanence|plaidoyer|planet|planete|plenier|pleniere|police|presse|prevention|prisons?|prochaine?"
    r"|programme|projets?|public|publique|quartiers?|quorum|racisme|rappel|rapport|refugees|refugies|rencontre|report|reseau"
    r"|retraites?|reunion|rights|rural|sante|school|seance|seminaire|services?|social|sport|statuts|strategie|suite"
    r"|survivors|table|territoires?|tous|traite|traffic|transports?|travail|tribune|urgence?|urgent|velos?|victimes?|victims"
    r"|jours?|modules?|seances?|phases?|etapes?|volets?|days?|parts?|weeks?|merci|bienvenue|cordialement|amicalement|contact|gratuit|venez|vie|vigilance|villes?|violences?|vote|voeux|water|webinaire|women|work|workshop|young|youth|annulee?|reportee?"
)
_OF_CALENDAR = frozenset(
    word
    for language in LANGUAGES.values()
    for word in (*language.weekdays, *chain.from_iterable(language.months))
)
_LOWER = re.compile(r"(?<=[ -])[a-z]{1,6}(?=[ -])")


def _name(folded: str) -> str:
    found = _WITH_NUMBER.fullmatch(folded.strip())
    return found["name"] if found else ""


def is_known_town(printed: str) -> bool:
    """Whether a name is that of a town, by its fame or by the way it is built, in whatever letters.

    >>> [is_known_town(name) for name in ("DIJON", "Vitry-sur-Seine", "Saint-Ouen", "Budget")]
    [True, True, True, False]
    """
    name = _name(fold(printed)[0])
    capital = printed.strip()[:1].isdigit() or printed.strip()[:1].isupper()
    if name.replace(" ", "-") in _KNOWN:
        return capital
    built = _BUILT.fullmatch(name)
    rest = (built["rest"] or built["named"]) if built else None
    subject = rest and (_SUBJECT.fullmatch(rest) or _SUBJECT.fullmatch(name.partition(" ")[0]))
    return capital and built is not None and not subject and bears_capitals(printed)


def bears_capitals(printed: str) -> bool:
    """Whether the words of a name all bear capitals, but for those that join them."""
    name = re.sub(r"\(.*", "", printed).strip()
    words = re.findall(r"[^\W\d_]+", _LOWER.sub(" ", name))
    return len(words) > 1 and all(word[0].isupper() for word in words)


def may_be_town(printed: str) -> bool:
    """Whether a name in one word may be a town's: it is no acronym, and no subject that is known."""
    word = re.sub(r"\W*\(.*|[\W\d_]+(?:er?|eme)?\Z|\A[\W\d_]+", "", printed)
    return (
        re.fullmatch(r"[^\W\d_]{3,}", word) is not None
        and word[0].isupper()
        and not word.isupper()
        and _SUBJECT.fullmatch(name := fold(word)[0]) is None
        and name not in _OF_CALENDAR
    )


def is_name(printed: str) -> bool:
    """Whether several words are one name: capitals but for what joins them, and no subject first.

    >>> [is_name(name) for name in ("Secours Populaire", "Bilan de l’année", "Budget Participatif")]
    [True, False, False]
    """
    first = fold(printed)[0].split(" ")[0]
    joined = _LOWER.sub(" ", re.sub(r"\b[dlDL]['’]", " ", printed))
    return _SUBJECT.fullmatch(first) is None and bears_capitals(joined) and not printed.isupper()


def may_name(printed: str) -> bool:
    """Whether words that bear a capital may name a house or who lives there: no subject comes first."""
    first = fold(printed)[0].split(" ")[0]
    return printed[:1].isupper() and _SUBJECT.fullmatch(first) is None
