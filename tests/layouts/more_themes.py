"""More themes for the same contents: boxes all alike, columns without a name, utilities for classes."""

from __future__ import annotations

from tests.layouts.themes import (
    _LEGAL,
    SITE_NAME,
    Content,
    _drupal,
    _menu,
    _node_link,
    _spip,
    _spip_link,
    _spip_section,
    _terms,
)

_SAID = (
    "Réunion du 3 juin 2018 à Lyon",
    "Assemblée du 9 octobre 2018",
    "Une tribune dans la presse",
)


def _alike(inside: str) -> str:
    return (
        f"<div class='brique'><div class='coin'>&nbsp;</div><div class='coeur'>{inside}</div></div>"
    )


def alike(content: Content) -> str:
    """Every box built alike, an `h1` in each: BliP's way."""
    file = (
        f"<h1>Documents joints à l’article</h1><div class='dessus'><h5><a href='IMG/pdf/{content.file}.pdf'>"
        "Le compte rendu signé </a></h5><h5>PDF | 90 ko | document publié le 2 avril 2014</h5></div>"
    )
    boxes = [
        f"<h1>{content.title}</h1><p>le {content.date}, par <a href='spip.php?auteur1'>Camille</a>,</p>"
        f"<div class='dessous'>{content.body}</div>",
        *([file] if content.file else []),
        "<h1>Commentaires de l’article</h1><div class='dessus'><h3>Merci</h3><h5>le 9 mai 2014, par Un voisin</h5>"
        "<p>Je viendrai avec toute ma famille, dimanche prochain.</p></div>",
        "<h1>Poster un commentaire</h1><div><a href='spip.php?page=forum&amp;id_article=9'>Répondre à cet article</a></div>",
    ]
    trail = (
        f"<div class='fil'><a href='http://contrelatraite.org/'>Accueil</a> &amp; <a href='spip.php?page=sommaire'>Actus</a>"
        f" &gt; {_spip_section(2, content.section)} &gt; {content.title}</div>"
    )
    inside = (
        f"<div id='tete'><h1><a href='http://contrelatraite.org/'>{SITE_NAME}</a></h1>{_menu(_spip_section)}</div>"
        f"<div id='corps'>{trail}<div class='milieu'>{''.join(map(_alike, boxes))}</div><div class='cote'>"
        + "".join(
            f"<div><h5>{_spip_link(900 + n, said)}</h5><h5>le 3 mai 2018</h5></div>"
            for n, said in enumerate(_SAID)
        )
        + f"</div></div><div id='bas'><p>{_LEGAL}</p></div>"
    )
    return _spip(content, f"{content.title}, par Camille - {SITE_NAME}", inside, " id='article'")


def bracketed(content: Content) -> str:
    """The site's name in brackets before the title, the title a link to its own page, who wrote it below."""
    file = (
        f"<div class='documents_joints'><a href='IMG/pdf/{content.file}.pdf'><img src='p.png' alt='PDF'><br>"
        "Le compte rendu signé</a></div>"
        if content.file
        else ""
    )
    inside = (
        f"<div id='page'><div id='entete'><h1><a href='http://contrelatraite.org/'>{SITE_NAME}</a></h1></div><div id='barre'>"
        f"<h2>Rubriques</h2>{_menu(_spip_section)}</div><div id='contenu_principal'>"
        f"<p class='arbo'><a href='http://contrelatraite.org/'>Accueil</a> &gt; {_spip_section(2, content.section)} &gt; {content.title}</p>"
        f"<div class='article'><h1>{_spip_link(content.number, content.title)}</h1><h4>{content.date} par Camille</h4>"
        f"<div class='texte'>{content.body}</div>{file}<div class='biographie'><h4>Camille</h4>"
        "<p>Camille habite Lyon depuis 1999, où elle dirige une école.</p></div></div></div>"
        f"<div id='bas'><p>{_LEGAL}</p></div></div>"
    )
    return _spip(content, f"[{SITE_NAME}] {content.title}", inside)


def _cards(names: str) -> str:
    return "".join(
        f"<a href='/node/{900 + n}' class='{names}'><h3>{said}</h3><p>Un début de phrase qui s’arrête</p></a>"
        for n, said in enumerate(_SAID[:2])
    )


def _files(content: Content) -> str:
    if not content.file:
        return ""
    return (
        f"<ul class='file-list'><li><a href='/sites/default/files/{content.file}.pdf'>Le compte rendu signé</a>"
        " <span>120 Ko</span></li></ul>"
    )


def utilities(content: Content) -> str:
    """Nothing but utilities for classes, the date in a line of author and `time`."""
    inside = (
        f"<div class='min-h-screen'><div class='shadow'><a href='/' class='font-black'>{SITE_NAME}</a>{_menu(_node_link)}</div>"
        f"<div class='grid gap-6'><div class='col-span-8'><h1 class='text-4xl'>{content.title}</h1><div class='text-sm flex'>"
        f"<span>Camille</span><span>·</span><time>{content.date}</time></div><div class='max-w-none'>{content.body}</div>"
        f"{_files(content)}<div class='flex mt-8'>{_terms(content)}</div></div><div class='col-span-4'><div class='p-4'>"
        "<h2>Agenda</h2><p>13 avril 2019 : rencontre de printemps</p></div><div class='p-4'><h2>À lire aussi</h2>"
        f"{_cards('block border')}</div></div></div><div class='bg-gray-900'><p>{_LEGAL}</p></div></div>"
    )
    return _drupal(content, inside)


def posts(content: Content) -> str:
    """Posts of a page builder: the node a box with names of its own, author and day in spans."""
    inside = (
        f"<div class='body-page'><header id='header'><a href='/'>{SITE_NAME}</a>{_menu(_node_link)}</header><div role='main'>"
        f"<div id='content'><div class='row'><div class='main-content'><div class='block'><div class='content'>"
        f"<div class='node node-detail node--type-article'><div class='post-block'><h1 class='post-title'><span>{content.title}</span></h1>"
        f"<div class='post-meta'><span class='line-item'><i></i>Camille</span><span class='line-item'><i></i>{content.date}</span></div>"
        f"<div class='node__content'><div class='body-text'>{content.body}</div>{_files(content)}</div>"
        f"<div class='post-tags'>{_terms(content)}</div><div class='social-share'><span>Partager</span></div></div></div></div></div></div>"
        f"<div class='sidebar sidebar-right'><h2>Articles récents</h2>{_cards('post')}</div></div></div></div>"
        f"<footer id='footer'><p>{_LEGAL}</p></footer></div>"
    )
    return _drupal(content, inside)


MORE_SPIP = (alike, bracketed)
MORE_DRUPAL = (utilities, posts)
