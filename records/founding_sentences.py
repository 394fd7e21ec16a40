"""Which sentences say of a member in which year it was founded, and not of another, or of what it founded."""

from __future__ import annotations

import re

from records.dates import find_dates
from records.names import folded

_FOUNDED = re.compile(
    r"\b(?:founded|established|created|set up|formed|born"
    r"|fond[ée]{1,2}e?s?|cr[ée]{2,3}s?|cr[ée]{1,2}e?s?|constitu[ée]{1,2}e?s?|n[ée]{1,2}e?s?|vu le jour"
    r"|(?:fondation|cr[ée]ation|foundation|creation)(?=,? (?:en|in)\b)"
    r"|fond(?:ent|a|[èe]rent)|cr(?:éent|éa|é[èe]rent)|donn(?:é|ent|a|[èe]rent) naissance (?:à|au)"
    r"|(?P<born>na[îi]t|naquit|voi(?:en)?t le jour|vit le jour|came into being)"
    r"|(?P<begun>launched|started|registered(?! (?:office|address|trade))"
    r"|incorporated|(?<=been )around(?= since\b)|existons(?= depuis\b)"
    r"|lanc[ée]{1,2}e?s?|d[ée]marr[ée]{1,2}e?s?"
    r"|began(?= (?:in|as)\b)|date[sd]? back(?= to\b)"
    r"|(?<!il )existe(?= depuis\b)|existed(?= since\b)|remonte(?= (?:à|au)\b)|commence(?= en\b)"
    r"|(?<![\w,] )(?:ouverte?s?|opened)(?= (?:en|in) (?:\w+ )?\d{4}\b[^,.;]{0,60},)"
    r"|d[ée]clar[ée]e?"
    r"(?= (?:(?:à|en) (?:la )?(?:sous-)?pr[ée]fecture|au journal officiel|le \d|en \d{4})\b)))\b",
    re.IGNORECASE,
)
# Of something that opened "that year", the year stands before it.
_THAT_YEAR = re.compile(
    r"\b(?:opened|founded|established|created|set up|ouverte?s?|fond[ée]{1,2}e?s?|cr[ée]{2,3}e?s?)\b"
    r"[^.;]{0,40}?\b(?:(?:that|the) (?:very |same )?year|(?:cette|la) (?:m[êe]me )?ann[ée]e)\b",
    re.IGNORECASE,
)
# What an association calls itself.
_ASSOCIATION = frozenset({
    "association", "asso", "organisation", "organization", "ong", "ngo", "charity", "network", "reseau",
    "federation", "confederation", "union", "ligue", "league", "comite", "committee", "collectif",
    "collective", "mouvement", "movement", "fondation", "foundation", "societe", "society", "groupe", "group",
    "institut", "institute", "institution", "congregation", "oeuvre", "amicale", "structure", "entraide",
    "coordination",
    "alliance", "cooperative", "observatoire", "observatory", "cercle", "circle", "club", "agence", "agency",
    "etablissement", "equipe", "team", "bureau", "secours", "communaute", "community", "syndicat",
    "plateforme",
})  # fmt: skip
_PRONOUNS = frozenset({"it", "she", "they", "we", "elle", "il", "elles", "ils", "nous", "on"})
# These are given, made and opened by others, whatever year they say.
_OTHERS = frozenset({
    "helpline", "hotline", "line", "ligne", "shelter", "foyer", "house", "home", "centre", "center",
    "service", "numero", "permanence", "site", "website", "journal", "revue", "magazine", "school", "ecole",
    "antenne", "accueil", "refuge", "idee", "idea", "poste", "programme", "program", "restaurant",
    "boutique", "shop",
})  # fmt: skip
_GIVEN = re.compile(
    r"\b(?:grant|prize|award|fund|project|programme|campaign|law(?! of 1901)|day"
    r"|prix|subvention|bourse|fonds|projet|dispositif|campagne|loi(?! (?:de )?1901)|journ[ée]e)\b[^,;]*$",
    re.IGNORECASE,
)
# An article and up to three words: an adjective may stand on either side of the noun.
_NO_NOUN = (
    r"(?!(?:of|de|des|du|for|pour|against|contre|to|aux?|a|an|the|le|la|les|une?"
    r"|est|fut|ét[ée]|was|is|has|had)\b)"
)
_NOUN = rf"{_NO_NOUN}[^\W\d_][\w’'-]*(?:\s+{_NO_NOUN}[^\W\d_][\w’'-]*){{0,2}}"
_SUBJECT = re.compile(
    r"(?:\b(?:the|an?|its|their|our|this|le|la|les|une?|son|sa|ses|leur|notre|nos|cet(?:te)?|ce)\s+"
    rf"|\bl['’]\s?)({_NOUN})",
    re.IGNORECASE,
)
# `A small group of teachers, founded in 2001.`: a sentence that says nothing else says what the member is.
_DEFINES = re.compile(r"\s*(?:an?|une?)\s", re.IGNORECASE)
_ONLY = 60
# No longer word of a name is an article.
_ARTICLE = 3
_CLAUSE = re.compile(
    r"[,;:()–—]|\b(?:which|that|who|whose|where|qui|dont|où|and|et|when|lorsque?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
_MONTHS = "janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]|sept|oct|nov|d[ée]c"
# `Three nurses founded the charity`: what stands behind the verb is founded, not what stands before it.
_OBJECT = re.compile(
    r"\s*(?:,?\s?(?:en|in|le|on)\s(?:\d{1,2}(?:er)?\s)?(?:[^\W\d]{3,9}\s)?\d{4},?\s+)?(?:(?P<other>une?|des|an?|deux|trois|two|three|plusieurs|several)\s"
    rf"|(?P<known>(?:le(?!\s\d|\spremier\s(?:{_MONTHS}))|la(?!\sm[êe]me)|les|s[ao]|ses|leurs?|notre|nos|the|its|their|our)\s"
    rf"|l['’]\s?))?(?P<noun>{_NOUN})",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:fond(?:ent|a|[èe]rent)|cr(?:éent|éa|é[èe]rent)|donn\w+ naissance (?:à|au))\Z",
    re.IGNORECASE,
)
# `C'est dans ce café que fut fondée, en 1962, …`: what stands before the verb is where and how.
_CIRCUMSTANCE = re.compile(
    r"\b(?:(?:de|dans|à|après|avec|sur|lors de|from|out of|of|in|at|after|en)\s|d['’]\s?)"
    r"(?:(?:the|an?|that|this|le|la|les|une?|cet(?:te)?|ce|son|sa)\s|l['’]\s?)?"
    rf"(?:\d{{4}}|{_NOUN})",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"\W*(?:(?:c['’]?est|voil[àa]|ainsi|l[àa]|alors|comment|o[ùu]|puis|enfin|thus|so|how|then|here|from|that"
    r"|qu['’]?|que|est|fut|was|a|ét[ée]|soit|en|in)\b\W*)*\Z",
    re.IGNORECASE,
)
# `since 1987, when the association was …`
_WHEN_IT = re.compile(
    r",?\s(?:when|quand|lorsqu|(?:l['’])?ann[ée]e (?:o[ùu]|durant laquelle)|date (?:à laquelle|o[ùu])"
    r"|the year)\b",
    re.IGNORECASE,
)
# `The Fiddlers (est. 1987)`
_ESTABLISHED = re.compile(r"[,(–—-]\s?est\.?\s(1[789]\d\d|20\d\d)(?=[),.;–—]|\Z)", re.IGNORECASE)
_ASSEMBLY = re.compile(
    r"\b(?:assembl[ée]e (?:g[ée]n[ée]rale )?constitutive|founding (?:meeting|assembly))"
    r"(?: de l['’]association| of (?:the|our) association)?"
    r" (?:a eu lieu|s['’]est tenue|s['’]est r[ée]unie|eut lieu|took place|was held|met)\b",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:ét[ée]|est|fut|furent|était|sont|soit|was|were|is|be|been|being)(?:\s\w+(?:ment|ly))?\s*\Z",
    re.IGNORECASE,
)
# Under which every association of France stands.
_LAW = re.compile(
    r"\b(?:(?:régie|soumise) (?:par|à) )?la loi (?:de |du 1er juillet )?1901\b", re.IGNORECASE
)
# `Un groupe d'étudiantes` is nobody's name.
_SOME = re.compile(r"\b(?:une?|an?|des|some|quelques)\s", re.IGNORECASE)
_BACK = re.compile(
    r"\s*(?:à|au|en|in|to|depuis|since)\s(?:l['’]année\s)?(1[789]\d\d|20\d\d)\b", re.IGNORECASE
)
# `in the winter of 1986`, `à l'automne 1986`
_SEASON = (
    r"(?:winter|spring|summer|autumn|fall|end|start|beginning|middle|hiver|printemps|été|automne|fin|début"
    r"|milieu)(?: (?:of|de|du mois de)| d['’])?"
)
_INTO = (
    r"\b(?:in|en|in (?:late|early|mid)"
    rf"|(?:in|at|by|à|au|dès)\s(?:the\s|la\s|l['’])?(?:(?:late|early|very|tout)\s)?{_SEASON})\s*"
)
_IN = re.compile(rf"{_INTO}\Z", re.IGNORECASE)
_IN_YEAR = re.compile(rf"{_INTO}\b(1[789]\d\d|20\d\d)\b", re.IGNORECASE)
_SAME_CLAUSE = re.compile(r",?[^,;:()–—]*")
_ON = re.compile(r"(?:\A|[,;:–—]\s?)\W*(?:(?:le|on)\b)?(?:\s\w+(?:day|di))?\s*\Z", re.IGNORECASE)
# A day or a year that opens a clause is nobody it speaks of.
_OPENING_TIME = re.compile(
    r"\A\s*(?:in|en|on|at|by|à|au|le|dès)\s[^,;:]{0,30}?\b(?:1[789]|20)\d\d\b,?", re.IGNORECASE
)
_WHEN = re.compile(r"\b(?:en|in|depuis|since)\s(1[789]\d\d|20\d\d)\b", re.IGNORECASE)


