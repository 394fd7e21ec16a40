"""One content in the markup of many themes, in our own words: public SPIP skeletons and Drupal themes.

Each theme is a function from a `Content` to a page; what stands around it is the same site's frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SITE_NAME = "Ensemble contre la traite des êtres humains"


@dataclass(frozen=True)
class Content:
    """One page: `body` as its editor's HTML, `texts` the lines that its blocks are to print."""

    number: int
    title: str
    section: str
    date: str
    body: str
    texts: tuple[str, ...]
    kind: str
    file: str = ""


_LONG = (
    "Le Collectif a rencontré ce matin les services de l’État, pour parler des mineurs qui arrivent seuls.",
    "Trois associations ont décrit ce qu’elles voient chaque jour dans les rues, et ce qui manque pour y répondre.",
    "Une note de quatre pages a été remise ; la réponse est attendue avant la fin du printemps.",
)
CONTENTS = (
    Content(
        41, "Une délégation reçue au ministère", "Actualités", "mardi 4 février 2014",
        "".join(f"<p>{line}</p>" for line in _LONG), _LONG, "article",
    ),
    Content(
        42, "Communiqué du 10 mai 2016 : un toit pour chacune", "Communiqués", "mercredi 11 mai 2016",
        "<p>Le Collectif demande un toit pour chacune.</p>",
        ("Le Collectif demande un toit pour chacune.",), "statement",
    ),
    Content(
        43, "Association Les Lanternes (ALL)", "Nos membres", "lundi 3 mars 2014",
        "<p>Fondée en 1987, l’association accueille et accompagne des personnes sans abri.</p>"
        "<h3>Ses missions</h3><ul><li>accueillir</li><li>orienter vers le soin</li></ul>"
        "<p>Site internet : <a href='http://lanternes.example.org/'>lanternes.example.org</a></p>",
        ("Fondée en 1987, l’association accueille et accompagne des personnes sans abri.",
         "## Ses missions", "- accueillir", "- orienter vers le soin",
         "Site internet : lanternes.example.org"), "member",
    ),
    Content(
        44, "Prochaine réunion : lundi 14 mai 2018", "Réunions", "vendredi 4 mai 2018",
        "<p>Le Collectif se réunit de 10h à 12h, 7 rue des Tilleuls à Paris.</p>"
        "<table><tr><th>Heure</th><th>Point</th></tr><tr><td>10h</td><td>Bilan</td></tr></table>",
        ("Le Collectif se réunit de 10h à 12h, 7 rue des Tilleuls à Paris.", "Heure | Point",
         "10h | Bilan"), "meeting",
    ),
    Content(
        45, "Compte rendu de la réunion du 28 mars 2014", "Comptes rendus", "mardi 1er avril 2014",
        "<p><strong>Présents :</strong> neuf associations, et deux invitées.</p>"
        "<p>Il a été décidé d’écrire aux trois ministères avant l’été.</p><ol><li>Lettre commune</li>"
        "<li>Relances</li></ol>",
        ("Présents : neuf associations, et deux invitées.",
         "Il a été décidé d’écrire aux trois ministères avant l’été.", "1. Lettre commune",
         "2. Relances"), "report", "compte-rendu",
    ),
    Content(
        46, "L’accueil de nuit rouvre « comme avant »", "Actualités", "jeudi 6 novembre 2014",
        "L’accueil de nuit rouvre jeudi.<br><br>Il fermera ses portes au printemps, comme chaque année."
        "<blockquote><p>Personne ne devrait dormir dehors.</p></blockquote>",
        ("L’accueil de nuit rouvre jeudi.",
         "Il fermera ses portes au printemps, comme chaque année.",
         "Personne ne devrait dormir dehors."), "article",
    ),
)  # fmt: skip

