"""A page's text extraction: trail, title and date line above, teasers below, the page's own between.

The form of web archives' extracted text (WET files) and of pages saved as text: one line for each
block, with or without empty lines between. What is no page's own is known by the site's words:
the trail begins with "Home", a teaser ends with "Read more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from layouts.addresses import Place, canonical
from layouts.attachments import said_language
from layouts.lines import classify, joined, split_labels
from records.characters import well_formed
from records.contact_details import names_both
from records.dates import read_date
from records.errors import MissingPart, NotMarkup
from records.names import folded
from records.reading import Attachment, Block, Fetched, Reading, Teaser
from records.site import Site
from records.sizes import read_format_and_size
from records.typography import clean

MAX_BYTES = 20 * 1024 * 1024
_SEPARATOR = re.compile(r"\s+[>›»]\s+")
_SKIP_LINKS = ("aller au contenu principal", "aller au contenu", "skip to main content")
_CUT = re.compile(r"\s*\((?:\.\.\.|…)\)$")


def read(fetched: Fetched, at: Place, site: Site, language: str | None) -> Reading:
    """Read one page from its text. Raises MissingPart where title or text cannot be told."""
    lines = _lines(fetched)
    start, trail = _trail(lines, site)
    start = start or _contact_line(lines)
    own, teasers = _teasers(lines[start:], site)
    title, own = _title(own, trail)
    date_line, own = _date_line(own)
    body, files = _attachments(own)
    text = tuple(_blocks(body, site))
    if not text and not files and not date_line:
        raise MissingPart("no text found below the title: is this the text of an article?")
    return Reading(
        page_id=at.id,
        layout="plaintext",
        url=canonical(at.id, site),
        title=title,
        language=language,
        trail=(*trail[:-1], title) if trail else (title,),
        date_line=date_line,
        blocks=text,
        attachments=files,
        teasers=teasers,
        is_list=at.is_list,
    )


def decode(fetched: Fetched) -> str:
    """The text of the bytes: UTF-8, else windows-1252. Raises NotMarkup where they are no text."""
    if len(fetched.body) > MAX_BYTES or b"\0" in fetched.body[:4096]:
        raise NotMarkup("the bytes are no text: look at the file to see what it is")
    try:
        return well_formed(fetched.body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return well_formed(fetched.body.decode("cp1252", "replace"))


def _lines(fetched: Fetched) -> list[str]:
    """Clean lines; "" stands for an empty one."""
    text = decode(fetched)
    if not text.strip():
        raise MissingPart("the text is empty: no title, no text")
    return [clean(line) for line in re.split(r"\r\n|\r|\n", text)]


def _trail(lines: list[str], site: Site) -> tuple[int, list[str]]:
    """The trail and the number of the line after it; menus stand above and are left."""
    for number, line in enumerate(lines):
        items = _SEPARATOR.split(line)
        if len(items) > 1 and folded(items[0]) in site.words.home:
            return number + 1, items
    return 0, []


def _contact_line(lines: list[str]) -> int:
    """The number of the line after the site's own: skip links, and the coordinator's above every page."""
    start = 0
    for number, line in enumerate(lines[:12]):
        if folded(line) in _SKIP_LINKS or (len(line) < 200 and names_both(line)):
            start = number + 1
        elif line:
            break
    return start


def _title(lines: list[tuple[bool, str]], trail: list[str]) -> tuple[str, list[tuple[bool, str]]]:
    """The first line, where it is what the trail ends with (the trail cuts long titles)."""
    if not lines and not trail:
        raise MissingPart("no title found: the text has no line of its own")
    last = _CUT.sub("", trail[-1]) if trail else ""
    if lines and folded(lines[0][1]).startswith(folded(last)):
        return lines[0][1], lines[1:]
    return trail[-1], lines


def _date_line(lines: list[tuple[bool, str]]) -> tuple[str | None, list[tuple[bool, str]]]:
    """The line below the title, where all of it is one day."""
    found = read_date(lines[0][1]) if lines else None
    if found and found.precision == "day":
        return lines[0][1], lines[1:]
    return None, lines


def _teasers(lines: list[str], site: Site) -> tuple[list[tuple[bool, str]], tuple[Teaser, ...]]:
    """Split off the teasers below the page's own text.

    A teaser is a line before `Read more`; the last run of them, with nothing else between but
    section headings, is the page's frame. Lines come back with whether an empty one stood before.
    """
    numbered: list[tuple[bool, str]] = []
    gap = False
    for line in lines:
        if line:
            numbered.append((gap, line))
        gap = not line
    kinds = [_frame_kind(line, site) for _, line in numbered]
    end = max((i for i, kind in enumerate(kinds) if kind), default=-1)
    teasers: list[Teaser] = []
    start = len(numbered)
    while end >= 0 and kinds[end]:
        while end >= 0 and kinds[end] == "see_all":
            end -= 1
        while end >= 0 and kinds[end] == "read_more":
            end -= 1
        if end < 0 or kinds[end]:
            break
        teasers.append(Teaser(numbered[end][1]))
        start = end
        end -= 1
        if end >= 0 and not kinds[end] and _is_section(numbered, end, site):
            teasers[-1] = Teaser(numbered[start][1], section=numbered[end][1])
            start = end
            end -= 1
    # A section heading holds for the teasers below it until the next heading.
    return numbered[:start], tuple(_with_sections(reversed(teasers)))


def _frame_kind(line: str, site: Site) -> str:
    word = folded(line).strip(" .…>»[]()")
    if word in site.words.read_more:
        return "read_more"
    return "see_all" if word in site.words.see_all else ""


def _is_section(lines: list[tuple[bool, str]], number: int, site: Site) -> bool:
    """A line alone between two teasers, or one of the site's section names, heads a section."""
    before = _frame_kind(lines[number - 1][1], site) if number else ""
    return bool(before) or any(
        rule.sections and not rule.title and rule.claims((folded(lines[number][1]),), "")
        for rule in site.kinds
    )


