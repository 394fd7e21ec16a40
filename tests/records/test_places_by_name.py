"""Places that stand before their day, by their name alone, or in the title, and names that are no place."""

from __future__ import annotations

import pytest

from tests.records.announced import Case, Row, filled, rows

D, P = "2017-04-04", "2017-03-10"
T = "Réunion du 4 avril 2017"


def at(place: str | None) -> list[Row]:
    return [(D, None, None, place)]


def six(place: str | None) -> list[Row]:
    return [(D, "18:00", None, place)]


BEFORE_DAY: list[Case] = [
    (["Rencontre", "À la mairie de Lens, salle des mariages, le mardi 4 avril 2017 à 18h."],
     six("mairie de Lens, salle des mariages"), P),
    (["Rencontre", "À l’Espace Prévert, 12 rue Haute, mardi 4 avril 2017 à 18h."], six("Espace Prévert, 12 rue Haute"), P),
    (["Rencontre", "Bourse du travail, 1 rue Haute, Lens, salle Ferrer : mardi 4 avril 2017, 18h."],
     six("Bourse du travail, 1 rue Haute, Lens, salle Ferrer"), P),
    (["Rencontre", "Salle des fêtes de Lens – mardi 4 avril 2017 – 18h"], six("Salle des fêtes de Lens"), P),
    (["Rencontre", "MJC Picaud, Cannes, mardi 4 avril 2017 à 18h"], six("MJC Picaud, Cannes"), P),
    (["Rencontre", "Au Sénat, le mardi 4 avril 2017, 18h"], six("Sénat"), P),
    (["Meeting", "At the Quaker Meeting House, 7 Victoria Terrace, on Tuesday 4 April 2017 at 6pm."],
     six("Quaker Meeting House, 7 Victoria Terrace"), P),
    (["Meeting", "Village Hall, High Street: Tuesday 4 April 2017, 6pm"], six("Village Hall, High Street"), P),
    (["Meeting", "In St Mary’s Church Hall on Tuesday 4 April 2017, 6pm"], six("St Mary’s Church Hall"), P),
    # Who invites and what it is about; an occasion, a state.
    (["Rencontre", "À l’occasion de la fête, le mardi 4 avril 2017 à 18h."], six(None), P),
    (["Rencontre", "À la demande de la mairie, réunion le mardi 4 avril 2017 à 18h."], six(None), P),
    (["Rencontre", "Le Secours Catholique : mardi 4 avril 2017 à 18h"], six(None), P),
    (["Rencontre", "Maison des femmes : réunion mardi 4 avril 2017 à 18h"], six(None), P),
    (["Rencontre", "Collectif de la rue Haute – réunion mardi 4 avril 2017 à 18h"], six(None), P),
    (["Rencontre", "Dans le cadre du festival, mardi 4 avril 2017 à 18h"], six(None), P),
    (["Rencontre", "Au programme, le mardi 4 avril 2017 à 18h : un débat."], six(None), P),
    (["Meeting", "In the meantime, on Tuesday 4 April 2017 at 6pm"], six(None), P),
]  # fmt: skip