# `Depuis 1999, année de sa création, …`
_YEAR_OF = re.compile(
    r"\b(1[789]\d\d|20\d\d)\b,? (?:\w+ )?(?:date|ann[ée]e|year|jour|day) (?:de|of|d[’'])\s?"
    r"(?:s[ao]n?|its|l[’']association)? ?(?:fondation|cr[ée]ation|naissance|foundation|creation|birth)\b",
    re.IGNORECASE,
)


def founded_in(sentence: str, before: str, own: frozenset[str]) -> int | None:
    """The year of foundation that a sentence tells of the member, None where it tells of something else.

    `before` is the sentence before it, `own` are the words of the member's name.

    >>> founded_in("In 1962, three nurses founded the charity.", "", frozenset())
    1962
    >>> founded_in("The charity founded a school in 1990.", "", frozenset())
    """
    year = _YEAR_OF.search(sentence) or _ESTABLISHED.search(sentence)
    if year:
        return int(year[1])
    return _of_that_year(sentence) or _of_assembly(sentence) or _stated(sentence, before, own)


def _of_assembly(sentence: str) -> int | None:
    """The year in which the association was voted into being."""
    found = _ASSEMBLY.search(sentence)
    dates = find_dates(sentence[found.end() :]) if found else []
    dated = next((date.date for date in dates if date.date and date.start < _ONLY), None)
    return int(dated[:4]) if dated else None