# What frames say is long, dated and close to a page's words: nothing of it is the page's own.
_PLACES = ("Accueil", "Actualités", "Communiqués", "Nos membres", "Réunions", "Comptes rendus")
_LEGAL = (
    "Le Collectif est une association régie par la loi de 1901, déclarée à la préfecture. Les textes de ce"
    " site peuvent être repris librement, à condition d’en citer la source et de nous prévenir par écrit."
)


def _spip_link(number: int, says: str) -> str:
    return f"<a href='spip.php?page=article&amp;id_article={number}'>{says}</a>"


def _spip_section(number: int, says: str) -> str:
    return f"<a href='spip.php?page=rubrique&amp;id_rubrique={number}'>{says}</a>"


def _menu(link: Callable[[int, str], str], tag: str = "ul") -> str:
    items = "".join(f"<li>{link(number, says)}</li>" for number, says in enumerate(_PLACES, 1))
    return f"<{tag}>{items}</{tag}>"


def _boxes(link: Callable[[int, str], str], name: str = "texte") -> str:
    """Boxes beside the page, whose class is that of a text: links to others, with days of theirs."""
    said = ("Réunion du 3 juin 2018 à Lyon", "Assemblée du 9 octobre 2018", "Une tribune dans la presse",
            "Le rapport annuel 2017 est paru")  # fmt: skip
    items = "".join(f"<li>{link(900 + n, title)}</li>" for n, title in enumerate(said))
    return (
        f"<div class='bloc'><h2>Les plus lus</h2><div class='{name}'><ul>{items}</ul></div></div>"
        f"<div class='bloc'><h3>Prochaine réunion</h3><div class='{name}'><p>{link(900, said[0])}</p></div></div>"
    )


def _spip(content: Content, title: str, inside: str, body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='fr' dir='ltr'><head><meta charset='utf-8'><title>{title}</title>"
        "<meta name='generator' content='SPIP 4.1.9'><meta name='description' content='Un extrait.'></head>"
        f"<body{body}>{inside}</body></html>"
    )


def _spip_file(content: Content) -> str:
    if not content.file:
        return ""
    return (
        f"<div class='docs'><h4>Documents</h4><p><a href='IMG/pdf/{content.file}.pdf' type='application/pdf'>"
        "Le compte rendu signé</a> (PDF - 90 ko)</p></div>"
    )


def columns(content: Content) -> str:
    """Three columns around a middle where every part has an id and no class: Escal's way."""
    trail = f"<div class='cadre-chemin'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; <strong>{content.title}</strong></div>"
    inside = (
        f"<div id='conteneur'><div id='entete'><div id='nom-site-spip'>{SITE_NAME}</div>{_menu(_spip_section)}</div>"
        f"<div id='page'><div id='contenu' class='contenu-article'>{trail}"
        f"<div id='cadre-titre-article'><div id='surtitre-article' class=''></div>"
        f"<div id='titre-article' class=''>{content.title}</div><div id='auteur-article'>"
        f"<div id='date-article'>article mis en ligne le <span class='majuscules'>{content.date}</span></div>"
        "<br>par <a class='auteur' href='spip.php?page=auteur&amp;id_auteur=1'>Camille</a></div></div>"
        f"<div id='cadre-article'><div id='outils-article'><a href='#'><img src='i.gif' alt='logo imprimer'></a></div>"
        f"<div id='texte-article' class='surlignable'><div class=''>{content.body}</div></div></div>{_spip_file(content)}"
        f"<div id='haut'><a href='#top'>Haut de page</a></div></div></div>"
        f"<div id='navigation'><div class='cadre-couleur'>{_menu(_spip_section)}</div></div>"
        f"<div id='extra'><div class='cadre-couleur'>{_boxes(_spip_link)}</div></div>"
        f"<div id='pied'><p>{_LEGAL}</p></div></div>"
    )
    return _spip(content, f"{content.title} - [{SITE_NAME}]", inside,
                 f" class='page-article article{content.number} rubrique2'")  # fmt: skip


