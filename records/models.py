"""The archive's tables as models: the one source of every column's type and description.

A model is one row of one table. Lists of other models on it are its children: rows of their own
tables, written and compared together with it. The schema (`archive/migrations.py`) is tested
against these models; `datasette.yml`, the data dictionary and `datapackage.json` take their texts
from here.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from records.characters import well_formed

Precision = Literal["day", "month", "year"]
SeenAs = Literal["page", "teaser"]
Cause = Literal["site", "re-read"]
Basis = Literal["printed", "inferred"]


def column(description: str, *, references: str | None = None, default: Any = ...) -> Any:
    """A column: what it holds, and the table whose `id` it names where it is a foreign key."""
    return Field(default, description=description, json_schema_extra={"references": references})


def optional(description: str, *, references: str | None = None) -> Any:
    """A column that may be unknown."""
    return column(description, references=references, default=None)


def _well_formed(values: dict[str, Any]) -> dict[str, Any]:
    return {n: well_formed(v) if isinstance(v, str) else v for n, v in values.items()}


class Row(BaseModel):
    """One row. `key` are the columns of its primary key."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)
    table: ClassVar[str]
    title_of_table: ClassVar[str]
    description_of_table: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ("id",)

    @model_validator(mode="before")
    @classmethod
    def _kept(cls, values: Any) -> Any:
        """However a text came, the archive can keep it: it is made fit here once more."""
        return _well_formed(values) if isinstance(values, dict) else values

    @classmethod
    def columns(cls) -> list[str]:
        """The names of the table's columns, in order: every field that is no list of children."""
        return [n for n, f in cls.model_fields.items() if get_origin(f.annotation) is not list]

    @classmethod
    def references(cls) -> dict[str, str]:
        """The columns that are foreign keys, with the table whose `id` each names."""
        extras = ((n, f.json_schema_extra) for n, f in cls.model_fields.items())
        named = {name: extra["references"] for name, extra in extras if isinstance(extra, dict)}
        return {name: str(table) for name, table in named.items() if table}

    def row(self) -> dict[str, Any]:
        """The row without its children, as it stands in the table."""
        return {name: getattr(self, name) for name in self.columns()}

    def children(self) -> list[Row]:
        """The rows of other tables that belong to this one."""
        own = set(self.columns())
        return [
            child
            for name in type(self).model_fields
            if name not in own
            for child in getattr(self, name)
        ]

    def with_changes(self, **changes: Any) -> Self:
        """A copy with other values."""
        return self.model_copy(update=_well_formed(changes))


class PageDocument(Row):
    table = "page_documents"
    title_of_table = "Attachments"
    description_of_table = "A page attaches a document."
    key = ("page_id", "document_id")

    page_id: str = column("The page that attaches it", references="pages")
    document_id: str = column("The document attached", references="documents")
    position: int = column("1 for the first attachment of the page, 2 for the next, …")
    caption: str | None = optional("The caption printed on this page")
    stated_bytes: int | None = optional("Its size as this page prints it, in bytes")
    stated_size: str | None = optional("That size in the words of this page")


class Content(Row):
    """What every thing read from a page has."""

    id: str = column("Stable identity: the site's own number of the page")
    page_id: str = column("The page it was read from", references="pages")
    url: str | None = optional("Its own address on the site")
    title: str = column("Title as printed")
    language: str | None = optional("Language of the text (ISO 639-1)")
    published_on: str | None = optional("Printed date of publication (ISO 8601)")
    published_precision: Precision | None = optional("How precise that date is: day, month, year")
    text: str | None = optional(
        "The text: an empty line between paragraphs; items and headings "
        "keep a mark; nothing of menus, trail or teasers"
    )
    seen_as: SeenAs = column(
        "page: read from its own page; teaser: only announced on another", default="page"
    )
    capture_id: str = column("The capture this row was read from", references="captures")
    documents: list[PageDocument] = Field(default_factory=list)


class Member(Row):
    table = "members"
    title_of_table = "Members"
    description_of_table = (
        "An organisation of the collective, as its profiles together say: "
        "each field from the latest profile that prints it."
    )

    id: str = column("Stable identity: the acronym, or the name where there is none, as a slug")
    name: str = column("Name as printed, without the acronym")
    acronym: str | None = optional("Acronym as printed")
    founded_year: int | None = optional("Year of foundation, where the text says it")
    website_url: str | None = optional("Address of the member's website")
    website_label: str | None = optional("What the link to the website says")
    contact: str | None = optional("Contact as printed")
    first_profile_id: str = column("The earliest profile of this member", references="profiles")
    last_profile_id: str = column("The latest profile of this member", references="profiles")
    page_id: str = column("The page of the latest profile", references="pages")
    url: str | None = optional("Address of the latest profile")
    capture_id: str = column("The capture the latest profile was read from", references="captures")