def _of_that_year(sentence: str) -> int | None:
    """The year of what was opened "that year": the last before it."""
    found = _THAT_YEAR.search(sentence)
    if not found or _GIVEN.search(sentence[max(0, found.start() - 40) : found.start()]):
        return None
    years = _YEAR.findall(sentence[: found.start()])
    return int(years[-1]) if years else None


def _stated(sentence: str, before: str, own: frozenset[str]) -> int | None:
    """The year of foundation that a sentence tells of the member, None where it tells of something else."""
    for verb in _FOUNDED.finditer(sentence):
        said = _LAW.sub(" ", sentence[: verb.start()])
        if _GIVEN.search(said[-40:]):
            continue
        after = sentence[verb.end() :]
        if not verb["born"] and _acts(said, verb[0], after):
            gives = verb[0][:4].lower() == "donn"
            founded = _year_around(said, after) if _founds_member(said, after, own, gives) else None
            if founded:
                return founded
            continue
        behind = _behind(said, verb, after)
        if behind:
            founded = _year_around(said, after) if _is_object(behind, own) else None
            if founded:
                return founded
            continue
        if verb["born"] and not _subjects(said) and not _is_member_behind(after, own):
            continue
        opens = not said.strip(" «\"'(")
        defines = (opens and bool(verb["begun"]) and _names_member_behind(verb[0], after, own)) or (
            _DEFINES.match(said) and "," in said and "," not in after and len(after) < _ONLY
        )
        if not defines and not _is_of_member(said, before, own, bool(verb["begun"])):
            continue
        if not said.strip(" «\"'") and not _opens_about_member(after, own):
            continue
        dates = (date for date in find_dates(sentence) if date.date and date.end > verb.end())
        dated = next(dates, None)
        if dated and dated.date and dated.start - verb.end() < _ONLY:
            return int(dated.date[:4])
        back = _BACK.match(after)
        if back:
            return int(back[1])
        earlier = next((date for date in reversed(find_dates(said)) if date.date), None)
        if earlier and earlier.date:
            says_when = verb["born"] or _IN.search(said[: earlier.start])
            is_day = earlier.precision == "day" and _ON.search(said[: earlier.start])
            says_when = says_when or (is_day and _SAME_CLAUSE.fullmatch(said[earlier.end :]))
            if says_when or _WHEN_IT.match(said[earlier.end :]):
                return int(earlier.date[:4])
        elif (found := _IN_YEAR.search(said)) and _SAME_CLAUSE.fullmatch(said[found.end() :]):
            return int(found[1])
    return None