def noisettes(content: Content) -> str:
    """A title of its own box, a text two boxes below it, date in a line of many things: Sarka's way."""
    inside = (
        f"<div id='container'><div id='header'><a href='http://contrelatraite.org/'>{SITE_NAME}</a>{_menu(_spip_section)}</div>"
        f"<div id='wrapper'><div id='content'><div id='chemin'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; {content.title}</div>"
        f"<div id='article' class='article'><div class=' titre'><h1>{content.title}</h1></div>"
        f"<div class='description'><div class='cartouche'>{content.date} <br>par&nbsp;<a href='spip.php?page=auteur&amp;id_auteur=1'>Camille</a> <br></div>"
        f"<div class='corps'>{content.body}</div></div>{_spip_file(content)}</div></div></div>"
        f"<div id='navigation'>{_menu(_spip_section)}</div><div id='extra'>{_boxes(_spip_link)}</div>"
        f"<div id='footer'><p>{_LEGAL}</p></div></div>"
    )
    return _spip(content, f"{SITE_NAME} » {content.title}", inside)


def tables(content: Content) -> str:
    """Names with a prefix of the theme's own and a list around the page: MiniGriSpip's way."""
    inside = (
        f"<div id='mg_page'><div id='mg_tete'><h1><a href='http://contrelatraite.org/'>{SITE_NAME}</a></h1>"
        f"<div id='mg_chemin'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; <b>{content.title}</b></div></div>"
        f"<div id='mg_corps'><div id='mg_colonne'>{_menu(_spip_section)}{_boxes(_spip_link, 'mg_texte')}</div>"
        "<div class='contenu' id='mg_principal'><div class='mg_menu'><ul class='general'><li class='mg_menu_titre'>Article</li></ul>"
        f"<div class='mg_article'><h2 class='mg_titre'>{content.title}</h2><p class='mg_infos'>{content.date}, par Camille</p>"
        f"<div class='mg_texte'>{content.body}</div>{_spip_file(content)}</div></div></div></div>"
        f"<div id='mg_bas'><p>{_LEGAL}</p></div></div>"
    )
    return _spip(content, f"{content.title} - {SITE_NAME}", inside)


def sections(content: Content) -> str:
    """Elements of HTML 5, the title in a span beside a subtitle, a text without a name: SPIPr's way."""
    inside = (
        f"<div class='page'><header class='accueil'><h1><a href='http://contrelatraite.org/'>{SITE_NAME}</a></h1></header><nav class='nav'>{_menu(_spip_section)}</nav>"
        f"<main><p class='miettes'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; <span>{content.title}</span></p>"
        f"<section><header class='cartouche'><h1><span>{content.title}</span><small class='soustitre'></small></h1>"
        f"<p class='publication'><time pubdate='pubdate' datetime='2014-01-01T00:00:00Z'>{content.date}</time></p></header>"
        f"<div class='main'><div class='clearfix'>{content.body}</div></div>{_spip_file(content)}</section></main>"
        f"<div class='cote'>{_boxes(_spip_link)}</div><footer><p>{_LEGAL}</p></footer></div>"
    )
    return _spip(content, f"{content.title} | {SITE_NAME}", inside)


def definitions(content: Content) -> str:
    """A page as a list of one definition, its term the title: SoyezCréateurs' way."""
    inside = (
        f"<div id='wrap'><div id='bandeau'><strong>{SITE_NAME}</strong>{_menu(_spip_section)}</div>"
        f"<p id='miettes'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; {content.title}</p>"
        f"<div id='milieu'><dl><dt class='h4'>{content.title}</dt><dd><div class='contenu_chapitres'><p class='quand'>{content.date}</p>"
        f"<div class=''>{content.body}</div>{_spip_file(content)}</div></dd></dl></div>"
        f"<div id='droite'>{_boxes(_spip_link)}</div><div id='bas'><p>{_LEGAL}</p></div></div>"
    )
    return _spip(content, f"{content.title} – {SITE_NAME}", inside)


def _node_link(number: int, says: str) -> str:
    return f"<a href='/node/{number}'>{says}</a>"


