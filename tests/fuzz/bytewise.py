"""Changes at the level of bytes: what a line, a disk, an editor or a server makes of an answer."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Change = Callable[[random.Random, bytes], bytes]

# Mutants stay small: what grows with their size is another test's matter.
MOST_BYTES = 200_000
_DIGITS = re.compile(rb"[0-9]+")
_VALUES = re.compile(rb"(?<=[\"'])[^\"'<>\n]{1,200}(?=[\"'])")
_TAG_ENDS = re.compile(rb">")
_WORDS = re.compile(rb"[A-Za-z\xc0-\xff]{3,}")

# What no text of a website should hold, and some do: controls, halves of pairs, what is no character.
SIGNS = (
    "\0", "\x0b", "\x0c", "\x1b[2J", "\x7f", "\x85", "\x9b", "\xad", "\u200b", "\u2028", "\u202e", "\ufeff",
    "\ufdd0", "\ufffe", "\uffff", "\ufffd", "\U0010ffff", "\ud800", "\udfff", "\ud83d", "e" + "\u0301" * 50,
    "&#0;", "&#11;", "&#27;", "&#x85;", "&#xD800;", "&#xDFFF;", "&#xFFFE;", "&#x110000;", "&#99999999999999;",
    "&nosuch;", "&", "<", ">", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "<?php ", "</body>", "</html>",
    "<script>", "</div></div></div>", "%00", "%ff", "%", "\\", "\r", "\r\n", "\n\n\n", "\t", "\u00a0",
)  # fmt: skip
NUMBERS = (
    "0", "00", "-1", "1e309", "9" * 20, "9" * 400, "4294967296", "9223372036854775808", "10000", "99999",
    "0,5", "1.2.3", "٣٠", "²", "①", "৪", "x",
)  # fmt: skip
PHRASES = (
    "PDF - 99999999999999999999 Go", "PDF – 1e400 ko", "31 février 2024", "29 février 2100", "0 mai 0000",
    "mardi 99 mai 99999 à 99h99", "le 1er janvier 9999 de 24h00 à 0h00", "from 31 to 1 May 2024, 25 pm",
    "1, 2, 3, 4, 5, 6, 7, 8, 9 et 10 mai, juin, juillet 2024", "Contact : a@b.c, +99 99 99 99 99 99 99 99",
    "annulée", "reportée au 30 février", "Ordre du jour :", "1.", "- ", "ACRONYME (ACR)", "(((((((((", "[[[[",
    "Tel. 00000000000000000000", "a@" + "b" * 300, "∑" * 300, "\u0130\u0131ß\u1e9eﬁ", "٣٠ mai ٢٠١٨",
)  # fmt: skip
ADDRESSES = (
    "", "#", "?", "//", "///", "http:", "http://", "http://[x", "http://[::1]:99999/", "http://\u2100.org/",
    "http://contrelatraite.org:99999999999999999999/spip.php?article5", "http://contrelatraite.org:x/",
    "http://a b/", "http://user:pw@contrelatraite.org/node/1", "https://contrelatraite.org/IMG/pdf/%ff%00.pdf",
    "spip.php?article" + "9" * 30, "spip.php?page=article&id_article=٣", "spip.php?article0", "node/" + "9" * 400,
    "node/²", "?page=9,9,9,9", "?page=-1", "rss.xml", "sitemap.xml", "index.php/" * 40, "../" * 60, "a" * 3000,
    "data:text/html,x", "javascript:x", "mailto:", "tel:", "\x0b", "\udc80", "http://x/\udc80", "é" * 40,
    "https://contrelatraite.org/\u202eedon", "https://contrelatraite.org/a\tb\nc", "https://contrelatraite.org//x",
)  # fmt: skip
_CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp037",
    "utf-7",
    "shift_jis",
)


def encoded(text: str) -> bytes:
    """Text as bytes, halves of pairs too: as programs write them that know of no such thing."""
    return text.encode("utf-8", "surrogatepass")


def flip(chance: random.Random, body: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(body)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, body: bytes) -> bytes:
    """A part is missing: a few bytes, or all from there on."""
    at = chance.randrange(len(body))
    length = chance.choice((1, 3, 40, 1000, len(body)))
    return body[:at] + body[at + length :]


def duplicate(chance: random.Random, body: bytes) -> bytes:
    """A part comes several times."""
    at = chance.randrange(len(body))
    part = body[at : at + chance.choice((1, 8, 60, 500, 4000))]
    times = min(chance.choice((1, 2, 10, 200, 3000)), MOST_BYTES // (len(part) or 1))
    return body[:at] + part * times + body[at:]


def swap(chance: random.Random, body: bytes) -> bytes:
    """Two parts stand in each other's place."""
    one, two, three = sorted(chance.randrange(len(body)) for _ in range(3))
    return body[:one] + body[two:three] + body[one:two] + body[three:]