UP_TO_DAY: list[Case] = [
    (["Conseil", "Le conseil municipal se réunira salle du Conseil le mardi 4 avril 2017 à 18 heures."], six("salle du Conseil"), P),
    (["Rassemblement", "Tous place Bellecour mardi 4 avril à 18h !"], six("place Bellecour"), P),
    (["Concert", "Concert de soutien au temple de l’Étoile, mardi 4 avril à 18h."], six("temple de l’Étoile"), P),
    (["Soirée", "Soirée jeux au Remue-Méninges, mardi 4 avril à 18h."], six("Remue-Méninges"), P),
    (["Social", "Upstairs at the Red Lion, Tuesday 4 April 2017, 6pm"], six("Red Lion"), P),
    (["Training", "The training will be delivered at the Salvation Army, 101 Newington Causeway, on 4 April 2017 from 6pm."],
     six("Salvation Army, 101 Newington Causeway"), P),
    (["March", "Assemble at Trafalgar Square at 6pm on Tuesday 4 April 2017."], six("Trafalgar Square"), P),
    (["Rassemblement", "Rendez-vous mardi 4 avril à 18h sur le parvis de l’Hôtel de Ville."], six("parvis de l’Hôtel de Ville"), P),
    (["Journée", "4 avril 2017, 18h // Institut du travail social, amphi B"], six("Institut du travail social, amphi B"), P),
    (["Union meeting", "Meeting: Tuesday 4 April 2017, 6pm; Unite House, 128 Theobald’s Road"], six("Unite House, 128 Theobald’s Road"), P),
    (["Film night", "When: Tuesday 4 April 2017, 6pm", "Where: The Foundry, 17 Oval Way (5 mins from Vauxhall tube)"],
     six("The Foundry, 17 Oval Way"), P),
    (["Colloque", "Lyon 7e, ENS, 4 avril 2017, 18h"], six("Lyon 7e"), P),
    (["Rally", "Rally on the steps of the Town Hall, Tuesday 4 April 2017, 6pm."], six("steps of the Town Hall"), P),
    (["Launch", "Book launch: The Old Fire Station, Oxford, Tuesday 4 April 2017, 6pm"], six("The Old Fire Station, Oxford"), P),
    (["Débat", "Débat : hôpital en crise, mardi 4 avril 2017 à 18h"], six(None), P),
    (["Débat", "Débat : Rue et exil, mardi 4 avril 2017 à 18h"], six(None), P),
    # Who speaks and where he works, what it is about, whom it is for.
    (["Conférence", "Conférence de Jean Roux, sociologue à l’université de Lens, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Conférence", "Jean Roux, chercheur au CNRS, sera parmi nous mardi 4 avril 2017 à 18h."], six(None), P),
    (["Talk", "A talk by Ann Lee, lecturer at King’s College, Tuesday 4 April 2017, 6pm."], six(None), P),
    (["Débat", "Débat sur l’accueil à Calais, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Soirée", "Soirée de soutien à la Maison des femmes, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Soirée", "Soirée avec le Théâtre du Soleil, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Rencontre", "Rencontre organisée par la Maison des femmes, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Débat", "Débat sur le procès au Burkina, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Conférence", "Conférence sur la traite à la Maison du peuple, mardi 4 avril 2017 à 18h."], six("Maison du peuple"), P),
    (["Réunion", "A la mairie de Lens, mardi 4 avril 2017 à 18h."], six("mairie de Lens"), P),
    (["Réunion", "A Lens, le mardi 4 avril 2017 à 18h."], six("Lens"), P),
    (["Meeting", "A meeting about women in prison, Tuesday 4 April 2017, 6pm."], six(None), P),
    (["Meeting", "Hosted by the Cardinal Hume Centre, Tuesday 4 April 2017, 6pm."], six(None), P),
    (["Réunion", "Ouverte à toutes et à tous, mardi 4 avril 2017 à 18h."], six(None), P),
    (["Réunion", "Réunion de coordination au niveau national, mardi 4 avril 2017 à 18h."], six(None), P),
]  # fmt: skip