def _behind(said: str, verb: re.Match[str], after: str) -> str | None:
    """The noun behind a verb that has its subject there: `ainsi est née, en 1962, l'association`."""
    clause = _CIRCUMSTANCE.sub(" ", re.split(r"[;:()–—]", said)[-1])
    if not said.strip(" «\"'(") or not _INVERTED.fullmatch(clause):
        return None
    if not (verb["born"] or _IS.search(said)):
        return None
    found = _OBJECT.match(after)
    if found is None or not (found["known"] or found["other"] or found["noun"][0].isupper()):
        return None
    return found["noun"]


def _acts(said: str, verb: str, after: str) -> bool:
    """Whether a verb founds what stands behind it: `ont fondé`, `fondent`, `founded the charity`."""
    if _ACTS.match(verb):
        return True
    if _IS.search(said) or not said.strip(" «\"'"):
        return False
    found = _OBJECT.match(after)
    return found is not None and bool(
        found["other"] or found["known"] or found["noun"][0].isupper()
    )


def _founds_member(said: str, after: str, own: frozenset[str], gives: bool) -> bool:
    """Whether what is founded is the member: who founds it is another.

    What "gives birth" (`gives`) to just any network may be a thing.
    """
    found = _OBJECT.match(after)
    if found is None or not _is_object(found["noun"], own) or (gives and found["other"]):
        return False
    clause = [part or "" for part in _CLAUSE.split(said)][-1]
    words = set(re.findall(r"\w+", folded(clause)))
    if found["other"] and (words & _PRONOUNS or not words):
        return False
    known = {word for word in own if len(word) > _ARTICLE}
    return bool(_SOME.search(clause)) or not words & (_ASSOCIATION | known)


def _is_object(noun: str, own: frozenset[str]) -> bool:
    """Whether a noun is the member's: with a name of its own beside `association` it is another's."""
    names = {
        w for word in noun.split() if word[:1].isupper() for w in re.findall(r"\w+", folded(word))
    }
    return _is_member(noun, own) and (not own or names <= own | _ASSOCIATION)