class Profile(Content):
    table = "profiles"
    title_of_table = "Member profiles"
    description_of_table = "One page about a member, in one language, and what it says of it."

    member_id: str = column("The member it is about", references="members")
    name: str = column("The member's name as this page prints it")
    acronym: str | None = optional("The acronym this page prints")
    founded_year: int | None = optional("The year of foundation this page states")
    website_url: str | None = optional("Address of the member's website")
    website_label: str | None = optional("What the link to the website says")
    contact: str | None = optional("Contact as printed")
    description: str | None = optional("The text before the first label: what the member is")


class Statement(Content):
    table = "statements"
    title_of_table = "Statements"
    description_of_table = "A statement, communiqué, declaration or open letter."

    stated_on: str | None = optional("The day it bears itself, in its title or text (ISO 8601)")
    stated_precision: Precision | None = optional("How precise that date is")
    issuer: str = column("Who speaks: `collective`, or the one the title names, by its id")
    form: str = column("statement, declaration, open letter, position, …")


class MeetingDate(Row):
    table = "meeting_dates"
    title_of_table = "Meeting dates"
    description_of_table = (
        "One day of a meeting, or one session of it, with the phrase it was read from."
    )

    id: str = column("The meeting and the day, of a second session its hour too")
    meeting_id: str = column("The announcement", references="meetings")
    page_id: str = column("The page it was read from", references="pages")
    url: str | None = optional("Address of the announcement")
    title: str = column("Title of the announcement")
    position: int = column("1 for the first day printed, 2 for the next, …")
    date: str | None = optional("The day (ISO 8601); unknown where its year is")
    date_precision: Precision = column("How precise that date is")
    start_time: str | None = optional("Start, local time, HH:MM")
    end_time: str | None = optional("End, local time, HH:MM")
    place: str | None = optional("Place as printed")
    time_zone: str = column("Time zone of the times")
    status: Literal["announced", "cancelled"] = column("announced or cancelled")
    phrase: str = column("The words this was read from")
    cancelled_by: str | None = optional(
        "The day of another page that calls this one off", references="meeting_dates"
    )
    date_basis: Basis | None = optional(
        "printed, or inferred where the year follows from the day of publication; unknown with the day"
    )


class Meeting(Content):
    table = "meetings"
    title_of_table = "Meetings"
    description_of_table = "An announcement of one or several meetings."

    dates: list[MeetingDate] = Field(default_factory=list)


class AgendaItem(Row):
    table = "agenda_items"
    title_of_table = "Agenda items"
    description_of_table = "One item of a report's agenda."

    id: str = column("The report and the item's number")
    report_id: str = column("The report", references="reports")
    page_id: str = column("The page it was read from", references="pages")
    position: int = column("1 for the first item, 2 for the next, …")
    text: str = column("The item, without its number")


class Report(Content):
    table = "reports"
    title_of_table = "Meeting reports"
    description_of_table = "Minutes of a meeting."

    held_on: str | None = optional("The day of the meeting reported (ISO 8601)")
    held_precision: Precision | None = optional("How precise that date is")
    meeting_date_id: str | None = optional(
        "The announced day it reports on, where one matches", references="meeting_dates"
    )
    held_basis: Basis | None = optional(
        "printed, or inferred where the year follows from the day of publication; unknown with the day"
    )
    agenda: list[AgendaItem] = Field(default_factory=list)


class Article(Content):
    table = "articles"
    title_of_table = "Articles"
    description_of_table = "News, newsletters, appeals, and any page that is nothing else."

    kind: str = column("news, newsletter, appeal, picture, section, other")
    month: str | None = optional(
        "The month a newsletter is of, by its title or its address (2025-12)"
    )


