"""The words that generated articles are made of."""

from __future__ import annotations

TOPICS = {
    "en": [
        "Housing comes first", "A year of hearings", "What minors tell us", "Work without pay",
        "Training for labour inspectors", "Border and protection", "The right to stay",
        "Compensation that never comes", "Who counts the victims", "A guide for hospitals",
    ],
    "fr": [
        "L’hébergement d’abord", "Une année d’audiences", "Ce que disent les mineurs",
        "Travailler sans salaire", "Former les inspecteurs du travail", "Frontière et protection",
        "Le droit au séjour", "Une indemnisation qui tarde", "Qui compte les victimes ?",
        "Un guide pour les hôpitaux",
    ],
}  # fmt: skip
AGENDA = {
    "en": [
        "Approval of the last report", "News from the members", "Budget of the year",
        "The training days of the autumn", "Letter to the ministry", "Exhibition in the town halls",
        "Accommodation for young adults", "Any other business",
    ],
    "fr": [
        "Approbation du dernier compte rendu", "Nouvelles des membres", "Budget de l’année",
        "Les journées de formation de l’automne", "Lettre au ministère",
        "Exposition dans les mairies", "Hébergement des jeunes majeurs", "Questions diverses",
    ],
}  # fmt: skip
PLACES = ["Paris", "Lyon", "Marseille", "Lille", "Nantes", "Strasbourg"]
TOWNS = [
    "Amiens", "Angers", "Auxerre", "Bayonne", "Beauvais", "Belfort", "Béziers", "Blois", "Bourges",
    "Brest", "Caen", "Calais", "Chartres", "Colmar", "Dieppe", "Dijon", "Évreux", "Gap",
    "Grenoble", "Laval", "Limoges", "Lorient", "Mâcon", "Metz", "Nancy", "Nevers", "Niort",
]  # fmt: skip
TRADES = [
    "Droits et Abri", "Le Gué", "Main Tendue", "Les Passeurs", "Toit pour Tous", "Voix Libres",
    "Horizons Clairs", "Le Phare",
]  # fmt: skip
SENTENCES = {
    "en": [
        "Volunteers met forty families during the winter and noted what each of them lacked most.",
        "A lawyer explained how the time limits run when a complaint is filed late.",
        "The shelter keeps three rooms free for arrivals in the night.",
        "Two members asked that figures be published with the method used to count them.",
        "Nobody had told the young people that an interpreter costs them nothing.",
        "The prefecture answered after eleven weeks, in two lines.",
        "Inspectors found the workshop empty; the machines were still warm.",
        "School staff now know whom to call, and the number hangs behind every reception desk.",
        "The working group will hand over its draft before the summer break.",
        "Most of those concerned had a contract, but none of them had been given a copy.",
        "A bank account in one’s own name is often the first step, and the hardest.",
        "The hospital’s night team asked for a leaflet in six languages.",
        "Several speakers recalled that a residence permit must not depend on a testimony.",
        "The court postponed the hearing for the fourth time because no room was free.",
        "Partners abroad confirm what we observe here: routes change faster than files do.",
        "Funding ends in December, and no call for projects has been announced since.",
    ],
    "fr": [
        "Des bénévoles ont rencontré quarante familles cet hiver et noté ce qui leur manquait.",
        "Une avocate a expliqué comment courent les délais lorsque la plainte est tardive.",
        "Le foyer garde trois chambres libres pour les arrivées de nuit.",
        "Deux membres demandent que les chiffres soient publiés avec leur méthode de calcul.",
        "Personne n’avait dit aux jeunes que l’interprète ne leur coûterait rien.",
        "La préfecture a répondu au bout de onze semaines, en deux lignes.",
        "Les inspecteurs ont trouvé l’atelier vide ; les machines étaient encore chaudes.",
        "Dans les écoles, chacun sait désormais qui appeler en cas de doute.",
        "Le groupe de travail remettra son projet avant la pause de l’été.",
        "La plupart avaient signé un contrat, mais aucun n’en avait reçu la copie.",
        "Ouvrir un compte à son nom est souvent le premier pas, et le plus difficile.",
        "L’équipe de nuit de l’hôpital souhaite un dépliant en six langues.",
        "Plusieurs intervenants l’ont rappelé : un titre de séjour ne se paie pas d’un témoignage.",
        "Le tribunal a renvoyé l’audience pour la quatrième fois, faute de salle.",
        "Nos partenaires à l’étranger le confirment : les routes changent avant les dossiers.",
        "Le financement s’arrête en décembre et aucun appel à projets n’est annoncé.",
    ],
}
