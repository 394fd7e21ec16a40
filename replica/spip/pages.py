"""The pages of the SPIP site, each made from the content by a template."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from replica.content import Attachment, Content, Entry
from replica.notation import plain
from replica.spip.addresses import Addresses, asking
from replica.spip.markup import Setting, marked_up, notes_marked_up
from replica.spip.printing import cut, day_in_words, in_utc, typeset
from replica.spip.shelves import newest, part_of, teasers

_TEMPLATES = Path(__file__).parent / "templates"
_IN_WINDOW_TITLE = 80
# The collective's own templates cut the trail earlier than SPIP's do.
_IN_TRAIL = 56
_CLASS = re.compile(r""" class=(?:"[^"]*"|'[^']*')""")
# A site map of more articles would weigh more than all else: rubriques list them anyway.
_LONGEST_PLAN = 500


class Pages:
    """The pages of the content, for a site at `base`. Each is HTML without its closing tags.

    They are in the content's theme: a folder of templates with other names than SPIP's own, "" for those.
    """

    def __init__(self, content: Content, base: str, addresses: Addresses) -> None:
        self.content = content
        self.base = base
        self.addresses = addresses
        self.theme = content.theme
        folders = [_TEMPLATES / self.theme, _TEMPLATES] if self.theme else [_TEMPLATES]
        self.environment = Environment(
            loader=FileSystemLoader(folders), autoescape=True, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        self.environment.globals.update(
            article=addresses.article, rubrique=addresses.section, asking=asking, day=day_in_words,
            utc=in_utc,
            typeset=typeset, cut=cut, content=content, trail_length=_IN_TRAIL, base=base,
        )  # fmt: skip
        self._beside = lru_cache(maxsize=None)(self._made_beside)
        self._shelf = lru_cache(maxsize=None)(self._made_shelf)

    def page(
        self, page: str, number: int, offset: int, picture: str, shown: dict[str, str]
    ) -> tuple[str, int]:
        """A page by SPIP's name for it, and its status: 404, and a page all the same, at worst."""
        language = shown.get("lang", "fr") if shown.get("lang") in self.content.words else "fr"
        entry = self.content.entries.get(number)
        if page in ("article", "imprimer", "forum") and entry:
            if picture:
                return self._plain_page("picture", entry.language, entry=entry, file=picture), 200
            return (self.article(entry) if page == "article" else self._about(page, entry)), 200
        if page == "rubrique" and number in self.content.sections:
            return self.rubrique(number, offset), 200
        if page == "sommaire":
            return self.home(language, offset), 200
        if page in ("plan", "login", "recherche", "contact", "auteur"):
            return self._plain_page(
                page, language, long=len(self.content.entries) > _LONGEST_PLAN
            ), 200
        if page == "agenda":
            return self._agenda(shown.get("mois", "2018-05"), language), 200
        return self._plain_page("404", language), 404

    def article(self, entry: Entry) -> str:
        """An article, whatever its kind: SPIP knows none."""
        content = self.content
        words = content.words[entry.language]
        documents: Any = self.environment.get_template("documents.html").module
        attachments = {attachment.file: attachment for attachment in entry.attachments}
        in_text: list[Attachment] = []

        def placed(file: str) -> Markup:
            in_text.append(attachments[file])
            return Markup(
                documents.in_text(attachments[file], content.documents[file], entry.style, words)
            )

        setting = Setting(entry.language, entry.style, placed)
        lead, body, postscript = (
            self._set(marked_up(text, setting))
            for text in (entry.lead, entry.body, entry.postscript)
        )
        # SPIP 4 lists the documents of the text a second time among the attached ones.
        attached = [a for a in entry.attachments if entry.style == "4.3" or a not in in_text]
        return self._render(
            "article.html", entry.language, entry.style, self.addresses.article(entry.number),
            entry=entry, trail=content.trail(entry.section), title=entry.title, lead=lead,
            body=body, postscript=postscript, notes=self._set(notes_marked_up(setting)), attached=attached,
            translations=content.translations(entry), window=entry.title,
            charset="iso-8859-1" if entry.old_bytes else "utf-8",
            summary=plain(entry.lead or entry.body)[:150].replace("\n", " "),
        )  # fmt: skip

    def rubrique(self, number: int, offset: int) -> str:
        """A rubrique: its introduction, the rubriques below it, a part of its articles."""
        section = self.content.sections[number]
        return self._render(
            "rubrique.html", section.language, section.style, self.addresses.section(number),
            section=section, trail=self.content.trail(section.parent), title=section.title,
            intro=self._set(marked_up(section.intro, Setting(section.language, section.style))),
            below=[s for s in self.content.sections.values() if s.parent == number],
            part=part_of(self._shelf(number), offset),
            window=section.title, plain=plain,
        )  # fmt: skip

    def home(self, language: str, offset: int) -> str:
        """The home page of a language: the newest articles."""
        title = self.content.words[language]["site"]
        entries = newest(e for e in self.content.entries.values() if e.language == language)
        address = f"spip.php?page=sommaire&lang={language}"
        return self._render(
            "home.html", language, "3.1", address, title=title, window=title,
            part=part_of(entries, offset), plain=plain,
        )  # fmt: skip

    def _set(self, text: Markup) -> Markup:
        """A text as the theme sets it: one of other names knows none of SPIP's classes."""
        return Markup(_CLASS.sub("", text)) if self.theme else text

    def _about(self, page: str, entry: Entry) -> str:
        """What stands beside an article: its print copy, the form to comment on it."""
        text = marked_up(f"{entry.lead}\n\n{entry.body}", Setting(entry.language))
        return self._plain_page(page, entry.language, entry=entry, text=text)

    def _agenda(self, month: str, language: str) -> str:
        """A month of the calendar, with links to the month before and the month after, for ever."""
        try:
            at = datetime.strptime(month, "%Y-%m")
        except ValueError:
            at = datetime(2018, 5, 1)
        months = at.year * 12 + at.month - 1
        before, after = (f"{m // 12:04}-{m % 12 + 1:02}" for m in (months - 1, months + 1))
        return self._plain_page("agenda", language, month=month, before=before, after=after)

    def _plain_page(self, page: str, language: str, **values: Any) -> str:
        title = self.content.words[language].get(f"title_{page}", page)
        sections = [s for s in self.content.sections.values() if s.language == language]
        return self._render(
            f"{page}.html", language, "3.1", f"spip.php?page={page}", title=title, window=title,
            sections=sections, shelf=self._shelf, plain=plain, **values,
        )  # fmt: skip

    def _render(self, template: str, language: str, style: str, address: str, **values: Any) -> str:
        return self.environment.get_template(template).render(
            language=language, style=style, address_of_page=address,
            page_name={"home.html": "sommaire"}.get(template, template.removesuffix(".html")),
            layout="layout.html" if self.theme else f"layout-{style}.html",
            words=self.content.words[language], beside=self._beside(language, style),
            window_title=cut(values["window"], _IN_WINDOW_TITLE, style),
            login=f"spip.php?page=login&url={quote(address, safe='')}",
            other=next(iter(set(self.content.words) - {language})), **values,
        )  # fmt: skip

    def _made_beside(self, language: str, style: str) -> dict[str, Markup]:
        """What stands on every page of a language: the menu, and the column beside the text."""
        made: Any = self.environment.get_template("beside.html").module
        words = self.content.words[language]
        sections = [s for s in self.content.sections.values() if s.language == language]
        announced = [(e, self.content.sections[e.section]) for e in teasers(self.content, language)]
        return {
            "menu": Markup(made.menu(sections, language)),
            "column": Markup(made.column(announced, words, language, style)),
        }

    def _made_shelf(self, section: int) -> list[Entry]:
        return newest(e for e in self.content.entries.values() if e.section == section)