BY_NAME: list[Case] = [
    ([T, "Le Remue-Méninges", "43 rue Haute, Saint-Étienne"], at("Le Remue-Méninges, 43 rue Haute, Saint-Étienne"), P),
    ([T, "18h", "La Parole Errante", "9 rue Haute", "93100 Montreuil"], six("La Parole Errante, 9 rue Haute, 93100 Montreuil"), P),
    (["Soirée", "La Bellevilloise – mardi 4 avril 2017 à 18h", "19-21 rue Haute, Paris 20e", "Métro Gambetta"],
     six("La Bellevilloise, 19-21 rue Haute, Paris 20e"), P),
    (["Soirée", "Mardi 4 avril 2017 à 18h, La Bellevilloise", "19-21 rue Haute, Paris 20e"],
     six("La Bellevilloise, 19-21 rue Haute, Paris 20e"), P),
    (["Vernissage", "Galerie Le Carré d’Art", "29 rue Haute, 75008 Paris", "Mardi 4 avril 2017 à partir de 18h"],
     six("Galerie Le Carré d’Art, 29 rue Haute, 75008 Paris"), P),
    (["Exhibition", "The Peckham Platform", "89 Peckham High Street", "London SE15 5RS", "Tuesday 4 April 2017, 6pm"],
     six("The Peckham Platform, 89 Peckham High Street, London SE15 5RS"), P),
    (["Meeting of 4 April 2017", "Friends House", "173 Euston Road", "London NW1 2BJ"],
     at("Friends House, 173 Euston Road, London NW1 2BJ"), P),
    # What stands above an address of somebody else; a sentence.
    ([T, "Contact : Le Remue-Méninges", "43 rue Haute, Lens"], at(None), P),
    ([T, "Salle Courbet, 3 rue Basse, Lens", "Le Secours Catholique", "43 rue Haute, Lens"], at("Salle Courbet, 3 rue Basse, Lens"), P),
    ([T, "Salle Courbet", "Inscription :", "Secours Catholique", "43 rue Haute, Lens"], at("Salle Courbet"), P),
    ([T, "Le Président", "Jean Dupont"], at(None), P),
]  # fmt: skip

OF_TITLE: list[Case] = [
    (["Réunion de rentrée – Lille", "Mardi 4 avril 2017 à 18h."], six("Lille"), P),
    (["Lille : réunion de rentrée", "Mardi 4 avril 2017 à 18h."], six("Lille"), P),
    (["Réunion de rentrée (Lille)", "Mardi 4 avril 2017 à 18h."], six("Lille"), P),
    (["Réunion de rentrée, Lille", "Mardi 4 avril 2017 à 18h."], six("Lille"), P),
    (["Réunion de rentrée – Lille", "Mardi 4 avril 2017 à 18h, mairie."], six("mairie"), P),
    (["Demonstration at Yarl’s Wood", "Join us on Tuesday 4 April 2017 from 6pm."], six("Yarl’s Wood"), P),
    (["Vigil outside the Home Office", "Tuesday 4 April 2017, 6pm."], six("Home Office"), P),
    (["Projection-débat au Lieu-Dit", "Mardi 4 avril 2017 à 18h."], six("Lieu-Dit"), P),
    (["Rassemblement place de la République", "Mardi 4 avril 2017 à 18h."], six("place de la République"), P),
    (["Conférence à la médiathèque de Lens", "Mardi 4 avril 2017 à 18h."], six("médiathèque de Lens"), P),
    (["Soirée jeux à la Maison du peuple", "Mardi 4 avril 2017 à 18h."], six("Maison du peuple"), P),
    (["Exposition à l’Hôtel de Ville", "Mardi 4 avril 2017 à 18h."], six("Hôtel de Ville"), P),
    (["Public meeting at St Mary’s Church", "Tuesday 4 April 2017, 6pm."], six("St Mary’s Church"), P),
    (["Projection-débat au Lieu-Dit", "Mardi 4 avril 2017 à 18h, salle Courbet."], six("salle Courbet"), P),
    # Themes and people.
    (["Réunion : Lille, ville d’accueil", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Conférence : de Lagos à Paris", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Atelier : accès au Droit", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Initiation au Yoga", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Projection : Voyage à Tokyo", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Réponse à la Maison Blanche", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Conférence sur le droit à la ville", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Rencontre avec la Maison des femmes", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Réunion du collectif – Maison des femmes", "Mardi 4 avril 2017 à 18h."], six(None), P),
    (["Talk: Life at Sea", "Tuesday 4 April 2017, 6pm."], six(None), P),
    (["Training in First Aid", "Tuesday 4 April 2017, 6pm."], six(None), P),
    (["A look at Modern Slavery", "Tuesday 4 April 2017, 6pm."], six(None), P),
]  # fmt: skip

