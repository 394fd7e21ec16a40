"""The values that travel: a page as it was fetched, and what a layout read on it.

They are neither HTML nor rows, so that a layout can be tested without a database and a record
without a page. (The tables have a `Page` and an `Article` of their own, see `records.models`.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer of the site, or one file that holds such an answer.

    `captured_at` is UTC, ISO 8601 to the second. `form` is "html" for the markup itself and
    "text" for a text extraction of it (a WET record, a `.txt` file). Header names are lower case.
    """

    url: str
    body: bytes
    captured_at: str
    form: Literal["html", "text"] = "html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page's text, in reading order.

    `marker` is what is printed before an item, its space included (`- `, `• `; `3. ` where the list
    is numbered, `3.` where a slip left the space out), or gives a heading its level (`## `, `### `).
    A label block is one line such as `Contact: A. Person`: `label` is its stable name ("website",
    "contact"), `value` what follows the colon and `url` the address that its link leads to. Of a
    paragraph or an item `value` is its text where that is nothing but one link.
    """

    kind: Literal["paragraph", "heading", "item", "row", "label"]
    text: str
    marker: str = ""
    label: str = ""
    value: str = ""
    url: str | None = None

    def printed(self) -> str:
        """The block as one string, its kind still recognisable."""
        return f"{self.marker}{self.text}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page attaches: `stated_size` as printed ("446.9 kb"), `format` as printed.

    `document_id` is the file's identity, None where its address is not printed.
    """

    url: str | None
    format: str | None
    caption: str | None = None
    stated_size: str | None = None
    language: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Teaser:
    """A lead to another page: its title, the heading above, address and identity where printed."""

    title: str
    url: str | None = None
    section: str | None = None
    page_id: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The same page in another language, as the page itself says."""

    language: str
    page_id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one layout read on one page.

    `page_id` is the site's own number under its layout (`spip/article/389`). `trail` is whole,
    its last item the title. A page that lists others (`is_list`) has blocks only where it prints
    an introduction of its own. `links` are absolute, in the order met, of the whole page; `menu` those
    of its menus, `listed` those that open a line of its own part, with their words; `spellings` addresses
    with the identity it tells of them.
    `tells_number` says that the page prints its own number, which no error page does. `leads_to` is where
    a page that says nothing leads its readers by itself: it is an address of that page, as if it redirected.
    """

    page_id: str
    layout: str
    url: str
    title: str
    language: str | None
    trail: tuple[str, ...] = ()
    date_line: str | None = None
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    translations: tuple[Translation, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    is_list: bool = False
    spellings: tuple[tuple[str, str], ...] = ()
    listed: tuple[tuple[str, str], ...] = ()
    menu: tuple[str, ...] = ()
    tells_number: bool = False
    leads_to: str | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """The trail without the page itself, from the outermost inwards."""
        return self.trail[:-1]


def text_of(blocks: tuple[Block, ...] | list[Block]) -> str:
    """Blocks as plain text: an empty line between paragraphs, none between items of a list.

    >>> text_of([Block("paragraph", "Two points:"), Block("item", "one", "- "),
    ...          Block("item", "two", "- ")])
    'Two points:\\n\\n- one\\n- two'
    """
    lines: list[str] = []
    before = ""
    for block in blocks:
        if not block.text:
            continue  # it only carries a value
        if lines:
            together = block.kind == before and block.kind in ("item", "row")
            lines.append("\n" if together else "\n\n")
        lines.append(block.printed())
        before = block.kind
    return "".join(lines)
