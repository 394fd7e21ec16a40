"""Places as editors write them in haste: with us, at somebody's, in three towns, joined from elsewhere."""

from __future__ import annotations

import pytest

from tests.records.announced import Case, Row, filled, rows

D, P = "2017-04-04", "2017-03-10"
T = "Réunion du 4 avril 2017"


def at(place: str | None) -> list[Row]:
    return [(D, None, None, place)]


ADDRESSES: list[Case] = [
    ([T, "Foyer Le Phare", "25, boulevard Victor-Hugo", "59000 Lille"],
     at("Foyer Le Phare, 25, boulevard Victor-Hugo, 59000 Lille"), None),
    (["Prochaine réunion : mardi 4 avril 2017, de 10 heures à 16 heures, au siège de l’UNAF (28, place Haute – 75009 Paris)."],
     [(D, "10:00", "16:00", "siège de l’UNAF (28, place Haute – 75009 Paris)")], None),
    ([T, "FIAP Jean Monnet – 30 rue Cabanis – 75014 Paris"], at("FIAP Jean Monnet – 30 rue Cabanis – 75014 Paris"), None),
    ([T, "On se retrouve chez Martine, 14 impasse du Moulin à Cergy. Apportez un plat."],
     at("Martine, 14 impasse du Moulin à Cergy"), None),
    ([T, "Rendez-vous au local, 5 bis rue des Carmes."], at("local, 5 bis rue des Carmes"), None),
    ([T, "Lieu : 3 rue du Presbytère (sonner à l’interphone)"], at("3 rue du Presbytère"), None),
    (["Réunion le 4 avril 2017 à 20h15, 3 rue du Presbytère (sonner à l’interphone)."],
     [(D, "20:15", None, "3 rue du Presbytère")], None),
    (["Meeting of 4 April 2017", "Grace Lutheran Church", "210 Oak Street", "Springfield"],
     at("Grace Lutheran Church, 210 Oak Street, Springfield"), None),
    (["Regional meeting – 4 April 2017 – Newcastle upon Tyne", "The Beacon, Westgate Road, NE4 9PQ"],
     at("The Beacon, Westgate Road, NE4 9PQ, Newcastle upon Tyne"), None),
    (["Réunion du 4 avril 2017 – Lens", "Maison des associations, 3 rue Haute"], at("Maison des associations, 3 rue Haute, Lens"), None),
    # What stands below an address and is no town; what two places say of each other.
    ([T, "Maison des voisins", "12 rue Haute", "Merci"], at("Maison des voisins, 12 rue Haute"), None),
    ([T, "Maison des voisins", "12 rue Haute", "Claire Dupont"], at("Maison des voisins, 12 rue Haute"), None),
    (["Réunion du 4 avril 2017 – Lens", "Maison des associations, 3 rue Haute, Lille"], at("Lens"), None),
    ([T, "On se retrouve pour préparer la fête."], at(None), None),
    ([T, "Retrouvons-nous nombreux à cette occasion."], at(None), None),
]  # fmt: skip