class Document(Row):
    table = "documents"
    title_of_table = "Documents"
    description_of_table = "A file attached to a page, and what was found when it was fetched."

    id: str = column(
        "Its path on the site; or, where no address is printed, its page and a digest "
        "of what is printed"
    )
    page_id: str = column("The page that attached it first", references="pages")
    url: str | None = optional("Address of the file")
    caption: str | None = optional("Caption as printed on that page")
    format: str | None = optional("Format as printed or as its name says: PDF, Word, …")
    language: str | None = optional("Language, where the caption or the link says it (ISO 639-1)")
    stated_bytes: int | None = optional("Size stated on the page, in bytes (1 kb = 1024)")
    stated_size: str | None = optional("Size as printed")
    status: Literal["listed", "kept", "missing", "unreadable", "failed"] = column(
        "listed: never fetched; kept: fetched and read; missing: the site has it no more; "
        "unreadable: fetched, but not the file it says to be; failed: could not be fetched, "
        "or took its reader too much time or memory",
        default="listed",
    )
    bytes: int | None = optional("Size of the file fetched, in bytes")
    sha256: str | None = optional("SHA-256 of the file fetched")
    mime: str | None = optional("Media type by the file's own first bytes")
    pages: int | None = optional("Number of pages, where the format has pages")
    text: str | None = optional("Text of the file")
    note: str | None = optional("Why it is missing, unreadable or failed")
    capture_id: str = column("The capture of the page that listed it", references="captures")
    file_capture_id: str | None = optional("The capture of the file", references="captures")


class Mention(Row):
    table = "mentions"
    title_of_table = "Mentions"
    description_of_table = "A page names a member."
    key = ("page_id", "member_id")

    page_id: str = column("The page that names it", references="pages")
    member_id: str = column("The member named", references="members")
    count: int = column("How many times")
    context: str = column("The words around the first time")


class Page(Row):
    table = "pages"
    title_of_table = "Pages"
    description_of_table = (
        "A page by identity, whatever its address: what it is, since when, until when."
    )

    id: str = column("The site's own number under its CMS: spip/article/389")
    layout: str = column("The layout that read it: spip, plaintext, …")
    kind: str = column("member, statement, meeting, report, article, list")
    url: str | None = optional("Canonical address")
    title: str = column("Title as printed")
    language: str | None = optional("Language (ISO 639-1)")
    trail: str | None = optional("The trail above the page, its items joined by ' > '")
    first_seen_at: str = column("Time of its first capture (UTC)")
    last_seen_at: str = column("Time of its latest capture (UTC)")
    changed_at: str = column("Time of the capture in which its record last changed (UTC)")
    gone_at: str | None = optional(
        "Since when the site has it no more (UTC), once that is sure: see the table absences"
    )
    translation_of: str | None = optional("The page it translates", references="pages")
    capture_id: str = column("The capture it was last read from", references="captures")
    parser: str = column(
        "Fingerprint of the program, its libraries and the rules of site.toml that read it"
    )


class Address(Row):
    table = "addresses"
    title_of_table = "Addresses"
    description_of_table = "Every address met that leads to a page."
    key = ("url",)

    url: str = column("The address as met")
    page_id: str = column("The page it leads to", references="pages")
    status: int | None = optional("HTTP status when it was asked; empty where it was only met")
    first_seen_at: str = column("When it was first met (UTC)")


class Capture(Row):
    table = "captures"
    title_of_table = "Captures"
    description_of_table = "One answer kept, and where: the proof that a row was read, not made."

    id: str = column("Its WARC-Record-ID")
    url: str = column("The address asked")
    captured_at: str = column("When (UTC)")
    status: int | None = optional("HTTP status")
    mime: str | None = optional("Media type as served")
    digest: str = column("Digest of the payload, sha1 in base 32 as WARC writes it")
    bytes: int = column("Size of the payload as it came")
    file: str = column("WARC file, in the captures folder")
    offset: int = column("Where the record begins in that file, in bytes")
    crawl_id: str = column("The run that made or read it", references="crawls")
    refers_to: str | None = optional(
        "The capture whose payload this one has, where the site answered that it is unchanged",
        references="captures",
    )
    etag: str | None = optional("What the site calls this state of the address (ETag)")
    last_modified: str | None = optional("When the site says it last changed (Last-Modified)")


class Version(Row):
    table = "versions"
    title_of_table = "Versions"
    description_of_table = "A record as it read from a given capture on. Version 1 is the first."
    key = ("record_table", "record_id", "number")

    record_table: str = column("Table of the record")
    record_id: str = column("Its id there")
    number: int = column("1, 2, 3, … in the order of the captures")
    captured_at: str = column("Time of the capture it was read from (UTC)")
    capture_id: str = column("That capture", references="captures")
    crawl_id: str = column("The run that read it", references="crawls")
    changed: str = column("Names of the fields that differ from the version before (JSON)")
    digest: str = column("Digest of the record, by which a change is known")
    record: str = column("The whole record (JSON)")
    cause: Cause = column(
        "site where the site said otherwise, re-read where a better parser read the same otherwise",
        default="site",
    )
    parser: str | None = optional("What read it (see pages)")


