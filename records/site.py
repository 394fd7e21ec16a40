"""`site.toml` as values: everything that is particular to one collective."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from records.errors import ConfigurationError
from records.languages import LANGUAGES
from records.names import folded
from records.web_addresses import is_base, joined


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


class KindRule(_Part):
    """Claims pages for `kind` ("member", "article/news", …) by their sections and their title."""

    kind: str = Field(pattern=r"^(member|statement|meeting|report|article/[a-z]+)$")
    sections: tuple[str, ...] = ()
    title: str | None = None

    @field_validator("sections")
    @classmethod
    def _sections_compile(cls, sections: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_compiled(section) for section in sections)

    @field_validator("title")
    @classmethod
    def _title_compiles(cls, title: str | None) -> str | None:
        return title and _compiled(title)

    @cached_property
    def _section(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{section})" for section in self.sections))

    def claims(self, sections: tuple[str, ...], title: str) -> bool:
        """Whether this rule claims a page with these (folded) sections and this (folded) title."""
        if self.sections and not any(self._section.fullmatch(section) for section in sections):
            return False
        return not self.title or re.search(self.title, title) is not None


class FormRule(_Part):
    """A statement's form, by its title."""

    form: str
    title: str


class Alias(_Part):
    """Other names of one member."""

    member: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    names: tuple[str, ...]


class Words(_Part):
    """Words of the site's frame, by which text around a page's own is known."""

    home: tuple[str, ...]
    read_more: tuple[str, ...]
    see_all: tuple[str, ...]
    no_page: tuple[str, ...] = ()


class Site(_Part):
    """One collective's site. Made by `parse`; see the comments in `site.toml` for each field."""

    name: str
    short_name: str
    base: str
    hosts: tuple[str, ...]
    time_zone: str
    languages: tuple[str, ...]
    start: tuple[str, ...]
    words: Words
    labels: dict[str, tuple[str, ...]]
    kinds: tuple[KindRule, ...]
    forms: tuple[FormRule, ...]
    aliases: tuple[Alias, ...] = ()
    # Whether contact details of persons are withheld; set by the setting, not in the file.
    withholds: bool = True

    @field_validator("base")
    @classmethod
    def _base_is_one(cls, base: str) -> str:
        if not is_base(base):
            raise ValueError(f"{base!r} is no base address such as https://contrelatraite.org/")
        return base

    @field_validator("time_zone")
    @classmethod
    def _time_zone_is_known(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone such as Europe/Paris") from error

    @field_validator("languages")
    @classmethod
    def _languages_are_known(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if not languages or not set(languages) <= LANGUAGES.keys():
            raise ValueError(f"name one or more of {', '.join(LANGUAGES)}")
        return languages

    @field_validator("start")
    @classmethod
    def _starts_are_paths(cls, start: tuple[str, ...]) -> tuple[str, ...]:
        for path in start:
            if not path.isprintable() or joined("https://example.org/", path) is None:
                raise ValueError(f"{path!r} is no path of a page")
        return start

    def __hash__(self) -> int:
        """By identity: one site is asked about every link of a crawl, and its fields are many."""
        return id(self)

    @cached_property
    def member_by_alias(self) -> dict[str, str]:
        """Folded name → member id."""
        return {folded(name): alias.member for alias in self.aliases for name in alias.names}

    @cached_property
    def label_by_word(self) -> dict[str, str]:
        """Folded word before a colon → stable name of the label."""
        return {folded(word): name for name, words in self.labels.items() for word in words}

    @cached_property
    def rules(self) -> str:
        """All that is said of the site but where it is served, as one text to compare."""
        return self.model_dump_json(exclude={"base", "hosts"})

    def at(self, base: str) -> Site:
        """The same site served at another base address, whose host is then the only one."""
        return self.model_copy(update={"base": base, "hosts": (urlsplit(base).netloc,)})


def parse(text: str, name: str = "site.toml") -> Site:
    """Read `site.toml`. Raises ConfigurationError that names what is wrong, and in which file."""
    try:
        return Site.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name} is no valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ConfigurationError(f"{name}, {where}: {first['msg']}") from error