REMARKS: list[Case] = [
    ([T, "À 20 h, chez Paul et Anne (adresse par mail)."], [(D, "20:00", None, "Paul et Anne")], None),
    ([T, "Lieu : Sénat, salle Médicis, 15 ter rue Haute, Paris 6e (pièce d’identité obligatoire)"],
     at("Sénat, salle Médicis, 15 ter rue Haute, Paris 6e"), None),
    ([T, "Lieu : salle 204 (bâtiment Condorcet)"], at("salle 204 (bâtiment Condorcet)"), None),
    (["Soirée", "Mardi 4 avril 2017 · 20h · Salle Jean-Dame, 17 rue Haute, Paris 2e · M° Sentier"],
     [(D, "20:00", None, "Salle Jean-Dame, 17 rue Haute, Paris 2e")], None),
    ([T, "Elle se tiendra comme annoncé au lycée Mistral, amphithéâtre."], at("lycée Mistral, amphithéâtre"), None),
    ([T, "Lieu : ECPAT France", "40 avenue Haute", "Le Bourget"], at("ECPAT France, 40 avenue Haute, Le Bourget"), None),
    ([T, "Rendez-vous à 18h30 sous la halle. En cas de pluie, repli à la salle du temple."],
     [(D, "18:30", None, "halle")], None),
    (["Next meetings", "4 April 2017 – steering group (Skype), 11:00–12:00"], [(D, "11:00", "12:00", "Skype")], None),
    (["Next meetings", "4 April 2017, 13:30–16:30, Amnesty International UK, 17-25 New Inn Yard, London"],
     [(D, "13:30", "16:30", "Amnesty International UK, 17-25 New Inn Yard, London")], None),
    (["Open evening", "Tuesday 4 April 2017, between 5.30pm and 8pm, at our new offices (52 Lant Street, London SE1)."],
     [(D, "17:30", "20:00", "our new offices (52 Lant Street, London SE1)")], None),
    (["An evening", "Tuesday 4 April 2017, 7pm. St Mary’s Parish Hall, Sidney Road (next to the church)."],
     [(D, "19:00", None, "St Mary’s Parish Hall, Sidney Road")], None),
    (["Next meeting – 4 April 2017", "At the usual place, St Columba’s, from 7.30 to 9.30 pm."],
     [(D, "19:30", "21:30", "St Columba’s")], None),
    ([T, "18h, au lieu habituel, salle Courbet."], [(D, "18:00", None, "salle Courbet")], None),
    ([T, "18h, au lieu habituel."], [(D, "18:00")], None),
    (["AGM on 4 April 2017 at 11am, both in person (Mechanics Institute, Manchester) and on Zoom."],
     [(D, "11:00", None, "Mechanics Institute, Manchester")], None),
    (["Réunion de zone à Vesoul", "Mardi 4 avril 2017, 14 h 30. Le lieu sera communiqué par courriel."], [(D, "14:30", None, "Vesoul")], None),
    (["Réunion publique à la une", "Mardi 4 avril 2017, 14 h 30."], [(D, "14:30")], None),
    ([T, "Accueil à 8h30. Début des travaux à 9h. Repas fraternel. Clôture à 16h30.", "Salle Courbet, 25 rue Haute, Lens"],
     [(D, "09:00", "16:30", "Salle Courbet, 25 rue Haute, Lens")], None),
    (["Réunion du 4 avril 2017 à 18h à la Maison de l’Europe affiche complet"], [(D, "18:00", None, "Maison de l’Europe")], None),
    (["Réunion le 4 avril 2017 à La Rochelle"], at("La Rochelle"), None),
    (["Meeting on 4 April 2017 at The Swan Hotel, Stafford"], at("The Swan Hotel, Stafford"), None),
    (["Réunion le 4 avril 2017 à L’Escale, 3 rue Haute"], at("L’Escale, 3 rue Haute"), None),
    (["Réunion le 4 avril 2017 à la mairie de Lens"], at("mairie de Lens"), None),
    (["Meeting on 4 April 2017 at the Town Hall (AGM)"], at("Town Hall"), None),
    (["Rencontres 2017", "Ville | Date | Lieu", "Lille | 4 avril 2017, 14h | MRES, 23 rue Haute"],
     [(D, "14:00", None, "MRES, 23 rue Haute, Lille")], None),
    (["Rencontres 2017", "Ville | Date", "Lille | 4 avril 2017, 14h"], [(D, "14:00", None, "Lille")], None),
    (["Groupe de lecture", "Le groupe se réunit à la médiathèque, à 17h30, le 4 avril 2017."], [(D, "17:30", None, "médiathèque")], None),
    ([T, "Rendez-vous à 17h45 devant l’hôtel de ville. La réunion commence à 18h dans la salle des commissions."],
     [(D, "18:00", None, "salle des commissions")], None),
    (["Meetings", "The April meeting will be on Zoom on 4 April 2017 at 7pm."], [(D, "19:00", None, "Zoom")], None),
    (["Réunion le 4 avril 2017 à 19 h 30 dans sa salle de réunion, 14 rue Haute."],
     [(D, "19:30", None, "salle de réunion, 14 rue Haute")], None),
    (["Meeting of 4 April 2017: zoom on a law"], at(None), None),
    (["Drop-in", "Tues 4 April 2017, 4–7pm: Community Hub, Station Road"], [(D, "16:00", "19:00", "Community Hub, Station Road")], None),
    (["Séance", "Mardi 4 avril 2017, 14h : Histoire du quartier, salle B"], [(D, "14:00", None, "salle B")], None),
    ([T, "VVF de Dourdan (91)"], at("VVF de Dourdan (91)"), None),
    ([T, "Lieu : Foyer Jorbalan – adresse communiquée aux inscrits"], at("Foyer Jorbalan"), None),
    (["Assemblée du 4 avril 2017 – salle changée", "L’assemblée aura lieu salle Olympe (15 rue Haute) et non à l’AGECA."],
     at("salle Olympe (15 rue Haute)"), None),
    (["Meeting on 4 April 2017", "Place unchanged: 2 Marsham Street, London."], at("2 Marsham Street, London"), None),
    ([T, "Coût (94)"], at(None), None),
    ([T, "Rendez-vous sous réserve de confirmation."], at(None), None),
    ([T, "À 18h, à notre plus grande joie."], [(D, "18:00")], None),
]  # fmt: skip

