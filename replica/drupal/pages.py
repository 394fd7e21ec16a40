"""The pages of the Drupal site, each made from the content by a template of its theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import getrandbits, randint
from typing import Any

from jinja2 import Environment, FileSystemLoader

from replica.content import Content, Entry
from replica.documents import media_type
from replica.drupal import content as published
from replica.drupal import lists, printing
from replica.drupal.markup import marked_up
from replica.notation import plain

_TEMPLATES = Path(__file__).parent / "templates"
# A teaser is cut only where the text is longer: on a short node it is the whole of it.
_TEASER_LENGTH = 600


@dataclass(frozen=True, slots=True)
class View:
    """How a page is asked for.

    `prefix` is that of the address; `warm` the one with which menus and blocks were first made, and
    which they keep until the caches are emptied. `part` is the pager's, `path` the page's own.
    """

    path: str
    prefix: str = ""
    warm: str = ""
    part: int = 0


class Pages:
    """The pages of the content for a site at `base`, in the content's theme."""

    def __init__(self, content: Content, base: str) -> None:
        self.content, self.base = content, base
        theme = content.theme
        self.environment = Environment(
            loader=FileSystemLoader([_TEMPLATES / theme, _TEMPLATES]), autoescape=True,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        self.environment.globals.update(
            base=base, theme=theme, content=content, words=content.words["fr"],
            path=lambda entry: printing.encoded(published.path(entry)), encoded=printing.encoded,
            moment=printing.moment, written=lambda at: printing.written(at, theme),
            utc=printing.utc, month=printing.month,
            size=lambda file: printing.size_in_words(content.documents[file].bytes),
            length=lambda file: content.documents[file].bytes, kind=_kind, mime=media_type,
            caption=published.caption,
            term=self._term, months=lists.months(content), token=lambda: f"{getrandbits(64):x}",
            seconds=lambda: randint(2, 59), css_class=css_class,
        )  # fmt: skip
        self._recent = published.nodes(content)

    def node(self, entry: Entry, view: View) -> str:
        """A node's own page, by whatever address it was asked for."""
        return self._render(
            "node.html", view, title=entry.title, entry=entry, trail=published.trail(self.content, entry),
            text=marked_up(entry.body, entry.hand), canonical=printing.encoded(published.path(entry)),
        )  # fmt: skip

    def listing(self, title: str, entries: list[Entry], view: View, term: int = 0) -> str:
        """A part of a list: teasers and a pager; past the end neither, and it is a page all the same."""
        section = self.content.sections.get(term)
        return self._render(
            "list.html", view, title=title, part=lists.part(entries, view.part), number=term,
            intro=marked_up(section.intro, "typed") if section else "", cut=_cut, plain=plain,
        )  # fmt: skip

    def message(self, title: str, text: str, view: View) -> str:
        """A page without content of the site's own: refused, not found, a form."""
        return self._render("message.html", view, title=title, message=text)

    def _render(self, template: str, view: View, **values: Any) -> str:
        recent = lists.part(self._recent, view.part, lists.PER_BLOCK)
        return self.environment.get_template(template).render(view=view, recent=recent, **values)

    def _term(self, number: int) -> dict[str, str]:
        """A term's name and path."""
        section = self.content.sections[number]
        return {"title": section.title, "path": section.alias or f"taxonomy/term/{number}"}


def css_class(path: str) -> str:
    """The class that the body of a page has from its path.

    >>> css_class("taxonomy/term/3"), css_class("")
    ('path-taxonomy', 'path-frontpage')
    """
    return f"path-{path.partition('/')[0]}" if path not in ("", "node") else "path-frontpage"


def _kind(file: str) -> str:
    """The second part of a file's class, after that for its media type."""
    suffix = file.rpartition(".")[2]
    return {"pdf": "application-pdf", "png": "image"}.get(suffix, "x-office-document")


def _cut(text: str) -> str:
    """A text as a teaser has it: whole where it is short, else up to the end of a sentence."""
    if len(text) <= _TEASER_LENGTH:
        return text
    kept = text[:_TEASER_LENGTH]
    ends = [found.end() for found in re.finditer(r"[.!?](?=\s)", kept)]
    return kept[: ends[-1]] if ends else kept
