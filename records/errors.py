"""The errors of this program: a small tree, each saying who raises it and when."""

from __future__ import annotations


class ArchiveError(Exception):
    """Whatever this program raises on purpose; `exit_code` is what a command ends with."""

    exit_code = 1


class ConfigurationError(ArchiveError):
    """A setting, an argument or `site.toml` is wrong. Raised before any work is begun."""

    exit_code = 2


class ArchiveLocked(ArchiveError):
    """Another run writes to the same archive. Raised by the commands that write."""

    exit_code = 3


class ArchiveMissing(ArchiveError):
    """The archive is gone, but not its captures or backups. Raised by a night, which asks nothing."""


class ClockWrong(ArchiveError):
    """This machine's clock cannot be right. Raised by a crawl before it writes anything."""


class NotWritable(ArchiveError):
    """Captures cannot be written. Raised by the writer of WARC files; nothing more can be kept."""


class WorkingCopyDamaged(ArchiveError):
    """What an earlier night left cannot be read. Raised before a night, which makes its own anew."""


class OddRecord(ArchiveError):
    """A record of a WARC file holds no answer that can be read. Raised in reading one, it is counted."""


class OverLimit(ArchiveError):
    """Reading a page or file took more time or memory than it may. Raised where it is read apart."""


class Refused(ArchiveError):
    """A page cannot be read. Raised by a layout, it becomes a row of `quarantine`.

    `reason` is one of a few stable words, by which rows are counted; `detail` says to a person
    what was missing and what to do.
    """

    reason = "unreadable"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotMarkup(Refused):
    """The bytes are no text: a picture, a PDF or noise under the name of a page."""

    reason = "not-a-page"


class UnknownLayout(Refused):
    """The page was made by no CMS that a layout here reads."""

    reason = "unknown-layout"


class UnknownAddress(Refused):
    """Nothing tells which page of the site this is: a file without an address."""

    reason = "unknown-address"


class ForeignPage(Refused):
    """The page belongs to another site."""

    reason = "foreign-page"


class NotContent(Refused):
    """The page is a form, a login or an error page: it has nothing to archive."""

    reason = "not-content"


class MissingPart(Refused):
    """The layout is known, but a part that every page has is not there: its title, its text."""

    reason = "missing-part"


class Truncated(Refused):
    """The page breaks off before its end, so that what is missing cannot be known."""

    reason = "truncated"


class Oversized(Refused):
    """The page is larger or nested deeper than any page of a website should be."""

    reason = "oversized"