BOTH: list[Case] = [
    ([T, "En présentiel (siège) ou à distance"], at("siège ou à distance"), None),
    ([T, "En présentiel (salle Courbet) et en visio"], at("salle Courbet et en visio"), None),
    ([T, "En présentiel dans nos locaux (8 quai Haut, Paris 19e) et en visioconférence pour les autres"],
     at("nos locaux (8 quai Haut, Paris 19e) et en visioconférence"), None),
    ([T, "En présentiel : salle Courbet, ou en visio"], at("salle Courbet, ou en visio"), None),
    (["Meeting of 4 April 2017", "In person (Town Hall) or on Zoom"], at("Town Hall or on Zoom"), None),
    (["Réunion du 4 avril 2017, Paris, Lyon et Marseille en visio"], at("Paris, Lyon et Marseille en visio"), None),
    (["Réunion le 4 avril 2017 à Paris et à Lyon"], at("Paris et à Lyon"), None),
    (["Réunion le 4 avril 2017 à Paris, à 14h et à Lyon"], [(D, "14:00", None, "Paris")], None),
    ([T, "En présentiel ou à distance"], at(None), None),
    ([T, "La participation en présentiel (obligatoire) est gratuite."], at(None), None),
    (["Webinaire : mardi 4 avril 2017 de 12h30 à 14h", "En ligne (Zoom)"], [(D, "12:30", "14:00", "En ligne (Zoom)")], None),
    (["Webinaire du 4 avril 2017", "Lieu : Zoom"], at("Zoom"), None),
    (["Webinaire du 4 avril 2017", "Inscription en ligne"], at("Webinaire"), None),
]  # fmt: skip

NAMES: list[Case] = [
    (["Meeting – 4 April 2017 – Milton Keynes – 2pm"], [(D, "14:00", None, "Milton Keynes")], None),
    (["Meeting – 4 April 2017 – Bury St Edmunds – 2pm"], [(D, "14:00", None, "Bury St Edmunds")], None),
    (["Meeting – 4 April 2017 – Hebden Bridge"], at("Hebden Bridge"), None),
    (["Meeting – 4 April 2017 – High Wycombe"], at("High Wycombe"), None),
    (["Meeting – 4 April 2017 – Market Harborough"], at("Market Harborough"), None),
    (["Réunion du 4 avril 2017 – Nogent le Rotrou – 14h"], [(D, "14:00", None, "Nogent le Rotrou")], None),
    (["Réunion du 4 avril 2017 – Villefranche-de-Rouergue – 14h"], [(D, "14:00", None, "Villefranche-de-Rouergue")], None),
    (["Réunion du 4 avril 2017 – Mantes-la-Jolie"], at("Mantes-la-Jolie"), None),
    (["Meeting – 4 April 2017 – Housing Rights – 2pm"], [(D, "14:00")], None),
    (["Meeting – 4 April 2017 – Jane Booth – 2pm"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – Conseil Citoyen – 14h"], [(D, "14:00")], None),
    (["Réunion du 4 avril 2017 – Claire Dupont – 14h"], [(D, "14:00")], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected", "published"), [*ADDRESSES, *REMARKS, *BOTH, *NAMES]
)
def test_a_place_in_any_of_these_words_is_read_whole_and_none_is_invented(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)
