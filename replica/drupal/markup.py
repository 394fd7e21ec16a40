"""From the content's notation to what editors leave in Drupal's text field, tidy or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from replica.notation import Block, blocks, cells
from replica.spip.printing import typeset_markup

_LINK = re.compile(r"\[([^\]\[]+)\]\(([^)\s]+)\)")
# Drupal's filter makes links of these; a bare domain name stays as it was typed.
_BARE = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:)]")
_MAIL = re.compile(r"(?<![:\w.])[\w.-]+@[\w-]+(?:\.[\w-]+)+")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\*)")
_LABEL = re.compile(r"^[^\W\d][\w’ -]{2,30} : ")
_PARTED = "<br />\n<br />\n"
_EMPTY = "<p>&nbsp;</p>"
_WORD_SPANS = (
    '<span style="font-size:11.0pt"><span style="font-family:&quot;Calibri&quot;,sans-serif">'
    '<span lang="FR" style="color:black">',
    "</span></span></span>",
)


def marked_up(text: str, hand: str) -> Markup:
    """A text in the notation as the `hand` of its editor (`replica.content.Entry`) leaves it."""
    made = {"word": _pasted, "breaks": _broken, "table": _tabled}.get(hand, _typed)
    return Markup("\n\n".join(made(blocks(text))))


def _typed(parts: list[Block]) -> Iterator[str]:
    """Typed into the editor: clean, but for the empty paragraph everybody leaves at the end."""
    yield from (_block(part) for part in parts)
    if len(parts) % 2:
        yield _EMPTY


def _pasted(parts: list[Block]) -> Iterator[str]:
    """Pasted from Word: a class and three spans around everything, empty paragraphs for space."""
    opened, closed = _WORD_SPANS
    for part in parts:
        if _is_bold(part):
            yield _underlined(part)
        elif part.kind == "paragraph":
            lines = "<br />\n".join(_inline(line) for line in part.lines)
            yield f'<p class="MsoNormal" style="text-align:justify">{opened}{lines}{closed}</p>'
            yield _EMPTY
        elif part.kind in ("bullets", "numbers"):
            tag = "ul" if part.kind == "bullets" else "ol"
            items = "\n".join(
                f'\t<li class="MsoListParagraph">{opened}{_inline(line)}{closed}</li>'
                for line in part.lines
            )
            yield f"<{tag}>\n{items}\n</{tag}>"
        else:
            yield _block(part)


def _broken(parts: list[Block]) -> Iterator[str]:
    """One paragraph, its own paragraphs parted by two line breaks; lists stand between."""
    run: list[str] = []
    for part in parts:
        if part.kind == "paragraph":
            run.append("<br />\n".join(_inline(line) for line in part.lines))
            continue
        if run:
            yield f"<p>{_PARTED.join(run)}</p>"
            run = []
        yield _block(part)
    if run:
        yield f"<p>{_PARTED.join(run)}</p>"


def _tabled(parts: list[Block]) -> Iterator[str]:
    """Lines that open with a label are laid out as a table: label, value."""
    rows: list[str] = []
    for part in parts:
        if part.kind == "paragraph" and all(_LABEL.match(line) for line in part.lines):
            rows += part.lines
        else:
            yield _block(part)
    if rows:
        made = "\n".join(
            f"\t\t<tr>\n\t\t\t<td><p><strong>{_inline(label)}&nbsp;:</strong></p></td>\n"
            f"\t\t\t<td><p>{_inline(value)}</p></td>\n\t\t</tr>"
            for label, _, value in (row.partition(" : ") for row in rows)
        )
        yield f'<table border="0" style="width:100%">\n\t<tbody>\n{made}\n\t</tbody>\n</table>'


def _is_bold(part: Block) -> bool:
    """Whether a paragraph is a heading in disguise: one line, all of it bold."""
    return part.kind == "paragraph" and re.fullmatch(r"\*\*[^*]+\*\*", part.lines[0]) is not None


def _underlined(part: Block) -> str:
    said = _inline(part.lines[0].strip("*"))
    return f'<p><u><strong><span style="font-size:14px">{said}</span></strong></u></p>'


def _block(part: Block) -> str:
    """One block in tidy markup."""
    if part.kind == "table":
        return _table(part.lines)
    if _is_bold(part):
        return _underlined(part)
    lines = [_inline(line) for line in part.lines]
    if part.kind == "heading":
        return f"<h2>{lines[0]}</h2>"
    if part.kind in ("bullets", "numbers"):
        tag = "ul" if part.kind == "bullets" else "ol"
        return f"<{tag}>\n" + "\n".join(f"\t<li>{line}</li>" for line in lines) + f"\n</{tag}>"
    if part.kind == "quote":
        return f"<blockquote>\n<p>{lines[0]}</p>\n</blockquote>"
    return "<p>" + "<br />\n".join(lines) + "</p>"


def _table(rows: tuple[str, ...]) -> str:
    head = ""
    if all(cell.startswith("**") for cell in cells(rows[0])):
        titles = "".join(f'<th scope="col">{_inline(c.strip("*"))}</th>' for c in cells(rows[0]))
        head, rows = f"\t<thead>\n\t\t<tr>{titles}</tr>\n\t</thead>\n", rows[1:]
    body = "\n".join(
        "\t\t<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in cells(row)) + "</tr>"
        for row in rows
    )
    body = f"\t<tbody>\n{body}\n\t</tbody>"
    return f'<table border="1" cellpadding="1" style="width:500px">\n{head}{body}\n</table>'


def _inline(line: str) -> str:
    """One line: links and emphasis; addresses are kept away from typography."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    def link(found: re.Match[str]) -> str:
        opened = keep(f'<a href="{escape(found[2])}">')
        return f"{opened}{found[1]}{keep('</a>')}"

    def bare(found: re.Match[str]) -> str:
        address = found[0] if "://" in found[0] else f"http://{found[0]}"
        return keep(f'<a href="{escape(address)}">{escape(found[0])}</a>')

    def mail(found: re.Match[str]) -> str:
        return keep(f'<a href="mailto:{found[0]}">{found[0]}</a>')

    # A link's own words may be an address: they are no link a second time.
    parts = re.split(r"(\[[^\]\[]+\]\([^)\s]+\))", line)
    line = "".join(
        _LINK.sub(link, part) if number % 2 else _MAIL.sub(mail, _BARE.sub(bare, part))
        for number, part in enumerate(parts)
    )
    line = str(escape(line)).replace("&#39;", "'").replace("&#34;", '"')
    line = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", line))
    line = typeset_markup(line, "fr").replace("&#8217;", "’")
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], line)