def _drupal(content: Content, inside: str, separator: str = "|", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='fr' dir='ltr'><head><meta charset='utf-8'><title>{content.title} {separator} {SITE_NAME}</title>"
        f"<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'><link rel='shortlink' href='/node/{content.number}'></head>"
        f"<body{body}>{inside}</body></html>"
    )


def _drupal_file(content: Content) -> str:
    if not content.file:
        return ""
    return f"<div><div>Fichier</div><div><a href='/sites/default/files/2014-04/{content.file}.pdf' type='application/pdf'>Le compte rendu signé</a></div></div>"


def _terms(content: Content) -> str:
    return f"<div><a href='/taxonomy/term/3' hreflang='fr'>{content.section}</a></div>"


def cards(content: Content) -> str:
    """Bootstrap's grid and cards, names of the core kept on the node alone: Barrio's way."""
    inside = (
        f"<div class='dialog-off-canvas-main-canvas'><header class='header' role='banner'><div class='navbar'><a class='navbar-brand' href='/'>{SITE_NAME}</a>{_menu(_node_link)}</div></header>"
        f"<div class='layout-main-wrapper'><div class='container'><div class='row'><main class='main-content col' id='content' role='main'><section class='section'>"
        f"<div class='block block-page-title-block'><div class='content'><h1 class='title'><span>{content.title}</span></h1></div></div>"
        f"<article data-history-node-id='{content.number}' class='node node--type-article clearfix'><header><div class='card-meta'>Publié par <span>camille</span> le {content.date}</div></header>"
        f"<div class='node__content card-body'><div class='card-text'>{content.body}</div>{_drupal_file(content)}{_terms(content)}</div></article></section></main>"
        f"<div class='sidebar_first sidebar col-md-3 order-first'><aside class='section' role='complementary'>{_boxes(_node_link, 'content')}</aside></div></div></div></div>"
        f"<footer class='site-footer'><p>{_LEGAL}</p></footer></div>"
    )
    return _drupal(
        content, inside, body=" class='layout-one-sidebar path-node page-node-type-article'"
    )


def plain(content: Content) -> str:
    """The templates of the core with no class at all: Stark's way."""
    inside = (
        f"<div><header role='banner'><div><a href='/' rel='home'>{SITE_NAME}</a></div></header><nav role='navigation'>{_menu(_node_link)}</nav>"
        f"<main role='main'><a id='main-content' tabindex='-1'></a><div><div><div><h1><span>{content.title}</span></h1></div>"
        f"<div><article data-history-node-id='{content.number}' about='/node/{content.number}'><footer><div>Soumis par <span>camille</span> le {content.date}</div></footer>"
        f"<div><div>{content.body}</div>{_drupal_file(content)}{_terms(content)}</div></article></div></div></div></main>"
        f"<aside role='complementary'><div>{_boxes(_node_link, 'content')}</div></aside><footer role='contentinfo'><div><p>{_LEGAL}</p></div></footer></div>"
    )
    return _drupal(content, inside)


def nameless(content: Content) -> str:
    """Neither `main` nor `article` nor any name of the core: what an agency made of it by hand."""
    inside = (
        f"<div class='wrap'><div class='top'><div class='brand'>{SITE_NAME}</div><div class='nav-main'>{_menu(_node_link)}</div></div>"
        f"<div class='grid'><div class='grid-wide'><div class='hero'><h1 class='hero-title'>{content.title}</h1><p class='hero-date'>{content.date}</p></div>"
        f"<div class='prose'>{content.body}</div>{_drupal_file(content)}</div>"
        f"<div class='grid-narrow'>{_boxes(_node_link, 'box-body')}</div></div>"
        f"<div class='bottom'><div class='legal'><p>{_LEGAL}</p></div></div></div>"
    )
    return _drupal(content, inside, "—")


SPIP_THEMES = (columns, noisettes, tables, sections, definitions)
DRUPAL_THEMES = (cards, plain, nameless)