def insert(chance: random.Random, body: bytes) -> bytes:
    """A sign that no text should hold, or noise, once or in a row."""
    at = chance.randrange(len(body))
    noise = chance.randbytes(chance.choice((1, 4, 300)))
    part = chance.choice((noise, *([encoded(chance.choice(SIGNS))] * 5)))
    return body[:at] + part * chance.choice((1, 1, 1, 1, 3, 200)) + body[at:]


def insert_in_word(chance: random.Random, body: bytes) -> bytes:
    """The same within a word or beside it, where a text is read."""
    return _replaced(chance, body, _WORDS, lambda word: _within(chance, word))


def _within(chance: random.Random, word: bytes) -> bytes:
    at = chance.randrange(len(word) + 1)
    return word[:at] + encoded(chance.choice(SIGNS)) + word[at:]


def insert_at_tag(chance: random.Random, body: bytes) -> bytes:
    """The same behind a tag, where it belongs to the element before or in none."""
    return _replaced(chance, body, _TAG_ENDS, lambda end: end + encoded(chance.choice(SIGNS)))


def number(chance: random.Random, body: bytes) -> bytes:
    """A number is one that no program counts on."""
    return _replaced(chance, body, _DIGITS, lambda _: encoded(chance.choice(NUMBERS)))


def phrase(chance: random.Random, body: bytes) -> bytes:
    """A word is a phrase of the kind that is looked for, and is wrong."""
    return _replaced(chance, body, _WORDS, lambda _: encoded(chance.choice(PHRASES)))


def address(chance: random.Random, body: bytes) -> bytes:
    """What stands in quotes, an address often, is no such thing."""
    return _replaced(chance, body, _VALUES, lambda _: encoded(chance.choice(ADDRESSES)))


def recode(chance: random.Random, body: bytes) -> bytes:
    """The whole in another encoding, whatever it says of itself."""
    text = body.decode("utf-8", "replace")
    mark = chance.choice(("", "", "\ufeff"))
    return (mark + text).encode(chance.choice(_CHARSETS), "replace")


def _replaced(
    chance: random.Random, body: bytes, what: re.Pattern[bytes], by: Callable[[bytes], bytes]
) -> bytes:
    """One of the parts that a pattern finds, or each tenth of them, made otherwise."""
    found = list(what.finditer(body))
    if not found:
        return body
    chosen = {chance.randrange(len(found))}
    if chance.random() < 0.1:
        chosen |= {at for at in range(len(found)) if chance.random() < 0.1}
    parts, end = [], 0
    for at in sorted(chosen):
        parts += [body[end : found[at].start()], by(found[at][0])]
        end = found[at].end()
    return b"".join((*parts, body[end:]))


CHANGES: tuple[Change, ...] = (
    flip, cut, duplicate, swap, insert, insert_in_word, insert_in_word, insert_at_tag, insert_at_tag, number, number, phrase, phrase,
    address, address, recode,
)  # fmt: skip
