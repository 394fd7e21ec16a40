"""Labels with a dash, a sign or an aside before their value, and sentences that say where the website is."""

from __future__ import annotations

import pytest

import layouts
from records.member import profile
from records.models import Profile
from records.reading import Fetched
from tests.archive.conftest import SITE

ADA = "Ada Byrne, 3 rue du Port"
URL = "https://phare.example"
LINK = f"<a href='{URL}'>phare.example</a>"
OTHER = (
    "<p>Membre de la <a href='https://fede.example.net/membres'>fédération</a> depuis dix ans.</p>"
)


def read(body: str) -> Profile:
    page = (
        "<html lang='fr'><head><title>Le Phare (LPH)</title><meta name='generator' content='SPIP 3.1'></head>"
        "<body class='page_article'><div id='content'><h1 class='surlignable'>Le Phare (LPH)</h1><div class='texte'>"
        f"<p>Voici le phare.</p>{body}</div></div></body></html>"
    )
    fetched = Fetched(f"{SITE.base}spip.php?article7", page.encode(), "2026-01-02T03:04:05Z")
    return profile(layouts.read(fetched, SITE), SITE, "c")


@pytest.mark.parametrize(
    "label",
    [
        "Contact – {}", "Contacts - {}", "☎ Contact : {}", "✉ Contact : {}", "> Contact : {}", "→ Contact : {}",
        "Contact (bureau) : {}", "Contact local : {}", "Notre contact : {}", "Pour tout contact : {}",
        "Get in touch: {}", "Enquiries: {}", "Pour joindre l’association : {}", "Contactez l’association : {}",
        "Renseignements : {}", "Nous écrire : {}", "Contact name: {}",
    ],
)  # fmt: skip
def test_a_contact_is_read_behind_its_label(label: str) -> None:
    assert read(f"<p>{label.format(ADA)}</p>").contact == ADA


@pytest.mark.parametrize(
    "line",
    [
        "Contact – avec les écoles", "Contacts avec les écoles : nombreux", "Le contact fut bon : on se revoit.",
        "Nos contacts (nombreux) avec la ville : rien", "Bon contact – Ada", "Nous écrire un roman : un rêve",
        "Notre premier contact : un marin",
    ],
)  # fmt: skip
def test_words_about_contacts_are_no_label(line: str) -> None:
    assert read(f"<p>{line}</p>").contact is None


@pytest.mark.parametrize(
    "line",
    [
        f"Site internet – {LINK}", f"Retrouvez-nous sur {LINK}", f"Our website is {LINK}.", f"Find us at {LINK}",
        f"Visit us at {LINK}", LINK, f"Site(s) : {LINK}", f"Site Internet (en anglais) : {LINK}", f"Son site : {LINK}",
        f"Leur site internet : {LINK}", f"Consultez notre site {LINK}", f"→ Site : {LINK}",
        f"<a href='{URL}'>→ Site de l’association</a>", f"Consultez notre <a href='{URL}'>site internet</a>.",
        f"Voir son <a href='{URL}'>site</a>",
    ],
)  # fmt: skip
def test_a_website_is_read_beside_other_links(line: str) -> None:
    website = read(f"{OTHER}<p>{line}</p>").website_url
    assert website is not None
    assert website.rstrip("/") == URL


@pytest.mark.parametrize(
    "line",
    [
        "Visitez-nous sur place.", "Find us at the fair.", "Notre site est fermé en hiver.",
        "Le site de la réunion – salle B", f"La ville a rénové le phare avec l’État, voir leur <a href='{URL}'>site</a>.",
        f"Selon <a href='{URL}'>la presse</a>, tout va bien.", "Notre site : le cap, la lande et la mer",
        f"Le journal {LINK} en a parlé deux fois cette année.", "Retrouvez-nous sur le marché – Site : la place",
    ],
)  # fmt: skip
def test_what_leads_elsewhere_is_no_website(line: str) -> None:
    assert read(f"{OTHER}<p>{line}</p>").website_url is None
