"""The words by which a sentence says that an association was founded, by whom, when, and their like."""

from __future__ import annotations

import re

FOUNDED = re.compile(
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
THAT_YEAR = re.compile(
    r"\b(?:opened|founded|established|created|set up|ouverte?s?|fond[ée]{1,2}e?s?|cr[ée]{2,3}e?s?)\b"
    r"[^.;]{0,40}?\b(?:(?:that|the) (?:very |same )?year|(?:cette|la) (?:m[êe]me )?ann[ée]e)\b",
    re.IGNORECASE,
)
# What an association calls itself.
ASSOCIATION = frozenset({
    "association", "asso", "organisation", "organization", "ong", "ngo", "charity", "network", "reseau",
    "federation", "confederation", "union", "ligue", "league", "comite", "committee", "collectif",
    "collective", "mouvement", "movement", "fondation", "foundation", "societe", "society", "groupe", "group",
    "institut", "institute", "institution", "congregation", "oeuvre", "amicale", "structure", "entraide",
    "coordination",
    "alliance", "cooperative", "observatoire", "observatory", "cercle", "circle", "club", "agence", "agency",
    "etablissement", "equipe", "team", "bureau", "secours", "communaute", "community", "syndicat",
    "plateforme",
})  # fmt: skip
PRONOUNS = frozenset({"it", "she", "they", "we", "elle", "il", "elles", "ils", "nous", "on"})
# These are given, made and opened by others, whatever year they say.
OTHERS = frozenset({
    "helpline", "hotline", "line", "ligne", "shelter", "foyer", "house", "home", "centre", "center",
    "service", "numero", "permanence", "site", "website", "journal", "revue", "magazine", "school", "ecole",
    "antenne", "accueil", "refuge", "idee", "idea", "poste", "programme", "program", "restaurant",
    "boutique", "shop",
})  # fmt: skip
GIVEN = re.compile(
    r"\b(?:grant|prize|award|fund|project|programme|campaign|law(?! of 1901)|day"
    r"|prix|subvention|bourse|fonds|projet|dispositif|campagne|loi(?! (?:de )?1901)|journ[ée]e)\b[^,;]*$",
    re.IGNORECASE,
)
# An article and up to three words: an adjective may stand on either side of the noun.
NO_NOUN = (
    r"(?!(?:of|de|des|du|for|pour|against|contre|to|aux?|a|an|the|le|la|les|une?"
    r"|est|fut|ét[ée]|was|is|has|had)\b)"
)
NOUN = rf"{NO_NOUN}[^\W\d_][\w’'-]*(?:\s+{NO_NOUN}[^\W\d_][\w’'-]*){{0,2}}"
SUBJECT = re.compile(
    r"(?:\b(?:the|an?|its|their|our|this|le|la|les|une?|son|sa|ses|leur|notre|nos|cet(?:te)?|ce)\s+"
    rf"|\bl['’]\s?)({NOUN})",
    re.IGNORECASE,
)
# `A small group of teachers, founded in 2001.`: a sentence that says nothing else says what the member is.
DEFINES = re.compile(r"\s*(?:an?|une?)\s", re.IGNORECASE)
ONLY = 60
# No longer word of a name is an article.
ARTICLE = 3
CLAUSE = re.compile(
    r"[,;:()–—]|\b(?:which|that|who|whose|where|qui|dont|où|and|et|when|lorsque?)\b", re.IGNORECASE
)
YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
MONTHS = "janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]|sept|oct|nov|d[ée]c"
# `Three nurses founded the charity`: what stands behind the verb is founded, not what stands before it.
OBJECT = re.compile(
    r"\s*(?:,?\s?(?:en|in|le|on)\s(?:\d{1,2}(?:er)?\s)?(?:[^\W\d]{3,9}\s)?\d{4},?\s+)?(?:(?P<other>une?|des|an?|deux|trois|two|three|plusieurs|several)\s"
    rf"|(?P<known>(?:le(?!\s\d|\spremier\s(?:{MONTHS}))|la(?!\sm[êe]me)|les|s[ao]|ses|leurs?|notre|nos|the|its|their|our)\s"
    rf"|l['’]\s?))?(?P<noun>{NOUN})",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"(?:fond(?:ent|a|[èe]rent)|cr(?:éent|éa|é[èe]rent)|donn\w+ naissance (?:à|au))\Z",
    re.IGNORECASE,
)
# `C'est dans ce café que fut fondée, en 1962, …`: what stands before the verb is where and how.
CIRCUMSTANCE = re.compile(
    r"\b(?:(?:de|dans|à|après|avec|sur|lors de|from|out of|of|in|at|after|en)\s|d['’]\s?)"
    r"(?:(?:the|an?|that|this|le|la|les|une?|cet(?:te)?|ce|son|sa)\s|l['’]\s?)?"
    rf"(?:\d{{4}}|{NOUN})",
    re.IGNORECASE,
)
INVERTED = re.compile(
    r"\W*(?:(?:c['’]?est|voil[àa]|ainsi|l[àa]|alors|comment|o[ùu]|puis|enfin|thus|so|how|then|here|from|that"
    r"|qu['’]?|que|est|fut|was|a|ét[ée]|soit|en|in)\b\W*)*\Z",
    re.IGNORECASE,
)
# `since 1987, when the association was …`
WHEN_IT = re.compile(
    r",?\s(?:when|quand|lorsqu|(?:l['’])?ann[ée]e (?:o[ùu]|durant laquelle)|date (?:à laquelle|o[ùu])"
    r"|the year)\b",
    re.IGNORECASE,
)
# `The Fiddlers (est. 1987)`
ESTABLISHED = re.compile(r"[,(–—-]\s?est\.?\s(1[789]\d\d|20\d\d)(?=[),.;–—]|\Z)", re.IGNORECASE)
ASSEMBLY = re.compile(
    r"\b(?:assembl[ée]e (?:g[ée]n[ée]rale )?constitutive|founding (?:meeting|assembly))"
    r"(?: de l['’]association| of (?:the|our) association)?"
    r" (?:a eu lieu|s['’]est tenue|s['’]est r[ée]unie|eut lieu|took place|was held|met)\b",
    re.IGNORECASE,
)
IS = re.compile(
    r"\b(?:ét[ée]|est|fut|furent|était|sont|soit|was|were|is|be|been|being)(?:\s\w+(?:ment|ly))?\s*\Z",
    re.IGNORECASE,
)
# Under which every association of France stands.
LAW = re.compile(
    r"\b(?:(?:régie|soumise) (?:par|à) )?la loi (?:de |du 1er juillet )?1901\b", re.IGNORECASE
)
# `Un groupe d'étudiantes` is nobody's name.
SOME = re.compile(r"\b(?:une?|an?|des|some|quelques)\s", re.IGNORECASE)
BACK = re.compile(
    r"\s*(?:à|au|en|in|to|depuis|since)\s(?:l['’]année\s)?(1[789]\d\d|20\d\d)\b", re.IGNORECASE
)
# `in the winter of 1986`, `à l'automne 1986`
SEASON = (
    r"(?:winter|spring|summer|autumn|fall|end|start|beginning|middle|hiver|printemps|été|automne|fin|début"
    r"|milieu)(?: (?:of|de|du mois de)| d['’])?"
)
INTO = (
    r"\b(?:in|en|in (?:late|early|mid)"
    rf"|(?:in|at|by|à|au|dès)\s(?:the\s|la\s|l['’])?(?:(?:late|early|very|tout)\s)?{SEASON})\s*"
)
IN = re.compile(rf"{INTO}\Z", re.IGNORECASE)
IN_YEAR = re.compile(rf"{INTO}\b(1[789]\d\d|20\d\d)\b", re.IGNORECASE)
SAME_CLAUSE = re.compile(r",?[^,;:()–—]*")
ON = re.compile(r"(?:\A|[,;:–—]\s?)\W*(?:(?:le|on)\b)?(?:\s\w+(?:day|di))?\s*\Z", re.IGNORECASE)
# A day or a year that opens a clause is nobody it speaks of.
OPENING_TIME = re.compile(
    r"\A\s*(?:in|en|on|at|by|à|au|le|dès)\s[^,;:]{0,30}?\b(?:1[789]|20)\d\d\b,?", re.IGNORECASE
)
WHEN = re.compile(r"\b(?:en|in|depuis|since)\s(1[789]\d\d|20\d\d)\b", re.IGNORECASE)


# `Depuis 1999, année de sa création, …`
YEAR_OF = re.compile(
    r"\b(1[789]\d\d|20\d\d)\b,? (?:\w+ )?(?:date|ann[ée]e|year|jour|day) (?:de|of|d[’'])\s?"
    r"(?:s[ao]n?|its|l[’']association)? ?(?:fondation|cr[ée]ation|naissance|foundation|creation|birth)\b",
    re.IGNORECASE,
)
AUXILIARY = frozenset({
    "was", "were", "is", "has", "been", "had", "be", "a", "ete", "est", "fut", "ont", "etait", "sont",
    "first", "officially", "originally", "d", "abord", "officiellement", "ainsi", "then", "also", "aussi",
    "avait", "re", "depuis", "since", "sa", "son", "its", "their", "in", "en",
})  # fmt: skip