def _with_sections(teasers: Iterator[Teaser]) -> Iterator[Teaser]:
    section: str | None = None
    for teaser in teasers:
        section = teaser.section or section
        yield Teaser(teaser.title, None, section)


def _attachments(
    lines: list[tuple[bool, str]],
) -> tuple[list[tuple[bool, str]], tuple[Attachment, ...]]:
    """`PDF - 446.9 kb` and, on the line right below, the caption where there is one."""
    body: list[tuple[bool, str]] = []
    files: list[Attachment] = []
    waiting = False
    for gap, line in lines:
        stated = read_format_and_size(line)
        if stated:
            files.append(Attachment(None, stated[0], None, stated[1].phrase))
        elif waiting and not gap:
            last = files[-1]
            files[-1] = Attachment(None, last.format, line, last.stated_size, said_language(line))
        else:
            body.append((gap, line))
        waiting = bool(stated)
    return body, tuple(files)


def _blocks(lines: list[tuple[bool, str]], site: Site) -> list[Block]:
    """A line is a block, but lines set close together are the lines of one paragraph."""
    grown: list[tuple[Block, list[str]]] = []
    split = [(gap, one) for gap, line in lines for one in split_labels(line, site) if one]
    for gap, line in split:
        block = classify(line, site)
        last, parts = grown[-1] if grown else (block, [])
        if block.kind == "paragraph" and last.kind in ("paragraph", "item") and parts and not gap:
            # A hard line break inside a sentence is the extraction's, not the author's.
            inside = line[0].islower() and parts[-1][-1] not in ".:;!?…»"
            if last.kind == "paragraph" or inside:
                parts += [" " if inside else "\n", line]
                continue
        grown.append((block, [block.text]))
    blocks = (
        replace(block, text="".join(parts)) if len(parts) > 1 else block for block, parts in grown
    )
    return joined(blocks, site)