def _is_member_behind(after: str, own: frozenset[str]) -> bool:
    """Whether the subject stands behind its verb (`En 1962 naît l'association`), or none does."""
    found = _OBJECT.match(after)
    words = after.split()
    opens = bool(words) and folded(words[0]).strip(" ,") in (
        "en",
        "in",
        "le",
        "on",
        "à",
        "a",
        "de",
        "d'une",
    )
    return opens or (found is not None and _is_object(found["noun"], own))


def _year_around(said: str, after: str) -> int | None:
    """The year before an active verb, else the first behind it."""
    before = _WHEN.findall(said)
    if before:
        return int(before[-1])
    dates = [date.date for date in find_dates(said) if date.date and date.precision != "year"]
    if dates:
        return int(dates[-1][:4])
    dated = next(
        (date.date for date in find_dates(after) if date.date and date.start < 2 * _ONLY), None
    )
    return int(dated[:4]) if dated else None


def _is_of_member(said: str, before: str, own: frozenset[str], begun: bool) -> bool:
    """Whether what stands before the verb speaks of the member; of a thing "begun" it must say so."""
    clauses = [clause for clause in _CLAUSE.split(said) if clause is not None]
    clause = _OPENING_TIME.sub("", clauses[-1], count=1) if clauses else ""
    subject = _subjects(clause)
    if subject:
        return _is_member(subject[0], own)
    words = set(re.findall(r"\w+", folded(clause)))
    if words & _PRONOUNS:
        earlier = _subjects(before)
        return not earlier or _is_member(earlier[0], own)
    if words & (_ASSOCIATION | own):
        return True
    if words - _AUXILIARY:
        # A name of its own, without an article; else a noun of something else.
        return not begun and any(word[:1].isupper() for word in clause.split())
    # `…, founded in 1994` and `… which was founded`: of what was named last.
    named = [noun for one in clauses[:-1] for noun in _subjects(one)]
    if named:
        return _is_member(named[-1], own)
    # `Association d'entraide, déclarée …`
    return not begun or bool(_ASSOCIATION.intersection(folded(clauses[0]).split()[:1]))


_AUXILIARY = frozenset({
    "was", "were", "is", "has", "been", "had", "be", "a", "ete", "est", "fut", "ont", "etait", "sont",
    "first", "officially", "originally", "d", "abord", "officiellement", "ainsi", "then", "also", "aussi",
    "avait", "re", "depuis", "since", "sa", "son", "its", "their", "in", "en",
})  # fmt: skip


def _opens_about_member(after: str, own: frozenset[str]) -> bool:
    """Whether `Founded in 1994, the …` goes on about the member."""
    _, comma, rest = after.partition(",")
    subject = _SUBJECT.match(rest.strip()) if comma else None
    return subject is None or _is_member(subject[1], own)


def _names_member_behind(verb: str, after: str, own: frozenset[str]) -> bool:
    """Whether `Opened in 1984 by two neighbours, the house …` goes on by naming the member; what is declared
    to the prefecture is nothing else."""
    _, comma, rest = after.partition(",")
    subject = _SUBJECT.match(rest.strip()) if comma else None
    if subject is None:
        named = own.intersection(re.findall(r"\w+", folded(rest))[:1]) if rest else None
        return bool(named) or folded(verb).startswith("declare")
    return _is_member(subject[1], own)


def _subjects(clause: str) -> list[str]:
    return [found[1] for found in _SUBJECT.finditer(clause)]


def _is_member(noun: str, own: frozenset[str]) -> bool:
    """Whether a noun is what an association calls itself, a part of its name, or a name."""
    words = folded(noun).split()
    if words[0] in ("creation", "fondation", "foundation", "year", "annee", "histoire", "history"):
        return True
    if own.issuperset(words[:1]) or any(word.removesuffix("s") in _ASSOCIATION for word in words):
        return not _OTHERS.intersection(words) - own
    return noun[:1].isupper() and not own
