r"""Others' words as they may be shown: on a terminal, in a log, in a mail.

What a site, a file or an error quotes may hold anything: sequences that a terminal obeys, marks that turn
the direction of what follows, a host of 3,000 characters, a list without end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# An address, a title, a header: enough to know which one it is.
LONGEST = 300
# Of a list of theirs: enough to see what it is a list of.
MOST = 10


def printable(words: object, longest: int = LONGEST, lines: int = 1) -> str:
    r"""Words that can only be read: escaped, cut to `longest` characters a line, capped at `lines` lines.

    A line's end is kept where more than one line is meant. What is printable stays as it is: doing it twice
    is doing it once.

    >>> printable("Réunion\x1b[2J à l’« Espace »\u202e.gpj")
    'Réunion\\x1b[2J à l’« Espace »\\u202e.gpj'
    >>> printable("one\ntwo"), printable("x" * 400)[-3:], printable("1\n2\n3\n4", lines=3)
    ('one\\ntwo', 'xx…', '1\n2\nand 2 more, 4 in all')
    """
    text = str(words)
    if lines == 1:
        return _line(text, longest)
    return "\n".join(listed([_line(line, longest) for line in text.split("\n")], lines))


def listed(rows: Sequence[str], most: int = MOST) -> list[str]:
    """The first rows of a list, at most so many lines; the last of them says how many are left out.

    >>> listed([str(n) for n in range(1_234)], 3)
    ['0', '1', 'and 1,232 more, 1,234 in all']
    """
    if len(rows) <= most:
        return list(rows)
    shown = rows[: most - 1]
    return [*shown, f"and {len(rows) - len(shown):,} more, {len(rows):,} in all"]


def _line(text: str, longest: int) -> str:
    # What is beyond the cut is not looked at: others' words may be many millions.
    start = text[: longest + 1]
    if not start.isprintable():
        start = "".join(map(_shown, start))
    return start if len(start) <= longest else f"{start[: longest - 1]}…"


def _shown(character: str) -> str:
    """A character, or its escape: controls, format marks, ends of lines, halves of pairs, what nobody
    assigned. Spaces of every width are typography."""
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")