BESIDE: list[Case] = [
    (["Concert", "Mardi 4 avril 2017 – 18h", "Salle Poirel, Nancy", "Billets en vente à la librairie Didier"], six("Salle Poirel, Nancy"), P),
    (["Gathering", "The Spring gathering takes place at Ammerdown Centre, Radstock, on 4 April 2017."], at("Ammerdown Centre, Radstock"), P),
    (["Permanence", "Mardi 4 avril 2017, 18h, mairie annexe, bureau 4."], six("mairie annexe, bureau 4"), P),
    (["Lunch", "St Paul’s Centre, Crewe: community lunch, Tuesday 4 April 2017, 6pm."], six("St Paul’s Centre, Crewe"), P),
    (["Débat", "Mardi 4 avril 2017, 18h, Cellier de Clairvaux."], six("Cellier de Clairvaux"), P),
    (["Permanences", "Mardi 4 avril 2017, 18h : mairie de Bron", "Mardi 2 mai 2017, 18h : en ligne"],
     [(D, "18:00", None, "mairie de Bron"), ("2017-05-02", "18:00", None, "en ligne")], P),
    (["Projection", "Mardi 4 avril 2017, 18h – Le Lux, 6 avenue Haute, Caen – Débat animé par Paul Roy (Université de Caen)"],
     six("Le Lux, 6 avenue Haute, Caen"), P),
    (["Vide-grenier", "Mardi 4 avril 2017 à 18h sur l’esplanade du lac, au profit de la Maison d’accueil."], six("esplanade du lac"), P),
    (["Séminaire", "Mardi 4 avril 2017, 18h, salle 5 (Campus Condorcet, Aubervilliers, métro Front populaire)"],
     six("salle 5 (Campus Condorcet, Aubervilliers)"), P),
    (["Committee", "The committee will meet by video conference on Tuesday 4 April at 6pm."], six("by video conference"), P),
    (["Committee", "The meeting on 4 April will now take place at the Scout Hut, Mill Lane, not the Village Hall. Start time is still 6pm."],
     six("Scout Hut, Mill Lane"), P),
    (["Training", "Tuesday 4 April 2017, 6pm. Trainer: Sarah Bell, Mothertongue. Delivered via Teams."], six("Teams"), P),
    (["Permanences", "Mardi 4 avril 2017, 18h : Point info, Vaulx-en-Velin"], six("Vaulx-en-Velin"), P),
    (["Marche du 4 avril 2017", "Arrivée place de la Nation."], at(None), P),
    (["Formation", "Mardi 4 avril 2017, 18h : lire en ligne le programme"], six(None), P),
    (["Formation", "Mardi 4 avril 2017, 18h, salle 5 (avec Paul Roy, Université de Caen)"], six("salle 5"), P),
    (["Formation", "Mardi 4 avril 2017, 18h. Réponse par retour de courriel."], six(None), P),
]  # fmt: skip

OF_OTHERS: list[Case] = [
    (["AG", "Mardi 4 avril 2017, 18h", "Salle Ambroise-Croizat", "Bourse du travail", "3 rue du Château-d’Eau", "Métro République"],
     six("Salle Ambroise-Croizat, Bourse du travail, 3 rue du Château-d’Eau"), P),
    (["Espace Simone-Veil, Angers : réunion publique le 4 avril 2017 à 18h", "Venez nombreux."], six("Espace Simone-Veil, Angers"), P),
    (["Changement", "La réunion du 4 avril 2017 à 18h, prévue à la mairie, aura lieu à la Maison des familles."],
     six("Maison des familles"), P),
    (["Formation en ligne : mardi 4 avril 2017", "À 18h. Formatrice : Anne Roux, Maison des femmes de Montreuil."], six("en ligne"), P),
    (["Group", "The group meets in Leeds Central Library on the first Tuesday of the month. Next meeting: 4 April 2017, 6pm."],
     six("Leeds Central Library"), P),
    (["Réunion", "Mardi 4 avril 2017 à 18h. L’association Maison Blanche y présentera son bilan."], six(None), P),
    (["Réunion", "Mardi 4 avril 2017 à 18h – Thème : la rue, un danger"], six(None), P),
    (["Talks", "Tuesday 4 April 2017, 6pm – Speaker: Ann Lee, Hope House"], six(None), P),
    (["Talks", "Tuesday 4 April 2017, 6pm, Town Hall – Speaker: Ann Lee, Hope House"], six("Town Hall"), P),
    (["Réunion", "Mardi 4 avril 2017 à 18h – Lens : salle Courbet"], six("Lens"), P),
    (["Débat", "Mardi 4 avril 2017, 18h, avec Luc Blanc. Contact : Maison des femmes, 4 rue Haute, Lens."], six(None), P),
]  # fmt: skip