class Crawl(Row):
    table = "crawls"
    title_of_table = "Crawls"
    description_of_table = "A run of a spider, and how it went."

    id: str = column("Start and spider")
    spider: str = column("Name of the spider")
    arguments: str = column("Its arguments (JSON)")
    started_at: str = column("Start (UTC)")
    finished_at: str | None = optional("End (UTC); empty while it runs and where it was killed")
    outcome: str = column("running, finished, failed, unreachable, interrupted", default="running")
    asked: int = column("Requests sent, or captures read", default=0)
    read: int = column("Pages read", default=0)
    unchanged: int = column("Records that read as before", default=0)
    new: int = column("Records read for the first time", default=0)
    changed: int = column("Records that read otherwise than before", default=0)
    gone: int = column("Pages that this run made sure are there no more", default=0)
    quarantined: int = column("Pages that could not be read", default=0)
    failed: int = column("Requests that got no usable answer", default=0)
    bytes: int = column("Bytes received", default=0)


class Check(Row):
    table = "checks"
    title_of_table = "Health checks"
    description_of_table = "The result of a health check in a run."
    key = ("crawl_id", "name")

    crawl_id: str = column("The run", references="crawls")
    name: str = column("What was checked")
    required: int = column("1 where a failure fails the run")
    passed: int = column("1 where it passed")
    figure: float | None = optional("What was measured")
    bound: float | None = optional("What was allowed")
    note: str | None = optional("What it means")


class Quarantine(Row):
    table = "quarantine"
    title_of_table = "Quarantine"
    description_of_table = "A page that could not be read, and why. It leaves when it can."
    key = ("url",)

    url: str = column("Its address")
    reason: str = column("In one word, for counting")
    detail: str = column("What was missing, and what to do")
    capture_id: str | None = optional("The capture that could not be read", references="captures")
    first_seen_at: str = column("Since when (UTC)")
    crawl_id: str = column("The run that met it last", references="crawls")


class UnsureName(Row):
    table = "unsure_names"
    title_of_table = "Unsure names"
    description_of_table = (
        "Two members whose names look like one. A person decides, and writes an alias in site.toml."
    )
    key = ("member_id", "resembles")

    member_id: str = column("One member", references="members")
    resembles: str = column("The member it may be", references="members")
    name: str = column("The one name")
    other_name: str = column("The other name")
    why: str = column("What makes them look like one")


class Withheld(Row):
    table = "withheld"
    title_of_table = "Withheld"
    description_of_table = "A page or document that was taken down, since when and why."

    id: str = column("The page or document: what it was is not said")
    date: str = column("Since when (ISO 8601)")
    reason: str = column("Why")


class Absence(Row):
    table = "absences"
    title_of_table = "Absences"
    description_of_table = (
        "By the site's own answers a page was not there: from the first until it came back."
    )
    key = ("page_id", "first_at")

    page_id: str = column("The page", references="pages")
    first_at: str = column("The first answer that it is not there (UTC)")
    last_at: str = column("The latest such answer that counted (UTC)")
    days: int = column("On how many days healthy crawls got that answer")
    status: int = column("HTTP status of the latest: 404 or 410")
    capture_id: str = column("The latest such answer", references="captures")
    crawl_id: str = column("The run that got it", references="crawls")
    confirmed_at: str | None = optional("When it was sure that the page is gone (UTC)")
    back_at: str | None = optional("When it was read again (UTC); empty while it is absent")


class Entry(Row):
    table = "entries"
    title_of_table = "Everything"
    description_of_table = "One row for each thing that can be searched, of whatever kind."

    id: int = column("Row number of the search index")
    kind: str = column("The table it stands in")
    record_id: str = column("Its id there")
    title: str = column("Title")
    text: str | None = optional("Text")
    language: str | None = optional("Language (ISO 639-1)")
    date: str | None = optional(
        "The day it bears: stated, held, announced (the first) or published (ISO 8601)"
    )
    url: str | None = optional("Its address on the site")


CONTENT: tuple[type[Content], ...] = (Profile, Statement, Meeting, Report, Article)
TABLES: tuple[type[Row], ...] = (
    Member, Profile, Statement, Meeting, MeetingDate, Report, AgendaItem, Article, Document,
    PageDocument, Mention, Entry, Page, Address, Capture, Version, Crawl, Check, Quarantine,
    UnsureName, Withheld, Absence,
)  # fmt: skip
