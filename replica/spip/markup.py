"""From the content's notation to the markup SPIP makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from replica.notation import Block, blocks, cells
from replica.spip.printing import typeset_markup

_LINK = re.compile(r"\[([^\]\[]+)\]\(([^)\s]+)\)")
_BARE = re.compile(r'(?<!["=>])\bhttps?://[^\s<>"]+[^\s<>".,;:)]')
_NOTE = re.compile(r"\s*\[\[(.+?)\]\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\*)")
_ROWS = ("row_odd odd", "row_even even")


@dataclass(slots=True)
class Setting:
    """What markup depends on: language, SPIP version, how a document in the text is shown.

    `notes` gathers the footnotes of the page as its texts are set, one after the other.
    """

    language: str
    style: str = "3.1"
    document: Callable[[str], Markup] | None = None
    notes: list[str] = field(default_factory=list)


def marked_up(text: str, setting: Setting) -> Markup:
    """A text in the notation as SPIP's markup."""
    return Markup("\n".join(_marked_up(block, setting) for block in blocks(text)))


def notes_marked_up(setting: Setting) -> Markup:
    """The footnotes gathered so far, as the list under the page."""
    return Markup("\n").join(
        Markup(
            '<div id="nb2-{n}">\n<p><span class="spip_note_ref">[<a href="#nh2-{n}" '
            'class="spip_note" title="Notes 2-{n}" rev="appendix">{n}</a>]&nbsp;</span>'
            "{note}</p>\n</div>"
        ).format(n=number, note=Markup(note))
        for number, note in enumerate(setting.notes, 1)
    )


def _marked_up(block: Block, setting: Setting) -> str:
    if block.kind == "document":
        return str(setting.document(block.lines[0])) if setting.document else ""
    if block.kind == "table":
        return _table(block.lines, setting)
    lines = [_inline(line, setting) for line in block.lines]
    if block.kind == "heading":
        level = "h3" if setting.style == "3.1" else "h2"
        return f'<{level} class="spip">{lines[0]}</{level}>'
    if block.kind in ("bullets", "numbers"):
        kind = "ul" if block.kind == "bullets" else "ol"
        space = " " if setting.style == "3.1" else ""
        items = "\n".join(f"<li>{space}{line}</li>" for line in lines)
        return f'<{kind} class="spip">{items}</{kind}>'
    if block.kind == "quote":
        return f'<blockquote class="spip">\n<p>{lines[0]}</p>\n</blockquote>'
    # SPIP puts the break before the end of the line, and its class in single quotes.
    return "<p>" + "\n<br class='manualbr' />".join(lines) + "</p>"


def _table(rows: tuple[str, ...], setting: Setting) -> str:
    head = ""
    first = cells(rows[0])
    if all(cell.startswith("**") for cell in first):
        titles = "".join(
            f"<th id='id1_c{n}'>{_inline(cell.strip('*'), setting)}</th>"
            for n, cell in enumerate(first)
        )
        head = f'<thead><tr class="row_first">{titles}</tr></thead>\n'
        rows = rows[1:]
    body = "\n".join(
        f'<tr class="{_ROWS[number % 2]}">\n'
        + "".join(f"<td>{_inline(cell, setting)}</td>\n" for cell in cells(row))
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return f'<table class="spip">\n{head}<tbody>\n{body}\n</tbody>\n</table>'


def _inline(line: str, setting: Setting) -> str:
    """One line: links, notes and emphasis; addresses are kept away from typography."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    def note(found: re.Match[str]) -> str:
        setting.notes.append(_inline(found[1], setting))
        number = len(setting.notes)
        return keep(
            f"<span class=\"spip_note_ref\">&nbsp;[<a href='#nb2-{number}' class='spip_note' "
            f"rel='appendix' id='nh2-{number}'>{number}</a>]</span>"
        )

    def link(found: re.Match[str]) -> str:
        opened = keep(f'<a href="{escape(found[2])}" {_link_class(found[2])}>')
        return f"{opened}{found[1]}{keep('</a>')}"

    def bare(found: re.Match[str]) -> str:
        shown = escape(found[0])
        return keep(f'<a href="{shown}" class="spip_url spip_out" rel="nofollow">{shown}</a>')

    line = _BARE.sub(bare, _LINK.sub(link, _NOTE.sub(note, line)))
    line = str(escape(line)).replace("&#39;", "'").replace("&#34;", '"')
    line = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<strong>\1</strong>", line))
    line = typeset_markup(line, setting.language)
    while "\x00" in line:
        line = re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], line)
    return line


def _link_class(address: str) -> str:
    if address.startswith("mailto:"):
        return "class='spip_mail'"
    if address.startswith("http"):
        return "class='spip_out' rel='external'"
    return "class='spip_in'"