AFTER: list[Case] = [
    ([T, "Elle se tiendra à 18h, à la Maison des femmes.", "La réunion suivante est fixée au 16 mai 2017."],
     [(D, "18:00", None, "Maison des femmes"), ("2017-05-16",)], P),
    (["Meeting of 4 April 2017", "It will be held at 6pm at the Town Hall.", "The following meeting will be on 16 May 2017."],
     [(D, "18:00", None, "Town Hall"), ("2017-05-16",)], P),
    ([T, "Horaires : 18h", "Lieu : mairie", "La réunion suivante est fixée au 16 mai 2017."],
     [(D, "18:00", None, "mairie"), ("2017-05-16", "18:00", None, "mairie")], P),
    ([T, "Elle se tiendra à 18h, à la mairie.", "La réunion suivante aura lieu le 16 mai 2017 à 19h, salle Courbet."],
     [(D, "18:00", None, "mairie"), ("2017-05-16", "19:00", None, "salle Courbet")], P),
    (["Formation à Toulouse", "Mardi 4 avril 2017, 18h."], six("Toulouse"), P),
    (["Formation au Secourisme", "Mardi 4 avril 2017, 18h."], six(None), P),
    (["Rencontre", "4 avril 2017 : Grenoble, Maison du tourisme, 18h"], six("Grenoble, Maison du tourisme"), P),
    (["Chorale", "Répétition mardi 4 avril 2017 à 18h, Notre-Dame de la Gare"], six("Notre-Dame de la Gare"), P),
    (["Parish meeting", "4 April 2017 6pm Small Hall"], six("Small Hall"), P),
    (["Audition", "4 avril 2017, 18h, Parlement européen, Bruxelles, salle ASP 1G2"], six("Parlement européen, Bruxelles, salle ASP 1G2"), P),
    (["Formation", "Mardi 4 avril 2017, 18h. Chèque à l’ordre de l’association, 3 rue Haute, 31000 Toulouse."], six(None), P),
    (["Atelier", "Mardi 4 avril 2017, 18h. Intervenants : Luc Blanc (Samu social de Paris), Anne Leroy, avocate à Lyon."], six(None), P),
    (["Workshop", "Tuesday 4 April 2017, 6pm. Please send forms to Hope House, 12 Park Road, Leeds."], six(None), P),
]  # fmt: skip

ENDS: list[Case] = [
    (["Dates", "Meetings start at 6pm in the Memorial Hall unless otherwise stated.", "Tuesday 4 April 2017"], six("Memorial Hall"), P),
    (["Dates", "Les réunions ont lieu à 18h, salle Courbet, sauf indication contraire.", "Mardi 4 avril 2017"], six("salle Courbet"), P),
    (["Dates", "Les réunions ont lieu à 18h à la mairie sauf mention contraire.", "Mardi 4 avril 2017"], six("mairie"), P),
    (["Réunion", "Mardi 4 avril 2017 à 18h salle Courbet – En partenariat avec Attac Lens"], six("salle Courbet"), P),
    (["Réunion", "Mardi 4 avril 2017 à 18h à la Maison du peuple à l’appel du collectif"], six("Maison du peuple"), P),
    (["Meeting", "Tuesday 4 April 2017, 6pm, Friends House, Euston Road, organised by the Refugee Council"],
     six("Friends House, Euston Road"), P),
]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected", "published"),
    [*BEFORE_DAY, *UP_TO_DAY, *BY_NAME, *OF_TITLE, *BESIDE, *OF_OTHERS, *AFTER, *ENDS],
)
def test_a_place_is_read_before_its_day_by_its_name_or_in_the_title(
    printed: list[str], expected: list[Row], published: str | None
) -> None:
    assert rows(printed, published) == filled(expected)
