"""A member's website and contact are read however an editor or a theme sets label and value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from records.finding import find
from records.models import Capture, Profile
from records.reading import Fetched
from tests.archive.conftest import SITE

BASE = "https://contrelatraite.org/"
URL = "http://phare.example/"
LINK = f'<a href="{URL}">Le Phare</a>'
CAPTURE = Capture(
    id="c", url=BASE, captured_at="2018-05-12T10:00:00Z", digest="sha1:x", bytes=1, file="f", offset=0, crawl_id="r",
)  # fmt: skip
ADDRESS = "www.phare.example"

# Markup in the text of a profile; address and words of the website, contact.
SAID = {
    "neighbours": (f"<div>Site</div><div>{LINK}</div>", URL, "Le Phare", None),
    "neighbours with a colon": (f"<div>Site :</div><div>{LINK}</div>", URL, "Le Phare", None),
    "neighbours with an address": (f"<div>Web</div><div>{ADDRESS}</div>", f"http://{ADDRESS}", ADDRESS, None),
    "terms": (f"<dl><dt>Site</dt><dd>{LINK}</dd><dt>Contact</dt><dd>A. Personne</dd></dl>", URL, "Le Phare", "A. Personne"),
    "a table": (f"<table><tr><td>Site</td><td>{LINK}</td></tr></table>", URL, "Le Phare", None),
    "a heading": (f"<h3>Site internet</h3><p>{LINK}</p>", URL, "Le Phare", None),
    "plural": (f"<p>Sites internet : {LINK}</p>", URL, "Le Phare", None),
    "official": (f"<p><strong>Site officiel</strong> : {LINK}</p>", URL, "Le Phare", None),
    "owned": (f"<p>Le site de l’ABC : {LINK}</p>", URL, "Le Phare", None),
    "owned by a long name": (f"<p>Site internet de l’Association du Phare des Brumes : {LINK}</p>", URL, "Le Phare", None),
    "our": (f"<p>Notre site : {LINK}</p>", URL, "Le Phare", None),
    "our in English": (f"<p>Our website: {LINK}</p>", URL, "Le Phare", None),
    "no colon": (f"<p>Site internet {ADDRESS}</p>", f"http://{ADDRESS}", ADDRESS, None),
    "alone in its line": (f'<p><a href="{URL}">Le site de l’ABC</a></p>', URL, "Le site de l’ABC", None),
    "alone in an item": (f"<ul><li>{LINK}</li></ul>", URL, "Le Phare", None),
    "alone beside links of the site": (f"<p>{LINK}</p><p><a href='/autre'>Autre page</a></p>", URL, "Le Phare", None),
    "to reach us": ("<p>Pour nous joindre : A. Personne</p>", None, None, "A. Personne"),
    "mail": ("<p>Courriel : A. Personne (ada@phare.example)</p>", None, None, "A. Personne (ada@phare.example)"),
    "a person before mail": ("<p>Courriel : ada@phare.example</p><p>Contact : A. Personne</p>", None, None, "A. Personne"),
    "mail beside the person": (
        "<p>Contact : A. Personne, courriel : ada@phare.example</p>", None, None,
        "A. Personne, courriel : ada@phare.example",
    ),
    "more of it": (f"<p>Plus d’informations sur : <a href='{URL}'>{ADDRESS}</a></p>", URL, ADDRESS, None),
    "more of it, no link": (f"<p>Pour en savoir plus, rendez-vous sur {ADDRESS}.</p>", f"http://{ADDRESS}", ADDRESS, None),
    "more of it, a name alone": (
        "<p>Plus d’informations : <a href='https://phare.example/'>phare.example</a></p>", "https://phare.example/",
        "phare.example", None,
    ),
    "more of it, another's name": (
        "<p>Plus d’informations : <a href='https://presse.example/lph'>phare.example</a></p>", None, None, None,
    ),
    "a link called so": (f"<p><a href='{URL}'>Site internet</a></p>", URL, "Site internet", None),
    "an item called so": (f"<ul><li><a href='{URL}'>Site web</a></li></ul>", URL, "Site web", None),
    "the site of its owner": (f"<p><a href='{URL}'>Le site du Phare</a></p>", URL, "Le site du Phare", None),
    "a press contact": ("<p>Contact presse : A. Personne</p>", None, None, "A. Personne"),
    "to contact us": ("<p>Pour contacter l’association : A. Personne</p>", None, None, "A. Personne"),
    "your contact": ("<p>Your contact: A. Person</p>", None, None, "A. Person"),
    "our contacts": ("<p>Nos contacts : A. et B.</p>", None, None, "A. et B."),
    "behind an arrow": (f"<p>→ <a href='{URL}'>{ADDRESS}</a></p>", URL, ADDRESS, None),
    "beside its pages on networks": (
        f"<p>{LINK}</p><p>Suivez-nous sur <a href='https://www.facebook.com/lph'>Facebook</a> et "
        "<a href='https://x.com/lph'>X</a></p>", URL, "Le Phare", None,
    ),
    "an address and networks": (
        f"<p><a href='https://fr-fr.facebook.com/lph'>Facebook</a></p><p>À retrouver sur <a href='{URL}'>{ADDRESS}</a></p>",
        URL, ADDRESS, None,
    ),
    # What is no website and no contact.
    "a page on a network": ("<p><a href='https://www.facebook.com/lph'>Notre page</a></p>", None, None, None),
    "a film": ("<p><a href='https://youtu.be/a1b2'>Le film</a></p>", None, None, None),
    "an article elsewhere": ("<p>Lire l’article : <a href='http://presse.example/2014/05/lph'>www.presse.example/2014/05/lph</a></p>",
                             None, None, None),
    "two addresses": (f"<p>Voir {ADDRESS}</p><p>Voir www.autre.example</p>", None, None, None),
    "an address that ends a long sentence": (
        "<p>Le rapport que trois universités ont écrit ensemble sur les voisins et leurs enfants se lit sur www.autre.example</p>",
        None, None, None,
    ),
    "two links": (f"<p>{LINK}</p><p><a href='http://autre.example/'>Un autre</a></p>", None, None, None),
    "a link in a sentence": (f"<p>Le {LINK} accueille.</p>", None, None, None),
    "a link of the site": ("<p><a href='/autre'>Autre page</a></p>", None, None, None),
    "a page called so": ("<p><a href='/autre'>Site internet</a></p>", None, None, None),
    "the place of a meeting": ("<p><a href='/autre'>Le site de la réunion</a></p>", None, None, None),
    "who contacts": ("<p>Contacter la mairie : un droit</p>", None, None, None),
    "a place": ("<p>Le site de la réunion : salle B</p>", None, None, None),
    "an everyday word": ("<p>Site</p><p>Un lieu de mémoire.</p>", None, None, None),
    "a word of a text": (f"<p>Le site</p><p>Voir {LINK} pour la suite.</p>", None, None, None),
    "a post": ("<p>Mail : un journal de quatre pages</p>", None, None, "un journal de quatre pages"),
}  # fmt: skip


def profile(text: str, head: str = "", own: str = "<div class='texte'>{}</div>") -> Profile:
    generator = head or "<meta name='generator' content='SPIP 3.2'>"
    html = (
        f"<!DOCTYPE html><html lang='fr'><head>{generator}<title>Le Phare (LPH) | Site</title></head><body>"
        f"<main id='content'><h1 class='surlignable page-title'>Le Phare (LPH)</h1>"
        f"{own.format(f'<p>Une association qui accueille les voisins.</p>{text}')}</main></body></html>"
    )
    url = f"{BASE}spip.php?article7" if not head else f"{BASE}le-phare"
    reading = layouts.read(Fetched(url, html.encode(), "2018-05-12T10:00:00Z"), SITE)
    found = find(reading, SITE, CAPTURE, ("Nos membres",)).content
    assert isinstance(found, Profile)
    return found


DRUPAL = "<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'>"
NAMELESS = "<article data-history-node-id='7'>{}</article>"


@pytest.mark.parametrize("case", SAID)
def test_website_and_contact_are_read_from_the_text(case: str) -> None:
    text, url, label, contact = SAID[case]
    for found in (profile(text), profile(text, DRUPAL, NAMELESS)):
        assert (found.website_url, found.website_label, found.contact) == (url, label, contact)


@pytest.mark.parametrize(
    "fields",
    [
        f'<div class="field--label">Site</div><div>{LINK}</div>',
        f'<div class="field"><div class="field__label">Site web</div><div class="field__item">{LINK}</div></div>',
        f'<div class="field"><div class="field--label">Site</div><div class="field--item">{LINK}</div></div>',
        f'<div><div>Site</div><div>{LINK}</div></div>',
        f'<div>Site</div><div>{LINK}</div>',
        f'<div><span>Site internet :</span> <span>{LINK}</span></div>',
        f'<dl><dt>Site officiel</dt><dd>{LINK}</dd></dl>',
        f'<section><h3>Sites internet</h3><div>{LINK}</div></section>',
    ],
)  # fmt: skip
def test_a_field_beside_the_text_is_read_whatever_a_theme_names_it(fields: str) -> None:
    own = (
        "<article data-history-node-id='7'><div class='text-formatted'>{}</div>"
        + fields
        + "</article>"
    )
    found = profile("", DRUPAL, own)
    assert (found.website_url, found.website_label) == (URL, "Le Phare")
    assert found.description == "Une association qui accueille les voisins."


LABELS = st.sampled_from([
    "Site", "Site web", "Site internet", "Sites internet", "Site officiel", "Website", "Web site", "Notre site",
    "Le site de l’ABC", "Site du Phare", "Our website",
])  # fmt: skip
STYLES = st.sampled_from([
    "<p>{}: {}</p>", "<p>{} : {}</p>", "<p><b>{}</b> : {}</p>", "<p>{} :<br>{}</p>", "<div>{}</div><div>{}</div>",
    "<h3>{}</h3><p>{}</p>", "<ul><li>{} : {}</li></ul>", "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<table><tr><th>{}</th><td>{}</td></tr></table>",
])  # fmt: skip


@given(
    LABELS,
    STYLES,
    st.sampled_from([LINK, f'<a href="{URL}">{ADDRESS}</a>', f'<a href="{URL}">{URL}</a>']),
)
def test_any_label_in_any_style_is_read_back(label: str, style: str, value: str) -> None:
    assert profile(style.format(label, value)).website_url == URL
