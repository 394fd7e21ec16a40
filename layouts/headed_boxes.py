"""Boxes that say by their heading that they are no text: answers to the page, other pages, files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from layouts.markup import opening_text
from records.names import folded

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_LENGTH = 60
_ANSWERS = re.compile(
    r"""(?:(?:\d+|vos|les|tous\ les|all|your)\s)?(?:commentaires?|reactions?|comments?|responses?)
          (?:\s\(?\d+\)?)?(?:\s(?:de|sur|a|on|to)\s(?:l'|cet\s|cette\s|ce\s|this\s)?(?:article|page|billet|post))?
      | \d+\s(?:messages?|reponses?|replies)
      | (?:poster|ajouter|laisser|ecrire|publier|deposer)\s(?:un|votre)\s(?:nouveau\s)?
          (?:commentaire|message|avis)
      | (?:repondre|reagir)(?:\sa\s(?:cet|l')\s?article)?\s?!?
      | (?:leave|add|post|write)\s(?:a\s|your\s)?(?:new\s)?(?:comment|reply)|reply\sto\sthis\s(?:article|post)
      | un\smessage,\sun\scommentaire\s\?""",
    re.VERBOSE,
)
_OTHER_PAGES = re.compile(
    r"""(?:dans|de)\sla\smeme\s(?:rubrique|section|categorie)|in\sthe\ssame\ssection
      | (?:sur|autour\sdu|dans)\s(?:le\s)?meme\s(?:sujet|theme|mot-cle)
      | (?:articles?|pages?|contenus?|billets?)\s(?:similaires?|lies?|liees?|connexes?|associes?|recents?)
      | (?:autres|derniers|nouveaux)\sarticles?(?:\sde\sla\srubrique|\srecents?)?
      | (?:a\s)?(?:lire|voir|decouvrir)\s(?:aussi|egalement|ensuite)|les\splus\s(?:lus|recents|populaires)
      | related\s(?:posts?|articles?|content|news|pages|stories|links)
      | you\smay\salso\slike|see\salso|read\snext
      | (?:mots?-?\s?cle[fs]*|etiquettes|tags|key\s?words)(?:\sassocies?)?
      | (?:autres\s)?articles\s(?:de|du)\s(?:cet|meme)\sauteur|by\sthe\ssame\sauthor
      | (?:latest|recent|more)\s(?:news|posts?|articles?|stories)""",
    re.VERBOSE,
)
_FILES = re.compile(
    r"""(?:les\s|autres\s)?(?:documents?|fichiers?|pieces?|files?|attachments?|downloads?|telechargements?)
        (?:\s(?:joints?|jointes?|lies?|associes?|attaches?|annexes?|to\sdownload|a\stelecharger|a\sl'article
            |joints\s(?:a|de)\s(?:l'|cet\s)article))*
      | (?:a|pour)\stelecharger|en\stelechargement|attached\s(?:files?|documents?)""",
    re.VERBOSE,
)


def answering(tree: HtmlElement) -> set[HtmlElement]:
    """The headings over answers to a page, and the boxes that they open."""
    return _headed(tree, _ANSWERS)


def leading_on(tree: HtmlElement) -> set[HtmlElement]:
    """The boxes that open with a heading over other pages; the headings themselves may be an editor's."""
    return {element for element in _headed(tree, _OTHER_PAGES) if element.tag not in _HEADINGS}


def files_below(tree: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Each heading over attached files with the element right below it."""
    for heading in _said(tree, _FILES):
        below = heading.getnext()
        if below is not None:
            yield heading, below


def _said(tree: HtmlElement, words: re.Pattern[str]) -> Iterator[HtmlElement]:
    for heading in tree.iter(*_HEADINGS):
        text = folded(opening_text(heading, _HEADING_LENGTH)).strip(" :.!")
        if len(text) <= _HEADING_LENGTH and words.fullmatch(text):
            yield heading


def _headed(tree: HtmlElement, words: re.Pattern[str]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for heading in _said(tree, words):
        found.add(heading)
        box = heading
        while (parent := box.getparent()) is not None and parent.tag != "body":
            if (parent.text or "").strip() or not _is_first(box):
                break
            found.add(parent)
            box = parent
    return found


def _is_first(element: HtmlElement) -> bool:
    """Whether nothing is said before an element in its box."""
    for before in element.itersiblings(preceding=True):
        if (before.tail or "").strip() or opening_text(before, 1):
            return False
    return True
